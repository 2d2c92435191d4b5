package intake

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/internal/align"
)

// merge takes into a report what a document says otherwise than the report does.
type merge struct {
	report *report.Report
	told   []report.Finding
	at     pos // of the line that was looked at last

	typeset  bool                // the lines are those of typesetting
	numbers  bool                // the lines are those of sheets: figures are numbers, and blank ends are not there
	labels   map[string]bool     // the labels of the tables, by their keys
	figures  map[string]said     // as the document has them, by the pointers of the cells
	changed  map[string]said     // figures, and paragraphs, that were, by their pointers
	lines    map[string][]string // of paragraphs, by their pointers
	added    map[string][]string // paragraphs, by the pointer of the one before, or of the list
	sections []string            // pointers of the sections
	section  string
	list     string // pointer of the list that a paragraph here belongs to, "" for none
	after    string // of the paragraph that was looked at last, or of the list
}

// gap takes lines that differ: next is the pointer of what follows them.
func (m *merge) gap(is, says []line, next string) error {
	if len(is) != len(says) {
		says = slices.DeleteFunc(slices.Clone(says), line.blank)
	}
	if len(is) != len(says) {
		is = slices.DeleteFunc(slices.Clone(is), line.blank)
	}
	if len(is) == len(says) {
		for i := range is {
			if err := m.line(is[i], says[i]); err != nil {
				return err
			}
		}
		return nil
	}
	for _, l := range is {
		if err := m.remove(l[0], says); err != nil {
			return err
		}
	}
	for _, l := range says {
		if err := m.add(l, next); err != nil {
			return err
		}
	}
	return nil
}

// remove takes a line that is not there any more.
func (m *merge) remove(is said, says []line) error {
	switch {
	case is.kind == paragraphText:
		m.moveTo(is)
		m.changed[is.path] = said{}
	case is.kind == issuerText && len(says) == 0:
		m.report.Issuer = ""
	case is.kind == dateText && len(says) == 0:
		m.report.Date = report.Date{}
	case is.kind == noteText && len(says) == 0:
		m.report.Revision = report.Revision{}
	default:
		return &apartError{m.at, is.text}
	}
	m.tell("I-do", is.path, m.at, is.text, "")
	return nil
}

// add takes a line that was added.
func (m *merge) add(l line, next string) error {
	text := l[0].text
	if x, ok := report.ParseNote(typeset(text).text); ok && next == "" {
		return m.setNote("I-dn", x, said{text: "", path: notePath}, l[0])
	}
	_, isHeading := parseHeading(text)
	_, isSubsection := parseSubsection(text)
	if len(l) > 1 || isHeading || isSubsection || m.list == "" {
		return &apartError{l[0].at, text}
	}
	if err := noControls(text, l[0].at); err != nil {
		return err
	}
	m.at = l[0].at
	if next == m.after { // it is within a paragraph of several lines
		m.lines[next] = append(m.lines[next], text)
		m.changed[next] = said{}
	} else {
		m.added[m.after] = append(m.added[m.after], text)
	}
	m.tell("I-dn", m.list, m.at, text, "")
	return nil
}

// line takes a line, cell by cell. Empty cells behind it are no part of it, and sheets
// do not have them.
func (m *merge) line(is, says line) error {
	for len(says) > len(is) && says[len(says)-1].text == "" {
		says = says[:len(says)-1]
	}
	m.at = says[0].at
	for m.numbers && len(says) < len(is) {
		says = append(says[:len(says):len(says)], said{at: says[len(says)-1].at})
	}
	if len(is) != len(says) {
		return &apartError{m.at, says[0].text}
	}
	for i := range is {
		if err := m.text(is[i], says[i]); err != nil {
			return err
		}
	}
	return nil
}

// moveTo notes where in the report what follows the text belongs.
func (m *merge) moveTo(is said) {
	switch is.kind {
	case titleText:
		m.list = "/preamble"
	case sectionText:
		m.section, m.list = is.path, is.path+"/paragraphs"
	case subsectionText:
		m.list = is.path + "/paragraphs"
	case paragraphText:
		m.list, m.after = path.Dir(is.path), is.path
		return
	case labelText, figureText:
		m.list = m.section + "/notes"
	default:
		m.list = ""
	}
	m.after = m.list
}

