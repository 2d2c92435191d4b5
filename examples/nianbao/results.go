package main

import (
	"encoding/json"
	"errors"

	"github.com/nianbao/nianbao/report"
)

// result is what becomes of an input, or of a body of one.
type result struct {
	in       input
	report   *report.Report
	findings []report.Finding
	folded   []report.Finding // the same, to be told one a line
	why      *message         // nothing was written; nil where there was, or none was to be
	err      error            // of the writing
	looks    []look
	files    // nil where none are to be written
}

// files are those of a report.
type files struct {
	Written []string `json:"written,omitzero"`
	Present []string `json:"present,omitempty"` // that were there before, and are left alone
}

// results tells what becomes of inputs, in their order.
type results struct {
	*call
	json    bool // a line of JSON an input, in place of lines of text
	summary summary
}

// jsonFlag defines the flag -json.
func (t *results) jsonFlag() {
	t.flags.BoolVar(&t.json, "json", false, does("", "每份输入一行 JSON，供程序读取", "a line of JSON for each input, for programs"))
}

// tell tells what became of a report, and returns the status that its findings stand for.
func (t *results) tell(x result) (status int) {
	t.summary.add(x)
	if report.HasErrors(x.findings) {
		status = exitFindings
	}
	if t.json {
		line := resultLine{File: x.in.path, files: x.files}
		if x.why != nil {
			line.NotWritten = t.text(x.why)
		}
		findings := x.findings
		for _, l := range x.looks {
			findings = append(findings, l.Finding)
		}
		if x.err != nil {
			line.NotWritten = t.text(x.err)
		}
		if !t.line(line, findings) {
			return exitUnusable
		}
		return status
	}
	t.call.findings(x.in.path, x.folded)
	if x.why != nil {
		t.say("%s", "%s", t.text(x.why))
	}
	if x.err != nil {
		t.call.failed(x.in.path, x.err)
	}
	return status
}

// end tells what all came to, and returns the status.
func (t *results) end(status int) int {
	if !t.json && status != exitInterrupted {
		t.summary.tell(t.call)
	}
	return status
}

// failed tells why an input cannot be used.
func (t *results) failed(path string, err error) {
	t.summary.failed(path)
	if !t.json {
		t.call.failed(path, err)
		return
	}
	line := resultLine{File: path, Unusable: t.text(err)}
	var findings []report.Finding
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		findings, line.More = e.All(), e.More
	}
	t.line(line, findings)
}

// resultLine is what -json prints of an input.
type resultLine struct {
	File     string           `json:"file"`
	Findings []json.Marshaler `json:"findings"`           // their messages are in the user's language
	More     int              `json:"more,omitempty"`     // findings besides
	Unusable string           `json:"unusable,omitempty"` // why the input is no report
	files
	NotWritten string `json:"notWritten,omitempty"` // why there are no files
}

// line prints a line, and reports whether it could.
func (t *results) line(x resultLine, findings []report.Finding) bool {
	more := 0
	x.Findings, more = t.marshalers(findings)
	x.More += more
	return t.encode(x)
}

// marshalers returns findings in the user's language, and how many there are besides.
func (t *results) marshalers(findings []report.Finding) (list []json.Marshaler, more int) {
	list = make([]json.Marshaler, min(len(findings), maxFindings))
	for i, f := range findings[:len(list)] {
		if list[i] = f; t.english {
			list[i] = f.InEnglish()
		}
	}
	return list, len(findings) - len(list)
}

// encode prints a line of JSON, and reports whether it could.
func (t *results) encode(x any) bool {
	e := json.NewEncoder(t.stdout)
	e.SetEscapeHTML(false)
	err := e.Encode(x)
	if err != nil {
		t.call.failed(t.choose("标准输出", "standard output"), err)
	}
	return err == nil
}
