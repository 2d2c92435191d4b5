package render_test

import (
	"bytes"
	"regexp"
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report/intake"
)

// A review copy reads back to the report, of which comments are no part: with the data
// that go along, and by what is seen.
func TestRoundTripOfReviewCopies(t *testing.T) {
	long.OneGoroutine(t)
	for i := range count() {
		r := varied(i)
		d, err := r.Document()
		if err != nil {
			t.Fatal(err)
		}
		sample.Comment(d)
		for _, f := range []render.Format{render.DOCX, render.HTML} {
			var with, without bytes.Buffer
			if err := render.PrepareDocument(d, r, render.Options{}).Write(&with, f); err != nil {
				t.Fatal(err)
			}
			got, findings, err := intake.Read(with.Bytes())
			if err != nil || len(findings) != 1 || findings[0].Code != "I-aq" || findings[0].Want != "批注" || findings[0].Got != strconv.Itoa(len(d.Comments)) {
				t.Errorf("%d %s: %v, %+v", i, f, err, findings)
				continue
			}
			if again, want := encoded(t, got), encoded(t, r); !bytes.Equal(again, want) {
				t.Errorf("%d %s:\n%s\nwant\n%s", i, f, again, want)
			}
			if !intake.Made(with.Bytes()) {
				t.Errorf("%d %s: not known as made", i, f)
			}
			// Without data it reads as the report does that has no comments.
			o := render.Options{Data: render.DataNever}
			if err := o.Write(&without, f, r); err != nil {
				t.Fatal(err)
			}
			want, _, err := intake.Read(without.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			without.Reset()
			if err := render.PrepareDocument(d, r, o).Write(&without, f); err != nil {
				t.Fatal(err)
			}
			if got, _, err = intake.Read(without.Bytes()); err != nil {
				t.Errorf("%d %s without data: %v", i, f, err)
			} else if a, b := encoded(t, got), encoded(t, want); !bytes.Equal(a, b) {
				t.Errorf("%d %s without data:\n%s\nwant\n%s", i, f, a, b)
			}
		}
	}
}

// A file on which somebody has commented since is not known as made: it would be written
// over.
func TestCommentedIsNotMade(t *testing.T) {
	d, err := example(t).Document()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := render.PrepareDocument(sample.Comment(d), example(t), render.Options{}).Write(&b, render.HTML); err != nil {
		t.Fatal(err)
	}
	ref := regexp.MustCompile(`<a class="note"[^>]*></a>`)
	one := ref.Find(b.Bytes())
	more := bytes.Replace(b.Bytes(), one, append(bytes.Clone(one), one...), 1)
	if !intake.Made(b.Bytes()) || intake.Made(more) || intake.Made(ref.ReplaceAll(b.Bytes(), nil)) {
		t.Errorf("made %t, with a comment more %t, with none %t", intake.Made(b.Bytes()), intake.Made(more), intake.Made(ref.ReplaceAll(b.Bytes(), nil)))
	}
}
