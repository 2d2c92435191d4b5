package render

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

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

// Where returns Family.
func (e *EmbedError) Where() string { return e.Family }

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
// characters that are set in it: the same as in a fixed-layout format. The error is that
// of [layout.Choices] or an [*EmbedError].
func (p *Prepared) embeddedFonts() ([]docx.Font, error) {
	choices, err := p.choices()
	if err != nil {
		return nil, err
	}
	e := embedding{faces: p.options.faces()}
	for _, c := range choices {
		e.add(c)
	}

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
		if font.Regular, err = fontFile(f.Regular, name, false, f.regular); err != nil {
			return nil, err
		}
		if font.Bold, err = fontFile(f.Bold, name, true, f.bold); err != nil {
			return nil, err
		}
		list = append(list, font)
	}
	return list, nil
}

// maxName leaves room for a number in the name of a family in a DOCX.
const maxName = 31 - len("-99")

// fontFile returns a font file of the characters, or nil where there are none.
func fontFile(f *fonts.Face, family string, bold bool, chars map[rune]bool) ([]byte, error) {
	if len(chars) == 0 {
		return nil, nil
	}
	data, err := f.TrueType(family, bold, slices.Collect(maps.Keys(chars)))
	if err != nil {
		return nil, &EmbedError{f.Family(), err}
	}
	return data, nil
}

func (e *embedding) add(c layout.Choice) {
	f := e.family(familyOf(e.faces, c.Role, c.Face))
	if c.Face == f.Regular {
		f.regular[c.Rune] = true
	} else {
		f.bold[c.Rune] = true
	}
	switch {
	case f.Family != standing(e.faces, c.Role):
		f.lend(c.Role, c.Bold, c.Rune)
	case !slices.Contains(f.roles, c.Role):
		f.roles = append(f.roles, c.Role)
	}
}

// lend notes that a character of text of the role is set in the family.
func (f *family) lend(role doc.Role, bold bool, r rune) {
	for i := range f.lends {
		if l := &f.lends[i]; l.Role == role && l.Bold == bold {
			l.Chars += string(r)
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
