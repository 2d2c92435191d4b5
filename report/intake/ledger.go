package intake

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/sheet"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// ReadLedger reads a ledger of applications for disclosure (依申请公开台账), for
// [report.Ledger] to count: a table with a row an application, as comma-, semicolon- or
// tab-separated text (UTF-8, GB 18030, or UTF-16 with a byte order mark), which is read row by
// row, or as a workbook, web page or document, of which every table with the heads of a
// ledger is read, a sheet a month, say.
//
// The columns are known by their heads, in any order: 收到日期, 申请人类型, 办理结果 and 办结日期 are
// needed, 编号, 确认日期, 延长答复, the days of 补正, 征求意见 and 收费, and what a result is of a
// group may be there besides, each in the words that ledgers have for it. Whatever else there
// is, names and addresses among it, is not read. Of several columns that might be one of
// these, the one that says it holds; where none does and one may be meant, that is told.
//
// A result is the label of a row of table three, and a kind of applicant that of a column, with
// the spellings of labels that reports have; other words are told once each. What stands for
// several is refused, and so is a date that may be another day.
//
// What is wrong with a row is a finding of severity [report.Error] each, the row is left out, and
// the rows go on. The error is a [*report.InputError] where there is no ledger to read.
func ReadLedger(r io.Reader) ([]report.Application, []report.Finding, error) {
	l := &ledgerReader{means: map[string]meaning{}, told: map[string]bool{}, numbers: map[string]bool{}}
	if err := l.read(r); err != nil {
		l.TellRepairs()
		return nil, l.Findings, err
	}
	l.end()
	return l.applications, l.Findings, nil
}

// ledgerReader reads a ledger of applications.
type ledgerReader struct {
	notes
	applications []report.Application
	head         *ledgerHead // of the table that is read; nil before the first
	separated    bool        // it is text whose cells a mark divides
	from         pos         // where it begins
	sheets       int         // tables that are read
	rows         int
	unread       int // rows that are at fault
	means        map[string]meaning
	told         map[string]bool
	numbers      map[string]bool
}

// The limits of a ledger.
const (
	maxLedgerRows   = 200_000
	maxLedgerFaults = 1_000 // that are told one by one
	ledgerTimes     = 5     // as much as a report has may be in a workbook
)

func (l *ledgerReader) read(r io.Reader) error {
	b := bufio.NewReaderSize(r, peeked)
	head, err := b.Peek(peeked)
	switch {
	case err != nil && err != io.EOF && err != bufio.ErrBufferFull:
		return err
	case len(head) == 0:
		return source.Error(pos{}, "I-a", "", "", "")
	case sniff(head) == formatText:
		return l.readText(head, b)
	}
	data, err := readAll(r, b)
	if err != nil {
		return err
	}
	return l.readFile(data)
}

// readText reads separated text.
func (l *ledgerReader) readText(head []byte, r io.Reader) error {
	rows := separatedRows(head, r, &l.notes, func(rows []listRow) (used int) {
		l.head, used = newLedgerHead(rows)
		return used
	})
	if rows == nil {
		return noLedger()
	}
	l.separated = true
	if f := l.begin(l.head); f != nil {
		return f.err()
	}
	for row, err := range rows {
		if err == nil {
			err = l.next(&row)
		}
		if err == nil {
			continue
		}
		e := (*report.InputError)(nil)
		if !errors.As(err, &e) {
			return err
		}
		if l.fault(unquoted(e.Finding)); errors.Is(err, errEnd) {
			break
		}
	}
	return nil
}

// readFile reads the tables of a file.
func (l *ledgerReader) readFile(data []byte) error {
	s, err := l.takeApart(data)
	if err != nil {
		return err
	}
	heads, headless, bad, err := l.readTables(s.Blocks)
	if err != nil {
		return err
	}
	l.tellUnread(heads, headless, s.Hidden)
	switch {
	case l.sheets > 0:
		l.fault(bad...)
	case bad != nil:
		return bad.err()
	default:
		return noLedger()
	}
	return nil
}

// takeApart takes a file apart.
func (l *ledgerReader) takeApart(data []byte) (*source.Source, error) {
	format := sniff(data)
	takeApart := frontEnd(format)
	if takeApart == nil {
		return nil, source.Error(pos{}, "I-b", "", format, asTable)
	}
	l.Times, l.Hidden = ledgerTimes, true
	s, err := takeApart(data, &l.Notes)
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		if slices.Contains(tooMuch, e.Code) {
			return nil, source.Error(e.Pos, "I-ex", "", "", "")
		}
		return nil, &report.InputError{Finding: unquoted(e.Finding)}
	}
	return s, err
}

// readTables reads the tables that have heads of a ledger, and those that go on. It returns
// these heads, the tables that have none, and what stands against heads that cannot be read.
func (l *ledgerReader) readTables(blocks []source.Block) (heads []*ledgerHead, headless []*source.Block, bad faults, err error) {
	cols := 0 // of the table before
	for i := range blocks {
		b := &blocks[i]
		sheet := l.head != nil && b.At.Sheet != "" && b.At.Sheet == l.from.Sheet
		if b.Table == nil {
			if sheet {
				l.Leave(remarks, 1, b.At)
			}
			continue
		}
		h, used := newLedgerHead(firstRows(b.Table))
		switch {
		case h != nil:
			l.from, cols = b.At, b.Table.Cols
			if f := l.begin(h); f != nil {
				bad, l.head = append(bad, f...), nil
				continue
			}
			heads = append(heads, h)
			l.sheets++
		case sheet, l.head != nil && b.At.Sheet == "" && cols == b.Table.Cols:
		default:
			headless = append(headless, b)
			continue
		}
		n := 0
		for row := range gridRows(b.Table) {
			if n++; n <= used {
				continue
			}
			if err := l.next(&row); err != nil {
				return nil, nil, nil, err
			}
		}
	}
	return heads, headless, bad, nil
}

