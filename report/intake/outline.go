package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// headings are the wordings of the sections' titles, without number and 的, and
// with 及 for 和. The first is that of the form; those of article 50 of the
// Regulations (条例第五十条) and others that are published follow. A wording
// that is also something else counts with its own number only.
var headings = [6][]struct {
	wording  string
	numbered bool
}{
	{{"总体情况", false}, {"政府信息公开工作总体情况", false}, {"政府信息公开总体情况", false}, {"工作总体情况", false},
		{"总体情况概述", true}, {"概述", true}, {"概况", true}, {"基本情况", true}},
	{{"主动公开政府信息情况", false}, {"行政机关主动公开政府信息情况", false}, {"政府信息主动公开情况", false}, {"主动公开情况", true}},
	{{"收到及处理政府信息公开申请情况", false}, {"行政机关收到及处理政府信息公开申请情况", false}, {"收到处理政府信息公开申请情况", false},
		{"收到及处理申请情况", false}, {"依申请公开情况", true}, {"政府信息公开申请情况", true}},
	{{"政府信息公开行政复议行政诉讼情况", false}, {"因政府信息公开工作被申请行政复议提起行政诉讼情况", false},
		{"因政府信息公开被申请行政复议提起行政诉讼情况", false}, {"政府信息公开行政复议及行政诉讼情况", false},
		{"政府信息公开工作行政复议行政诉讼情况", false}, {"行政复议行政诉讼情况", true}, {"行政复议及行政诉讼情况", true}},
	{{"存在主要问题及改进情况", false}, {"政府信息公开工作存在主要问题及改进情况", false}, {"存在问题及改进情况", false},
		{"工作存在主要问题及改进情况", false}, {"存在主要问题及改进措施", false}, {"主要问题及改进情况", false}, {"存在问题及改进措施", true}},
	{{"其他需要报告事项", false}, {"需要报告其他事项", false}, {"其他需报告事项", false}, {"其他需要报告情况", false}, {"其他事项", true}},
}

var (
	sectionNumber = regexp.MustCompile(`^(?:[一二三四五六七八九]|[1-9])\s*[、.．,，:：]\s*|^[一二三四五六七八九]\s*`)
	// unknownHeading is numbered as the sections are, and no sentence.
	unknownHeading  = regexp.MustCompile(`^[一二三四五六七八九十]{1,2}\s*[、.．]\s*[^。，；：,;:?!？！]{1,25}$`)
	headingEnd      = regexp.MustCompile(`[:：。]|\s`)
	sectionNumerals = [6]string{"一", "二", "三", "四", "五", "六"}
	sectionWords    = strings.NewReplacer("的", "", "和", "及", "与", "及")
)

const (
	maxHeading = 60 // characters
	// longestRow is more bytes than a row of a table has whose cells nothing
	// but space divides.
	longestRow = 400
)

// heading is the title of a section.
type heading struct {
	section  int
	number   string // as printed, "" where there is none
	title    string // as printed, without the number
	rest     string // what follows on the line
	exact    bool   // the wording is known, not merely near
	official bool   // it is that of the form
}

// parseHeading recognises the title of a section.
func parseHeading(text string) (h heading, ok bool) {
	text = strings.TrimSpace(strings.TrimLeft(text, "#* "))
	h.title = text
	if n := sectionNumber.FindString(fold(firstCharacters(text, 4))); n != "" {
		size := utf8.RuneCountInString(n)
		h.number = string([]rune(text)[:size])
		h.title = text[len(h.number):]
	}
	if utf8.RuneCountInString(h.title) <= maxHeading {
		whole := h.title
		h.title = strings.TrimRight(whole, ":： 。*")
		if h.find(h.title) {
			return h, true
		}
		h.title = whole
	}
	if h.number == "" {
		return h, false
	}
	if at := headingEnd.FindStringIndex(h.title); at != nil {
		whole := h.title
		h.title, h.rest = whole[:at[0]], strings.TrimLeft(whole[at[0]:], ":： 。\t")
		if h.find(h.title) && h.exact {
			return h, true
		}
		h.title, h.rest = whole, ""
	}
	return h, false
}

