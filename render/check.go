package render

import (
	"iter"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// maxNamed is how many characters a finding names.
const maxNamed = 20

// Check finds what looks otherwise than the form has it, see [Prepared.Check].
func (o Options) Check(f Format, r *report.Report) ([]report.Finding, error) {
	return o.prepare(r).Check(f)
}

// Check finds what of the report looks otherwise than the form has it when it is
// written in the format: another typeface in place of the official one, for all
// text of the role (rule L-a) or for the characters that its face lacks (L-b).
// It finds nothing in formats that embed no faces. The error is that of
// [report.Report.Document].
func (p *Prepared) Check(f Format) ([]report.Finding, error) {
	if p.report == nil {
		return nil, errNoReport
	}
	if f != PDF && !(f == DOCX && p.options.EmbedFonts) {
		return nil, nil
	}
	d, err := p.document()
	if err != nil {
		return nil, err
	}
	c := faceCheck{faces: p.options.faces(), seen: map[roleRune]bool{}}
	c.document(d)
	return c.findings(), nil
}

// texts yields every run of the document with the style that it is set in.
func texts(d *doc.Document) iter.Seq2[*doc.Style, doc.Run] {
	return func(yield func(*doc.Style, doc.Run) bool) {
		runs := func(id doc.StyleID, runs []doc.Run) bool {
			for _, r := range runs {
				if !yield(&d.Styles.Styles[id], r) {
					return false
				}
			}
			return true
		}
		for _, b := range d.Blocks {
			more := true
			switch b := b.(type) {
			case *doc.Heading:
				more = runs(doc.HeadingStyle(b.Level), b.Runs)
			case *doc.Paragraph:
				more = runs(b.Style, b.Runs)
			case *doc.Table:
				for _, row := range b.Rows {
					for _, cell := range row.Cells {
						more = more && runs(cell.Style, cell.Runs)
					}
				}
			}
			if !more {
				return
			}
		}
	}
}

// faces returns the faces that files are to embed.
func (o Options) faces() *fonts.Set {
	if o.Fonts != nil {
		return o.Fonts
	}
	return fonts.Default()
}

// faceCheck finds what faces the text of a document is set in.
type faceCheck struct {
	faces    *fonts.Set
	used     [doc.NumRoles]bool
	seen     map[roleRune]bool
	borrowed []borrowed
}

type roleRune struct {
	role doc.Role
	char rune
}

// borrowed is the characters of a role that are set in another face.
type borrowed struct {
	role  doc.Role
	face  *fonts.Face
	chars []rune
}

func (c *faceCheck) document(d *doc.Document) {
	for style, run := range texts(d) {
		for _, r := range run.Text {
			key := roleRune{style.Role, r}
			if r != '\n' && !c.seen[key] {
				c.seen[key] = true
				c.used[style.Role] = true
				c.char(style.Role, r)
			}
		}
	}
}

func (c *faceCheck) char(role doc.Role, r rune) {
	got, ok := c.faces.Choose(role, false, r)
	want := c.faces.Families[role].Regular
	if want == nil {
		want, _ = c.faces.StandIn(role)
	}
	if !ok || got.Face == want || want == nil {
		return // what no face has is an error of Write
	}
	i := slices.IndexFunc(c.borrowed, func(b borrowed) bool { return b.role == role && b.face == got.Face })
	if i < 0 {
		i = len(c.borrowed)
		c.borrowed = append(c.borrowed, borrowed{role: role, face: got.Face})
	}
	c.borrowed[i].chars = append(c.borrowed[i].chars, r)
}

func (c *faceCheck) findings() (list []report.Finding) {
	for role := range doc.NumRoles {
		if f, ok := c.faces.StandIn(role); ok && c.used[role] {
			list = append(list, report.NewFinding("L-a", "", role.String(), f.Family(), role.String()))
		}
	}
	for _, b := range c.borrowed {
		var chars []string
		for i, r := range b.chars {
			if i == maxNamed {
				chars = append(chars, "…")
				break
			}
			chars = append(chars, string(r))
		}
		list = append(list, report.NewFinding("L-b", "", b.role.String(), strings.Join(chars, " "), b.face.Family()))
	}
	return list
}
