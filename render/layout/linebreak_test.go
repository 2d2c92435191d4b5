package layout

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// typed returns the characters of a text in a face in which Chinese characters
// are two units wide and ASCII ones are one.
func typed(s string) []char {
	var chars []char
	for _, r := range s {
		c := char{rune: r, class: classOf(r), width: 2}
		switch {
		case r == '\n':
			c.class, c.width = newline, 0
		case c.class == mark:
			c.width = 0
		case r < 0x80:
			c.width = 1
		}
		chars = append(chars, c)
	}
	findBreaks(chars)
	return chars
}

func lineStrings(chars []char, lines []line) []string {
	var out []string
	for _, l := range lines {
		var b strings.Builder
		for _, c := range chars[l.from:l.end] {
			b.WriteRune(c.rune)
		}
		out = append(out, b.String())
	}
	return out
}

func TestBreakLines(t *testing.T) {
	tests := []struct {
		name    string
		text    string
		measure doc.Length
		want    string // lines divided by |
	}{
		{"empty", "", 8, ""},
		{"fits", "政府信息", 8, "政府信息"},
		{"fills", "政府信息公开", 8, "政府信息|公开"},
		{"half a character left over", "政府信息公开", 9, "政府信息|公开"},
		{"closing mark goes down with its character", "政府信息，公开", 8, "政府信|息，公开"},
		{"two closing marks", "政府信息》，公开", 8, "政府信|息》，公|开"},
		{"closing mark fits", "政府信，公开", 8, "政府信，|公开"},
		{"opening mark goes down", "政府信（公开）", 8, "政府信|（公开）"},
		{"opening marks go down", "政府“《信息》”", 8, "政府|“《信|息》”"},
		{"dash stays whole", "政府信——公开", 8, "政府|信——公|开"},
		{"ellipsis stays whole", "政府信……公开", 8, "政府|信……公|开"},
		{"dash may end a line", "政府——公开", 8, "政府——|公开"},
		{"zero sign is a character", "二〇二三年", 4, "二〇|二三|年"},
		{"figure", "共收到12345件", 9, "共收到|12345件"},
		{"figure and unit may part", "共收到12345件", 11, "共收到12345|件"},
		{"decimal", "计38.441094万元", 10, "计|38.441094|万元"},
		{"thousands", "计12,345元", 7, "计|12,345|元"},
		{"comma after a figure", "计12,三", 5, "计12,|三"},
		{"telephone number", "电话0517-87290606。", 16, "电话|0517-87290606。"},
		{"percent", "下降12.5%以上", 8, "下降|12.5%以|上"},
		{"celsius", "零下12℃以下", 6, "零下|12℃以|下"},
		{"square metres", "面积100㎡以上", 8, "面积|100㎡以|上"},
		{"range", "从2019—2021年", 9, "从2019—|2021年"},
		{"middle dot", "艾合买提·买买提", 8, "艾合买|提·买买|提"},
		{"spaces vanish at the end", "ab   cd", 3, "ab|cd"},
		{"spaces stay inside", "a  b c", 9, "a  b c"},
		{"ideographic space", "政府　信息", 4, "政府|信息"},
		{"space before a closing mark", "政府 ，信息", 5, "政|府 ，|信息"},
		{"space after an opening mark", "政府（ 信息", 7, "政府|（ 信息"},
		{"forced break", "结果\n维持", 20, "结果|维持"},
		{"forced break at a full line", "结果\n维持", 4, "结果|维持"},
		{"forced break at the end", "结果\n", 4, "结果|"},
		{"forced breaks alone", "\n\n", 4, "||"},
		{"space before a forced break", "结果 \n维持", 4, "结果|维持"},
		{"slash holds both sides", "本年增/减数", 6, "本年|增/减|数"},
		{"apostrophe", "我don’t知道", 7, "我|don’t|知道"},
		{"quotation marks", "说“好的”了", 4, "说|“好|的”|了"},
		{"straight quotation marks", "他说\"好的\"了", 5, "他|说\"好|的\"了"},
		{"combining mark", "aa\u0304aaa", 2, "aa\u0304|aa|a"},
		{"word longer than the line", "见abcdefghij了", 4, "见|abcd|efgh|ij了"},
		{"marks only", "。。。。。", 4, "。。|。。|。"},
		{"long mark at a line start is avoided", "abcd，", 4, "abc|d，"},
		{"character wider than the line", "政府", 1, "政|府"},
		{"no-break space", "的第\u00A0一章", 6, "的|第\u00A0一|章"},
		{"address", "网址http://www.example.gov.cn/zwgk/a.html", 28, "网址http://www.example.gov.|cn/zwgk/a.html"},
		{"address goes down whole if the line is full enough", "政府信息公开网址为www.example.gov.cn", 22, "政府信息公开网址为|www.example.gov.cn"},
		{"mail address", "邮箱zhanhe-info.office@example.gov.cn", 26, "邮箱zhanhe-info.office@|example.gov.cn"},
		{"full-width figures", "第２０２３年", 9, "第|２０２３|年"},
	}
	for _, tt := range tests {
		chars := typed(tt.text)
		lines := breakLines(nil, chars, tt.measure, tt.measure, false)
		if got := strings.Join(lineStrings(chars, lines), "|"); got != tt.want {
			t.Errorf("%s: %q in %d: got %q, want %q", tt.name, tt.text, tt.measure, got, tt.want)
		}
	}
}