func firstCharacters(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func (h *heading) find(title string) bool {
	if utf8.RuneCountInString(title) > maxHeading {
		return false
	}
	key := sectionWords.Replace(report.LabelKey(title))
	for i, wordings := range headings {
		for j, w := range wordings {
			if key == w.wording && (!w.numbered || report.LabelKey(h.number) == sectionNumerals[i]) {
				h.section, h.exact = i, true
				h.official = j == 0 && report.LabelKey(title) == report.LabelKey(officialTitle(i))
				return true
			}
		}
	}
	if h.number == "" {
		return false
	}
	for i, wordings := range headings {
		if w := wordings[0].wording; utf8.RuneCountInString(w) > 6 && spell.Distance(key, w) <= 2 {
			h.section = i
			return true
		}
	}
	return false
}

// officialTitle is the title of a section without its number.
func officialTitle(section int) string {
	_, title, _ := strings.Cut(report.SectionTitles()[section], "、")
	return title
}

// outline hands every line to the section or the table it belongs to.
func (p *parser) outline(lines []line) error {
	starts := p.tableStarts(lines)
	section, after := -1, [6]bool{}
	put := func(l line) {
		switch {
		case section < 0:
			p.preface = append(p.preface, l)
		case after[section]:
			p.notes[section] = append(p.notes[section], l)
		default:
			p.body[section] = append(p.body[section], l)
		}
	}
	var order []int
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		h, n, ok := headingAt(lines, i)
		if ok {
			switch before := p.headings[h.section]; {
			case before > 0 && h.number != "" && h.exact:
				return inputError(l.number, "I-h", "", clip(l.text), strconv.Itoa(before))
			case before == 0:
				section = h.section
				p.headings[section] = l.number
				order = append(order, section)
				p.tellHeading(l, h, order)
				if h.rest != "" {
					put(line{number: l.number, raw: h.rest, text: h.rest})
				}
				p.joins.add(n-1, l.number)
				i += n - 1
				continue
			}
		}
		table := starts[i]
		if table < 0 {
			if unknownHeading.MatchString(fold(l.text)) && !l.hasColumns() {
				p.find(l.number, "I-am", "", clip(l.text), "")
			}
			put(l)
			continue
		}
		if t := p.tables[table]; t != nil {
			return inputError(l.number, "I-h", "", tableName(table+2), strconv.Itoa(t[0].number))
		}
		end := p.tableEnd(lines, i, starts)
		rows := lines[i:end:end]
		// The first lines of the head may be too little to start a table.
		for lines := p.current(section, after); len(*lines) > 0; {
			last := (*lines)[len(*lines)-1]
			if !p.words[table].all(p.cells(last)) {
				break
			}
			rows = append([]line{last}, rows...)
			*lines = (*lines)[:len(*lines)-1]
		}
		p.tables[table] = rows
		section = table + 1
		after[section] = true
		i = end - 1
	}
	for i, line := range p.headings {
		if line == 0 {
			p.find(0, "I-m", "", "", report.SectionTitles()[i])
		}
	}
	for t, rows := range p.tables {
		if rows == nil {
			return inputError(0, "I-g", "", tableName(t+2)+"（"+officialTitle(t+1)+"）", "")
		}
	}
	return nil
}

// current is where lines were last put.
func (p *parser) current(section int, after [6]bool) *[]line {
	switch {
	case section < 0:
		return &p.preface
	case after[section]:
		return &p.notes[section]
	}
	return &p.body[section]
}

// tableStarts returns the place of the table that starts at each line, or -1.
func (p *parser) tableStarts(lines []line) []int {
	starts := slices.Repeat([]int{-1}, len(lines))
	var found [3]bool
	var perhaps [3][]int
	for i, l := range lines {
		if !l.hasColumns() && len(l.text) > longestRow {
			continue
		}
		c := p.cells(l)
		for table, v := range p.words {
			sure, maybe := v.starts(c)
			if sure {
				starts[i], found[table] = table, true
				break
			}
			if maybe {
				perhaps[table] = append(perhaps[table], i)
			}
		}
	}
	for table, at := range perhaps {
		for _, i := range at {
			if !found[table] && starts[i] < 0 {
				starts[i] = table
			}
		}
	}
	return starts
}

// headingAt recognises the title of a section at lines[i], on one line or on
// two, and returns how many it takes.
func headingAt(lines []line, i int) (h heading, n int, ok bool) {
	h, ok = parseHeading(lines[i].text)
	if ok && h.exact || i+1 == len(lines) || lines[i].hasColumns() || lines[i+1].hasColumns() {
		return h, 1, ok
	}
	if both, ok := parseHeading(lines[i].text + lines[i+1].text); ok && both.exact && both.number != "" && both.rest == "" {
		return both, 2, true
	}
	return h, 1, ok
}

// tableEnd returns the end of the table that starts at lines[from]: the last
// line that is of a table before the next section or table.
func (p *parser) tableEnd(lines []line, from int, starts []int) int {
	end, table := from+1, starts[from]
	for i := from + 1; i < len(lines); i++ {
		if h, _, ok := headingAt(lines, i); ok && (p.headings[h.section] == 0 || h.number != "" && h.exact) {
			break
		}
		if starts[i] >= 0 && starts[i] != table {
			break
		}
		if p.words[table].contains(p.cells(lines[i])) {
			end = i + 1
		}
	}
	return end
}

// tellHeading tells how the title of a section differs from the form's.
func (p *parser) tellHeading(l line, h heading, order []int) {
	want := report.SectionTitles()[h.section]
	switch {
	case !h.exact:
		p.find(l.number, "I-o", "", clip(h.number+h.title), want)
	case !h.official:
		p.find(l.number, "I-ac", "", clip(h.number+h.title), want)
	}
	n := len(order)
	wrong := n > 1 && order[n-2] > order[n-1]
	if key := report.LabelKey(h.number); key != "" {
		wrong = wrong || key != sectionNumerals[h.section] && key != strconv.Itoa(h.section+1)
	}
	if wrong {
		p.find(l.number, "I-n", "", clip(l.text), want)
	}
}
