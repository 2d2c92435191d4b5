package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// full returns a report of the edition in which every figure is another one.
func full(e report.Edition) *report.Report {
	r := &report.Report{
		Agency: "某市某局", Year: map[report.Edition]int{report.Edition2019: 2020, report.Edition2021: 2023}[e],
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》，编制本报告。"},
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"公开信息 500 条。"}},
			{Topic: report.TopicApplications, Paragraphs: []string{"=1+1，第一段。", "第二段。"}},
			{Title: "标准化建设", Paragraphs: nil},
		}},
		Disclosure:   report.Section{Notes: []string{"注：含所属单位。"}},
		Applications: report.Section{Paragraphs: []string{"下表含上年结转。"}},
		Problems:     report.Section{Paragraphs: []string{"存在的主要问题：解读不够。改进：加强解读。"}},
		Tables:       report.NewTables(e),
		Issuer:       "某市某局", Date: report.Date{Year: 2024, Month: 1, Day: 15},
	}
	if r.Year == 0 {
		r.Year = 9000
	}
	n := 0
	for c := range report.Cells(r.Tables) {
		n++
		text := strconv.Itoa(n)
		switch c.Kind {
		case report.KindChange:
			text = "-" + text
		case report.KindAmount:
			text += ".50"
		}
		if !c.Computed {
			if err := c.Set(text); err != nil {
				panic(err)
			}
		}
	}
	return r
}

