package render

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/report"
)

// FileName returns the name of a report's files, without an extension: its title, and
// which correction it is, so that a correction does not take the place of what was
// published before. It is a [SafeName].
func FileName(r *report.Report) string {
	title := r.FullTitle()
	if n := r.Revision.Number; n > 0 {
		title += "（更正" + strconv.Itoa(n) + "）"
	}
	return SafeName(title)
}

// SafeName makes of a text the name of a file or a folder that every file system takes,
// Windows's too: at most 200 bytes, in which an extension is not counted, in one folder,
// visible, and no name of a device. What is left of a text without any is "report".
func SafeName(text string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		}
		return r
	}, text)
	name = strings.Trim(name, " .")
	if reserved.MatchString(name) {
		name = "_" + name
	}
	// File systems take 255 bytes, extension and temporary names included. Of a
	// longer title the end is kept, which tells the year.
	const most, tail = 200, 80
	if len(name) > most {
		head := strings.ToValidUTF8(name[:most-tail-len("…")], "")
		name = head + "…" + strings.ToValidUTF8(name[len(name)-tail:], "")
	}
	if name == "" {
		return "report"
	}
	return name
}

// reserved are names of devices on Windows, whatever their extension.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)`)

// NameKey is the same for names that some file systems take for one: names that differ
// in case or normal form alone.
func NameKey(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }
