package backoffice

// Change is what a person changed in a field of a report: what stood there when he
// opened the page, and what he typed.
type Change struct{ Path, Was, Now string }

// Conflict is a change that was not made, for another person had changed the field
// meanwhile.
type Conflict struct {
	Change
	Stands string // what the other one wrote
}

// Apply makes the changes, in their order. A field that another person changed since the
// page was opened keeps what he wrote, and is a conflict; unless both wrote the same. The
// error is that of Set, and some changes may have been made.
func (c *Content) Apply(changes []Change) ([]Conflict, error) {
	var conflicts []Conflict
	for _, x := range changes {
		stands, ok := c.Get(x.Path)
		switch {
		case !ok:
			return nil, &fieldError{x.Path}
		case x.Was == x.Now || stands == x.Now:
		case stands != x.Was:
			conflicts = append(conflicts, Conflict{x, stands})
		default:
			if err := c.Set(x.Path, x.Now); err != nil {
				return nil, err
			}
		}
	}
	return conflicts, nil
}
