package main

import (
	"encoding/json"

	"github.com/nianbao/nianbao/report"
)

// runCheck is nianbao check.
func runCheck(c *call) int {
	asJSON := c.flags.Bool("json", false, "")
	args, ok := c.parse()
	if !ok {
		return exitUnusable
	}
	type checked struct {
		File     string           `json:"file"`
		Findings []report.Finding `json:"findings"`
	}
	all := []checked{}
	status := c.inputs(args, func(path string, _ *report.Report, findings []report.Finding) int {
		if !*asJSON {
			return c.findings(path, findings)
		}
		all = append(all, checked{path, append([]report.Finding{}, findings...)})
		if report.HasErrors(findings) {
			return exitFindings
		}
		return exitDone
	})
	if *asJSON {
		e := json.NewEncoder(c.stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(all); err != nil {
			c.say("%v", "%v", err)
			return exitUnusable
		}
	}
	return status
}
