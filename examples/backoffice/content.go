package backoffice

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// maxContent is the most bytes of the content of a report as it is kept: a million characters, of
// which no report has a tenth.
const maxContent = 4 << 20

// Content is what has been written of a report: the report, and what was typed in places
// that cannot take it, so that nobody loses what he typed. Content with something Unread
// cannot be submitted.
type Content struct {
	Report *report.Report
	// Unread is what was typed where a figure or a date stands and is none, by JSON
	// pointer; the report has nothing in these places.
	Unread map[string]string

	by map[string]string // who wrote a field last, by JSON pointer, as far as that is known
	// moved is the Version of the filing since which the fields have the pointers that they
	// have: subsections have other numbers since one before them was taken out.
	moved   int64
	changed []string               // pointers of the fields that were changed since the content was read
	cells   map[string]report.Cell // of the report's tables, by pointer; made when first asked for
}

// NewContent returns the content of a report that nobody has begun: blank figures, and in
// section one the topics that the form asks for.
func NewContent(agency string, year int) (*Content, error) {
	e, ok := report.EditionFor(year)
	if !ok {
		return nil, fmt.Errorf("backoffice: there is no form for %d", year)
	}
	r := &report.Report{Agency: agency, Year: year, Issuer: agency, Tables: report.NewTables(e)}
	if e != report.Edition2019 {
		for _, t := range report.Topics() {
			r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: t})
		}
	}
	return &Content{Report: r}, nil
}

// contentJSON is Content as it is kept.
type contentJSON struct {
	Report json.RawMessage   `json:"report"`
	Unread map[string]string `json:"unread,omitempty"`
	By     map[string]string `json:"by,omitempty"`
	Moved  int64             `json:"moved,omitempty"`
}

// Encode returns the content as it is kept.
func (c *Content) Encode() ([]byte, error) {
	data, err := report.Encode(c.Report)
	if err != nil {
		return nil, err
	}
	return json.Marshal(contentJSON{data, c.Unread, c.by, c.moved})
}

// DecodeContent reads what Encode wrote.
func DecodeContent(data []byte) (*Content, error) {
	var x contentJSON
	if err := json.Unmarshal(data, &x); err != nil {
		return nil, err
	}
	r, _, err := report.Decode(x.Report)
	if err != nil {
		return nil, err
	}
	return &Content{Report: r, Unread: x.Unread, by: x.By, moved: x.Moved}, nil
}

// rename makes it the report of the body with the name, which signs it where the body did by
// the name that it had.
func (c *Content) rename(agency string) {
	if c.Report.Issuer == c.Report.Agency {
		c.Report.Issuer = agency
	}
	c.Report.Agency = agency
}

// Get returns what stands in a field, by its JSON pointer, as a person types it; ok is
// false where there is no such field. Figures and texts are fields; totals are none.
// Paragraphs stand on lines of their own.
func (c *Content) Get(path string) (value string, ok bool) {
	f, ok := c.field(path)
	if !ok {
		return "", false
	}
	if typed, ok := c.Unread[path]; ok {
		return typed, true
	}
	return asTyped.Replace(f.get()), true
}

// asTyped makes of a text what a browser makes of it, so that what nobody changed comes back as
// it was.
var asTyped = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD")

// inOneLine shows where lines end in what stands in a field of one line: a browser leaves the
// ends out there, and of two lines 1 and 2 would make the figure 12.
var inOneLine = strings.NewReplacer("\r\n", "⏎", "\r", "⏎", "\n", "⏎")

// Set sets a field. What a figure or a date cannot be is kept in Unread; the error says
// that there is no such field.
func (c *Content) Set(path, value string) error {
	f, ok := c.field(path)
	if !ok {
		return &fieldError{path}
	}
	c.changed = append(c.changed, path)
	delete(c.Unread, path)
	if err := f.set(value); err != nil {
		_ = f.set("")
		if c.Unread == nil {
			c.Unread = map[string]string{}
		}
		c.Unread[path] = inOneLine.Replace(value)
	}
	return nil
}
