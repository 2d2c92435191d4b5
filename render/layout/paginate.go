package layout

import "github.com/nianbao/nianbao/report/doc"

// flow is where the next line or row goes.
type flow struct {
	y      doc.Length
	bottom doc.Length // of the type area
	after  doc.Length // space that the block above wants below itself
	opened bool       // the page is there: it is made for the first thing that stands on it
	used   bool       // something stands on the page
	text   bool       // something other than headings does
}

// placeGroup places what has been measured: headings, which stay together with
// what they head, and the block below them.
func (t *typesetter) placeGroup(f *flow) error {
	need := *f
	for i := range t.units {
		switch u := &t.units[i]; {
		case u.heading():
			need.take(u.text, len(u.text.lines))
		case i > 0 || u.text != nil:
			t.takeLeast(&need, u)
		}
	}
	if need.y > f.bottom && f.used {
		*f = t.fresh()
	}
	for i := range t.units {
		u := &t.units[i]
		if u.table != nil {
			if err := t.placeTable(f, u.table); err != nil {
				return err
			}
		} else {
			t.place(f, u.text)
		}
	}
	return nil
}

// heading reports whether the unit is a heading that stands by itself.
func (u *unit) heading() bool { return u.text != nil && u.text.heading }

// fresh returns the flow of a new page.
func (t *typesetter) fresh() flow {
	return flow{y: t.page.Top, bottom: t.page.Top + t.page.TextHeight()}
}

// open makes the page that the flow is on.
func (t *typesetter) open(f *flow) {
	if !f.opened {
		t.out.Pages = append(t.out.Pages, Page{Number: len(t.out.Pages) + 1, Texts: t.textRoom()})
		t.on = len(t.out.Pages) - 1
		f.opened = true
		t.setMark()
	}
}

// take moves on by the first lines of a text. Space above the first line on a
// page is dropped.
func (f *flow) take(x *text, lines int) {
	if f.used {
		f.y += f.after + x.style.SpaceBefore
	}
	f.y += doc.Length(lines) * x.style.LineHeight
	f.after, f.used = x.style.SpaceAfter, true
	f.text = f.text || !x.heading
}

// takeLeast moves on by what of a block must stand on the same page as what is
// above it: of a paragraph the first line, as in word processors; of a table its
// heads and the first row, with those that are kept with it.
func (t *typesetter) takeLeast(f *flow, u *unit) {
	if u.table != nil {
		f.y += f.after + u.table.least(t.rule)
		return
	}
	f.take(u.text, min(u.text.lead, len(u.text.lines)))
}

// place sets the lines of a text, on new pages as the old ones are full. A line
// without text begins no page but the first, as space above a block does not.
func (t *typesetter) place(f *flow, x *text) {
	for i := range x.lines {
		next := *f
		if f.used && i > 0 {
			next.y += x.style.LineHeight
		} else {
			next.take(x, 1)
		}
		if next.y > f.bottom && f.used {
			*f = t.fresh()
			next = *f
			next.take(x, 1)
		}
		if !f.opened && x.blank(i) {
			continue
		}
		t.open(&next)
		*f = next
		t.setText(x, i, f.y-x.style.LineHeight)
	}
}

// placeTable sets a table, cut into as many fragments as it takes.
func (t *typesetter) placeTable(f *flow, x *table) error {
	for from := 0; from < len(x.rows); {
		y := f.y + f.after
		part := x.fit(from, f.bottom-y, t.rule, !f.text)
		if part == nil {
			if f.used {
				*f = t.fresh()
				continue
			}
			row := max(from, x.heads)
			one := x.begin(from)
			for one.to <= row {
				one.add()
			}
			return &OverflowError{RowHeight, Place{x.block, x.Caption, row + 1, 0}, one.height(t.rule) + one.growth(), t.page.TextHeight()}
		}
		t.open(f)
		t.setFragment(part, y)
		f.y, f.after, f.used, f.text = y+part.height(t.rule), 0, true, true
		if from = part.to; from < len(x.rows) {
			*f = t.fresh()
		}
	}
	return nil
}
