package ruled

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// In parts of the size of a character.
const (
	offLine  = 0.4  // off the line that others stand on
	struck   = 0.2  // apart, of the same character painted twice to be bold
	ofWidth  = 0.4  // and in parts of its width
	onTop    = 0.25 // apart, of different characters on top of each other
	mark     = 0.05 // wide, or less: it belongs on another
	gap      = 0.25 // between characters that a space divides
	gapHan   = 0.6  // where one of them is Chinese, for lines are justified
	ragged   = 2.2  // short of the others, of a line that is full: punctuation does not start one
	indented = 0.7
	spaced   = 1.25 // of the common distance of lines: more is between paragraphs
)

// line is characters that stand on one line.
type line struct {
	at    report.Pos
	page  int
	box   paper.Rect
	base  paper.Pt
	size  paper.Pt
	chars []*paper.Char
	text  string
}

// linesOf makes lines of characters, from the top, and within each from the left.
func linesOf(chars []*paper.Char) (lines []*line) {
	sorted := slices.Clone(chars)
	slices.SortStableFunc(sorted, func(a, b *paper.Char) int { return cmp.Compare(base(b), base(a)) })
	for _, c := range sorted {
		if len(lines) > 0 {
			if l := lines[len(lines)-1]; l.base-base(c) <= offLine*max(l.size, c.Size) {
				l.chars = append(l.chars, c)
				l.size = max(l.size, c.Size)
				continue
			}
		}
		lines = append(lines, &line{base: base(c), size: c.Size, chars: []*paper.Char{c}})
	}
	for _, l := range lines {
		l.finish()
	}
	return slices.DeleteFunc(lines, func(l *line) bool { return l.text == "" })
}

// base is where a character stands on the page: of what does not run from left to
// right its foot.
func base(c *paper.Char) paper.Pt {
	if c.Turned {
		return c.Box.Y0
	}
	return c.Base
}

func (l *line) finish() {
	slices.SortStableFunc(l.chars, func(a, b *paper.Char) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	kept := l.chars[:0]
	for _, c := range l.chars {
		if !slices.ContainsFunc(kept[max(len(kept)-4, 0):], func(k *paper.Char) bool { return isStruck(k, c) }) {
			kept = append(kept, c)
		}
	}
	l.chars = kept
	var b strings.Builder
	var before *paper.Char
	for _, c := range l.chars {
		if strings.TrimSpace(c.Text) == "" {
			continue
		}
		if before == nil {
			l.box = c.Box
		} else if isApart(before, c) {
			b.WriteByte(' ')
		}
		text := strings.TrimSpace(c.Text)
		if l.isRaised(c) {
			text = source.Raised(text)
		}
		b.WriteString(text)
		l.box.X0, l.box.Y0 = min(l.box.X0, c.Box.X0), min(l.box.Y0, c.Box.Y0)
		l.box.X1, l.box.Y1 = max(l.box.X1, c.Box.X1), max(l.box.Y1, c.Box.Y1)
		before = c
	}
	l.text = b.String()
}

// isRaised reports whether a character is small and above the others of the line: the
// number of a note, and no digit of a figure.
func (l *line) isRaised(c *paper.Char) bool {
	const small, above = 0.75, 0.1
	i := slices.IndexFunc(l.chars, func(o *paper.Char) bool { return o.Size == l.size })
	return !c.Turned && c.Size <= small*l.size && base(c) >= base(l.chars[i])+above*l.size
}

// isStruck reports whether a character is another again, to be bold.
func isStruck(a, b *paper.Char) bool {
	return a.Text == b.Text && apart(a.Box.X0, b.Box.X0) <= min(struck*b.Size, ofWidth*max(a.Box.X1-a.Box.X0, b.Box.X1-b.Box.X0)) && apart(base(a), base(b)) <= struck*b.Size
}

func apart(a, b paper.Pt) paper.Pt { return max(a-b, b-a) }

// isApart reports whether a space is between two characters that follow each other.
func isApart(a, b *paper.Char) bool {
	wide := paper.Pt(gap)
	if isHan(a) || isHan(b) {
		wide = gapHan
	}
	return b.Box.X0-a.Box.X1 > wide*min(a.Size, b.Size)
}

func isHan(c *paper.Char) bool {
	r, _ := utf8.DecodeRuneInString(c.Text)
	return r > 0x2E7F
}

// overlap returns two different characters that stand on top of each other, or nil.
func overlap(lines []*line) (a, b *paper.Char) {
	for _, l := range lines {
		for i, c := range l.chars {
			if i == 0 || strings.TrimSpace(c.Text) == "" {
				continue
			}
			p := l.chars[i-1]
			x, _ := centre(p)
			y, _ := centre(c)
			wide := p.Box.X1 - p.Box.X0
			if strings.TrimSpace(p.Text) != "" && min(apart(x, y), apart(p.Box.X0, c.Box.X0)) <= min(onTop*min(p.Size, c.Size), wide/2) && wide > mark*p.Size {
				return p, c
			}
		}
	}
	return nil, nil
}

func textOf(lines []*line) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return strings.Join(texts, "\n")
}

