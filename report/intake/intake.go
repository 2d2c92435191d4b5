// Package intake reads reports from what agencies already have, and what reports
// are made and judged by: ledgers of applications ([ReadLedger]), the holidays of
// years ([ReadHolidays]), lists of the bodies that are to report ([ReadMembers]).
// Every reader returns what it read, what it found and assumed while reading, and
// an error where something in the input has no certain place: nothing is guessed
// and nothing is passed over.
package intake

import (
	"slices"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/msdoc"
	"github.com/nianbao/nianbao/report/intake/internal/sheet"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/intake/internal/web"
	"github.com/nianbao/nianbao/report/intake/internal/word"
)

// MaxSize is the most bytes that a file to read may have; text and JSON have fewer.
const MaxSize = source.MaxFile

// Read reads a report: see [Options.Read].
func Read(data []byte) (*report.Report, []report.Finding, error) { return Options{}.Read(data) }

// Options say how a report is read. The zero Options leave nothing out and add
// nothing.
type Options struct {
	BlankAsZero bool // an empty cell of a table is 0, but for JSON; a finding tells how many
	// Of a file that has tables alone, as a superior office sends them round, or is
	// the blank form; one that has a title keeps it.
	Agency string
	Year   int
}

// Read reads a report from what its content shows it to be:
//
//   - its JSON (see [report.Decode]);
//   - text that was pasted from a word processor or a web page, comma-separated values:
//     UTF-8, GB 18030, or UTF-16 with a byte order mark;
//   - DOCX, the XML files of Word, and DOC of Word 97 to 2003;
//   - web pages and parts of them, HTML that is named .xls;
//   - XLSX and SpreadsheetML 2003;
//   - PDF with text: by its tags, or by two readings that are to agree, by the ruling
//     lines of its tables and by the order of its text. What no sum and no second
//     reading proves is told figure by figure;
//   - OFD with text, in the same way, but for tags.
//
// Other files are refused with what to do. Text and JSON have 4 MB at most, other files
// [MaxSize]. For tables of many bodies see [Options.ReadAll].
//
// Sections and rows are found by their titles and labels, with the differences in
// brackets, numbers, spaces and wording that published reports have. A figure belongs
// to the row of the label before it. Where a file gives its cells, those to the right of
// the label are the columns, blank ones too; in text the cells are divided by tabs,
// pipes, spaces, commas or semicolons, and where cells of a row are blank the columns
// of the others decide. Where that leaves a doubt it is an error.
//
// A file of ours has the data that it was made from; they are compared with what is
// seen of it, which holds where they differ.
//
// Whatever was put right or assumed is a finding, wrong totals are findings
// too; see [Rules] and [report.Rules]. The error is a [*report.InputError] that names the
// place. The findings do not include those of [report.Report.Check].
func (o Options) Read(data []byte) (*report.Report, []report.Finding, error) {
	format := sniff(data)
	if format == formatJSON {
		return report.Decode(data)
	}
	var n notes
	r, err := o.read(data, format, &n)
	n.TellRepairs()
	if err != nil {
		return nil, n.Findings, err
	}
	return r, n.Findings, nil
}

func (o Options) read(data []byte, format string, n *notes) (*report.Report, error) {
	if len(data) > MaxSize {
		return nil, source.TooLong(pos{}, len(data), MaxSize)
	}
	switch format {
	case formatText:
		blocks, err := readText(data, n)
		var r *report.Report
		if err == nil {
			r, err = o.recognise(blocks, "", n)
		}
		if err != nil {
			return nil, orLedger(err, ledgerInText(data))
		}
		return r, nil
	case formatPDF:
		return o.readPDF(data, n)
	case formatOFD:
		return o.readOFD(data, n)
	}
	takeApart := frontEnd(format)
	if takeApart == nil {
		return nil, source.Error(pos{}, "I-b", "", format, waysOut[format])
	}
	s, err := takeApart(data, &n.Notes)
	if err != nil {
		return nil, err
	}
	return o.readSource(s, n)
}

// frontEnd returns what takes a file of the format apart, or nil where there is more
// to it, or nothing does.
func frontEnd(format string) func([]byte, *source.Notes) (*source.Source, error) {
	switch format {
	case formatDOCX:
		return word.Read
	case formatWordXML:
		return word.ReadXML
	case formatDOC:
		return msdoc.Read
	case formatHTML:
		return web.Read
	case formatXLSX:
		return sheet.Read
	case formatXML:
		return sheet.ReadXML
	}
	return nil
}

// readSource reads a report from a file taken apart.
func (o Options) readSource(s *source.Source, n *notes) (*report.Report, error) {
	ledger := ledgerIn(s) // asked now, so that what is taken apart need not be kept
	read := o.readVisible
	if s.Carried != nil {
		read = o.readCarried
	}
	r, err := read(s, n)
	if err != nil {
		return nil, orLedger(err, ledger)
	}
	return r, nil
}

// readVisible reads a report from what is seen of a file.
func (o Options) readVisible(s *source.Source, n *notes) (*report.Report, error) {
	blocks, err := takeApart(s, n)
	if err != nil {
		return nil, err
	}
	return o.recognise(blocks, s.Title, n)
}

// recognise finds the report in the blocks of a file that gives itself a title, or "".
func (o Options) recognise(blocks []block, title string, n *notes) (*report.Report, error) {
	if len(blocks) == 0 {
		return nil, source.Error(pos{}, "I-a", "", "", "")
	}
	blocks = dropContents(dropFurniture(blocks, n), n)
	r := new(report.Report)
	var err error
	if blocks, r.Revision, err = cutNote(blocks, n); err != nil {
		return nil, err
	}
	p, missing := outline(blocks, n)
	if missing == nil {
		missing = p.missing(n)
	}
	if err := p.readTitle(r, title, n); err != nil {
		switch {
		case tablesAlone(blocks):
			n.Findings = slices.DeleteFunc(n.Findings, func(f report.Finding) bool { return f.Code == "I-m" }) // of every section
			n.Find(pos{}, "I-bc", "", "", "")
		case !p.blankForm(n):
			return nil, err
		}
		r.Agency, r.Year = o.Agency, o.Year
	}
	if missing != nil {
		return nil, missing
	}
	if err := p.readSignature(r, n); err != nil {
		return nil, err
	}
	if r.Tables, err = readTables(p.tables, r.Year, o, n); err != nil {
		return nil, err
	}
	if err := p.readNarrative(r, n); err != nil {
		return nil, err
	}
	return r, nil
}

// tablesAlone reports whether tables are all that a file has, as the sheets that a
// superior office sends round: then a title is not missing from a report.
func tablesAlone(blocks []block) bool {
	rows := 0
	for _, b := range blocks {
		switch {
		case b.grid.table > 0:
			rows++
		case !isFormLabel(newCell(b.text)):
			return false
		}
	}
	return rows > 0
}

// Rules returns the rules of what the reading of an input finds, in the order of
// their codes' introduction. It finds some of [report.Rules] too.
func Rules() []report.Rule { return source.Rules() }
