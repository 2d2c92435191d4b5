package report

import (
	"bytes"
	"errors"

	"github.com/go-json-experiment/json/jsontext"
)

// Figures, rows and tables by encoding/json, as they stand in the JSON of a report.

// MarshalJSON writes the figure as it stands in the JSON of a report: a number, null
// for [Blank] and "/" for [NotApplicable].
func (c Count) MarshalJSON() ([]byte, error) { return marshalFigure(&c, codeCount) }

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Count) UnmarshalJSON(data []byte) error { return unmarshalFigure(data, c) }

// MarshalJSON writes the figure as it stands in the JSON of a report: a number, null
// for [Blank] and "/" for [NotApplicable].
func (c Change) MarshalJSON() ([]byte, error) { return marshalFigure(&c, codeChange) }

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Change) UnmarshalJSON(data []byte) error { return unmarshalFigure(data, c) }

// MarshalJSON writes the amount as it stands in the JSON of a report: a string with
// the exact decimals, null for [Blank] and "/" for [NotApplicable].
func (a Amount) MarshalJSON() ([]byte, error) { return marshalFigure(&a, codeAmount) }

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Amount) UnmarshalJSON(data []byte) error { return unmarshalFigure(data, a) }

func marshalFigure(f figure, code string) ([]byte, error) {
	if f.fault() {
		return nil, &figureError{code: code, got: f.String()}
	}
	return []byte(f.json()), nil
}

// marshalRow returns the figures of a row as they stand in the JSON of a report.
func marshalRow(cols []column, at func(int) *Count) ([]byte, error) {
	var e encoder
	for i := range cols {
		if f := at(i); f.fault() {
			return nil, &figureError{code: codeCount, got: f.String()}
		}
	}
	e.row(cols, func(col int) figure { return at(col) })
	return e.buf, nil
}

// unmarshalRow reads the figures of a row; those that are not there are Blank. A
// total may be given.
func unmarshalRow(data []byte, cols []column, at func(int) *Count) error {
	d := fragment(data)
	total := Count(Blank)
	members := []member{{keyTotal, func() error { return d.figure(&total, parsing(&total)) }}}
	for i, c := range cols {
		at(i).clear()
		members = append(members, member{c.key, func() error { return d.figure(at(i), parsing(at(i))) }})
	}
	err := d.object(members)
	var sum tally
	for i := range cols {
		sum.add(*at(i))
	}
	if want := sum.count(); err == nil && total != Blank && total != want {
		err = d.fault(codeType, total.String(), want.String())
	}
	return d.result(err)
}

// marshalTables returns the tables as they stand in the JSON of a report.
func marshalTables(t Tables) ([]byte, error) {
	if err := inputError(wrongValues(t)); err != nil {
		return nil, err
	}
	var e encoder
	e.tables(t)
	return e.buf, nil
}

// fragment returns a decoder of a part of a report.
func fragment(data []byte) *decoder {
	return &decoder{data: data, dec: jsontext.NewDecoder(bytes.NewBuffer(data)), report: new(Report)}
}

// parsing returns the parse of a figure as a figureError.
func parsing(f figure) func(text string) *figureError {
	return func(text string) *figureError {
		var fe *figureError
		errors.As(f.parse(text), &fe)
		return fe
	}
}

// unmarshalFigure reads a figure.
func unmarshalFigure(data []byte, f figure) error {
	d := fragment(data)
	return d.result(d.figure(f, parsing(f)))
}

// unmarshalTables reads the tables from the JSON of a report; figures that are not
// there are Blank.
func unmarshalTables(data []byte, t Tables) error {
	for r, col := range t.form().each() {
		r.cell(t, col).clear()
	}
	td := tablesDecoder{decoder: *fragment(data), tables: t}
	td.report.Tables, td.prefix = t, "/"+keyTables
	if err := td.result(td.node("")); err != nil {
		return err
	}
	return inputError(compareTotals(t, td.totals))
}
