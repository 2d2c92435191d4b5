package backoffice_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// zipped is an archive of files, each of so much of one text.
func zipped(files ...[2]any) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f[0].(string))
		must(err)
		_, err = io.Copy(w, f[1].(io.Reader))
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// many is a text so many times.
func many(s string, n int) io.Reader {
	r := make([]io.Reader, 0, n/1000+1)
	block := strings.Repeat(s, 1000)
	for ; n >= 1000; n -= 1000 {
		r = append(r, strings.NewReader(block))
	}
	return io.MultiReader(append(r, strings.NewReader(strings.Repeat(s, n)))...)
}

const (
	wordTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	wordHead  = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	sheetBook = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`
	sheetRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetType = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
)

func wordOf(body ...io.Reader) []byte {
	body = append([]io.Reader{strings.NewReader(wordHead)}, body...)
	return zipped([2]any{"[Content_Types].xml", strings.NewReader(wordTypes)}, [2]any{"word/document.xml", io.MultiReader(body...)})
}

func sheetOf(body ...io.Reader) []byte {
	body = append([]io.Reader{strings.NewReader(sheetHead)}, body...)
	return zipped([2]any{"[Content_Types].xml", strings.NewReader(sheetType)}, [2]any{"xl/workbook.xml", strings.NewReader(sheetBook)},
		[2]any{"xl/_rels/workbook.xml.rels", strings.NewReader(sheetRels)}, [2]any{"xl/worksheets/sheet1.xml", io.MultiReader(body...)})
}

// far are cells at the far end of a sheet, and merges of whole rows.
func far(n int) io.Reader {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%[1]d"><v>1</v></c></row>`, i*500+1)
	}
	b.WriteString(`</sheetData><mergeCells>`)
	for i := range n {
		fmt.Fprintf(&b, `<mergeCell ref="A%d:XFD%d"/>`, i*500+1, i*500+400)
	}
	b.WriteString(`</mergeCells></worksheet>`)
	return strings.NewReader(b.String())
}

// lying is an archive whose directory says that a part is short, or long.
func lying(size uint64) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("[Content_Types].xml")
	must(err)
	_, err = io.WriteString(w, wordTypes)
	must(err)
	w, err = z.CreateRaw(&zip.FileHeader{Name: "word/document.xml", Method: zip.Deflate, CompressedSize64: 100, UncompressedSize64: size})
	must(err)
	_, err = w.Write(bytes.Repeat([]byte{0xFF}, 100))
	must(err)
	must(z.Close())
	return b.Bytes()
}

// hostileFiles are files by what is wrong with them.
func hostileFiles(t testing.TB) map[string][]byte {
	good := files(t, filledReport(2024))
	docx, pdf, ofd, xlsx := good["年报.docx"], good["年报.pdf"], good["年报.ofd"], good["年报.xlsx"]
	repeat := func(s string, n int) []byte { return []byte(strings.Repeat(s, n)) }
	return map[string][]byte{
		"bomb.docx":         wordOf(many("<w:p><w:r><w:t>一</w:t></w:r></w:p>", 500_000)),
		"oneword.docx":      wordOf(strings.NewReader("<w:p><w:r><w:t>"), many("一", 6_000_000)),
		"deep.docx":         wordOf(many("<w:tbl><w:tr><w:tc>", 300_000)),
		"attributes.docx":   wordOf(strings.NewReader("<w:p "), many(`a="1" `, 200_000)),
		"truncated.docx":    docx[:len(docx)/2],
		"long.docx":         lying(1 << 62),
		"short.docx":        lying(1),
		"entity.docx":       zipped([2]any{"[Content_Types].xml", strings.NewReader(wordTypes)}, [2]any{"word/document.xml", strings.NewReader(`<!DOCTYPE a [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `">]><w:document>` + strings.Repeat("&b;", 1000))}),
		"far.xlsx":          sheetOf(far(2000)),
		"wide.xlsx":         sheetOf(many(`<row><c r="XFD1048576"><v>1</v></c></row>`, 300_000)),
		"truncated.xlsx":    xlsx[:len(xlsx)-100],
		"encrypted.docx":    append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), repeat("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00", 4000)...),
		"garbage.doc":       append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), repeat("\xFF", 1<<20)...),
		"truncated.pdf":     pdf[:len(pdf)/3],
		"truncated.ofd":     ofd[:len(ofd)/2],
		"encrypted.pdf":     append([]byte("%PDF-1.7\n"), repeat("1 0 obj<</Encrypt 1 0 R/Filter/Standard/V 5/O()/U()>>endobj\n", 5000)...),
		"deep.pdf":          append([]byte("%PDF-1.7\n1 0 obj"), repeat("[", 4_000_000)...),
		"deep.html":         repeat("<table><tr><td>", 250_000),
		"cells.html":        repeat("<td>1", 300_000),
		"deep.json":         repeat(`{"a":[`, 600_000),
		"deep.xml":          append([]byte(`<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), repeat("<a>", 1_000_000)...),
		"nul.csv":           repeat("\x00", 16<<20),
		"one line.txt":      repeat("一", 5<<20),
		"columns.csv":       append([]byte("机关全称"), repeat(",一", 800_000)...),
		"quotes.csv":        append([]byte("机关全称,报告年度\n"), repeat(`"`, 15<<20)...),
		"ledger rows.csv":   append([]byte("收到日期,申请人类型,办理结果,办结日期\n"), repeat("昨天,自然人,予以公开,今天\n", 20_000)...),
		"too long.docx":     repeat("PK\x03\x04", 5<<20),
		"picture.pdf":       []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("x", 1<<20)),
		"program.docx":      append([]byte("MZ\x90\x00\x03\x00\x00\x00"), repeat("\x00", 1<<20)...),
		"archive in it.zip": zipped([2]any{"a.docx", bytes.NewReader(docx)}),
	}
}

