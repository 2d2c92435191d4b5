package backoffice

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// sectionAbout is what stands in no section: title, preamble, issuer, the entry of the
// catalogue.
const sectionAbout = "about"

// IDs of the forms of pages.
const (
	formSection = "section"
	formPasting = "pasting"
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

// path is the address of a report, below that of the back office.
func (k Key) path() string { return "/reports/" + k.Body + "/" + strconv.Itoa(k.Year) }

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
	Unsaved    unsavedList
	fields     fields
	Grids      []grid
	Pasting    *pasting // nil for a section without a table
	Findings   findingList
	Prev, Next *link
}

// link leads to another section.
type link struct{ Href, Text string }

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
	return s.page(a, code, "section.html", title, p)
}

// sectionPage returns the page of a section, with the conflicts and the reasons that
// are to be decided.
func (s *server) sectionPage(a *ask, w *written, key string, conflicts []conflict, refused []refusedReason) (*sectionPage, error) {
	p := &sectionPage{written: w, Key: key, Base: s.Path + a.key.path(), Write: a.mayWrite(w), LastSaved: s.lastSaved(w.Filing)}
	p.Action = p.Base + "/sections/" + key + drawnQuery(w)
	p.Check = p.Base + "/check?section=" + key
	p.Paste = p.Base + "/paste"
	found := w.told()
	undecided := map[string]*conflict{}
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
			named := *i
			named.Label = w.Report.Place(i.Path)
			p.Conflicts = append(p.Conflicts, named)
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
	for i := range conflicts { // in fields of other sections
		if undecided[conflicts[i].Path] != nil {
			p.Unsaved.Items = append(p.Unsaved.Items, conflicts[i].unsaved(w.Report))
		}
	}
	p.Findings = s.findingList(a, w, key)
	p.Unsaved.Items = append(p.Unsaved.Items, p.Findings.refuse(refused)...)
	p.Unsaved.Focus = len(p.Conflicts) == 0
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
