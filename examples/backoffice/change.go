package backoffice

import (
	"maps"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// change is what a person changed in a field of a report: what stood there when he
// opened the page, and what he typed.
type change struct{ Path, Was, Now string }

// conflict is a change that was not made, for another person had changed the field
// meanwhile.
type conflict struct {
	change
	Stands string // what the other one wrote
	Who    string // his name; "" where it is not known
}

// apply makes the changes, in their order. A field that another person changed since the
// page was opened keeps what he wrote, and is a conflict; unless both wrote the same. Of
// subsections in which nothing is left those at the end are gone. The error is that of Set, and
// some changes may have been made.
func (c *Content) apply(changes []change) ([]conflict, error) {
	var conflicts []conflict
	for _, x := range changes {
		stands, ok := c.Get(x.Path)
		switch {
		case !ok:
			return nil, &fieldError{x.Path}
		case x.Was == x.Now || stands == x.Now:
		case stands != x.Was:
			conflicts = append(conflicts, conflict{x, stands, c.by[x.Path]})
		default:
			if err := c.Set(x.Path, x.Now); err != nil {
				return nil, err
			}
		}
	}
	for _, section := range c.Report.Sections() {
		for n := len(section.Subsections); n > 0 && emptySubsection(&section.Subsections[n-1]) && !section.Subsections[n-1].RunIn; n-- {
			section.Subsections = section.Subsections[:n-1]
		}
	}
	return conflicts, nil
}

// closeUp takes out the subsections in which nothing is left, so that those behind them have
// other numbers; moved reports whether there were such. Where something could not be read in one, it
// leaves all as they are.
func (c *Content) closeUp() (moved bool) {
	for path := range c.Unread {
		if strings.Contains(path, "/"+keySubsections+"/") {
			return false
		}
	}
	for i, section := range c.Report.Sections() {
		all := len(section.Subsections)
		section.Subsections = slices.DeleteFunc(section.Subsections, func(x report.Subsection) bool { return emptySubsection(&x) })
		if len(section.Subsections) == all {
			continue
		}
		moved = true
		of := "/" + sectionKeys[i] + "/" + keySubsections + "/"
		maps.DeleteFunc(c.by, func(path, _ string) bool { return strings.HasPrefix(path, of) })
	}
	return moved
}
