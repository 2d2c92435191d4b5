package msdoc

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// dump returns what a file is taken apart into, with what is told.
func dump(data []byte) string {
	var n source.Notes
	s, err := Read(data, &n)
	var list []string
	var e *report.InputError
	switch {
	case errors.As(err, &e):
		list = append(list, fmt.Sprint("error ", e.Code, " ", e.Pos, " ", e.Got))
	case err != nil:
		list = append(list, fmt.Sprint("error ", err))
	default:
		for _, b := range s.Blocks {
			if b.Table == nil {
				list = append(list, fmt.Sprintf("%v h%d %q", b.At, b.Level, b.Text))
				continue
			}
			list = append(list, fmt.Sprintf("%v %d×%d", b.At, b.Table.Rows, b.Table.Cols))
			for _, c := range b.Table.Cells {
				list = append(list, strings.TrimSuffix(fmt.Sprintf("%d.%d.%d %d+%d %d+%d %q %d", c.At.Table, c.At.Row, c.At.Col, c.Row, c.Rows, c.Col, c.Cols, c.Text, c.State), " 0"))
			}
		}
	}
	n.TellRepairs()
	for _, f := range n.Findings {
		list = append(list, fmt.Sprint(f.Code, " ", f.Pos, " ", f.Want, " ", f.Got))
	}
	return strings.Join(list, "\n")
}

