package fonts

import "github.com/nianbao/nianbao/render/doc"

// Set gives a face for each role, with fallbacks per character.
type Set struct{}

// Choice is the face that a Set gives for a character.
type Choice struct {
	Face *Face
	GID  GID
	// Embolden asks the renderer to thicken the glyph: bold was asked for and
	// the set has no bold face for the role.
	Embolden bool
}

// Choose returns the face and glyph for r in the role; ok is false where no
// face of the set covers r.
func (s *Set) Choose(role doc.Role, bold bool, r rune) (c Choice, ok bool) { return }

// Default returns the set of the embedded faces, parsed once per process.
func Default() *Set { return nil }
