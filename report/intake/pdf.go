package intake

import (
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/pdf"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// readPDF reads a report from a PDF: by the structure of a tagged file, or else by the
// ruling lines of its tables. Another reading may refuse, but none may differ.
func (o Options) readPDF(data []byte, n *notes) (*report.Report, error) {
	f, err := pdf.Open(data)
	if err != nil {
		return nil, err
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	if at, ok := pictureAlone(pages); ok {
		return nil, source.Error(at, "I-aw", "", "这一页", "")
	}
	if f.Rebuilt {
		n.Find(pos{}, "I-cy", "", "", "")
	}
	carried, err := f.Carried(&n.Notes)
	if err != nil {
		return nil, err
	}
	tagged, err := taggedSource(f, n)
	if err != nil {
		return nil, err
	}
	return o.readPages(pages, formatPDF, tagged, carried, n)
}

// taggedSource takes a tagged file apart by its structure, or returns nil where it has
// none that fits.
func taggedSource(f *pdf.File, n *notes) (*pageSource, error) {
	if !f.Tagged {
		return nil, nil
	}
	x := &pageSource{way: byStructure}
	s, ok, err := pdf.Tagged(f, &x.n.Notes)
	if !ok {
		n.Findings = append(n.Findings, x.n.Findings...)
		return nil, err
	}
	x.Source = s
	return x, nil
}
