package intake

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// plain is a report in which nothing is odd.
func plain(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/plain.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func codes(findings []report.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func plainFigures(t *testing.T) []string {
	t.Helper()
	r, findings, err := Read([]byte(plain(t)))
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) > 0 {
		t.Fatalf("findings in plain.txt: %v", dump(nil, findings, nil))
	}
	return figuresOf(reflect.ValueOf(r.Tables).Elem())
}

func replaceAll(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }

func matching(pattern, with string) func(string) string {
	re := regexp.MustCompile(pattern)
	return func(s string) string { return re.ReplaceAllString(s, with) }
}

// oddity is a change to a plain report, and what its dump then has and has not.
type oddity struct {
	name   string
	change func(string) string
	want   []string // lines, or beginnings of lines
	not    string
}

func (c *oddity) run(t *testing.T) {
	input := c.change(plain(t))
	if input == plain(t) {
		t.Fatal("the case changes nothing")
	}
	r, findings, err := Read([]byte(input))
	got := dump(r, findings, err)
	for _, w := range c.want {
		if !strings.Contains("\n"+got, "\n"+w) {
			t.Errorf("no line %q", w)
		}
	}
	if c.not != "" && strings.Contains("\n"+got, "\n"+c.not) {
		t.Errorf("a line %q", c.not)
	}
	if t.Failed() {
		t.Log(got)
	}
}

// eachLine changes the cells of the lines that have tabs.
func eachLine(change func(cells []string) string) func(string) string {
	return func(s string) string {
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			if strings.Contains(l, "\t") {
				lines[i] = change(strings.Split(l, "\t"))
			}
		}
		return strings.Join(lines, "\n")
	}
}

