package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"github.com/go-json-experiment/json/jsontext"
)

// checkData refuses what is not one value of I-JSON (RFC 7493): JSON in UTF-8
// without keys that stand twice.
func checkData(data []byte) error {
	if len(data) > 0 && !jsontext.Value(data).IsValid() {
		return &Error{"随网页给出的数据不是 UTF-8 的 I-JSON（RFC 7493）", "the data for the web page are not I-JSON in UTF-8 (RFC 7493)"}
	}
	return nil
}

// dataVersion is the version of the way the data stand in the page.
const dataVersion = "1"

// data appends the data block (HTML, 4.12.1). In JSON a < stands in strings
// only, where \u003c is the same; without it neither </script> nor <!-- can be in
// the block (HTML, 4.12.1.3). A carriage return, which stands between tokens only,
// is a line feed to a reader of HTML, and so it is written.
func (x *writer) data(data []byte) {
	x.raw(`<script type="application/json" id="report" data-version="` + dataVersion + `" data-sha256="`)
	at := len(x.b)
	var sum [2 * sha256.Size]byte
	x.b = append(x.b, sum[:]...) // filled in below
	x.raw(`">`)
	from := len(x.b)
	for len(data) > 0 {
		i := bytes.IndexAny(data, "<\r")
		if i < 0 {
			i = len(data)
		}
		x.b = append(x.b, data[:i]...)
		if data = data[i:]; len(data) > 0 {
			if data[0] == '<' {
				x.raw(`\u003c`)
			} else {
				x.raw("\n")
			}
			data = data[1:]
		}
	}
	hash := sha256.Sum256(x.b[from:])
	hex.Encode(x.b[at:], hash[:])
	x.raw("</script>\n")
}
