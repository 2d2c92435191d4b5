package backoffice

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// saved is what was saved, and when.
type saved struct {
	Count  int
	Places []string // of the first
	At     string
}

// unsaved is what a person typed and what could not be saved.
type unsaved struct {
	Place, Text string
	Why         string // "" where the page says it of all
	Href        string // of the field in which it stands still; "" for none
}

// unsavedList is what a page says of what was not saved.
type unsavedList struct {
	Items  []unsaved
	Locked bool // the report is, so that nothing was
	Focus  bool // the list is to have the focus
}

// Brief says what both wrote, as far as it has room in a list.
func (x *conflict) Brief() string {
	return "改为“" + clip(x.Stands) + "”，您写的是“" + clip(x.Now) + "”"
}

func (x *conflict) unsaved(r *report.Report) unsaved {
	return unsaved{Place: r.Place(x.Path), Text: x.Now, Why: cmp.Or(x.Who, "别人") + "已改为“" + x.Stands + "”"}
}

// saveSection saves what was written in a section.
func (s *server) saveSection(a *ask) error {
	key, err := a.section()
	if err != nil {
		return err
	}
	if a.PostForm.Get(fieldPasted) != "" { // and was not read yet
		return s.paste(a)
	}
	p, err := a.posted()
	if err != nil {
		return err
	}
	r, err := s.save(a, p)
	if err != nil {
		return err
	}
	if a.wantsJSON() {
		return s.answerSave(a, key, p, r)
	}
	if !r.stopped() {
		after := p.savedQuery()
		if r.unread(key) {
			after += "#findings"
		}
		return s.see(a, a.key.path()+"/sections/"+key+after)
	}
	page, err := s.stoppedPage(a, key, p, r)
	if err != nil {
		return err
	}
	return s.showSection(a, http.StatusConflict, page)
}

// stoppedPage is the page of a section of which not all was saved.
func (s *server) stoppedPage(a *ask, key string, p *posted, r *result) (*sectionPage, error) {
	page, err := s.sectionPage(a, r.written, key, r.conflicts, r.refused)
	if err != nil {
		return nil, err
	}
	if r.locked {
		page.Unsaved = unsavedList{Items: r.lost(p), Locked: true, Focus: true}
	} else if n := len(p.changes) - len(r.conflicts); n > 0 {
		page.Saved = &saved{Count: n, At: s.savedAt(r.Filing)}
	}
	return page, nil
}

// result is what came of a post.
type result struct {
	*written
	conflicts []conflict
	refused   []refusedReason
	locked    bool // nothing was saved
}

// stopped reports whether not all that was posted could be kept.
func (r *result) stopped() bool { return len(r.conflicts)+len(r.refused) > 0 || r.locked }

// lost is what was posted and could not be kept, where none of it was.
func (r *result) lost(p *posted) (all []unsaved) {
	if r.locked {
		all = p.typed(r.Report)
	}
	for _, x := range r.conflicts {
		all = append(all, x.unsaved(r.Report))
	}
	return all
}

// unread reports whether something cannot be read in the section.
func (r *result) unread(key string) bool {
	for path := range r.Unread {
		if section, _ := r.placeOf(path); section == key {
			return true
		}
	}
	return false
}

// save makes the changes that were posted, and keeps them.
func (s *server) save(a *ask, p *posted) (r *result, err error) {
	if p.count() == 0 {
		w, err := s.read(a.Context(), a.body, a.key)
		return &result{written: w}, err
	}
	r = new(result)
	r.written, err = s.write(a, func(w *written) (*Event, error) {
		r.conflicts, r.refused = nil, nil
		changes := p.changes
		if stale := p.stale(w.Content); len(stale) > 0 {
			if a.wantsJSON() {
				return nil, errMoved
			}
			r.conflicts = stale
			changes = slices.DeleteFunc(slices.Clone(changes), func(x change) bool {
				return slices.ContainsFunc(stale, func(y conflict) bool { return y.Path == x.Path })
			})
		}
		conflicts, err := w.apply(changes)
		if err != nil {
			return nil, err
		}
		r.conflicts = append(r.conflicts, conflicts...)
		if len(r.conflicts) == 0 && !a.wantsJSON() && w.closeUp() {
			w.moved = w.Version + 1
		}
		r.refused = s.giveReasons(a, w, p)
		return nil, nil
	})
	if errors.Is(err, errLocked) && !a.wantsJSON() {
		r.locked = true
		r.written, err = s.read(a.Context(), a.body, a.key)
	}
	return r, err
}

// errMoved is that of what a script sends of subsections that have other numbers by now.
var errMoved = &status{http.StatusConflict, "小标题的次序已被别人改动，这次没有保存；请按“保存”，核对后再保存一次"}

// savedJSON is what the script of a page is told after a save.
type savedJSON struct {
	Saved     string            `json:"saved"`
	Values    map[string]string `json:"values"`
	Conflicts []conflictJSON    `json:"conflicts"`
	Refused   map[string]string `json:"refused,omitempty"` // why reasons were not taken, by the names of their fields
	*judgement
}

type conflictJSON struct {
	Path   string `json:"path"`
	Stands string `json:"stands"`
	Who    string `json:"who"`
}

// answerSave answers the script of a page.
func (s *server) answerSave(a *ask, key string, p *posted, r *result) (err error) {
	x := savedJSON{Saved: s.savedAt(r.Filing), Values: map[string]string{}, Conflicts: []conflictJSON{}}
	f := r.fields(key, 1)
	for _, i := range f.all() {
		x.Values[i.Path] = i.Value
	}
	for c := range report.Cells(r.Report.Tables) {
		if !c.Computed && sectionKeys[c.Table-1] == key {
			x.Values[c.Path], _ = r.Get(c.Path)
		}
	}
	for _, y := range p.changes {
		x.Values[y.Path], _ = r.Get(y.Path)
	}
	code := http.StatusOK
	for _, y := range r.conflicts {
		code = http.StatusConflict
		x.Conflicts = append(x.Conflicts, conflictJSON{y.Path, y.Stands, y.Who})
	}
	for _, y := range r.refused {
		if x.Refused == nil {
			x.Refused = map[string]string{}
		}
		code, x.Refused[fieldReason+y.Path] = http.StatusConflict, y.why
	}
	if x.judgement, err = s.judgement(a, r.written, key); err != nil {
		return err
	}
	return s.json(a, code, x)
}

// mostPlaces is how many places are named of those that were saved.
const mostPlaces = 5

// saved reads what savedQuery wrote.
func (s *server) saved(w *written, q url.Values) *saved {
	n, _ := strconv.Atoi(q.Get("saved"))
	x := &saved{Count: max(n, 0), At: s.savedAt(w.Filing)}
	for _, path := range q["at"][:min(len(q["at"]), mostPlaces)] {
		if _, ok := w.field(path); ok {
			x.Places = append(x.Places, w.Report.Place(path))
		}
	}
	return x
}

func (p *posted) savedQuery() string {
	q := url.Values{"saved": {strconv.Itoa(p.count())}}
	for _, x := range p.changes[:min(len(p.changes), mostPlaces)] {
		q.Add("at", x.Path)
	}
	return "?" + q.Encode()
}

// drawnQuery is what the address of a form says of the filing that the page is drawn from.
func drawnQuery(w *written) string {
	return "?" + fieldDrawn + "=" + strconv.FormatInt(w.Version, 10)
}
