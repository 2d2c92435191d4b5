package docx

import (
	"slices"

	"github.com/nianbao/nianbao/render/internal/markup"
	"github.com/nianbao/nianbao/report/doc"
)

// dataItem names the custom XML part that holds the data among others of a document
// (itemID of ISO/IEC 29500-1, 22.5.2.1).
const dataItem = "{6B1F7A52-0D3C-4E8B-9A61-52D0C7E4F3A8}"

// item writes the data.
func (x *xmlWriter) item(k *pack) {
	x.raw(xmlHead + `<report xmlns="` + doc.CarriedNamespace + `" version="` + doc.CarriedVersion + `"`)
	for _, a := range [...][2]string{{"program", k.data.Program}, {"options", k.data.Options}} {
		if a[1] != "" {
			x.raw(` ` + a[0] + `="`)
			x.text(a[1])
			x.raw(`"`)
		}
	}
	x.raw(` sha256="`)
	x.b = k.data.AppendDigest(x.b)
	x.raw(`">`)
	for part := range slices.Chunk(k.data.Text(), flushAt) {
		x.b = markup.Append(x.b, part)
		x.spill()
	}
	x.raw(`</report>`)
}

func (x *xmlWriter) itemRels(*pack) {
	x.raw(relsHead)
	x.rel("rId1", officeRel+"customXmlProps", "itemProps1.xml")
	x.raw(relsTail)
}

// itemProps writes the properties of the data (CT_DatastoreItem, ISO/IEC 29500-1,
// 22.5.2.1).
func (x *xmlWriter) itemProps(*pack) {
	x.raw(xmlHead + `<ds:datastoreItem ds:itemID="` + dataItem + `" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">` +
		`<ds:schemaRefs><ds:schemaRef ds:uri="` + doc.CarriedNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`)
}
