// Package markup escapes text for XML and HTML.
package markup

// Append appends text as character data, which may also stand in a quoted
// attribute. It is read back as it is, but for tabs and line ends in an attribute
// (XML 1.0, 3.3.3), and in character data also a carriage return, which a reader of
// XML would make a line feed otherwise (2.11).
func Append[T string | []byte](dst []byte, text T) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		var ref string
		switch text[i] {
		case '&':
			ref = "&amp;"
		case '<':
			ref = "&lt;"
		case '>':
			ref = "&gt;"
		case '"':
			ref = "&quot;"
		case '\r':
			ref = "&#13;"
		default:
			continue
		}
		dst = append(dst, text[from:i]...)
		dst = append(dst, ref...)
		from = i + 1
	}
	return append(dst, text[from:]...)
}
