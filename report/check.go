package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/report/doc"
)

// Check returns what the rules find in the report: see [Rules]. What concerns
// the text comes first, then the tables in their order. Totals that were printed are compared where they are read, for a
// Report stores none.
func (r *Report) Check() []Finding {
	var c checker
	c.structure(r)
	c.vocabulary(r)
	c.years(r)
	c.notice(r)
	c.problems(r)
	if !noTables(r.Tables) {
		c.values(r.Tables)
		c.missing(r.Tables)
		c.balance(r.Tables)
	}
	return c.findings
}

// HasErrors reports whether a finding is of severity [Error].
func HasErrors(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Error })
}

type checker struct{ findings []Finding }

func (c *checker) add(code, path, place, got, want string) {
	c.findings = append(c.findings, NewFinding(code, path, place, got, want))
}

// structure checks what no report can do without: R-a to R-f.
func (c *checker) structure(r *Report) {
	if strings.TrimSpace(r.Agency) == "" {
		c.add("R-a", "/agency", "机关名称", "", "")
	}
	if noTables(r.Tables) {
		c.add("R-c", "/tables", "表二至表四", "", "")
	}
	c.dates(r)
	r.texts(func(at textAt, text string) {
		if bad, ok := unprintable(text, at.paragraph()); ok {
			c.add("R-d", at.pointer(), at.label(r), bad, "")
		}
	})
	for i, s := range r.Sections() {
		for j, sub := range s.Subsections {
			if strings.TrimSpace(sub.Heading()) == "" {
				c.add("R-e", "/"+sectionKeys[i]+"/subsections/"+strconv.Itoa(j), sectionTitles[i]+" "+subsectionNumber(j), "", "")
			}
		}
	}
}

// dates checks R-b and R-f.
func (c *checker) dates(r *Report) {
	if _, ok := EditionFor(r.Year); !ok || r.Year > 9999 {
		c.add("R-b", "/year", "年度", strconv.Itoa(r.Year), "")
	}
	if r.Date != (Date{}) && !r.Date.valid() {
		c.add("R-f", "/date", labelDate, r.Date.String(), "")
	}
	if d := r.Index.Published; d != (Date{}) && !d.valid() {
		c.add("R-f", "/index/published", labelPublished, d.String(), "")
	}
}

// vocabulary checks what the JSON has no word for: J-b and J-g.
func (c *checker) vocabulary(r *Report) {
	if r.Scope != ScopeAgency && r.Scope != ScopeJurisdiction {
		c.add("J-g", "/scope", "统计范围", string(r.Scope), list(scopeKeys))
	}
	for i, s := range r.Sections() {
		path := "/" + sectionKeys[i]
		if !hasTable(i) && len(s.Notes) > 0 {
			c.add("J-b", path+"/notes", sectionTitles[i], "notes", "")
		}
		for j, sub := range s.Subsections {
			if sub.Topic != "" && sub.Topic.Title() == "" {
				c.add("J-g", path+"/subsections/"+strconv.Itoa(j)+"/topic", sectionTitles[i]+" "+subsectionNumber(j), string(sub.Topic), list(Topics()))
			}
		}
	}
}

// textAt is where a text of the report stands.
type textAt struct {
	section, sub int    // -1 where it is in none
	key, name    string // of the text, or of the list that it is in; the name is in Chinese
	index        int    // in the list; -1 where it is in none
	measure      string // measure word of what is in the list
}

func (at textAt) inList() bool { return at.index >= 0 }

// paragraph reports whether the text may hold line ends and tabs.
func (at textAt) paragraph() bool { return at.measure == "段" }

func (at textAt) pointer() string {
	path := ""
	if at.section >= 0 {
		path = "/" + sectionKeys[at.section]
	}
	if at.sub >= 0 {
		path += "/subsections/" + strconv.Itoa(at.sub)
	}
	path += "/" + at.key
	if at.inList() {
		path += "/" + strconv.Itoa(at.index)
	}
	return path
}

// label names the place in the words of the form. The subsection is that of r.
func (at textAt) label(r *Report) string {
	label := at.name
	if at.section >= 0 {
		label = sectionTitles[at.section]
		if at.sub >= 0 {
			label += " " + subsectionNumber(at.sub) + r.Sections()[at.section].Subsections[at.sub].Heading()
		}
		if at.name != "" {
			label += " " + at.name
		}
	}
	if at.inList() {
		label += " 第 " + strconv.Itoa(at.index+1) + " " + at.measure
	}
	return label
}

