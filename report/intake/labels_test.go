package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestLabels finds the rows of a table: their labels, what is not as the form has it,
// and their figures.
func TestLabels(t *testing.T) {
	const (
		secret    = "1.属于国家秘密"
		partially = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
	)
	for _, c := range []struct {
		name, lines, want string
	}{
		{"a label", secret + "\t1\t2", secret + " 1 2"},
		{"a group before it", "（三）不予公开\t" + secret + "\t1", secret + " 1"},
		{"torn over cells", "1.属于\t国家\t秘密\t1", secret + " 1"},
		{"torn over lines", "1.属于\n国家秘密\t1", secret + " 1"},
		{"torn into as many as can be", "二上\t年\t结\t转\t政\t府\t信\t息\t公\t开\t申\t请数量\t1", "二、上年结转政府信息公开申请数量 1"},
		{"torn into more", "二\t上\t年\t结\t转\t政\t府\t信\t息\t公\t开\t申\t请数量\t1", "二、上年结转政府信息公开申请数量 1 I-o"},
		{"its rest below the figures", "（二）部分公开\t1\n（区分处理的，只计\n这一情形，不计其他情形）\n（三）不予公开\t" + secret + "\t2", partially + " 1|" + secret + " 2"},
		{"its rest left out", "（二）部分公开\t1\n" + secret + "\t2", partially + " 1|" + secret + " 2"},
		{"its beginning alone", "2.没有现成信息\t1", "2.没有现成信息需要另行制作 1 I-o"},
		{"its beginning alone, then another", "2.没有现成信息\t1\n" + secret + "\t2", "2.没有现成信息需要另行制作 1|" + secret + " 2 I-o"},
		{"its beginning, and the rest below", "2.没有现成信息\t1\n需要另行制作\n" + secret + "\t2", "2.没有现成信息需要另行制作 1|" + secret + " 2"},
		{"its beginning, and half of the rest below", "2.没有现成信息\t1\n需要另行\n" + secret + "\t2", "2.没有现成信息需要另行制作 1|" + secret + " 2 I-o"},
		{"too little of its beginning", "2.没有\t1", "error I-i 1"},
		{"a misprint", "2.其他法律行政止公开\t1", "2.其他法律行政法规禁止公开 1 I-o"},
		{"a misprint over cells", "2.其他法\t律行政止公开\t1", "2.其他法律行政法规禁止公开 1 I-o"},
		{"no label", "某种数量\t1", "error I-i 1"},
		{"no label after a row", secret + "\t1\n某种数量\t1", "error I-i 2"},
		{"no label at the end", secret + "\t1\n某种数量", "error I-i 2"},
		{"a head torn", "自\n然人\n商业\n企业\n" + secret + "\t1", secret + " 1"},
		{"part of a head below a row", secret + "\t1\n社会公", secret + " 1"},
		{"a word below a row without figures", secret + "\n公益", secret + " 公益"},
		{"part of a head below a row without figures", secret + "\n社会公", secret},
		{"figures first", "1\t2\n" + secret + "\t1", "error I-i 1"},
		{"figures behind a head", "自然人\t1", "error I-i 1"},
		{"a word behind a label", secret + "\t五\t2", secret + " 五 2"},
		{"a label behind a label", secret + "\t2.重复申请\t2", secret + "|2.重复申请 2"},
		{"a column behind a label", secret + "\t其他\t2", secret + " 其他 2"},
		{"a bare label behind the figures of another", secret + "\t1\t重复申请\t2", secret + " 1|2.重复申请 2 I-o"},
		{"a short one is a word", secret + "\t1\t其他\t2", secret + " 1 其他 2"},
		{"rows in one line", secret + " 1 2.重复申请 2", secret + " 1|2.重复申请 2"},
		{"labels without anything between", "（三）不予公开" + secret + "\t1", secret + " 1"},
		{"punctuation in a label", "属于 、 国家秘密 1", secret + " 1 I-o"},
		{"marks for figures", secret + "\t?\t?", secret + " ? ?"},
		{"a mark behind a label", secret + "\t?", secret + " ?"},
		{"a mark among figures", secret + "\t1\t*\t2", secret + " 1 * 2"},
		{"a mark below figures, a cell a line", secret + "\n1\n*\n2", secret + " 1 * 2"},
		{"a long mark below figures, a cell a line", secret + "\n1\n…*…\n2", secret + " 1 2"},
		{"a rule", secret + "\t1\n----\t----\n2.重复申请\t2", secret + " 1|2.重复申请 2"},
		{"another unit", "（单位：元）", "error I-i 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var n notes
			got := ""
			r, err := readTable(words()[1], blocksOf(t, c.lines), &n)
			if err != nil {
				e := err.(*report.InputError)
				got = fmt.Sprint("error ", e.Code, " ", e.Pos.Line)
			} else {
				var rows []string
				for _, x := range r.records {
					row := x.label
					for _, f := range x.figures {
						row += " " + f.text
					}
					rows = append(rows, row)
				}
				got = strings.Join(rows, "|")
				for _, f := range n.Findings {
					got += " " + f.Code
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestMost reads as many labels and figures as there may be, and one more.
func TestMost(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		ok          bool
	}{
		{"labels", "规章\t1\n" + strings.Repeat("信息内容\n", maxRun), true},
		{"one label more", "规章\t1\n" + strings.Repeat("信息内容\n", maxRun+1), false},
		{"figures", "规章" + strings.Repeat("\t1", maxRun), true},
		{"one figure more", "规章" + strings.Repeat("\t1", maxRun+1), false},
		{"rows", strings.Repeat("规章\t1\n", maxRun), true},
		{"one row more", strings.Repeat("规章\t1\n", maxRun+1), false},
	} {
		if _, err := readTable(words()[0], blocksOf(t, c.lines), new(notes)); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestUnits(t *testing.T) {
	for label, want := range map[string]string{
		"本年收费金额（单位：万元）": "", "本年收费金额(单位:万元)": "", "本年收费金额": "", "本年收费金额（单位：元）": "error F-d", "本年收费金额（万元）": "I-o", "本年收费金领（单位：万元）": "I-o",
	} {
		var n notes
		got := ""
		_, err := readTable(words()[0], blocksOf(t, "信息内容\t"+label+"\n行政事业性收费\t1"), &n)
		if err != nil {
			got = "error " + err.(*report.InputError).Code
		}
		for _, f := range n.Findings {
			got += f.Code
		}
		if got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}
