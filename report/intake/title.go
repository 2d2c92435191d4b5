package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// The forms of the title that are published, without spaces: the year stands
// behind the agency, before it, or within the name of the document.
var titles = [...]*regexp.Regexp{
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)(?:关于)?(?P<year>[12]\d{3})年度?(?:政府信息公开|信息公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?的?报告` + version),
	regexp.MustCompile(`^(?:关于)?(?P<year>[12]\d{3})年度?(?P<agency>.*?)(?:政府信息公开|信息公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?的?报告` + version),
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)(?:政府信息公开|信息公开)(?:工作)?(?P<year>[12]\d{3})年度?(?:工作)?(?:情况)?的?报告` + version),
}

// version is what may stand behind a title, such as （公示稿）.
const version = `(?:（[^（）\d]{1,10}）)?$`

const (
	maxTitle  = 120 // characters
	maxHeader = 40  // lines before the first section among which the title is
)

// title is a title as it was found: its lines are lines[from:to].
type title struct {
	printed      string
	text, agency string // text is printed with Arabic numerals and without 《》
	year         int
	from, to     int
}

// findTitle finds the title among the first lines: on one line, or on two or
// three where the first alone is none.
func findTitle(lines []line) (title, bool) {
	lines = lines[:min(len(lines), maxHeader)]
	for _, span := range [...]int{1, 2, 3} {
		for from := 0; from+span <= len(lines); from++ {
			if t, ok := parseTitle(lines[from : from+span]); ok && t.agency != "" {
				t.from, t.to = from, from+span
				return t, true
			}
		}
	}
	for from := range lines {
		if t, ok := parseTitle(lines[from : from+1]); ok {
			t.from, t.to = from, from+1
			return t, true
		}
	}
	return title{}, false
}

func parseTitle(lines []line) (t title, ok bool) {
	var b strings.Builder
	for _, l := range lines {
		if utf8.RuneCountInString(l.text) > maxTitle || strings.ContainsAny(l.text, "。，；：,;:?!？！\t|") {
			return title{}, false
		}
		b.WriteString(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, l.text))
	}
	t.printed = fullWidthBrackets.Replace(strings.Trim(fold(b.String()), `#*"`))
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

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

