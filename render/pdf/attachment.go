package pdf

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/report/doc"
)

// checkAttachment refuses names that another system would not take for a plain file.
func checkAttachment(a *doc.Attachment) error {
	if a == nil {
		return nil
	}
	plain := func(s, not string) bool {
		for i := range len(s) {
			if s[i] <= ' ' || s[i] > '~' || strings.IndexByte(not, s[i]) >= 0 {
				return false
			}
		}
		return s != "" && len(s) <= 100
	}
	// The type becomes a name, which has at most 127 bytes (ISO 19005-2, 6.1.13).
	kind, subtype, ok := strings.Cut(a.Type, "/")
	const separators = `()<>@,;:\"/[]?=`
	switch {
	case !a.Plain():
		return fixed.OfPart(fixed.Attachment, a.Name, fixed.BadName)
	case len(a.Type) > 127 || !ok || !plain(kind, separators) || !plain(subtype, separators):
		return fixed.OfPart(fixed.Attachment, a.Type, badType)
	case long(a.Description) || !utf8.ValidString(a.Description):
		return fixed.OfPart(fixed.Attachment, a.Description, fixed.LongText)
	}
	return nil
}

// writeAttachment writes the file specification (ISO 32000-1, 7.11.4) and the file itself,
// as data of the document (ISO 19005-3, 6.8 and annex E).
func writeAttachment(w *writer, r ref, a *doc.Attachment) {
	data := w.alloc()
	w.begin(r)
	w.put("<</Type/Filespec/F ", text(a.Name), "/UF ", text(a.Name), "/AFRelationship/Data/EF<</F ", data, "/UF ", data, ">>")
	if a.Description != "" {
		w.put("/Desc", text(a.Description))
	}
	w.put(">>")
	w.end()
	w.deflated(data, a.Data, "/Type/EmbeddedFile/Subtype", name(a.Type),
		"/Params<</Size ", len(a.Data), "/ModDate", text(a.ModTime().Format("D:20060102150405Z")), ">>")
}
