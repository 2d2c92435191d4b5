package render_test

import (
	"bytes"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/cffface"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

func embedded(t *testing.T, r *report.Report, set *fonts.Set) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (render.Options{EmbedFonts: true, Fonts: set}).Write(&b, render.DOCX, r); err != nil {
		t.Fatal(err)
	}
	docxlint.Verify(t, b.Bytes())
	return b.Bytes()
}

// faces reads the embedded fonts of a DOCX by the names of its font table.
func faces(t *testing.T, docx []byte) map[string][2]*fonts.Face {
	t.Helper()
	parts, err := ooxml.Open(docx)
	if err != nil {
		t.Fatal(err)
	}
	type embed struct {
		ID  string `xml:"id,attr"`
		Key string `xml:"fontKey,attr"`
	}
	var table struct {
		Font []struct {
			Name    string `xml:"name,attr"`
			Regular *embed `xml:"embedRegular"`
			Bold    *embed `xml:"embedBold"`
		} `xml:"font"`
	}
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	for name, v := range map[string]any{"word/fontTable.xml": &table, "word/_rels/fontTable.xml.rels": &rels} {
		if err := xml.Unmarshal(parts.Part(name), v); err != nil {
			t.Fatal(err)
		}
	}
	face := func(e *embed) *fonts.Face {
		if e == nil {
			return nil
		}
		key, err := hex.DecodeString(strings.NewReplacer("{", "", "}", "", "-", "").Replace(e.Key))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rels.Relationship {
			if r.ID == e.ID {
				data := bytes.Clone(parts.Part("word/" + r.Target))
				for i := range 32 {
					data[i] ^= key[15-i%16]
				}
				f, err := fonts.Parse(data, 0)
				if err != nil {
					t.Fatal(err)
				}
				return f
			}
		}
		t.Fatalf("no relationship %s", e.ID)
		return nil
	}
	all := map[string][2]*fonts.Face{}
	for _, f := range table.Font {
		all[f.Name] = [2]*fonts.Face{face(f.Regular), face(f.Bold)}
	}
	return all
}

// TestEmbedFonts: every character of the DOCX is in the embedded font that it is
// set in, also one that the face of its role does not have.
func TestEmbedFonts(t *testing.T) {
	r := example(t)
	r.Agency = "云栖市𠮷㙍区人民政府"
	file := embedded(t, r, nil)
	if !bytes.Equal(file, embedded(t, r, nil)) {
		t.Error("other bytes the second time")
	}
	all := faces(t, file)
	type run struct {
		Fonts struct {
			EastAsia string `xml:"eastAsia,attr"`
		} `xml:"rPr>rFonts"`
		Text []string `xml:"t"`
	}
	var document struct {
		Runs []run `xml:"body>p>r"`
	}
	if err := xml.Unmarshal(documentPart(t, file), &document); err != nil {
		t.Fatal(err)
	}
	lent := 0
	for _, run := range document.Runs {
		for _, c := range strings.Join(run.Text, "") {
			in := func(f [2]*fonts.Face) bool { return f[0] != nil && f[0].Glyph(c) != 0 }
			if name := run.Fonts.EastAsia; name != "" {
				lent++
				if !in(all[name]) {
					t.Errorf("%c is not in %s", c, name)
				}
			} else if !in(all["仿宋_GB2312"]) && !in(all["方正小标宋简体"]) && !in(all["黑体"]) && !in(all["楷体_GB2312"]) {
				t.Errorf("%c is in no embedded font", c)
			}
		}
	}
	if lent == 0 {
		t.Error("no character is lent: the test tests nothing")
	}
	for _, c := range "— 0123456789申请人情况三、本年度办理结果" {
		if all["宋体"][0].Glyph(c) == 0 && all["宋体"][1].Glyph(c) == 0 {
			t.Errorf("%c is not in 宋体", c)
		}
	}
	if all["宋体"][1] == nil || all["宋体"][1].Glyph('信') == 0 {
		t.Error("the heads of tables have no bold face")
	}
	if g := all["宋体"][1].Glyph('、'); g == 0 || all["宋体"][1].Vertical(g) == g {
		t.Error("the vertical label has no vertical mark")
	}

	findings, err := render.Options{EmbedFonts: true}.Check(render.DOCX, r)
	if err != nil || !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == "L-b" }) {
		t.Errorf("a lent character is not told: %v, %v", findings, err)
	}
	if findings, _ := (render.Options{}).Check(render.DOCX, r); findings != nil {
		t.Errorf("a DOCX without fonts: %v", findings)
	}
}

