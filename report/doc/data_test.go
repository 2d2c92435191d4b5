package doc

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func TestCarried(t *testing.T) {
	for _, tt := range []struct {
		json, text string
	}{
		{`{}`, `{}`},
		{`"</script><!--"`, `"\u003c/script>\u003c!--"`},
		{"[1,\r\n2]\r", "[1,\n\n2]\n"},
		{`"𠮷 &>]]> ` + "\u2028" + `\u0000"`, `"𠮷 &>]]> ` + "\u2028" + `\u0000"`},
	} {
		c := Carried{JSON: []byte(tt.json), Program: "nianbao v1", Options: "embed-fonts"}
		if err := c.Check(); err != nil || string(c.Text()) != tt.text {
			t.Errorf("%q: %q, %v", tt.json, c.Text(), err)
		}
		sum := sha256.Sum256([]byte("nianbao v1\nembed-fonts\n" + tt.text))
		if got := c.Digest(); got != hex.EncodeToString(sum[:]) {
			t.Errorf("%q: digest %s", tt.json, got)
		}
		// A reader has the text.
		read := Carried{c.Text(), c.Program, c.Options}
		if err := read.Verify(CarriedVersion, c.Digest()); err != nil {
			t.Errorf("%q: %v", tt.json, err)
		}
		if !jsontext.Value(read.JSON).IsValid() {
			t.Errorf("%q is no JSON", read.JSON)
		}
	}
	if err := (Carried{Program: "\x00"}).Check(); err != nil {
		t.Errorf("no data: %v", err)
	}
}

func TestCarriedErrors(t *testing.T) {
	for _, tt := range []struct {
		data Carried
		want string
	}{
		{Carried{JSON: []byte{}}, "at byte 1"},
		{Carried{JSON: []byte(" \n")}, "at byte 1"},
		{Carried{JSON: []byte("{")}, "at byte 2"},
		{Carried{JSON: []byte("{\x00}")}, "at byte 2"},
		{Carried{JSON: []byte("\"\xff\"")}, "at byte 2"},
		{Carried{JSON: []byte("\"\uffff\"")}, "at byte 2"},
		{Carried{JSON: []byte("\"\ufdd0\"")}, "at byte 2"},
		{Carried{JSON: []byte("\"\ufdef\"")}, "at byte 2"},
		{Carried{JSON: []byte("\"一\ufffe\"")}, "at byte 5"},
		{Carried{JSON: []byte("\"\U0001fffe\"")}, "at byte 2"},
		{Carried{JSON: []byte("\"\U0010ffff\"")}, "at byte 2"},
		{Carried{JSON: []byte("</script>")}, "at byte 1"},
		{Carried{JSON: []byte("1 2")}, "at byte 2"},
		{Carried{JSON: []byte("\ufeff{}")}, "at byte 1"},
		{Carried{JSON: []byte(`{"a":1,"a":2}`)}, "at byte 8"},
		{Carried{JSON: []byte("{}"), Program: "a\nb"}, "the name of the program has U+000A"},
		{Carried{JSON: []byte("{}"), Options: "\xff"}, "the options is not UTF-8"},
	} {
		e, ok := tt.data.Check().(*DataError)
		if !ok || !strings.Contains(e.English(), tt.want) || !strings.HasPrefix(e.Error(), "随文件给出的数据") || e.Where() != "" {
			t.Errorf("%+q: %v", tt.data, tt.data.Check())
		}
	}
	c := Carried{JSON: []byte("{}")}
	for name, err := range map[string]error{
		"version":   c.Verify("1", c.Digest()),
		"digest":    c.Verify(CarriedVersion, ""),
		"data":      Carried{JSON: []byte("[]")}.Verify(CarriedVersion, c.Digest()),
		"program":   Carried{JSON: c.JSON, Program: "x"}.Verify(CarriedVersion, c.Digest()),
		"options":   Carried{JSON: c.JSON, Options: "x"}.Verify(CarriedVersion, c.Digest()),
		"no I-JSON": Carried{JSON: []byte("{")}.Verify(CarriedVersion, Carried{JSON: []byte("{")}.Digest()),
	} {
		if _, ok := err.(*DataError); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