// quoted is a text as messages show it.
func quoted(s string) string {
	const most = 20 // characters
	r := []rune(strings.ReplaceAll(s, "\n", ""))
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}

// measures are what the paragraphs of a file have in common.
type measures struct {
	size, left, right, pitch paper.Pt
}

// measure takes the measures from the lines of the size that most characters have.
func measure(sheets []*sheet) (m measures) {
	sizes := map[paper.Pt]int{}
	for _, sh := range sheets {
		for _, l := range sh.lines {
			sizes[rounded(l.size)] += len(l.chars)
		}
	}
	m.size = commonest(sizes)
	lefts, pitches := map[paper.Pt]int{}, map[paper.Pt]int{}
	var rights []paper.Pt
	for _, sh := range sheets {
		for i, l := range sh.lines {
			if rounded(l.size) != m.size {
				continue
			}
			lefts[rounded(l.box.X0)]++
			rights = append(rights, l.box.X1)
			if i > 0 {
				pitches[rounded(sh.lines[i-1].base-l.base)]++
			}
		}
	}
	m.pitch = commonest(pitches)
	m.left = commonest(lefts)
	for x, n := range lefts {
		if n > 1 && x < m.left {
			m.left = x
		}
	}
	m.left = m.outdented(sheets)
	slices.Sort(rights)
	if n := len(rights); n > 0 {
		m.right = rights[n-1-n/20]
	}
	return m
}

// outdented is the left end of the lines that go on: where there is none, that of the
// tables, from which all lines are indented by two characters.
func (m measures) outdented(sheets []*sheet) paper.Pt {
	const two, about = 2, 0.3 // of the size
	for _, sh := range sheets {
		for _, t := range sh.tables {
			if apart(m.left-t.box.X0, two*m.size) <= about*m.size {
				return t.box.X0
			}
		}
	}
	return m.left
}

func rounded(x paper.Pt) paper.Pt { return paper.Pt(int(x*2+0.5)) / 2 }

func commonest(counts map[paper.Pt]int) (most paper.Pt) {
	for x, n := range counts {
		if n > counts[most] || n == counts[most] && x < most {
			most = x
		}
	}
	return most
}

// goesOn reports whether a paragraph goes on from one line to the next.
func (m measures) goesOn(a, b *line) bool {
	first := b.chars[0].Box.X1 - b.chars[0].Box.X0
	if r, _ := utf8.DecodeRuneInString(b.text); r < 0x80 {
		first = m.wordWidth(b)
	}
	if m.centred(a, b) && a.box.X1-a.box.X0+first >= m.right-m.left-(ragged-1)*a.size {
		return true
	}
	return apart(a.size, b.size) <= 0.5 &&
		b.box.X0 <= m.left+indented*m.size &&
		a.box.X0 <= m.left+3*m.size &&
		a.box.X1+first >= m.right-(ragged-1)*m.size &&
		(a.page != b.page || a.base-b.base <= max(spaced*m.pitch, m.pitch+indented*m.size))
}

// centred reports whether two lines are those of a title: larger than the text, one below
// the other about the same middle.
func (m measures) centred(a, b *line) bool {
	const larger, below = 1.1, 2.5 // of the text's size, and of their own
	return a.page == b.page && apart(a.size, b.size) <= 0.5 && a.size >= larger*m.size && a.base-b.base <= below*a.size &&
		apart((a.box.X0+a.box.X1)/2, (b.box.X0+b.box.X1)/2) <= a.size/2
}

// wordWidth is the width of the word at the start of a line, which is not broken.
func (m measures) wordWidth(l *line) (w paper.Pt) {
	for _, c := range l.chars {
		if r, _ := utf8.DecodeRuneInString(c.Text); r >= 0x80 || unicode.IsSpace(r) {
			break
		}
		w = c.Box.X1 - l.box.X0
	}
	return w
}

// paragraph joins lines.
func paragraph(lines []*line) source.Block {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(lines[i-1].text)
			after, _ := utf8.DecodeRuneInString(l.text)
			if isWord(before) && isWord(after) && before < 0x80 && after < 0x80 && unicode.IsLetter(before) && unicode.IsLetter(after) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(l.text)
	}
	return source.Block{At: lines[0].at, Text: b.String()}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
