package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

func TestOutline(t *testing.T) {
	for what, c := range map[string]struct {
		levels []int
		want   string // the tree, a number a heading; counts in brackets
	}{
		"none":            {nil, ""},
		"one":             {[]int{0}, "0"},
		"nested":          {[]int{0, 1, 2, 2, 1, 2}, "0[5](1[2](2 3) 4[1](5))"},
		"no title":        {[]int{1, 2, 1}, "0[1](1) 2"},
		"levels left out": {[]int{2, 0, 2, 1, 2}, "0 1[3](2 3[1](4))"},
		"deeper":          {[]int{0, 3, 1, 4}, "0[1](2)"},
	} {
		t.Run(what, func(t *testing.T) {
			s := newSetter(t)
			s.page()
			for i, level := range c.levels {
				s.Document.Blocks = append(s.Document.Blocks, &doc.Heading{Level: level, Runs: doc.Text(fmt.Sprint(i))})
				s.text(80, 100+float64(i), look{size: 16, origin: block(i)}, "一")
			}
			f := s.read()
			root := f.root("Outlines")
			if c.want == "" {
				if root != nil {
					t.Errorf("outline %v", root)
				}
				return
			}
			if got := f.outline(f.root().(dict)["Outlines"].(pdfread.Ref)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			var all int
			for _, l := range c.levels {
				if l <= 2 {
					all++
				}
			}
			if n := f.get(root, "Count"); n != float64(all) {
				t.Errorf("Count %v of the root, want %d", n, all)
			}
		})
	}
}

// outline writes the items under one as text and checks their links.
func (f *file) outline(parent pdfread.Ref) string {
	f.t.Helper()
	var b strings.Builder
	var prev any
	for r := f.Objects[parent].(dict)["First"]; r != nil; {
		d := f.get(r).(dict)
		if d["Parent"] != parent || d["Prev"] != prev {
			f.t.Errorf("item %v: %v", r, d)
		}
		if prev != nil {
			b.WriteByte(' ')
		}
		b.WriteString(pdfread.DecodeText(d["Title"].(string)))
		if d["First"] != nil {
			fmt.Fprintf(&b, "[%v](%s)", d["Count"], f.outline(r.(pdfread.Ref)))
		}
		prev, r = r, d["Next"]
	}
	if last := f.Objects[parent].(dict)["Last"]; last != prev {
		f.t.Errorf("Last %v, want %v", last, prev)
	}
	return b.String()
}

// A bookmark leads to the top of the first line that is the heading itself.
func TestDestinations(t *testing.T) {
	s := newSetter(t)
	s.Document.Blocks = []doc.Block{
		&doc.Heading{Runs: []doc.Run{{Text: " 示例区\t人民政府\n年度报告"}}},
		&doc.Table{},
		&doc.Heading{Level: 1, Runs: doc.Text("一、（一）")},
		&doc.Heading{Level: 1}, // nothing to show
		&doc.Heading{Level: 1, Runs: doc.Text("不在版面上")},
	}
	s.page()
	s.text(80, 100, look{size: 22, origin: block(0)}, "示例区")
	s.text(90, 130, look{size: 22, origin: block(0)}, "年度报告")
	s.text(80, 160, look{size: 16, origin: layout.Origin{Kind: layout.Repeated, Block: 2}}, "一")
	s.text(80, 190, look{size: 16, origin: block(3)}, "一")
	s.page()
	s.text(111, 150, look{size: 16, origin: block(2)}, "一、")
	f := s.read()
	first := f.root("Outlines", "First").(dict)
	for i, c := range []struct {
		title string
		page  int
		x, y  float64
		item  dict
	}{
		{"示例区 人民政府年度报告", 0, 80, 763.89, first},
		{"一、（一）", 1, 111, 707.89, f.get(first, "First").(dict)},
	} {
		d := c.item["Dest"].([]any)
		if got := pdfread.DecodeText(c.item["Title"].(string)); got != c.title {
			t.Errorf("%d: %q", i, got)
		}
		if d[0] != f.root("Pages", "Kids").([]any)[c.page] || d[1] != pdfread.Name("XYZ") || d[2] != c.x || d[3] != c.y || d[4] != nil {
			t.Errorf("%d: %v", i, d)
		}
	}
	if n := f.root("Outlines", "Count"); n != 2.0 {
		t.Errorf("%v bookmarks", n)
	}
}
