package opc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"

// outline writes the names and texts of what is within an element, to a depth.
func outline(x *XML, depth int) string {
	var b strings.Builder
	for name := range x.Children() {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(name)
		if v := x.Attr("w:val"); v != "" {
			b.WriteString("=" + v)
		}
		if v := x.Attr("val"); v != "" {
			b.WriteString("-" + v)
		}
		if depth > 1 {
			b.WriteString("(" + outline(x, depth-1) + ")")
		}
	}
	return b.String()
}

func TestXML(t *testing.T) {
	tests := []struct{ name, xml, want string }{
		{"strict", `<w:a xmlns:w="` + strict + `"><w:b w:val="1" val="2"/></w:a>`, "w:a(w:b=1-2())"},
		{"other prefixes", `<a xmlns="` + strict + `" xmlns:q="` + strict + `"><q:b q:val="1" w:val="2" val="3"/></a>`, "w:a(w:b=1-3())"},
		{"a prefix anew", `<a xmlns="u"><b xmlns=""/><b/></a>`, "{u}a(b() {u}b())"},
		{"deeper than asked", `<a><b><c><d/></c>x</b><b/></a>`, "a(b(c) b())"},
		{"declaration, byte order mark, comments", "\uFEFF<?xml version=\"1.0\" encoding=\"gb2312\"?><!-- ' --><a/><!-- -->\n", "a()"},
	}
	for _, tt := range tests {
		x := NewXML([]byte(tt.xml))
		if got := outline(x, 3); got != tt.want || x.Err() != nil {
			t.Errorf("%s: %s, %v, want %s", tt.name, got, x.Err(), tt.want)
		}
	}
}

func TestText(t *testing.T) {
	x := NewXML([]byte(`<a><b> 一<!-- x -->二<![CDATA[<三>]]><c>&#22235;</c> </b><b/><b>五</b></a>`))
	var got []string
	for range x.Children() {
		for range x.Children() {
			got = append(got, x.Text())
		}
	}
	if strings.Join(got, "|") != " 一二<三>四 ||五" || x.Err() != nil {
		t.Errorf("got %q, %v", got, x.Err())
	}
}

func TestTextBut(t *testing.T) {
	x := NewXML([]byte(`<a><b>1<s><i>2</i><s> </s>3</s>4<i>5<s/></i></b><b><s> </s>6</b></a>`))
	var got []string
	for range x.Children() {
		for range x.Children() {
			text, left := x.TextBut(func(name string) bool { return name == "s" })
			got = append(got, fmt.Sprint(text, left))
		}
	}
	if strings.Join(got, "|") != "145true|6false" || x.Err() != nil {
		t.Errorf("got %q, %v", got, x.Err())
	}
}

func TestXMLSpace(t *testing.T) {
	x := NewXML([]byte(`<a xml:space="preserve"/>`))
	for range x.Children() {
		if got := x.Attr("xml:space"); got != "preserve" {
			t.Errorf("xml:space is %q", got)
		}
	}
}

// A loop that is left early leaves the others where they are.
func TestBreak(t *testing.T) {
	x := NewXML([]byte(`<a><b><c/><d><e/></d></b><f/></a>`))
	var got []string
	for range x.Children() {
		for name := range x.Children() {
			got = append(got, name)
			for name := range x.Children() {
				got = append(got, name)
				break
			}
		}
	}
	if strings.Join(got, " ") != "b c f" || x.Err() != nil {
		t.Errorf("got %q, %v", got, x.Err())
	}
}

func TestXMLRefused(t *testing.T) {
	nested := strings.Repeat("<a>", 200_000) + strings.Repeat("</a>", 200_000)
	tests := []struct{ name, xml, code, got string }{
		{"nothing", "", "I-ar", badXML},
		{"no element", "text", "I-ar", badXML},
		{"cut", "<a><b></b>", "I-ar", badXML},
		{"cut in a tag", "<a><b", "I-ar", badXML},
		{"not nested", "<a><b></a></b>", "I-ar", badXML},
		{"two roots", "<a/><a/>", "I-ar", badXML},
		{"an end too many", "<a/></a>", "I-ar", badXML},
		{"an entity", "<a>&nbsp;</a>", "I-ar", badXML},
		{"not UTF-8", "<a>\xff</a>", "I-ar", badXML},
		{"UTF-16", "\xff\xfe<\x00a\x00/\x00>\x00", "I-ar", badXML},
		{"DOCTYPE", `<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, "I-ar", hasDOCTYPE},
		{"deep", nested, "I-as", manyLevels},
		{"attributes", "<a" + strings.Repeat(` a=""`, source.MaxAttrs+1) + "/>", "I-as", manyAttrs},
		{"a long tag", "<a>x<b" + strings.Repeat(` a=">"`, maxTag/5) + "/></a>", "I-as", longToken},
		{"a long name", "<" + strings.Repeat("a", maxTag), "I-as", longToken},
		{"a long text", "<a>" + strings.Repeat("x", maxText+1) + "</a>", "I-as", longToken},
		{"elements", "<a>" + strings.Repeat("<b/>", source.MaxTokens) + "</a>", "I-as", manyTokens},
		{"comments", "<a>" + strings.Repeat("<!---->", source.MaxTokens) + "</a>", "I-as", manyTokens},
		{"namespaces", "<a" + strings.Repeat(` xmlns:a=""`, maxBindings+1) + "/>", "I-as", manySpaces},
	}
	for _, tt := range tests {
		x := NewXML([]byte(tt.xml))
		for range x.Children() {
			for range x.Children() {
				x.Text()
			}
		}
		checkError(t, tt.name, x.Err(), tt.code, "", tt.got)
	}
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><w:a xmlns:w="` + strict + `"><w:b w:val="1">x<![CDATA[y]]></w:b><!-- --></w:a>`))
	f.Add([]byte(`<a><b></a>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		x := NewXML(data)
		outline(x, 4)
		checkFuzzed(t, x.Err())
		x = NewXML(data)
		for range x.Children() {
			x.Attr("w:val")
			x.Text()
		}
		checkFuzzed(t, x.Err())
	})
}

func FuzzOpen(f *testing.F) {
	f.Add(archive(f, "_rels/.rels", relationships(`<Relationship Type="`+office+`/officeDocument" Target="a.xml"/>`), "a.xml", "<a>x</a>", "b/", ""))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Open(data)
		checkFuzzed(t, err)
		if err != nil {
			return
		}
		part, _, err := p.Main()
		checkFuzzed(t, err)
		_, err = p.Bytes(part)
		checkFuzzed(t, err)
	})
}

// checkFuzzed fails for an error that a user could not mend.
func checkFuzzed(t *testing.T, err error) {
	if _, ok := err.(*report.InputError); err != nil && !ok {
		t.Fatal(err)
	}
}
