package pdf

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/pdfread"
)

type (
	dict   = pdfread.Dict
	op     = pdfread.Op
	stream = pdfread.Stream
)

// file is a PDF file taken apart, for a test that is to fail where anything is
// missing in it.
type file struct {
	*pdfread.File
	t testing.TB
}

// readFile reads a file, strictly.
func readFile(t testing.TB, raw []byte) *file {
	t.Helper()
	f, err := pdfread.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	return &file{f, t}
}

// readValue reads one object.
func readValue(t testing.TB, s string) any {
	t.Helper()
	v, err := (&pdfread.Parser{B: []byte(s)}).Value()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// get follows keys and array indices from v, through references.
func (f *file) get(v any, path ...any) any {
	f.t.Helper()
	v, err := f.Get(v, path...)
	if err != nil {
		f.t.Fatal(err)
	}
	return v
}

func (f *file) root(path ...any) any { f.t.Helper(); return f.get(f.Trailer["Root"], path...) }

// page returns the contents of page n, from 0.
func (f *file) page(n int) []byte {
	return f.get(f.root("Pages", "Kids", n), "Contents").(stream).Data
}

// cmap reads the ToUnicode CMap of a font.
func (f *file) cmap(font any) map[uint16]string {
	f.t.Helper()
	return readCMap(f.t, f.get(font, "ToUnicode").(stream).Data)
}

func readCMap(t testing.TB, data []byte) map[uint16]string {
	t.Helper()
	m, err := pdfread.CMap(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// width returns the width of a CID in thousandths.
func (f *file) width(font any, cid uint16) float64 {
	cidFont := f.get(font, "DescendantFonts", 0)
	w, _ := f.get(cidFont, "W").([]any)
	widths, err := pdfread.Widths(w)
	if err != nil {
		f.t.Fatal(err)
	}
	if w, ok := widths[cid]; ok {
		return w
	}
	return f.get(cidFont, "DW").(float64)
}

// shown is a glyph as a reader of the file would draw it.
type shown struct {
	font       string
	code       uint16
	char       string
	x, y, size float64
	bold       bool
	artifact   string // its Type and Subtype
	mcid       int    // -1 in artifacts
}

// drawn is what a page draws.
type drawn struct {
	glyphs []shown
	ops    []string       // all other painting, in short
	tags   []pdfread.Name // of marked content, by MCID
	spans  []string       // ActualText of parts of it
}

// draw interprets the content stream of page n, from 0.
func (f *file) draw(n int) (out drawn) {
	f.t.Helper()
	p := &pdfread.Parser{B: f.page(n)}
	var (
		stack              []any
		font               any
		fontName           string
		chars              map[uint16]string
		size, tc           float64
		x, y, lineX, lineY float64
		mode               float64
		inText             bool
		open               []pdfread.Name // marked content
		artifact           string
	)
	mcid := -1
	num := func(i int) float64 { return stack[i].(float64) }
	show := func(s string) {
		if !inText || font == nil || len(s)%2 != 0 || len(open) == 0 {
			f.t.Fatalf("cannot show %q here", s)
		}
		for i := 0; i < len(s); i += 2 {
			c := uint16(s[i])<<8 | uint16(s[i+1])
			out.glyphs = append(out.glyphs, shown{fontName, c, chars[c], x, y, size, mode == 2, artifact, mcid})
			x += f.width(font, c)*size/1000 + tc
		}
	}
	for {
		v, err := p.Value()
		if err == io.EOF {
			break
		}
		if err != nil {
			f.t.Fatal(err)
		}
		o, ok := v.(op)
		if !ok {
			stack = append(stack, v)
			continue
		}
		switch o {
		case "BT", "ET":
			if inText == (o == "BT") {
				f.t.Fatalf("%s out of turn", o)
			}
			inText = o == "BT"
			x, y, lineX, lineY = 0, 0, 0, 0
		case "BDC":
			tag, d := stack[0].(pdfread.Name), stack[1].(dict)
			switch {
			case tag == "Span" && len(open) == 1:
				out.spans = append(out.spans, pdfread.DecodeText(d["ActualText"].(string)))
			case len(open) > 0:
				f.t.Fatalf("%s in %s", tag, open)
			case tag == "Artifact":
				artifact = string(d["Type"].(pdfread.Name))
				if sub, ok := d["Subtype"].(pdfread.Name); ok {
					artifact += " " + string(sub)
				}
			default:
				if mcid = int(d["MCID"].(float64)); mcid != len(out.tags) {
					f.t.Errorf("MCID %d, want %d", mcid, len(out.tags))
				}
				out.tags = append(out.tags, tag)
			}
			open = append(open, tag)
		case "EMC":
			if open = open[:len(open)-1]; len(open) == 0 {
				artifact, mcid = "", -1
			}
		case "Tf":
			fontName = string(stack[0].(pdfread.Name))
			font = f.get(f.root("Pages", "Kids", n), "Resources", "Font", fontName)
			chars = f.cmap(font)
			size = num(1)
		case "Tc":
			tc = num(0)
		case "Tr":
			mode = num(0)
		case "Td":
			lineX, lineY = lineX+num(0), lineY+num(1)
			x, y = lineX, lineY
		case "Tj":
			show(stack[0].(string))
		case "TJ":
			for _, e := range stack[0].([]any) {
				switch e := e.(type) {
				case string:
					show(e)
				case float64:
					if e != float64(int(e)) {
						f.t.Errorf("TJ moves by %v", e)
					}
					x -= e * size / 1000
				}
			}
		default:
			if artifact != "Layout" && !strings.Contains(" w j g rg ", " "+string(o)+" ") {
				f.t.Errorf("%s is not marked as an artifact", o)
			}
			out.ops = append(out.ops, strings.Trim(fmt.Sprint(stack), "[]")+" "+string(o))
		}
		stack = stack[:0]
	}
	if inText || len(open) > 0 {
		f.t.Error("the page ends within BT or BDC")
	}
	return out
}
