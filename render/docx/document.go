package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/doc"
)

// document returns word/document.xml (CT_Document, ISO/IEC 29500-1, 17.2.3).
func document(d *doc.Document, grids []*doc.Grid) []byte {
	x := xmlWriter{make([]byte, 0, 64<<10)}
	x.raw(xmlHead + `<w:document ` + nsW + ` ` + nsR + `><w:body>`)
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if d.RunIn(i+1) != nil {
				continue // it stands in the paragraph that follows
			}
			x.paragraph(doc.HeadingStyle(b.Level), false, nil, "")
			x.runs(b.Runs, "")
			x.raw(`</w:p>`)
		case *doc.Paragraph:
			var ind *indent
			if b.RightIndent != 0 {
				s := &d.Styles.Styles[b.Style]
				ind = &indent{s, doc.Length(s.RightIndent)*s.CharPitch() + b.RightIndent}
			}
			x.paragraph(b.Style, false, ind, "")
			if head := d.RunIn(i); head != nil {
				x.runs(head.Runs, charStyle(doc.HeadingStyle(head.Level)))
			}
			x.runs(b.Runs, "")
			x.raw(`</w:p>`)
		case *doc.Table:
			x.table(b, grids[i], &d.Styles)
			if i+1 == len(d.Blocks) || grids[i+1] != nil {
				x.separator()
			}
		}
	}
	x.section(&d.Styles)
	x.raw(`</w:body></w:document>`)
	return x.b
}

// indent is a right indent of a paragraph in a style.
type indent struct {
	style *doc.Style
	width doc.Length
}

// paragraph opens a w:p of a style; right overrides its right indent unless
// nil, jc its alignment unless empty.
func (x *xmlWriter) paragraph(s doc.StyleID, keepNext bool, right *indent, jc string) {
	x.raw(`<w:p><w:pPr><w:pStyle w:val="`)
	x.raw(s.String())
	x.raw(`"/>`)
	if keepNext {
		x.raw(`<w:keepNext/>`)
	}
	if right != nil {
		x.raw(`<w:ind`)
		x.chars("w:right", right.style, right.width)
		x.raw(`/>`)
	}
	if jc != "" {
		x.val("w:jc", jc)
	}
	x.raw(`</w:pPr>`)
}

// separator appends the paragraph that has to stand between two tables, which
// would be joined without it, and after a table at the end of the body. It is
// one point high.
func (x *xmlWriter) separator() {
	x.raw(`<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>`)
}

func (x *xmlWriter) runs(runs []doc.Run, rStyle string) {
	for _, r := range runs {
		if r.Text != "" {
			x.run(r, rStyle)
		}
	}
}

// run appends a w:r, in the character style if one is given.
func (x *xmlWriter) run(r doc.Run, rStyle string) {
	x.raw(`<w:r>`)
	hint := !ascii(r.Text)
	if hint || r.Bold || rStyle != "" {
		x.raw(`<w:rPr>`)
		if rStyle != "" {
			x.val("w:rStyle", rStyle)
		}
		if hint {
			// Without it “ ” — … count as Latin.
			x.raw(`<w:rFonts w:hint="eastAsia"/>`)
		}
		if r.Bold {
			x.raw(`<w:b/>`)
		}
		x.raw(`</w:rPr>`)
	}
	for line, rest, more := r.Text, "", true; more; line = rest {
		if line, rest, more = strings.Cut(line, "\n"); line != "" {
			x.t(line)
		}
		if more {
			x.raw(`<w:br/>`)
		}
	}
	x.raw(`</w:r>`)
}

// t appends a w:t.
func (x *xmlWriter) t(s string) {
	if keepsSpace(s) {
		x.raw(`<w:t xml:space="preserve">`)
	} else {
		x.raw(`<w:t>`)
	}
	x.text(s)
	x.raw(`</w:t>`)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// keepsSpace reports whether s has spaces that a reader drops by default.
func keepsSpace(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(first) || unicode.IsSpace(last) || strings.Contains(s, "  ")
}

// section appends the section properties (CT_SectPr, ISO/IEC 29500-1, 17.6.17).
func (x *xmlWriter) section(s *doc.StyleSheet) {
	p := &s.Page
	x.raw(`<w:sectPr><w:footerReference w:type="default" r:id="` + relFooterOdd + `"/><w:footerReference w:type="even" r:id="` + relFooterEven + `"/><w:pgSz`)
	w, h := p.Width.Twips(), p.Height.Twips()
	x.attr("w:w", w)
	x.attr("w:h", h)
	if w > h {
		x.raw(` w:orient="landscape"`)
	}
	// The type area keeps its size in whole twips; the right and the bottom
	// margin take what rounding leaves.
	top, left := p.Top.Twips(), p.Left.Twips()
	x.raw(`/><w:pgMar`)
	x.attr("w:top", top)
	x.attr("w:right", w-left-p.TextWidth().Twips())
	x.attr("w:bottom", h-top-p.TextHeight().Twips())
	x.attr("w:left", left)
	x.attr("w:header", top/2)
	x.attr("w:footer", footerDistance(s).Twips())
	x.raw(` w:gutter="0"/><w:docGrid w:type="lines"`)
	x.attr("w:linePitch", p.LinePitch.Twips())
	x.raw(`/></w:sectPr>`)
}
