package docx

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/internal/markup"
)

// The custom XML part that holds the data.
const (
	dataNamespace = "urn:nianbao:report"
	dataVersion   = "1"
	// dataItem names the part among others of a document (itemID of
	// ISO/IEC 29500-1, 22.5.2.1).
	dataItem = "{6B1F7A52-0D3C-4E8B-9A61-52D0C7E4F3A8}"
)

// checkData refuses data that an XML part cannot hold (Char of XML 1.0, 2.2).
func checkData(data []byte) error {
	if data != nil && len(bytes.TrimSpace(data)) == 0 {
		return &Error{"数据是空的", "the data are empty"}
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return &Error{fmt.Sprintf("数据在第 %d 个字节处不是 UTF-8", i+1), fmt.Sprintf("the data are not UTF-8 at byte %d", i+1)}
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r&^1 == 0xFFFE:
			return &Error{fmt.Sprintf("数据在第 %d 个字节处有 %U，不能放进 XML", i+1, r), fmt.Sprintf("the data have %U at byte %d, which XML cannot carry", r, i+1)}
		}
		i += size
	}
	return nil
}

// item writes the data.
func (x *xmlWriter) item(k *pack) {
	x.raw(xmlHead + `<report xmlns="` + dataNamespace + `" version="` + dataVersion + `" sha256="`)
	sum := sha256.Sum256(k.data)
	x.b = hex.AppendEncode(x.b, sum[:])
	x.raw(`">`)
	for part := range slices.Chunk(k.data, flushAt) {
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
		`<ds:schemaRefs><ds:schemaRef ds:uri="` + dataNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`)
}
