package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

func TestCatalog(t *testing.T) {
	s := sample(t)
	f := s.read()
	for _, c := range []struct {
		path []any
		want any
	}{
		{[]any{"Type"}, pdfread.Name("Catalog")},
		{[]any{"Lang"}, "zh-CN"},
		{[]any{"ViewerPreferences", "DisplayDocTitle"}, true},
		{[]any{"PageMode"}, pdfread.Name("UseOutlines")},
		{[]any{"Metadata", "Subtype"}, pdfread.Name("XML")},
		{[]any{"Metadata", "Filter"}, nil},
		{[]any{"MarkInfo", "Marked"}, true},
		{[]any{"OutputIntents", 0, "S"}, pdfread.Name("GTS_PDFA1")},
		{[]any{"AF"}, nil},
		{[]any{"Names"}, nil},
		{[]any{"Pages", "Count"}, 2.0},
		{[]any{"Pages", "MediaBox", 2}, 595.28},
		{[]any{"Pages", "MediaBox", 3}, 841.89},
		{[]any{"Pages", "Kids", 1, "Type"}, pdfread.Name("Page")},
	} {
		if got := f.root(c.path...); got != c.want {
			t.Errorf("%v: %v, want %v", c.path, got, c.want)
		}
	}
	info := f.get(f.Trailer, "Info").(dict)
	if got := pdfread.DecodeText(info["Title"].(string)); got != s.Document.Title || info["Producer"] != "nianbao" || len(info) != 2 {
		t.Errorf("Info %q, title %q", info, got)
	}
	xmp := string(f.root("Metadata").(stream).Data)
	for _, want := range []string{
		`<rdf:li xml:lang="x-default">` + s.Document.Title + `</rdf:li>`,
		`<rdf:li xml:lang="zh-CN">` + s.Document.Title + `</rdf:li>`,
		`<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>`,
		`<pdf:Producer>nianbao</pdf:Producer>`,
	} {
		if !strings.Contains(xmp, want) {
			t.Errorf("metadata lacks %s", want)
		}
	}
	if strings.Contains(fmt.Sprint(f.Objects), "Date") || strings.Contains(xmp, "Date") {
		t.Error("the file has a date")
	}
	id := f.Trailer["ID"].([]any)
	if a := id[0].(string); len(a) != 16 || a != id[1] {
		t.Errorf("ID %q", id)
	}
}

// What is drawn is what was laid out: every glyph in its order, with its
// character and at its place.
func TestGlyphs(t *testing.T) {
	checkGlyphs(t, sample(t))
}

func checkGlyphs(t *testing.T, s *setter) {
	t.Helper()
	f := s.read()
	height := s.Document.Styles.Page.Height.Pt()
	for p := range s.Pages {
		got := f.draw(p).glyphs
		for _, run := range s.Pages[p].Texts {
			if len(run.Glyphs) > len(got) {
				t.Fatalf("page %d lacks glyphs of %q", p+1, textOf(run))
			}
			at := run.At
			var first shown
			for i, g := range run.Glyphs {
				d := got[i]
				if i == 0 {
					first = d
				}
				size := run.Size.Pt()
				x, y := at.X.Pt(), height-at.Y.Pt()
				if run.Vertical {
					x -= size * float64(run.Face.Advance(g.GID)) / float64(run.Face.UnitsPerEm()) / 2
					y -= size * 0.88
					at.Y += g.Advance
				} else {
					at.X += g.Advance
					// Along the line nothing adds up.
					if off := math.Abs((d.x - first.x) - (x - run.At.X.Pt())); off > max(0.01, size/2000)+1e-6 {
						t.Errorf("page %d: %q glyph %d is %.4f pt away from its place on the line", p+1, textOf(run), i, off)
					}
				}
				if math.Abs(d.x-x) > 0.016 || math.Abs(d.y-y) > 0.0051 {
					t.Errorf("page %d: %q glyph %d at %.3f %.3f, want %.3f %.3f", p+1, textOf(run), i, d.x, d.y, x, y)
				}
				if d.char != string(g.Rune) {
					t.Errorf("page %d: %q glyph %d stands for %q", p+1, textOf(run), i, d.char)
				}
				if d.size != size || d.bold != run.Embolden || (d.artifact != "") != (run.Kind != layout.Content) {
					t.Errorf("page %d: %q glyph %d: %+v", p+1, textOf(run), i, d)
				}
			}
			got = got[len(run.Glyphs):]
		}
		if len(got) != 0 {
			t.Errorf("page %d draws %d glyphs too many", p+1, len(got))
		}
	}
}

