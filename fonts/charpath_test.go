package fonts

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// drawing says what a charstring draws: the start of each contour, and the points of its
// lines and curves.
func drawing(t *testing.T, glyph []byte, subrs ...[]byte) (string, error) {
	t.Helper()
	c := cffParts{glyphs: [][]byte{cs(endchar), glyph}, subrs: [][][]byte{subrs}}
	q, err := mustParseTest(t, newCFF(c.build(), 2).build()).trueType()
	if err != nil {
		t.Fatal(err)
	}
	contours, _, err := q.cubic.contours(1, 0)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	point := func(v vec) string { return fmt.Sprintf("%g,%g", v.x/2, v.y/2) }
	for _, c := range contours {
		for i, s := range c {
			if i == 0 {
				fmt.Fprintf(&b, "M %s ", point(s.p[0]))
			}
			if s.line {
				fmt.Fprintf(&b, "L %s ", point(s.p[3]))
			} else {
				fmt.Fprintf(&b, "C %s %s %s ", point(s.p[1]), point(s.p[2]), point(s.p[3]))
			}
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// The operators of Technical Note 5177, 4.1 to 4.5.
func TestPathOperators(t *testing.T) {
	escape := func(c byte) []byte { return []byte{csEscape, c} }
	half := []byte{csFixed, 0, 2, 0x80, 0} // 2.5
	for _, test := range []struct {
		name  string
		glyph []byte
		want  string
	}{
		{"nothing", cs(endchar), ""},
		{"a move alone", cs(1, 2, rmoveto, endchar), ""},
		{"width and rmoveto", cs(500, 1, 2, rmoveto, 3, 4, rlineto, endchar), "M 1,2 L 4,6"},
		{"width and hmoveto", cs(500, 1, byte(csHMoveTo), 3, 4, rlineto, endchar), "M 1,0 L 4,4"},
		{"width and vmoveto", cs(500, 1, byte(csVMoveTo), 3, 4, rlineto, endchar), "M 0,1 L 3,5"},
		{"width and stems", cs(500, 1, 2, byte(csHstem), 3, byte(csVMoveTo), 3, 4, rlineto, endchar), "M 0,3 L 3,7"},
		{"two contours", cs(1, 2, rmoveto, 3, 4, rlineto, 5, byte(csHMoveTo), 6, 7, rlineto, endchar), "M 1,2 L 4,6 M 9,6 L 15,13"},
		{"no move", cs(3, 4, rlineto, endchar), "M 0,0 L 3,4"},
		{"masks", cs(1, 2, byte(csHstemHM), 3, 4, byte(csHintMask), []byte{0xC0}, 5, 6, rmoveto, byte(csCntrMask), []byte{21}, 7, 8, rlineto, endchar), "M 5,6 L 12,14"},
		{"rlineto", cs(0, 0, rmoveto, 1, 2, 3, 4, rlineto, endchar), "M 0,0 L 1,2 L 4,6"},
		{"hlineto", cs(0, 0, rmoveto, 1, 2, 3, byte(csHLineTo), endchar), "M 0,0 L 1,0 L 1,2 L 4,2"},
		{"vlineto", cs(0, 0, rmoveto, 1, 2, byte(csVLineTo), endchar), "M 0,0 L 0,1 L 2,1"},
		{"rrcurveto", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 1, 1, 1, 1, 1, 1, byte(csRRCurveTo), endchar), "M 0,0 C 1,2 4,6 9,12 C 10,13 11,14 12,15"},
		{"rcurveline", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, byte(csRCurveLine), endchar), "M 0,0 C 1,2 4,6 9,12 L 16,20"},
		{"rlinecurve", cs(0, 0, rmoveto, 7, 8, 1, 2, 3, 4, 5, 6, byte(csRLineCurve), endchar), "M 0,0 L 7,8 C 8,10 11,14 16,20"},
		{"vvcurveto", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, byte(csVVCurveTo), endchar), "M 0,0 C 1,2 4,6 4,11 C 4,17 11,25 11,34"},
		{"hhcurveto", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, byte(csHHCurveTo), endchar), "M 0,0 C 2,1 5,5 10,5 C 16,5 23,13 32,13"},
		{"hvcurveto", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, byte(csHVCurveTo), endchar), "M 0,0 C 1,0 3,3 3,7 C 3,12 9,19 17,19"},
		{"hvcurveto, its last", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, byte(csHVCurveTo), endchar), "M 0,0 C 1,0 3,3 8,7"},
		{"vhcurveto", cs(0, 0, rmoveto, 1, 2, 3, 4, byte(csVHCurveTo), endchar), "M 0,0 C 0,1 2,4 6,4"},
		{"vhcurveto, its last", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, byte(csVHCurveTo), endchar), "M 0,0 C 0,1 2,4 6,4 C 11,4 17,11 26,19"},
		{"flex", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, escape(35), endchar), "M 0,0 C 1,2 4,6 9,12 C 16,20 25,30 36,42"},
		{"hflex", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, escape(34), endchar), "M 0,0 C 1,0 3,3 7,3 C 12,3 18,0 25,0"},
		{"hflex1", cs(0, 0, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, escape(36), endchar), "M 0,0 C 1,2 4,6 9,6 C 15,6 22,14 31,0"},
		{"flex1, along", cs(0, 0, rmoveto, 9, 2, 9, 2, 9, 2, 9, 2, 9, 2, 5, escape(37), endchar), "M 0,0 C 9,2 18,4 27,6 C 36,8 45,10 50,0"},
		{"flex1, up", cs(0, 0, rmoveto, 2, 9, 2, 9, 2, 9, 2, 9, 2, 9, 5, escape(37), endchar), "M 0,0 C 2,9 4,18 6,27 C 8,36 10,45 0,50"},
		{"dotsection", cs(0, 0, rmoveto, escape(0), 1, 2, rlineto, endchar), "M 0,0 L 1,2"},
		{"fractions", cs(half, half, rmoveto, 1, half, rlineto, endchar), "M 2.5,2.5 L 3.5,5"},
		{"what stands behind endchar", cs(0, 0, rmoveto, 1, 2, rlineto, endchar, 3, 4, rlineto), "M 0,0 L 1,2"},
		{"subroutine", cs(1, 2, rmoveto, 5, 0-107, byte(csCallSubr), endchar), "M 1,2 L 6,8"},

		{"and, or", cs(0, 0, rmoveto, 2, 0, escape(csAnd), 2, 0, escape(csOr), rlineto, endchar), "M 0,0 L 0,1"},
		{"not, abs", cs(0, 0, rmoveto, 0, escape(csNot), -7, escape(csAbs), rlineto, endchar), "M 0,0 L 1,7"},
		{"add, sub", cs(0, 0, rmoveto, 2, 3, escape(csAdd), 2, 3, escape(csSub), rlineto, endchar), "M 0,0 L 5,-1"},
		{"mul, div", cs(0, 0, rmoveto, 2, 3, escape(csMul), 3, 2, escape(csDiv), rlineto, endchar), "M 0,0 L 6,1.5"},
		{"neg, sqrt", cs(0, 0, rmoveto, 2, escape(csNeg), 9, escape(csSqrt), rlineto, endchar), "M 0,0 L -2,3"},
		{"eq, ifelse", cs(0, 0, rmoveto, 3, 3, escape(csEq), 8, 9, 1, 2, escape(csIfElse), rlineto, endchar), "M 0,0 L 1,8"},
		{"ifelse", cs(0, 0, rmoveto, 7, 8, 9, 2, 1, escape(csIfElse), rlineto, endchar), "M 0,0 L 7,9"},
		{"drop, dup, exch", cs(0, 0, rmoveto, 4, escape(csDup), 1, escape(csAdd), 9, escape(csDrop), escape(csExch), rlineto, endchar), "M 0,0 L 5,4"},
		{"put, get", cs(0, 0, rmoveto, 7, 31, escape(csPut), 31, escape(csGet), 0, escape(csGet), rlineto, endchar), "M 0,0 L 7,0"},
		{"index", cs(0, 0, rmoveto, 7, 8, 9, 1, escape(csIndex), rlineto, endchar), "M 0,0 L 7,8 L 16,16"},
		{"index below 0", cs(0, 0, rmoveto, 7, 8, 9, -3, escape(csIndex), rlineto, endchar), "M 0,0 L 7,8 L 16,17"},
		{"roll", cs(0, 0, rmoveto, 9, 1, 2, 3, 3, 1, escape(csRoll), rlineto, endchar), "M 0,0 L 9,3 L 10,5"},
		{"roll back", cs(0, 0, rmoveto, 9, 1, 2, 3, 3, -4, escape(csRoll), rlineto, endchar), "M 0,0 L 9,2 L 12,3"},
	} {
		if got, err := drawing(t, test.glyph, cs(6, rlineto, ret)); got != test.want || err != nil {
			t.Errorf("%s: %s, want %s; %v", test.name, got, test.want, err)
		}
	}
}

