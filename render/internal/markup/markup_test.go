package markup

import (
	"encoding/xml"
	"testing"
)

func FuzzAppend(f *testing.F) {
	for _, s := range []string{"", "政府", `a<b> & "c"`, "]]>", "\r\n", "&amp;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := append([]byte(`<a b="`), Append(nil, s)...)
		doc = append(doc, `">`...)
		doc = append(Append(doc, []byte(s)), `</a>`...)
		var got struct {
			Attr string `xml:"b,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(doc, &got); err != nil {
			t.Skip() // characters that XML cannot carry
		}
		if got.Text != s || got.Attr != s {
			t.Errorf("%q is read back as %q and in the attribute as %q", s, got.Text, got.Attr)
		}
	})
}
