package opc

import (
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// brokenRecord is what is left out where data that came along cannot be read.
const brokenRecord = "损坏的随附数据"

// Carried returns the data that this module's own files have in a custom XML part of
// the document, or nil.
func (p *Package) Carried(main string, n *source.Notes) *source.Carried {
	parts, err := p.Related(main, "customXml")
	if err != nil {
		return nil
	}
	for _, part := range parts {
		x, err := p.XML(part)
		if err != nil {
			continue
		}
		for root := range x.Children() {
			if root != "{"+doc.CarriedNamespace+"}report" {
				break
			}
			c := &source.Carried{Version: x.Attr("version"), Digest: x.Attr("sha256")}
			c.Program, c.Options = x.Attr("program"), x.Attr("options")
			c.JSON = []byte(x.Text())
			if x.Err() == nil {
				return c
			}
			n.Leave(brokenRecord, 1, report.Pos{})
		}
	}
	return nil
}
