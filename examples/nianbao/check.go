package main

import (
	"encoding/json"
	"errors"

	"github.com/nianbao/nianbao/report"
)

// checked is what check -json prints of an input.
type checked struct {
	File     string           `json:"file"`
	Findings []report.Finding `json:"findings"`
	More     int              `json:"more,omitempty"`     // findings besides
	Unusable string           `json:"unusable,omitempty"` // why the input is no report
}

// runCheck is nianbao check.
func runCheck(c *call) int {
	asJSON := c.flags.Bool("json", false, "")
	args, status := c.parse()
	if status != proceed {
		return status
	}
	use := func(in input, _ *report.Report, findings []report.Finding) int {
		return c.findings(in.path, findings)
	}
	failed := c.failed
	if *asJSON {
		use, failed = c.jsonLines()
	}
	all, status := c.files(args, failed)
	return max(status, c.each(all, use, failed))
}

// jsonLines returns what prints inputs as lines of JSON.
func (c *call) jsonLines() (use func(input, *report.Report, []report.Finding) int, failed func(string, error)) {
	e := json.NewEncoder(c.stdout)
	e.SetEscapeHTML(false)
	line := func(x checked) bool {
		if n := len(x.Findings); n > maxFindings {
			x.Findings, x.More = x.Findings[:maxFindings], x.More+n-maxFindings
		}
		x.Findings = append([]report.Finding{}, x.Findings...) // [], not null
		err := e.Encode(x)
		if err != nil {
			c.failed(c.choose("标准输出", "standard output"), err)
		}
		return err == nil
	}
	use = func(in input, _ *report.Report, findings []report.Finding) int {
		switch {
		case !line(checked{File: in.path, Findings: findings}):
			return exitUnusable
		case report.HasErrors(findings):
			return exitFindings
		}
		return exitDone
	}
	failed = func(path string, err error) {
		x := checked{File: path, Unusable: c.text(err)}
		if e := (*report.InputError)(nil); errors.As(err, &e) {
			x.Findings = e.All()
		}
		line(x)
	}
	return use, failed
}
