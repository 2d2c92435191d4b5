package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// properties reads the simple properties of the metadata.
func properties(t *testing.T, f *file) map[string]string {
	t.Helper()
	m := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(f.root("Metadata").(stream).Data))
	var last xml.Name
	for {
		token, err := d.Token()
		if err == io.EOF {
			return m
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			last = token.Name
		case xml.EndElement:
			last = xml.Name{}
		case xml.CharData:
			if last.Local != "" && strings.TrimSpace(string(token)) != "" {
				m[last.Space+last.Local] = string(token)
			}
		}
	}
}

// The metadata say what the file is, and describe the schema that PDF/A does not
// know.
func TestIdentification(t *testing.T) {
	s := sample(t)
	for part, o := range map[string]Options{
		"2": {},
		"3": {Attachment: &doc.Attachment{Name: "a.json", Type: "application/json"}},
	} {
		f := readFile(t, writeLayout(t, o, &s.Layout))
		p := properties(t, f)
		for key, want := range map[string]string{
			"http://www.aiim.org/pdfa/ns/id/part":              part,
			"http://www.aiim.org/pdfa/ns/id/conformance":       "A",
			"http://www.aiim.org/pdfua/ns/id/part":             "1",
			"http://www.aiim.org/pdfa/ns/schema#namespaceURI":  "http://www.aiim.org/pdfua/ns/id/",
			"http://www.aiim.org/pdfa/ns/schema#prefix":        "pdfuaid",
			"http://www.aiim.org/pdfa/ns/property#name":        "part",
			"http://www.aiim.org/pdfa/ns/property#valueType":   "Integer",
			"http://www.w3.org/1999/02/22-rdf-syntax-ns#li":    "zh-CN",
			"http://ns.adobe.com/pdf/1.3/Producer":             "nianbao",
			"http://www.aiim.org/pdfa/ns/property#category":    "internal",
			"http://purl.org/dc/elements/1.1/format":           "application/pdf",
			"http://www.aiim.org/pdfa/ns/property#description": "Part of ISO 14289 to which the file conforms",
			"http://www.aiim.org/pdfa/ns/schema#schema":        "PDF/UA identification schema",
		} {
			if p[key] != want {
				t.Errorf("part %s: %s is %q, want %q", part, key, p[key], want)
			}
		}
	}
}

// The profile is one of colours for displays, and what its matrix and curve make
// of white, black and middle grey is what sRGB says.
func TestOutputIntent(t *testing.T) {
	f := sample(t).read()
	intent := f.root("OutputIntents", 0).(dict)
	if intent["Type"] != pdfread.Name("OutputIntent") || intent["S"] != pdfread.Name("GTS_PDFA1") || intent["OutputConditionIdentifier"] != "sRGB" {
		t.Errorf("%v", intent)
	}
	profile := f.get(intent["DestOutputProfile"]).(stream)
	b := profile.Data
	if profile.Dict["N"] != 3.0 || int(binary.BigEndian.Uint32(b)) != len(b) || b[8] != 2 || string(b[12:24]) != "mntrRGB XYZ " || string(b[36:40]) != "acsp" {
		t.Fatalf("%v %q", profile.Dict, b[:128])
	}
	tags := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint32(b[128:])) {
		e := b[132+12*i:]
		at, n := binary.BigEndian.Uint32(e[4:]), binary.BigEndian.Uint32(e[8:])
		if at%4 != 0 {
			t.Errorf("%s at %d", e[:4], at)
		}
		tags[string(e[:4])] = b[at : at+n]
	}
	for i, want := range []int32{0xF6D6, 0x10000, 0xD32D} { // D50
		if v := int32(binary.BigEndian.Uint32(b[68+4*i:])); v != want {
			t.Errorf("illuminant %x", v)
		}
		sum := int32(0)
		for _, c := range "rgb" {
			sum += int32(binary.BigEndian.Uint32(tags[string(c)+"XYZ"][8+4*i:]))
		}
		if white := int32(binary.BigEndian.Uint32(tags["wtpt"][8+4*i:])); white != want || sum < want-2 || sum > want+2 {
			t.Errorf("white %x, primaries make %x, want %x", white, sum, want)
		}
	}
	curve := tags["rTRC"]
	if n := binary.BigEndian.Uint32(curve[8:]); n != 256 || len(curve) != 12+512 {
		t.Fatalf("curve of %d points in %d bytes", n, len(curve))
	}
	for i, want := range map[int]uint16{0: 0, 10: 199, 128: 14146, 255: 65535} {
		if v := binary.BigEndian.Uint16(curve[12+2*i:]); v != want {
			t.Errorf("curve at %d: %d, want %d", i, v, want)
		}
	}
	if !bytes.Equal(curve, tags["gTRC"]) || !bytes.Equal(curve, tags["bTRC"]) {
		t.Error("the curves differ")
	}
}

