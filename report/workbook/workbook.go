// Package workbook writes a report as a workbook for a clerk to fill in: the tables in
// their official layout, a sheet each, with live totals and checks, and the narrative.
// It is read by package intake as any workbook is. Besides it writes blank tables of
// many bodies and ledgers, the trace of what a jurisdiction's totals were added up
// from, and lists as CSV. No other package of this module imports it, so that a program without workbooks
// links none of this.
package workbook

import (
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report"
)

// Options are what may be chosen. The zero value is ready for use.
type Options struct {
	// Last is the report of the year before: its figures stand in grey beside the
	// tables, outside what is printed. Those that the form of this year does not ask
	// for are left out. nil is none.
	Last *report.Report
	// Program is the program that makes the file and its version, which go along
	// with the report's data.
	Program string
	NoData  bool   // the report's data do not go along
	Note    bool   // the note on the report's Revision stands below the signature
	Mark    string // stands above every page, such as [doc.Draft]; empty is none
}

// Write writes the report as an XLSX file (ISO/IEC 29500). Sheets stand in the order
// of the document, so that all of them printed are the report. What is to be filled in
// is unlocked, all else locked without a password; the agency may be missing. The same
// report gives the same bytes.
//
// The report's data go along in a custom XML part, in the element that a DOCX has them
// in. The error is that of [report.Report.Document], a [*TextError], that of
// [doc.Carried.Check], or what w returned.
func Write(w io.Writer, r *report.Report, o Options) error {
	data, err := o.carried(r)
	if err != nil {
		return err
	}
	sheets, err := o.sheets(r)
	if err != nil {
		return err
	}
	b, err := newBook(r.FullTitle())
	if err != nil {
		return err
	}
	defer b.Close()
	for i, s := range sheets {
		s.mark = o.Mark
		if err := b.add(i, s); err != nil {
			return err
		}
	}
	return b.write(w, data)
}

// book is a workbook in the making.
type book struct {
	*excelize.File
	styles   map[look]int // by how they look
	red      int          // conditional formats
	toFillIn int
	growing  []string // parts of sheets whose rows are as high as their text
	large    bool     // sheets may be too large to be held
}

func newBook(title string) (*book, error) {
	b := &book{File: excelize.NewFile(), styles: map[look]int{}}
	var err error
	try := func(f func() error) {
		if err == nil {
			err = f()
		}
	}
	try(func() error { return b.SetDefaultFont(songFont) })
	try(func() (err error) {
		b.red, err = b.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Color: "C00000", Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}},
		})
		return err
	})
	try(func() (err error) {
		b.toFillIn, err = b.NewConditionalStyle(&excelize.Style{
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF8DC"}},
		})
		return err
	})
	try(func() error { return b.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: new(true)}) })
	b.Pkg.Store(corePart, core(title))
	b.Pkg.Store(appPart, []byte(app))
	return b, err
}
