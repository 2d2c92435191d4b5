package report

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Checker checks reports as an office wants them checked. The zero Checker applies
// all of [Rules] as they are.
type Checker struct {
	Off      []string            // codes of rules that are not applied
	Severity map[string]Severity // by code, instead of the rule's own
	Extra    []Rule              // the caller's own, whose codes contain a slash
	// Kinds are the kinds of bodies by their full names; that of another is told by its
	// name, see [KindOf].
	Kinds map[string]BodyKind
	// Deadlines are the days by which reports are published, where a local notice sets
	// others than article 49 of the Regulations: 31 January for departments and
	// townships, 31 March for governments.
	Deadlines map[BodyKind]Deadline
	Overview  int // the most characters of section one; 0 is 1,000
}

// Check is [Checker.CheckAgainst] without a report of the year before.
func (c Checker) Check(r *Report) []Finding { return c.CheckAgainst(r, nil) }

// CheckAgainst returns what the rules find in the report, and in it beside that of
// the body's year before, in the order of [Rules], then that of Extra, and last what there is
// to say on reasons. A nil report is as the empty one; without last year's, or where that
// is for another year, nothing is compared with it. Totals that were printed
// are compared where they are read, for a Report stores none. It panics where a code of
// Extra has no slash.
func (c Checker) CheckAgainst(r, last *Report) []Finding { return c.CheckRevision(r, last, nil) }

// CheckRevision is CheckAgainst for a report that corrects one that was published. It
// tells besides what was changed ([Corrections]), and whether the Revision of the report says
// as much. Without that report nothing is compared with it.
func (c Checker) CheckRevision(r, last, replaced *Report) []Finding {
	for _, x := range c.Extra {
		if !strings.Contains(x.Code, "/") {
			panic("report: the code of a rule of one's own has a slash, unlike " + x.Code)
		}
	}
	s := c.subject(orEmpty(r), last)
	s.Replaced = replaced
	findings := s.apply(c.Extra, s.apply(rules, nil))
	if len(s.Reasons) == 0 {
		return findings
	}
	s.explain(findings)
	s.found = findings
	return s.apply(reasonRules, findings)
}

// subject returns the reports as the checks look at them.
func (c *Checker) subject(r, last *Report) *Subject {
	s := &Subject{Report: r, Kind: c.kindOf(r.Agency), checker: c, given: last}
	if last != nil && last.Year == r.Year-1 {
		s.Last = last
	}
	return s
}

// kindOf returns the kind of the body.
func (c *Checker) kindOf(agency string) BodyKind {
	if kind, ok := c.Kinds[strings.TrimSpace(agency)]; ok {
		return kind
	}
	return KindOf(agency)
}

// apply appends what the rules find.
func (s *Subject) apply(rules []Rule, findings []Finding) []Finding {
	for _, rule := range rules {
		rule, ok := s.checker.adjust(rule)
		if !ok || rule.Check == nil {
			continue
		}
		rule.Check(s, func(x Fault) { findings = append(findings, rule.finding(s.Report, x)) })
	}
	return findings
}

// adjust returns the rule as it is to be applied; ok is false where it is not.
func (c *Checker) adjust(rule Rule) (r Rule, ok bool) {
	if severity, ok := c.Severity[rule.Code]; ok {
		rule.Severity = severity
	}
	return rule, !slices.Contains(c.Off, rule.Code)
}

// Check returns what the rules find in the report: it is the Check of the zero
// [Checker].
func (r *Report) Check() []Finding { return Checker{}.Check(r) }

// CheckAgainst returns what the rules find in the report and in it beside that of the
// year before: it is the CheckAgainst of the zero [Checker].
func (r *Report) CheckAgainst(last *Report) []Finding { return Checker{}.CheckAgainst(r, last) }

// Ready is [Checker.ReadyAgainst] without a report of the year before.
func (c Checker) Ready(r *Report) []Finding { return c.ReadyAgainst(r, nil) }

// ReadyAgainst returns what stands against publishing the report: of what CheckAgainst
// finds, errors, and figures that are missing (N-f), which are a mere warning while one
// writes. A report of which it returns nothing may be published.
func (c Checker) ReadyAgainst(r, last *Report) []Finding {
	return slices.DeleteFunc(c.CheckAgainst(r, last), func(f Finding) bool { return !f.Blocks() })
}

// Ready is the Ready of the zero [Checker].
func Ready(r *Report) []Finding { return Checker{}.Ready(r) }

