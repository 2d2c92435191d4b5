package pdf

import (
	"bytes"
	"strconv"

	"github.com/nianbao/nianbao/render/internal/markup"
	"github.com/nianbao/nianbao/report/doc"
)

const producer = "nianbao"

// writeInfo writes the document information dictionary (ISO 32000-1, 14.3.3).
// No author and no dates: the one would be the name of a clerk, the others
// would differ from run to run.
func writeInfo(w *writer, r ref, d *doc.Document) {
	w.object(r, "<</Title ", text(d.Title), "/Producer ", text(producer), ">>")
}

// writeMetadata writes the same as XMP (ISO 16684-1), not compressed, for
// programs that look for the packet and know no PDF, and what standards the file
// keeps: PDF/A-2a, or 3a if it has a file attached, and PDF/UA-1. The schema of
// the latter is none that PDF/A knows, so that it is described (ISO 19005-2,
// 6.6.2.3).
func (o Options) writeMetadata(w *writer, r ref, d *doc.Document, part int) {
	title, instance := string(markup.Append(nil, d.Title)), ""
	if o.Instance != "" {
		instance = `<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
` + instanceID(o.Instance) + `
</rdf:Description>
`
	}
	xmp := `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + title + `</rdf:li><rdf:li xml:lang="` + d.Lang + `">` + title + `</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>` + d.Lang + `</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>` + producer + `</pdf:Producer>
</rdf:Description>
` + instance + `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>` + strconv.Itoa(part) + `</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
	w.stream(r, []byte(xmp), "/Type/Metadata/Subtype/XML")
}

func instanceID(instance string) string {
	return "<xmpMM:InstanceID>" + string(markup.Append(nil, instance)) + "</xmpMM:InstanceID>"
}

// Is reports whether a file is as Write wrote it, to the last byte, with Instance as it is
// in the options.
func (o Options) Is(file []byte) bool {
	return o.Instance != "" && bytes.Contains(file, []byte(instanceID(o.Instance))) && whole(file)
}
