package report

import (
	"strings"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// passage is a text of the report's prose: a paragraph, or the title of a subsection.
type passage struct {
	at   textAt
	text string
	said *said
}

// said is what a passage says in figures, once it has been asked for.
type said struct {
	text   *prose.Text
	claims []prose.Claim
	read   bool
}

// prose returns the paragraphs and titles of subsections, in reading order.
func (r *Report) prose() (all []passage) {
	r.texts(func(at textAt, text string) {
		if at.field.paragraph() || at.sub >= 0 {
			all = append(all, passage{at, text, new(said)})
		}
	})
	return all
}

// figures returns the passage taken apart, with its figures.
func (p *passage) figures() *prose.Text {
	if p.said.text == nil {
		p.said.text = prose.Read(p.text)
	}
	return p.said.text
}

// claims returns what the passage says of the tables.
func (s *Subject) claims(p *passage) []prose.Claim {
	if p.said.read {
		return p.said.claims
	}
	p.said.read = true
	if !prose.Silent(p.text) {
		r := prose.Reader{Agency: strings.TrimSpace(s.Agency), Year: s.Year, Whole: s.whole(), Applications: s.ofApplications(p.at)}
		p.said.claims = r.Claims(p.figures())
	}
	return p.said.claims
}

// whole reports whether the tables are of a jurisdiction, and not of one body.
func (s *Subject) whole() bool {
	return s.Scope == ScopeJurisdiction || s.Kind.government() && s.Kind != BodyTownship
}

// ofApplications reports whether the heading of the passage says that it is of applications.
func (s *Subject) ofApplications(at textAt) bool {
	if at.sub < 0 {
		return at.section == sectionApplications
	}
	x := &s.Sections()[at.section].Subsections[at.sub]
	return x.Topic == TopicApplications || strings.Contains(x.Heading(), "依申请公开")
}

// sectionApplications is the section of table three.
const sectionApplications = 2
