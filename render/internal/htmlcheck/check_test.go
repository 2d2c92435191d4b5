package htmlcheck_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/htmlcheck"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

var data = []byte(`{"a":1}`)

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
	d, page := form(t, html.Options{Data: doc.Carried{JSON: data}})
	if found := htmlcheck.Check([]byte(page), d, data); found != nil {
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
		"head of another table":    {htmlcheck.RuleRead, inFigure("t2-r2c4", "t1-r2c1")},
		"head that is not there":   {htmlcheck.RuleRead, inFigure("t2-r2c4", "t2-r99c1")},
		"one head missing":         {htmlcheck.RuleHeaders, inFigure("t2-r1c4 ", "")},
		"one head too many":        {htmlcheck.RuleHeaders, inFigure("t2-r4c1", "t2-r4c1 t2-r5c1")},
		"heads in another order":   {htmlcheck.RuleHeaders, inFigure("t2-r1c4 t2-r2c4", "t2-r2c4 t2-r1c4")},
		"no headers":               {htmlcheck.RuleHeaders, inFigure(` headers="t2-r1c4 t2-r2c4 t2-r4c1"`, "")},
		"no headers of a head":     {htmlcheck.RuleHeaders, in(` headers="t2-r1c4"`, "")},
		"no caption":               {htmlcheck.RuleCaption, in(`<caption id="t2-caption">表三：收到和处理政府信息公开申请情况</caption>`, "")},
		"caption of another table": {htmlcheck.RuleCaption, in("表三：收到", "表二：收到")},
		"no description":           {htmlcheck.RuleRead, in(` aria-describedby="t2-description"`, "")},
		"no scope":                 {htmlcheck.RuleRead, in(` scope="row"`, "")},
		"wrong scope":              {htmlcheck.RuleScope, in(` scope="row"`, ` scope="col"`)},
		"scope of no group":        {htmlcheck.RuleScope, in(` scope="row"`, ` scope="rowgroup"`)},
		"scope of no column group": {htmlcheck.RuleScope, in(` scope="col"`, ` scope="colgroup"`)},
		"a figure as head":         {htmlcheck.RuleRead, in(figure, strings.ReplaceAll(figure, "td", "th"))},
		"id twice":                 {htmlcheck.RuleRead, in(`id="t2-r5c1"`, `id="t2-r4c1"`)},
		"id of two tables":         {htmlcheck.RuleRead, in(`id="t3"`, `id="t2"`)},
		"head without id":          {htmlcheck.RuleRead, in(` id="t2-r5c1"`, "")},
		"no label of a box":        {htmlcheck.RuleBox, in(`aria-labelledby="t2-caption"`, `aria-labelledby="t9-caption"`)},
		"column span too wide":     {htmlcheck.RuleRead, in(`colspan="5"`, `colspan="6"`)},
		"column span too narrow":   {htmlcheck.RuleRead, in(`colspan="7"`, `colspan="6"`)},
		"row span too long":        {htmlcheck.RuleRead, in(`rowspan="8"`, `rowspan="9"`)},
		"row span too short":       {htmlcheck.RuleRead, in(`rowspan="22"`, `rowspan="21"`)},
		"span over a row group":    {htmlcheck.RuleRead, in(`rowspan="22"`, `rowspan="23"`)},
		"cell missing":             {htmlcheck.RuleRead, in(figure, "")},
		"row group torn":           {htmlcheck.RuleRead, in(figure, figure+"</tr></tbody><tbody><tr>")},
		"column missing":           {htmlcheck.RuleRead, in(`<col class="w3">`, "")},
		"other figure":             {htmlcheck.RuleText, inFigure(">11<", ">12<")},
		"figure lost":              {htmlcheck.RuleText, inFigure(">11<", "><")},
		"heading as text":          {htmlcheck.RuleText, in("<h2>六、其他需要报告的事项</h2>", "<p>六、其他需要报告的事项</p>")},
		"heading of another level": {htmlcheck.RuleText, in("<h2>六、其他需要报告的事项</h2>", "<h3>六、其他需要报告的事项</h3>")},
		"line of the title":        {htmlcheck.RuleText, in("<br>", "")},
		"language":                 {htmlcheck.RuleText, in(`lang="zh-CN"`, `lang="en"`)},
		"title":                    {htmlcheck.RuleText, in("</title>", "。</title>")},
		"paragraph twice":          {htmlcheck.RuleText, in("</article>", "<p>再</p></article>")},
		"index":                    {htmlcheck.RuleIndex, in("<dd>1</dd>", "<dd>2</dd>")},
		"text in the article":      {htmlcheck.RuleText, in("</article>", "一</article>")},
		"text in the page":         {htmlcheck.RuleText, in("</main>", "一</main>")},
		"text behind a table":      {htmlcheck.RuleText, in("</table></div>", "</table>一</div>")},
		"text in the index":        {htmlcheck.RuleText, in("</dt>", "</dt>一")},
		"foot of a table":          {htmlcheck.RuleClosed, in("</table>", "<tfoot><tr><td>一</td></tr></tfoot></table>")},
		"list":                     {htmlcheck.RuleClosed, in("</article>", "<ul><li>一</li></ul></article>")},
		"section":                  {htmlcheck.RuleClosed, in("<h2>六、其他需要报告的事项</h2>", "<section><h2>六、其他需要报告的事项</h2></section>")},
		"paragraph without place":  {htmlcheck.RuleClosed, in("</main>", "<p>一</p></main>")},
		"empty one without place":  {htmlcheck.RuleClosed, in("</main>", "<p></p></main>")},
		"second title":             {htmlcheck.RuleText, in("</article>", "<h1>一</h1></article>")},
		"second article":           {htmlcheck.RuleText, in("</main>", "<article></article></main>")},
		"no run-in":                {htmlcheck.RuleText, in(`</h3><p>`, `</h3></div><div class="run-in"><p>`)},
		"description to be seen":   {htmlcheck.RuleText, in(" hidden>", ">")},
		"hidden paragraph":         {htmlcheck.RuleRead, in("</article>", "<p hidden>一</p></article>")},
		"other description":        {htmlcheck.RuleCaption, in("左边三列", "左边两列")},
		"no role":                  {htmlcheck.RuleBox, in(` role="group"`, "")},
		"no way by keyboard":       {htmlcheck.RuleBox, in(` tabindex="0"`, "")},
		"no box": {htmlcheck.RuleClosed, func(s string) string {
			return regexp.MustCompile(`<div class="table".*?</div>(<table[^$]*?</table>)</div>`).ReplaceAllString(s, "$1")
		}},
		"no document type":       {htmlcheck.RuleClosed, in("<!DOCTYPE html>", "")},
		"comment":                {htmlcheck.RuleClosed, in("</main>", "<!-- a --></main>")},
		"other page":             {htmlcheck.RuleClosed, in("<style>", `<meta http-equiv="refresh" content="0;url=a"><style>`)},
		"style sheet":            {htmlcheck.RuleClosed, in("<style>", `<link rel="stylesheet" href="a.css"><style>`)},
		"image in CSS":           {htmlcheck.RuleClosed, in("</style>", "body{background:image-set('a.png' 1x)}</style>")},
		"import":                 {htmlcheck.RuleClosed, in("<style>", "<style>@IMPORT 'a.css';")},
		"escape in CSS":          {htmlcheck.RuleClosed, in("</style>", `body{background:u\72l(a)}</style>`)},
		"inline style":           {htmlcheck.RuleClosed, in("<h2>", `<h2 style="color:red">`)},
		"video":                  {htmlcheck.RuleClosed, in("</article>", `<video poster="a.png"></video></article>`)},
		"form":                   {htmlcheck.RuleClosed, in("</article>", `<form action="a"></form></article>`)},
		"link":                   {htmlcheck.RuleClosed, in("自然人", `<a href="a">自然人</a>`)},
		"no data":                {htmlcheck.RuleData, func(s string) string { return regexp.MustCompile("<script.*</script>").ReplaceAllString(s, "") }},
		"other data":             {htmlcheck.RuleData, func(s string) string { return otherData(t, d) }},
		"no version of the data": {htmlcheck.RuleData, in(` data-version="2"`, "")},
		"script":                 {htmlcheck.RuleClosed, in("</main>", "</main><script>run()</script>")},
		"handler":                {htmlcheck.RuleClosed, in("<main>", `<main onclick="run()">`)},
		"image":                  {htmlcheck.RuleClosed, in("</main>", `<img src="a.png" alt=""></main>`)},
		"font from outside":      {htmlcheck.RuleClosed, in("</style>", "@font-face{src:url(a)}</style>")},
		"data":                   {htmlcheck.RuleData, in(`{"a":1}`, `{"a":2}`)},
	} {
		t.Run(name, func(t *testing.T) {
			bad := c.seed(page)
			if bad == page {
				t.Fatal("nothing was seeded")
			}
			found := htmlcheck.Check([]byte(bad), d, data)
			if !slices.ContainsFunc(found, func(f htmlcheck.Finding) bool { return f.Rule == c.rule }) {
				t.Errorf("not found by %s: %q", c.rule, found)
			}
		})
	}
}