// text takes a text.
func (m *merge) text(is, says said) error {
	m.moveTo(is)
	same := is.key(m.typeset) == says.key(m.typeset)
	switch {
	case is.kind == figureText:
		m.figures[is.path] = says
		if is.text != says.text && !(m.numbers && sameNumber(is.text, says.text)) {
			m.changed[is.path] = is
		}
		return nil
	case same:
		m.keep(is)
		return nil
	}
	if err := noControls(says.text, says.at); err != nil {
		return err
	}
	switch is.kind {
	case labelText:
		return m.label(is, says)
	case titleText:
		return m.title(is, says)
	case sectionText:
		if h, ok := parseHeading(says.text); ok && report.SectionTitles()[h.section] != is.text {
			return &apartError{says.at, says.text}
		}
		m.tell("I-dp", is.path, says.at, says.text, is.text)
	case subsectionText:
		return m.subsection(is, says)
	case paragraphText:
		m.paragraph(is, says)
	case issuerText:
		m.report.Issuer = oneLine(says.text)
		m.tellChanged(is, says)
	case indexText:
		return m.index(is, says)
	case dateText:
		d, ok := parseDate(says.text)
		if !ok {
			return &apartError{says.at, says.text}
		}
		if err := checkDate(d, says.at); err != nil {
			return err
		}
		m.report.Date = d
		m.tellChanged(is, says)
	case noteText:
		x, ok := report.ParseNote(typeset(says.text).text)
		if !ok {
			return &apartError{says.at, says.text}
		}
		return m.setNote("I-dm", x, is, says)
	}
	return nil
}

// notePath is the pointer of what the note on a revision is made from.
const notePath = "/revision"

// setNote takes a note on a revision that was changed, or added.
func (m *merge) setNote(code string, x report.Revision, is, says said) error {
	if err := checkNote(x, says.at); err != nil {
		return err
	}
	m.report.Revision = x
	if code == "I-dm" {
		m.tellChanged(is, says)
	} else {
		m.tell(code, is.path, says.at, says.text, "")
	}
	return nil
}

// keep takes a text that is as it was.
func (m *merge) keep(is said) {
	if is.kind == paragraphText {
		m.lines[is.path] = append(m.lines[is.path], is.text)
	}
	if is.body != nil {
		m.moveTo(*is.body)
		m.keep(*is.body)
	}
}

func (m *merge) paragraph(is, says said) {
	m.moveTo(is)
	m.lines[is.path] = append(m.lines[is.path], says.text)
	m.changed[is.path] = said{}
	m.tellChanged(is, says)
}

// label takes a label of a table that was changed: figures stay where they stand,
// but where the label is that of another row or column.
func (m *merge) label(is, says said) error {
	key := report.LabelKey(says.text)
	if key != report.LabelKey(is.text) && m.labels[key] {
		return &apartError{says.at, says.text}
	}
	m.tell("I-dp", m.section, says.at, says.text, is.text)
	return nil
}

// title takes a title that was changed, and what it says of agency and year.
func (m *merge) title(is, says said) error {
	was, ok := parseTitle([]block{{text: is.text}})
	says.text = oneLine(says.text)
	now, known := parseTitle([]block{{text: says.text}})
	if strings.TrimSpace(m.report.Agency) == "" && strings.Trim(now.agency, "×□") == "" && ok && known && now.year == was.year {
		return nil
	}
	r := m.report
	if ok && known {
		if _, ok := report.EditionFor(now.year); !ok {
			return source.Error(says.at, "R-b", "", strconv.Itoa(now.year), "")
		}
		if now.agency != was.agency {
			r.Agency = now.agency
		}
		if now.year != was.year {
			r.Year = now.year
		}
	}
	r.Title = ""
	if r.FullTitle() != says.text {
		r.Title = says.text
	}
	m.tellChanged(is, says)
	return nil
}

// subsection takes the heading of a subsection that was changed, or the paragraph
// that goes on in its line.
func (m *merge) subsection(is, says said) error {
	title := says.text
	if is.body != nil {
		if head, rest := divideAt(says.text, inked(is.text)); sameInk(head, is.text) {
			if rest == "" {
				return m.remove(*is.body, nil)
			}
			m.paragraph(*is.body, said{text: rest, at: says.at})
			return nil
		}
		head, rest := divideAt(says.text, inked(says.text)-inked(is.body.text))
		if !sameInk(rest, is.body.text) {
			return &apartError{says.at, says.text}
		}
		title = head
		m.keep(said{body: is.body})
	}
	number := subsectionNumber.FindString(is.text)
	now, ok := strings.CutPrefix(title, number)
	sub := m.subsectionAt(is.path)
	if !ok || sub == nil || now == "" {
		return &apartError{says.at, says.text}
	}
	if !strings.HasSuffix(strings.TrimSpace(sub.Heading()), "。") && strings.HasSuffix(is.text, "。") {
		now = strings.TrimSuffix(now, "。") // which the document has set
	}
	m.tellChanged(said{text: is.text, path: is.path}, said{text: title, at: says.at})
	if sub.Title = now; now == sub.Topic.Title() {
		sub.Title = ""
	}
	return nil
}

