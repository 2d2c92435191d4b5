package workbook

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// Whatever cell of a workbook that has its data along is changed, by whoever, that is
// told with its place, and the report is what is seen.
func TestEdits(t *testing.T) {
	long.OneGoroutine(t)
	e := report.Edition2021
	r := full(e)
	was := cellsOf(r)
	book := write(t, r, Options{Last: full(e)})
	d, err := r.Document()
	ok(t, err)
	paths := map[string]string{} // by sheet and cell
	places(t, d, func(sheet, cell, path string) { paths[sheet+"!"+cell] = path })
	f := open(t, book)
	edits, every := 0, 1
	if testing.Short() {
		every = 7
	}
	for _, sheet := range f.GetSheetList() {
		columns := map[string]int{"正文": 1, "正文（续）": 1, "表二": 4, "表三": 10, "表四": 15}[sheet]
		for i, row := range rows(t, f, sheet) {
			for j, text := range row[:min(len(row), columns)] {
				cell := name(i, j)
				path, figure := paths[sheet+"!"+cell]
				if text == "" && !figure || (i+j)%every > 0 {
					continue
				}
				edits++
				changed := open(t, book)
				var now any = text + "甲"
				if figure {
					now = 98765
				}
				ok(t, changed.SetCellValue(sheet, cell, now))
				var b bytes.Buffer
				ok(t, changed.Write(&b))
				got, findings, err := intake.Read(b.Bytes())
				if input := (*report.InputError)(nil); errors.As(err, &input) {
					if input.Pos.Sheet != sheet {
						t.Errorf("%s!%s, %q: %v", sheet, cell, text, err)
					}
					continue
				}
				ok(t, err)
				told := slices.ContainsFunc(findings, func(f report.Finding) bool {
					at := f.Pos.Sheet == sheet && (f.Pos.Cell == cell || !figure)
					switch f.Code {
					case "I-dm", "I-dn", "I-do", "I-dp":
						return at && (!figure || f.Path == path)
					case "I-ds": // it is another document now
						return at
					}
					return false
				})
				if !told {
					t.Errorf("%s!%s, %q: %v", sheet, cell, text, findings)
				}
				for p, c := range cellsOf(got) {
					same := sameFigure(c, was[p])
					if p == path {
						same = c.String() == "98765"
					}
					if !c.Computed && !same {
						t.Errorf("%s!%s: %s is %s, and was %s", sheet, cell, p, c, was[p])
					}
				}
			}
		}
	}
	if edits < 30 {
		t.Errorf("%d edits", edits)
	}
}
