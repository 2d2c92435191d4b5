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
