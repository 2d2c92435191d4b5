package intake

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// madeFrom returns what a front end gives of the document of a report, which carries
// the report. A heading that runs in stands in the line of its paragraph or, as in
// web pages, in a paragraph of its own.
func madeFrom(t testing.TB, r *report.Report, runIn bool) *source.Source {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	r.AppendNote(d)
	data, err := report.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	c := doc.Carried{JSON: data, Program: "test", Options: "note"}
	s := &source.Source{Format: "DOCX", Carried: &source.Carried{Carried: c, Version: doc.CarriedVersion, Digest: c.Digest()}}
	text := func(runs []doc.Run) string {
		var b strings.Builder
		for _, r := range runs {
			b.WriteString(r.Text)
		}
		return b.String()
	}
	tables := 0
	for i, b := range d.Blocks {
		at := report.Pos{Line: i + 1}
		switch b := b.(type) {
		case *doc.Heading:
			if !runIn || d.RunIn(i+1) == nil {
				s.Blocks = append(s.Blocks, source.Block{At: at, Text: text(b.Runs), Level: b.Level + 1})
			}
		case *doc.Paragraph:
			before := ""
			if h := d.RunIn(i); h != nil && runIn {
				before = text(h.Runs)
			}
			s.Blocks = append(s.Blocks, source.Block{At: at, Text: before + text(b.Runs)})
		case *doc.Table:
			tables++
			g, err := b.Grid()
			if err != nil {
				t.Fatal(err)
			}
			grid := &source.Grid{Rows: g.Rows, Cols: g.Cols, Caption: b.Caption}
			for _, c := range g.Cells {
				grid.Cells = append(grid.Cells, source.Cell{
					At:  report.Pos{Table: tables, Row: c.Row + 1, Col: c.Col + 1},
					Row: c.Row, Col: c.Col, Rows: c.RowSpan, Cols: c.ColSpan, Text: text(c.Runs),
				})
			}
			s.Blocks = append(s.Blocks, source.Block{Table: grid}, source.Block{At: at}) // tables are parted by a paragraph
		}
	}
	return s
}

// carriedReport returns a report with everything that a document can show.
func exampleReport(e report.Edition, year int) *report.Report {
	r := &report.Report{
		Agency: "青石县水利局", Year: year, Scope: report.ScopeJurisdiction,
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》编制。", "第一行。\n第二行 with  two spaces。"},
		Overview: report.Section{
			Paragraphs: []string{"本年度工作如下。"},
			Subsections: []report.Subsection{
				{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"公开信息500条。", "其中政策解读20条。"}},
				{Topic: report.TopicApplications, Title: "依申请公开情况", Paragraphs: []string{"收到申请。", "均已办结。"}},
				{Title: "标准化建设：“两手抓”", RunIn: true, Paragraphs: []string{"完成目录。"}},
				{Title: "没有正文"},
			},
		},
		Disclosure:   report.Section{Notes: []string{"注：含所属单位。"}},
		Applications: report.Section{Paragraphs: []string{"下表含上年结转。"}},
		Problems:     report.Section{Paragraphs: []string{"存在的主要问题：解读不够。改进情况：加强解读。"}},
		Other:        report.Section{Paragraphs: []string{"本年度未收取信息处理费。"}},
		Tables:       report.NewTables(e),
		Issuer:       "青石县水利局办公室", Date: report.Date{Year: year + 1, Month: 1, Day: 15},
		Index:    report.Index{Number: "000014349/2024-00001"},
		Revision: report.Revision{Number: 1, Reason: "漏计上年结转2件", Date: report.Date{Year: year + 1, Month: 3, Day: 5}},
	}
	n := 0
	for c := range report.Cells(r.Tables) {
		if !c.Computed {
			text := fmt.Sprint(n)
			switch n++; n % 17 {
			case 3:
				text = ""
			case 5:
				text = "/"
			}
			if err := c.Set(text); err != nil {
				panic(err)
			}
		}
	}
	return r
}

// An untouched document is the report that it was made from, whatever recognition
// would make of it.
func TestCarriedUntouched(t *testing.T) {
	for _, e := range report.Editions() {
		year := map[report.Edition]int{report.Edition2019: 2020, report.Edition2021: 2023}[e]
		if year == 0 {
			year = 9001
		}
		odd := exampleReport(e, year)
		odd.Title = "关于A & B <试行>的报告"
		unnamed := exampleReport(e, year)
		unnamed.Agency = ""
		for _, r := range []*report.Report{exampleReport(e, year), odd, unnamed, {Agency: "某局", Year: year, Tables: report.NewTables(e)}} {
			for _, runIn := range []bool{true, false} {
				named := *r
				if r.Agency == "" {
					named.Agency = "□" // as a workbook has it
				}
				s := madeFrom(t, &named, runIn)
				s.Carried = madeFrom(t, &report.Report{Agency: "x", Year: year, Tables: r.Tables}, runIn).Carried
				data, err := report.Encode(r)
				if err != nil {
					t.Fatal(err)
				}
				s.Carried.JSON = data
				s.Carried.Digest = s.Carried.Carried.Digest()
				var n notes
				got, err := Options{}.readSource(s, &n)
				if err != nil || len(n.Findings) > 0 {
					t.Fatalf("%s: %v\n%s", r.FullTitle(), err, dump(nil, n.Findings, nil))
				}
				again, err := report.Encode(got)
				if err != nil || !bytes.Equal(again, data) {
					t.Errorf("%s: %v\n%s\nwant\n%s", r.FullTitle(), err, again, data)
				}
			}
		}
	}
}

// edit changes the first text of a source that has a part: it returns the place.
func edit(t *testing.T, s *source.Source, old, new string) report.Pos {
	t.Helper()
	for i := range s.Blocks {
		b := &s.Blocks[i]
		if strings.Contains(b.Text, old) {
			b.Text = strings.Replace(b.Text, old, new, 1)
			return b.At
		}
		if b.Table == nil {
			continue
		}
		for j := range b.Table.Cells {
			if c := &b.Table.Cells[j]; strings.Contains(c.Text, old) {
				c.Text = strings.Replace(c.Text, old, new, 1)
				return c.At
			}
		}
	}
	t.Fatalf("no text with %q", old)
	return report.Pos{}
}

// cellOf returns the cell of a figure in a source made from a report.
func cellOf(t *testing.T, s *source.Source, r *report.Report, pointer string) *source.Cell {
	t.Helper()
	d, _ := r.Document()
	tables := 0
	var grids []*source.Grid
	for _, b := range s.Blocks {
		if b.Table != nil {
			grids = append(grids, b.Table)
		}
	}
	for _, b := range d.Blocks {
		x, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		g, _ := x.Grid()
		for i, c := range g.Cells {
			if c.Source == pointer {
				return &grids[tables].Cells[i]
			}
		}
		tables++
	}
	t.Fatal(pointer)
	return nil
}