func TestAttachment(t *testing.T) {
	s := sample(t)
	data := []byte(strings.Repeat(`{"agency":"示例区"}`, 100))
	a := doc.Attachment{Name: "report.json", Type: "application/json", Description: "年度报告数据", Data: data}
	for _, c := range []struct {
		modified time.Time
		want     string
	}{
		{time.Time{}, "D:19800101000000Z"},
		{time.Date(2024, 1, 15, 8, 30, 0, 0, time.FixedZone("", 8*3600)), "D:20240115003000Z"},
		{time.Date(99999, 1, 1, 0, 0, 0, 0, time.UTC), "D:19800101000000Z"},
	} {
		a.Modified = c.modified
		f := readFile(t, writeLayout(t, Options{Attachment: &a}, &s.Layout))
		spec := f.root("AF", 0).(dict)
		for key, want := range map[string]any{
			"Type": pdfread.Name("Filespec"), "F": "report.json", "UF": "report.json", "AFRelationship": pdfread.Name("Data"),
		} {
			if spec[key] != want {
				t.Errorf("%s is %v, want %v", key, spec[key], want)
			}
		}
		if got := pdfread.DecodeText(spec["Desc"].(string)); got != a.Description {
			t.Errorf("Desc %q", got)
		}
		names := f.root("Names", "EmbeddedFiles", "Names").([]any)
		if len(names) != 2 || names[0] != "report.json" || fmt.Sprint(names[1]) != fmt.Sprint(f.root("AF").([]any)[0]) {
			t.Errorf("names %v", names)
		}
		if f.get(spec, "EF").(dict)["F"] != f.get(spec, "EF").(dict)["UF"] {
			t.Errorf("%v", spec)
		}
		file := f.get(spec, "EF", "F").(stream)
		if !bytes.Equal(file.Data, data) {
			t.Errorf("%d bytes, want %d", len(file.Data), len(data))
		}
		if file.Dict["Type"] != pdfread.Name("EmbeddedFile") || file.Dict["Subtype"] != pdfread.Name("application/json") ||
			f.get(file, "Params", "Size") != float64(len(data)) || f.get(file, "Params", "ModDate") != c.want {
			t.Errorf("%v, want %s", file.Dict, c.want)
		}
	}
}

func TestAttachmentErrors(t *testing.T) {
	s := sample(t)
	for what, c := range map[string]struct {
		spoil func(a *doc.Attachment)
		want  string
	}{
		"no name":         {func(a *doc.Attachment) { a.Name = "" }, "the name of the attachment"},
		"a path":          {func(a *doc.Attachment) { a.Name = "../a.json" }, "the name of the attachment"},
		"a hidden file":   {func(a *doc.Attachment) { a.Name = ".json" }, "the name of the attachment"},
		"a dot behind":    {func(a *doc.Attachment) { a.Name = "a." }, "the name of the attachment"},
		"a Windows path":  {func(a *doc.Attachment) { a.Name = `C:\a` }, "the name of the attachment"},
		"a space":         {func(a *doc.Attachment) { a.Name = "a b" }, "the name of the attachment"},
		"not ASCII":       {func(a *doc.Attachment) { a.Name = "年报.json" }, "the name of the attachment"},
		"a long name":     {func(a *doc.Attachment) { a.Name = strings.Repeat("a", 101) }, "the name of the attachment"},
		"no type":         {func(a *doc.Attachment) { a.Type = "" }, "the media type"},
		"half a type":     {func(a *doc.Attachment) { a.Type = "application/" }, "the media type"},
		"type and more":   {func(a *doc.Attachment) { a.Type = "text/plain;a=b" }, "the media type"},
		"description":     {func(a *doc.Attachment) { a.Description = strings.Repeat("年", 10000) }, "too long"},
		"bad description": {func(a *doc.Attachment) { a.Description = "\xFF" }, "too long"},
	} {
		a := &doc.Attachment{Name: "a.json", Type: "application/json"}
		c.spoil(a)
		var b bytes.Buffer
		var e *Error
		if err := (Options{Attachment: a}).Write(&b, &s.Layout); !errors.As(err, &e) || !strings.Contains(e.English(), c.want) || b.Len() > 0 {
			t.Errorf("%s: %v after %d bytes", what, err, b.Len())
		}
	}
}

