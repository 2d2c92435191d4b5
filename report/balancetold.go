package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// checkToldBalance checks N-g: what a passage says is new and was carried in is what it says was
// done and is carried forward.
func checkToldBalance(s *Subject, find func(Fault)) {
	passages := s.passages()
	for i := range passages {
		p := &passages[i]
		if !containsAny(p.text, carryWords) || s.form() == nil {
			continue
		}
		if b := s.toldBalance(p); !b.holds() {
			find(Fault{
				Path: p.at.pointer(), Quote: p.text[b.start:b.end],
				Got: sumOfTwo(b.came[0].n, b.over[0]), Want: sumOfTwo(b.done[0].n, b.left[0]),
			})
		}
	}
}

func sumOfTwo(a, b int64) string { return fmt.Sprintf("%d＋%d＝%d", a, b, a+b) }

// balance are the figures that a passage has for the four sides of the balance of table three.
type balance struct {
	came, done []toldCount
	over, left []int64
	apart      bool    // what was carried in is told to be done by itself
	others     []int64 // what else the passage counts
	start, end int     // of the words

	handled []toldCount // what came, where nothing else is told to have come
	carried []int64     // what is carried forward, where nothing else is told to be
}

// toldCount is a figure that may be another than the row: loose says by how much it may be less.
type toldCount struct {
	n     int64
	whole bool  // 收到: it may have what was carried in already
	loose int64 // 答复: it may leave out so many
}

// toldBalance reads the figures of the balance in a passage.
func (s *Subject) toldBalance(p *passage) balance {
	b := balance{start: len(p.text), others: s.uncounted(p)}
	for _, c := range s.claims(p) {
		if c.Other || len(c.Items) != 1 || c.Column != "" || c.Kind == prose.AllDone {
			continue
		}
		if s.putToSide(&b, p, c) {
			b.start, b.end = min(b.start, c.Start), max(b.end, c.End)
		}
	}
	if len(b.left) == 0 && len(b.over) > 0 {
		b.left = b.carried
	}
	if len(b.came) == 0 {
		b.came = b.handled
	}
	return b
}

// putToSide puts the figure of a claim to the side that it is of, and reports whether there is one.
func (s *Subject) putToSide(b *balance, p *passage, c prose.Claim) bool {
	total := func(paths ...string) int64 {
		n, _, _ := s.sum(rows(paths...), "")
		return n
	}
	n := int64(0)
	if c.Kind == prose.Count {
		exact := false
		if n, exact = p.figures().Figures[c.Figure].Int(); !exact {
			return false
		}
	}
	switch c.Items[0] {
	case prose.New:
		if c.Kind == prose.Nothing {
			return false
		}
		b.came = append(b.came, toldCount{n: n})
	case prose.Arrived, prose.Accepted:
		// What the tables have for it tells what it is.
		isNew := n == total(received) && total(carriedOver) > 0
		b.came = append(b.came, toldCount{n: n, whole: !isNew})
	case prose.Handled, prose.Named:
		b.handled = append(b.handled, toldCount{n: n, whole: true})
	case prose.Answered:
		b.done = append(b.done, toldCount{n: n, loose: total(notProcessed, otherResults)})
	case prose.Closed:
		b.done = append(b.done, toldCount{n: n})
	case prose.CarriedOver:
		b.over = append(b.over, n)
		b.apart = b.apart || doneBehind(p.text[c.End:])
	case prose.CarriedForward:
		b.left = append(b.left, n)
	case prose.Carried:
		b.carried = append(b.carried, n)
	default:
		return false
	}
	return true
}

// uncounted returns the figures of a passage that the balance does not count: of what is not
// known, and of the ends that 答复 may leave out.
func (s *Subject) uncounted(p *passage) (others []int64) {
	claims := s.claimsByFigure(p)
	for i, f := range p.figures().Figures {
		c := claims[i]
		if n, ok := f.Int(); ok && (c == nil || hasPrefixAny(string(c.Items[0]), []string{notProcessed, otherResults})) {
			others = append(others, n)
		}
	}
	return others
}

// doneBehind reports whether what a text tells of is done, by the words behind it: 6件已办结, or
// 6件，全部办结.
func doneBehind(text string) bool {
	const most = 300 // bytes
	text = text[:min(len(text), most)]
	end := strings.IndexFunc(text, endsSentence)
	if end < 0 {
		end = len(text)
	}
	done := []string{"办结", "答复", "办理完", "处理完"}
	clause, rest := text[:end], ""
	if comma := strings.IndexFunc(clause, endsClause); comma >= 0 {
		clause, rest = clause[:comma], strings.TrimLeft(clause[comma:], "，,")
	}
	if comma := strings.IndexFunc(rest, endsClause); comma >= 0 {
		rest = rest[:comma]
	}
	all := hasPrefixAny(rest, []string{"全部", "均", "都", "已"}) && !strings.ContainsAny(rest, "0123456789件")
	return containsAny(clause, done) || all && containsAny(rest, done)
}

// claimsByFigure returns what the passage's figures count, nil for what is not known.
func (s *Subject) claimsByFigure(p *passage) []*prose.Claim {
	counts := make([]*prose.Claim, len(p.figures().Figures))
	claims := s.claims(p)
	for i := range claims {
		if c := &claims[i]; c.Kind == prose.Count && c.Figure >= 0 {
			counts[c.Figure] = c
		}
	}
	return counts
}

// mostSides is how many figures a side of a balance may have that can be compared.
const mostSides = 6

// holds reports whether the balance holds, or not all of its four sides are there.
func (b balance) holds() bool {
	if len(b.came) == 0 || len(b.over) == 0 || len(b.done) == 0 || len(b.left) == 0 {
		return true
	}
	if max(len(b.came), len(b.over), len(b.done), len(b.left)) > mostSides {
		return true
	}
	done := b.done
	if len(done) == 2 { // of what is new, and of what was carried in
		done = append(slices.Clone(done), toldCount{n: done[0].n + done[1].n, loose: max(done[0].loose, done[1].loose)})
	}
	for _, c := range b.came {
		for _, o := range b.over {
			for _, d := range done {
				if slices.ContainsFunc(b.left, func(l int64) bool { return b.balanced(c, o, d, l) }) {
					return true
				}
			}
		}
	}
	return false
}

// balanced reports whether one figure of each side may be those of one balance.
func (b balance) balanced(came toldCount, over int64, done toldCount, left int64) bool {
	within := func(gap int64) bool { return 0 <= gap && gap <= done.loose }
	gap := came.n + over - done.n - left
	switch {
	case within(gap), gap > 0 && slices.Contains(b.others, gap):
		return true
	case came.whole || b.apart: // what was carried in is in what came already, or not in what was done
		return within(gap - over)
	}
	return false
}
