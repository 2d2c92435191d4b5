package doc

import (
	"strings"
	"time"
)

// Attachment is a file that goes along with a document of a fixed-layout format, as the
// data that it was made from.
type Attachment struct {
	Name        string // of the file, such as "report.json": ASCII without path
	Type        string // its media type, such as "application/json"
	Description string // what it is, in the language of the document
	Data        []byte
	// Modified is when the data were last changed. The zero Time is given as 1980-01-01
	// where a date has to be given, for the clock would be another one every time.
	Modified time.Time
}

// Plain reports whether every system would take the name for that of a plain file.
func (a *Attachment) Plain() bool {
	ok := func(c rune) bool { return ' ' < c && c <= '~' && !strings.ContainsRune(`/\:*?"<>|`, c) }
	n := a.Name
	return n != "" && len(n) <= 100 && n[0] != '.' && n[len(n)-1] != '.' && strings.IndexFunc(n, func(c rune) bool { return !ok(c) }) < 0
}

// ModTime returns Modified, or the date that stands for none, in UTC.
func (a *Attachment) ModTime() time.Time {
	t := a.Modified.UTC()
	if y := t.Year(); t.IsZero() || y < 1 || y > 9999 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return t
}
