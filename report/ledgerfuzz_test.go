package report_test

import (
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// Whatever a ledger has, every application is counted once or told, and the relations hold.
func FuzzLedger(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"))
	f.Add([]byte{200, 40, 0, 1, 9, 2, 200, 43, 1, 0, 0, 0, 60, 90, 1, 1, 255, 60, 90, 61, 88, 9, 9, 0})
	kinds := []string{"自然人", "商业企业", "其他", "", "企业", "others"}
	results := []string{"", "（一）予以公开", "applications/results/other/feeNotPaid", "（六）其他处理", "x"}
	f.Fuzz(func(t *testing.T, data []byte) {
		const size = 8
		on := func(b byte) report.Date { // from August 2023 on, and days that there are not
			if b == 0 {
				return report.Date{}
			}
			month := 7 + int(b)/8
			return report.Date{Year: 2023 + month/12, Month: 1 + month%12, Day: int(b)%8*4 + 1}
		}
		var applications []report.Application
		for ; len(data) >= size; data = data[size:] {
			applications = append(applications, report.Application{
				Number: string('a' + rune(data[0]%16)), Received: on(data[0]), Confirmed: on(data[1] &^ 64),
				Applicant: kinds[int(data[2])%len(kinds)], Result: results[int(data[3])%len(results)], Closed: on(data[4]),
				Corrected: report.Period{From: on(data[5]), To: on(data[6])}, Asked: []report.Period{{From: on(data[6]), To: on(data[7])}},
				Extended: int(int8(data[7])), Pos: report.Pos{Line: len(applications) + 1},
			})
		}
		for _, l := range []report.Ledger{{Year: 2024}, {Year: 2024, Period: report.Quarter(2024, 2), On: on(160)}, {Year: 2020}} {
			c := l.Count(applications)
			until := report.Date{Year: l.Year, Month: 12, Day: 31}
			if l.On != (report.Date{}) {
				until = l.On
			}
			in, out := map[int]int{}, map[int]int{} // how often the application of a line is counted
			for cell := range report.Cells(c.Report.Tables) {
				n := int64(0)
				for a := range c.Of(cell.Path) {
					n++
					switch {
					case cell.Computed:
					case cell.Row == "applications/received" || cell.Row == "applications/carriedOver":
						in[a.Pos.Line]++
					default:
						out[a.Pos.Line]++
					}
				}
				if got, _ := cell.Int(); cell.Table == 3 && got != n {
					t.Errorf("%s is %d, of %d applications", cell.Place, got, n)
				}
			}
			left, outside := map[int]bool{}, 0
			for _, f := range c.Findings {
				if f.Place == "" || f.Message() == "" {
					t.Errorf("%s has no place or message", f.Code)
				}
				if f.Code == "A-n" {
					outside, _ = strconv.Atoi(f.Want)
				}
				if f.Severity == report.Error && f.Code != "A-b" {
					left[f.Pos.Line] = true
				}
			}
			for line, n := range in {
				if n != 1 || out[line] != 1 || left[line] {
					t.Errorf("the application of line %d is counted %d and %d times, left out: %v", line, n, out[line], left[line])
				}
			}
			if len(in)+len(left)+outside != len(applications) || len(out) != len(in) {
				t.Errorf("%d are counted, %d left out and %d outside, of %d", len(in), len(left), outside, len(applications))
			}
			for _, f := range c.Report.Check() {
				if f.Code == "T3-a" || f.Code == "T3-d" {
					t.Errorf("%s %s", f.Place, f.Message())
				}
			}
			for _, o := range c.Overdue {
				end := until
				if !o.Open {
					end = o.Closed
				}
				if !earlier(o.Due, end) || o.Days < 0 {
					t.Errorf("%s, due on %v, is overdue by %d days on %v", o.Number, o.Due, o.Days, end)
				}
			}
			again := l.Count(applications)
			if err := sameTables(c.Report.Tables, again.Report.Tables); err != nil || len(again.Findings) != len(c.Findings) {
				t.Errorf("counted again: %v", err)
			}
		}
	})
}
