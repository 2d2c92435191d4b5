//go:build conformance

package docx

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/report/doc"
)

func save(t *testing.T, dir, name string, d *doc.Document) string {
	t.Helper()
	file := filepath.Join(dir, name+".docx")
	if err := os.WriteFile(file, write(t, d), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// The Open XML SDK finds no error but the one that is made.
func TestOpenXMLValidator(t *testing.T) {
	parts, err := ooxml.Open(write(t, small()))
	if err != nil {
		t.Fatal(err)
	}
	bad, err := parts.Change("word/document.xml", func(s string) string { return strings.Replace(s, "</w:body>", "<w:p/></w:body>", 1) })
	if err != nil {
		t.Fatal(err)
	}
	names, files := []string{"fault"}, [][]byte{bad}
	for name, d := range documents() {
		names, files = append(names, name), append(files, write(t, d))
	}
	for _, version := range []string{"Office2010", "Microsoft365"} {
		for i, found := range docxlint.Validate(t, version, files) {
			if (found != "") != (i == 0) {
				t.Errorf("%s, %s: %q", version, names[i], found)
			}
		}
	}
}

// LibreOffice sets every document, and sets it as meant: 22 lines to a page,
// 28 characters to a line, the head of a long table again on its next page.
func TestLibreOffice(t *testing.T) {
	lines := func(n int) *doc.Document {
		d := small()
		d.Blocks = nil
		for range n {
			d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("一")})
		}
		return d
	}
	long := small()
	long.Blocks = []doc.Block{&doc.Paragraph{Runs: doc.Text(strings.Repeat("一", 26+28+28))}}
	docs := documents()
	docs["44 lines"], docs["45 lines"], docs["long line"] = lines(44), lines(45), long

	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", dir}
	for name, d := range docs {
		args = append(args, save(t, dir, name, d))
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text := map[string]string{}
	for name := range docs {
		out, err := exec.Command("pdftotext", filepath.Join(dir, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text[name] = string(out)
	}
	for name, pages := range map[string]int{"small": 1, "44 lines": 2, "45 lines": 3} {
		if n := strings.Count(text[name], "\f"); n != pages {
			t.Errorf("%s: %d pages, want %d", name, n, pages)
		}
	}
	var got []int
	for line := range strings.Lines(text["long line"]) {
		if n := strings.Count(line, "一"); n > 0 {
			got = append(got, n)
		}
	}
	if !slices.Equal(got, []int{26, 28, 28}) {
		t.Errorf("characters to a line: %d", got)
	}
	if n := strings.Count(text["form"], "申请人情况"); n != 2 {
		t.Errorf("the head of table 3 stands %d times, want 2", n)
	}
}

// commented returns what comments are on, by their texts.
func commented(t *testing.T, file []byte) map[string]string {
	t.Helper()
	parts := unzip(t, file)
	texts := map[string]string{}
	for _, c := range parse(t, parts["word/comments.xml"]).All("comment") {
		var lines []string
		for _, p := range c.All("p") {
			lines = append(lines, p.AllText())
		}
		texts[c.Attr("id")] = strings.Join(lines, "\n")
		if c.Attr("author") != author || c.Attr("initials") != initials {
			t.Errorf("a comment of %s, %s", c.Attr("author"), c.Attr("initials"))
		}
	}
	open, on := map[string]string{}, map[string]string{}
	var walk func(n *ooxml.Node)
	walk = func(n *ooxml.Node) {
		id := n.Attr("id")
		switch n.Name {
		case "commentRangeStart":
			open[id] = ""
		case "commentRangeEnd":
			on[texts[id]] = open[id]
			delete(open, id)
		case "t":
			for id := range open {
				open[id] += n.Text()
			}
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(parse(t, parts["word/document.xml"]))
	return on
}

// When LibreOffice has saved a document again, the comments are still there, on the same
// words.
func TestLibreOfficeKeepsComments(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "docx", "--outdir", out}
	want := map[string]map[string]string{}
	for name, d := range documents() {
		if d.Comments != nil {
			file := save(t, dir, strings.ReplaceAll(name, " ", "-"), d)
			args = append(args, file)
			want[filepath.Base(file)] = commented(t, write(t, d))
		}
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(want) < 3 {
		t.Errorf("%d documents", len(want))
	}
	for name, want := range want {
		file, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		got := commented(t, file)
		for text, on := range want {
			if now, ok := got[text]; !ok || now != on {
				t.Errorf("%s: %q is on %q, was on %q", name, text, now, on)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d comments, there were %d", name, len(got), len(want))
		}
	}
}
