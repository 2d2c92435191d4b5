package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestFill fills the rows of a table: their paths, figures and what is told.
func TestFill(t *testing.T) {
	const (
		x = "reconsideration="
		y = "directLitigation="
		z = "litigationAfterReconsideration="
	)
	for _, c := range []struct {
		name        string
		table       int
		lines, want string
	}{
		{"columns without a total", 3, "H/A 1 2 3 4 5 6", "received=1,2,3,4,5,6 I-al I-al"},
		{"columns and a total", 3, "H T/A 1 2 3 4 5 6 21", "received=1,2,3,4,5,6,21 I-al"},
		{"a total without a head", 3, "H/A 1 2 3 4 5 6 21", "received=1,2,3,4,5,6,21 I-al"},
		{"a total without a head in one row", 3, "H/A 1 2 3 4 5 6 21/B 1 2 3 4 5 6", "received=1,2,3,4,5,6,21 carriedOver=1,2,3,4,5,6 I-al"},
		{"totals", 3, "H T/A 1 2 3 4 5 6 21/（七）总计 1 2 3 4 5 6 21", "received=1,2,3,4,5,6,21 results/total=1,2,3,4,5,6,21"},
		{"a row of no figure", 3, "H T/A 1 2 3 4 5 6 21/B", "received=1,2,3,4,5,6,21 carriedOver=,,,,,, I-al"},
		{"a row twice", 3, "H T/A 1 2 3 4 5 6 21/A 1 2 3 4 5 6 21", "error I-h 第 2 行"},
		{"a row twice in a line", 3, "H T/A 1 A 1", "error I-h "},
		{"out of the columns", 3, "H T/A 1 2 3 4 5 6 21/B 1 2 3 4 5 6 21/C . 1 2 3 4 5 6 21", "received=1,2,3,4,5,6,21 carriedOver=1,2,3,4,5,6,21 carriedForward=1,2,3,4,5,6,21 I-al I-y"},
		{"zeros in a single row", 3, "H T/（六）其他处理 0 0 0 0 0 0 0/A", "results/other/notCorrected=0,0,0,0,0,0,0 results/other/feeNotPaid=0,0,0,0,0,0,0 results/other/other=0,0,0,0,0,0,0 received=,,,,,, I-al"},
		{"zeros in a single row and no total", 3, "H T/A 1 2 3 4 5 6 21/（六）其他处理 0 0 0 0 0 0 .", "received=1,2,3,4,5,6,21 results/other/notCorrected=0,0,0,0,0,0, results/other/feeNotPaid=0,0,0,0,0,0, results/other/other=0,0,0,0,0,0, I-al I-z"},
		{"figures in a single row", 3, "H T/（六）其他处理 0 0 2 0 0 0 2/A", "results/other/other=0,0,2,0,0,0,2 received=,,,,,, I-p I-al"},
		{"slashes in a single row", 3, "H T/（六）其他处理 \\ \\ \\ \\ \\ \\ \\/A", "results/other/other=/,/,/,/,/,/,/ received=,,,,,, I-p I-al"},
		{"words in a single row", 3, "H T/（六）其他处理 x 0 0 0 0 0 0/A", "results/other/other=x,0,0,0,0,0,0 received=,,,,,, I-p I-al"},
		{"a row of the other form", 2, "R 1 2 3/政府集中采购 1 2", "error I-l 2021"},
		{"an amount without a head", 2, "行政事业性收费 38", "administrativeFees=38 I-ak"},
		{"an amount with a head", 2, "信息内容 本年收费金额（单位：万元）/行政事业性收费 38", "administrativeFees=38"},
		{"an amount with a unit", 2, "行政事业性收费 38万元", "administrativeFees=38万元"},
		{"no amount", 2, "行政事业性收费 \\", "administrativeFees=/"},
		{"the wording of the other form", 2, "规范性文件 1 2 3", "normativeDocuments=1,2,3 I-o"},

		{"blocks with totals", 4, "X 行政诉讼/U T/1 2 3 4 10 0 0 0 0 0 5 0 2 0 7", x + "1,2,3,4,10 " + y + "0,0,0,0,0 " + z + "5,0,2,0,7"},
		{"blocks below heads without anything between", 4, "X 行政诉讼/结果维持结果纠正其他结果尚未审结总计/1 2 3 4 10 0 0 0 0 0 5 0 2 0 7", x + "1,2,3,4,10 " + y + "0,0,0,0,0 " + z + "5,0,2,0,7"},
		{"blocks without totals", 4, "X 行政诉讼/U/1 2 3 4 0 0 0 0 5 0 2 0", x + "1,2,3,4 " + y + "0,0,0,0 " + z + "5,0,2,0 I-al"},
		{"blocks whose totals have no head", 4, "X 行政诉讼/U/1 2 3 4 10 0 0 0 0 0 5 0 2 0 7", x + "1,2,3,4,10 " + y + "0,0,0,0,0 " + z + "5,0,2,0,7"},
		{"fourteen figures", 4, "X 行政诉讼/U T/1 2 3 4 10 0 0 0 0 0 5 0 2 0", "error I-j 15"},
		{"no figure", 4, "X 行政诉讼/U T", ""},
		{"a row for each block", 4, "U T/X 1 2 3 4 10/Y 0 0 0 0 0/Z 5 0 2 0 7", x + "1,2,3,4,10 " + y + "0,0,0,0,0 " + z + "5,0,2,0,7"},
		{"a row for each block, no totals", 4, "U/X 1 2 3 4/Y 0 0 0 0/Z 5 0 2 0", x + "1,2,3,4 " + y + "0,0,0,0 " + z + "5,0,2,0 I-al"},
		{"a row for each block, a total without a head", 4, "U/X 1 2 3 4 10/Y 0 0 0 0", x + "1,2,3,4,10 " + y + "0,0,0,0"},
		{"a block alone", 4, "U T/X 1 2 3 4 10", x + "1,2,3,4,10"},
		{"one figure of a block", 4, "U T/X 1 2 3 4 10/Y 0", "error I-j 5"},
		{"a block twice", 4, "U T/X 1 2 3 4 10/X 1 2 3 4 10", "error I-h 第 2 行"},
		{"a row of no block", 4, "U T/X 1 2 3 4 10/行政诉讼 1 2 3 4 10", "error I-j 15"},
		{"a table for each block", 4, "X/U T/1 2 3 4 10/行政诉讼 Y/U T/0 0 0 0 0/Z/U T/5 0 2 0 7", x + "1,2,3,4,10 " + y + "0,0,0,0,0 " + z + "5,0,2,0,7"},
		{"a table for each block, one without its name", 4, "X/U T/1 2 3 4 10/U T/0 0 0 0 0/Z/U T/5 0 2 0 7", "error I-j 15"},
		{"a table for each block, in another order", 4, "X/U T/1 2 3 4 10/Z/U T/5 0 2 0 7/Y/U T/0 0 0 0 0", "error I-j 15"},
		{"a row of a block that is too short", 4, "U T/X 1 2 3 4/Y 0 0 0 0 0", "error I-j 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rowsOf(t, words()[c.table-2], c.lines)
			rows, err := r.fill(report.Edition2021)
			var got []string
			for _, x := range rows {
				path := x.path[strings.Index(x.path, "/")+1:]
				got = append(got, path+"="+strings.Join(x.texts, ","))
			}
			if e, ok := err.(*report.InputError); ok {
				got = []string{"error", e.Code, e.Want}
			}
			r.TellRepairs()
			for _, f := range r.Findings {
				if err == nil {
					got = append(got, f.Code)
				}
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("%q\nwant %q", got, c.want)
			}
		})
	}
}