func textOf(t layout.Text) string {
	var s []rune
	for _, g := range t.Glyphs {
		s = append(s, g.Rune)
	}
	return string(s)
}

// Advances as justification, letter spacing and rounding make them.
func TestAdvances(t *testing.T) {
	const str = "本报告由示例区人民政府2023年, Table 2 （一）编制。——"
	for _, size := range []float64{7.5, 9, 10.5, 14, 16, 22} {
		for what, extra := range map[string]func(i int) doc.Length{
			"none":        func(i int) doc.Length { return 0 },
			"even":        func(i int) doc.Length { return doc.Pt(-0.2065) },
			"rounded":     func(i int) doc.Length { return doc.Length(2622 + i%2) },
			"by emu":      func(i int) doc.Length { return 1 },
			"punctuation": func(i int) doc.Length { return doc.Pt([]float64{0.1, 0.1, 0.1, -4}[i%4]) },
			"every other": func(i int) doc.Length { return doc.Pt(float64(i*i%7) / 3) },
		} {
			t.Run(fmt.Sprint(size, " ", what), func(t *testing.T) {
				s := newSetter(t)
				s.page()
				for line := range 5 { // the state that one line leaves is there for the next
					y := 100 + 20*float64(line)
					s.text(79.37, y, look{size: size, origin: block(0)}, str[:len(str)-line*3])
					s.text(79.37, y, look{size: size, origin: block(0)}, "二二")
				}
				texts := s.Pages[0].Texts
				for i := range texts {
					if i%2 == 1 { // goes on where the first of the line ends
						texts[i].At = texts[i-1].At
						for _, g := range texts[i-1].Glyphs {
							texts[i].At.X += g.Advance
						}
					}
					g := texts[i].Glyphs
					for i := range g {
						g[i].Advance += extra(i)
					}
				}
				checkGlyphs(t, s)
			})
		}
	}
}

// The operators of a page, none of them needless.
func TestContent(t *testing.T) {
	s := newSetter(t)
	body := look{role: doc.KaiTi, size: 16, pitch: 15.8, origin: block(0)}
	s.page()
	s.text(80, 100, body, "年度报告")
	s.text(80, 129, body, "年度报告") // the same state
	end := s.text(80, 158, body, "年度")
	s.text(end.X.Pt(), end.Y.Pt(), body, "报告") // where the pen is
	s.Pages[0].Texts[3].Embolden = true
	g := s.Pages[0].Texts[0].Glyphs
	g[1].Advance += doc.Pt(1.6)
	p := &s.Pages[0]
	at := func(x, y float64) layout.Point { return layout.Point{X: doc.Pt(x), Y: doc.Pt(y)} }
	p.Rules = []layout.Rule{
		{From: at(10, 41.89), To: at(20, 41.89), Width: doc.Pt(0.5)},
		{From: at(10, 141.89), To: at(10, 41.89), Width: doc.Pt(1.25)},
		{From: at(10, 51.89), To: at(20, 51.89), Width: doc.Pt(0.5)},
	}
	p.Shades = []layout.Shade{
		{At: at(1, 41.89), Width: doc.Pt(2), Height: doc.Pt(3), Color: 0xFF0033},
		{At: at(4, 41.89), Width: doc.Pt(2), Height: doc.Pt(3), Color: 0xFF0033},
		{At: at(7, 41.89), Width: doc.Pt(2), Height: doc.Pt(3)},
	}
	s.text(290, 780, look{size: 14, origin: furniture}, "1")
	s.text(80, 800, body, "报")
	p.Texts[5].Embolden = true
	const want = `/Artifact<</Type/Layout>>BDC
1 0 .2 rg
1 797 2 3 re
4 797 2 3 re
f
0 g
.5 w
10 800 m
20 800 l
10 790 m
20 790 l
S
1.25 w
10 700 m
10 800 l
S
EMC
BT
/P<</MCID 0>>BDC
/F1 16 Tf
80 741.89 Td
-.2 Tc
[<00020003>-100<00040001>]TJ
0 -29 Td
<0002000300040001>Tj
0 -29 Td
<00020003>Tj
2 Tr
1 j
.53 w
<00040001>Tj
EMC
/Artifact<</Type/Pagination/Subtype/Footer>>BDC
/F2 14 Tf
0 Tr
210 -622 Td
<0001>Tj
EMC
/P<</MCID 1>>BDC
/F1 16 Tf
2 Tr
-210 -20 Td
<0004>Tj
EMC
ET
`
	if got := string(s.read().page(0)); got != want {
		t.Errorf("got\n%s", got)
	}
}

// An empty page is a page, and a document without text needs no font.
func TestEmptyPage(t *testing.T) {
	s := newSetter(t)
	s.page()
	s.Pages[0].Texts = []layout.Text{{Face: s.set.Families[doc.Song].Regular, Size: doc.Pt(16)}}
	s.page()
	f := s.read()
	if got := string(f.page(0)) + string(f.page(1)); got != "" {
		t.Errorf("empty pages draw %q", got)
	}
	if f.root("Outlines") != nil || f.root("PageMode") != nil {
		t.Error("an outline without bookmarks")
	}
}

// A glyph that stands for several characters gives back each of them.
func TestSharedGlyph(t *testing.T) {
	s := newSetter(t)
	s.page()
	s.text(80, 100, look{size: 16, origin: block(0)}, "—a—b—")
	g := s.Pages[0].Texts[0].Glyphs
	g[2].Rune, g[4].Rune = '\u2015', '\U00020BB7'
	checkGlyphs(t, s)
	checkWidths(t, s.read())
}

func TestWidths(t *testing.T) { checkWidths(t, sample(t).read()) }

// checkWidths compares the widths that the file states with hmtx of its fonts.
func checkWidths(t *testing.T, f *file) {
	t.Helper()
	for key, font := range f.root("Pages", "Kids", 0, "Resources", "Font").(dict) {
		cidFont := f.get(font, "DescendantFonts", 0)
		program := f.get(cidFont, "FontDescriptor", "FontFile2").(stream)
		if program.Dict["Length1"] != float64(len(program.Data)) {
			t.Errorf("%s: Length1 %v, want %d", key, program.Dict["Length1"], len(program.Data))
		}
		table := sfntTables(program.Data)
		hmtx, metrics := table["hmtx"], int(binary.BigEndian.Uint16(table["hhea"][34:]))
		em := float64(binary.BigEndian.Uint16(table["head"][18:]))
		glyphs := int(binary.BigEndian.Uint16(table["maxp"][4:]))
		toGID, _ := f.get(cidFont, "CIDToGIDMap").(stream)
		chars := f.cmap(font)
		if len(chars) == 0 {
			t.Errorf("%s: no characters", key)
		}
		for cid := range chars {
			gid := int(cid)
			if toGID.Data != nil {
				gid = int(binary.BigEndian.Uint16(toGID.Data[2*int(cid):]))
			}
			if gid == 0 || gid >= glyphs {
				t.Errorf("%s: CID %d has glyph %d of %d", key, cid, gid, glyphs)
				continue
			}
			want := float64(binary.BigEndian.Uint16(hmtx[4*min(gid, metrics-1):])) * 1000 / em
			if got := f.width(font, cid); math.Abs(got-want) > 0.5 {
				t.Errorf("%s: CID %d is %v wide, want %v", key, cid, got, want)
			}
		}
	}
}

func sfntTables(b []byte) map[string][]byte {
	m := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		e := b[12+16*i:]
		at, n := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		m[string(e[:4])] = b[at : at+n]
	}
	return m
}

