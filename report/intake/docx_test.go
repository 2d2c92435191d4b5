package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// docxOf makes a document of a text in which lines with tabs are rows of tables.
func docxOf(t *testing.T, text string) []byte {
	t.Helper()
	var body strings.Builder
	table := false
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if row := len(cells) > 1; row != table {
			table = row
			body.WriteString(map[bool]string{true: "<w:tbl>", false: "</w:tbl>"}[row])
		}
		for i, c := range cells {
			cells[i] = "<w:p><w:r><w:t>" + html.EscapeString(c) + "</w:t></w:r></w:p>"
		}
		if table {
			fmt.Fprintf(&body, "<w:tr><w:tc>%s</w:tc></w:tr>", strings.Join(cells, "</w:tc><w:tc>"))
		} else {
			body.WriteString(cells[0])
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [...][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/text/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="text/main.xml"/></Relationships>`},
		{"text/main.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = io.WriteString(w, part[1])
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

// A document is known by its types, whatever its parts are called.
func TestReadDOCX(t *testing.T) {
	r, findings, err := Read(docxOf(t, eachLine(trimmed)(plain(t))))
	if err != nil {
		t.Fatal(err)
	}
	if got := figuresOf(reflect.ValueOf(r.Tables).Elem()); !slices.Equal(got, plainFigures(t)) || len(findings) > 0 {
		t.Errorf("%v\n%s", got, dump(r, findings, nil))
	}
}
