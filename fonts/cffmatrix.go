package fonts

import (
	"math"
	"strconv"
)

// fontMatrix returns what takes the outlines of an FD to font units. The FontMatrix of an
// FD stands before that of the Top DICT; where there is neither, outlines are in font
// units, whatever the em is. Technical Note 5176, 9, 15 and 19.
func (f *cffFont) fontMatrix(fd, unitsPerEm int) (m matrix, ok bool) {
	units := float64(unitsPerEm)
	toUnits := matrix{units, 0, 0, units, 0, 0}
	top, inTop := f.top.get(cffFontMatrix)
	own := f.fds[fd].fontMatrix
	if !inTop && own == nil {
		return matrix{1, 0, 0, 1, 0, 0}, true
	}
	m = matrix{1, 0, 0, 1, 0, 0}
	for _, operands := range [][]byte{own, top.operands} {
		if operands == nil {
			continue
		}
		v := dictNumbers(operands)
		if len(v) != len(m) {
			return m, false
		}
		m = m.then(matrix(v))
	}
	m = m.then(toUnits)
	area := m.area()
	return m, area != 0 && !math.IsNaN(area) && !math.IsInf(area, 0)
}

// then returns the map that does m and then n.
func (m matrix) then(n matrix) matrix {
	move := n
	move[4], move[5] = 0, 0
	a, b, c := move.of(vec{m[0], m[1]}), move.of(vec{m[2], m[3]}), n.of(vec{m[4], m[5]})
	return matrix{a.x, a.y, b.x, b.y, c.x, c.y}
}

// dictNumbers returns the operands of an entry of a DICT that was parsed; none where a
// real is not a number.
func dictNumbers(b []byte) (list []float64) {
	for len(b) > 0 {
		switch b[0] {
		case 29:
			list, b = append(list, float64(int32(u32(b, 1)))), b[5:]
		case 30:
			v, size, ok := dictReal(b[1:])
			if !ok {
				return nil
			}
			list, b = append(list, v), b[1+size:]
		default: // as in charstrings
			v, size, _ := csNumber(b)
			list, b = append(list, v), b[size:]
		}
	}
	return list
}

// dictReal reads the nibbles of a real and says how many bytes they take.
func dictReal(b []byte) (v float64, size int, ok bool) {
	var s []byte
	for i, c := range b {
		for _, nibble := range [...]byte{c >> 4, c & 0x0F} {
			switch nibble {
			case 0xF:
				v, err := strconv.ParseFloat(string(s), 64)
				return v, i + 1, err == nil
			case 0xD: // reserved
				return 0, 0, false
			default:
				s = append(s, [...]string{0xA: ".", 0xB: "E", 0xC: "E-", 0xE: "-"}[nibble]...)
			}
			if nibble < 10 {
				s = append(s, '0'+nibble)
			}
		}
	}
	return 0, 0, false
}
