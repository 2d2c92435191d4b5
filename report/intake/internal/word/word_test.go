package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the expected outputs in testdata anew")

const (
	transitional = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	strict       = `xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"`
	others       = ` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

	officeRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// docx makes a document of the contents of its parts: body, styles, numbering,
// header, footer, core (a title), item (a custom XML part).
func docx(t testing.TB, namespaces string, content map[string]string) []byte {
	t.Helper()
	part := func(root, inner string) string {
		return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:` + root + ` ` + namespaces + others + `>` + inner + `</w:` + root + `>`
	}
	const relsHead, relsTail = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`, `</Relationships>`
	rel := func(relType, target string) string {
		return `<Relationship Id="` + target + `" Type="` + relType + `" Target="` + target + `"/>`
	}
	parts := [][2]string{
		{"_rels/.rels", relsHead + rel(officeRels+"officeDocument", "word/document.xml") +
			rel("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "core.xml") + relsTail},
		{"word/document.xml", part("document", "<w:body>"+content["body"]+"</w:body>")},
	}
	rels := relsHead
	for _, p := range [...]struct{ name, root string }{{"styles", "styles"}, {"numbering", "numbering"}, {"header", "hdr"}, {"footer", "ftr"}} {
		if inner, ok := content[p.name]; ok {
			rels += rel(officeRels+p.name, p.name+".xml")
			parts = append(parts, [2]string{"word/" + p.name + ".xml", part(p.root, inner)})
		}
	}
	if title, ok := content["core"]; ok {
		parts = append(parts, [2]string{"core.xml", `<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + title + `</dc:title></p>`})
	}
	if item, ok := content["item"]; ok {
		rels += rel(officeRels+"customXml", "../customXml/item1.xml")
		parts = append(parts, [2]string{"customXml/item1.xml", item})
	}
	parts = append(parts, [2]string{"word/_rels/document.xml.rels", rels + relsTail})
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = io.WriteString(w, p[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func contents(a *txtar.Archive) map[string]string {
	m := map[string]string{}
	for _, f := range a.Files {
		m[f.Name] = string(f.Data)
	}
	return m
}

// TestGolden reads the document of each archive in testdata, Transitional and
// Strict, and compares what came of it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		content := contents(a)
		for _, namespaces := range [...]string{transitional, strict} {
			var n source.Notes
			s, err := Read(docx(t, namespaces, content), &n)
			if err != nil {
				t.Fatal(name, err)
			}
			got := dump(s, &n)
			if *update {
				content["want"] = got
				a.Files[len(a.Files)-1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got != content["want"] {
				t.Errorf("%s: got\n%s\nwant\n%s", name, got, content["want"])
			}
		}
	}
}

func TestCarried(t *testing.T) {
	const ours = `<report xmlns="urn:nianbao:report" version="2" program="p" options="o" sha256="d">{"a": "&lt;"}</report>`
	tests := []struct{ name, item, want string }{
		{"ours", ours, `carried "{\"a\": \"<\"}" "p" "o" "2" "d"`},
		{"of others", `<b:Sources xmlns:b="urn:x"/>`, ""},
		{"of others, damaged", `<b`, ""},
		{"damaged", strings.TrimSuffix(ours, ">"), "I-aq 损坏的随附数据 1 "},
	}
	for _, tt := range tests {
		var n source.Notes
		s, err := Read(docx(t, transitional, map[string]string{"item": tt.item}), &n)
		if err != nil {
			t.Fatal(tt.name, err)
		}
		if got := strings.TrimSuffix(dump(s, &n), "\n"); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestRefused(t *testing.T) {
	p := func(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }
	row := "<w:tr>" + strings.Repeat("<w:tc/>", 1000) + "</w:tr>"
	open := `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>` + strings.Repeat("x", 1<<10) + `</w:t></w:r></w:p>`
	tests := []struct{ name, body, code, got, pos string }{
		{"not nested", "</w:p>", "I-ar", "不是完整的 XML", ""},
		{"a long paragraph", p(strings.Repeat("字", source.MaxCell)), "I-as", longText, "第 1 段"},
		{"a paragraph of many", strings.Repeat(open, 65), "I-as", longText, "第 1 段"},
		{"much text", strings.Repeat(p(strings.Repeat("x", 60_000)), 9), "I-as", manyChars, "第 9 段"},
		{"many paragraphs", strings.Repeat("<w:p/>", source.MaxBlocks+1), "I-as", manyBlocks, "第 1 段"},
		{"many rows", "<w:tbl>" + strings.Repeat("<w:tr/>", source.MaxBlocks+1) + "</w:tbl>", "I-as", manyBlocks, "第 1 个表第 20001 行"},
		{"many cells", "<w:tbl>" + strings.Repeat(row, 101) + "</w:tbl>", "I-as", manyCells, "第 1 个表第 101 行第 1 格"},
		{"a wide cell", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr></w:tc></w:tr></w:tbl>`, "I-as", manyCols, "第 1 个表第 1 行第 1 格"},
		{"much before a row", `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1001"/></w:trPr></w:tr></w:tbl>`, "I-as", manyCols, "第 1 个表第 1 行"},
		{"deep", strings.Repeat("<w:sdt><w:sdtContent>", 100_000), "I-as", "XML 嵌套的层次", ""},
		{"deep tables", strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000), "I-as", "XML 嵌套的层次", ""},
	}
	for _, tt := range tests {
		var n source.Notes
		_, err := Read(docx(t, transitional, map[string]string{"body": tt.body}), &n)
		var e *report.InputError
		if !errors.As(err, &e) || e.Code != tt.code || e.Got != tt.got || e.Pos.String() != tt.pos {
			t.Errorf("%s: %v, want %s %s %s", tt.name, err, tt.pos, tt.code, tt.got)
		}
	}
	var styles, abstract, nums strings.Builder
	for i := range maxDefinitions + 1 {
		fmt.Fprintf(&styles, `<w:style w:styleId="%d"/>`, i)
		fmt.Fprintf(&abstract, `<w:abstractNum w:abstractNumId="%d"/>`, i)
		fmt.Fprintf(&nums, `<w:num w:numId="%d"/>`, i)
	}
	level := func(text string) string {
		return `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="` + text + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
	}
	for _, tt := range [...]struct{ part, inner, got string }{
		{"styles", styles.String(), manyDefinitions},
		{"numbering", abstract.String(), manyDefinitions},
		{"numbering", nums.String(), manyDefinitions},
		{"numbering", level(strings.Repeat("%1", maxLevelText)), longLevelText},
		{"numbering", level(strings.Repeat("x", maxLevelText)), manyChars},
	} {
		var n source.Notes
		body := strings.Repeat(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, 500)
		_, err := Read(docx(t, transitional, map[string]string{tt.part: tt.inner, "body": body}), &n)
		if e, ok := err.(*report.InputError); !ok || e.Code != "I-as" || e.Got != tt.got {
			t.Errorf("%s: %v, want %s", tt.part, err, tt.got)
		}
	}
	var n source.Notes
	_, err := Read(docx(t, `xmlns:w="urn:other"`, nil), &n)
	if e, ok := err.(*report.InputError); !ok || e.Code != "I-ar" || e.Got != noBody || e.Place != "word/document.xml" {
		t.Errorf("another root: %v", err)
	}
}

// What is left out has a name in English.
func TestEnglish(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	for _, what := range [...]string{hiddenText, deletedText, deletedRow, coveredText, hiddenRow, promptText, symbols, unresolved, textBoxes,
		pictures, charts, objects, equations, footnotes, comments, otherFiles, listNumbers, margins} {
		if s := source.Finding(report.Pos{Paragraph: 3}, "I-aq", "", "1", what).English(); han.MatchString(s) {
			t.Error(s)
		}
	}
	for _, what := range [...]string{manyBlocks, manyCells, manyChars, longText, manyCols, manyDefinitions, longLevelText} {
		if s := source.Finding(report.Pos{}, "I-as", "", what, "1").English(); han.MatchString(s) {
			t.Error(s)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		m := contents(a)
		f.Add(m["body"], m["styles"], m["numbering"])
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		var n source.Notes
		s, err := Read(docx(t, transitional, map[string]string{"body": body, "styles": styles, "numbering": numbering}), &n)
		if err != nil {
			if _, ok := err.(*report.InputError); !ok {
				t.Fatal(err)
			}
			return
		}
		for _, b := range s.Blocks {
			if b.Table != nil {
				checkGrid(t, b.Table)
			} else if b.Text == "" || b.At.Paragraph == 0 {
				t.Fatalf("a paragraph without text or place: %v", b)
			}
		}
	})
}

// checkGrid fails where a cell is beyond its table or lies on another.
func checkGrid(t *testing.T, g *source.Grid) {
	t.Helper()
	taken := map[[2]int]bool{}
	for _, c := range g.Cells {
		if c.Rows < 1 || c.Cols < 1 || c.Row < 0 || c.Col < 0 || c.Row+c.Rows > g.Rows || c.Col+c.Cols > g.Cols || c.At.Table == 0 {
			t.Fatalf("%v in %d×%d", c, g.Rows, g.Cols)
		}
		for i := range c.Rows {
			for j := range c.Cols {
				at := [2]int{c.Row + i, c.Col + j}
				if taken[at] {
					t.Fatalf("%v lies on another", c)
				}
				taken[at] = true
			}
		}
	}
}
