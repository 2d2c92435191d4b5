// Package intake reads reports from what agencies already have. Every reader
// returns the report, what it found and assumed while reading, and an error
// where something in the input has no certain place in a report: nothing is
// guessed and nothing is passed over.
package intake

import "github.com/nianbao/nianbao/report"

// Text reads a report that was pasted as text from a word processor or a web
// page: UTF-8, GB 18030, or UTF-16 with a byte order mark, 16 MB at most.
//
// Sections and rows are found by their titles and labels, with the differences
// in brackets, numbers, spaces and wording that published reports have; the
// cells of a table are divided by tabs, pipes, spaces, commas or semicolons. A
// figure belongs to the row of the label before it. Where cells of a row are
// blank, the columns of the others decide, and where they leave a doubt it is an
// error.
//
// Whatever was put right or assumed is a finding, wrong totals are findings
// too; see [report.Rules]. The error is a [*report.InputError] that names the
// line. The findings do not include those of [report.Report.Check].
func Text(data []byte) (*report.Report, []report.Finding, error) {
	p := new(parser)
	if err := p.read(data); err != nil {
		return nil, p.findings, err
	}
	return &p.report, p.findings, nil
}

func (p *parser) read(data []byte) error {
	text, encoding, err := decode(data)
	if err != nil {
		return err
	}
	if encoding != "UTF-8" {
		p.find(0, "I-t", "", encoding, "")
	}
	lines, err := p.split(text)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return inputError(0, "I-a", "", "", "")
	}
	p.words = [3]*vocabulary{newVocabulary(2), newVocabulary(3), newVocabulary(4)}
	p.separate(lines)
	lines = p.dropContents(lines)
	missing := p.outline(lines)
	if err := p.readTitle(); err != nil {
		return err
	}
	if missing != nil {
		return missing
	}
	if err := p.readSignature(p.lastLines(lines)); err != nil {
		return err
	}
	if err := p.readTables(); err != nil {
		return err
	}
	if err := p.readNarrative(); err != nil {
		return err
	}
	p.tellRepairs()
	return nil
}

// lastLines is where the last line of the input was put, which may be a table.
func (p *parser) lastLines(lines []line) *[]line {
	last := lines[len(lines)-1].number
	for i := range p.body {
		for _, l := range [...]*[]line{&p.body[i], &p.notes[i]} {
			if n := len(*l); n > 0 && (*l)[n-1].number == last {
				return l
			}
		}
	}
	return new([]line)
}
