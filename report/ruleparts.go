package report

import (
	"regexp"
	"slices"
	"strings"
)

// partRules look at the parts of the report: whether they are there, and say what
// they are to say.
var partRules = []Rule{
	{Code: "N-b", Severity: Warning, Source: "条例第五十条第（四）项",
		Chinese: "应写明存在的主要问题和改进情况，{got}",
		English: "the section is to give the main problems and the improvements: {got}",
		Check:   checkProblems},
}

var (
	noneWords        = regexp.MustCompile(`^[^\pL\pN]*(无|没有|暂无)?[^\pL\pN]*$`)
	problemWords     = regexp.MustCompile(`问题|不足|差距|薄弱|短板|不够|有待|欠缺|不强|不高|不到位|不及时|不规范`)
	improvementWords = regexp.MustCompile(`改进|下一步|措施|加强|提升|提高|完善|强化|优化|今后|整改|健全`)
)

// checkProblems checks N-b: section five gives problems and improvements.
func checkProblems(s *Subject, find func(Fault)) {
	parts := slices.Clone(s.Problems.Paragraphs)
	for _, s := range s.Problems.Subsections {
		parts = append(append(parts, s.Heading()), s.Paragraphs...)
	}
	text, got := strings.Join(parts, ""), ""
	switch none := noneWords.FindStringSubmatch(text); {
	case none != nil && none[1] == "":
		got = "现为空白"
	case none != nil:
		got = "现为“" + none[1] + "”"
	case !problemWords.MatchString(text):
		got = "没有写问题"
	case !improvementWords.MatchString(text):
		got = "没有写改进情况"
	default:
		return
	}
	find(Fault{Path: "/problems", Place: sectionTitles[4], Got: got})
}
