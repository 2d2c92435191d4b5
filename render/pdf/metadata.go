package pdf

import (
	"strings"

	"github.com/nianbao/nianbao/render/doc"
)

const producer = "nianbao"

// writeInfo writes the document information dictionary (ISO 32000-1, 14.3.3).
// No author and no dates: the one would be the name of a clerk, the others
// would differ from run to run.
func writeInfo(w *writer, r ref, d *doc.Document) {
	w.object(r, "<</Title ", text(d.Title), "/Producer ", text(producer), ">>")
}

// writeMetadata writes the same as XMP (ISO 16684-1), not compressed, for
// programs that look for the packet and know no PDF.
func writeMetadata(w *writer, r ref, d *doc.Document) {
	title := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(d.Title)
	xmp := `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + title + `</rdf:li><rdf:li xml:lang="` + d.Lang + `">` + title + `</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>` + d.Lang + `</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>` + producer + `</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
	w.stream(r, []byte(xmp), "/Type/Metadata/Subtype/XML")
}
