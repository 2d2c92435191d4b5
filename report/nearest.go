package report

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// nearest proposes members for names that none has.
type nearest struct {
	members  []Member
	byBase   map[string][]memberKey // by the names of bodies of vertical systems
	byLength map[int][]memberKey
	compared int // pairs of names, of which there are mostCompared at most
}

type memberKey struct {
	member int
	key    string
}

const mostCompared = 1 << 20

// newNearest returns what proposes those of the members that may be meant.
func newNearest(members []Member, may func(member int) bool) *nearest {
	n := &nearest{members: members, byBase: map[string][]memberKey{}, byLength: map[int][]memberKey{}}
	for i, m := range members {
		if !may(i) {
			continue
		}
		x := memberKey{i, LabelKey(m.Agency)}
		base, _ := vertical(x.key)
		n.byBase[base] = append(n.byBase[base], x)
		length := utf8.RuneCountInString(x.key)
		n.byLength[length] = append(n.byLength[length], x)
	}
	return n
}

// to returns the name of the member nearest to the key, which is not that of one, or ""
// where none is near.
func (n *nearest) to(key string, not int) (name string) {
	base, _ := vertical(key)
	for _, x := range n.byBase[base] {
		if x.member != not {
			return n.members[x.member].Agency
		}
	}
	length := utf8.RuneCountInString(key)
	best := length/3 + 1
	for l := length - best + 1; l < length+best; l++ {
		for _, x := range n.byLength[l] {
			if x.member == not {
				continue
			}
			if n.compared++; n.compared > mostCompared {
				return ""
			}
			if d := spell.Distance(key, x.key); d < best {
				best, name = d, n.members[x.member].Agency
			}
		}
	}
	return name
}
