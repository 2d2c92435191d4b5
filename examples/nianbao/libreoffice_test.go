//go:build conformance

package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// evenSentences have Chinese characters and single marks alone. In what else a
// narrative has, LibreOffice 7.4 ends lines elsewhere than the layout package:
//   - it lets ，。、 hang in the margin (it takes the values of w:overflowPunct the
//     other way round, and takes it for set where it is absent), and squeezes
//     nothing (it does not read w:characterSpacingControl), so that two marks at
//     the end of a line, as in ”，, go down with the character before them;
//   - it does not read w:noLineBreaksBefore and w:noLineBreaksAfter, parts ——, and
//     begins lines with ……;
//   - it breaks an address after every solidus;
//   - it takes letter spacing off the last character before a change between Chinese
//     and Latin, so that every figure makes a line half a point longer.
var evenSentences = []string{
	"围绕群众关切主动公开政府信息，按目录逐项核对，按月清点，按季通报。",
	"完善公文公开属性源头认定，不予公开的逐件说明理由。",
	"定期清理已公开的信息，更正错链、错字和过时内容，补发漏发信息。",
	"政务公开列入全市综合考核，年初定任务、年中查进度、年终看结果。",
	"答复前由承办单位与法制机构会商，疑难件由领导小组办公室牵头研究，按期答复。",
	"市、县、乡三级设立政务公开专区，提供查询、打印和咨询。",
	"门户网站完成适老化改造，字号、对比度、语音播报均可调整；新媒体账号由专人管理。",
	"组织业务培训，新到岗人员先培训后上岗，各县区、各部门全部参加。",
}

// unevenSentences have all of that.
var unevenSentences = []string{
	"围绕“看得到、找得着、读得懂”，主动公开、及时公开，全年公开各类政府信息2428条，同比增长12.5%。",
	"依据《中华人民共和国政府信息公开条例》第五十条第（四）项，报告工作考核、社会评议和责任追究结果。",
	"健全“统一领导、分级负责、部门协同、公众参与”的工作机制，形成“谁制作、谁公开，谁公开、谁负责”的责任链条。",
	"网站（http://www.example.gov.cn/zwgk/xxgk/index.html）完成适老化改造——字号、对比度、语音播报均可调整……",
	"答复前由承办单位与法制机构会商，疑难件由领导小组办公室牵头研究，答复率100%，满意率93.7%。",
}

// long gives a report a narrative of many pages.
func long(r *report.Report, seed uint64, sentences []string) *report.Report {
	rng := rand.New(rand.NewPCG(seed, 0))
	for i := range r.Overview.Subsections {
		s := &r.Overview.Subsections[i]
		s.Paragraphs = nil
		for range 13 {
			var p strings.Builder
			for range 1 + rng.IntN(6) {
				p.WriteString(sentences[rng.IntN(len(sentences))])
			}
			s.Paragraphs = append(s.Paragraphs, p.String())
		}
	}
	return r
}

// edition2019 gives a report tables in the form of 2019, with a figure of its own
// in every cell.
func edition2019(t *testing.T, r *report.Report) *report.Report {
	t.Helper()
	figure := report.Count(0)
	tables := &report.Tables2019{}
	fill2019(t, report.NewDisclosure2019(), 2, &figure, &tables.Disclosure)
	fill2019(t, report.NewApplications2019(), 3, &figure, &tables.Applications)
	fill2019(t, report.NewRemedies(), 4, &figure, &tables.Remedies)
	r.Year, r.Tables = 2020, tables
	return r
}

func fill2019[T any](t *testing.T, b *report.Builder[T], table int, figure *report.Count, into *T) {
	t.Helper()
	for _, row := range report.Edition2019.Tables()[table-2].Rows {
		var figures []report.Count
		for range row.Columns {
			*figure++
			figures = append(figures, *figure)
		}
		if !row.Computed {
			b.Row(row.Path, figures...)
		}
	}
	var err error
	if *into, _, err = b.Build(); err != nil {
		t.Fatal(err)
	}
}