// peak is the most memory that the process has taken since it began to look.
type peak struct {
	base uint64
	most atomic.Uint64
	stop chan struct{}
	done sync.WaitGroup
}

func watchMemory() *peak {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	p := &peak{base: sample[0].Value.Uint64(), stop: make(chan struct{})}
	p.done.Go(func() {
		for {
			metrics.Read(sample)
			p.most.Store(max(p.most.Load(), sample[0].Value.Uint64()))
			select {
			case <-p.stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	})
	return p
}

// megabytes stops looking.
func (p *peak) megabytes() uint64 {
	close(p.stop)
	p.done.Wait()
	return (p.most.Load() - p.base) >> 20
}

// Files that mean harm are refused, all at once as well, while the server goes on to answer
// others and its memory stays within bounds.
func TestUploadHostileFiles(t *testing.T) {
	o := newOffice(t)
	bodies, kinds := map[string][]byte{}, map[string]http.Header{}
	for name, data := range hostileFiles(t) {
		body, kind := formOf(part{"file", name, data})
		bodies[name], kinds[name] = body.Bytes(), http.Header{"Content-Type": {kind}}
	}
	watch := watchMemory()
	var uploads sync.WaitGroup
	var refused atomic.Int64
	for name, body := range bodies {
		uploads.Go(func() {
			p := reply{status: http.StatusServiceUnavailable}
			for p.status == http.StatusServiceUnavailable { // who is told to come again does
				p = o.do("editor", http.MethodPost, uploadPath, bytes.NewReader(body), kinds[name])
			}
			if p.status < 400 || p.status >= 500 {
				t.Errorf("%s: %d %.300s", name, p.status, text(p.body))
			}
			refused.Add(1)
		})
	}
	for refused.Load() < int64(len(bodies)) {
		if p := o.get("reviewer", uploadPath); p.status != http.StatusOK {
			t.Errorf("the server does not answer meanwhile: %d", p.status)
		}
		time.Sleep(5 * time.Millisecond)
	}
	uploads.Wait()
	if mb := watch.megabytes(); mb > 400 {
		t.Errorf("%d MB at once", mb)
	} else {
		t.Logf("%d MB at most", mb)
	}
}

// Forms that are none are refused.
func TestUploadHostileForms(t *testing.T) {
	o := newOffice(t)
	form := func(write func(*multipart.Writer)) string {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		must(m.SetBoundary("x"))
		write(m)
		_ = m.Close()
		return b.String()
	}
	const mixed = "multipart/form-data; boundary=x"
	whole := form(func(m *multipart.Writer) { _ = m.WriteField("text", "总体情况") })
	for name, c := range map[string]struct{ kind, body string }{
		"no form":          {"text/plain", "总体情况"},
		"urlencoded":       {"application/x-www-form-urlencoded", "text=1"},
		"no type":          {"", "总体情况"},
		"no boundary":      {"multipart/form-data", whole},
		"another boundary": {"multipart/form-data; boundary=y", whole},
		"cut short":        {mixed, whole[:len(whole)-8]},
		"nothing":          {mixed, ""},
		"many parts": {mixed, form(func(m *multipart.Writer) {
			for range 5000 {
				_ = m.WriteField("a", "1")
			}
		})},
		"a giant name":  {mixed, form(func(m *multipart.Writer) { _ = m.WriteField(strings.Repeat("a", 12<<20), "1") })},
		"a giant field": {mixed, form(func(m *multipart.Writer) { _ = m.WriteField("text", strings.Repeat("一", 5<<20)) })},
		"many names": {mixed, form(func(m *multipart.Writer) {
			for i := range 900 {
				_ = m.WriteField(fmt.Sprint("f", i), strings.Repeat("a", 20_000))
			}
		})},
		"a long file": {mixed, form(func(m *multipart.Writer) {
			w, _ := m.CreateFormFile("file", "a.docx")
			_, _ = w.Write(make([]byte, 40<<20))
		})},
	} {
		for _, path := range []string{uploadPath, uploadPath + "/apply"} {
			p := o.do("editor", http.MethodPost, path, strings.NewReader(c.body), http.Header{"Content-Type": {c.kind}})
			if p.status < 400 || p.status >= 500 {
				t.Errorf("%s: %d %.200s", name, p.status, text(p.body))
			}
		}
	}
	if p := o.get("editor", uploadPath); p.status != http.StatusOK {
		t.Error(p.status)
	}
}
