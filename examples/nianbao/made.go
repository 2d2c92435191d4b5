package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report/intake"
)

// maxMade is the most bytes of a file that is looked at: what has more was not made by
// build.
const maxMade = 16 << 20

// made reports whether build made the file, by what it holds: a DOCX, a page or a
// workbook has the data that it was made from and still says the same, a PDF has its
// producer, and an OFD its creator and no seal or annotation that was put into it since.
// JSON and text have no such mark: somebody may have written or changed them.
func made(file string) bool {
	holds := map[string]func([]byte) bool{".docx": intake.Made, ".html": intake.Made, ".xlsx": intake.Made, ".pdf": madePDF, ".ofd": madeOFD}[strings.ToLower(filepath.Ext(file))]
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

// ofdParts are the names of what build puts into an OFD.
var ofdParts = regexp.MustCompile(`^(OFD\.xml|Doc_0/(Document\.xml|PublicRes\.xml|Res/[^/]+\.ttf|Pages/Page_\d+/Content\.xml|Attachs/(Attachments\.xml|report\.(json|txt))))$`)

func madeOFD(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || slices.ContainsFunc(z.File, func(f *zip.File) bool { return !ofdParts.MatchString(f.Name) }) {
		return false
	}
	f, err := z.Open("OFD.xml")
	if err != nil {
		return false
	}
	defer f.Close()
	root, err := io.ReadAll(io.LimitReader(f, maxMade))
	return err == nil && bytes.Contains(root, []byte("<ofd:Creator>nianbao</ofd:Creator>"))
}
