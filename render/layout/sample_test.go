package layout

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/render/doc"
)

// The tables of the annual report as published reports set them, with figures
// that are all different.

func textCell(kind doc.CellKind, style doc.StyleID, rows, cols int, text string) doc.Cell {
	return doc.Cell{Kind: kind, Style: style, RowSpan: rows, ColSpan: cols, Inlines: doc.Text(text)}
}

// widths scales column widths so that they fill the type area.
func widths(points ...float64) []doc.Length {
	area := doc.GB9704().Page
	var sum float64
	for _, p := range points {
		sum += p
	}
	var out []doc.Length
	var at float64
	var last doc.Length
	for _, p := range points {
		at += p
		edge := doc.Length(float64(area.TextWidth()) * at / sum)
		out = append(out, edge-last)
		last = edge
	}
	return out
}

// numbers makes figures.
type numbers int

func (n *numbers) cells(style doc.StyleID, count, span int) []doc.Cell {
	var out []doc.Cell
	for range count {
		*n++
		out = append(out, textCell(doc.Data, style, 1, span, fmt.Sprint(int(*n))))
	}
	return out
}

// disclosure is table two in the edition of 2021.
func disclosure() *doc.Table {
	t := &doc.Table{Caption: "表二", Widths: widths(155.6, 107.3, 83.8, 94.7), Padding: doc.Pt(3)}
	var n numbers
	add := func(keep bool, cells ...doc.Cell) {
		t.Rows = append(t.Rows, doc.Row{MinHeight: doc.Pt(30), KeepNext: keep, Cells: cells})
	}
	for _, block := range []struct {
		clause string
		heads  []string
		stubs  []string
	}{
		{"第二十条第（一）项", []string{"本年制发件数", "本年废止件数", "现行有效件数"}, []string{"规章", "行政规范性文件"}},
		{"第二十条第（五）项", []string{"本年处理决定数量"}, []string{"行政许可"}},
		{"第二十条第（六）项", []string{"本年处理决定数量"}, []string{"行政处罚", "行政强制"}},
		{"第二十条第（八）项", []string{"本年收费金额（单位：万元）"}, []string{"行政事业性收费"}},
	} {
		span := 3 / len(block.heads)
		clause := textCell(doc.ColumnHead, doc.TableClause, 1, 4, block.clause)
		clause.Shade = 0xC6D9F1
		add(true, clause)
		heads := []doc.Cell{textCell(doc.ColumnHead, doc.TableHead, 1, 1, "信息内容")}
		for _, h := range block.heads {
			heads = append(heads, textCell(doc.ColumnHead, doc.TableHead, 1, span, h))
		}
		add(true, heads...)
		for i, s := range block.stubs {
			row := append([]doc.Cell{textCell(doc.RowHead, doc.TableStub, 1, 1, s)}, n.cells(doc.TableFigure, len(block.heads), span)...)
			add(i+1 < len(block.stubs), row...)
		}
	}
	return t
}

