package intake

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// ReadHolidays reads the days of one year or several that are no working days though they are
// none of a weekend, and the other way round (放假, 调休上班), for [report.Ledger]:
//
//   - JSON, {"year": 2024, "days": [{"date": "2024-01-01", "isOffDay": true}]}, as the data
//     sets of holidays have it that are made from the notices, or an array of such years;
//   - a table, as text or in a workbook, page or document, with the columns 日期 and 安排, which
//     is 放假 or 上班; 年度 is the year whose notice it is, and may be left out.
//
// The error is a [*report.InputError] that has every row that is at fault.
func ReadHolidays(data []byte) ([]report.Holidays, error) {
	h := holidays{}
	if sniff(data) == formatJSON {
		if err := h.readJSON(data); err != nil {
			return nil, err
		}
	} else if err := h.readTable(data); err != nil {
		return nil, err
	}
	if h.faults == nil && h.years == nil {
		return nil, noHolidays(pos{})
	}
	slices.SortFunc(h.years, func(a, b report.Holidays) int { return a.Year - b.Year })
	return h.years, h.faults.err()
}

// holidays are what is read of them.
type holidays struct {
	years  []report.Holidays
	faults faults
}

func noHolidays(at pos) error { return source.Error(at, "I-ga", "", "", "") }

// year returns the year, which is given from now on.
func (h *holidays) year(year int) *report.Holidays {
	for i := range h.years {
		if h.years[i].Year == year {
			return &h.years[i]
		}
	}
	h.years = append(h.years, report.Holidays{Year: year})
	return &h.years[len(h.years)-1]
}

// add adds a day of a year, or of its own where that is 0.
func (h *holidays) add(at pos, year int, date string, off bool) {
	d, _, ok := readDay(date)
	if !ok || checkDate(d, at) != nil {
		h.faults = append(h.faults, source.Finding(at, "I-gb", "", date, ""))
		return
	}
	if year == 0 {
		year = d.Year
	}
	if y := h.year(year); off {
		y.Off = append(y.Off, d)
	} else {
		y.Work = append(y.Work, d)
	}
}

func (h *holidays) readJSON(data []byte) error {
	type year struct {
		Year int
		Days []struct {
			Date     string
			IsOffDay *bool
		}
	}
	var years []year
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if json.Unmarshal(data, &years) != nil {
		years = make([]year, 1)
		if json.Unmarshal(data, &years[0]) != nil {
			return noHolidays(pos{})
		}
	}
	for _, y := range years {
		if y.Year == 0 || y.Days == nil {
			return noHolidays(pos{})
		}
		h.year(y.Year)
		for _, d := range y.Days {
			if d.IsOffDay == nil {
				return noHolidays(pos{})
			}
			h.add(pos{}, y.Year, d.Date, *d.IsOffDay)
		}
	}
	return nil
}

// The words of arrangements.
var (
	offWords  = []string{"放假", "休", "休息", "假", "节假日", "放假日", "休息日"}
	workWords = []string{"上班", "班", "补班", "调休上班", "调班", "工作日", "上班日"}
)

func (h *holidays) readTable(data []byte) error {
	at := map[string]int{}
	rows, err := listRows(data, new(notes), func(rows []listRow) (used int) {
		for i := range rows {
			clear(at)
			for col, c := range rows[i].cells {
				at[report.LabelKey(c.text)] = col
			}
			_, date := at["日期"]
			if _, arranged := at["安排"]; date && arranged {
				return i + 1
			}
		}
		return 0
	})
	switch {
	case err != nil:
		return err
	case rows == nil:
		return noHolidays(pos{})
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if !row.blank() {
			h.row(&row, at)
		}
	}
	return nil
}

// row reads a day.
func (h *holidays) row(r *listRow, at map[string]int) {
	year := 0
	if col, ok := at["年度"]; ok && r.text(col) != "" {
		year, _ = strconv.Atoi(strings.TrimSuffix(fold(r.text(col)), "年"))
		if year == 0 {
			h.faults = append(h.faults, source.Finding(r.place(col), "I-gb", "", r.text(col), ""))
			return
		}
	}
	arranged := r.text(at["安排"])
	off := slices.Contains(offWords, arranged)
	if !off && !slices.Contains(workWords, arranged) {
		h.faults = append(h.faults, source.Finding(r.place(at["安排"]), "I-gb", "", arranged, ""))
		return
	}
	h.add(r.place(at["日期"]), year, r.text(at["日期"]), off)
}
