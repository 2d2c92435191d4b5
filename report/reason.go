package report

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Reason is why a warning may stand (核实性审核): written by a person, for one finding
// and its figures. It lapses when one of the figures changes. Errors, and figures that
// are missing (N-f), cannot be reasoned away. Reasons are no part of a published
// report: JSON, drafts and review copies keep them.
type Reason struct {
	Code    string   // of the finding
	Path    string   // of the finding
	Figures []string // its Got and Want
	Text    string   // the reason
	Who     string   // gave it
	When    Date     // on which day; the zero Date is not known
}

// Published returns the report as it is published, without Reasons.
func (r *Report) Published() *Report {
	if len(r.Reasons) == 0 {
		return r
	}
	published := *r
	published.Reasons = nil
	return &published
}

// Explain returns the reason for which the finding may stand. The error is an
// [*InputError] for a finding that cannot be reasoned away (V-c), a text that says
// nothing (V-a), and where nobody gives it (V-d).
func (f Finding) Explain(text, who string, when Date) (Reason, error) {
	x := Reason{Code: f.Code, Path: f.Path, Figures: []string{f.Got, f.Want}, Text: text, Who: who, When: when}
	code := x.fault()
	if !f.explicable() {
		code = codeInexplicable
	}
	if code == "" {
		return x, nil
	}
	return Reason{}, &InputError{Finding: newFinding(code, f.Path, f.Place, text, "")}
}

// MarshalJSON writes the reason as it stands in the JSON of a report.
func (x Reason) MarshalJSON() ([]byte, error) {
	var e encoder
	e.reason(&x)
	return e.buf, nil
}

// UnmarshalJSON reads it.
func (x *Reason) UnmarshalJSON(data []byte) error {
	var reasons []Reason
	d := decoder{data: data, dec: jsontext.NewDecoder(bytes.NewBuffer(slices.Concat([]byte("["), data, []byte("]")))), report: new(Report)}
	if err := d.result(d.value(field{value: &reasons})); err != nil || len(reasons) != 1 {
		return err
	}
	*x = reasons[0]
	return nil
}

// explicable reports whether the finding may stand with a reason.
func (f *Finding) explicable() bool { return f.Severity == Warning && f.Code != codeMissing }

// fault returns the code of what is wrong with the reason itself, or "".
func (x *Reason) fault() string {
	switch {
	case hollow(x.Text):
		return codeHollow
	case strings.TrimSpace(x.Who) == "":
		return codeNobody
	}
	return ""
}

// of reports whether the reason was given for a finding at this place, and lapsed
// whether it was for other figures.
func (x *Reason) of(f *Finding) (same, lapsed bool) {
	if x.Code != f.Code || x.Path != f.Path {
		return false, false
	}
	same = slices.Equal(x.Figures, []string{f.Got, f.Want})
	return same, !same
}

// hollowWords are what a reason may consist of without saying anything, longer words
// before those that they contain.
var hollowWords = strings.NewReplacer(slices.Concat(
	pairs("没有问题", "没问题", "无问题", "无异常", "核实", "核对", "核查", "复核", "确认", "检查", "审核", "校对", "无误", "有误", "属实", "真实", "准确", "正确", "正常", "有效", "符合"),
	pairs("经过", "本单位", "我单位", "本机关", "我局", "本局", "相关", "有关", "上述", "以上", "该项", "此项", "数据", "数字", "情况", "内容", "实际", "如此", "确实", "据实", "如实", "按实", "填报", "填写", "上报", "统计", "没有", "同上", "不适用", "说明", "请予", "认可", "通过"),
	pairs("经", "已", "均", "都", "为", "是", "的", "了", "并", "且", "与", "无", "略", "对", "确", "系", "此", "以"),
)...)

// pairs are the words, each with nothing in its place.
func pairs(words ...string) (list []string) {
	for _, w := range words {
		list = append(list, w, "")
	}
	return list
}

// hollow reports whether a text says nothing: 核实无误, 情况属实.
func hollow(text string) bool {
	const least = 3 // characters that say something
	return len([]rune(hollowWords.Replace(LabelKey(text)))) < least
}

// The codes of the rules on reasons.
const (
	codeHollow       = "V-a"
	codeLapsed       = "V-b"
	codeInexplicable = "V-c"
	codeNobody       = "V-d"
)

const verification = "统计报表制度：核实性审核"

// reasonRules look at the reasons that are given for findings. They come when all
// others have found what they find.
var reasonRules = []Rule{
	{Code: codeHollow, Severity: Warning, Source: verification, Example: "“核实无误”",
		Chinese: "核实说明没有内容：“{got}”；请写明具体原因",
		English: "the reason says nothing: “{got}”; say what the cause is",
		Check:   reasonsWith(codeHollow)},
	{Code: codeNobody, Severity: Warning, Source: verification, Example: "核实说明没有署名",
		Chinese: "核实说明没有写明是谁写的；请补上姓名",
		English: "the reason does not say who gave it; add the name",
		Check:   reasonsWith(codeNobody)},
	{Code: codeLapsed, Severity: Info, Source: verification, Example: "说明所据的数为 78、75，现为 80、75",
		Chinese: "核实说明已失效：所据的数为 {got}，现为 {want}；请重新核实",
		English: "the reason has lapsed: it was given for {got}, and now it is {want}; look into it again",
		Check: func(s *Subject, find func(Fault)) {
			for i := range s.Reasons {
				x := &s.Reasons[i]
				var now []string
				for j := range s.found {
					same, lapsed := x.of(&s.found[j])
					if same {
						now = nil
						break
					}
					if lapsed && now == nil {
						now = []string{s.found[j].Got, s.found[j].Want}
					}
				}
				if now != nil {
					find(Fault{Path: reasonPointer(i), Got: figureList(x.Figures), Want: figureList(now)})
				}
			}
		}},
	{Code: codeInexplicable, Severity: Warning, Source: verification, Example: "为勾稽错误写说明",
		Chinese: "错误和未填的数据不能用说明代替；请改正",
		English: "an error or a missing figure cannot be reasoned away; mend it",
		Check: func(s *Subject, find func(Fault)) {
			for i := range s.Reasons {
				for j := range s.found {
					if same, _ := s.Reasons[i].of(&s.found[j]); same && !s.found[j].explicable() {
						find(Fault{Path: reasonPointer(i)})
						break
					}
				}
			}
		}},
}

func reasonsWith(code string) func(s *Subject, find func(Fault)) {
	return func(s *Subject, find func(Fault)) {
		for i := range s.Reasons {
			if x := &s.Reasons[i]; x.fault() == code {
				find(Fault{Path: reasonPointer(i), Got: x.Text})
			}
		}
	}
}

// figureList is figures as a message lists them.
func figureList(figures []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(figures), func(s string) bool { return s == "" }), "、")
}

// explain gives the findings the reasons for which they may stand.
func (s *Subject) explain(findings []Finding) {
	for i := range findings {
		f := &findings[i]
		for j := range s.Reasons {
			x := &s.Reasons[j]
			if same, _ := x.of(f); same && f.explicable() && x.fault() == "" {
				f.Reason = x
				break
			}
		}
	}
}
