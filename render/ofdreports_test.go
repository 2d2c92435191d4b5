package render_test

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// The OFD of every report, final or a draft, with its data or for archives, has no fault,
// and shows each character of the layout at its place to a micrometre, and its outline.
func TestOFDReports(t *testing.T) {
	seen := map[string]int{}
	for i := range count() {
		r := varied(i)
		o := render.Options{Data: render.Data(i / 2 % 3), Archive: i%2 == 1, Note: i%3 > 0}
		if i%5 == 4 {
			o.Mark = doc.Draft
		}
		p, err := render.Prepare(r, o)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := p.Write(&file, render.OFD); err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}
		for _, f := range ofdlint.Check(file.Bytes()) {
			t.Errorf("%d: %v", i, f)
		}
		got, err := content.FromOFD(file.Bytes())
		if err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}

		d, err := r.Document()
		if err != nil {
			t.Fatal(err)
		}
		d.Mark = o.Mark
		if o.Note {
			r.AppendNote(d)
		}
		l, err := layout.Typeset(d, fonts.Default())
		if err != nil {
			t.Fatal(err)
		}
		for _, diff := range content.ComparePages(got, content.PagesOf(l), doc.Mm(0.001)) {
			t.Errorf("%d: %v", i, diff)
		}
		carries := o.Data == render.DataAlways || o.Data == render.DataDefault && !o.Archive
		if len(got.Attached) > 0 != carries {
			t.Errorf("%d: %d attached files", i, len(got.Attached))
		}
		for name, is := range map[string]bool{
			"of data": carries, "for archives": o.Archive, "for archives with data": o.Archive && carries,
			"drafts": d.Mark != "", "notes": o.Note && r.Revision.Number > 0, "of ten pages": len(l.Pages) >= 10,
		} {
			if is {
				seen[name]++
			}
		}
	}
	t.Log(count(), "reports:", seen)
}