// What cannot be tagged is not written.
func TestTagErrors(t *testing.T) {
	for what, c := range map[string]struct {
		spoil func(s *setter)
		want  string
	}{
		"no such block": {func(s *setter) { s.Pages[0].Texts[0].Block = 99 }, "no content of the document"},
		"block below 0": {func(s *setter) { s.Pages[0].Texts[0].Block = -1 }, "no content of the document"},
		"no such cell":  {func(s *setter) { lastText(s).Cell = 99; lastText(s).Block = 4 }, "no content of the document"},
		"no cell":       {func(s *setter) { lastText(s).Cell = -1; lastText(s).Block = 4 }, "no content of the document"},
		"empty table":   {func(s *setter) { s.Document.Blocks[4] = &doc.Table{} }, "no content of the document"},
		"broken table": {func(s *setter) {
			s.Document.Blocks[4] = &doc.Table{Widths: make([]doc.Length, 2), Rows: make([]doc.Row, 1)}
		}, "the cells of a table"},
		"long caption":     {func(s *setter) { s.Document.Blocks[4].(*doc.Table).Caption = strings.Repeat("表", 6000) }, "too long"},
		"long description": {func(s *setter) { s.Document.Blocks[4].(*doc.Table).Description = strings.Repeat("表", 6000) }, "too long"},
		"long title":       {func(s *setter) { s.Document.Title = strings.Repeat("年", 6000) }, "too long"},
		"long run": {func(s *setter) {
			for len(s.Pages[0].Texts[0].Glyphs) < 9000 {
				s.Pages[0].Texts[0].Glyphs = append(s.Pages[0].Texts[0].Glyphs, s.Pages[0].Texts[0].Glyphs[0])
			}
		}, "too long"},
	} {
		s := sample(t)
		c.spoil(s)
		var b bytes.Buffer
		var e *Error
		if err := Write(&b, &s.Layout); !errors.As(err, &e) || !strings.Contains(e.English(), c.want) || b.Len() > 0 {
			t.Errorf("%s: %v after %d bytes", what, err, b.Len())
		}
	}
}

// What is too long is named with its place, and not said whole.
func TestLongTextIsNamed(t *testing.T) {
	for what, c := range map[string]struct {
		spoil      func(s *setter)
		where      string
		zh, en     string
		attachment *doc.Attachment
	}{
		"title": {func(s *setter) { s.Document.Title = strings.Repeat("年", 20000) }, "标题属性",
			"无法生成 PDF：标题属性：文字过长，请缩短（" + strings.Repeat("年", 30) + "）",
			"cannot write PDF: the title property: the text is too long; shorten it (" + strings.Repeat("年", 30) + ")", nil},
		"caption": {func(s *setter) { s.Document.Blocks[4].(*doc.Table).Caption = strings.Repeat("表", 20000) }, "表格的题注或说明",
			"无法生成 PDF：表格的题注或说明：文字过长，请缩短（" + strings.Repeat("表", 30) + "）",
			"cannot write PDF: the caption or the description of a table: the text is too long; shorten it (" + strings.Repeat("表", 30) + ")", nil},
		"name": {func(s *setter) {}, "附件", "无法生成 PDF：附件：附件的文件名无效（\uFFFDa）", "cannot write PDF: the attachment: the name of the attachment is not valid (\uFFFDa)",
			&doc.Attachment{Name: "\na", Type: "text/plain"}},
		"run":      {func(s *setter) { s.Pages[1].Texts[0].Size = 0 }, "第 2 页", "无法生成 PDF：第 2 页：字号应大于零（信息内容）", "cannot write PDF: page 2: the size of the text is not positive (信息内容)", nil},
		"document": {func(s *setter) { s.Pages = nil }, "", "无法生成 PDF：文档没有页面", "cannot write PDF: the document has no pages", nil},
	} {
		s := sample(t)
		c.spoil(s)
		var e *Error
		err := Options{Attachment: c.attachment}.Write(io.Discard, &s.Layout)
		if !errors.As(err, &e) || e.Where() != c.where || e.Error() != c.zh || e.English() != c.en {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A block of a kind that the writer does not know is not left out of the tags.
func TestTagUnknownBlock(t *testing.T) {
	s := sample(t)
	s.Document.Blocks = append(s.Document.Blocks, struct{ *doc.Paragraph }{&doc.Paragraph{}})
	var b bytes.Buffer
	var e *doc.UnknownBlockError
	if err := Write(&b, &s.Layout); !errors.As(err, &e) || e.Index != len(s.Document.Blocks)-1 || b.Len() > 0 {
		t.Errorf("%v after %d bytes", err, b.Len())
	}
}

func lastText(s *setter) *layout.Text {
	t := s.Pages[len(s.Pages)-1].Texts
	for i := len(t) - 1; ; i-- {
		if t[i].Kind == layout.Content {
			return &t[i]
		}
	}
}

// A heading longer than a string may be has a bookmark all the same.
func TestLongBookmark(t *testing.T) {
	s := newSetter(t)
	s.Document.Blocks = []doc.Block{&doc.Heading{Runs: doc.Text(strings.Repeat("长", 20000))}}
	s.page()
	s.text(80, 100, look{size: 16, origin: block(0)}, "长")
	title := s.read().root("Outlines", "First", "Title").(string)
	if n := len(title); n > maxString || n < maxString/4 || strings.Trim(pdfread.DecodeText(title), "长") != "" {
		t.Errorf("%d bytes", n)
	}
}
