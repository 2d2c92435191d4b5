// Command fpdf draws a report into a PDF that a program makes with
// codeberg.org/go-pdf/fpdf: here a cover sheet, and then the pages of the report.
package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
)

func main() {
	data, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = convert(os.Stdout, data)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// convert reads a report in JSON and writes the PDF.
func convert(w io.Writer, data []byte) error {
	r, _, err := report.Decode(data) // the findings are for whoever checks reports
	if err != nil {
		return err
	}
	d, err := r.Document()
	if err != nil {
		return err
	}
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		return err
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCreationDate(time.Unix(0, 0)) // the same report, the same file
	f.SetModificationDate(time.Unix(0, 0))
	f.SetCatalogSort(true)
	cover(f, len(l.Pages))
	if err := Draw(f, l); err != nil {
		return err
	}
	return f.Output(w)
}

// cover is whatever the program puts before the report.
func cover(f *fpdf.Fpdf, pages int) {
	f.AddPage()
	f.SetFont("Helvetica", "B", 20)
	f.Text(30, 60, "Records office")
	f.SetFont("Helvetica", "", 12)
	f.Text(30, 72, fmt.Sprintf("Annual report on government information disclosure, %d pages", pages))
	f.Rect(25, 45, 160, 40, "D")
}
