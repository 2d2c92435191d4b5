package word

import (
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/numbering"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const maxLevelText = 1 << 10 // bytes

// lists are the lists of a document; those of 2003 have other names.
type lists struct {
	instances map[string]*numbering.Instance
	styles    *styles
}

// read reads the lists within the element that is open.
func (all *lists) read(x *opc.XML) {
	all.instances = map[string]*numbering.Instance{}
	abstract, links := map[string]*numbering.List{}, map[*numbering.List]string{}
	for name := range x.Children() {
		switch name {
		case "w:abstractNum", "w:listDef":
			id := x.Attr("w:abstractNumId") + x.Attr("w:listDefId")
			l, link := readList(x)
			abstract[id], links[l] = l, link
		case "w:num", "w:list":
			id := x.Attr("w:numId") + x.Attr("w:ilfo")
			all.instances[id] = readInstance(x, abstract)
		}
		if max(len(abstract), len(all.instances)) > maxDefinitions {
			x.Fail(source.TooMany(report.Pos{}, manyDefinitions, maxDefinitions))
		}
	}
	for _, l := range abstract {
		if links[l] == "" {
			continue
		}
		for _, st := range all.styles.chain(links[l]) {
			if in := all.instances[st.list.num]; in != nil && in.Of != nil && links[in.Of] == "" {
				l.Levels = in.Of.Levels
				break
			}
		}
	}
}

// readList reads an abstract list, and of what style the list is that it is in truth.
func readList(x *opc.XML) (l *numbering.List, link string) {
	l = new(numbering.List)
	for i := range l.Levels {
		l.Levels[i] = numbering.Level{Format: "none", Restart: i}
	}
	for name := range x.Children() {
		switch name {
		case "w:numStyleLink":
			link = x.Attr("w:val")
		case "w:lvl":
			if i := number(x, "w:ilvl", unset); i >= 0 && i < numbering.Levels {
				l.Levels[i] = readLevel(x, i)
			}
		}
	}
	return l, link
}

func readLevel(x *opc.XML, i int) numbering.Level {
	v := numbering.Level{Format: "decimal", Restart: i}
	for name := range x.Children() {
		switch name {
		case "w:start":
			v.Start = number(x, "w:val", 0)
		case "w:numFmt":
			v.Format = x.Attr("w:val")
		case "w:nfc":
			v.Format = numbering.Format(number(x, "w:val", 0))
		case "mc:AlternateContent":
			// What only newer programs have is a decimal with zeros before it.
			for name := range x.Children() {
				if name == "mc:Fallback" {
					for range x.Children() {
						v.Format = x.Attr("w:val")
					}
				}
			}
		case "w:lvlText":
			if v.Text = x.Attr("w:val"); len(v.Text) > maxLevelText {
				x.Fail(source.TooMany(report.Pos{}, longLevelText, maxLevelText))
			}
		case "w:lvlRestart":
			v.Restart = number(x, "w:val", i)
		case "w:isLgl":
			v.Legal = onOff(x) == on
		case "w:pStyle":
			v.Style = x.Attr("w:val")
		case "w:rPr":
			v.Hidden = readRun(x).vanish == on
		}
	}
	return v
}

func readInstance(x *opc.XML, abstract map[string]*numbering.List) *numbering.Instance {
	in := new(numbering.Instance)
	for name := range x.Children() {
		switch name {
		case "w:abstractNumId", "w:ilst":
			in.Of = abstract[x.Attr("w:val")]
		case "w:lvlOverride":
			i := number(x, "w:ilvl", unset)
			if i < 0 || i >= numbering.Levels {
				continue
			}
			for name := range x.Children() {
				switch name {
				case "w:startOverride":
					if s := number(x, "w:val", unset); s != unset {
						in.Starts[i] = &s
					}
				case "w:lvl":
					v := readLevel(x, i)
					in.Own[i] = &v
				}
			}
		}
	}
	return in
}

// find returns the list and the level of a paragraph, or nil.
func (all lists) find(p properties) (*numbering.Instance, int) {
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
	if in == nil || in.Of == nil {
		return nil, 0
	}
	// The levels of a list name the styles that belong to them.
	if from != "" && p.list.level == unset {
		for id := range all.styles.chain(p.style) {
			for i := range numbering.Levels {
				if in.Level(i).Style == id {
					return in, i
				}
			}
			if id == from {
				break
			}
		}
	}
	return in, min(max(ref.level, 0), numbering.Levels-1)
}
