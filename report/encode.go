package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const scopeAgencyKey = "agency"

var scopeKeys = []string{scopeAgencyKey, string(ScopeJurisdiction)}

// Encode returns the report's JSON: every key in the order of the form, a row of
// figures on one line, no totals. What [Decode] reads of it, Encode writes to
// the same bytes. The error is an [*InputError] for a report that Decode would
// not take: without tables, with a figure, date, scope or topic that is none,
// with notes where there is no table, with text that is not UTF-8, or with more text
// than a report has.
func Encode(r *Report) ([]byte, error) {
	if err := encodable(r); err != nil {
		return nil, err
	}
	return encode(r, true), nil
}

// MarshalJSON is [Encode] on one line.
func (r Report) MarshalJSON() ([]byte, error) {
	if err := encodable(&r); err != nil {
		return nil, err
	}
	return encode(&r, false), nil
}

// UnmarshalJSON is [Decode]; totals that differ from the computed ones are an
// error, for there is no other place to tell them.
func (r *Report) UnmarshalJSON(data []byte) error {
	got, findings, err := Decode(data)
	if err != nil {
		return err
	}
	if err := inputError(findings); err != nil {
		return err
	}
	*r = *got
	return nil
}

// encodingRules are those that the JSON of a report cannot be made against.
var encodingRules = rulesOf("R-b", codeNoTables, codeNoDay, codeKey, codeValue, codeRevision)

// lengthRules are those on how much text a report has.
var lengthRules = rulesOf(codeTooLong, codeTooMany)

// encodable returns what keeps the report from being encoded.
func encodable(r *Report) error {
	r = orEmpty(r)
	var found struct { // together, for each would be an allocation of its own
		faults []Finding
		total  int // bytes of all texts
		long   bool
	}
	found.faults = faultsBy(r, encodingRules)
	if r.form() != nil {
		found.faults = append(found.faults, wrongValues(r.Tables)...)
	}
	r.texts(func(at textAt, text string) {
		if !utf8.ValidString(text) {
			found.faults = append(found.faults, newFinding(codeEncoding, at.pointer(), at.place(r), "", ""))
		}
		found.total += len(text)
		found.long = found.long || len(text) > maxLine
	})
	if found.long || found.total > maxTexts || r.lines() > maxParagraphs {
		found.faults = append(found.faults, faultsBy(r, lengthRules)...)
	}
	return inputError(found.faults)
}

// wrongValues finds figures that the form does not allow.
func wrongValues(t Tables) (findings []Finding) {
	for r, col := range t.form().each() {
		if f := r.at(t, col); f.fault() {
			findings = append(findings, newFinding(r.table.wrongFigure, r.cells[col].pointer, r.cells[col].name, f.String(), ""))
		}
	}
	return findings
}

func encode(r *Report, indent bool) []byte {
	e := encoder{buf: make([]byte, 0, 16<<10), indent: indent}
	edition := r.Tables.Edition()
	fields := r.fields(&edition)
	e.fields(fields[:], r.Tables)
	if indent {
		e.buf = append(e.buf, '\n')
	}
	return e.buf
}

// encoder writes JSON.
type encoder struct {
	buf    []byte
	indent bool
	depth  int
	some   bool // a value precedes on this level
}

// item begins a value, of a key or, with key "", of an array.
func (e *encoder) item(key string) {
	if e.some {
		e.buf = append(e.buf, ',')
	}
	e.some = true
	if e.depth > 0 {
		e.line()
	}
	if key != "" {
		e.key(key)
	}
}

// key writes a key, which has nothing to be escaped, and a colon.
func (e *encoder) key(key string) {
	e.buf = append(e.buf, '"')
	e.buf = append(e.buf, key...)
	e.buf = append(e.buf, `":`...)
	if e.indent {
		e.buf = append(e.buf, ' ')
	}
}

// line begins a line, if there are lines.
func (e *encoder) line() {
	if e.indent {
		e.buf = append(e.buf, '\n')
		for range e.depth {
			e.buf = append(e.buf, "  "...)
		}
	}
}

