package intake

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// listRow is a row of a table whose rows are alike, such as one of many bodies.
type listRow struct {
	at    pos
	cells []listCell
}

type listCell struct {
	text  string
	at    pos
	state source.State
	part  bool // of a merged cell whose text it has
	wide  bool // it goes on over other rows or columns
}

func (r *listRow) text(col int) string {
	if col < 0 || col >= len(r.cells) || r.cells[col].part {
		return ""
	}
	return r.cells[col].text
}

// place is where a cell of the row stands, or would stand.
func (r *listRow) place(col int) pos {
	if col >= 0 && col < len(r.cells) && r.cells[col].at != (pos{}) && !r.cells[col].part {
		return r.cells[col].at
	}
	return r.at
}

func (r *listRow) blank() bool {
	return !slices.ContainsFunc(r.cells, func(c listCell) bool { return !c.part && (c.text != "" || c.state > source.Wrapped) })
}

// filled returns how many cells of the row have text.
func (r *listRow) filled() (n int) {
	for _, c := range r.cells {
		if c.text != "" && !c.part {
			n++
		}
	}
	return n
}

// maxHeadRows is the most rows among which heads are looked for.
const maxHeadRows = 12

// gridRows yields the rows of a table of a file. A row is good until the next.
func gridRows(g *source.Grid) iter.Seq[listRow] {
	return func(yield func(listRow) bool) {
		row := listRow{cells: make([]listCell, g.Cols)}
		until := make([]int, g.Cols) // the row up to which the last cell goes on
		for cells := g.Cells; len(cells) > 0; {
			n := 1
			for n < len(cells) && cells[n].Row == cells[0].Row {
				n++
			}
			row.at = cells[0].At
			for col := range row.cells {
				if row.cells[col].part = true; until[col] <= cells[0].Row {
					row.cells[col] = listCell{}
				}
			}
			for _, c := range cells[:n] {
				x := listCell{text: strings.TrimSpace(c.Text), at: c.At, state: c.State, wide: c.Rows > 1 || c.Cols > 1}
				for col := c.Col; col < min(c.Col+c.Cols, g.Cols); col++ {
					row.cells[col], until[col] = x, c.Row+c.Rows
					x.part = true
				}
			}
			if !yield(row) {
				return
			}
			cells = cells[n:]
		}
	}
}

// firstRows returns copies of the first rows of a table, among which its heads stand.
func firstRows(g *source.Grid) (rows []listRow) {
	for row := range gridRows(g) {
		if len(rows) == maxHeadRows {
			break
		}
		row.cells = slices.Clone(row.cells)
		rows = append(rows, row)
	}
	return rows
}

// rowsBehind yields the rows of a table behind so many.
func rowsBehind(g *source.Grid, used int) iter.Seq2[listRow, error] {
	return func(yield func(listRow, error) bool) {
		i := 0
		for row := range gridRows(g) {
			if i++; i > used && !yield(row, nil) {
				return
			}
		}
	}
}

// listRows returns the rows of a list in a file, text or another: those behind the heads, which
// used finds among the first rows, of which it says how many they take. Where there is no
// list, it returns nil.
func listRows(data []byte, n *notes, used func([]listRow) int) (iter.Seq2[listRow, error], error) {
	format := sniff(data)
	if format == formatText {
		return separatedRows(data[:min(len(data), peeked)], bytes.NewReader(data), n, used), nil
	}
	takeApart := frontEnd(format)
	switch {
	case takeApart == nil:
		return nil, nil
	case len(data) > MaxSize:
		return nil, source.TooLong(pos{}, len(data), MaxSize)
	}
	s, err := takeApart(data, &n.Notes)
	if err != nil {
		return nil, err
	}
	for _, b := range s.Blocks {
		if b.Table == nil {
			continue
		}
		if n := used(firstRows(b.Table)); n > 0 {
			return rowsBehind(b.Table, n), nil
		}
	}
	return nil, nil
}

// listColumn is a column under its heads.
type listColumn struct {
	at     pos
	labels []string // from the outermost
	path   string   // that stands among them, or ""
}

func (c *listColumn) name() string {
	if len(c.labels) == 0 {
		return c.path
	}
	return strings.Join(c.labels, " ")
}

// isPath is how the path of a column looks.
var isPath = regexp.MustCompile(`^/?[a-z][A-Za-z]*(?:/[A-Za-z]+)*$`)

// listColumns makes columns of the rows of heads. In the rows above the last one a head
// goes on over the blank cells behind it, as far as that above it does, unless it is that
// of its own column alone.
func listColumns(rows []listRow, alone func(label string) bool) []listColumn {
	width, last := 0, 0 // the last row that has labels
	for i := range rows {
		width = max(width, len(rows[i].cells))
		if slices.ContainsFunc(rows[i].cells, func(c listCell) bool { return c.text != "" && !isPath.MatchString(c.text) }) {
			last = i
		}
	}
	columns := make([]listColumn, width)
	over := make([]string, len(rows))
	for col := range columns {
		c := &columns[col]
		c.at = rows[0].place(col)
		begun := false // a head stands above
		for i := range rows {
			text := ""
			if col < len(rows[i].cells) {
				text = oneLine(rows[i].cells[col].text)
			}
			if isPath.MatchString(text) {
				c.path, text = "/"+strings.TrimPrefix(text, "/"), ""
			}
			switch {
			case text != "":
				begun = true
			case i < last && !begun:
				text = over[i]
			}
			if over[i] = text; alone(text) {
				over[i] = ""
			}
			if n := len(c.labels); text != "" && (n == 0 || c.labels[n-1] != text) {
				c.labels = append(c.labels, text)
			}
		}
	}
	return columns
}

