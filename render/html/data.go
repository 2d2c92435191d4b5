package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"github.com/go-json-experiment/json/jsontext"
)

// DataError is data that are not one JSON value in UTF-8 (RFC 8259).
type DataError struct{}

// Error returns what is wrong, in Chinese.
func (*DataError) Error() string { return "随网页给出的数据不是 UTF-8 的 JSON" }

// English returns what is wrong, in English.
func (*DataError) English() string { return "the data for the web page are not JSON in UTF-8" }

func checkData(data []byte) error {
	if len(data) > 0 && !jsontext.Value(data).IsValid() {
		return &DataError{}
	}
	return nil
}

// dataVersion is the version of the way the data stand in the page.
const dataVersion = "1"

// data appends the data block (HTML, 4.12.1). In JSON a < stands in strings
// only, where \u003c is the same; without it neither </script> nor <!-- can be in
// the block (HTML, 4.12.1.3).
func (x *writer) data(data []byte) {
	x.raw(`<script type="application/json" id="report" data-version="` + dataVersion + `" data-sha256="`)
	at := len(x.b)
	var sum [2 * sha256.Size]byte
	x.b = append(x.b, sum[:]...) // filled in below
	x.raw(`">`)
	from := len(x.b)
	for {
		i := bytes.IndexByte(data, '<')
		if i < 0 {
			break
		}
		x.b = append(x.b, data[:i]...)
		x.raw(`\u003c`)
		data = data[i+1:]
	}
	x.b = append(x.b, data...)
	hash := sha256.Sum256(x.b[from:])
	hex.Encode(x.b[at:], hash[:])
	x.raw("</script>\n")
}
