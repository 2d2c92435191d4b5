// Package docx writes a document tree as a DOCX file: WordprocessingML in the
// transitional form of ISO/IEC 29500-4, packed by ISO/IEC 29500-2, for Word,
// WPS Office and LibreOffice.
package docx

import (
	"io"

	"github.com/nianbao/nianbao/report/doc"
)

// Options are what may go along with the document. The zero value is nothing.
type Options struct {
	// Data goes along in a custom XML part (ISO/IEC 29500-1, 15.2.5): a root
	// element report in the namespace [doc.CarriedNamespace] with the JSON as its
	// text and the attributes version, which is [doc.CarriedVersion], program and
	// options, unless they are empty, and sha256, the digest.
	Data doc.Carried
	// Fonts are embedded, obfuscated as ISO/IEC 29500-1, 17.8.1 says, for readers
	// that do not have the official faces.
	Fonts []Font
}

// Write writes d to w as a DOCX file, with nothing besides.
func Write(w io.Writer, d *doc.Document) error { return Options{}.Write(w, d) }

// Write writes d to w as a DOCX file, its comments as those of a word processor,
// without a date. The same document gives the same bytes.
//
// The document is checked before the first byte is written. The error is that of
// [doc.Document.Check] or [doc.Carried.Check], an [*Error] for a font that cannot go
// along, or what w returned.
func (o Options) Write(w io.Writer, d *doc.Document) error {
	grids, err := d.Grids()
	if err != nil {
		return err
	}
	if err := o.Data.Check(); err != nil {
		return err
	}
	fonts, err := embed(o.Fonts)
	if err != nil {
		return err
	}
	p := &pack{doc: d, grids: grids, remarks: d.Remarks(), data: o.Data, fonts: fonts}
	return p.write(w)
}
