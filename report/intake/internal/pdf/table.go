package pdf

import (
	"bytes"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// entry says where an object is.
type entry struct {
	kind  entryKind
	at    int32 // the byte of the file, or the number of the object stream
	index int32 // in the stream
}

type entryKind uint8

const (
	unknown entryKind = iota
	free
	inFile
	inStream
)

// set sets an entry where none is known: tables are read from the newest on.
func (f *File) set(n int, e entry) error {
	if n >= source.MaxObjects {
		return errMany
	}
	if n >= len(f.entries) {
		f.entries = append(f.entries, make([]entry, n+1-len(f.entries))...)
	}
	if f.entries[n].kind == unknown {
		f.entries[n] = e
	}
	return nil
}

// parser returns one that reads at a place of the file.
func (f *File) parser(at int) *parser {
	return &parser{lexer: lexer{b: f.raw, at: at}, left: &f.left}
}

// readTable reads the tables of objects from the newest to the first (7.5.4 to 7.5.8).
func (f *File) readTable() error {
	tail := f.raw[max(0, len(f.raw)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 || bytes.Contains(tail[i:], []byte(" obj")) { // none, or what was added has none yet
		return errSyntax
	}
	p := f.parser(len(f.raw) - len(tail) + i + len("startxref"))
	at, ok := p.next().whole(len(f.raw))
	for seen := map[int]bool{}; ok && !seen[at]; {
		seen[at] = true
		trailer, err := f.section(at)
		if err != nil {
			return err
		}
		if f.trailer == nil {
			f.trailer = trailer
		}
		if trailer["Prev"] == nil || trailer["Prev"] == 0.0 {
			return nil
		}
		at, ok = whole(trailer["Prev"], len(f.raw))
	}
	return errSyntax
}

// maxTabled is how many entries all tables may have.
const maxTabled = 4 * source.MaxObjects

// section reads a table and the trailer that goes with it.
func (f *File) section(at int) (dict, error) {
	p := f.parser(at)
	if !p.next().is("xref") {
		return f.streamSection(at)
	}
	type numbered struct {
		number int
		entry
	}
	var table []numbered
	for t := p.next(); !t.is("trailer"); t = p.next() {
		first, ok := t.whole(source.MaxObjects)
		n, ok2 := p.next().whole(source.MaxObjects)
		if !ok || !ok2 {
			return nil, errSyntax
		}
		if f.tabled += n; f.tabled > maxTabled {
			return nil, errMany
		}
		for i := range n {
			at, ok := p.next().whole(len(f.raw))
			p.next() // the generation
			switch kind := p.next(); {
			case kind.is("n") && ok:
				table = append(table, numbered{first + i, entry{inFile, int32(at), 0}})
			case kind.is("f"):
				table = append(table, numbered{first + i, entry{kind: free}})
			default:
				return nil, errSyntax
			}
		}
	}
	v, err := p.value()
	trailer, ok := v.(dict)
	if err != nil || !ok {
		return nil, errSyntax
	}
	// The objects of this stream are free to those who know tables only.
	if at, ok := whole(trailer["XRefStm"], len(f.raw)); ok {
		if _, err := f.streamSection(at); err != nil {
			return nil, err
		}
	}
	for _, e := range table {
		if err := f.set(e.number, e.entry); err != nil {
			return nil, err
		}
	}
	return trailer, nil
}

// streamSection reads a table that is a stream.
func (f *File) streamSection(at int) (dict, error) {
	_, v, _, err := f.indirect(at, nil)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil, errSyntax
	}
	b, err := f.data(s)
	if err != nil {
		return nil, err
	}
	size, ok := whole(s.dict["Size"], source.MaxObjects)
	w, ok2 := f.numbers(s.dict["W"], 3)
	if !ok || !ok2 {
		return nil, errSyntax
	}
	var widths [3]int
	for i := range widths {
		if widths[i], ok = whole(w[i], 8); !ok {
			return nil, errSyntax
		}
	}
	row := widths[0] + widths[1] + widths[2]
	if row == 0 {
		return nil, errSyntax
	}
	index := f.array(s.dict["Index"])
	if index == nil {
		index = array{0.0, float64(size)}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok := whole(f.get(index[i]), source.MaxObjects)
		n, ok2 := whole(f.get(index[i+1]), source.MaxObjects)
		if f.tabled += n; !ok || !ok2 || f.tabled > maxTabled {
			return nil, errMany
		}
		for j := range n {
			if len(b) < row {
				return s.dict, nil
			}
			var v [3]int64
			for k, w := range widths {
				for _, c := range b[:w] {
					v[k] = v[k]<<8&(1<<56-1) | int64(c)
				}
				b = b[w:]
			}
			if widths[0] == 0 {
				v[0] = 1
			}
			e := entry{kind: free}
			switch {
			case v[0] == 1 && v[1] < int64(len(f.raw)):
				e = entry{inFile, int32(v[1]), 0}
			case v[0] == 2 && v[1] < source.MaxObjects && v[2] < source.MaxObjects:
				e = entry{inStream, int32(v[1]), int32(v[2])}
			}
			if err := f.set(first+j, e); err != nil {
				return nil, err
			}
		}
	}
	return s.dict, nil
}

// object returns an indirect object, which is read once.
func (f *File) object(n int32) any {
	if v, ok := f.objects[n]; ok || f.fault != nil {
		return v
	}
	if int(n) >= len(f.entries) {
		if f.Rebuilt && f.root != nil {
			f.fail(errSyntax)
		}
		return nil
	}
	if f.loading++; f.loading > 32 {
		f.fail(errSyntax)
		f.loading--
		return nil
	}
	defer func() { f.loading-- }()
	var v any
	var err error
	switch e := f.entries[n]; e.kind {
	case inFile:
		var number int32
		if number, v, _, err = f.indirect(int(e.at), f.key); err == nil && number != n {
			err = errSyntax
		}
	case inStream:
		v, err = f.packedObject(n, e)
	case unknown:
		// Of a whole file it would be null.
		if f.Rebuilt && f.root != nil {
			err = errSyntax
		}
	}
	if err != nil {
		f.fail(err)
		return nil
	}
	f.objects[n] = v
	return v
}

// indirect reads the object that begins at a byte of the file, and returns its number
// and where it ends. key is nil for what is not encrypted.
func (f *File) indirect(at int, key *fileKey) (n int32, v any, to int, err error) {
	p := f.parser(at)
	number, ok := p.next().whole(source.MaxObjects - 1)
	generation, ok2 := p.next().whole(0xFFFF)
	if !ok || !ok2 || !p.next().is("obj") {
		return 0, nil, 0, errSyntax
	}
	n = int32(number)
	p.key = key.of(number, generation)
	if v, err = p.value(); err != nil {
		return n, nil, p.at, err
	}
	to = p.at
	d, ok := v.(dict)
	if !ok || !p.next().is("stream") {
		return n, v, to, nil
	}
	if p.at < len(p.b) && p.b[p.at] == '\r' {
		p.at++
	}
	if p.at < len(p.b) && p.b[p.at] == '\n' {
		p.at++
	}
	raw, err := f.extent(p.at, d["Length"])
	return n, &stream{d, raw, p.key}, p.at + len(raw), err
}

// maxScanned is how many bytes are searched for what is not where it is said to be.
const maxScanned = 4 * source.MaxFile

// extent returns the data of a stream from a byte on: as long as said, if it ends
// there, else up to where it does.
func (f *File) extent(at int, length any) ([]byte, error) {
	rest := f.raw[at:]
	if n, ok := whole(f.get(length), len(rest)); ok {
		if l := (lexer{b: rest, at: n}); l.next().is("endstream") {
			return rest[:n], nil
		}
	}
	n := bytes.Index(rest, []byte("endstream"))
	if n < 0 {
		f.scanned += len(rest)
	}
	if f.scanned += n; n < 0 || f.scanned > maxScanned {
		return nil, errSyntax
	}
	rest = rest[:n]
	rest = bytes.TrimSuffix(rest, []byte("\n"))
	return bytes.TrimSuffix(rest, []byte("\r")), nil
}

// maxKept is how many bytes of object streams are kept.
const maxKept = 16 << 20

// objectStream is the objects of an object stream (7.5.7).
type objectStream struct {
	numbers []int32
	at      []int
	data    []byte
}

// packedObject reads an object of an object stream.
func (f *File) packedObject(n int32, e entry) (any, error) {
	s, err := f.objectStream(e.at)
	if err != nil {
		return nil, err
	}
	i := int(e.index)
	if i >= len(s.numbers) || s.numbers[i] != n {
		return nil, errSyntax
	}
	p := &parser{lexer: lexer{b: s.data, at: s.at[i]}, left: &f.left}
	return p.value()
}

func (f *File) objectStream(n int32) (*objectStream, error) {
	if s := f.packed[n]; s != nil {
		return s, nil
	}
	if int(n) >= len(f.entries) || f.entries[n].kind != inFile {
		return nil, errSyntax
	}
	v, ok := f.object(n).(*stream)
	if !ok {
		return nil, errSyntax
	}
	b, err := f.data(v)
	if err != nil {
		return nil, err
	}
	count, ok := whole(f.get(v.dict["N"]), source.MaxObjects)
	first, ok2 := whole(f.get(v.dict["First"]), len(b))
	if !ok || !ok2 {
		return nil, errSyntax
	}
	if f.kept += len(b); f.kept > maxKept {
		return nil, errLarge
	}
	s := &objectStream{data: b}
	l := lexer{b: b[:first]}
	for range count {
		number, ok := l.next().whole(source.MaxObjects - 1)
		at, ok2 := l.next().whole(len(b) - first)
		if !ok || !ok2 {
			return nil, errSyntax
		}
		s.numbers, s.at = append(s.numbers, int32(number)), append(s.at, first+at)
	}
	f.packed[n] = s
	return s, nil
}
