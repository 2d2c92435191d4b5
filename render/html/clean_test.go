package html

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/render/internal/htmlcheck"
)

// clean does to a fragment what editors of content management systems do to what
// is pasted: style and script elements are taken out, attributes but the few that
// are known, and of inline styles what is not in common use.
func clean(n *html.Node) {
	known := []string{"style", "colspan", "rowspan", "span", "scope", "lang"}
	uncommon := []string{"position", "display", "writing-mode", "overflow-x", "overflow-wrap", "min-width"}
	for _, c := range slices.Collect(n.ChildNodes()) {
		if c.DataAtom == atom.Style || c.DataAtom == atom.Script || c.DataAtom == atom.Wbr || c.DataAtom == atom.Colgroup {
			n.RemoveChild(c)
			continue
		}
		clean(c)
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return !slices.Contains(known, a.Key) })
	for i, a := range n.Attr {
		if a.Key == "style" {
			n.Attr[i].Val = strings.Join(slices.DeleteFunc(strings.Split(a.Val, ";"), func(s string) bool {
				name, _, _ := strings.Cut(s, ":")
				return slices.Contains(uncommon, name)
			}), ";")
		}
	}
}

// style returns a declaration of the inline style of an element.
func style(n *html.Node, name string) string {
	for s := range strings.SplitSeq(htmlcheck.Attr(n, "style"), ";") {
		if k, v, _ := strings.Cut(s, ":"); k == name {
			return v
		}
	}
	return ""
}

// A fragment that has gone through an editor still says the same in the same
// cells, with borders, widths, shades, alignment and heads.
func TestFragmentSurvivesCleaning(t *testing.T) {
	for name, d := range documents() {
		t.Run(name, func(t *testing.T) {
			before, err := htmlcheck.ParseFragment(write(t, Options{Fragment: true}, d))
			if err != nil {
				t.Fatal(err)
			}
			root := before.Root
			clean(root)
			var b bytes.Buffer
			for n := range root.ChildNodes() {
				if err := html.Render(&b, n); err != nil {
					t.Fatal(err)
				}
			}
			for _, gone := range []string{"<style", "<script", " class=", " id=", " headers="} {
				if strings.Contains(b.String(), gone) {
					t.Fatalf("%s is still there", gone)
				}
			}
			after, err := htmlcheck.ParseFragment(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if len(after.Blocks) != len(before.Blocks) {
				t.Fatalf("%d blocks, want %d", len(after.Blocks), len(before.Blocks))
			}
			for i, x := range before.Blocks {
				y := after.Blocks[i]
				if x.Table == nil {
					if x.Text != y.Text || x.Level != y.Level || (x.RunIn == nil) != (y.RunIn == nil) || x.RunIn != nil && *x.RunIn != *y.RunIn {
						t.Errorf("%+v, want %+v", y, x)
					}
					continue
				}
				compareCleaned(t, x.Table, y.Table)
			}
		})
	}
}

func compareCleaned(t *testing.T, before, after *htmlcheck.Table) {
	t.Helper()
	if after.Caption != before.Caption || after.HeadRows != before.HeadRows || len(after.Cells) != len(before.Cells) {
		t.Fatalf("%q, %d head rows, %d cells; want %q, %d, %d", after.Caption, after.HeadRows, len(after.Cells), before.Caption, before.HeadRows, len(before.Cells))
	}
	sized := map[int]bool{}
	for i, x := range before.Cells {
		y := after.Cells[i]
		if x.Text != y.Text || x.Tag != y.Tag || x.RowSpan != y.RowSpan || x.ColSpan != y.ColSpan || x.Scope != y.Scope {
			t.Errorf("%+v, want %+v", y, x)
		}
		if got := style(y.Node, "border"); !strings.Contains(got, "solid") {
			t.Errorf("%s: border %q", x.Text, got)
		}
		for _, name := range []string{"text-align", "background-color", "font-weight", "width"} {
			if style(x.Node, name) != style(y.Node, name) {
				t.Errorf("%s: %s is gone", x.Text, name)
			}
		}
		if strings.HasSuffix(style(y.Node, "width"), "%") {
			sized[x.Col] = true
		}
	}
	for _, x := range before.Cells {
		if x.ColSpan == 1 && !sized[x.Col] {
			t.Errorf("column %d has no width", x.Col+1)
		}
	}
}

// The looks of a fragment stand in its elements, and no class does.
func TestFragmentNeedsNoStyleSheet(t *testing.T) {
	for name, d := range documents() {
		fragment := string(write(t, Options{Fragment: true}, d))
		for _, not := range []string{"class=", "<style", "<h1", "<dl", "<script", "position:", "var("} {
			if strings.Contains(fragment, not) {
				t.Errorf("%s: %s in a fragment", name, not)
			}
		}
		if !strings.HasPrefix(fragment, `<div lang="zh-CN" style="`) || !strings.HasSuffix(fragment, "</div>\n") {
			t.Errorf("%s: no div", name)
		}
	}
}
