package workbook

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// WriteTrace writes what the figures of a jurisdiction were added up from, as an XLSX file:
// of each table of the form a sheet with a row a body and a column a figure, and sheets of
// the bodies, the rates and what was found. Totals and differences are formulas, and what
// does not agree shows in red. Reports that are left out stand below the others, in grey.
// A sum of more digits than the numbers of a workbook have is text.
//
// Of tens of thousands of bodies the sheets are written to temporary files first. The same
// jurisdiction gives the same bytes. The error is a [*TooManyError], or what w returned.
func WriteTrace(w io.Writer, j *report.Jurisdiction, o report.TraceOptions) error {
	t := newTrace(j, o)
	sheets, err := t.sheets()
	if err != nil {
		return err
	}
	b, err := newBook(t.title())
	if err != nil {
		return err
	}
	defer b.Close()
	b.large = true
	for i, s := range sheets {
		if err := b.add(i, s); err != nil {
			return err
		}
	}
	return b.write(w, doc.Carried{})
}

// TooManyError is more bodies, or figures of each, than a sheet has rows or columns.
type TooManyError struct{ Got, Most int }

// Error returns the message in Chinese.
func (e *TooManyError) Error() string {
	return fmt.Sprintf("工作表放不下：要 %d 行（列），最多 %d；请改写 JSON", e.Got, e.Most)
}

// English returns the message in English.
func (e *TooManyError) English() string {
	return fmt.Sprintf("a sheet has no room: %d rows or columns are needed, and there are %d at most; write JSON instead", e.Got, e.Most)
}

// Where returns "".
func (e *TooManyError) Where() string { return "" }

// The most rows and columns of a sheet (ECMA-376 leaves them open; those are of Excel).
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
)

// trace makes the sheets.
type trace struct {
	*report.Jurisdiction
	published map[string]report.Cell // by their pointers; nil is none
	in, out   []*report.Part         // of which the figures are added up, and the others
}

func newTrace(j *report.Jurisdiction, o report.TraceOptions) *trace {
	t := &trace{Jurisdiction: j}
	if j.Comparable(o.Published) {
		t.published = cellsOf(o.Published)
	}
	for i := range j.Parts {
		p := &j.Parts[i]
		if p.Left == "" {
			t.in = append(t.in, p)
		} else {
			t.out = append(t.out, p)
		}
	}
	return t
}

func (t *trace) title() string {
	return strings.TrimSpace(t.Report.Agency) + strconv.Itoa(t.Report.Year) + traceName
}

// traceName is what the title of a trace ends with.
const traceName = "年政府信息公开工作年度报告数据汇总底稿"

// IsTrace reports whether a file of that many bytes is a workbook that [WriteTrace] wrote.
func IsTrace(r io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return false
	}
	f, err := z.Open(corePart)
	if err != nil {
		return false
	}
	defer f.Close()
	var core struct {
		Title string `xml:"title"`
	}
	err = xml.NewDecoder(io.LimitReader(f, maxText)).Decode(&core)
	return err == nil && strings.HasSuffix(core.Title, traceName)
}

func (t *trace) sheets() (all []*sheet, err error) {
	if t.Report.Tables != nil {
		for _, table := range t.Report.Tables.Edition().Tables() {
			all = append(all, t.table(&table))
		}
	}
	all = append(all, t.bodies(), t.rates(), t.findings())
	for _, s := range all {
		if n := len(s.rows) + len(t.Parts) + 1; n > maxRows {
			err = &TooManyError{n, maxRows}
		}
		if n := len(s.widths); n > maxColumns {
			err = &TooManyError{n, maxColumns}
		}
	}
	return all, err
}
