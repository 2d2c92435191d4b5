package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// document writes word/document.xml (CT_Document, ISO/IEC 29500-1, 17.2.3).
func (x *xmlWriter) document(k *pack) {
	d, grids, styles := k.doc, k.grids, &k.doc.Styles.Styles
	x.remarks = k.remarks
	x.raw(xmlHead + `<w:document ` + nsW + ` ` + nsR + `><w:body>`)
	for i, b := range d.Blocks {
		x.spill()
		switch b := b.(type) {
		case *doc.Heading:
			if d.RunIn(i+1) != nil {
				continue // it stands in the paragraph that follows
			}
			style := doc.HeadingStyle(b.Level)
			x.paragraph(style, false, nil, "")
			x.remarked(x.remarks.Take(i, nil), b.Runs, &styles[style], "")
			x.raw(`</w:p>`)
		case *doc.Paragraph:
			x.paragraph(b.Style, false, rightIndent(b, &styles[b.Style]), "")
			if head := d.RunIn(i); head != nil {
				style := doc.HeadingStyle(head.Level)
				x.remarked(x.remarks.Take(i-1, nil), head.Runs, &styles[style], charStyle(style))
			}
			x.remarked(x.remarks.Take(i, nil), b.Runs, &styles[b.Style], "")
			x.raw(`</w:p>`)
		case *doc.Table:
			x.table(b, i, grids[i], &d.Styles)
			if i+1 == len(d.Blocks) || grids[i+1] != nil {
				x.separator()
			}
		default:
			x.err = &doc.UnknownBlockError{Index: i, Block: b}
			return
		}
	}
	x.section(d)
	x.raw(`</w:body></w:document>`)
}

// indent is a right indent of a paragraph in a style.
type indent struct {
	style *doc.Style
	width doc.Length
}

// rightIndent returns the right indent of a paragraph, or nil where it is that of
// its style.
func rightIndent(p *doc.Paragraph, s *doc.Style) *indent {
	if p.RightIndent == 0 {
		return nil
	}
	return &indent{s, doc.Length(s.RightIndent)*s.CharPitch() + p.RightIndent}
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

// runs appends text of a style, in the character style if one is given.
func (x *xmlWriter) runs(runs []doc.Run, style *doc.Style, rStyle string) {
	for _, r := range runs {
		for rest := r.Text; rest != ""; {
			n, family := x.fonts.split(rest, style.Role, style.Bold || r.Bold)
			r.Text, rest = rest[:n], rest[n:]
			x.run(r, family, rStyle)
		}
	}
}

// run appends a w:r, in the family and in the character style if they are given.
func (x *xmlWriter) run(r doc.Run, family, rStyle string) {
	x.raw(`<w:r>`)
	hint := !ascii(r.Text)
	if hint || r.Bold || rStyle != "" || family != "" {
		x.raw(`<w:rPr>`)
		if rStyle != "" {
			x.val("w:rStyle", rStyle)
		}
		switch {
		case family != "":
			x.rFonts(family, hint)
		case hint:
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
func (x *xmlWriter) section(d *doc.Document) {
	p := &d.Styles.Page
	x.raw(`<w:sectPr>`)
	if d.Mark != "" {
		x.raw(`<w:headerReference w:type="default" r:id="` + relHeader + `"/><w:headerReference w:type="even" r:id="` + relHeader + `"/>`)
	}
	x.raw(`<w:footerReference w:type="default" r:id="` + relFooterOdd + `"/><w:footerReference w:type="even" r:id="` + relFooterEven + `"/><w:pgSz`)
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
	x.attr("w:header", headerDistance(d))
	x.attr("w:footer", footerDistance(&d.Styles).Twips())
	x.raw(` w:gutter="0"/><w:docGrid w:type="lines"`)
	x.attr("w:linePitch", p.LinePitch.Twips())
	x.raw(`/></w:sectPr>`)
}
