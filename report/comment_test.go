package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

// on returns the text that a remark is on, and all of its place.
func on(d *doc.Document, r doc.Remark) (words, all string) {
	var runs []doc.Run
	switch b := d.Blocks[r.Block].(type) {
	case *doc.Heading:
		runs = b.Runs
	case *doc.Paragraph:
		runs = b.Runs
	case *doc.Table:
		runs = r.Cell.Runs
	}
	for _, x := range runs {
		all += x.Text
	}
	return all[r.From:r.To], all
}

// What a finding is on is found whatever it is: the words, the cell, the block, or what
// is nearest to it.
func TestCommentsStandAtTheirPlaces(t *testing.T) {
	r := clean()
	r.Preamble = []string{"", "第一行，联系电话：0500-8000000。\r\n\t第二行，共12\t件。\n\n第三行"}
	r.Overview.Paragraphs = []string{"  "}
	r.Overview.Subsections[1].RunIn = true
	r.Overview.Subsections[2].Paragraphs = append(r.Overview.Subsections[2].Paragraphs, " ")
	r.Date = Date{2024, 1, 15}
	r.Tables.(*Tables2021).Disclosure.Rules.Issued = Blank
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	title := "某市某局\n2023年政府信息公开工作年度报告"
	for _, tt := range []struct{ path, quote, want, in string }{
		{"", "", title, title},
		{"/agency", "", title, title},
		{"/year", "2023年", "2023年", title},
		{"/edition", "", title, title},
		{"/scope", "", title, title},
		{"/title", "局2023年", "局\n2023年", title},
		{"/index/published", "", title, title},
		{"/preamble", "", "第一行，联系电话：0500-8000000。", "第一行，联系电话：0500-8000000。"},
		{"/preamble/0", "", title, title},
		{"/preamble/1", "", "第一行，联系电话：0500-8000000。", "第一行，联系电话：0500-8000000。"},
		{"/preamble/1", "0500-8000000", "0500-8000000", "第一行，联系电话：0500-8000000。"},
		{"/preamble/1", "共12\t件。\n\n第三", "共12 件。", "第二行，共12 件。"},
		{"/preamble/1", "第三", "第三", "第三行"},
		{"/overview", "", "一、总体情况", "一、总体情况"},
		{"/overview/paragraphs/0", "", "一、总体情况", "一、总体情况"},
		{"/overview/subsections", "", "（一）主动公开", "（一）主动公开"},
		{"/overview/subsections/0/topic", "", "（一）主动公开", "（一）主动公开"},
		{"/overview/subsections/0/title", "主动公开", "主动公开", "（一）主动公开"},
		{"/overview/subsections/1", "", "（二）依申请公开。", "（二）依申请公开。"},
		{"/overview/subsections/1/paragraphs/0", "审核", "审核", "健全登记、审核、答复各环节的规范，畅通受理渠道。"},
		{"/overview/subsections/2/paragraphs/1", "", "（三）政府信息管理", "（三）政府信息管理"},
		{"/overview/subsections/9", "", "一、总体情况", "一、总体情况"},
		{"/problems/paragraphs/9", "", "五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况"},
		{"/disclosure/notes/3", "", "二、主动公开政府信息情况", "二、主动公开政府信息情况"},
		{"/tables", "", "第二十条第（一）项", "第二十条第（一）项"},
		{"/tables/disclosure", "", "第二十条第（一）项", "第二十条第（一）项"},
		{"/tables/disclosure/rules", "", "", ""},
		{"/tables/disclosure/rules/issued", "", "", ""},
		{"/tables/disclosure/rules/none", "", "第二十条第（一）项", "第二十条第（一）项"},
		{"/tables/applications/received/total", "", "0", "0"},
		{"/issuer", "", title, title},
		{"/date", "", "2024年1月15日", "2024年1月15日"},
		{"/nothing", "", title, title},
	} {
		f := Rule{Code: "Z-z", Chinese: "不对", English: "wrong", Check: func(*Subject, func(Fault)) {}}.finding(r, Fault{Path: tt.path, Quote: tt.quote})
		d.Comments = r.Comments(d, []Finding{f})
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", tt.path, err)
			continue
		}
		if words, all := on(d, d.Remarks()[0]); words != tt.want || all != tt.in {
			t.Errorf("%s %q: on %q in %q, want %q in %q", tt.path, tt.quote, words, all, tt.want, tt.in)
		}
	}
}

