package main

import (
	"encoding/json"
	"errors"

	"github.com/nianbao/nianbao/report"
)

// checked is what check -json prints of an input.
type checked struct {
	File     string           `json:"file"`
	Findings []json.Marshaler `json:"findings"`           // their messages are in the user's language
	More     int              `json:"more,omitempty"`     // findings besides
	Unusable string           `json:"unusable,omitempty"` // why the input is no report
}

// runCheck is nianbao check.
func runCheck(c *call) int {
	asJSON := c.flags.Bool("json", false, "")
	c.lastFlag()
	c.readingFlags()
	c.checkingFlags()
	args, status := c.parse()
	if status != proceed {
		return status
	}
	use := func(in input, r *report.Report, read []report.Finding) int {
		findings, _ := c.check(in, r)
		return c.findings(in.path, r.Fold(append(read, findings...)))
	}
	failed := c.failed
	if *asJSON {
		use, failed = c.jsonLines()
	}
	all, status := c.files(args, failed)
	if s := c.readLastYears(all); s != exitDone {
		return s
	}
	return max(status, c.each(all, use, failed))
}

// jsonLines returns what prints inputs as lines of JSON.
func (c *call) jsonLines() (use func(input, *report.Report, []report.Finding) int, failed func(string, error)) {
	e := json.NewEncoder(c.stdout)
	e.SetEscapeHTML(false)
	line := func(x checked, findings []report.Finding) bool {
		n := min(len(findings), maxFindings)
		x.More += len(findings) - n
		x.Findings = make([]json.Marshaler, n)
		for i, f := range findings[:n] {
			if x.Findings[i] = f; c.english {
				x.Findings[i] = f.InEnglish()
			}
		}
		err := e.Encode(x)
		if err != nil {
			c.failed(c.choose("标准输出", "standard output"), err)
		}
		return err == nil
	}
	use = func(in input, r *report.Report, read []report.Finding) int {
		findings, _ := c.check(in, r)
		findings = append(read, findings...)
		switch {
		case !line(checked{File: in.path}, findings):
			return exitUnusable
		case report.HasErrors(findings):
			return exitFindings
		}
		return exitDone
	}
	failed = func(path string, err error) {
		x := checked{File: path, Unusable: c.text(err)}
		var findings []report.Finding
		if e := (*report.InputError)(nil); errors.As(err, &e) {
			findings, x.More = e.All(), e.More
		}
		line(x, findings)
	}
	return use, failed
}
