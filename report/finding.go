package report

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Severity says how grave a finding is.
type Severity uint8

// The severities.
const (
	Info    Severity = iota // something the reader may want to know
	Warning                 // probably wrong
	Error                   // wrong: the report is not to be published so
)

// String returns the Chinese name: 提示, 警告 or 错误.
func (s Severity) String() string { return [...]string{"提示", "警告", "错误"}[min(s, Error)] }

// English returns "info", "warning" or "error".
func (s Severity) English() string { return [...]string{"info", "warning", "error"}[min(s, Error)] }

// Finding is something that a check, or the reading of a file, found. It is
// data: the code says which rule, and is never given to another. It carries its
// message in both languages, so that it can be kept without the rules; findings
// are made by [Rule.Finding].
type Finding struct {
	Code     string
	Severity Severity
	Pos      Pos    // in the input; the zero Pos where there is none
	Path     string // JSON pointer (RFC 6901) into the report's JSON; "" is the whole
	Place    string // the same by the form's own labels; never empty
	Got      string // what was found
	Want     string // what was expected

	Source string   // the article, notice or practice that the rule comes from
	Quote  string   // the words at fault, just as they stand in the text at Path; "" for none
	Cells  []string // JSON pointers of the figures that were compared
	Bodies []string // 机关全称 of the bodies that it is about, where several report: see [Rollup]
	Hint   []Value  // figures that would mend it, to be offered and set together, never unasked
	Reason *Reason  // why it may stand; nil for none

	chinese, english string
}

// Value is a figure to be set: see [Cell.Set].
type Value struct {
	Path  string `json:"path"`  // JSON pointer of the cell
	Value string `json:"value"` // as it is printed
}

// Message returns what the finding says, in Chinese.
func (f Finding) Message() string { return f.chinese }

// English returns what the finding says, in English. Labels stay Chinese.
func (f Finding) English() string { return f.english }

// Blocks reports whether it stands against publishing the report: it is an error, or a
// figure is missing (N-f), which is a mere warning while one writes.
func (f Finding) Blocks() bool { return f.Severity == Error || f.Code == codeMissing }

// At returns the finding with a position in the input.
func (f Finding) At(p Pos) Finding {
	f.Pos = p
	return f
}

// Pos is a position in the input: of what is laid out on pages the page, of text
// the line, of a workbook the sheet and the cell, of a document the paragraph, and of
// its table the row and the cell. What is 0 or empty is not known.
type Pos struct {
	Page      int    `json:"page,omitempty"`      // from 1
	Line      int    `json:"line,omitempty"`      // from 1, of the page or the input
	Paragraph int    `json:"paragraph,omitempty"` // from 1, of a document: of those that have text and stand in no table
	Sheet     string `json:"sheet,omitempty"`     // by its name
	Cell      string `json:"cell,omitempty"`      // of the sheet, such as F12
	Table     int    `json:"table,omitempty"`     // from 1, in reading order
	Row       int    `json:"row,omitempty"`       // of the table, from 1
	Col       int    `json:"col,omitempty"`       // of the row, from 1
}

// String returns the position in Chinese: 第 12 行, 表三!F12.
func (p Pos) String() string {
	return p.text("第 %d 页", "第 %d 个表", "第 %d 行", "第 %d 段", "第 %d 行", "第 %d 格")
}

// English returns the position in English: line 12.
func (p Pos) English() string {
	return p.text("page %d ", "table %d ", "line %d ", "paragraph %d ", "row %d ", "cell %d")
}

func (p Pos) text(page, table, line, paragraph, row, cell string) string {
	var b strings.Builder
	number := func(format string, n int) {
		if n > 0 {
			fmt.Fprintf(&b, format, n)
		}
	}
	number(page, p.Page)
	if p.Sheet != "" || p.Cell != "" {
		b.WriteString(strings.Trim(p.Sheet+"!"+p.Cell, "!"))
	}
	number(table, p.Table)
	number(line, p.Line)
	number(paragraph, p.Paragraph)
	number(row, p.Row)
	number(cell, p.Col)
	return strings.TrimSpace(b.String())
}

// findingJSON is the JSON of a finding: the message in the language that was asked
// for, and that in the other beside it.
type findingJSON struct {
	Code     string   `json:"code"`
	Severity string   `json:"severity"`
	Pos      *Pos     `json:"pos,omitempty"`
	Path     string   `json:"path,omitempty"`
	Place    string   `json:"place,omitempty"`
	Message  string   `json:"message"`
	Chinese  string   `json:"chinese,omitempty"`
	English  string   `json:"english,omitempty"`
	Got      string   `json:"got,omitempty"`
	Want     string   `json:"want,omitempty"`
	Source   string   `json:"source,omitempty"`
	Quote    string   `json:"quote,omitempty"`
	Cells    []string `json:"cells,omitempty"`
	Bodies   []string `json:"bodies,omitempty"`
	Hint     []Value  `json:"hint,omitempty"`
	Reason   *Reason  `json:"reason,omitempty"`
}

func (f Finding) json() findingJSON {
	x := findingJSON{Code: f.Code, Severity: f.Severity.English(), Path: f.Path, Place: f.Place, Got: f.Got, Want: f.Want,
		Source: f.Source, Quote: f.Quote, Cells: f.Cells, Bodies: f.Bodies, Hint: f.Hint, Reason: f.Reason}
	if f.Pos != (Pos{}) {
		x.Pos = &f.Pos
	}
	return x
}

// MarshalJSON writes the finding with its message in Chinese, and that in English
// beside it as "english".
func (f Finding) MarshalJSON() ([]byte, error) {
	x := f.json()
	x.Message, x.English = f.chinese, f.english
	return json.Marshal(x)
}

// InEnglish returns the finding for a JSON that has its message in English, and
// that in Chinese beside it as "chinese".
func (f Finding) InEnglish() json.Marshaler { return inEnglish(f) }

type inEnglish Finding

func (f inEnglish) MarshalJSON() ([]byte, error) {
	x := Finding(f).json()
	x.Message, x.Chinese = f.english, f.chinese
	return json.Marshal(x)
}

// UnmarshalJSON reads what MarshalJSON writes, in either language.
func (f *Finding) UnmarshalJSON(data []byte) error {
	var x findingJSON
	if err := json.Unmarshal(data, &x); err != nil {
		return err
	}
	*f = Finding{Code: x.Code, Path: x.Path, Place: x.Place, Got: x.Got, Want: x.Want,
		Source: x.Source, Quote: x.Quote, Cells: x.Cells, Bodies: x.Bodies, Hint: x.Hint, Reason: x.Reason, chinese: x.Message, english: x.English}
	if x.Chinese != "" {
		f.chinese, f.english = x.Chinese, x.Message
	}
	for s := range Error + 1 {
		if s.English() == x.Severity {
			f.Severity = s
		}
	}
	if x.Pos != nil {
		f.Pos = *x.Pos
	}
	return nil
}