// separatedRows returns the rows of text, of which head is the beginning: those behind the
// heads, which used finds among the first rows, of which it says how many they take. Where
// that is none, whatever divides the cells, it returns nil.
func separatedRows(head []byte, r io.Reader, n *notes, used func([]listRow) int) iter.Seq2[listRow, error] {
	whole := len(head) < peeked
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 && !whole {
		head = head[:i+1]
	}
	if charset.MarkedUTF16(head) {
		toUTF8 := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		decoded, err := toUTF8.Bytes(head[:len(head)&^1])
		if err != nil {
			return nil
		}
		head = decoded
		r = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(r)
	}
	for _, mark := range ",\t;" {
		t := newTextRows(bytes.NewReader(head), mark)
		var rows []listRow
		for len(rows) < maxHeadRows {
			row, err := t.next()
			if err != nil {
				break
			}
			rows = append(rows, row)
		}
		heads := used(rows)
		if heads == 0 {
			continue
		}
		t = newTextRows(r, mark)
		return func(yield func(listRow, error) bool) {
			for range heads {
				if _, err := t.next(); err != nil {
					return
				}
			}
			if t.encoding != "" && t.encoding != "UTF-8" {
				n.Find(pos{}, "I-t", "", t.encoding, "")
			}
			for {
				row, err := t.next()
				if err == io.EOF || !yield(row, err) || errors.Is(err, errEnd) {
					return
				}
			}
		}
	}
	return nil
}

// textRows are the rows of separated text. A row that is at fault is an error, and the
// next may follow unless the error is an errEnd.
type textRows struct {
	*csv.Reader
	meter    *meter
	encoding string // as far as bytes that are not ASCII have told it
	first    bool
}

func newTextRows(r io.Reader, mark rune) *textRows {
	m := &meter{r: r, mark: byte(mark)}
	t := &textRows{Reader: csv.NewReader(m), meter: m, first: true}
	t.Comma, t.LazyQuotes, t.FieldsPerRecord, t.ReuseRecord = mark, true, -1, true
	return t
}

// errEnd says that no row follows.
var errEnd = errors.New("intake: no row follows")

func (t *textRows) next() (listRow, error) {
	record, err := t.Read()
	t.meter.from, t.meter.marks = t.InputOffset(), 0
	if err == io.EOF {
		return listRow{}, err
	}
	line := 0
	if len(record) > 0 {
		line, _ = t.FieldPos(0)
	}
	row := listRow{at: pos{Line: line}}
	if errors.Is(err, errTooLong) {
		return row, errors.Join(source.Error(row.at, "I-dg", "", "", ""), errEnd)
	}
	if err != nil {
		return row, errors.Join(err, errEnd)
	}
	for i, field := range record {
		if t.first {
			field = strings.TrimPrefix(field, "\uFEFF")
		}
		t.first = false
		line, _ := t.FieldPos(i)
		at := pos{Line: line, Col: i + 1}
		text, err := t.decode(field, at)
		if err != nil {
			return row, err
		}
		row.cells = append(row.cells, listCell{text: strings.TrimSpace(text), at: at})
	}
	return row, nil
}

// decode returns a field in UTF-8. The first that is not ASCII decides what the text is.
func (t *textRows) decode(field string, at pos) (string, error) {
	if strings.IndexFunc(field, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return field, nil
	}
	if t.encoding == "" {
		_, encoding, err := charset.Decode([]byte(field))
		if err != nil {
			return "", err
		}
		t.encoding = encoding
	}
	if t.encoding != "UTF-8" {
		field = string(charset.GB18030([]byte(field)))
	}
	if !utf8.ValidString(field) || strings.ContainsRune(field, utf8.RuneError) {
		return "", source.Error(at, "I-d", "", strings.ToValidUTF8(field, "�"), cmp.Or(t.encoding, "UTF-8"))
	}
	return field, nil
}

// meter reads no more than a row may have behind the last one that was read.
type meter struct {
	r          io.Reader
	mark       byte // between cells
	read, from int64
	marks      int // since from, about
}

// maxMarksOfRow is more than there are between the cells of a row and in its text.
const maxMarksOfRow = 20_000

var errTooLong = errors.New("intake: a row is too long")

// Read reads from the input.
func (m *meter) Read(p []byte) (int, error) {
	if m.read-m.from > source.MaxText || m.marks > maxMarksOfRow {
		return 0, errTooLong
	}
	n, err := m.r.Read(p)
	m.read += int64(n)
	m.marks += bytes.Count(p[:n], []byte{m.mark})
	return n, err
}