// Deadline is a day of the year after the one reported on.
type Deadline struct{ Month, Day int }

// DecodeChecker reads what an office asks of reports from JSON. All of it may be left
// out:
//
//	{
//	  "rules": {"N-c": "error", "N-p": "off"},
//	  "kinds": {"云栖市人民政府": "city"},
//	  "deadlines": {"department": "01-20", "county": "02-20"},
//	  "overview": 1500
//	}
//
// The rules are by code "error", "warning", "info" or "off", but for those that decide what
// is added up (see [Rollup]), which are never off. A code with a slash is that of a rule that
// the caller adds to Extra. The error is an [*InputError].
func DecodeChecker(data []byte) (Checker, error) {
	var c Checker
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	d := checkerDecoder{decoder{data: data, dec: jsontext.NewDecoder(bytes.NewBuffer(data)), report: new(Report)}}
	err := d.object([]member{
		{"rules", func() error { return d.entries(func(code string) error { return d.rule(&c, code) }) }},
		{"kinds", func() error { return d.entries(func(name string) error { return d.kind(&c, name) }) }},
		{"deadlines", func() error { return d.entries(func(kind string) error { return d.deadline(&c, BodyKind(kind)) }) }},
		{"overview", func() error { return d.overview(&c) }},
	})
	if err == nil {
		err = d.end()
	}
	if err := d.result(err); err != nil {
		return Checker{}, err
	}
	return c, nil
}

type checkerDecoder struct{ decoder }

// entries reads an object of any keys with read for each value.
func (d *checkerDecoder) entries(read func(key string) error) error {
	if ok, err := d.open('{'); !ok {
		return err
	}
	for d.dec.PeekKind() != '}' {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		if err := read(tok.String()); err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return d.syntax(err)
}

const ruleOff = "off"

func (d *checkerDecoder) rule(c *Checker, code string) error {
	words := []string{Error.English(), Warning.English(), Info.English(), ruleOff}
	of := func(r Rule) bool { return r.Code == code }
	between := slices.IndexFunc(bodyRules, func(x bodyRule) bool { return of(x.Rule) })
	switch {
	case between >= 0 && bodyRules[between].always:
		words = words[:len(words)-1]
	case between >= 0, strings.Contains(code, "/"), slices.ContainsFunc(publishedRules, of):
	case slices.ContainsFunc(rules, func(r Rule) bool { return of(r) && r.Check != nil }):
	default:
		if err := d.fault(codeKey, code, ""); err != nil {
			return err
		}
	}
	var word string
	err := choice(&d.decoder, &word, func(s string) (string, bool) { return s, slices.Contains(words, s) }, codeValue, list(words))
	switch word {
	case "":
	case ruleOff:
		c.Off = append(c.Off, code)
	default:
		if c.Severity == nil {
			c.Severity = map[string]Severity{}
		}
		c.Severity[code] = Error - Severity(slices.Index(words, word))
	}
	return err
}

func (d *checkerDecoder) kind(c *Checker, name string) error {
	var kind BodyKind
	if c.Kinds == nil {
		c.Kinds = map[string]BodyKind{}
	}
	err := choice(&d.decoder, &kind, func(k BodyKind) (BodyKind, bool) { return k, slices.Contains(bodyKinds, k) }, codeValue, list(bodyKinds))
	c.Kinds[strings.TrimSpace(name)] = kind
	return err
}

func (d *checkerDecoder) deadline(c *Checker, kind BodyKind) error {
	if !slices.Contains(bodyKinds, kind) {
		if err := d.fault(codeValue, string(kind), list(bodyKinds)); err != nil {
			return err
		}
	}
	tok, ok, err := d.token('"', kindName('"'))
	if !ok {
		return err
	}
	day, ok := parseDate("2023-" + tok.String()) // a year without 29 February
	if !ok {
		return d.fault(codeType, tok.String(), `"MM-DD"`)
	}
	if c.Deadlines == nil {
		c.Deadlines = map[BodyKind]Deadline{}
	}
	c.Deadlines[kind] = Deadline{day.Month, day.Day}
	return nil
}

func (d *checkerDecoder) overview(c *Checker) error {
	tok, ok, err := d.token('0', kindName('0'))
	if !ok {
		return err
	}
	if c.Overview, err = strconv.Atoi(tok.String()); err != nil || c.Overview < 1 {
		return d.fault(codeType, tok.String(), fmt.Sprint(kindName('0'), "，如 1500"))
	}
	return nil
}
