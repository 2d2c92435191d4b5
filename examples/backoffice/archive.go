package backoffice

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// selection is what is asked for of the reports of a year.
type selection struct {
	year    int
	formats []fileFormat
	states  []State // none are all
}

// selectionOf reads what is asked for.
func (s *server) selectionOf(form url.Values) (x selection, err error) {
	if x.year, err = s.yearIn(form.Get("year")); err != nil {
		return x, err
	}
	for _, key := range form["format"] {
		f, ok := fileFormatOf(key)
		if !ok {
			return x, refuse("没有“" + key + "”这种格式；请在“各机关”页上选择")
		}
		if !slices.ContainsFunc(x.formats, func(o fileFormat) bool { return o.Key == f.Key }) {
			x.formats = append(x.formats, f)
		}
	}
	if len(x.formats) == 0 {
		return x, refuse("没有选择格式；请至少选一种")
	}
	x.states, err = statesOf(form["state"])
	return x, err
}

// archiveForm is what the part "archive" is drawn from: a form that asks for an archive.
type archiveForm struct {
	Address string
	Year    int
	Formats []fileFormat
	States  []State
}

func (s *server) archiveForm(year int) archiveForm {
	return archiveForm{s.Path + "/board/archive", year, fileFormats(), States()}
}

// item is what an archive is to have of a body.
type item struct {
	body   Body
	filing Filing // as it stood when the archive was begun
	event  int    // whose report is taken; 0 is what is written
	folder string // in which its files are; empty where nothing is taken
	why    string // nothing is
}

// items returns what an archive is to have, in the order of the bodies. A published report
// stands until its correction is published.
func (x *selection) items(bodies []Body, filings []Filing) (items []item, some bool) {
	wanted := func(s State) bool { return len(x.states) == 0 || slices.Contains(x.states, s) }
	of := map[string]Filing{}
	for _, f := range filings {
		of[f.Body] = f
	}
	names := uniqueNames{render.NameKey(listName): 1}
	for _, b := range bodies {
		f, filed := of[b.ID]
		delete(of, b.ID)
		i := item{body: b, filing: f}
		switch {
		case !filed:
			i.why = "没有收入：尚未填报"
		case f.Published > 0 && wanted(Published):
			i.event = f.Published
		case !wanted(f.State):
			i.why = "没有收入：不在所选的状态之列"
		}
		if i.why == "" {
			i.folder, some = names.name(b.Agency), true
		}
		items = append(items, i)
	}
	for _, f := range filings {
		if _, ok := of[f.Body]; ok {
			items = append(items, item{body: Body{ID: f.Body}, filing: f, why: "没有收入：已不在机关名单中"})
		}
	}
	return items, some
}

// uniqueNames are the names of files that are taken, by their keys, and how often each was
// asked for.
type uniqueNames map[string]int

// name returns a name of a file for a text, with a number behind it where the name is taken.
func (u uniqueNames) name(text string) string {
	first := render.SafeName(text)
	name, key := first, render.NameKey(first)
	for u[render.NameKey(name)] > 0 {
		u[key]++
		name = fmt.Sprintf("%s（%d）", first, u[key])
	}
	u[render.NameKey(name)]++
	return name
}

// yearArchive answers with an archive of the reports of a year, which is made while it is
// sent: however many they are, few are in memory.
func (s *server) yearArchive(a *ask) error {
	x, err := s.selectionOf(a.URL.Query())
	if err != nil {
		return err
	}
	settings, err := s.store.Settings(a.Context())
	if err != nil {
		return err
	}
	bodies, err := s.store.Bodies(a.Context())
	if err != nil {
		return err
	}
	filings, err := s.store.Filings(a.Context(), x.year)
	if err != nil {
		return err
	}
	items, some := x.items(bodies, filings)
	if !some {
		return refuse("没有符合条件的报告；请改选年度或状态")
	}
	name := fmt.Sprintf("%s%d年政府信息公开工作年度报告汇集", settings.Name, x.year)
	out := a.attachment(render.SafeName(name)+archiveFormat.ext, archiveFormat.mediaType)
	if a.Method == http.MethodHead {
		out.begin()
		return nil
	}
	z := newArchive(out, s.Now())
	pack := func(i item) bundle { return s.bundle(a.Context(), i, x) }
	for b := range inOrder(a.Context(), s.drawing, items, pack) {
		if err := z.add(b); err != nil {
			return err
		}
	}
	if err := a.Context().Err(); err != nil { // which ended the archive early
		return err
	}
	return z.close()
}

// bundle makes what an archive has of a body.
func (s *server) bundle(ctx context.Context, i item, x selection) (b bundle) {
	defer caught(&b.err)
	if i.why != "" {
		return leftOut(i, i.why)
	}
	h, err := s.handout(ctx, i.body, Key{i.body.ID, x.year}, i.event)
	var users report.UserError
	switch {
	case errors.As(err, &users): // what is kept is no report any more
		return leftOut(i, "没有收入："+users.Error())
	case err != nil:
		return bundle{err: err}
	case i.event > 0 && i.filing.State != Published:
		h.remarks = append(h.remarks, "已发布的报告；更正尚未发布，没有收入")
	}
	return s.pack(i.body, h, i.folder+"/", x.formats)
}

// archiveOf writes an archive of one report in all formats.
func (s *server) archiveOf(w io.Writer, b Body, h *handout) error {
	z := newArchive(w, s.Now())
	if err := z.add(s.pack(b, h, "", fileFormats())); err != nil {
		return err
	}
	return z.close()
}
