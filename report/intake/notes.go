package intake

import (
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// notes are what is told of a reading.
type notes struct {
	findings []report.Finding
	repairs  map[string]repair // by code
}

// repair counts what was put right, to be told once.
type repair struct {
	places int
	first  pos
}

// repairCodes are the codes of repairs in the order in which they are told.
var repairCodes = [...]string{"I-u", "I-v", "I-w", "I-x", "I-aa", "I-ab", "I-y", "I-z", "I-ag", "I-ai"}

func (n *notes) find(at pos, code, place, got, want string) {
	n.findings = append(n.findings, finding(at, code, place, got, want))
}

// repair counts places where something was put right.
func (n *notes) repair(code string, places int, at pos) {
	if places == 0 {
		return
	}
	r, ok := n.repairs[code]
	if !ok || at.Line < r.first.Line {
		r.first = at
	}
	r.places += places
	if n.repairs == nil {
		n.repairs = map[string]repair{}
	}
	n.repairs[code] = r
}

func (n *notes) tellRepairs() {
	for _, code := range repairCodes {
		if r, ok := n.repairs[code]; ok {
			n.find(r.first, code, "", strconv.Itoa(r.places), "")
		}
	}
}

func finding(at pos, code, place, got, want string) report.Finding {
	rule, ok := rulesByCode()[code]
	if !ok {
		panic("intake: no rule " + code)
	}
	return rule.Finding("", place, got, want).At(at)
}

func inputError(at pos, code, place, got, want string) error {
	return &report.InputError{Finding: finding(at, code, place, got, want)}
}

// twice is the error for what is there twice.
func twice(at, before pos, place, what string) error {
	want := ""
	if before != at {
		want = strconv.Itoa(before.Line)
	}
	return inputError(at, "I-h", place, what, want)
}
