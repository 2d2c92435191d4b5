package layout

import (
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// Choice is the face that sets a character wherever text of a role and weight
// has it.
type Choice struct {
	Role doc.Role
	Bold bool // the style or the run asks for bold
	Rune rune
	fonts.Choice
}

// Choices returns which face of a set sets which character of a document, in the
// order of their first occurrence; the figures of page numbers come last. A
// document that no pages can be made of has them too: nothing is measured.
//
// The error is that of [doc.Document.Check], or a *MissingGlyphError; then the
// choices are those of all other characters.
func Choices(d *doc.Document, faces *fonts.Set) ([]Choice, error) {
	grids, err := d.Grids()
	if err != nil {
		return nil, err
	}
	c := collector{chooser: chooser{faces: faces}, list: make([]Choice, 0, 512)} // more than most reports have
	c.text(doc.Text(d.Mark), &d.Styles.Styles[doc.Mark], Place{Block: markBlock})
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			c.text(b.Runs, &d.Styles.Styles[doc.HeadingStyle(b.Level)], Place{Block: i, Text: excerpt(b.Runs)})
		case *doc.Paragraph:
			c.text(b.Runs, &d.Styles.Styles[b.Style], Place{Block: i, Text: excerpt(b.Runs)})
		case *doc.Table:
			for _, p := range grids[i].Cells {
				c.text(p.Runs, &d.Styles.Styles[p.Style], Place{i, b.Caption, p.Row + 1, p.Col + 1})
			}
		default:
			return nil, &doc.UnknownBlockError{Index: i, Block: b}
		}
	}
	c.text(doc.Text(pageNumber("0123456789")), &d.Styles.Styles[doc.PageNumber], Place{Block: numberBlock})
	return c.list, c.err()
}

// collector gathers choices.
type collector struct {
	chooser
	list []Choice
	seen askedSet
}

func (c *collector) text(runs []doc.Run, style *doc.Style, p Place) {
	for _, run := range runs {
		bold := style.Bold || run.Bold
		for _, r := range run.Text {
			if r == '\n' || ignorable(r) || !c.seen.add(ask(style.Role, bold, r)) {
				continue
			}
			drawn, got, ok := c.choose(style.Role, bold, r, p)
			if ok && (drawn == r || c.seen.add(ask(style.Role, bold, drawn))) {
				c.list = append(c.list, Choice{style.Role, bold, drawn, got})
			}
		}
	}
}

// asked is what asks for a face, in one number that is not 0.
type asked uint32

func ask(role doc.Role, bold bool, r rune) asked {
	const runeBits = 21
	a := asked(r) | asked(role+1)<<(runeBits+1)
	if bold {
		a |= 1 << runeBits
	}
	return a
}

// askedSet is a hash table with open addressing, as that of a [Font]: every character of
// a document is looked up.
type askedSet struct {
	slots []asked // 0 is empty
	n     int
}

// add reports whether a is new.
func (s *askedSet) add(a asked) bool {
	if 2*s.n >= len(s.slots) {
		old := s.slots
		s.slots = make([]asked, max(1<<10, 4*s.n))
		for _, a := range old {
			if a != 0 {
				*s.slot(a) = a
			}
		}
	}
	slot := s.slot(a)
	if *slot == a {
		return false
	}
	*slot = a
	s.n++
	return true
}

// slot returns where a is or is to be put.
func (s *askedSet) slot(a asked) *asked {
	for i := uint32(a) * 0x9E3779B1 >> 8; ; i++ {
		if x := &s.slots[i&uint32(len(s.slots)-1)]; *x == 0 || *x == a {
			return x
		}
	}
}

// chooser decides which face sets a character, and notes those that none does.
type chooser struct {
	faces   *fonts.Set
	missing []MissingGlyph
	missed  map[rune]bool // the runes in missing
}

// choose returns the character that is drawn for another, and its face.
func (c *chooser) choose(role doc.Role, bold bool, r rune, p Place) (rune, fonts.Choice, bool) {
	if got, ok := c.faces.Choose(role, bold, r); ok {
		return r, got, true
	}
	if unicode.Is(unicode.Zs, r) { // spaces look alike where no face has but the usual one
		if got, ok := c.faces.Choose(role, bold, ' '); ok {
			return ' ', got, true
		}
	}
	c.miss(r, p)
	return r, fonts.Choice{}, false
}

func (c *chooser) miss(r rune, p Place) {
	if c.missed[r] {
		return
	}
	if c.missed == nil {
		c.missed = map[rune]bool{}
	}
	c.missed[r] = true
	c.missing = append(c.missing, MissingGlyph{r, p})
}

// err returns what stands against setting the text.
func (c *chooser) err() error {
	if c.missing != nil {
		return &MissingGlyphError{c.missing}
	}
	return nil
}
