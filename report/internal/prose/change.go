package prose

import (
	"slices"
	"strings"
)

// Change is by how much a count is more or less than the year before: 2件，比上年增加1件.
type Change struct {
	Figure // by how much, in the count's unit or %
	Words  Span
	Of     int // index of the count in Text.Figures
	Less   bool
	Year   int // that it is compared with; 0 where the text says 上年 or 同比
}

// Words of changes.
var (
	lastYearWords = []string{"上年", "去年", "上一年", "同比", "上年同期", "去年同期"}
	moreWords     = []string{"增加", "增长", "上升", "增多", "多", "提高", "上涨", "增幅"}
	sameWords     = []string{"持平", "相同", "一致"}
	lessWords     = []string{"减少", "下降", "降低", "少", "下滑", "回落", "降幅"}
	// What a clause of a change begins with, or has before that where it is one of the count.
	changeLeads = slices.Concat(lastYearWords, moreWords, lessWords, []string{"比", "较", "与", "相较", "同"})
	countWords  = []string{"数量", "总量", "总数", "件数", "申请量", "申请数", "申请数量", "收件量", "总体", "申请件数", "申请总量"}
)

// Changes returns the changes that the text names of counts which it names just before.
func (t *Text) Changes() (all []Change) {
	of := -1                      // the last figure that is no change
	earlier, earlierYear := -1, 0 // the last figure that is of the year before, and which that is
	for i := range t.Clauses {
		if c, ok := t.unchanged(i); ok {
			all = append(all, c)
		}
	}
	for i, f := range t.Figures {
		words := t.clauseAround(f)
		words = strings.TrimSuffix(words[:len(words)-(f.end-f.start)], "了")
		c := Change{Figure: f, Of: of, Less: hasSuffix(words, lessWords)}
		year := base(words)
		isChange := c.Less || hasSuffix(words, moreWords)
		if lead := t.lead(f); year < 0 && (isChange || words == "" && strings.HasSuffix(t.marks(f.Clause), "（")) && containsAny(lead, []string{"比", "较"}) && ofCount(lead) {
			year = base(lead) // 与上年相比，增加1件; 较上年（9件）增加1件
		}
		if i > 0 && earlier == i-1 && year < 0 {
			year = earlierYear // 较上年的9件增加1件
		}
		if i > 0 && len(all) > 0 && all[len(all)-1].Figure == t.Figures[i-1] && year < 0 {
			year = all[len(all)-1].Year // 比上年增加 1 件，增长 50%
		}
		switch {
		case !isChange:
			if of >= 0 && year >= 0 && f.Unit == t.Figures[of].Unit && containsAny(words+t.lead(f), []string{"比", "较"}) {
				earlier, earlierYear = i, year
			} else if !containsAny(words, comparisons) {
				of = i
			} else {
				of = -1
			}
			continue
		case of < 0 || year < 0 || t.Clauses[t.Figures[of].Clause].Sentence != t.Clauses[f.Clause].Sentence || f.Clause > t.Figures[of].Clause+3:
			continue
		case f.Unit != "%" && f.Unit != t.Figures[of].Unit || !f.Exact:
			continue
		case f.Clause != t.Figures[of].Clause && !ofCount(words):
			continue // 收到申请20件，网站访问量同比增长38%
		}
		c.Year = year
		c.Words = Span{t.Figures[of].Start, f.End}
		all = append(all, c)
	}
	return all
}

// lead returns the clause before that of a figure where it has none and the figure is the first
// behind it in the sentence.
func (t *Text) lead(f Figure) string {
	if f.Clause == 0 || t.Clauses[f.Clause-1].Sentence != t.Clauses[f.Clause].Sentence || len(t.figuresOf(f.Clause-1)) > 0 || t.figuresOf(f.Clause)[0].start != f.start {
		return ""
	}
	return t.Clauses[f.Clause-1].Words
}

// ofCount reports whether the words of a change are of the count before them.
func ofCount(words string) bool {
	at := len(words)
	for _, lead := range changeLeads {
		if i := strings.Index(words, lead); i >= 0 {
			at = min(at, i)
		}
	}
	subject := strings.TrimSpace(words[:at])
	return subject == "" || slices.Contains(countWords, subject)
}

// unchanged returns what a clause says to be as the year before: ，与上年持平.
func (t *Text) unchanged(clause int) (c Change, ok bool) {
	words := t.Clauses[clause].Words
	if clause == 0 || !containsAny(words, sameWords) || !containsAny(words, lastYearWords) || len(t.figuresOf(clause)) > 0 || !ofCount(strings.TrimPrefix(words, "基本")) {
		return c, false
	}
	figures := t.figuresOf(clause - 1)
	if len(figures) != 1 || t.Clauses[clause-1].Sentence != t.Clauses[clause].Sentence {
		return c, false
	}
	f := figures[0]
	c = Change{Figure: Figure{Unit: f.Unit, Exact: true}, Words: Span{f.Start, t.Clauses[clause].End}}
	c.Of, _ = slices.BinarySearchFunc(t.Figures, f.start, startsAt)
	return c, f.Exact && f.Unit != "%"
}

// base returns the year that the words compare with: 0 where they say 上年 or 同比, -1 where they
// compare with nothing.
func base(words string) int {
	year, n := -1, 0
	for d := range Dates(words) {
		year = d.Year
		n++
	}
	switch {
	case n > 1, n == 1 && (containsAny(words, lastYearWords) || !strings.Contains(words, "比") && !strings.Contains(words, "较")):
		return -1
	case n == 0 && containsAny(words, lastYearWords):
		return 0
	}
	return year
}
