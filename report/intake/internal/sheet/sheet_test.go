package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

const (
	transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relations    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// plain are the parts of a workbook of one sheet.
var plain = map[string]string{
	"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
	"_rels/.rels": relsOf("officeDocument=xl/workbook.xml"),
	"xl/workbook.xml": `<workbook xmlns="` + transitional + `" xmlns:r="` + relations + `">` +
		`<sheets><sheet name="表" sheetId="1" r:id="r0"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": relsOf("worksheet=sheet.xml", "sharedStrings=strings.xml", "styles=styles.xml", "worksheet=sheet2.xml"),
	"xl/sheet.xml":               worksheet(""),
	"xl/sheet2.xml":              worksheet(""),
	"xl/strings.xml":             `<sst xmlns="` + transitional + `"/>`,
	"xl/styles.xml":              `<styleSheet xmlns="` + transitional + `"/>`,
}

func worksheet(within string) string {
	return `<worksheet xmlns="` + transitional + `">` + within + `</worksheet>`
}

// relsOf are relationships, each as its type, = and its target; the ids are r0, r1 and
// so on.
func relsOf(rels ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, r := range rels {
		kind, target, _ := strings.Cut(r, "=")
		fmt.Fprintf(&b, `<Relationship Id="r%d" Type="%s/%s" Target="%s"/>`, i, relations, kind, target)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// workbookOf is a workbook of some parts and, for the others, those of a plain one.
func workbookOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	all := maps.Clone(plain)
	maps.Copy(all, parts)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name}) // not compressed: fuzzing is to find the same twice
		if err == nil {
			_, err = io.WriteString(w, all[name])
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

// dump writes what was read for a person to read.
func dump(s *source.Source, n *source.Notes, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	if s != nil {
		for _, x := range s.Blocks {
			if x.Table == nil {
				fmt.Fprintf(&b, "%v %q\n", x.At, x.Text)
				continue
			}
			fmt.Fprintf(&b, "%v %d × %d\n", x.At, x.Table.Rows, x.Table.Cols)
			row := -1
			for _, c := range x.Table.Cells {
				switch {
				case c.Row != row && row >= 0:
					b.WriteString("\n  ")
				case c.Row != row:
					b.WriteString("  ")
				default:
					b.WriteString(" | ")
				}
				row = c.Row
				b.WriteString(c.At.Cell)
				if c.Rows > 1 || c.Cols > 1 {
					fmt.Fprintf(&b, "(%d×%d)", c.Rows, c.Cols)
				}
				if c.Text != "" {
					fmt.Fprintf(&b, " %q", c.Text)
				}
				b.WriteString([]string{"", "…", " no value", " bad value", " hidden"}[c.State])
			}
			b.WriteByte('\n')
		}
	}
	if s != nil && s.Carried != nil {
		fmt.Fprintf(&b, "carried %q\n", *s.Carried)
	}
	n.TellRepairs()
	for _, f := range n.Findings {
		fmt.Fprintf(&b, "%s %v: %s\n", f.Code, f.Pos, f.Message())
	}
	return b.String()
}

// golden reads the cases of a file and compares what comes of each: its parts are
// named behind the name of the case, and what is wanted is named want.
func golden(t *testing.T, file string, read func(t *testing.T, parts map[string]string) string) {
	path := filepath.Join("testdata", file)
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]map[string]string{}
	for _, f := range a.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if parts[name] == nil {
			parts[name] = map[string]string{}
		}
		if part != "want" {
			parts[name][part] = strings.TrimSpace(string(f.Data))
		}
	}
	for i, f := range a.Files {
		name, isWant := strings.CutSuffix(f.Name, "/want")
		if !isWant {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got := read(t, parts[name])
			if *update {
				a.Files[i].Data = []byte(got)
			} else if got != string(f.Data) {
				t.Errorf("got\n%s\nwant\n%s", got, f.Data)
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// xlsxParts are the parts of a case. A sheet, the shared strings and the styles are
// given by what is in their root.
func xlsxParts(parts map[string]string) map[string]string {
	all := map[string]string{}
	for name, text := range parts {
		root := map[string]string{"xl/sheet.xml": "worksheet", "xl/sheet2.xml": "worksheet", "xl/strings.xml": "sst", "xl/styles.xml": "styleSheet", "xl/workbook.xml": "workbook"}[name]
		switch {
		case root != "" && !strings.HasPrefix(text, "<?xml"):
			text = "<" + root + ` xmlns="` + transitional + `" xmlns:r="` + relations + `">` + text + "</" + root + ">"
		case strings.HasSuffix(name, ".rels"):
			text = relsOf(strings.Fields(text)...)
		}
		all[name] = text
	}
	return all
}

func TestRead(t *testing.T) {
	golden(t, "xlsx.txtar", func(t *testing.T, parts map[string]string) string {
		var n source.Notes
		s, err := Read(workbookOf(t, xlsxParts(parts)), &n)
		return dump(s, &n, err)
	})
}

func TestReadXML(t *testing.T) {
	golden(t, "xml2003.txtar", func(t *testing.T, parts map[string]string) string {
		var n source.Notes
		s, err := ReadXML([]byte(workbook2003Of(parts["sheet.xml"])), &n)
		return dump(s, &n, err)
	})
}

func workbook2003Of(within string) string {
	if strings.HasPrefix(within, "<?xml") {
		return within
	}
	return `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>` +
		`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		within + `</Workbook>`
}

func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		ref string
		at  place
		ok  bool
	}{
		{"A1", place{0, 0}, true},
		{"Z9", place{8, 25}, true},
		{"AA10", place{9, 26}, true},
		{"ZZ1", place{0, 701}, true},
		{"AAA1", place{0, 702}, true},
		{"XFD1048576", place{1048575, 16383}, true},
		{"$F$12", place{11, 5}, true},
		{"XFE1", place{}, false},
		{"A1048577", place{}, false},
		{"A0", place{}, false},
		{"A", place{}, false},
		{"1", place{}, false},
		{"", place{}, false},
		{"a1", place{}, false},
		{"A-1", place{}, false},
		{"A1B", place{}, false},
		{"AAAAAAAAAAAAAAAAAAAA1", place{}, false},
		{"A99999999999999999999", place{}, false},
	} {
		at, ok := parsePlace(tt.ref)
		if ok != tt.ok || ok && at != tt.at {
			t.Errorf("%s: %v, %v", tt.ref, at, ok)
		}
		if want := strings.ReplaceAll(tt.ref, "$", ""); ok && at.String() != want {
			t.Errorf("%s: written as %s", tt.ref, at)
		}
	}
}

