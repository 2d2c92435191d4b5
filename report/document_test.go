package report

import (
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/report/doc"
)

// document makes the document of a report that one can be made of.
func document(t *testing.T, r *Report) *doc.Document {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// tableOf returns table two, three or four of the document.
func tableOf(t *testing.T, d *doc.Document, table int) (*doc.Table, *doc.Grid) {
	t.Helper()
	for _, b := range d.Blocks {
		if x, ok := b.(*doc.Table); ok && strings.HasPrefix(x.Caption, "表"+chineseNumber(table)) {
			g, err := x.Grid()
			if err != nil {
				t.Fatal(err)
			}
			return x, g
		}
	}
	t.Fatalf("no table %d", table)
	return nil, nil
}

func TestGridGoldens(t *testing.T) {
	for _, e := range Editions() {
		var archive txtar.Archive
		d := document(t, sample(e))
		for _, x := range e.Tables() {
			table := x.Number
			_, g := tableOf(t, d, table)
			var b strings.Builder
			for _, p := range g.Cells {
				fmt.Fprintf(&b, "%d,%d %dx%d %v %s\n", p.Row+1, p.Col+1, p.RowSpan, p.ColSpan, p.Kind, doc.PlainText(p.Runs))
			}
			archive.Files = append(archive.Files, txtar.File{Name: "table" + strconv.Itoa(table), Data: []byte(b.String())})
		}
		golden(t, "grids"+string(e)+".txtar", string(txtar.Format(&archive)))
	}
}

// The tables of the form as the notices print them, cell by cell: cs is the
// number of columns that a cell spans, rs of rows, # is a figure.
var (
	disclosure2021Form = []string{
		"第二十条第（一）项 cs4",
		"信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数",
		"规章 | # | # | #",
		"行政规范性文件 | # | # | #",
		"第二十条第（五）项 cs4",
		"信息内容 | 本年处理决定数量 cs3",
		"行政许可 | # cs3",
		"第二十条第（六）项 cs4",
		"信息内容 | 本年处理决定数量 cs3",
		"行政处罚 | # cs3",
		"行政强制 | # cs3",
		"第二十条第（八）项 cs4",
		"信息内容 | 本年收费金额（单位：万元） cs3",
		"行政事业性收费 | # cs3",
	}
	disclosure2019Form = []string{
		"第二十条第（一）项 cs5",
		"信息内容 | 本年新制作数量 | 本年新公开数量 cs2 | 对外公开总数量",
		"规章 | # | # cs2 | #",
		"规范性文件 | # | # cs2 | #",
		"第二十条第（五）项 cs5",
		"信息内容 | 上一年项目数量 | 本年增/减 cs2 | 处理决定数量",
		"行政许可 | # | # cs2 | #",
		"其他对外管理服务事项 | # | # cs2 | #",
		"第二十条第（六）项 cs5",
		"信息内容 | 上一年项目数量 | 本年增/减 cs2 | 处理决定数量",
		"行政处罚 | # | # cs2 | #",
		"行政强制 | # | # cs2 | #",
		"第二十条第（八）项 cs5",
		"信息内容 | 上一年项目数量 cs2 | 本年增/减 cs2",
		"行政事业性收费 | # cs2 | # cs2",
		"第二十条第（九）项 cs5",
		"信息内容 | 采购项目数量 cs2 | 采购总金额 cs2",
		"政府集中采购 | # cs2 | # cs2",
	}
	applicationsHead = []string{
		"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） rs3 cs3 | 申请人情况 cs7",
		"自然人 rs2 | 法人或其他组织 cs5 | 总计 rs2",
		"商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他",
		"一、本年新收政府信息公开申请数量 cs3 | #7",
		"二、上年结转政府信息公开申请数量 cs3 | #7",
	}
	applicationsResults = []string{
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形） cs2 | #7",
		"（三）不予公开 rs8 | 1.属于国家秘密 | #7",
		"2.其他法律行政法规禁止公开 | #7",
		"3.危及“三安全一稳定” | #7",
		"4.保护第三方合法权益 | #7",
		"5.属于三类内部事务信息 | #7",
		"6.属于四类过程性信息 | #7",
		"7.属于行政执法案卷 | #7",
		"8.属于行政查询事项 | #7",
		"（四）无法提供 rs3 | 1.本机关不掌握相关政府信息 | #7",
		"2.没有现成信息需要另行制作 | #7",
		"3.补正后申请内容仍不明确 | #7",
		"（五）不予处理 rs5 | 1.信访举报投诉类申请 | #7",
		"2.重复申请 | #7",
		"3.要求提供公开出版物 | #7",
		"4.无正当理由大量反复申请 | #7",
		"5.要求行政机关确认或重新出具已获取信息 | #7",
	}
	applicationsFoot = []string{
		"（七）总计 cs2 | #7",
		"四、结转下年度继续办理 cs3 | #7",
	}
	remediesForm = []string{
		"行政复议 cs5 | 行政诉讼 cs10",
		"结果维持 rs2 | 结果纠正 rs2 | 其他结果 rs2 | 尚未审结 rs2 | 总计 rs2 | 未经复议直接起诉 cs5 | 复议后起诉 cs5",
		"结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计",
		"#15",
	}
)

func TestTablesAreTheForm(t *testing.T) {
	tests := []struct {
		edition    Edition
		table      int
		rows, cols int
		headRows   int
		form       []string
	}{
		{Edition2021, 2, 14, 4, 0, disclosure2021Form},
		{Edition2019, 2, 18, 5, 0, disclosure2019Form},
		{Edition2021, 3, 28, 10, 3, slices.Concat(applicationsHead,
			[]string{"三、本年度办理结果 rs22 | （一）予以公开 cs2 | #7"}, applicationsResults,
			[]string{
				"（六）其他处理 rs3 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | #7",
				"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | #7",
				"3.其他 | #7",
			}, applicationsFoot)},
		{Edition2019, 3, 26, 10, 3, slices.Concat(applicationsHead,
			[]string{"三、本年度办理结果 rs20 | （一）予以公开 cs2 | #7"}, applicationsResults,
			[]string{"（六）其他处理 cs2 | #7"}, applicationsFoot)},
		{Edition2021, 4, 4, 15, 3, remediesForm},
		{Edition2019, 4, 4, 15, 3, remediesForm},
	}
	span := regexp.MustCompile(` rs(\d+)| cs(\d+)`)
	for _, tt := range tests {
		name := fmt.Sprintf("%s, table %d", tt.edition, tt.table)
		table, g := tableOf(t, document(t, sample(tt.edition)), tt.table)
		if g.Rows != tt.rows || g.Cols != tt.cols || table.HeadRows != tt.headRows || len(tt.form) != tt.rows {
			t.Errorf("%s: %d rows, %d columns, %d head rows; want %d, %d, %d", name, g.Rows, g.Cols, table.HeadRows, tt.rows, tt.cols, tt.headRows)
			continue
		}
		for r, want := range tt.form {
			// Write the row as the form is written.
			var got []string
			for _, c := range table.Rows[r].Cells {
				text := doc.PlainText(c.Runs)
				if c.Kind == doc.Data {
					text = "#"
				}
				if c.RowSpan > 1 {
					text += " rs" + strconv.Itoa(c.RowSpan)
				}
				if c.ColSpan > 1 {
					text += " cs" + strconv.Itoa(c.ColSpan)
				}
				got = append(got, text)
			}
			want = strings.ReplaceAll(want, "#7", "#"+strings.Repeat(" | #", 6))
			want = strings.ReplaceAll(want, "#15", "#"+strings.Repeat(" | #", 14))
			if row := strings.Join(got, " | "); row != want {
				t.Errorf("%s, row %d:\ngot  %s\nwant %s", name, r+1, row, want)
			}
		}
		// What heads columns stands above, what heads rows at the left.
		for _, p := range g.Cells {
			text := span.ReplaceAllString(doc.PlainText(p.Runs), "")
			switch {
			case p.Row < table.HeadRows && p.Kind != doc.ColumnHead,
				tt.table == 2 && p.ColSpan == g.Cols && p.Kind != doc.ColumnHead,
				tt.table == 2 && text == "信息内容" && p.Kind != doc.ColumnHead,
				tt.table == 3 && p.Row >= 3 && (p.Col < 3) != (p.Kind == doc.RowHead):
				t.Errorf("%s: %s is a %v", name, text, p.Kind)
			}
			if p.Vertical != (text == "三、本年度办理结果") {
				t.Errorf("%s: %s vertical %v", name, text, p.Vertical)
			}
			if clause := strings.HasPrefix(text, "第二十条"); clause != (p.Shade == 0xC6D9F1) || clause != (p.Style == doc.TableClause) {
				t.Errorf("%s: %s has shade %06X and style %v", name, text, uint32(p.Shade), p.Style)
			}
		}
		width := doc.Length(0)
		for _, w := range table.Widths {
			width += w
		}
		if width != doc.Twips(8844) {
			t.Errorf("%s: %d twips wide, want 8844", name, width.Twips())
		}
		for i, row := range table.Rows {
			if last := i == len(table.Rows)-1; row.MinHeight <= 0 || last && row.KeepNext {
				t.Errorf("%s, row %d: min height %v, keep-next %v", name, i+1, row.MinHeight, row.KeepNext)
			}
		}
	}
}

// figures returns every count and amount of v as printed, field by field.
func figures(v reflect.Value) (all []string) {
	if s, ok := v.Interface().(fmt.Stringer); ok {
		return []string{s.String()}
	}
	for i := range v.NumField() {
		all = append(all, figures(v.Field(i))...)
	}
	return all
}

// Every figure stands in its own cell: the fields of the tables are declared in
// the order of the form, and totals follow them.
func TestFiguresStandInTheirCells(t *testing.T) {
	for _, e := range Editions() {
		r := sample(e)
		d := document(t, r)
		data := reflect.ValueOf(r.Tables).Elem()
		sum := func(cells []string) string {
			n := 0
			for _, c := range cells {
				v, err := strconv.Atoi(c)
				if err != nil {
					t.Fatal(err)
				}
				n += v
			}
			return strconv.Itoa(n)
		}
		for i, x := range e.Tables() {
			table := x.Number
			_, g := tableOf(t, d, table)
			var got []string
			for _, p := range g.Cells {
				if p.Kind == doc.Data {
					got = append(got, doc.PlainText(p.Runs))
				}
			}
			want := figures(data.Field(i))
			if table == 3 || table == 4 {
				n := map[int]int{3: 6, 4: 4}[table]
				var rows [][]string
				for row := range slices.Chunk(want, n) {
					rows = append(rows, append(slices.Clone(row), sum(row)))
				}
				if table == 3 { // （七）总计 is the last but one
					last := len(rows) - 1
					total := make([]string, n+1)
					for c := range total {
						var column []string
						for _, row := range rows[2:last] {
							column = append(column, row[c])
						}
						total[c] = sum(column)
					}
					rows = slices.Insert(rows, last, total)
				}
				want = slices.Concat(rows...)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, table %d:\ngot  %v\nwant %v", e, table, got, want)
			}
		}
	}
}

// Cells without a figure are printed as they were supplied, and so are totals
// of nothing but such cells.
func TestCellsWithoutFigure(t *testing.T) {
	r := clean()
	tables := NewTables(Edition2021).(*Tables2021)
	tables.Disclosure.Penalties = NotApplicable
	tables.Disclosure.Licenses = 0
	tables.Remedies.Reconsideration = Outcomes{NotApplicable, NotApplicable, NotApplicable, NotApplicable}
	tables.Remedies.DirectLitigation.Pending = 3
	r.Tables = tables
	d := document(t, r)
	_, two := tableOf(t, d, 2)
	_, four := tableOf(t, d, 4)
	_, three := tableOf(t, d, 3)
	for _, tt := range []struct {
		grid     *doc.Grid
		row, col int
		want     string
	}{
		{two, 2, 1, ""}, {two, 6, 1, "0"}, {two, 9, 1, "/"}, {two, 10, 1, ""}, {two, 13, 1, ""},
		{four, 3, 0, "/"}, {four, 3, 4, "/"}, {four, 3, 5, ""}, {four, 3, 8, "3"}, {four, 3, 9, "3"}, {four, 3, 14, ""},
		{three, 3, 3, ""}, {three, 26, 9, ""},
	} {
		if got := doc.PlainText(tt.grid.At(tt.row, tt.col).Runs); got != tt.want {
			t.Errorf("row %d, column %d: got %q, want %q", tt.row+1, tt.col+1, got, tt.want)
		}
	}
}

func TestFigureStyle(t *testing.T) {
	tests := []struct {
		figure Count
		want   doc.StyleID
	}{
		{Blank, doc.NarrowFigure},
		{0, doc.NarrowFigure},
		{9999, doc.NarrowFigure},
		{10000, doc.NarrowFigure5},
		{99999, doc.NarrowFigure5},
		{100000, doc.NarrowFigure6},
		{999_999, doc.NarrowFigure6},
		{1_000_000, doc.NarrowFigure8},
		{99_999_999, doc.NarrowFigure8},
		{100_000_000, doc.NarrowFigure12},
		{999_999_999_999, doc.NarrowFigure12},
	}
	for _, tt := range tests {
		tables := NewTables(Edition2021).(*Tables2021)
		tables.Applications.Results.Unavailable.NotHeld.Others = tt.figure
		tables.Remedies.LitigationAfterReconsideration.Pending = tt.figure
		r := clean()
		r.Tables = tables
		d := document(t, r)
		for table := 3; table <= 4; table++ {
			_, g := tableOf(t, d, table)
			for _, p := range g.Cells {
				if p.Kind == doc.Data && p.Style != tt.want {
					t.Fatalf("%s in table %d: style %v, want %v", tt.figure, table, p.Style, tt.want)
				}
			}
		}
	}
	// The total decides where it alone is as long.
	tables := new(Tables2021)
	tables.Remedies.Reconsideration = Outcomes{5000, 5000, 0, 0}
	r := clean()
	r.Tables = tables
	if _, g := tableOf(t, document(t, r), 4); g.At(3, 0).Style != doc.NarrowFigure5 {
		t.Errorf("a total of five digits: style %v, want %v", g.At(3, 0).Style, doc.NarrowFigure5)
	}
}

// lines writes headings and paragraphs, one a line, with the right indent that
// a paragraph adds to its style's; a table is 表.
func lines(d *doc.Document) []string {
	var all []string
	text := func(runs []doc.Run) string {
		var s string
		for _, r := range runs {
			s += strings.ReplaceAll(r.Text, "\n", "/")
		}
		return s
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			s := strconv.Itoa(b.Level) + " " + text(b.Runs)
			if b.RunIn {
				s += " →"
			}
			all = append(all, s)
		case *doc.Paragraph:
			s := b.Style.String()
			if b.RightIndent != 0 {
				s += "+" + b.RightIndent.String()
			}
			all = append(all, s+" "+text(b.Runs))
		case *doc.Table:
			all = append(all, "表")
		}
	}
	return all
}