// So it is of comments: their list, their links and what they are on.
func TestSeededFaultsOfComments(t *testing.T) {
	d := &doc.Document{Title: "标题", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
		&doc.Heading{Source: "/title", Runs: doc.Text("标题")}, &doc.Paragraph{Source: "/0", Runs: doc.Text("受理12件")},
	}}
	d.Comments = []doc.Comment{{At: "/title", Text: "甲"}, {At: "/0", Quote: "12件", Text: "乙\n丙"}}
	var b bytes.Buffer
	if err := html.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	if found := htmlcheck.Check([]byte(page), d, nil); found != nil {
		t.Fatalf("a sound page: %q", found)
	}
	ref := regexp.MustCompile(`<a class="note"[^>]*></a>`).FindAllString(page, -1)
	for name, c := range map[string]struct{ rule, old, new string }{
		"other words marked":      {htmlcheck.RuleComment, "受理<mark>12件</mark>", "<mark>受理</mark>12件"},
		"no words marked":         {htmlcheck.RuleComment, "<mark>12件</mark>", "12件"},
		"other place":             {htmlcheck.RuleComment, "<mark>12件</mark>" + ref[1], ref[1] + "<mark>12件</mark>"},
		"two exchanged":           {htmlcheck.RuleComment, "甲", "乙"},
		"a line lost":             {htmlcheck.RuleComment, "<p>丙</p>", ""},
		"no link":                 {htmlcheck.RuleRead, ref[1], ""},
		"a link twice":            {htmlcheck.RuleRead, ref[1], ref[1] + ref[1]},
		"a link to nothing":       {htmlcheck.RuleRead, `href="#note-2"`, `href="#note-3"`},
		"no way back":             {htmlcheck.RuleRead, `href="#mark-2"`, `href="#mark-1"`},
		"a number in the text":    {htmlcheck.RuleRead, ref[1], strings.Replace(ref[1], "></a>", ">2</a>", 1)},
		"the list in the article": {htmlcheck.RuleClosed, "</article>\n", ""},
		"no comment in the list":  {htmlcheck.RuleRead, `<li id="note-2">`, `<li id="note-x">`},
	} {
		bad := strings.Replace(page, c.old, c.new, 1)
		if bad == page {
			t.Fatalf("%s: nothing was seeded", name)
		}
		found := htmlcheck.Check([]byte(bad), d, nil)
		if !slices.ContainsFunc(found, func(f htmlcheck.Finding) bool { return f.Rule == c.rule }) {
			t.Errorf("%s: not found by %s: %q", name, c.rule, found)
		}
	}
}

