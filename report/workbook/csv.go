package workbook

import (
	"encoding/csv"
	"io"
	"regexp"
	"strings"
)

// MediaType is that of XLSX files, for a server that sends them.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// WriteCSV writes rows of text as a CSV file (RFC 4180) that spreadsheet programs open as it
// is: with a byte order mark, by which they know it for UTF-8, and each text as [Literal]
// has it. The error is what w returned.
func WriteCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	t := csv.NewWriter(w)
	t.UseCRLF = true
	for _, r := range rows {
		fields := make([]string, len(r))
		for i, text := range r {
			fields[i] = Literal(text)
		}
		if err := t.Write(fields); err != nil {
			return err
		}
	}
	t.Flush()
	return t.Error()
}

// Literal returns the text as it may stand in a table whose cells have no formats, such as
// CSV or what is pasted: with an apostrophe in front of what a program might take for a
// formula. A number is none.
func Literal(text string) string {
	if risky(text) && !signed.MatchString(text) {
		return "'" + text
	}
	return text
}

var signed = regexp.MustCompile(`^[-+][0-9]+(\.[0-9]+)?$`)

// risky reports whether a program might take the text for a formula when it is typed
// or saved anew.
func risky(text string) bool {
	return text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0])
}