// What was changed in a document after it was made is told with both texts, at its
// place, and is what the report says.
func TestCarriedEdits(t *testing.T) {
	const first = "/tables/applications/received/"
	r := exampleReport(report.Edition2021, 2023)
	for _, c := range []struct {
		name     string
		old, new string // of a text; or the pointer of a figure
		told     string // code, path, got, want
		says     func(r *report.Report) any
		want     any
	}{
		{"a figure", "/tables/disclosure/licenses", "77777", "I-dm /tables/disclosure/licenses 77777<6", func(r *report.Report) any { return r.Tables.(*report.Tables2021).Disclosure.Licenses }, report.Count(77777)},
		{"a figure made blank", "/tables/disclosure/licenses", "", "I-dm /tables/disclosure/licenses 空白<6", func(r *report.Report) any { return r.Tables.(*report.Tables2021).Disclosure.Licenses }, report.Count(report.Blank)},
		{"a blank filled in", "/tables/disclosure/rules/inForce", "8", "I-dm /tables/disclosure/rules/inForce 8<空白", func(r *report.Report) any { return r.Tables.(*report.Tables2021).Disclosure.Rules.InForce }, report.Count(8)},
		{"another spelling", "/tables/disclosure/licenses", "６", "I-dm /tables/disclosure/licenses ６<6", func(r *report.Report) any { return r.Tables.(*report.Tables2021).Disclosure.Licenses }, report.Count(6)},
		{"no figure", "/tables/disclosure/licenses", "1 2", "I-dm /tables/disclosure/licenses 1 2<6 error F-a /tables/disclosure/licenses 1 2<", nil, nil},
		{"a figure of a total", first + "enterprises", "90", "I-dm " + first + "enterprises 90<11 T3-c " + first + "total 75<154", nil, nil},
		{"a total", first + "total", "90", "I-dm " + first + "total 90<75 T3-c " + first + "total 90<75", nil, nil},
		{"a label", "行政强制", "行政强制措施", "I-dp /disclosure 行政强制措施<行政强制", nil, nil},
		{"a label of another row", "行政强制", "行政处罚", "I-ds  行政处罚< error I-h", nil, nil},
		{"a label gone", "行政强制", "", "I-dp /disclosure 空白<行政强制", nil, nil},
		{"the title's agency", "青石县水利局\n", "青石县水务局\n", "I-dm /title 青石县水务局2023年政府信息公开工作年度报告<青石县水利局2023年政府信息公开工作年度报告",
			func(r *report.Report) any { return r.Agency + r.Title }, "青石县水务局"},
		{"the title's year", "2023年政府", "2024年政府", "I-dm /title 青石县水利局2024年政府信息公开工作年度报告<青石县水利局2023年政府信息公开工作年度报告",
			func(r *report.Report) any { return fmt.Sprint(r.Agency, r.Year, r.Title) }, "青石县水利局2024"},
		{"another title", "年度报告", "年报", "I-dm /title …年政府信息公开工作年报<…年政府信息公开工作年度报告", func(r *report.Report) any { return r.FullTitle() }, "青石县水利局2023年政府信息公开工作年报"},
		{"a paragraph", "均已办结。", "均未办结。", "I-dm /overview/subsections/1/paragraphs/1 均未办结。<均已办结。", func(r *report.Report) any { return r.Overview.Subsections[1].Paragraphs }, []string{"收到申请。", "均未办结。"}},
		{"a line of a paragraph", "第二行", "第2行", "I-dm /preamble/1 第2行 with  two spaces。<第二行 with  two spaces。", func(r *report.Report) any { return r.Preamble[1] }, "第一行。\n第2行 with  two spaces。"},
		{"space alone", "with  two", "with\u00a0two", "", func(r *report.Report) any { return r.Preamble[1] }, r.Preamble[1]},
		{"a space within a word", "with", "wi th", "I-dm /preamble/1 第二行 wi th  two spaces。<第二行 with  two spaces。", func(r *report.Report) any { return r.Preamble[1] }, "第一行。\n第二行 wi th  two spaces。"},
		{"a heading", "依申请公开情况", "依申请公开工作", "I-dm /overview/subsections/1 （二）依申请公开工作<（二）依申请公开情况", func(r *report.Report) any { return r.Overview.Subsections[1].Heading() }, "依申请公开工作"},
		{"a heading that runs in", "主动公开", "主动公开成效", "I-dm /overview/subsections/0 （一）主动公开成效。<（一）主动公开。", func(r *report.Report) any { return r.Overview.Subsections[0].Title }, "主动公开成效"},
		{"the paragraph of a heading that runs in", "公开信息500条", "公开信息600条", "I-dm /overview/subsections/0/paragraphs/0 公开信息600条。<公开信息500条。",
			func(r *report.Report) any { return r.Overview.Subsections[0].Paragraphs[0] }, "公开信息600条。"},
		{"the paragraph of a heading that runs in gone", "公开信息500条。", "", "I-do /overview/subsections/0/paragraphs/0 公开信息500条。<",
			func(r *report.Report) any { return r.Overview.Subsections[0].Paragraphs }, []string{"其中政策解读20条。"}},
		{"a paragraph gone", "均已办结。", "", "I-do /overview/subsections/1/paragraphs/1 均已办结。<", func(r *report.Report) any { return r.Overview.Subsections[1].Paragraphs }, []string{"收到申请。"}},
		{"a note gone", "注：含所属单位。", "", "I-do /disclosure/notes/0 注：含所属单位。<", func(r *report.Report) any { return len(r.Disclosure.Notes) }, 0},
		{"a section's title", "五、存在的主要问题及改进情况", "五、存在的问题及改进情况", "I-dp /problems 五、存在的问题及改进情况<五、存在的主要问题及改进情况", nil, nil},
		{"the issuer", "水利局办公室", "水利局（办公室）", "I-dm /issuer 青石县水利局（办公室）<青石县水利局办公室", func(r *report.Report) any { return r.Issuer }, "青石县水利局（办公室）"},
		{"the issuer gone", "青石县水利局办公室", "", "I-do /issuer 青石县水利局办公室<", func(r *report.Report) any { return r.Issuer }, ""},
		{"the date", "1月15日", "1月25日", "I-dm /date 2024年1月25日<2024年1月15日", func(r *report.Report) any { return r.Date.Day }, 25},
		{"the reason of a revision", "漏计上年结转2件", "漏计结转2件", "I-dm /revision …公布。更正原因：漏计结转2件。）<…公布。更正原因：漏计上年结转2件。）", func(r *report.Report) any { return r.Revision.Reason }, "漏计结转2件"},
		{"the note gone", "（更正说明：本报告经第一次更正，于2024年3月5日重新公布。更正原因：漏计上年结转2件。）", "", "I-do /revision （更正说明：本报告经第一次更正，于2024年3月5日重新公布。更正原因：漏计上年结转2件。）<",
			func(r *report.Report) any { return r.Revision }, report.Revision{}},
		{"no day of a revision", "3月5日", "2月30日", "error R-f", nil, nil},
		{"a control character in a note", "漏计上年", "漏\u202e计上年", "error I-e", nil, nil},
		{"no note any more", "（更正说明：本报告经第一次", "（说明：本报告经第一次", "I-ds  （说明：本报告经第一次更正，于2024年3月5日重新公布。更正原因：漏计上年结转2件。）<", nil, nil},
		{"no day", "1月15日", "2月30日", "error R-f", nil, nil},
		{"no year", "2023年政府", "1923年政府", "error R-b", nil, nil},
		{"a control character", "均已办结。", "均\u202e已办结。", "error I-e", nil, nil},
	} {
		for _, runIn := range []bool{true, false} {
			t.Run(fmt.Sprint(c.name, " ", runIn), func(t *testing.T) {
				s := madeFrom(t, r, runIn)
				var at report.Pos
				if strings.HasPrefix(c.old, "/") {
					x := cellOf(t, s, r, c.old)
					x.Text, at = c.new, x.At
				} else {
					at = edit(t, s, c.old, c.new)
				}
				var n notes
				got, err := Options{}.readSource(s, &n)
				told := toldOf(n.Findings, err)
				if !strings.HasPrefix(told, c.told) || c.told == "" && told != "" {
					t.Errorf("told %q\nwant %q", told, c.told)
				}
				for _, f := range n.Findings {
					if f.Pos != at && (f.Code == "I-dm" || f.Code == "I-dp") {
						t.Errorf("%s at %v, want %v", f.Code, f.Pos, at)
					}
				}
				if c.says != nil && (err != nil || !reflect.DeepEqual(c.says(got), c.want)) {
					t.Errorf("%v, %v; want %v", c.says(got), err, c.want)
				}
			})
		}
	}
}