// texts calls yield with every text of the report that is not empty.
func (r *Report) texts(yield func(at textAt, text string)) {
	one := func(at textAt, text string) {
		if text != "" {
			yield(at, text)
		}
	}
	list := func(at textAt, texts []string) {
		for at.index = range texts {
			one(at, texts[at.index])
		}
	}
	one(textAt{-1, -1, "agency", "机关名称", -1, ""}, r.Agency)
	one(textAt{-1, -1, "title", "标题", -1, ""}, r.Title)
	list(textAt{-1, -1, "preamble", "引言", 0, "段"}, r.Preamble)
	for i, s := range r.Sections() {
		list(textAt{i, -1, "paragraphs", "", 0, "段"}, s.Paragraphs)
		for j := range s.Subsections {
			sub := &s.Subsections[j]
			one(textAt{i, j, "title", "", -1, ""}, sub.Title)
			list(textAt{i, j, "paragraphs", "", 0, "段"}, sub.Paragraphs)
		}
		list(textAt{i, -1, "notes", "表后", 0, "段"}, s.Notes)
	}
	one(textAt{-1, -1, "issuer", "署名", -1, ""}, r.Issuer)
	for _, t := range r.Index.texts() {
		one(textAt{-1, -1, "index/" + t.key, t.label, -1, ""}, *t.text)
	}
	list(textAt{-1, -1, "index/keywords", labelKeywords, 0, "个"}, r.Index.Keywords)
}

// unprintable names the first character of the text that a document cannot
// carry, broken UTF-8 among them. Paragraphs may hold line ends and tabs.
func unprintable(s string, paragraph bool) (name string, found bool) {
	for i, c := range s {
		switch {
		case c == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return "无效的 UTF-8", true
			}
		case paragraph && (c == '\n' || c == '\r' || c == '\t'):
		case c < ' ', doc.Forbidden(c):
			return codePoint(c), true
		}
	}
	return "", false
}

func codePoint(c rune) string {
	s := strings.ToUpper(strconv.FormatInt(int64(c), 16))
	return "U+" + strings.Repeat("0", max(0, 4-len(s))) + s
}

var (
	titleYear   = regexp.MustCompile(`(\d{4})\s*年(?:度)?`)
	periodStart = regexp.MustCompile(`(\d{4})\s*年\s*0?1\s*月\s*0?1\s*日\s*(?:起\s*)?(?:至|到|—|－|-|~|～)`)
	periodEnd   = regexp.MustCompile(`(?:至|到|止于|—|－|-|~|～)\s*(\d{4})\s*年\s*12\s*月\s*31\s*日`)
	reportYear  = regexp.MustCompile(`(\d{4})\s*年(?:度)?(?:政府信息公开工作)?(?:年度)?报告`)
	noticeCited = regexp.MustCompile(`国办公开办函\s*[〔\[（(﹝［]\s*(\d{4})\s*[〕\])）﹞］]\s*(\d+)\s*号`)
)

// years checks D-a: the years that the title, the preamble and the beginning of
// section one give for the report and its period are the report's.
func (c *checker) years(r *Report) {
	want := strconv.Itoa(r.Year)
	check := func(path, place, text string, patterns ...*regexp.Regexp) {
		text = width.Narrow.String(text)
		seen := ""
		for _, re := range patterns {
			for _, m := range re.FindAllStringSubmatch(text, -1) {
				if m[1] != want && m[1] != seen {
					seen = m[1]
					c.add("D-a", path, place, m[1], want)
				}
			}
		}
	}
	check("/title", "标题", r.Title, titleYear)
	for i, p := range r.Preamble {
		check("/preamble/"+strconv.Itoa(i), "引言 第 "+strconv.Itoa(i+1)+" 段", p, periodStart, periodEnd, reportYear)
	}
	for i, p := range r.Overview.Paragraphs {
		check("/overview/paragraphs/"+strconv.Itoa(i), sectionTitles[0]+" 第 "+strconv.Itoa(i+1)+" 段", p, periodStart, periodEnd)
	}
	if e, ok := EditionFor(r.Year); ok && !noTables(r.Tables) && r.Tables.Edition() != e {
		c.add("D-c", "/edition", "表二至表四", string(r.Tables.Edition()), string(e))
	}
}

// notice checks D-b: the notice that is cited is that of the form used.
func (c *checker) notice(r *Report) {
	if noTables(r.Tables) {
		return
	}
	own := r.Tables.form().notice
	r.texts(func(at textAt, text string) {
		for _, m := range noticeCited.FindAllStringSubmatch(text, -1) {
			cited := "国办公开办函〔" + m[1] + "〕" + m[2] + "号"
			isForm := slices.ContainsFunc(editions, func(e edition) bool { return e.form.notice == cited })
			if isForm && cited != own {
				c.add("D-b", at.pointer(), at.label(r), cited, own)
			}
		}
	})
}

