package report

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// Words of applications that are carried over from one year to the next.
var (
	carryWords = []string{"结转", "转结", "接转", "续转", "转入", "转至", "转到", "顺延", "延续至", "延续到", "延至"}
	// carryAims stand between such a word and the year that an application is carried to.
	carryAims = []string{"至", "到", "入", "于", "为", "给", "在", "下年", "下年度", "下一年", "下一年度", "次年"}
	// carryEnds are what is done with it in that year.
	carryEnds = []string{"继续", "办理", "办结", "答复", "处理", "完成", "再"}
	// carriedThings are what is carried over, and stand between a year and such a word.
	carriedThings = []string{"年度", "度", "的", "）", ")", "未", "办结", "新", "受理", "收到", "收", "政府信息公开", "申请", "、", "并", "后", "尚", " "}
	// earlierWords say that it came from the year before, or may have.
	earlierWords = []string{"上年", "上一年", "上一个年", "去年", "往年", "前一年", "历年", "以前年", "含", "包括", "从", "自", "由"}
	// otherCarried are things that are carried over as applications are.
	otherCarried = []string{"资金", "预算", "决算", "经费", "结余", "万元", "拨款", "指标", "期限", "时限"}
)

// checkCarriedYears checks N-n: applications are carried over from the year before the
// report's to that year, and from that year to the next.
func checkCarriedYears(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if !containsAny(p.text, carryWords) {
			continue
		}
		for sentence := range strings.FieldsFuncSeq(p.text, endsSentence) {
			if !containsAny(sentence, carryWords) || containsAny(sentence, otherCarried) {
				continue
			}
			before := ""
			for clause := range strings.FieldsFuncSeq(sentence, endsClause) {
				c, ok := readCarry(clause)
				if !ok {
					before = clause
					continue
				}
				c.earlier = c.earlier || containsAny(before, earlierWords) || yearBefore(before, s.Year) || yearBefore(c.before, s.Year)
				if got, want := c.wrongYear(s.Year); want > 0 {
					find(Fault{
						Path: p.at.pointer(), Quote: c.quote,
						Got: strconv.Itoa(got) + " 年", Want: strconv.Itoa(want) + " 年",
					})
				}
				before = ""
			}
		}
	}
}

func endsSentence(r rune) bool {
	switch r {
	case '。', '；', ';', '！', '!', '？', '?', '\n':
		return true
	}
	return false
}

func endsClause(r rune) bool { return r == '，' || r == ',' }

// carry is what a clause says of applications that are carried over: from and to which
// year, 0 where it gives none.
type carry struct {
	from, to int
	earlier  bool   // they came from the year before, or may have
	before   string // what the clause says before
	quote    string // the words that say so
}

// readCarry reads a clause; ok is false where it does not say one thing of one carrying over.
func readCarry(clause string) (c carry, ok bool) {
	verb, word := indexAny(clause, carryWords)
	if verb < 0 {
		return c, false
	}
	behind := verb + len(word)
	if next, _ := indexAny(clause[behind:], carryWords); next >= 0 {
		return c, false
	}
	c.before = clause[:verb]
	c.earlier = containsAny(c.before, earlierWords)
	start, end := verb, behind
	for d := range prose.Dates(clause) {
		switch {
		case d.Misprinted:
			return c, false
		case d.End <= verb && d.Month == 0 && onlyWords(clause[d.End:verb], carriedThings):
			c.from, start = d.Year, d.Start
		case d.Start < behind || c.to > 0:
		default:
			rest := strings.TrimLeft(clause[d.End:], "度）) ")
			if !hasSuffixAny(strings.TrimRight(clause[:d.Start], " （("), carryAims) && !hasPrefixAny(rest, carryEnds) {
				break // 结转2022年3件: from that year, or to it
			}
			c.to, end = d.Year, d.End
			c.earlier = c.earlier || strings.Contains(rest, "的") // 结转至2023年办理的3件
		}
	}
	c.quote = clause[start:end]
	return c, true
}

// yearBefore reports whether the text names a year before the one.
func yearBefore(text string, year int) bool {
	for d := range prose.Dates(text) {
		if 0 < d.Year && d.Year < year {
			return true
		}
	}
	return false
}

// wrongYear returns the year that is wrong in a report of the year, and the right one;
// want is 0 where none is wrong or it is not clear.
func (c carry) wrongYear(year int) (got, want int) {
	switch {
	case c.from > year, c.from > 0 && c.from < year-1 && c.to > 0:
		// what was, or will be
	case c.from > 0 && c.to > 0:
		if c.to != c.from+1 {
			return c.to, c.from + 1
		}
	case c.from > 0:
		if c.from < year-1 {
			return c.from, year - 1
		}
	case c.to == 0, c.to == year+1, c.to == year && c.earlier:
	case c.to < year && c.earlier:
		return c.to, year
	default:
		return c.to, year + 1
	}
	return 0, 0
}