// curvedCFF is six glyphs whose outlines can be made quadratic ones.
func curvedCFF(fdSelect []byte) cffParts {
	c := cffParts{
		fdSelect: fdSelect,
		subrs:    [][][]byte{{cs(-50, 20, -10, 30, byte(csVHCurveTo), ret)}},
		top:      dictOperator(matrixOf("0.001", "0", "0", "1E-3", "0", "0"), cffFontMatrix),
		glyphs: [][]byte{
			cs(endchar),
			cs(600, 10, 20, rmoveto, 100, 50, 60, 200, byte(csHVCurveTo), 0-107, byte(csCallSubr), endchar),
			cs(10, 20, rmoveto, 300, 0, 300, 300, -300, 0, byte(csRRCurveTo), -10, -40, -80, 70, -90, byte(csHHCurveTo), endchar),
			cs(10, 20, 30, 40, byte(csHstemHM), byte(csHintMask), []byte{0xC0}, 5, byte(csVMoveTo), 10, 2, 30, 4, 5, 60, 7, []byte{csEscape, 34}, 50, byte(csHMoveTo), 200, -100, rlineto, endchar),
			cs(1, 2, rmoveto, 90, 3, []byte{csEscape, csDiv}, 40, []byte{csEscape, csDup}, []byte{csEscape, csMul}, 10, byte(csHLineTo), endchar),
			cs(0, 0, rmoveto, 50, 9, 90, 5, -30, 80, -70, 4, byte(csVVCurveTo), 7, 7, 20, 30, 40, 50, 60, 10, byte(csRLineCurve), endchar),
		},
	}
	if fdSelect != nil {
		c.subrs = append(c.subrs, c.subrs[0])
		c.top = dictOperator(matrixOf("1", "0", "0", "1", "0", "0"), cffFontMatrix)
	}
	return c
}

// An operator without the operands that it takes is an error, as is an outline that no
// description can hold; such a face still goes into a PDF, whose reader has to judge.
func TestPathFaults(t *testing.T) {
	for name, glyph := range map[string][]byte{
		"rmoveto of one":         cs(1, rmoveto, endchar),
		"rmoveto of four":        cs(1, 2, 3, 4, rmoveto, endchar),
		"a second width":         cs(1, 2, rmoveto, 1, 2, 3, rmoveto, endchar),
		"hmoveto of none":        cs(byte(csHMoveTo), endchar),
		"rlineto of three":       cs(1, 2, rmoveto, 1, 2, 3, rlineto, endchar),
		"hlineto of none":        cs(1, 2, rmoveto, byte(csHLineTo), endchar),
		"rrcurveto of five":      cs(1, 2, rmoveto, 1, 2, 3, 4, 5, byte(csRRCurveTo), endchar),
		"rcurveline of six":      cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, byte(csRCurveLine), endchar),
		"rlinecurve of six":      cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, byte(csRLineCurve), endchar),
		"rlinecurve of nine":     cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, byte(csRLineCurve), endchar),
		"vvcurveto of one":       cs(1, 2, rmoveto, 1, byte(csVVCurveTo), endchar),
		"hhcurveto of six":       cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, byte(csHHCurveTo), endchar),
		"hvcurveto of seven":     cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, 7, byte(csHVCurveTo), endchar),
		"vhcurveto of none":      cs(1, 2, rmoveto, byte(csVHCurveTo), endchar),
		"flex of twelve":         cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, []byte{csEscape, 35}, endchar),
		"hflex of six":           cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, []byte{csEscape, 34}, endchar),
		"hflex1 of ten":          cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, []byte{csEscape, 36}, endchar),
		"flex1 of ten":           cs(1, 2, rmoveto, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, []byte{csEscape, 37}, endchar),
		"a reserved operator":    cs(1, 2, rmoveto, []byte{csEscape, 1}, endchar),
		"random":                 cs([]byte{csEscape, 23}, 2, rmoveto, endchar),
		"division by 0":          cs(1, 0, []byte{csEscape, csDiv}, 2, rmoveto, endchar),
		"root below 0":           cs(-1, []byte{csEscape, csSqrt}, 2, rmoveto, endchar),
		"put beyond":             cs(1, 32, []byte{csEscape, csPut}, 1, 2, rmoveto, endchar),
		"get beyond":             cs(-1, []byte{csEscape, csGet}, 2, rmoveto, endchar),
		"index beyond":           cs(1, 1, []byte{csEscape, csIndex}, rmoveto, endchar),
		"roll beyond":            cs(1, 2, 3, 1, []byte{csEscape, csRoll}, rmoveto, endchar),
		"roll of none":           cs(1, 2, 0, 1, []byte{csEscape, csRoll}, rmoveto, endchar),
		"beyond 16 bits":         cs(20000, 2, rmoveto, 10, 20, -20, 10, rlineto, endchar),
		"a step beyond 16 bits":  cs(-10000, 2, rmoveto, 20000, 20, -20, 10, rlineto, endchar),
		"a number beyond bounds": cs(30000, []byte{csEscape, csDup}, []byte{csEscape, csMul}, []byte{csEscape, csDup}, []byte{csEscape, csMul}, 1, rmoveto, 10, 20, -20, 10, rlineto, endchar),
	} {
		c := cffParts{glyphs: [][]byte{cs(endchar), glyph}, subrs: [][][]byte{nil}}
		f := mustParseTest(t, newCFF(c.build(), 2).build())
		_, err := f.Mapped("Own", []Mapping{{'A', 1}})
		wantFault(t, name, err, "CFF ")
		if _, err := f.Box(1); err == nil {
			t.Errorf("%s: there is a box", name)
		}
		if _, err := f.FontFile([]GID{1}); err != nil {
			t.Errorf("%s: in a PDF: %v", name, err)
		}
	}
}

