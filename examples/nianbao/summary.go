package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/nianbao/nianbao/report"
)

// summary is what became of many inputs: how many there were, and those of which there is
// something to say.
type summary struct {
	reports, unusable         int
	written, present, without int // reports by their files
	total                     tally
	rows                      []summaryRow
}

// tally counts findings.
type tally struct{ errors, warnings, missing int }

// summaryRow is a body, or an input that cannot be used.
type summaryRow struct {
	name, year string
	tally
	files fate
}

// fate is what became of the files of a report.
type fate uint8

const (
	noFiles fate = iota // none were to be written
	written
	present
	notWritten
	unusable
)

func (s *summary) add(x result) {
	row := summaryRow{name: strings.TrimSpace(x.report.Agency)}
	if row.name == "" {
		row.name = x.in.path
	}
	if x.report.Year != 0 {
		row.year = strconv.Itoa(x.report.Year)
	}
	for _, f := range x.findings {
		switch {
		case f.Severity == report.Error:
			row.errors++
		case f.Blocks():
			row.missing++
		case f.Severity == report.Warning:
			row.warnings++
		}
	}
	s.reports++
	switch {
	case x.why != nil || x.err != nil:
		s.without++
		row.files = notWritten
	case len(x.Written) > 0:
		s.written++
		row.files = written
	case len(x.Present) > 0:
		s.present++
		row.files = present
	}
	s.total.errors += row.errors
	s.total.warnings += row.warnings
	s.total.missing += row.missing
	if row.tally != (tally{}) || row.files == notWritten {
		s.rows = append(s.rows, row)
	}
}

func (s *summary) failed(path string) {
	s.unusable++
	s.rows = append(s.rows, summaryRow{name: path, files: unusable})
}

// maxRows is the most rows of the summary, and maxName the columns of a name in it.
const (
	maxRows = 200
	maxName = 48
)

// many reports whether there was more than one input.
func (s *summary) many() bool { return s.reports+s.unusable > 1 }

// tell prints the summary of more than one input, where there is something to say or
// somebody to see it, and of a report that was only checked what was found, for him alone.
func (s *summary) tell(c *call) {
	f, ok := c.stderr.(*os.File)
	seen := ok && term.IsTerminal(int(f.Fd()))
	checked := c.command.name == "check" && s.reports == 1
	if s.many() && len(s.rows) == 0 && !seen || !s.many() && !(checked && seen) {
		return
	}
	var rows []summaryRow
	more := 0
	if s.many() {
		rows, more = s.list()
	}
	if len(rows) > 0 {
		c.row(c.choose("机关", "body"), c.choose("年度", "year"), c.choose("错误", "errors"), c.choose("警告", "warnings"), c.choose("未填", "missing"), c.choose("文件", "files"))
	}
	for _, x := range rows {
		state := [...]string{"—", c.choose("已写", "written"), c.choose("原有", "present"), c.choose("未写", "not written"), c.choose("读不了", "unusable")}[x.files]
		if x.files == unusable {
			c.row(x.name, "", "", "", "", state)
			continue
		}
		c.row(x.name, x.year, strconv.Itoa(x.errors), strconv.Itoa(x.warnings), strconv.Itoa(x.missing), state)
	}
	if more > 0 {
		c.line(c.choose("另有 %d 个机关，没有列出", "%d more are not listed"), more)
	}
	var parts []string
	for _, x := range []struct {
		n      int
		zh, en string
	}{
		{s.written, "已写 %d 份", "%d written"},
		{s.present, "原有 %d 份", "%d present"},
		{s.without, "未写 %d 份", "%d not written"},
		{s.unusable, "读不了 %d 份", "%d unusable"},
		{s.total.errors, "错误 %d 处", "%d errors"},
		{s.total.warnings, "警告 %d 处", "%d warnings"},
		{s.total.missing, "未填 %d 处", "%d figures missing"},
	} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf(c.choose(x.zh, x.en), x.n))
		}
	}
	if parts == nil {
		parts = []string{c.choose("没有错误和警告", "no errors and no warnings")}
	}
	c.line("%s", fmt.Sprintf(c.choose("共 %d 份：", "%d reports: "), s.reports+s.unusable)+strings.Join(parts, c.choose("，", ", ")))
}

// list returns the rows in the order of pinyin: of very many those without files or with
// errors, and how many are left out.
func (s *summary) list() (rows []summaryRow, more int) {
	rows = s.rows
	if len(rows) > maxRows {
		rows = slices.DeleteFunc(slices.Clone(rows), func(x summaryRow) bool { return x.files < notWritten && x.errors+x.missing == 0 })
	}
	pinyin, keys := collate.New(language.Chinese), new(collate.Buffer)
	type keyed struct {
		key []byte
		summaryRow
	}
	var all []keyed
	for _, x := range rows {
		all = append(all, keyed{pinyin.KeyFromString(keys, x.name), x})
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	rows = nil
	for _, x := range all[:min(len(all), maxRows)] {
		rows = append(rows, x.summaryRow)
	}
	return rows, len(s.rows) - len(rows)
}

// row prints a row of the summary: figures stand below one another.
func (c *call) row(name string, others ...string) {
	name = shown(name)
	if uniseg.StringWidth(name) > maxName {
		cut := ""
		for g := uniseg.NewGraphemes(name); g.Next() && uniseg.StringWidth(cut+g.Str()) < maxName; {
			cut += g.Str()
		}
		name = cut + "…"
	}
	var b strings.Builder
	b.WriteString(name + strings.Repeat(" ", max(0, maxName-uniseg.StringWidth(name))))
	last := len(others) - 1
	for _, x := range others[:last] {
		b.WriteString(strings.Repeat(" ", max(1, 9-uniseg.StringWidth(x))) + x)
	}
	b.WriteString("  " + others[last])
	c.line("%s", b.String())
}
