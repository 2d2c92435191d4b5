package fonts

import (
	"slices"

	"github.com/nianbao/nianbao/report/doc"
)

// Family is the faces of one role. Either may be nil.
type Family struct{ Regular, Bold *Face }

// Set gives a face for each role, with fallbacks per character. It must not
// change while it is used; it is then safe for concurrent use. The zero value
// covers nothing.
type Set struct {
	Families [doc.NumRoles]Family
	Fallback []*Face  // asked last, in order
	Looked   []Looked // what was looked at for the set, by path; not the embedded faces
}

// Choice is the face that a Set gives for a character.
type Choice struct {
	Face *Face
	GID  GID
	// Embolden asks the renderer to thicken the glyph: bold was asked for and
	// the set has no bold face for the role.
	Embolden bool
}

// Choose returns the face and glyph for r in the role; ok is false where no
// face of the set covers r. It asks the family of the role, then the Song and
// the Kai family, then the fallback faces. A bold face is asked only for bold
// text, and before the regular one of its family.
func (s *Set) Choose(role doc.Role, bold bool, r rune) (c Choice, ok bool) {
	for i, next := range [...]doc.Role{role, doc.Song, doc.KaiTi} {
		if next >= doc.NumRoles || i > 0 && next == role {
			continue
		}
		f := &s.Families[next]
		if bold && f.Bold != nil {
			if g := f.Bold.Glyph(r); g != 0 {
				return Choice{f.Bold, g, false}, true
			}
		}
		if f.Regular != nil {
			if g := f.Regular.Glyph(r); g != 0 {
				return Choice{f.Regular, g, bold}, true
			}
		}
	}
	for _, f := range s.Fallback {
		if f == nil {
			continue
		}
		if g := f.Glyph(r); g != 0 {
			return Choice{f, g, bold}, true
		}
	}
	return Choice{}, false
}

// fallBack has the embedded faces asked last for characters that no other has.
func (s *Set) fallBack(own *Set) {
	for _, role := range []doc.Role{doc.Song, doc.KaiTi} {
		if f := own.Families[role].Regular; f != s.Families[role].Regular && !slices.Contains(s.Fallback, f) {
			s.Fallback = append(s.Fallback, f)
		}
	}
}

// StandIn returns the face that text of the role is set in although the set
// has no regular face for the role; ok is false where it has one, or where the
// set has no face to stand in.
func (s *Set) StandIn(role doc.Role) (f *Face, ok bool) {
	if role < doc.NumRoles && s.Families[role].Regular != nil {
		return nil, false
	}
	for _, next := range [...]doc.Role{doc.Song, doc.KaiTi} {
		if f := s.Families[next].Regular; f != nil {
			return f, true
		}
	}
	for _, f := range s.Fallback {
		if f != nil {
			return f, true
		}
	}
	return nil, false
}
