package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// paragraph is a paragraph before its typography is put right.
type paragraph struct {
	text string
	line int
}

// readNarrative reads the paragraphs and subsections of the sections.
func (p *parser) readNarrative() error {
	wrap := p.wrapWidth()
	paragraphs := func(lines []line) ([]paragraph, error) {
		if err := p.noTables(lines); err != nil {
			return nil, err
		}
		return p.join(lines, wrap), nil
	}
	preamble, err := paragraphs(p.preface)
	if err != nil {
		return err
	}
	p.report.Preamble = p.texts(preamble)
	for i, s := range p.report.Sections() {
		body, err := paragraphs(p.body[i])
		if err != nil {
			return err
		}
		p.readSection(s, i, body)
		notes, err := paragraphs(p.notes[i])
		if err != nil {
			return err
		}
		s.Notes = p.texts(notes)
	}
	return nil
}

// noTables refuses rows of figures among the paragraphs: they would be lost as
// such. Other lines in columns stay text.
func (p *parser) noTables(lines []line) error {
	for _, l := range lines {
		if !l.hasColumns() {
			continue
		}
		filled, figures := 0, 0
		for _, x := range p.cells(l).cells {
			if x.kind == emptyCell || filled == 0 && listNumber.MatchString(x.text) {
				continue
			}
			filled++
			if x.kind == figureCell {
				figures++
			}
		}
		switch {
		case filled > 2 && figures > 0:
			return inputError(l.number, "I-af", "", clip(strings.Join(strings.Fields(l.text), " ")), "")
		case filled > 1:
			p.inColumns.add(1, l.number)
		}
	}
	return nil
}

func (p *parser) texts(paragraphs []paragraph) []string {
	var texts []string
	for _, x := range paragraphs {
		texts = append(texts, p.typeset(x.text, x.line))
	}
	return texts
}

// columns is the width of a text in half-width characters.
func columns(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}

const (
	sentenceEnds = "。！？；：.!?;:…”\"）)》】"
	// ragged is how much shorter than the others a broken line may be, for
	// punctuation does not start a line.
	ragged   = 4
	minWrap  = 40
	maxWrap  = 160
	minLines = 3 // of that width
)

// wrapWidth returns the width at which the lines of the text were broken, or 0
// where they were not: the width of the longest, if several are as long.
func (p *parser) wrapWidth() int {
	widest := 0
	each := func(yield func(line)) {
		for _, l := range p.preface {
			yield(l)
		}
		for i := range p.body {
			for _, l := range slices.Concat(p.body[i], p.notes[i]) {
				yield(l)
			}
		}
	}
	each(func(l line) { widest = max(widest, columns(l.raw)) })
	if widest < minWrap || widest > maxWrap {
		return 0
	}
	near, broken := 0, 0
	each(func(l line) {
		if columns(l.raw) >= widest-ragged {
			near++
			if !endsSentence(l.text) {
				broken++
			}
		}
	})
	if near < minLines || broken < minLines-1 {
		return 0
	}
	return widest
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(sentenceEnds, r)
}

var listNumber = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]*|[①-⑳㈠-㈩])$`)

var listStart = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九十]是|[①-⑳㈠-㈩])`)

// join makes paragraphs of lines: a line that was broken at the width, within
// a sentence, goes on with the next.
func (p *parser) join(lines []line, wrap int) []paragraph {
	var out []paragraph
	for i, l := range lines {
		if i > 0 && wrap > 0 {
			before := lines[i-1]
			if l.joined && l.number == before.number+1 && !l.indented() && !listStart.MatchString(l.text) &&
				!endsSentence(before.text) && columns(before.raw) >= wrap-ragged {
				last := &out[len(out)-1]
				a, b := last.text[len(last.text)-1], l.text[0]
				if a < 0x80 && b < 0x80 && isAlnum(rune(a)) && isAlnum(rune(b)) {
					last.text += " "
				}
				last.text += l.text
				p.joins.add(1, l.number)
				continue
			}
		}
		out = append(out, paragraph{l.text, l.number})
	}
	return out
}

// subsection is a line that may be the title of a subsection.
type subsection struct {
	report.Subsection
	number int // as printed, 0 where there is none
	body   string
}

const maxSubsectionTitle = 40 // characters

var (
	subsectionNumber = regexp.MustCompile(`^[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]\s*[、.．:：]?\s*`)
	arabicNumber     = regexp.MustCompile(`^\d{1,2}\s*[、.．]\s*`)
	runInEnd         = regexp.MustCompile(`[。：:]`)
	clause           = regexp.MustCompile(`[，；,;？！?!\d]`)
	topicSuffix      = regexp.MustCompile(`(?:方面)?(?:工作)?(?:的)?(?:情况|方面)?$`)
)

// topics are the wordings of the official topics beside their titles.
var topics = []struct {
	topic    report.Topic
	wordings []string
}{
	{report.TopicDisclosure, []string{"主动公开政府信息", "政府信息主动公开"}},
	{report.TopicApplications, []string{"依申请公开政府信息", "政府信息依申请公开"}},
	{report.TopicManagement, []string{"信息管理"}},
	{report.TopicPlatforms, []string{"平台建设", "公开平台建设", "信息公开平台建设", "政府信息公开平台"}},
	{report.TopicSupervision, []string{"监督保障及教育培训", "监督保障和教育培训"}},
}

// topicOf recognises an official topic by its title, with or without 情况, 方面
// or 工作 behind it.
func topicOf(title string) report.Topic {
	key := report.LabelKey(title)
	for _, key := range [...]string{key, topicSuffix.ReplaceAllString(key, "")} {
		for _, t := range topics {
			if key == t.topic.Title() || slices.Contains(t.wordings, key) {
				return t.topic
			}
		}
	}
	return ""
}

// readSection makes subsections of the paragraphs that start with （一）, （二）…,
// and in section one of those that start with an official topic.
func (p *parser) readSection(s *report.Section, section int, paragraphs []paragraph) {
	found := map[int]subsection{}
	var order []int
	for i, x := range paragraphs {
		if sub, ok := parseSubsection(x.text); ok {
			found[i] = sub
			order = append(order, i)
		}
	}
	if len(order) == 0 && section == 0 {
		for i, x := range paragraphs {
			if sub, ok := parseTopic(x.text); ok {
				found[i] = sub
				order = append(order, i)
			}
		}
	}
	official, regular, titles := false, true, 0
	for n, i := range order {
		sub := found[i]
		official = official || section == 0 && topicOf(sub.Title) != ""
		regular = regular && (sub.number == n+1 || sub.number == 0) && utf8.RuneCountInString(sub.Title) <= maxSubsectionTitle
		if sub.body != "" || !endsSentence(sub.Title) || !clause.MatchString(sub.Title) {
			titles++
		}
	}
	if len(order) > 0 && (!regular || titles == 0) {
		x := paragraphs[order[0]]
		if official {
			p.find(x.line, "I-s", report.SectionTitles()[section], clip(x.text), "")
		} else {
			p.find(x.line, "I-r", report.SectionTitles()[section], clip(x.text), "")
			clear(found)
		}
	}
	var current *report.Subsection
	used := map[report.Topic]bool{}
	for i, x := range paragraphs {
		sub, ok := found[i]
		if !ok {
			text := p.typeset(x.text, x.line)
			if current != nil {
				current.Paragraphs = append(current.Paragraphs, text)
			} else {
				s.Paragraphs = append(s.Paragraphs, text)
			}
			continue
		}
		if s := strings.TrimRight(sub.Title, "：:。"); sub.body == "" && topicOf(s) != "" {
			sub.Title = s // a topic that has the line to itself needs no mark at its end
		}
		sub.Title = p.typeset(sub.Title, x.line)
		if t := topicOf(sub.Title); section == 0 && t != "" && !used[t] {
			used[t], sub.Topic = true, t
			if sub.Title == t.Title() {
				sub.Title = ""
			}
		}
		if sub.body != "" {
			sub.Paragraphs = []string{p.typeset(sub.body, x.line)}
		}
		s.Subsections = append(s.Subsections, sub.Subsection)
		current = &s.Subsections[len(s.Subsections)-1]
	}
}

// parseSubsection takes a paragraph that starts with （一） apart.
func parseSubsection(text string) (subsection, bool) {
	text = enclosed(text)
	m := subsectionNumber.FindStringSubmatch(text)
	if m == nil || len(m[0]) == len(text) {
		return subsection{}, false
	}
	sub := splitTitle(text[len(m[0]):])
	sub.number = chineseNumber(m[1])
	return sub, sub.Title != "" && sub.number > 0
}

// parseTopic takes a paragraph that starts with an official topic apart, its
// number lost or Arabic.
func parseTopic(text string) (subsection, bool) {
	sub := splitTitle(text[len(arabicNumber.FindString(text)):])
	return sub, topicOf(sub.Title) != "" && utf8.RuneCountInString(sub.Title) <= maxSubsectionTitle
}

// splitTitle tells the title from the paragraph on its line. The full stop
// between them goes, for a document sets one; a colon stays in the title. Where
// there is no paragraph all of the text is the title.
func splitTitle(text string) (sub subsection) {
	const space = " \t\u3000"
	sub.Title = text
	if at := strings.IndexAny(text, space); at > 0 && topicOf(text[:at]) != "" && topicOf(text) == "" && !strings.ContainsAny(text[:at], "。：:") {
		sub.Title, sub.body = text[:at], strings.TrimLeft(text[at:], space)
		return sub
	}
	for _, at := range runInEnd.FindAllStringIndex(text, -1) {
		title, mark, body := text[:at[0]], text[at[0]:at[1]], strings.TrimLeft(text[at[1]:], space)
		stop := mark == "。"
		if body == "" || title == "" || !stop && !isTitle(title, body) {
			continue
		}
		sub.Title, sub.body, sub.RunIn = strings.TrimSpace(title), body, true
		if !stop {
			sub.Title += mark
		}
		return sub
	}
	return sub
}

// isTitle reports whether what stands before a colon is a title, and not the
// beginning of a sentence, of a time, a ratio or an address.
func isTitle(title, body string) bool {
	const most = 16 // characters
	return topicOf(title) != "" ||
		utf8.RuneCountInString(title) <= most && !clause.MatchString(fold(title)) && !strings.HasPrefix(body, "//")
}

// enclosed writes ㈠ as （一）.
func enclosed(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r < '㈠' || r > '㈩' {
		return s
	}
	return "（" + string([]rune("一二三四五六七八九十")[r-'㈠']) + "）" + s[n:]
}
