package backoffice

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// What is told of how a report is filled with what was read.
var (
	ruleForm = report.Rule{Code: "backoffice/form", Severity: report.Error, Source: report.Practice,
		Chinese: "文件里的表是 {got} 年的格式，这一年度应为 {want} 年的格式，没有导入；请按这一年度的格式填表后再上传", English: "the tables are those of the form of {got}, and this year has that of {want}; fill in its form", Example: "2024 年度的报告用了 2019 年的表"}
	ruleMany = report.Rule{Code: "backoffice/subsections", Severity: report.Error, Source: report.Practice,
		Chinese: "有 {got} 个小标题，最多 {want} 个；请把正文中的编号段落改为一般段落后再上传", English: "there are {got} headings, of at most {want}; make paragraphs of some", Example: "几百条措施各是一个小标题"}
	ruleStands = report.Rule{Code: "backoffice/revision", Severity: report.Warning, Source: report.Practice,
		Chinese: "文件是第 {got} 次更正，这份报告是第 {want} 次（0 为首次公布）；更正次数以本系统的为准，没有改", English: "the file is correction {got}, and this report {want}, which stays", Example: "上传了更正之前下载的文件"}
	ruleReasoned = report.Rule{Code: "backoffice/reason", Severity: report.Info, Source: report.Practice,
		Chinese: "文件带有“{got}”写的核实说明，一并导入，记明由谁导入", English: "the file has a reason that {got} gave; it is taken, with who imported it", Example: "下载为 JSON 的草稿"}
	ruleTyped = report.Rule{Code: "backoffice/typed", Severity: report.Warning, Source: report.Practice,
		Chinese: "原来填的“{got}”认不出，换成文件里的；历史记录里留有原文", English: "{got}, which was typed here and cannot be read, gives way to what the file has; the history keeps it", Example: "单元格里填了“约十件”"}
	ruleOwn = report.Rule{Code: "backoffice/own", Severity: report.Info, Source: report.Practice,
		Chinese: "文件是别的机关或年度的，它的{got}不用", English: "the file is of another body or year, whose {got} are not taken", Example: "拿上年的报告来填"}
)

// ownFields are the fields that belong to one body and year alone.
var ownFields = append([]string{"/title", "/issuer", "/date"}, indexPaths...)

// textFields are those that have text, besides sections.
var textFields = []string{"/title", "/preamble", "/issuer", "/date"}

// clone returns a copy of the content.
func (c *Content) clone() (*Content, error) {
	data, err := c.Encode()
	if err != nil {
		return nil, err
	}
	return DecodeContent(data)
}

// fill fills the content with what was read, and tells what is not plain to see in what
// changes. What the content has and the file has not stays, or is emptied where clear says
// so, as far as the file reaches. It is an *unreadable error where the form is another.
func (x *reading) fill(c *Content, b Body, k Key, clear bool, who string) (told []report.Finding, err error) {
	was, now := x.report.Tables, c.Report.Tables
	if was != nil && now != nil && was.Edition() != now.Edition() {
		f := ruleForm.Finding("/edition", "表式", string(was.Edition()), string(now.Edition()))
		return nil, &unreadable{why: "表式不对，没有导入", faults: []report.Finding{f}}
	}
	f := filling{reading: x, to: c, from: &Content{Report: x.report}, clear: clear, typed: maps.Clone(c.Unread)}
	for cell := range report.Cells(was) {
		if !cell.Computed {
			f.value(cell.Path, x.Reach != reachLedger)
		}
	}
	if x.Reach == reachReport {
		f.text(b, k)
		for i, s := range c.Report.Sections() {
			if n := len(s.Subsections); n > maxSubsections {
				f := ruleMany.Finding("/"+sectionKeys[i], report.SectionTitles()[i], strconv.Itoa(n), strconv.Itoa(maxSubsections))
				return nil, &unreadable{why: "小标题太多，没有导入", faults: []report.Finding{f}}
			}
		}
	}
	f.revision()
	f.reasons(who)
	for _, path := range slices.Sorted(maps.Keys(f.typed)) {
		if _, ok := c.Unread[path]; !ok {
			f.tell(ruleTyped, path, f.typed[path], "")
		}
	}
	return f.told, nil
}

