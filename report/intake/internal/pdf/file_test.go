package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const letterA = "BT /G 10 Tf (a)Tj ET"

// objectsOf are the objects of a file with one page that shows a.
func objectsOf() []string {
	file := pageFile(letterA, "", "")
	var list []string
	for _, part := range strings.Split(string(file), " 0 obj\n")[1:] {
		o, _, _ := strings.Cut(part, "\nendobj\n")
		list = append(list, o)
	}
	return list
}

// withStream makes a file the table of which is a stream, and the objects of which are
// packed in another where packed says so.
func withStream(widths [3]int, predictor bool, objects []string, packed func(n int) bool) []byte {
	var heads, data string
	var plain []string
	index := map[int]int{}
	for i, o := range objects {
		if packed(i + 1) {
			index[i+1] = len(index)
			heads += fmt.Sprintf("%d %d ", i+1, len(data))
			data += o + " "
			o = "null"
		}
		plain = append(plain, o)
	}
	plain = append(plain, streamOf(fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(index), len(heads)), deflate(heads+data)))
	file, at := body(plain...)
	number := len(at)
	at = append(at, len(file))
	var table []byte
	row := make([]byte, 0, 24)
	put := func(width, v int) {
		row = append(row, binary.BigEndian.AppendUint64(nil, uint64(v))[8-width:]...)
	}
	before := make([]byte, widths[0]+widths[1]+widths[2])
	for n := range at {
		kind, place, third := 1, at[n], 0
		if i, ok := index[n]; ok {
			kind, place, third = 2, number-1, i
		}
		if n == 0 {
			kind = 0
		}
		row = row[:0]
		put(widths[0], kind)
		put(widths[1], place)
		put(widths[2], third)
		if predictor {
			table = append(table, 2)
			for i := range row {
				table = append(table, row[i]-before[i])
			}
			copy(before, row)
		} else {
			table = append(table, row...)
		}
	}
	params := ""
	if predictor {
		params = fmt.Sprintf("/DecodeParms<</Predictor 12/Columns %d>>", len(row))
	}
	s := streamOf(fmt.Sprintf("/Type/XRef/W[%d %d %d]/Size %d/Root 1 0 R/Filter/FlateDecode%s", widths[0], widths[1], widths[2], len(at), params), deflate(string(table)))
	return fmt.Appendf(file, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF", number, s, at[number])
}

// added is a file to which a version of object 4 was added that shows b.
func added(t *testing.T) []byte {
	file := pageFile(letterA, "", "")
	before := bytes.LastIndex(file, []byte("xref\n0"))
	at := len(file)
	file = fmt.Appendf(file, "4 0 obj\n%s\nendobj\n", streamOf("", strings.Replace(letterA, "(a)", "(b)", 1)))
	start := len(file)
	return fmt.Appendf(file, "xref\n4 1\n%010d 00000 n\r\ntrailer\n<</Size 7/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF", at, before, start)
}

// hybrid is a file with a table that hides object 4, and a stream that has it.
func hybrid() []byte {
	objects := objectsOf()
	file, at := body(objects...)
	table := []byte{1, byte(at[4] >> 8), byte(at[4])}
	stream := len(file)
	file = fmt.Appendf(file, "7 0 obj\n%s\nendobj\n", streamOf("/Type/XRef/W[1 2 0]/Size 8/Index[4 1]", string(table)))
	start := len(file)
	file = append(file, "xref\n0 7\n0000000000 65535 f \n"...)
	for n, place := range at[1:] {
		kind := 'n'
		if n+1 == 4 {
			kind, place = 'f', 0
		}
		file = fmt.Appendf(file, "%010d 00000 %c \n", place, kind)
	}
	return fmt.Appendf(file, "trailer\n<</Size 8/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF", stream, start)
}

func TestOpen(t *testing.T) {
	none := func(int) bool { return false }
	most := func(n int) bool { return n != 4 }
	whole := pageFile(letterA, "", "")
	start := bytes.LastIndex(whole, []byte("startxref"))
	replace := func(from, to string) []byte { return bytes.Replace(whole, []byte(from), []byte(to), 1) }
	for what, c := range map[string]struct {
		file    []byte
		text    string
		rebuilt bool
	}{
		"table":             {whole, "a", false},
		"stream":            {withStream([3]int{1, 4, 1}, false, objectsOf(), none), "a", false},
		"short stream":      {withStream([3]int{0, 2, 0}, false, objectsOf(), none), "a", false},
		"packed":            {withStream([3]int{1, 2, 1}, false, objectsOf(), most), "a", false},
		"predicted":         {withStream([3]int{2, 3, 2}, true, objectsOf(), most), "a", false},
		"hybrid":            {hybrid(), "a", false},
		"added to":          {added(t), "b", false},
		"added, no table":   {added(t)[:bytes.LastIndex(added(t), []byte("startxref"))], "b", true},
		"what is before it": {append([]byte("mail\r\n\r\n"), whole...), "a", false},
		"line ends":         {bytes.ReplaceAll(whole, []byte("\nendobj"), []byte("\r\nendobj")), "a", true},
		"table elsewhere":   {append(bytes.Clone(whole[:start]), "startxref\n3\n%%EOF"...), "a", true},
		"no end":            {whole[:start], "a", true},
		"packed, no end":    {bytes.Replace(withStream([3]int{1, 2, 1}, false, objectsOf(), most), []byte("startxref"), nil, 1), "a", true},
		"no length":         {replace("/Length 20", "/Length 99"), "a", false},
		"comment":           {replace("<</Type/Catalog", "<<%a\n/Type/C#61talog"), "a", true},
	} {
		f, err := Open(c.file)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		pages, err := f.Pages()
		if err != nil || len(pages) != 1 || len(pages[0].Chars) != 1 || pages[0].Chars[0].Text != c.text || f.Rebuilt != c.rebuilt {
			t.Errorf("%s: %v (%v), %d pages, rebuilt %v", what, err, f.fault, len(pages), f.Rebuilt)
		}
	}
}