var (
	noneWords        = regexp.MustCompile(`^[^\pL\pN]*(无|没有|暂无)?[^\pL\pN]*$`)
	problemWords     = regexp.MustCompile(`问题|不足|差距|薄弱|短板|不够|有待|欠缺|不强|不高|不到位|不及时|不规范`)
	improvementWords = regexp.MustCompile(`改进|下一步|措施|加强|提升|提高|完善|强化|优化|今后|整改|健全`)
)

// problems checks N-b: section five gives problems and improvements.
func (c *checker) problems(r *Report) {
	text := strings.Join(r.Problems.Paragraphs, "")
	for _, s := range r.Problems.Subsections {
		text += s.Heading() + strings.Join(s.Paragraphs, "")
	}
	got := ""
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
	c.add("N-b", "/problems", sectionTitles[4], got, "")
}

// values checks every figure: T2-a, T3-d and T4-b.
func (c *checker) values(t Tables) {
	code := [...]string{"T2-a", "T3-d", "T4-b"}
	t.form().each(func(table int, r *row) {
		for i := range r.cols {
			if cell := r.cell(t, i); cell.fault() {
				c.add(code[table-2], r.pointerAt(i), r.place(table, i), cell.String(), "")
			}
		}
	})
}

// missing checks N-f: cells without a figure, a finding a row, or one for a
// table that has none at all.
func (c *checker) missing(t Tables) {
	var rows [5][]Finding // by table
	var some [5]bool
	t.form().each(func(table int, r *row) {
		var missing []string
		for i, col := range r.cols {
			if _, ok := r.cell(t, i).number(); !ok {
				missing = append(missing, col.label)
			}
		}
		some[table] = some[table] || len(missing) < len(r.cols)
		got := strings.Join(missing, "、")
		if len(missing) == len(r.cols) && len(missing) > 1 {
			got = wholeRow
		}
		if missing != nil {
			rows[table] = append(rows[table], NewFinding("N-f", r.pointer(), r.place(table, -1), got, ""))
		}
	})
	for table := 2; table <= 4; table++ {
		if some[table] {
			c.findings = append(c.findings, rows[table]...)
		} else {
			path, _, _ := strings.Cut(t.form().rows(table)[0].path, "/")
			c.add("N-f", "/tables/"+path, tableName(table), wholeTable, "")
		}
	}
}

// What of a table is missing, where it is not a few cells.
const (
	wholeRow   = "整行"
	wholeTable = "整张表"
)

// balance checks T3-a: in every column, items one and two add up to items three
// and four.
func (c *checker) balance(t Tables) {
	f := t.form()
	var in, out [2]*row
	for i := range f.applications {
		switch r := &f.applications[i]; r.path {
		case "applications/received":
			in[0] = r
		case "applications/carriedOver":
			in[1] = r
		case resultsPath + "total":
			out[0] = r
		case "applications/carriedForward":
			out[1] = r
		}
	}
	for col := range len(applicantKinds) + 1 {
		a := f.number(t, in[0], col) + f.number(t, in[1], col)
		b := f.number(t, out[0], col) + f.number(t, out[1], col)
		if a != b {
			label := labelTotal
			if col < len(applicantKinds) {
				label = applicantKinds[col].label
			}
			c.add("T3-a", in[0].pointerAt(col), "表三 "+label, strconv.FormatInt(a, 10), strconv.FormatInt(b, 10))
		}
	}
}

// number is count with cells without a figure as 0.
func (f *form) number(t Tables, r *row, col int) int64 {
	n, _ := f.count(t, r, col).Int()
	return n
}

// printedTotal is a total that stood in what was read.
type printedTotal struct {
	table int
	row   *row
	col   int // len(row.cols) for 总计
	value Count
}

// compareTotals compares printed totals with the computed ones: T3-b, T3-c and
// T4-a.
func compareTotals(t Tables, printed []printedTotal) []Finding {
	var c checker
	f := t.form()
	for _, p := range printed {
		got, ok := p.value.Int()
		want := f.number(t, p.row, p.col)
		if !ok || got == want {
			continue
		}
		code := "T3-c"
		switch {
		case p.table == 4:
			code = "T4-a"
		case p.row.computed():
			code = "T3-b"
		}
		c.add(code, p.row.pointerAt(p.col), p.row.place(p.table, p.col), strconv.FormatInt(got, 10), strconv.FormatInt(want, 10))
	}
	return c.findings
}
