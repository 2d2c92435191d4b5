package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/ruled"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// differsFrom returns an error that names every figure which another reading gives
// otherwise.
func (x *pageReading) differsFrom(y *pageReading) error {
	a, b := x.figures(), y.figures()
	if x.r.Year != y.r.Year || !slices.EqualFunc(a, b, func(a, b pageFigure) bool { return a.Path == b.Path }) {
		return source.Error(pos{}, "I-co", "", x.r.FullTitle(), y.r.FullTitle())
	}
	var wrong faults
	for i, c := range a {
		if c.text != b[i].text {
			f := source.Finding(c.at, "I-co", c.Place, orBlank(c.text), orBlank(b[i].text))
			f.Path = c.Path
			wrong = append(wrong, f)
		}
	}
	return wrong.err()
}

// pageFigure is a figure with the text that is printed, of a total too.
type pageFigure struct {
	report.Cell
	text  string // as it was read; of a total as it is printed
	blank bool   // nothing is printed
	at    pos
}

// figures returns all figures of the form, those of totals as printed.
func (x *pageReading) figures() (all []pageFigure) {
	row, col := "", 0
	for c := range report.Cells(x.r.Tables) {
		if c.Row != row {
			row, col = c.Row, 0
		}
		f := pageFigure{Cell: c, text: c.String(), at: x.n.filled[row].at}
		printed := ""
		if texts := x.n.filled[row].texts; col < len(texts) {
			printed = texts[col]
		}
		f.blank = printed == ""
		if c.Computed {
			f.text = ""
			if n, err := report.ParseCount(printed); err == nil {
				f.text = n.String()
			}
		}
		all = append(all, f)
		col++
	}
	return all
}

// judgeSums refuses sums that do not hold unless another reading agrees, or the
// figures of the table are painted in the same order: then the report has them so.
func (x *pageReading) judgeSums(agree bool, pages []*paper.Page) error {
	if agree {
		return nil
	}
	var painted []string
	for _, f := range slices.Concat(x.n.Findings, x.r.Check()) {
		if !isSum(f.Code) {
			continue
		}
		if painted == nil {
			for _, l := range ruled.Stream(pages) {
				painted = append(painted, strings.Fields(l.Text)...)
			}
		}
		if !x.inOrder(f, painted) {
			return source.Error(f.Pos, "I-cp", f.Place, f.Message(), "")
		}
	}
	return nil
}

// inOrder reports whether the rows of the table that a finding is of are painted one
// after the other, and the figures of each without anything between.
func (x *pageReading) inOrder(of report.Finding, painted []string) bool {
	all := x.figures()
	i := slices.IndexFunc(all, func(f pageFigure) bool { return f.Path == of.Path })
	if i < 0 {
		return false
	}
	table, row := all[i].Table, ""
	var before filledRow
	for _, f := range all {
		if f.Table != table || f.Row == row {
			continue
		}
		row = f.Row
		r := x.n.filled[row]
		if r.at == before.at && slices.Equal(r.texts, before.texts) {
			continue // one row stands for several
		}
		before = r
		if painted = after(painted, slices.DeleteFunc(slices.Clone(r.texts), func(s string) bool { return s == "" })); painted == nil {
			return false
		}
	}
	return true
}

// after returns what follows on the texts where they stand next to each other, each in
// one word or broken into several, or nil where they do not.
func after(words, texts []string) []string {
	for ; len(words) > 0; words = words[1:] {
		rest := words
		for _, t := range texts {
			for ok := true; t != "" && ok && len(rest) > 0; {
				if t, ok = strings.CutPrefix(t, rest[0]); ok {
					rest = rest[1:]
				}
			}
			if t != "" {
				rest = nil
				break
			}
		}
		if rest != nil {
			return rest
		}
	}
	return nil
}

// isSum reports whether the code is that of a sum which does not hold.
func isSum(code string) bool {
	return code == "T3-a" || code == "T3-b" || code == "T3-c" || code == "T4-a"
}

// tell tells how the report was read from a file of the format, and the figures that no
// sum proves.
func (x *pageReading) tell(agree bool, format string) {
	way := x.way
	if agree {
		way = map[string]string{byStructure: byStructureSame, byRules: byRulesSame}[way]
	}
	x.n.Find(pos{}, "I-cm", "", way, format)
	if list := x.unproven(); list != nil {
		x.n.Find(pos{}, "I-cn", "", strings.Join(list, "；"), "")
	}
}

// compareText tells where the text of another reading differs, once for each part.
func (x *pageReading) compareText(y *pageReading) {
	a, b := x.r.Sections(), y.r.Sections()
	for i := range a {
		x.compare(report.SectionTitles()[i], textOf(a[i]), textOf(b[i]))
	}
	x.compare("", x.r.FullTitle()+x.r.Issuer+x.r.Date.String()+strings.Join(x.r.Preamble, "")+x.r.Revision.Note(),
		y.r.FullTitle()+y.r.Issuer+y.r.Date.String()+strings.Join(y.r.Preamble, "")+y.r.Revision.Note())
}

// textOf returns the text of a section.
func textOf(s *report.Section) string {
	var b strings.Builder
	for _, p := range s.Paragraphs {
		b.WriteString(p)
	}
	for _, sub := range s.Subsections {
		b.WriteString(string(sub.Topic) + sub.Title)
		for _, p := range sub.Paragraphs {
			b.WriteString(p)
		}
	}
	for _, p := range s.Notes {
		b.WriteString(p)
	}
	return b.String()
}

// compare tells the first difference of two texts, apart from spaces.
func (x *pageReading) compare(place, a, b string) {
	const shown = 12 // characters
	p, q := []rune(strings.Join(strings.Fields(a), "")), []rune(strings.Join(strings.Fields(b), ""))
	if slices.Equal(p, q) {
		return
	}
	i := 0
	for i < min(len(p), len(q)) && p[i] == q[i] {
		i++
	}
	from := max(i-shown/2, 0)
	part := func(s []rune) string { return orBlank(string(s[min(from, len(s)):min(from+shown, len(s))])) }
	x.n.Find(pos{}, "I-cw", place, part(p), part(q))
}
