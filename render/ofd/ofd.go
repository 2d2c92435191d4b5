// Package ofd writes laid out documents as OFD, the national fixed-layout format
// (GB/T 33190-2016), by option as GB/T 42133-2022 wants it for archives (OFD-A). It
// draws what the layout placed and decides nothing: text is text, each glyph at its own
// place, in embedded subsets of the fonts; headings are the outline. A file is made so that
// readers that differ where the standard leaves room draw it alike.
package ofd

import (
	"io"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Options are what a caller may choose. The zero value is ready for use.
type Options struct {
	// Attachment is a file to go along with the document, such as the data that
	// it was made from.
	Attachment *doc.Attachment
	// Archive makes the file an OFD-A. An attachment is then text: its name ends in .txt
	// or .xml (GB/T 42133-2022, 6.15.1).
	Archive bool
}

// Write writes l to w with the default options.
func Write(w io.Writer, l *layout.Layout) error { return Options{}.Write(w, l) }

// Write writes l to w. The same layout gives the same bytes. A layout that no
// valid file can be made of is refused with an [*Error] before anything is
// written, comments with a [*doc.CommentError], and blocks of an unknown kind with a
// [*doc.UnknownBlockError]; other errors are those of the faces, likewise before, and
// those of w.
//
// Write may be called by several goroutines at once, with the same layout too.
func (o Options) Write(w io.Writer, l *layout.Layout) error {
	err := o.write(w, l)
	if r, ok := err.(*fixed.Refusal); ok {
		return &Error{r.Page, r.Text, r.Why}
	}
	return err
}

func (o Options) write(w io.Writer, l *layout.Layout) error {
	if err := fixed.Check(l, format); err != nil {
		return err
	}
	if err := checkProperties(l.Document); err != nil {
		return err
	}
	if err := checkPlaces(l); err != nil {
		return err
	}
	if err := o.checkAttachment(); err != nil {
		return err
	}
	f := newFile(l, o)
	defer f.free()
	if err := f.addFonts(); err != nil {
		return err
	}
	f.addPages()
	f.addAttachment()
	f.addDocument()
	return f.write(w)
}
