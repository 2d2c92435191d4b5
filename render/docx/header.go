package docx

import "github.com/nianbao/nianbao/report/doc"

// header writes the header of every page: the mark of the document.
func (x *xmlWriter) header(k *pack) {
	x.raw(xmlHead + `<w:hdr ` + nsW + `>`)
	x.paragraph(doc.Mark, false, nil, "")
	x.runs(doc.Text(k.doc.Mark), &k.doc.Styles.Styles[doc.Mark], "")
	x.raw(`</w:p></w:hdr>`)
}

// headerDistance returns the distance from the head of the page to that of the
// header, in twips.
func headerDistance(d *doc.Document) int {
	p := &d.Styles.Page
	if d.Mark == "" {
		return p.Top.Twips() / 2
	}
	return max(0, p.Top-p.MarkRise-d.Styles.Styles[doc.Mark].LineHeight).Twips()
}