func TestFontDictionaries(t *testing.T) {
	f := sample(t).read()
	list := f.root("Pages", "Kids", 0, "Resources", "Font").(dict)
	if len(list) != 4 {
		t.Errorf("%d fonts, want one a face: 4", len(list))
	}
	for key, font := range list {
		cid := f.get(font, "DescendantFonts", 0)
		d := f.get(cid, "FontDescriptor")
		base := f.get(font, "BaseFont")
		if f.get(cid, "BaseFont") != base || f.get(d, "FontName") != base {
			t.Errorf("%s: the names differ", key)
		}
		tag, rest, _ := strings.Cut(string(base.(pdfread.Name)), "+")
		if len(tag) != 6 || strings.Trim(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || rest == "" {
			t.Errorf("%s: BaseFont %s", key, base)
		}
		if f.get(font, "Encoding") != pdfread.Name("Identity-H") || f.get(cid, "CIDToGIDMap") != pdfread.Name("Identity") {
			t.Errorf("%s: %v", key, cid)
		}
		for _, k := range []string{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
			if f.get(d, k) == nil {
				t.Errorf("%s: no %s", key, k)
			}
		}
		if f.get(d, "Ascent").(float64) <= 0 || f.get(d, "Descent").(float64) >= 0 {
			t.Errorf("%s: %v", key, d)
		}
	}
}

// Other glyphs or another face, another tag; the same glyphs, the same tag.
func TestSubsetName(t *testing.T) {
	face := fonts.Default().Families[doc.Song].Regular
	one, other := []fonts.GID{1, 2}, []fonts.GID{1, 3}
	a, b, c, d := subsetName(face, "F1", one), subsetName(face, "F1", other), subsetName(face, "F1", one), subsetName(face, "F2", one)
	if a == b || a != c || a == d {
		t.Errorf("%s %s %s %s", a, b, c, d)
	}
}

func TestToUnicode(t *testing.T) {
	singles, triples := []rune{0}, []rune{0}
	for i := range rune(250) {
		singles = append(singles, 0x4E00+2*i)
		triples = append(triples, 0x20000+4*i, 0x20001+4*i, 0x20002+4*i)
	}
	for what, c := range map[string]struct {
		runes  []rune // by CID
		blocks string
	}{
		"none":                 {[]rune{0}, ""},
		"a gap":                {[]rune{0, 'a', 0, 'b'}, "2 beginbfchar"},
		"two in a row":         {[]rune{0, 'a', 'b', '一'}, "3 beginbfchar"},
		"three in a row":       {[]rune{0, 'a', 'b', 'c', '一'}, "1 beginbfchar 1 beginbfrange"},
		"character carries":    {[]rune{0, 0x4EFD, 0x4EFE, 0x4EFF, 0x4F00, 0x4F01}, "2 beginbfchar 1 beginbfrange"},
		"beyond U+FFFF":        {[]rune{0, '𠮷', 0x20BB8, 0x20BB9, 'a'}, "1 beginbfchar 1 beginbfrange"},
		"surrogate carries":    {[]rune{0, 0x103FD, 0x103FE, 0x103FF, 0x10400, 0x10401, 0x10402}, "2 beginbfrange"},
		"into the supplements": {[]rune{0, 0xFFFB, 0xFFFC, 0xFFFD, 0x10000}, "1 beginbfchar 1 beginbfrange"},
		"many":                 {singles, "100 beginbfchar 100 beginbfchar 50 beginbfchar"},
		"many, code carries":   {triples, "3 beginbfchar 100 beginbfrange 100 beginbfrange 49 beginbfrange"},
	} {
		t.Run(what, func(t *testing.T) {
			f := font{runes: c.runes}
			data := f.toUnicode(nil)
			got := readCMap(t, data)
			for cid, r := range c.runes {
				if s, ok := got[uint16(cid)]; ok != (r != 0) || ok && s != string(r) {
					t.Errorf("CID %d stands for %q, want %q", cid, s, r)
				}
			}
			blocks := regexp.MustCompile(`\d+ beginbf\w+`).FindAllString(string(data), -1)
			if s := strings.Join(blocks, " "); s != c.blocks {
				t.Errorf("blocks %s, want %s", s, c.blocks)
			}
		})
	}
}

func TestReproducible(t *testing.T) {
	s := sample(t)
	want := s.write()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				var b bytes.Buffer
				if err := Write(&b, &s.Layout); err != nil || !bytes.Equal(b.Bytes(), want) {
					t.Errorf("other bytes, error %v", err)
				}
			}
		})
	}
	wg.Wait()
	id := readFile(t, want).Trailer["ID"].([]any)[0]
	s.Document.Title = strings.Replace(s.Document.Title, "3", "4", 1)
	if other := s.read(); other.Trailer["ID"].([]any)[0] == id {
		t.Error("another title, the same identifier")
	}
}

