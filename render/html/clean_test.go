package html

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/htmlcheck"
)

// uncommon is what many editors take out of inline styles.
var uncommon = []string{"position", "display", "writing-mode", "overflow-x", "overflow-wrap", "min-width"}

// clean does to a fragment what editors of content management systems do to what
// is pasted: style and script elements are taken out, attributes but the few that
// are known, and of inline styles what is uncommon.
func clean(n *html.Node, uncommon []string) {
	known := []string{"style", "colspan", "rowspan", "span", "scope", "lang"}
	for _, c := range slices.Collect(n.ChildNodes()) {
		if c.DataAtom == atom.Style || c.DataAtom == atom.Script || c.DataAtom == atom.Wbr || c.DataAtom == atom.Colgroup {
			n.RemoveChild(c)
			continue
		}
		clean(c, uncommon)
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

// parse returns the body of a page that a fragment is.
func parse(t *testing.T, fragment []byte) *html.Node {
	t.Helper()
	top, err := html.Parse(bytes.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	return top.LastChild.LastChild
}

// cleaned returns a fragment after that.
func cleaned(t *testing.T, fragment []byte, uncommon ...string) []byte {
	t.Helper()
	body := parse(t, fragment)
	clean(body, uncommon)
	var b bytes.Buffer
	for n := range body.ChildNodes() {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// A fragment that has gone through an editor still says the same in the same
// cells, with borders, widths, shades, alignment and heads, and nothing that was
// hidden before.
func TestFragmentSurvivesCleaning(t *testing.T) {
	for name, d := range documents() {
		t.Run(name, func(t *testing.T) {
			before := write(t, Options{Fragment: true}, d)
			after := cleaned(t, before, uncommon...)
			for _, gone := range []string{"<style", "<script", " class=", " id=", " headers="} {
				if bytes.Contains(after, []byte(gone)) {
					t.Fatalf("%s is still there", gone)
				}
			}
			want, err := content.FromHTML(before)
			if err != nil {
				t.Fatal(err)
			}
			got, err := content.FromHTML(after)
			if err != nil {
				t.Fatal(err)
			}
			x, y := parse(t, before), parse(t, after)
			xs, ys := cells(x), cells(y)
			if len(xs) != len(ys) {
				t.Fatalf("%d cells, want %d", len(ys), len(xs))
			}
			for _, b := range want.Blocks {
				if b.Table == nil {
					continue
				}
				for i := range b.Table.Cells {
					b.Table.Cells[i].Heads = nil // they are found by scope and place
				}
				n := len(b.Table.Cells)
				compareCleaned(t, b.Table, xs[:n], ys[:n])
				xs, ys = xs[n:], ys[n:]
			}
			for _, diff := range content.Compare(got, want) {
				t.Error(diff)
			}
			if got, want := shown(y), shown(x); got != want {
				t.Errorf("what can be seen is %q, and was %q", got, want)
			}
		})
	}
}

// shown returns the text of an element that can be seen.
func shown(n *html.Node) (s string) {
	if n.Type == html.TextNode {
		return n.Data
	}
	for k := range n.ChildNodes() {
		if style(k, "display") != "none" && !slices.ContainsFunc(k.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) {
			s += shown(k)
		}
	}
	return s
}

func cells(n *html.Node) (list []*html.Node) {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Th || d.DataAtom == atom.Td {
			list = append(list, d)
		}
	}
	return list
}

func compareCleaned(t *testing.T, table *content.Table, before, after []*html.Node) {
	t.Helper()
	sized := map[int]bool{}
	for i, x := range before {
		y, c := after[i], table.Cells[i]
		if x.Data != y.Data || htmlcheck.Attr(x, "scope") != htmlcheck.Attr(y, "scope") {
			t.Errorf("%v: %s of the scope %q", c.Place, y.Data, htmlcheck.Attr(y, "scope"))
		}
		if got := style(y, "border"); !strings.Contains(got, "solid") {
			t.Errorf("%s: border %q", c.Text, got)
		}
		for _, name := range []string{"text-align", "background-color", "font-weight", "width"} {
			if style(x, name) != style(y, name) {
				t.Errorf("%s: %s is gone", c.Text, name)
			}
		}
		if strings.HasSuffix(style(y, "width"), "%") {
			sized[c.Col] = true
		}
	}
	for _, c := range table.Cells {
		if c.ColSpan == 1 && !sized[c.Col] {
			t.Errorf("column %d has no width", c.Col+1)
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
