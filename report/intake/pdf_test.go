package intake

import (
	"archive/zip"
	"bytes"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/ruled"
)

// pdfReport is a report whose sums hold; figures says what is in its cells.
func pdfReport(e report.Edition, figures func(i int) string) *report.Report {
	r := &report.Report{
		Agency: "某市某局", Year: map[report.Edition]int{report.Edition2019: 2020, report.Edition2021: 2023}[e],
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》（国务院令第711号），编制本报告。数据统计期限自1月1日起至12月31日止，电子版可在网站下载。"},
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"全年公开信息500条，其中政策文件12件，解读7件，回应社会关切的信息31条，均在规定的期限内公开，没有一条逾期。"}},
			{Topic: report.TopicApplications, Paragraphs: []string{"规范登记、审核、办理、答复各环节。", "均在法定期限内答复。"}},
		}},
		Problems: report.Section{Paragraphs: []string{"主要问题是解读形式单一。下一步丰富形式。"}},
		Other:    report.Section{Paragraphs: []string{"本年度没有收取信息处理费。"}},
		Tables:   report.NewTables(e), Issuer: "某市某局", Date: report.Date{Year: 2024, Month: 1, Day: 15},
	}
	i := 0
	for c := range report.Cells(r.Tables) {
		if c.Computed {
			continue
		}
		if err := c.Set(figures(i)); err != nil {
			panic(err)
		}
		i++
	}
	balance(r)
	return r
}

// balance puts what items three and four lack into the first of item three.
func balance(r *report.Report) {
	cells := map[string]map[string]report.Cell{} // of table three, by column and row
	var rows []string
	for c := range report.Cells(r.Tables) {
		if c.Table != 3 {
			continue
		}
		if cells[c.Column] == nil {
			cells[c.Column] = map[string]report.Cell{}
		}
		cells[c.Column][c.Row] = c
		if c.Column == labelTotal {
			rows = append(rows, c.Row)
		}
	}
	for column, cs := range cells {
		if column == labelTotal {
			continue
		}
		var done int64
		for _, row := range rows[2 : len(rows)-2] {
			n, _ := cs[row].Int()
			done += n
		}
		carried, _ := cs[rows[1]].Int()
		later, _ := cs[rows[len(rows)-1]].Int()
		if in := done + later - carried; in >= 0 {
			_ = cs[rows[0]].Set(strconv.FormatInt(in, 10))
		}
	}
}

func allFigures(r *report.Report) string {
	var b strings.Builder
	for c := range report.Cells(r.Tables) {
		b.WriteString(c.String())
		b.WriteByte(' ')
	}
	return b.String()
}

func several(i int) string { return strconv.Itoa(i * 37 % 211) }

func few(i int) string {
	if i%9 == 0 {
		return strconv.Itoa(i%7 + 1)
	}
	return "0"
}

func blanks(i int) string {
	if i%5 == 0 {
		return ""
	}
	return several(i)
}

// TestReadPages reads pages with rules and text, in which nothing says what is a table.
func TestReadPages(t *testing.T) {
	for _, e := range []report.Edition{report.Edition2019, report.Edition2021} {
		for name, figures := range map[string]func(int) string{"several": several, "few": few, "blanks": blanks} {
			for _, open := range []bool{false, true} {
				want := pdfReport(e, figures)
				var n notes
				got, err := Options{}.readPages(pagesOf(t, want, open), formatPDF, nil, nil, &n)
				if err != nil {
					t.Errorf("%s, %s: %v", e, name, err)
					continue
				}
				if a, b := allFigures(got), allFigures(want); a != b {
					t.Errorf("%s, %s:\n%s\n%s", e, name, a, b)
				}
				if a, b := textOfReport(got), textOfReport(want); a != b {
					t.Errorf("%s, %s:\n%s\n%s", e, name, a, b)
				}
			}
		}
	}
}

func textOfReport(r *report.Report) string {
	s := r.FullTitle() + "|" + r.Issuer + r.Date.String() + "|" + strings.Join(r.Preamble, "\n")
	for _, x := range r.Sections() {
		s += "|" + textOf(x)
	}
	return s
}

