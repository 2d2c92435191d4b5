package web

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

var update = flag.Bool("update", false, "write what is wanted in testdata anew")

// TestPages takes the pages of testdata apart: a file of HTML, and what is wanted of it.
func TestPages(t *testing.T) {
	const name = "testdata/pages.txtar"
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(a.Files); i += 2 {
		page, want := a.Files[i], &a.Files[i+1]
		t.Run(page.Name, func(t *testing.T) {
			if !Is(page.Data) {
				t.Error("not taken for a page")
			}
			got := dump(page.Data)
			if *update {
				want.Data = []byte(got)
			} else if got != string(want.Data) {
				t.Errorf("got\n%swant\n%s", got, want.Data)
			}
		})
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// dump returns what a page is taken apart into, with what is told, a line each.
func dump(data []byte) string {
	var n source.Notes
	var b strings.Builder
	s, err := Read(data, &n)
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	} else {
		if s.Title != "" {
			fmt.Fprintf(&b, "title %s\n", s.Title)
		}
		for _, x := range s.Blocks {
			if x.Table == nil {
				fmt.Fprintf(&b, "%d h%d %q\n", x.At.Line, x.Level, x.Text)
				continue
			}
			fmt.Fprintf(&b, "%d table %d×%d %s\n", x.At.Line, x.Table.Rows, x.Table.Cols, x.Table.Caption)
			for _, c := range x.Table.Cells {
				fmt.Fprintf(&b, "  %d.%d.%d %d+%d %d+%d %q", c.At.Table, c.At.Row, c.At.Col, c.Row, c.Rows, c.Col, c.Cols, c.Text)
				if c.State != source.Present {
					fmt.Fprintf(&b, " state %d", c.State)
				}
				b.WriteByte('\n')
			}
		}
		if c := s.Carried; c != nil {
			fmt.Fprintf(&b, "carried %s %q %q %s %s\n", c.JSON, c.Program, c.Options, c.Version, c.Digest)
		}
	}
	n.TellRepairs()
	for _, f := range n.Findings {
		fmt.Fprintf(&b, "%s %v：%s\n", f.Code, f.Pos, f.Message())
	}
	return b.String()
}

// TestEncodings reads a page in the encodings in which pages are, whatever they say of it.
func TestEncodings(t *testing.T) {
	const head, text = `<html><head><meta charset="CHARSET"></head><body>`, "规章 𠮷 ①"
	encode := func(e interface{ String(string) (string, error) }, s string) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	gb := simplifiedchinese.GB18030.NewEncoder()
	wide := "\xFF\xFE"
	for _, u := range utf16.Encode([]rune("<p>" + text)) {
		wide += string([]byte{byte(u), byte(u >> 8)})
	}
	for _, c := range []struct{ name, in, want, told string }{
		{"UTF-8", head + text, text, ""},
		{"UTF-8 with a mark", "\uFEFF<p>" + text, text, ""},
		{"UTF-8 labelled gb2312", strings.Replace(head, "CHARSET", "gb2312", 1) + text, text, ""},
		{"gb2312 that is GB 18030", encode(gb, strings.Replace(head, "CHARSET", "gb2312", 1)+text), text, "GB 18030"},
		{"GB 18030 without a label", encode(gb, "<p>"+text), text, "GB 18030"},
		{"GB 18030 labelled UTF-8", encode(gb, strings.Replace(head, "CHARSET", "utf-8", 1)+text), text, "GB 18030"},
		{"XML of GBK", encode(gb, `<?xml version="1.0" encoding="GBK"?><html><body>`+text), text, "GB 18030"},
		{"UTF-16", wide, text, "UTF-16"},
		{"Big5", encode(traditionalchinese.Big5.NewEncoder(), strings.Replace(head, "CHARSET", "big5", 1)+"規章"), "I-d", ""},
		{"neither", "<p>规章规章规章\xFF", "I-d", ""},
	} {
		if !Is([]byte(c.in)) {
			t.Errorf("%s: not taken for a page", c.name)
		}
		var n source.Notes
		s, err := Read([]byte(c.in), &n)
		got, told := "", ""
		var e *report.InputError
		switch {
		case errors.As(err, &e):
			got = e.Code
		case err == nil && len(s.Blocks) == 1:
			got = s.Blocks[0].Text
		}
		for _, f := range n.Findings {
			told += f.Got
		}
		if got != c.want || told != c.told {
			t.Errorf("%s: %q %q %v", c.name, got, told, err)
		}
	}
}

// TestIs tells pages from text in which a tag stands.
func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		"": false, "规章": false, "a < b": false, "<标签>": false, "规章<br>2": false, "|规章<br>2|3|": false, "一</p>": false, "一<p>二": false,
		"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD\">": true, " \r\n<!-- x --><HTML lang=zh>": true, "<P CLASS=MsoNormal>": true,
		"一<p>二<P>三": true, "表<table><tr><td>1": true, "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">": true,
		"<?xml version=\"1.0\"?><Workbook>": false, "<?xml version=\"1.0\"?><w:wordDocument>": false, "<pkg>": false,
		"\xFF\xFE<\x00p\x00>\x00": true, "\xFE\xFF\x00<\x00p\x00>": true,
	} {
		if got := Is([]byte(in)); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// TestHostile reads pages that were made to take long or much.
func TestHostile(t *testing.T) {
	r := strings.Repeat
	var attrs strings.Builder
	for i := range 1000 {
		fmt.Fprint(&attrs, " a", i)
	}
	for _, c := range []struct{ name, in, want string }{
		{"33,000 tables in each other", r("<table><tr><td>", 33_000), "I-as 512"},
		{"2 M cells", "<table><tr>" + r("<td>", 1<<20-3), "I-as 100000"},
		{"many attributes", "<p>" + r("<b"+attrs.String()+">\n", 110), "I-as 100000"},
		{"a table of 1,001 columns", "<table><tr>" + r("<td colspan=1000>1", 2), "I-as 1000"},
		{"large spans", "<table>" + r("<tr><td colspan=999999999999 rowspan=99999999>1", 2), "I-as 1000"},
		{"spans over all", "<table><tr>" + r("<td rowspan=0>1", 999) + r("<tr><td>2", 19_000), ""},
		{"as many lines", "<p>" + r("a<br>\n", 30_000), ""},
		{"as many paragraphs", r("<p>a", 20_001), "I-ae 20000"},
		{"16 MB of text", "<p>" + r("a", 16<<20), "I-c 4194304"},
		{"5 MB of a picture", `<p>a<img src="data:image/png;base64,` + r("AAAA", 5<<18) + `">`, ""},
		{"4 MB of text", "<p>" + r("a", 4<<20-3), ""},
		{"entities", "<p>" + r("&#65;", 800_000), ""},
		{"marks that are no tags", "<p>" + r("<", 4_000_000), ""},
		{"rules in each other", "<style>" + r("@media screen{", 280_000) + "</style><p>a", ""},
		{"rules that fit everywhere", "<style>" + r(".a .b .c .d{display:none}", 100_000) + "</style><b class=a></b><p>" + r("<i class='d c b'>", 300) + r("<i class=d>x</i>", 20_000), "I-as 3000000"},
		{"rules for other pages", "<style>" + r(".a .b .c .d{display:none}", 100_000) + "</style><p>" + r("<i class='d c b'>", 300) + r("<i class=d>x</i>", 20_000), ""},
		{"lists in each other", "<p>" + r("<ol>", 500) + r("<li>a", 19_000), ""},
		{"what is not ended", "<table><tr><td>1<td rowspan", ""},
		{"a script that is not ended", "<p>a<script type=application/json id=report>{" + r("<", 1000), ""},
	} {
		var n source.Notes
		_, err := Read([]byte(c.in), &n)
		got := ""
		var e *report.InputError
		if errors.As(err, &e) {
			got = e.Code + " " + e.Want
		}
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// FuzzRead reads whatever it is given: no panic, every cell within its table, every
// text as it is promised.
func FuzzRead(f *testing.F) {
	a, err := txtar.ParseFile("testdata/pages.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(a.Files); i += 2 {
		f.Add(a.Files[i].Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var n source.Notes
		s, err := Read(data, &n)
		if err != nil {
			return
		}
		for _, b := range s.Blocks {
			if b.Table == nil {
				if b.Text == "" || b.Text != strings.TrimSpace(b.Text) {
					t.Errorf("a paragraph %q", b.Text)
				}
				continue
			}
			places := map[[2]int]bool{}
			for _, c := range b.Table.Cells {
				if c.Rows < 1 || c.Cols < 1 || c.Row < 0 || c.Col < 0 || c.Row+c.Rows > b.Table.Rows || c.Col+c.Cols > b.Table.Cols || places[[2]int{c.Row, c.Col}] || c.Text != strings.TrimSpace(c.Text) {
					t.Errorf("a cell %+v of %d×%d", c, b.Table.Rows, b.Table.Cols)
				}
				places[[2]int{c.Row, c.Col}] = true
			}
		}
	})
}
