package ofd

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// part is a file of an OFD.
type part struct{ name, data string }

// pack makes an archive.
func pack(parts ...part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: p.name}) // stored
		w.Write([]byte(p.data))
	}
	z.Close()
	return b.Bytes()
}

const ns = ` xmlns:ofd="http://www.ofdspec.org/2016"`

func rootPart(body string) part {
	return part{"OFD.xml", `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD` + ns + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>` + body + `</ofd:DocBody></ofd:OFD>`}
}

// documentPart is a document of one page, 100 by 50 mm.
func documentPart(common, more string) part {
	return part{"Doc_0/Document.xml", `<ofd:Document` + ns + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 50</ofd:PhysicalBox></ofd:PageArea>` + common +
		`</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>` + more + `</ofd:Document>`}
}

func layer(objects string) string {
	return `<ofd:Content><ofd:Layer ID="2">` + objects + `</ofd:Layer></ofd:Content>`
}

func pagePart(s string) part {
	return part{"Doc_0/Pages/Page_0/Content.xml", `<ofd:Page` + ns + `>` + s + `</ofd:Page>`}
}

// onePage makes a file of one page with the objects.
func onePage(objects string, more ...part) []byte {
	return pack(append([]part{rootPart(""), documentPart("<ofd:PublicRes>Res.xml</ofd:PublicRes>", ""), pagePart(layer(objects))}, more...)...)
}

// text is a text object whose baseline begins at a place, in mm.
func text(attrs, code, s string) string {
	return `<ofd:TextObject ID="9" Font="3" Size="4" ` + attrs + `><ofd:TextCode ` + code + `>` + s + `</ofd:TextCode></ofd:TextObject>`
}

// painted is what is on a page, in millimetres from the top left: its lines of text,
// what is to be said of them, rules, shades and pictures.
func painted(p *paper.Page) string {
	const mm = 25.4 / 72
	var b strings.Builder
	h := p.Box.Y1
	at := func(x paper.Pt) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x*mm), ".0") }
	box := func(r paper.Rect) string {
		return at(r.X0) + "," + at(h-r.Y1) + " to " + at(r.X1) + "," + at(h-r.Y0)
	}
	for i := 0; i < len(p.Chars); {
		c := p.Chars[i]
		var s string
		n := i
		for ; n < len(p.Chars) && p.Chars[n].Line == c.Line && mood(p.Chars[n]) == mood(c); n++ {
			if s += p.Chars[n].Text; p.Chars[n].NoText {
				s += "□"
			}
		}
		y := at(h - c.Base)
		if c.Turned {
			y = at(h - c.Box.Y1)
		}
		fmt.Fprintf(&b, "%d %q at %s,%s to %s size %s%s\n", c.Line, s, at(c.Box.X0), y, at(p.Chars[n-1].Box.X1), at(c.Size), mood(c))
		i = n
	}
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "rule %s\n", box(r))
	}
	for _, r := range p.Shades {
		fmt.Fprintf(&b, "shade %s\n", box(r))
	}
	for _, r := range p.Pictures {
		fmt.Fprintf(&b, "picture %s\n", box(r))
	}
	return b.String()
}

func mood(c paper.Char) (s string) {
	if c.Turned {
		s += " turned"
	}
	if c.Invisible {
		s += " invisible"
	}
	if c.Clipped {
		s += " clipped"
	}
	if c.Doubtful && c.Seen() {
		s += " doubtful"
	}
	return s
}

// read reads a file that is sound, and returns its pages with what is told.
func read(t *testing.T, file []byte) (pages []*paper.Page, told string) {
	t.Helper()
	var n source.Notes
	pages, _, err := Read(file, &n)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range n.Repairs {
		told += fmt.Sprintf("%s %d\n", r.What, r.Places)
	}
	return pages, told
}
