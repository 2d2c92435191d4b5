package htmlcheck_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/doc"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/htmlcheck"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
)

func form(t *testing.T, o html.Options) (*doc.Document, string) {
	t.Helper()
	d := sample.Document(report.Edition2021)
	d.Index = []doc.Property{{Name: "索引号", Value: "1"}}
	var b bytes.Buffer
	if err := o.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return d, b.String()
}

// Every fault that is seeded is found, by its rule, and the page without it has
// none.
func TestSeededFaults(t *testing.T) {
	d, page := form(t, html.Options{Data: []byte(`{"a":1}`)})
	if found := htmlcheck.Check([]byte(page), d); found != nil {
		t.Fatalf("a sound page: %q", found)
	}
	// figure is the first figure of table three, with its heads.
	figure := regexp.MustCompile(`<td [^>]*headers="t2-r1c4 t2-r2c4 t2-r4c1">11</td>`).FindString(page)
	if figure == "" {
		t.Fatal("table three begins otherwise")
	}
	in := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	inFigure := func(old, new string) func(string) string {
		return in(figure, strings.Replace(figure, old, new, 1))
	}
	for name, c := range map[string]struct {
		rule string
		seed func(string) string
	}{
		"wrong head that exists":   {htmlcheck.RuleHeaders, inFigure("t2-r2c4", "t2-r3c5")},
		"head of another row":      {htmlcheck.RuleHeaders, inFigure("t2-r4c1", "t2-r5c1")},
		"head of another table":    {htmlcheck.RuleHeaders, inFigure("t2-r2c4", "t1-r2c1")},
		"head that is not there":   {htmlcheck.RuleHeaders, inFigure("t2-r2c4", "t2-r99c1")},
		"one head missing":         {htmlcheck.RuleHeaders, inFigure("t2-r1c4 ", "")},
		"one head too many":        {htmlcheck.RuleHeaders, inFigure("t2-r4c1", "t2-r4c1 t2-r5c1")},
		"heads in another order":   {htmlcheck.RuleHeaders, inFigure("t2-r1c4 t2-r2c4", "t2-r2c4 t2-r1c4")},
		"no headers":               {htmlcheck.RuleHeaders, inFigure(` headers="t2-r1c4 t2-r2c4 t2-r4c1"`, "")},
		"no headers of a head":     {htmlcheck.RuleHeaders, in(` headers="t2-r1c4"`, "")},
		"no caption":               {htmlcheck.RuleCaption, in(`<caption id="t2-caption">表三：收到和处理政府信息公开申请情况</caption>`, "")},
		"caption of another table": {htmlcheck.RuleCaption, in("表三：收到", "表二：收到")},
		"no description":           {htmlcheck.RuleCaption, in(` aria-describedby="t2-description"`, "")},
		"no scope":                 {htmlcheck.RuleScope, in(` scope="row"`, "")},
		"wrong scope":              {htmlcheck.RuleScope, in(` scope="row"`, ` scope="col"`)},
		"scope of no group":        {htmlcheck.RuleScope, in(` scope="row"`, ` scope="rowgroup"`)},
		"scope of no column group": {htmlcheck.RuleScope, in(` scope="col"`, ` scope="colgroup"`)},
		"a figure as head":         {htmlcheck.RuleScope, in(figure, strings.ReplaceAll(figure, "td", "th"))},
		"id twice":                 {htmlcheck.RuleID, in(`id="t2-r5c1"`, `id="t2-r4c1"`)},
		"id of two tables":         {htmlcheck.RuleID, in(`id="t3"`, `id="t2"`)},
		"head without id":          {htmlcheck.RuleID, in(` id="t2-r5c1"`, "")},
		"no label of a box":        {htmlcheck.RuleID, in(`aria-labelledby="t2-caption"`, `aria-labelledby="t9-caption"`)},
		"column span too wide":     {htmlcheck.RuleGrid, in(`colspan="5"`, `colspan="6"`)},
		"column span too narrow":   {htmlcheck.RuleGrid, in(`colspan="7"`, `colspan="6"`)},
		"row span too long":        {htmlcheck.RuleGrid, in(`rowspan="8"`, `rowspan="9"`)},
		"row span too short":       {htmlcheck.RuleGrid, in(`rowspan="22"`, `rowspan="21"`)},
		"span over a row group":    {htmlcheck.RuleGrid, in(`rowspan="22"`, `rowspan="23"`)},
		"cell missing":             {htmlcheck.RuleGrid, in(figure, "")},
		"row group torn":           {htmlcheck.RuleGrid, in(figure, figure+"</tr></tbody><tbody><tr>")},
		"column missing":           {htmlcheck.RuleGrid, in(`<col class="w3">`, "")},
		"other figure":             {htmlcheck.RuleText, inFigure(">11<", ">12<")},
		"figure lost":              {htmlcheck.RuleText, inFigure(">11<", "><")},
		"heading as text":          {htmlcheck.RuleText, in("<h2>六、其他需要报告的事项</h2>", "<p>六、其他需要报告的事项</p>")},
		"heading of another level": {htmlcheck.RuleText, in("<h2>六、其他需要报告的事项</h2>", "<h3>六、其他需要报告的事项</h3>")},
		"line of the title":        {htmlcheck.RuleText, in("<br>", "")},
		"language":                 {htmlcheck.RuleText, in(`lang="zh-CN"`, `lang="en"`)},
		"title":                    {htmlcheck.RuleText, in("</title>", "。</title>")},
		"paragraph twice":          {htmlcheck.RuleText, in("</article>", "<p>再</p></article>")},
		"index":                    {htmlcheck.RuleIndex, in("<dd>1</dd>", "<dd>2</dd>")},
		"script":                   {htmlcheck.RuleClosed, in("</main>", "</main><script>run()</script>")},
		"handler":                  {htmlcheck.RuleClosed, in("<main>", `<main onclick="run()">`)},
		"image":                    {htmlcheck.RuleClosed, in("</main>", `<img src="a.png" alt=""></main>`)},
		"font from outside":        {htmlcheck.RuleClosed, in("</style>", "@font-face{src:url(a)}</style>")},
		"data":                     {htmlcheck.RuleData, in(`{"a":1}`, `{"a":2}`)},
	} {
		t.Run(name, func(t *testing.T) {
			bad := c.seed(page)
			if bad == page {
				t.Fatal("nothing was seeded")
			}
			found := htmlcheck.Check([]byte(bad), d)
			if !slices.ContainsFunc(found, func(f htmlcheck.Finding) bool { return f.Rule == c.rule }) {
				t.Errorf("not found by %s: %q", c.rule, found)
			}
		})
	}
}

// In a fragment, another list of heads is found wherever it stands.
func TestEveryHead(t *testing.T) {
	d, page := form(t, html.Options{Fragment: true})
	if found := htmlcheck.CheckFragment([]byte(page), d); found != nil {
		t.Fatalf("a sound fragment: %q", found)
	}
	lists := regexp.MustCompile(` headers="([^"]*)"`).FindAllStringSubmatchIndex(page, -1)
	if len(lists) < 200 {
		t.Fatalf("%d cells with heads", len(lists))
	}
	first := regexp.MustCompile(`<th id="([^"]*)"`).FindStringSubmatch(page)[1]
	for i := 0; i < len(lists); i += 7 {
		at := lists[i]
		bad := page[:at[2]] + first + page[at[3]:]
		if page[at[2]:at[3]] != first && htmlcheck.CheckFragment([]byte(bad), d) == nil {
			t.Errorf("not found: another head for %q", page[at[2]:at[3]])
		}
	}
	if htmlcheck.CheckFragment([]byte("<p>文</p>"), d) == nil {
		t.Error("a paragraph passes for a fragment")
	}
}
