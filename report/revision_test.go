package report

import (
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

func TestNote(t *testing.T) {
	for _, tt := range []struct {
		revision Revision
		want     string
	}{
		{Revision{}, ""},
		{Revision{Number: 1}, "（更正说明：本报告经第一次更正。）"},
		{Revision{Number: 2, Date: Date{2024, 3, 5}}, "（更正说明：本报告经第二次更正，于2024年3月5日重新公布。）"},
		{Revision{20, "表三（七）漏计2件；总计随之改动", Date{2024, 12, 31}}, "（更正说明：本报告经第二十次更正，于2024年12月31日重新公布。更正原因：表三（七）漏计2件；总计随之改动。）"},
		{Revision{99, "甲。更正原因：乙", Date{}}, "（更正说明：本报告经第九十九次更正。更正原因：甲。更正原因：乙。）"},
	} {
		got := tt.revision.Note()
		if got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
		again, ok := ParseNote(got)
		if ok != (tt.want != "") || again != tt.revision {
			t.Errorf("%s is read as %+v, %v", got, again, ok)
		}
		if tt.want == "" {
			continue
		}
		// Cut anywhere it is no note.
		for i := range got {
			if x, ok := ParseNote(got[:i]); ok {
				t.Errorf("%s is read as %+v", got[:i], x)
			}
		}
	}
	full := Revision{Number: 1, Reason: " 漏计2件。 "}
	if got := full.Note(); got != "（更正说明：本报告经第一次更正。更正原因：漏计2件。）" {
		t.Errorf("got %s", got)
	}
	for _, s := range []string{
		"", "更正说明", "（更正说明：本报告有误。）", "（更正说明：本报告经第零次更正。）", "（更正说明：本报告经第一百次更正。）", "（更正说明：本报告经第十十次更正。）",
		"（更正说明：本报告经第一次更正。更正原因：。）", "（更正说明：本报告经第一次更正，于24年3月5日重新公布。）", "（更正说明：本报告经第一次更正。更正原因：漏计（表三。）",
	} {
		if x, ok := ParseNote(s); ok {
			t.Errorf("%q is read as %+v", s, x)
		}
	}
}

// The note is the last of a document, asked for or not there.
func TestAppendNote(t *testing.T) {
	r := clean()
	r.Revision = Revision{1, "漏计2件", Date{2024, 3, 5}}
	r.Issuer, r.Date = "某市某局", Date{2024, 1, 15}
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	n := len(d.Blocks)
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok && strings.Contains(doc.PlainText(p.Runs), "更正") {
			t.Error("the note is there without being asked for")
		}
	}
	r.AppendNote(d)
	p, ok := d.Blocks[n].(*doc.Paragraph)
	if !ok || len(d.Blocks) != n+1 || doc.PlainText(p.Runs) != r.Revision.Note() || p.Source != "/revision" || p.Style != doc.Body {
		t.Errorf("got %+v", d.Blocks[n:])
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	r.Revision = Revision{}
	if r.AppendNote(d); len(d.Blocks) != n+1 {
		t.Error("a note on nothing")
	}
}

// No field of a report is left out of its JSON: one that has something in every field is
// read back as it was.
func TestEveryFieldIsCarried(t *testing.T) {
	for _, e := range Editions() {
		r := new(Report)
		fillAll(t, reflect.ValueOf(r).Elem())
		r.Year, r.Tables = sample(e).Year, sample(e).Tables
		for i, s := range r.Sections() {
			if !e.form().hasTable(i) {
				s.Notes = nil
			}
		}
		text, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := Decode(text)
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("%s: %v\ngot  %+v\nwant %+v", e, err, again, r)
		}
	}
}

// fillAll gives every field a value that is not zero.
func fillAll(t *testing.T, v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *Scope:
		*x = ScopeJurisdiction
		return
	case *Topic:
		*x = TopicPlatforms
		return
	case *Date:
		*x = Date{2024, 2, 29}
		return
	case *Tables:
		return // for the caller
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("文字")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillAll(t, v.Index(0))
		fillAll(t, v.Index(1))
	case reflect.Struct:
		for i := range v.NumField() {
			fillAll(t, v.Field(i))
		}
	default:
		t.Fatalf("what stands in a %s?", v.Type())
	}
}
