package intake

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/report"
)

// page returns a report as a web page, or as a part of one below its title.
func page(t *testing.T, r *report.Report, part bool) string {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := (html.Options{Fragment: part}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if part {
		return "<h1>" + r.FullTitle() + "</h1>\n" + b.String()
	}
	return b.String()
}

// TestPage reads the page of a report back, whole and in part, and pages on which
// something else stands in place of the tables.
func TestPage(t *testing.T) {
	r, _, err := Read([]byte(plain(t)))
	if err != nil {
		t.Fatal(err)
	}
	want := dump(r, nil, nil)
	tables := regexp.MustCompile(`(?s)<table.*?</table>`)
	figure := regexp.MustCompile(`(<td[^>]*>)(\d+)</td>`)
	for _, part := range []bool{false, true} {
		p := page(t, r, part)
		second := strings.LastIndex(p, "<h2")
		for _, c := range []struct{ name, page, want string }{
			{"as it is", p, want},
			{"with a hidden copy", p[:second] + `<div style="display:none">` + p + "</div>" + p[second:], want},
			{"with navigation", "<nav><ul><li>首页</ul></nav>" + p + "<footer>主办</footer>", want},
			{"in a table of layout", "<table><tr><td>" + p + "</table>", want},
			{"with pictures for tables", tables.ReplaceAllString(p, "\n<img src=1.png>\n"), "error: 第 * 行：表二（主动公开政府信息情况）是图片"},
			{"with a picture for a figure", replaceFirst(figure, p, "$1<img src=1.png></td>"), "error: 第 * 格：表二 规章是图片，读不出数字"},
			{"with pictures for all figures", figure.ReplaceAllString(p, "$1<img src=1.png></td>"), "error: 第 * 格：表二*是图片，读不出数字"},
			{"with a note at a figure", replaceFirst(figure, p, "$1$2<sup>1</sup></td>"), "error: 第 * 格 表二 规章 本年制发件数："},
			{"with a figure in two lines", replaceFirst(figure, p, "$1$2<br>0</td>"), "error: 第 * 格 表二 规章：一个单元格里有两行"},
		} {
			got, findings, err := Read([]byte(c.page))
			text := dump(got, nil, err)
			pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(c.want), `\*`, ".*")
			if ok, _ := regexp.MatchString(pattern, text); !ok || err == nil && text != c.want {
				t.Errorf("%s, in part %v: %v\n%s", c.name, part, findings, text)
			}
		}
	}
}

func replaceFirst(re *regexp.Regexp, s, with string) string {
	at := re.FindStringSubmatchIndex(s)
	return s[:at[0]] + string(re.ExpandString(nil, with, s, at)) + s[at[1]:]
}