func TestRead(t *testing.T) {
	edges := []int{0, 1000, 2000, 3000}
	const above, merged = 0x20, 0x20 | 0x40
	deleted, hidden := sprm(sprmCFRMarkDel, 1), sprm(sprmCFVanish, 1)
	inCell := sprm(sprmPFInTable, 1)
	for _, c := range []struct {
		name  string
		paras []para
		want  []string
	}{
		{"text", []para{text("某局报告"), text(""), styled(1, "一、总体情况"), styled(0, "（一）主动", sprm(sprmPOutLvl, 1)...), text(" 一\v二\t三\f"), text("𠮷a\u00a0b\u001ec\u001fd")},
			[]string{`第 1 段 h0 "某局报告"`, `第 3 段 h1 "一、总体情况"`, `第 4 段 h2 "（一）主动"`, `第 5 段 h0 "一\n二\t三"`, `第 7 段 h0 "𠮷a\u00a0b-cd"`}},
		{"what is not shown", []para{{runs: []run{{"正", sprm(0xCA47)}, {"删", deleted}, {"文", nil}, {"藏", hidden}, {"划", sprm(sprmCFStrike, 1)}, {"5m", nil}, {"2", sprm(sprmCIss, 1)}}, mark: paraMark},
			{runs: []run{{"前", nil}, {"", deleted}}, mark: paraMark}, text("后")},
			[]string{`第 1 段 h0 "正文5m²"`, `第 2 段 h0 "前后"`, "I-aq 第 1 段 修订中删除的文字 1", "I-aq 第 1 段 隐藏的文字 1", "I-aq 第 1 段 删去的文字 1"}},
		{"fields", []para{text("共\x13PAGE \x13IF\x15\x14 12\x15页\x13=SUM(ABOVE)\x15")},
			[]string{`第 1 段 h0 "共 12页"`, "I-aq 第 1 段 没有结果的域 1"}},
		{"pictures and symbols", []para{text("图"), text("\x01"), {runs: []run{{"x\x01\x02\x05(", nil}, {"(", sprm(sprmCFSpec, 1)}}, mark: paraMark}},
			[]string{`第 1 段 h0 "图"`, `第 3 段 h0 "x("`, "I-aq 第 2 段 图片 1", "I-aq 第 3 段 符号字体的字符 1"}},
		{"a table", slices.Concat(
			cells("项", "甲", "乙"), []para{end(edges, merged)},
			cells("", "1", " 2 "), []para{end([]int{5, 1010, 1995, 3010}, above)},
			cells("合计", "3"), []para{end([]int{0, 1000, 3000}), text("后")}),
			[]string{"第 1 个表 3×3", `1.1.1 0+2 0+1 "项"`, `1.1.2 0+1 1+1 "甲"`, `1.1.3 0+1 2+1 "乙"`, `1.2.2 1+1 1+1 "1"`, `1.2.3 1+1 2+1 "2"`,
				`1.3.1 2+1 0+1 "合计"`, `1.3.2 2+1 1+2 "3"`, `第 1 段 h0 "后"`}},
		{"cells of several lines, merged to the left, blank, with a field or a picture", slices.Concat(
			[]para{{runs: []run{{text: "商业"}}, mark: paraMark, list: inCell}}, cells("企业", "宽", "遮"), []para{end(edges, 0, 1, 2)},
			cells("丙", "\x13=A1\x15", "\x01"), []para{end(edges)}),
			[]string{"第 1 个表 2×3", `1.1.1 0+1 0+1 "商业\n企业"`, `1.1.2 0+1 1+2 "宽"`, `1.2.1 1+1 0+1 "丙"`, `1.2.2 1+1 1+1 "" 2`, `1.2.3 1+1 2+1 "" 4`,
				"I-aq 第 1 个表第 2 行第 2 格 没有结果的域 1", "I-aq 第 1 个表第 1 行第 3 格 被合并的单元格遮住的文字 1", "I-aq 第 1 个表第 2 行第 3 格 图片 1"}},
		{"cells below one that is wider or merged", slices.Concat(
			cells("宽", "1"), []para{end([]int{0, 2000, 3000}, 0x60)}, cells("", "2", "3"), []para{end(edges, 0x20)},
			cells("并", "遮", "4"), []para{end(edges, 0x61, 2)}, cells("", "也遮", "5"), []para{end(edges, 0x21, 2)}),
			[]string{"第 1 个表 4×3", `1.1.1 0+1 0+2 "宽"`, `1.1.2 0+1 2+1 "1"`, `1.2.1 1+1 0+1 ""`, `1.2.2 1+1 1+1 "2"`, `1.2.3 1+1 2+1 "3"`,
				`1.3.1 2+2 0+2 "并"`, `1.3.3 2+1 2+1 "4"`, `1.4.3 3+1 2+1 "5"`, "I-aq 第 1 个表第 3 行第 2 格 被合并的单元格遮住的文字 2"}},
		{"a row that changes delete", slices.Concat(
			cells("甲", "1"), []para{end([]int{0, 1000, 2000})},
			[]para{{runs: []run{{"乙", deleted}, {"", deleted}}, mark: cellMark, list: inCell}, {runs: []run{{"2", deleted}, {"", deleted}}, mark: cellMark, list: inCell}, {runs: []run{{"", deleted}}, mark: cellMark, list: end([]int{0, 1000, 2000}).list}},
			cells("丙", "3"), []para{end([]int{0, 1000, 2000})}),
			[]string{"第 1 个表 2×2", `1.1.1 0+1 0+1 "甲"`, `1.1.2 0+1 1+1 "1"`, `1.2.1 1+1 0+1 "丙"`, `1.2.2 1+1 1+1 "3"`,
				"I-aq 第 1 个表第 2 行第 1 格 修订中删除的文字 2", "I-aq 第 1 个表第 2 行 修订中删除的行 1"}},
		{"columns that are changed", slices.Concat(
			cells("甲", "1", "2"), []para{end(edges)},
			cells("乙", "3"), []para{{mark: cellMark, list: join(end([]int{0, 1000, 1500}).list, sprm(sprmTDxaCol, 1, 2, 0xD0, 7))}}),
			[]string{"第 1 个表 2×3", `1.1.1 0+1 0+1 "甲"`, `1.1.2 0+1 1+1 "1"`, `1.1.3 0+1 2+1 "2"`, `1.2.1 1+1 0+1 "乙"`, `1.2.2 1+1 1+2 "3"`}},
		{"a row without columns", slices.Concat(
			cells("甲", "1", "2"), []para{end(edges)},
			cells("乙", "3"), []para{{mark: cellMark, list: join(inCell, sprm(sprmPFTtp, 1))}}),
			[]string{"第 1 个表 2×3", `1.1.1 0+1 0+1 "甲"`, `1.1.2 0+1 1+1 "1"`, `1.1.3 0+1 2+1 "2"`, `1.2.1 1+1 0+1 "乙"`, `1.2.2 1+1 1+1 "3"`}},
		{"tables within tables", slices.Concat(
			[]para{{runs: []run{{text: "标题"}}, mark: paraMark, list: inCell}, inner("甲", sprm(sprmPFInnerTableCell, 1)...), inner("1", sprm(sprmPFInnerTableCell, 1)...), inner("", join(sprm(sprmPFInnerTtp, 1), end([]int{0, 500, 900}).list[6:])...)},
			cells("尾"), []para{end([]int{0, 1000})}, cells("一格"), []para{end([]int{0, 1000}), text("后")}),
			[]string{`第 1 个表第 1 行第 1 格 h0 "标题"`, "第 1 个表 1×2", `1.1.1 0+1 0+1 "甲"`, `1.1.2 0+1 1+1 "1"`, `第 2 个表第 1 行第 1 格 h0 "尾"`, `第 2 个表第 2 行第 1 格 h0 "一格"`, `第 1 段 h0 "后"`}},
		{"a table that is not ended", slices.Concat([]para{text("前")}, cells("甲", "1")),
			[]string{`第 1 段 h0 "前"`, `第 1 个表第 1 行第 1 格 h0 "甲"`, `第 1 个表第 1 行第 2 格 h0 "1"`}},
	} {
		if got := dump(build(c.paras, nil)); got != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, strings.Join(c.want, "\n"))
		}
	}
}

