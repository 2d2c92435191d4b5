package pdfread

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// DecodeText reads a text string (ISO 32000-1, 7.9.2.2).
func DecodeText(s string) string {
	if !strings.HasPrefix(s, "\xFE\xFF") {
		return s
	}
	var u []uint16
	for i := 2; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// CMap reads the bfchar and bfrange blocks of a ToUnicode CMap of two-byte codes
// (ISO 32000-1, 9.10.3; Adobe Technical Note 5014). Its errors are those of its
// syntax, blocks of more than 100 entries and ranges that carry among them.
func CMap(data []byte) (map[uint16]string, error) {
	m := map[uint16]string{}
	p := &Parser{B: data}
	str := func() (string, error) {
		v, err := p.Value()
		s, ok := v.(string)
		if err == nil && (!ok || len(s) < 2) || errors.Is(err, io.EOF) {
			err = p.fail("no string in a block of the CMap")
		}
		return s, err
	}
	code := func() (uint16, error) {
		s, err := str()
		if err != nil {
			return 0, err
		}
		return uint16(s[0])<<8 | uint16(s[1]), nil
	}
	for last := any(nil); ; {
		v, err := p.Value()
		if err == io.EOF {
			return m, nil
		}
		if err != nil {
			return nil, err
		}
		ranges := v == Op("beginbfrange")
		if ranges || v == Op("beginbfchar") {
			n, err := whole(last, 100)
			if err != nil || n == 0 {
				return nil, fmt.Errorf("a block of %v entries", last)
			}
			for range n {
				lo, err := code()
				hi := lo
				if ranges && err == nil {
					hi, err = code()
				}
				if err != nil {
					return nil, err
				}
				to, err := str()
				if err != nil {
					return nil, err
				}
				s := []byte(to)
				if lo>>8 != hi>>8 || lo > hi || int(s[len(s)-1])+int(hi-lo) > 0xFF {
					return nil, fmt.Errorf("the range %04X to %04X carries", lo, hi)
				}
				for c := int(lo); c <= int(hi); c++ {
					m[uint16(c)] = DecodeText("\xFE\xFF" + string(s))
					s[len(s)-1]++
				}
			}
		}
		last = v
	}
}

// Widths reads the W array of a CIDFont (ISO 32000-1, 9.7.4.3): widths by CID, in
// thousandths.
func Widths(w []any) (map[uint16]float64, error) {
	m := map[uint16]float64{}
	fault := fmt.Errorf("W is %v", w)
	for len(w) > 0 {
		first, err := whole(w[0], 0xFFFF)
		if err != nil || len(w) < 2 {
			return nil, fault
		}
		if list, ok := w[1].([]any); ok {
			for i, x := range list {
				width, ok := x.(float64)
				if !ok || first+i > 0xFFFF {
					return nil, fault
				}
				m[uint16(first+i)] = width
			}
			w = w[2:]
			continue
		}
		last, err := whole(w[1], 0xFFFF)
		if err != nil || len(w) < 3 {
			return nil, fault
		}
		width, ok := w[2].(float64)
		if !ok {
			return nil, fault
		}
		for cid := first; cid <= last; cid++ {
			m[uint16(cid)] = width
		}
		w = w[3:]
	}
	return m, nil
}