func write(t *testing.T, r *report.Report, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// open opens a workbook of this package's, which excelize may.
func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rows returns the texts of a sheet, as they are in the file.
func rows(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var update = flag.Bool("update", false, "write the golden files anew")

// What is in the sheets, and how it may be filled in: testdata has it as text.
func TestSheets(t *testing.T) {
	for _, e := range []report.Edition{report.Edition2019, report.Edition2021} {
		got := dump(t, open(t, write(t, full(e), Options{Last: full(e)})))
		path := filepath.Join("testdata", string(e)+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the sheets are not as in %s:\n%s", e, path, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\ngot  %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(g), len(w))
}

// dump writes a workbook as text: a line a cell, with its area, text or formula, and
// "open" where it may be filled in.
func dump(t *testing.T, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	ok := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		for _, n := range f.GetDefinedName() {
			if n.Scope == sheet {
				fmt.Fprintln(&b, n.Name, n.RefersTo)
			}
		}
		panes, err := f.GetPanes(sheet)
		ok(err)
		if panes.Freeze {
			fmt.Fprintln(&b, "stays above and left of", panes.TopLeftCell)
		}
		merged, err := f.GetMergeCells(sheet)
		ok(err)
		ends := map[string]string{}
		for _, m := range merged {
			ends[m.GetStartAxis()] = ":" + m.GetEndAxis()
		}
		for i, row := range rows(t, f, sheet) {
			for j := range row {
				cell := name(i, j)
				id, err := f.GetCellStyle(sheet, cell)
				ok(err)
				style, err := f.GetStyle(id)
				ok(err)
				formula, err := f.GetCellFormula(sheet, cell)
				ok(err)
				open := style.Protection != nil && !style.Protection.Locked
				if row[j] == "" && !open && formula == "" {
					continue
				}
				fmt.Fprintf(&b, "%s%s", cell, ends[cell])
				if open {
					b.WriteString(" open")
				}
				if style.NumFmt != 0 {
					fmt.Fprintf(&b, " format %d", style.NumFmt)
				}
				if style.CustomNumFmt != nil {
					fmt.Fprintf(&b, " format %s", *style.CustomNumFmt)
				}
				if formula != "" {
					fmt.Fprintf(&b, " =%s →", formula)
				}
				fmt.Fprintf(&b, " %s\n", row[j])
			}
		}
		validations, err := f.GetDataValidations(sheet)
		ok(err)
		for _, v := range validations {
			fmt.Fprintf(&b, "%s: %s；%s %s\n", v.Sqref, *v.PromptTitle, *v.Prompt, v.Formula1)
		}
		formats, err := f.GetConditionalFormats(sheet)
		ok(err)
		for _, area := range slices.Sorted(maps.Keys(formats)) {
			for _, c := range formats[area] {
				if !strings.HasPrefix(c.Criteria, "ISBLANK") {
					fmt.Fprintf(&b, "%s: red where %s\n", area, c.Criteria)
				}
			}
		}
	}
	return b.String()
}

// Every figure stands where the document has it, and every formula gives what stands
// beside it as its value.
func TestFigures(t *testing.T) {
	for _, e := range report.Editions() {
		r := full(e)
		for c := range report.Cells(r.Tables) {
			switch {
			case c.Computed:
			case c.Row == "applications/received":
				ok(t, c.Set(""))
			case c.Row == "applications/carriedOver":
				ok(t, c.Set("/"))
			case c.Row == "remedies/review" && c.Column != "尚未审结":
				ok(t, c.Set("/"))
			}
		}
		f := open(t, write(t, r, Options{}))
		d, err := r.Document()
		ok(t, err)
		figures := 0
		cells := cellsOf(r)
		places(t, d, func(sheet, cell, path string) {
			figures++
			got, err := f.GetCellValue(sheet, cell)
			ok(t, err)
			if want := cells[path].String(); got != want {
				t.Errorf("%s: %s!%s, %s: got %q, want %q", e, sheet, cell, path, got, want)
			}
			formula, err := f.GetCellFormula(sheet, cell)
			ok(t, err)
			if formula == "" {
				return
			}
			got, err = f.CalcCellValue(sheet, cell)
			ok(t, err)
			if want := cells[path].String(); got != want {
				t.Errorf("%s: %s!%s, %s: =%s is %q, not %q", e, sheet, cell, path, formula, got, want)
			}
		})
		if figures < 150 {
			t.Errorf("%s: %d figures", e, figures)
		}
	}
}

// places yields where the figures of the document stand in its workbook.
func places(t *testing.T, d *doc.Document, yield func(sheet, cell, path string)) {
	t.Helper()
	for _, b := range d.Blocks {
		table, is := b.(*doc.Table)
		if !is {
			continue
		}
		sheet, _, _ := strings.Cut(table.Caption, "：")
		g, err := table.Grid()
		ok(t, err)
		const top = 2 // below the title of the section and what stands before the table
		for _, p := range g.Cells {
			if p.Kind == doc.Data {
				yield(sheet, name(top+p.Row, p.Col), p.Source)
			}
		}
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Amounts that a number of a workbook cannot hold, and those with a unit of their own,
// are text.
func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"38.441094": "n 38.441094", "7545.00": "n 7545.00", "0": "n 0", "123456789012.345": "n 123456789012.345",
		"123456789012.345678": "s 123456789012.345678", "251000元": "s 251000元", "/": "s /", "": "n ",
	} {
		r := full(report.Edition2019)
		for c := range report.Cells(r.Tables) {
			if c.Kind == report.KindAmount {
				ok(t, c.Set(text))
			}
		}
		f := open(t, write(t, r, Options{}))
		last := len(rows(t, f, "表二"))
		for i := range last {
			label, err := f.GetCellValue("表二", name(i, 0))
			ok(t, err)
			if label != "政府集中采购" {
				continue
			}
			cell := name(i, 3)
			got, err := f.GetCellValue("表二", cell)
			ok(t, err)
			kind, err := f.GetCellType("表二", cell)
			ok(t, err)
			if letter := map[bool]string{true: "s ", false: "n "}[kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString]; letter+got != want {
				t.Errorf("%q: got %q, want %q", text, letter+got, want)
			}
			want = ""
		}
		if want != "" {
			t.Errorf("%q: there is no such row", text)
		}
	}
}

// Whatever a text begins with, it is no formula, and stays none when it is typed anew.
func TestTextIsNoFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@x", "＝1+1", "＋1", "－1", "＠x"} {
		r := full(report.Edition2021)
		r.Problems.Paragraphs = []string{text}
		f := open(t, write(t, r, Options{}))
		found := false
		for i, row := range rows(t, f, "正文（续）") {
			if len(row) == 0 || row[0] != text {
				continue
			}
			found = true
			formula, err := f.GetCellFormula("正文（续）", name(i, 0))
			ok(t, err)
			id, err := f.GetCellStyle("正文（续）", name(i, 0))
			ok(t, err)
			style, err := f.GetStyle(id)
			ok(t, err)
			if formula != "" || style.NumFmt != 49 {
				t.Errorf("%q: formula %q, format %d", text, formula, style.NumFmt)
			}
		}
		if !found {
			t.Errorf("%q is not there", text)
		}
	}
}

// The same report gives the same bytes, with dates that are always the same, and no
// name of a person or program but this.
func TestBytes(t *testing.T) {
	a := write(t, full(report.Edition2021), Options{Last: full(report.Edition2021), Program: "nianbao v1"})
	if !bytes.Equal(a, write(t, full(report.Edition2021), Options{Last: full(report.Edition2021), Program: "nianbao v1"})) {
		t.Error("not the same bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(a), int64(len(a)))
	ok(t, err)
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	for _, part := range z.File {
		if y, m, d := part.Modified.Date(); y != 1980 || m != 1 || d != 1 {
			t.Errorf("%s is of %s", part.Name, part.Modified)
		}
		f, err := part.Open()
		ok(t, err)
		data, err := io.ReadAll(f)
		ok(t, err)
		for _, word := range []string{"xuri", "Excelize", "2006-09-16"} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s has %s", part.Name, word)
			}
		}
	}
}

// The data go along in the element that a DOCX has them in.
func TestData(t *testing.T) {
	r := full(report.Edition2021)
	part := func(data []byte) (x struct {
		XMLName xml.Name
		Version string `xml:"version,attr"`
		Program string `xml:"program,attr"`
		Digest  string `xml:"sha256,attr"`
		JSON    []byte `xml:",chardata"`
	}, err error) {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		ok(t, err)
		f, err := z.Open("customXml/item1.xml")
		if err != nil {
			return x, err
		}
		return x, xml.NewDecoder(f).Decode(&x)
	}
	x, err := part(write(t, r, Options{Program: "nianbao v1 <&>"}))
	ok(t, err)
	c := doc.Carried{JSON: x.JSON, Program: x.Program}
	want, err := r.MarshalJSON()
	ok(t, err)
	if err := c.Verify(x.Version, x.Digest); err != nil || x.XMLName != (xml.Name{Space: doc.CarriedNamespace, Local: "report"}) || !bytes.Equal(x.JSON, want) {
		t.Errorf("%v, %v", x.XMLName, err)
	}
	if _, err := part(write(t, r, Options{NoData: true})); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("with no data: %v", err)
	}
}

