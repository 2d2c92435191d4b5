// Package pdf writes laid out documents as PDF 1.7 (ISO 32000-1), each as PDF/A-2a
// (ISO 19005-2) for archives and as PDF/UA-1 (ISO 14289-1) for screen readers in
// one file. It draws what the layout placed and decides nothing. Fonts are
// embedded as subsets, text can be searched and copied, headings are bookmarks,
// and the blocks of the document are tagged: every figure of a table with all the
// cells that head it.
package pdf

import (
	"io"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Options are what a caller may choose. The zero value is ready for use.
type Options struct {
	// Attachment is a file to go along with the document, such as the data that
	// it was made from. The PDF is then PDF/A-3a (ISO 19005-3), for only that
	// part of the standard takes files of any kind.
	Attachment *doc.Attachment
	// Instance is what the file is known by to a program that looks whether it is there
	// already, such as a digest of all that it is made from; empty is none. It is the
	// xmpMM:InstanceID of the metadata.
	Instance string
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
	if err := check(l); err != nil {
		return err
	}
	if err := checkAttachment(o.Attachment); err != nil {
		return err
	}
	structure, err := newStructure(l)
	if err != nil {
		return err
	}
	fonts, err := newFontSet(l)
	if err != nil {
		return err
	}
	pw := newWriter(w)
	catalog, info := pw.alloc(), pw.alloc()
	tree, pages := writePages(pw, l, fonts, structure)
	writeInfo(pw, info, l.Document)
	o.writeCatalog(pw, catalog, l.Document, tree, structure.write(pw, pages), writeOutline(pw, bookmarks(l), pages))
	fonts.write(pw)
	return pw.close(catalog, info)
}

// writePages writes the page tree (ISO 32000-1, 7.7.3), which is flat, and
// returns its root and the pages. They inherit their size, and share resources, which
// PDF/A does not let them inherit (ISO 19005-2, 6.2.2).
func writePages(w *writer, l *layout.Layout, fonts *fontSet, structure *structure) (root ref, pages []ref) {
	root, resources := w.alloc(), w.alloc()
	c := content{b: takeBuffer(), fonts: fonts, structure: structure, height: l.Document.Styles.Page.Height}
	for i := range l.Pages {
		page, contents := w.alloc(), w.alloc()
		pages = append(pages, page)
		w.object(page, "<</Type/Page/Parent ", root, "/Resources ", resources, "/Contents ", contents, "/StructParents ", i, "/Tabs/S>>")
		w.deflated(contents, c.page(i, &l.Pages[i]))
	}
	giveBuffer(c.b)
	w.begin(root)
	w.put("<</Type/Pages/Count ", len(pages), "/Kids[")
	for i, p := range pages {
		if i > 0 {
			w.put(" ")
		}
		w.put(p)
	}
	size := l.Document.Styles.Page
	w.put("]/MediaBox[0 0 ", toHundredths(size.Width), " ", toHundredths(size.Height), "]>>")
	w.end()
	w.begin(resources)
	w.put("<<")
	fonts.writeResources(w)
	w.put(">>")
	w.end()
	return root, pages
}

// writeCatalog writes the document catalog (ISO 32000-1, 7.7.2) and what only it
// refers to. An outline of 0 is none.
func (o Options) writeCatalog(w *writer, r ref, d *doc.Document, pages, structure, outline ref) {
	metadata, part := w.alloc(), 2
	if o.Attachment != nil {
		part = 3
	}
	o.writeMetadata(w, metadata, d, part)
	intent := writeOutputIntent(w)
	w.begin(r)
	w.put("<</Type/Catalog/Pages ", pages, "/Metadata ", metadata, "/Lang ", text(d.Lang),
		"/MarkInfo<</Marked true>>/StructTreeRoot ", structure, "/OutputIntents[", intent,
		"]/ViewerPreferences<</DisplayDocTitle true>>")
	if outline != 0 {
		w.put("/PageMode/UseOutlines/Outlines ", outline)
	}
	if o.Attachment != nil {
		file := w.alloc()
		w.put("/AF[", file, "]/Names<</EmbeddedFiles<</Names[", text(o.Attachment.Name), file, "]>>>>>>")
		w.end()
		writeAttachment(w, file, o.Attachment)
		return
	}
	w.put(">>")
	w.end()
}