// TestSqueeze: closing marks are squeezed in where the marks of the line can give
// up the room, and go down where they cannot.
func TestSqueeze(t *testing.T) {
	tests := []struct {
		name    string
		text    string
		measure doc.Length
		want    string
		squeeze doc.Length // of the first line
	}{
		{"two marks make room for one", "政府，信息，公开", 10, "政府，信息，|公开", 2},
		{"half a mark is enough", "政府信息，公开", 9, "政府信息，|公开", 1},
		{"one mark is not enough", "政府信息公，开", 10, "政府信息|公，开", 0},
		{"opening marks give too", "（政府）信，公开", 10, "（政府）信，|公开", 2},
		{"two marks in a row", "政府（信息）。公开", 12, "政府（信息）。|公开", 2},
		{"not one of two marks in a row", "政（府信息”。公开", 10, "政（府信|息”。公开", 0},
		{"a mark that cannot give", "政，（府）信！公开", 14, "政，（府）信！|公开", 0},
		{"a mark in the middle of its em", "政，府，信！公开", 12, "政，府，信！|公开", 0},
		{"by the other marks", "政，府，信息！公", 12, "政，府，信息！|公", 2},
		{"at the end of the text", "政府，信息。", 10, "政府，信息。", 2},
		{"before a forced break", "政府，信息。\n公开", 10, "政府，信息。|公开", 2},
		{"before a space", "政府，信息。 公开", 10, "政府，信息。|公开", 2},
		{"not before a space that a mark follows", "。政府，。　〗", 9, "。政|府，。　〗", 0},
		{"before spaces that a character follows", "。政府，。　　公", 9, "。政府，。|公", 1},
		{"not before a dash", "政府，信息。——公开", 10, "政府，信|息。——公|开", 0},
	}
	for _, tt := range tests {
		chars := typed(tt.text)
		lines := breakLines(nil, chars, tt.measure, tt.measure, true)
		if got := strings.Join(lineStrings(chars, lines), "|"); got != tt.want || lines[0].squeeze != tt.squeeze {
			t.Errorf("%s: %q in %d: got %q, squeezed by %d, want %q, %d", tt.name, tt.text, tt.measure, got, lines[0].squeeze, tt.want, tt.squeeze)
		}
	}
}

// The work of breaking lines grows with the text and not with its square: it looks
// at no character much more often than it stands on lines that it might end. Time
// stands for work; squared, these marks would take four times what is allowed.
func TestBreakLinesOfMarks(t *testing.T) {
	for _, s := range []string{"，", "，:", "（", "—", " ", "，　", "’a"} {
		chars := typed(strings.Repeat(s, 400_000/utf8.RuneCountInString(s)))
		for _, squeeze := range []bool{false, true} {
			from := time.Now()
			lines := breakLines(nil, chars, 56, 56, squeeze)
			if took := time.Since(from); took > 3*time.Second {
				t.Errorf("400,000 of %q, squeeze %v: %v", s, squeeze, took)
			}
			if last := lines[len(lines)-1]; last.next != len(chars) {
				t.Errorf("%q: lines end at %d of %d", s, last.next, len(chars))
			}
		}
	}
}