// toldOf writes findings in short.
func toldOf(findings []report.Finding, err error) string {
	var told []string
	write := func(f report.Finding) string { return fmt.Sprintf("%s %s %s<%s", f.Code, f.Path, f.Got, f.Want) }
	for _, f := range findings {
		told = append(told, write(f))
	}
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		told = append(told, "error "+write(e.Finding))
	}
	return strings.Join(told, " ")
}

// Where more was changed than texts, what is seen is read by itself, and figures that
// differ are told all the same. Data that cannot be trusted are not used.
func TestCarriedApart(t *testing.T) {
	r := exampleReport(report.Edition2021, 2023)
	paragraph := func(s *source.Source, before, text string) {
		i := slices.IndexFunc(s.Blocks, func(b source.Block) bool { return strings.HasPrefix(b.Text, before) })
		s.Blocks = slices.Insert(s.Blocks, i, source.Block{At: report.Pos{Line: 100}, Text: text})
	}
	tables := func(s *source.Source) (at []int) {
		for i, b := range s.Blocks {
			if b.Table != nil {
				at = append(at, i)
			}
		}
		return at
	}
	withoutRow := func(s *source.Source, table, row int) {
		g := s.Blocks[tables(s)[table]].Table
		g.Cells = slices.DeleteFunc(g.Cells, func(c source.Cell) bool { return c.Row == row })
	}
	for _, c := range []struct {
		name   string
		change func(s *source.Source)
		told   string
		says   func(r *report.Report) any
		want   any
	}{
		{"a paragraph added", func(s *source.Source) { paragraph(s, "均已办结", "加一段。") }, "I-dn /overview/subsections/1/paragraphs 加一段。<",
			func(r *report.Report) any { return r.Overview.Subsections[1].Paragraphs }, []string{"收到申请。", "加一段。", "均已办结。"}},
		{"a paragraph added at the start", func(s *source.Source) { paragraph(s, "根据", "加一段。") }, "I-dn /preamble 加一段。<",
			func(r *report.Report) any { return r.Preamble[:2] }, []string{"加一段。", r.Preamble[0]}},
		{"a line added", func(s *source.Source) { paragraph(s, "第二行", "加一行。") }, "I-dn /preamble 加一行。<",
			func(r *report.Report) any { return r.Preamble[1] }, "第一行。\n加一行。\n第二行 with  two spaces。"},
		{"a note added", func(s *source.Source) { paragraph(s, "四、", "注：加一段。") }, "I-dn /applications/notes 注：加一段。<",
			func(r *report.Report) any { return r.Applications.Notes }, []string{"注：加一段。"}},
		{"a paragraph in two", func(s *source.Source) {
			edit(t, s, "收到申请。", "收到")
			paragraph(s, "均已办结", "申请。")
		}, "I-do /overview/subsections/1/paragraphs/0 收到申请。< I-dn /overview/subsections/1/paragraphs 收到< I-dn /overview/subsections/1/paragraphs 申请。<",
			func(r *report.Report) any { return r.Overview.Subsections[1].Paragraphs }, []string{"收到", "申请。", "均已办结。"}},
		{"a subsection added", func(s *source.Source) { paragraph(s, "二、主动", "（五）另有一节") }, "I-ds  （五）另有一节<",
			func(r *report.Report) any { return len(r.Overview.Subsections) }, 5},
		{"a line before the title", func(s *source.Source) { paragraph(s, "青石县水利局", "内部资料") }, "I-ds  内部资料<", nil, nil},
		{"a row gone", func(s *source.Source) { withoutRow(s, 1, 5) }, "I-ds", func(r *report.Report) any {
			return r.Tables.(*report.Tables2021).Applications.Results.Granted.NaturalPersons
		}, report.Count(report.Blank)},
		{"a table gone", func(s *source.Source) { s.Blocks = slices.Delete(s.Blocks, tables(s)[1], tables(s)[1]+1) }, "I-ds  （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）< error I-g", nil, nil},
		{"cut", func(s *source.Source) { s.Blocks = s.Blocks[:tables(s)[2]] }, "I-ds", nil, nil},
		{"nothing seen", func(s *source.Source) { s.Blocks = nil }, "I-ds  青石县水利局2023年政府信息公开工作年度报告< error I-a", nil, nil},
		{"data changed", func(s *source.Source) {
			s.Carried.JSON = bytes.Replace(s.Carried.JSON, []byte("水利"), []byte("水务"), 1)
		}, "I-dr  内容有改动或残缺<", func(r *report.Report) any { return r.Agency }, "青石县水利局"},
		{"another version", func(s *source.Source) { s.Carried.Version = "3" }, "I-dr  版本不是本程序所用的<", nil, nil},
		{"no report", func(s *source.Source) {
			s.Carried.JSON = []byte("{}")
			s.Carried.Digest = s.Carried.Carried.Digest()
		}, "I-dr  不是年度报告的数据<", nil, nil},
		{"a draft", func(s *source.Source) {
			s.Carried.Options = "embed-fonts mark=草稿"
			s.Carried.Digest = s.Carried.Carried.Digest()
		}, "I-dq  草稿<", func(r *report.Report) any { return r.Index.Number }, r.Index.Number},
		{"empty columns behind", func(s *source.Source) {
			g := s.Blocks[tables(s)[0]].Table
			for row := range g.Rows {
				i := slices.IndexFunc(g.Cells, func(c source.Cell) bool { return c.Row > row })
				if i < 0 {
					i = len(g.Cells)
				}
				g.Cells = slices.Insert(g.Cells, i, source.Cell{Row: row, Col: g.Cols, Rows: 1, Cols: 1})
			}
		}, "", func(r *report.Report) any { return r.Index.Number }, r.Index.Number},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := madeFrom(t, r, true)
			c.change(s)
			var n notes
			got, err := Options{}.readSource(s, &n)
			if told := toldOf(n.Findings, err); !strings.HasPrefix(told, c.told) || c.told == "" && told != "" {
				t.Errorf("told %q\nwant %q", told, c.told)
			}
			if c.says != nil && (err != nil || !reflect.DeepEqual(c.says(got), c.want)) {
				t.Errorf("%v, %v; want %v", c.says(got), err, c.want)
			}
		})
	}
}

