package backoffice

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
)

// field is a place of a report that a person writes: a figure, or a text. What stands in
// it is one string, so that what two people wrote can be compared.
type field struct {
	get func() string
	set func(string) error // an error leaves the place as it was; "" is never one
}

// fieldError says that a report has no such field.
type fieldError struct{ path string }

func (e *fieldError) Error() string { return "没有这一项，请刷新页面后重试：" + e.path }
func (e *fieldError) English() string {
	return "there is no such field; load the page again: " + e.path
}
func (e *fieldError) Where() string { return e.path }

// maxSubsections is the most subsections that a section has.
const maxSubsections = 200

// sectionKeys are those of the sections in the report's JSON.
var sectionKeys = [6]string{"overview", "disclosure", "applications", "remedies", "problems", "other"}

// field returns the field at a JSON pointer.
func (c *Content) field(path string) (field, bool) {
	r := c.Report
	switch path {
	case "/title":
		return textField(&r.Title), true
	case "/scope":
		return field{func() string { return string(r.Scope) }, func(s string) error {
			if s != string(report.ScopeAgency) && s != string(report.ScopeJurisdiction) {
				return errUnread
			}
			r.Scope = report.Scope(s)
			return nil
		}}, true
	case "/preamble":
		return linesField(&r.Preamble), true
	case "/issuer":
		return textField(&r.Issuer), true
	case "/date":
		return dateField(&r.Date), true
	case "/index/number":
		return textField(&r.Index.Number), true
	case "/index/publisher":
		return textField(&r.Index.Publisher), true
	case "/index/category":
		return textField(&r.Index.Category), true
	case "/index/documentNumber":
		return textField(&r.Index.DocumentNumber), true
	case "/index/validity":
		return textField(&r.Index.Validity), true
	case "/index/published":
		return dateField(&r.Index.Published), true
	case "/index/keywords":
		return linesField(&r.Index.Keywords), true
	case "/revision/reason":
		return textField(&r.Revision.Reason), r.Revision.Number > 0
	case "/revision/date":
		return dateField(&r.Revision.Date), r.Revision.Number > 0
	}
	if strings.HasPrefix(path, "/tables/") {
		cell, ok := c.cell(path)
		return field{cell.String, cell.Set}, ok && !cell.Computed
	}
	key, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	i := slices.Index(sectionKeys[:], key)
	if i < 0 {
		return field{}, false
	}
	s := r.Sections()[i]
	switch rest {
	case "paragraphs":
		return linesField(&s.Paragraphs), true
	case "notes":
		return linesField(&s.Notes), hasTable(i)
	}
	return subsectionField(s, rest)
}

// hasTable reports whether a table stands in the section with the index.
func hasTable(section int) bool { return section >= 1 && section <= 3 }

const keySubsections = "subsections"

// subsectionField returns the field subsections/0/title of a section. Those behind the
// last are there too, and come to be when something is written in one.
func subsectionField(s *report.Section, path string) (field, bool) {
	list, rest, _ := strings.Cut(path, "/")
	number, key, _ := strings.Cut(rest, "/")
	i, err := strconv.Atoi(number)
	if list != keySubsections || err != nil || strconv.Itoa(i) != number || i < 0 || i >= maxSubsections {
		return field{}, false
	}
	of := func(x *report.Subsection) (field, bool) {
		switch key {
		case "topic":
			return field{func() string { return string(x.Topic) }, func(s string) error {
				if s != "" && !slices.Contains(report.Topics(), report.Topic(s)) {
					return errUnread
				}
				x.Topic = report.Topic(s)
				return nil
			}}, true
		case "title":
			return textField(&x.Title), true
		case "runIn":
			return field{func() string { return flag(x.RunIn) }, func(s string) error { x.RunIn = s != ""; return nil }}, true
		case "paragraphs":
			return linesField(&x.Paragraphs), true
		}
		return field{}, false
	}
	at := func() *report.Subsection {
		if i < len(s.Subsections) {
			return &s.Subsections[i]
		}
		return new(report.Subsection)
	}
	_, ok := of(at())
	return field{
		func() string { f, _ := of(at()); return f.get() },
		func(text string) error {
			x := at()
			f, _ := of(x)
			if err := f.set(text); err != nil || i < len(s.Subsections) {
				return err
			}
			s.Subsections = append(s.Subsections, make([]report.Subsection, i-len(s.Subsections))...)
			s.Subsections = append(s.Subsections, *x)
			return nil
		},
	}, ok
}

func emptySubsection(x *report.Subsection) bool {
	return x.Topic == "" && x.Title == "" && len(x.Paragraphs) == 0
}

// flag is what stands in a field that is set or not.
func flag(set bool) string {
	if set {
		return "1"
	}
	return ""
}

// errUnread is that of a text which a field cannot take.
var errUnread = errors.New("backoffice: the field cannot take this")

func textField(s *string) field {
	return field{func() string { return *s }, func(text string) error { *s = text; return nil }}
}

// linesField is a list of texts, each on a line of its own.
func linesField(list *[]string) field {
	return field{
		func() string { return strings.Join(*list, "\n") },
		func(text string) error {
			*list = slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
			return nil
		},
	}
}

// dateLayouts are how a day may be written.
var dateLayouts = []string{"2006-1-2", "2006年1月2日", "2006/1/2", "2006.1.2"}

func dateField(d *report.Date) field {
	return field{
		func() string {
			if *d == (report.Date{}) {
				return ""
			}
			return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		},
		func(text string) error {
			text = strings.TrimSpace(text)
			if text == "" {
				*d = report.Date{}
				return nil
			}
			for _, layout := range dateLayouts {
				if t, err := time.Parse(layout, text); err == nil {
					*d = report.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
					return nil
				}
			}
			return errUnread
		},
	}
}

// cell returns the figure at a JSON pointer.
func (c *Content) cell(path string) (report.Cell, bool) {
	if c.cells == nil {
		c.cells = map[string]report.Cell{}
		for cell := range report.Cells(c.Report.Tables) {
			c.cells[cell.Path] = cell
		}
	}
	cell, ok := c.cells[path]
	return cell, ok
}