// otherData returns the page with data that are not those of the test.
func otherData(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := (html.Options{Data: doc.Carried{JSON: []byte(`{"a":2}`)}}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What a fragment says is found with no help from a page.
func TestSeededFaultsOfFragments(t *testing.T) {
	d, fragment := form(t, html.Options{Fragment: true})
	for name, c := range map[string]struct{ rule, old, new string }{
		"text":                  {htmlcheck.RuleText, "</table></div>", "</table>一</div>"},
		"text behind it":        {htmlcheck.RuleText, "</div>\n$", "</div>一"},
		"div behind it":         {htmlcheck.RuleText, "</div>\n$", "</div><div></div>"},
		"title":                 {htmlcheck.RuleClosed, "<h2", "<h1>一</h1><h2"},
		"style sheet":           {htmlcheck.RuleClosed, "^", "<style></style>"},
		"script":                {htmlcheck.RuleClosed, "</div>\n$", "<script></script></div>"},
		"class":                 {htmlcheck.RuleClosed, "<h2", `<h2 class="a"`},
		"image":                 {htmlcheck.RuleClosed, "text-align:justify", "background:url(a)"},
		"heading in its line":   {htmlcheck.RuleText, "(</h2>\n)", "</h2><h2>一</h2>"},
		"another head":          {htmlcheck.RuleHeaders, `(headers="[^ "]*)1 [^ "]*"`, `${1}1"`},
		"no role":               {htmlcheck.RuleBox, ` role="group"`, ""},
		"a table with no label": {htmlcheck.RuleBox, ` aria-labelledby="[^"]*"`, ""},
	} {
		at := regexp.MustCompile(c.old).FindStringIndex(fragment)
		if at == nil {
			t.Fatalf("%s: nothing was seeded", name)
		}
		bad := fragment[:at[0]] + regexp.MustCompile(c.old).ReplaceAllString(fragment[at[0]:at[1]], c.new) + fragment[at[1]:]
		found := htmlcheck.CheckFragment([]byte(bad), d)
		if !slices.ContainsFunc(found, func(f htmlcheck.Finding) bool { return f.Rule == c.rule }) {
			t.Errorf("%s: not found by %s: %q", name, c.rule, found)
		}
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
