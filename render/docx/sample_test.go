package docx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/doc"
)

// widths scales relative column widths so that they fill the type area of A4.
func widths(rel ...float64) []doc.Length {
	const total = 8844
	var sum, at float64
	for _, w := range rel {
		sum += w
	}
	out := make([]doc.Length, len(rel))
	prev := 0
	for i, w := range rel {
		at += w
		edge := int(at/sum*total + 0.5)
		out[i] = doc.Twips(edge - prev)
		prev = edge
	}
	return out
}

func cell(kind doc.CellKind, s doc.StyleID, text string, rows, cols int) doc.Cell {
	return doc.Cell{Kind: kind, Style: s, RowSpan: rows, ColSpan: cols, Inlines: doc.Text(text)}
}

func figures(s doc.StyleID, texts ...string) []doc.Cell {
	var cells []doc.Cell
	for _, t := range texts {
		cells = append(cells, cell(doc.Data, s, t, 1, 1))
	}
	return cells
}

// clauseTable is table 2 of the 2021 form.
func clauseTable() *doc.Table {
	t := &doc.Table{
		Caption:     "主动公开政府信息情况",
		Description: "按《条例》第二十条各项分段，每段先列表头，再列数据。",
		Widths:      widths(155.6, 107.3, 83.8, 94.7),
		Padding:     doc.Pt(5.4),
	}
	row := func(keep bool, cells ...doc.Cell) {
		t.Rows = append(t.Rows, doc.Row{MinHeight: doc.Pt(28), KeepNext: keep, Cells: cells})
	}
	clause := func(name string) {
		c := cell(doc.ColumnHead, doc.TableClause, name, 1, 4)
		c.Shade = 0xC6D9F1
		row(true, c)
	}
	head := func(text string, cols int) doc.Cell { return cell(doc.ColumnHead, doc.TableHead, text, 1, cols) }
	stub := func(text string) doc.Cell { return cell(doc.RowHead, doc.TableStub, text, 1, 1) }
	data := func(text string, cols int) doc.Cell { return cell(doc.Data, doc.TableFigure, text, 1, cols) }

	clause("第二十条第（一）项")
	row(true, head("信息内容", 1), head("本年制发件数", 1), head("本年废止件数", 1), head("现行有效件数", 1))
	row(true, stub("规章"), data("0", 1), data("0", 1), data("2", 1))
	row(false, stub("行政规范性文件"), data("12", 1), data("3", 1), data("86", 1))
	clause("第二十条第（五）项")
	row(true, head("信息内容", 1), head("本年处理决定数量", 3))
	row(false, stub("行政许可"), data("11398889", 3))
	clause("第二十条第（六）项")
	row(true, head("信息内容", 1), head("本年处理决定数量", 3))
	row(true, stub("行政处罚"), data("2776", 3))
	row(false, stub("行政强制"), data("84", 3))
	clause("第二十条第（八）项")
	row(true, head("信息内容", 1), head("本年收费金额（单位：万元）", 3))
	row(false, stub("行政事业性收费"), data("7730.28", 3))
	return t
}

