package workbook

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// A workbook that a person has filled in is the report that says so; what was filled in
// is told once, what was changed each.
func TestFilledIn(t *testing.T) {
	for _, e := range report.Editions() {
		want := full(e)
		blank := &report.Report{Year: want.Year, Tables: report.NewTables(e), Problems: report.Section{Paragraphs: []string{"问题。"}}}
		for _, topic := range report.Topics()[:2] {
			blank.Overview.Subsections = append(blank.Overview.Subsections, report.Subsection{Topic: topic})
		}
		for c := range report.Cells(blank.Tables) {
			if c.Row == "disclosure/rules" {
				ok(t, c.Set("7"))
			}
		}
		f := open(t, write(t, blank, Options{Last: full(e)}))
		set := func(sheet, cell string, v any) { ok(t, f.SetCellValue(sheet, cell, v)) }
		set("正文", "A1", "某县某局")
		set("正文", "A6", "公开信息 500 条。")
		d, err := want.Document()
		ok(t, err)
		cells := cellsOf(want)
		filled := 0
		places(t, d, func(sheet, cell, path string) {
			c := cells[path]
			filled++
			if !c.Computed {
				set(sheet, cell, value(c))
				return
			}
			// As a spreadsheet does, with the value that it has calculated.
			text, err := f.CalcCellValue(sheet, cell)
			ok(t, err)
			if text != c.String() {
				t.Errorf("%s: %s!%s is %q, not %s", e, sheet, cell, text, c)
			}
			n, _ := c.Int()
			set(sheet, cell, n)
		})
		var b bytes.Buffer
		ok(t, f.Write(&b))
		got, findings, err := intake.Read(b.Bytes())
		ok(t, err)
		if got.Agency != "某县某局" || got.Year != want.Year || !slices.Equal(got.Overview.Subsections[0].Paragraphs, []string{"公开信息 500 条。"}) {
			t.Errorf("%s: %+v", e, got)
		}
		now := cellsOf(got)
		for path, c := range cells {
			if now[path].Blank() || !sameFigure(now[path], c) {
				t.Errorf("%s: %s is %s, not %s", e, path, now[path], c)
			}
		}
		codes := map[string]string{}
		count := map[string]int{}
		for _, f := range findings {
			codes[f.Code], count[f.Code] = f.Got, count[f.Code]+1
		}
		if codes["I-df"] != fmt.Sprint(filled-3) || count["I-df"] != 1 || count["I-dm"] != 4 || len(count) > 4 {
			t.Errorf("%s: %d filled in, %v", e, filled, findings)
		}
	}
}

func sameFigure(a, b report.Cell) bool {
	x, ok := a.Rat()
	y, ok2 := b.Rat()
	return ok == ok2 && x.Cmp(y) == 0
}
