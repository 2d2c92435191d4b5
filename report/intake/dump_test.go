package intake

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// dump writes a report and its findings for a person to read.
func dump(r *report.Report, findings []report.Finding, err error) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	if err != nil {
		line("error: %v", err)
		line("english: %s", err.(interface{ English() string }).English())
	}
	if r != nil {
		line("agency: %s", r.Agency)
		line("year: %d", r.Year)
		if r.Title != "" {
			line("title: %s", r.Title)
		}
		for _, t := range r.Preamble {
			line("preamble: %s", t)
		}
		for i, s := range r.Sections() {
			line("%s", report.SectionTitles()[i])
			for _, t := range s.Paragraphs {
				line("  %s", t)
			}
			for _, sub := range s.Subsections {
				how := ""
				if sub.RunIn {
					how = " run-in"
				}
				line("  [%s]%s %s", sub.Topic, how, sub.Title)
				for _, t := range sub.Paragraphs {
					line("    %s", t)
				}
			}
			for _, t := range s.Notes {
				line("  after: %s", t)
			}
		}
		line("tables: %s", r.Tables.Edition())
		dumpTables(&b, reflect.ValueOf(r.Tables).Elem(), "")
		if r.Issuer != "" {
			line("issuer: %s", r.Issuer)
		}
		if r.Date != (report.Date{}) {
			line("date: %s", r.Date)
		}
	}
	for _, f := range findings {
		line("%s %s：%s", f.Code, where(f), f.Message())
	}
	return b.String()
}

func dumpTables(b *strings.Builder, v reflect.Value, name string) {
	var figures []string
	for i := range v.NumField() {
		f := v.Field(i)
		if _, ok := f.Interface().(fmt.Stringer); !ok {
			dumpTables(b, f, strings.TrimPrefix(name+"."+v.Type().Field(i).Name, "."))
			continue
		}
		s := fmt.Sprint(f.Interface())
		if s == "" {
			s = "□"
		}
		figures = append(figures, s)
	}
	if figures != nil {
		fmt.Fprintf(b, "  %s %s\n", name, strings.Join(figures, " "))
	}
}

// figuresOf returns every figure of the tables as text, the blank ones "".
func figuresOf(v reflect.Value) (all []string) {
	for i := range v.NumField() {
		f := v.Field(i)
		if _, ok := f.Interface().(fmt.Stringer); ok {
			all = append(all, fmt.Sprint(f.Interface()))
		} else {
			all = append(all, figuresOf(f)...)
		}
	}
	return all
}

// where is the line and the place of a finding.
func where(f report.Finding) string {
	if f.Pos.Line == 0 {
		return f.Place
	}
	return strings.TrimSuffix(fmt.Sprintf("第 %d 行 %s", f.Pos.Line, f.Place), " "+report.Whole)
}