// Empty cells are zeros where a person says so, whatever the figures come from.
func TestCarriedBlankAsZero(t *testing.T) {
	r := exampleReport(report.Edition2021, 2023)
	var n notes
	got, err := Options{BlankAsZero: true}.readSource(madeFrom(t, r, true), &n)
	if err != nil || toldOf(n.Findings, nil) != "I-ap  10<" || got.Tables.(*report.Tables2021).Disclosure.Rules.InForce != 0 {
		t.Errorf("%v, %q", err, toldOf(n.Findings, nil))
	}
}

// Of a table whose places the file gives, what is wrong with a figure is told at its
// cell, and a formula that has no value is no empty cell.
func TestFigureCells(t *testing.T) {
	r := exampleReport(report.Edition2021, 2023)
	visible := func(change func(x *source.Cell), pointer string) *source.Source {
		s := madeFrom(t, r, true)
		s.Carried = nil
		change(cellOf(t, s, r, pointer))
		return s
	}
	for _, pointer := range []string{"/tables/disclosure/licenses", "/tables/applications/received/enterprises", "/tables/remedies/directLitigation/other"} {
		var at report.Pos
		s := visible(func(x *source.Cell) { x.Text, at = "O", x.At }, pointer)
		var n notes
		_, err := Options{}.readSource(s, &n)
		if e := (*report.InputError)(nil); !errors.As(err, &e) || e.Code != "F-a" || e.Path != pointer || e.Pos != at {
			t.Errorf("%s: %v, want F-a at %v", pointer, err, at)
		}
		s = visible(func(x *source.Cell) { x.Text, x.State = "", source.NoValue }, pointer)
		got, err := Options{BlankAsZero: true}.readSource(s, &n)
		if err != nil {
			t.Fatal(err)
		}
		for c := range report.Cells(got.Tables) {
			if blank := c.Path == pointer; !c.Computed && c.Blank() != blank {
				t.Errorf("%s: %s is %q", pointer, c.Path, c)
			}
		}
	}
}

