package html

import "github.com/nianbao/nianbao/report/doc"

// looks is what of looks the document uses: what its style sheet has to say.
type looks struct {
	styles  [doc.NumStyles]bool
	rights  set[rightIndent]
	shades  set[doc.Color]
	heights set[doc.Length] // of rows, at least
}

// rightIndent is the right indent of a paragraph, that of its style included, in
// units of its type size.
type rightIndent struct{ indent, size doc.Length }

// set is values in the order in which they were found first.
type set[T comparable] struct {
	list  []T
	index map[T]int
}

func (s *set[T]) add(v T) {
	if _, ok := s.index[v]; ok {
		return
	}
	if s.index == nil {
		s.index = map[T]int{}
	}
	s.index[v] = len(s.list)
	s.list = append(s.list, v)
}

// survey finds what looks the document uses. It refuses blocks that are of no kind
// known here.
func (x *writer) survey() error {
	l := &x.looks
	l.styles[doc.Mark] = x.d.Mark != ""
	for i, b := range x.d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			l.styles[doc.HeadingStyle(b.Level)] = true
		case *doc.Paragraph:
			l.styles[b.Style] = true
			if b.RightIndent != 0 {
				l.rights.add(x.right(b))
			}
		case *doc.Table:
			for j := range b.Rows {
				if h := b.Rows[j].MinHeight; h != 0 {
					l.heights.add(h)
				}
			}
			g := x.grids[i]
			for j := range g.Cells {
				c := g.Cells[j].Cell
				l.styles[c.Style] = true
				if c.Shade != 0 {
					l.shades.add(c.Shade)
				}
			}
		default:
			return &doc.UnknownBlockError{Index: i, Block: b}
		}
	}
	return nil
}

func (x *writer) right(p *doc.Paragraph) rightIndent {
	s := &x.d.Styles.Styles[p.Style]
	return rightIndent{doc.Length(s.RightIndent)*s.CharPitch() + p.RightIndent, s.Size}
}

// className returns the class of what is set in a style.
func className(id doc.StyleID) string {
	return [doc.NumStyles]string{
		"body", "title", "heading-1", "heading-2", "signature", "date",
		"clause", "head", "stub", "figure",
		"narrow-head", "narrow-stub", "narrow-strong", "narrow-figure", "narrow-figure-5", "narrow-figure-6", "narrow-figure-8", "narrow-figure-12",
		"page-number", "mark",
	}[id]
}

// family returns the families of a typeface: the official one by its Chinese and
// its English name, then those that systems have in its place.
func family(r doc.Role) string {
	return [doc.NumRoles]string{
		doc.FangSong:     "仿宋_GB2312,FangSong_GB2312,仿宋,FangSong,STFangsong,华文仿宋," + song,
		doc.XiaoBiaoSong: "方正小标宋简体,FZXiaoBiaoSong-B05S,方正小标宋_GBK,FZXiaoBiaoSong-B05,华文中宋,STZhongsong," + song,
		doc.HeiTi:        "黑体,SimHei,STHeiti,Heiti SC,PingFang SC,Microsoft YaHei,Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC,sans-serif",
		doc.KaiTi:        "楷体_GB2312,KaiTi_GB2312,楷体,KaiTi,STKaiti,Kaiti SC,LXGW WenKai," + song,
		doc.Song:         song,
	}[r]
}

const song = "宋体,SimSun,STSong,Songti SC,Noto Serif SC,Noto Serif CJK SC,Source Han Serif SC,serif"
