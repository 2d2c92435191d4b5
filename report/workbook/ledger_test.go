package workbook

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// filling is what is put into a cell: a text or a number.
type filling [3]any

func blankLedger(t *testing.T, e report.Edition) []byte {
	t.Helper()
	var b bytes.Buffer
	ok(t, WriteLedger(&b, e, 2024))
	return b.Bytes()
}

// ledgerFilling is what a clerk fills in: for every result and every kind of applicant an
// application, and what is to be read of it. Days are as a sheet keeps them.
func ledgerFilling(e report.Edition) (fill []filling, want []report.Application) {
	columns := intake.LedgerColumns(e)
	kinds, results := columns[3].Choices, columns[4].Choices
	const first = 4
	year := full(e).Year
	serial := int((time.Date(year, 1, 5, 0, 0, 0, 0, time.UTC).Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / (24 * 60 * 60))
	day := func(d int) report.Date { return report.Date{Year: year, Month: 1, Day: d} }
	for i, result := range append(slices.Clone(results), "") {
		a := report.Application{Number: fmt.Sprintf("2024-%03d", i+1), Applicant: kinds[i%len(kinds)], Result: result, Received: day(5)}
		at := func(column string) string { return fmt.Sprint(column, first+i) }
		fill = append(fill, filling{"台账", at("A"), a.Number}, filling{"台账", at("B"), serial}, filling{"台账", at("D"), a.Applicant})
		if result != "" {
			a.Closed = day(26)
			fill = append(fill, filling{"台账", at("E"), result}, filling{"台账", at("F"), serial + 21})
		}
		if i == 1 {
			a.Extended = 15
			a.Asked = []report.Period{{From: day(6), To: day(8)}}
			fill = append(fill, filling{"台账", at("K"), serial + 1}, filling{"台账", at("L"), serial + 3}, filling{"台账", at("M"), 15})
		}
		want = append(want, a)
	}
	return fill, want
}

func checkLedger(t *testing.T, data []byte, want []report.Application) {
	t.Helper()
	got, findings, err := intake.ReadLedger(bytes.NewReader(data))
	ok(t, err)
	for _, f := range findings {
		t.Errorf("%s %v: %s", f.Code, f.Pos, f.Message())
	}
	for i := range got {
		got[i].Pos = report.Pos{}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// A blank ledger is an empty one; filled in, it is what it says. What is chosen is from
// lists, and a number stays what was typed.
func TestLedger(t *testing.T) {
	for _, e := range report.Editions() {
		data := blankLedger(t, e)
		if !bytes.Equal(data, blankLedger(t, e)) {
			t.Error("two blank ledgers differ")
		}
		got, findings, err := intake.ReadLedger(bytes.NewReader(data))
		if err != nil || got != nil || len(findings) != 1 || findings[0].Code != "I-ev" {
			t.Errorf("%s: %v, %v, %v", e, got, findings, err)
		}
		f := open(t, data)
		fill, want := ledgerFilling(e)
		for _, x := range fill {
			ok(t, f.SetCellValue(x[0].(string), x[1].(string), x[2]))
		}
		var b bytes.Buffer
		ok(t, f.Write(&b))
		checkLedger(t, b.Bytes(), want)
		lists := 0
		all, err := f.GetDataValidations("台账")
		ok(t, err)
		for _, v := range all {
			if v.Type != "list" {
				continue
			}
			lists++
			sheet, cells, _ := strings.Cut(v.Formula1, "!")
			from, to, _ := strings.Cut(strings.ReplaceAll(cells, "$", ""), ":")
			for col, c := range intake.LedgerColumns(e) {
				if c.Choices == nil || v.Sqref != (area{3, col, lastRow, col}).String() {
					continue
				}
				first, err := f.GetCellValue(strings.Trim(sheet, "'"), from)
				ok(t, err)
				last, err := f.GetCellValue(strings.Trim(sheet, "'"), to)
				ok(t, err)
				if first != c.Choices[0] || last != c.Choices[len(c.Choices)-1] {
					t.Errorf("%s: the list of %s is from %s to %s", e, c.Label, first, last)
				}
				lists++
			}
		}
		if lists != 4 { // each of two is that of a column
			t.Errorf("%s: lists of choices: %d", e, lists)
		}
		style, err := f.GetColStyle("台账", "A")
		ok(t, err)
		if s, err := f.GetStyle(style); err != nil || s.NumFmt != 49 {
			t.Errorf("%s: a number may become a formula or a date: %+v, %v", e, s, err)
		}
	}
	if err := WriteLedger(new(bytes.Buffer), "1999", 1999); err == nil {
		t.Error("there is no such edition")
	}
}
