package intake

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// TestEditions prints a report of every edition that there is, and reads it back.
func TestEditions(t *testing.T) {
	for _, e := range report.Editions() {
		for name, print := range map[string]func(*doc.Grid) string{"tabs": tabLines, "cells": cellLines} {
			t.Run(fmt.Sprint(e, " ", name), func(t *testing.T) {
				want := sample(t, e, yearOf(t, e))
				input := printed(t, want, print)
				got, findings, err := Read([]byte(input))
				if err != nil {
					t.Fatalf("%v\n%s", err, input)
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%+v\nwant\n%+v", got, want)
				}
				for _, f := range findings {
					if f.Code != "I-y" { // where a row stands under a group, a tab line begins with empty cells
						t.Errorf("%s %s", f.Code, f.Message())
					}
				}
			})
		}
	}
}

// TestAnotherYear reads the tables of an edition in a report for the year of another.
func TestAnotherYear(t *testing.T) {
	for _, e := range report.Editions() {
		for _, year := range []int{2019, 2020, 2021, 2030} {
			got, _, err := Read([]byte(printed(t, sample(t, e, year), tabLines)))
			if err != nil {
				t.Fatal(err)
			}
			if got.Tables.Edition() != e {
				t.Errorf("the tables of %s in %d are read as those of %s", e, year, got.Tables.Edition())
			}
		}
	}
}

// TestSingleRow gives （六）其他处理 as a single row, as the first form had it: in every
// later one the figure is that of 3.其他, whatever rows stand behind it, and it is told.
func TestSingleRow(t *testing.T) {
	for _, e := range report.Editions() {
		const group, other = "/tables/applications/results/other/", "/tables/applications/results/other/other"
		r := sample(t, e, yearOf(t, e))
		var lines []string
		for l := range strings.Lines(printed(t, r, tabLines)) {
			lines = append(lines, l)
		}
		first, last := -1, -1
		for i, l := range lines {
			for _, row := range e.Tables()[1].Rows {
				if row.Group == "（六）其他处理" && strings.Contains(l, row.Label) {
					if last = i; first < 0 {
						first = i
					}
				}
			}
		}
		if first < 0 {
			continue // this edition has it so
		}
		single := "\t（六）其他处理\t\t3\t0\t0\t0\t0\t0\t3\n"
		input := strings.Join(lines[:first], "") + single + strings.Join(lines[last+1:], "")
		got, findings, err := Read([]byte(input))
		if err != nil {
			t.Fatalf("%s: %v", e, err)
		}
		for c := range report.Cells(got.Tables) {
			if !strings.HasPrefix(c.Path, group) || c.Computed {
				continue
			}
			want := ""
			if strings.HasPrefix(c.Path, other+"/") {
				want = "0"
			}
			if c.Path == other+"/naturalPersons" {
				want = "3"
			}
			if c.String() != want {
				t.Errorf("%s: %s is %q, want %q", e, c.Path, c, want)
			}
		}
		if !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == "I-p" && f.Want == "3.其他" }) {
			t.Errorf("%s: not told: %v", e, findings)
		}
	}
}

// yearOf returns the first year that the edition is for.
func yearOf(t *testing.T, e report.Edition) int {
	for year := 2019; year <= 9999; year++ {
		if of, ok := report.EditionFor(year); ok && of == e {
			return year
		}
	}
	t.Fatalf("edition %s is for no year", e)
	return 0
}

// sample is a report in which no two figures are the same.
func sample(t *testing.T, e report.Edition, year int) *report.Report {
	t.Helper()
	tables := report.NewTables(e)
	n := 0
	for c := range report.Cells(tables) {
		if n += 7; !c.Computed {
			if err := c.Set(strconv.Itoa(n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return &report.Report{
		Agency: "青石县水利局", Year: year, Tables: tables,
		Overview: report.Section{Paragraphs: []string{"总体平稳。"}},
		Problems: report.Section{Paragraphs: []string{"公开的范围有待扩大，今后将加强培训。"}},
		Other:    report.Section{Paragraphs: []string{"没有收费。"}},
		Issuer:   "青石县水利局", Date: report.Date{Year: year + 1, Month: 1, Day: 15},
	}
}

// printed prints the document of a report as lines of text.
func printed(t *testing.T, r *report.Report, print func(*doc.Grid) string) string {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		switch x := block.(type) {
		case *doc.Heading:
			b.WriteString(doc.PlainText(x.Runs) + "\n")
		case *doc.Paragraph:
			b.WriteString(doc.PlainText(x.Runs) + "\n")
		case *doc.Table:
			g, err := x.Grid()
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(print(g))
		}
	}
	return b.String()
}

// tabLines prints a row as a line: covered places are empty cells.
func tabLines(g *doc.Grid) string {
	var b strings.Builder
	for row := range g.Rows {
		for col := range g.Cols {
			if col > 0 {
				b.WriteByte('\t')
			}
			if p := g.At(row, col); p.Row == row && p.Col == col {
				b.WriteString(doc.PlainText(p.Cell.Runs))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// cellLines prints a cell as a line.
func cellLines(g *doc.Grid) string {
	var b strings.Builder
	for _, p := range g.Cells {
		b.WriteString(doc.PlainText(p.Cell.Runs) + "\n")
	}
	return b.String()
}

// Readings go on beside each other and share the form; the race detector watches.
func TestConcurrentReadings(t *testing.T) {
	whole := plain(t)
	twice := strings.Replace(whole, "\t总计\n", "\t总计\t总计\n", 1)
	if twice == whole {
		t.Fatal("the case changes nothing")
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, _, err := Read([]byte(whole)); err != nil {
				t.Error(err)
			}
			var e *report.InputError
			if _, _, err := Read([]byte(twice)); !errors.As(err, &e) || e.Code != "I-k" {
				t.Error(err)
			}
		})
	}
	group.Wait()
}
