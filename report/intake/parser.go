package intake

import (
	"fmt"
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// parser reads one report.
type parser struct {
	report   report.Report
	findings []report.Finding

	punctuation, spaces, quotes repair
	joins, invisible, furniture repair
	misplaced, byPosition       repair
	inColumns, contents         repair
	printedTitle                int    // its line
	dateBelow                   *line  // the date below the title
	headings                    [6]int // the line of a section's heading, or 0
	preface                     []line
	body, notes                 [6][]line      // of a section, before and after its table
	tables                      [3][]line      // two, three and four
	words                       [3]*vocabulary // of the tables
}

// repair counts what was put right, to be told once.
type repair struct{ places, first int }

func (r *repair) add(places, line int) {
	if places == 0 {
		return
	}
	if r.places == 0 || line < r.first {
		r.first = line
	}
	r.places += places
}

func (p *parser) find(line int, code, place, got, want string) {
	switch {
	case line > 0:
		place = linePlace(line, place)
	case place == "":
		place = "全文"
	}
	p.findings = append(p.findings, report.NewFinding(code, "", place, got, want))
}

func linePlace(line int, place string) string {
	s := fmt.Sprintf("第 %d 行", line)
	if place != "" {
		s += " " + place
	}
	return s
}

func (p *parser) tellRepairs() {
	for _, r := range []struct {
		code string
		repair
	}{
		{"I-u", p.punctuation}, {"I-v", p.spaces}, {"I-w", p.quotes}, {"I-x", p.joins},
		{"I-aa", p.furniture}, {"I-ab", p.invisible}, {"I-y", p.misplaced}, {"I-z", p.byPosition},
		{"I-ag", p.inColumns}, {"I-ai", p.contents},
	} {
		if r.places > 0 {
			p.find(r.first, r.code, "", strconv.Itoa(r.places), "")
		}
	}
}
