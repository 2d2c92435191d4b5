package intake

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// rowsOf takes lines apart that slashes divide, in which letters stand for labels,
// dots for empty cells and backslashes for slashes, and reads them as a table.
func rowsOf(t *testing.T, v *vocabulary, lines string) *tableReader {
	t.Helper()
	text := strings.NewReplacer(
		"/", "\n", "\\", "/", " ", "\t", ".", "", "_", " ",
		"A", "一、本年新收政府信息公开申请数量", "B", "二、上年结转政府信息公开申请数量", "C", "四、结转下年度继续办理", "D", "（一）予以公开",
		"H", "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他", "T", "总计", "N", "自然人",
		"R", "规章", "S", "行政规范性文件", "X", "行政复议", "Y", "未经复议直接起诉", "Z", "复议后起诉", "U", "结果维持\t结果纠正\t其他结果\t尚未审结",
	).Replace(lines)
	var n notes
	blocks, err := split(text, &n)
	if err != nil {
		t.Fatal(err)
	}
	for i := range blocks {
		blocks[i].grid = divide(blocks[i], i)
	}
	r, err := readTable(v, blocks, &n)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPlace places the figures of the last row of a table: "-" is a blank cell, "?"
// is doubt.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		name        string
		table, n    int
		lines, want string
	}{
		{"as many as columns", 3, 7, "A 1 2 3 4 5 6 21", "1 2 3 4 5 6 21"},
		{"as many, wherever they stand", 3, 7, "A . 1 2 . 3 4 5 6 21", "1 2 3 4 5 6 21"},
		{"as many, on two lines", 3, 7, "A 1 2 3/. 4 5 6 21", "1 2 3 4 5 6 21"},
		{"too many", 3, 7, "A 1 2 3 4 5 6 21 8", "?"},
		{"the number of a page below", 3, 7, "A 1 2 3 4 5 6 21/8", "1 2 3 4 5 6 21"},
		{"the number of a page, of pages", 3, 7, "A 1 2 3 4 5 6 21/8\\9", "1 2 3 4 5 6 21"},
		{"the number of a page, of pages, with spaces", 3, 7, "A 1 2 3 4 5 6 22/8_\\_9", "1 2 3 4 5 6 22"},
		{"the number of a page, of pages, where nothing has a total", 2, 3, "R/1/2/3/8_\\_9", "1 2 3"},
		{"three figures", 2, 3, "R/8_\\_9", "8 / 9"},
		{"the number of a page among cells on lines of their own", 3, 7, "A/0/0/8/0/0/0/0/0", "0 0 0 0 0 0 0"},
		{"a number below a row of a wrong total", 3, 7, "A 1 2 3 4 5 6 22/8", "?"},
		{"a number that may be a figure", 3, 7, "A/5/0/0/0/0/0/5/5", "?"},
		{"a number below a row without a total", 2, 3, "R 1 2 3/8", "?"},
		{"a number too long for a page", 3, 7, "A 1 2 3 4 5 6 21/1234", "?"},
		{"none", 3, 7, "A", "- - - - - - -"},
		{"the first and the last", 3, 7, "A 1 . . 2 . . 3", "1 - - 2 - - 3"},
		{"spaces", 3, 7, "A_1_2_3", "?"},
		{"two lines", 3, 7, "A 1 . . 2/. . . . . 3", "?"},

		{"a cell lost before a blank total", 3, 7, "A 1 2 3 4 5 6 21/B 2 3 4 5 6 21 .", "?"},
		{"a cell lost among blank ones", 3, 7, "A 1 2 3 4 5 6 21/B . . . . . 6 .", "?"},
		{"no total", 3, 7, "A 1 2 3 4 5 6 21/B 2 3 4 5 6 7 .", "2 3 4 5 6 7 -"},
		{"no total, and nothing before it", 3, 7, "A 1 2 3 4 5 6 21/B 2 . . . . 0 .", "2 - - - - 0 -"},
		{"a cell lost before a blank total of a block", 4, 15, "X 1 2 3 4 10 . 2 . 2 . 1 2 3 4 10", "?"},
		{"a full row above", 3, 7, "A 1 2 3 4 5 6 21/B . 2 . . . . 2", "- 2 - - - - 2"},
		{"a full row below", 3, 7, "A 1 2 3 4 5 6 21/B 1 . 2 . . . 3", "1 - 2 - - - 3"},
		{"a full row with gaps", 3, 7, "A 1 . 2 3 4 5 6 21/B 1 . 2 . . . . 3", "1 2 - - - - 3"},
		{"a full row with gaps, between columns", 3, 7, "A 1 . 2 3 4 5 6 21/B . 1 . . . . . 3", "?"},
		{"a full row with gaps, another column of labels", 3, 7, "A 1 . 2 3 4 5 6 21/. B 1 . . . . . 1", "?"},
		{"full rows that differ", 3, 7, "A 1 2 3 4 5 6 21/B . 1 2 3 4 5 6 21/C . 1 . . . . 1", "?"},
		{"full rows that agree", 3, 7, "A 1 2 3 4 5 6 21/B 1 2 3 4 5 6 21/C . 1 . . . . 1", "- 1 - - - - 1"},
		{"a row from end to end", 3, 7, "A 1 . . . . . 1/B . 2", "- 2 - - - - -"},
		{"a row from end to end on two lines", 3, 7, "A 1/. . . . . . . 1/B . 2", "?"},
		{"a row of one figure is none from end to end", 3, 7, "A . . 1/B . 2", "?"},
		{"a figure before the columns", 3, 7, "A . 1 2 3 4 5 6 21/B 1 . . . . . . 2", "?"},
		{"a figure behind the columns", 3, 7, "A 1 2 3 4 5 6 21/B . . . 2 . . . . 2", "?"},
		{"from end to end of other columns", 3, 7, "A 1 2 3 4 5 6 21/B . 2 . . . . . 2", "2 - - - - - 2"},

		{"the end of a padded row", 3, 7, ". . A . . 1 . . . .", "- - 1 - - - -"},
		{"a padded row that is too wide", 3, 7, ". . A . . 1 . . . . .", "?"},
		{"a padded row that is shorter than the others", 3, 7, "B 1 2 3 4 5 6 21/C 1 2 3 4 5 6 21/T . . . . . . ./A . . 1 . . .", "?"},
		{"padded rows as common as shorter ones", 3, 7, "T . . . . . . . ./B 1 2 3 4 5 6 21/T . . . . . . . ./A . . 2 . . . 2", "?"},
		{"padded rows fewer than shorter ones", 3, 7, "T . . . . . . . ./B 1 2 3 4 5 6 21/A . . 2 . . . 2", "- - 2 - - - 2"},

		{"heads", 3, 7, ". . . H T/. . A . . 2 . . 1", "- - 2 - - 1 -"},
		{"heads, and the last may be the total", 3, 7, ". . . H T/. . A . . 1 . . 2", "?"},
		{"heads, and the last is as large as the sum", 3, 7, ". . . H T/. . A . . 1 . . 1", "?"},
		{"heads, and the total is there", 3, 7, ". . . H T/. . A . . 1 . . . 2", "- - 1 - - - 2"},
		{"heads that are not side by side", 3, 7, ". . . H . T/. . A . . 2 . . 1", "?"},
		{"heads without columns", 3, 7, "N_T/. . A . . 2 . . 1", "?"},
		{"heads left of the label", 3, 7, ". H T/. . A . . 2 . . 1", "?"},
		{"heads right of the figures", 3, 7, ". . . . . . H T/. . A . . 2 . . 1", "?"},
		{"heads, no total", 3, 6, ". . . H/. . A . . 2 . . .", "- - 2 - - -"},

		{"heads and a row of another column of labels", 3, 7, ". . . H T/B . . 1 2 3 4 5 6 21/. A . . . 2 . . 1", "- - 2 - - 1 -"},
		{"heads against a row of another column of labels", 3, 7, ". . H T/B . . 1 2 3 4 5 6 21/. A . . . 2 . . 1", "?"},
		{"rows of two other columns of labels", 3, 7, "B . . 1 2 3 4 5 6 21/. . C 1 2 3 4 5 6 21/. A . . . 2 . . 1", "- - 2 - - 1 -"},
		{"rows of two other columns of labels that differ", 3, 7, "B . . 1 2 3 4 5 6 21/. . C . 1 2 3 4 5 6 21/. A . . . 2 . . 1", "?"},

		{"no sum tells", 2, 3, "R 1 2 3/S 1 2", "?"},
		{"no sum tells, but the row is padded", 2, 3, "R 1 2 3/S 1 2 .", "1 2 -"},
		{"a blank between", 2, 3, "R 1 2 3/S 1 . 2", "1 - 2"},

		{"blocks", 4, 15, "X 1 2 3 4 10 . . . . . 1 . . . 1", "1 2 3 4 10 - - - - - 1 - - - 1"},
		{"blocks whose end is not there", 4, 15, "Y . 1 2 3 4 10 0 0 0 0 0 0 0 0 0 0/X 1 2 3 4 10 1 . . . 1", "?"},
		{"blocks that begin with blanks", 4, 15, "U T U T U T/. . . 6 6 2 . . . 2 . 1 . . 1", "- - - 6 6 2 - - - 2 - 1 - - 1"},
		{"blocks that begin with blanks, and totals tell nothing", 4, 15, "U T U T U T/. . . 6 6 2 . . . 2 . 1 . . 3", "?"},
		{"blocks that may begin at several places", 4, 15, "U T U T U T/. . . . . 1 0 0 0 1", "?"},
		{"the number of a page below blocks", 4, 15, "X 1 0 0 0 1 0 0 0 0 0 2 0 0 0 2/8", "1 0 0 0 1 0 0 0 0 0 2 0 0 0 2"},
		{"a mark before the figures of blocks", 4, 15, "U T U T U T/* 0 0 0 1 0 0 0 0 0 2 0 0 0 2", "* 0 0 0 1 0 0 0 0 0 2 0 0 0 2"},
		{"a block", 4, 5, "Y 1 2 3 4 10/X 1 . . . 1", "1 - - - 1"},
		{"a block without its total", 4, 5, "Y 1 2 3 4 10/X 1 2", "?"},
		{"a block with a wrong total", 4, 5, "Y 1 2 3 4 10/X 1 . . . 3", "1 - - - 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rowsOf(t, words()[c.table-2], c.lines)
			texts, err := r.place(&r.records[len(r.records)-1], c.n)
			for i, s := range texts {
				if s == "" {
					texts[i] = "-"
				}
			}
			got := strings.Join(texts, " ")
			if err != nil {
				got = "?"
			}
			if got != c.want {
				t.Errorf("%q, want %q (%v)", got, c.want, err)
			}
		})
	}
}

