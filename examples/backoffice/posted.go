package backoffice

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// What fields of a form are called besides the pointers of what they hold.
const (
	fieldWas    = "was:"    // before the name of another: what stood there when the page was drawn
	fieldReason = "reason:" // before the key of a finding: why it may stand
	fieldHint   = "hint"    // changes that mend a finding, as JSON
	fieldPasted = "text"    // a block of cells
	fieldTake   = "take"    // pointer of a field in which what another person wrote is to stay
	fieldDrop   = "drop"    // key of a reason that is to go
	fieldOpen   = "open:"   // before the name of another: a conflict in it is not decided
	fieldBeside = "beside"  // of a button that does something else than to save the fields
	fieldDrawn  = "drawn"   // in the address: Version of the filing that the page was drawn from
)

// posted is what a form sent.
type posted struct {
	changes []change
	reasons []change // of which the Path is the key of a finding
	open    []string // paths of fields that keep what another person wrote until it is decided
	drop    string
	drawn   int64
}

// count is how many changes were posted.
func (p *posted) count() int {
	n := len(p.changes) + len(p.reasons)
	if p.drop != "" {
		n++
	}
	return n
}

// posted reads the form that was sent. What did not change is left out.
func (a *ask) posted() (*posted, error) {
	p := &posted{drop: a.PostForm.Get(fieldDrop)}
	p.drawn, _ = strconv.ParseInt(a.URL.Query().Get(fieldDrawn), 10, 64)
	for _, name := range slices.Sorted(maps.Keys(a.PostForm)) {
		values := a.PostForm[name]
		if len(values) != 1 || !utf8.ValidString(name+values[0]) {
			return nil, refuse("提交的内容重复，或不是 UTF-8 编码，没有保存；请在本系统的页面上操作")
		}
		of, ok := strings.CutPrefix(name, fieldWas)
		_, alone := a.PostForm[fieldWas+name]
		switch {
		case ok:
			x := change{of, asTyped.Replace(values[0]), asTyped.Replace(a.PostForm.Get(of))}
			key, reason := strings.CutPrefix(of, fieldReason)
			switch {
			case x.Was == x.Now || of == a.PostForm.Get(fieldTake):
			case reason:
				p.reasons = append(p.reasons, change{key, x.Was, x.Now})
			default:
				p.changes = append(p.changes, x)
			}
		case strings.HasPrefix(name, fieldOpen):
			if !a.saves() {
				p.open = append(p.open, strings.TrimPrefix(name, fieldOpen))
			}
		case strings.HasPrefix(name, "/") && !alone:
			return nil, &fieldError{name}
		}
	}
	if hint := a.PostForm.Get(fieldHint); hint != "" {
		var changes []change
		if err := json.Unmarshal([]byte(hint), &changes); err != nil {
			return nil, &fieldError{fieldHint}
		}
		hinted := map[string]bool{}
		for _, x := range changes {
			if hinted[x.Path] { // no hint changes a field twice, and a long text would be read each time
				return nil, &fieldError{fieldHint}
			}
			hinted[x.Path] = true
		}
		p.changes = append(slices.DeleteFunc(p.changes, func(x change) bool { return hinted[x.Path] }), changes...)
		p.open = slices.DeleteFunc(p.open, func(path string) bool { return hinted[path] })
	}
	return p, nil
}

// saves reports whether the button was pressed that saves all fields, and decides all conflicts.
func (a *ask) saves() bool {
	return !slices.ContainsFunc([]string{fieldTake, fieldHint, fieldDrop, fieldBeside}, a.PostForm.Has)
}

// stale takes those of the changes that are not to be made: of subsections which have other
// numbers since the page was drawn, for they would be made to others, and conflicts that are not
// decided.
func (p *posted) stale(c *Content) (stale []conflict) {
	for _, x := range p.changes {
		moved := p.drawn < c.moved && strings.Contains(x.Path, "/"+keySubsections+"/")
		if stands, ok := c.Get(x.Path); ok && (moved || slices.Contains(p.open, x.Path)) {
			stale = append(stale, conflict{x, stands, c.by[x.Path]})
		}
	}
	return stale
}

// typed is what was typed, by the places of the report.
func (p *posted) typed(r *report.Report) (all []unsaved) {
	for _, x := range p.changes {
		all = append(all, unsaved{Place: r.Place(x.Path), Text: x.Now})
	}
	for _, x := range p.reasons {
		all = append(all, unsaved{Place: "核实说明", Text: x.Now})
	}
	return all
}

// typedBesides are the fields of forms in which a person writes what is not of a report, with
// what they are called.
var typedBesides = []struct{ name, place string }{{askedWhy, "原因"}, {fieldPasted, "粘贴的内容"}}

// lost is what was typed and is not kept, and which the page that tells of an error has then:
// for it cannot be kept, the server failed, nobody is signed in any more, or what it is of is not
// his any more. Nobody is to type it again.
func (a *ask) lost() (all []unsaved) {
	if a.Method != http.MethodPost {
		return nil
	}
	if a.PostForm == nil && a.readForm(route{method: a.Method}) != nil {
		return nil
	}
	p, err := a.posted()
	if err != nil {
		return nil
	}
	year, _ := strconv.Atoi(a.PathValue("year"))
	if c, err := NewContent("", year); err == nil {
		all = p.typed(c.Report)
	}
	for _, x := range typedBesides {
		if text := a.PostForm.Get(x.name); text != "" {
			all = append(all, unsaved{Place: x.place, Text: text})
		}
	}
	return all
}