// TestElsewhere reads a table whose properties stand in the data stream, and such as lead
// nowhere.
func TestElsewhere(t *testing.T) {
	row := end([]int{0, 1000, 3000}).list
	columns := row[6:] // behind that it is the end of a row
	data := join([]byte{0}, u16(len(row)), row, u16(len(columns)), columns, u16(6), sprm(sprmPHugePapx, u32(1+2+len(row)+2+len(columns))...))
	table, loop := 1+2+len(row), 1+2+len(row)+2+len(columns)
	paras := slices.Concat(cells("甲", "1"), []para{{mark: cellMark, list: sprm(sprmPHugePapx, u32(1)...)}},
		cells("乙", "2"), []para{{mark: cellMark, list: join(sprm(sprmPFInTable, 1), sprm(sprmPFTtp, 1), sprm(sprmPTableProps, u32(table)...))}},
		cells("丙", "3", "4"), []para{end([]int{0, 1000, 2000, 3000})},
		[]para{styled(0, "环", sprm(sprmPHugePapx, u32(loop)...)...), styled(0, "外", sprm(sprmPHugePapx, u32(1<<20)...)...)})
	want := strings.Join([]string{"第 1 个表 3×3", `1.1.1 0+1 0+1 "甲"`, `1.1.2 0+1 1+2 "1"`, `1.2.1 1+1 0+1 "乙"`, `1.2.2 1+1 1+2 "2"`,
		`1.3.1 2+1 0+1 "丙"`, `1.3.2 2+1 1+1 "3"`, `1.3.3 2+1 2+1 "4"`, `第 1 段 h0 "环"`, `第 2 段 h0 "外"`}, "\n")
	if got := dump(build(paras, map[int][]byte{-1: data})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestPieces reads text that stands in pieces, of a byte a character too, with properties
// of their own.
func TestPieces(t *testing.T) {
	data := build([]para{text("某局报告"), text("“a”")}, nil)
	c, err := openCompound(data)
	if err != nil {
		t.Fatal(err)
	}
	d, err := openDocument(c)
	if err != nil {
		t.Fatal(err)
	}
	const first = 0x800
	bytes := len(d.main)
	pcd := func(at int, change uint16) []byte { return join(u16(0), u32(at), u16(int(change))) }
	narrow := func(at int) int { return 2*at | 1<<30 }
	texts := append(slices.Clone(d.main), "\x93b\x94 8\r"...)
	for i, want := range []string{
		"第 1 段 h0 \"某局报告\"\n第 2 段 h0 \"“b” 8\"",
		"第 1 段 h0 \"某局报告\"\nI-aq 第 2 段 隐藏的文字 1",
		"第 1 段 h0 \"某局报告\"\nI-aq 第 2 段 修订中删除的文字 1",
		"error I-ar  DOC 的文字读不出", "error I-ar  DOC 的文字读不出", "error I-ar  DOC 的文字读不出",
	} {
		plc := join(u32(0), u32(5), u32(11), pcd(first, 0), pcd(narrow(bytes), [...]uint16{0, 1, 0x41<<1 | 1<<8, 0, 0, 0}[i]))
		switch i {
		case 3:
			plc = join(u32(0), u32(5), u32(11), pcd(first, 0), pcd(narrow(bytes)+4, 0)) // beyond the file
		case 4:
			plc = join(u32(0), u32(6), u32(5), pcd(first, 0), pcd(narrow(bytes), 0)) // backwards
		case 5:
			plc = join(u32(0), u32(5), pcd(first, 0)) // too short
		}
		hide := sprm(sprmCFVanish, 1)
		pieces := join([]byte{1}, u16(len(hide)), hide, []byte{2}, u32(len(plc)), plc)
		table := append(slices.Clone(d.table), pieces...)
		main := slices.Clone(texts)
		copy(main[0x40+12:], u32(11))
		copy(main[0x9A+8*pairPieces:], join(u32(len(d.table)), u32(len(pieces))))
		if got := dump(compoundFile(map[string][]byte{"WordDocument": main, "1Table": table})); got != want {
			t.Errorf("%d: %s", i, got)
		}
	}
}

// TestRefused reads files that are refused.
func TestRefused(t *testing.T) {
	doc := build([]para{text("报告")}, nil)
	c, _ := openCompound(doc)
	whole, _ := c.read("WordDocument")
	table, _ := c.read("1Table")
	changed := func(at int, with ...byte) []byte {
		main := slices.Clone(whole)
		copy(main[at:], with)
		return compoundFile(map[string][]byte{"WordDocument": main, "1Table": table})
	}
	header := func(at int, with ...byte) []byte {
		b := slices.Clone(doc)
		copy(b[at:], with)
		return b
	}
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"a workbook", compoundFile(map[string][]byte{"Workbook": make([]byte, 9)}), "error I-b  XLS"},
		{"with a password", compoundFile(map[string][]byte{"EncryptionInfo": {1}, "EncryptedPackage": {1}}), "error I-at  "},
		{"something else", compoundFile(map[string][]byte{"Data": {1}}), "error I-b  Office 旧版文件（DOC、XLS、WPS）"},
		{"Word 95", changed(0, 0xDC, 0xA5, 0x68), "error I-b  Word 95 文件"},
		{"a document with a password", changed(11, 3), "error I-at  "},
		{"no place for the text", changed(0x9A+8*pairPieces, 0xFF, 0xFF, 0xFF, 0xFF), "error I-ar  DOC 的文字读不出"},
		{"no room for the FIB", changed(0x98, 0xFF, 0xFF), "error I-ar  DOC 的文字读不出"},
		{"a text without end", changed(0x4C, 0xFF, 0xFF, 0xFF, 0x7F), "error I-ar  DOC 的文字读不出"},
		{"the header alone", doc[:512], "error I-ar  文件不完整"},
		{"cut short", doc[:len(doc)-512], "error I-ar  文件不完整"},
		{"cut in the header", doc[:100], "error I-ar  文件不完整"},
		{"sectors of another size", header(30, 33), "error I-ar  复合文档的结构不对"},
		{"a directory beyond the end", header(48, 0xFF, 0xFF, 0xFF), "error I-ar  文件不完整"},
		{"a list of tables that goes round", header(68, 0, 0, 0, 0), "error I-ar  复合文档的结构不对"},
	} {
		if got := dump(c.in); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	// A chain that leads back to its beginning.
	at := len(doc) - 512
	if word.Uint32(doc[at:]) != 1 {
		t.Fatal("the table of sectors is not at the end")
	}
	copy(doc[at+4:], u32(0))
	if got := dump(doc); got != "error I-ar  复合文档的结构不对" {
		t.Errorf("a chain that goes round: %s", got)
	}
}

// TestHostile reads documents that were made to take long or much.
func TestHostile(t *testing.T) {
	many := func(n int, s string) []para { return []para{text(strings.Repeat(s, n))} }
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"too many characters", build(many(source.MaxChars, "报"), nil), "error I-as  文字"},
		{"a long paragraph", build(many(source.MaxCell, "a\t"), nil), "error I-c 第 1 段 131071"},
		{"many paragraphs", build(many(source.MaxBlocks+1, "a\r"), nil), "error I-ae 第 20001 段 "},
		{"many cells", build(many(source.MaxCells+1, "\a"), nil), ""},
		{"a long row", build(cells(slices.Repeat([]string{""}, 1001)...), nil), "error I-as 第 1 个表第 1 行第 1001 格 表格的列"},
		{"fields within each other", build(many(200_000, "\x13\x14"), nil), ""},
		{"properties of many paragraphs", build([]para{styled(0, strings.Repeat("\r", 400_000), sprm(sprmPHugePapx, u32(0)...)...)}, map[int][]byte{-1: join(u16(60_000), bytes.Repeat(sprm(sprmPIlvl, 0), 20_000))}), "error I-as 第 250 段 文字和段落的属性"},
		{"properties of many runs", func() []byte {
			b := build([]para{{runs: slices.Repeat([]run{{"a", sprm(sprmCFVanish, 0)}}, 2000), mark: paraMark}}, map[int][]byte{
				pairPieces: join([]byte{1}, u16(60_000), bytes.Repeat(sprm(sprmCFVanish, 0), 20_000), []byte{2}, u32(16), u32(0), u32(2001), u16(0), u32(0x800), u16(1))})
			return b
		}(), "error I-as 第 1 段 文字和段落的属性"},
		{"tables that begin anew", build(slices.Repeat([]para{text("a"), styled(0, "", join(sprm(sprmPFInTable, 1), sprm(sprmPItap, u32(250)...))...)}, 100), nil), "error I-as 第 82 段 互相嵌套的表格"},
		{"long numbers", build(slices.Repeat([]para{styled(0, "a", sprm(sprmPIlfo, u16(1)...)...)}, 1000), longNumber(500)), "error I-as 第 155 段 文字"},
		{"numbers that are longer", build([]para{styled(0, "a", sprm(sprmPIlfo, u16(1)...)...)}, longNumber(513)), "第 1 段 h0 \"a\"\nI-aq 第 1 段 没有读出的自动编号 1"},
		{"a depth without end", build([]para{styled(0, "a", join(sprm(sprmPFInTable, 1), sprm(sprmPItap, 0xFF, 0xFF, 0xFF, 0x7F))...)}, nil), "第 1 个表第 1 行第 1 格 h0 \"a\""},
	} {
		if got := dump(c.in); got != c.want {
			t.Errorf("%s: %.300s", c.name, got)
		}
	}
}

