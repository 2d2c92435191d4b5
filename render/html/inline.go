package html

import "github.com/nianbao/nianbao/report/doc"

// The inline styles of a fragment: common properties alone, in units of the type
// size of the page that it is pasted into.

// shortFamily is [family] with the commonest names alone: they stand in a fragment
// many times.
func shortFamily(r doc.Role) string {
	return [doc.NumRoles]string{
		doc.FangSong:     "仿宋_GB2312,FangSong,STFangsong,serif",
		doc.XiaoBiaoSong: "方正小标宋简体,STZhongsong,SimSun,serif",
		doc.HeiTi:        "黑体,SimHei,STHeiti,sans-serif",
		doc.KaiTi:        "楷体_GB2312,KaiTi,STKaiti,serif",
		doc.Song:         "宋体,SimSun,STSong,serif",
	}[r]
}

// inlineStyle appends what headings and paragraphs have alike.
func (x *writer) inlineStyle(id doc.StyleID) {
	s := &x.d.Styles.Styles[id]
	body := &x.d.Styles.Styles[doc.Body]
	if s.Role != body.Role {
		x.raw("font-family:")
		x.raw(shortFamily(s.Role))
		x.raw(";")
	}
	if s.Size != body.Size || id == doc.Heading1 || id == doc.Heading2 {
		x.raw("font-size:")
		x.em(s.Size, body.Size)
		x.raw(";")
	}
}

// lines appends how the lines of a block stand.
func (x *writer) lines(s *doc.Style) {
	x.raw("text-align:")
	x.raw(align(s.Align))
	x.raw(";text-indent:")
	x.int(s.FirstIndent)
	x.raw("em")
}

// block appends how a block stands between the margins. A right indent of its own,
// by which a short date stands in the middle below a long issuer, would leave a
// phone no room for the text.
func (x *writer) block(id doc.StyleID) {
	s := &x.d.Styles.Styles[id]
	x.lines(s)
	x.raw(";margin:")
	x.em(s.SpaceBefore, s.Size)
	x.raw(" ")
	x.em(doc.Length(s.RightIndent)*s.CharPitch(), s.Size)
	x.raw(" ")
	x.em(s.SpaceAfter, s.Size)
	x.raw(" 0")
}

// inlineMark appends the declarations of the mark.
func (x *writer) inlineMark() {
	x.inlineStyle(doc.Mark)
	x.block(doc.Mark)
	x.raw(";" + markBox)
}

// inlineHeading appends the declarations of a heading.
func (x *writer) inlineHeading(id doc.StyleID, runIn bool) {
	x.inlineStyle(id)
	x.raw("font-weight:700;")
	if runIn {
		x.raw("display:inline;margin:0")
		return
	}
	x.block(id)
}

// inlineParagraph appends the declarations of a paragraph.
func (x *writer) inlineParagraph(p *doc.Paragraph) {
	x.inlineStyle(p.Style)
	if x.d.Styles.Styles[p.Style].Bold {
		x.raw("font-weight:700;")
	}
	x.block(p.Style)
}