// A report that no document can be made of, or that has a text that no cell takes, is
// refused before anything is written; an agency may be missing.
func TestErrors(t *testing.T) {
	var b bytes.Buffer
	r := full(report.Edition2021)
	r.Tables = nil
	var input *report.InputError
	if err := Write(&b, r, Options{}); !errors.As(err, &input) {
		t.Errorf("without tables: %v", err)
	}
	r = full(report.Edition2021)
	r.Other.Paragraphs = []string{strings.Repeat("\U00020BB7", 20_000)}
	var text *TextError
	if err := Write(&b, r, Options{}); !errors.As(err, &text) || text.Path != "/other/paragraphs/0" || text.Units != 40_000 {
		t.Errorf("a long text: %v", err)
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes were written", b.Len())
	}
	r = &report.Report{Year: 2023, Tables: report.NewTables(report.Edition2021)}
	f := open(t, write(t, r, Options{}))
	if got := rows(t, f, "正文"); len(got[0]) > 0 && got[0][0] != "" || got[1][0] != "2023年政府信息公开工作年度报告" {
		t.Errorf("without an agency: %q", got)
	}
	w := errors.New("full")
	if err := Write(failing{w}, r, Options{}); !errors.Is(err, w) {
		t.Errorf("a writer that fails: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// A blank table of many bodies has a column for every figure, and is read when it is
// filled in.
func TestMany(t *testing.T) {
	for _, e := range report.Editions() {
		want := full(e)
		want.Overview, want.Preamble, want.Disclosure, want.Applications, want.Problems = report.Section{}, nil, report.Section{}, report.Section{}, report.Section{}
		var b bytes.Buffer
		ok(t, WriteMany(&b, e, want.Year))
		f := open(t, b.Bytes())
		cells := map[string]report.Cell{}
		for c := range report.Cells(want.Tables) {
			cells[c.Path] = c
		}
		columns := intake.Columns(e)
		for row, agency := range []string{"某市某局", "某县"} {
			for col, c := range columns {
				var v any
				switch c.Path {
				case "agency":
					v = agency
				case "issuer":
					v = want.Issuer
				case "date":
					v = want.Date.String()
				case "year":
					if row > 0 {
						v = want.Year
					}
				default:
					if x, is := cells[c.Path]; is {
						v = value(x)
					}
				}
				ok(t, f.SetCellValue("汇总", name(5+row, col), v))
			}
		}
		b.Reset()
		ok(t, f.Write(&b))
		n := 0
		for body, err := range intake.ReadAll(&b) {
			if err != nil {
				t.Fatal(e, err)
			}
			for _, f := range body.Findings {
				if f.Code != "I-dk" { // 7.50 is 7.5 in a workbook
					t.Errorf("%s: %s %s", e, f.Code, f.Message())
				}
			}
			want.Agency = []string{"某市某局", "某县"}[n]
			for c := range report.Cells(body.Report.Tables) {
				x, _ := c.Rat()
				y, _ := cells[c.Path].Rat()
				if x.Cmp(y) != 0 || c.Blank() {
					t.Errorf("%s: %s is %s, not %s", e, c.Place, c, cells[c.Path])
				}
			}
			got := *body.Report
			got.Tables = want.Tables
			if !reflect.DeepEqual(&got, want) {
				t.Errorf("%s: got %+v, want %+v", e, got, want)
			}
			n++
		}
		if n != 2 {
			t.Errorf("%s: %d bodies", e, n)
		}
	}
	if err := WriteMany(io.Discard, "2020", 2020); err == nil {
		t.Error("an edition that is none")
	}
}