// tellUnread tells of tables without heads, and of hidden ones, that may have applications.
func (l *ledgerReader) tellUnread(heads []*ledgerHead, headless []*source.Block, hidden []source.Block) {
	for _, b := range headless {
		switch {
		case slices.ContainsFunc(heads, func(h *ledgerHead) bool { return h.goesOn(b.Table) }):
			l.fault(source.Finding(b.At, "I-gc", "", "", ""))
		case dated(b.Table):
			l.Find(b.At, "I-er", "", "", "")
		}
	}
	for _, b := range hidden {
		if b.Table == nil {
			continue
		}
		if h, used := newLedgerHead(firstRows(b.Table)); h != nil && b.Table.Rows > used ||
			h == nil && slices.ContainsFunc(heads, func(h *ledgerHead) bool { return h.goesOn(b.Table) }) {
			l.fault(source.Finding(b.At, "I-ez", "", "", ""))
		}
	}
}

// unquoted returns a finding without what it quotes of a cell of whatever column.
func unquoted(f report.Finding) report.Finding {
	switch f.Code {
	case "I-d":
		return source.Finding(f.Pos, f.Code, "", left, f.Want)
	case "I-bu", "I-ca":
		return source.Finding(f.Pos, f.Code, "", left, "")
	}
	return f
}

// asTable is what to do with a file of which no tables are read.
const asTable = "打开它，另存为 XLSX 或 CSV"

// tooMuch are the codes of what says that there is too much of something.
var tooMuch = []string{"I-c", "I-as", "I-ao", "I-ae", "R-g"}

// noLedger says that nothing has the heads of a ledger.
func noLedger() error {
	var needed []string
	for f, x := range ledgerHeads {
		if x.needed {
			needed = append(needed, ledgerField(f).name())
		}
	}
	return source.Error(pos{}, "I-et", "", "", strings.Join(needed, "、"))
}

// dated reports whether a table has a date, as one of applications does.
func dated(g *source.Grid) bool {
	return slices.ContainsFunc(g.Cells, func(c source.Cell) bool { _, _, ok := readDay(c.Text); return ok })
}

// begin begins a table with the heads, or returns why it cannot be read.
func (l *ledgerReader) begin(h *ledgerHead) faults {
	if f := h.faults(); f != nil {
		return f
	}
	l.head = h
	again := false
	for text := range h.rows {
		again = again || l.told[text]
		l.told[text] = true
	}
	if !again {
		h.assumed(&l.notes)
	}
	return nil
}

// next takes the next row in. The error says that no row can follow.
func (l *ledgerReader) next(row *listRow) error {
	if row.blank() {
		return nil
	}
	if headAgain(row) && !l.head.rows[rowText(row)] {
		h, _ := newLedgerHead([]listRow{*row})
		if f := l.begin(h); f != nil {
			return errors.Join(source.Error(row.at, "I-ey", "", "", ""), errEnd)
		}
		return nil
	}
	if what := l.leftOut(row); what != "" {
		l.Leave(what, 1, row.at)
		return nil
	}
	if l.rows++; l.rows > maxLedgerRows {
		return errors.Join(source.Error(row.at, "I-ex", "", "", ""), errEnd)
	}
	l.row(row)
	return nil
}

// fault tells what is wrong with a row.
func (l *ledgerReader) fault(f ...report.Finding) {
	if f == nil {
		return
	}
	if l.unread++; l.unread <= maxLedgerFaults {
		l.Findings = append(l.Findings, f...)
	}
}

// end tells what there is to tell of the whole ledger.
func (l *ledgerReader) end() {
	for i, r := range l.Repairs {
		if r.What == sheet.HiddenRows {
			l.Repairs[i].Code = "I-es"
		}
	}
	l.TellRepairs()
	switch {
	case l.unread > 0:
		l.Find(pos{}, "I-eu", "", strconv.Itoa(l.unread), "")
	case l.rows == 0 && (l.separated || l.sheets > 0):
		l.Find(pos{}, "I-ev", "", "", "")
	}
}

// orLedger returns the error with which a report could not be read, or where its file has
// the head of a ledger of applications, that it is one.
func orLedger(err error, h *ledgerHead) error {
	if e := (*report.InputError)(nil); h != nil && h.faults() == nil && errors.As(err, &e) {
		return source.Error(pos{}, "I-ew", "", "", "")
	}
	return err
}

// ledgerIn returns the head of a ledger in a file taken apart, or nil.
func ledgerIn(s *source.Source) (h *ledgerHead) {
	for _, b := range s.Blocks {
		if b.Table != nil && h == nil {
			h, _ = newLedgerHead(firstRows(b.Table))
		}
	}
	return h
}

// ledgerInText returns the head of a ledger in text, or nil.
func ledgerInText(data []byte) (h *ledgerHead) {
	separatedRows(data[:min(len(data), peeked)], nil, new(notes), func(rows []listRow) (used int) {
		h, used = newLedgerHead(rows)
		return used
	})
	return h
}