// TestPublishedPDFs reads what a district published, where it is at hand: both readings
// give the same, and the totals that it misprinted are found.
func TestPublishedPDFs(t *testing.T) {
	for _, test := range []struct {
		file, figures string // the data set with its figures
		wrong         []string
	}{
		{"hongze-2023-wps.pdf", "county-2023", []string{"T4-a 0 11", "T4-a 0 5"}},
		{"hongze-2024-wps.pdf", "", nil},
	} {
		data, err := os.ReadFile("../../../shared/cases/published/" + test.file)
		if err != nil {
			t.Skip(err)
		}
		r, findings, err := Read(data)
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		var wrong []string
		agree := false
		for _, f := range findings {
			if f.Severity == report.Error {
				wrong = append(wrong, f.Code+" "+f.Got+" "+f.Want)
			}
			agree = agree || f.Code == "I-cm" && f.Got == byRulesSame
		}
		if !agree || !slices.Equal(wrong, test.wrong) {
			t.Errorf("%s: %t, %q", test.file, agree, wrong)
		}
		for _, c := range readFigures(t) {
			if got := figuresOf(reflect.ValueOf(r.Tables).Elem()); c.ID == test.figures && !slices.Equal(got, c.want()) {
				t.Errorf("figures\n%q\nwant\n%q", got, c.want())
			}
		}
	}
}

// TestPDFJudged changes pages so that one reading sees it, or all, and looks at what
// becomes of it.
func TestPDFJudged(t *testing.T) {
	same := func(p []*paper.Page) []*paper.Page { return p }
	swapped := func(p []*paper.Page) []*paper.Page {
		a, b := lineOf(p, "37"), lineOf(p, "74")
		for i := range a {
			a[i].Box, b[i].Box = b[i].Box, a[i].Box
		}
		return p
	}
	wrongTotal := func(p []*paper.Page) []*paper.Page {
		total := lineOf(p, "534")
		total[0].Text = "9"
		return p
	}
	backwards := func(p []*paper.Page) []*paper.Page {
		for _, x := range p {
			slices.Reverse(x.Chars)
		}
		return p
	}
	for _, test := range []struct {
		name   string
		change func([]*paper.Page) []*paper.Page
		code   string // of the error, or "" and what is told
		told   []string
	}{
		{"nothing", same, "", []string{"I-cm PDF按框线，另一种读法相同", "I-cn"}},
		{"painted backwards", backwards, "", []string{"I-cm PDF按框线，没有另一种读法", "I-cn"}},
		{"two figures in each other's place", swapped, "I-co", nil},
		{"the same, where nothing contradicts", func(p []*paper.Page) []*paper.Page { return backwards(swapped(p)) }, "", []string{"I-cn", "0、74、37"}},
		{"a wrong total", wrongTotal, "", []string{"T3-c"}},
		{"a wrong total in one reading", func(p []*paper.Page) []*paper.Page { return backwards(wrongTotal(p)) }, "I-cp", nil},
		{"no rules", func(p []*paper.Page) []*paper.Page {
			for _, x := range p {
				x.Rules = nil
			}
			return p
		}, "I-cx", nil},
		{"a row less", func(p []*paper.Page) []*paper.Page {
			label := *lineOf(p, "行政强制")[0]
			p[0].Chars = slices.DeleteFunc(p[0].Chars, func(c paper.Char) bool { return c.Base == label.Base })
			return p
		}, "I-cx", nil},
		{"the report twice", func(p []*paper.Page) []*paper.Page {
			for _, x := range copyPages(p) {
				x.Number += len(p)
				p = append(p, x)
			}
			return p
		}, "I-h", nil},
	} {
		pages := test.change(pagesOf(t, pdfReport(report.Edition2021, several), false))
		var n notes
		_, err := Options{}.readPages(pages, formatPDF, nil, nil, &n)
		all := ""
		for _, f := range n.Findings {
			all += f.Code + " " + f.Want + f.Got + "\n"
		}
		if got := codeOf(err); got != test.code {
			t.Errorf("%s: %v\n%s", test.name, err, all)
		}
		for _, w := range test.told {
			if !strings.Contains(all, w) {
				t.Errorf("%s: %q not in %s", test.name, w, all)
			}
		}
	}
}

// TestDoubtful tells what may not be seen, whichever reading is taken.
func TestDoubtful(t *testing.T) {
	for _, way := range []string{byStructure, byRules} {
		pages := pagesOf(t, pdfReport(report.Edition2021, several), false)
		var tagged *pageSource
		if way == byStructure {
			tagged = &pageSource{way: way}
			tagged.Source, _ = ruled.Read(pages, formatPDF, &tagged.n.Notes)
		}
		for _, c := range lineOf(pages, "534") {
			c.Doubtful = true
		}
		var n notes
		_, err := Options{}.readPages(pages, formatPDF, tagged, nil, &n)
		told := ""
		for _, f := range n.Findings {
			if f.Code == "I-dt" || f.Code == "I-cm" {
				told += f.Got + "\n"
			}
		}
		if !strings.Contains(told, "534\n") || !strings.Contains(told, way[:len("按结构")]) || err != nil {
			t.Errorf("%s: %q, %v", way, told, err)
		}
	}
}

