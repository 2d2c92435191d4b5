package docx

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/report/doc"
)

func writeWith(t testing.TB, o Options) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := o.Write(&b, small()); err != nil {
		t.Fatal(err)
	}
	docxlint.Verify(t, b.Bytes())
	return unzip(t, b.Bytes())
}

// The data are there, with their digest, and the document leads to them.
func TestData(t *testing.T) {
	for _, c := range []doc.Carried{
		{JSON: []byte(`{}`)},
		{JSON: []byte("{\"a\":\"&>]]> “𠮷” \\u0000\",\n\t\"b\": [1]}\n"), Program: `"A" & B 1`, Options: "a <b>"},
		{JSON: []byte("{\"a\":\"<&>]]> “𠮷” \\u0000\",\r\n\t\"b\": [1]}\n")},
	} {
		files := writeWith(t, Options{Data: c})
		item := parse(t, files["customXml/item1.xml"])
		read := doc.Carried{JSON: []byte(item.Text()), Program: item.Attr("program"), Options: item.Attr("options")}
		if err := read.Verify(item.Attr("version"), item.Attr("sha256")); err != nil || item.Name != "report" || item.Text() != string(c.Text()) || read.Program != c.Program {
			t.Errorf("%q: %+v: %v", c.JSON, item, err)
		}
		if !strings.Contains(files["customXml/item1.xml"], `xmlns="urn:nianbao:report"`) {
			t.Error("the item has another namespace")
		}
		props := parse(t, files["customXml/itemProps1.xml"])
		if uri := props.Child("schemaRefs/schemaRef").Attr("uri"); uri != "urn:nianbao:report" {
			t.Errorf("schema %q", uri)
		}
		for rels, want := range map[string]string{"word/_rels/document.xml.rels": "../customXml/item1.xml", "customXml/_rels/item1.xml.rels": "itemProps1.xml"} {
			if !strings.Contains(files[rels], `Target="`+want+`"`) {
				t.Errorf("%s does not lead to %s", rels, want)
			}
		}
	}
	for name := range writeWith(t, Options{}) {
		if strings.HasPrefix(name, "customXml/") {
			t.Errorf("%s without data", name)
		}
	}
}

// Data that cannot be carried are refused before anything is written.
func TestInvalidData(t *testing.T) {
	var w bytes.Buffer
	var e *doc.DataError
	if err := (Options{Data: doc.Carried{JSON: []byte("{\x00}")}}).Write(&w, small()); !errors.As(err, &e) || w.Len() > 0 {
		t.Errorf("%v, %d bytes written", err, w.Len())
	}
}

// Fixed parts are those that the writer makes for any other look, too.
func TestOfficialParts(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("{}")} {
		stored := writeWith(t, Options{Data: doc.Carried{JSON: data}})
		d := small()
		d.Lang = "zh-TW"
		var b bytes.Buffer
		if err := (Options{Data: doc.Carried{JSON: data}}).Write(&b, d); err != nil {
			t.Fatal(err)
		}
		made := unzip(t, b.Bytes())
		if len(made) != len(stored) {
			t.Errorf("%d parts, %d stored", len(made), len(stored))
		}
		for name, want := range stored {
			if got := strings.ReplaceAll(made[name], "zh-TW", "zh-CN"); got != want {
				t.Errorf("%s: got %s, want %s", name, got, want)
			}
		}
	}
}
