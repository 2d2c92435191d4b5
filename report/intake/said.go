package intake

import (
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// line is what a document says in one place: a paragraph or heading, which is one
// cell, or a row of a table.
type line []said

// said is a text of a document.
type said struct {
	text string
	at   pos
	// Of a document of ours: what the text is, and the JSON pointer of what it was
	// made from.
	kind textKind
	path string
	body *said // the paragraph that goes on in the line of the heading that it is
}

type textKind uint8

const (
	labelText      textKind = iota // of a table
	figureText                     // of a table
	titleText                      // the title of the document
	sectionText                    // the heading of a section
	subsectionText                 // the heading of a subsection
	paragraphText
	issuerText
	dateText
	noteText  // on a revision
	indexText // a value of the entry in a catalogue
)

// key is the text as it is compared: without the space that typesetting puts in, and
// what is invisible. Where lines are those of typesetting there is no telling which.
func (s said) key(typeset bool) string {
	var b strings.Builder
	space, last := false, ' '
	text := s.text
	if s.body != nil {
		text += s.body.text
	}
	for _, r := range invisible.Replace(text) {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space && !typeset && isWord(last) && isWord(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		space, last = false, r
	}
	return b.String()
}

// isWord reports whether a space between this character and another such means
// something.
func isWord(r rune) bool { return r > ' ' && r < 0x7f }

func (l line) key(typeset bool) string {
	if len(l) == 1 {
		return l[0].key(typeset)
	}
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.key(typeset))
		b.WriteByte('\n')
	}
	return b.String()
}

func (l line) blank() bool {
	for _, s := range l {
		if s.text != "" {
			return false
		}
	}
	return true
}

// withoutBlankEnd returns the line without the blank cells at its end.
func (l line) withoutBlankEnd() line {
	for len(l) > 1 && l[len(l)-1].text == "" {
		l = l[:len(l)-1]
	}
	return l
}

// linesOf returns what a file says. Blank paragraphs say nothing.
func linesOf(s *source.Source) (lines []line) {
	add := func(l line) {
		if len(l) > 1 || !l.blank() {
			lines = append(lines, l)
		}
	}
	for _, b := range s.Blocks {
		if b.Table == nil {
			add(line{{text: visibleText(b.Text), at: b.At}})
			continue
		}
		var row line
		last := 0
		for _, c := range b.Table.Cells {
			if c.Row != last {
				add(row)
				row, last = nil, c.Row
			}
			text := visibleText(c.Text)
			if c.State == source.Wrapped {
				text = strings.ReplaceAll(text, "\n", "")
			}
			row = append(row, said{text: text, at: c.At})
		}
		add(row)
	}
	return lines
}

func visibleText(s string) string { return strings.TrimSpace(invisible.Replace(s)) }

// linesOfReport returns what the document of a report says, in a page with its entry
// in a catalogue before it. A heading that runs in stands in the line of its paragraph,
// or in one before it; the note on a revision is there or not.
func linesOfReport(r *report.Report, page, runIn, note bool) (lines []line, err error) {
	d, err := r.Document()
	if err != nil {
		return nil, err
	}
	if note {
		r.AppendNote(d)
	}
	for _, x := range d.Index {
		if page {
			lines = append(lines, line{{text: x.Name}, {text: x.Value, kind: indexText, path: x.Name}})
		}
	}
	add := func(text, path string, kind textKind) *said {
		lines = append(lines, line{{text: text, path: path, kind: kind}})
		return &lines[len(lines)-1][0]
	}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if !runIn || d.RunIn(i+1) == nil {
				add(doc.PlainText(b.Runs), b.Source, titleText+textKind(b.Level))
			}
		case *doc.Paragraph:
			kind := paragraphText
			switch b.Source {
			case "/issuer":
				kind = issuerText
			case "/date":
				kind = dateText
			case "/revision":
				kind = noteText
			}
			text := doc.PlainText(b.Runs)
			if h := d.RunIn(i); h != nil && runIn {
				add(doc.PlainText(h.Runs), h.Source, subsectionText).body = &said{text: text, path: b.Source, kind: kind}
			} else {
				add(text, b.Source, kind)
			}
		case *doc.Table:
			for _, row := range b.Rows {
				var l line
				for _, c := range row.Cells {
					x := said{text: doc.PlainText(c.Runs), path: c.Source}
					if c.Source != "" {
						x.kind = figureText
					}
					l = append(l, x)
				}
				lines = append(lines, l)
			}
		}
	}
	return lines, nil
}

// inked is how many characters of a text are seen.
func inked(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// sameInk reports whether two texts are the same but for space.
func sameInk(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

// divideAt divides a text behind so many characters that are seen.
func divideAt(s string, n int) (head, rest string) {
	for i, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		if n == 0 {
			return strings.TrimSpace(s[:i]), s[i:]
		}
		n--
	}
	return strings.TrimSpace(s), ""
}
