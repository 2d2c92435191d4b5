package intake

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// withHeads writes the cells of the plain report a line each; of table four those of the
// heads as given.
func withHeads(s, heads string) string {
	s = eachLine(func(c []string) string { return strings.Join(filled(c), "\n") })(s)
	i, j := strings.Index(s, "行政复议\n"), strings.Index(s, "\n10\n1\n")
	if heads == "" {
		return s
	}
	return s[:i] + heads + s[j:]
}

// TestTornHeads reads table four with the heads torn: over cells, over lines that stand
// beside each other, into characters.
func TestTornHeads(t *testing.T) {
	const upper, lower = "结果 结果 其他 尚未", "维持 纠正 结果 审结"
	block := strings.NewReplacer(" ", "\n").Replace("结果 维持 结果 纠正 其他 结果 尚未 审结 总计")
	characters := func(s string) string { return strings.TrimSuffix(strings.Join(strings.Split(s, ""), "\n"), "\n") }
	whole := "结果维持\n结果纠正\n其他结果\n尚未审结\n总计"
	for _, c := range []struct{ name, heads, want string }{
		{"whole", "", "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"over two lines", "行政复议\n行政诉讼\n" + block + "\n未经复议\n直接起诉\n复议后\n起诉\n" + block + "\n" + block, "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"all over two lines", "行政\n复议\n行政\n诉讼\n" + block + "\n未经复议\n直接起诉\n复议后\n起诉\n" + block + "\n" + block, "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"beside each other", "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n" + upper + "\n总计\n" + lower + "\n" + upper + "\n" + upper + "\n总计\n总计\n" + lower + "\n" + lower, "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"of two blocks on a line", "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n" + upper + "\n总计\n" + lower + " " + upper + " " + upper + "\n总计 总计\n" + lower + " " + lower, "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"of all blocks on a line", "行政复议 行政诉讼\n未经复议 复议后\n直接起诉 起诉\n" + strings.Repeat(upper+" 总计 ", 3) + "\n" + strings.Repeat(lower+" ", 3), "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"into characters", characters("行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉" + strings.Repeat("结果维持结果纠正其他结果尚未审结总计", 2)), "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"columns of characters", "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n" + strings.Repeat("结 结 其 尚 总 ", 3) + "\n" + strings.Repeat("果 果 他 未 计 ", 3) + "\n" + strings.Repeat("维 纠 结 审 ", 3) + "\n" + strings.Repeat("持 正 果 结 ", 3), "10 1 0 0|0 0 0 0|5 0 2 0"},
		{"in another order", "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n" + strings.Repeat("结果 其他 结果 尚未\n总计\n维持 结果 纠正 审结\n", 3) + "总计", "I-k"},
		{"totals first", "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n" + strings.Repeat("结果 总计 结果 其他 尚未\n维持 纠正 结果 审结\n", 3) + "\n", "I-k"},
		{"an end that is missing", "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n" + whole + "\n" + whole + "\n" + whole + "\n结果", "I-i"},
	} {
		r, findings, err := Read([]byte(withHeads(plain(t), c.heads)))
		got := dump(r, findings, err)
		if err != nil {
			if e := err.(*report.InputError); e.Code != c.want || e.Place != "表四" {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
			continue
		}
		var rows []string
		for l := range strings.Lines(got) {
			if f := strings.Fields(l); strings.HasPrefix(l, "  Remedies.") {
				rows = append(rows, strings.Join(f[1:], " "))
			}
		}
		if strings.Join(rows, "|") != c.want || len(findings) > 0 || r.Remedies.Paragraphs != nil {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// TestRowsOfBlocks reads table four with a row for each block, a cell a line and on
// lines, with words in the corner.
func TestRowsOfBlocks(t *testing.T) {
	const rows = "\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n行政复议\t\t10\t1\t0\t0\t11\n行政诉讼\t未经复议直接起诉\t0\t0\t0\t0\t0\n\t复议后起诉\t5\t0\t2\t0\t7\n"
	for _, c := range []struct{ name, table string }{
		{"lines", rows},
		{"cells", strings.Join(strings.Fields(rows), "\n") + "\n"},
		{"a word in the corner", "类别" + rows},
		{"a word in the corner, cells", "项目\n" + strings.Join(strings.Fields(rows), "\n") + "\n"},
		{"two words in the corner", "案件类型\t情形" + rows},
		{"other words", strings.NewReplacer("总计", "合计", "其他", "其它", "未经复议", "未经行政复议", "尚未审结", "未审结", "复议后起诉", "行政复议后起诉").Replace(rows)},
		{"other words, cells", strings.Join(strings.Fields(strings.NewReplacer("总计", "合计", "结果维持", "维持", "结果纠正", "纠正", "复议后起诉", "经复议后起诉").Replace(rows)), "\n") + "\n"},
		{"torn, cells", strings.NewReplacer("结果", "结果\n", "尚未", "尚未\n", "未经复议", "未经复议\n").Replace(strings.Join(strings.Fields(rows), "\n") + "\n")},
	} {
		s := plain(t)
		i, j := strings.Index(s, "行政复议\t"), strings.Index(s, "五、存在")
		r, findings, err := Read([]byte(s[:i] + c.table + s[j:]))
		got := dump(r, findings, err)
		if !strings.Contains(got, "  Remedies.Reconsideration 10 1 0 0\n  Remedies.DirectLitigation 0 0 0 0\n  Remedies.LitigationAfterReconsideration 5 0 2 0\n") ||
			r.Remedies.Paragraphs != nil || r.Remedies.Notes != nil {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