func TestDocumentOrder(t *testing.T) {
	r := clean()
	r.Preamble = []string{"引言。"}
	r.Overview = Section{
		Paragraphs: []string{"总述。"},
		Subsections: []Subsection{
			{Topic: TopicDisclosure, RunIn: true, Paragraphs: []string{"甲。", "乙。"}},
			{Topic: TopicManagement, Title: "政府信息管理情况", RunIn: true, Paragraphs: []string{"丙。"}},
			{Title: "标准化建设：", RunIn: true, Paragraphs: []string{"丁。"}},
			{Title: " 其他 ", RunIn: true},
			{Topic: TopicSupervision, Paragraphs: []string{"戊。"}},
		},
	}
	r.Disclosure = Section{Paragraphs: []string{"表前。"}, Notes: []string{"表后。"}}
	r.Applications = Section{Subsections: []Subsection{{Title: "收费", Paragraphs: []string{"无。"}}}, Notes: []string{"注一", "注二"}}
	r.Remedies = Section{Paragraphs: []string{"\u3000\u3000第一行\n\n\t第二行\r\n第三行\r第四\t行 ", " \n"}}
	r.Other = Section{}
	r.Issuer, r.Date = " 某市某局 ", Date{2024, 1, 15}
	want := []string{
		"0 某市某局/2023年政府信息公开工作年度报告",
		"Body 引言。",
		"1 一、总体情况",
		"Body 总述。",
		"2 （一）主动公开。 →", "Body 甲。", "Body 乙。",
		"2 （二）政府信息管理情况。 →", "Body 丙。",
		"2 （三）标准化建设： →", "Body 丁。",
		"2 （四）其他",
		"2 （五）监督保障", "Body 戊。",
		"1 二、主动公开政府信息情况", "Body 表前。", "表", "Body 表后。",
		"1 三、收到和处理政府信息公开申请情况", "2 （一）收费", "Body 无。", "表", "Body 注一", "Body 注二",
		"1 四、政府信息公开行政复议、行政诉讼情况", "Body 第一行", "Body 第二行", "Body 第三行", "Body 第四 行", "表",
		"1 五、存在的主要问题及改进情况", "Body 存在的问题：政策解读形式单一。改进情况：增加图解。",
		"1 六、其他需要报告的事项",
		"Signature+86.625pt 某市某局", "Date 2024年1月15日",
	}
	if got := lines(document(t, r)); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestLongTitle: an agency that is longer than a line is divided into lines of
// about the same length, where a word ends if one ends nearby.
func TestLongTitle(t *testing.T) {
	for agency, want := range map[string]string{
		"云栖市经济技术开发区高新技术产业园区与现代农业示范区联合管理委员会办公室": "云栖市经济技术开发区高新技术产业园区/与现代农业示范区联合管理委员会办公室",
		"新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府":        "新疆维吾尔自治区伊犁哈萨克自治州/察布查尔锡伯自治县人民政府",
		"某某某某某某某某某某某某某某某某某某某某":                 "某某某某某某某某某某某某某某某某某某某某",
		"某某某某某某某某某某某某某某某某某某某某某":                "某某某某某某某某某某某/某某某某某某某某某某",
	} {
		r := clean()
		r.Agency, r.Title = agency, ""
		h := document(t, r).Blocks[0].(*doc.Heading)
		var got string
		for _, r := range h.Runs {
			got += strings.ReplaceAll(r.Text, "\n", "/")
		}
		if want += "/2023年政府信息公开工作年度报告"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	tests := []struct {
		agency, title, full, want string
	}{
		{"某市某局", "", "某市某局2023年政府信息公开工作年度报告", "某市某局/2023年政府信息公开工作年度报告"},
		{" 某市某局\u3000", "", "某市某局2023年政府信息公开工作年度报告", "某市某局/2023年政府信息公开工作年度报告"},
		{"某市某局", " ", "某市某局2023年政府信息公开工作年度报告", "某市某局/2023年政府信息公开工作年度报告"},
		{"某市某局", "某市某局2023年度政府信息公开年度报告", "某市某局2023年度政府信息公开年度报告", "某市某局/2023年度政府信息公开年度报告"},
		{"某市某局", "某市某局 2023 年报告", "某市某局 2023 年报告", "某市某局/2023 年报告"},
		{"某市某局", "2023年某市某局政府信息公开工作年度报告", "2023年某市某局政府信息公开工作年度报告", "2023年某市某局/政府信息公开工作年度报告"},
		{"某市某局", "某市某局", "某市某局", "某市某局"},
		{"某市某局（某市某委员会）", "", "某市某局（某市某委员会）2023年政府信息公开工作年度报告", "某市某局（某市某委员会）/2023年政府信息公开工作年度报告"},
	}
	for _, tt := range tests {
		r := clean()
		r.Agency, r.Title = tt.agency, tt.title
		d := document(t, r)
		if got := lines(d)[0]; got != "0 "+tt.want || r.FullTitle() != tt.full || d.Title != tt.full {
			t.Errorf("%q, %q: got %s and %q, %q, want 0 %s and %q", tt.agency, tt.title, got, r.FullTitle(), d.Title, tt.want, tt.full)
		}
	}
}

func TestSignature(t *testing.T) {
	for _, tt := range []struct {
		issuer string
		date   Date
		want   []string
	}{
		{"", Date{}, nil},
		{" ", Date{}, nil},
		{"某局", Date{}, []string{"Signature 某局"}},
		{"", Date{2024, 12, 1}, []string{"Signature 2024年12月1日"}},
		// The date begins two characters further in than the issuer.
		{"某市某区人民政府办公室", Date{2024, 1, 1}, []string{"Signature 某市某区人民政府办公室", "Date+31.5pt 2024年1月1日"}},
		{"某市某某区人民政府办公室", Date{2024, 1, 1}, []string{"Signature 某市某某区人民政府办公室", "Date+47.25pt 2024年1月1日"}},
		// Unless it is the longer one: then the issuer gives way.
		{"某市某局办公室", Date{2024, 12, 31}, []string{"Signature+47.25pt 某市某局办公室", "Date 2024年12月31日"}},
		{"某局", Date{2024, 12, 31}, []string{"Signature+126pt 某局", "Date 2024年12月31日"}},
	} {
		r := clean()
		r.Other, r.Issuer, r.Date = Section{}, tt.issuer, tt.date
		all := lines(document(t, r))
		if got := all[slices.Index(all, "1 六、其他需要报告的事项")+1:]; !slices.Equal(got, tt.want) {
			t.Errorf("%q, %v: got %q, want %q", tt.issuer, tt.date, got, tt.want)
		}
	}
}

func TestSubsectionNumbers(t *testing.T) {
	for i, want := range map[int]string{0: "（一）", 8: "（九）", 9: "（十）", 10: "（十一）", 19: "（二十）", 20: "（二十一）", 98: "（九十九）", 99: "（100）"} {
		if got := subsectionNumber(i); got != want {
			t.Errorf("%d: got %s, want %s", i, got, want)
		}
	}
}

// What no document can be made of is an error with the first finding of
// severity error; everything else is drawn.
func TestDocumentErrors(t *testing.T) {
	for _, tt := range checkTests {
		r := clean()
		tt.trips(r, r.Tables.(*Tables2021))
		d, err := r.Document()
		if !strings.HasPrefix(tt.want[0].Code, "R-") {
			if err != nil {
				t.Errorf("%s: %v", tt.want[0].Code, err)
			} else {
				for _, b := range d.Blocks {
					checkBlock(t, b)
				}
			}
			continue
		}
		if e, ok := err.(*InputError); !ok || seen(e.All())[0] != tt.want[0] || d != nil {
			t.Errorf("got %v, %v, want %+v", d, err, tt.want[0])
		}
	}
	if _, err := new(Report).Document(); err == nil {
		t.Error("the empty report has a document")
	}
}

// TestReports compares whole reports: each file of testdata/reports holds a
// report's JSON, what is found in it, and its document. -update writes the
// findings and the document anew.
func TestReports(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "reports", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(archive.Files) == 0 || archive.Files[0].Name != "report.json" {
			t.Fatalf("%s does not begin with report.json", file)
		}
		archive.Files = append(archive.Files[:1], outcome(t, archive.Files[0].Data)...)
		golden(t, filepath.Join("reports", filepath.Base(file)), string(txtar.Format(archive)))
	}
}

func outcome(t *testing.T, text []byte) []txtar.File {
	var found, dump strings.Builder
	r, findings, err := Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Fold(append(findings, r.Check()...)) {
		fmt.Fprintf(&found, "%v %s %s\n\t%s\n\t%s\n\t%s\n", f.Severity, f.Code, f.Path, f.Place, f.Message(), f.English())
	}
	d, err := r.Document()
	if err != nil {
		fmt.Fprintln(&dump, "no document:", err)
	} else if err := d.Dump(&dump); err != nil {
		t.Fatal(err)
	}
	return []txtar.File{{Name: "findings", Data: []byte(found.String())}, {Name: "document", Data: []byte(dump.String())}}
}
