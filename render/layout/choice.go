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
	c := chooser{faces: faces}
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
	c.text(doc.Text(allNumbers), &d.Styles.Styles[doc.PageNumber], Place{Block: numberBlock})
	return c.list, c.err()
}

// text chooses the faces of a text.
func (c *chooser) text(runs []doc.Run, style *doc.Style, p Place) {
	for _, run := range runs {
		bold := style.Bold || run.Bold
		for _, r := range run.Text {
			if r != '\n' && !ignorable(r) {
				c.choose(style.Role, bold, r, p)
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

// askedSet says where the choices are, by what asked for them. It is a hash table with
// open addressing, as that of a [Font]: every character of a document is looked up.
type askedSet struct {
	slots []askedSlot
	n     int
}

type askedSlot struct {
	asked        // 0 is empty
	choice int32 // index in the list, or -1 where no face has the character
}

// put takes up what has not been asked before.
func (s *askedSet) put(a asked, choice int32) {
	if 2*s.n >= len(s.slots) {
		old := s.slots
		s.slots = make([]askedSlot, max(1<<10, 4*s.n))
		for _, x := range old {
			if x.asked != 0 {
				*s.slot(x.asked) = x
			}
		}
	}
	*s.slot(a) = askedSlot{a, choice}
	s.n++
}

// get returns where the choice is; ok is false where it has not been asked for.
func (s *askedSet) get(a asked) (choice int32, ok bool) {
	if s.n == 0 {
		return 0, false
	}
	x := s.slot(a)
	return x.choice, x.asked == a
}

// slot returns where a is or is to be put.
func (s *askedSet) slot(a asked) *askedSlot {
	for i := uint32(a) * 0x9E3779B1 >> 8; ; i++ {
		if x := &s.slots[i&uint32(len(s.slots)-1)]; x.asked == 0 || x.asked == a {
			return x
		}
	}
}

// chooser decides which face sets a character, once for each, and notes those that none
// does.
type chooser struct {
	faces   *fonts.Set
	list    []Choice // in the order of their first occurrence
	seen    askedSet
	missing []MissingGlyph
	missed  map[rune]bool // the runes in missing
}

// choose returns the choice of a character, whose Rune is what is drawn for it; nil where
// no face has it.
func (c *chooser) choose(role doc.Role, bold bool, r rune, p Place) *Choice {
	if i := c.index(role, bold, r); i >= 0 {
		return &c.list[i]
	}
	c.miss(r, p)
	return nil
}

// index returns where in the list the choice of a character is, or -1.
func (c *chooser) index(role doc.Role, bold bool, r rune) int32 {
	a := ask(role, bold, r)
	i, ok := c.seen.get(a)
	if !ok {
		i = c.first(role, bold, r)
		c.seen.put(a, i)
	}
	return i
}

// first chooses the face of a character that comes for the first time.
func (c *chooser) first(role doc.Role, bold bool, r rune) int32 {
	if got, ok := c.faces.Choose(role, bold, r); ok {
		if c.list == nil {
			c.list = make([]Choice, 0, 512) // more than most reports have
		}
		c.list = append(c.list, Choice{role, bold, r, got})
		return int32(len(c.list) - 1)
	}
	if r != ' ' && unicode.Is(unicode.Zs, r) { // spaces look alike where no face has but the usual one
		return c.index(role, bold, ' ')
	}
	return -1
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
