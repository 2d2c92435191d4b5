package intake

import (
	"cmp"
	"errors"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// notes are what is told of a reading.
type notes struct {
	source.Notes
	filled map[string]filledRow // of the tables, by their paths
}

// faults are findings that are told as one error.
type faults []report.Finding

// add adds an error of the report, at its place in the input.
func (f *faults) add(err error, at pos) {
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		*f = append(*f, e.At(at))
	}
}

// err returns the faults as an error, or nil where there is none.
func (f faults) err() error {
	if f == nil {
		return nil
	}
	return &report.InputError{Finding: f[0], Others: f[1:]}
}

// orBlank is a text in a message, where it may be blank.
func orBlank(s string) string { return cmp.Or(oneLine(s), "空白") }

// tellSpelling tells that the cell prints another text than that which was read.
func (n *notes) tellSpelling(c report.Cell, text string, at pos) {
	if is := c.String(); text != "" && is != "" && is != text {
		n.tellAt(c.Path, source.Finding(at, "I-dk", c.Place, text, is))
	}
}

// tellAt tells a finding of a part of the report.
func (n *notes) tellAt(path string, f report.Finding) {
	f.Path = path
	n.Findings = append(n.Findings, f)
}
