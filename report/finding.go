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
// data: the code says which rule, and is never given to another.
type Finding struct {
	Code     string
	Severity Severity
	Line     int    // of the input, from 1; 0 where there is none
	Path     string // JSON pointer (RFC 6901) into the report's JSON; "" is the whole
	Place    string // the same by the form's own labels
	Got      string // what was found
	Want     string // what was expected
}

// Message returns what the finding says, in Chinese.
func (f Finding) Message() string { return f.message(false) }

// English returns what the finding says, in English. Labels stay Chinese.
func (f Finding) English() string { return f.message(true) }

func (f Finding) message(english bool) string {
	text, got, want := ruleText(f.Code, english), f.Got, f.Want
	if before, rest, ok := strings.Cut(text, "["); ok {
		option, after, _ := strings.Cut(rest, "]")
		if want == "" {
			option = ""
		}
		text = before + option + after
	}
	if english {
		got, want = phrase(got), phrase(want)
	}
	return strings.NewReplacer("{got}", got, "{want}", want).Replace(text)
}

// phrases are what Got and Want say where there is no figure, key or text to
// show, with their English.
var phrases = map[string]string{
	"数":         "a number",
	"字符串":       "a string",
	"真假值":       "a boolean",
	"数组":        "an array",
	"对象":        "an object",
	"文件是空的":     "the file is empty",
	"文件不完整":     "the file is cut short",
	"嵌套太深":      "it is nested too deeply",
	"报告之后还有内容":  "something follows the report",
	"无效的 UTF-8": "invalid UTF-8",
	"现为空白":      "it is blank",
	"现为“无”":     "it says 无",
	"现为“没有”":    "it says 没有",
	"现为“暂无”":    "it says 暂无",
	"没有写问题":     "it names no problems",
	"没有写改进情况":   "it names no improvements",
	"字节数为奇数":    "an odd number of bytes",
	"Office 旧版文件（DOC、XLS、WPS）": "a file of an older Office (DOC, XLS, WPS)",
	"ZIP（DOCX、XLSX 也是）":        "ZIP (as DOCX and XLSX are)",
	"二进制文件":                    "a binary file",
	wholeRow:                   "the whole row",
	wholeTable:                 "the whole table",
}

func phrase(s string) string {
	if english, ok := phrases[s]; ok {
		return english
	}
	return s
}

// MarshalJSON writes the finding with its message in Chinese.
func (f Finding) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Code     string `json:"code"`
		Severity string `json:"severity"`
		Line     int    `json:"line,omitempty"`
		Path     string `json:"path"`
		Place    string `json:"place"`
		Message  string `json:"message"`
		Got      string `json:"got"`
		Want     string `json:"want"`
	}{f.Code, f.Severity.English(), f.Line, f.Path, f.Place, f.Message(), f.Got, f.Want})
}

// NewFinding returns a finding of the rule with the code, which must be one of
// [Rules].
func NewFinding(code, path, place, got, want string) Finding {
	return Finding{Code: code, Severity: rule(code).Severity, Path: path, Place: place, Got: got, Want: want}
}

// At returns the finding with a line of the input.
func (f Finding) At(line int) Finding {
	f.Line = line
	return f
}

// InputError is input that is no report: where it is wrong, what was found and
// what was expected. Its text is Chinese.
type InputError struct{ Finding }

func (e *InputError) Error() string { return e.text(e.Message(), "第 %d 行 ", "：") }

// English returns the text of the error in English.
func (e *InputError) English() string { return e.text(e.Finding.English(), "line %d, ", ": ") }

func (e *InputError) text(message, line, colon string) string {
	place := e.Place
	if place == "" {
		place = e.Path
	}
	if e.Line > 0 {
		place = fmt.Sprintf(line, e.Line) + place
	}
	place = strings.TrimRight(place, " ,")
	if place == "" {
		return message
	}
	return place + colon + message
}
