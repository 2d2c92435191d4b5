package intake

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// The holidays of a year are the same from each kind of file.
func TestReadHolidays(t *testing.T) {
	day := func(m, d int) report.Date { return report.Date{Year: 2024, Month: m, Day: d} }
	want := []report.Holidays{{Year: 2024, Off: []report.Date{day(1, 1), day(2, 12)}, Work: []report.Date{day(2, 18)}}}
	list := `{"$schema": "x", "year": 2024, "papers": [], "days": [{"name": "元旦", "date": "2024-01-01", "isOffDay": true}, {"name": "春节", "date": "2024-02-12", "isOffDay": true}, {"name": "春节", "date": "2024-02-18", "isOffDay": false}]}`
	table := "2024年节假日\n日期,安排\n2024-01-01,放假\n2024/2/12,休\n\n2024年2月18日,上班\n"
	for name, data := range map[string][]byte{
		"JSON": []byte(list), "JSON of years": []byte("[" + list + "]"), "CSV": []byte(table), "GB 18030": encode(t, table, "GB 18030"), "TSV": []byte(strings.ReplaceAll(table, ",", "\t")),
		"with years": []byte("年度,日期,安排\n2024,2024-01-01,放假\n2024年,2024-02-12,放假\n,2024-02-18,调休上班\n"),
		"XLSX":       xlsxOf(t, sheetWith("Sheet1", "日期|安排", "2024-01-01|放假", "2024-02-12|放假", "2024-02-18|上班")),
	} {
		if got, err := ReadHolidays(data); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	got, err := ReadHolidays([]byte("日期,安排\n2025-01-01,放假\n2024-01-01,放假\n"))
	if err != nil || len(got) != 2 || got[0].Year != 2024 {
		t.Errorf("%v, %v", got, err)
	}
	for data, faults := range map[string]int{
		"": 1, "{}": 1, "[]": 1, `{"year": 2024, "days": [{"date": "2024-01-01"}]}`: 1, `{"year": 2024, "days": [{"date": "1月1日", "isOffDay": true}]}`: 1, "日期,安排\n": 1, "姓名,电话\n甲,1\n": 1,
		"日期,安排\n2024-01-01,放假\n2024-02-30,放假\n1月3日,放假\n2024-01-04,值班\n": 3, "%PDF-1.7": 1, "年度,日期,安排\n去年,2024-01-01,放假\n": 1, "PK\x03\x04xl/workbook": 1,
	} {
		_, err := ReadHolidays([]byte(data))
		if e := (*report.InputError)(nil); !errors.As(err, &e) || len(e.All()) != faults {
			t.Errorf("%q: %v", data, err)
		}
	}
}
