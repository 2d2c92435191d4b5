package opc

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// archive makes an archive of names and contents in turn.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	office       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	officeStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
)

func relationships(rels ...string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + strings.Join(rels, "") + `</Relationships>`
}

func TestPackage(t *testing.T) {
	p, err := Open(archive(t,
		"word/", "",
		`[Content_Types].xml`, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="XML" ContentType="text/xml"/><Override PartName="/word/Document2.xml" ContentType="main"/></Types>`,
		`_rels/.rels`, relationships(
			`<Relationship Id="a" Type="`+officeStrict+`/officeDocument" Target="word\document2.xml"/>`,
			`<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/docProps/core%201.xml"/>`),
		`word\document2.xml`, "<a/>",
		`word/_rels/document2.xml.rels`, relationships(
			`<Relationship Id="r1" Type="`+office+`/styles" Target="../Styles.xml#x"/>`,
			`<Relationship Id="r2" Type="`+office+`/hyperlink" Target="http://example.com/" TargetMode="External"/>`,
			`<Relationship Id="r3" Type="`+office+`/styles" Target="missing.xml"/>`,
			`<Relationship Id="r4" Type="urn:other/styles" Target="../styles.xml"/>`),
		`styles.xml`, "<a/>",
		`docProps/core 1.xml`, `<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> 报告 </dc:title></p>`,
	))
	if err != nil {
		t.Fatal(err)
	}
	part, contentType, err := p.Main()
	if part != "word/document2.xml" || contentType != "main" || err != nil {
		t.Errorf("Main is %q, %q, %v", part, contentType, err)
	}
	if s, err := p.ContentType("styles.xml"); s != "text/xml" || err != nil {
		t.Errorf("the type by extension is %q, %v", s, err)
	}
	if s, err := p.Title(); s != "报告" || err != nil {
		t.Errorf("Title is %q, %v", s, err)
	}
	if s, err := p.Related(part, "styles"); fmt.Sprint(s, err) != "[Styles.xml] <nil>" {
		t.Errorf("styles are %q, %v", s, err)
	}
	rels, err := p.Rels(part)
	if err != nil || len(rels) != 4 || rels[1] != (Rel{"r2", "hyperlink", "http://example.com/", true}) || rels[3].Type != "urn:other/styles" {
		t.Errorf("relationships %v, %v", rels, err)
	}
	if rels, err := p.Rels("styles.xml"); rels != nil || err != nil {
		t.Errorf("relationships of a part without any: %v, %v", rels, err)
	}
	if b, err := p.Bytes("STYLES.xml"); string(b) != "<a/>" || err != nil {
		t.Errorf("Bytes are %q, %v", b, err)
	}
}

func TestKind(t *testing.T) {
	for contentType, want := range map[string]string{
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml":   "DOCX",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml":   "DOCX",
		"application/vnd.ms-word.document.macroEnabled.main+xml":                             "DOCX",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":         "XLSX",
		"application/vnd.ms-excel.sheet.macroEnabled.main+xml":                               "XLSX",
		"application/vnd.ms-excel.sheet.binary.macroEnabled.main":                            "",
		"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "",
	} {
		data := archive(t,
			"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/any" ContentType="`+contentType+`"/></Types>`,
			"_rels/.rels", relationships(`<Relationship Type="`+office+`/officeDocument" Target="any"/>`), "any", "<a/>")
		if got := Kind(data); got != want {
			t.Errorf("%s: %q, want %q", contentType, got, want)
		}
	}
	if got := Kind(archive(t, "a", "")) + Kind(nil); got != "" {
		t.Errorf("no package: %q", got)
	}
}

// patched returns an archive of one part after its bytes were changed.
func patched(t *testing.T, change func(b []byte)) []byte {
	b := archive(t, "a.xml", "<a>"+strings.Repeat("x", 1000)+"</a>")
	change(b)
	return b
}

// directory is where the entry of the directory begins.
func directory(b []byte) int { return bytes.Index(b, []byte("PK\x01\x02")) }

func TestOpenRefuses(t *testing.T) {
	var many []string
	for i := range source.MaxEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	tests := []struct {
		name string
		data []byte
		code string
		got  string
	}{
		{"nothing", nil, "I-ar", notZIP},
		{"cut", archive(t, "a.xml", "<a/>")[:60], "I-ar", notZIP},
		{"upwards", archive(t, "../a.xml", ""), "I-ar", badName},
		{"upwards within", archive(t, "a/../../b.xml", ""), "I-ar", badName},
		{"upwards, backslash", archive(t, `..\a.xml`, ""), "I-ar", badName},
		{"absolute", archive(t, "/a.xml", ""), "I-ar", badName},
		{"drive", archive(t, `C:\a.xml`, ""), "I-ar", badName},
		{"no name", archive(t, "", ""), "I-ar", badName},
		{"twice", archive(t, "a.xml", "", "A.xml", ""), "I-ar", twice},
		{"many", archive(t, many...), "I-as", manyEntries},
		{"large", make([]byte, source.MaxFile+1), "I-as", fileBytes},
		{"encrypted", patched(t, func(b []byte) { b[directory(b)+8] |= 1 }), "I-at", ""},
		{"method", patched(t, func(b []byte) { b[directory(b)+10] = 12 }), "I-ar", badMethod},
		{"directories", bytes.Repeat([]byte("PK\x01\x02"), 16*source.MaxEntries+1), "I-as", manyEntries},
	}
	for _, tt := range tests {
		_, err := Open(tt.data)
		checkError(t, tt.name, err, tt.code, "", tt.got)
	}
}

func checkError(t *testing.T, name string, err error, code, part, got string) {
	t.Helper()
	var e *report.InputError
	if part == "" {
		part = report.Whole
	}
	if !errors.As(err, &e) || e.Code != code || e.Place != part || e.Got != got {
		t.Errorf("%s: %v, want %s %s %s", name, err, code, part, got)
	}
}

func TestPartRefused(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		code string
		got  string
	}{
		{"missing", archive(t, "b.xml", ""), "I-ar", noPart},
		{"checksum", patched(t, func(b []byte) { b[directory(b)+16]++ }), "I-ar", badStream},
		{"stream", patched(t, func(b []byte) { b[40] ^= 0xFF }), "I-ar", badStream},
		{"large", archive(t, "a.xml", "<a>"+strings.Repeat("<b>"+strings.Repeat("x", 1000)+"</b>", source.MaxPart/1000)+"</a>"), "I-as", manyBytes},
	}
	for _, tt := range tests {
		p, err := Open(tt.data)
		if err != nil {
			t.Fatal(tt.name, err)
		}
		_, err = p.Bytes("a.xml")
		checkError(t, tt.name, err, tt.code, "a.xml", tt.got)
		x, err := p.XML("a.xml")
		if err == nil {
			for range x.Children() {
			}
			err = x.Err()
		}
		checkError(t, tt.name+", as XML", err, tt.code, "a.xml", tt.got)
	}
}

// What the parts have in all is limited, too, however often one is read.
func TestInflatedInAll(t *testing.T) {
	p, err := Open(archive(t, "a", strings.Repeat("x", source.MaxPart)))
	for range source.MaxInflated / source.MaxPart {
		if err == nil {
			_, err = p.Bytes("a")
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Bytes("a")
	checkError(t, "all", err, "I-as", "a", manyBytes)
}
