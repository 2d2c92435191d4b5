package report

import (
	"slices"
	"strings"
)

// Rule is what a report can be wrong in: one declaration of its code, how grave it
// is, where it comes from, what it says and how it is checked. A code is never
// given to another rule.
type Rule struct {
	Code     string // such as T3-a; that of a caller's own rule contains a slash, such as acme/1
	Severity Severity
	Source   string // the article, notice or practice that the rule comes from
	// The messages, with {got} and {want} for what was found and expected, and
	// {difference} for how far these are apart; what is in [ ] is for where
	// something was expected.
	Chinese, English string
	// Check calls find for every fault that the rule finds in a report: with its
	// JSON pointer, its place by the labels of the form, what was found and what
	// was expected. It is nil where the reading, drawing or adding up of reports
	// finds the fault. It must not change the report.
	Check func(r *Report, find func(path, place, got, want string))
}

// Finding returns a finding of the rule. What it quotes of the input is shortened to a
// line of sensible length, but for what it lists.
func (r Rule) Finding(path, place, got, want string) Finding {
	if place == "" {
		place = Whole
	}
	if want = clip(want); !strings.Contains(r.Chinese, listed) {
		got = clip(got)
	}
	return Finding{
		Code: r.Code, Severity: r.Severity, Path: path, Place: place, Got: got, Want: want,
		chinese: message(r.Chinese, got, want),
		english: message(r.English, phrase(got), phrase(want)),
	}
}

// listed is where a message lists one by one what was found.
const listed = "{list}"

// clip shortens a text that a message quotes.
func clip(s string) string {
	const most = 60 // characters
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// Whole is the place of a finding that concerns no part of the report alone.
const Whole = "全文"

func message(text, got, want string) string {
	if before, rest, ok := strings.Cut(text, "["); ok {
		option, after, _ := strings.Cut(rest, "]")
		if want == "" {
			option = ""
		}
		text = before + option + after
	}
	if !strings.Contains(text, "{") {
		return text
	}
	return strings.NewReplacer("{got}", got, listed, got, "{want}", want, "{difference}", difference(got, want)).Replace(text)
}

const (
	formText = "年度报告格式：本列数据的勾稽关系"
	practice = "填报惯例"
	notice21 = "国办公开办函〔2021〕30号"
)

// rules are the rules of this package, in the order of their findings.
var rules = slices.Concat(structureRules, textRules, figureRules, readingRules)

// Rules returns the rules of this package, in the order in which [Report.Check]
// tells what they find. The packages that read and draw reports have further ones.
func Rules() []Rule { return slices.Clone(rules) }

// rule returns the rule with the code.
func rule(code string) Rule {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		panic("report: no rule " + code)
	}
	return rules[i]
}

// newFinding returns a finding of the rule of this package with the code.
func newFinding(code, path, place, got, want string) Finding {
	return rule(code).Finding(path, place, got, want)
}

// Checker checks reports as an office wants them checked. The zero Checker applies
// all of [Rules] as they are.
type Checker struct {
	Off      []string            // codes of rules that are not applied
	Severity map[string]Severity // by code, instead of the rule's own
	Extra    []Rule              // the caller's own, whose codes contain a slash
}

// Check returns what the rules find in the report, in the order of [Rules], then
// that of Extra. A nil report is as the empty one. Totals that were printed are
// compared where they are read, for a Report stores none. It panics where a code of
// Extra has no slash.
func (c Checker) Check(r *Report) []Finding {
	r = orEmpty(r)
	var findings []Finding
	apply := func(rules []Rule) {
		for _, rule := range rules {
			if rule.Check == nil || slices.Contains(c.Off, rule.Code) {
				continue
			}
			if s, ok := c.Severity[rule.Code]; ok {
				rule.Severity = s
			}
			rule.Check(r, func(path, place, got, want string) {
				findings = append(findings, rule.Finding(path, place, got, want))
			})
		}
	}
	apply(rules)
	for _, x := range c.Extra {
		if !strings.Contains(x.Code, "/") {
			panic("report: the code of a rule of one's own has a slash, unlike " + x.Code)
		}
	}
	apply(c.Extra)
	return findings
}

// Check returns what the rules find in the report: it is the Check of the zero
// [Checker].
func (r *Report) Check() []Finding { return Checker{}.Check(r) }

// Ready returns what stands against publishing the report: errors, and figures
// that are missing (N-f), which are a mere warning while one writes. A report of which
// it returns nothing may be published.
func Ready(r *Report) []Finding {
	return slices.DeleteFunc(r.Check(), func(f Finding) bool { return f.Severity < Error && f.Code != codeMissing })
}

// HasErrors reports whether a finding is of severity [Error].
func HasErrors(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Error })
}

// orEmpty returns the report, or the empty one for nil.
func orEmpty(r *Report) *Report {
	if r == nil {
		return new(Report)
	}
	return r
}

// faultsBy returns what some rules find.
func faultsBy(r *Report, rules []Rule) (findings []Finding) {
	r = orEmpty(r)
	var rule *Rule
	find := func(path, place, got, want string) { findings = append(findings, rule.Finding(path, place, got, want)) }
	for i := range rules {
		rule = &rules[i]
		rule.Check(r, find)
	}
	return findings
}
