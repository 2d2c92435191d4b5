package report

import (
	"slices"
	"strconv"
	"strings"
)

// field is a member of an object of the report's JSON. The fields below are the one
// table of them: encoding, decoding, the schema, the checks of texts and the names
// of places all go by it.
type field struct {
	key   string
	label string // in Chinese
	// value is where the field is kept: a pointer to a string, a []string, an
	// int, an ordinal, a bool, a Date, a Scope, a Topic, an Edition, an Index, a Section,
	// a []Subsection, a Revision or a []Reason; nil for the tables.
	value any
	omit  bool   // left out of the JSON where it is empty
	unit  string // measure word of what is in a list: 段 for paragraphs
	note  string // in Chinese, for the schema
}

const paragraphUnit = "段"

// paragraph reports whether the texts of the field are paragraphs, which may hold
// line ends and tabs.
func (f field) paragraph() bool { return f.unit == paragraphUnit }

// fields returns the fields of the report; the edition is that of its tables. They and
// those of the index are arrays, for which callers have room: they are walked with every
// look at the texts.
func (r *Report) fields(e *Edition) [18]field {
	section := func(i int) field {
		return field{key: sectionKeys[i], label: sectionTitles[i], value: r.Sections()[i]}
	}
	return [...]field{
		{key: "agency", label: "机关全称", value: &r.Agency},
		{key: "year", label: "报告年度", value: &r.Year},
		{key: "edition", label: "格式年版", value: e, note: "；空为年度所属的格式"},
		{key: "title", label: "标题", value: &r.Title, note: "；空为机关全称加年度"},
		{key: "scope", label: "统计范围", value: &r.Scope, note: "：本机关或汇总"},
		{key: "index", label: "目录信息", value: &r.Index, omit: true},
		{key: "preamble", label: "引言", value: &r.Preamble, unit: paragraphUnit},
		section(0), section(1), section(2), section(3), section(4), section(5),
		{key: keyTables, label: "表格数据"},
		{key: "issuer", label: "署名", value: &r.Issuer},
		{key: "date", label: labelDate, value: &r.Date},
		{key: keyRevision, label: labelRevision, value: &r.Revision, omit: true},
		{key: keyReasons, label: labelReasons, value: &r.Reasons, omit: true},
	}
}

const (
	keyTables    = "tables"
	keyReasons   = "reasons"
	labelReasons = "核实说明"
)

// required are the keys that no report can do without.
var required = []string{"agency", "year", keyTables}

func (s *Section) fields() []field {
	return []field{
		{key: "paragraphs", value: &s.Paragraphs, unit: paragraphUnit},
		{key: "subsections", label: "小标题", value: &s.Subsections, omit: true},
		{key: keyNotes, label: "表后", value: &s.Notes, unit: paragraphUnit},
	}
}

const keyNotes = "notes"

// members returns the fields of the section, in which a table stands or none: then there
// are no notes.
func (s *Section) members(table bool) []field {
	return slices.DeleteFunc(s.fields(), func(f field) bool { return f.key == keyNotes && !table })
}

func (s *Subsection) fields() []field {
	return []field{
		{key: "topic", label: "主题", value: &s.Topic, omit: true},
		{key: "title", value: &s.Title, omit: s.Topic != ""},
		{key: "runIn", label: "标题与正文同行", value: &s.RunIn, omit: true},
		{key: "paragraphs", value: &s.Paragraphs, unit: paragraphUnit},
	}
}

func (x *Index) fields() [7]field {
	return [...]field{
		{key: "number", label: labelNumber, value: &x.Number, omit: true},
		{key: "publisher", label: labelPublisher, value: &x.Publisher, omit: true},
		{key: "category", label: labelCategory, value: &x.Category, omit: true},
		{key: "documentNumber", label: labelDocumentNumber, value: &x.DocumentNumber, omit: true},
		{key: "validity", label: labelValidity, value: &x.Validity, omit: true},
		{key: "published", label: labelPublished, value: &x.Published, omit: true},
		{key: "keywords", label: labelKeywords, value: &x.Keywords, omit: true, unit: "个"},
	}
}

func (x *Reason) fields() []field {
	return []field{
		{key: "code", label: "规则代码", value: &x.Code},
		{key: "path", label: "位置", value: &x.Path},
		{key: "figures", label: "所据的数", value: &x.Figures, unit: "个"},
		{key: "text", label: "说明", value: &x.Text},
		{key: "who", label: "说明人", value: &x.Who},
		{key: "when", label: "说明日期", value: &x.When},
	}
}

// fields returns those of the object that the field holds, or nil where it holds none.
func (f field) fields() []field {
	switch v := f.value.(type) {
	case *Section:
		return v.fields()
	case *Index:
		fields := v.fields()
		return fields[:]
	case *Revision:
		return v.fields()
	}
	return nil
}

// reasonPointer is the JSON pointer of a reason.
func reasonPointer(i int) string { return "/" + keyReasons + "/" + strconv.Itoa(i) }

// empty reports whether the field holds nothing.
func (f field) empty() bool {
	switch v := f.value.(type) {
	case *string:
		return *v == ""
	case *[]string:
		return len(*v) == 0
	case *bool:
		return !*v
	case *Topic:
		return *v == ""
	case *Date:
		return *v == Date{}
	case *Revision:
		return *v == Revision{}
	case *[]Subsection:
		return len(*v) == 0
	case *[]Reason:
		return len(*v) == 0
	case *Index:
		for _, f := range v.fields() {
			if !f.empty() {
				return false
			}
		}
		return true
	}
	return false
}

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
	visit := func(f field, at textAt) {
		at.field = f
		switch v := f.value.(type) {
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
		}
	}
	section := -1
	for _, f := range r.fields(nil) {
		at := textAt{section: -1, sub: -1, index: -1}
		switch v := f.value.(type) {
		case *Index:
			at.object = f.key
			for _, f := range v.fields() {
				visit(f, at)
			}
		case *Revision:
			at.object = f.key
			for _, f := range v.fields() {
				visit(f, at)
			}
		case *Section:
			section++
			at.section = section
			for _, f := range v.fields() {
				if f.value != &v.Subsections {
					visit(f, at)
					continue
				}
				for at.sub = range v.Subsections {
					for _, f := range v.Subsections[at.sub].fields() {
						visit(f, at)
					}
				}
				at.sub = -1
			}
		case *[]Reason:
			for i := range *v {
				at.object = reasonPointer(i)[1:]
				for _, f := range (*v)[i].fields() {
					f.label = reasonPlace(i) + " " + f.label
					visit(f, at)
				}
			}
		default:
			visit(f, at)
		}
	}
}

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
