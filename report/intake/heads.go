package intake

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// checkColumns checks that the heads name the columns in the order of the form.
func (t *tableReader) checkColumns(e report.Edition) error {
	form := t.in(e).Rows
	for i, h := range t.heads {
		if want := thisYear + h.label; columnsWith(form, h.label) == nil && columnsWith(form, want) != nil {
			t.heads[i].label = want
			t.Find(h.at, "I-o", t.Name, h.label, want)
		}
	}
	last, before := -1, ""                 // the place of the last head, and its label
	highest, row, grouped := -1, -1, false // the highest of its row, and whether the group of columns is in it
	for _, h := range t.heads {
		i, ok := t.columns[labelKey(h.label)]
		group := h.label == labelOrganisations // of columns that are neither the first nor the total
		if !ok && !group {
			continue
		}
		if h.row != row {
			highest, row, grouped = -1, h.row, false
		}
		if group && highest == len(form[0].Columns) || grouped && i == 0 {
			return t.wrongOrder(h, []string{form[0].Columns[0], labelOrganisations, labelTotal})
		}
		if group {
			grouped = true
			continue
		}
		// A block begins with its first column; 总计 of table three may stand on
		// a line above the others.
		total := t.shared() && h.label == labelTotal
		// The heads of totals may follow one another, where lines were torn.
		again := t.Blocks && h.label == labelTotal && i == last
		first := t.Blocks && h.label == labelTotal && last < 0
		early := i == 0 && last > 0 && !ends(form, before)
		if i > 0 && i <= last && !total && !again || !t.Blocks && i <= highest || first || early {
			want := columnsWith(form, h.label)
			if want == nil {
				want = slices.Concat(form[0].Columns, []string{labelTotal}) // the form is shared
			}
			return t.wrongOrder(h, want)
		}
		highest = max(highest, i)
		if !total {
			last, before = i, h.label
		}
	}
	for i := 1; t.Blocks && i < len(form); i++ {
		// Blocks stand in order, and so do those of a group.
		pair := []string{form[i-1].Label, form[i].Label}
		if form[i-1].Group != form[i].Group {
			pair = []string{cmp.Or(form[i-1].Group, pair[0]), cmp.Or(form[i].Group, pair[1])}
		}
		a := slices.IndexFunc(t.heads, func(h head) bool { return h.label == pair[0] })
		b := slices.IndexFunc(t.heads, func(h head) bool { return h.label == pair[1] })
		if a > b && b >= 0 {
			return t.wrongOrder(t.heads[b], pair)
		}
	}
	return nil
}

// ends reports whether a column is the last of a row of the form, or its total.
func ends(form []report.Row, column string) bool {
	return column == labelTotal || slices.ContainsFunc(form, func(r report.Row) bool { return column == r.Columns[len(r.Columns)-1] })
}

// columnsWith returns the columns of the first row of the form that has the
// column, or nil.
func columnsWith(form []report.Row, column string) []string {
	for _, r := range form {
		if slices.Contains(r.Columns, column) {
			return r.Columns
		}
	}
	return nil
}

func (t *tableReader) wrongOrder(at head, want []string) error {
	var got []string
	for _, h := range t.heads {
		if h.row == at.row {
			got = append(got, h.label)
		}
	}
	return source.Error(at.at, "I-k", t.Name, strings.Join(got, "、"), strings.Join(want, "、"))
}
