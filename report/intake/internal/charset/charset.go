// Package charset decodes text whose encoding its bytes tell.
package charset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// The byte order marks of UTF-16.
const (
	markLE = "\xFF\xFE"
	markBE = "\xFE\xFF"
)

// MarkedUTF16 reports whether the data begin with a byte order mark of UTF-16.
func MarkedUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte(markLE)) || bytes.HasPrefix(data, []byte(markBE))
}

// Decode returns the input as a string of valid UTF-8 without a byte order mark,
// and the encoding it was in. Valid UTF-8 wins; what is neither that nor marked
// as UTF-16 is GB 18030.
func Decode(data []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte(markLE)):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte(markBE)):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	if at, broken := brokenUTF8(data); broken {
		return "", "", source.Error(lineAt(data, at), "I-d", "", "0x"+strings.ToUpper(strconv.FormatInt(int64(data[at]), 16)), "UTF-8")
	}
	out := GB18030(data)
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		line, _, _ := bytes.Cut(out[bytes.LastIndexByte(out[:i], '\n')+1:], []byte{'\n'})
		return "", "", source.Error(lineAt(out, i), "I-d", "", string(line), "UTF-8、GB 18030")
	}
	return string(out), "GB 18030", nil
}

// brokenUTF8 reports whether the data is UTF-8 but for a few bytes, and where
// the first of them is: read as GB 18030 it would be gibberish.
func brokenUTF8(data []byte) (at int, broken bool) {
	at = -1
	valid, invalid := 0, 0
	for i, r := range string(data) {
		_, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if at < 0 {
				at = i
			}
			invalid++
		case n > 2:
			valid++
		}
	}
	return at, valid > 4*invalid
}

func decodeUTF16(data []byte, order binary.ByteOrder) (text, encoding string, err error) {
	if len(data)%2 != 0 {
		return "", "", source.Error(report.Pos{}, "I-d", "", "字节数为奇数", "UTF-16")
	}
	var b strings.Builder
	line := 1
	for i := 0; i < len(data); i += 2 {
		u := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(u) {
			r := rune(utf8.RuneError)
			if i+4 <= len(data) {
				r = utf16.DecodeRune(u, rune(order.Uint16(data[i+2:])))
			}
			if r == utf8.RuneError {
				return "", "", source.Error(report.Pos{Line: line}, "I-d", "", fmt.Sprintf("%U", u), "UTF-16")
			}
			u, i = r, i+2
		}
		if u == '\n' {
			line++
		}
		b.WriteRune(u)
	}
	return b.String(), "UTF-16", nil
}

func lineAt(data []byte, i int) report.Pos {
	return report.Pos{Line: 1 + bytes.Count(data[:i], []byte{'\n'})}
}
