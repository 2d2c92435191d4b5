package report

import (
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
// with notes where there is no table, or with text that is not UTF-8.
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
	if len(findings) > 0 {
		return &InputError{findings[0]}
	}
	*r = *got
	return nil
}

// encodable returns what keeps the report from being encoded.
func encodable(r *Report) error {
	var c checker
	if noTables(r.Tables) {
		c.add("R-c", "/tables", "表二至表四", "", "")
	} else {
		c.values(r.Tables)
	}
	c.dates(r)
	c.vocabulary(r)
	r.texts(func(at textAt, text string) {
		if !utf8.ValidString(text) {
			c.add("J-e", at.pointer(), at.label(r), "", "")
		}
	})
	if c.findings != nil {
		return &InputError{c.findings[0]}
	}
	return nil
}

func encode(r *Report, indent bool) []byte {
	e := encoder{buf: make([]byte, 0, 16<<10), indent: indent}
	e.open("{")
	e.text("agency", r.Agency)
	e.raw("year", strconv.Itoa(r.Year))
	e.text("edition", string(r.Tables.Edition()))
	e.text("title", r.Title)
	scope := string(r.Scope)
	if r.Scope == ScopeAgency {
		scope = scopeAgencyKey
	}
	e.text("scope", scope)
	if !r.Index.empty() {
		e.index(&r.Index)
	}
	e.texts("preamble", r.Preamble)
	for i, s := range r.Sections() {
		e.section(sectionKeys[i], s)
	}
	e.tables(r.Tables)
	e.text("issuer", r.Issuer)
	e.text("date", r.Date.iso())
	e.close("}")
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
		e.quote(key)
		e.colon()
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

func (e *encoder) colon() {
	e.buf = append(e.buf, ':')
	if e.indent {
		e.buf = append(e.buf, ' ')
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

func (e *encoder) section(key string, s *Section) {
	e.item(key)
	e.open("{")
	e.texts("paragraphs", s.Paragraphs)
	if len(s.Subsections) > 0 {
		e.item("subsections")
		e.open("[")
		for _, sub := range s.Subsections {
			e.item("")
			e.open("{")
			if sub.Topic != "" {
				e.text("topic", string(sub.Topic))
			}
			if sub.Title != "" || sub.Topic == "" {
				e.text("title", sub.Title)
			}
			if sub.RunIn {
				e.raw("runIn", "true")
			}
			e.texts("paragraphs", sub.Paragraphs)
			e.close("}")
		}
		e.close("]")
	}
	if len(s.Notes) > 0 {
		e.texts("notes", s.Notes)
	}
	e.close("}")
}

// tables writes the rows of the form as nested objects.
func (e *encoder) tables(t Tables) {
	e.item("tables")
	e.open("{")
	var open []string // keys of the objects that are open
	for table := 2; table <= 4; table++ {
		rows := t.form().rows(table)
		for i := range rows {
			r := &rows[i]
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
			e.row(r, t)
		}
	}
	for range open {
		e.close("}")
	}
	e.close("}")
}

// row writes the figures of a row on one line.
func (e *encoder) row(r *row, t Tables) {
	if !r.sum && r.cols[0].key == "" {
		e.buf = append(e.buf, r.cell(t, 0).json()...)
		return
	}
	e.buf = append(e.buf, '{')
	for i, c := range r.cols {
		if i > 0 {
			e.buf = append(e.buf, ',')
			if e.indent {
				e.buf = append(e.buf, ' ')
			}
		}
		e.quote(c.key)
		e.colon()
		e.buf = append(e.buf, r.cell(t, i).json()...)
	}
	e.buf = append(e.buf, '}')
}
