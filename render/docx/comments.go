package docx

import (
	"strings"

	"github.com/nianbao/nianbao/render/internal/remarks"
	"github.com/nianbao/nianbao/report/doc"
)

// author is who comments are of: no person.
const author, initials = "校核", "校"

// The styles of comments, by which word processors know them.
const (
	commentText      = "CommentText"
	commentReference = "CommentReference"
)

// commentSize is small: comments stand in a narrow margin.
var commentSize = doc.Pt(9)

// comments writes word/comments.xml (CT_Comments, ISO/IEC 29500-1, 17.13.4.6).
func (x *xmlWriter) comments(k *pack) {
	x.raw(xmlHead + `<w:comments ` + nsW + `>`)
	for _, r := range k.remarks {
		x.spill()
		x.remark("w:comment", r, ` w:author="`+author+`" w:initials="`+initials+`">`)
		first := true
		for line := range strings.SplitSeq(r.Text, "\n") {
			x.raw(`<w:p><w:pPr><w:pStyle w:val="` + commentText + `"/></w:pPr>`)
			if first {
				x.raw(`<w:r><w:rPr><w:rStyle w:val="` + commentReference + `"/></w:rPr><w:annotationRef/></w:r>`)
			}
			if line != "" {
				x.commentLine(line, first)
			}
			x.raw(`</w:p>`)
			first = false
		}
		x.raw(`</w:comment>`)
	}
	x.raw(`</w:comments>`)
}

// commentLine appends a line of a comment. LibreOffice does not look at the size of the
// style, and would set it in that of the text.
func (x *xmlWriter) commentLine(line string, bold bool) {
	x.raw(`<w:r><w:rPr>`)
	if !ascii(line) {
		x.raw(`<w:rFonts w:hint="eastAsia"/>`)
	}
	if bold {
		x.raw(`<w:b/>`)
	}
	x.valInt("w:sz", commentSize.HalfPoints())
	x.valInt("w:szCs", commentSize.HalfPoints())
	x.raw(`</w:rPr>`)
	x.t(line)
	x.raw(`</w:r>`)
}

// remark opens an element that names a comment.
func (x *xmlWriter) remark(element string, r doc.Remark, rest string) {
	x.raw("<" + element)
	x.attr("w:id", r.Number-1)
	x.raw(rest)
}

// remarked appends the text of a place, and what of it the remarks at it are on (ISO/IEC
// 29500-1, 17.13.4.3 to 17.13.4.5).
func (x *xmlWriter) remarked(at []doc.Remark, runs []doc.Run, style *doc.Style, rStyle string) {
	if len(at) == 0 {
		x.runs(runs, style, rStyle)
		return
	}
	remarks.Walk(runs, at,
		func(r doc.Run, _ int) { x.runs([]doc.Run{r}, style, rStyle) },
		func(r doc.Remark) { x.remark("w:commentRangeStart", r, `/>`) },
		func(r doc.Remark) {
			x.remark("w:commentRangeEnd", r, `/><w:r><w:rPr><w:rStyle w:val="`+commentReference+`"/></w:rPr>`)
			x.remark("w:commentReference", r, `/></w:r>`)
		})
}

// commentStyles appends the styles of comments.
func (x *xmlWriter) commentStyles() {
	x.raw(`<w:style w:type="paragraph" w:styleId="` + commentText + `"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>` +
		`<w:pPr><w:jc w:val="left"/></w:pPr><w:rPr>`)
	x.look(&doc.Style{Role: doc.Song, Size: commentSize})
	x.raw(`</w:rPr></w:style><w:style w:type="character" w:styleId="` + commentReference + `"><w:name w:val="annotation reference"/>` +
		`<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>`)
}
