//go:build conformance

package workbook

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// The validator of the Open XML SDK finds nothing in any workbook.
func TestValid(t *testing.T) {
	validator := os.Getenv("NIANBAO_OOXML_VALIDATOR")
	if validator == "" {
		validator = "ooxml-validator"
	}
	dir := t.TempDir()
	var files []string
	save := func(name string, data []byte) {
		path := filepath.Join(dir, name+".xlsx")
		ok(t, os.WriteFile(path, data, 0o666))
		files = append(files, path)
	}
	for _, e := range report.Editions() {
		r := full(e)
		save("full"+string(e), write(t, r, Options{Last: full(e), Program: "nianbao v1"}))
		save("draft"+string(e), write(t, r, Options{NoData: true, Mark: "草稿 & <样>"}))
		save("blank"+string(e), write(t, &report.Report{Year: r.Year, Tables: report.NewTables(e)}, Options{}))
		var many bytes.Buffer
		ok(t, WriteMany(&many, e, r.Year))
		save("many"+string(e), many.Bytes())
		j, published := county(e, 3)
		save("trace"+string(e), writeTrace(t, j, report.TraceOptions{Published: published}))
		save("ledger"+string(e), blankLedger(t, e))
	}
	save("traceempty", writeTrace(t, (&report.Rollup{Agency: "某县人民政府", Year: 2023}).Sum(), report.TraceOptions{}))
	for _, path := range files {
		if out, err := exec.Command(validator, path, "--officeVersion", "Office2010").CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", filepath.Base(path), err, out)
		}
	}
}

// libreOffice fills in a workbook in LibreOffice and returns what that saves.
func libreOffice(t *testing.T, book []byte, fill []filling) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out.xlsx")
	ok(t, os.WriteFile(in, book, 0o666))
	commands, err := json.Marshal(fill)
	ok(t, err)
	// The Python of the system has the bridge to LibreOffice.
	cmd := exec.Command("/usr/bin/python3", filepath.Join("testdata", "fill.py"), filepath.Join(dir, "profile"), in, out)
	cmd.Stdin = bytes.NewReader(commands)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	data, err := os.ReadFile(out)
	ok(t, err)
	return data
}

// A clerk fills in the workbook in LibreOffice, which keeps what is locked and calculates
// the totals; what it saves has no data along, and is read as the report.
func TestLibreOffice(t *testing.T) {
	for _, e := range report.Editions() {
		t.Run(string(e), func(t *testing.T) {
			want := full(e)
			blank := &report.Report{Year: want.Year, Tables: report.NewTables(e)}
			for _, topic := range report.Topics() {
				blank.Overview.Subsections = append(blank.Overview.Subsections, report.Subsection{Topic: topic})
			}
			fill := []filling{
				{"正文", "A1", "某县某局"}, {"正文", "A6", "公开信息500条。"},
				{"正文", "A4", "改过的标题"}, {"表三", "A6", "改过的行名"}, // which are locked
			}
			d, err := want.Document()
			ok(t, err)
			cells := cellsOf(want)
			places(t, d, func(sheet, at, path string) {
				c := cells[path]
				v := value(c)
				if c.Computed {
					v = 1 // likewise
				}
				fill = append(fill, filling{sheet, at, v})
			})
			data := libreOffice(t, write(t, blank, Options{Last: full(e)}), fill)
			got, findings, err := intake.Read(data)
			ok(t, err)
			if got.Agency != "某县某局" || got.Year != want.Year || len(got.Overview.Subsections) != 5 || got.Overview.Subsections[0].Paragraphs[0] != "公开信息500条。" {
				t.Errorf("got %+v", got)
			}
			now := cellsOf(got)
			for path, c := range cells {
				if now[path].Blank() || !sameFigure(now[path], c) {
					t.Errorf("%s is %s, not %s", path, now[path], c)
				}
			}
			for _, f := range findings {
				switch f.Code {
				case "I-aq", "I-dk": // last year, and 7.50, which is 7.5
				default:
					t.Errorf("%s %v %s %s", f.Code, f.Pos, f.Place, f.Message())
				}
			}
		})
	}
}

// near reports whether the texts are the same share, to the digits that programs keep.
func near(a, b string) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && math.Abs(x-y) < 1e-14
}

// LibreOffice calculates a trace to the same sums and differences, and anew where a figure
// changes.
func TestTraceLibreOffice(t *testing.T) {
	for _, e := range report.Editions() {
		t.Run(string(e), func(t *testing.T) {
			j, published := county(e, 3)
			book := writeTrace(t, j, report.TraceOptions{Published: published})
			was, now := open(t, book), open(t, libreOffice(t, book, []filling{}))
			n := 0
			for _, sheet := range was.GetSheetList() {
				a, b := openTrace(t, was, sheet), openTrace(t, now, sheet)
				for i, r := range a.rows {
					for col, want := range r {
						var got string
						if i < len(b.rows) && col < len(b.rows[i]) {
							got = b.rows[i][col]
						}
						if n++; !same(got, want) && !near(got, want) {
							t.Errorf("%s!%s is %q, not %q", sheet, name(i, col), got, want)
						}
					}
				}
			}
			if n < 1000 {
				t.Errorf("%d cells", n)
			}
			// 自然人 of the first body is 1000 more, and what was blank is 7.
			a := openTrace(t, was, "表三")
			number := func(s traceSheet, row string, col int) int {
				text, _ := s.cell(row, col)
				n, err := strconv.Atoi(text)
				ok(t, err)
				return n
			}
			first := j.Parts[0].Agency
			changed := openTrace(t, open(t, libreOffice(t, book, []filling{
				{"表三", name(a.at[first], traceColumns), number(a, first, traceColumns) + 1000},
				{"表三", name(a.at["青石县甲局"], traceColumns), 7},
			})), "表三")
			const total = traceColumns + 6
			for _, tt := range []struct {
				row  string
				col  int
				more int
			}{
				{first, total, 1000}, {"青石县甲局", total, 7}, {sumRow, traceColumns, 1007}, {sumRow, total, 1007}, {blankRow, traceColumns, -1},
				{differenceRow, traceColumns, -1007}, {differenceRow, total, -1007}, {sumRow, traceColumns + 1, 0},
			} {
				if got, want := number(changed, tt.row, tt.col), number(a, tt.row, tt.col)+tt.more; got != want {
					t.Errorf("%s in column %d: %d, not %d", tt.row, tt.col, got, want)
				}
			}
		})
	}
}

// A ledger that was filled in in LibreOffice is what it says.
func TestLibreOfficeLedger(t *testing.T) {
	fill, want := ledgerFilling(report.Edition2021)
	checkLedger(t, libreOffice(t, blankLedger(t, report.Edition2021), fill), want)
}
