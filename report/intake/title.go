package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/internal/prose"
)

// The forms of the title that are published, without spaces: the year stands
// behind the agency, before it, within the name of the document, or behind it.
var titles = [...]*regexp.Regexp{
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)(?:关于)?(?P<year>[1-9]\d{3})年度?` + matter + occasion + document + version + `$`),
	regexp.MustCompile(`^(?:关于)?(?P<year>[1-9]\d{3})年度?(?P<agency>.*?)` + matter + occasion + document + version + `$`),
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)` + matter + `(?:工作)?(?P<year>[1-9]\d{3})年度?(?:工作)?(?:情况)?的?` + document + version + `$`),
	regexp.MustCompile(`^(?:关于)?(?P<agency>.*?)(?:关于)?` + matter + occasion + document + `（?(?P<year>[1-9]\d{3})年?度?）?$`),
}

// What the document is called. Some call its matter 政务公开, and the customs it 年报.
const (
	matter   = `(?:政府信息公开|信息公开|政务公开)`
	occasion = `(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?的?`
	document = `(?:报告|年报|总结报告|总结)`
	// version is what may stand behind a title, such as （公示稿）.
	version = `(?:的公[示告])?(?:（[^（）\d]{1,10}）)?`
)

const (
	maxTitle  = 120 // characters
	maxHeader = 400 // blocks before the first section among which the title is
	// shortestRunningHead is how many characters the last line of a title has at least
	// that stands at the heads of pages.
	shortestRunningHead = 10
	longestName         = 30 // characters of an agency's name that stands on a line of its own
)

// title is a title as it was found: its blocks are blocks[from:to].
type title struct {
	printed      string
	text, agency string // text is printed with Arabic numerals and without 《》
	lastLine     string // key of the last line, where that is long
	year         int
	from, to     int
	below        bool // the name of the agency is on the line below
	names        int  // lines of them that have the beginning of the agency's name alone
}

// again reports whether a line is the title once more, as at the head of each page, or
// the last line of it.
func (t *title) again(line string) bool {
	key := report.LabelKey(line)
	return key == report.LabelKey(t.printed) || key == t.lastLine
}

// findTitle finds the title among what stands before the first section: on one line,
// the last that could be one, or on up to five where the first alone is none. The
// name of the agency may begin on lines above it.
func findTitle(blocks []block) (title, bool) {
	blocks = blocks[:min(len(blocks), maxHeader)]
	for _, span := range [...]int{1, 2, 3, 4, 5} {
		for from := len(blocks) - span; from >= 0; from-- {
			t, ok := parseTitle(blocks[from : from+span])
			if !ok || t.agency == "" {
				continue
			}
			t.from, t.to = from, from+span
			t.first(blocks)
			t.addNames(blocks)
			return t, true
		}
	}
	for from := range blocks {
		if t, ok := parseTitle(blocks[from : from+1]); ok {
			t.from, t.to = from, from+1
			if to := from + 1; t.agency == "" && to < len(blocks) && nameLine.MatchString(blocks[to].text) && !siteWords.MatchString(blocks[to].text) &&
				nameEnd.MatchString(blocks[to].text) && utf8.RuneCountInString(blocks[to].text) <= longestName {
				t.agency = strings.Join(strings.Fields(blocks[to].text), "")
				t.to++
				t.below = true
			}
			return t, true
		}
	}
	return title{}, false
}

// first goes back to the first time that the title is there, where text or nothing
// stands between: the later ones are at the heads of pages.
func (t *title) first(blocks []block) {
	text := false
	for i := t.from - 1; i >= 0; i-- {
		text = text || isSentence(blocks[i])
		if (text || i == t.from-1) && t.to-t.from == 1 && report.LabelKey(blocks[i].text) == report.LabelKey(t.printed) {
			t.from, t.to = i, i+1
		}
	}
}

// addNames adds what the name of the agency begins with on the lines above the title.
func (t *title) addNames(blocks []block) {
	for t.from > 0 && !blocks[t.from-1].grid.divided && isNameAbove(blocks[t.from-1].text, t.agency, t.from == 1) {
		name := strings.Join(strings.Fields(blocks[t.from-1].text), "")
		t.from--
		t.names++
		t.printed, t.text, t.agency = name+t.printed, name+t.text, name+t.agency
	}
}

var (
	nameLine  = regexp.MustCompile(`^\p{Han}[\p{Han}（）()、\s]*$`)
	siteWords = regexp.MustCompile(`公开|公告|公示|报告|年报|政务|门户|网|首页|目录|指南|专栏|文件|信息|关于|内部资料|征求意见|稿|附件|秘密`)
	nameEnd   = regexp.MustCompile(`[省市县区旗盟州镇乡` + agencyEnds + `]$`)
	nameIn    = regexp.MustCompile(`[省市县区旗盟州镇乡局厅委院部署]`)
	ownPlace  = regexp.MustCompile(`^.{1,6}?[省市县区旗盟州镇乡]`)
	below     = regexp.MustCompile(`(?:政府|办事处|街道|管理委员会|管委会)$`)
)

