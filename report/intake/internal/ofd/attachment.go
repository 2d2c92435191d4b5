package ofd

import (
	"bytes"
	"path"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// The attachment that has the data: archives take text and XML alone (GB/T 42133-2022,
// 6.15.1), and there it is the same in a file of text.
const (
	dataName   = "report.json"
	dataAsText = "report.txt"
)

// carried returns the data that came along, as our files have them, or nil. Other
// attachments are told. OFD has no digest of them: they stand alone.
func (d *document) carried() (*source.Carried, error) {
	part := d.find(d.dir, d.enclosed)
	if part == "" {
		return nil, nil
	}
	x, err := d.XML(part)
	if err != nil {
		return nil, err
	}
	type attachment struct{ name, loc string }
	var list []attachment
	for range x.Children() {
		for name := range x.Children() {
			if local(name) != "Attachment" {
				continue
			}
			a := attachment{name: strings.TrimSpace(x.Attr("Name"))}
			if format := strings.TrimSpace(x.Attr("Format")); format != "" && !strings.HasSuffix(strings.ToLower(a.name), "."+strings.ToLower(format)) {
				a.name += "." + format
			}
			for name := range x.Children() {
				if local(name) == "FileLoc" {
					a.loc = x.Text()
				}
			}
			list = append(list, a)
		}
	}
	if err := x.Err(); err != nil {
		return nil, err
	}
	var c *source.Carried
	others := 0
	for _, a := range list {
		name := strings.ToLower(a.name)
		data := d.find(path.Dir(part), a.loc)
		if c != nil || name != dataName && name != dataAsText || data == "" {
			others++
			continue
		}
		b, err := d.Bytes(data)
		if err != nil {
			return nil, err
		}
		if b = bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\uFEFF"))); name == dataAsText && !bytes.HasPrefix(b, []byte("{")) {
			others++
			continue
		}
		c = &source.Carried{Carried: doc.Carried{JSON: b}, Version: doc.CarriedVersion}
		c.Digest = c.Carried.Digest()
	}
	d.notes.Leave("附件", others, report.Pos{})
	return c, nil
}