// real is an operand of a DICT.
func real(s string) []byte {
	b := []byte{30}
	nibbles := []byte{}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.':
			nibbles = append(nibbles, 0xA)
		case c == '-':
			nibbles = append(nibbles, 0xE)
		case c == 'E' && s[i+1] == '-':
			nibbles = append(nibbles, 0xC)
			i++
		case c == 'E':
			nibbles = append(nibbles, 0xB)
		default:
			nibbles = append(nibbles, c-'0')
		}
	}
	nibbles = append(nibbles, 0xF)
	if len(nibbles)%2 != 0 {
		nibbles = append(nibbles, 0xF)
	}
	for i := 0; i < len(nibbles); i += 2 {
		b = append(b, nibbles[i]<<4|nibbles[i+1])
	}
	return b
}

func matrixOf(v ...string) (b []byte) {
	for _, s := range v {
		b = append(b, real(s)...)
	}
	return b
}

// Outlines are in the units of the FontMatrix, that of the FD before that of the Top DICT;
// without one they are in font units.
func TestFontMatrix(t *testing.T) {
	for _, test := range []struct {
		name    string
		em      int
		top, fd []byte
		want    vec // what is made of (30, 40), in font units
	}{
		{"none", 1000, nil, nil, vec{30, 40}},
		{"none, another em", 2048, nil, nil, vec{30, 40}},
		{"top", 1000, matrixOf("0.001", "0", "0", "0.001", "0", "0"), nil, vec{30, 40}},
		{"top, in another form", 1000, matrixOf("1E-3", "0", "0", ".1E-2", "0", "0"), nil, vec{30, 40}},
		{"top, integers", 1000, matrixOf("1", "0", "0", "1", "0", "0"), matrixOf("0.001", "0", "0", "0.001", "0", "0"), vec{30, 40}},
		{"FD", 1000, nil, matrixOf("0.002", "0", "0", "0.001", "0", "0"), vec{60, 40}},
		{"FD before top", 1000, matrixOf("0.001", "0", "0", "0.002", "0.003", "0"), matrixOf("0", "1", "-1", "0", "5", "0"), vec{-40 + 5 + 3, 60}},
		{"of a finer em", 2048, matrixOf("0.00048828125", "0", "0", "0.00048828125", "0", "0"), nil, vec{30, 40}},
		{"mirrored", 1000, matrixOf("-0.001", "0", "0", "0.001", "0", "0"), nil, vec{-30, 40}},
	} {
		f := &cffFont{fds: []cffFD{{fontMatrix: test.fd}}}
		if test.top != nil {
			f.top = cffDict{{operator: cffFontMatrix, operands: test.top}}
		}
		m, ok := f.fontMatrix(0, test.em)
		if got := m.of(vec{30, 40}); !ok || math.Hypot(got.x-test.want.x, got.y-test.want.y) > 1e-9 {
			t.Errorf("%s: %v %v, want %v", test.name, ok, got, test.want)
		}
	}
	for name, operands := range map[string][]byte{
		"five numbers":  matrixOf("1", "0", "0", "1", "0"),
		"flat":          matrixOf("1", "2", "2", "4", "0", "0"),
		"not a number":  matrixOf("1", "0", "0", "-", "0", "0"),
		"reserved":      append([]byte{30, 0xDF}, matrixOf("0", "0", "1", "0", "0")...),
		"beyond bounds": matrixOf("1E999", "0", "0", "1", "0", "0"),
		"beyond them":   matrixOf("1E300", "0", "0", "1E300", "0", "0"),
	} {
		c := plainCFF(nil)
		c.top = dictOperator(operands, cffFontMatrix)
		_, err := mustParseTest(t, newCFF(c.build(), 6).build()).Mapped("Own", []Mapping{{'A', 1}})
		wantFault(t, name, err, "CFF ")
	}
}

// The direction of contours is TrueType's, also where the matrix mirrors them.
func TestQuadraticDirection(t *testing.T) {
	for _, matrix := range []string{"0.001", "-0.001"} {
		c := cffParts{
			glyphs: [][]byte{cs(endchar), cs(0, 0, rmoveto, 10, 0, 0, 10, rlineto, endchar)},
			subrs:  [][][]byte{nil},
			top:    dictOperator(matrixOf(matrix, "0", "0", "0.001", "0", "0"), cffFontMatrix),
		}
		q, err := mustParseTest(t, newCFF(c.build(), 2).build()).trueType()
		if err != nil {
			t.Fatal(err)
		}
		points, _ := outline(t, q, 1)
		line := ofPoints(points)
		if len(points) != 3 || line.area() != -200 {
			t.Errorf("%s: area %v of %v", matrix, line.area(), points)
		}
	}
}