// isNameAbove reports whether a line is what the name of the agency begins with: it
// is not the name of another that has the same place, as at the head of a site.
func isNameAbove(line, agency string, first bool) bool {
	name := strings.Join(strings.Fields(line), "")
	switch {
	case utf8.RuneCountInString(name) > longestName, !nameLine.MatchString(line), siteWords.MatchString(name),
		strings.HasPrefix(agency, firstCharacters(name, 2)):
		return false
	case strings.HasSuffix(name, "政府") && ownPlace.MatchString(agency) && !below.MatchString(agency):
		return false
	}
	return nameEnd.MatchString(name) || first && nameIn.MatchString(name)
}

func parseTitle(blocks []block) (t title, ok bool) {
	var printed strings.Builder
	for i, b := range blocks {
		if i == 0 {
			b.text = beforeTitle.ReplaceAllString(b.text, "")
		}
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
	if key := report.LabelKey(blocks[len(blocks)-1].text); utf8.RuneCountInString(key) >= shortestRunningHead {
		t.lastLine = key
	}
	t.printed = fullWidthBrackets.Replace(strings.Trim(fold(printed.String()), `#*"`))
	t.text = behindTitle.ReplaceAllString(prose.ArabicYears(t.printed), "")
	if s, ok := strings.CutPrefix(t.text, "《"); ok {
		t.text = strings.Replace(s, "》", "", 1)
	}
	for _, re := range titles {
		if m := re.FindStringSubmatch(t.text); m != nil {
			t.agency = strings.Trim(m[re.SubexpIndex("agency")], "-—–_·[]【】")
			if behind := agencyBehind.FindStringSubmatch(t.text); t.agency == "" && behind != nil {
				t.agency = behind[1]
			}
			t.year, _ = strconv.Atoi(m[re.SubexpIndex("year")])
			return t, !yearIn.MatchString(t.agency)
		}
	}
	return title{}, false
}

var (
	// beforeTitle is what stands before a title on its line.
	beforeTitle = regexp.MustCompile(`^(?:(?:附件?\s*\d{0,2}|标题)\s*[:：]|\d{1,2}[.、．])\s*`)
	// behindTitle is the name of a site, or the end of a file's name.
	behindTitle = regexp.MustCompile(`_.*$|\.(?i:docx?|pdf|wps|txt|html?)$|全文$`)
	// agencyBehind is the agency in brackets behind a title that has none before.
	agencyBehind = regexp.MustCompile(`（([^（）]{2,}[省市县区旗盟州镇乡` + agencyEnds + `])）$`)
)

// yearIn is in what is no name of an agency.
var yearIn = regexp.MustCompile(`(?:19|20)\d{2}`)

var fullWidthBrackets = strings.NewReplacer("(", "（", ")", "）")

// titlePart is a part of the title that a page gives itself.
var titlePart = regexp.MustCompile(`《[^》]*》|[^_|\-—–《]+`)

// ownTitle finds the title in that which a file gives itself: a page has the names
// of its site and of the column behind it.
func ownTitle(own string) (t title, ok bool) {
	for _, part := range titlePart.FindAllString(own, -1) {
		if t, ok = parseTitle([]block{{text: strings.Trim(strings.TrimSpace(part), "《》")}}); ok && t.agency != "" {
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
	if t.from > 0 {
		n.Find(p.preface[0].at, "I-q", "", joinBlocks(p.preface[:t.from]), strconv.Itoa(t.from))
	}
	if t.names > 0 {
		n.Find(p.preface[t.from].at, "I-bg", "", t.agency, "")
	}
	if t.from < t.to {
		p.title = p.preface[t.from].at
	}
	for _, b := range p.preface[t.from:t.to] {
		n.typeset(b.text, b.at) // for the places it counts
	}
	if t.below {
		n.Find(p.title, "I-ad", "", t.agency, "")
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

// blankTitle is the title of the blank form, of no agency and no year.
var blankTitle = regexp.MustCompile(`^(?:[×xX_]*年?(?:度)?)?政府信息公开(?:工作)?年度报告(?:的?(?:格式|模板|模版|样表|样式|范本|文本))+$`)

var withoutMarks = strings.NewReplacer("（", "", "）", "", "(", "", ")", "", "《", "", "》", "", " ", "")

// blankForm takes the title of a blank form from what stands before the first
// section.
func (p *parts) blankForm(n *notes) bool {
	for i, b := range p.preface[:min(len(p.preface), maxHeader)] {
		if blankTitle.MatchString(withoutMarks.Replace(fold(b.text))) {
			n.Find(b.at, "I-bd", "", b.text, "")
			p.title = b.at
			p.preface = slices.Delete(p.preface, i, i+1)
			return true
		}
	}
	return false
}
