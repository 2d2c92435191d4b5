package pdfread

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// File is a PDF file taken apart.
type File struct {
	Raw     []byte
	Objects map[Ref]any
	Trailer Dict

	inflated int
	streams  map[Ref]*objectStream
}

// maxInflated is how much data a file may hold.
const maxInflated = 64 << 20

var tail = regexp.MustCompile(`startxref\n(\d{1,10})\n%%EOF\n$`)

// Open reads a file. It checks the header, the cross-reference stream, the line
// ends that PDF/A asks for, that every byte belongs to an object, and that every
// reference leads somewhere and every object is referred to.
func Open(raw []byte) (*File, error) {
	f := &File{Raw: raw, Objects: map[Ref]any{}, streams: map[Ref]*objectStream{}}
	head := []byte("%PDF-1.7\n%....\n")
	if len(raw) < len(head) || !bytes.HasPrefix(raw, head[:10]) || raw[len(head)-1] != '\n' || min(raw[10], raw[11], raw[12], raw[13]) < 0x80 {
		return nil, fmt.Errorf("header %q", raw[:min(len(raw), 20)])
	}
	m := tail.FindSubmatch(raw[max(0, len(raw)-40):])
	if m == nil {
		return nil, fmt.Errorf("file ends with %q", raw[max(0, len(raw)-40):])
	}
	start, _ := strconv.Atoi(string(m[1]))
	if start >= len(raw) {
		return nil, fmt.Errorf("startxref is %d of %d bytes", start, len(raw))
	}
	number, _, _ := bytes.Cut(raw[start:min(start+20, len(raw))], []byte(" "))
	table, err := strconv.ParseInt(string(number), 10, 32)
	if err != nil {
		return nil, fmt.Errorf("startxref leads to %q", number)
	}
	if err := f.readTable(Ref(table), start, len(head), len(raw)-len(m[0])); err != nil {
		return nil, err
	}
	seen := map[Ref]bool{Ref(table): true}
	for r := range f.streams {
		seen[r] = true
	}
	if err := f.walk(f.Trailer, seen); err != nil {
		return nil, err
	}
	for r := range f.Objects {
		if !seen[r] {
			return nil, fmt.Errorf("nothing refers to object %d", r)
		}
	}
	return f, nil
}

// readTable reads the cross-reference stream (ISO 32000-1, 7.5.8) and all
// objects, which take the whole file from the header to its tail.
func (f *File) readTable(number Ref, start, header, tail int) error {
	v, end, err := f.object(number, start)
	if err != nil {
		return err
	}
	if end != tail {
		return fmt.Errorf("%d bytes between the cross-reference stream and startxref", tail-end)
	}
	used := header
	table, ok := v.(Stream)
	if !ok || fmt.Sprint(table.Dict["Type"], table.Dict["W"]) != "XRef[1 4 3]" {
		return fmt.Errorf("cross-reference stream %v", v)
	}
	f.Trailer = table.Dict
	n := len(table.Data) / 8
	if len(table.Data)%8 != 0 || n == 0 || f.Trailer["Size"] != float64(n) {
		return fmt.Errorf("Size %v, %d bytes of entries", f.Trailer["Size"], len(table.Data))
	}
	entry := func(n int) (kind, at, index int) {
		e := table.Data[8*n:]
		return int(e[0]), int(binary.BigEndian.Uint32(e[1:])), int(e[5])<<16 | int(e[6])<<8 | int(e[7])
	}
	if kind, at, index := entry(0); kind != 0 || at != 0 || index != 0xFFFF {
		return fmt.Errorf("entry 0: %d %d %d", kind, at, index)
	}
	for i := 1; i < n; i++ {
		switch kind, at, index := entry(i); kind {
		case 1:
			if index != 0 {
				return fmt.Errorf("generation %d of object %d", index, i)
			}
			v, end, err := f.object(Ref(i), at)
			if err != nil {
				return err
			}
			f.Objects[Ref(i)] = v
			used += end - at
		case 2:
		default:
			return fmt.Errorf("object %d is of kind %d", i, kind)
		}
	}
	if used != tail {
		return fmt.Errorf("%d bytes belong to no object", tail-used)
	}
	for i := 1; i < n; i++ {
		if kind, at, index := entry(i); kind == 2 {
			if f.Objects[Ref(i)], err = f.packed(Ref(i), Ref(at), index); err != nil {
				return err
			}
		}
	}
	for r, s := range f.streams {
		if s.used != len(s.at) {
			return fmt.Errorf("object stream %d: %d objects of %d are in use", r, s.used, len(s.at))
		}
	}
	return nil
}

// objectStream is the objects of an object stream (ISO 32000-1, 7.5.7).
type objectStream struct {
	numbers []Ref
	at      []int // in data, and where data ends
	data    []byte
	used    int
}

