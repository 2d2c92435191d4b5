package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/internal/prose"
)

// paragraph is a paragraph before its typography is put right.
type paragraph struct {
	text string
	at   pos
}

// readNarrative reads the paragraphs and subsections of the sections.
func (p *parts) readNarrative(r *report.Report, n *notes) error {
	w := p.wrapping()
	paragraphs := func(blocks []block) ([]paragraph, error) {
		if err := noTables(blocks, n); err != nil {
			return nil, err
		}
		return join(blocks, w, n), nil
	}
	preamble, err := paragraphs(p.preface)
	if err != nil {
		return err
	}
	r.Preamble = n.typesetAll(preamble)
	for i, s := range r.Sections() {
		body, err := paragraphs(p.body[i])
		if err != nil {
			return err
		}
		readSection(s, i, body, n)
		notes, err := paragraphs(p.notes[i])
		if err != nil {
			return err
		}
		s.Notes = n.typesetAll(notes)
	}
	return nil
}

// noTables refuses rows of figures among the paragraphs: they would be lost as
// such. Other lines in columns stay text.
func noTables(blocks []block, n *notes) error {
	for _, b := range blocks {
		if !b.grid.divided {
			continue
		}
		filled, figures := 0, 0
		for _, x := range b.grid.cells {
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
			return source.Error(b.at, "I-af", "", strings.Join(strings.Fields(b.text), " "), "")
		case filled > 1:
			n.Repair("I-ag", 1, b.at)
		}
	}
	return nil
}

func (n *notes) typesetAll(paragraphs []paragraph) (texts []string) {
	for _, x := range paragraphs {
		texts = append(texts, n.typeset(x.text, x.at))
	}
	return texts
}

// lineWidth is the width of a line in half-width characters. What sets Chinese
// characters apart to fill a line does not count.
func lineWidth(b block) int {
	width := func(s string) (n int) {
		for _, r := range s {
			if r < 0x80 {
				n++
			} else {
				n += 2
			}
		}
		return n
	}
	indent := b.raw[:max(0, strings.Index(b.raw, b.text))]
	words := strings.Fields(b.text)
	n := width(indent)
	for i, w := range words {
		n += width(w)
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(words[i-1])
			after, _ := utf8.DecodeRuneInString(w)
			if !isChinese(before) && !isChinese(after) {
				n++
			}
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

// wrapping is how extraction broke paragraphs into lines.
type wrapping struct {
	width int               // of the lines, 0 where they are whole
	blank bool              // blank lines stand between the lines of a paragraph too
	marks map[string]string // punctuation by the characters beside it, see lostMark
}

// wrapping returns the width of the longest lines, if several are as long and no
// sentence ends there.
func (p *parts) wrapping() wrapping {
	widest := 0
	all := p.texts()
	for _, b := range all {
		widest = max(widest, lineWidth(b))
	}
	if widest < minWrap || widest > maxWrap {
		return wrapping{}
	}
	near, broken, blank := 0, 0, 0
	for i, b := range all {
		if lineWidth(b) >= widest-ragged {
			near++
			if !endsSentence(b.text) {
				broken++
				if i+1 < len(all) && !all[i+1].joined {
					blank++
				}
			}
		}
	}
	if near < minLines || broken < minLines-1 {
		return wrapping{}
	}
	return wrapping{widest, 2*blank > broken, marksOf(all)}
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(sentenceEnds, r)
}

// longestListNumber is how many characters a list number has at most.
const longestListNumber = 8

var listNumber = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]*|[①-⑳㈠-㈩])$`)

var (
	listStart = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳㈠-㈩])`)
	// pointStart begins a point of a list, which often is within a paragraph.
	pointStart = regexp.MustCompile(`^[一二三四五六七八九十]是`)
	// topicStart begins a paragraph behind a sentence.
	topicStart = regexp.MustCompile(`^(?:(?:改进|整改|下一步)(?:工作)?(?:措施|情况|方向|打算|计划)|(?:存在的?)?(?:主要)?(?:问题|不足))[:：]`)
)

// join makes paragraphs of lines: a line that was broken at the width, or at the end
// of a page, within a sentence goes on with the next.
func join(blocks []block, w wrapping, n *notes) (out []paragraph) {
	for i := 0; i < len(blocks); {
		first := blocks[i]
		var text strings.Builder
		text.WriteString(first.text)
		for i++; i < len(blocks) && w.goesOn(blocks[i-1], blocks[i]); i++ {
			before, b := blocks[i-1].text, blocks[i].text
			text.WriteString(between(before, b))
			if mark := w.lostMark(before, b); mark != "" {
				text.WriteString(mark)
				n.Repair("I-bi", 1, blocks[i-1].at)
			}
			text.WriteString(b)
			n.Repair("I-x", 1, blocks[i].at)
		}
		out = append(out, paragraph{text.String(), first.at})
	}
	return out
}

// between returns what the end of a line within a text stands for: a space between letters
// or digits.
func between(before, after string) string {
	if isAlnum(rune(before[len(before)-1])) && isAlnum(rune(after[0])) {
		return " "
	}
	return ""
}

func withoutSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// besideMark is how many characters on either side of a mark tell that words are the
// same.
const besideMark = 6

// marksOf returns the punctuation of the lines by the characters on both sides of it,
// where the same never stand with another mark, nor within a line without one.
func marksOf(lines []block) map[string]string {
	var all strings.Builder
	for _, b := range lines {
		all.WriteString(withoutSpace(b.text))
	}
	marks := map[string]string{}
	text := []rune(all.String())
	for i := besideMark; i+besideMark < len(text); i++ {
		if mark := text[i]; strings.ContainsRune("，、；。", mark) {
			key := string(text[i-besideMark:i]) + string(text[i+1:i+1+besideMark])
			if other, ok := marks[key]; ok && other != string(mark) {
				mark = ' '
			}
			marks[key] = strings.TrimSpace(string(mark))
		}
	}
	for _, b := range lines {
		line := withoutSpace(b.text)
		var at []int // of its characters
		for i := range line {
			if at = append(at, i); len(at) >= 2*besideMark {
				_, size := utf8.DecodeRuneInString(line[i:])
				delete(marks, line[at[len(at)-2*besideMark]:i+size])
			}
		}
	}
	return marks
}

// lostMark returns the punctuation that extraction lost at the end of a line, as it
// loses what hangs in the margin: the same words stand elsewhere in the text, with the
// mark.
func (w wrapping) lostMark(line, next string) string {
	before, after := []rune(withoutSpace(line)), []rune(withoutSpace(next))
	if len(before) < besideMark || len(after) < besideMark || endsSentence(line) {
		return ""
	}
	return w.marks[string(before[len(before)-besideMark:])+string(after[:besideMark])]
}

// goesOn reports whether the next line is the rest of a line: where the lines were
// broken a paragraph goes on until a sentence ends short of the width.
func (w wrapping) goesOn(line, next block) bool {
	width, ends := lineWidth(line), endsSentence(line.text)
	full := w.width > 0 && width >= w.width-ragged
	switch {
	case next.indented(), listStart.MatchString(next.text), contact.MatchString(next.text),
		next.at == line.at, // broken by hand
		!full && (isSubsectionTitle(line.text) || pointStart.MatchString(next.text)),
		ends && topicStart.MatchString(next.text):
		return false
	case next.cut && !ends:
		return true
	case w.width == 0, !next.joined && !next.cut && !w.blank:
		return false
	}
	return full || !ends && width >= w.width*3/4
}

// isSubsectionTitle reports whether the line is the title of a subsection, and no more.
func isSubsectionTitle(text string) bool {
	sub, ok := parseSubsection(text)
	if !ok {
		sub, ok = parseTopic(text)
	}
	return ok && sub.body == "" && !clause.MatchString(sub.Title)
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
func readSection(s *report.Section, section int, paragraphs []paragraph, n *notes) {
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
	for k, i := range order {
		sub := found[i]
		official = official || section == 0 && topicOf(sub.Title) != ""
		regular = regular && (sub.number == k+1 || sub.number == 0) && utf8.RuneCountInString(sub.Title) <= maxSubsectionTitle
		if sub.body != "" || !endsSentence(sub.Title) || !clause.MatchString(sub.Title) {
			titles++
		}
	}
	if len(order) > 0 && (!regular || titles == 0) {
		x := paragraphs[order[0]]
		if official {
			n.Find(x.at, "I-s", report.SectionTitles()[section], x.text, "")
		} else {
			n.Find(x.at, "I-r", report.SectionTitles()[section], x.text, "")
			clear(found)
		}
	}
	var current *report.Subsection
	used := map[report.Topic]bool{}
	for i, x := range paragraphs {
		sub, ok := found[i]
		if !ok {
			text := n.typeset(x.text, x.at)
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
		sub.Title = n.typeset(sub.Title, x.at)
		if t := topicOf(sub.Title); section == 0 && t != "" && !used[t] {
			used[t], sub.Topic = true, t
			if sub.Title == t.Title() {
				sub.Title = ""
			}
		}
		if sub.body != "" {
			sub.Paragraphs = []string{n.typeset(sub.body, x.at)}
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
	sub.number = prose.SmallNumber(m[1])
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
	if len(title) > utf8.UTFMax*maxSubsectionTitle {
		return false
	}
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