// A face of several roles is there once, and the agency's own by its role.
func TestEmbedOwnFace(t *testing.T) {
	set := fonts.Default()
	set.Families[doc.FangSong] = set.Families[doc.HeiTi]
	all := faces(t, embedded(t, example(t), set))
	if a, b := all["仿宋_GB2312"][0], all["黑体"][0]; a.PostScriptName() != b.PostScriptName() || a.Glyph('总') == 0 {
		t.Errorf("仿宋 is %s, 黑体 %s", a.PostScriptName(), b.PostScriptName())
	}
}

// A character that the regular face lacks is lent to plain text, and not to bold
// text, of which the bold face has it.
func TestEmbedLentByWeight(t *testing.T) {
	set := fonts.Default()
	song := set.Families[doc.Song]
	var chars []rune
	for r := rune(0x20); r < 0xFFFF; r++ {
		if r != '信' {
			chars = append(chars, r)
		}
	}
	data, err := song.Regular.TrueType("Own", false, chars)
	if err != nil {
		t.Fatal(err)
	}
	if song.Regular, err = fonts.Parse(data, 0); err != nil {
		t.Fatal(err)
	}
	set.Families[doc.Song] = song
	file := embedded(t, example(t), set)
	var document struct {
		Cells []struct {
			Style struct {
				Val string `xml:"val,attr"`
			} `xml:"p>pPr>pStyle"`
			Runs []struct {
				Fonts struct {
					EastAsia string `xml:"eastAsia,attr"`
				} `xml:"rPr>rFonts"`
				Text string `xml:"t"`
			} `xml:"p>r"`
		} `xml:"body>tbl>tr>tc"`
	}
	if err := xml.Unmarshal(documentPart(t, file), &document); err != nil {
		t.Fatal(err)
	}
	seen := map[bool]int{}
	for _, c := range document.Cells {
		bold := c.Style.Val == "TableHead" || c.Style.Val == "NarrowStrong"
		for _, r := range c.Runs {
			if strings.Contains(r.Text, "信") {
				seen[bold]++
				if lent := r.Fonts.EastAsia != ""; lent == bold {
					t.Errorf("%s: %q is set in %q", c.Style.Val, r.Text, r.Fonts.EastAsia)
				}
			}
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("信 stands in bold and in plain cells %v times", seen)
	}
}

// Faces with CFF outlines are embedded as TrueType fonts, and nothing stands in for them
// that does not in the PDF.
func TestEmbedCFF(t *testing.T) {
	const chars = "一二三四五六总体情况"
	cff := cffface.New(t, chars)
	r := example(t)
	own := fonts.Default().Families
	for name, families := range map[string]map[doc.Role]fonts.Family{
		"two roles":        {doc.FangSong: {Regular: cff}, doc.HeiTi: {Regular: cff}},
		"bold alone":       {doc.Song: {Bold: cff}},
		"bold and regular": {doc.Song: {Regular: own[doc.Song].Regular, Bold: cff}},
	} {
		set := fonts.Default()
		for role, f := range families {
			set.Families[role] = f
		}
		made := 0
		for _, family := range faces(t, embedded(t, r, set)) {
			for _, f := range family {
				if f != nil && f.UnitsPerEm() == 2*cff.UnitsPerEm() { // no other has so fine an em
					made++
					if f.CFF() || !strings.ContainsFunc(chars, func(r rune) bool { return f.Glyph(r) != 0 }) {
						t.Errorf("%s: %s has none of its characters", name, f.PostScriptName())
					}
				}
			}
		}
		if made == 0 {
			t.Errorf("%s: the face is not embedded", name)
		}
		o := render.Options{EmbedFonts: true, Fonts: set}
		inPDF, err := o.Check(render.PDF, r)
		if err != nil || len(inPDF) == 0 {
			t.Fatal(inPDF, err)
		}
		if got, err := o.Check(render.DOCX, r); err != nil || !slices.EqualFunc(got, inPDF, func(a, b report.Finding) bool { return a.Code == b.Code && a.Message() == b.Message() }) {
			t.Errorf("%s: %+v, %v; in the PDF %+v", name, got, err, inPDF)
		}
	}
}

func TestEmbedMissing(t *testing.T) {
	r := example(t)
	r.Agency = "\U0002FFFD县人民政府"
	var missing *layout.MissingGlyphError
	var b bytes.Buffer
	if err := (render.Options{EmbedFonts: true}).Write(&b, render.DOCX, r); !errors.As(err, &missing) || b.Len() != 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}