func filled(cells []string) (out []string) {
	for _, c := range cells {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}

// TestSameFigures reads the plain report in the shapes that pastes have: the
// figures and the text stay.
func TestSameFigures(t *testing.T) {
	want := plainFigures(t)
	plainReport, _, _ := Read([]byte(plain(t)))
	for _, c := range []struct {
		name   string
		change func(string) string
		codes  string
	}{
		{"CRLF", replaceAll("\n", "\r\n"), ""},
		{"CR", replaceAll("\n", "\r"), ""},
		{"line breaks of one paragraph", replaceAll("\n", "\v"), ""},
		{"line breaks of one paragraph and its end", func(s string) string { return strings.ReplaceAll(s, "\n", "\v") + "\n" }, ""},
		{"byte order mark", func(s string) string { return "\ufeff" + s }, ""},
		{"half-width brackets", func(s string) string {
			return eachLine(func(c []string) string {
				return replaceAll("（", "(", "）", ") ", "，", ", ")(tabs(c))
			})(s)
		}, ""},
		{"numbering 1、", matching(`\t(\d)\.`, "\t$1、"), ""},
		{"numbering 1．", matching(`\t(\d)\.`, "\t$1．"), ""},
		{"numbering 1 and space", matching(`\t(\d)\.`, "\t$1 "), ""},
		{"number in a cell of its own", matching(`\t(\d)\.`, "\t$1\t"), "I-y"},
		{"no numbering", matching(`\t(\d)\.`, "\t"), "I-o"},
		{"wrong number", replaceAll("6.属于四类", "7.属于四类", "7.属于行政执法", "6.属于行政执法"), "I-o"},
		{"full-width digits", matching(`\t0\b`, "\t０"), "I-dk"},
		{"measure words", matching(`\t(\d+)`+"\t", "\t${1}件\t"), "I-dk"},
		{"thousands", replaceAll("1234", "1,234"), "I-dk"},
		{"wide thousands", replaceAll("1234", "１，２３４"), "I-dk"},
		{"label over two lines", replaceAll("逾期不补正、行政机关", "逾期不补正、\n行政机关"), "I-y"},
		{"label over two cells", replaceAll("逾期不补正、行政机关", "逾期不补正、\t行政机关"), "I-y"},
		{"label of two words", replaceAll("属于国家秘密", "属于 国家秘密"), ""},
		{"quoted cells", replaceAll("（三）不予公开", "\"（三）不予公开\"", "\t5\t", "\t\"5\"\t"), ""},
		{"misprinted label", replaceAll("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"), "I-o"},
		{"misprinted group", replaceAll("（五）不予处理", "（五）不于处理"), "I-o"},
		{"no group labels", replaceAll("（三）不予公开", "", "（四）无法提供", "", "（五）不予处理", "", "（六）其他处理", ""), ""},
		{"group label on every row", matching(`\t\t(\d\.属于)`, "\t（三）不予公开\t$1"), ""},
		{"short label", replaceAll("（区分处理的，只计这一情形，不计其他情形）", ""), ""},
		{"short label on two lines", replaceAll("（区分处理的，只计", "\n（区分处理的，只计"), "I-y"},
		{"pipes", eachLine(func(c []string) string { return "| " + strings.Join(c, " | ") + " |" }), ""},
		{"pipes with a rule", func(s string) string {
			s = eachLine(func(c []string) string { return "|" + strings.Join(c, "|") + "|" })(s)
			return replaceAll("现行有效件数|\n", "现行有效件数|\n|---|:--:|---|---|\n")(s)
		}, ""},
		{"box drawing", eachLine(func(c []string) string { return "│" + strings.Join(c, "│") + "│" }), ""},
		{"two spaces", eachLine(func(c []string) string { return strings.Join(filled(c), "  ") }), ""},
		{"one space", eachLine(func(c []string) string { return strings.Join(filled(c), " ") }), ""},
		{"one cell a line", eachLine(func(c []string) string { return strings.Join(filled(c), "\n") }), ""},
		{"one cell a line and blank lines", eachLine(func(c []string) string { return strings.Join(filled(c), "\n\n") }), ""},
		{"16 cells", eachLine(func(c []string) string { return tabs(c) + strings.Repeat("\t", 16-len(c)) }), ""},
		{"16 cells, stray ones between", eachLine(func(c []string) string {
			return strings.Join(c, "\t\t")
		}), ""},
		{"250 cells", eachLine(func(c []string) string { return strings.Repeat("\t", 3) + tabs(c) + strings.Repeat("\t", 250) }), ""},
		{"trailing space trimmed", eachLine(trimmed), ""},
		{"page number", replaceAll("（四）无法提供", "\n— 3 —\n（四）无法提供"), "I-aa I-y"},
		{"zero-width space", replaceAll("自然人", "自然\u200b人"), "I-ab"},
		{"heads torn", replaceAll("商业企业\t科研机构", "商业\n企业\t科研\n机构", "结果维持\t结果纠正", "结果\n维持\t结果\n纠正"), ""},
		{"a row without zeros", replaceAll("规章\t0\t0\t0", "规章\t0\t0\t0 "), ""},
		{"long section titles", replaceAll("\n二、主动公开政府信息情况", "\n二、行政机关主动公开政府信息情况",
			"\n四、政府信息公开行政复议、行政诉讼情况", "\n四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"), "I-ac"},
		{"section titles with 1. and spaces", replaceAll("\n二、主动", "\n2. 主动", "\n三、收到", "\n三 、 收到", "\n五、存在", "\n五.存在", "情况\n\n公开", "情况：\n\n公开"), ""},
		{"section titles without numbers", replaceAll("\n二、主动", "\n主动", "\n三、收到", "\n收到", "\n六、其他", "\n其他"), ""},
		{"misprinted section title", replaceAll("\n三、收到和处理政府信息公开申请情况", "\n三、收到和处理政府信息公开申清情况"), "I-o"},
		{"wrong section number", replaceAll("\n六、其他", "\n七、其他", "\n五、存在", "\n四、存在"), "I-n"},
		{"corner wrapped", replaceAll("第一项加第二项之和，等于", "第一项\n加第二项之和，等于"), ""},
		{"three rows in table four", func(s string) string {
			head, _, _ := strings.Cut(s, "行政复议\t")
			_, tail, _ := strings.Cut(s, "\n五、")
			return head + "\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n行政复议\t10\t1\t0\t0\t11\n未经复议直接起诉\t0\t0\t0\t0\t0\n复议后起诉\t5\t0\t2\t0\t7\n\n五、" + tail
		}, ""},
		{"twelve figures in table four", func(s string) string {
			head, tail, _ := strings.Cut(s, "行政复议\t")
			return head + replaceAll("\t总计", "", "10\t1\t0\t0\t11\t0\t0\t0\t0\t0\t5\t0\t2\t0\t7", "10\t1\t0\t0\t0\t0\t0\t0\t5\t0\t2\t0")("行政复议\t"+tail)
		}, "I-al"},
	} {
		t.Run(c.name, func(t *testing.T) {
			input := c.change(plain(t))
			if input == plain(t) {
				t.Fatal("the case changes nothing")
			}
			r, findings, err := Read([]byte(input))
			if err != nil {
				t.Fatal(err)
			}
			if got := figuresOf(reflect.ValueOf(r.Tables).Elem()); !slices.Equal(got, want) {
				t.Errorf("figures\n%q\nwant\n%q", got, want)
			}
			if got := strings.Join(codes(findings), " "); got != c.codes {
				t.Errorf("findings %q, want %q\n%s", got, c.codes, dump(nil, findings, nil))
			}
			a, b := *r, *plainReport
			a.Tables, b.Tables = nil, nil
			if !reflect.DeepEqual(a, b) {
				t.Errorf("text\n%+v\nwant\n%+v", a, b)
			}
		})
	}
}

func mustGB(t *testing.T, s string) []byte {
	t.Helper()
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return gb
}

func TestEncodings(t *testing.T) {
	want := plainFigures(t)
	gb := mustGB(t, plain(t))
	little, big := []byte("\xFF\xFE"), []byte("\xFE\xFF")
	for _, u := range utf16.Encode([]rune(plain(t))) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	// Codes that came to have a character later than others.
	late := bytes.Replace(gb, mustGB(t, "水利信息36条"), []byte("\xFE\x59\xA8\xBC\xFE\x51"), 1)
	if r, _, err := Read(late); err != nil || !slices.ContainsFunc(r.Overview.Subsections, func(s report.Subsection) bool {
		return slices.Contains(s.Paragraphs, "本年度主动公开龴ḿ𠂇。")
	}) {
		t.Errorf("%v\n%s", err, dump(r, nil, nil))
	}
	for name, data := range map[string][]byte{"GB 18030": gb, "UTF-16 little": little, "UTF-16 big": big} {
		r, findings, err := Read(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := figuresOf(reflect.ValueOf(r.Tables).Elem()); !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
		if got := codes(findings); !slices.Equal(got, []string{"I-t"}) {
			t.Errorf("%s: findings %q", name, got)
		}
	}
}

// TestChanged reads what differs from the plain report in its figures or text.
func TestChanged(t *testing.T) {
	for _, c := range []oddity{
		{"blank figures", replaceAll("1.重复\t", "", "一、本年新收政府信息公开申请数量\t\t\t1234\t5\t0\t0\t2\t0\t1241", "一、本年新收政府信息公开申请数量\t\t\t1234\t5\t\t\t2\t\t1241"),
			[]string{"  Applications.Received 1234 5 □ □ 2 □", "I-z 第 "}, "I-y"},
		{"blank first figure", matching("规章\t0\t0\t0", "规章\t\t0\t3"), []string{"  Disclosure.Rules □ 0 3"}, ""},
		{"slashes", matching("规章\t0\t0\t0", "规章\t/\t—\t无"), []string{"  Disclosure.Rules / / /"}, ""},
		{"all blank", matching("规章\t0\t0\t0", "规章\t\t\t"), []string{"  Disclosure.Rules □ □ □"}, ""},
		{"row missing", matching("\t\t2.重复申请.*\n", ""), []string{"  Applications.Results.NotProcessed.Repeated □ □ □ □ □ □"}, ""},
		{"fee with decimals and unit", replaceAll("行政事业性收费\t38.44", "行政事业性收费\t7,730.284100万元"), []string{"  Disclosure 550 4119 195 7730.284100"}, ""},
		{"规范性文件 in the new form", replaceAll("行政规范性文件", "规范性文件"), []string{"  Disclosure.NormativeDocuments 1 5 5", "I-o 第 15 行 表二：“规范性文件”与格式的写法不同，作为“行政规范性文件”"}, ""},
		{"wrong total", replaceAll("\t1241\n", "\t1242\n"), []string{"T3-c 第 30 行 表三 一、本年新收政府信息公开申请数量 总计：总计与各类申请人之和不符：填报 1242，应为 1241"}, ""},
		{"wrong total of results", matching("（七）总计\t\t[0-9]+", "（七）总计\t\t9"), []string{"T3-b 第 "}, ""},
		{"single row of zeros", matching("(?s)（六）其他处理\t1.*?\t(0.*?)\n.*?3.其他.*?\n", "（六）其他处理\t\t$1\n"),
			[]string{"  Applications.Results.Other.NotCorrected 0 0 0 0 0 0", "  Applications.Results.Other.Other 0 0 0 0 0 0"}, "I-p"},
		{"single row of figures", matching("(?s)（六）其他处理\t1.*?3.其他.*?\n", "（六）其他处理\t\t4\t1\t0\t0\t0\t0\t5\n"),
			[]string{"  Applications.Results.Other.NotCorrected □ □ □ □ □ □", "  Applications.Results.Other.Other 4 1 0 0 0 0", "I-p 第 "}, ""},
		{"no total column", eachLine(func(c []string) string {
			if len(c) == 10 && c[9] != "" {
				return tabs(c[:9])
			}
			return tabs(c)
		}), []string{"  Applications.Received 1234 5 0 0 2 0"}, "T3-c"},
		{"section title missing", replaceAll("\n三、收到和处理政府信息公开申请情况\n", "\n"), []string{"I-m 全文：没有找到标题“三、收到和处理政府信息公开申请情况”，这一部分没有文字", "  Applications.Received 1234 5 0 0 2 0"}, ""},
		{"text on the line of a title", replaceAll("\n六、其他需要报告的事项\n\n", "\n六、其他需要报告的事项：\n"), []string{"  本年度没有收取信息处理费。"}, ""},
		{"text on the line of a title, joined", replaceAll("\n六、其他需要报告的事项\n\n", "\n六、其他需要报告的事项："), []string{"  本年度没有收取信息处理费。"}, "I-m"},
		{"year before the agency", replaceAll("青石县水利局2023年政府信息公开工作年度报告", "2023 年度青石县水利局政府信息公开工作报告"),
			[]string{"agency: 青石县水利局", "year: 2023", "title: 2023年度青石县水利局政府信息公开工作报告"}, ""},
		{"year within", replaceAll("2023年政府信息公开工作年度报告", "政府信息公开工作二〇二三年度报告"), []string{"agency: 青石县水利局", "year: 2023"}, ""},
		{"short title", replaceAll("政府信息公开工作年度报告", "政府信息公开年度报告"), []string{"title: 青石县水利局2023年政府信息公开年度报告"}, ""},
		{"title on two lines", replaceAll("局2023年政府", "局\n2023 年政府"), []string{"agency: 青石县水利局", "year: 2023"}, "title:"},
		{"lines before the title", func(s string) string { return "索引号：QS-01\n" + s }, []string{"agency: 青石县水利局", "I-q 第 1 行：没有采用标题前的 1 行：“索引号：QS-01”"}, ""},
		{"signature", func(s string) string {
			return s + "\n\n　　　　青石县水利局\n　　　2024 年 1 月 15 日\n"
		}, []string{"issuer: 青石县水利局", "date: 2024年1月15日"}, "  青石县水利局"},
		{"signature in Chinese numerals", func(s string) string { return s + "\n二〇二四年一月二十五日\n" }, []string{"date: 2024年1月25日"}, "issuer"},
		{"date below the title", replaceAll("年度报告\n", "年度报告\n（2024年1月9日）\n"), []string{"date: 2024年1月9日"}, "preamble"},
		{"agency below the title", replaceAll("青石县水利局2023年政府信息公开工作年度报告\n", "2023年政府信息公开工作年度报告\n青石县水利局\n"), []string{"agency: 青石县水利局", "I-ad "}, "preamble"},
		{"notes", replaceAll("\n四、政府", "\n以上数据含下属单位。\n\n四、政府"), []string{"  after: 以上数据含下属单位。"}, ""},
		{"paragraph before a table", replaceAll("情况\n\n第二十条", "情况\n\n本年无规章。\n\n第二十条"), []string{"  本年无规章。"}, ""},
	} {
		t.Run(c.name, c.run)
	}
}

func TestErrors(t *testing.T) {
	random := make([]byte, 4096)
	rng := rand.NewChaCha8([32]byte{1})
	rng.Read(random)
	change := func(pairs ...string) []byte {
		out := replaceAll(pairs...)(plain(t))
		if out == plain(t) {
			t.Fatalf("%q changes nothing", pairs)
		}
		return []byte(out)
	}
	gb := mustGB(t, plain(t))
	for _, c := range []struct {
		name string
		data []byte
		code string
		line int
		text string // part of the message
	}{
		{"empty", nil, "I-a", 0, ""},
		{"blank lines", []byte("\n \t\n\r\n"), "I-a", 0, ""},
		{"PDF", []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "I-ar", 0, "文件损坏"},
		{"ZIP", []byte("PK\x03\x04\x14\x00"), "I-b", 0, "ZIP"},
		{"DOCX", []byte("PK\x03\x04\x14\x00word/document.xml"), "I-ar", 0, "文件损坏：压缩包的结构不对"},
		{"XLSX", []byte("PK\x03\x04\x14\x00xl/workbook.xml"), "I-ar", 0, "文件损坏：压缩包的结构不对"},
		{"OFD", []byte("PK\x03\x04\x14\x00OFD.xml"), "I-ar", 0, "文件损坏：压缩包的结构不对"},
		{"ODT", []byte("PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.text"), "I-b", 0, "读不了这种文件（ODT）；请打开它，另存为 DOCX"},
		{"ODS", []byte("PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "I-b", 0, "另存为 XLSX"},
		{"RTF", []byte("{\\rtf1\\ansi"), "I-b", 0, "读不了这种文件（RTF）"},
		{"PNG", []byte("\x89PNG\r\n\x1a\n"), "I-b", 0, "读不了这种文件（图片）"},
		{"JPEG", []byte("\xFF\xD8\xFF\xE0"), "I-b", 0, "读不了这种文件（图片）"},
		{"program", []byte("MZ\x90\x00\x03\x00\x00\x00"), "I-b", 0, "二进制文件"},
		{"OLE", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "I-ar", 0, "文件不完整"},
		{"random", random, "I-e", 0, ""},
		{"50 MB of one line", bytes.Repeat([]byte("汉字"), 50<<20/6), "I-c", 0, "字节"},
		{"10 MB of one line", bytes.Repeat([]byte("汉字"), 10<<20/6), "I-c", 0, "4194304"},
		{"4 MB of one line", bytes.Repeat([]byte("汉字"), 4<<20/6), "I-c", 1, "65536"},
		{"2 MB of text", bytes.Repeat([]byte("汉字汉字汉字\n"), 2<<20/19), "I-ae", source.MaxBlocks + 1, ""},
		{"2 MB of long lines", bytes.Repeat([]byte(strings.Repeat("汉字", 5000)+"\n"), 61), "R-g", 51, "500000"},
		{"4 MB of cells", bytes.Repeat([]byte("7"+strings.Repeat("\t", 999)+"\n"), 4<<20/1001), "I-ao", 101, "100000"},
		{"a million lines", bytes.Repeat([]byte("汉\n"), 1<<20), "I-ae", source.MaxBlocks + 1, "行"},
		{"undecodable byte", append(slices.Clone(gb), "\n好\xFF\n"...), "I-d", bytes.Count(gb, []byte("\n")) + 2, ""},
		{"broken UTF-8", change("规章\t0", "规章\xE8\t0"), "I-d", 14, "UTF-8"},
		{"NUL", change("规章\t0", "规章\x00\t0"), "I-e", 14, "U+0000"},
		{"control character", change("规章\t0", "规章\a\t0"), "I-e", 14, "U+0007"},
		{"bidirectional control", change("规章\t0", "规章\u202e\t0"), "I-e", 14, "U+202E"},
		{"only a title", []byte("青石县水利局2023年政府信息公开工作年度报告"), "I-g", 0, "表二"},
		{"prose", []byte("今天天气很好。\n"), "I-f", 1, ""},
		{"letter O for zero", change("规章\t0\t0", "规章\t0\tO"), "F-a", 14, "“O”"},
		{"letters O alone", change("规章\t0\t0\t0", "规章\tO\tO\tO"), "F-a", 14, "“O”"},
		{"letter O in table three", change("1.重复", "", "\t1234\t5\t", "\t1234\tO\t"), "F-a", 30, "商业企业"},
		{"decimal count", change("\t1234\t", "\t12.5\t"), "F-a", 30, "自然人"},
		{"leading zero", change("\t1234\t", "\t0123\t"), "F-a", 30, "自然人"},
		{"sign", change("\t1234\t", "\t-3\t"), "F-a", 30, "自然人"},
		{"figure missing", change("\t1234\t5\t0\t0\t2\t0\t1241", "\t1234\t5\t0\t2\t0\t1241"), "I-j", 30, "1234 5 0 2 0 1241"},
		{"figure missing, lines trimmed", []byte(eachLine(trimmed)(replaceAll("\t1234\t5\t0\t0\t2\t0\t1241", "\t1234\t5\t0\t2\t0\t1241")(plain(t)))), "I-j", 30, ""},
		{"zero missing, lines trimmed", []byte(eachLine(trimmed)(replaceAll("3.其他\t0\t0\t0\t0\t0\t0\t0", "3.其他\t0\t0\t0\t0\t0\t0")(plain(t)))), "I-j", 0, "3.其他"},
		{"figure missing in table two, lines trimmed", []byte(eachLine(trimmed)(replaceAll("文件\t1\t5\t5", "文件\t1\t5")(plain(t)))), "I-j", 15, ""},
		{"figure missing in table two", change("文件\t1\t5\t5", "文件\t1\t5"), "I-j", 15, ""},
		{"figure missing in table four, lines trimmed", []byte(eachLine(trimmed)(replaceAll("\t11\t0\t0\t0\t0\t0\t5\t0\t2\t0\t7", "\t11\t0\t0\t0\t0\t5\t0\t2\t0\t7")(plain(t)))), "I-j", 0, ""},
		{"figure too many", change("\t1234\t5\t0", "\t1234\t5\t0\t0"), "I-j", 30, "应有 7 个"},
		{"figure missing among spaces", []byte(eachLine(func(c []string) string { return strings.Join(filled(c), " ") })(
			replaceAll("\t1234\t5\t0\t0\t2\t0\t1241", "\t1234\t5\t\t0\t2\t0\t1241")(plain(t)))), "I-j", 30, "应有 7 个"},
		{"words for the last figure of table two, spaces", []byte(matching(`行政事业性收费\t.*`, "行政事业性收费 不收取")(plain(t))), "F-b", 0, "不收取"},
		{"words for it in the cell of its label", change("行政事业性收费\t38.44", "行政事业性收费 不收取\t"), "I-i", 0, "不收取"},
		{"a remark in the last figure of table two, spaces", []byte(matching(`行政事业性收费\t.*`, "行政事业性收费 3.2（其中减免1.2）")(plain(t))), "F-b", 0, "其中减免"},
		{"unknown label of the last row of table two, spaces", []byte(matching(`行政事业性收费\t.*`, "收取的各种费用 3.2")(plain(t))), "I-i", 0, "收取的各种费用"},
		{"unknown row", change("2.重复申请", "2.代理人申请文件"), "I-i", 0, "代理人申请文件"},
		{"unknown row at the end", change("四、结转下年度继续办理", "九、某种别的数量\t\t\t0\t0\t0\t0\t0\t0\t0\n四、结转下年度继续办理"), "I-i", 0, "某种别的数量"},
		{"text within a table", change("（四）无法提供", "以下为续表内容，请注意。\n（四）无法提供"), "I-i", 0, "以下为续表内容"},
		{"figures without a row", change("规章\t0", "5\t6\n规章\t0"), "I-i", 14, ""},
		{"row twice", change("规章\t0\t0\t0\n", "规章\t0\t0\t0\n规章\t0\t0\t0\n"), "I-h", 15, "规章"},
		{"table twice", append([]byte(plain(t)), "\n"+plain(t)[strings.Index(plain(t), "第二十条"):]...), "I-h", 0, "表二"},
		{"section twice", append([]byte(plain(t)), "\n六、其他需要报告的事项\n无\n"...), "I-h", 0, "六、"},
		{"table three missing", []byte(matching(`(?s)（本列数据.*?继续办理[^\n]*\n`, "")(plain(t))), "I-g", 0, "表三"},
		{"columns in another order", change("本年制发件数\t本年废止件数", "本年废止件数\t本年制发件数"), "I-k", 13, ""},
		{"another table", change("六、其他需要报告的事项\n", "六、其他需要报告的事项\n收费\t10\t20\n"), "I-af", 0, "收费 10 20"},
		{"rows of the old form in the new", change("行政处罚\t", "其他对外管理服务事项\t0\t\t\n行政处罚\t"), "I-l", 0, ""},
		{"fourteen figures in table four", change("\t5\t0\t2\t0\t7", "\t5\t0\t2\t0"), "I-j", 0, "应有 15 个"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, findings, err := Read(c.data)
			var e *report.InputError
			if !errors.As(err, &e) || r != nil {
				t.Fatalf("no error:\n%s", dump(r, findings, err))
			}
			if e.Code != c.code && c.name != "random" || c.line > 0 && e.Pos.Line != c.line || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%s at line %d: %v", e.Code, e.Pos.Line, err)
			}
			if e.English() == "" || len(e.Error()) > 1000 {
				t.Errorf("message %q", e.Error())
			}
		})
	}
}

func TestWrappedLines(t *testing.T) {
	long := "本年度全面落实公开要求围绕水库除险和河道治理主动发布各类信息保障公众知情需要同时完善制度强化审核推动解读回应更加及时准确有效服务全县群众生产生活"
	runes := []rune(strings.Repeat(long, 2) + "。")
	var wrapped []string
	for i := 0; i < len(runes); i += 30 {
		wrapped = append(wrapped, string(runes[i:min(i+30, len(runes))]))
	}
	old := "本年度主动公开水利信息36条。"
	if !strings.Contains(plain(t), old) {
		t.Fatal("plain.txt has changed")
	}
	r, findings, err := Read([]byte(strings.Replace(plain(t), old, strings.Join(wrapped, "\n"), 1)))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Overview.Subsections[0].Paragraphs; len(got) != 1 || got[0] != string(runes) {
		t.Errorf("%q", got)
	}
	if got := codes(findings); !slices.Equal(got, []string{"I-x"}) {
		t.Errorf("findings %q", got)
	}
	// Lines of different length are paragraphs of their own.
	wrapped[1] += "以及其他各方面的许多工作内容"
	r, _, err = Read([]byte(strings.Replace(plain(t), old, strings.Join(wrapped, "\n"), 1)))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Overview.Subsections[0].Paragraphs; len(got) != len(wrapped) {
		t.Errorf("%q", got)
	}
}

func BenchmarkRead(b *testing.B) {
	data := []byte(plain(b))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
