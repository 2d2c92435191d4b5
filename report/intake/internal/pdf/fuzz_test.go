package pdf

import (
	"errors"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Whatever the file, it is read or refused.
func FuzzOpen(f *testing.F) {
	none := func(int) bool { return false }
	most := func(n int) bool { return n != 4 }
	f.Add(pageFile(letterA, "", ""))
	f.Add(withStream([3]int{1, 2, 1}, false, objectsOf(), none))
	f.Add(withStream([3]int{1, 3, 2}, true, objectsOf(), most))
	f.Add(hybrid())
	f.Add(pageFile("/X Do BT /F 10 Tf "+show("表三")+"ET 1 1 9 1 re f", "/Rotate 90/Annots[<</Rect[1 1 2 2]/AP<</N 7 0 R>>>>]",
		"/XObject<</X 7 0 R>>", streamOf("/Subtype/Form/BBox[0 0 9 9]", "BT (a)Tj ET")))
	f.Add(taggedFile(at(0, 10, 90, "商业")+at(1, 50, 90, "企业")+at(2, 10, 70, "1"), "",
		"<</S/Table/Pg 3 0 R/K[<</S/TR/K[<</S/TH/K 0>><</S/TH/A<</O/Table/RowSpan 2>>/K 1>>]>><</S/TR/K<</S/TD/K 2>>>>]>>"))
	f.Add(build("/Encrypt<</Filter/Standard/V 4/R 4/Length 128/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -1>>", objectsOf()...))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err == nil {
			_, err = file.Pages()
		}
		var n source.Notes
		if err == nil {
			_, _, err = Tagged(file, &n)
		}
		if err == nil {
			_, err = file.Carried(&n)
		}
		var input *report.InputError
		if err != nil && !errors.As(err, &input) {
			t.Errorf("%T: %v", err, err)
		}
	})
}

// Whatever is painted, a page has it in numbers that can be counted with.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		letterA,
		"q .05 0 0 -.05 0 100 cm BT /G 200 Tf 1 0 0 1 400 600 Tm 1 Tc 2 Tw 50 Tz 3 Ts 12 TL [(a)-50<62>]TJ T* (c)' 1 2 (d)\" ET Q",
		"2 w 10 10 m 10 90 l 60 90 l s .5 w 20 20 30 40 re B* 1 2 3 4 5 6 c 1 2 3 4 v 1 2 3 4 y h W n 0 0 9 9 re f",
		"/P<</MCID 3/ActualText(a)>>BDC BT /G 10 Tf (a)Tj EMC ET /OC/N BDC BX foo EX /P Do EMC /g gs 1 g 0 0 0 0 k",
		"BI /W 1 /H 1 ID xx EI BT /F 10 Tf <8868>Tj ET",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := Open(pageFile(string(content), "", "/XObject<</P 7 0 R>>/ExtGState<</g<</ca .5/LW 2/BM/Multiply>>>>/Properties<</N 8 0 R>>",
			streamOf("/Subtype/Image", ""), "<</Type/OCG>>"))
		if err != nil {
			return
		}
		pages, err := file.Pages()
		if err != nil {
			return
		}
		for _, c := range pages[0].Chars {
			if !c.Box.Valid() || c.NoText != (c.Text == "") || c.Line < 1 || c.Base != c.Base || c.Size != c.Size {
				t.Errorf("%+v", c)
			}
		}
		for _, list := range [][]paper.Rect{pages[0].Rules, pages[0].Shades, pages[0].Pictures} {
			for _, r := range list {
				if !r.Valid() {
					t.Errorf("%v", r)
				}
			}
		}
	})
}

func FuzzCMap(f *testing.F) {
	for _, s := range []string{
		"1 begincodespacerange<00><7F><8000><FFFF>endcodespacerange 1 beginbfchar<0001><D842DFB7>endbfchar",
		"2 beginbfrange<0003><0004><4E00><0005><0006>[<00660069><0033>]endbfrange /WMode 1 def /Identity-H usecmap",
		"1 begincidrange<20><21>7 endcidrange 1 begincidchar<8001>9 endcidchar",
	} {
		f.Add([]byte(s), []byte("\x00\x01\x80\x01\x20"))
	}
	f.Fuzz(func(t *testing.T, data, codes []byte) {
		m := (&File{left: 10_000}).readCMap(data)
		for len(codes) > 0 {
			c, n := m.next(codes)
			if n < 1 || n > len(codes) {
				t.Fatalf("%d bytes of %d", n, len(codes))
			}
			m.text(c)
			m.cid(c)
			codes = codes[n:]
		}
	})
}

func FuzzFilters(f *testing.F) {
	f.Add("/Filter[/AHx/Fl]/DecodeParms[null<</Predictor 15/Columns 3>>]", []byte("61>"))
	f.Add("/Filter/LZW/DecodeParms<</EarlyChange 0/Predictor 2>>", []byte(lzw("aaaabbbb", 0)))
	f.Add("/Filter/A85", []byte("<~9jqo~>"))
	f.Add("/Filter/RL", []byte("\x02abc\xFEd\x80"))
	f.Add("/Filter/Fl/DecodeParms<</Predictor 12/Columns 2/Colors 3/BitsPerComponent 16>>", []byte(deflate("\x02abcdefghijkl")))
	f.Fuzz(func(t *testing.T, entries string, data []byte) {
		file := &File{left: 1000, raw: []byte("<<" + entries + ">>")}
		v, err := file.parser(0).value()
		if d, ok := v.(dict); ok && err == nil {
			if b, err := file.data(&stream{dict: d, raw: data}); err == nil && len(b) > source.MaxPart {
				t.Errorf("%d bytes", len(b))
			}
		}
	})
}
