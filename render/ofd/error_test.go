package ofd_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

// What no valid file can be made of is refused in both languages, with its place, before
// the first byte.
func TestErrors(t *testing.T) {
	type spoiler func(o *ofd.Options, l *layout.Layout)
	first := func(f func(*layout.Text)) spoiler {
		return func(_ *ofd.Options, l *layout.Layout) { f(&l.Pages[0].Texts[0]) }
	}
	attach := func(name string, archive bool) spoiler {
		return func(o *ofd.Options, l *layout.Layout) {
			o.Attachment, o.Archive = &doc.Attachment{Name: name, Data: []byte("{}")}, archive
		}
	}
	page := func(f func(*layout.Page)) spoiler {
		return func(_ *ofd.Options, l *layout.Layout) { f(&l.Pages[0]) }
	}
	document := func(f func(*doc.Document)) spoiler {
		return func(_ *ofd.Options, l *layout.Layout) { f(l.Document) }
	}
	const far = doc.Length(210*36000) + 1
	for what, c := range map[string]struct {
		spoil         spoiler
		where, zh, en string
	}{
		"no document":     {func(_ *ofd.Options, l *layout.Layout) { l.Document = nil }, "", "没有文档", "no document"},
		"no pages":        {func(_ *ofd.Options, l *layout.Layout) { l.Pages = nil }, "", "没有页面", "no pages"},
		"no title":        {document(func(d *doc.Document) { d.Title = "" }), "", "没有标题", "no title"},
		"title":           {document(func(d *doc.Document) { d.Title = "年\x01报" }), "", "没有标题", "no title"},
		"issuer":          {document(func(d *doc.Document) { d.Issuer = "某\x02局" }), "文档属性", "有不能使用的字符（某\uFFFD局）", "the properties of the document: there are characters"},
		"index":           {document(func(d *doc.Document) { d.Index[1].Value = "\uFFFF" }), "文档属性", "有不能使用的字符", "not allowed"},
		"no size":         {document(func(d *doc.Document) { d.Styles.Page.Width = 0 }), "", "页面尺寸", "a page measures"},
		"comments":        {document(func(d *doc.Document) { d.Comments = []doc.Comment{{Text: "?"}} }), "", "OFD 不能显示文档中的批注", "OFD cannot show the comments"},
		"no face":         {first(func(x *layout.Text) { x.Face = nil }), "第 1 页", "第 1 页：文字没有字体（年度报告）", "page 1: the text has no face (年度报告)"},
		"no font size":    {first(func(x *layout.Text) { x.Size = 0 }), "第 1 页", "字号应大于零", "not positive"},
		".notdef":         {first(func(x *layout.Text) { x.Glyphs[0].GID = 0 }), "第 1 页", "字形不在字体中", "not in the face"},
		"glyph":           {first(func(x *layout.Text) { x.Glyphs[0].GID = 0xFFFF }), "第 1 页", "字形不在字体中", "not in the face"},
		"control":         {first(func(x *layout.Text) { x.Glyphs[0].Rune = '\n' }), "第 1 页", "没有对应的有效字符", "no valid character"},
		"noncharacter":    {first(func(x *layout.Text) { x.Glyphs[0].Rune = 0xFFFF }), "第 1 页", "没有对应的有效字符", "no valid character"},
		"surrogate":       {first(func(x *layout.Text) { x.Glyphs[0].Rune = 0xD800 }), "第 1 页", "没有对应的有效字符", "no valid character"},
		"text left":       {first(func(x *layout.Text) { x.At.X = -1 }), "第 1 页", "位置在页面之外（年度报告）", "beyond the page"},
		"text below":      {first(func(x *layout.Text) { x.At.Y = doc.Mm(298) }), "第 1 页", "位置在页面之外", "beyond the page"},
		"last glyph":      {first(func(x *layout.Text) { x.Glyphs[2].Advance = far }), "第 1 页", "位置在页面之外", "beyond the page"},
		"advance":         {first(func(x *layout.Text) { x.Glyphs[2].Advance = 1 << 60 }), "第 1 页", "位置或间距超出范围", "out of range"},
		"rule":            {page(func(p *layout.Page) { p.Rules[0].To.X = far }), "第 1 页", "位置在页面之外", "beyond the page"},
		"edge of a rule":  {page(func(p *layout.Page) { p.Rules[0].From.Y, p.Rules[0].To.Y = 0, 0 }), "第 1 页", "位置在页面之外", "beyond the page"},
		"thin rule":       {page(func(p *layout.Page) { p.Rules[0].Width = 0 }), "第 1 页", "线宽应大于零", "not positive"},
		"shade":           {page(func(p *layout.Page) { p.Shades[0].Width = far }), "第 1 页", "位置在页面之外", "beyond the page"},
		"negative shade":  {page(func(p *layout.Page) { p.Shades[0].Height = -1 }), "第 1 页", "底纹的尺寸或颜色无效", "not valid"},
		"colour":          {page(func(p *layout.Page) { p.Shades[0].Color = 1 << 24 }), "第 1 页", "底纹的尺寸或颜色无效", "not valid"},
		"path":            {attach("../a.json", false), "附件", "文件名无效（../a.json）", "the attachment: the name"},
		"dots":            {attach("a..json", false), "附件", "文件名无效", "the name"},
		"list":            {attach("Attachments.XML", false), "附件", "文件名无效", "the name"},
		"archive of JSON": {attach("report.json", true), "附件", "只能附文本文件", "takes text alone"},
		"no suffix":       {attach("report", true), "附件", "只能附文本文件", "takes text alone"},
	} {
		t.Run(what, func(t *testing.T) {
			l, o := small(t), ofd.Options{}
			c.spoil(&o, l)
			var b bytes.Buffer
			err := o.Write(&b, l)
			e, ok := err.(interface {
				Where() string
				English() string
			})
			if !ok || b.Len() > 0 {
				t.Fatalf("%v after %d bytes", err, b.Len())
			}
			if e.Where() != c.where || !strings.Contains(err.Error(), c.zh) || !strings.Contains(e.English(), c.en) {
				t.Errorf("%q: %v / %s", e.Where(), err, e.English())
			}
			if own := new(ofd.Error); what != "comments" && !errors.As(err, &own) {
				t.Errorf("%T", err)
			}
		})
	}
	if err := ofd.Write(io.Discard, nil); !errors.As(err, new(*ofd.Error)) {
		t.Errorf("no layout: %v", err)
	}
	l := small(t)
	l.Document.Blocks = append(l.Document.Blocks, nil)
	if err := ofd.Write(io.Discard, l); !errors.As(err, new(*doc.UnknownBlockError)) {
		t.Errorf("an unknown block: %v", err)
	}
}

// A cmap of format 4 has room for so many characters that stand apart: what is too much is refused
// by the fonts.
func TestManyCharacters(t *testing.T) {
	song := fonts.Default().Families[doc.Song].Regular
	x := layout.Text{Face: song, Size: doc.Pt(1), At: layout.Point{Y: doc.Mm(100)}, Origin: layout.Origin{Kind: layout.Furniture, Block: -1, Cell: -1}}
	for r := rune(0x3400); r < 0xD7A0; r += 2 {
		x.Glyphs = append(x.Glyphs, layout.Glyph{GID: song.Glyph('年'), Rune: r})
	}
	l := small(t)
	l.Pages[0].Texts = append(l.Pages[0].Texts, x)
	var b bytes.Buffer
	if err := ofd.Write(&b, l); b.Len() > 0 || !errors.As(err, new(*fonts.Error)) {
		t.Errorf("%v after %d bytes", err, b.Len())
	}
}
