package intake

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// ReadMembers reads the list of the bodies that are to report in a jurisdiction (应报机关名单),
// for [report.Rollup]: a table with a row a body, as separated text or a table of another
// file, as [Options.ReadAll] takes them. It has a column 机关全称, and may have 曾用名, whose
// names are divided by 、 or ；, and 数据计入, in any order and under other names for these.
// Other columns are left out and told.
//
// The error is a [*report.InputError] that has everything that is wrong with the list, each
// with its line: what [report.CheckMembers] finds, too.
func ReadMembers(data []byte) ([]report.Member, []report.Finding, error) {
	var n notes
	t, err := membersTable(data, &n)
	var members []report.Member
	if err == nil {
		members, err = t.members(&n)
	}
	n.TellRepairs()
	if err != nil {
		return nil, n.Findings, err
	}
	return members, n.Findings, nil
}

// memberField is a column of a list of members.
type memberField int

const (
	memberAgency memberField = iota
	memberFormer
	memberWithin
)

// memberHeads are the heads of the columns, the first of each the one that is asked for.
var memberHeads = [...][]string{
	memberAgency: append(agencyHeads(), "应报机关", "应报单位", "应报送机关", "应报送单位", "成员单位", "名称"),
	memberFormer: {"曾用名", "曾用名称", "原名", "原名称", "原机关名称", "原单位名称", "旧称", "别名", "其他名称", "简称"},
	memberWithin: {"数据计入", "数据计入机关", "数据计入单位", "计入机关", "计入单位", "计入", "数据并入", "并入机关", "并入", "数据汇入", "所属系统"},
}

// agencyHeads are the heads of a column of agencies.
func agencyHeads() []string {
	fields := textFields()
	return fields[slices.IndexFunc(fields, func(f textField) bool { return f.path == pathAgency })].labels
}

// memberTable is a table of members.
type memberTable struct {
	at    [len(memberHeads)]int // the columns, or -1
	width int                   // how many columns have heads, up to the last
	fault error                 // in the heads
	left  []string              // heads of columns that are not known
	rows  iter.Seq2[listRow, error]
}

// membersTable finds the table in what a file has.
func membersTable(data []byte, n *notes) (t *memberTable, err error) {
	rows, err := listRows(data, n, func(rows []listRow) (used int) {
		t, used = newMemberTable(rows)
		return used
	})
	switch {
	case err != nil:
		return nil, err
	case rows == nil:
		return nil, noMembers()
	}
	t.rows = rows
	return t, nil
}

func noMembers() error { return source.Error(pos{}, "I-fa", "", "", memberHeads[memberAgency][0]) }

// newMemberTable returns the heads among the first rows, and the rows that they and what is
// above them take; nil where there are none.
func newMemberTable(rows []listRow) (t *memberTable, used int) {
	for i := range rows {
		row := &rows[i]
		if !slices.ContainsFunc(row.cells, func(c listCell) bool { return memberFieldOf(c.text) == memberAgency }) {
			continue
		}
		t = &memberTable{at: [...]int{-1, -1, -1}}
		for col := range row.cells {
			head := row.text(col)
			if head == "" {
				continue
			}
			t.width = col + 1
			f := memberFieldOf(head)
			switch {
			case f < 0:
				t.left = append(t.left, head)
			case t.at[f] < 0:
				t.at[f] = col
			case t.fault == nil:
				t.fault = source.Twice(row.place(col), row.place(t.at[f]), "", head)
			}
		}
		return t, i + 1
	}
	return nil, 0
}

// memberFieldOf returns what a head stands for, or -1.
func memberFieldOf(head string) memberField {
	key := report.LabelKey(head)
	return memberField(slices.IndexFunc(memberHeads[:], func(heads []string) bool {
		return key != "" && slices.ContainsFunc(heads, func(h string) bool { return report.LabelKey(h) == key })
	}))
}

// members reads the rows.
func (t *memberTable) members(n *notes) (members []report.Member, err error) {
	if t.fault != nil {
		return nil, t.fault
	}
	if t.left != nil {
		n.Find(pos{}, "I-fb", "", strings.Join(t.left, "、"), "")
	}
	var wrong faults
	var at []pos // of the members
	for row, err := range t.rows {
		if err == nil && row.blank() {
			continue
		}
		var m report.Member
		if err == nil {
			if what := t.leftOut(&row); what != "" {
				n.Leave(what, 1, row.at)
				continue
			}
			m, err = t.member(&row, n)
		}
		if err == nil {
			members, at = append(members, m), append(at, row.at)
			continue
		}
		e := (*report.InputError)(nil)
		if !errors.As(err, &e) {
			return nil, err
		}
		if wrong = append(wrong, e.Finding); errors.Is(err, errEnd) {
			break
		}
	}
	if members == nil && wrong == nil {
		return nil, source.Error(pos{}, "I-dd", "", "", "")
	}
	for i, f := range report.CheckMembers(members) {
		wrong = append(wrong, f.At(at[i]))
	}
	return members, wrong.err()
}

// leftOut says what a row is that is of no body, or "".
func (t *memberTable) leftOut(row *listRow) string {
	agency := row.text(t.at[memberAgency])
	switch {
	case slices.ContainsFunc(sums, func(end string) bool { return strings.HasSuffix(report.LabelKey(agency), end) }):
		return sumRows
	case row.filled() == 1 && slices.ContainsFunc(row.cells, func(c listCell) bool { return remark.MatchString(c.text) }):
		return remarks
	case memberFieldOf(agency) == memberAgency:
		return repeatedHeads
	}
	return ""
}

// member reads a row.
func (t *memberTable) member(row *listRow, n *notes) (m report.Member, err error) {
	for col := t.width; col < len(row.cells); col++ {
		if row.text(col) != "" {
			return m, source.Error(row.place(col), "I-di", "", row.text(col), "")
		}
	}
	var texts [len(memberHeads)]string
	for f, col := range t.at {
		if col < 0 {
			continue
		}
		if texts[f], err = n.cell(row, col); err != nil {
			return m, err
		}
		if col < len(row.cells) && row.cells[col].wide {
			return m, source.Error(row.place(col), "I-dh", "", texts[f], "")
		}
		if none(texts[f]) {
			texts[f] = ""
		}
	}
	if m.Agency = oneLine(texts[memberAgency]); m.Agency == "" {
		return m, source.Error(row.at, "I-dc", "", memberHeads[memberAgency][0], "")
	}
	for name := range strings.FieldsFuncSeq(texts[memberFormer], func(r rune) bool { return strings.ContainsRune("、；;，,\n", r) }) {
		if name = strings.TrimSpace(name); name != "" && !none(name) {
			m.Former = append(m.Former, name)
		}
	}
	m.Within = oneLine(texts[memberWithin])
	return m, nil
}

// none reports whether a text says that there is nothing: “/” or 无.
func none(text string) bool {
	n, err := report.ParseCount(text)
	return err == nil && n == report.NotApplicable
}
