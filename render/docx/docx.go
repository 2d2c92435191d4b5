// Package docx writes a document tree as a DOCX file: WordprocessingML in the
// transitional form of ISO/IEC 29500-4, packed by ISO/IEC 29500-2, for Word,
// WPS Office and LibreOffice.
package docx

import (
	"archive/zip"
	"io"
	"time"

	"github.com/nianbao/nianbao/render/doc"
)

// Write writes d to w as a DOCX file. The same document gives the same bytes.
//
// The document is checked before the first byte is written. The error is that of
// [doc.Document.Check] or what w returned.
func Write(w io.Writer, d *doc.Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	grids := make([]*doc.Grid, len(d.Blocks))
	for i, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			var err error
			if grids[i], err = t.Grid(); err != nil {
				return err
			}
		}
	}
	z := zip.NewWriter(w)
	for _, p := range parts(d, grids) {
		// The first date that a ZIP archive can hold.
		f, err := z.CreateHeader(&zip.FileHeader{
			Name:     p.name,
			Method:   zip.Deflate,
			Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return err
		}
		if _, err := f.Write(p.data); err != nil {
			return err
		}
	}
	return z.Close()
}
