// Package render writes a report in any of the formats. It only wires: the
// report makes its document, and the package of the format draws it.
package render

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report"
)

// Format is a file format, by its usual extension without the dot.
type Format string

// The formats.
const (
	DOCX Format = "docx" // Office Open XML, ISO/IEC 29500
	PDF  Format = "pdf"  // ISO 32000-1
	OFD  Format = "ofd"  // GB/T 33190-2016
	HTML Format = "html" // one page by the HTML standard, with the report's data in it
	JSON Format = "json" // the report's data, see report.Schema
)

// Formats returns every format.
func Formats() []Format { return []Format{DOCX, PDF, OFD, HTML, JSON} }

// MediaType returns the media type of files in the format, for a server that sends them;
// "" for a format that there is not.
func (f Format) MediaType() string {
	switch f {
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case PDF:
		return "application/pdf"
	case OFD:
		return "application/ofd"
	case HTML:
		return "text/html; charset=utf-8"
	case JSON:
		return "application/json"
	}
	return ""
}

// FormatOf returns the format that the path's extension names. The error is a
// [*FormatError].
func FormatOf(path string) (Format, error) {
	f := Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")))
	if !slices.Contains(Formats(), f) {
		return "", &FormatError{string(f), path}
	}
	return f, nil
}

// FormatError is a format that there is not, or a path without one.
type FormatError struct {
	Name string // "" is no extension
	Path string // of the file that was to be written, or ""
}

// Error returns the message in Chinese.
func (e *FormatError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("文件名没有扩展名；可以是 %s", names("、"))
	}
	return fmt.Sprintf("没有“%s”这种格式；有 %s", e.Name, names("、"))
}

// English returns the message in English.
func (e *FormatError) English() string {
	if e.Name == "" {
		return fmt.Sprintf("the file name has no extension; it may be %s", names(", "))
	}
	return fmt.Sprintf("there is no format %q; there are %s", e.Name, names(", "))
}

// Where returns the path.
func (e *FormatError) Where() string { return e.Path }

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
	// same as the PDF. A face whose licence bits (OS/2 fsType) allow preview and
	// print alone may make Word open the document for reading only.
	EmbedFonts bool
	// Data says which files carry the report's data, for programs that read them.
	Data Data
	// Note prints the note on the report's Revision below the signature: see
	// [report.Report.AppendNote].
	Note bool
	// Mark stands on every page of a document that is not final, such as [doc.Draft]; empty
	// is none. The data that go along with a draft keep its reasons.
	Mark string
	// Program is the name and the version of the program that writes, such as
	// "nianbao v1.2.0", for the data to name it, and for a PDF to be known by, see
	// [Prepared.Present]; may be empty.
	Program string
	// Archive makes of the OFD one for archives, by GB/T 42133-2022: of the type OFD-A,
	// without data that are not asked for, and with those that are as text. A PDF is one
	// for archives without it.
	Archive bool
	// Fragment makes of the HTML a fragment for pasting into a content management
	// system instead of a page: without title, index and data, see [html.Options].
	Fragment bool
}

// Data says which files carry the report's data, as the JSON that the format JSON
// is.
type Data uint8

const (
	DataDefault Data = iota // a DOCX, an OFD that is not for archives, and a web page
	DataAlways              // these for archives, too; the PDF is PDF/A-3a then, and PDF/A-2a otherwise
	DataNever               // none
)

// For returns the options that a file of the format depends on; the others are
// those of the zero value. A fragment never carries data.
func (o Options) For(f Format) Options {
	var of Options
	switch f {
	case DOCX:
		of = Options{EmbedFonts: o.EmbedFonts, Data: o.Data, Note: o.Note, Mark: o.Mark, Program: o.Program}
		if o.EmbedFonts {
			of.Fonts = o.Fonts
		}
	case PDF:
		of = Options{Fonts: o.Fonts, Data: o.Data, Note: o.Note, Mark: o.Mark, Program: o.Program}
	case OFD:
		of = Options{Fonts: o.Fonts, Data: o.Data, Note: o.Note, Mark: o.Mark, Archive: o.Archive}
	case HTML:
		of.Fragment, of.Note, of.Mark = o.Fragment, o.Note, o.Mark
		if !o.Fragment {
			of.Data, of.Program = o.Data, o.Program
		}
	}
	return of
}

// carries reports whether a file of the format carries the report's data.
func (o Options) carries(f Format) bool {
	if o.Data == DataDefault {
		return f == DOCX || f == OFD && !o.Archive || f == HTML && !o.Fragment
	}
	return o.Data == DataAlways
}

// Write writes the report in the format with the default options, see [Prepared.Write].
func Write(w io.Writer, f Format, r *report.Report) error { return Options{}.Write(w, f, r) }

// Write writes the report in the format, see [Prepared.Write].
func (o Options) Write(w io.Writer, f Format, r *report.Report) error {
	return o.prepare(r).Write(w, f)
}

// WriteFile writes the report to a file in the format of the path's extension,
// with the default options: whole or not at all. The error is that of
// [Prepared.WriteFiles].
func WriteFile(path string, r *report.Report) error { return Options{}.WriteFiles(r, path) }

// WriteFiles writes the report to files, see [Prepared.WriteFiles].
func (o Options) WriteFiles(r *report.Report, paths ...string) error {
	return o.prepare(r).WriteFiles(paths...)
}