// index takes a value of the entry in the catalogue. Those that follow from the report
// are its own.
func (m *merge) index(is, says said) error {
	x, text := &m.report.Index, oneLine(says.text)
	switch is.path {
	case "索引号":
		is.path, x.Number = "number", text
	case "发布机构":
		is.path, x.Publisher = "publisher", text
	case "主题分类":
		is.path, x.Category = "category", text
	case "文号":
		is.path, x.DocumentNumber = "documentNumber", text
	case "时效":
		is.path, x.Validity = "validity", text
	case "关键词":
		is.path, x.Keywords = "keywords", strings.Split(text, "；")
	case "公开日期":
		d, ok := parseDate(text)
		if !ok || checkDate(d, says.at) != nil {
			return &apartError{says.at, says.text}
		}
		is.path, x.Published = "published", d
	default:
		return &apartError{says.at, says.text}
	}
	is.path = "/index/" + is.path
	m.tellChanged(is, says)
	return nil
}

// subsectionAt returns the subsection with the pointer, such as
// /overview/subsections/0, or nil.
func (m *merge) subsectionAt(pointer string) *report.Subsection {
	for i, s := range m.report.Sections() {
		for j := range s.Subsections {
			if pointer == m.sections[i]+"/subsections/"+strconv.Itoa(j) {
				return &s.Subsections[j]
			}
		}
	}
	return nil
}

// paragraphs sets the lists of paragraphs in which some were changed.
func (m *merge) paragraphs() {
	m.setList("/preamble", &m.report.Preamble)
	for i, s := range m.report.Sections() {
		m.setList(m.sections[i]+"/paragraphs", &s.Paragraphs)
		m.setList(m.sections[i]+"/notes", &s.Notes)
		for j := range s.Subsections {
			m.setList(m.sections[i]+"/subsections/"+strconv.Itoa(j)+"/paragraphs", &s.Subsections[j].Paragraphs)
		}
	}
}

func (m *merge) setList(pointer string, list *[]string) {
	now := slices.Clone(m.added[pointer])
	for i, text := range *list {
		p := pointer + "/" + strconv.Itoa(i)
		switch _, changed := m.changed[p]; {
		case !changed:
			now = append(now, text)
		case m.lines[p] != nil:
			now = append(now, strings.Join(m.lines[p], "\n"))
		}
		now = append(now, m.added[p]...)
	}
	*list = now
}

// setFigures sets the figures that were changed, and compares the totals with what
// they then are.
func (m *merge) setFigures() error {
	var wrong faults
	some := false
	filled, first := 0, pos{} // blanks of a workbook, which is there to be filled in
	for c := range report.Cells(m.report.Tables) {
		now := m.figures[c.Path]
		was, changed := m.changed[c.Path]
		if !changed {
			continue
		}
		some = true
		if m.numbers && was.text == "" {
			if filled++; filled == 1 {
				first = now.at
			}
		} else {
			m.told = append(m.told, differs(c, orBlank(now.text), orBlank(was.text)).At(now.at))
		}
		if !c.Computed {
			wrong.add(c.Set(now.text), now.at)
		}
	}
	if filled > 0 {
		m.told = append(m.told, source.Finding(first, "I-df", "", strconv.Itoa(filled), ""))
	}
	var totals []printedTotal
	for c := range report.Cells(m.report.Tables) {
		if now := m.figures[c.Path]; some && c.Computed {
			totals = append(totals, printedTotal{c, now.text, now.at})
		}
	}
	found := compareTotals(m.report.Tables, totals, &wrong)
	for _, c := range totals {
		if f, ok := found[c.Path]; ok {
			m.told = append(m.told, f)
		}
	}
	return wrong.err()
}

// differs returns the finding of a figure that is another than in the data.
func differs(c report.Cell, now, was string) report.Finding {
	f := source.Finding(pos{}, "I-dm", c.Place, now, was)
	f.Path = c.Path
	return f
}

// tell tells what was changed at a pointer of the report.
func (m *merge) tell(code, pointer string, at pos, got, want string) {
	f := source.Finding(at, code, m.report.Place(pointer), orBlank(got), want)
	f.Path = pointer
	m.told = append(m.told, f)
}

// tellChanged tells that a text was changed, from a little before the place where it
// was.
func (m *merge) tellChanged(is, says said) {
	got, want := align.Differing(oneLine(says.text), oneLine(is.text))
	m.tell("I-dm", is.path, says.at, got, orBlank(want))
}
