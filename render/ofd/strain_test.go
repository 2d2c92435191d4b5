package ofd_test

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

func laidOut(t testing.TB, d *doc.Document, set *fonts.Set) *layout.Layout {
	t.Helper()
	l, err := layout.Typeset(d, set)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func hardCases(t testing.TB) *layout.Layout {
	t.Helper()
	d, set := sample.HardCases()
	return laidOut(t, d, set)
}

// kinds are the files that differ in more than their text.
func kinds() map[string]ofd.Options {
	data := func(name string) *doc.Attachment {
		return &doc.Attachment{Name: name, Type: "application/json", Description: "数据", Data: bytes.Repeat([]byte(`{"公开": 1}`), 500)}
	}
	return map[string]ofd.Options{
		"plain": {}, "with data": {Attachment: data("report.json")},
		"archive": {Archive: true}, "archive with data": {Archive: true, Attachment: data("report.txt")},
	}
}

// What a file shows is what was laid out, in every edition of the form and where it is hard.
func TestDrawn(t *testing.T) {
	layouts := map[string]*layout.Layout{"hard cases": hardCases(t)}
	for _, e := range report.Editions() {
		layouts[string(e)] = laidOut(t, sample.Document(e), fonts.Default())
	}
	for name, l := range layouts {
		for kind, o := range kinds() {
			t.Run(name+", "+kind, func(t *testing.T) { verify(t, write(t, o, l), l) })
		}
	}
}

// Sixteen at once write one layout, each the same bytes every time.
func TestReproducible(t *testing.T) {
	l := hardCases(t)
	for name, o := range kinds() {
		want := write(t, o, hardCases(t))
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				for range 2 {
					var b bytes.Buffer
					if err := o.Write(&b, l); err != nil || !bytes.Equal(b.Bytes(), want) {
						t.Errorf("%s: other bytes, error %v", name, err)
					}
				}
			})
		}
		all.Wait()
	}
}

// Sixteen at once write reports of their own with faces that nobody has used before, and
// what each of them writes is what it writes alone.
func TestFreshFaces(t *testing.T) {
	const reports = 16
	var docs [reports]*doc.Document
	for i := range docs {
		d, err := sample.Varied(3 * i).Document()
		if err != nil {
			t.Fatal(err)
		}
		docs[i] = d
	}
	serial, shared := freshFaces(t, docs[:]), freshFaces(t, docs[:])
	var want [reports][]byte
	for i, d := range docs {
		want[i] = write(t, ofd.Options{}, laidOut(t, d, serial))
	}
	var all sync.WaitGroup
	for i, d := range docs {
		all.Go(func() {
			l, err := layout.Typeset(d, shared)
			if err != nil {
				t.Error(err)
				return
			}
			for range 2 {
				var b bytes.Buffer
				if err := ofd.Write(&b, l); err != nil || !bytes.Equal(b.Bytes(), want[i]) {
					t.Errorf("report %d: other bytes, error %v", i, err)
				}
			}
		})
	}
	all.Wait()
}

// freshFaces returns the embedded faces, as far as the documents need them, parsed anew:
// none of their glyphs has been coded.
func freshFaces(t *testing.T, docs []*doc.Document) *fonts.Set {
	t.Helper()
	chars := map[*fonts.Face][]rune{}
	for _, d := range docs {
		for _, p := range laidOut(t, d, fonts.Default()).Pages {
			for _, x := range p.Texts {
				for _, g := range x.Glyphs {
					chars[x.Face] = append(chars[x.Face], g.Rune)
				}
			}
		}
	}
	fresh := map[*fonts.Face]*fonts.Face{}
	for f, runes := range chars {
		data, err := f.TrueType(f.PostScriptName(), false, runes)
		if err != nil {
			t.Fatal(err)
		}
		if fresh[f], err = fonts.Parse(data, 0); err != nil {
			t.Fatal(err)
		}
	}
	set := fonts.Default()
	for i := range set.Families {
		f := &set.Families[i]
		f.Regular, f.Bold = fresh[f.Regular], fresh[f.Bold]
	}
	return set
}

// failing is a writer of which each call from some number on fails, or takes less than it
// was given and says so or not.
type failing struct {
	calls int // that succeed
	err   error
	short bool
	after int // calls after the first that failed
}

func (f *failing) Write(p []byte) (int, error) {
	f.calls--
	switch {
	case f.calls >= 0:
		return len(p), nil
	case f.calls < -1:
		f.after++
	}
	if f.short {
		return len(p) / 2, f.err
	}
	return 0, f.err
}

// Whichever write fails, its error comes back, and nothing is written after it.
func TestFailingWriter(t *testing.T) {
	full := errors.New("disk full")
	l := hardCases(t)
	for name, o := range kinds() {
		counter := &failing{calls: 1 << 30}
		if err := o.Write(counter, l); err != nil {
			t.Fatal(err)
		}
		calls := 1<<30 - counter.calls
		for n := range calls {
			for _, c := range []struct {
				w    failing
				want error
			}{
				{failing{calls: n, err: full}, full},
				{failing{calls: n, err: full, short: true}, full},
				{failing{calls: n, short: true}, io.ErrShortWrite},
			} {
				if err := o.Write(&c.w, l); !errors.Is(err, c.want) || c.w.after > 0 {
					t.Errorf("%s: write %d of %d fails: %v, and %d more are tried", name, n+1, calls, err, c.w.after)
				}
			}
		}
	}
}

// A run may be as long as a book.
func TestLongRun(t *testing.T) {
	l := hardCases(t)
	x := &l.Pages[0].Texts[0]
	glyphs := x.Glyphs
	x.Glyphs = nil
	for i := range 100_000 {
		g := glyphs[i%len(glyphs)]
		g.Advance = 0
		x.Glyphs = append(x.Glyphs, g)
	}
	verify(t, write(t, ofd.Options{}, l), l)
}
