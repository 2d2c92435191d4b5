package pdf

import (
	"errors"
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// An Element is an element of the structure (14.7.2), or content of one.
type Element struct {
	Kind             string // the standard type, such as P or TD; "" is content
	Kids             []*Element
	Actual           string // ActualText: what it stands for
	RowSpan, ColSpan int    // of TH and TD, at least 1

	Page  int   // of content
	Chars []int // of content: the characters of the page, in the order in which they are painted
}

// errLoose is a structure that does not hold all that is painted, or holds it twice.
var errLoose = errors.New("the structure does not hold the text once")

// treeReader reads the structure tree.
type treeReader struct {
	f       *File
	root    dict
	content []map[int32][]int // page, MCID → characters
	seen    map[ref]bool
}

// Structure returns the structure, or nil where the file is not tagged. Every character
// that is to be seen is in it once, but for artifacts, such as page numbers and heads
// that are repeated. The error is a [*report.InputError], or, where that is not so,
// another.
func (f *File) Structure() (*Element, error) {
	if !f.Tagged {
		return nil, nil
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	t := &treeReader{f: f, root: f.dict(f.root["StructTreeRoot"]), seen: map[ref]bool{}}
	for _, p := range pages {
		m := map[int32][]int{}
		for i := range p.Chars {
			if c := &p.Chars[i]; c.Seen() && c.MCID != paper.Artifact {
				m[c.MCID] = append(m[c.MCID], i)
			}
		}
		t.content = append(t.content, m)
	}
	top := &Element{Kind: "Document"}
	if err := t.kids(top, t.root["K"], 0, 0); err != nil {
		return nil, err
	}
	if f.fault != nil {
		return nil, explain(f.fault, 0, badTree)
	}
	for i, m := range t.content {
		for _, list := range m {
			for _, c := range list {
				if strings.TrimSpace(pages[i].Chars[c].Text) != "" || pages[i].Chars[c].NoText {
					return nil, errLoose
				}
			}
		}
	}
	return top, nil
}

// kids reads what belongs to an element; page is the number of the page that it is on,
// or 0.
func (t *treeReader) kids(e *Element, v any, page, depth int) error {
	if depth > source.MaxDepth {
		return damaged(0, badTree)
	}
	if r, ok := v.(ref); ok {
		if t.f.pageNumbers[r] == 0 && t.seen[r] {
			return damaged(0, badTree)
		}
		t.seen[r] = true
	}
	switch k := t.f.get(v).(type) {
	case array:
		for _, v := range k {
			if err := t.kids(e, v, page, depth+1); err != nil {
				return err
			}
		}
	case float64:
		return t.marked(e, k, page)
	case dict:
		if r, ok := k["Pg"].(ref); ok {
			page = t.f.pageNumbers[r]
		}
		switch t.f.name(k["Type"]) {
		case "MCR":
			if k["Stm"] != nil {
				return errLoose
			}
			return t.marked(e, t.f.number(k["MCID"]), page)
		case "OBJR":
			return nil
		}
		kid := &Element{Kind: t.kind(k), Actual: t.f.text(k["ActualText"]), RowSpan: 1, ColSpan: 1}
		if kid.Kind == "TH" || kid.Kind == "TD" {
			t.spans(kid, k["A"])
			for _, c := range t.f.list(k["C"]) {
				if n := t.f.name(c); n != "" {
					t.spans(kid, t.f.dict(t.root["ClassMap"])[n])
				}
			}
		}
		e.Kids = append(e.Kids, kid)
		return t.kids(kid, k["K"], page, depth+1)
	}
	return nil
}

// marked adds marked content to an element.
func (t *treeReader) marked(e *Element, mcid float64, page int) error {
	n, ok := whole(mcid, 1<<30)
	if !ok || page < 1 || page > len(t.content) {
		return errLoose
	}
	if chars := t.content[page-1][int32(n)]; len(chars) > 0 {
		e.Kids = append(e.Kids, &Element{Page: page, Chars: chars})
		delete(t.content[page-1], int32(n))
	}
	return nil
}

// kind returns the standard type of an element (14.7.3).
func (t *treeReader) kind(d dict) string {
	k := t.f.name(d["S"])
	roles := t.f.dict(t.root["RoleMap"])
	for range 32 {
		to := t.f.name(roles[k])
		if to == "" || to == k {
			break
		}
		k = to
	}
	if k == "" {
		k = "NonStruct"
	}
	return string(k)
}

// spans sets the spans of a cell from its attributes (14.8.5.7).
func (t *treeReader) spans(e *Element, v any) {
	for _, v := range t.f.list(v) {
		d, ok := t.f.get(v).(dict)
		if !ok || t.f.name(d["O"]) != "Table" {
			continue
		}
		if n, ok := whole(t.f.get(d["RowSpan"]), source.MaxBlocks); ok && n > 0 {
			e.RowSpan = n
		}
		if n, ok := whole(t.f.get(d["ColSpan"]), 1000); ok && n > 0 {
			e.ColSpan = n
		}
	}
}
