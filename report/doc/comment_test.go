package doc

import (
	"fmt"
	"slices"
	"testing"
)

// Comments stand in reading order, each on the words that it quotes or on all of its
// place.
func TestRemarks(t *testing.T) {
	cell := func(source, text string) Cell { return Cell{Source: source, Runs: Text(text)} }
	d := &Document{Title: "标题", Lang: "zh-CN", Styles: GB9704(), Blocks: []Block{
		&Paragraph{Source: "/mark", Runs: Text("前言")},
		&Heading{Source: "/title", Runs: Text("某局\n2023年报告")},
		&Heading{Level: 1, Source: "/a", Runs: Text("一、总体情况")},
		&Paragraph{Source: "/a/0", Runs: Text("第一行12件")},
		&Paragraph{Source: "/a/0", Runs: []Run{{Text: "第二行"}, {Text: "3", Bold: true}, {Text: "4件，34件"}}},
		&Table{Source: "/t", Widths: []Length{Pt(50), Pt(50)}, Rows: []Row{
			{Cells: []Cell{cell("", "头"), cell("", "头")}},
			{Cells: []Cell{cell("/t/1", ""), cell("/t/2", "20")}},
		}},
		&Heading{Source: "/second", Runs: Text("另一标题")},
	}}
	for _, c := range []struct{ at, quote, want string }{
		{"/t/2", "", "20"},
		{"/t/2", "2", "2"},
		{"/t/1", "", ""},
		{"/t", "", "头"},
		{"/a/0", "12件", "12件"},
		{"/a/0", "行34件", "行34件"},
		{"/a/0", "34件", "34件"}, // the first of two
		{"/a/0", "没有", "第一行12件"},
		{"/a/0", "", "第一行12件"},
		{"/a", "", "一、总体情况"},
		{"/title", "局2023年", "局\n2023年"},
		{"/title", "2023年", "2023年"},
		{"", "", "某局\n2023年报告"},
		{"", "报告", "报告"},
		{"/mark", "", "前言"},
	} {
		d.Comments = append(d.Comments, Comment{c.at, c.quote, "on " + c.want})
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range d.Remarks() {
		text := ""
		for _, run := range r.runs(d) {
			text += run.Text
		}
		if "on "+text[r.From:r.To] != r.Text {
			t.Errorf("%q at %s is on %q, want %q", r.Quote, r.At, text[r.From:r.To], r.Text)
		}
		got = append(got, fmt.Sprint(r.Block, r.At))
	}
	want := []string{"0/mark", "1/title", "1/title", "1", "1", "2/a", "3/a/0", "3/a/0", "3/a/0", "4/a/0", "4/a/0", "5/t", "5/t/1", "5/t/2", "5/t/2"}
	if !slices.Equal(got, want) {
		t.Errorf("they stand at %q, want %q", got, want)
	}
	if d.Comments[0].At != "/t/2" {
		t.Error("the document was changed")
	}
	// Without a title, what comes first stands for the whole.
	d.Blocks, d.Comments = d.Blocks[5:6], []Comment{{Text: "头"}}
	if r := d.Remarks(); len(r) != 1 || r[0].Cell != &d.Blocks[0].(*Table).Rows[0].Cells[0] {
		t.Errorf("on the whole: %+v", r)
	}
}
