package main

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/report"
)

// reportName is the name of the files of a report. A correction does not take the place of
// what was published before.
func reportName(r *report.Report) string {
	title := r.FullTitle()
	if n := r.Revision.Number; n > 0 {
		title += "（更正" + strconv.Itoa(n) + "）"
	}
	return fileName(title)
}

// fileName makes a file name of a title that every file system takes.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		}
		return r
	}, title)
	name = strings.Trim(name, " .")
	// File systems take 255 bytes, extension and temporary names included. Of a
	// longer title the end is kept, which tells the year.
	const most, tail = 200, 80
	if len(name) > most {
		head := strings.ToValidUTF8(name[:most-tail-len("…")], "")
		name = head + "…" + strings.ToValidUTF8(name[len(name)-tail:], "")
	}
	if reserved.MatchString(name) {
		name = "_" + name
	}
	if name == "" {
		return "report"
	}
	return name
}

// extension is that of a file, without the dot, in small letters.
func extension(path string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
}

// reserved are names of devices on Windows, whatever their extension.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)`)

// sameName is the same for names that some file systems take for one: names that
// differ in case or normal form alone.
func sameName(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }
