package render_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// reports is how many reports are written and read back.
var reports = flag.Int("reports", 20, "how many reports to write and read back")

// count is how many there are in this run: a short one has few.
func count() int {
	if testing.Short() {
		return min(*reports, 20)
	}
	return *reports
}

// varied returns the ith report of a series in all editions.
func varied(i int) *report.Report {
	if others := report.Editions()[2:]; len(others) > 0 && i%3 == 0 {
		return sample.VariedIn(others[i/3%len(others)], i)
	}
	return sample.Varied(i)
}

// prepare makes the report's files ready; all of them carry its data.
func prepare(t *testing.T, r *report.Report) *render.Prepared {
	t.Helper()
	p, err := render.Prepare(r, render.Options{Data: render.DataAlways, Note: true})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// encoded returns the report's JSON.
func encoded(t *testing.T, r *report.Report) []byte {
	t.Helper()
	data, err := report.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// pages are the formats of fixed pages.
var pages = map[render.Format]bool{render.PDF: true, render.OFD: true}

// Every file that carries the data of a report reads back to that report, and there is
// nothing to tell.
func TestRoundTrip(t *testing.T) {
	long.OneGoroutine(t)
	for i := range count() {
		r := varied(i)
		p := prepare(t, r)
		for _, f := range []render.Format{render.DOCX, render.HTML, render.PDF, render.OFD, render.JSON, "xlsx"} {
			var b bytes.Buffer
			var err error
			if f == "xlsx" {
				err = workbook.Write(&b, r, workbook.Options{Note: i%2 == 1})
			} else {
				err = p.Write(&b, f)
			}
			if err != nil {
				t.Fatal(err)
			}
			sound(t, f, b.Bytes())
			got, findings, err := intake.Read(b.Bytes())
			if err != nil || len(findings) > 0 && !(pages[f] && len(findings) == 1 && findings[0].Code == "I-cm") { // what is pages is told to be that
				t.Errorf("%d %s: %v, %+v", i, f, err, findings)
				continue
			}
			if f != render.JSON && !pages[f] && !intake.Made(b.Bytes()) {
				t.Errorf("%d %s: not known as made", i, f)
			}
			if again, want := encoded(t, got), encoded(t, r); !bytes.Equal(again, want) {
				t.Errorf("%d %s:\n%s\nwant\n%s", i, f, again, want)
			}
		}
	}
}

// A fragment, alone or in the page that it was pasted into, and a PDF or OFD without data
// read back to the same figures and the same text.
func TestRoundTripWithoutData(t *testing.T) {
	long.OneGoroutine(t)
	for i := range count() {
		r := varied(i)
		for f, o := range map[render.Format]render.Options{render.HTML: {Fragment: true, Note: true}, render.PDF: {Note: true}, render.OFD: {Note: true, Data: render.DataNever}} {
			p, err := render.Prepare(r, o)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if o.Fragment && i%2 == 0 { // as it was pasted
				b.WriteString("<!DOCTYPE html><title>某网站</title><h1>" + html.EscapeString(r.FullTitle()) + "</h1>")
			}
			if err := p.Write(&b, f); err != nil {
				t.Fatal(err)
			}
			sound(t, f, b.Bytes())
			got, _, err := intake.Read(b.Bytes())
			if err != nil {
				t.Errorf("%d %s: %v", i, f, err)
				continue
			}
			if a, b := inked(t, got), inked(t, r); a != b {
				t.Errorf("%d %s: %q, want %q", i, f, differing(a, b), differing(b, a))
			}
		}
	}
}

// inked is all that a report prints, in characters of one width. Space is left out, and
// full stops are, of which a heading that runs in has one more.
func inked(t *testing.T, r *report.Report) string {
	t.Helper()
	var b strings.Builder
	_, texts := printedTexts(t, r)
	for _, x := range texts {
		b.WriteString(strings.ReplaceAll(strings.Join(strings.Fields(width.Narrow.String(x.text)), ""), "｡", ""))
		if x.is == "figure" {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// printedText is a text of a document that is not blank, as a file has it.
type printedText struct {
	text  string
	runs  *[]doc.Run // in the document
	is    string     // figure, total, label, title, section, subsection, paragraph, issuer, date or revision
	path  string     // JSON pointer
	place report.Pos // in a table
}

// printedTexts returns a report's document, and its texts in their order.
func printedTexts(t *testing.T, r *report.Report) (d *doc.Document, all []printedText) {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	r.AppendNote(d)
	computed := map[string]bool{}
	for c := range report.Cells(r.Tables) {
		computed[c.Path] = c.Computed
	}
	section, tables := "", 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if b.Level == 1 {
				section = b.Source
			}
			all = append(all, printedText{text: doc.PlainText(b.Runs), runs: &b.Runs, is: [...]string{"title", "section", "subsection"}[b.Level], path: b.Source})
		case *doc.Paragraph:
			x := printedText{text: doc.PlainText(b.Runs), runs: &b.Runs, is: "paragraph", path: b.Source}
			if slices.Contains([]string{"/issuer", "/date", "/revision"}, b.Source) {
				x.is = b.Source[1:]
			}
			all = append(all, x)
		case *doc.Table:
			tables++
			for row := range b.Rows {
				for i := range b.Rows[row].Cells {
					c := &b.Rows[row].Cells[i]
					x := printedText{doc.PlainText(c.Runs), &c.Runs, "figure", c.Source, report.Pos{Table: tables, Row: row + 1}}
					switch {
					case c.Source == "":
						x.is, x.path = "label", section
					case computed[c.Source]:
						x.is = "total"
					}
					all = append(all, x)
				}
			}
		}
	}
	return d, slices.DeleteFunc(all, func(x printedText) bool { return strings.TrimSpace(x.text) == "" })
}

// edited returns what the text is changed to: one character more, and of a figure
// another one.
func (x printedText) edited(r *report.Report, n int) string {
	switch x.is {
	case "figure", "total":
		if n, err := strconv.Atoi(x.text); err == nil && n > 0 {
			return strconv.Itoa(n - 1)
		}
		return "7" + strings.Trim(x.text, "/+-")
	case "subsection":
		i := strings.Index(x.text, "）") + len("）")
		return x.text[:i] + "新" + x.text[i:]
	case "date":
		d := r.Date
		d.Day++ // no day of a report is later than the 28th
		return d.String()
	case "revision":
		v, _ := report.ParseNote(x.text)
		v.Number = v.Number%99 + 1
		return v.Note()
	case "paragraph":
		runes := []rune(x.text)
		at := n % (len(runes) + 1)
		return string(runes[:at]) + "改" + string(runes[at:])
	}
	return x.text + "改"
}

// textNodes are the texts of a file in their order, each with its place in it.
type textNodes struct {
	file  string
	spans [][2]int
	all   string // of them, one after another
}

// nodesOf finds the texts of a document: group 1 of the pattern, but for those that
// stand in what is left out.
func nodesOf(file string, pattern, leftOut *regexp.Regexp) textNodes {
	n := textNodes{file: file}
	var b strings.Builder
	skip := leftOut.FindAllStringIndex(file, -1)
	for _, m := range pattern.FindAllStringSubmatchIndex(file, -1) {
		from, to := m[2], m[3]
		if strings.TrimSpace(file[from:to]) == "" && strings.Contains(file[from:to], "\n") ||
			slices.ContainsFunc(skip, func(s []int) bool { return s[0] <= from && from < s[1] }) {
			continue
		}
		n.spans = append(n.spans, [2]int{from, to})
		b.WriteString(html.UnescapeString(file[from:to]))
	}
	n.all = b.String()
	return n
}

// replace returns the file with the text at an offset of all changed; ok is false
// where what differs does not stand in one node.
func (n textNodes) replace(at int, old, new string) (file string, ok bool) {
	behind := 0 // what is put in stands behind the end of a node, not before the next
	for len(old) > 0 && len(new) > 0 && old[0] == new[0] {
		old, new, at, behind = old[1:], new[1:], at+1, 1
	}
	for len(old) > 0 && len(new) > 0 && old[len(old)-1] == new[len(new)-1] {
		old, new = old[:len(old)-1], new[:len(new)-1]
	}
	for _, s := range n.spans {
		text := html.UnescapeString(n.file[s[0]:s[1]])
		if at < len(text)+behind && at+len(old) <= len(text) {
			return n.file[:s[0]] + html.EscapeString(text[:at]+new+text[at+len(old):]) + n.file[s[1]:], true
		}
		if at -= len(text); at < 0 {
			break
		}
	}
	return "", false
}

var (
	wordText = regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`)
	pageText = regexp.MustCompile(`>([^<]+)<`)
	notInTag = regexp.MustCompile(`(?s)^.*?<article>|<caption.*?</caption>|<div [^>]*hidden>.*?</div>|</article>.*$`)
	nothing  = regexp.MustCompile(`$^`)
)

// differing returns a few characters of a text from where it differs from another.
func differing(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return a[n:min(len(a), n+60)]
}

// editors change a text of a file of a format, after it was made.
var editors = map[render.Format]func(t *testing.T, file []byte, texts string, at int, old, new string) (edited []byte, ok bool){
	render.HTML: func(t *testing.T, file []byte, texts string, at int, old, new string) ([]byte, bool) {
		n := nodesOf(string(file), pageText, notInTag)
		if n.all != texts {
			t.Fatalf("the page says %q, want %q", differing(n.all, texts), differing(texts, n.all))
		}
		edited, ok := n.replace(at, old, new)
		return []byte(edited), ok
	},
	render.DOCX: func(t *testing.T, file []byte, texts string, at int, old, new string) ([]byte, bool) {
		const part = "word/document.xml"
		n := nodesOf(partOf(t, file, part), wordText, nothing)
		if n.all != texts {
			t.Fatalf("the document says %q, want %q", differing(n.all, texts), differing(texts, n.all))
		}
		edited, ok := n.replace(at, old, new)
		return withPart(t, file, part, edited), ok
	},
}

// partOf returns a part of an archive.
func partOf(t *testing.T, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// withPart returns the archive with another text in a part.
func withPart(t *testing.T, file []byte, name, text string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		if f.Name != name {
			err = errors.Join(err, out.Copy(f))
			continue
		}
		w, err := out.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEdits changes one text of a file that carries the data of the report it was made
// from, as a person would: the change is told with both texts at its place, it is what
// the report then says, and nothing else is changed or told.
func TestEdits(t *testing.T) {
	long.OneGoroutine(t)
	random := rand.New(rand.NewPCG(9, 9))
	kinds := []string{"figure", "total", "date", "revision", "label", "paragraph", "title", "section", "subsection", "issuer"}
	done := map[string]int{}
	for i := range count() {
		r := varied(i)
		d, texts := printedTexts(t, r)
		kind := kinds[i%len(kinds)]
		var of []int
		for j, x := range texts {
			if x.is == kind {
				of = append(of, j)
			}
		}
		if of == nil {
			continue
		}
		p := prepare(t, r)
		j := of[random.IntN(len(of))]
		x := texts[j]
		new := x.edited(r, random.IntN(1000))
		at, all := 0, ""
		for k, y := range texts {
			if k == j {
				at = len(all)
			}
			all += y.text
		}
		for _, f := range []render.Format{render.DOCX, render.HTML, render.PDF, render.OFD} {
			if pages[f] { // the text of which cannot be changed but before it is written
				*x.runs = doc.Text(new)
				p = render.PrepareDocument(d, r, render.Options{Data: render.DataAlways})
			}
			var b bytes.Buffer
			if err := p.Write(&b, f); err != nil {
				t.Fatal(err)
			}
			sound(t, f, b.Bytes())
			file := b.Bytes()
			if edit := editors[f]; edit != nil {
				ok := false
				if file, ok = edit(t, file, all, at, x.text, new); !ok {
					continue
				}
			}
			done[kind]++
			got, findings, err := intake.Read(file)
			if err != nil {
				t.Errorf("%d %s %s %s: %v", i, f, kind, x.path, err)
				continue
			}
			if intake.Made(file) {
				t.Errorf("%d %s %s %s: known as made", i, f, kind, x.path)
			}
			fail := x.check(f, new, findings)
			if fail == "" {
				fail = x.compare(t, f, r, got, new)
			}
			if fail != "" {
				t.Errorf("%d %s %s %s %q to %q: %s", i, f, kind, x.path, x.text, new, fail)
			}
		}
	}
	t.Log(done)
	for _, kind := range kinds {
		if done[kind] == 0 {
			t.Errorf("no %s was changed", kind)
		}
	}
}

// check returns what is wrong with the findings of a reading in which the text was
// another.
func (x printedText) check(f render.Format, new string, findings []report.Finding) string {
	code := "I-dm"
	if x.is == "label" || x.is == "section" {
		code = "I-dp"
	}
	// What is pages is told to be that.
	if findings = slices.DeleteFunc(slices.Clone(findings), func(y report.Finding) bool { return y.Code == "I-cm" }); len(findings) == 0 {
		return "nothing told"
	}
	for i, y := range findings {
		at := y.Pos
		switch {
		case f == render.HTML && at.Table > 0:
			at.Table-- // the first is the entry in the catalogue
		case f == render.OFD && at.Page > 0 && at.Row > 0:
			at.Row = x.place.Row // of the page
		}
		switch {
		case i > 0 && slices.Contains([]string{"T3-b", "T3-c", "T4-a"}, y.Code) && (x.is == "figure" || x.is == "total"):
		case i > 0 || y.Code != code || y.Path != x.path || at == (report.Pos{}) || at.Table != x.place.Table || at.Row != x.place.Row:
			return fmt.Sprintf("finding %d is %s %s at %v: %s", i, y.Code, y.Path, y.Pos, y.Message())
		case !endsAlike(y.Got, new) || !endsAlike(y.Want, x.text):
			return fmt.Sprintf("told as %q, was %q", y.Got, y.Want)
		}
	}
	if x.is == "total" && len(findings) != 2 {
		return "the total is not compared"
	}
	return ""
}

// endsAlike reports whether a message quotes a text, of which it may leave out the
// beginning and the end.
func endsAlike(quoted, text string) bool {
	part := strings.Join(strings.Fields(strings.Trim(quoted, "…")), "")
	return strings.Contains(strings.Join(strings.Fields(text), ""), part)
}

// compare returns what is wrong with a report that was read with another text than
// that of r. Spaces beside Chinese characters are not seen on the pages of an OFD.
func (x printedText) compare(t *testing.T, f render.Format, r, got *report.Report, new string) string {
	var want, is any
	for _, y := range []struct {
		r *report.Report
		v *any
	}{{r, &want}, {got, &is}} {
		if err := json.Unmarshal(encoded(t, y.r), y.v); err != nil {
			t.Fatal(err)
		}
	}
	switch x.is {
	case "figure":
		copied, _, err := report.Decode(encoded(t, r))
		if err != nil {
			t.Fatal(err)
		}
		for y := range report.Cells(copied.Tables) {
			if y.Path == x.path {
				if err := y.Set(new); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := json.Unmarshal(encoded(t, copied), &want); err != nil {
			t.Fatal(err)
		}
	case "revision":
		copied := *r
		copied.Revision, _ = report.ParseNote(new)
		if f == render.OFD {
			copied.Revision.Reason, got.Revision.Reason = unspaced(copied.Revision.Reason), unspaced(got.Revision.Reason)
			if err := json.Unmarshal(encoded(t, got), &is); err != nil {
				t.Fatal(err)
			}
		}
		if err := json.Unmarshal(encoded(t, &copied), &want); err != nil {
			t.Fatal(err)
		}
	case "title", "issuer":
		set(want, x.path, func(string) string { return new })
		if f == render.OFD {
			set(want, x.path, unspaced)
			set(is, x.path, unspaced)
		}
	case "date":
		set(want, x.path, func(string) string { return fmt.Sprintf("%04d-%02d-%02d", r.Date.Year, r.Date.Month, r.Date.Day+1) })
	case "subsection":
		set(want, x.path+"/title", func(string) string { return "新" + x.heading(r) })
		if f == render.OFD {
			set(want, x.path+"/title", unspaced)
			set(is, x.path+"/title", unspaced)
		}
	case "paragraph":
		fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		if f == render.OFD {
			fold = unspaced
		}
		set(want, x.path, func(old string) string { return fold(strings.Replace(old, x.text, new, 1)) })
		set(is, x.path, fold)
	}
	if !reflect.DeepEqual(is, want) {
		a, _ := json.Marshal(is)
		b, _ := json.Marshal(want)
		return fmt.Sprintf("got\n%s\nwant\n%s", a, b)
	}
	return ""
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// set changes a text of decoded JSON by its pointer.
func set(v any, pointer string, change func(string) string) {
	head, key := pointer[:strings.LastIndexByte(pointer, '/')], pointer[strings.LastIndexByte(pointer, '/')+1:]
	for k := range strings.FieldsFuncSeq(head, func(r rune) bool { return r == '/' }) {
		switch x := v.(type) {
		case map[string]any:
			v = x[k]
		case []any:
			i, _ := strconv.Atoi(k)
			v = x[i]
		}
	}
	switch x := v.(type) {
	case map[string]any:
		old, _ := x[key].(string)
		x[key] = change(old)
	case []any:
		i, _ := strconv.Atoi(key)
		x[i] = change(x[i].(string))
	}
}

// heading returns the heading of the subsection as the report has it.
func (x printedText) heading(r *report.Report) string {
	_, rest, _ := strings.Cut(x.path[1:], "/subsections/")
	i, _ := strconv.Atoi(rest)
	keys := []string{"overview", "disclosure", "applications", "remedies", "problems", "other"}
	section, _, _ := strings.Cut(x.path[1:], "/")
	return strings.TrimSpace(r.Sections()[slices.Index(keys, section)].Subsections[i].Heading())
}

// TestWorkbookEdits fills in one figure of a workbook after another: each is told at
// its cell, and the report says it.
func TestWorkbookEdits(t *testing.T) {
	long.OneGoroutine(t)
	r := sample.Report(report.Edition2021)
	var b bytes.Buffer
	if err := workbook.Write(&b, r, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	done := 0
	for c := range report.Cells(r.Tables) {
		if c.Computed {
			continue
		}
		old := ">" + c.String() + "</v>"
		for sheet := 1; sheet <= 5; sheet++ {
			part := fmt.Sprintf("xl/worksheets/sheet%d.xml", sheet)
			x := partOf(t, b.Bytes(), part)
			if strings.Count(x, old) != 1 {
				continue // a total may be the same number
			}
			at := strings.LastIndex(x[:strings.Index(x, old)], `<c r="`) + len(`<c r="`)
			name, _, _ := strings.Cut(x[at:], `"`)
			file := withPart(t, b.Bytes(), part, strings.Replace(x, old, ">7777</v>", 1))
			got, findings, err := intake.Read(file)
			if err != nil || len(findings) == 0 {
				t.Errorf("%s: %v, %v", c.Path, err, findings)
				break
			}
			if f := findings[0]; f.Code != "I-dm" || f.Path != c.Path || f.Got != "7777" || f.Want != c.String() || f.Pos.Cell != name {
				t.Errorf("%s at %s: %+v", c.Path, name, f)
			}
			for _, f := range findings[1:] {
				if !slices.Contains([]string{"T3-b", "T3-c", "T4-a"}, f.Code) {
					t.Errorf("%s: %+v", c.Path, f)
				}
			}
			for y := range report.Cells(got.Tables) {
				if y.Path == c.Path && y.String() != "7777" {
					t.Errorf("%s is %s", c.Path, y)
				}
			}
			done++
			break
		}
	}
	if done < 100 {
		t.Errorf("only %d figures were changed", done)
	}
}

// A draft reads back to the report, and is told to be one.
func TestDraftRoundTrip(t *testing.T) {
	r := sample.Varied(1)
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	d.Mark = "草稿"
	p := render.PrepareDocument(d, r, render.Options{Data: render.DataAlways})
	for _, f := range []render.Format{render.DOCX, render.HTML, render.PDF, render.OFD} {
		var b bytes.Buffer
		if err := p.Write(&b, f); err != nil {
			t.Fatal(err)
		}
		sound(t, f, b.Bytes())
		got, findings, err := intake.Read(b.Bytes())
		if err != nil || !bytes.Equal(encoded(t, got), encoded(t, r)) {
			t.Errorf("%s: %v, another report", f, err)
		}
		if i := slices.IndexFunc(findings, func(x report.Finding) bool { return x.Code == "I-dq" && x.Got == "草稿" }); i < 0 {
			t.Errorf("%s: %+v", f, findings)
		}
	}
}
