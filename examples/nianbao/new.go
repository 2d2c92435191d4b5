package main

import (
	"bytes"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// runNew is nianbao new.
func runNew(c *call) int {
	agency := c.flags.String("agency", "", "")
	year := time.Now().Year() - 1
	c.flag("year", func(s string) (m *message) {
		var err error
		if year, err = strconv.Atoi(s); err != nil {
			m = &message{"-year 应为年份，如 2024", "-year is a year such as 2024"}
		}
		return m
	})
	out := c.flags.String("o", "", "")
	args, status := c.parse()
	if status != proceed {
		return status
	}
	if len(args) > 0 {
		c.say("new 不读文件：%s", "new reads no file: %s", args[0])
		return exitUnusable
	}
	r, err := blank(*agency, year)
	if err != nil {
		c.failed("new", err)
		return exitUnusable
	}
	if *out == "" {
		var b bytes.Buffer
		if err := render.Write(&b, render.JSON, r); err != nil {
			c.failed("new", err)
			return exitUnusable
		}
		return c.print(b.Bytes())
	}
	if f, err := render.FormatOf(*out); err == nil && f != render.JSON {
		c.say("new 写的是 JSON，如 -o %s", "new writes JSON, such as -o %s", "blank.json")
		return exitUnusable
	}
	if _, err := os.Lstat(*out); err == nil {
		c.failed(*out, fs.ErrExist) // it may be filled in
		return exitUnusable
	}
	if err := render.WriteFile(*out, r); err != nil {
		c.failed(*out, err)
		return exitUnusable
	}
	c.wrote(*out)
	return exitDone
}

// blank is a report of the agency, which may be filled in later, and the year, with
// the official subsections and no figures.
func blank(agency string, year int) (*report.Report, error) {
	e, _ := report.EditionFor(year)
	r := &report.Report{Agency: agency, Year: year, Tables: report.NewTables(e)}
	for _, f := range r.Check() {
		if f.Path == "/year" || f.Path == "/agency" && strings.TrimSpace(agency) != "" {
			return nil, &report.InputError{Finding: f}
		}
	}
	for _, t := range report.Topics() {
		r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: t})
	}
	return r, nil
}
