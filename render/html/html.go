// Package html writes a document tree as a web page: one file that needs no
// other, without script, by the HTML standard (https://html.spec.whatwg.org/).
// On paper it comes out as the official page that the style sheet describes.
package html

import (
	"fmt"
	"hash/fnv"
	"io"

	"github.com/nianbao/nianbao/report/doc"
)

// Options are what a caller may choose. The zero value is ready for use.
type Options struct {
	// Data goes along with the page in a data block, which browsers do not run:
	//
	//	<script type="application/json" id="report" data-version="2" data-sha256="…">
	//
	// The version is [doc.CarriedVersion]; data-program and data-options are there
	// unless they are empty; the checksum is the digest.
	Data doc.Carried
	// Fragment leaves out all that a content management system has a place of its
	// own for: instead of a page it is one div for pasting into an article. The
	// title (headings of level 0), the index and the data are not in it, for the
	// article has a title and a catalogue entry of its own and scripts are taken
	// out of it; the div has the title as data-title, for programs that read the
	// fragment by itself. The other headings begin at h2. Looks are inline styles,
	// and nothing but the links from cells to their heads depends on ids, so that
	// the fragment keeps its looks where style sheets, classes and ids are taken
	// out. The mark is its first paragraph. Comments are refused, for a document
	// with comments is not to be published.
	Fragment bool
}

// Write writes d to w as a web page with the default options.
func Write(w io.Writer, d *doc.Document) error { return Options{}.Write(w, d) }

// Write writes d to w, in one call of w.Write. The same document gives the same
// bytes. Its comments are a list behind the text, to which links lead from what they
// are on.
//
// The document is checked before the first byte is written. The error is that of
// [doc.Document.Check] or [doc.Carried.Check], of comments in a fragment a
// [*doc.CommentError], an [*Error], or what w returned.
func (o Options) Write(w io.Writer, d *doc.Document) error {
	grids, err := d.Grids()
	if err != nil {
		return err
	}
	if o.Fragment && len(d.Comments) > 0 {
		return &doc.CommentError{Format: "HTML"}
	}
	if err := o.Data.Check(); err != nil {
		return err
	}
	for _, g := range grids {
		if g != nil && g.Cols > maxColumns {
			return &Error{fmt.Sprintf("表格有 %d 列，网页最多 %d 列", g.Cols, maxColumns), fmt.Sprintf("a table has %d columns; a web page has %d at most", g.Cols, maxColumns)}
		}
	}
	x := writer{d: d, grids: grids, remarks: d.Remarks()}
	x.left = x.remarks
	if err := x.survey(); err != nil {
		return err
	}
	cells := 0
	for _, g := range grids {
		if g != nil {
			cells += len(g.Cells)
		}
	}
	// What an official report takes, and a little more.
	const text, pageCell, fragmentCell = 24 << 10, 128, 256
	if o.Fragment {
		x.fragment, x.prefix = true, fragmentPrefix(d)
		x.b = make([]byte, 0, text+fragmentCell*cells)
		x.writeFragment()
	} else {
		x.b = make([]byte, 0, text+pageCell*cells+len(o.Data.JSON))
		x.writePage(o.Data)
	}
	n, err := w.Write(x.b)
	if err == nil && n != len(x.b) {
		err = io.ErrShortWrite
	}
	return err
}

// maxColumns is the most columns that browsers let a cell span (HTML, 4.9.11).
const maxColumns = 1000

// fragmentPrefix returns what ids of a fragment begin with: another one for every
// title, since several years may be pasted into one page.
func fragmentPrefix(d *doc.Document) string {
	h := fnv.New32a()
	io.WriteString(h, d.Title)
	return fmt.Sprintf("nb%06x", h.Sum32()>>8)
}

// Error is why a document cannot be written as a web page.
type Error struct{ zh, en string }

// Error returns the message in Chinese.
func (e *Error) Error() string { return e.zh }

// English returns the message in English.
func (e *Error) English() string { return e.en }

// Where returns nothing: it is the document.
func (e *Error) Where() string { return "" }
