package main

import (
	"encoding/json"
	"errors"

	"github.com/nianbao/nianbao/report"
)

// checked is what check -json prints of a file.
type checked struct {
	File     string           `json:"file"`
	Findings []report.Finding `json:"findings"`
	Error    *unusable        `json:"error,omitempty"`
}

// unusable is why a file could not be read as a report.
type unusable struct {
	Code    string `json:"code,omitempty"`
	Line    int    `json:"line,omitempty"`
	Path    string `json:"path,omitempty"`
	Place   string `json:"place,omitempty"`
	Message string `json:"message"`
}

// runCheck is nianbao check.
func runCheck(c *call) int {
	asJSON := c.flags.Bool("json", false, "")
	args, status := c.parse()
	if status != proceed {
		return status
	}
	use := func(path string, _ *report.Report, findings []report.Finding) int { return c.findings(path, findings) }
	if !*asJSON {
		return c.inputs(args, use, c.failed)
	}
	all := []checked{}
	use = func(path string, _ *report.Report, findings []report.Finding) int {
		all = append(all, checked{File: path, Findings: append([]report.Finding{}, findings...)})
		if report.HasErrors(findings) {
			return exitFindings
		}
		return exitDone
	}
	status = c.inputs(args, use, func(path string, err error) {
		u := &unusable{Message: c.text(err)}
		var input *report.InputError
		if errors.As(err, &input) {
			u = &unusable{input.Code, input.Line, input.Path, input.Place, c.text(input)}
		}
		all = append(all, checked{File: path, Findings: []report.Finding{}, Error: u})
	})
	e := json.NewEncoder(c.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(all); err != nil {
		c.say("%v", "%v", err)
		return exitUnusable
	}
	return status
}
