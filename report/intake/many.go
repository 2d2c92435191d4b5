package intake

import (
	"bufio"
	"bytes"
	"io"
	"io/fs"
	"iter"

	"github.com/nianbao/nianbao/report"
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
		room := peeked
		if size, ok := sizeOf(r); ok && size > 0 { // some systems say 0 of files that they make up
			room = min(peeked, size+1) // a short file fits whole
		}
		b := bufio.NewReaderSize(r, room)
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
	if size, ok := sizeOf(file); ok {
		b.Grow(size + bytes.MinRead) // which ReadFrom takes for the end
	}
	_, err := b.ReadFrom(io.LimitReader(r, MaxSize+1))
	return b.Bytes(), err
}

// sizeOf returns the size of a file that has one, or MaxSize+1 of a longer one.
func sizeOf(file io.Reader) (n int, ok bool) {
	f, ok := file.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return 0, false
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	return int(min(info.Size(), MaxSize+1)), true
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
	rows  iter.Seq2[listRow, error]
}

// newGridTable returns the table as one of many bodies, or nil where it is none. The
// blocks above it may name the year.
func newGridTable(g *source.Grid, above []source.Block, n *notes) *manyTable {
	if g == nil || len(g.Cells) == 0 {
		return nil
	}
	h, used := newManyHead(firstRows(g))
	if h == nil {
		return nil
	}
	for _, b := range above {
		if h.year == 0 {
			h.year = namedYear(b.Text)
		}
	}
	return &manyTable{h, *n, rowsBehind(g, used)}
}

// newTextTable returns the text, of which head is the beginning, as a table of many
// bodies, or nil where it is none.
func newTextTable(head []byte, r io.Reader) *manyTable {
	t := &manyTable{}
	t.rows = separatedRows(head, r, &t.notes, func(rows []listRow) (used int) {
		t.manyHead, used = newManyHead(rows)
		return used
	})
	if t.rows == nil {
		return nil
	}
	return t
}
