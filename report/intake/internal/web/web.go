// Package web takes web pages apart: whole ones with what surrounds the text on a
// site, parts of pages, what Word and editors save as such, and the tables that
// programs save as pages under the name of a workbook.
package web

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"

	text "github.com/nianbao/nianbao/report/intake/internal/charset"
)

// format is what messages call the format.
const format = "HTML"

// maxDepth is how deep elements may stand in each other for [html.Parse].
const maxDepth = 512

var (
	start = regexp.MustCompile(`(?i)^(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|meta|link|title|style|body|main|header|article|section|table|div|center|h[1-6]|p|pre|ul|ol|dl|font|span|b|strong)(?:[\s/][^<>]*)?>)`)
	root  = regexp.MustCompile(`(?i)<html[\s>]`)
	cell  = regexp.MustCompile(`(?i)<t[rdh](?:[\s/][^<>]*)?>`)
	part  = regexp.MustCompile(`(?i)<(?:p|div)(?:[\s/][^<>]*)?>`)
)

// pictureData is a picture that stands in a page itself.
var pictureData = regexp.MustCompile(`data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s]*`)

// Is reports whether the data are a page or a part of one, and not text in which a
// tag stands.
func Is(data []byte) bool {
	data = data[:min(len(data), 256<<10)]
	if text.MarkedUTF16(data) {
		data = bytes.ReplaceAll(data[2:], []byte{0}, nil)
	}
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if bytes.HasPrefix(data, []byte("<?xml")) {
		return root.Match(data)
	}
	return start.Match(data) || cell.Match(data) || len(part.FindAllIndex(data, 2)) == 2
}

// Read takes a page apart: the text that it shows, with its headings and tables, in
// the order in which it stands there. What it hides, and what is no text of it, is
// left out and told. The error is a [*report.InputError].
func Read(data []byte, n *source.Notes) (*source.Source, error) {
	if len(data) > source.MaxText && pictureData.Match(data) {
		data = pictureData.ReplaceAll(data, []byte("data:"))
	}
	if len(data) > source.MaxText {
		return nil, source.TooLong(report.Pos{}, len(data), source.MaxText)
	}
	page, err := decode(data, n)
	if err != nil {
		return nil, err
	}
	if page, err = number(page); err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, source.TooMany(report.Pos{}, "HTML 嵌套的层次", maxDepth)
	}
	r := reader{notes: n, source: &source.Source{Format: format}}
	r.survey(doc)
	if r.walk(doc, flow{paint: usual}); r.err != nil {
		return nil, r.err
	}
	r.endParagraph()
	return r.source, r.err
}

// decode returns the text of a page. Its bytes tell UTF-8 and, where the page does
// not say that it is anything else, GB 18030: what is labelled GB2312 is that, and
// pages are labelled wrongly.
func decode(data []byte, n *source.Notes) (string, error) {
	page, encoding, err := text.Decode(data)
	if encoding == "UTF-8" {
		return page, nil
	}
	_, label, _ := charset.DetermineEncoding(data, "")
	switch label {
	case "gbk", "gb18030", "utf-8", "utf-16le", "utf-16be", "windows-1252": // the last of what says nothing
	default:
		return "", source.Error(report.Pos{}, "I-d", "", label, "UTF-8、GB 18030")
	}
	if err == nil {
		n.Find(report.Pos{}, "I-t", "", encoding, "")
	}
	return page, err
}

// lineKey is the attribute that says on which line of the file an element begins.
const lineKey = "nianbao-line"

// number gives the elements at which text may begin the number of their line, and
// refuses what would take too much memory as a tree.
func number(page string) (string, error) {
	z := html.NewTokenizer(strings.NewReader(page))
	var b strings.Builder
	b.Grow(len(page) + len(page)/4)
	line, told, nodes := 1, 0, 0
	for {
		kind := z.Next()
		raw := z.Raw()
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			name, attrs := z.TagName()
			for ; attrs; nodes++ {
				_, _, attrs = z.TagAttr()
			}
			if a := atom.Lookup(name); line > told && (blocks[a] || lines[a]) {
				end := 1 + len(name)
				b.Write(raw[:end])
				b.WriteString(" " + lineKey + "=")
				b.WriteString(strconv.Itoa(line))
				b.WriteByte(' ')
				raw = raw[end:]
				told = line
			}
		}
		if nodes++; nodes > source.MaxNodes {
			return "", source.TooMany(report.Pos{Line: line}, "HTML 的元素和属性", source.MaxNodes)
		}
		b.Write(raw)
		line += bytes.Count(raw, []byte{'\n'})
		if kind == html.ErrorToken {
			return b.String(), nil
		}
	}
}
