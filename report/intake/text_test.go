package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// TestSplit splits texts into lines: where they stand, whether they are joined, and
// what is taken out.
func TestSplit(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"一\n二\n\n三", "1一 2+二 4三"},
		{"一\r\n二\r三", "1一 2+二 3+三"},
		{"一\v二\f三\u2028四\u2029五\n六", "1一 1+二 1+三 1+四 1+五 2+六"},
		{"一\v二\v\v三", "1一 2+二 4三"},
		{"一\v二\n", "1一 2+二"},
		{"一\v二\n三", "1一 1+二 2+三"},
		{" 　\n一 \n\t\n二", "2一 4二"},
		{"一\u200b\ufeff\u2060\u00ad二\n\u200b三", "1一二 2+三 I-ab5@1"},
		{"一\n\u200b\n二", "1一 3二 I-ab1@2"},
		{"一\n二\a", "I-e@2"},
		{"一\n二\u202e", "I-e@2"},
		{"一\n<td>", "I-b@2"},
		{"<DIV class=a>", "I-b@1"},
		{"<?xml", "I-b@1"},
		{"一<br>二<BR />三", "1一 1+二 1+三"},
		{"|一<br/>二|三|", "1|一二|三|"},
		{"一<br clear=all>", "1一"},
		{"1,\"二\n三\"\n四", "11,\"二三\" 3+四"},
		{"\"一\n二\"\"\n三\",四\n五", "1\"一二\"\"三\",四 4+五"},
		{"\"一\n二\"三,四\n五", "1\"一 2+二\"三,四 3+五"},
		{"\"一\n二\"\n五", "1\"一 2+二\" 3+五"},
		{"1,\"二\n三\n四", "11,\"二 2+三 3+四"},
		{"a<b>c", "1a<b>c"},
	} {
		var n notes
		lines, err := split(c.in, &n)
		var got []string
		for _, l := range lines {
			joined := ""
			if l.joined {
				joined = "+"
			}
			got = append(got, fmt.Sprint(l.at.Line, joined, l.text))
		}
		for _, r := range n.Repairs {
			got = append(got, fmt.Sprint(r.Code, r.Places, "@", r.First.Line))
		}
		if e, ok := err.(*report.InputError); ok {
			got = []string{fmt.Sprint(e.Code, "@", e.Pos.Line)}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

// TestLimits reads as much as may be, and a little more.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in, code string
	}{
		{"a line", strings.Repeat("a", source.MaxCell), ""},
		{"a longer line", strings.Repeat("a", source.MaxCell+1), "I-c"},
		{"lines", strings.Repeat("字\n", source.MaxBlocks), ""},
		{"one line more", strings.Repeat("字\n", source.MaxBlocks+1), "I-ae"},
		{"characters", strings.Repeat(strings.Repeat("字", 10_000)+"\n", source.MaxChars/10_000), ""},
		{"a character more", strings.Repeat(strings.Repeat("字", 10_000)+"\n", source.MaxChars/10_000) + "字", "R-g"},
		{"cells", strings.Repeat(strings.Repeat("7\t", 999)+"7\n", source.MaxCells/1000), ""},
		{"a cell more", strings.Repeat(strings.Repeat("7\t", 999)+"7\n", source.MaxCells/1000) + "7", "I-ao"},
		{"bytes", "a" + strings.Repeat("\n", source.MaxText-1), ""},
		{"a byte more", "a" + strings.Repeat("\n", source.MaxText), "I-c"},
	} {
		code := ""
		if _, err := readText([]byte(c.in), new(notes)); err != nil {
			code = err.(*report.InputError).Code
		}
		if code != c.code {
			t.Errorf("%s: %q", c.name, code)
		}
	}
}

func TestSniff(t *testing.T) {
	for in, want := range map[string]string{
		"{}": formatJSON, "\uFEFF \r\n\t[ {}]": formatJSON, "[]": formatJSON, "[[1]]": formatJSON, `["a"]`: formatJSON, "[首页] 某局2023年": formatText, "[1]": formatText, "": formatText, "规章": formatText, "<html>": formatHTML, "某局报告</p>": formatText, "MIME-Version: 1.0\n<table><tr><td>": "MHT", "PK": formatText,
		"a\x00b": formatText, "a\x00b\x00": "二进制文件", "\xFF\xFEa\x00b\x00": formatText, "\xFE\xFF\x00a\x00b": formatText,
		strings.Repeat("a", 511) + "\x00\x00": formatText, strings.Repeat("a", 510) + "\x00\x00": "二进制文件",
		"%PDF-1.7": "PDF", "mail\r\n\r\n%PDF-1.4\n": "PDF", "见 %PDF-1.4 的文件": formatText, "PK\x03\x04": "ZIP",
	} {
		if got := sniff([]byte(in)); got != want {
			t.Errorf("%.20q is %s", in, got)
		}
	}
}

func TestNotes(t *testing.T) {
	var n notes
	n.Repair("I-ai", 1, pos{Line: 9})
	n.Repair("I-u", 0, pos{Line: 1})
	n.Repair("I-v", 2, pos{Line: 5})
	n.Repair("I-v", 3, pos{Line: 4})
	n.Repair("I-v", 1, pos{Line: 6})
	n.Find(pos{Line: 3}, "I-q", "", strings.Repeat("字", 61), strings.Repeat("字", 60))
	n.TellRepairs()
	var got []string
	for _, f := range n.Findings {
		got = append(got, fmt.Sprint(f.Code, " ", f.Pos.Line, " ", f.Got, " ", f.Want))
	}
	want := "I-q 3 " + strings.Repeat("字", 60) + "… " + strings.Repeat("字", 60) + "|I-v 4 6 |I-ai 9 1 "
	if got := strings.Join(got, "|"); got != want {
		t.Error(got)
	}
	for _, c := range []struct {
		before int
		want   string
	}{{5, ""}, {4, "第 4 行"}} {
		if e := source.Twice(pos{Line: 5}, pos{Line: c.before}, "表二", "规章").(*report.InputError); e.Want != c.want || e.Got != "规章" || e.Place != "表二" || e.Pos.Line != 5 {
			t.Errorf("%+v", e)
		}
	}
}
