package report_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// ruleGroups are the groups of the lists of rules, by what codes begin with.
var ruleGroups = []struct {
	codes            []string
	chinese, english string
}{
	{[]string{"R"}, "没有这些就不成报告", "What no report can be without"},
	{[]string{"T2", "T3", "T4"}, "表格数据", "Figures of the tables"},
	{[]string{"N"}, "文字，与表格和自身对照", "Prose, beside the tables and itself"},
	{[]string{"S"}, "组成部分", "Parts"},
	{[]string{"D"}, "年份、日期、期限、引用", "Years, dates, periods, citations"},
	{[]string{"X"}, "不该公布的字句", "What is no part of a published report"},
	{[]string{"Y"}, "与上年对照", "Beside last year's report"},
	{[]string{"C"}, "更正", "Corrections"},
	{[]string{"A"}, "申请台账", "The ledger of applications"},
	{[]string{"H"}, "各机关之间（汇总）", "Between the bodies of a jurisdiction"},
	{[]string{"V"}, "核实说明", "Reasons for which warnings stand"},
	{[]string{"F"}, "数字的写法", "How figures are written"},
	{[]string{"J"}, "JSON", "JSON"},
	{[]string{"I"}, "读取文件", "Reading files"},
	{[]string{"L"}, "字体", "Typefaces"},
}

const ruleListIntro = `# 规则

一份报告可能错在哪里，每条规则说什么、依据什么。代码不会改给别的规则。“错误”是格式或日历所不容的，有错误的报告不写成文件；
“警告”多半有错，可以写明原因而保留（JSON 中的 reasons）；“提示”供核对。凭记忆、未核对原文的依据注明“凭记忆”，只作提示。
上级机关可以关闭规则、改变等级：命令行用 -office FILE.json，程序用 report.Checker。
“…”处是报告中的文字、数字。

`

const ruleListIntroEnglish = `# Rules

What a report can be wrong in: what each rule says, and where it comes from. A code is never given to another
rule. An error is what the form or the calendar leaves no doubt about: a report with one is not written. A warning is
probably wrong, and may stand with a reason (reasons in the JSON). An info is to be looked at. A source that is cited from
memory says so (凭记忆), and is never more than an info. An office switches rules off and changes how grave they are: with
-office FILE.json on the command line, with report.Checker in a program. Where “…” stands, the message has words and
figures of the report; sources and examples are as written, in Chinese.

`

// The lists of rules are made from the declarations: go test ./report -run RuleList -update
func TestRuleList(t *testing.T) {
	var all []report.Rule
	for _, rules := range [][]report.Rule{report.Rules(), intake.Rules(), render.Rules()} {
		all = append(all, rules...)
	}
	lists := map[string]string{"RULES.md": ruleListIntroEnglish, "RULES.zh-CN.md": ruleListIntro}
	listed := 0
	for _, g := range ruleGroups {
		zh := "## " + g.chinese + "\n\n| 代码 | 等级 | 说什么 | 依据 | 例 |\n|---|---|---|---|---|\n"
		en := "## " + g.english + "\n\n| code | severity | message | source | example |\n|---|---|---|---|---|\n"
		for _, code := range g.codes {
			for _, r := range all {
				if letter, _, _ := strings.Cut(r.Code, "-"); letter != code {
					continue
				}
				listed++
				zh += ruleLine(r.Code, r.Severity.String(), r.Chinese, r.Source, r.Example)
				en += ruleLine(r.Code, r.Severity.English(), r.English, r.Source, r.Example)
				if r.Check != nil && r.Example == "" {
					t.Errorf("%s has no example", r.Code)
				}
				if strings.Contains(r.Source, "凭记忆") && r.Severity > report.Info {
					t.Errorf("%s is cited from memory, and graver than an info", r.Code)
				}
			}
		}
		lists["RULES.zh-CN.md"] += zh + "\n"
		lists["RULES.md"] += en + "\n"
	}
	if listed != len(all) {
		t.Errorf("%d rules of %d are in a group", listed, len(all))
	}
	for name, want := range lists {
		want = strings.TrimRight(want, "\n") + "\n"
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s is not that of the declarations: %v; -update writes it", name, err)
		}
	}
}

var (
	ruleOption = regexp.MustCompile(`\[[^]]*\]`)
	ruleBlank  = regexp.MustCompile(`\{[a-z]+\}`)
)

func ruleLine(code, severity, message, source, example string) string {
	message = ruleBlank.ReplaceAllString(ruleOption.ReplaceAllString(message, ""), "…")
	line := fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%s", code, severity, message, source, example)
	return "| " + strings.ReplaceAll(strings.ReplaceAll(line, "|", `\|`), "\x00", " | ") + " |\n"
}
