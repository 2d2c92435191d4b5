package workbook

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// WriteLedger writes a blank ledger of applications for the year as an XLSX file: a row an
// application, with what may be filled in explained and, of kinds of applicants and results
// by the edition of the form, to be chosen from lists. Nothing is locked, so that a body may
// add columns of its own. [intake.ReadLedger] reads it. The error says that there is no such
// edition, or is what w returned.
func WriteLedger(w io.Writer, e report.Edition, year int) error {
	if e.Tables() == nil {
		return fmt.Errorf("workbook: there is no edition %q of the form", e)
	}
	b, err := newBook(LedgerTitle(year))
	if err != nil {
		return err
	}
	defer b.Close()
	columns := intake.LedgerColumns(e)
	for i, s := range []*sheet{ledgerSheet(columns, LedgerTitle(year)), choicesSheet(columns)} {
		if err := b.add(i, s); err != nil {
			return err
		}
	}
	return b.write(w, doc.Carried{})
}

// LedgerTitle is what stands above the heads of a blank ledger.
func LedgerTitle(year int) string { return strconv.Itoa(year) + "年政府信息公开申请台账" }

// LedgerRemark is what stands below it: how an application is entered.
const LedgerRemark = "一件申请填一行。收到日期按条例第三十一条：当面提交的是提交之日，邮寄的是签收之日；平常信函、网上、传真收到的，另填与申请人确认的日期。" +
	"尚未办结的，办理结果、办结日期不填；上年未办结的照原样列入。姓名、联系方式等可以另加栏目，统计时不会读取。"

const choicesName = "可选项"

// ledgerSheet is the sheet of a ledger.
func ledgerSheet(columns []intake.LedgerColumn, title string) *sheet {
	const top = 2 // rows above the heads
	s := &sheet{name: "台账", printed: len(columns), inputs: map[input][]area{}, choices: map[input]string{}, stay: [2]int{top + 1, 1}, free: true}
	s.rows = make([]row, top+1)
	head := look{style: doc.NarrowHead, cell: true, shade: 0xC6D9F1}
	choices := 0
	for col, c := range columns {
		width, kind, open := doc.Pt(76), numberInput, look{style: doc.TableStub, cell: true, open: true, asText: true}
		switch {
		case c.Day:
			kind, open.asText, open.format = dayInput, false, "yyyy\\-mm\\-dd"
		case c.Choices != nil:
			kind = kindInput
			if len(c.Choices) > len(columns) {
				kind, width = resultInput, doc.Pt(240)
			}
			letter := strings.TrimRight(name(0, choices), "0123456789")
			s.choices[kind] = fmt.Sprintf("'%s'!$%s$2:$%s$%d", choicesName, letter, letter, len(c.Choices)+1)
			choices++
		case !c.Needed:
			kind, open.asText = daysInput, false
		}
		s.widths, s.open = append(s.widths, width), append(s.open, open)
		s.inputs[kind] = append(s.inputs[kind], area{len(s.rows), col, lastRow, col})
		h := head
		if !c.Needed {
			h.shade = 0xF2F2F2
		}
		s.span(cell{value: c.Label, look: h}, top, col, 1, 1)
	}
	plain, small := look{style: doc.Heading1}, look{style: doc.TableStub}
	s.span(cell{value: title, look: plain}, 0, 0, 1, len(columns))
	s.span(cell{value: LedgerRemark, look: small}, 1, 0, 1, len(columns))
	s.rows[0].height, s.rows[1].height, s.rows[top].height = doc.Pt(30), small.height(LedgerRemark, s.width(0, len(columns))), doc.Pt(30)
	return s
}

// choicesSheet is the sheet of what may be chosen.
func choicesSheet(columns []intake.LedgerColumn) *sheet {
	s := &sheet{name: choicesName, inputs: map[input][]area{}, stay: [2]int{1, 0}}
	columns = slices.DeleteFunc(slices.Clone(columns), func(c intake.LedgerColumn) bool { return c.Choices == nil })
	for _, c := range columns {
		s.rows = append(s.rows, make([]row, max(0, len(c.Choices)+1-len(s.rows)))...)
	}
	s.printed = len(columns)
	for col, c := range columns {
		width := doc.Pt(100)
		s.span(cell{value: c.Label, look: look{style: doc.NarrowHead, cell: true, shade: 0xC6D9F1}}, 0, col, 1, 1)
		for i, choice := range c.Choices {
			if len(choice) > 20*len("字") {
				width = doc.Pt(420)
			}
			s.span(cell{value: choice, look: look{style: doc.TableStub, cell: true}}, i+1, col, 1, 1)
		}
		s.widths = append(s.widths, width)
	}
	return s
}
