package layout

import (
	"errors"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// chosen returns the choices of a document, by what asks for a face.
func chosen(t *testing.T, list []Choice) map[Choice]fonts.Choice {
	t.Helper()
	m := map[Choice]fonts.Choice{}
	for _, c := range list {
		asked := Choice{Role: c.Role, Bold: c.Bold, Rune: c.Rune}
		if _, ok := m[asked]; ok {
			t.Errorf("%q of %v, bold %v, is chosen twice", c.Rune, c.Role, c.Bold)
		}
		if c.Face == nil || c.GID == 0 {
			t.Errorf("%q of %v is chosen without a face", c.Rune, c.Role)
		}
		m[asked] = c.Choice
	}
	return m
}

// The choices of a document are the faces that its pages are set in, and those of
// all figures besides.
func TestChoices(t *testing.T) {
	set := fonts.Default()
	for name, d := range map[string]*doc.Document{
		"the form": form(),
		"rare characters": {Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）𠮷。")},
			&doc.Paragraph{Runs: []doc.Run{{Text: "𠮷\u200B县\u2007\u2001\u2006\u205F 县\n"}, {Text: "县", Bold: true}}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := Choices(d, set)
			if err != nil {
				t.Fatal(err)
			}
			want := chosen(t, list)
			used := map[Choice]bool{}
			l := typeset(t, d)
			if !slices.Equal(l.Choices(), list) {
				t.Errorf("the layout has the choices %v", l.Choices())
			}
			for _, p := range l.Pages {
				for _, x := range p.Texts {
					for _, g := range x.Glyphs {
						asked := Choice{Rune: g.Rune}
						ok := false
						for asked.Role = range doc.NumRoles {
							for _, asked.Bold = range []bool{false, true} {
								got, there := want[asked]
								same := got.Face == x.Face && got.Embolden == x.Embolden && (got.GID == g.GID || x.Vertical && x.Face.Vertical(got.GID) == g.GID)
								if there && same {
									ok, used[asked] = true, true
								}
							}
						}
						if !ok {
							t.Errorf("%q is set in %s, which nothing has chosen", g.Rune, x.Face.Family())
						}
					}
				}
			}
			for asked := range want {
				if figure := asked.Rune >= '0' && asked.Rune <= '9'; !used[asked] && !figure {
					t.Errorf("%q of %v is chosen and not set", asked.Rune, asked.Role)
				}
			}
		})
	}
}

// Nothing is measured: what has no room on a page has its faces all the same, and
// all that no face has is named.
func TestChoicesOfWhatHasNoRoom(t *testing.T) {
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
		&doc.Paragraph{Runs: doc.Text("县\U0002FFFD\U0002FFFD")},
		&doc.Table{Caption: "表", Widths: []doc.Length{doc.Pt(10)}, Rows: []doc.Row{{
			MinHeight: doc.Mm(1000), Cells: []doc.Cell{{Style: doc.TableStub, Runs: doc.Text("很宽的一格\U0003FFFD")}},
		}}},
	}}
	list, err := Choices(d, fonts.Default())
	var missing *MissingGlyphError
	want := []MissingGlyph{{0x2FFFD, Place{0, "县\U0002FFFD\U0002FFFD", 0, 0}}, {0x3FFFD, Place{1, "表", 1, 1}}}
	if !errors.As(err, &missing) || !slices.Equal(missing.Missing, want) {
		t.Errorf("%v", err)
	}
	got := chosen(t, list)
	for _, asked := range []Choice{{Role: doc.FangSong, Rune: '县'}, {Role: doc.Song, Rune: '宽'}, {Role: doc.Song, Rune: '—'}, {Role: doc.Song, Rune: '7'}} {
		if got[asked].Face == nil {
			t.Errorf("%q of %v has no face", asked.Rune, asked.Role)
		}
	}
	d.Title = ""
	var fault *doc.Error
	if _, err := Choices(d, fonts.Default()); !errors.As(err, &fault) {
		t.Errorf("of a document without a title: %v", err)
	}
}

// Every error says where the first thing is that it is about.
func TestWhere(t *testing.T) {
	for _, test := range []struct {
		err  interface{ Where() string }
		want string
	}{
		{&MissingGlyphError{[]MissingGlyph{{'𠮷', Place{2, "正文", 0, 0}}, {'㙍', Place{3, "表二", 1, 2}}}}, "“正文”"},
		{&OverflowError{Kind: CellWidth, Place: Place{3, "表二", 1, 2}}, "表“表二”第1行第2列"},
		{&OverflowError{Kind: RowHeight, Place: Place{3, "表二", 1, 0}}, "表“表二”第1行"},
		{&OverflowError{Kind: LineWidth, Place: Place{Block: numberBlock}}, "页码"},
		{&OverflowError{Kind: MarkHeight, Place: Place{Block: markBlock}}, "文档的标记"},
	} {
		if got := test.err.Where(); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
