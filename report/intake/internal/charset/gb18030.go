package charset

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// lateGB18030 are the two-byte codes that golang.org/x/text leaves without a
// character, for Unicode had none when GB 18030—2000 was made: that of 2005 has
// A8BC, that of 2022 the others (Unicode L2/23-003R). What else is left out is for
// private use.
var lateGB18030 = map[[2]byte]rune{
	{0xA6, 0xD9}: '︐', {0xA6, 0xDA}: '︒', {0xA6, 0xDB}: '︑', {0xA6, 0xDC}: '︓', {0xA6, 0xDD}: '︔',
	{0xA6, 0xDE}: '︕', {0xA6, 0xDF}: '︖', {0xA6, 0xEC}: '︗', {0xA6, 0xED}: '︘', {0xA6, 0xF3}: '︙',
	{0xA8, 0xBC}: 'ḿ', {0xFE, 0x51}: '𠂇', {0xFE, 0x52}: '𠂉', {0xFE, 0x53}: '𠃌', {0xFE, 0x59}: '龴',
	{0xFE, 0x61}: '龵', {0xFE, 0x66}: '龶', {0xFE, 0x67}: '龷', {0xFE, 0x6C}: '𡗗', {0xFE, 0x6D}: '龸',
	{0xFE, 0x76}: '𢦏', {0xFE, 0x7E}: '龹', {0xFE, 0x90}: '龺', {0xFE, 0x91}: '𤇾', {0xFE, 0xA0}: '龻',
}

// GB18030 decodes GB 18030; what is no character becomes U+FFFD.
func GB18030(data []byte) (out []byte) {
	decoder := simplifiedchinese.GB18030.NewDecoder()
	from := 0 // what is not decoded yet
	decode := func(to int) {
		part, _ := decoder.Bytes(data[from:to]) // never an error
		out = append(out, part...)
		from = to
	}
	for i := 0; i < len(data); {
		switch {
		case data[i] <= 0x80 || data[i] == 0xFF || i+1 == len(data):
			i++
		case data[i+1] >= '0' && data[i+1] <= '9':
			i += 4
		default:
			if r, ok := lateGB18030[[2]byte(data[i:])]; ok {
				decode(i)
				out = utf8.AppendRune(out, r)
				from = i + 2
			}
			i += 2
		}
	}
	decode(len(data))
	return out
}
