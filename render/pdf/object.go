package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"unicode/utf16"
)

// ref is the number of an indirect object. Generations are always 0.
type ref int

// name is a PDF name without its solidus (ISO 32000-1, 7.3.5).
type name string

// text is a text string (ISO 32000-1, 7.9.2.2).
type text string

// writer writes streams one after another and, on close, all other objects in
// an object stream and the cross-reference stream (ISO 32000-1, 7.5.7 and
// 7.5.8): the structure tree is hundreds of small objects, which take a tenth of
// the room together. After the first error it writes nothing more; close returns
// that error.
type writer struct {
	w       io.Writer
	buf     []byte    // not yet written to w
	flushed int64     // bytes written to w
	sum     hash.Hash // of all bytes flushed, and of the ends of long streams
	crc     uint32    // CRC-32 of the bytes written to w
	entries []entry   // by object number less one
	packed  []byte    // the objects that go to the object stream
	order   []packed  // where they are in it
	open    bool      // an object is begun and not ended
	err     error
}

// entry says where an object is: for a stream the offset in the file, for others
// the index in the object stream.
type entry struct {
	kind entryKind
	at   int64
}

// entryKind is the type of an entry of the cross-reference stream (ISO 32000-1,
// table 18); that of objects not yet written is for free ones.
type entryKind uint8

const (
	missing entryKind = iota
	inFile
	inObjectStream
)

type packed struct {
	ref ref
	at  int // offset in writer.packed
}

const flushAt = 1 << 15

// newWriter begins a file of PDF 1.7. The second line tells programs that look
// at the first bytes of a file that it is binary (ISO 32000-1, 7.5.2).
func newWriter(w io.Writer) *writer {
	pw := &writer{w: w, sum: sha256.New(), buf: takeBuffer(), packed: takeBuffer()}
	pw.buf = append(pw.buf, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	return pw
}

// alloc returns a number for an object that is to be written later.
func (w *writer) alloc() ref { return w.allocN(1) }

// allocN returns the first of n numbers that follow one another.
func (w *writer) allocN(n int) ref {
	first := ref(len(w.entries) + 1)
	w.entries = append(w.entries, make([]entry, n)...)
	return first
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
	w.crc = crc32.Update(w.crc, crc32.IEEETable, b[:n])
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.fail(err)
	}
}

// claim notes where an object is going to be written.
func (w *writer) claim(r ref, e entry) bool {
	if w.open || r < 1 || int(r) > len(w.entries) || w.entries[r-1].kind != missing {
		w.fail(fmt.Errorf("pdf: object %d begun out of turn", r))
		return false
	}
	w.entries[r-1] = e
	return true
}

// begin begins an object that is no stream: what is put until the end is its
// value.
func (w *writer) begin(r ref) {
	if w.claim(r, entry{inObjectStream, int64(len(w.order))}) {
		w.order = append(w.order, packed{r, len(w.packed)})
		w.open = true
		w.buf, w.packed = w.packed, w.buf
	}
}

func (w *writer) end() {
	if w.open {
		w.buf = append(w.buf, '\n')
		w.open = false
		w.buf, w.packed = w.packed, w.buf
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
	if !w.claim(r, entry{inFile, w.offset()}) {
		return
	}
	w.put(int(r), " 0 obj\n<<")
	w.put(entries...)
	w.put("/Length ", len(data), ">>\nstream\n")
	if len(data) < flushAt {
		w.put(data)
	} else {
		w.flush()
		w.sum.Write(digest)
		w.send(data)
	}
	w.put("\nendstream\nendobj\n")
	if len(w.buf) >= flushAt {
		w.flush()
	}
}

// offset returns the number of bytes before the next one.
func (w *writer) offset() int64 { return w.flushed + int64(len(w.buf)) }

// deflated writes data compressed.
func (w *writer) deflated(r ref, data []byte, entries ...any) {
	buf := deflate(takeBuffer(), data)
	w.zlib(r, buf, entries...)
	giveBuffer(buf)
}

// close writes the object stream and the cross-reference stream. The file identifier
// changes with the content and with nothing else: it is a digest of all that stands before
// the latter, and its last four bytes are the CRC-32 of the file, see whole.
func (w *writer) close(root, info ref) error {
	objects, table := w.alloc(), w.alloc()
	w.writeObjects(objects)
	start := w.offset()
	if start >= 1<<32 { // four bytes in the table
		w.fail(fmt.Errorf("pdf: file of %d bytes is too long", start))
	}
	w.entries[table-1] = entry{inFile, start}
	b := make([]byte, 0, entrySize*(len(w.entries)+1))
	b = append(b, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF) // object 0
	for i, e := range w.entries {
		switch e.kind {
		case missing:
			w.fail(fmt.Errorf("pdf: object %d is missing", i+1))
		case inFile:
			b = append(b, byte(inFile))
			b = binary.BigEndian.AppendUint32(b, uint32(e.at))
			b = append(b, 0, 0, 0)
		case inObjectStream:
			b = append(b, byte(inObjectStream))
			b = binary.BigEndian.AppendUint32(b, uint32(objects))
			b = append(b, byte(e.at>>16), byte(e.at>>8), byte(e.at))
		}
	}
	w.flush()
	b = deflate(takeBuffer(), b)
	w.put(int(table), " 0 obj\n<</Filter/FlateDecode/Type/XRef/W[1 4 3]/Size ", len(w.entries)+1, "/Root ", root, "/Info ", info,
		"/Length ", len(b), idBefore, noID, idBetween, noID, idAfter, b, "\nendstream\nendobj\nstartxref\n", int(start), "\n%%EOF\n")
	giveBuffer(b)
	id := w.sum.Sum(nil)[:idSize]
	binary.BigEndian.PutUint32(id[idSize-4:], crc32.Update(w.crc, crc32.IEEETable, w.buf))
	setID(w.buf, bytes.Index(w.buf, []byte(idBefore)), hex.EncodeToString(id))
	w.flush()
	giveBuffer(w.buf)
	giveBuffer(w.packed)
	w.buf, w.packed = nil, nil
	return w.err
}

const entrySize = 1 + 4 + 3

// writeObjects writes the objects that are no streams.
func (w *writer) writeObjects(r ref) {
	if len(w.order) >= 1<<24 { // three bytes in the table
		w.fail(fmt.Errorf("pdf: %d objects are too many", len(w.order)))
	}
	const usual = 14 // bytes of an entry
	b := slices.Grow(takeBuffer(), usual*len(w.order)+len(w.packed))
	for _, o := range w.order {
		b = strconv.AppendInt(b, int64(o.ref), 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(o.at), 10)
		b = append(b, ' ')
	}
	first := len(b)
	b = append(b, w.packed...)
	w.deflated(r, b, "/Type/ObjStm/N ", len(w.order), "/First ", first)
	giveBuffer(b)
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
