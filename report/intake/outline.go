package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"

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
		{"工作存在主要问题及改进情况", false}, {"存在主要问题及改进措施", false}, {"主要问题及改进情况", false}, {"存在问题及改进措施", true},
		{"主要问题及改进措施", true}},
	{{"其他需要报告事项", false}, {"需要报告其他事项", false}, {"其他需报告事项", false}, {"其他需要报告情况", false}, {"其他事项", true}},
}

var (
	sectionNumber = regexp.MustCompile(`^第[一二三四五六七八九]部分\s*[、.．,，:：]?\s*|^(?:[一二三四五六七八九]|[1-9])\s*[、.．,，:：]\s*|^[一二三四五六七八九]\s*`)
	// unknownHeading is numbered as the sections are, and no sentence.
	unknownHeading   = regexp.MustCompile(`^[一二三四五六七八九十]{1,2}\s*[、.．]\s*[^。，；：,;:?!？！]{1,25}[:：]?$`)
	numberInBrackets = regexp.MustCompile(`^([（(]([一二三四五六])[）)])\s*(.*)$`)
	headingEnd       = regexp.MustCompile(`[:：。]|\s`)
	sectionNumerals  = [6]string{"一", "二", "三", "四", "五", "六"}
	sectionWords     = strings.NewReplacer("的", "", "和", "及", "与", "及")
)

const (
	maxHeading = 60 // characters
	// longestRow is more bytes than a row of a table has whose cells nothing
	// but space divides.
	longestRow = 400
)

// numeral returns the number of a title alone: 一 of 第一部分.
func (h *heading) numeral() string { return partWords.Replace(report.LabelKey(h.number)) }

var partWords = strings.NewReplacer("第", "", "部分", "")

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
	text = strings.TrimSpace(strings.TrimLeft(text, "#* 【"))
	h.title = text
	if n := sectionNumber.FindString(fold(firstCharacters(text, 6))); n != "" {
		size := utf8.RuneCountInString(n)
		h.number = string([]rune(text)[:size])
		h.title = text[len(h.number):]
	}
	whole := strings.TrimRight(h.title, ":： 。*】")
	if h.known(whole) {
		h.title = whole
		return h, true
	}
	if h.number == "" {
		return h, false
	}
	if at := headingEnd.FindStringIndex(h.title); at != nil && h.known(h.title[:at[0]]) {
		h.title, h.rest = h.title[:at[0]], strings.TrimLeft(h.title[at[0]:], ":： 。\t")
		return h, true
	}
	h.title = whole
	return h, h.near(whole)
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

// known reports whether the title has one of the wordings.
func (h *heading) known(title string) bool {
	if utf8.RuneCountInString(title) > maxHeading {
		return false
	}
	key := sectionWords.Replace(report.LabelKey(title))
	for i, wordings := range headings {
		for j, w := range wordings {
			if key == w.wording && (!w.numbered || h.numeral() == sectionNumerals[i]) {
				h.section, h.exact = i, true
				h.official = j == 0 && report.LabelKey(title) == report.LabelKey(officialTitle(i))
				return true
			}
		}
	}
	return false
}

