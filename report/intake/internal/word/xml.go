package word

import (
	"bytes"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const (
	flatSpace   = "http://schemas.microsoft.com/office/2006/xmlPackage"
	space2003   = "http://schemas.microsoft.com/office/word/2003/wordml"
	amlDeletion = "Word.Deletion"
	maxHead     = 8 << 10 // bytes in which the root begins
)

// IsXML reports whether text is one of the two XML files of Word: a DOCX as
// one file, or a document of 2003. Programs that fill in templates write them, mostly
// as .doc.
func IsXML(data []byte) bool {
	head := data[:min(len(data), maxHead)]
	return bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte("<")) &&
		(bytes.Contains(head, []byte(flatSpace)) || bytes.Contains(head, []byte(space2003)))
}

// ReadXML reads such a file.
func ReadXML(data []byte, n *source.Notes) (*source.Source, error) {
	if !utf8.Valid(data) {
		if len(data) > source.MaxText {
			return nil, source.TooLong(report.Pos{}, len(data), source.MaxText)
		}
		text, _, err := charset.Decode(data)
		if err != nil {
			return nil, err
		}
		data = []byte(text)
	}
	if bytes.Contains(data[:min(len(data), maxHead)], []byte(flatSpace)) {
		p, err := opc.OpenFlat(data)
		if err != nil {
			return nil, err
		}
		return readPackage(p, n)
	}
	r := newReader(n)
	r.x = opc.NewXML(data)
	return r.read("")
}
