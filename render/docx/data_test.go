package docx

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/docxlint"
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

// The data are there as they are, with their checksum, and the document leads to
// them.
func TestData(t *testing.T) {
	for _, data := range []string{`{}`, "{\"a\":\"<&>]]> “𠮷” \\u0000\",\r\n\t\"b\": [1]}\n"} {
		files := writeWith(t, Options{Data: []byte(data)})
		item := parse(t, files["customXml/item1.xml"])
		sum := sha256.Sum256([]byte(data))
		if item.Name != "report" || item.Text() != data || item.Attr("version") != "1" || item.Attr("sha256") != hex.EncodeToString(sum[:]) {
			t.Errorf("%q: %+v", data, item)
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

func TestInvalidData(t *testing.T) {
	for data, want := range map[string]string{"": "empty", " \n": "empty", "{\x00}": "U+0000 at byte 2", "\"\xff\"": "not UTF-8 at byte 2", "\"\uffff\"": "U+FFFF at byte 2"} {
		var e *Error
		err := Options{Data: []byte(data)}.Write(io.Discard, small())
		if !errors.As(err, &e) || !strings.Contains(e.English(), want) || e.Error() == "" {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// Fixed parts are those that the writer makes for any other look, too.
func TestOfficialParts(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("{}")} {
		stored := writeWith(t, Options{Data: data})
		d := small()
		d.Lang = "zh-TW"
		var b bytes.Buffer
		if err := (Options{Data: data}).Write(&b, d); err != nil {
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
