package render

import (
	"errors"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// maxNamed is how many characters a finding names.
const maxNamed = 20

// Check finds what looks otherwise than the form has it, see [Prepared.Check].
func (o Options) Check(f Format, r *report.Report) ([]report.Finding, error) {
	return o.prepare(r).Check(f)
}

// Check finds what of the report looks otherwise than the form has it when it is
// written in the format: another typeface in place of the official one, for all
// text of the role (rule L-a) or for the characters that its face lacks (L-b). It
// finds nothing in formats that embed no faces. The error is that of
// [report.Report.Document] or of [doc.Document.Check].
func (p *Prepared) Check(f Format) ([]report.Finding, error) {
	if p.report == nil {
		return nil, errNoReport
	}
	if f != PDF && f != OFD && !(f == DOCX && p.options.EmbedFonts) {
		return nil, nil
	}
	choices, err := p.choices()
	if missing := (*layout.MissingGlyphError)(nil); err != nil && !errors.As(err, &missing) {
		return nil, err
	}
	return faceFindings(p.options.faces(), choices), nil // what no face has is an error of Write
}

// faces returns the faces that files are to embed.
func (o Options) faces() *fonts.Set {
	if o.Fonts != nil {
		return o.Fonts
	}
	return fonts.Default()
}

// borrowed is the characters of a role that are set in another face.
type borrowed struct {
	role   doc.Role
	family string
	chars  []string
}

// faceFindings finds what of the choices among the faces is not as the form has it.
func faceFindings(faces *fonts.Set, choices []layout.Choice) (list []report.Finding) {
	var used [doc.NumRoles]bool
	var all []borrowed
	for _, c := range choices {
		used[c.Role] = true
		if has(faces.Families[c.Role], c.Face) || has(standing(faces, c.Role), c.Face) {
			continue
		}
		i := slices.IndexFunc(all, func(b borrowed) bool { return b.role == c.Role && b.family == c.Face.Family() })
		if i < 0 {
			i = len(all)
			all = append(all, borrowed{role: c.Role, family: c.Face.Family()})
		}
		if char := string(c.Rune); !slices.Contains(all[i].chars, char) {
			all[i].chars = append(all[i].chars, char)
		}
	}
	for role := range doc.NumRoles {
		if !used[role] {
			continue
		}
		if f, ok := faces.StandIn(role); ok {
			list = append(list, standsIn.Finding("", role.String(), f.Family(), role.String()))
		}
	}
	for _, b := range all {
		if len(b.chars) > maxNamed {
			b.chars = append(b.chars[:maxNamed], "…")
		}
		list = append(list, lends.Finding("", b.role.String(), strings.Join(b.chars, " "), b.family))
	}
	return list
}

// standing returns the family that text of the role is set in.
func standing(faces *fonts.Set, role doc.Role) fonts.Family {
	if face, ok := faces.StandIn(role); ok {
		return familyOf(faces, role, face)
	}
	return faces.Families[role]
}

// familyOf returns the family that the set takes the face for a role from.
func familyOf(faces *fonts.Set, role doc.Role, face *fonts.Face) fonts.Family {
	for _, r := range [...]doc.Role{role, doc.Song, doc.KaiTi} {
		if f := faces.Families[r]; has(f, face) {
			return f
		}
	}
	return fonts.Family{Regular: face}
}

func has(f fonts.Family, face *fonts.Face) bool { return f.Regular == face || f.Bold == face }