func TestBlankAsZero(t *testing.T) {
	input := strings.Replace(plain(t), "规章\t0\t0\t0", "规章\t\t\t3", 1)
	input = strings.Replace(input, "四、结转下年度继续办理\t\t\t73\t0\t0\t0\t1\t0\t74", "四、结转下年度继续办理\t\t\t73\t\t\t\t1\t\t", 1)
	input = strings.Replace(input, "\t\t2.重复申请\t21\t0\t0\t0\t0\t0\t21\n", "", 1)
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{}, "||3 73||||1| ||||| []"},
		{Options{BlankAsZero: true}, "0|0|3 73|0|0|0|1|0 ||||| [6]"},
	} {
		r, findings, err := c.o.Read([]byte(input))
		if err != nil {
			t.Fatal(err)
		}
		figures := map[string][]string{}
		for x := range report.Cells(r.Tables) {
			if !x.Computed {
				figures[x.Row] = append(figures[x.Row], x.String())
			}
		}
		var told []string
		for _, f := range findings {
			if f.Code == "I-ap" {
				told = append(told, f.Got)
			}
		}
		got := fmt.Sprint(strings.Join(figures["disclosure/rules"], "|"), " ", strings.Join(figures["applications/carriedForward"], "|"), " ",
			strings.Join(figures["applications/results/notProcessed/repeated"], "|"), " ", told)
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.o, got, c.want)
		}
	}
}

