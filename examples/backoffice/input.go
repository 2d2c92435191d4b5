package backoffice

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// input is a field of a report as a page draws it.
type input struct {
	Path, ID string
	Label    string    // in the words of the form
	Note     string    // how it is to be filled in
	Kind     inputKind //
	Value    string    // what stands in it
	Was      string    // what stands in the report: another text where Value could not be kept
	Choices  []choice
	Last     string    // the figure of last year
	HasLast  bool      //
	Told     []told    // what was found here
	Conflict *conflict // that is to be decided
	Fixed    bool      // nobody can write it now
}

// inputKind is how a field is written.
type inputKind string

// The kinds of fields.
const (
	figureInput   inputKind = "figure" // a count
	changeInput   inputKind = "change" // a figure with a sign
	amountInput   inputKind = "amount"
	computedInput inputKind = "computed" // a total, which nobody writes
	textInput     inputKind = "text"
	linesInput    inputKind = "lines" // texts on lines of their own
	dateInput     inputKind = "date"
	choiceInput   inputKind = "choice"
	flagInput     inputKind = "flag"
)

// choice is what can be chosen in a field.
type choice struct{ Value, Text string }

// Mode is the inputmode of a figure.
func (i input) Mode() string {
	return map[inputKind]string{figureInput: "numeric", changeInput: "text", amountInput: "decimal"}[i.Kind] // numeric keyboards have no sign
}

// What the template asks of the kind.
func (i input) IsComputed() bool { return i.Kind == computedInput }
func (i input) IsChoice() bool   { return i.Kind == choiceInput }
func (i input) IsFlag() bool     { return i.Kind == flagInput }
func (i input) IsLines() bool {
	return i.Kind == linesInput || i.Kind == textInput && strings.Contains(i.Value+i.Was, "\n")
}
func (i input) InGrid() bool { return i.Mode() != "" }

// Writable reports whether the field can be written now.
func (i input) Writable() bool { return !i.Fixed && i.Kind != computedInput }

// Invalid reports whether what stands in the field is wrong.
func (i input) Invalid() bool {
	return slices.ContainsFunc(i.Told, func(t told) bool { return t.Severity == report.Error.English() })
}

// Rows is the height of a field of several lines.
func (i input) Rows() int {
	const most, perLine = 24, 45
	n := 1
	for line := range strings.SplitSeq(i.Value, "\n") {
		if n += 1 + utf8.RuneCountInString(line)/perLine; n > most {
			return most
		}
	}
	return max(n, 3)
}

// Chosen is what stands in the field, as it is shown where nobody can write it.
func (i input) Chosen() string {
	if i.IsFlag() && i.Value != "" {
		return i.Label
	}
	for _, c := range i.Choices {
		if c.Value == i.Value {
			return c.Text
		}
	}
	return i.Value
}

// Lines are those of the text.
func (i input) Lines() []string { return strings.Split(i.Value, "\n") }

// fieldID is the ID of the element in which the field with the pointer is written.
func fieldID(path string) string { return "f" + strings.ReplaceAll(path, "/", "-") }

// fields are those of a section in the order of its page, but for the figures of its tables.
// One subsection that is not there yet is among them, or as many as are asked for.
type fields struct {
	top         []input // above the subsections
	subsections []subsection
	notes       []input // below the table
}

// subsection is the fields of a subsection.
type subsection struct {
	Title  string
	New    bool
	Inputs []input
}

// Open reports whether something in the subsection is to be decided.
func (s subsection) Open() bool {
	return slices.ContainsFunc(s.Inputs, func(i input) bool { return i.Conflict != nil })
}

