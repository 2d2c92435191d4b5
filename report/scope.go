package report

import (
	"strings"
	"unicode"
)

// Whose work a report counts, by its name.
const (
	scopeOfGovernment = "政府及其下级各机关"
	scopeOfOffice     = "政府办公室一家"
	scopeOfDepartment = "一个部门"
)

// checkScope checks H-d: name, scope and text agree on whose work the report counts. Those
// of townships have no bodies below them that report.
func checkScope(s *Subject, find func(Fault)) {
	office := s.Kind == BodyDepartment && officeOf(s.Agency)
	x, says := Fault{Want: scopeOfDepartment}, saysGovernments
	switch {
	case s.Kind.government() && s.Kind != BodyTownship, s.Kind == BodyUnknown && isArea(s.Agency):
		x.Want, says = scopeOfGovernment, saysOfficeAlone
	case office && s.Scope == ScopeJurisdiction:
		find(Fault{Path: "/scope", Got: "汇总", Want: scopeOfOffice})
		return
	case office:
		x.Want, says = scopeOfOffice, saysAll
	case s.Kind != BodyDepartment || s.Scope == ScopeJurisdiction:
		return
	}
	for _, p := range s.passages() {
		if p.at.sub >= 0 || !p.at.field.paragraph() || !containsAny(p.text, whoseWork) {
			continue
		}
		for _, sentence := range sentences(p.text) {
			if !containsAny(sentence, whoseWork) {
				continue
			}
			if words := says(sentence); words != "" {
				x.Path, x.Got, x.Quote = p.at.pointer(), words, words
				find(x)
				return
			}
		}
	}
}

// whoseWork is what a sentence that is looked for is not without.
var whoseWork = []string{"办", "部门", "全"}

// officeOf reports whether the body is the office of a government.
func officeOf(agency string) bool {
	return hasSuffixAny(strings.TrimSpace(agency), officeNames)
}

var officeNames = []string{"政府办公室", "行政公署办公室", "行署办公室", "政府办公厅", "政府办", "府办公室", "府办公厅", "府办"}

// What a sentence on whose work is counted is about; of the last ones not surely.
var (
	surelyScope = []string{
		"本报告", "本年度报告", "本年报", "报告所列", "报告中", "报告数据", "报告汇总", "本表", "所列数据", "以上数据", "上述数据", "表中数据", "各表数据", "统计范围", "统计口径", "统计对象", "统计主体", "数据范围", "数据口径",
	}
	mayBeScope = append([]string{"年度报告", "统计数据", "数据统计"}, surelyScope...)
)

// What it says of that: of one body, and of many.
var (
	ofOne = []string{
		"涵盖", "覆盖", "包括", "包含", "不含", "未含", "反映", "仅", "只",
		"数据为", "数据均为", "数据是", "数据均是", "数据系", "范围为", "范围是", "范围：", "口径为", "口径是", "口径：", "对象为", "对象是", "主体为", "主体是",
	}
	ofMany = []string{
		"涵盖", "覆盖", "包括", "包含", "反映", "汇总", "综合", "数据为", "数据均为", "数据是", "范围为", "范围是", "范围：", "口径为", "口径是", "口径：",
	}
)

// saying returns the words of a sentence, from a verb to where the clause ends, of which is
// says that they are on whose work is counted. It is called with what stands behind the
// verb, and whether that is denied.
func saying(sentence string, subjects, verbs []string, is func(object string, denied bool) bool) string {
	at, _ := firstOf(sentence, subjects)
	if at < 0 {
		return ""
	}
	for rest := sentence[at:]; ; {
		i, verb := firstOf(rest, verbs)
		if i < 0 {
			return ""
		}
		denied := hasPrefixAny(verb, denials) || hasSuffixAny(rest[:i], denials)
		words, _ := cutClause(rest[i:], "")
		if rest = rest[i+len(verb):]; is(rest, denied) {
			return words
		}
	}
}

// firstOf is indexAny for many words in a short text.
func firstOf(text string, words []string) (at int, word string) {
	for i := range text {
		for _, w := range words {
			if strings.HasPrefix(text[i:], w) {
				return i, w
			}
		}
	}
	return -1, ""
}

var denials = []string{"不", "未"}