// An agency that a draft did not name is taken from its title once somebody has put
// it in.
func TestCarriedUnnamed(t *testing.T) {
	r := exampleReport(report.Edition2021, 2023)
	r.Agency = ""
	named := *r
	named.Agency = unnamed
	s := madeFrom(t, &named, true)
	s.Carried = madeFrom(t, exampleReport(report.Edition2021, 2023), true).Carried
	s.Carried.JSON, _ = report.Encode(r)
	s.Carried.Digest = s.Carried.Carried.Digest()
	edit(t, s, unnamed, "白水县水利局")
	var n notes
	got, err := Options{}.readSource(s, &n)
	if err != nil || got.Agency != "白水县水利局" || got.Title != "" || len(n.Findings) != 1 || n.Findings[0].Code != "I-dm" {
		t.Errorf("%+v, %v, %s", got, err, toldOf(n.Findings, nil))
	}
}

// FuzzCarried changes blocks and cells of a document at random: whatever is seen then is
// read or refused, and nothing that was changed is passed over in silence.
func FuzzCarried(f *testing.F) {
	for _, seed := range []string{"\x00\x01\x02", "\x0a\x00x", "\x30\x01\x30\x02", "\x80\x09\x81\x0b\x82\x0c", "\x12\x07\x12\x08"} {
		f.Add([]byte(seed), "改")
		f.Add([]byte(seed), "12")
		f.Add([]byte(seed), "")
		f.Add([]byte(seed), "（二）另一节。正文")
		f.Add([]byte(seed), "行政处罚")
	}
	r := exampleReport(report.Edition2021, 2023)
	f.Fuzz(func(t *testing.T, ops []byte, text string) {
		s := madeFrom(t, r, len(text)%2 == 0)
		before := fmt.Sprint(keysOf(s))
		for i := 0; i+1 < min(len(ops), 12); i += 2 {
			at := int(ops[i]) % len(s.Blocks)
			switch b, op := &s.Blocks[at], ops[i+1]; {
			case b.Table != nil:
				cells := b.Table.Cells
				c := &cells[int(op)%len(cells)]
				switch op % 7 {
				case 0:
					b.Table.Cells = slices.Delete(cells, int(op)%len(cells), int(op)%len(cells)+1)
				case 1:
					c.Text += text
				default:
					c.Text = text
				}
			case op%5 == 0:
				s.Blocks = slices.Delete(s.Blocks, at, at+1)
			case op%5 == 1:
				s.Blocks = slices.Insert(s.Blocks, at, source.Block{At: b.At, Text: text})
			case op%5 == 2:
				b.Text = text + b.Text
			default:
				b.Text = text
			}
			if len(s.Blocks) == 0 {
				break
			}
		}
		var n notes
		got, err := Options{}.readSource(s, &n)
		if (got == nil) != (err != nil) {
			t.Fatalf("%v, %v", got, err)
		}
		if err == nil && len(n.Findings) == 0 && fmt.Sprint(keysOf(s)) != before {
			t.Errorf("changed in silence:\n%v\nwas\n%v", keysOf(s), before)
		}
	})
}

// keysOf returns what a source says, but for space.
func keysOf(s *source.Source) (keys []string) {
	for _, l := range linesOf(s) {
		keys = append(keys, l.withoutBlankEnd().key(false))
	}
	return keys
}
