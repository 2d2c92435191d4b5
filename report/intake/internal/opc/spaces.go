package opc

// spaces are the namespaces that have a prefix here; that of Strict has the prefix of
// Transitional (ISO/IEC 29500-1 and -4).
var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":        "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                    "w",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":           "x",
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                       "x",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             "r",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         "mc",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":          "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                      "m",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":            "pic",
	"http://purl.oclc.org/ooxml/drawingml/picture":                        "pic",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":              "c",
	"http://purl.oclc.org/ooxml/drawingml/chart":                          "c",
	"http://schemas.microsoft.com/office/drawing/2014/chartex":            "cx",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":            "dgm",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                        "dgm",
	"http://schemas.microsoft.com/office/2006/xmlPackage":                 "pkg",
	"http://schemas.microsoft.com/office/word/2003/wordml":                "w", // WordprocessingML 2003
	"http://schemas.microsoft.com/office/word/2003/auxHint":               "wx",
	"http://schemas.microsoft.com/aml/2001/core":                          "aml",
	"http://schemas.openxmlformats.org/package/2006/content-types":        "ct",
	"http://schemas.openxmlformats.org/package/2006/relationships":        "rel",
	"http://purl.org/dc/elements/1.1/":                                    "dc",
	"urn:schemas-microsoft-com:vml":                                       "v",
	"urn:schemas-microsoft-com:office:spreadsheet":                        "ss", // SpreadsheetML 2003
	"urn:schemas-microsoft-com:office:excel":                              "xl",
	"urn:schemas-microsoft-com:office:office":                             "o",
}