// Words before the body whose work it is, and behind it, besides figures.
var (
	behindVerb = []string{"仅", "只", "了", "涵盖", "覆盖", "包括", "包含", "反映", "统计", "限于", "限", "含", "为", "是", "：", "的", "本年度", "年度", "全年", "年"}
	behindBody = []string{
		"的", "政府信息公开", "政务公开", "信息公开", "各项", "工作", "情况", "数据", "信息", "有关", "相关", "本级", "自身", "本身", "一家", "年度", "年", "统计", "全部", "所有", "内容", "开展",
	}
)

// trimDated cuts words off the beginning of the text, and the figures of years.
func trimDated(text string, words []string) string {
	for {
		rest := strings.TrimLeft(trimWords(text, words), "0123456789 ")
		if rest == text {
			return rest
		}
		text = rest
	}
}

// cutClause cuts a text where a clause ends, or at one of the further marks.
func cutClause(text, marks string) (clause, behind string) {
	if i := strings.IndexAny(text, "，。；,;\n"+marks); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

// saysOfficeAlone returns the words of a sentence that say that the work of the government's
// office is counted and no other: 涵盖了2024年市政府办公室政府信息公开各项工作.
func saysOfficeAlone(sentence string) string {
	return saying(sentence, mayBeScope, ofOne, func(object string, denied bool) bool {
		if denied {
			others, _ := cutClause(object, "")
			return strings.Contains(others, "部门") && onlyWords(others, leftOut)
		}
		object = trimDated(object, behindVerb)
		of := trimWords(object, []string{"我办公室", "本办公室", "我办", "本办"})
		if of == object {
			at, office := indexAny(object, officeNames)
			if at < 0 || !isPlaceName(object[:at]) {
				return false
			}
			of = object[at+len(office):]
		}
		work, behind := cutClause(of, "、（(")
		return trimDated(work, behindBody) == "" && !hasPrefixAny(behind, []string{"、", "（", "("}) && !saysEvery(behind)
	})
}

// leftOut are the words of what is left out where the office alone is counted. Vertical
// systems are left out of the figures of all, too.
var leftOut = []string{
	"各", "所属", "直属", "下属", "其他", "市直", "县直", "区直", "省直", "州直", "市级", "县级", "区级", "市属", "县属", "区属", "人民政府", "政府", "工作部门", "部门", "单位", "机构",
	"乡镇", "镇街", "街道办事处", "街道", "办事处", "镇", "乡", "县", "市", "区", "（", "）", "(", ")", "、", "和", "及其", "以及", "及", "与", "的", "数据", "情况",
}

// isPlaceName reports whether a text before 政府办公室 may be the name of the place, and is
// no list.
func isPlaceName(s string) bool {
	const longest = 16 * len("字")
	return len(s) <= longest && !strings.ContainsAny(s, "各全和及与") && !strings.ContainsFunc(s, unicode.IsPunct)
}

// saysAll returns the words of a sentence of an office's report that say that all departments
// or the whole area are counted.
func saysAll(sentence string) string {
	return saying(sentence, surelyScope, ofMany, func(object string, denied bool) bool {
		object, _ = cutClause(object, "")
		return !denied && (saysEvery(object) || isWholeArea(trimDated(object, behindVerb)))
	})
}

// saysGovernments returns the words of a sentence of a department's report that say that the
// departments of a government or the governments of all places are counted.
func saysGovernments(sentence string) string {
	return saying(sentence, surelyScope, ofMany, func(object string, denied bool) bool {
		object, _ = cutClause(strings.ReplaceAll(object, "政府信息", ""), "")
		return !denied && strings.Contains(object, "政府") && saysEvery(object)
	})
}

// saysEvery reports whether a text speaks of all departments or places: 各县（市、区）.
func saysEvery(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, "各")
		if !ok {
			return false
		}
		whose := trimWords(rest, []string{"级", "工作", "职能", "有关", "相关", "直属", "所属", "人民政府", "政府", "行政"})
		if hasPrefixAny(whose, []string{"部门", "单位", "机关", "乡", "镇", "街道", "县", "区", "市", "州", "旗", "盟"}) && !strings.HasPrefix(whose, "市场") {
			return true
		}
		s = rest
	}
}

// isWholeArea reports whether it is all of a place that is counted: 全县政府信息公开工作情况.
func isWholeArea(object string) bool {
	for _, area := range [...]string{"全省", "全市", "全县", "全区", "全州", "全旗", "全盟"} {
		if rest, ok := strings.CutPrefix(object, area); ok {
			of, _ := cutClause(rest, "、（(")
			return trimDated(trimWords(of, []string{"各级", "行政机关", "政府系统", "汇总"}), behindBody) == ""
		}
	}
	return false
}
