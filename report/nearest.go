package report

import "github.com/nianbao/nianbao/report/internal/spell"

// nearest proposes members for names that none has. It compares so many names at most.
type nearest struct{ compared int }

const mostCompared = 1 << 20

// of returns the name of the member nearest to the key among those that may be meant, or
// "" where none is near.
func (n *nearest) of(key string, members []Member, may func(member int) bool) (name string) {
	base, _ := vertical(key)
	length := len([]rune(key))
	best := length/3 + 1
	for i, m := range members {
		if !may(i) {
			continue
		}
		other := LabelKey(m.Agency)
		if b, _ := vertical(other); b == base {
			return m.Agency
		}
		if off := len([]rune(other)) - length; max(off, -off) >= best || n.compared == mostCompared {
			continue
		}
		n.compared++
		if d := spell.Distance(key, other); d < best {
			best, name = d, m.Agency
		}
	}
	return name
}
