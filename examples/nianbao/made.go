package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"html"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// What is looked at of a file; what has more is not taken for one that build made.
const (
	maxMade  = 16 << 20 // bytes of the file
	maxPart  = 8 << 20  // bytes of a part of a DOCX
	maxParts = 1000     // parts of a DOCX
)

// made reports whether build made the file, by what it holds: a DOCX or a page has
// the data that it was made from, unchanged, and a PDF its producer. JSON and text
// have no such mark: somebody may have written or changed them.
func made(file string) bool {
	holds := map[string]func([]byte) bool{".docx": madeDOCX, ".html": madeHTML, ".pdf": madePDF, ".xlsx": madeXLSX}[strings.ToLower(filepath.Ext(file))]
	if holds == nil {
		return false
	}
	info, err := os.Stat(file)
	if err != nil || info.Size() > maxMade {
		return false
	}
	data, err := os.ReadFile(file)
	return err == nil && holds(data)
}

// madeXLSX reports whether a workbook holds the data, and nothing that somebody has
// filled in or changed.
func madeXLSX(data []byte) bool {
	if !madeDOCX(data) {
		return false
	}
	_, findings, err := intake.Read(data)
	return err == nil && !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code != "I-aq" }) // what is not read: last year
}

func madeDOCX(data []byte) bool {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts { // entries of the directory
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, part := range z.File {
		// Word numbers the parts as it likes.
		if ok, _ := path.Match("customXml/item[0-9]*.xml", part.Name); ok && madeItem(part) {
			return true
		}
	}
	return false
}

// madeItem reports whether a custom XML part holds the data.
func madeItem(part *zip.File) bool {
	if part.UncompressedSize64 > maxPart {
		return false
	}
	f, err := part.Open()
	if err != nil {
		return false
	}
	defer f.Close()
	var x struct {
		XMLName xml.Name
		Version string `xml:"version,attr"`
		Program string `xml:"program,attr"`
		Options string `xml:"options,attr"`
		Digest  string `xml:"sha256,attr"`
		JSON    []byte `xml:",chardata"`
	}
	err = xml.NewDecoder(io.LimitReader(f, maxPart)).Decode(&x)
	c := doc.Carried{JSON: x.JSON, Program: x.Program, Options: x.Options}
	return err == nil && x.XMLName == xml.Name{Space: doc.CarriedNamespace, Local: "report"} && c.Verify(x.Version, x.Digest) == nil
}

var (
	dataBlock = regexp.MustCompile(`<script type="application/json" id="report"([^>]*)>([^<]*)</script>`)
	dataAttr  = regexp.MustCompile(` data-(\w+)="([^"]*)"`)
)

func madeHTML(data []byte) bool {
	block := dataBlock.FindSubmatch(data)
	if block == nil {
		return false
	}
	attr := map[string]string{}
	for _, a := range dataAttr.FindAllSubmatch(block[1], -1) {
		attr[string(a[1])] = html.UnescapeString(string(a[2]))
	}
	c := doc.Carried{JSON: block[2], Program: attr["program"], Options: attr["options"]}
	return c.Verify(attr["version"], attr["sha256"]) == nil
}

func madePDF(data []byte) bool {
	return bytes.HasPrefix(data, []byte("%PDF-")) && bytes.Contains(data, []byte("<pdf:Producer>nianbao</pdf:Producer>"))
}
