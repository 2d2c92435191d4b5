// Package source is the form in which a front end hands over what it read, whatever
// the format was: paragraphs and tables in reading order, and what is told of the
// reading. What recognises a report knows this form alone.
package source

import (
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// A Source is a file taken apart.
type Source struct {
	Format  string // as messages name it: DOCX, HTML, XLSX
	Title   string // that the file gives itself, outside the text; "" is none
	Blocks  []Block
	Hidden  []Block  // of sheets that are hidden, where [Notes.Hidden] asks for them
	Carried *Carried // what it was made from, where that came along
}

// Carried is the data that came along with a document, as found: see
// [doc.Carried.Verify].
type Carried struct {
	doc.Carried
	Version, Digest string
}

// A Block is a paragraph or a table.
type Block struct {
	At    report.Pos
	Text  string // of a paragraph, the number of its list in front; \n where a line is broken by hand
	Level int    // of a heading, from 1; 0 is none, or not known
	Table *Grid  // nil for a paragraph
}

// A Grid is a table whose spans and places the file gives. Only a table that has no
// table in it is one: those that hold others, or one cell alone, serve to lay out what
// is in them, and the front end hands that over in reading order.
type Grid struct {
	Cells      []Cell // by rows; a place that the span of another covers has none
	Rows, Cols int
	Caption    string // that the file gives the table; "" is none
	Joins      []int  // rows that go on from a page before
}

// A Cell is an origin cell: one that no other covers.
type Cell struct {
	At                   report.Pos
	Row, Col, Rows, Cols int    // the place, from 0, and the spans, at least 1
	Text                 string // without the space at its ends; \n between paragraphs and lines
	State                State
}

// State says how the text of a cell is to be taken.
type State uint8

// The states of a cell.
const (
	Present  State = iota
	Wrapped        // its line breaks are those of typesetting: a figure may run over two lines
	NoValue        // a formula that was never calculated
	BadValue       // an error value, such as #REF!
	Picture        // a picture in place of the text
)
