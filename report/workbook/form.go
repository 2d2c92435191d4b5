package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// TextError is a text that does not go into a cell of a workbook.
type TextError struct {
	Path  string // JSON pointer
	Units int    // of UTF-16 that it has
}

// maxText is the most units of UTF-16 of a cell.
const maxText = 32767

// Error returns the message in Chinese.
func (e *TextError) Error() string {
	return fmt.Sprintf("一段文字有 %d 个字符，工作表的一格最多 %d 个；请分为几段", e.Units, maxText)
}

// English returns the message in English.
func (e *TextError) English() string {
	return fmt.Sprintf("a paragraph has %d characters, and a cell of a workbook %d at most; make several of it", e.Units, maxText)
}

// Where returns the path.
func (e *TextError) Where() string { return e.Path }

// unnamed stands for an agency that is missing, so that there is a document.
const unnamed = "□"

// maker makes sheets of a report's document.
type maker struct {
	*report.Report
	cells  map[string]report.Cell // by their pointers
	last   map[string]string      // the figures of last year, likewise
	over   string                 // stands over them
	tables []report.Table
	page   doc.Page
	sheets []*sheet
	err    error
}

// sheets returns the sheets of the report: of each section that has a table one, of
// the others one between those.
func (o Options) sheets(r *report.Report) ([]*sheet, error) {
	named := r
	if strings.TrimSpace(r.Agency) == "" {
		copied := *r
		copied.Agency = unnamed
		named = &copied
	}
	d, err := named.Document()
	if err != nil {
		return nil, err
	}
	m := maker{Report: r, cells: cellsOf(r), tables: r.Tables.Edition().Tables(), page: d.Styles.Page}
	if o.Last != nil && o.Last.Tables != nil {
		m.last, m.over = map[string]string{}, "上年（"+strconv.Itoa(o.Last.Year)+"年）数据，供对照，不打印"
		for path, c := range cellsOf(o.Last) {
			m.last[path] = c.String()
		}
	}
	blocks := slices.DeleteFunc(d.Blocks, func(b doc.Block) bool {
		p, ok := b.(*doc.Paragraph)
		return ok && (p.Source == "/issuer" || p.Source == "/date")
	})
	for len(blocks) > 0 {
		n := 1
		for n < len(blocks) && !isSection(blocks[n]) {
			n++
		}
		if err := m.section(blocks[:n]); err != nil {
			return nil, err
		}
		blocks = blocks[n:]
	}
	m.signature()
	if note := r.Revision.Note(); o.Note && note != "" {
		m.line(m.sheets[len(m.sheets)-1], doc.Body, doc.Text(note), "/revision", noInput)
	}
	return m.sheets, m.err
}

func cellsOf(r *report.Report) map[string]report.Cell {
	cells := map[string]report.Cell{}
	for c := range report.Cells(r.Tables) {
		cells[c.Path] = c
	}
	return cells
}

func isSection(b doc.Block) bool {
	h, ok := b.(*doc.Heading)
	return ok && h.Level == 1
}

// section adds the blocks of a section, or what stands before the first.
func (m *maker) section(blocks []doc.Block) error {
	s := m.sheetFor(blocks)
	var before doc.Block
	for i, b := range blocks {
		var next doc.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		_, paragraph := next.(*doc.Paragraph)
		switch b := b.(type) {
		case *doc.Heading:
			below, headings := next.(*doc.Heading)
			switch {
			case b.RunIn && paragraph:
			case b.Level == 0:
				m.title(s)
			case b.Level == 1:
				m.line(s, doc.Heading1, b.Runs, b.Source, noInput)
			default:
				m.line(s, doc.Heading2, b.Runs, b.Source, headingInput)
			}
			if !paragraph && !(headings && below.Level > b.Level) {
				kind := textInput
				if b.Level == 0 || s.table != nil {
					kind = moreInput
				}
				m.line(s, doc.Body, nil, "", kind)
			}
		case *doc.Paragraph:
			runs := b.Runs
			if h, ok := before.(*doc.Heading); ok && h.RunIn {
				runs = append(slices.Clone(h.Runs), runs...)
			}
			m.line(s, doc.Body, runs, b.Source, textInput)
		case *doc.Table:
			if err := m.table(s, b); err != nil {
				return err
			}
			if !paragraph {
				m.line(s, doc.Body, nil, "", moreInput)
			}
		default:
			return fmt.Errorf("workbook: a block of type %T is not known", b)
		}
		before = b
	}
	return nil
}

// sheetFor returns the sheet that the blocks go to.
func (m *maker) sheetFor(blocks []doc.Block) *sheet {
	t := slices.IndexFunc(blocks, func(b doc.Block) bool { _, ok := b.(*doc.Table); return ok })
	if n := len(m.sheets); t < 0 && n > 0 && m.sheets[n-1].table == nil {
		return m.sheets[n-1]
	}
	s := &sheet{page: m.page, inputs: map[input][]area{}, printed: 1}
	if t < 0 {
		s.name, s.widths = "正文", []doc.Length{m.page.TextWidth()}
		if len(m.sheets) > 0 {
			s.name += "（续）"
		}
	} else {
		b := blocks[t].(*doc.Table)
		s.table = &m.tables[slices.IndexFunc(m.tables, func(t report.Table) bool { return t.Caption == b.Caption })]
		s.name, s.widths, s.printed = s.table.Name, slices.Clone(b.Widths), len(b.Widths)
	}
	m.sheets = append(m.sheets, s)
	return s
}

// line appends a line of text.
func (m *maker) line(s *sheet, style doc.StyleID, runs []doc.Run, source string, kind input) {
	text := doc.PlainText(runs)
	if n := len(utf16.Encode([]rune(text))); n > maxText && m.err == nil {
		m.err = &TextError{source, n}
	}
	c := cell{look: look{style: style, open: kind != noInput, asText: risky(text)}}
	if text != "" {
		c.value = text
	}
	s.line(c, kind)
}

// title appends the title: the agency, and below it the rest.
func (m *maker) title(s *sheet) {
	agency := strings.TrimSpace(m.Agency)
	head, tail, ok := strings.Cut(m.FullTitle(), agency)
	if tail = strings.TrimSpace(tail); !ok || tail == "" {
		head, tail = m.FullTitle(), ""
	} else {
		head += agency
	}
	m.line(s, doc.Title, doc.Text(head), "/agency", agencyInput)
	m.line(s, doc.Title, doc.Text(tail), "/title", titleInput)
}

// signature appends the issuer and the date.
func (m *maker) signature() {
	s := m.sheets[len(m.sheets)-1]
	m.line(s, doc.Signature, doc.Text(strings.TrimSpace(m.Issuer)), "/issuer", issuerInput)
	m.line(s, doc.Date, doc.Text(m.Date.String()), "/date", dateInput)
}
