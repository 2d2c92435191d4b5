package render

import "github.com/nianbao/nianbao/report"

// Rules returns the rules of this package: what [Prepared.Check] finds.
func Rules() []report.Rule { return []report.Rule{standsIn, lends} }

const typefaces = "GB/T 9704—2012"

var (
	standsIn = report.Rule{Code: "L-a", Severity: report.Info, Source: typefaces,
		Chinese: "没有{want}的字体，以“{got}”代替",
		English: "there is no face for {want}; {got} stands in for it"}
	lends = report.Rule{Code: "L-b", Severity: report.Info, Source: typefaces,
		Chinese: "所用字体中没有这些字：{got}；取自“{want}”",
		English: "the face has none of these characters: {got}; they are taken from {want}"}
)
