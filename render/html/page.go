package html

import "github.com/nianbao/nianbao/report/doc"

// writePage appends a whole page.
func (x *writer) writePage(data doc.Carried) {
	x.raw("<!DOCTYPE html>\n" + `<html lang="`)
	x.raw(x.d.Lang)
	x.raw(`">` + "\n<head>\n" + `<meta charset="utf-8">` + "\n" +
		`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n<title>")
	x.text(x.d.Title)
	x.raw("</title>\n<style>\n")
	x.styleSheet()
	x.raw("</style>\n</head>\n<body>\n")
	if x.d.Mark != "" {
		x.raw(`<header class="mark">`)
		x.text(x.d.Mark)
		x.raw("</header>\n")
	}
	x.raw("<main>\n")
	x.index(x.d.Index)
	x.raw("<article>\n")
	x.blocks()
	x.raw("</article>\n")
	x.comments()
	x.raw("</main>\n")
	if data.JSON != nil {
		x.data(data)
	}
	x.raw("</body>\n</html>\n")
}

// writeFragment appends a div for pasting into a page.
func (x *writer) writeFragment() {
	x.raw(`<div lang="`)
	x.raw(x.d.Lang)
	x.raw(`" style="line-height:1.8;overflow-wrap:anywhere;font-family:`)
	x.raw(shortFamily(x.d.Styles.Styles[doc.Body].Role))
	x.raw(`" data-title="`)
	x.text(x.d.Title)
	x.raw(`">` + "\n")
	if x.d.Mark != "" {
		x.raw(`<p style="`)
		x.inlineMark()
		x.raw(`">`)
		x.text(x.d.Mark)
		x.raw("</p>\n")
	}
	x.blocks()
	x.raw("</div>\n")
}

// index appends the entry in a catalogue.
func (x *writer) index(list []doc.Property) {
	if len(list) == 0 {
		return
	}
	x.raw(`<dl class="index">` + "\n")
	for _, p := range list {
		x.raw("<div><dt>")
		x.text(p.Name)
		x.raw("</dt><dd>")
		x.text(p.Value)
		x.raw("</dd></div>\n")
	}
	x.raw("</dl>\n")
}

// blocks appends the blocks of the document.
func (x *writer) blocks() {
	for i, b := range x.d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if x.d.RunIn(i+1) != nil {
				continue
			}
			if at := x.left.Take(i, nil); !x.leftOut(b) && (len(at) > 0 || !empty(b)) {
				x.heading(b, at, false)
				x.raw("\n")
			}
		case *doc.Paragraph:
			x.paragraph(i, b, x.d.RunIn(i))
			x.raw("\n")
		case *doc.Table:
			x.table(i, b, x.grids[i])
			x.raw("\n")
		}
	}
}

// leftOut reports whether a heading stands elsewhere on the page that a fragment
// is pasted into.
func (x *writer) leftOut(h *doc.Heading) bool { return x.fragment && h.Level == 0 }

// empty reports whether a heading has no text; HTML has no such headings.
func empty(h *doc.Heading) bool { return doc.PlainText(h.Runs) == "" }

// heading appends a heading with the remarks at it.
func (x *writer) heading(h *doc.Heading, at []doc.Remark, runIn bool) {
	tag := [...]string{"h1", "h2", "h3"}[h.Level]
	x.raw("<")
	x.raw(tag)
	if x.fragment {
		x.raw(` style="`)
		x.inlineHeading(doc.HeadingStyle(h.Level), runIn)
		x.raw(`"`)
	}
	x.raw(">")
	x.marked(h.Runs, at)
	x.raw("</")
	x.raw(tag)
	x.raw(">")
}

// paragraph appends the paragraph that is block i. With a heading that runs in, both stand in a div
// that has the looks of the paragraph, so that the heading stays a heading on
// whose line the text goes on.
func (x *writer) paragraph(i int, p *doc.Paragraph, head *doc.Heading) {
	var atHead []doc.Remark
	if head != nil {
		if atHead = x.left.Take(i-1, nil); x.leftOut(head) || empty(head) && len(atHead) == 0 {
			head = nil
		}
	}
	tag := "p"
	if head != nil {
		tag = "div"
	}
	x.raw("<")
	x.raw(tag)
	if x.fragment {
		x.raw(` style="`)
		x.inlineParagraph(p)
		x.raw(`"`)
	} else {
		x.paragraphClass(p, head != nil)
	}
	x.raw(">")
	if head != nil {
		x.heading(head, atHead, true)
		x.raw("<p")
		if x.fragment {
			// The rest is for where an editor takes out the first.
			x.raw(` style="display:inline;margin:0;`)
			x.lines(&x.d.Styles.Styles[p.Style])
			x.raw(`"`)
		}
		x.raw(">")
	}
	x.marked(p.Runs, x.left.Take(i, nil))
	if head != nil {
		x.raw("</p>")
	}
	x.raw("</")
	x.raw(tag)
	x.raw(">")
}

// paragraphClass appends the class of a paragraph, unless it is plain text.
func (x *writer) paragraphClass(p *doc.Paragraph, runIn bool) {
	if p.Style == doc.Body && p.RightIndent == 0 && !runIn {
		return
	}
	sep := ` class="`
	add := func(name string) {
		x.raw(sep)
		x.raw(name)
		sep = " "
	}
	if runIn {
		add("run-in")
	}
	if p.Style != doc.Body {
		add(className(p.Style))
	}
	if p.RightIndent != 0 {
		add("right-")
		x.int(x.looks.rights.index[x.right(p)])
	}
	x.raw(`"`)
}