func (f *File) objectStream(r Ref) (*objectStream, error) {
	if s := f.streams[r]; s != nil {
		return s, nil
	}
	fault := func(what any) error { return fmt.Errorf("object stream %d: %v", r, what) }
	v, ok := f.Objects[r].(Stream)
	if !ok || v.Dict["Type"] != Name("ObjStm") {
		return nil, fault("is none")
	}
	first, err := whole(v.Dict["First"], len(v.Data))
	if err != nil {
		return nil, fault(err)
	}
	s := &objectStream{data: v.Data[first:]}
	p := &Parser{B: v.Data[:first]}
	for {
		number, err := p.Value()
		if err == io.EOF {
			break
		}
		at, err2 := p.Value()
		if err != nil || err2 != nil {
			return nil, fault("no table of its objects")
		}
		n, err := whole(number, 1<<30)
		if err != nil {
			return nil, fault(err)
		}
		end, err := whole(at, len(s.data))
		if err != nil {
			return nil, fault(err)
		}
		if len(s.at) > 0 && end < s.at[len(s.at)-1] {
			return nil, fault("objects out of order")
		}
		s.numbers, s.at = append(s.numbers, Ref(n)), append(s.at, end)
	}
	if v.Dict["N"] != float64(len(s.at)) {
		return nil, fault(fmt.Sprintf("N is %v, there are %d", v.Dict["N"], len(s.at)))
	}
	f.streams[r] = s
	return s, nil
}

// packed reads an object of an object stream.
func (f *File) packed(n, in Ref, index int) (any, error) {
	s, err := f.objectStream(in)
	if err != nil {
		return nil, err
	}
	if index >= len(s.numbers) || s.numbers[index] != n {
		return nil, fmt.Errorf("object %d is not number %d of object stream %d", n, index, in)
	}
	s.used++
	end := len(s.data)
	if index+1 < len(s.at) {
		end = s.at[index+1]
	}
	p := &Parser{B: s.data[s.at[index]:end]}
	v, err := p.inner()
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", n, err)
	}
	if p.Space(); p.At != len(p.B) {
		return nil, fmt.Errorf("object %d: %q is left", n, p.B[p.At:])
	}
	return v, nil
}

// object reads the object that begins at a byte of the file.
func (f *File) object(n Ref, at int) (v any, end int, err error) {
	fault := func(format string, a ...any) (any, int, error) {
		return nil, 0, fmt.Errorf("object %d: %s", n, fmt.Sprintf(format, a...))
	}
	head := fmt.Appendf(nil, "%d 0 obj\n", n)
	if at >= len(f.Raw) || !bytes.HasPrefix(f.Raw[at:], head) {
		return fault("is not at byte %d", at)
	}
	p := &Parser{B: f.Raw, At: at + len(head)}
	if v, err = p.inner(); err != nil {
		return fault("%v", err)
	}
	rest := p.B[p.At:]
	if data, ok := bytes.CutPrefix(bytes.TrimPrefix(rest, []byte("\n")), []byte("stream\n")); ok {
		d, ok := v.(Dict)
		if !ok {
			return fault("a stream without a dictionary")
		}
		length, err := whole(d["Length"], len(data))
		if err != nil {
			return fault("Length: %v", err)
		}
		p.At += len(rest) - len(data) + length
		data = data[:length]
		if !bytes.HasPrefix(p.B[p.At:], []byte("\nendstream\n")) {
			return fault("the stream does not end with its Length")
		}
		p.At += len("\nendstream")
		if data, err = f.inflate(d["Filter"], data); err != nil {
			return fault("%v", err)
		}
		v = Stream{d, data}
	}
	if !bytes.HasPrefix(p.B[p.At:], []byte("\nendobj\n")) {
		return fault("does not end at byte %d", p.At)
	}
	return v, p.At + len("\nendobj\n"), nil
}

func (f *File) inflate(filter any, data []byte) ([]byte, error) {
	switch filter {
	case nil:
		return data, nil
	case Name("FlateDecode"):
	default:
		return nil, fmt.Errorf("filter %v", filter)
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	data, err = io.ReadAll(io.LimitReader(z, int64(maxInflated-f.inflated)+1))
	if f.inflated += len(data); err == nil && f.inflated > maxInflated {
		err = fmt.Errorf("more than %d bytes of data", maxInflated)
	}
	return data, err
}

func (f *File) walk(v any, seen map[Ref]bool) error {
	// Objects that are still to be walked are kept here, and not on the stack,
	// which a chain of references could exhaust.
	todo := []any{v}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch v := v.(type) {
		case Ref:
			x, ok := f.Objects[v]
			if !ok {
				return fmt.Errorf("there is no object %d", v)
			}
			if !seen[v] {
				seen[v] = true
				todo = append(todo, x)
			}
		case Stream:
			todo = append(todo, v.Dict)
		case Dict:
			for _, x := range v {
				todo = append(todo, x)
			}
		case []any:
			todo = append(todo, v...)
		}
	}
	return nil
}

// Get follows keys and array indices from v, through references. A key that is
// not in its dictionary leads to nil.
func (f *File) Get(v any, path ...any) (any, error) {
	for i := 0; ; i++ {
		if r, ok := v.(Ref); ok {
			v = f.Objects[r]
		}
		if i == len(path) {
			return v, nil
		}
		switch k := path[i].(type) {
		case string:
			if s, ok := v.(Stream); ok {
				v = s.Dict
			}
			d, ok := v.(Dict)
			if !ok {
				return nil, fmt.Errorf("%v: no dictionary", path[:i+1])
			}
			v = d[k]
		case int:
			a, ok := v.([]any)
			if !ok || k >= len(a) {
				return nil, fmt.Errorf("%v: no such entry of an array", path[:i+1])
			}
			v = a[k]
		}
	}
}

// whole returns v as a whole number from 0 to most.
func whole(v any, most int) (int, error) {
	n, ok := v.(float64)
	if !ok || n != float64(int(n)) || n < 0 || n > float64(most) {
		return 0, fmt.Errorf("%v is no whole number from 0 to %d", v, most)
	}
	return int(n), nil
}
