package word

import (
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
)

// A document has up to nine levels in a list.
const levels = 9

const maxLevelText = 1 << 10 // bytes

// level says how the paragraphs of a level are numbered (ISO/IEC 29500-1, 17.9.6).
type level struct {
	start   int
	format  string // of ST_NumberFormat
	text    string // with %1 to %9 for the numbers of the levels
	restart int    // it begins anew behind levels up to this, from 1; 0 is never
	legal   bool   // all numbers are decimal
	style   string // of the paragraphs of the level
	hidden  bool
}

// list is an abstract list with its count: those that are made of it go on counting.
type list struct {
	levels [levels]level
	link   string // style of the list that it is in truth
	count  [levels]int
	begun  [levels]bool
}

// instance is a list made of an abstract one.
type instance struct {
	of     *list
	starts [levels]int    // where it begins anew once; unset is nowhere
	levels [levels]*level // instead of those of the abstract list
	begun  [levels]bool
}

type lists struct {
	instances map[string]*instance
	styles    styles
}

func readLists(x *opc.XML, s styles) lists {
	all := lists{map[string]*instance{}, s}
	abstract := map[string]*list{}
	for range x.Children() {
		for name := range x.Children() {
			switch name {
			case "w:abstractNum":
				id := x.Attr("w:abstractNumId")
				abstract[id] = readList(x)
			case "w:num":
				id := x.Attr("w:numId")
				all.instances[id] = readInstance(x, abstract)
			}
			if max(len(abstract), len(all.instances)) > maxDefinitions {
				x.Fail(tooMany(report.Pos{}, manyDefinitions, maxDefinitions))
			}
		}
	}
	for _, l := range abstract {
		if l.link == "" {
			continue
		}
		for _, st := range s.chain(l.link) {
			if in := all.instances[st.list.num]; in != nil && in.of != nil && in.of.link == "" {
				l.levels = in.of.levels
				break
			}
		}
	}
	return all
}

func readList(x *opc.XML) *list {
	l := new(list)
	for i := range l.levels {
		l.levels[i] = level{format: "none", restart: i}
	}
	for name := range x.Children() {
		switch name {
		case "w:numStyleLink":
			l.link = x.Attr("w:val")
		case "w:lvl":
			if i := number(x, "w:ilvl", unset); i >= 0 && i < levels {
				l.levels[i] = readLevel(x, i)
			}
		}
	}
	return l
}

func readLevel(x *opc.XML, i int) level {
	v := level{format: "decimal", restart: i}
	for name := range x.Children() {
		switch name {
		case "w:start":
			v.start = number(x, "w:val", 0)
		case "w:numFmt":
			v.format = x.Attr("w:val")
		case "mc:AlternateContent":
			// What only newer programs have is a decimal with zeros before it.
			for name := range x.Children() {
				if name == "mc:Fallback" {
					for range x.Children() {
						v.format = x.Attr("w:val")
					}
				}
			}
		case "w:lvlText":
			if v.text = x.Attr("w:val"); len(v.text) > maxLevelText {
				x.Fail(tooMany(report.Pos{}, longLevelText, maxLevelText))
			}
		case "w:lvlRestart":
			v.restart = number(x, "w:val", i)
		case "w:isLgl":
			v.legal = onOff(x) == on
		case "w:pStyle":
			v.style = x.Attr("w:val")
		case "w:rPr":
			v.hidden = readRun(x).vanish == on
		}
	}
	return v
}

func readInstance(x *opc.XML, abstract map[string]*list) *instance {
	in := new(instance)
	for i := range in.starts {
		in.starts[i] = unset
	}
	for name := range x.Children() {
		switch name {
		case "w:abstractNumId":
			in.of = abstract[x.Attr("w:val")]
		case "w:lvlOverride":
			i := number(x, "w:ilvl", unset)
			if i < 0 || i >= levels {
				continue
			}
			for name := range x.Children() {
				switch name {
				case "w:startOverride":
					in.starts[i] = number(x, "w:val", unset)
				case "w:lvl":
					v := readLevel(x, i)
					in.levels[i] = &v
				}
			}
		}
	}
	return in
}

// find returns the list and the level of a paragraph, or nil.
func (all lists) find(p properties) (*instance, int) {
	ref, from := p.list, ""
	for id, st := range all.styles.chain(p.style) {
		if ref.num != "" {
			break
		}
		if st.list.num != "" {
			ref.num, from = st.list.num, id
			if ref.level == unset {
				ref.level = st.list.level
			}
		}
	}
	in := all.instances[ref.num]
	if in == nil || in.of == nil {
		return nil, 0
	}
	// The levels of a list name the styles that belong to them.
	if from != "" && p.list.level == unset {
		for id := range all.styles.chain(p.style) {
			for i := range levels {
				if in.level(i).style == id {
					return in, i
				}
			}
			if id == from {
				break
			}
		}
	}
	return in, min(max(ref.level, 0), levels-1)
}

func (in *instance) level(i int) *level {
	if v := in.levels[i]; v != nil {
		return v
	}
	return &in.of.levels[i]
}

func (in *instance) start(i int) int {
	if s := in.starts[i]; s != unset {
		return s
	}
	return in.level(i).start
}

// next counts a paragraph and returns the number before its text.
func (in *instance) next(i int) string {
	l := in.of
	switch {
	case in.starts[i] != unset && !in.begun[i], !l.begun[i]:
		l.count[i] = in.start(i)
	default:
		l.count[i]++
	}
	in.begun[i], l.begun[i] = true, true
	for j := i + 1; j < levels; j++ {
		if i < in.level(j).restart {
			l.begun[j] = false
		}
	}
	v := in.level(i)
	if v.format == "bullet" || v.hidden {
		return ""
	}
	return in.print(v)
}

func (in *instance) print(v *level) string {
	var b strings.Builder
	rest := v.text
	for {
		before, after, ok := strings.Cut(rest, "%")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		if after == "" || after[0] < '1' || after[0] > '9' {
			b.WriteByte('%')
			rest = after
			continue
		}
		j := int(after[0] - '1')
		rest = after[1:]
		count, format := in.of.count[j], in.level(j).format
		if !in.of.begun[j] {
			count = in.start(j)
		}
		if v.legal && format != "none" {
			format = "decimal"
		}
		b.WriteString(numeral(count, format))
	}
}

// numbered puts the number of a list before a text. What stands between them in print
// is a tab mostly, and is needed by what would run together only.
func numbered(ordinal, text string) string {
	if ordinal == "" || text == "" {
		return ordinal + text
	}
	last, first := ordinal[len(ordinal)-1], text[0]
	if last < 0x80 && first < 0x80 {
		return ordinal + " " + text
	}
	return ordinal + text
}
