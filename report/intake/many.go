package intake

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Body is one of the reports of an input.
type Body struct {
	Report   *report.Report
	Findings []report.Finding // of the reading
	// At is the row that the body has in a table of many; the zero Pos is the whole
	// input.
	At report.Pos
}

// ReadAll reads every report of an input: see [Options.ReadAll].
func ReadAll(r io.Reader) iter.Seq2[Body, error] { return Options{}.ReadAll(r) }

// ReadAll reads every report of an input: one for each row of a table of many bodies,
// and for whatever else there is the one that [Options.Read] reads.
//
// A table of many bodies is comma-, semicolon- or tab-separated text (UTF-8, GB 18030,
// or UTF-16 with a byte order mark), which is read row by row, however long it is, or a
// table of another file, a workbook. It has a column 机关全称 and a column for each
// figure, in any order: by its official label, under one head or several (表三,
// 一、本年新收政府信息公开申请数量, 自然人), or by its path ([report.Cell.Path]); see
// [Columns] for the others. The year is that of a column 报告年度, or where that has none
// of a line above the heads. Columns that are not known, and figures that have no
// column, are told with the first body.
//
// What is wrong with a row is the error of that body alone, of which only At is set then,
// and the rows go on. The limits of a report are those of each row.
func (o Options) ReadAll(r io.Reader) iter.Seq2[Body, error] {
	return func(yield func(Body, error) bool) {
		b := bufio.NewReaderSize(r, peeked)
		head, err := b.Peek(peeked)
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			yield(Body{}, err)
			return
		}
		if sniff(head) == formatText {
			if t := newTextTable(head, b); t != nil {
				o.bodies(t, yield)
				return
			}
		}
		data, err := readAll(r, b)
		if err != nil {
			yield(Body{}, err)
			return
		}
		o.whole(data, yield)
	}
}

// peeked is how much of an input is looked at for the heads of a table of many bodies.
const peeked = 64 << 10

// readAll reads up to a byte more than a file may have. The size of a file is asked for,
// so that no more memory is taken than it has.
func readAll(file, r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	if f, ok := file.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil {
			b.Grow(int(min(info.Size(), MaxSize+1)) + bytes.MinRead) // which ReadFrom takes for the end
		}
	}
	_, err := b.ReadFrom(io.LimitReader(r, MaxSize+1))
	return b.Bytes(), err
}

// whole reads a file that is held whole.
func (o Options) whole(data []byte, yield func(Body, error) bool) {
	read := frontEnd(sniff(data))
	if read == nil || len(data) > MaxSize {
		r, findings, err := o.Read(data)
		yield(Body{Report: r, Findings: findings}, err)
		return
	}
	var n notes
	s, err := read(data, &n.Notes)
	if err == nil {
		for i := range s.Blocks {
			if t := newGridTable(s.Blocks[i].Table, s.Blocks[:i], &n); t != nil {
				o.bodies(t, yield)
				return
			}
		}
	}
	var r *report.Report
	if err == nil {
		r, err = o.readSource(s, &n)
	}
	n.TellRepairs()
	yield(Body{Report: r, Findings: n.Findings}, err)
}

// manyTable is a table of many bodies.
type manyTable struct {
	*manyHead
	notes notes // of the file, to be told with the first body
	rows  iter.Seq2[manyRow, error]
}

// manyRow is a row of a table.
type manyRow struct {
	at    pos
	cells []manyCell
}

type manyCell struct {
	text  string
	at    pos
	state source.State
	part  bool // of a merged cell whose text it has
	wide  bool // it goes on over other rows or columns
}

func (r *manyRow) text(col int) string {
	if col < 0 || col >= len(r.cells) || r.cells[col].part {
		return ""
	}
	return r.cells[col].text
}

// place is where a cell of the row stands, or would stand.
func (r *manyRow) place(col int) pos {
	if col < len(r.cells) && r.cells[col].at != (pos{}) {
		return r.cells[col].at
	}
	return r.at
}

func (r *manyRow) blank() bool {
	return !slices.ContainsFunc(r.cells, func(c manyCell) bool { return c.text != "" || c.state > source.Wrapped })
}

// maxHeadRows is the most rows among which heads are looked for.
const maxHeadRows = 12

// newGridTable returns the table as one of many bodies, or nil where it is none. The
// blocks above it may name the year.
func newGridTable(g *source.Grid, above []source.Block, n *notes) *manyTable {
	if g == nil || len(g.Cells) == 0 {
		return nil
	}
	rows := make([]manyRow, min(g.Rows, maxHeadRows))
	for i := range rows {
		rows[i].cells = make([]manyCell, g.Cols)
	}
	for _, c := range g.Cells {
		if c.Row >= len(rows) {
			break
		}
		for y := c.Row; y < min(c.Row+c.Rows, len(rows)); y++ {
			for x := c.Col; x < min(c.Col+c.Cols, g.Cols); x++ {
				rows[y].cells[x] = manyCell{text: strings.TrimSpace(c.Text), at: c.At, state: c.State, part: y > c.Row || x > c.Col}
			}
		}
	}
	h, used := newManyHead(rows)
	if h == nil {
		return nil
	}
	for _, b := range above {
		if h.year == 0 {
			h.year = namedYear(b.Text)
		}
	}
	return &manyTable{h, *n, func(yield func(manyRow, error) bool) {
		row := manyRow{cells: make([]manyCell, g.Cols)}
		for cells := g.Cells; len(cells) > 0; {
			n := 1
			for n < len(cells) && cells[n].Row == cells[0].Row {
				n++
			}
			if cells[0].Row >= used {
				clear(row.cells)
				row.at = cells[0].At
				for _, c := range cells[:n] {
					row.cells[c.Col] = manyCell{text: strings.TrimSpace(c.Text), at: c.At, state: c.State, wide: c.Rows > 1 || c.Cols > 1}
				}
				if !yield(row, nil) {
					return
				}
			}
			cells = cells[n:]
		}
	}}
}

// newTextTable returns the text, of which head is the beginning, as a table of many
// bodies, or nil where it is none.
func newTextTable(head []byte, r io.Reader) *manyTable {
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
		var rows []manyRow
		for len(rows) < maxHeadRows {
			row, err := t.next()
			if err != nil {
				break
			}
			rows = append(rows, row)
		}
		h, used := newManyHead(rows)
		if h == nil {
			continue
		}
		t = newTextRows(r, mark)
		all := &manyTable{manyHead: h}
		all.rows = func(yield func(manyRow, error) bool) {
			for range used {
				if _, err := t.next(); err != nil {
					return
				}
			}
			if t.encoding != "" && t.encoding != "UTF-8" {
				all.notes.Find(pos{}, "I-t", "", t.encoding, "")
			}
			for {
				row, err := t.next()
				if err == io.EOF || !yield(row, err) || errors.Is(err, errEnd) {
					return
				}
			}
		}
		return all
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

func (t *textRows) next() (manyRow, error) {
	record, err := t.Read()
	t.meter.from, t.meter.marks = t.InputOffset(), 0
	if err == io.EOF {
		return manyRow{}, err
	}
	line := 0
	if len(record) > 0 {
		line, _ = t.FieldPos(0)
	}
	row := manyRow{at: pos{Line: line}}
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
		row.cells = append(row.cells, manyCell{text: strings.TrimSpace(text), at: at})
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
