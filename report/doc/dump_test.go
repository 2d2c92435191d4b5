package doc

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestText(t *testing.T) {
	tests := []struct {
		text  string
		want  []Run
		plain string
	}{
		{"", nil, ""},
		{"a", []Run{{Text: "a"}}, "a"},
		{"结果\n维持", []Run{{Text: "结果\n维持"}}, "结果维持"},
		{"\n", []Run{{Text: "\n"}}, ""},
		{"\na\n\nb\n", []Run{{Text: "\na\n\nb\n"}}, "ab"},
	}
	for _, tt := range tests {
		got := Text(tt.text)
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("Text(%q) = %v, want %v", tt.text, got, tt.want)
		}
		if p := PlainText(got); p != tt.plain {
			t.Errorf("plain text of %q is %q, want %q", tt.text, p, tt.plain)
		}
	}
}

func TestDump(t *testing.T) {
	d := &Document{Title: `“标题”与 "quotes"`, Lang: "zh-CN", Index: []Property{{"索引号", "01"}}, Mark: "草稿", Comments: []Comment{{Text: "全文"}, {At: "/overview", Quote: "总体", Text: "一\n二"}}, Blocks: []Block{
		&Heading{Runs: Text("某市某局\n2023年报告")},
		&Heading{Level: 1, Source: "/overview", Runs: Text("一、总体情况")},
		&Heading{Level: 2, Runs: Text("（一）主动公开。"), RunIn: true},
		&Paragraph{Runs: []Run{{Text: "正文"}, {Text: "粗\n细", Bold: true}}},
		&Paragraph{Style: Signature, Source: "/issuer"},
		&Paragraph{Style: Date, RightIndent: Pt(2), Runs: Text("2024年1月15日")},
		&Table{
			Caption: "表", Description: "说明", Source: "/tables", Widths: []Length{Pt(20), Pt(30.5)}, HeadRows: 1, Padding: Pt(3), PaddingY: Pt(1.5),
			Rows: []Row{
				{MinHeight: Pt(30), KeepNext: true, Cells: []Cell{{Kind: ColumnHead, Style: TableClause, ColSpan: 2, Shade: 0xC6D9F1, Runs: Text("头")}}},
				{Cells: []Cell{
					{Kind: RowHead, Style: NarrowStrong, RowSpan: 2, Vertical: true, Runs: Text("三")},
					{Kind: Data, Style: NarrowFigure, Source: "/tables/0", Runs: Text("12")},
				}},
				{Cells: []Cell{{}}},
			},
		},
	}}
	var b strings.Builder
	if err := d.Dump(&b); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "dump.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

type broken struct{}

var errBroken = errors.New("broken")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestDumpReturnsTheWriteError(t *testing.T) {
	if err := new(Document).Dump(broken{}); err != errBroken {
		t.Errorf("got %v, want %v", err, errBroken)
	}
}
