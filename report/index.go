package report

import (
	"cmp"
	"strings"

	"github.com/nianbao/nianbao/report/doc"
)

// Index is the entry of the report in the catalogue of disclosed information
// (政府信息公开目录), which a web page prints above it. No notice fixes what stands
// in it; these are what the platforms of governments ask for. All of it may be
// left out.
type Index struct {
	Number         string   // 索引号
	Publisher      string   // 发布机构; empty is the issuer, or else the agency
	Category       string   // 主题分类
	DocumentNumber string   // 文号
	Published      Date     // 公开日期
	Keywords       []string // 关键词
	Validity       string   // 时效
}

func (x *Index) empty() bool {
	return x.Number == "" && x.Publisher == "" && x.Category == "" && x.DocumentNumber == "" &&
		x.Published == (Date{}) && len(x.Keywords) == 0 && x.Validity == ""
}

// indexText is a text of the index.
type indexText struct {
	key, label string
	text       *string
}

// texts returns the texts of the index but for the keywords.
func (x *Index) texts() [5]indexText {
	return [...]indexText{
		{"number", labelNumber, &x.Number},
		{"publisher", labelPublisher, &x.Publisher},
		{"category", labelCategory, &x.Category},
		{"documentNumber", labelDocumentNumber, &x.DocumentNumber},
		{"validity", labelValidity, &x.Validity},
	}
}

// What platforms call the properties.
const (
	labelNumber         = "索引号"
	labelPublisher      = "发布机构"
	labelCategory       = "主题分类"
	labelDate           = "成文日期"
	labelPublished      = "公开日期"
	labelDocumentNumber = "文号"
	labelKeywords       = "关键词"
	labelValidity       = "时效"
)

// properties returns the index as it is printed: what is given, and what the
// report says by itself.
func (r *Report) properties() []doc.Property {
	x := &r.Index
	var list []doc.Property
	for _, p := range [...]doc.Property{
		{Name: labelNumber, Value: x.Number},
		{Name: "名称", Value: r.FullTitle()},
		{Name: labelPublisher, Value: cmp.Or(strings.TrimSpace(x.Publisher), strings.TrimSpace(r.Issuer), strings.TrimSpace(r.Agency))},
		{Name: labelCategory, Value: x.Category},
		{Name: labelDate, Value: r.Date.String()},
		{Name: labelPublished, Value: x.Published.String()},
		{Name: labelDocumentNumber, Value: x.DocumentNumber},
		{Name: labelKeywords, Value: strings.Join(x.Keywords, "；")},
		{Name: labelValidity, Value: x.Validity},
	} {
		if p.Value = strings.TrimSpace(p.Value); p.Value != "" {
			list = append(list, p)
		}
	}
	return list
}

// indexMembers are the keys of the index in the JSON.
func (d *decoder) indexMembers(x *Index) []member {
	list := []member{
		{"published", d.date(&x.Published)},
		{"keywords", d.texts(&x.Keywords)},
	}
	for _, t := range x.texts() {
		list = append(list, member{t.key, d.text(t.text)})
	}
	return list
}

func (e *encoder) index(x *Index) {
	e.item("index")
	e.open("{")
	for _, t := range x.texts() {
		if *t.text != "" {
			e.text(t.key, *t.text)
		}
	}
	if x.Published != (Date{}) {
		e.text("published", x.Published.iso())
	}
	if len(x.Keywords) > 0 {
		e.texts("keywords", x.Keywords)
	}
	e.close("}")
}
