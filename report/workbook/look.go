package workbook

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report/doc"
)

// look is how a cell looks.
type look struct {
	style    doc.StyleID
	cell     bool      // of a table: with rules round it
	shade    doc.Color // 0 is none
	vertical bool
	open     bool   // to be filled in
	grey     bool   // of last year
	asText   bool   // what is typed stays text
	format   string // of a number; "" is as it is
	figure   bool   // made smaller where it is too long
	flat     bool   // goes on over the cells beside it where it is too long
}

const songFont = "宋体"

// typefaces are the faces by role, those that Windows has and WPS Office knows.
var typefaces = [doc.NumRoles]string{
	doc.FangSong:     "仿宋",
	doc.XiaoBiaoSong: songFont, // in bold, for 小标宋 is on few machines
	doc.HeiTi:        "黑体",
	doc.KaiTi:        "楷体",
	doc.Song:         songFont,
}

// textSize is the size of the narrative: of that in the document, 16 pt, no more than
// 400 characters stand in a cell that is as high as one may be.
var textSize = doc.Pt(12)

var sheetStyles = doc.GB9704()

func (l look) size() doc.Length {
	s := sheetStyles.Styles[l.style]
	if !l.cell && s.Role != doc.XiaoBiaoSong {
		return textSize
	}
	return s.Size
}

// style returns the style of cells that look so.
func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	s := sheetStyles.Styles[l.style]
	font := &excelize.Font{Family: typefaces[s.Role], Size: l.size().Pt(), Bold: s.Bold || s.Role == doc.XiaoBiaoSong}
	align := &excelize.Alignment{
		Horizontal: [...]string{doc.Justify: "left", doc.Left: "left", doc.Center: "center", doc.Right: "right"}[s.Align],
		Vertical:   "center", WrapText: !l.figure && !l.flat, ShrinkToFit: l.figure,
	}
	if l.vertical {
		align.TextRotation, align.Horizontal = 255, "center" // upright characters below one another (ISO/IEC 29500-1, 18.8.1)
	}
	if l.style == doc.TableStub {
		align.Indent = 1
	}
	style := &excelize.Style{Font: font, Alignment: align, Protection: &excelize.Protection{Locked: !l.open}}
	if l.grey {
		font.Color = "808080"
	}
	if l.cell {
		color := "000000"
		if l.grey {
			color = "A6A6A6"
		}
		for _, edge := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: edge, Color: color, Style: 1})
		}
	}
	if l.shade != 0 {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{hex(l.shade)}}
	}
	switch {
	case l.asText:
		style.NumFmt = 49 // @
	case l.format != "":
		style.CustomNumFmt = &l.format
	}
	id, err := b.NewStyle(style)
	b.styles[l] = id
	return id, err
}

func hex(c doc.Color) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for shift := 20; shift >= 0; shift -= 4 {
		b.WriteByte(digits[c>>shift&15])
	}
	return b.String()
}

// columnWidth is the width of a column in digits of the default font (ISO/IEC 29500-1,
// 18.3.1.13): 宋体 of 11 pt has digits of 8 pixels, of which there are 96 in an inch.
func columnWidth(l doc.Length) float64 { return math.Round(l.Pt()*96/72/8*100) / 100 }

// height returns the height that the text takes in cells of that width.
func (l look) height(text string, width doc.Length) doc.Length {
	size := l.size()
	// The cells of other programs are narrower by what the letters of their
	// default font are.
	most := max(1, int((width.Pt()-6)*0.94/size.Pt()*2)) // halves of a character
	lines := 0
	for part := range strings.SplitSeq(text, "\n") {
		halves := 2 * utf8.RuneCountInString(part)
		for _, r := range part {
			if r < 0x80 {
				halves--
			}
		}
		lines += max(1, (halves+most-1)/most)
	}
	return doc.Pt(float64(lines)*size.Pt()*1.25 + 6)
}
