package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf16"
)

// ref is the number of an indirect object. Generations are always 0.
type ref int

// name is a PDF name without its solidus (ISO 32000-1, 7.3.5).
type name string

// text is a text string (ISO 32000-1, 7.9.2.2).
type text string

// writer writes indirect objects one after another and, on close, the
// cross-reference table (ISO 32000-1, 7.5). After the first error it writes
// nothing more; close returns that error.
type writer struct {
	w       io.Writer
	buf     []byte    // not yet written to w
	flushed int64     // bytes written to w
	offsets []int64   // by object number less one; 0 is not yet written
	sum     hash.Hash // of all bytes flushed, and of the ends of long streams
	open    bool      // an object is begun and not ended
	err     error
}

const flushAt = 1 << 15

// newWriter begins a file of PDF 1.7. The second line tells programs that look
// at the first bytes of a file that it is binary (ISO 32000-1, 7.5.2).
func newWriter(w io.Writer) *writer {
	pw := &writer{w: w, sum: sha256.New(), buf: make([]byte, 0, 2*flushAt)}
	pw.buf = append(pw.buf, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	return pw
}

// alloc returns a number for an object that is to be written later.
func (w *writer) alloc() ref {
	w.offsets = append(w.offsets, 0)
	return ref(len(w.offsets))
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) flush() {
	w.sum.Write(w.buf)
	w.send(w.buf)
	w.buf = w.buf[:0]
}

func (w *writer) send(b []byte) {
	if w.err != nil || len(b) == 0 {
		return
	}
	n, err := w.w.Write(b)
	w.flushed += int64(n)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.fail(err)
	}
}

func (w *writer) begin(r ref) {
	if w.open || r < 1 || int(r) > len(w.offsets) || w.offsets[r-1] != 0 {
		w.fail(fmt.Errorf("pdf: object %d begun out of turn", r))
		return
	}
	w.open = true
	w.offsets[r-1] = w.flushed + int64(len(w.buf))
	w.buf = strconv.AppendInt(w.buf, int64(r), 10)
	w.buf = append(w.buf, " 0 obj\n"...)
}

func (w *writer) end() {
	w.buf = append(w.buf, "\nendobj\n"...)
	w.open = false
	if len(w.buf) >= flushAt {
		w.flush()
	}
}

// put appends the parts of an object: strings and byte slices as they are,
// integers, references, names and text strings in PDF syntax.
func (w *writer) put(parts ...any) {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			w.buf = append(w.buf, p...)
		case []byte:
			w.buf = append(w.buf, p...)
		case int:
			w.buf = strconv.AppendInt(w.buf, int64(p), 10)
		case hundredths:
			w.buf = appendHundredths(w.buf, p)
		case ref:
			w.buf = strconv.AppendInt(w.buf, int64(p), 10)
			w.buf = append(w.buf, " 0 R"...)
		case name:
			w.buf = appendName(w.buf, p)
		case text:
			w.buf = appendText(w.buf, p)
		default:
			w.fail(fmt.Errorf("pdf: no syntax for %T", p))
		}
	}
}

// object writes a whole object.
func (w *writer) object(r ref, parts ...any) {
	w.begin(r)
	w.put(parts...)
	w.end()
}

// stream writes a stream object; entries are those of its dictionary besides
// Length. The line end before endstream does not count in Length; PDF/A asks
// for it (ISO 19005-2, 6.1.7.1).
func (w *writer) stream(r ref, data []byte, entries ...any) {
	w.streamWith(data, r, data, entries...)
}

// zlib writes a stream of compressed data. A long one, which is a font file as a
// rule, stands in the file identifier by its length and its Adler-32.
func (w *writer) zlib(r ref, data []byte, entries ...any) {
	w.streamWith(data[len(data)-4:], r, data, append([]any{"/Filter/FlateDecode"}, entries...)...)
}

func (w *writer) streamWith(digest []byte, r ref, data []byte, entries ...any) {
	w.begin(r)
	w.put("<<")
	w.put(entries...)
	w.put("/Length ", len(data), ">>\nstream\n")
	if len(data) < flushAt {
		w.put(data)
	} else {
		w.flush()
		w.sum.Write(digest)
		w.send(data)
	}
	w.put("\nendstream")
	w.end()
}

// deflated writes data compressed.
func (w *writer) deflated(r ref, data []byte, entries ...any) {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = deflate((*buf)[:0], data)
	w.zlib(r, *buf, entries...)
}

// close writes the cross-reference table and the trailer. The file identifier
// is a digest of all that stands before it, so that it changes with the content
// and with nothing else.
func (w *writer) close(root, info ref) error {
	for i, at := range w.offsets {
		if at == 0 {
			w.fail(fmt.Errorf("pdf: object %d is missing", i+1))
		}
	}
	start := w.flushed + int64(len(w.buf))
	if start > 9_999_999_999 { // ten digits in the table
		w.fail(fmt.Errorf("pdf: file of %d bytes is too long", start))
	}
	w.put("xref\n0 ", len(w.offsets)+1, "\n0000000000 65535 f \n")
	for _, at := range w.offsets {
		w.buf = fmt.Appendf(w.buf, "%010d 00000 n \n", at)
	}
	w.flush()
	id := hex.EncodeToString(w.sum.Sum(nil)[:16])
	w.put("trailer\n<</Size ", len(w.offsets)+1, "/Root ", root, "/Info ", info,
		"/ID[<", id, "><", id, ">]>>\nstartxref\n", int(start), "\n%%EOF\n")
	w.flush()
	return w.err
}

// appendName escapes what is not a regular character (ISO 32000-1, 7.3.5).
func appendName(b []byte, n name) []byte {
	const digits = "0123456789ABCDEF"
	b = append(b, '/')
	for i := 0; i < len(n); i++ {
		switch c := n[i]; {
		case c <= ' ', c > '~', c == '#', c == '/', c == '%',
			c == '(', c == ')', c == '<', c == '>', c == '[', c == ']', c == '{', c == '}':
			b = append(b, '#', digits[c>>4], digits[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendText writes ASCII as a literal string and all else as UTF-16BE with a
// byte order mark.
func appendText(b []byte, s text) []byte {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = ' ' <= s[i] && s[i] <= '~'
	}
	if !ascii {
		b = append(b, "<FEFF"...)
		b = appendUTF16(b, []rune(string(s))...)
		return append(b, '>')
	}
	b = append(b, '(')
	for i := 0; i < len(s); i++ {
		if s[i] == '(' || s[i] == ')' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, ')')
}

// appendUTF16 appends the characters as hexadecimal digits of UTF-16BE.
func appendUTF16(b []byte, runes ...rune) []byte {
	for _, r := range runes {
		if r1, r2 := utf16.EncodeRune(r); r1 != '\uFFFD' {
			b = appendHex4(b, uint16(r1))
			b = appendHex4(b, uint16(r2))
		} else {
			b = appendHex4(b, uint16(r))
		}
	}
	return b
}

func appendHex4(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
