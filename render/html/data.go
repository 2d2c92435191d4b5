package html

import "github.com/nianbao/nianbao/report/doc"

// data appends the data block (HTML, 4.12.1).
func (x *writer) data(c doc.Carried) {
	x.raw(`<script type="application/json" id="report" data-version="` + doc.CarriedVersion + `"`)
	for _, a := range [...][2]string{{"program", c.Program}, {"options", c.Options}} {
		if a[1] != "" {
			x.raw(` data-` + a[0] + `="`)
			x.text(a[1])
			x.raw(`"`)
		}
	}
	x.raw(` data-sha256="`)
	x.b = c.AppendDigest(x.b)
	x.raw(`">`)
	x.b = append(x.b, c.Text()...)
	x.raw("</script>\n")
}