// applications is table three in the edition of 2021: 28 rows, 10 columns.
func applications() *doc.Table {
	t := &doc.Table{
		Caption:  "表三",
		Widths:   widths(26.5, 76.7, 129.7, 31.7, 28.3, 28.5, 28.3, 28.2, 28.2, 32.7),
		HeadRows: 3,
		Padding:  doc.Pt(2),
	}
	var n numbers
	add := func(height float64, cells ...doc.Cell) {
		t.Rows = append(t.Rows, doc.Row{MinHeight: doc.Pt(height), Cells: cells})
	}
	head := func(rows, cols int, text string) doc.Cell {
		return textCell(doc.ColumnHead, doc.NarrowHead, rows, cols, text)
	}
	add(20, textCell(doc.ColumnHead, doc.NarrowStub, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), head(1, 7, "申请人情况"))
	add(20, head(2, 1, "自然人"), head(1, 5, "法人或其他组织"), head(2, 1, "总计"))
	add(40, head(1, 1, "商业企业"), head(1, 1, "科研机构"), head(1, 1, "社会公益组织"), head(1, 1, "法律服务机构"), head(1, 1, "其他"))
	row := func(stubs ...doc.Cell) {
		add(20, append(stubs, n.cells(doc.NarrowFigure, 7, 1)...)...)
	}
	stub := func(rows, cols int, text string) doc.Cell {
		return textCell(doc.RowHead, doc.NarrowStub, rows, cols, text)
	}
	strong := func(cols int, text string) doc.Cell {
		return textCell(doc.RowHead, doc.NarrowStrong, 1, cols, text)
	}
	row(strong(3, "一、本年新收政府信息公开申请数量"))
	row(strong(3, "二、上年结转政府信息公开申请数量"))
	results := textCell(doc.RowHead, doc.NarrowStrong, 22, 1, "三、本年度办理结果")
	results.Vertical = true
	row(results, stub(1, 2, "（一）予以公开"))
	row(stub(1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"))
	for _, group := range []string{
		"（三）不予公开|1.属于国家秘密|2.其他法律行政法规禁止公开|3.危及“三安全一稳定”|4.保护第三方合法权益|5.属于三类内部事务信息|6.属于四类过程性信息|7.属于行政执法案卷|8.属于行政查询事项",
		"（四）无法提供|1.本机关不掌握相关政府信息|2.没有现成信息需要另行制作|3.补正后申请内容仍不明确",
		"（五）不予处理|1.信访举报投诉类申请|2.重复申请|3.要求提供公开出版物|4.无正当理由大量反复申请|5.要求行政机关确认或重新出具已获取信息",
		"（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|3.其他",
	} {
		labels := strings.Split(group, "|")
		for i, leaf := range labels[1:] {
			if i == 0 {
				row(stub(len(labels)-1, 1, labels[0]), stub(1, 1, leaf))
			} else {
				row(stub(1, 1, leaf))
			}
		}
	}
	row(stub(1, 2, "（七）总计"))
	row(strong(3, "四、结转下年度继续办理"))
	return t
}

// keepGroups asks for no page break within the groups （三） to （六） of table three.
func keepGroups(t *doc.Table) *doc.Table {
	for _, g := range [][2]int{{7, 15}, {15, 18}, {18, 23}, {23, 26}} {
		for r := g[0]; r < g[1]-1; r++ {
			t.Rows[r].KeepNext = true
		}
	}
	return t
}

// remedies is table four.
func remedies() *doc.Table {
	t := &doc.Table{Caption: "表四", Widths: widths(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), HeadRows: 3, Padding: doc.Pt(1)}
	var n numbers
	add := func(height float64, cells ...doc.Cell) {
		t.Rows = append(t.Rows, doc.Row{MinHeight: doc.Pt(height), Cells: cells})
	}
	head := func(rows, cols int, text string) doc.Cell {
		return textCell(doc.ColumnHead, doc.NarrowHead, rows, cols, text)
	}
	outcomes := []string{"结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总计"}
	add(24, head(1, 5, "行政复议"), head(1, 10, "行政诉讼"))
	var second, third []doc.Cell
	for _, o := range outcomes {
		second = append(second, head(2, 1, o))
	}
	second = append(second, head(1, 5, "未经复议直接起诉"), head(1, 5, "复议后起诉"))
	for range 2 {
		for _, o := range outcomes {
			third = append(third, head(1, 1, o))
		}
	}
	add(24, second...)
	add(40, third...)
	add(27, n.cells(doc.NarrowFigure, 15, 1)...)
	return t
}

// report is a document with everything an annual report has.
func report() *doc.Document {
	body := func(s string) doc.Block { return &doc.Paragraph{Style: doc.Body, Inlines: doc.Text(s)} }
	head := func(level int, s string) doc.Block { return &doc.Heading{Level: level, Inlines: doc.Text(s)} }
	runIn := func(s string) doc.Block {
		return &doc.Heading{Level: 2, Inlines: doc.Text(s), RunIn: true}
	}
	return &doc.Document{
		Title: "示例市示例区人民政府2023年政府信息公开工作年度报告", Lang: "zh-CN", Styles: doc.GB9704(),
		Blocks: []doc.Block{
			head(0, "示例市示例区人民政府\n2023年政府信息公开工作年度报告"),
			body("本报告由示例区人民政府办公室根据《中华人民共和国政府信息公开条例》（国务院令第711号）（以下简称《条例》）要求编制。报告中所列数据统计期限自2023年1月1日起至2023年12月31日止。如对本报告有疑问，请与示例区人民政府办公室联系（地址：示例大道90号，邮编：223100，电话：0517-87290606，网址：http://www.example.gov.cn/zwgk/zfxxgk/index.html，邮箱：xxgk@example.gov.cn）。"),
			head(1, "一、总体情况"),
			runIn("（一）主动公开。"),
			body("主要通过政府门户网站主动公开政府文件、项目审批、通知公告等各类政府信息。2023年，我区在政府网站平台主动发布各类政府信息2428条，公开政府常务会议7期，解读信息发布7条。"),
			runIn("（二）依申请公开。"),
			body("根据《条例》和上级部门关于依申请办理的规范要求，强化组织领导、规范办理流程，确保依申请答复工作规范高效。2023年，受理政府信息公开申请17件，均已在法定期限内予以答复。"),
			head(2, "（三）政府信息管理"),
			body("加强政府信息全生命周期管理——从产生、审核、发布到归档……做到“应公开尽公开”，收费38.441094万元，同比下降12.5%。"),
			head(1, "二、主动公开政府信息情况"),
			disclosure(),
			head(1, "三、收到和处理政府信息公开申请情况"),
			keepGroups(applications()),
			head(1, "四、政府信息公开行政复议、行政诉讼情况"),
			remedies(),
			head(1, "五、存在的主要问题及改进情况"),
			body("2023年，全区政府信息公开工作虽取得一定成绩，但对照上级要求和群众期盼，仍存在一些不足，主要是：个别部门对复杂申请件的研判能力不足，答复文书规范性有待提升，疑难问题协调处理机制尚需完善，政策解读的形式还不够丰富，政务新媒体运维管理还需加强等。"),
			body("针对存在问题，2024年将切实抓好以下工作：一是扎实推进依申请公开工作，全面梳理和优化工作流程、健全工作机制、强化部门协同配合，全面提升政府信息依申请公开规范化、专业化水平。"),
			head(1, "六、其他需要报告的事项"),
			body("2023年收取信息处理费0元。"),
			&doc.Paragraph{Style: doc.Body},
			&doc.Paragraph{Style: doc.Signature, Inlines: doc.Text("示例市示例区人民政府")},
			&doc.Paragraph{Style: doc.Signature, Inlines: doc.Text("2024年1月15日")},
		},
	}
}
