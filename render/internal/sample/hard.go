package sample

import (
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// HardCases returns a document of all that formats with pages get wrong, and the faces to
// set it in, in which bold text has no bold face: marks in vertical text, characters
// beyond U+FFFF, squeezed punctuation, thickened glyphs, shades, Latin words and figures,
// two characters of one glyph, spaces at every place of a line, long labels, and the mark of
// a draft.
func HardCases() (*doc.Document, *fonts.Set) {
	set := fonts.Default()
	set.Families[doc.Song].Bold = nil

	const blue, yellow = doc.Color(0xC6D9F1), doc.Color(0xFFF2CC)
	cell := func(kind doc.CellKind, style doc.StyleID, rows, cols int, text string) doc.Cell {
		return doc.Cell{Kind: kind, Style: style, RowSpan: rows, ColSpan: cols, Runs: doc.Text(text)}
	}
	shaded := func(c doc.Cell, shade doc.Color) doc.Cell { c.Shade = shade; return c }
	vertical := func(c doc.Cell) doc.Cell { c.Vertical = true; return c }
	stub := func(text string) doc.Cell { return cell(doc.RowHead, doc.NarrowStub, 1, 1, text) }
	figure := func(text string) doc.Cell { return cell(doc.Data, doc.NarrowFigure, 1, 1, text) }
	table := &doc.Table{
		Caption: "难排的表格", Description: "左起两列为表头，竖排。", HeadRows: 1, Padding: doc.Pt(2),
		Widths: []doc.Length{doc.Pt(30), doc.Pt(45), doc.Pt(190), doc.Pt(60), doc.Pt(90)},
		Rows: []doc.Row{
			{Cells: []doc.Cell{
				shaded(cell(doc.ColumnHead, doc.NarrowHead, 1, 3, "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"), blue),
				shaded(cell(doc.ColumnHead, doc.NarrowHead, 1, 1, "𠮷"), blue),
				shaded(cell(doc.ColumnHead, doc.TableHead, 1, 1, "加粗 Bold"), yellow),
			}},
			{MinHeight: doc.Pt(34), Cells: []doc.Cell{
				vertical(cell(doc.RowHead, doc.NarrowStrong, 4, 1, "三、本年度“办理”（结果），《𠮷》—12件。")),
				vertical(cell(doc.RowHead, doc.NarrowStub, 2, 1, "（一）予以公开、‘区分’；")),
				stub("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请（区分处理的，只计这一情形，不计其他情形）"),
				figure("14069"), figure("38.441094万元"),
			}},
			{MinHeight: doc.Pt(34), Cells: []doc.Cell{stub("  “两格”在前，中间 有  空格，末尾。 "), figure("/"), shaded(figure("1,234"), yellow)}},
			{MinHeight: doc.Pt(34), Cells: []doc.Cell{
				vertical(cell(doc.RowHead, doc.NarrowStub, 2, 1, "𠮷：！？「三」…")),
				stub("2.𠮷县㙍镇"), figure(""), figure("-12.5%"),
			}},
			{MinHeight: doc.Pt(34), Cells: []doc.Cell{stub("𠮷𠮷、A𠮷B"), figure("𠮷"), figure("140690")}},
		},
	}
	return &doc.Document{
		Title: "难排的一页：“<&>”", Lang: "zh-CN", Issuer: "𠮷县人民政府", Mark: doc.Draft, Styles: doc.GB9704(),
		Blocks: []doc.Block{
			&doc.Heading{Runs: doc.Text("𠮷县人民政府\n2023年政府信息公开工作年度报告")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、标点：“《（挤压）》”，。")},
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）主动公开。")},
			&doc.Paragraph{Runs: []doc.Run{
				{Text: "“看得到、‘找得着’。”（《条例》），“是否到位？”；——破折——与―横线─，～和〜，及……省略……，"},
				{Text: "加粗的一段：", Bold: true},
				{Text: "Open Government Information, AVATAR fi 1—12月 3507件<99.9%>&c.；𠮷先生、㙍女士、𬭚。"},
			}},
			&doc.Paragraph{Runs: []doc.Run{
				{Text: "  开头 两格，"},
				{Text: "𠮷，Bold 𠮷 12345，", Bold: true},
				{Text: "网址：http://www.example.gov.cn/zwgk/index.html?a=1&b=2 ，结尾  "},
			}},
			&doc.Heading{Level: 1, Runs: doc.Text("二、𠮷 & <表格>")},
			table,
		},
	}, set
}
