package report

import (
	"iter"
	"strings"
)

// roster is whose reports the parts of a jurisdiction are.
type roster struct {
	members []Member
	named   map[string]int // members by the keys of their names; noMember where several have one
	local   map[string]int // the same by what follows 国家税务总局 and its like, of their full names
	within  []int          // by member: the member that its figures are in, or noMember
	of      []int          // by part: its member, or noMember
	who     []string       // by part: what its body is known by, the same for all its names
}

const noMember = -1

func newRoster(members []Member, parts []Part) roster {
	o := roster{members: members, named: map[string]int{}, local: map[string]int{}}
	for i, m := range members {
		key := LabelKey(m.Agency)
		if key == "" {
			continue
		}
		if _, ok := o.named[key]; !ok {
			o.named[key] = i
		}
		at := i
		if _, ok := o.local[local(key)]; ok {
			at = noMember
		}
		o.local[local(key)] = at
	}
	former := map[string]int{}
	for i, m := range members {
		for _, name := range m.Former {
			key := LabelKey(name)
			if before, ok := former[key]; ok && before != i {
				i = noMember
			}
			former[key] = i
		}
	}
	for key, i := range former {
		if _, ok := o.named[key]; !ok && key != "" {
			o.named[key] = i
		}
	}
	for _, m := range members {
		o.within = append(o.within, o.member(LabelKey(m.Within)))
	}
	for i := range parts {
		key := LabelKey(parts[i].Agency)
		o.of = append(o.of, o.member(key))
		o.who = append(o.who, o.body(key))
	}
	return o
}

// member returns the member with a name of the key.
func (o *roster) member(key string) int {
	if i, ok := o.named[key]; ok {
		return i
	}
	if i, ok := o.local[local(key)]; ok && key != "" {
		return i
	}
	return noMember
}

// body returns what the body with a name of the key is known by.
func (o *roster) body(key string) string {
	if i := o.member(key); i != noMember {
		return LabelKey(o.members[i].Agency)
	}
	return key
}

// cyclic returns which members' figures are said to be in their own.
func (o *roster) cyclic() []bool {
	in := make([]bool, len(o.within))
	seen := make([]int, len(o.within)) // from which member on
	for i := range o.within {
		at := i
		for at != noMember && seen[at] == 0 {
			seen[at] = i + 1
			at = o.within[at]
		}
		if at == noMember || seen[at] != i+1 {
			continue
		}
		for x := at; !in[x]; x = o.within[x] {
			in[x] = true
		}
	}
	return in
}

// holders returns, for every member, the part that its figures are in by the list: that of
// the first body on its way that is among the parts, which are by what their bodies are
// known by.
func (o *roster) holders(parts map[string]*Part) []*Part {
	holders, done := make([]*Part, len(o.members)), o.cyclic()
	for i := range o.members {
		var way []int
		at := i
		for at != noMember && !done[at] {
			done[at] = true
			way = append(way, at)
			if holders[at] = parts[o.body(LabelKey(o.members[at].Within))]; holders[at] != nil {
				break
			}
			at = o.within[at]
		}
		for k := len(way) - 1; k >= 0; k-- {
			if m := way[k]; holders[m] == nil && o.within[m] != noMember {
				holders[m] = holders[o.within[m]]
			}
		}
	}
	return holders
}

// CheckMembers yields what is wrong with a list of members, with the place of the member
// in it: a name that two have (H-v), a body that another's figures are in and that is not
// on the list (H-y), and figures that are in one another's (H-z).
func CheckMembers(members []Member) iter.Seq2[int, Finding] {
	return func(yield func(int, Finding) bool) {
		for _, x := range listRules {
			stop := false
			x.check(members, func(i int, f Fault) { stop = stop || !yield(i, x.finding(nil, f)) })
			if stop {
				return
			}
		}
	}
}

// listRule is a rule on the list of members.
type listRule struct {
	Rule
	check func(members []Member, find func(member int, f Fault))
}

var listRules = []listRule{
	{Rule{Code: "H-v", Severity: Error, Source: Practice,
		Chinese: "应报机关名单中“{got}”不止一次[，也是“{want}”的名称]；请只留一个",
		English: "{got} is on the list of bodies more than once[, as a name of {want}, too]; leave one",
		Example: "名单第 3 行和第 40 行都是“某县某局”"},
		checkNamesTwice},
	{Rule{Code: "H-y", Severity: Error, Source: Practice,
		Chinese: "“{bodies}”的数据计入“{got}”，名单中没有这个机关[，最接近的是“{want}”]；请改正，或把它列入名单",
		English: "the figures of {bodies} are said to be in those of {got}, which is not on the list[; the nearest to it is {want}]; mend the name, or put it on the list",
		Example: "“某县粮食局”的数据计入“某县发展和改革”"},
		checkWithinUnknown},
	{Rule{Code: "H-z", Severity: Error, Source: Practice,
		Chinese: "“{bodies}”的数据经“{got}”又计入自己；请改正“数据计入”",
		English: "the figures of {bodies} are, by way of {got}, said to be in its own; mend the list",
		Example: "甲局的数据计入乙局，乙局的又计入甲局"},
		checkWithinCyclic},
}

func checkNamesTwice(members []Member, find func(int, Fault)) {
	first := map[string]int{}
	for i, m := range members {
		for _, name := range append([]string{m.Agency}, m.Former...) {
			key := LabelKey(name)
			before, ok := first[key]
			switch {
			case key == "":
			case !ok:
				first[key] = i
			case before == i: // its own former name once more
			default:
				x := Fault{Got: strings.TrimSpace(name), Bodies: []string{m.Agency}}
				if other := members[before].Agency; LabelKey(other) != key {
					x.Want = other
				}
				find(i, x)
			}
		}
	}
}

func checkWithinUnknown(members []Member, find func(int, Fault)) {
	o := newRoster(members, nil)
	n := newNearest(members, func(int) bool { return true })
	for i, m := range members {
		if key := LabelKey(m.Within); key != "" && o.within[i] == noMember {
			find(i, Fault{Got: m.Within, Want: n.to(key, i), Bodies: []string{m.Agency}})
		}
	}
}

func checkWithinCyclic(members []Member, find func(int, Fault)) {
	o := newRoster(members, nil)
	for i, cyclic := range o.cyclic() {
		if cyclic {
			find(i, Fault{Got: members[i].Within, Bodies: []string{members[i].Agency}})
		}
	}
}
