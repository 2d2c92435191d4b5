package report

import (
	"bytes"
	"fmt"
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
			c.add("J-e", at.pointer(), at.label(), "", "")
		}
	})
	if c.findings != nil {
		return nil, &InputError{Finding: c.findings[0]}
	}
	var e encoder
	e.buf.Grow(32 << 10)
	e.open("{")
	e.text("agency", r.Agency)
	e.raw("year", fmt.Sprint(r.Year))
	e.text("edition", string(r.Tables.Edition()))
	e.text("title", r.Title)
	scope := string(r.Scope)
	if r.Scope == ScopeAgency {
		scope = scopeAgencyKey
	}
	e.text("scope", scope)
	e.texts("preamble", r.Preamble)
	for i, s := range r.Sections() {
		e.section(sectionKeys[i], s)
	}
	e.tables(r.Tables)
	e.text("issuer", r.Issuer)
	date := ""
	if r.Date != (Date{}) {
		date = fmt.Sprintf("%04d-%02d-%02d", r.Date.Year, r.Date.Month, r.Date.Day)
	}
	e.text("date", date)
	e.close("}")
	e.buf.WriteByte('\n')
	return e.buf.Bytes(), nil
}

// MarshalJSON is [Encode], without its line ends.
func (r Report) MarshalJSON() ([]byte, error) { return Encode(&r) }

// UnmarshalJSON is [Decode]; totals that differ from the computed ones are an
// error, for there is no other place to tell them.
func (r *Report) UnmarshalJSON(data []byte) error {
	got, findings, err := Decode(data)
	if err != nil {
		return err
	}
	if len(findings) > 0 {
		return &InputError{Finding: findings[0]}
	}
	*r = *got
	return nil
}

// encoder writes indented JSON.
type encoder struct {
	buf   bytes.Buffer
	depth int
	some  bool // a value precedes on this level
}

// item begins a value, of a key or, with key "", of an array.
func (e *encoder) item(key string) {
	if e.some {
		e.buf.WriteByte(',')
	}
	e.some = true
	if e.depth > 0 {
		e.buf.WriteByte('\n')
		e.buf.WriteString(strings.Repeat("  ", e.depth))
	}
	if key != "" {
		e.quote(key)
		e.buf.WriteString(": ")
	}
}

func (e *encoder) open(bracket string) {
	e.buf.WriteString(bracket)
	e.depth++
	e.some = false
}

func (e *encoder) close(bracket string) {
	e.depth--
	if e.some {
		e.buf.WriteByte('\n')
		e.buf.WriteString(strings.Repeat("  ", e.depth))
	}
	e.buf.WriteString(bracket)
	e.some = true
}

func (e *encoder) quote(s string) {
	b, _ := jsontext.AppendQuote(e.buf.AvailableBuffer(), s) // fails for invalid UTF-8 alone
	e.buf.Write(b)
}

func (e *encoder) raw(key, value string) {
	e.item(key)
	e.buf.WriteString(value)
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
		for _, r := range t.form().rows(table) {
			if r.computed() {
				continue
			}
			keys := strings.Split(r.path, "/")
			last := len(keys) - 1
			common := 0
			for common < min(last, len(open)) && open[common] == keys[common] {
				common++
			}
			for len(open) > common {
				e.close("}")
				open = open[:len(open)-1]
			}
			for _, k := range keys[common:last] {
				e.item(k)
				e.open("{")
				open = append(open, k)
			}
			e.raw(keys[last], r.json(t))
		}
	}
	for range open {
		e.close("}")
	}
	e.close("}")
}

// json is the row as a JSON value on one line.
func (r *row) json(t Tables) string {
	if !r.sum && r.cols[0].key == "" {
		return r.cell(t, 0).json()
	}
	var cells []string
	for i, c := range r.cols {
		cells = append(cells, `"`+c.key+`": `+r.cell(t, i).json())
	}
	return "{" + strings.Join(cells, ", ") + "}"
}
