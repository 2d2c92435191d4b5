package docx

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/report/doc"
)

// font returns what passes for a TrueType file: a table directory, all of whose
// tables are empty, and a name behind it.
func font(name string) []byte {
	tags := []string{"OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"}
	file := []byte{0, 1, 0, 0, 0, byte(len(tags)), 0, 0, 0, 0, 0, 0}
	for _, tag := range tags {
		file = append(append(file, tag...), make([]byte, 12)...)
	}
	return append(file, name...)
}

func testFonts() []Font {
	return []Font{
		{Family: "Song-Regular", Regular: font("song"), Bold: font("bold"), Roles: []doc.Role{doc.Song, doc.FangSong}},
		{Family: "方正小标宋简体", Regular: font("title"), Roles: []doc.Role{doc.XiaoBiaoSong}},
		{Family: "Kai-Regular", Regular: font("song"), Lends: []Lent{{doc.FangSong, false, "好A"}, {doc.FangSong, true, "重2"}, {doc.Song, false, "年"}}},
	}
}

// What is embedded is found again: by the names of the font table through the
// relationships to the parts, which the keys turn back into the files.
func TestEmbeddedFonts(t *testing.T) {
	files := writeWith(t, Options{Fonts: testFonts()})
	targets := map[string]string{}
	for _, r := range parse(t, files["word/_rels/fontTable.xml.rels"]).All("Relationship") {
		targets[r.Attr("Id")] = "word/" + r.Attr("Target")
	}
	file := func(n *ooxml.Node) string {
		if n == nil {
			return ""
		}
		key, err := hex.DecodeString(strings.NewReplacer("{", "", "}", "", "-", "").Replace(n.Attr("fontKey")))
		if err != nil || len(key) != 16 {
			t.Fatalf("key %q", n.Attr("fontKey"))
		}
		b := []byte(files[targets[n.Attr("id")]])
		for i := range 32 {
			b[i] ^= key[15-i%16]
		}
		return string(b)
	}
	song, bold, title := string(font("song")), string(font("bold")), string(font("title"))
	want := map[string][3]string{
		"仿宋_GB2312":    {"Song-Regular", song, bold},
		"方正小标宋简体":      {"SimSun", title, ""},
		"黑体":           {"SimHei", "", ""},
		"楷体_GB2312":    {"KaiTi", "", ""},
		"宋体":           {"Song-Regular", song, bold},
		"Song-Regular": {"", song, bold},
		"Kai-Regular":  {"", song, ""},
	}
	for _, f := range parse(t, files["word/fontTable.xml"]).All("font") {
		name := f.Attr("name")
		got := [3]string{f.Val("altName"), file(f.Child("embedRegular")), file(f.Child("embedBold"))}
		if got != want[name] {
			t.Errorf("%s: got %.40q, want %.40q", name, got, want[name])
		}
		delete(want, name)
	}
	if len(want) != 0 {
		t.Errorf("not in the font table: %v", want)
	}
	n := 0
	for name := range files {
		if strings.HasSuffix(name, ".odttf") {
			n++
		}
	}
	if n != 3 || len(targets) != 3 {
		t.Errorf("%d font parts and %d relationships for three files", n, len(targets))
	}
	settings := parse(t, files["word/settings.xml"])
	if settings.Child("embedTrueTypeFonts") == nil || settings.Child("saveSubsetFonts") == nil {
		t.Error("the settings do not tell that fonts are embedded")
	}
	for name := range writeWith(t, Options{}) {
		if strings.Contains(name, "font") && name != "word/fontTable.xml" {
			t.Errorf("%s without fonts", name)
		}
	}
}

// Characters that another face lends stand in runs of their own, in text of the
// role alone.
func TestLentCharacters(t *testing.T) {
	root := parse(t, writeWith(t, Options{Fonts: testFonts()})["word/document.xml"])
	var got []string
	for _, r := range root.All("r") {
		if f := r.Child("rPr/rFonts"); f.Attr("eastAsia") != "" {
			if f.Attr("ascii") != f.Attr("eastAsia") || (f.Attr("hint") == "eastAsia") != (r.AllText() != "A") {
				t.Errorf("w:rFonts %v", f.Attrs)
			}
			got = append(got, f.Attr("eastAsia")+" "+r.AllText())
		}
	}
	if want := "Kai-Regular A,Kai-Regular 好,Kai-Regular 重"; strings.Join(got, ",") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, p := range parse(t, writeWith(t, Options{})["word/document.xml"]).All("p") {
		if got := root.All("p")[i].AllText(); got != p.AllText() {
			t.Errorf("the text is %q, want %q", got, p.AllText())
		}
	}
}

func TestInvalidFonts(t *testing.T) {
	for want, fonts := range map[string][]Font{
		"no family name":          {{Regular: font("a")}},
		"that of another":         {{Family: "A", Regular: font("a")}, {Family: "A", Regular: font("b")}},
		"has no file":             {{Family: "A"}},
		"is no TrueType file":     {{Family: "A", Regular: []byte("OTTO" + strings.Repeat(" ", 40))}},
		"\"A\" to embed is no":    {{Family: "A", Bold: []byte("\x00\x01\x00\x00")}},
		"\"B\" is to stand for":   {{Family: "A", Regular: font("a"), Roles: []doc.Role{doc.Song}}, {Family: "B", Regular: font("b"), Roles: []doc.Role{doc.Song}}},
		"more than 31 characters": {{Family: strings.Repeat("体", 32), Regular: font("a")}},
		"cannot be printed":       {{Family: "A\x01", Regular: font("a")}},
		"\"A\" is to stand for":   {{Family: "A", Regular: font("a"), Roles: []doc.Role{doc.NumRoles}}},
	} {
		var e *Error
		var w bytes.Buffer
		err := Options{Fonts: fonts}.Write(&w, small())
		if !errors.As(err, &e) || !strings.Contains(e.English(), want) || e.Error() == "" || w.Len() > 0 {
			t.Errorf("%s: %v", want, err)
		}
	}
	if err := (Options{Fonts: []Font{}}).Write(io.Discard, small()); err != nil {
		t.Error(err)
	}
}
