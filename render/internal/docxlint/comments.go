package docxlint

// comments checks the comments (17.13.4): each has an ID of its own, text, no date, and
// an author who is no person; in the document it begins, ends, and is referred to behind
// its end, once each and in paragraphs. Word repairs a file otherwise, or drops the comment.
func (p *pkg) comments(document *node) {
	type marks struct{ start, end, reference *node }
	found := map[string]*marks{}
	order := 0
	at := map[*node]int{}
	document.walk(func(n *node) bool {
		order++
		at[n] = order
		m := found[n.attr("w:id")]
		if m == nil {
			m = new(marks)
		}
		var one **node
		switch n.name {
		case "w:commentRangeStart":
			one = &m.start
		case "w:commentRangeEnd":
			one = &m.end
		case "w:commentReference":
			one = &m.reference
		default:
			return true
		}
		found[n.attr("w:id")] = m
		if *one != nil {
			p.at("comment-twice", n, "the comment %q has it twice", n.attr("w:id"))
		}
		*one = n
		if in := n.parent.name; in != "w:p" && n.name != "w:commentReference" {
			p.at("comment-place", n, "in a %s, want it in a w:p", in)
		}
		return true
	})
	const part = "word/comments.xml"
	if root := p.root(part); root != nil {
		ids := map[string]bool{}
		for _, c := range root.children("w:comment") {
			id := c.attr("w:id")
			if _, ok := c.number("w:id"); !ok || ids[id] {
				p.at("comment-id", c, "w:id %q, want a number of its own", id)
			}
			ids[id] = true
			if c.attr("w:author") != "校核" || c.attrs["w:date"] != "" || c.attr("w:initials") != "校" {
				p.at("comment-author", c, "%v: a person or a clock", c.attrs)
			}
			if c.child("w:p") == nil || c.allText() == "" {
				p.at("comment-text", c, "no text")
			}
			m := found[id]
			delete(found, id)
			switch {
			case m == nil || m.start == nil || m.end == nil || m.reference == nil:
				p.at("comment-range", c, "the document lacks its beginning, its end or the reference to it")
			case at[m.start] > at[m.end] || at[m.end] > at[m.reference]:
				p.at("comment-range", c, "its beginning, its end and the reference to it do not follow one another")
			}
		}
	}
	document.walk(func(n *node) bool {
		if m := found[n.attr("w:id")]; m != nil && (n == m.start || n == m.end || n == m.reference) {
			p.at("comment-absent", n, "there is no comment %q", n.attr("w:id"))
		}
		return true
	})
}
