package report

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/report/internal/align"
)

// Correction is what a correction changed in one place of a report.
type Correction struct {
	Path     string // JSON pointer into the report, or, of a text that is gone, into the one that it replaces
	Place    string // the same by the form's own labels
	Was, Now string // as printed; "" is a blank, or a text that was not there, or is gone
	Computed bool   // it is a total, which follows from other figures
}

// Corrections returns what is changed of what is printed of a report beside the one that it
// replaces, in the order of the JSON: cell by cell, paragraph by paragraph. Texts that
// differ in space, in the width of characters or in the kind of quotation marks alone are
// the same, and so are amounts of the same value. Of two editions the figures are compared
// that stand in rows which both have; the edition is a change, too. The entries in the
// catalogue, which web pages alone have, are compared where both reports have one. Revision
// and Reasons are not compared.
func Corrections(was, now *Report) []Correction {
	d := differ{was: orEmpty(was), now: orEmpty(now)}
	before, after := d.was.edition(), d.now.edition()
	theirs := d.was.fields(&before)
	for i, f := range d.now.fields(&after) {
		d.field("/"+f.key, theirs[i], f)
	}
	return d.list
}

// edition returns that of the report's tables, or "".
func (r *Report) edition() Edition {
	if f := r.form(); f != nil {
		return f.edition
	}
	return ""
}

// differ finds what differs in two reports.
type differ struct {
	was, now *Report
	list     []Correction
}

// add notes a change of what is printed.
func (d *differ) add(path, was, now string) {
	of := d.now
	if now == "" {
		of = d.was
	}
	d.list = append(d.list, Correction{Path: path, Place: of.Place(path), Was: was, Now: now})
}

// text compares what is printed in one line.
func (d *differ) text(path, was, now string) {
	if textKey(was) != textKey(now) {
		d.add(path, strings.TrimSpace(was), strings.TrimSpace(now))
	}
}

// field compares what two fields hold, which are of the same kind.
func (d *differ) field(path string, was, now field) {
	switch v := now.value.(type) {
	case *string:
		if v == &d.now.Title { // as it is printed, and not what follows from agency and year
			if d.was.Title != "" || d.now.Title != "" {
				d.text(path, d.was.FullTitle(), d.now.FullTitle())
			}
			return
		}
		d.text(path, *was.value.(*string), *v)
	case *int:
		d.text(path, strconv.Itoa(*was.value.(*int)), strconv.Itoa(*v))
	case *Edition:
		d.text(path, string(*was.value.(*Edition)), string(*v))
	case *Date:
		d.text(path, was.value.(*Date).String(), v.String())
	case *[]string:
		d.passages(linesAt(nil, path, *was.value.(*[]string)), linesAt(nil, path, *v))
	case *Index:
		if was.empty() || now.empty() { // it is not known
			return
		}
		theirs := was.fields()
		for i, f := range v.fields() {
			d.field(path+"/"+f.key, theirs[i], f)
		}
	case *Section:
		d.passages(was.value.(*Section).printed(path), v.printed(path))
	case nil:
		d.figures()
	}
}

// figures compares the tables.
func (d *differ) figures() {
	then := map[string]Cell{}
	for c := range Cells(d.was.Tables) {
		then[c.Path] = c
	}
	for c := range Cells(d.now.Tables) {
		b, ok := then[c.Path]
		if !ok || !sameColumns(b.row, c.row) || sameCell(b, c) {
			continue
		}
		d.list = append(d.list, Correction{Path: c.Path, Place: c.Place, Was: b.String(), Now: c.String(), Computed: c.Computed})
	}
}

// sameCell reports whether two cells have the same figure, however it is written.
func sameCell(a, b Cell) bool {
	if a.String() == b.String() {
		return true
	}
	x, ok := a.Sub(b)
	return ok && x.Sign() == 0
}

// printedLine is a line of the narrative.
type printedLine struct {
	path, text string
	heading    bool
}

// linesAt appends the lines of paragraphs in the list at the pointer.
func linesAt(all []printedLine, path string, list []string) []printedLine {
	for i, text := range list {
		for line := range paragraphs(text) {
			all = append(all, printedLine{path: path + "/" + strconv.Itoa(i), text: line})
		}
	}
	return all
}

// printed returns the lines of the section at the pointer.
func (s *Section) printed(path string) []printedLine {
	all := linesAt(nil, path+"/paragraphs", s.Paragraphs)
	for i := range s.Subsections {
		sub := path + "/subsections/" + strconv.Itoa(i)
		all = append(all, printedLine{path: sub, text: strings.TrimSpace(s.Subsections[i].Heading()), heading: true})
		all = linesAt(all, sub+"/paragraphs", s.Subsections[i].Paragraphs)
	}
	return linesAt(all, path+"/"+keyNotes, s.Notes)
}

// key is the line as it is compared.
func (l printedLine) key() string {
	if l.heading {
		return "#" + strings.TrimRight(textKey(l.text), ".｡:")
	}
	return textKey(l.text)
}

// passages compares lines: what stands between those that are the same was changed.
func (d *differ) passages(was, now []printedLine) {
	keys := func(lines []printedLine) []string {
		all := make([]string, len(lines))
		for i, l := range lines {
			all[i] = l.key()
		}
		return all
	}
	i, j := 0, 0
	for k, with := range align.Pairs(keys(was), keys(now)) {
		if with >= 0 {
			d.gap(was[i:k], now[j:with])
			i, j = k+1, with+1
		}
	}
	d.gap(was[i:], now[j:])
}

// gap compares lines none of which is the same. A line became that which is like it; where
// there are as many of both, each became the one in its place. The others are gone, or new.
func (d *differ) gap(was, now []printedLine) {
	const most = 20 * 20 // pairs that are looked at
	if len(was)*len(now) <= most {
		for i, w := range was {
			for j, n := range now {
				if w.heading == n.heading && alikeTexts(w.text, n.text) {
					d.gap(was[:i], now[:j])
					d.add(n.path, w.text, n.text)
					d.gap(was[i+1:], now[j+1:])
					return
				}
			}
		}
	}
	same := len(was) == len(now)
	for i := 0; same && i < len(was); i++ {
		same = was[i].heading == now[i].heading
	}
	if same {
		for i, n := range now {
			d.add(n.path, was[i].text, n.text)
		}
		return
	}
	for _, w := range was {
		d.add(w.path, w.text, "")
	}
	for _, n := range now {
		d.add(n.path, "", n.text)
	}
}

// alikeTexts reports whether one text was made of the other: most pairs of neighbouring
// characters of the shorter stand in the longer, too.
func alikeTexts(a, b string) bool {
	const most = 2000 // characters that are looked at
	x, y := []rune(a), []rune(b)
	x, y = x[:min(len(x), most)], y[:min(len(y), most)]
	if len(x) > len(y) {
		x, y = y, x
	}
	in := map[[2]rune]int{}
	for i := 1; i < len(y); i++ {
		in[[2]rune{y[i-1], y[i]}]++
	}
	shared := 0
	for i := 1; i < len(x); i++ {
		if pair := [2]rune{x[i-1], x[i]}; in[pair] > 0 {
			in[pair]--
			shared++
		}
	}
	return 2*shared > len(x)-1
}

// textKey is a text as it is compared: without space and what is invisible, characters of
// half width, quotation marks straight.
func textKey(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			return -1
		case r == '“' || r == '”':
			return '"'
		case r == '‘' || r == '’':
			return '\''
		}
		return r
	}, width.Narrow.String(s))
}
