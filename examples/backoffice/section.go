package backoffice

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
)

// sectionAbout is what stands in no section: title, preamble, issuer, the entry of the
// catalogue.
const sectionAbout = "about"

// IDs of the forms of pages.
const (
	formSection = "section"
	formReasons = "reasons"
)

// sectionTitle returns the title of the section with the key; ok is false where there is
// none.
func sectionTitle(key string) (title string, ok bool) {
	if key == sectionAbout {
		return "基本信息", true
	}
	i := slices.Index(sectionKeys[:], key)
	if i < 0 {
		return "", false
	}
	return report.SectionTitles()[i], true
}

// sections are the keys of all sections in the order of the task list.
func sections() []string { return append([]string{sectionAbout}, sectionKeys[:]...) }

// reportPath is the address of a report.
func (s *server) reportPath(k Key) string {
	return s.Path + "/reports/" + k.Body + "/" + strconv.Itoa(k.Year)
}

// mayWrite reports whether the person may write the report now.
func (a *ask) mayWrite(w *written) bool {
	return w.State.Open() && slices.Contains(writers, a.user.Role)
}

// sectionPage is the page of a section.
type sectionPage struct {
	*written
	Key, Base  string
	Action     string // address that the form is posted to
	Check      string // address at which what is typed is checked
	Paste      string // address that reads what was copied from a sheet
	Write      bool
	LastSaved  string
	Saved      *saved
	Conflicts  []input
	Unsaved    []unsaved
	fields     fields
	Grids      []grid
	Pasting    *pasting // nil for a section without a table
	Findings   findingList
	Prev, Next *link
}

// link leads to another section.
type link struct{ Href, Text string }

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

func (x *Conflict) unsaved(r *report.Report) unsaved {
	return unsaved{Place: r.Place(x.Path), Text: x.Now, Why: cmp.Or(x.Who, "别人") + "已改为“" + x.Stands + "”"}
}

// Top, Subsections and Notes are the fields in the order of the report.
func (p *sectionPage) Top() []input              { return p.fields.top }
func (p *sectionPage) Subsections() []subsection { return p.fields.subsections }
func (p *sectionPage) Notes() []input            { return p.fields.notes }

// section returns the key of the section that is asked for.
func (a *ask) section() (string, error) {
	key := a.PathValue("section")
	if _, ok := sectionTitle(key); !ok {
		return "", ErrNotFound
	}
	return key, nil
}

// section shows a section to be written.
func (s *server) section(a *ask) error {
	key, err := a.section()
	if err != nil {
		return err
	}
	w, err := s.read(a.Context(), a.body, a.key)
	if err != nil {
		return err
	}
	p, err := s.sectionPage(a, w, key, nil, nil)
	if err != nil {
		return err
	}
	if q := a.URL.Query(); q.Has("saved") {
		p.Saved = s.saved(w, q)
	}
	return s.showSection(a, http.StatusOK, p)
}

func (s *server) showSection(a *ask, code int, p *sectionPage) error {
	title, _ := sectionTitle(p.Key)
	s.page(a, code, "section.html", title, p)
	return nil
}

// mostPlaces is how many places are named of those that were saved.
const mostPlaces = 5

// saved reads what savedQuery wrote.
func (s *server) saved(w *written, q url.Values) *saved {
	n, _ := strconv.Atoi(q.Get("saved"))
	x := &saved{Count: max(n, 0), At: s.clockOf(w)}
	for _, path := range q["at"] {
		if _, ok := w.Get(path); ok && len(x.Places) < mostPlaces {
			x.Places = append(x.Places, w.Report.Place(path))
		}
	}
	return x
}

func savedQuery(changes []Change) string {
	q := url.Values{"saved": {strconv.Itoa(len(changes))}}
	for _, x := range changes[:min(len(changes), mostPlaces)] {
		q.Add("at", x.Path)
	}
	return "?" + q.Encode()
}

// clockOf is the time at which the report was last saved, to the second.
func (s *server) clockOf(w *written) string {
	return w.SavedAt.In(s.Now().Location()).Format(time.TimeOnly)
}

// lastSaved says who saved the report last, and when; "" where nobody did.
func (s *server) lastSaved(w *written) string {
	if w.SavedAt.IsZero() {
		return ""
	}
	return w.SavedBy + "，" + s.clock(w.SavedAt)
}

// drawnQuery is what the address of a form says of the filing that the page is drawn from.
func drawnQuery(w *written) string {
	return "?" + fieldDrawn + "=" + strconv.FormatInt(w.Version, 10)
}

