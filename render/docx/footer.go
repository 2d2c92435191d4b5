package docx

import "github.com/nianbao/nianbao/report/doc"

// footer writes the footer of odd or of even pages: the page number between
// two dashes, at the outer edge but for the indent of its style.
// Source: GB/T 9704-2012, 7.5.
func (x *xmlWriter) footer(s *doc.StyleSheet, even bool) {
	style := &s.Styles[doc.PageNumber]
	side, jc, result := "w:right", "right", "1"
	if even {
		side, jc, result = "w:left", "left", "2"
	}
	x.raw(xmlHead + `<w:ftr ` + nsW + `><w:p><w:pPr>`)
	x.val("w:pStyle", doc.PageNumber.String())
	x.raw(`<w:ind`)
	if even {
		x.raw(` w:rightChars="0" w:right="0"`)
	}
	x.chars(side, style, doc.Length(style.RightIndent)*style.CharPitch())
	x.raw(`/>`)
	x.val("w:jc", jc)
	x.raw(`</w:pPr>`)
	x.runs(doc.Text("— "), style, "")
	x.raw(`<w:fldSimple w:instr=" PAGE ">`)
	x.runs(doc.Text(result), style, "")
	x.raw(`</w:fldSimple>`)
	x.runs(doc.Text(" —"), style, "")
	x.raw(`</w:p></w:ftr>`)
}

// footerDistance returns the distance from the foot of the page to the foot of
// the page number: a footer is placed from below.
func footerDistance(s *doc.StyleSheet) doc.Length {
	return max(0, s.Page.Bottom-s.Page.NumberDrop-s.Styles[doc.PageNumber].LineHeight)
}
