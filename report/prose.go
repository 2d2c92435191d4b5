package report

// passage is a text of the report's prose: a paragraph, or the title of a subsection.
type passage struct {
	at   textAt
	text string
}

// prose returns the paragraphs and titles of subsections, in reading order.
func (r *Report) prose() (all []passage) {
	r.texts(func(at textAt, text string) {
		if at.field.paragraph() || at.sub >= 0 {
			all = append(all, passage{at, text})
		}
	})
	return all
}
