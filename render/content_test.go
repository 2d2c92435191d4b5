package render_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/doc"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// form is a format by how a document is written in it and read back.
type form struct {
	name  string
	write func(d *doc.Document) ([]byte, error)
	read  func(file []byte) (*content.Content, error)
}

var forms = []form{
	{"DOCX", func(d *doc.Document) ([]byte, error) {
		var b bytes.Buffer
		err := docx.Write(&b, d)
		return b.Bytes(), err
	}, content.FromDOCX},
	{"PDF", func(d *doc.Document) ([]byte, error) {
		l, err := layout.Typeset(d, fonts.Default())
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = pdf.Write(&b, l)
		return b.Bytes(), err
	}, content.FromPDF},
}

// contentOf returns what the tree of a document says: see package content for
// what that leaves out.
func contentOf(t testing.TB, d *doc.Document) *content.Content {
	t.Helper()
	c := &content.Content{Title: d.Title, Lang: d.Lang}
	for _, b := range d.Blocks {
		out := content.Block{}
		switch b := b.(type) {
		case *doc.Heading:
			out = content.Block{Kind: content.Heading, Level: b.Level, Text: doc.PlainText(b.Runs)}
		case *doc.Paragraph:
			out.Text = doc.PlainText(b.Runs)
		case *doc.Table:
			g, err := b.Grid()
			if err != nil {
				t.Fatal(err)
			}
			table := &content.Table{Caption: b.Caption, HeadRows: b.HeadRows, Rows: g.Rows, Cols: g.Cols}
			for i := range g.Cells {
				p := &g.Cells[i]
				cell := content.Cell{
					Place: content.Place{Row: p.Row, Col: p.Col}, RowSpan: p.RowSpan, ColSpan: p.ColSpan,
					Kind: [...]content.CellKind{content.Data, content.ColumnHead, content.RowHead}[p.Kind],
					Text: doc.PlainText(p.Runs),
				}
				for _, h := range g.Headers(p) {
					cell.Heads = append(cell.Heads, content.Place{Row: h.Row, Col: h.Col})
				}
				table.Cells = append(table.Cells, cell)
			}
			out = content.Block{Kind: content.TableBlock, Table: table}
		}
		if out.Text != "" || out.Table != nil {
			c.Blocks = append(c.Blocks, out)
		}
	}
	return c
}

// sameContent writes a document in every format, reads it back, and finds in each
// what the tree says and what every other format says.
func sameContent(t *testing.T, d *doc.Document) {
	t.Helper()
	want := contentOf(t, d)
	var all []*content.Content
	for _, f := range forms {
		file, err := f.write(d)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		got, err := f.read(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, diff := range content.Compare(got, want) {
			t.Errorf("%s against the document: %v", f.name, diff)
		}
		for i, other := range all {
			for _, diff := range content.Compare(got, other) {
				t.Errorf("%s against %s: %v", f.name, forms[i].name, diff)
			}
		}
		all = append(all, got)
	}
}

// Every format says the same of a report, word for word.
func TestContent(t *testing.T) {
	for _, e := range report.Editions() {
		t.Run(fmt.Sprint(e), func(t *testing.T) { sameContent(t, sample.Document(e)) })
	}
	for name, decode := range map[string]func([]byte) (*report.Report, []report.Finding, error){
		"yunqi-2023.json":   report.Decode,
		"qingping-2024.txt": intake.Text,
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("../examples/nianbao", name))
			if err != nil {
				t.Fatal(err)
			}
			r, _, err := decode(data)
			if err != nil {
				t.Fatal(err)
			}
			sameContent(t, document(t, r))
		})
	}
}

func document(t *testing.T, r *report.Report) *doc.Document {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestContentVaried does the same with reports that differ in everything that a
// report may differ in.
func TestContentVaried(t *testing.T) {
	const reports = 100
	for seed := range uint64(reports) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			sameContent(t, document(t, varied(seed)))
		})
	}
}

// varied returns a report that a seed decides.
func varied(seed uint64) *report.Report {
	v := variation{rand.New(rand.NewPCG(seed, 0))}
	e := report.Editions()[v.IntN(len(report.Editions()))]
	r := sample.Report(e)
	r.Agency = v.pick("某局", "示例市示例区人民政府", "示例省示例市示例自治县发展和改革委员会（粮食和物资储备局、大数据管理局）", "A & B <县>")
	r.Year = 2019 + v.IntN(6)
	r.Scope = report.Scope(v.pick(string(report.ScopeAgency), string(report.ScopeJurisdiction)))
	r.Preamble = v.paragraphs(3)
	for _, s := range []*report.Section{&r.Overview, &r.Applications, &r.Problems, &r.Other} {
		*s = report.Section{Paragraphs: v.paragraphs(4), Notes: v.paragraphs(2)}
		for i := range v.IntN(8) {
			s.Subsections = append(s.Subsections, report.Subsection{
				Title: v.pick("标准化建设", "主动公开情况。", "Web 公开：“两微一端”", strings.Repeat("很长的标题", 1+i)),
				RunIn: v.IntN(2) == 0, Paragraphs: v.paragraphs(3),
			})
		}
	}
	r.Issuer = v.pick("", r.Agency)
	if v.IntN(3) == 0 {
		r.Date = report.Date{}
	}
	switch e {
	case report.Edition2019:
		r.Tables = &report.Tables2019{
			Disclosure:   fill(v, report.NewDisclosure2019(), e, 2),
			Applications: fill(v, report.NewApplications2019(), e, 3),
			Remedies:     fill(v, report.NewRemedies(), e, 4),
		}
	default:
		r.Tables = &report.Tables2021{
			Disclosure:   fill(v, report.NewDisclosure2021(), e, 2),
			Applications: fill(v, report.NewApplications2021(), e, 3),
			Remedies:     fill(v, report.NewRemedies(), e, 4),
		}
	}
	return r
}

type variation struct{ *rand.Rand }

func (v variation) pick(s ...string) string { return s[v.IntN(len(s))] }

func (v variation) paragraphs(most int) []string {
	words := []string{
		"政府信息", "公开", "，", "。", "（一）", "“三安全”", "——", "……", "2023", "年", "12,345", "%", " ", "  ", "\u3000",
		"http://www.example.gov.cn/a/b?c=d&e=<f>", "0517-87290606", "《条例》", "/", "1. ", "# ", "*重点*", "_x_", "|", "\\", "&amp;", "]]>", "'", "\"",
		"𠮷", "㙦", "№", "①", "²", "A-B", "@", "\n",
	}
	var list []string
	for range v.IntN(most + 1) {
		s := ""
		for range 1 + v.IntN(60) {
			s += words[v.IntN(len(words))]
		}
		list = append(list, s)
	}
	return list
}

// fill gives the cells of a table figures of every length, and leaves some blank.
func fill[T any](v variation, b *report.Builder[T], e report.Edition, table int) T {
	digits := []int64{1, 10, 1000, 100_000, 100_000_000, 100_000_000_000}
	most := digits[v.IntN(len(digits))]
	for _, r := range e.Rows(table) {
		if r.Computed || v.IntN(8) == 0 {
			continue
		}
		var row []report.Count
		for range r.Columns {
			row = append(row, report.Count(v.Int64N(most)))
		}
		b.Row(r.Path, row...)
	}
	t, _, err := b.Build()
	if err != nil {
		panic(err) // the rows are the form's own
	}
	return t
}
