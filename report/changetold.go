package report

import (
	"github.com/nianbao/nianbao/report/internal/prose"
)

// checkChanges checks N-o: what the text says of the change from the year before is that of
// the tables of both years.
func checkChanges(s *Subject, find func(Fault)) {
	if s.Last == nil || s.form() == nil || s.Last.form() == nil {
		return
	}
	last := &Subject{Report: s.Last}
	passages := s.passages()
	for i := range passages {
		p := &passages[i]
		if !containsAny(p.text, []string{"比", "较", "增", "减", "上年", "去年"}) {
			continue
		}
		counts := s.claimsByFigure(p)
		for _, change := range p.figures().Changes() {
			if change.Year != 0 && change.Year != s.Year-1 {
				continue
			}
			if c := counts[change.Of]; c != nil && !c.Other && len(c.Items) == 1 {
				if want := s.otherChange(last, *c, p.figures().Figures[c.Figure].Value, change); want != "" {
					find(Fault{
						Path: p.at.pointer(), Quote: p.text[change.Words.Start:change.Words.End],
						Got: changeText(change), Want: want,
					})
				}
			}
		}
	}
}

// changeText returns a change in words.
func changeText(c prose.Change) string {
	if c.Value == 0 {
		return "持平"
	}
	unit := " " + c.Unit
	if c.Unit == "%" {
		unit = c.Unit
	}
	if c.Less {
		return "减少 " + c.Number() + unit
	}
	return "增加 " + c.Number() + unit
}

// otherChange returns what the change of a count is by the tables of both years, where the
// text has another and the tables have the count.
func (s *Subject) otherChange(last *Subject, c prose.Claim, n int64, change prose.Change) (want string) {
	for _, way := range waysOf(c.Items[0]).sums {
		now, _, ok := s.sum(way, c.Column)
		before, _, ok2 := last.sum(way, c.Column)
		if !ok || now != n {
			continue
		}
		if !ok2 || before == 0 && change.Unit == "%" {
			return ""
		}
		off := now - before
		x := change
		if x.Less = off < 0; x.Unit == "%" {
			share := prose.Share{Percent: change.Figure, Part: prose.Figure{Value: max(off, -off)}}
			if share.Fits([]int64{before}) && (x.Less == change.Less || off == 0) {
				return ""
			}
			if want == "" {
				x.Value = share.Rounded(before)
				want = changeText(x)
			}
			continue
		}
		if x.Value = max(off, -off); change.Places == 0 && x.Value == change.Value && (x.Less == change.Less || off == 0) {
			return ""
		}
		if want == "" {
			want = changeText(x)
		}
	}
	return want
}
