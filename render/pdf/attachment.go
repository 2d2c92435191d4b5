package pdf

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Attachment is a file that goes along with a document (ISO 32000-1, 7.11.4) as
// its data (ISO 19005-3, 6.8 and annex E).
type Attachment struct {
	Name        string // of the file, such as "report.json": ASCII without path
	Type        string // its media type, such as "application/json"
	Description string // what it is, in the language of the document
	Data        []byte
	// Modified is when the data were last changed; the zero Time is given as
	// 1980-01-01, for a date has to be given and the clock would be another one
	// every time.
	Modified time.Time
}

// check refuses names that another system would not take for a plain file.
func (a *Attachment) check() error {
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
	case !plain(a.Name, `/\:*?"<>|`) || strings.HasPrefix(a.Name, "."):
		return partError(ofAttachment, a.Name, badName)
	case len(a.Type) > 127 || !ok || !plain(kind, separators) || !plain(subtype, separators):
		return partError(ofAttachment, a.Type, badType)
	case long(a.Description) || !utf8.ValidString(a.Description):
		return partError(ofAttachment, a.Description, longText)
	}
	return nil
}

// write writes the file specification and the file itself.
func (a *Attachment) write(w *writer, r ref) {
	modified := a.Modified
	if y := modified.UTC().Year(); modified.IsZero() || y < 1 || y > 9999 {
		modified = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	data := w.alloc()
	w.begin(r)
	w.put("<</Type/Filespec/F ", text(a.Name), "/UF ", text(a.Name), "/AFRelationship/Data/EF<</F ", data, "/UF ", data, ">>")
	if a.Description != "" {
		w.put("/Desc", text(a.Description))
	}
	w.put(">>")
	w.end()
	w.deflated(data, a.Data, "/Type/EmbeddedFile/Subtype", name(a.Type),
		"/Params<</Size ", len(a.Data), "/ModDate", text(modified.UTC().Format("D:20060102150405Z")), ">>")
}