func (e *encoder) open(bracket string) {
	e.buf = append(e.buf, bracket...)
	e.depth++
	e.some = false
}

func (e *encoder) close(bracket string) {
	e.depth--
	if e.some {
		e.line()
	}
	e.buf = append(e.buf, bracket...)
	e.some = true
}

func (e *encoder) quote(s string) {
	e.buf, _ = jsontext.AppendQuote(e.buf, s) // fails for invalid UTF-8 alone
}

func (e *encoder) raw(key, value string) {
	e.item(key)
	e.buf = append(e.buf, value...)
}

func (e *encoder) text(key, value string) {
	e.item(key)
	e.quote(value)
}

func (e *encoder) texts(key string, values []string) {
	e.item(key)
	e.open("[")
	for _, v := range values {
		e.text("", v)
	}
	e.close("]")
}

// fields writes an object of the fields; the tables are those of the report.
func (e *encoder) fields(fields []field, t Tables) {
	e.open("{")
	for _, f := range fields {
		e.field(f, t)
	}
	e.close("}")
}

// field writes a member of an object.
func (e *encoder) field(f field, t Tables) {
	if f.omit && f.empty() {
		return
	}
	switch v := f.value.(type) {
	case *string:
		e.text(f.key, *v)
	case *Edition:
		e.text(f.key, string(*v))
	case *Topic:
		e.text(f.key, string(*v))
	case *Scope:
		e.text(f.key, cmp.Or(string(*v), scopeAgencyKey))
	case *Date:
		e.text(f.key, v.iso())
	case *int:
		e.raw(f.key, strconv.Itoa(*v))
	case *ordinal:
		e.raw(f.key, strconv.Itoa(int(*v)))
	case *bool:
		e.raw(f.key, strconv.FormatBool(*v))
	case *[]string:
		e.texts(f.key, *v)
	case *Index, *Revision:
		e.item(f.key)
		e.fields(f.fields(), nil)
	case *Section:
		e.item(f.key)
		e.fields(v.members(t.form().hasTable(slices.Index(sectionKeys[:], f.key))), nil)
	case *[]Subsection:
		e.item(f.key)
		e.open("[")
		for i := range *v {
			e.item("")
			e.fields((*v)[i].fields(), nil)
		}
		e.close("]")
	case *[]Reason:
		e.item(f.key)
		e.open("[")
		for i := range *v {
			e.item("")
			e.reason(&(*v)[i])
		}
		e.close("]")
	default:
		e.item(f.key)
		e.tables(t)
	}
}

// reason writes a reason on one line.
func (e *encoder) reason(x *Reason) {
	indent := e.indent
	e.indent = false
	e.fields(x.fields(), nil)
	e.indent = indent
}

// tables writes the rows of the form as nested objects.
func (e *encoder) tables(t Tables) {
	e.open("{")
	var open []string // keys of the objects that are open
	for r := range t.form().rows() {
		if r.computed() {
			continue
		}
		keys := r.path
		common := 0
		for common < len(open) {
			rest, ok := strings.CutPrefix(keys, open[common])
			if !ok || !strings.HasPrefix(rest, "/") {
				break
			}
			keys = rest[1:]
			common++
		}
		for len(open) > common {
			e.close("}")
			open = open[:len(open)-1]
		}
		for {
			key, rest, more := strings.Cut(keys, "/")
			e.item(key)
			if !more {
				break
			}
			e.open("{")
			open = append(open, key)
			keys = rest
		}
		e.row(r.cols, func(col int) figure { return r.at(t, col) })
	}
	for range open {
		e.close("}")
	}
	e.close("}")
}

// row writes the figures of a row on one line.
func (e *encoder) row(cols []column, at func(col int) figure) {
	if cols[0].key == "" {
		e.buf = append(e.buf, at(0).json()...)
		return
	}
	e.buf = append(e.buf, '{')
	for i, c := range cols {
		if i > 0 {
			e.buf = append(e.buf, ',')
			if e.indent {
				e.buf = append(e.buf, ' ')
			}
		}
		e.key(c.key)
		e.buf = append(e.buf, at(i).json()...)
	}
	e.buf = append(e.buf, '}')
}
