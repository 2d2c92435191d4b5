package word

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/tools/txtar"
)

// flat makes one file of a document.
func flat(t testing.TB, docx []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text = text[bytes.Index(text, []byte("?>"))+1:]
		b.WriteString(`<pkg:part pkg:name="/` + f.Name + `"><pkg:xmlData>` + strings.TrimPrefix(string(text), ">") + `</pkg:xmlData></pkg:part>`)
	}
	b.WriteString(`<pkg:part pkg:name="/image.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part></pkg:package>`)
	return b.Bytes()
}

// A document as one file says what it says as an archive.
func TestFlat(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		content := contents(a)
		data := flat(t, docx(t, transitional, content))
		if !IsXML(data) || IsXML(docx(t, transitional, content)) || IsXML([]byte("<w:document/>")) {
			t.Error("a file of XML is not told from others")
		}
		var n source.Notes
		s, err := ReadXML(data, &n)
		if err != nil {
			t.Fatal(name, err)
		}
		if got := dump(s, &n); got != content["want"] {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, content["want"])
		}
	}
}

// word2003 makes a document of 2003.
func word2003(body string) []byte {
	return []byte(`<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"` +
		` xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"` +
		` xmlns:o="urn:schemas-microsoft-com:office:office" xml:space="preserve"><o:DocumentProperties><o:Title>年报</o:Title></o:DocumentProperties>` +
		`<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:lvlText w:val="（%1）"/></w:lvl></w:listDef><w:list w:ilfo="2"><w:ilst w:val="0"/></w:list></w:lists>` +
		`<w:styles><w:style w:type="paragraph" w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>` +
		`<w:body><wx:sect>` + body + `</wx:sect></w:body></w:wordDocument>`)
}

func Test2003(t *testing.T) {
	const body = `
<w:p><w:pPr><w:pStyle w:val="1"/><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>总体</w:t></w:r><w:r><w:t> 情况</w:t></w:r></w:p>
<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="2"/></w:listPr></w:pPr><w:r><w:t>数出来的</w:t></w:r></w:p>
<wx:sub-section><w:p><w:pPr><w:listPr><w:ilfo w:val="1"/></w:listPr></w:pPr><w:r><w:t>没有编号</w:t></w:r></w:p></wx:sub-section>
<w:p><aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>插入</w:t></w:r></aml:content></aml:annotation><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>删除</w:delText></w:r></aml:content></aml:annotation><w:r><w:footnote><w:p/></w:footnote></w:r><aml:annotation w:type="Word.Comment"><aml:content><w:p/></aml:content></aml:annotation></w:p>
<w:tbl>
<w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>组</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:hmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:hmerge/></w:tcPr><w:p/></w:tc></w:tr>
<w:tr><w:trPr><aml:annotation w:type="Word.Deletion"/></w:trPr><w:tc><w:p/></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl>`
	const want = `title 年报
1 "一、总体 情况"
0 "（一）数出来的"
0 "没有编号"
0 "插入"
第 1 个表 2×3
  0(2×1)"组" 1(1×2)"1"
  1(1×2)"2"
I-aq 列表的编号 1 第 3 段
I-aq 修订中删除的文字 1 第 4 段
I-aq 脚注、尾注 1 第 4 段
I-aq 批注 1 第 4 段
I-aq 修订中删除的行 1 第 1 个表第 2 行
`
	data := word2003(body)
	var n source.Notes
	s, err := ReadXML(data, &n)
	if err != nil {
		t.Fatal(err)
	}
	if got := dump(s, &n); !IsXML(data) || got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	n = source.Notes{}
	if s, err := ReadXML(gbk, &n); err != nil || dump(s, &n) != want {
		t.Errorf("in GB 18030: %v", err)
	}
}

func TestXMLRefused(t *testing.T) {
	whole := flat(t, docx(t, transitional, nil))
	for _, tt := range []struct {
		name string
		data []byte
		code string
	}{
		{"no body", bytes.ReplaceAll(word2003(""), []byte("w:body"), []byte("w:other")), "I-ar"},
		{"cut", whole[:len(whole)/2], "I-ar"},
		{"a part twice", bytes.ReplaceAll(whole, []byte("/_rels/.rels"), []byte("/word/document.xml")), "I-ar"},
		{"no main part", bytes.ReplaceAll(whole, []byte("/_rels/.rels"), []byte("/other")), "I-ar"},
		{"large, not in UTF-8", append(word2003(""), bytes.Repeat([]byte("\xD7\xD6"), source.MaxText/2)...), "I-c"},
		{"DOCTYPE", append([]byte("<!DOCTYPE x>"), word2003("")...), "I-ar"},
	} {
		var n source.Notes
		_, err := ReadXML(tt.data, &n)
		if e, ok := err.(*report.InputError); !ok || e.Code != tt.code {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.code)
		}
	}
}

func FuzzReadXML(f *testing.F) {
	f.Add(flat(f, docx(f, transitional, map[string]string{"body": "<w:p><w:r><w:t>1</w:t></w:r></w:p>", "styles": ""})))
	f.Add(word2003("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var n source.Notes
		if _, err := ReadXML(data, &n); err != nil {
			if _, ok := err.(*report.InputError); !ok {
				t.Fatal(err)
			}
		}
	})
}