// longNumber returns the parts of a document with a list whose numbers have three
// letters or more, so many times.
func longNumber(n int) map[int][]byte {
	return map[int][]byte{
		pairLists:    join(u16(1), u32(7), make([]byte, 22), []byte{1, 0}, aLevel(78, 3, 0, strings.Repeat("\x00", n))),
		pairListUses: join(u32(1), u32(7), make([]byte, 12), u32(-1)),
	}
}

// TestSetWidth moves what stands behind cells that are given a width.
func TestSetWidth(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     []int
	}{
		{0, 1, []int{0, 10, 310, 610}}, {1, 2, []int{0, 100, 110, 410}}, {0, 3, []int{0, 10, 20, 30}},
		{2, 9, []int{0, 100, 400, 410}}, {3, 9, []int{0, 100, 400, 700}}, {9, 9, []int{0, 100, 400, 700}}, {2, 1, []int{0, 100, 400, 700}},
	} {
		edges := []int{0, 100, 400, 700}
		if setWidth(edges, c.from, c.to, 10); !slices.Equal(edges, c.want) {
			t.Errorf("%d to %d: %v, want %v", c.from, c.to, edges, c.want)
		}
	}
}

// FuzzRead reads whatever it is given: no panic, and every cell in its table where no other is.
func FuzzRead(f *testing.F) {
	f.Add(build([]para{styled(1, "一、总体情况"), text("正文\x13PAGE\x14 1\x15")}, nil))
	f.Add(build(slices.Concat(cells("项", "甲"), []para{end([]int{0, 1000, 2000}, 0x60)}, cells("", "1"), []para{end([]int{0, 1000, 2000}, 0x20)}), nil))
	f.Add(compoundFile(map[string][]byte{"Workbook": make([]byte, 9)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		var n source.Notes
		s, err := Read(data, &n)
		if err != nil {
			return
		}
		for _, b := range s.Blocks {
			if b.Table == nil {
				continue
			}
			places := map[[2]int]bool{}
			for _, c := range b.Table.Cells {
				if c.Rows < 1 || c.Cols < 1 || c.Row < 0 || c.Col < 0 || c.Row+c.Rows > b.Table.Rows || c.Col+c.Cols > b.Table.Cols {
					t.Errorf("a cell %+v of %d×%d", c, b.Table.Rows, b.Table.Cols)
				}
				for row := c.Row; row < c.Row+c.Rows; row++ {
					for col := c.Col; col < c.Col+c.Cols; col++ {
						if places[[2]int{row, col}] {
							t.Errorf("two cells at row %d, column %d", row, col)
						}
						places[[2]int{row, col}] = true
					}
				}
			}
		}
	})
}
