package backoffice

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// judgement is what a page shows of what was found in a report, as the script of the page
// takes it.
type judgement struct {
	Totals  map[string]string `json:"totals"`  // by the JSON pointer of the computed cell
	Fields  map[string][]told `json:"fields"`  // what was found, by the JSON pointer of the field that it is told at; not that it is empty
	Summary string            `json:"summary"` // HTML: the list of it
}

// told is a finding as it is told at a field.
type told struct {
	Severity string `json:"severity"` // "error", "warning" or "info"
	Name     string `json:"name"`     // of the severity, in Chinese
	Code     string `json:"code"`
	Message  string `json:"message"`
}

// findingList is the list of what was found, that the part "findings" draws.
type findingList struct {
	Title  string
	Counts // of the section, or of the report
	Groups []findingGroup
	Form   string // ID of the form that hints and reasons belong to; "" where none can be given
	All    string // where the list of all is, of a list of one section's
}

// findingGroup is findings that are one as grave as the other.
type findingGroup struct {
	Folded string // what is shown instead of them until they are asked for; "" shows them
	Items  []findingItem
}

// findingItem is a finding, or several that are told in one line.
type findingItem struct {
	told
	Place, Href string
	Path        string // of the field; "" where there is none
	Basis       string
	Hint, Do    string // the value of the button that takes what would mend it, and what that says
	Reason      *reasonInput
}

// foldedItem is an item that tells of the empty cells of a table.
type foldedItem struct{ at, cells int }

// judgement returns what a page shows of the findings: of all, or of a section.
func (s *server) judgement(a *ask, w *written, section string) (*judgement, error) {
	j := &judgement{Totals: map[string]string{}, Fields: w.told()}
	for c := range report.Cells(w.Report.Tables) {
		if c.Computed {
			j.Totals[c.Path] = c.String()
		}
	}
	var buf bytes.Buffer
	err := pages["section.html"].ExecuteTemplate(&buf, "findings", s.findingList(a, w, section))
	j.Summary = buf.String()
	return j, err
}

// told returns what was found by the pointers of the fields at which it is told.
func (w *written) told() map[string][]told {
	all := map[string][]told{}
	for i := range w.findings {
		f := &w.findings[i]
		if _, path := w.placeOf(f.Path); path != "" && !w.empty(f) {
			all[path] = append(all[path], toldOf(f))
		}
	}
	return all
}

func toldOf(f *report.Finding) told {
	return told{f.Severity.English(), f.Severity.String(), f.Code, f.Message()}
}

// empty reports whether the finding says of a cell that it is empty, which one sees.
func (w *written) empty(f *report.Finding) bool {
	if weightOf(f) != isBlank {
		return false
	}
	value, ok := w.Get(f.Path)
	return ok && value == ""
}

// findingList returns the list of what was found in a section, or with "" in all.
func (s *server) findingList(a *ask, w *written, section string) findingList {
	base := s.Path + a.key.path()
	list := findingList{Title: "核对结果"}
	if a.mayWrite(w) {
		list.Form = formReasons
		if section != "" {
			list.Form = formSection
		}
	}
	if section != "" {
		list.All = base
	}
	var groups [weights]findingGroup
	var here []report.Finding
	asked := map[string]bool{}
	folded := map[string]*foldedItem{} // by the name of the table
	for i := range w.findings {
		f := &w.findings[i]
		of, path := w.placeOf(f.Path)
		if section != "" && of != section {
			continue
		}
		here = append(here, *f)
		item := findingItem{told: toldOf(f), Place: f.Place, Href: base + spot(of, path), Path: path, Basis: f.Basis()}
		if list.Form != "" {
			item.Hint, item.Do = w.hintButton(f)
			if r := newReasonInput(f); r != nil && !asked[r.Name] { // what is found twice has one reason
				item.Reason, asked[r.Name] = r, true
			}
		}
		g := &groups[weightOf(f)]
		if w.empty(f) {
			name, _, _ := strings.Cut(f.Place, " ")
			if x := folded[name]; x != nil {
				x.cells++
				continue
			}
			folded[name] = &foldedItem{at: len(g.Items), cells: 1}
		}
		g.Items = append(g.Items, item)
	}
	for name, x := range folded {
		if item := &groups[isBlank].Items[x.at]; x.cells > 1 {
			item.Place, item.Message = name, fmt.Sprintf("还有 %d 格未填；没有发生的填 0", x.cells)
		}
	}
	list.Counts = Count(here)
	groups[isSettled].Folded = fmt.Sprintf("%d 条警告已写说明", len(groups[isSettled].Items))
	groups[isInfo].Folded = fmt.Sprintf("%d 条提示", len(groups[isInfo].Items))
	for _, g := range groups {
		if len(g.Items) > 0 {
			list.Groups = append(list.Groups, g)
		}
	}
	return list
}

// placeOf returns the page of the section, and the field on it, that the path of a finding
// leads to. There is no field for what stands in none, and no section for what is on a
// reason.
func (c *Content) placeOf(path string) (section, field string) {
	key, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch index := slices.Index(sectionKeys[:], key); {
	case key == "tables":
		if cell, ok := c.cell(path); ok {
			return sectionKeys[cell.Table-1], path
		}
		for cell := range report.Cells(c.Report.Tables) {
			if strings.HasPrefix(cell.Path, path+"/") && !cell.Computed {
				return sectionKeys[cell.Table-1], cell.Path
			}
		}
		return sectionKeys[1], ""
	case key == "reasons":
		return "", ""
	case index >= 0:
		section = key
	default:
		section = sectionAbout
	}
	for at := path; at != ""; at = at[:strings.LastIndex(at, "/")] {
		for _, below := range []string{"", "/title", "/paragraphs", "/number"} {
			if _, ok := c.field(at + below); ok {
				return section, at + below
			}
		}
	}
	return section, ""
}

// spot is the address of what placeOf returns, below that of the report.
func spot(section, field string) (address string) {
	if section != "" {
		address = "/sections/" + section
	}
	if field != "" {
		address += "#" + fieldID(field)
	}
	return address
}

// hintButton returns the value of the button that takes a hint, and what the button says.
func (w *written) hintButton(f *report.Finding) (value, do string) {
	var changes []change
	for _, v := range f.Hint {
		was, _ := w.Get(v.Path)
		changes = append(changes, change{v.Path, was, v.Value})
	}
	if len(changes) == 0 {
		return "", ""
	}
	data, err := json.Marshal(changes)
	if err != nil {
		return "", ""
	}
	if len(changes) > 1 {
		return string(data), fmt.Sprintf("照此改 %d 格", len(changes))
	}
	return string(data), "改为 " + changes[0].Now
}

// findingKey names a finding in a form: another one has another key, and so has it with other
// figures.
func findingKey(f *report.Finding) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Code, f.Path, f.Got, f.Want}, "\x00")))
	return hex.EncodeToString(sum[:8])
}
