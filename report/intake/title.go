package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// The forms of the title that are published, without spaces: the year stands
// behind the agency, before it, or within the name of the document.
var titles = [...]*regexp.Regexp{
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)(?:关于)?(?P<year>[1-9]\d{3})年度?(?:政府信息公开|信息公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?的?报告` + version),
	regexp.MustCompile(`^(?:关于)?(?P<year>[1-9]\d{3})年度?(?P<agency>.*?)(?:政府信息公开|信息公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?的?报告` + version),
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)(?:政府信息公开|信息公开)(?:工作)?(?P<year>[1-9]\d{3})年度?(?:工作)?(?:情况)?的?报告` + version),
}

// version is what may stand behind a title, such as （公示稿）.
const version = `(?:（[^（）\d]{1,10}）)?$`

const (
	maxTitle  = 120 // characters
	maxHeader = 40  // blocks before the first section among which the title is
)

// title is a title as it was found: its blocks are blocks[from:to].
type title struct {
	printed      string
	text, agency string // text is printed with Arabic numerals and without 《》
	year         int
	from, to     int
}

// findTitle finds the title among the first lines: on one line, or on two or
// three where the first alone is none.
func findTitle(blocks []block) (title, bool) {
	blocks = blocks[:min(len(blocks), maxHeader)]
	for _, span := range [...]int{1, 2, 3} {
		for from := 0; from+span <= len(blocks); from++ {
			if t, ok := parseTitle(blocks[from : from+span]); ok && t.agency != "" {
				t.from, t.to = from, from+span
				return t, true
			}
		}
	}
	for from := range blocks {
		if t, ok := parseTitle(blocks[from : from+1]); ok {
			t.from, t.to = from, from+1
			return t, true
		}
	}
	return title{}, false
}

func parseTitle(blocks []block) (t title, ok bool) {
	var printed strings.Builder
	for _, b := range blocks {
		if utf8.RuneCountInString(b.text) > maxTitle || strings.ContainsAny(b.text, "。，；：,;:?!？！\t|") {
			return title{}, false
		}
		printed.WriteString(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, b.text))
	}
	t.printed = fullWidthBrackets.Replace(strings.Trim(fold(printed.String()), `#*"`))
	t.text = arabicYear(t.printed)
	if s, ok := strings.CutPrefix(t.text, "《"); ok {
		t.text = strings.Replace(s, "》", "", 1)
	}
	for _, re := range titles {
		if m := re.FindStringSubmatch(t.text); m != nil {
			t.agency = m[re.SubexpIndex("agency")]
			t.year, _ = strconv.Atoi(m[re.SubexpIndex("year")])
			return t, !strings.ContainsFunc(t.agency, isDigit)
		}
	}
	return title{}, false
}

var fullWidthBrackets = strings.NewReplacer("(", "（", ")", "）")

// ownTitle finds the title in that which a file gives itself: a page has the names
// of its site and of the column behind it.
func ownTitle(own string) (t title, ok bool) {
	for _, part := range strings.FieldsFunc(own, func(r rune) bool { return strings.ContainsRune("_|-—–", r) }) {
		if t, ok = parseTitle([]block{{text: strings.TrimSpace(part)}}); ok && t.agency != "" {
			return t, true
		}
	}
	return title{}, false
}

// readTitle takes the title, and the date below it, from what stands before the
// first section. Where it is not there, that which the file gives itself is taken.
func (p *parts) readTitle(r *report.Report, own string, n *notes) error {
	t, ok := findTitle(p.preface)
	if !ok {
		if t, ok = ownTitle(own); ok {
			n.Find(pos{}, "I-ba", "", t.printed, "")
		}
	}
	if !ok {
		var at pos
		if len(p.preface) > 0 {
			at = p.preface[0].at
		}
		return source.Error(at, "I-f", "", "", "")
	}
	for _, b := range p.preface[:t.from] {
		n.Find(b.at, "I-q", "", b.text, "")
	}
	if t.from < t.to {
		p.title = p.preface[t.from].at
	}
	for _, b := range p.preface[t.from:t.to] {
		n.typeset(b.text, b.at) // for the places it counts
	}
	if t.printed != t.text {
		n.Find(p.title, "I-an", "", t.printed, t.text)
	}
	if _, ok := report.EditionFor(t.year); !ok {
		return source.Error(p.title, "R-b", "", strconv.Itoa(t.year), "")
	}
	r.Agency, r.Year = t.agency, t.year
	if t.agency != "" && t.text != r.FullTitle() {
		r.Title = t.text
	}
	p.preface = p.preface[t.to:]
	if len(p.preface) > 0 {
		if d, ok := parseDate(strings.Trim(p.preface[0].text, "（）()")); ok {
			r.Date, p.dateBelow = d, &p.preface[0]
			p.preface = p.preface[1:]
			return checkDate(d, p.dateBelow.at)
		}
	}
	return nil
}
