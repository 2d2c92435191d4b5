package main

import (
	"io/fs"
	"os"
	"strconv"
	"time"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// runNew is nianbao new.
func runNew(c *call) int {
	year := c.flags.Int("year", time.Now().Year()-1, "")
	out := c.flags.String("o", "", "")
	args, status := c.parse()
	if status != proceed {
		return status
	}
	if len(args) > 0 {
		c.say("new 不读文件：%s", "new reads no file: %s", args[0])
		return exitUnusable
	}
	r, err := blank(*year)
	if err == nil {
		if *out == "" {
			err = render.Write(c.stdout, render.JSON, r)
		} else if _, statErr := os.Lstat(*out); statErr == nil {
			err = fs.ErrExist // it may be filled in
		} else {
			err = render.WriteFile(*out, r)
		}
	}
	if err != nil {
		name := *out
		if name == "" {
			name = "new"
		}
		c.failed(name, err)
		return exitUnusable
	}
	return exitDone
}

// blank is a report of the year with the official subsections and no figures.
func blank(year int) (*report.Report, error) {
	e, ok := report.EditionFor(year)
	if !ok {
		return nil, &report.InputError{Finding: report.NewFinding("R-b", "/year", "-year", strconv.Itoa(year), "")}
	}
	r := &report.Report{Year: year, Tables: report.NewTables(e)}
	for _, t := range report.Topics() {
		r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: t})
	}
	return r, nil
}