// lineOf returns the characters of the first cell with the text.
func lineOf(pages []*paper.Page, text string) (chars []*paper.Char) {
	for _, p := range pages {
		for i := range p.Chars {
			var line []*paper.Char
			var b strings.Builder
			for k := i; k < len(p.Chars) && p.Chars[k].Line == p.Chars[i].Line; k++ {
				b.WriteString(p.Chars[k].Text)
				line = append(line, &p.Chars[k])
			}
			if b.String() == text && (i == 0 || p.Chars[i-1].Line != p.Chars[i].Line) {
				return line
			}
		}
	}
	panic("nothing says " + text)
}

// TestPDFWithoutText refuses a scan by what it is.
func TestPDFWithoutText(t *testing.T) {
	const scan = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>endobj\n" +
		"4 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream endobj\n" +
		"5 0 obj<</Length 29>>stream\nq 500 0 0 700 50 50 cm /I Do Q\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
	_, _, err := Read([]byte(scan))
	if codeOf(err) != "I-aw" || !strings.Contains(err.Error(), "第 1 页") {
		t.Error(err)
	}
}

// TestOFDWithoutText refuses an OFD of pictures, and one of which the characters are
// shapes.
func TestOFDWithoutText(t *testing.T) {
	for what, object := range map[string]string{
		"a picture": `<ImageObject ID="4" Boundary="10 10 180 200" CTM="180 0 0 200 0 0" ResourceID="5"/>`,
		"shapes":    `<PathObject ID="4" Boundary="10 10 180 200" Fill="true" Stroke="false"><AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</AbbreviatedData></PathObject>`,
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, part := range [][2]string{
			{"OFD.xml", `<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>`},
			{"D/Document.xml", `<Document><CommonData/><Pages><Page ID="1" BaseLoc="0.xml"/></Pages></Document>`},
			{"D/0.xml", `<Page><Content><Layer ID="3">` + object + `</Layer></Content></Page>`},
		} {
			w, _ := z.Create(part[0])
			w.Write([]byte(part[1]))
		}
		z.Close()
		if _, _, err := Read(b.Bytes()); codeOf(err) != "I-aw" || !strings.Contains(err.Error(), "第 1 页") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// FuzzReadPages damages pages as the input says.
func FuzzReadPages(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 1, 200, 7, 9, 2, 50, 60, 1})
	f.Add([]byte{3, 10, 0, 0, 4, 99, 5, 0, 5, 1, 1, 1, 6, 3, 200, 30})
	sound := pagesOf(f, pdfReport(report.Edition2021, few), true)
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := copyPages(sound)
		for ; len(data) >= 4; data = data[4:] {
			p := pages[int(data[1])%len(pages)]
			i, k := int(data[1])<<8|int(data[2]), int(data[2])<<8|int(data[1])
			if len(p.Chars) == 0 || len(p.Rules) == 0 {
				continue
			}
			c, r, by := &p.Chars[i%len(p.Chars)], k%len(p.Rules), paper.Pt(int8(data[3]))
			switch data[0] % 8 {
			case 0:
				c.Text = string(rune('0' + data[3]%10))
			case 1:
				c.Box.X0, c.Box.X1 = c.Box.X0+by, c.Box.X1+by
			case 2:
				c.Box.Y0, c.Box.Y1, c.Base = c.Box.Y0+by, c.Box.Y1+by, c.Base+by
			case 3:
				p.Chars = slices.Delete(p.Chars, i%len(p.Chars), i%len(p.Chars)+1)
			case 4:
				p.Rules = slices.Delete(p.Rules, r, r+1)
			case 5:
				p.Rules[r].X1 += max(by, 0)
			case 6:
				c.Line += int32(data[3])
			default:
				*c = p.Chars[k%len(p.Chars)]
			}
		}
		var n notes
		if r, err := (Options{}).readPages(pages, formatPDF, nil, nil, &n); (r == nil) == (err == nil) || err != nil && codeOf(err) == "" {
			t.Errorf("%v, %v", r, err)
		}
	})
}