// near reports whether the title is a misprint of that of the form.
func (h *heading) near(title string) bool {
	if utf8.RuneCountInString(title) > maxHeading {
		return false
	}
	key := sectionWords.Replace(report.LabelKey(title))
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

// parts are the blocks of a report by where they belong.
type parts struct {
	preface     []block
	headings    [6]pos     // of the sections that have one
	body, notes [6][]block // of a section, before and after its table
	tables      [][]block  // in the order of the vocabularies
	title       pos        // set by readTitle
	dateBelow   *block     // the date below the title
	// last is where the last block of the input is, or nil in a table.
	last *[]block
}

// picture returns the first picture that stands alone in a section.
func (p *parts) picture(section int, n *notes) (at pos, ok bool) {
	number := func(x pos) int { return cmp.Or(x.Line, x.Paragraph) }
	from := number(p.headings[section])
	if from == 0 {
		return at, false
	}
	for _, at := range n.Pictures {
		next := slices.ContainsFunc(p.headings[:], func(h pos) bool { return number(h) > from && number(h) <= number(at) })
		if number(at) > from && !next {
			return at, true
		}
	}
	return at, false
}

// list is where blocks of a section go, which is -1 before the first.
func (p *parts) list(section int, afterTable bool) *[]block {
	switch {
	case section < 0:
		return &p.preface
	case afterTable:
		return &p.notes[section]
	}
	return &p.body[section]
}

// texts returns the blocks that are in no table.
func (p *parts) texts() []block {
	all := slices.Clone(p.preface)
	for i := range p.body {
		all = slices.Concat(all, p.body[i], p.notes[i])
	}
	return all
}

// outline hands every block to the section or the table it belongs to.
func outline(blocks []block, n *notes) (*parts, error) {
	for _, v := range words() {
		for i := 0; len(v.bare) > 0 && i < len(blocks); i++ {
			blocks[i].grid.ordinals(v)
		}
	}
	p := &parts{tables: make([][]block, len(words()))}
	starts := tableStarts(blocks)
	byNumber := headingsByNumber(blocks, starts)
	section, after := -1, [6]bool{}
	put := func(b block) {
		p.last = p.list(section, section >= 0 && after[section])
		*p.last = append(*p.last, b)
	}
	var order []int
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		h, size, ok := headingAt(blocks, i)
		if x, known := byNumber[i]; known {
			h, size, ok = x, 1, true
		}
		if ok {
			switch before := p.headings[h.section]; {
			case before != pos{} && h.section == section && p.list(section, after[section]) == &p.body[section] && len(p.body[section]) == 0 && starts[min(i+1, len(blocks)-1)] >= 0:
				n.Leave(leftTitle, 1, b.at) // in the first row of the table
				continue
			case before != pos{} && h.number != "" && h.exact:
				return p, source.Twice(b.at, before, "", b.text)
			case before == pos{}:
				section = h.section
				p.headings[section] = b.at
				order = append(order, section)
				tellHeading(b, h, order, n)
				p.last = nil
				if h.rest != "" {
					rest := block{at: b.at, raw: h.rest, text: h.rest}
					rest.grid = divide(rest, i)
					put(rest)
				}
				n.Repair("I-x", size-1, b.at)
				i += size - 1
				continue
			}
		}
		table := starts[i]
		if table < 0 {
			put(b)
			continue
		}
		v := words()[table]
		if t := p.tables[table]; t != nil {
			return p, source.Twice(b.at, t[0].at, "", v.Name)
		}
		end := p.tableEnd(blocks, i, starts)
		// The first rows, and those of the head, may be too little to start a table.
		above := p.list(section, section >= 0 && after[section])
		from := len(*above)
		for from > 0 && (v.all((*above)[from-1].grid) || (*above)[from-1].grid.figuresAlone()) {
			from--
		}
		for from < len(*above) && (*above)[from].grid.figuresAlone() {
			from++
		}
		p.tables[table] = slices.Concat((*above)[from:], blocks[i:end])
		*above = (*above)[:from]
		section = v.section()
		after[section] = true
		p.last = nil
		i = end - 1
	}
	return p, nil
}

// missing tells what the report lacks: sections without a title, and as an error a table
// that every edition has.
func (p *parts) missing(n *notes) error {
	for _, b := range p.texts() {
		if isUnknownHeading(b) {
			n.Find(b.at, "I-am", "", b.text, "")
		}
	}
	for i, at := range p.headings {
		if at == (pos{}) {
			n.Find(pos{}, "I-m", "", "", report.SectionTitles()[i])
		}
	}
	for i, v := range words() {
		inAll := !slices.ContainsFunc(report.Editions(), func(e report.Edition) bool { return v.in(e).Rows == nil })
		if p.tables[i] == nil && inAll {
			if at, ok := p.picture(v.section(), n); ok {
				return source.Error(at, "I-aw", "", v.Name+"（"+officialTitle(v.section())+"）", "")
			}
			return v.notFound()
		}
	}
	return nil
}

