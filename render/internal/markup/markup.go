// Package markup escapes text for XML and HTML.
package markup

// Append appends text so that it is read back as it is, as character data and in
// a quoted attribute alike: a carriage return, too, which a reader of XML would
// make a line feed (XML 1.0, 2.11).
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
