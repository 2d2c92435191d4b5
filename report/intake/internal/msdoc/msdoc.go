// Package msdoc takes documents of Word 97 to 2003 apart ([MS-DOC]), which WPS writes as
// well. The compound file around them is read here too: the two or three streams that
// are wanted take a hundred lines within limits, and a library more than that to be
// held to them.
package msdoc

import (
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Read takes a document apart: the text of its body as it stands when the changes
// tracked in it are accepted, with its tables and the numbers of its lists. What else is
// in the file is left out and told. Other files of an older Office are refused as what
// they are. The error is a [*report.InputError].
func Read(data []byte, n *source.Notes) (*source.Source, error) {
	c, err := openCompound(data)
	if err != nil {
		return nil, err
	}
	has := func(name string) bool { _, ok := c.streams[name]; return ok }
	switch {
	case has("EncryptedPackage"), has("EncryptionInfo"):
		return nil, source.Error(report.Pos{}, "I-at", "", "", "")
	case has("WordDocument"):
	case has("Workbook"), has("Book"):
		return nil, source.Error(report.Pos{}, "I-b", "", "XLS", "打开它，另存为 XLSX")
	default:
		return nil, source.Error(report.Pos{}, "I-b", "", "Office 旧版文件（DOC、XLS、WPS）", "打开它，全选、复制，粘贴到文本文件")
	}
	d, err := openDocument(c)
	if err != nil {
		return nil, err
	}
	r := reader{document: d, notes: n}
	return r.read()
}