// officeReports are reports by the names of their files; the names tell what is
// asserted of them.
func officeReports(t *testing.T) map[string]*report.Report {
	t.Helper()
	example := func() *report.Report {
		r, _, err := readOne(input{path: "yunqi-2023.json", named: true})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	reports := map[string]*report.Report{"first": example(), "tables 2019": edition2019(t, example())}
	for i := range uint64(3) {
		reports["long "+strconv.Itoa(int(i))] = long(example(), i, evenSentences)
	}
	reports["uneven"] = long(example(), 0, unevenSentences)
	var err error
	if reports["published"], _, err = readOne(input{path: published, named: true}); err != nil {
		t.Fatal(err)
	}
	return reports
}

// TestLibreOffice hands the DOCX of reports to LibreOffice, which has the embedded
// faces under the official names, and looks at what it makes of them.
func TestLibreOffice(t *testing.T) {
	reports := officeReports(t)
	dir := t.TempDir()
	var files []string
	for name, r := range reports {
		for _, ext := range []string{".docx", ".pdf"} {
			if err := render.WriteFile(filepath.Join(dir, name+ext), r); err != nil {
				t.Fatal(err)
			}
		}
		files = append(files, filepath.Join(dir, name+".docx"))
	}
	office := t.TempDir()
	faces, profile := fontconfig(t), t.TempDir()
	convert := func(format string) {
		args := append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", format, "--outdir", office}, files...)
		tool(t, []string{"FONTCONFIG_FILE=" + faces}, "soffice", args...)
	}

	convert("pdf")
	for name := range reports {
		t.Run("pages/"+name, func(t *testing.T) {
			ours, theirs := pageTexts(t, filepath.Join(dir, name+".pdf")), pageTexts(t, filepath.Join(office, name+".pdf"))
			if len(ours) != len(theirs) {
				t.Fatalf("the PDF has %d pages, the DOCX %d", len(ours), len(theirs))
			}
			if strings.HasPrefix(name, "long") && len(ours) < 8+4 {
				t.Errorf("%d pages are not long", len(ours))
			}
			if name == "uneven" {
				checkDrift(t, ours, theirs)
				return
			}
			for i := range ours {
				if ours[i] != theirs[i] {
					at := 0
					for at < min(len(ours[i]), len(theirs[i])) && ours[i][at] == theirs[i][at] {
						at++
					}
					t.Errorf("page %d of %d differs after %q:\nPDF  %.60s\nDOCX %.60s", i+1, len(ours), tail(ours[i][:at]), ours[i][at:], theirs[i][at:])
				}
			}
		})
	}

	convert("html")
	for name, r := range reports {
		t.Run("tables/"+name, func(t *testing.T) {
			d, err := r.Document()
			if err != nil {
				t.Fatal(err)
			}
			got := htmlTables(t, load(t, filepath.Join(office, name+".html")))
			for _, b := range d.Blocks {
				want, ok := b.(*doc.Table)
				if !ok {
					continue
				}
				if len(got) == 0 {
					t.Fatal("a table is missing")
				}
				g, w := cells(t, got[0]), cells(t, want)
				for i := range max(len(g), len(w)) {
					if i >= len(g) || i >= len(w) || g[i] != w[i] {
						t.Fatalf("%s: %d cells, want %d; from %d on\ngot  %q\nwant %q", want.Caption, len(g), len(w), i, g[i:min(i+3, len(g))], w[i:min(i+3, len(w))])
					}
				}
				got = got[1:]
			}
			if len(got) != 0 {
				t.Errorf("%d tables too many", len(got))
			}
		})
	}

	convert("docx")
	for name, r := range reports {
		t.Run("data/"+name, func(t *testing.T) {
			before, after := savedData(t, filepath.Join(dir, name+".docx")), savedData(t, filepath.Join(office, name+".docx"))
			if before != after {
				t.Errorf("saved again, the data part is another:\n%.200v\n%.200v", before, after)
			}
			again, _, err := report.Decode([]byte(after.JSON))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(again, r) {
				t.Errorf("read back, the report is another: %.300s", after.JSON)
			}
			if err := (doc.Carried{JSON: []byte(after.JSON)}).Verify(after.Version, after.SHA256); err != nil {
				t.Error(err)
			}
		})
	}
}

// pageTexts returns the text of each page without white space and page number.
func pageTexts(t *testing.T, pdf string) []string {
	t.Helper()
	pages := strings.Split(tool(t, nil, "pdftotext", "-raw", pdf, "-"), "\f")
	pages = pages[:len(pages)-1]
	for i, p := range pages {
		p = strings.Replace(pack(p), fmt.Sprintf("—%d—", i+1), "", 1)
		// The PDF has this label again where table three goes on; no word
		// processor repeats a cell that spans rows.
		pages[i] = strings.Replace(p, "三、本年度办理结果", "", 1)
	}
	return pages
}

// tail returns the last characters of a text.
func tail(s string) string {
	r := []rune(strings.ToValidUTF8(s, ""))
	return string(r[max(0, len(r)-20):])
}

// checkDrift compares the places at which the pages of the narrative begin: they
// differ by a few lines of more than ten pages, and what stands there is the same.
func checkDrift(t *testing.T, ours, theirs []string) {
	t.Helper()
	const table = "二、主动公开政府信息情况"
	narrative := func(pages []string) (text string, starts []int) {
		for _, p := range pages {
			starts = append(starts, len([]rune(text)))
			before, _, found := strings.Cut(p, table)
			if text += before; found {
				break
			}
		}
		return text, starts
	}
	a, ourStarts := narrative(ours)
	b, theirStarts := narrative(theirs)
	if a != b {
		t.Fatal("the narratives differ")
	}
	if len(ourStarts) < 10 {
		t.Errorf("%d pages of narrative", len(ourStarts))
	}
	const line, most = 28, 6
	worst := 0
	for i := range min(len(ourStarts), len(theirStarts)) {
		worst = max(worst, ourStarts[i]-theirStarts[i], theirStarts[i]-ourStarts[i])
	}
	if worst > most*line {
		t.Errorf("a page begins %d characters from where it does in the PDF", worst)
	}
	t.Logf("%d pages of narrative, which begin at most %d characters apart", len(ourStarts), worst)
}

// cells lists the cells of a table with their places and spans.
func cells(t *testing.T, table *doc.Table) []string {
	t.Helper()
	g, err := table.Grid()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, p := range g.Cells {
		list = append(list, fmt.Sprintf("%d,%d %d×%d %s", p.Row, p.Col, p.RowSpan, p.ColSpan, pack(doc.PlainText(p.Runs))))
	}
	return list
}

// htmlTables reads the tables of a page.
func htmlTables(t *testing.T, page string) []*doc.Table {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var tables []*doc.Table
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "table":
			tables = append(tables, &doc.Table{})
		case "col":
			table := tables[len(tables)-1]
			table.Widths = append(table.Widths, 1)
		case "tr":
			table := tables[len(tables)-1]
			table.Rows = append(table.Rows, doc.Row{})
		case "td", "th":
			table := tables[len(tables)-1]
			row := &table.Rows[len(table.Rows)-1]
			row.Cells = append(row.Cells, htmlCell(t, n))
		}
	}
	return tables
}

