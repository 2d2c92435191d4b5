package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

var (
	errFilter = errors.New("filter")
	errLarge  = errors.New("too much data")
)

// data returns the data of a stream, through its filters (7.4). Those of pictures are
// not known.
func (f *File) data(s *stream) ([]byte, error) {
	b := s.raw
	if s.key != nil {
		var err error
		if b, err = s.key.data(s.dict, b); err != nil {
			return nil, err
		}
	}
	filters, params := f.list(s.dict["Filter"]), f.list(s.dict["DecodeParms"])
	if len(filters) > 8 {
		return nil, errFilter
	}
	for i, v := range filters {
		var p dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		kind, _ := f.get(v).(name)
		var err error
		switch kind {
		case "FlateDecode", "Fl":
			if b, err = f.inflate(b); err == nil {
				b, err = f.predict(b, p)
			}
		case "LZWDecode", "LZW":
			early := f.get(p["EarlyChange"]) != 0.0
			if b, err = unLZW(b, early, f.room()); err == nil {
				b, err = f.predict(b, p)
			}
		case "ASCII85Decode", "A85":
			b, err = unASCII85(b)
		case "ASCIIHexDecode", "AHx":
			l := lexer{b: append([]byte{'<'}, b...)}
			if t := l.hexadecimal(); t.kind == str {
				b = t.text
			} else {
				err = errFilter
			}
		case "RunLengthDecode", "RL":
			b, err = unRunLength(b, f.room())
		case "Crypt":
		default:
			err = errFilter
		}
		if err != nil {
			return nil, err
		}
		if f.decoded += len(b); f.decoded > source.MaxInflated {
			return nil, errLarge
		}
	}
	if len(b) > source.MaxPart {
		return nil, errLarge
	}
	return b, nil
}

// room is how many bytes may still be decoded.
func (f *File) room() int { return min(source.MaxPart, source.MaxInflated-f.decoded) }

// begin returns what reads the data of a stream from the beginning on, as far as is asked
// for, or nil where its filters ask for all of them.
func (f *File) begin(s *stream) io.Reader {
	b, err := s.raw, error(nil)
	if s.key != nil {
		b, err = s.key.data(s.dict, b)
	}
	var r io.Reader = bytes.NewReader(b)
	if filters := f.list(s.dict["Filter"]); len(filters) > 0 && err == nil {
		if kind := f.name(filters[0]); len(filters) > 1 || kind != "FlateDecode" && kind != "Fl" || f.list(s.dict["DecodeParms"]) != nil {
			return nil
		}
		r, err = f.unpack(b)
	}
	if err != nil {
		return nil
	}
	return counter{io.LimitReader(r, int64(f.room())), &f.decoded}
}

// counter counts what is read.
type counter struct {
	io.Reader
	n *int
}

func (c counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	*c.n += n
	return n, err
}

// unpack returns what undoes Flate.
func (f *File) unpack(b []byte) (io.Reader, error) {
	from := bytes.NewReader(bytes.TrimLeft(b, "\r\n"))
	if f.inflater == nil {
		z, err := zlib.NewReader(from)
		if err != nil {
			return nil, errFilter
		}
		f.inflater = z
	} else if err := f.inflater.(zlib.Resetter).Reset(from, nil); err != nil {
		return nil, errFilter
	}
	return f.inflater, nil
}

func (f *File) inflate(b []byte) ([]byte, error) {
	r, err := f.unpack(b)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, int64(f.room())+1))
	switch {
	case n > int64(f.room()):
		return nil, errLarge
	case err != nil:
		return nil, errFilter
	}
	return out.Bytes(), nil
}

