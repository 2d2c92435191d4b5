package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// sheetOf is a sheet as the tests write it: rows of texts, and merged cells.
type sheetOf struct {
	name   string
	cells  map[[2]int]string // by row and column, from 0
	merges [][4]int          // row, column and spans
	rows   int
	within string // what stands before the rows
	hidden string // the state

	hiddenRow int
}

func newSheet(name string) *sheetOf { return &sheetOf{name: name, cells: map[[2]int]string{}} }

// add adds blocks below what is there, from a column on, with an empty row behind a
// table.
func (s *sheetOf) add(blocks []source.Block, col int) {
	for _, b := range blocks {
		if b.Table == nil {
			s.cells[[2]int{s.rows, col}] = b.Text
			s.rows++
			continue
		}
		for _, c := range b.Table.Cells {
			s.cells[[2]int{s.rows + c.Row, col + c.Col}] = c.Text
			if c.Rows*c.Cols > 1 {
				s.merges = append(s.merges, [4]int{s.rows + c.Row, col + c.Col, c.Rows, c.Cols})
			}
		}
		s.rows += b.Table.Rows + 1
	}
}

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789.") == "" }

func ref(row, col int) string {
	letters := string(rune('A' + col%26))
	if col >= 26 {
		letters = string(rune('A'+col/26-1)) + letters
	}
	return fmt.Sprint(letters, row+1)
}

// sorted are the places of the cells by rows.
func (s *sheetOf) sorted() (places [][2]int) {
	for p := range s.cells {
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return places
}

func (s *sheetOf) xlsx() string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + s.within + `<sheetData>`)
	row := -1
	for _, p := range s.sorted() {
		if p[0] != row {
			if row >= 0 {
				b.WriteString("</row>")
			}
			row = p[0]
			fmt.Fprintf(&b, `<row r="%d" hidden="%t">`, row+1, row > 0 && row == s.hiddenRow)
		}
		switch text := s.cells[p]; {
		case isNumber(text):
			fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, ref(p[0], p[1]), text)
		case strings.HasPrefix(text, "="):
			fmt.Fprintf(&b, `<c r="%s"><f>%s</f><v></v></c>`, ref(p[0], p[1]), text[1:])
		default:
			fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref(p[0], p[1]), escaped(text))
		}
	}
	b.WriteString("</row></sheetData><mergeCells>")
	for _, m := range s.merges {
		fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, ref(m[0], m[1]), ref(m[0]+m[2]-1, m[1]+m[3]-1))
	}
	b.WriteString("</mergeCells></worksheet>")
	return b.String()
}

// xlsxOf is a workbook of sheets.
func xlsxOf(t *testing.T, sheets ...*sheetOf) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	list, related := "", rels
	parts := []string{}
	for i, s := range sheets {
		list += fmt.Sprintf(`<sheet name="%s" r:id="r%d" state="%s"/>`, s.name, i, s.hidden)
		related += fmt.Sprintf(`<Relationship Id="r%d" Type="%s/worksheet" Target="sheet%d.xml"/>`, i, office, i)
		parts = append(parts, fmt.Sprintf("xl/sheet%d.xml", i), s.xlsx())
	}
	parts = append(parts,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels", rels+`<Relationship Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="`+office+`"><sheets>`+list+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", related+`</Relationships>`)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
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

// xml2003Of is a workbook of sheets in SpreadsheetML 2003.
func xml2003Of(sheets ...*sheetOf) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">`)
	for _, s := range sheets {
		fmt.Fprintf(&b, `<Worksheet ss:Name="%s"><Table>`, s.name)
		row := -1
		for _, p := range s.sorted() {
			if p[0] != row {
				if row >= 0 {
					b.WriteString("</Row>")
				}
				row = p[0]
				fmt.Fprintf(&b, `<Row ss:Index="%d">`, row+1)
			}
			kind, spans := "String", ""
			if isNumber(s.cells[p]) {
				kind = "Number"
			}
			for _, m := range s.merges {
				if m[0] == p[0] && m[1] == p[1] {
					spans = fmt.Sprintf(` ss:MergeDown="%d" ss:MergeAcross="%d"`, m[2]-1, m[3]-1)
				}
			}
			fmt.Fprintf(&b, `<Cell ss:Index="%d"%s><Data ss:Type="%s">%s</Data></Cell>`, p[1]+1, spans, kind, escaped(s.cells[p]))
		}
		b.WriteString("</Row></Table></Worksheet>")
	}
	b.WriteString("</Workbook>")
	return []byte(b.String())
}

// sheetPerTable gives each table a sheet, below the title of the report.
func sheetPerTable(s *source.Source) (sheets []*sheetOf) {
	for i, b := range s.Blocks {
		if b.Table == nil {
			continue
		}
		x := newSheet(fmt.Sprint("表", i))
		x.add(s.Blocks[:1], 0)
		x.rows++
		x.add([]source.Block{b}, 0)
		sheets = append(sheets, x)
	}
	return sheets
}

