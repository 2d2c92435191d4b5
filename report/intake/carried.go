package intake

import (
	"errors"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// readCarried reads a report from the data that came along with a document, as far as
// the document says the same: what it says otherwise is told, and wins. Where the data
// cannot be used, or the document is not that which was made from them, that is told
// and the document is read by itself.
func (o Options) readCarried(s *source.Source, n *notes) (*report.Report, error) {
	data, why := carriedReport(s.Carried)
	if data == nil {
		n.Find(pos{}, "I-dr", "", why, "")
		return o.readVisible(s, n)
	}
	for option := range strings.FieldsSeq(s.Carried.Options) {
		if mark, ok := strings.CutPrefix(option, "mark="); ok {
			n.Find(pos{}, "I-dq", "", mark, "")
		}
	}
	m, err := compare(data, s)
	if apart := (*apartError)(nil); errors.As(err, &apart) {
		n.Find(apart.at, "I-ds", "", apart.says, "")
		r, err := o.readVisible(s, n)
		if err == nil {
			tellFigures(r, s.Carried, n)
		}
		return r, err
	}
	n.Findings = append(n.Findings, m.told...)
	if err != nil {
		return nil, err
	}
	if o.BlankAsZero {
		fillBlanks(data, n)
	}
	return data, nil
}

// fillBlanks makes zeros of the figures that nobody supplied.
func fillBlanks(r *report.Report, n *notes) {
	zeros := 0
	for c := range report.Cells(r.Tables) {
		if !c.Computed && c.Blank() && c.Set("0") == nil {
			zeros++
		}
	}
	n.tellZeros(zeros)
}

// tellFigures tells the figures that were read from a document otherwise than the
// data that came along have them.
func tellFigures(r *report.Report, c *source.Carried, n *notes) {
	data, _ := carriedReport(c)
	if data == nil {
		return
	}
	was := map[string]string{}
	for c := range report.Cells(data.Tables) {
		was[c.Path] = c.String()
	}
	for c := range report.Cells(r.Tables) {
		if text, ok := was[c.Path]; ok && text != c.String() {
			n.Findings = append(n.Findings, differs(c, orBlank(c.String()), orBlank(text)))
		}
	}
}

// The reasons why data that came along are of no use.
const (
	otherVersion = "版本不是本程序所用的"
	changedData  = "内容有改动或残缺"
	noReport     = "不是年度报告的数据"
)

// carriedReport returns the report of the data that came along with a document, or
// why there is none.
func carriedReport(c *source.Carried) (r *report.Report, why string) {
	switch {
	case c.Version != doc.CarriedVersion:
		return nil, otherVersion
	case c.Verify(c.Version, c.Digest) != nil:
		return nil, changedData
	}
	r, _, err := report.Decode(c.JSON)
	if err != nil {
		return nil, noReport
	}
	return r, ""
}

// Made reports whether a file is as it was made from a report: it carries the report's
// data, and what is seen of it is what they say, with as many comments as it was made with.
// Nobody has changed it. Those are a DOCX, a page and a workbook: what is seen of pages of a
// fixed layout is not compared in all its looks, and package render/ofd knows its own.
func Made(data []byte) bool {
	read := frontEnd(sniff(data))
	if read == nil || len(data) > MaxSize {
		return false
	}
	var n notes
	s, err := read(data, &n.Notes)
	if err != nil || s.Carried == nil || n.Findings != nil || !sameComments(s.Carried.Options, &n.Notes) {
		return false
	}
	r, _ := carriedReport(s.Carried)
	if r == nil {
		return false
	}
	m, err := compare(r, s)
	return err == nil && m.told == nil
}

// sameComments reports whether a file made with the options has the comments that were
// left out of it.
func sameComments(options string, n *source.Notes) bool {
	made := "0"
	for option := range strings.FieldsSeq(options) {
		if count, ok := strings.CutPrefix(option, "comments="); ok {
			made = count
		}
	}
	left := 0
	for _, x := range n.Repairs {
		if x.What == source.Comments {
			left += x.Places
		}
	}
	return made == strconv.Itoa(left)
}