// applicationTable is table 3 of the 2021 form: 28 rows of 10 columns.
func applicationTable() *doc.Table {
	t := &doc.Table{
		Caption:     "收到和处理政府信息公开申请情况",
		Description: "前三行为表头，左侧三列为事项。",
		Widths:      widths(26.5, 76.7, 129.7, 31.7, 28.3, 28.5, 28.3, 28.2, 28.2, 32.7),
		HeadRows:    3,
		Padding:     doc.Pt(1.4),
	}
	row := func(height float64, keep bool, cells ...doc.Cell) {
		t.Rows = append(t.Rows, doc.Row{MinHeight: doc.Pt(height), KeepNext: keep, Cells: cells})
	}
	head := func(text string, rows, cols int) doc.Cell {
		return cell(doc.ColumnHead, doc.NarrowHead, text, rows, cols)
	}
	row(22, true, head("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), head("申请人情况", 1, 7))
	row(22, true, head("自然人", 2, 1), head("法人或其他组织", 1, 5), head("总计", 2, 1))
	row(44, true, head("商业\n企业", 1, 1), head("科研\n机构", 1, 1), head("社会\n公益\n组织", 1, 1), head("法律\n服务\n机构", 1, 1), head("其他", 1, 1))

	strong := func(text string, rows, cols int) doc.Cell {
		return cell(doc.RowHead, doc.NarrowStrong, text, rows, cols)
	}
	stub := func(text string, rows, cols int) doc.Cell {
		return cell(doc.RowHead, doc.NarrowStub, text, rows, cols)
	}
	n := 0
	body := func(keep bool, labels ...doc.Cell) {
		n++
		f := figures(doc.NarrowFigure, "95", "0", "0", "0", "0", "0")
		f = append(f, cell(doc.Data, doc.NarrowFigure5, "14069", 1, 1))
		row(20, keep, append(labels, f...)...)
	}
	body(false, strong("一、本年新收政府信息公开申请数量", 1, 3))
	body(false, strong("二、上年结转政府信息公开申请数量", 1, 3))
	three := strong("三、本年度办理结果", 22, 1)
	three.Vertical = true
	body(false, three, stub("（一）予以公开", 1, 2))
	body(false, stub("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2))
	for _, g := range []struct{ name, leaves string }{
		{"（三）不予公开", "1.属于国家秘密|2.其他法律行政法规禁止公开|3.危及“三安全一稳定”|4.保护第三方合法权益|5.属于三类内部事务信息|6.属于四类过程性信息|7.属于行政执法案卷|8.属于行政查询事项"},
		{"（四）无法提供", "1.本机关不掌握相关政府信息|2.没有现成信息需要另行制作|3.补正后申请内容仍不明确"},
		{"（五）不予处理", "1.信访举报投诉类申请|2.重复申请|3.要求提供公开出版物|4.无正当理由大量反复申请|5.要求行政机关确认或重新出具已获取信息"},
		{"（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|3.其他"},
	} {
		leaves := strings.Split(g.leaves, "|")
		for i, leaf := range leaves {
			var labels []doc.Cell
			if i == 0 {
				labels = append(labels, stub(g.name, len(leaves), 1))
			}
			body(i+1 < len(leaves), append(labels, stub(leaf, 1, 1))...)
		}
	}
	body(false, stub("（七）总计", 1, 2))
	body(false, strong("四、结转下年度继续办理", 1, 3))
	return t
}

// reviewTable is table 4.
func reviewTable() *doc.Table {
	t := &doc.Table{
		Caption:     "政府信息公开行政复议、行政诉讼情况",
		Description: "前三行为表头，第四行为数据。",
		Widths:      widths(30, 30, 30, 30, 30, 29, 29, 29, 29, 30, 29, 29, 29, 29, 30),
		HeadRows:    3,
		Padding:     doc.Pt(1.4),
	}
	head := func(text string, rows, cols int) doc.Cell {
		return cell(doc.ColumnHead, doc.NarrowHead, text, rows, cols)
	}
	results := func(rows int) []doc.Cell {
		var c []doc.Cell
		for _, s := range []string{"结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总计"} {
			c = append(c, head(s, rows, 1))
		}
		return c
	}
	t.Rows = []doc.Row{
		{MinHeight: doc.Pt(24), KeepNext: true, Cells: []doc.Cell{head("行政复议", 1, 5), head("行政诉讼", 1, 10)}},
		{MinHeight: doc.Pt(24), KeepNext: true, Cells: append(results(2), head("未经复议直接起诉", 1, 5), head("复议后起诉", 1, 5))},
		{MinHeight: doc.Pt(48), KeepNext: true, Cells: append(results(1), results(1)...)},
		{MinHeight: doc.Pt(27), Cells: figures(doc.NarrowFigure, "1", "1", "0", "0", "2", "1", "0", "0", "0", "1", "2", "0", "1", "0", "3")},
	}
	return t
}

// form is a document like the real form.
func form() *doc.Document {
	p := func(text string) *doc.Paragraph { return &doc.Paragraph{Style: doc.Body, Inlines: doc.Text(text)} }
	h := func(level int, text string) *doc.Heading {
		return &doc.Heading{Level: level, Inlines: doc.Text(text)}
	}
	runIn := func(text string) *doc.Heading {
		return &doc.Heading{Level: 2, RunIn: true, Inlines: doc.Text(text)}
	}
	long := "围绕全区中心工作重点，持续完善门户网站信息采集和内容发布各项制度，强化信息保密审查报备，确保门户网站安全平稳运行；全年共编发各类网站信息2894条，其中政策解读“一图读懂”128条——较上年增加12.5%。"
	return &doc.Document{
		Title:  "示例区政务服务局2023年政府信息公开工作年度报告",
		Lang:   "zh-CN",
		Styles: doc.GB9704(),
		Blocks: []doc.Block{
			h(0, "示例区政务服务局\n2023年政府信息公开工作年度报告"),
			p("本报告根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。报告所列数据的统计期限自2023年1月1日起至12月31日止。"),
			h(1, "一、总体情况"),
			runIn("（一）主动公开情况。"), p(long),
			runIn("（二）依申请公开情况。"), p("本年度共收到申请95件。" + long),
			h(2, "（三）政府信息管理"), p(long),
			runIn("（四）政府信息公开平台建设。"), p(long + long),
			runIn("（五）监督保障。"), p(long),
			h(1, "二、主动公开政府信息情况"),
			clauseTable(),
			h(1, "三、收到和处理政府信息公开申请情况"),
			applicationTable(),
			h(1, "四、政府信息公开行政复议、行政诉讼情况"),
			reviewTable(),
			h(1, "五、存在的主要问题及改进情况"),
			p(long), p(long),
			h(1, "六、其他需要报告的事项"),
			p("本年度未收取信息处理费。"),
			&doc.Paragraph{Style: doc.Signature, Inlines: doc.Text("示例区政务服务局")},
			&doc.Paragraph{Style: doc.Signature, Inlines: doc.Text("2024年1月15日")},
		},
	}
}

// write returns d as a DOCX.
func write(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
