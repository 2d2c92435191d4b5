package intake

import (
	"bytes"
	"regexp"

	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/web"
	"github.com/nianbao/nianbao/report/intake/internal/word"
)

// The formats that are told apart, as messages name them.
const (
	formatJSON    = "JSON"
	formatText    = "text"
	formatHTML    = "HTML"
	formatDOCX    = "DOCX"
	formatDOC     = "DOC" // or another of the old Office's, which its reader tells
	formatXLSX    = "XLSX"
	formatXML     = "SpreadsheetML"
	formatWordXML = "Word XML"
	formatPDF     = "PDF"
	formatODT     = "ODT"
	formatODS     = "ODS"
	formatRTF     = "RTF"
	formatOFD     = "OFD"
	formatMHT     = "MHT"
	formatZIP     = "ZIP"
	formatPicture = "图片"
	formatBinary  = "二进制文件"
)

// waysOut say what to do with a file that is not read; from a picture there is none.
var waysOut = map[string]string{
	formatODT: "打开它，另存为 DOCX",
	formatODS: "打开它，另存为 XLSX",
	formatRTF: "打开它，另存为 DOCX",
	formatMHT: "打开它，另存为网页（HTML）",
	formatZIP: "解开它，逐个读取里面的文件",
}

const copyAll = "打开它，全选、复制，粘贴到文本文件"

// signatures are how other files begin, and what else is in some of them.
var signatures = []struct{ head, within, format string }{
	{"%PDF", "", formatPDF},
	{"PK\x03\x04", "word/document", formatDOCX},
	{"PK\x03\x04", "xl/workbook", formatXLSX},
	{"PK\x03\x04", "OFD.xml", formatOFD},
	{"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet", formatODS},
	{"PK\x03\x04", "application/vnd.oasis.opendocument", formatODT},
	{"PK\x03\x04", "", formatZIP},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "", formatDOC},
	{"{\\rtf", "", formatRTF},
	{"MIME-Version:", "", formatMHT},
	{"From: <Saved by", "", formatMHT},
	{"\x89PNG", "", formatPicture},
	{"\xFF\xD8\xFF", "", formatPicture},
}

// jsonStart is how an object begins, or an array, but not text in brackets.
var jsonStart = regexp.MustCompile(`^(?:\{|\[\s*[\[\]{"])`)

// pdfHead is how a PDF begins, which need not be the file's own beginning (ISO 32000-1,
// annex H.3).
var pdfHead = regexp.MustCompile(`%PDF-[12]\.\d[\r\n]`)

// sniff tells the format of a file by its content.
func sniff(data []byte) (format string) {
	if kind := opc.Kind(data); kind != "" {
		return kind
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.head)) && bytes.Contains(data, []byte(s.within)) {
			return s.format
		}
	}
	switch t := bytes.TrimLeft(data, "\uFEFF \t\r\n"); {
	case jsonStart.Match(t[:min(len(t), 512)]):
		return formatJSON
	case pdfHead.Match(data[:min(len(data), 1024)]):
		return formatPDF
	case word.IsXML(data):
		return formatWordXML
	case isSpreadsheetML(t):
		return formatXML
	case bytes.Count(data[:min(len(data), 512)], []byte{0}) > 1 && !charset.MarkedUTF16(data):
		return formatBinary
	case web.Is(data):
		return formatHTML
	}
	return formatText
}

// isSpreadsheetML reports whether a text is a workbook of 2003, in whatever encoding.
func isSpreadsheetML(t []byte) bool {
	head := bytes.ReplaceAll(t[:min(len(t), 8192)], []byte{0}, nil)
	return bytes.Contains(head[:min(len(head), 64)], []byte("<")) && bytes.Contains(head, []byte("Workbook")) &&
		bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet"))
}