// The classes are those of the marks that the DOCX gives to word processors.
func TestKinsoku(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		var start, end bool
		switch classOf(r) {
		case closing, closingHalf, dash, hyphen:
			start = r < 0x3371 || r > 0x33DF // squared units are too many to list
		case opening, openingHalf:
			end = true
		}
		if got := strings.ContainsRune(doc.NotAtLineStart, r); got != start {
			t.Errorf("%q at a line start: forbidden to the word processor: %v, to the layout: %v", r, got, start)
		}
		if got := strings.ContainsRune(doc.NotAtLineEnd, r); got != end {
			t.Errorf("%q at a line end: forbidden to the word processor: %v, to the layout: %v", r, got, end)
		}
	}
}

func TestBreakLinesFirst(t *testing.T) {
	chars := typed("政府信息公开工作年度报告")
	got := lineStrings(chars, breakLines(nil, chars, 8, 12, false))
	want := []string{"政府信息", "公开工作年度", "报告"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzBreakLines(f *testing.F) {
	for _, s := range []string{
		"政府信息，公开。", "“三安全一稳定”——（一）……", "a b  c\n\nd", "http://a.cn/b?c=d 0517-87290606",
		"。。。。", "（（（（", " 　 ", "e\u0301e\u0301e\u0301", "12,345.6元/件",
	} {
		f.Add(s, 4, 8)
		f.Add(s, 1, 2)
	}
	f.Add("。\t\t\t。\u3000〗", 6, 2)
	f.Fuzz(func(t *testing.T, s string, first, rest int) {
		if first < 0 || rest < 0 || !utf8.ValidString(s) {
			return
		}
		chars := typed(s)
		for _, squeeze := range []bool{false, true} {
			checkLines(t, chars, breakLines(nil, chars, doc.Length(first), doc.Length(rest), squeeze), doc.Length(first), doc.Length(rest))
		}
	})
}

// checkLines checks what holds for the lines of any text: every character is on
// one line, none but spaces and breaks are left out, lines keep to the measure,
// and forbidden line starts and ends happen only where a longer or shorter line
// could not avoid them.
func checkLines(t *testing.T, chars []char, lines []line, first, rest doc.Length) {
	t.Helper()
	at, measure := 0, first
	for n, l := range lines {
		if l.from != at || l.end < l.from || l.next < l.end {
			t.Fatalf("line %d is [%d:%d:%d], want it to begin at %d", n+1, l.from, l.end, l.next, at)
		}
		at = l.next
		var width, squeezable doc.Length
		clusters := 0
		for i, c := range chars[l.from:l.end] {
			width += c.width
			squeezable += c.squeezable()
			if c.class != mark || i == 0 {
				clusters++
			}
			if c.class == newline {
				t.Fatalf("line %d goes on after a forced break", n+1)
			}
		}
		for _, c := range chars[l.end:l.next] {
			if c.class != space && c.class != newline {
				t.Fatalf("line %d loses %q", n+1, c.rune)
			}
		}
		if width != l.width {
			t.Fatalf("line %d: width is %d, says %d", n+1, width, l.width)
		}
		if l.squeeze < 0 || l.squeeze > squeezable {
			t.Fatalf("line %d: %d are to be squeezed out of %d", n+1, l.squeeze, squeezable)
		}
		if width-l.squeeze > measure && clusters > 1 {
			t.Fatalf("line %d is %d wide, more than %d", n+1, width, measure)
		}
		if l.end > l.from && chars[l.end-1].class == space {
			t.Fatalf("line %d ends with a space", n+1)
		}
		if last := l.next == len(chars); !l.ended && last || l.ended && !last && chars[l.next-1].class != newline {
			t.Fatalf("line %d: ended is %v", n+1, l.ended)
		}
		if !l.ended && l.end > l.from {
			switch chars[l.next-1].after {
			case may, rather:
				startsOrEndsBadly := false
				switch chars[l.next].class {
				case closing, closingHalf, dash, mark, hyphen:
					startsOrEndsBadly = true
				}
				switch chars[l.end-1].class {
				case opening, openingHalf:
					startsOrEndsBadly = true
				}
				if startsOrEndsBadly {
					t.Fatalf("line %d ends before %q after %q", n+1, chars[l.next].rune, chars[l.end-1].rune)
				}
			default: // nothing on the line allowed a break
				for _, c := range chars[l.from : l.next-1] {
					if c.after == may {
						t.Fatalf("line %d breaks where it may not", n+1)
					}
				}
			}
		}
		measure = rest
	}
	if at != len(chars) {
		t.Fatalf("lines end at %d of %d", at, len(chars))
	}
}
