// Package pdf writes laid out documents as PDF 1.7 (ISO 32000-1). It draws what
// the layout placed and decides nothing. Fonts are embedded as subsets, text can
// be searched and copied, headings are bookmarks.
package pdf

import (
	"io"

	"github.com/nianbao/nianbao/render/doc"
	"github.com/nianbao/nianbao/render/layout"
)

// Write writes l to w. The same layout gives the same bytes. A layout that no
// valid file can be made of is refused with an [*Error] before anything is
// written; other errors are those of the faces, likewise before, and those of w.
//
// Write may be called by several goroutines at once, with the same layout too.
func Write(w io.Writer, l *layout.Layout) error {
	if err := check(l); err != nil {
		return err
	}
	fonts, err := newFontSet(l)
	if err != nil {
		return err
	}
	pw := newWriter(w)
	catalog, info := pw.alloc(), pw.alloc()
	tree, pages := writePages(pw, l, fonts)
	writeInfo(pw, info, l.Document)
	writeCatalog(pw, catalog, l.Document, tree, writeOutline(pw, bookmarks(l), pages))
	fonts.write(pw)
	return pw.close(catalog, info)
}

// writePages writes the page tree (ISO 32000-1, 7.7.3), which is flat, and
// returns its root and the pages. They inherit their size and resources.
func writePages(w *writer, l *layout.Layout, fonts *fontSet) (root ref, pages []ref) {
	root = w.alloc()
	c := content{fonts: fonts, height: l.Document.Styles.Page.Height}
	for i := range l.Pages {
		page, contents := w.alloc(), w.alloc()
		pages = append(pages, page)
		w.object(page, "<</Type/Page/Parent ", root, "/Contents ", contents, ">>")
		w.deflated(contents, c.page(&l.Pages[i]))
	}
	w.begin(root)
	w.put("<</Type/Pages/Count ", len(pages), "/Kids[")
	for i, p := range pages {
		if i > 0 {
			w.put(" ")
		}
		w.put(p)
	}
	size := l.Document.Styles.Page
	w.put("]/MediaBox[0 0 ", toHundredths(size.Width), " ", toHundredths(size.Height), "]/Resources<<")
	fonts.writeResources(w)
	w.put(">>>>")
	w.end()
	return root, pages
}

// writeCatalog writes the document catalog (ISO 32000-1, 7.7.2) and the
// metadata, which only it refers to. An outline of 0 is none.
func writeCatalog(w *writer, r ref, d *doc.Document, pages, outline ref) {
	metadata := w.alloc()
	writeMetadata(w, metadata, d)
	w.begin(r)
	w.put("<</Type/Catalog/Pages ", pages, "/Metadata ", metadata, "/Lang ", text(d.Lang),
		"/ViewerPreferences<</DisplayDocTitle true>>")
	if outline != 0 {
		w.put("/PageMode/UseOutlines/Outlines ", outline)
	}
	w.put(">>")
	w.end()
}