var (
	fullWidthBrackets = strings.NewReplacer("(", "（", ")", "）")
	chineseYear       = regexp.MustCompile(`[〇零○OＯ一二三四五六七八九]{4}年`)
	chineseDigits     = strings.NewReplacer("〇", "0", "零", "0", "○", "0", "O", "0", "Ｏ", "0", "一", "1", "二", "2",
		"三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// arabicYear writes 二〇二三年 as 2023年.
func arabicYear(s string) string { return chineseYear.ReplaceAllStringFunc(s, chineseDigits.Replace) }

// readTitle reads the lines before the first section: title, date, preamble.
func (p *parser) readTitle() error {
	t, ok := findTitle(p.preface)
	if !ok {
		line := 0
		if len(p.preface) > 0 {
			line = p.preface[0].number
		}
		return inputError(line, "I-f", "", "", "")
	}
	for _, l := range p.preface[:t.from] {
		p.find(l.number, "I-q", "", clip(l.text), "")
	}
	p.printedTitle = p.preface[t.from].number
	for _, l := range p.preface[t.from:t.to] {
		p.typeset(l.text, l.number) // for the places it counts
	}
	if t.printed != t.text {
		p.find(p.printedTitle, "I-an", "", t.printed, t.text)
	}
	if _, ok := report.EditionFor(t.year); !ok {
		return inputError(p.printedTitle, "R-b", "", strconv.Itoa(t.year), "")
	}
	p.report.Agency, p.report.Year = t.agency, t.year
	if t.agency != "" && t.text != p.report.FullTitle() {
		p.report.Title = t.text
	}
	p.preface = p.preface[t.to:]
	if len(p.preface) > 0 {
		if d, ok := parseDate(strings.Trim(p.preface[0].text, "（）()")); ok {
			p.report.Date, p.dateBelow = d, &p.preface[0]
			p.preface = p.preface[1:]
			return checkDate(d, p.dateBelow.number)
		}
	}
	return nil
}

// checkDate refuses days that there are not.
func checkDate(d report.Date, line int) error {
	if t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC); t.Year() != d.Year || int(t.Month()) != d.Month || t.Day() != d.Day {
		return inputError(line, "R-f", "成文日期", d.String(), "")
	}
	return nil
}

var (
	date        = regexp.MustCompile(`^([12]\d{3})年(\d{1,2})月(\d{1,2})日$`)
	chineseDate = regexp.MustCompile(`^([12]\d{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$`)
)

// parseDate reads a date that stands alone: 2024年1月15日 or 二〇二四年一月十五日.
func parseDate(s string) (report.Date, bool) {
	s = arabicYear(strings.Join(strings.Fields(fold(s)), ""))
	if m := date.FindStringSubmatch(s); m != nil {
		return report.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}, true
	}
	if m := chineseDate.FindStringSubmatch(s); m != nil {
		return report.Date{Year: number(m[1]), Month: chineseNumber(m[2]), Day: chineseNumber(m[3])}, true
	}
	return report.Date{}, false
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// chineseNumber returns the number from 1 to 99, or 0.
func chineseNumber(s string) int {
	n := 0
	for _, r := range s {
		if r == '十' {
			n = max(n, 1) * 10
			continue
		}
		d := slices.Index([]rune("一二三四五六七八九"), r)
		if d < 0 {
			return 0
		}
		n += d + 1
	}
	return n
}

// agencyEnds are the last characters of the names of agencies.
const agencyEnds = "局委府厅院处中心所站队会办部署室馆司校团关社科街道"

// readSignature takes the issuer and the date from the last lines.
func (p *parser) readSignature(last *[]line) error {
	lines := *last
	dated := false
	if n := len(lines); n > 0 {
		l := lines[n-1]
		issuer, d, ok := p.datedLine(l.text)
		if ok {
			if err := p.setDate(d, l.number); err != nil {
				return err
			}
			lines, dated = lines[:n-1], true
		}
		if issuer != "" {
			lines = append(lines[:n-1:n-1], line{number: l.number, raw: issuer, text: issuer})
		}
	}
	if n := len(lines); n > 0 {
		if s := p.typesetQuietly(lines[n-1].text); p.isIssuer(s, dated) {
			p.report.Issuer = s
			lines = lines[:n-1]
		}
	}
	*last = lines
	if p.report.Agency == "" && p.report.Issuer != "" {
		p.report.Agency = withoutSeal(p.report.Issuer)
		p.find(p.printedTitle, "I-ad", "", p.report.Agency, "")
	}
	return nil
}

// datedLine reads a date alone or behind the name of the issuer.
func (p *parser) datedLine(s string) (issuer string, d report.Date, ok bool) {
	if d, ok = parseDate(s); ok {
		return "", d, true
	}
	for i, r := range s {
		if !unicode.IsSpace(r) {
			continue
		}
		if d, ok = parseDate(s[i:]); ok && p.isIssuer(p.typesetQuietly(s[:i]), true) {
			return s[:i], d, true
		}
	}
	return "", report.Date{}, false
}

// setDate takes the date at the end. Another below the title stays as text.
func (p *parser) setDate(d report.Date, number int) error {
	if err := checkDate(d, number); err != nil {
		return err
	}
	if before := p.report.Date; p.dateBelow != nil && before != d {
		p.find(p.dateBelow.number, "I-ah", "", before.String(), d.String())
		p.preface = append([]line{*p.dateBelow}, p.preface...)
	}
	p.report.Date = d
	return nil
}

// withoutSeal returns the name of the issuer without the words that call for its
// seal.
func withoutSeal(s string) string {
	for _, seal := range [...]string{"（盖章）", "（公章）", "（印章）"} {
		s = strings.TrimSuffix(s, seal)
	}
	return s
}

// isIssuer reports whether the last line, or the one before the date, is the
// name of an agency and no sentence.
func (p *parser) isIssuer(s string, dated bool) bool {
	s = withoutSeal(s)
	if s == "" || strings.ContainsAny(s, "。，；：、？！.;:?!") || strings.HasPrefix(s, "无") {
		return false
	}
	if s == p.report.Agency {
		return true
	}
	n := utf8.RuneCountInString(s)
	if !dated || n < 3 || n > 40 {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(s)
	return strings.Contains(p.report.Agency, s) || strings.HasSuffix(s, p.report.Agency) && p.report.Agency != "" ||
		strings.ContainsRune(agencyEnds, end)
}

func (p *parser) typesetQuietly(s string) string {
	var q parser
	return q.typeset(s, 0)
}