// filling is content being filled.
type filling struct {
	*reading
	to, from *Content
	clear    bool
	typed    map[string]string // Unread before
	told     []report.Finding
}

func (f *filling) tell(rule report.Rule, path, got, want string) {
	f.told = append(f.told, rule.Finding(path, f.to.Report.Place(path), got, want))
}

// value takes a field over. One that the file has not is emptied only where it may be.
func (f *filling) value(path string, mayClear bool) {
	if value, ok := f.from.Get(path); ok && (value != "" || f.clear && mayClear) {
		_ = f.to.Set(path, value) // both have the same form
	}
}

// text takes over what a report has besides figures.
func (f *filling) text(b Body, k Key) {
	from, to := f.report, f.to.Report
	foreign := f.stranger(b, k)
	if foreign {
		f.tell(ruleOwn, "", "标题、署名、日期和目录信息", "")
	} else {
		for _, path := range ownFields {
			f.value(path, slices.Contains(textFields, path))
		}
		if from.Scope != "" {
			to.Scope = from.Scope
		}
	}
	f.lines("/preamble", &to.Preamble, from.Preamble)
	theirs, ours := from.Sections(), to.Sections()
	for i, s := range theirs {
		f.section("/"+sectionKeys[i], ours[i], s)
		f.lines("/"+sectionKeys[i]+"/notes", &ours[i].Notes, s.Notes)
	}
}

// lines takes over paragraphs, just as they are divided.
func (f *filling) lines(path string, to *[]string, from []string) {
	if len(from) > 0 || f.clear {
		*to = from
		f.to.changed = append(f.to.changed, path)
	}
}

// section takes over the text of a section. A topic of the form that the file does not write
// about keeps what was written.
func (f *filling) section(path string, to, from *report.Section) {
	if !hasParagraphs(from) && !f.clear {
		return
	}
	subsections := slices.Clone(from.Subsections)
	for _, s := range to.Subsections {
		if f.clear || s.Topic == "" || len(s.Paragraphs) == 0 || slices.ContainsFunc(subsections, func(x report.Subsection) bool { return x.Topic == s.Topic }) {
			continue
		}
		behind := slices.IndexFunc(subsections, func(x report.Subsection) bool {
			return slices.Index(report.Topics(), x.Topic) > slices.Index(report.Topics(), s.Topic)
		})
		if behind < 0 {
			behind = len(subsections)
		}
		subsections = slices.Insert(subsections, behind, s)
	}
	to.Paragraphs, to.Subsections = from.Paragraphs, subsections
	f.to.changed = append(f.to.changed, path+"/paragraphs")
	for i := range subsections {
		for _, key := range []string{"topic", "title", "runIn", "paragraphs"} {
			f.to.changed = append(f.to.changed, fmt.Sprintf("%s/subsections/%d/%s", path, i, key))
		}
	}
	maps.DeleteFunc(f.to.Unread, func(typed, _ string) bool { return strings.HasPrefix(typed, path+"/subsections/") })
}

// hasParagraphs reports whether a section has text, besides notes.
func hasParagraphs(s *report.Section) bool {
	return len(s.Paragraphs) > 0 || slices.ContainsFunc(s.Subsections, func(x report.Subsection) bool { return len(x.Paragraphs) > 0 })
}

// revision takes over why a report was corrected. Which correction it is, the history says.
func (f *filling) revision() {
	from, to := f.report.Revision, &f.to.Report.Revision
	switch {
	case from.Number == 0:
	case from.Number != to.Number:
		f.tell(ruleStands, "/revision/number", strconv.Itoa(from.Number), strconv.Itoa(to.Number))
	default:
		f.value("/revision/reason", false)
		f.value("/revision/date", false)
	}
}

// reasons adds the reasons that the file has. Who imports what another wrote is noted.
func (f *filling) reasons(who string) {
	for _, x := range f.report.Reasons {
		same := func(r report.Reason) bool {
			return r.Code == x.Code && r.Path == x.Path && slices.Equal(r.Figures, x.Figures)
		}
		if slices.ContainsFunc(f.to.Report.Reasons, same) {
			continue
		}
		f.tell(ruleReasoned, x.Path, x.Who, "")
		if x.Who != who {
			x.Who += "（" + who + "导入）"
		}
		f.to.Report.Reasons = append(f.to.Report.Reasons, x)
	}
}