// unLZW undoes LZW (7.4.4), the codes of which are of 9 to 12 bits. early is that they
// grow one code early.
func unLZW(b []byte, early bool, most int) ([]byte, error) {
	const clear, eod = 256, 257
	type entry struct{ at, n int32 } // in out
	var table [4096]entry
	var out []byte
	next, width, last := 258, 9, entry{}
	ahead := 0
	if early {
		ahead = 1
	}
	acc, bits := uint32(0), 0
	for _, c := range b {
		acc, bits = acc<<8|uint32(c), bits+8
		if bits < width {
			continue
		}
		code := int(acc >> (bits - width) & (1<<width - 1))
		bits -= width
		at := int32(len(out))
		switch {
		case code == eod:
			return out, nil
		case code == clear:
			next, width, last = 258, 9, entry{}
			continue
		case code < clear:
			out = append(out, byte(code))
		case code < next:
			e := table[code]
			out = append(out, out[e.at:e.at+e.n]...)
		case code == next && last.n > 0:
			out = append(out, out[last.at:last.at+last.n]...)
			out = append(out, out[last.at])
		default:
			return nil, errFilter
		}
		if len(out) > most {
			return nil, errLarge
		}
		if last.n > 0 && next < len(table) {
			table[next] = entry{last.at, last.n + 1}
			next++
		}
		last = entry{at, int32(len(out)) - at}
		switch n := next + ahead; {
		case n >= 2048:
			width = 12
		case n >= 1024:
			width = 11
		case n >= 512:
			width = 10
		}
	}
	return out, nil
}

func unASCII85(b []byte) ([]byte, error) {
	b = bytes.TrimPrefix(bytes.TrimLeft(b, "\x00\t\n\f\r "), []byte("<~"))
	if i := bytes.IndexByte(b, '~'); i >= 0 {
		b = b[:i]
	}
	out, err := io.ReadAll(io.LimitReader(ascii85.NewDecoder(bytes.NewReader(b)), source.MaxPart+1))
	if err != nil {
		return nil, errFilter
	}
	return out, nil
}

func unRunLength(b []byte, most int) ([]byte, error) {
	var out []byte
	for len(b) > 0 && b[0] != 128 {
		n := int(b[0]) + 1
		switch b = b[1:]; {
		case n > 129 && len(b) > 0:
			out = append(out, bytes.Repeat(b[:1], 258-n)...)
			n = 1
		case n <= len(b):
			out = append(out, b[:n]...)
		default:
			return nil, errFilter
		}
		if b = b[n:]; len(out) > most {
			return nil, errLarge
		}
	}
	return out, nil
}

// predict undoes a predictor (7.4.4.4), in place.
func (f *File) predict(b []byte, p dict) ([]byte, error) {
	number := func(k name, usual int) int {
		v := f.get(p[k])
		if v == nil {
			return usual
		}
		n, _ := whole(v, 1<<16)
		return n
	}
	kind := number("Predictor", 1)
	if kind <= 1 {
		return b, nil
	}
	bits := number("Colors", 1) * number("BitsPerComponent", 8)
	size, row := (bits+7)/8, (bits*number("Columns", 1)+7)/8 // bytes of a pixel and of a row
	if size == 0 || row == 0 || bits > 1<<10 || row > 1<<20 {
		return nil, errFilter
	}
	if kind == 2 {
		if number("BitsPerComponent", 8) != 8 {
			return nil, errFilter
		}
		for i := range b {
			if i%row >= size {
				b[i] += b[i-size]
			}
		}
		return b, nil
	}
	out, above := b[:0], make([]byte, row)
	for len(b) > 1 {
		filter, line := b[0], b[1:min(len(b), 1+row)]
		b = b[1+len(line):]
		for i := range line {
			left, corner := byte(0), byte(0)
			if i >= size {
				left, corner = line[i-size], above[i-size]
			}
			switch filter {
			case 0:
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			default:
				return nil, errFilter
			}
		}
		n := len(out) // the rows move up over the bytes that name their filters
		out = append(out, line...)
		above = out[n:]
		if len(line) < row {
			break
		}
	}
	return out, nil
}

// paeth is the predictor of PNG (ISO/IEC 15948, 9.4).
func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }
