package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/intake"
)

// maxMade is the most bytes of a file that is looked at: what has more was not made by
// build.
const maxMade = 16 << 20

// made reports whether build made the file, by what it holds: a DOCX, a page or a
// workbook has the data that it was made from and still says the same, an OFD
// is as it was written, and a PDF has its producer.
// JSON and text have no such mark: somebody may have written or changed them.
func made(file string) bool {
	holds := map[string]func([]byte) bool{".docx": intake.Made, ".html": intake.Made, ".xlsx": intake.Made, ".pdf": madePDF, ".ofd": ofd.Made}[strings.ToLower(filepath.Ext(file))]
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

func madePDF(data []byte) bool {
	return bytes.HasPrefix(data, []byte("%PDF-")) && bytes.Contains(data, []byte("<pdf:Producer>nianbao</pdf:Producer>"))
}