func TestErrors(t *testing.T) {
	for what, c := range map[string]struct {
		spoil func(s *setter)
		want  string
		page  int
	}{
		"no document":      {func(s *setter) { s.Document = nil }, "there is no document", 0},
		"no title":         {func(s *setter) { s.Document.Title = "" }, "no title", 0},
		"control in title": {func(s *setter) { s.Document.Title = "年\x00报" }, "no title", 0},
		"title not UTF-8":  {func(s *setter) { s.Document.Title = "年\xFF报" }, "no title", 0},
		"title with FFFE":  {func(s *setter) { s.Document.Title = "年\uFFFE报" }, "no title", 0},
		"no language":      {func(s *setter) { s.Document.Lang = "" }, "the language tag", 0},
		"bad language":     {func(s *setter) { s.Document.Lang = `zh"><` }, "the language tag", 0},
		"no pages":         {func(s *setter) { s.Pages = nil }, "the document has no pages", 0},
		"no page size":     {func(s *setter) { s.Document.Styles.Page.Width = 0 }, "a page measures", 0},
		"page too high":    {func(s *setter) { s.Document.Styles.Page.Height = doc.Pt(14401) }, "a page measures", 0},
		"no face":          {func(s *setter) { s.Pages[1].Texts[0].Face = nil }, "the text has no face", 2},
		"no size":          {func(s *setter) { s.Pages[0].Texts[0].Size = 0 }, "the size of the text is not positive", 1},
		"negative size":    {func(s *setter) { s.Pages[0].Texts[0].Size = -1 << 40 }, "the size of the text is not positive", 1},
		"huge size":        {func(s *setter) { s.Pages[0].Texts[0].Size = 1 << 60 }, "out of range", 1},
		"notdef":           {func(s *setter) { s.Pages[0].Texts[0].Glyphs[1].GID = 0 }, "a glyph is not in the face", 1},
		"glyph too high":   {func(s *setter) { s.Pages[1].Texts[1].Glyphs[0].GID = 0xFFFF }, "a glyph is not in the face", 2},
		"no rune":          {func(s *setter) { s.Pages[0].Texts[0].Glyphs[0].Rune = 0 }, "no valid character", 1},
		"negative rune":    {func(s *setter) { s.Pages[0].Texts[0].Glyphs[0].Rune = -5 }, "no valid character", 1},
		"surrogate":        {func(s *setter) { s.Pages[0].Texts[0].Glyphs[0].Rune = 0xD800 }, "no valid character", 1},
		"byte order mark":  {func(s *setter) { s.Pages[0].Texts[0].Glyphs[0].Rune = 0xFEFF }, "no valid character", 1},
		"noncharacter":     {func(s *setter) { s.Pages[0].Texts[0].Glyphs[0].Rune = 0x1FFFE }, "no valid character", 1},
		"far away":         {func(s *setter) { s.Pages[0].Texts[0].At.X = math.MaxInt64 }, "out of range", 1},
		"wide glyph":       {func(s *setter) { s.Pages[0].Texts[0].Glyphs[0].Advance = math.MinInt64 }, "out of range", 1},
		"rule width":       {func(s *setter) { s.Pages[0].Rules[0].Width = 0 }, "the width of a rule is not positive", 1},
		"rule far away":    {func(s *setter) { s.Pages[0].Rules[0].To.Y = math.MinInt64 }, "out of range", 1},
		"shade size":       {func(s *setter) { s.Pages[0].Shades[0].Height = -1 }, "of a shade is not valid", 1},
		"shade colour":     {func(s *setter) { s.Pages[0].Shades[0].Color = 0x1000000 }, "of a shade is not valid", 1},
		"shade far away":   {func(s *setter) { s.Pages[0].Shades[0].Width = math.MaxInt64 }, "out of range", 1},
	} {
		s := sample(t)
		c.spoil(s)
		var b bytes.Buffer
		var e *Error
		err := Write(&b, &s.Layout)
		if !errors.As(err, &e) || !strings.Contains(e.English(), c.want) || e.Page != c.page {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if b.Len() > 0 {
			t.Errorf("%s: %d bytes written before the error", what, b.Len())
		}
	}
	if err := Write(io.Discard, nil); err == nil {
		t.Error("no layout: no error")
	}
	s := sample(t)
	s.Pages[1].Texts[0].Face = nil
	var e *Error
	if err := Write(io.Discard, &s.Layout); !errors.As(err, &e) {
		t.Fatal(err)
	}
	if got, want := e.Error(), "无法生成 PDF：第 2 页：文字没有字体（信息内容）"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := e.English(), "cannot write PDF: page 2: the text has no face (信息内容)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// limited takes n bytes and then fails.
type limited struct {
	n   int
	err error
}

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.n {
		n := l.n
		l.n = 0
		return n, l.err
	}
	l.n -= len(p)
	return len(p), nil
}

func TestWriterFails(t *testing.T) {
	s := sample(t)
	size := len(s.write())
	full := errors.New("disk full")
	for n := 0; n < size; n += 997 {
		if err := Write(&limited{n, full}, &s.Layout); err != full {
			t.Errorf("after %d bytes: %v", n, err)
		}
		if err := Write(&limited{n, nil}, &s.Layout); err != io.ErrShortWrite {
			t.Errorf("short after %d bytes: %v", n, err)
		}
	}
	if err := Write(&limited{size, full}, &s.Layout); err != nil {
		t.Error(err)
	}
}

func TestObjectsOutOfTurn(t *testing.T) {
	for what, use := range map[string]func(w *writer, r ref){
		"missing":      func(w *writer, r ref) {},
		"twice":        func(w *writer, r ref) { w.object(r, "1"); w.object(r, "2") },
		"not ours":     func(w *writer, r ref) { w.object(r, "1"); w.object(r+1, "2") },
		"nested":       func(w *writer, r ref) { w.begin(r); w.object(w.alloc(), "1"); w.end() },
		"unknown type": func(w *writer, r ref) { w.object(r, 1.5) },
	} {
		w := newWriter(io.Discard)
		r := w.alloc()
		use(w, r)
		if err := w.close(r, r); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func TestSyntax(t *testing.T) {
	for in, want := range map[text]string{
		"":       "()",
		"zh-CN":  "(zh-CN)",
		`a(b)\c`: `(a\(b\)\\c)`,
		"年报":     "<FEFF5E7462A5>",
		"𠮷a":     "<FEFFD842DFB70061>",
		"a\nb":   "<FEFF0061000A0062>",
		"café":   "<FEFF00630061006600E9>",
	} {
		got := string(appendText(nil, in))
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
		if back := pdfread.DecodeText(readValue(t, got).(string)); back != string(in) {
			t.Errorf("%q comes back as %q", in, back)
		}
	}
	for in, want := range map[name]string{
		"ABCDEF+Name": "/ABCDEF+Name",
		"A b#(/)":     "/A#20b#23#28#2F#29",
		"宋":           "/#E5#AE#8B",
	} {
		got := string(appendName(nil, in))
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
		if back := readValue(t, got); back != pdfread.Name(in) {
			t.Errorf("%q comes back as %q", in, back)
		}
	}
	for in, want := range map[hundredths]string{
		0: "0", 5: ".05", 50: ".5", 100: "1", 105: "1.05", -1: "-.01", -120: "-1.2", 59528: "595.28",
	} {
		if got := string(appendHundredths(nil, in)); got != want {
			t.Errorf("%d: %s, want %s", in, got, want)
		}
	}
	for in, want := range map[doc.Length]hundredths{
		0: 0, 63: 0, 64: 1, 127: 1, -63: 0, -64: -1, -127: -1, -200: -2, doc.Mm(297): 84189, doc.Pt(10.5): 1050,
	} {
		if got := toHundredths(in); got != want {
			t.Errorf("%d EMU: %d, want %d", in, got, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	s := report(b)
	var size int
	b.ReportAllocs()
	for b.Loop() {
		var n counter
		if err := Write(&n, &s.Layout); err != nil {
			b.Fatal(err)
		}
		size = int(n)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(size), "bytes/doc")
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// report sets five pages of as many different characters and as much text and
// tables as a real report.
func report(tb testing.TB) *setter {
	s := newSetter(tb)
	next := rune(0x4E00)
	line := func(role doc.Role, n int) string {
		var b strings.Builder
		for i := range n {
			for next++; s.set.Families[role].Regular.Glyph(next) == 0; next++ {
			}
			b.WriteRune(next)
			if i%3 > 0 || next > 0x6000 { // common characters come again
				next = 0x4E00 + next*31%0x900
			}
		}
		return b.String()
	}
	for p := range 5 {
		s.page()
		if p < 2 {
			for i := range 22 {
				s.text(79.37, 110+28.95*float64(i), look{role: doc.Song, size: 16, pitch: 15.7 + float64(i%3)/20, origin: block(0)}, line(doc.Song, 28))
			}
		} else {
			for i := range 28 {
				y := 110 + 20*float64(i)
				s.text(80, y, look{role: doc.Song, size: 9, origin: block(1)}, line(doc.Song, 9))
				for j := range 7 {
					s.text(320+28*float64(j), y, look{role: doc.Song, size: 10.5, origin: block(1)}, fmt.Sprint(i*j))
				}
				s.Pages[p].Rules = append(s.Pages[p].Rules, layout.Rule{From: layout.Point{X: doc.Pt(79), Y: doc.Pt(y)}, To: layout.Point{X: doc.Pt(520), Y: doc.Pt(y)}, Width: doc.Pt(0.5)})
			}
		}
		s.text(111, 90, look{role: doc.HeiTi, size: 16, origin: block(2)}, line(doc.HeiTi, 12))
		s.text(280, 90, look{role: doc.KaiTi, size: 16, origin: block(2)}, line(doc.KaiTi, 12))
	}
	return s
}
