package report

import (
	"slices"
	"strconv"
	"strings"
)

// textAt is where a text of the report stands.
type textAt struct {
	section, sub int    // -1 where it is in none
	object       string // path of the object that it is in: index, revision, reasons/0, or ""
	field        field
	index        int // in the list; -1 where it is in none
}

func (at textAt) pointer() string {
	path := ""
	if at.section >= 0 {
		path = "/" + sectionKeys[at.section]
	}
	if at.sub >= 0 {
		path += "/subsections/" + strconv.Itoa(at.sub)
	}
	if at.object != "" {
		path += "/" + at.object
	}
	path += "/" + at.field.key
	if at.index >= 0 {
		path += "/" + strconv.Itoa(at.index)
	}
	return path
}

// place names the place in the words of the form. The subsection is that of r.
func (at textAt) place(r *Report) string {
	place := at.field.label
	if at.section >= 0 {
		place = sectionTitles[at.section]
		if at.sub >= 0 {
			place += " " + subsectionNumber(at.sub) + clip(r.Sections()[at.section].Subsections[at.sub].Heading())
		}
		if at.field.label != "" {
			place += " " + at.field.label
		}
	}
	if at.index >= 0 {
		place += " 第 " + strconv.Itoa(at.index+1) + " " + at.field.unit
	}
	return place
}

// texts calls yield with every text of the report that is not empty.
func (r *Report) texts(yield func(at textAt, text string)) {
	for _, f := range r.fields(nil) {
		at := textAt{section: -1, sub: -1, field: f, index: -1}
		if _, ok := f.value.(*Section); ok {
			at.section = slices.Index(sectionKeys[:], f.key)
		}
		at.texts(yield)
	}
}

// texts calls yield with every text of the field that is not empty.
func (at textAt) texts(yield func(at textAt, text string)) {
	switch v := at.field.value.(type) {
	case *string:
		if *v != "" {
			yield(at, *v)
		}
	case *[]string:
		for i, s := range *v {
			if at.index = i; s != "" {
				yield(at, s)
			}
		}
	case *Index:
		at.object = at.field.key
		fields := v.fields()
		at.textsOf(fields[:], yield)
	case *Revision:
		at.object = at.field.key
		at.textsOf(v.fields(), yield)
	case *Section:
		at.textsOf(v.fields(), yield)
	case *[]Subsection:
		for at.sub = range *v {
			at.textsOf((*v)[at.sub].fields(), yield)
		}
	case *[]Reason:
		for i := range *v {
			at.object = reasonPointer(i)[1:]
			fields := (*v)[i].fields()
			for k := range fields {
				fields[k].label = reasonPlace(i) + " " + fields[k].label
			}
			at.textsOf(fields, yield)
		}
	}
}

// textsOf calls yield with every text of the fields of the object that is there.
func (at textAt) textsOf(fields []field, yield func(at textAt, text string)) {
	for _, at.field = range fields {
		at.texts(yield)
	}
}

// reasonPointer is the JSON pointer of a reason.
func reasonPointer(i int) string { return "/" + keyReasons + "/" + strconv.Itoa(i) }

// reasonPlace names a reason.
func reasonPlace(i int) string { return labelReasons + " 第 " + strconv.Itoa(i+1) + " 条" }

// Place names what a JSON pointer (RFC 6901), such as the Path of a finding, leads to
// in the report, in the words of the form: of one that leads nowhere the part that is
// there, or "".
func (r *Report) Place(pointer string) string {
	keys := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	if keys[0] == keyTables {
		return r.placeInTables(pointer)
	}
	at := textAt{section: -1, sub: -1, index: -1}
	fields := r.fields(nil)
	members := fields[:]
	for _, key := range keys {
		if n, err := strconv.Atoi(key); err == nil && n >= 0 {
			switch v := at.field.value.(type) {
			case *[]string:
				at.index = n
			case *[]Subsection:
				if n < len(*v) {
					at.sub, at.field = n, field{}
					members = (*v)[n].fields()
				}
			case *[]Reason:
				at.field = field{label: reasonPlace(n)}
			}
			continue
		}
		i := slices.IndexFunc(members, func(f field) bool { return f.key == key })
		if i < 0 {
			break
		}
		at.field = members[i]
		members = at.field.fields()
		if _, ok := at.field.value.(*Section); ok {
			at.section, at.field = slices.Index(sectionKeys[:], key), field{}
		}
	}
	return at.place(r)
}

// placeInTables is Place for what is in the tables.
func (r *Report) placeInTables(pointer string) string {
	f := r.form()
	if f == nil {
		return r.nameOfTables()
	}
	for row := range f.rows() {
		if pointer == row.pointer() {
			return row.place()
		}
		for _, c := range row.cells {
			if c.pointer == pointer {
				return c.name
			}
		}
	}
	for i := range f.tables {
		if t := &f.tables[i]; pointer == t.pointer() || strings.HasPrefix(pointer, t.pointer()+"/") {
			return t.name()
		}
	}
	return r.nameOfTables()
}