// tableStarts returns the place of the table that starts at each block, or -1.
func tableStarts(blocks []block) []int {
	starts := slices.Repeat([]int{-1}, len(blocks))
	found := make([]bool, len(words()))
	perhaps := make([][]int, len(words()))
	for i, b := range blocks {
		if !b.grid.divided && len(b.text) > longestRow {
			continue
		}
		for table, v := range words() {
			sure, maybe := v.starts(b.grid)
			if sure {
				starts[i], found[table] = table, true
				break
			}
			if maybe {
				perhaps[table] = append(perhaps[table], i)
			}
		}
	}
	for table, v := range words() {
		for i := 0; v.Blocks && i < len(blocks); i++ {
			n := v.headsAt(blocks[i:])
			if n > 0 {
				starts[i], found[table] = table, true
			}
			for i += n; i < len(blocks) && v.all(blocks[i].grid); {
				i++ // the rest of the labels
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

func isUnknownHeading(b block) bool {
	return !b.grid.divided && unknownHeading.MatchString(fold(b.text))
}

// headingsByNumber returns the titles, by their blocks, of sections that have none of
// the known ones: what is numbered as the section is, in its place between the others,
// where nothing is numbered but the sections that are missing there, in their order.
func headingsByNumber(blocks []block, starts []int) map[int]heading {
	var found [6]int // the place of each section: of its title, or of its table
	for i := range found {
		found[i] = -1
	}
	for i := range blocks {
		if h, _, ok := headingAt(blocks, i); ok && found[h.section] < 0 {
			found[h.section] = i
		}
	}
	if found == [6]int{-1, -1, -1, -1, -1, -1} {
		return headingsInBrackets(blocks)
	}
	byNumber := map[int]heading{}
	for section, at := range found {
		if at >= 0 {
			continue
		}
		from, to := -1, len(blocks)
		for i := range found {
			switch {
			case found[i] < 0:
			case i < section:
				from = max(from, found[i])
			default:
				to = min(to, found[i])
			}
		}
		for i, table := range starts {
			switch {
			case table < 0:
			case words()[table].section() < section:
				from = max(from, i)
			default:
				to = min(to, i)
			}
		}
		var title heading
		last := -1 // the section of the number before
		for i := from + 1; i < to; i++ {
			if !isUnknownHeading(blocks[i]) {
				continue
			}
			h, _ := parseHeading(blocks[i].text)
			n := slices.Index(sectionNumerals[:], h.numeral())
			if n <= last || found[n] >= 0 {
				at = -1
				break
			}
			if last = n; n == section {
				at, title = i, h
			}
		}
		if title.section = section; at >= 0 {
			byNumber[at] = title
		}
	}
	return byNumber
}

// headingsInBrackets returns the titles of a report that numbers all of its sections as the
// form does their parts, （一）: several, each with its own number, in their order.
func headingsInBrackets(blocks []block) map[int]heading {
	titles := map[int]heading{}
	last := -1
	for i, b := range blocks {
		m := numberInBrackets.FindStringSubmatch(b.text)
		if m == nil || b.grid.divided {
			continue
		}
		h, ok := parseHeading(m[2] + "、" + m[3])
		if !ok || !h.exact || h.rest != "" || h.section <= last || h.numeral() != sectionNumerals[h.section] {
			continue
		}
		h.number, h.official = m[1], false
		titles[i], last = h, h.section
	}
	const several = 3
	if len(titles) < several {
		return nil
	}
	return titles
}

// headingAt recognises the title of a section at blocks[i], in one block or in
// two, and returns how many it takes.
func headingAt(blocks []block, i int) (h heading, n int, ok bool) {
	h, ok = parseHeading(blocks[i].single())
	if ok && h.exact || i+1 == len(blocks) || blocks[i].grid.divided || blocks[i+1].grid.divided {
		return h, 1, ok
	}
	next, whole := parseHeading(blocks[i+1].text)
	whole = whole && next.exact && next.number != ""
	if both, ok := parseHeading(blocks[i].text + blocks[i+1].text); ok && both.exact && both.number != "" && both.rest == "" && !whole {
		return both, 2, true
	}
	return h, 1, ok
}

// tableEnd returns the end of the table that starts at blocks[from]: the last
// that is of a table before the next section or table.
func (p *parts) tableEnd(blocks []block, from int, starts []int) int {
	end, table := from+1, starts[from]
	for i := from + 1; i < len(blocks); i++ {
		if h, _, ok := headingAt(blocks, i); ok && (p.headings[h.section] == pos{} || h.number != "" && h.exact) {
			break
		}
		if starts[i] >= 0 && starts[i] != table {
			break
		}
		if v := words()[table]; v.contains(blocks[i]) || i == end && (v.awaits(blocks[from:i], blocks[i]) || v.lacks(blocks[from:i], blocks[i])) {
			end = i + 1
		}
	}
	return end
}

// tellHeading tells how the title of a section differs from the form's.
func tellHeading(b block, h heading, order []int, n *notes) {
	want := report.SectionTitles()[h.section]
	switch {
	case !h.exact:
		n.Find(b.at, "I-o", "", h.number+h.title, want)
	case !h.official:
		n.Find(b.at, "I-ac", "", h.number+h.title, want)
	}
	last := len(order) - 1
	wrong := last > 0 && order[last-1] > order[last]
	if key := h.numeral(); key != "" {
		wrong = wrong || key != sectionNumerals[h.section] && key != strconv.Itoa(h.section+1)
	}
	if wrong {
		n.Find(b.at, "I-n", "", b.text, want)
	}
}
