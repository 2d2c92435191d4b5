package peers

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

const sentence = "云栖市人民政府二〇二三年政府信息公开工作年度报告汇总市政府各县区政府和市政府各部门的数据，统计期限自一月一日起。"

// TestFPDFLimits holds what the README says of fpdf. Where it fails, fpdf has become
// better, and the README is to say so.
func TestFPDFLimits(t *testing.T) {
	file, err := fonts.Default().Families[doc.Song].Regular.TrueType("Song", false, []rune(sentence))
	if err != nil {
		t.Fatal(err)
	}
	newPage := func() *fpdf.Fpdf {
		f := fpdf.New("P", "mm", "A4", "")
		f.AddUTF8FontFromBytes("Song", "", file)
		f.AddPage()
		f.SetFont("Song", "", 16)
		if err := f.Error(); err != nil {
			t.Fatal(err)
		}
		return f
	}

	lines := newPage().SplitText(sentence, 80)
	if lost := len([]rune(sentence)) - len([]rune(strings.Join(lines, ""))); lost == 0 {
		t.Errorf("no character is lost: %q", lines)
	} else {
		t.Logf("%d characters are lost at the ends of %d lines: %q", lost, len(lines), lines)
	}

	for name, draw := range map[string]func(*fpdf.Fpdf){
		"Text": func(f *fpdf.Fpdf) { f.Text(20, 20, "𠮷") },
		"Cell": func(f *fpdf.Fpdf) { f.Cell(40, 10, "𠮷") },
	} {
		what := panics(func() {
			f := newPage()
			draw(f)
			f.Output(io.Discard)
		})
		if what == "" {
			t.Errorf("%s takes 𠮷", name)
		}
		t.Logf("%s of 𠮷 panics: %s", name, what)
	}

	for kind, head := range map[string]string{"CFF": "OTTO", "a collection": "ttcf"} {
		f := fpdf.New("P", "mm", "A4", "")
		f.AddUTF8FontFromBytes("Song", "", []byte(head+string(make([]byte, 100))))
		f.SetFont("Song", "", 16)
		if f.Error() == nil {
			t.Errorf("a font that is %s is taken", kind)
		}
	}
}

// panics returns what a function panics with, or nothing.
func panics(f func()) (what string) {
	defer func() {
		if r := recover(); r != nil {
			what = fmt.Sprint(r)
		}
	}()
	f()
	return ""
}
