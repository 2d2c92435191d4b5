package report

import (
	"fmt"
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
	// The messages, with {got} and {want} for what was found and expected,
	// {difference} for how far these are apart, {quote} for the words of the text,
	// {cells} for the figures that were compared, by the labels of the form, and {bodies}
	// for the bodies that it is about; what is in [ ] is for where something was expected.
	Chinese, English string
	// Example is a real or possible violation, in Chinese, for the list of rules.
	Example string
	// Check calls find for every fault that the rule finds. It is nil where the
	// reading, drawing or adding up of reports finds the fault. It must not change
	// the reports.
	Check func(s *Subject, find func(Fault))
}

// Subject is what the checks of rules look at: a report, and what it is judged by.
type Subject struct {
	*Report           // not nil
	Last     *Report  // that of the year before; nil where there is none, or it is for another year
	Kind     BodyKind // of the report's body
	Replaced *Report  // the one that it corrects, as it was published; nil where none is given

	checker *Checker
	given   *Report      // as last year's, whatever the year that it is for
	read    []passage    // the report's prose, once it has been asked for
	changed []Correction // of Replaced, once they have been asked for
	both    []pair       // the rows of the two reports, once they have been asked for
	cited   []cited      // what is wrong in what it cites, likewise
	found   []Finding    // by all rules, once reasons are looked at
}

// passages returns the report's prose, taken apart once for all rules.
func (s *Subject) passages() []passage {
	if s.read == nil {
		s.read = s.prose()
	}
	return s.read
}

// Fault is what a check finds.
type Fault struct {
	Path   string   // JSON pointer (RFC 6901) into the report's JSON; "" is the whole
	Place  string   // the same by the form's own labels; "" is that of [Report.Place]
	Got    string   // what was found
	Want   string   // what was expected
	Quote  string   // the words at fault, just as they stand in the text at Path
	Cells  []string // JSON pointers of the figures that were compared
	Bodies []string // 机关全称 of the bodies that it is about, where several report
	Hint   []Value  // figures that would mend it, to be set together
	Mild   bool     // less grave than the rule says, by one step

	more hint // what the message says besides, with figures instead of Hint
}

// Finding returns a finding of the rule at a place outside of a report's data, or of
// a rule without a check. What it quotes of the input is shortened to a line of
// sensible length, but for what it lists.
func (r Rule) Finding(path, place, got, want string) Finding {
	return r.finding(nil, Fault{Path: path, Place: place, Got: got, Want: want})
}

// finding returns the finding of a fault in the report, which is nil where the fault
// has a place.
func (r Rule) finding(in *Report, x Fault) Finding {
	if x.Place == "" && in != nil && x.Path != "" {
		x.Place = in.Place(x.Path)
	}
	if x.Place == "" {
		x.Place = Whole
	}
	if !strings.Contains(r.Chinese, "{"+choices+"}") {
		x.Want = clip(x.Want)
	}
	if !strings.Contains(r.Chinese, "{"+listed+"}") {
		x.Got = clip(x.Got)
	}
	if x.Mild && r.Severity > Info {
		r.Severity--
	}
	var cells []string
	for _, path := range x.Cells {
		cells = append(cells, in.Place(path))
	}
	f := Finding{
		Code: r.Code, Severity: r.Severity, Source: r.Source, Path: x.Path, Place: x.Place, Got: x.Got, Want: x.Want,
		Quote: x.Quote, Cells: x.Cells, Bodies: x.Bodies, Hint: x.Hint,
		chinese: message(r.Chinese, x.Got, x.Want, x.Quote, strings.Join(cells, "、"), someOf(x.Bodies, "、", " 等 %d 个机关")),
		english: message(r.English, phrase(x.Got), phrase(x.Want), x.Quote, strings.Join(cells, ", "), someOf(x.Bodies, ", ", " and others, %d bodies")),
	}
	if x.more.chinese != "" {
		f = f.with(x.more)
	}
	return f
}

// listed is where a message lists one by one what was found, and choices what may stand
// there.
const (
	listed  = "list"
	choices = "choices"
)

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

// fewBodies are so many as a message names before it says how many there are.
const fewBodies = 3

// someOf names a few of the bodies, and says how many there are.
func someOf(bodies []string, comma, more string) string {
	if len(bodies) <= fewBodies {
		return strings.Join(bodies, comma)
	}
	return strings.Join(bodies[:fewBodies], comma) + fmt.Sprintf(more, len(bodies))
}

func message(text, got, want, quote, cells, bodies string) string {
	if before, rest, ok := strings.Cut(text, "["); ok {
		option, after, _ := strings.Cut(rest, "]")
		if want == "" {
			option = ""
		}
		text = before + option + after
	}
	var b strings.Builder
	for {
		before, rest, _ := strings.Cut(text, "{")
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before)
		text = after
		switch name {
		case "got", listed:
			b.WriteString(got)
		case "want", choices:
			b.WriteString(want)
		case "difference":
			b.WriteString(difference(got, want))
		case "quote":
			b.WriteString(clip(quote))
		case "cells":
			b.WriteString(cells)
		case "bodies":
			b.WriteString(bodies)
		default:
			b.WriteString("{" + name + "}")
		}
	}
}

// Practice is the source of rules that no text prescribes.
const Practice = "填报惯例"

const (
	formText = "年度报告格式：本列数据的勾稽关系"
	notice21 = "国办公开办函〔2021〕30号"
	derived  = "由各栏的含义推得"
)

// rules are the rules of this package but those on reasons, in the order of their
// findings.
var rules = slices.Concat(structureRules, dateRules, partRules, figureRules, proseRules, accountRules, hygieneRules, lastRules, revisionRules, readingRules)

// Rules returns the rules of this package: those of [Report.Check], in the order in which
// it tells what they find, those of [Ledger.Count] and [Periods], and those of [Rollup.Sum]
// and [Jurisdiction.Compare]. The packages that read and draw reports have further ones.
func Rules() []Rule {
	all := slices.Concat(rules, reasonRules, ledgerRules)
	for _, x := range bodyRules {
		all = append(all, x.Rule)
	}
	return append(all, publishedRules...)
}

// rule returns the rule with the code.
func rule(code string) Rule {
	for _, list := range [...][]Rule{rules, reasonRules, ledgerRules} {
		for _, r := range list {
			if r.Code == code {
				return r
			}
		}
	}
	panic("report: no rule " + code)
}

// newFinding returns a finding of the rule of this package with the code.
func newFinding(code, path, place, got, want string) Finding {
	return rule(code).Finding(path, place, got, want)
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
func faultsBy(r *Report, rules []Rule) []Finding {
	return new(Checker).subject(orEmpty(r), nil).apply(rules, nil)
}