// sectionPage returns the page of a section, with the conflicts and the reasons that
// are to be decided.
func (s *server) sectionPage(a *ask, w *written, key string, conflicts []Conflict, refused []refusedReason) (*sectionPage, error) {
	p := &sectionPage{written: w, Key: key, Base: s.reportPath(a.key), Write: a.mayWrite(w), LastSaved: s.lastSaved(w)}
	p.Action = p.Base + "/sections/" + key + drawnQuery(w)
	p.Check = p.Base + "/check?section=" + key
	p.Paste = p.Base + "/paste"
	found := map[string][]told{}
	for i := range w.findings {
		f := &w.findings[i]
		if _, path := w.placeOf(f.Path); path != "" && !w.empty(f) {
			found[path] = append(found[path], toldOf(f))
		}
	}
	undecided := map[string]*Conflict{}
	more := 1
	if !p.Write {
		more = 0
	}
	for i := range conflicts {
		x := &conflicts[i]
		undecided[x.Path] = x
		if n, ok := subsectionOf(x.Path); ok && strings.HasPrefix(x.Path, "/"+key+"/") {
			more = max(more, n+1-len(w.Report.Sections()[slices.Index(sectionKeys[:], key)].Subsections))
		}
	}
	complete := func(i *input) {
		i.Told, i.Fixed, i.Conflict = found[i.Path], !p.Write, undecided[i.Path]
		if i.Conflict != nil {
			i.Value, i.Told = i.Conflict.Now, nil // what was found is on what stands there
			p.Conflicts = append(p.Conflicts, *i)
			delete(undecided, i.Path)
		}
	}
	p.fields = w.fields(key, more)
	for _, i := range p.fields.all() {
		complete(i)
	}
	if index := slices.Index(sectionKeys[:], key); hasTable(index) {
		all, err := grids(w.Report, s.figures(w, complete))
		if err != nil {
			return nil, err
		}
		p.Grids = slices.DeleteFunc(all, func(g grid) bool { return g.Number != index+1 })
		p.Pasting = s.pasting(w, key)
	}
	for _, x := range undecided {
		p.Unsaved = append(p.Unsaved, x.unsaved(w.Report))
	}
	p.Findings = s.findingList(a, w, key)
	p.Unsaved = append(p.Unsaved, p.Findings.refuse(refused)...)
	all := sections()
	at := slices.Index(all, key)
	if at > 0 {
		p.Prev = p.link(all[at-1])
	}
	if at+1 < len(all) {
		p.Next = p.link(all[at+1])
	}
	return p, nil
}

func (p *sectionPage) link(key string) *link {
	title, _ := sectionTitle(key)
	return &link{p.Base + "/sections/" + key, title}
}

// subsectionOf returns the number of the subsection that the field is of.
func subsectionOf(path string) (n int, ok bool) {
	_, rest, ok := strings.Cut(path, "/"+keySubsections+"/")
	number, _, _ := strings.Cut(rest, "/")
	n, err := strconv.Atoi(number)
	return n, ok && err == nil && n < maxSubsections
}

// figures returns what draws the figures of the report as fields, with those of last year.
func (s *server) figures(w *written, complete func(*input)) func(report.Cell) figure {
	last := map[string]report.Cell{}
	if w.judge.last != nil {
		for c := range report.Cells(w.judge.last.Tables) {
			last[c.Path] = c
		}
	}
	return func(c report.Cell) figure {
		i := input{Path: c.Path, ID: fieldID(c.Path), Label: c.Place, Kind: figureInput, Value: c.String()}
		switch {
		case c.Computed:
			i.Kind = computedInput
		case c.Kind == report.KindAmount:
			i.Kind = amountInput
		case c.Kind == report.KindChange:
			i.Kind = changeInput
		}
		if !c.Computed {
			i.Value, _ = w.Get(c.Path)
		}
		i.Was = i.Value
		// Another edition may have another figure at the same pointer.
		if x, ok := last[c.Path]; ok && x.Place == c.Place && !x.Blank() {
			i.HasLast, i.Last = true, x.String()
		}
		complete(&i)
		return figure{Input: &i}
	}
}

// saveSection saves what was written in a section.
func (s *server) saveSection(a *ask) error {
	key, err := a.section()
	if err != nil {
		return err
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
	if len(r.conflicts)+len(r.refused) == 0 && !r.locked {
		after := savedQuery(p.changes)
		if r.unread(key) {
			after += "#findings"
		}
		return s.see(a, strings.TrimPrefix(s.reportPath(a.key), s.Path)+"/sections/"+key+after)
	}
	page, err := s.sectionPage(a, r.written, key, r.conflicts, r.refused)
	if err != nil {
		return err
	}
	if r.locked {
		page.Unsaved = append(page.Unsaved, r.lost(p)...)
	} else if n := len(p.changes) - len(r.conflicts); n > 0 {
		page.Saved = &saved{Count: n, At: s.clockOf(r.written)}
	}
	return s.showSection(a, http.StatusConflict, page)
}

// result is what came of a post.
type result struct {
	*written
	conflicts []Conflict
	refused   []refusedReason
	locked    bool // nothing was saved
}

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
	if len(p.changes)+len(p.reasons) == 0 && p.drop == "" {
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
			changes = slices.DeleteFunc(slices.Clone(changes), func(x Change) bool {
				return slices.ContainsFunc(stale, func(y Conflict) bool { return y.Path == x.Path })
			})
		}
		conflicts, err := w.Apply(changes)
		if err != nil {
			return nil, err
		}
		r.conflicts = append(r.conflicts, conflicts...)
		if len(r.conflicts) == 0 && !a.wantsJSON() && w.CloseUp() {
			w.Moved = w.Version + 1
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
	*judgement
}

type conflictJSON struct {
	Path   string `json:"path"`
	Stands string `json:"stands"`
	Who    string `json:"who"`
}

// answerSave answers the script of a page.
func (s *server) answerSave(a *ask, key string, p *posted, r *result) (err error) {
	x := savedJSON{Saved: s.clockOf(r.written), Values: map[string]string{}, Conflicts: []conflictJSON{}}
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
	if x.judgement, err = s.judgement(a, r.written, key); err != nil {
		return err
	}
	s.json(a, code, x)
	return nil
}