// cells are n cells, each in a row of its own where down.
func cells(n int, cell string, down bool) string {
	if !down {
		return "<row>" + strings.Repeat(cell, n) + "</row>"
	}
	return strings.Repeat("<row>"+cell+"</row>", n)
}

func TestLimits(t *testing.T) {
	data := func(s string) string { return worksheet("<sheetData>" + s + "</sheetData>") }
	one := `<c><v>1</v></c>`
	far := `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`
	merges := func(ref func(i int) string) string {
		var b strings.Builder
		for i := range 50_000 {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, ref(i))
		}
		return worksheet("<sheetData>" + far + "</sheetData><mergeCells>" + b.String() + "</mergeCells>")
	}
	long := strings.Repeat("文", 60_000/3)
	for _, tt := range []struct {
		name, part, text, code string // "" is none
	}{
		{"far apart", "xl/sheet.xml", data(far), ""},
		{"far across and down", "xl/sheet.xml", data(`<row><c/><c r="XFD1"><v>1</v></c></row>` + cells(10, one, true)), "I-ao"},
		{"a merged cell of all", "xl/sheet.xml", worksheet("<sheetData>" + far + `</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`), "I-bu"},
		{"merged cells, far below", "xl/sheet.xml", merges(func(i int) string { return fmt.Sprintf("A%d:XFD%d", i+2, i+2) }), ""},
		{"merged cells, each over the next", "xl/sheet.xml", merges(func(i int) string { return fmt.Sprintf("A%d:XFD%d", i+1, 1048575) }), ""},
		{"merged cells, each over the same", "xl/sheet.xml", merges(func(int) string { return "A1:A1048575" }), "I-ar"},
		{"cells", "xl/sheet.xml", data(cells(source.MaxTokens/4, one, true)), "I-as"},
		{"rows", "xl/sheet.xml", data(cells(source.MaxTokens/2, "<c/>", true)), "I-as"},
		{"beyond the last column", "xl/sheet.xml", data(cells(maxCols+1, "<c/>", false)), "I-ar"},
		{"beyond the last row", "xl/sheet.xml", data(`<row r="1048576"/><row/><row><c><v>1</v></c></row>`), "I-ar"},
		{"text", "xl/sheet.xml", data(cells(30, `<c t="inlineStr"><is><t>`+long+`</t></is></c>`, true)), "R-g"},
		{"hidden columns", "xl/sheet.xml", worksheet("<cols>" + strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 50_000) + "</cols><sheetData>" + far + "</sheetData>"), ""},
	} {
		var n source.Notes
		_, err := Read(workbookOf(t, map[string]string{tt.part: tt.text}), &n)
		checkCode(t, tt.name, err, tt.code)
	}
	// A text that many cells share.
	var n source.Notes
	_, err := Read(workbookOf(t, map[string]string{
		"xl/strings.xml": `<sst xmlns="` + transitional + `"><si><t>` + long + `</t></si></sst>`,
		"xl/sheet.xml":   data(cells(50_000, `<c t="s"><v>0</v></c>`, true)),
	}), &n)
	checkCode(t, "a text that cells share", err, "R-g")
	// More columns than a sheet has, by spans.
	for _, within := range []string{
		`<Worksheet ss:Name="x"><Table><Row><Cell ss:MergeAcross="2147483647" ss:MergeDown="2147483647"><Data ss:Type="Number">1</Data></Cell></Row><Row ss:Index="1048576"><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet>`,
	} {
		_, err := ReadXML([]byte(workbook2003Of(within)), &n)
		checkCode(t, "spans", err, "I-bu")
	}
}

