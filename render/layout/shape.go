package layout

import (
	"slices"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// shaper turns text into glyphs.
type shaper struct {
	chooser
	chars []char // of the texts that are being set, one after another
}

// shape appends the characters of runs to s.chars and returns where they
// begin. Characters that no face covers are noted and left out; default-ignorable
// ones are left out.
func (s *shaper) shape(runs []doc.Run, style *doc.Style, p Place) (from int) {
	from = len(s.chars)
	for _, run := range runs {
		if len(run.Text) > 1<<12 { // else what there is grows for the next as well
			s.chars = slices.Grow(s.chars, utf8.RuneCountInString(run.Text))
		}
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
	choice := s.choose(style.Role, bold, r, p)
	if choice == nil {
		return
	}
	s.chars = append(s.chars, char{rune: choice.Rune, class: classOf(r), Choice: choice.Choice, size: style.Size, block: p.Block})
	s.chars[len(s.chars)-1].measure(style)
}

// measure sets the width of the character at its size.
func (c *char) measure(style *doc.Style) {
	if c.Face == nil {
		return
	}
	c.width = advance(c.Face, c.GID, c.size)
	if c.class != mark {
		c.width = max(0, c.width+style.CharPitch()-style.Size)
	}
}