func TestTrimmable(t *testing.T) {
	for _, c := range []struct {
		table int
		texts string
		want  bool
	}{
		{2, "1,2,", false},
		{3, "1,2,,,,,", false}, // the 2 may be the total of 1 and another
		{3, "2,1,,,,,", true},
		{3, "1,1,,,,,", false},
		{3, "1,,,,,,", true},
		{3, "1,2,3,4,5,6,21", true},
		{3, ",,,,,,", true},
		{3, "a,2,1,,,,", true},
		{4, "1,2,3,4,10", true},
		{4, "1,2,3,4,9", false},
		{4, "1,2,3,4,", false},
		{4, ",,,,", true},
		{4, "1,,,,1,,,,,,2,,,,2", true},
		{4, "1,,,,1,,,,,,2,,,,3", false},
		{4, "1,,,,1,,,,,,2,,,,", false},
		{4, "1,,,,,,,,,,2,,,,2", false},
	} {
		r := tableReader{vocabulary: words()[c.table-2]}
		if got := r.trimmable(strings.Split(c.texts, ",")); got != c.want {
			t.Errorf("table %d, %s: %v", c.table, c.texts, got)
		}
	}
}

// TestCheckColumns checks the heads of a table against the form.
func TestCheckColumns(t *testing.T) {
	for _, c := range []struct {
		name         string
		table        int
		lines, wrong string // the heads that should be there
	}{
		{"in order", 3, ". . . H T/A 1", ""},
		{"a total above", 3, "N T/. 商业企业 科研机构/A 1", ""},
		{"exchanged", 3, "商业企业 N T/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		{"exchanged on two lines", 3, "商业企业/N/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		{"exchanged among others on lines of their own", 3, "商业企业/N/科研机构/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		{"the heads again", 3, "H/T/N/商业企业/A 1", ""},
		{"a group", 3, "N 法人或其他组织 T/商业企业 其他/A 1", ""},
		{"a group above", 3, "法人或其他组织/N T/商业企业 其他/A 1", ""}, // as the heights of merged cells have it
		{"a group first", 3, "法人或其他组织 N T/商业企业 其他/A 1", "自然人、法人或其他组织、总计"},
		{"a group behind the total", 3, "N T 法人及其他组织/商业企业 其他/A 1", "自然人、法人或其他组织、总计"},
		{"lines of table two", 2, "本年制发件数/本年废止件数/现行有效件数/R 1/本年处理决定数量/行政许可 1/本年处理决定数量/行政处罚 1", ""},
		{"lines of table two exchanged", 2, "本年废止件数/本年制发件数/现行有效件数/R 1", "本年制发件数、本年废止件数、现行有效件数"},
		{"going back", 3, "N 科研机构/商业企业/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		{"a total among them", 3, "N T 商业企业/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		{"a total twice", 3, "N T T/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计"},
		{"twice", 3, "N N/A 1", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		{"twice on two lines", 3, "N/N/A 1", ""},
		{"blocks", 4, "X 行政诉讼/Y Z/U T U T U T/1", ""},
		{"blocks that begin with their totals", 4, "X 行政诉讼/T U Y Z/T U T U/1", "结果维持、结果纠正、其他结果、尚未审结、总计"},
		{"blocks exchanged", 4, "行政诉讼 X/Y Z/U T U T U T/1", "行政复议、行政诉讼"},
		{"blocks of a group exchanged", 4, "X 行政诉讼/Z Y/U T U T U T/1", "未经复议直接起诉、复议后起诉"},
		{"a block alone", 4, "行政诉讼/U T/1", ""},
		{"columns of a block exchanged", 4, "X 行政诉讼/结果纠正 结果维持 T/1", "结果维持、结果纠正、其他结果、尚未审结"},
		{"columns of a block going back", 4, "X 行政诉讼/结果维持 其他结果 结果纠正/1", "结果维持、结果纠正、其他结果、尚未审结"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rowsOf(t, words()[c.table-2], c.lines)
			want := ""
			if err := r.checkColumns(report.Edition2021); err != nil {
				want = err.(*report.InputError).Want
			}
			if want != c.wrong {
				t.Errorf("%q, want %q", want, c.wrong)
			}
		})
	}
}
