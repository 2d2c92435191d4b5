package html

import (
	"strings"

	"github.com/nianbao/nianbao/render/internal/remarks"
	"github.com/nianbao/nianbao/report/doc"
)

// marked appends the text of a block, with what of it the remarks are on and a link to
// each. The number of the link is that by which the style sheet counts it, so that no
// text of the document has another figure in it.
func (x *writer) marked(runs []doc.Run, at []doc.Remark) {
	if len(at) == 0 {
		x.runs(runs)
		return
	}
	remarks.Walk(runs, at, func(r doc.Run, on int) {
		if on == 0 {
			x.runs([]doc.Run{r})
			return
		}
		x.raw("<mark>")
		x.runs([]doc.Run{r})
		x.raw("</mark>")
	}, func(doc.Remark) {}, func(r doc.Remark) {
		x.raw(`<a class="note" role="doc-noteref" id="mark-`)
		x.int(r.Number)
		x.raw(`" href="#note-`)
		x.int(r.Number)
		x.raw(`" aria-label="批注 `)
		x.int(r.Number)
		x.raw(`"></a>`)
	})
}

// comments appends the list of the comments.
func (x *writer) comments() {
	if x.remarks == nil {
		return
	}
	x.raw(`<section class="notes" role="doc-endnotes" aria-labelledby="notes">` + "\n" + `<h2 id="notes">校核意见</h2>` + "\n<ol>\n")
	for _, r := range x.remarks {
		x.raw(`<li id="note-`)
		x.int(r.Number)
		x.raw(`"><p><a role="doc-backlink" href="#mark-`)
		x.int(r.Number)
		x.raw(`">`)
		first, rest, more := strings.Cut(r.Text, "\n")
		x.text(first)
		x.raw("</a>")
		if more {
			x.raw("</p><p>")
			x.runs(doc.Text(rest))
		}
		x.raw("</p></li>\n")
	}
	x.raw("</ol>\n</section>\n")
}
