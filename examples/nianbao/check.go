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
	Error    any              `json:"error,omitempty"` // why the file could not be read
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
		out := checked{File: path, Findings: []report.Finding{}, Error: map[string]string{"message": c.text(err)}}
		var input *report.InputError
		if errors.As(err, &input) {
			out.Error = input.Finding
		}
		all = append(all, out)
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
