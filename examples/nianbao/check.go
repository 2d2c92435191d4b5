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
	v := review{folder{call: c, flag: "-review"}}
	c.flag("review", v.setDir)
	c.lastFlag()
	c.readingFlags()
	c.checkingFlags()
	args, status := c.parse()
	if status != proceed {
		return status
	}
	tell := func(in input, r *report.Report, findings []report.Finding) int {
		return c.findings(in.path, r.Fold(findings))
	}
	failed := c.failed
	if *asJSON {
		tell, failed = c.jsonLines()
	}
	all, status := c.files(args, failed)
	if s := c.readLastYears(all); s != exitDone {
		return s
	}
	if v.dir != "" {
		all = v.leaveOut(all)
		defer v.open()()
	}
	return max(status, c.each(all, func(in input, r *report.Report, read []report.Finding) func() int {
		findings, _ := c.check(in, r)
		findings = append(read, findings...)
		reviewed := func() int { return exitDone }
		if v.dir != "" {
			reviewed = v.one(in, r, r.Fold(findings))
		}
		return func() int { return max(tell(in, r, findings), reviewed()) }
	}, failed))
}

// jsonLines returns what prints inputs as lines of JSON.
func (c *call) jsonLines() (tell func(input, *report.Report, []report.Finding) int, failed func(string, error)) {
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
	tell = func(in input, _ *report.Report, findings []report.Finding) int {
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
	return tell, failed
}