// What every rule finds can be shown, on the words that it quotes.
func TestCommentsOfEveryRule(t *testing.T) {
	tried := 0
	for _, tt := range checkTests {
		r := clean()
		tt.trips(r, r.Tables.(*Tables2021))
		var before *Report
		if tt.last != nil {
			before = lastYears()
			tt.last(before, before.Tables.(*Tables2021))
		}
		findings := r.CheckAgainst(before)
		d, err := r.Document()
		if err != nil {
			continue
		}
		for _, comments := range [][]doc.Comment{r.Comments(d, findings), r.CommentsInEnglish(d, findings)} {
			d.Comments = comments
			if err := d.Check(); err != nil {
				t.Fatal(err)
			}
			for _, x := range d.Remarks() {
				tried++
				words, all := on(d, x)
				if quote := strings.ReplaceAll(x.Quote, "\n", ""); quote != "" && strings.ReplaceAll(words, "\n", "") != quote {
					t.Errorf("%s: %q is not in %q", strings.ReplaceAll(x.Text, "\n", " "), quote, all)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("%d comments", tried)
	}
}

// A comment says what stands where, in words, whatever was read.
func TestCommentText(t *testing.T) {
	r := clean()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	rule := rule("T3-a")
	f := rule.finding(r, Fault{
		Path: "/tables/applications/received/naturalPerson", Got: "12", Want: "15",
		Hint: []Value{{"/tables/applications/received/naturalPerson", "15"}, {"/tables/applications/carriedIn/naturalPersons", "0"}},
	})
	f.Reason = &Reason{Text: "跨年合并", Who: "张三", When: Date{2024, 1, 9}}
	f.Pos.Line = 5 // which the document does not have
	f.chinese, f.english = "不符\u202e\t\xff", "differs"
	read := Rule{Code: "I-zz", Severity: Info, Source: notice21, Chinese: "读作 {got}", English: "read as {got}"}.Finding("", "", "3", "").At(Pos{Line: 7})
	comments := r.Comments(d, []Finding{f, read})
	english := r.CommentsInEnglish(d, []Finding{f, read})
	for i, want := range []string{
		"错误 T3-a " + r.Place(f.Path) + "\n不符U+202EU+0009\uFFFD\n依据：" + rule.Source + "\n可能应为：" + r.Place(f.Hint[0].Path) + " 15；" + r.Place(f.Hint[1].Path) + " 0\n说明（张三 2024年1月9日）：跨年合并",
		"提示 I-zz 第 7 行\n读作 3",
	} {
		if comments[i].Text != want {
			t.Errorf("got %q, want %q", comments[i].Text, want)
		}
	}
	for i, want := range []string{
		"error T3-a " + r.Place(f.Path) + "\ndiffers\nSource: " + rule.Source + "\nPerhaps: " + r.Place(f.Hint[0].Path) + " 15; " + r.Place(f.Hint[1].Path) + " 0\nReason (张三 2024年1月9日): 跨年合并",
		"info I-zz line 7\nread as 3",
	} {
		if english[i].Text != want {
			t.Errorf("got %q, want %q", english[i].Text, want)
		}
	}
	if got := r.Comments(d, nil); !slices.Equal(got, []doc.Comment{{Text: "没有发现问题"}}) {
		t.Errorf("without findings: %v", got)
	}
	if got := r.CommentsInEnglish(d, nil); !slices.Equal(got, []doc.Comment{{Text: "nothing was found"}}) {
		t.Errorf("without findings: %v", got)
	}
	d.Comments = comments
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}
