package intake

import (
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/ofd"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// readOFD reads a report from an OFD, by the ruling lines of its tables.
func (o Options) readOFD(data []byte, n *notes) (*report.Report, error) {
	pages, carried, err := ofd.Read(data, &n.Notes)
	if err != nil {
		return nil, err
	}
	if at, ok := pictureAlone(pages); ok {
		return nil, source.Error(at, "I-aw", "", "这一页", "")
	}
	return o.readPages(pages, formatOFD, nil, carried, n)
}
