package report

import "slices"

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