// TestWorkbooks reads reports from workbooks of several shapes: figures, and from
// those that have it the text.
func TestWorkbooks(t *testing.T) {
	one := func(s *source.Source) *sheetOf {
		x := newSheet("年报")
		x.add(s.Blocks, 1)
		return x
	}
	shapes := []struct {
		name string
		text bool
		make func(s *source.Source) []byte
	}{
		{"one sheet", true, func(s *source.Source) []byte { return xlsxOf(t, one(s)) }},
		{"one sheet without empty rows", true, func(s *source.Source) []byte {
			x := newSheet("年报")
			for _, b := range s.Blocks {
				x.add([]source.Block{b}, 0)
				if b.Table != nil {
					x.rows--
				}
			}
			return xlsxOf(t, x)
		}},
		{"a sheet a table", false, func(s *source.Source) []byte { return xlsxOf(t, sheetPerTable(s)...) }},
		{"nothing merged", true, func(s *source.Source) []byte {
			x := one(s)
			x.merges = nil
			return xlsxOf(t, x)
		}},
		{"below each table, who filled it in", false, func(s *source.Source) []byte {
			sheets := sheetPerTable(s)
			for i, x := range sheets {
				row := x.rows - i%2 // right below, or apart
				x.cells[[2]int{row, 0}], x.cells[[2]int{row, 1}], x.cells[[2]int{row, 3}] = "填表人：张三", "审核人：", "联系电话：0527-84368000"
				x.cells[[2]int{row + 1, 1}] = "填报日期：2024年1月15日"
				x.cells[[2]int{row + 1, 2}] = "填报人：李 四"
			}
			return xlsxOf(t, sheets...)
		}},
		{"of 2003", true, func(s *source.Source) []byte { return xml2003Of(one(s)) }},
		{"of 2003 in UTF-16", true, func(s *source.Source) []byte { return utf16LE(string(xml2003Of(one(s)))) }},
		{"another report hidden", true, func(s *source.Source) []byte {
			hidden := newSheet("上年")
			hidden.add(s.Blocks, 0)
			hidden.hidden = "hidden"
			return xlsxOf(t, hidden, one(s))
		}},
		{"a hidden column of other figures in front", true, func(s *source.Source) []byte {
			x := newSheet("年报")
			for i := range 5 {
				x.cells[[2]int{i, 0}] = "7"
			}
			x.within = `<cols><col min="1" max="1" hidden="1"/></cols>`
			x.add(s.Blocks, 1)
			return xlsxOf(t, x)
		}},
	}
	for _, e := range report.Editions() {
		for _, shape := range shapes {
			for _, blanks := range []int{0, 40} {
				rnd := rand.New(rand.NewPCG(uint64(blanks), 7))
				want := sample(t, e, yearOf(t, e))
				want.Tables = report.NewTables(e)
				randomFigures(t, want.Tables, rnd, blanks)
				r, _, err := Options{}.Read(shape.make(sourceOf(t, want)))
				if err != nil {
					t.Errorf("%s, %s, %d %% blank: %v", e, shape.name, blanks, err)
					continue
				}
				if a, b := figuresIn(r.Tables), figuresIn(want.Tables); a != b {
					t.Errorf("%s, %s, %d %% blank:\n%s\nwant\n%s", e, shape.name, blanks, a, b)
				}
				if a, b := dump(r, nil, nil), dump(want, nil, nil); shape.text && a != b {
					t.Errorf("%s, %s:\n%s\nwant\n%s", e, shape.name, a, b)
				}
			}
		}
	}
}

// TestHiddenRow holds that a row of the form that is hidden is no zero, and told.
func TestHiddenRow(t *testing.T) {
	want := sample(t, report.Edition2021, 2023)
	x := newSheet("年报")
	x.add(sourceOf(t, want).Blocks, 0)
	for p, text := range x.cells {
		if text == "行政强制" {
			x.hiddenRow = p[0]
		}
	}
	r, findings, err := Read(xlsxOf(t, x))
	if err != nil {
		t.Fatal(err)
	}
	got, all := r.Tables.(*report.Tables2021).Disclosure, want.Tables.(*report.Tables2021).Disclosure
	all.CompulsoryMeasures = report.Blank
	if got != all {
		t.Errorf("%+v, want %+v", got, all)
	}
	at := pos{Sheet: "年报", Cell: ref(x.hiddenRow, 0)}
	if !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == "I-aq" && f.Want == "隐藏的行" && f.Pos == at }) {
		t.Errorf("%v", findings)
	}
}

// TestWorkbookErrors holds that what is left out is told where the rest does not do.
func TestWorkbookErrors(t *testing.T) {
	s := sourceOf(t, sample(t, report.Edition2021, 2023))
	sheets := sheetPerTable(s)
	sheets[1].hidden = "hidden"
	_, findings, err := Read(xlsxOf(t, sheets...))
	if e, ok := err.(*report.InputError); !ok || e.Code != "I-g" {
		t.Errorf("%v", err)
	}
	at := pos{Sheet: sheets[1].name}
	if !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == "I-aq" && f.Pos == at }) {
		t.Errorf("%v", findings)
	}
}

func utf16LE(s string) []byte {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}