func checkCode(t *testing.T, name string, err error, code string) {
	t.Helper()
	var e *report.InputError
	switch {
	case err == nil && code == "":
	case !errors.As(err, &e) || e.Code != code:
		t.Errorf("%s: %v, want %q", name, err, code)
	}
}

// checkSource checks what every reader of a source relies on.
func checkSource(t *testing.T, s *source.Source, err error) {
	t.Helper()
	if err != nil {
		var e *report.InputError
		if !errors.As(err, &e) {
			t.Fatalf("%v is no error that a user can mend", err)
		}
		return
	}
	for _, b := range s.Blocks {
		if b.Table == nil {
			if b.Text == "" || b.At == (report.Pos{}) {
				t.Fatalf("%+v", b)
			}
			continue
		}
		g := b.Table
		taken := map[place]bool{}
		last := place{-1, -1}
		for _, c := range g.Cells {
			p := place{c.Row, c.Col}
			if compare(p, last) <= 0 || c.Rows < 1 || c.Cols < 1 || c.Row+c.Rows > g.Rows || c.Col+c.Cols > g.Cols {
				t.Fatalf("%+v of %d × %d, behind %v", c, g.Rows, g.Cols, last)
			}
			last = p
			for row := range c.Rows {
				for col := range c.Cols {
					q := place{c.Row + row, c.Col + col}
					if taken[q] {
						t.Fatalf("%v is taken twice", q)
					}
					taken[q] = true
				}
			}
		}
		if len(taken) != g.Rows*g.Cols {
			t.Fatalf("%d of %d × %d places", len(taken), g.Rows, g.Cols)
		}
	}
}

func FuzzRead(f *testing.F) {
	a, err := txtar.ParseFile("testdata/xlsx.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, x := range a.Files {
		if strings.HasSuffix(x.Name, "sheet.xml") {
			f.Add(string(x.Data), `<si><t>一</t></si>`, `<numFmts><numFmt numFmtId="170" formatCode="0.0,"/></numFmts><cellXfs><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs>`)
		}
	}
	f.Fuzz(func(t *testing.T, sheet, strings, styles string) {
		var n source.Notes
		s, err := Read(workbookOf(t, xlsxParts(map[string]string{"xl/sheet.xml": sheet, "xl/strings.xml": strings, "xl/styles.xml": styles})), &n)
		checkSource(t, s, err)
	})
}

func FuzzReadXML(f *testing.F) {
	a, err := txtar.ParseFile("testdata/xml2003.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, x := range a.Files {
		if strings.HasSuffix(x.Name, "sheet.xml") {
			f.Add([]byte(workbook2003Of(string(x.Data))))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var n source.Notes
		s, err := ReadXML(data, &n)
		checkSource(t, s, err)
	})
}

// What is left out or stands against a workbook has a name in English.
func TestEnglish(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	for code, all := range map[string][]string{
		"I-aq": {hiddenSheets, HiddenRows, hiddenCols, coveredText, besidePrint, sheetTitles, struckText, drawings, comments, chartSheets},
		"I-ar": {noWorkbook, badIndex, badPlace, badArea, badType, badNumber, noText, twice, overlap},
	} {
		for _, what := range all {
			if s := source.Finding(report.Pos{}, code, "", what, what).English(); han.MatchString(s) {
				t.Error(s)
			}
		}
	}
}