// TestBlanks tells which blanks agree with the printed totals as zeros, and which
// totals were left blank.
func TestBlanks(t *testing.T) {
	const row = "四、结转下年度继续办理\t\t\t73\t0\t0\t0\t1\t0\t74"
	const results = "（一）予以公开\t\t700\t2\t0\t0\t1\t0\t703"
	for _, c := range []struct {
		name, old, new, told string
	}{
		{"agreeing", row, "四、结转下年度继续办理\t\t\t73\t\t\t\t1\t\t74", "I-dl 表三 4"},
		{"no figure but the total", row, "四、结转下年度继续办理\t\t\t\t\t\t\t\t\t0", "I-dl 表三 6"},
		{"another total", row, "四、结转下年度继续办理\t\t\t73\t\t\t\t1\t\t75", "T3-c 74"},
		{"a blank total", row, "四、结转下年度继续办理\t\t\t73\t0\t0\t0\t1\t0\t", "I-al 总计"},
		{"blank, and so is the total", row, "四、结转下年度继续办理\t\t\t73\t\t\t\t1\t\t", "I-al 总计"},
		{"agreeing with row and column", results, "（一）予以公开\t\t700\t2\t\t\t1\t\t703", "I-dl 表三 3"},
		{"agreeing with the column alone", results, "（一）予以公开\t\t700\t2\t\t\t1\t\t", "I-al 总计 I-dl 表三 3"},
		{"agreeing with the row alone", results, "（一）予以公开\t\t\t2\t0\t0\t1\t0\t3", "T3-b 479 T3-b 485"},
		{"no totals in table two", "规章\t0\t0\t0", "规章\t\t\t0", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			input := strings.Replace(plain(t), c.old, c.new, 1)
			if input == plain(t) {
				t.Fatal("the case changes nothing")
			}
			_, findings, err := Read([]byte(input))
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for _, f := range findings {
				switch f.Code {
				case "I-dl":
					told = append(told, f.Code+" "+f.Place+" "+f.Got)
				case "I-al":
					told = append(told, f.Code+" "+f.Got)
				case "I-z":
				default:
					told = append(told, f.Code+" "+f.Want)
				}
			}
			if got := strings.Join(told, " "); got != c.told {
				t.Errorf("%q, want %q", got, c.told)
			}
		})
	}
}

// TestAllFaults finds every figure that is none, and bad totals.
func TestAllFaults(t *testing.T) {
	input := strings.NewReplacer("规章\t0\t0\t0", "规章\tO\t0\tl", "\t1241\n", "\t1241x\n").Replace(plain(t))
	_, _, err := Read([]byte(input))
	e, ok := err.(*report.InputError)
	if !ok {
		t.Fatal(err)
	}
	var got []string
	for _, f := range e.All() {
		got = append(got, fmt.Sprint(f.Pos.Line, " ", f.Code, " ", f.Got))
	}
	if got := strings.Join(got, ", "); got != "14 F-a O, 14 F-a l, 30 F-a 1241x" {
		t.Error(got)
	}
}