// What is cut short is refused, or whole but for its table.
func TestCutShort(t *testing.T) {
	packed := withStream([3]int{1, 2, 1}, false, objectsOf(), func(n int) bool { return n != 4 })
	for _, whole := range [][]byte{pageFile(letterA, "", ""), packed} {
		read := 0
		for n := range whole {
			f, err := Open(whole[:n])
			if err != nil {
				continue
			}
			pages, err := f.Pages()
			if err != nil {
				continue
			}
			if read++; len(pages) != 1 || len(pages[0].Chars) != 1 || pages[0].Chars[0].Text != "a" {
				t.Errorf("the first %d of %d bytes are taken for a file of %d pages, %v", n, len(whole), len(pages), pages[0].Chars)
			}
		}
		if read == 0 || read > 600 {
			t.Errorf("%d of %d beginnings are read", read, len(whole))
		}
	}
}

func TestRefused(t *testing.T) {
	catalog, tree := "<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>"
	page := "<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>"
	many := "<</Kids[" + strings.Repeat("<</Type/Page>>", source.MaxPages+1) + "]>>"
	for what, c := range map[string]struct{ file, code, text string }{
		"nothing":                {"", "I-ar", ""},
		"no objects":             {"%PDF-1.4\n%%EOF", "I-ar", "找不到 PDF 的对象目录"},
		"no pages":               {string(build("", "<</Type/Catalog>>")), "I-ar", "找不到"},
		"pages in a circle":      {string(build("", catalog, "<</Kids[2 0 R]>>")), "I-ar", "页面目录"},
		"no page":                {string(build("", catalog, "<</Kids[]>>")), "I-ar", "页面目录"},
		"a page that is none":    {string(build("", catalog, "<</Kids[3]>>")), "I-ar", "页面目录"},
		"too many pages":         {string(build("", catalog, many)), "I-as", "页太多，最多 200"},
		"content that is not":    {string(build("", catalog, tree, page)), "I-ar", "第 1 页"},
		"no compression":         {string(build("", catalog, tree, page, streamOf("/Filter/FlateDecode", "x"))), "I-ar", "压缩数据"},
		"a filter for pictures":  {string(build("", catalog, tree, page, streamOf("/Filter/DCTDecode", "x"))), "I-ar", "压缩数据"},
		"fonts and no text":      {string(build("", catalog, tree, "<</Resources<<"+testFonts+">>>>", "null", "<<>>", "<<>>")), "I-ar", "第 1 页"},
		"references in a circle": {string(build("", catalog, tree, "<</Contents 4 0 R>>", "5 0 R", "4 0 R")), "I-ar", "第 1 页"},
		"previous in a circle":   {string(build("/Prev 100000", catalog)), "I-ar", ""},
		"deep":                   {"%PDF-1.4\n1 0 obj\n" + strings.Repeat("[", 1000), "I-as", "PDF 的对象太多"},
		"large content":          {string(build("", catalog, tree, page, streamOf("/Filter/FlateDecode", deflate(strings.Repeat(" ", source.MaxPart+1))))), "I-as", "第 1 页：PDF 的数据太多"},
		"many characters":        {string(pageFile("BT /G 1 Tf "+strings.Repeat("("+strings.Repeat("a", 1000)+")Tj ", 101)+"ET", "", "")), "I-as", "页面上的字太多"},
		"many operators":         {string(pageFile(strings.Repeat("q Q ", source.MaxOperators/2+1), "", "")), "I-as", ""},
		"many rules":             {string(pageFile(strings.Repeat("0 0 1 9 re f ", 2*source.MaxGlyphs+1), "", "")), "I-as", "线条和图形"},
		"another handler":        {string(build("/Encrypt<</Filter/Adobe.PubSec/V 4>>", catalog)), "I-at", "密码"},
	} {
		f, err := Open([]byte(c.file))
		if err == nil {
			_, err = f.Pages()
		}
		var e *report.InputError
		if !errors.As(err, &e) || e.Code != c.code || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v, want %s %s", what, err, c.code, c.text)
		}
	}
}

// Programs that repack files leave what is on their pages as it is.
func TestRepacked(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("no qpdf")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	file := pageFile("BT /F 10 Tf 20 50 Td "+show("表三 3402")+"ET 10 10 m 10 90 l S", "", "")
	want := painted(readPages(t, file)[0])
	if err := os.WriteFile(in, file, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{
		"--object-streams=generate", "--linearize", "--qdf",
		"--encrypt  owner 256 --", "--encrypt  owner 256 --cleartext-metadata --", "--encrypt  owner 256 --force-R5 --",
		"--encrypt  owner 128 --use-aes=y --", "--encrypt  owner 128 --use-aes=n --", "--encrypt  owner 40 --",
		"--encrypt user owner 256 --", "--encrypt user owner 40 --",
	} {
		out := filepath.Join(dir, "out.pdf")
		list := append(strings.Split(args, " "), "--allow-weak-crypto", in, out)
		if text, err := exec.Command(qpdf, list...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", args, err, text)
			continue
		}
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Open(file)
		if locked := strings.Contains(args, "user"); locked {
			if err == nil || !strings.Contains(err.Error(), "密码") {
				t.Errorf("%s: %v", args, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", args, err)
			continue
		}
		if pages, err := f.Pages(); err != nil || painted(pages[0]) != want {
			t.Errorf("%s: %v (%v)", args, err, f.fault)
		}
	}
}
