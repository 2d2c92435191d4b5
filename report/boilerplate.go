package report

import (
	"strings"
	"unicode/utf8"
)

// Words of one who looks on from outside: some of those that are many.
var (
	someWords = []string{"大部分", "部分", "一些", "有些", "大多数", "多数", "许多", "不少"}
	manyWords = []string{"地区", "地方", "部门", "单位", "机关", "行政机关", "政府部门", "基层"}
	// leadWords may stand before them.
	leadWords = []string{"但", "而", "目前", "同时", "此外", "例如", "如", "还有", " ", "　"}
)

// leastOverview is the length from which a section one can be boilerplate, in characters.
const leastOverview = 20

// checkBoilerplate checks N-p: section one is about the agency itself, and has figures.
func checkBoilerplate(s *Subject, find func(Fault)) {
	var fault Fault
	bystanders, figures, length := 0, false, 0
	for _, p := range s.passages() {
		if p.at.section != 0 || !p.at.field.paragraph() || strings.TrimSpace(p.text) == "" {
			continue
		}
		length += utf8.RuneCountInString(p.text)
		figures = figures || strings.ContainsAny(p.text, "0123456789０１２３４５６７８９")
		for clause := range strings.FieldsFuncSeq(p.text, func(r rune) bool { return endsSentence(r) || endsClause(r) }) {
			if words := bystander(clause); words != "" {
				if bystanders++; bystanders == 1 {
					fault = Fault{Path: p.at.pointer(), Quote: words, Got: "“" + words + "”"}
				}
			}
		}
	}
	switch {
	case bystanders > 1, bystanders > 0 && (s.Kind == BodyDepartment || s.Kind == BodyTownship):
		find(fault)
	case length >= leastOverview && !figures:
		find(Fault{Path: "/" + sectionKeys[0], Got: "没有一个数字"})
	}
}

// bystander returns the words that a clause begins with where they are those of a bystander.
func bystander(clause string) string {
	begin := trimWords(clause, leadWords)
	for _, some := range someWords {
		rest, ok := strings.CutPrefix(begin, some)
		if !ok {
			continue
		}
		for _, many := range manyWords {
			if strings.HasPrefix(rest, many) {
				return some + many
			}
		}
		return ""
	}
	return ""
}
