// Package render writes a report in any of the formats. It only wires: the
// report makes its document, and the package of the format draws it.
package render

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// Format is a file format, by its usual extension without the dot.
type Format string

// The formats.
const (
	DOCX Format = "docx" // Office Open XML, ISO/IEC 29500
	PDF  Format = "pdf"  // ISO 32000-1
	HTML Format = "html" // one page by the HTML standard, with the report's data in it
	JSON Format = "json" // the report's data, see report.Schema
)

// Formats returns every format.
func Formats() []Format { return []Format{DOCX, PDF, HTML, JSON} }

// FormatError is a format that there is not.
type FormatError struct{ Name string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("没有“%s”这种格式；有 %s", e.Name, names("、"))
}

// English returns the text of the error in English.
func (e *FormatError) English() string {
	return fmt.Sprintf("there is no format %q; there are %s", e.Name, names(", "))
}

func names(sep string) string {
	var s []string
	for _, f := range Formats() {
		s = append(s, string(f))
	}
	return strings.Join(s, sep)
}

// Options are what a caller may choose. The zero value is ready for use.
type Options struct {
	// Fonts are the faces of fixed-layout formats, and of a DOCX that embeds
	// fonts; nil is [fonts.Default].
	Fonts *fonts.Set
	// EmbedFonts puts the faces that the text is set in into the DOCX, with the
	// characters used: a reader that does not have the official faces shows the
	// same as the PDF. They must have TrueType outlines. A face whose licence bits
	// (OS/2 fsType) allow preview and print alone may make Word open the document
	// for reading only.
	EmbedFonts bool
	// AttachData puts the report's data into the PDF, as the same JSON that the
	// format JSON is, for programs that read the file. It is PDF/A-3a then, and
	// PDF/A-2a otherwise.
	AttachData bool
	// Fragment makes of the HTML a fragment for pasting into a content management
	// system instead of a page: without title, index and data, see [html.Options].
	Fragment bool
}

// Write writes the report in the format with the default options.
func Write(w io.Writer, f Format, r *report.Report) error { return Options{}.Write(w, f, r) }

// Write writes the report in the format. It writes the same bytes for the same
// report. The error is a [*FormatError]; a [*report.InputError] where no document
// can be made of the report, or no JSON for a file that carries its data, such as a
// DOCX; a [*layout.MissingGlyphError] where no face has a character of it; an
// [*EmbedError]; or one of w.
func (o Options) Write(w io.Writer, f Format, r *report.Report) error {
	if f == JSON {
		b, err := report.Encode(r)
		if err == nil {
			_, err = w.Write(b)
		}
		return err
	}
	if !slices.Contains(Formats(), f) {
		return &FormatError{string(f)}
	}
	d, err := r.Document()
	if err != nil {
		return err
	}
	switch f {
	case DOCX:
		return o.docx(w, d, r)
	case HTML:
		return o.html(w, d, r)
	}
	l, err := layout.Typeset(d, o.faces())
	if err != nil {
		return err
	}
	var p pdf.Options
	if o.AttachData {
		if p.Attachment, err = data(r); err != nil {
			return err
		}
	}
	return p.Write(w, l)
}

// docx writes the report as DOCX, its data along with it.
func (o Options) docx(w io.Writer, d *doc.Document, r *report.Report) error {
	var p docx.Options
	var err error
	if p.Data, err = r.MarshalJSON(); err != nil {
		return err
	}
	if o.EmbedFonts {
		if p.Fonts, err = embeddedFonts(d, o.faces()); err != nil {
			return err
		}
	}
	return p.Write(w, d)
}

// html writes the report as HTML, its data along with it unless it is a fragment.
func (o Options) html(w io.Writer, d *doc.Document, r *report.Report) error {
	h := html.Options{Fragment: o.Fragment}
	if !o.Fragment {
		var err error
		if h.Data, err = r.MarshalJSON(); err != nil {
			return err
		}
	}
	return h.Write(w, d)
}

// data returns the report's data as a file to go along with the document. It is
// as old as the report.
func data(r *report.Report) (*pdf.Attachment, error) {
	b, err := report.Encode(r)
	if err != nil {
		return nil, err
	}
	a := &pdf.Attachment{Name: "report.json", Type: "application/json", Description: r.FullTitle() + "数据", Data: b}
	if r.Date != (report.Date{}) {
		a.Modified = time.Date(r.Date.Year, time.Month(r.Date.Month), r.Date.Day, 0, 0, 0, 0, time.UTC)
	}
	return a, nil
}

// WriteFile writes the report to a file in the format of the path's extension,
// with the default options: whole or not at all.
func WriteFile(path string, r *report.Report) error { return Options{}.WriteFiles(r, path) }

// WriteFiles writes the report to every path in the format of its extension, or,
// where one of them cannot be made, to none.
func (o Options) WriteFiles(r *report.Report, paths ...string) (err error) {
	files := make([]*file, 0, len(paths))
	defer func() {
		for _, f := range files {
			f.discard()
		}
	}()
	for _, path := range paths {
		f, err := create(path)
		if err != nil {
			return err
		}
		files = append(files, f)
		format := Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")))
		if err := o.Write(f, format, r); err != nil {
			return err
		}
		if err := f.finish(); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := f.replaceable(); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := f.rename(); err != nil {
			return err
		}
	}
	return nil
}
