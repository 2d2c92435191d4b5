package layout

import (
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// shaper turns text into glyphs.
type shaper struct {
	faces   *fonts.Set
	chars   []char // of every text, one after another
	missing []MissingGlyph
	missed  map[rune]bool // the runes in missing
}

// shape appends the characters of runs to s.chars and returns where they
// begin. Characters that no face covers are noted in s.missing and left out;
// default-ignorable ones are left out.
func (s *shaper) shape(runs []doc.Run, style *doc.Style, p Place) (from int) {
	from = len(s.chars)
	for _, run := range runs {
		for _, r := range run.Text {
			s.char(r, style, style.Bold || run.Bold, p, from)
		}
	}
	return from
}

func (s *shaper) char(r rune, style *doc.Style, bold bool, p Place, from int) {
	switch {
	case r == '\n':
		s.chars = append(s.chars, char{rune: r, class: newline, block: p.Block})
		return
	case ignorable(r):
		if len(s.chars) > from {
			last := &s.chars[len(s.chars)-1]
			switch r {
			case 0x200B: // zero width space
				last.after = may
			case 0x200D, 0x2060, 0xFEFF: // zero width joiner, word joiner
				last.joined = true
			}
		}
		return
	}
	c := char{rune: r, class: classOf(r), size: style.Size, block: p.Block}
	var ok bool
	if c.Choice, ok = s.faces.Choose(style.Role, bold, r); !ok && unicode.Is(unicode.Zs, r) {
		// Spaces of every kind look alike where the face has but one.
		c.rune = ' '
		c.Choice, ok = s.faces.Choose(style.Role, bold, ' ')
	}
	if !ok {
		s.miss(r, p)
		return
	}
	c.measure(style)
	s.chars = append(s.chars, c)
}

func (s *shaper) miss(r rune, p Place) {
	if s.missed[r] {
		return
	}
	if s.missed == nil {
		s.missed = map[rune]bool{}
	}
	s.missed[r] = true
	s.missing = append(s.missing, MissingGlyph{r, p})
}

// measure sets the width of the character at its size.
func (c *char) measure(style *doc.Style) {
	if c.Face == nil {
		return
	}
	em := doc.Length(c.Face.UnitsPerEm())
	c.width = (doc.Length(c.Face.Advance(c.GID))*c.size + em/2) / em
	if c.class != mark {
		c.width = max(0, c.width+style.CharPitch()-style.Size)
	}
}

// err returns what stands against setting the text.
func (s *shaper) err() error {
	if s.missing != nil {
		return &MissingGlyphError{s.missing}
	}
	return nil
}
