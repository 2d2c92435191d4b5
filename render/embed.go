package render

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// EmbedError is a face that cannot be embedded in a DOCX.
type EmbedError struct {
	Family string
	Err    error // a *fonts.Error
}

// Error returns the message in Chinese.
func (e *EmbedError) Error() string {
	return fmt.Sprintf("字体“%s”不能嵌入 DOCX：%v", e.Family, e.Err)
}

// English returns the message in English.
func (e *EmbedError) English() string {
	var err interface{ English() string }
	if errors.As(e.Err, &err) {
		return fmt.Sprintf("the face %q cannot be embedded in a DOCX: %s", e.Family, err.English())
	}
	return fmt.Sprintf("the face %q cannot be embedded in a DOCX: %v", e.Family, e.Err)
}

// Unwrap returns Err.
func (e *EmbedError) Unwrap() error { return e.Err }

// embedding is the families that the text of a document is set in.
type embedding struct {
	faces    *fonts.Set
	families []*family
}

// family is a family and the characters that are set in it.
type family struct {
	fonts.Family
	regular, bold map[rune]bool
	roles         []doc.Role
	lends         []docx.Lent
}

// embeddedFonts returns the faces that the document is set in, each with the
// characters that are set in it: the same as in a fixed-layout format. The error is
// a [*layout.MissingGlyphError] or an [*EmbedError].
func (p *Prepared) embeddedFonts(d *doc.Document) ([]docx.Font, error) {
	// What does not fit on the pages of a fixed layout may fit on those of a
	// word processor; what no face has is missing from both.
	var missing *layout.MissingGlyphError
	if _, err := p.layout(); errors.As(err, &missing) {
		return nil, err
	}
	e := embedding{faces: p.options.faces()}
	for style, run := range texts(d) {
		e.text(style, run)
	}
	e.text(&d.Styles.Styles[doc.PageNumber], doc.Run{Text: "— 0123456789 —"})

	var list []docx.Font
	names := map[string]bool{}
	for _, f := range e.families {
		// Not the name of its family, of which the reader may have another face.
		first := cmp.Or(f.Regular, f.Bold).PostScriptName()
		first = first[:min(len(first), maxName)]
		name := first
		for n := 2; names[name]; n++ {
			name = first + "-" + strconv.Itoa(n)
		}
		names[name] = true
		font := docx.Font{Family: name, Roles: f.roles, Lends: f.lends}
		var err error
		if font.Regular, err = trueType(f.Regular, name, false, f.regular); err != nil {
			return nil, err
		}
		if font.Bold, err = trueType(f.Bold, name, true, f.bold); err != nil {
			return nil, err
		}
		list = append(list, font)
	}
	return list, nil
}

// maxName leaves room for a number in the name of a family in a DOCX.
const maxName = 31 - len("-99")

// trueType returns a font file of the characters, or nil where there are none.
func trueType(f *fonts.Face, family string, bold bool, chars map[rune]bool) ([]byte, error) {
	if len(chars) == 0 {
		return nil, nil
	}
	data, err := f.TrueType(family, bold, slices.Collect(maps.Keys(chars)))
	if err != nil {
		return nil, &EmbedError{f.Family(), err}
	}
	return data, nil
}

func (e *embedding) text(style *doc.Style, run doc.Run) {
	own, bold := e.standing(style.Role), style.Bold || run.Bold
	for _, r := range run.Text {
		c, ok := e.faces.Choose(style.Role, bold, r)
		if !ok {
			continue // a line end, or a character that is not drawn
		}
		f := e.family(e.familyOf(style.Role, c.Face))
		if c.Face == f.Regular {
			f.regular[r] = true
		} else {
			f.bold[r] = true
		}
		switch {
		case f.Family != own:
			f.lend(style.Role, bold, r)
		case !slices.Contains(f.roles, style.Role):
			f.roles = append(f.roles, style.Role)
		}
	}
}

// lend notes that a character of text of the role is set in the family.
func (f *family) lend(role doc.Role, bold bool, r rune) {
	for i := range f.lends {
		if l := &f.lends[i]; l.Role == role && l.Bold == bold {
			if !strings.ContainsRune(l.Chars, r) {
				l.Chars += string(r)
			}
			return
		}
	}
	f.lends = append(f.lends, docx.Lent{Role: role, Bold: bold, Chars: string(r)})
}

// family returns the entry of a family.
func (e *embedding) family(of fonts.Family) *family {
	for _, f := range e.families {
		if f.Family == of {
			return f
		}
	}
	f := &family{Family: of, regular: map[rune]bool{}, bold: map[rune]bool{}}
	e.families = append(e.families, f)
	return f
}

// standing returns the family that text of the role is set in.
func (e *embedding) standing(role doc.Role) fonts.Family {
	if face, ok := e.faces.StandIn(role); ok {
		return e.familyOf(role, face)
	}
	return e.faces.Families[role]
}

// familyOf returns the family that the set takes the face for a role from.
func (e *embedding) familyOf(role doc.Role, face *fonts.Face) fonts.Family {
	for _, r := range [...]doc.Role{role, doc.Song, doc.KaiTi} {
		if f := e.faces.Families[r]; f.Regular == face || f.Bold == face {
			return f
		}
	}
	return fonts.Family{Regular: face}
}