func htmlCell(t *testing.T, n *html.Node) doc.Cell {
	t.Helper()
	var c doc.Cell
	for _, a := range n.Attr {
		for name, span := range map[string]*int{"rowspan": &c.RowSpan, "colspan": &c.ColSpan} {
			if a.Key == name {
				v, err := strconv.Atoi(a.Val)
				if err != nil {
					t.Fatal(err)
				}
				*span = v
			}
		}
	}
	var text strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			text.WriteString(x.Data)
		}
	}
	c.Runs = doc.Text(pack(text.String()))
	return c
}

// dataPart is what a reader of a DOCX finds of the report's data.
type dataPart struct {
	XMLName xml.Name `xml:"urn:nianbao:report report"`
	Version string   `xml:"version,attr"`
	SHA256  string   `xml:"sha256,attr"`
	JSON    string   `xml:",chardata"`
	ItemID  string   `xml:"-"`
}

func savedData(t *testing.T, path string) dataPart {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	read := func(name string, into any) {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		b, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.NewDecoder(bytes.NewReader(b)).Decode(into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var part dataPart
	read("customXml/item1.xml", &part)
	var props struct {
		ItemID string `xml:"itemID,attr"`
		Schema struct {
			URI string `xml:"uri,attr"`
		} `xml:"schemaRefs>schemaRef"`
	}
	read("customXml/itemProps1.xml", &props)
	if props.Schema.URI != "urn:nianbao:report" {
		t.Errorf("the schema of the data part is %q", props.Schema.URI)
	}
	part.ItemID = props.ItemID
	return part
}
