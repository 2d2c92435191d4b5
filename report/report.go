// Package report is the annual report on government information disclosure
// (政府信息公开工作年度报告) as data: its narrative, its tables in the editions of
// the official form, its checks, its JSON, and its document tree; and what stands
// around it: the sums of many bodies' reports ([Rollup]), table three from single
// applications ([Ledger]), and what a correction changed ([Corrections]).
//
// The form follows article 50 of the Regulations of the People's Republic of
// China on Open Government Information (中华人民共和国政府信息公开条例, 国务院令第711号)
// and the notices 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
package report

import (
	"strconv"
	"strings"
)

// Report is one annual report. Reports are read, never changed, by everything
// in this module but the readers that make them, and may be used by several
// goroutines at once.
type Report struct {
	Agency string // 机关全称
	Year   int    // the calendar year reported on
	// Title is printed as the title; empty is that of [Report.FullTitle].
	Title    string
	Scope    Scope
	Preamble []string // paragraphs before 一、: basis, period, contact

	Overview     Section // 一、总体情况
	Disclosure   Section // 二、主动公开政府信息情况, with table two
	Applications Section // 三、收到和处理政府信息公开申请情况, with table three
	Remedies     Section // 四、政府信息公开行政复议、行政诉讼情况, with table four
	Problems     Section // 五、存在的主要问题及改进情况
	Other        Section // 六、其他需要报告的事项

	Tables Tables // the figures: a *Tables2021 or a *Tables2019

	Issuer string // signed by; empty is no signature
	Date   Date   // of issue; the zero Date is none

	Revision Revision // which correction of a published report it is

	Index Index // its entry in the catalogue, for web pages

	Reasons []Reason // why warnings may stand; no part of what is published
}

// Scope says whose work the figures count.
type Scope string

// The scopes.
const (
	ScopeAgency       Scope = ""             // 本机关: the body's own work
	ScopeJurisdiction Scope = "jurisdiction" // 汇总: that of all bodies below it too
)

// Section is the narrative of a section.
type Section struct {
	Paragraphs  []string // before the subsections and the table
	Subsections []Subsection
	Notes       []string // after the table; in sections with a table only
}

// Subsection is a part （一）、（二）… of a section. The number is its place in the
// list.
type Subsection struct {
	// Topic is one of the official topics of section one; empty for one of
	// the agency's own.
	Topic Topic
	// Title is printed instead of the official one, without its number;
	// required where there is no Topic.
	Title string
	// RunIn sets the first paragraph on the line of the title.
	RunIn      bool
	Paragraphs []string
}

// Topic is an official subsection of section one.
type Topic string

// The topics of section one in official order (国办公开办函〔2021〕30号, 一、（一）).
const (
	TopicDisclosure   Topic = "disclosure"   // 主动公开
	TopicApplications Topic = "applications" // 依申请公开
	TopicManagement   Topic = "management"   // 政府信息管理
	TopicPlatforms    Topic = "platforms"    // 政府信息公开平台建设
	TopicSupervision  Topic = "supervision"  // 监督保障
)

// topics are the official titles in official order.
var topics = []struct {
	topic Topic
	title string
}{
	{TopicDisclosure, "主动公开"},
	{TopicApplications, "依申请公开"},
	{TopicManagement, "政府信息管理"},
	{TopicPlatforms, "政府信息公开平台建设"},
	{TopicSupervision, "监督保障"},
}

// Topics returns the official topics of section one in official order.
func Topics() []Topic {
	var all []Topic
	for _, t := range topics {
		all = append(all, t.topic)
	}
	return all
}

// Title returns the official title, or "" where there is no such topic.
func (t Topic) Title() string {
	for _, x := range topics {
		if x.topic == t {
			return x.title
		}
	}
	return ""
}

// Heading returns the title as it is printed, without its number.
func (s Subsection) Heading() string {
	if s.Title != "" {
		return s.Title
	}
	return s.Topic.Title()
}

// SectionTitles are the official titles of the six sections, the same in both
// editions.
func SectionTitles() [6]string { return sectionTitles }

var sectionTitles = [6]string{
	"一、总体情况",
	"二、主动公开政府信息情况",
	"三、收到和处理政府信息公开申请情况",
	"四、政府信息公开行政复议、行政诉讼情况",
	"五、存在的主要问题及改进情况",
	"六、其他需要报告的事项",
}

// sectionKeys are the keys of the sections in the JSON.
var sectionKeys = [6]string{"overview", "disclosure", "applications", "remedies", "problems", "other"}

// Sections returns the six sections in order.
func (r *Report) Sections() [6]*Section {
	return [6]*Section{&r.Overview, &r.Disclosure, &r.Applications, &r.Remedies, &r.Problems, &r.Other}
}

// FullTitle returns the title: Title, or, where it is empty, the agency, the year
// and 年政府信息公开工作年度报告.
func (r *Report) FullTitle() string {
	if title := strings.TrimSpace(r.Title); title != "" {
		return title
	}
	return strings.TrimSpace(r.Agency) + strconv.Itoa(r.Year) + "年政府信息公开工作年度报告"
}

// subsectionNumber returns （一） for 0, （二） for 1 and so on.
func subsectionNumber(i int) string { return "（" + chineseNumber(i+1) + "）" }

// chineseNumber returns n, from 1 to 99, in Chinese numerals; beyond, digits.
func chineseNumber(n int) string {
	digit := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return digit[n]
	case n < 20:
		return "十" + digit[n%10]
	}
	return digit[n/10] + "十" + digit[n%10]
}
