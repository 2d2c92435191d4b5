package docxlint

// comments checks the comments (17.13.4): each has an ID of its own, text, no date, and
// an author who is no person; in the document it begins, ends, and is referred to behind
// its end, once each and in paragraphs. Word repairs a file otherwise, or drops the comment.
func (p *pkg) comments(document *node) {
	type marks struct{ start, end, reference *node }
	found := map[string]*marks{}
	order := 0
	at := map[*node]int{}
	document.Walk(func(n *node) bool {
		order++
		at[n] = order
		m := found[n.Attr("w:id")]
		if m == nil {
			m = new(marks)
		}
		var one **node
		switch n.Name {
		case "w:commentRangeStart":
			one = &m.start
		case "w:commentRangeEnd":
			one = &m.end
		case "w:commentReference":
			one = &m.reference
		default:
			return true
		}
		found[n.Attr("w:id")] = m
		if *one != nil {
			p.At("comment-twice", n, "the comment %q has it twice", n.Attr("w:id"))
		}
		*one = n
		if in := n.Parent.Name; in != "w:p" && n.Name != "w:commentReference" {
			p.At("comment-place", n, "in a %s, want it in a w:p", in)
		}
		return true
	})
	const part = "word/comments.xml"
	if root := p.root(part); root != nil {
		ids := map[string]bool{}
		for _, c := range root.Children("w:comment") {
			id := c.Attr("w:id")
			if _, ok := c.Number("w:id"); !ok || ids[id] {
				p.At("comment-id", c, "w:id %q, want a number of its own", id)
			}
			ids[id] = true
			if c.Attr("w:author") != "校核" || c.Attr("w:date") != "" || c.Attr("w:initials") != "校" {
				p.At("comment-author", c, "%v: a person or a clock", c.Attrs)
			}
			if c.Child("w:p") == nil || allText(c) == "" {
				p.At("comment-text", c, "no text")
			}
			m := found[id]
			delete(found, id)
			switch {
			case m == nil || m.start == nil || m.end == nil || m.reference == nil:
				p.At("comment-range", c, "the document lacks its beginning, its end or the reference to it")
			case at[m.start] > at[m.end] || at[m.end] > at[m.reference]:
				p.At("comment-range", c, "its beginning, its end and the reference to it do not follow one another")
			}
		}
	}
	document.Walk(func(n *node) bool {
		if m := found[n.Attr("w:id")]; m != nil && (n == m.start || n == m.end || n == m.reference) {
			p.At("comment-absent", n, "there is no comment %q", n.Attr("w:id"))
		}
		return true
	})
}