// labels are what fields are called that the form has no words for, by the last part of
// their pointers, and how they are written.
var labels = map[string]struct {
	label, note string
	kind        inputKind
}{
	"scope":      {kind: choiceInput},
	"preamble":   {kind: linesInput, note: "每段一行"},
	"date":       {kind: dateInput, note: "如 2024-01-15"},
	"published":  {kind: dateInput, note: "发布时再填也可以；如 2024-01-15"},
	"keywords":   {kind: linesInput, note: "每个一行"},
	"title":      {note: "不填就用机关全称加年度"},
	"publisher":  {note: "不填就用署名"},
	"paragraphs": {label: "正文", kind: linesInput, note: "每段一行"},
	"notes":      {label: "表后说明", kind: linesInput, note: "每段一行，没有就不填"},
	"topic":      {label: "主题", kind: choiceInput},
	"runIn":      {label: "标题与正文同行", kind: flagInput},
}

// input returns the field with the pointer.
func (c *Content) input(path string) input {
	value, _ := c.Get(path)
	key := path[strings.LastIndex(path, "/")+1:]
	of := labels[key]
	i := input{Path: path, ID: fieldID(path), Label: of.label, Note: of.note, Kind: of.kind, Value: value, Was: value}
	if i.Kind == "" {
		i.Kind = textInput
	}
	if i.Label == "" {
		i.Label = c.Report.Place(path)
	}
	switch key {
	case "scope":
		i.Choices = []choice{{string(report.ScopeAgency), "本机关"}, {string(report.ScopeJurisdiction), "汇总（含下级机关）"}}
	case "topic":
		i.Choices = []choice{{"", "自拟标题"}}
		for _, t := range report.Topics() {
			i.Choices = append(i.Choices, choice{string(t), t.Title()})
		}
	}
	if i.Kind == choiceInput && !slices.ContainsFunc(i.Choices, func(x choice) bool { return x.Value == value }) {
		i.Choices = append(i.Choices, choice{value, value})
	}
	return i
}

// aboutPaths are the fields that stand in no section.
var aboutPaths = append([]string{"/title", "/scope", "/preamble", "/issuer", "/date", "/revision/reason", "/revision/date"}, indexPaths...)

// indexPaths are those of the entry of the catalogue.
var indexPaths = []string{"/index/number", "/index/publisher", "/index/category", "/index/documentNumber", "/index/published", "/index/validity", "/index/keywords"}

// fields returns those of a section, with so many subsections that are not there yet.
func (c *Content) fields(key string, more int) (f fields) {
	if key == sectionAbout {
		for _, path := range aboutPaths {
			if _, ok := c.Get(path); ok {
				f.top = append(f.top, c.input(path))
			}
		}
		return f
	}
	f.top = []input{c.input("/" + key + "/paragraphs")}
	index := slices.Index(sectionKeys[:], key)
	list := c.Report.Sections()[index].Subsections
	for i := range min(len(list)+more, maxSubsections) {
		path := "/" + key + "/" + keySubsections + "/" + strconv.Itoa(i)
		s := subsection{Title: "再加一个小标题", New: i >= len(list)}
		if !s.New {
			s.Title = strings.TrimPrefix(c.Report.Place(path), report.SectionTitles()[index]+" ")
		}
		title := c.input(path + "/title")
		title.Label, title.Note = "小标题", ""
		if topic, _ := c.Get(path + "/topic"); index == 0 || topic != "" {
			s.Inputs = append(s.Inputs, c.input(path+"/topic"))
			title.Note = "选了主题可以不填，标题就是主题"
		}
		f.subsections = append(f.subsections, subsection{s.Title, s.New, append(s.Inputs, title, c.input(path+"/runIn"), c.input(path+"/paragraphs"))})
	}
	if hasTable(index) {
		f.notes = []input{c.input("/" + key + "/notes")}
	}
	return f
}

// all are the inputs of the fields.
func (f *fields) all() (all []*input) {
	for i := range f.top {
		all = append(all, &f.top[i])
	}
	for i := range f.subsections {
		for j := range f.subsections[i].Inputs {
			all = append(all, &f.subsections[i].Inputs[j])
		}
	}
	for i := range f.notes {
		all = append(all, &f.notes[i])
	}
	return all
}
