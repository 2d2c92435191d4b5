//go:build conformance

package ofd_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/report/doc"
)

// read is what testdata/Read.java says of a file.
type read struct {
	Type, ID, Title, Author, Subject, Created string
	Custom                                    map[string]string
	Pages                                     [][]string // the texts of every page
	IDs                                       []string   // of the pages
	Outline                                   []entry
	Attachments                               []struct {
		Name, Format string
		Data         []byte
	}
}

type entry struct {
	Title, Page string
	Left, Top   float64 // mm
	Under       []entry
}

// ofdrw reads every file of a folder, in one JVM.
func ofdrw(t *testing.T, dir string) {
	t.Helper()
	jars := os.Getenv("NIANBAO_OFDRW")
	if jars == "" {
		t.Fatal("NIANBAO_OFDRW names no folder with the jars of ofdrw-converter")
	}
	tool(t, "java", "-cp", filepath.Join(jars, "*"), filepath.Join("testdata", "Read.java"), dir)
}

// ofdrw draws the same pages as our PDF, and finds the same text, data, properties and
// outline. Glyphs that are to be thickened it strokes as many points as the line has
// millimetres: not enough, but nearer than not at all.
//
// With NIANBAO_LOOK=DIR the pictures of both are left in that folder.
func TestOFDRW(t *testing.T) {
	list := specimens(t)
	dir := save(t, list)
	ofdrw(t, dir)
	for _, s := range list {
		t.Run(s.name, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(dir, s.name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var r read
			if err := json.Unmarshal(b, &r); err != nil {
				t.Fatal(err)
			}
			checkText(t, s, &r, filepath.Join(dir, "our-"+s.name+".pdf"))
			checkAttached(t, s, &r)
			checkProperties(t, s.layout.Document, r.Title, r.Author, r.Created)
			if want := map[bool]string{false: "OFD", true: "OFD-A"}[s.options.Archive]; r.Type != want || len(r.ID) != 32 {
				t.Errorf("it is a document %q of the type %s, want %s", r.ID, r.Type, want)
			}
			checkOutline(t, s, &r)
			checkPicture(t, s.name, filepath.Join(dir, s.name+".pdf"), filepath.Join(dir, "our-"+s.name+".pdf"))
		})
	}
}

// checkText wants the texts in the order of the layout, which is that of the PDF.
func checkText(t *testing.T, s specimen, r *read, ours string) {
	var got, packed []string
	for _, texts := range r.Pages {
		got = append(got, strings.Join(texts, ""))
		packed = append(packed, pack(strings.Join(texts, "")))
	}
	sameText(t, "ofdrw", got, pages(s.layout))
	printed := strings.Split(strings.TrimSuffix(string(tool(t, "pdftotext", "-raw", "-enc", "UTF-8", ours, "-")), "\f"), "\f")
	for i := range printed {
		printed[i] = pack(printed[i])
	}
	sameText(t, "ofdrw, against the PDF", packed, printed)
}

func checkAttached(t *testing.T, s specimen, r *read) {
	want := s.options.Attachment
	switch {
	case want == nil:
		if len(r.Attachments) != 0 {
			t.Errorf("%d attachments, want none", len(r.Attachments))
		}
	case len(r.Attachments) != 1:
		t.Errorf("%d attachments, want %s", len(r.Attachments), want.Name)
	default:
		a := r.Attachments[0]
		if a.Name+"."+a.Format != want.Name || string(a.Data) != string(want.Data) {
			t.Errorf("attached is %s of the format %s, %d bytes, want %s, %d bytes", a.Name, a.Format, len(a.Data), want.Name, len(want.Data))
		}
	}
}

// checkProperties wants those of a document, or "" for each that it does not have.
func checkProperties(t *testing.T, d *doc.Document, title, author, created string) {
	t.Helper()
	day := ""
	if !d.Issued.IsZero() {
		day = d.Issued.Format(time.DateOnly)
	}
	for _, p := range []struct{ what, got, want string }{
		{"Title", title, d.Title},
		{"Author", author, d.Issuer},
		{"CreationDate", created, day},
	} {
		if p.got != p.want {
			t.Errorf("%s is %q, want %q", p.what, p.got, p.want)
		}
	}
}

// checkOutline wants the entries of the layout, nested by their depth, each at its place.
func checkOutline(t *testing.T, s specimen, r *read) {
	page := map[string]int{}
	for i, id := range r.IDs {
		page[id] = i
	}
	want := s.layout.Outline()
	var walk func(list []entry, depth int)
	walk = func(list []entry, depth int) {
		for _, e := range list {
			if len(want) == 0 {
				t.Errorf("in the outline, though not of the layout: %q", e.Title)
				return
			}
			w := want[0]
			want = want[1:]
			p, ok := page[e.Page]
			if !ok || p != w.Page || e.Title != w.Title || depth != w.Depth || !near(e.Left, w.At.X) || !near(e.Top, w.At.Y) {
				t.Errorf("outline: %q on page %d at %v, %v, depth %d; want %+v", e.Title, p, e.Left, e.Top, depth, w)
			}
			walk(e.Under, depth+1)
		}
	}
	walk(r.Outline, 0)
	if len(want) > 0 {
		t.Errorf("not in the outline: %+v", want)
	}
}

// near reports whether a place in millimetres is that of a layout to a micrometre.
func near(mm float64, want doc.Length) bool {
	return math.Abs(mm-millimetres(want)) < 0.001
}

func millimetres(l doc.Length) float64 { return l.Pt() * 25.4 / 72 }
