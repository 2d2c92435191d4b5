package doc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Where a file carries data, in whatever format: what it is known by, and the version
// of the way it stands there.
const (
	CarriedNamespace = "urn:nianbao:report"
	CarriedVersion   = "2"
)

// Carried is what a document was made from, going along with it in a file for
// programs to read. The zero value is nothing.
type Carried struct {
	JSON    []byte // I-JSON in UTF-8 (RFC 7493); nil is no data
	Program string // the program that makes the file and its version, such as "nianbao v1.2.0"; may be empty
	Options string // what else the file depends on, in that program's own words; may be empty
}

// DataError is data that cannot go along with a document, or that are not what they
// were when they were written.
type DataError struct{ zh, en string }

// Error returns the message in Chinese.
func (e *DataError) Error() string { return e.zh }

// English returns the message in English.
func (e *DataError) English() string { return e.en }

// Where returns nothing: it is what goes along with the document.
func (e *DataError) Where() string { return "" }

// Check refuses what not every format can carry: what is not one value of I-JSON.
// The error is a [*DataError].
func (c Carried) Check() error {
	if c.JSON == nil {
		return nil
	}
	if e := checkText("程序名称", "the name of the program", c.Program, ""); e != nil {
		return &DataError{"随文件给出的数据的" + e.zh, "the data: " + e.en}
	}
	if e := checkText("选项", "the options", c.Options, ""); e != nil {
		return &DataError{"随文件给出的数据的" + e.zh, "the data: " + e.en}
	}
	at := -1
	// Every noncharacter has one of these in its UTF-8; they are soon looked for.
	for _, part := range [...]string{"\xBF\xBE", "\xBF\xBF", "\xEF\xB7"} {
		if at < 0 && bytes.Contains(c.JSON, []byte(part)) {
			at = bytes.IndexFunc(c.JSON, noncharacter)
		}
	}
	if at < 0 && !jsontext.Value(c.JSON).IsValid() {
		at = fault(c.JSON)
	}
	if at < 0 {
		return nil
	}
	return &DataError{
		fmt.Sprintf("随文件给出的数据在第 %d 个字节处不是 UTF-8 的 I-JSON（RFC 7493）", at+1),
		fmt.Sprintf("the data are not I-JSON in UTF-8 (RFC 7493) at byte %d", at+1),
	}
}

// fault returns where JSON that is not valid ceases to be.
func fault(data []byte) int {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		_, err := d.ReadToken()
		var syntax *jsontext.SyntacticError
		switch {
		case errors.As(err, &syntax):
			return int(syntax.ByteOffset)
		case err != nil || d.StackDepth() == 0 && len(bytes.TrimSpace(data[d.InputOffset():])) > 0:
			return int(d.InputOffset())
		}
	}
}

// Text returns the JSON as it stands in a file. In JSON a < stands in strings only,
// where \u003c is the same; without it neither </script> nor <!-- can be in a web
// page (HTML, 4.12.1.3). A carriage return stands between tokens only and is a line
// feed to readers of XML and HTML, and so it is written.
func (c Carried) Text() []byte {
	if bytes.IndexByte(c.JSON, '<') < 0 && bytes.IndexByte(c.JSON, '\r') < 0 {
		return c.JSON
	}
	return []byte(escapes.Replace(string(c.JSON)))
}

var escapes = strings.NewReplacer("<", `\u003c`, "\r", "\n")

// Digest returns the SHA-256, in hexadecimal, of the lines Program and Options and of
// the text: by it a reader knows that the three are as they were written.
func (c Carried) Digest() string { return string(c.AppendDigest(nil)) }

// AppendDigest appends the digest to b.
func (c Carried) AppendDigest(b []byte) []byte {
	h := sha256.New()
	h.Write([]byte(c.Program + "\n" + c.Options + "\n"))
	h.Write(c.Text())
	return hex.AppendEncode(b, h.Sum(nil))
}

// Verify reports, to a reader, whether the data that it has found with a version and
// a digest are what was written. The error is a [*DataError].
func (c Carried) Verify(version, digest string) error {
	switch {
	case version != CarriedVersion:
		return &DataError{
			fmt.Sprintf("文件所带数据的版本是 %.20q，本程序只认 %s", version, CarriedVersion),
			fmt.Sprintf("the data in the file are of version %.20q; this program knows %s", version, CarriedVersion),
		}
	case digest != c.Digest():
		return &DataError{"文件所带的数据被改动过，摘要不符", "the data in the file have been changed: the digest is another"}
	}
	return c.Check()
}
