package source

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// Notes are what is told of a reading.
type Notes struct {
	Findings []report.Finding
	Repairs  []Repair
	Pictures []report.Pos // that stand alone, where a paragraph or a table may
	Times    int          // how many times as much as a report a workbook may have; 0 is once
	Hidden   bool         // what hidden sheets have is to be looked at
}

// Most is how much there may be of what a report has so much of at most.
func (n *Notes) Most(ofReport int) int { return max(n.Times, 1) * ofReport }

// Repair counts what was put right, to be told once.
type Repair struct {
	Code, What string // What is for codes that stand for several things
	Places     int
	First      report.Pos
}

// Find tells a finding by its code.
func (n *Notes) Find(at report.Pos, code, place, got, want string) {
	n.Findings = append(n.Findings, Finding(at, code, place, got, want))
}

// Repair counts places where something was put right.
func (n *Notes) Repair(code string, places int, at report.Pos) { n.count(code, "", places, at) }

// Comments is how comments are told that are left out.
const Comments = "批注"

// Leave counts places where the front end left something out, such as 隐藏的文字.
func (n *Notes) Leave(what string, places int, at report.Pos) { n.count("I-aq", what, places, at) }

// Picture tells of a picture that stands alone and is left out.
func (n *Notes) Picture(at report.Pos) {
	n.Pictures = append(n.Pictures, at)
	n.Leave("图片", 1, at)
}

func (n *Notes) count(code, what string, places int, at report.Pos) {
	if places == 0 {
		return
	}
	i := slices.IndexFunc(n.Repairs, func(r Repair) bool { return r.Code == code && r.What == what })
	if i < 0 {
		i = len(n.Repairs)
		n.Repairs = append(n.Repairs, Repair{code, what, 0, at})
	}
	r := &n.Repairs[i]
	r.Places += places
	if before(at, r.First) {
		r.First = at
	}
}

// Add adds what other notes tell.
func (n *Notes) Add(o *Notes) {
	n.Findings = append(n.Findings, o.Findings...)
	for _, r := range o.Repairs {
		n.count(r.Code, r.What, r.Places, r.First)
	}
}

// before reports whether a place stands before another, as far as that is known.
func before(a, b report.Pos) bool {
	return cmp.Or(a.Page-b.Page, a.Table-b.Table, a.Paragraph-b.Paragraph, a.Row-b.Row, a.Line-b.Line) < 0
}

// TellRepairs tells the repairs, in the order of their rules.
func (n *Notes) TellRepairs() {
	for _, rule := range rules {
		for _, r := range n.Repairs {
			if r.Code == rule.Code {
				n.Find(r.First, r.Code, "", strconv.Itoa(r.Places), r.What)
			}
		}
	}
}

// Finding returns the finding of a rule, by its code.
func Finding(at report.Pos, code, place, got, want string) report.Finding {
	rule, ok := rulesByCode()[code]
	if !ok {
		panic("intake: no rule " + code)
	}
	return rule.Finding("", place, got, want).At(at)
}

// Error returns the finding of a rule as an error, a [*report.InputError].
func Error(at report.Pos, code, place, got, want string) error {
	return &report.InputError{Finding: Finding(at, code, place, got, want)}
}

// TooMany is the error for what there is more of than there may be.
func TooMany(at report.Pos, what string, most int) error {
	return Error(at, "I-as", "", what, strconv.Itoa(most))
}

// TooLarge is the error for what has more than so many bytes, told in MB.
func TooLarge(at report.Pos, place, what string, most int) error {
	return Error(at, "I-as", place, what, strconv.Itoa(most>>20)+" MB")
}

// TooManyBlocks is the error for more than [MaxBlocks].
func TooManyBlocks(at report.Pos) error { return Error(at, "I-ae", "", "", strconv.Itoa(MaxBlocks)) }

// TooManyChars is the error for so many characters, more than [MaxChars].
func TooManyChars(at report.Pos, n int) error {
	return Error(at, "R-g", "", strconv.Itoa(n), strconv.Itoa(MaxChars))
}

// TooManyCells is the error for more than [MaxCells].
func TooManyCells(at report.Pos) error { return Error(at, "I-ao", "", "", strconv.Itoa(MaxCells)) }

// TooLong is the error for what has more bytes than it may have.
func TooLong(at report.Pos, n, most int) error {
	return Error(at, "I-c", "", strconv.Itoa(n), strconv.Itoa(most))
}

// Twice is the error for what is there twice.
func Twice(at, before report.Pos, place, what string) error {
	want := ""
	if before != at {
		want = before.String()
	}
	return Error(at, "I-h", place, what, want)
}
