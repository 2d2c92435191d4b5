package fonts

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// cffParts is a CFF table built for a test.
type cffParts struct {
	glyphs   [][]byte
	gsubrs   [][]byte
	subrs    [][][]byte // by FD
	fdSelect []byte     // nil: the font is not CID-keyed and has one FD
	top      []byte     // entries that come first in the Top DICT
}

func indexOf(objects ...[]byte) []byte {
	var ends []uint32
	var data []byte
	for _, o := range objects {
		data = append(data, o...)
		ends = append(ends, uint32(len(data)))
	}
	return appendIndex(nil, ends, data)
}

// num is a number in a charstring.
func num(v int) []byte { return append([]byte{csShortInt}, words(v)...) }

// cs is a charstring of numbers (int) and operators (byte), and of bytes as they
// are.
func cs(parts ...any) []byte {
	var b []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			b = append(b, num(p)...)
		case byte:
			b = append(b, p)
		case []byte:
			b = append(b, p...)
		}
	}
	return b
}

const (
	rmoveto = byte(21)
	rlineto = byte(5)
	endchar = byte(csEndChar)
	ret     = byte(csReturn)
)

func (c cffParts) build() []byte {
	fixed := slices.Concat([]byte{1, 0, 4, 4}, indexOf([]byte("Synthetic")))
	strings := indexOf([]byte("Adobe"), []byte("Identity"))
	gsubrs, glyphs := indexOf(c.gsubrs...), indexOf(c.glyphs...)
	var privates [][]byte
	for _, s := range c.subrs {
		p := dictEntry(nil, 20, 500) // defaultWidthX
		p = append(p, 0x1E, 0x0A, 0x14, 0x05, 0x41, 0xC3, 0xFF, 12, 9)
		size := len(p)
		if s != nil {
			size += 6
			p = append(dictEntry(p, cffSubrs, size), indexOf(s...)...)
		}
		privates = append(privates, p)
	}
	size := func(fd int) int {
		if c.subrs[fd] == nil {
			return len(privates[fd])
		}
		return len(privates[fd]) - len(indexOf(c.subrs[fd]...))
	}
	var out []byte
	at := [4]int{} // CharStrings, FDSelect, FDArray, the first Private DICT
	for range 2 {  // the second time places are known, and sizes do not change
		top := slices.Clone(c.top)
		if c.fdSelect != nil {
			top = dictEntry(top, cffROS, sidAdobe, sidIdentity, 0)
		}
		top = dictEntry(top, cffFontBBox, -10, -20, 300, 400)
		top = dictEntry(top, cffCharStrings, at[0])
		if c.fdSelect == nil {
			top = dictEntry(top, cffPrivate, size(0), at[3])
		} else {
			top = dictEntry(top, cffFDSelect, at[1])
			top = dictEntry(top, cffFDArray, at[2])
		}
		out = slices.Concat(fixed, indexOf(top), strings, gsubrs)
		at[0] = len(out)
		out = append(out, glyphs...)
		at[1] = len(out)
		out = append(out, c.fdSelect...)
		place := at[3]
		at[2] = len(out)
		var fds [][]byte
		for i := range privates {
			matrix := append([]byte{0x1E, 0xA0, 0x01, 0xFF}, 139, 139, 0x1E, 0xA0, 0x01, 0xFF, 139, 139)
			fds = append(fds, dictEntry(dictOperator(matrix, cffFontMatrix), cffPrivate, size(i), place))
			place += len(privates[i])
		}
		if c.fdSelect != nil {
			out = append(out, indexOf(fds...)...)
		}
		at[3] = len(out)
		out = append(out, bytes.Join(privates, nil)...)
	}
	return out
}

// newCFF returns a font of the CFF table, with the other tables of newSynthetic.
func newCFF(table []byte, glyphs int) synthetic {
	s := newSynthetic(make([][]byte, glyphs)...)
	delete(s, "loca")
	delete(s, "glyf")
	s["CFF "] = table
	s["maxp"] = slices.Concat(long(0x00005000), words(glyphs))
	return s
}

// plainCFF is six glyphs of two FDs that call subroutines of both kinds, one in
// another, with hints and masks.
func plainCFF(fdSelect []byte) cffParts {
	local := func(step int) [][]byte {
		return [][]byte{
			cs(step, step, rlineto, ret),
			cs(step, 0-107, byte(csCallGSubr), ret), // leaves an operand for the global one
			cs(7, 8, rlineto, endchar),
		}
	}
	subrs := [][][]byte{local(10)}
	if fdSelect != nil {
		subrs = append(subrs, local(20))
	}
	return cffParts{
		fdSelect: fdSelect,
		subrs:    subrs,
		gsubrs:   [][]byte{cs(5, rlineto, ret), cs(1 - 107), cs(ret)},
		glyphs: [][]byte{
			cs(endchar),
			cs(100, 1, 2, rmoveto, 0-107, byte(csCallSubr), endchar),
			cs(1, 2, byte(csHstemHM), 3, 4, byte(csHintMask), []byte{0xC0}, 5, 6, rmoveto, byte(csCntrMask), []byte{0x40}, 1-107, byte(csCallSubr), endchar),
			cs(1, 2, rmoveto, 2-107, byte(csCallSubr)), // ends in the subroutine
			cs(1, 2, rmoveto, 1-107, byte(csCallGSubr), byte(csCallSubr), 2-107, // the number comes from a subroutine
				byte(csCallGSubr), []byte{0xFF, 0, 9, 0x80, 0}, 250, byte(4), []byte{12, 35}), // no endchar
			nil,
		},
	}
}

var fdSelects = map[string][]byte{
	"one FD":   nil,
	"format 0": {0, 0, 1, 0, 1, 0, 1},
	"format 3": {3, 0, 3, 0, 0, 0, 0, 2, 1, 0, 4, 0, 0, 6},
}

// steps runs a charstring and returns what it draws: each operator with its
// operands. It computes no more than the tests need.
func steps(t *testing.T, f *cffFont, g GID) (list []string) {
	t.Helper()
	fd, err := f.fd(g)
	if err != nil {
		t.Fatal(err)
	}
	var stack []float64
	stems := 0
	var run func(b []byte) bool
	run = func(b []byte) (ended bool) {
		for len(b) > 0 {
			if v, n, ok := csNumber(b); ok && (b[0] >= 32 || b[0] == csShortInt) {
				stack, b = append(stack, v), b[n:]
				continue
			}
			op := b[0]
			b = b[1:]
			switch op {
			case csCallSubr, csCallGSubr:
				x := &f.globalSubrs
				if op == csCallSubr {
					x = &f.fds[fd].subrs
				}
				s, ok := x.object(int(stack[len(stack)-1]) + subrBias(x.count))
				if !ok {
					t.Fatal("no such subroutine")
				}
				stack = stack[:len(stack)-1]
				if run(s) {
					return true
				}
				continue
			case csReturn:
				return false
			}
			what := fmt.Sprint(op, stack)
			switch op {
			case csEscape:
				what = fmt.Sprint("12 ", b[0], stack)
				b = b[1:]
			case csHstem, csVstem, csHstemHM, csVstemHM, csHintMask, csCntrMask:
				stems += len(stack) / 2
				if op == csHintMask || op == csCntrMask {
					n := (stems + 7) / 8
					what += fmt.Sprint(b[:n])
					b = b[n:]
				}
			}
			stack = nil
			list = append(list, what)
			if op == csEndChar {
				return true
			}
		}
		return false
	}
	b, ok := f.charStrings.object(int(g))
	if !ok {
		t.Fatalf("no charstring %d", g)
	}
	if !run(b) {
		list = append(list, fmt.Sprint(csEndChar, []float64{}))
	}
	return list
}

// checkCFF compares every glyph of a subset with the face's.
func checkCFF(t *testing.T, f *Face, s *Subset) {
	t.Helper()
	got, err := parseCFF(s.Data, len(s.Glyphs))
	if err != nil {
		t.Fatal(err)
	}
	if !s.CFF || got.charStrings.count != len(s.Glyphs) || got.globalSubrs.count != 0 {
		t.Errorf("CFF %v, %d charstrings, %d global subroutines", s.CFF, got.charStrings.count, got.globalSubrs.count)
	}
	ros, _ := got.top.get(cffROS)
	if got.top[0].operator != cffROS || ros.integers != [3]int{0, sidIdentity, sidAdobe} || got.top.offset(12<<8|34) != len(s.Glyphs) {
		t.Errorf("the Top DICT is %+v", got.top)
	}
	charset := s.Data[got.top.offset(15):]
	if n := len(s.Glyphs); n > 1 && !bytes.HasPrefix(charset, slices.Concat([]byte{2}, words(1, n-2))) || n == 1 && charset[0] != 0 {
		t.Errorf("charset % x of %d glyphs", charset[:5], n)
	}
	used := map[int]bool{}
	for i, g := range s.Glyphs {
		if a, b := steps(t, got, GID(i)), steps(t, f.cff, g); !slices.Equal(a, b) {
			t.Errorf("glyph %d draws\n%q, want\n%q", g, a, b)
		}
		from, _ := f.cff.fd(g)
		to, _ := got.fd(GID(i))
		used[from] = true
		a, b := f.cff.fds[from], got.fds[to]
		if !bytes.Equal(a.fontMatrix, b.fontMatrix) || b.subrs.count != 0 {
			t.Errorf("glyph %d has the FD %+v, want %+v", g, b, a)
		}
		for _, e := range a.private {
			x, ok := b.private.get(e.operator)
			if ok == (e.operator == cffSubrs) || ok && !bytes.Equal(x.operands, e.operands) {
				t.Errorf("operator %d of the Private DICT is %v, want %v", e.operator, x, e)
			}
		}
	}
	if len(got.fds) != len(used) {
		t.Errorf("%d FDs, %d of them used", len(got.fds), len(used))
	}
}

func TestCFFSubset(t *testing.T) {
	for name, fdSelect := range fdSelects {
		f := mustParseTest(t, newCFF(plainCFF(fdSelect).build(), 6).build())
		if !f.CFF() || f.NumGlyphs() != 6 || f.Glyph('A') != 1 || f.Advance(2) != 502 || f.Metrics().CapHeight != 710 {
			t.Errorf("%s: CFF %v, %d glyphs, A %d, advance %d", name, f.CFF(), f.NumGlyphs(), f.Glyph('A'), f.Advance(2))
		}
		for _, test := range []struct{ ask, want []GID }{
			{nil, []GID{0}},
			{[]GID{0, 0}, []GID{0}},
			{[]GID{3}, []GID{0, 3}},
			{[]GID{5, 4, 3, 2, 1}, []GID{0, 5, 4, 3, 2, 1}},
			{[]GID{2, 4, 2, 0}, []GID{0, 2, 4, 2}},
		} {
			s, err := f.Subset(test.ask)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(s.Glyphs, test.want) {
				t.Errorf("%s: Subset(%v).Glyphs = %v, want %v", name, test.ask, s.Glyphs, test.want)
			}
			checkCFF(t, f, s)
		}
	}
}

// The FontMatrix of a face with another em than 1000 units is kept, and does not
// stand next to ROS.
func TestCFFFontMatrix(t *testing.T) {
	matrix := []byte{0x1E, 0x0A, 0x00, 0x04, 0x88, 0x28, 0x12, 0x5F, 139, 139, 0x1E, 0x0A, 0x00, 0x04, 0x88, 0x28, 0x12, 0x5F, 139, 139}
	c := plainCFF(nil)
	c.top = dictOperator(slices.Clone(matrix), cffFontMatrix)
	f := mustParseTest(t, newCFF(c.build(), 6).build())
	s, err := f.Subset([]GID{1})
	if err != nil {
		t.Fatal(err)
	}
	checkCFF(t, f, s)
	sub, _ := parseCFF(s.Data, 2)
	if last := sub.top[len(sub.top)-1]; last.operator != cffFontMatrix || !bytes.Equal(last.operands, matrix) {
		t.Errorf("the Top DICT ends with %+v", last)
	}
}

// A face without a FontMatrix has its outlines in its own units. A bare font would have
// them in thousandths: it is given one where they are others.
func TestCFFEm(t *testing.T) {
	for _, em := range []int{1000, 2048, 1024, 3000, 16384} {
		table := newCFF(plainCFF(nil).build(), 6)
		table["head"] = put(table["head"], 18, em)
		s, err := mustParseTest(t, table.build()).Subset([]GID{1})
		if err != nil {
			t.Fatal(err)
		}
		sub, err := parseCFF(s.Data, 2)
		if err != nil {
			t.Fatal(err)
		}
		m := dictNumbers(sub.fds[0].fontMatrix)
		if want := 1 / float64(em); em == cffEm && m != nil || em != cffEm && !slices.Equal(m, []float64{want, 0, 0, want, 0, 0}) {
			t.Errorf("an em of %d: %v", em, m)
		}
	}
}

// Without subroutines the numbers of the calls are gone too.
func TestCFFInline(t *testing.T) {
	f := mustParseTest(t, newCFF(plainCFF(nil).build(), 6).build())
	s, err := f.Subset([]GID{4})
	if err != nil {
		t.Fatal(err)
	}
	sub, _ := parseCFF(s.Data, 2)
	got, _ := sub.charStrings.object(1)
	want := cs(1, 2, rmoveto, 10, 5, rlineto, []byte{0xFF, 0, 9, 0x80, 0}, 250, byte(4), []byte{12, 35}, endchar)
	if !bytes.Equal(got, want) {
		t.Errorf("% x, want % x", got, want)
	}
}

func TestCFFManyGlyphs(t *testing.T) {
	const n = 3000 // offsets of two bytes, and subroutine numbers of the second bias
	c := cffParts{subrs: [][][]byte{slices.Repeat([][]byte{cs(1, 1, rlineto, ret)}, 2000)}}
	for i := range n {
		c.glyphs = append(c.glyphs, cs(i, i, rmoveto, i%2000-1131, byte(csCallSubr), endchar))
	}
	f := mustParseTest(t, newCFF(c.build(), n).build())
	var all []GID
	for g := range n {
		all = append(all, GID(g))
	}
	s, err := f.Subset(all)
	if err != nil {
		t.Fatal(err)
	}
	checkCFF(t, f, s)
	again, _ := f.Subset(all)
	if !bytes.Equal(s.Data, again.Data) {
		t.Error("two subsets of the same glyphs differ")
	}
}

func TestDamagedCFF(t *testing.T) {
	good := plainCFF(fdSelects["format 3"])
	for _, test := range []struct {
		name  string
		table []byte
	}{
		{"cut", good.build()[:3]},
		{"major version", put(good.build(), 0, 0x0200)},
		{"no names", slices.Concat([]byte{1, 0, 4, 4}, make([]byte, 40))},
		{"header size", put(good.build(), 2, 0xFF04)},
		{"INDEX count", put(good.build(), 4, 0xFFFF)},
		{"INDEX offSize", put(good.build(), 6, 0x0501)},
		{"CharstringType 1", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: dictEntry(nil, cffCharstringType, 1)}.build()},
		{"DICT cut", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: []byte{255}}.build()},
		{"DICT operands", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: slices.Repeat([]byte{139}, 49)}.build()},
		{"DICT entries", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: slices.Repeat([]byte{139, 1}, 65)}.build()},
		{"CharStrings offset", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: dictEntry(nil, cffCharStrings, 1<<30)}.build()},
		{"CharStrings offset below 0", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: dictEntry(nil, cffCharStrings, -1)}.build()},
		{"too few CharStrings", cffParts{glyphs: good.glyphs[:5], subrs: good.subrs}.build()},
		{"Private beyond the table", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: dictEntry(nil, cffPrivate, 10, 1<<31-1)}.build()},
		{"Private of negative size", cffParts{glyphs: good.glyphs, subrs: good.subrs, top: dictEntry(nil, cffPrivate, -10, 100)}.build()},
		{"FDSelect format", plainCFF([]byte{1, 0, 0, 0, 0, 0, 0}).build()},
		{"FDArray offset", cffParts{glyphs: good.glyphs, fdSelect: good.fdSelect, subrs: good.subrs, top: dictEntry(nil, cffFDArray, 1<<31-1)}.build()},
		{"FDSelect offset", cffParts{glyphs: good.glyphs, fdSelect: good.fdSelect, subrs: good.subrs, top: dictEntry(nil, cffFDSelect, 1<<31-1)}.build()},
		{"no FDs", cffParts{glyphs: good.glyphs, fdSelect: good.fdSelect}.build()},
	} {
		_, err := Parse(newCFF(test.table, 6).build(), 0)
		wantFault(t, test.name, err, "CFF ")
	}
	s := newCFF(good.build(), 6)
	s["maxp"] = plain()["maxp"]
	_, err := Parse(s.build(), 0)
	wantFault(t, "maxp of TrueType", err, "maxp")

	whole := newCFF(good.build(), 6)
	for n := range good.build() { // what is cut off is nowhere read
		whole["CFF "] = good.build()[:n]
		if f, err := Parse(whole.build(), 0); err == nil {
			if _, err := f.Subset([]GID{1, 2, 3, 4, 5}); err == nil {
				t.Errorf("a table cut to %d of %d bytes was taken", n, len(good.build()))
			}
		}
	}
}

func TestDamagedCharStrings(t *testing.T) {
	call, callG := byte(csCallSubr), byte(csCallGSubr)
	deep := func(n int) (subrs [][]byte) {
		for i := range n {
			subrs = append(subrs, cs(i+1-107, call, ret))
		}
		return append(subrs, cs(1, 2, rmoveto, ret))
	}
	double := func(n int, last []byte) (subrs [][]byte) { // 2^n times the last
		for i := range n {
			subrs = append(subrs, cs(i+1-107, call, i+1-107, call, i+1-107, call, i+1-107, call, i+1-107, call, ret))
		}
		return append(subrs, last)
	}
	for _, test := range []struct {
		name  string
		glyph []byte
		subrs [][]byte
		fine  bool
	}{
		{"number cut", []byte{csShortInt, 1}, nil, false},
		{"fixed number cut", []byte{csFixed, 0, 1, 0}, nil, false},
		{"two-byte number cut", []byte{250}, nil, false},
		{"escape cut", []byte{csEscape}, nil, false},
		{"unknown escape", []byte{csEscape, 38}, nil, false},
		{"unknown operator", []byte{2}, nil, false},
		{"mask cut", cs(1, 2, byte(csHstemHM), byte(csHintMask)), nil, false},
		{"48 operands", slices.Concat(slices.Repeat([]byte{139}, 48), []byte{rlineto}), nil, true},
		{"49 operands", slices.Repeat([]byte{139}, 49), nil, false},
		{"96 stems", slices.Concat(slices.Repeat(slices.Concat(slices.Repeat([]byte{139}, 48), []byte{csHstem}), 4)), nil, true},
		{"97 stems", cs(slices.Repeat(slices.Concat(slices.Repeat([]byte{139}, 48), []byte{csHstem}), 4), 1, 2, byte(csVstem)), nil, false},
		{"call of nothing", cs(call), deep(1), false},
		{"no such subroutine", cs(1-107, call), [][]byte{nil}, false},
		{"no such global subroutine", cs(0-107, callG), [][]byte{nil}, false},
		{"negative subroutine", cs(-108, call), [][]byte{nil}, false},
		{"fractional subroutine", cs([]byte{csFixed, 0xFF, 0x95, 0x80, 0}, call), deep(1), false},
		{"computed subroutine", cs(-100, -7, []byte{csEscape, 10}, call), deep(1), false},
		{"arithmetic", cs(1, 2, []byte{csEscape, 10}, 3, []byte{csEscape, 28}, rmoveto, 0-107, call), deep(1), true},
		{"arithmetic on nothing", cs(1, []byte{csEscape, 10}), nil, false},
		{"ten calls deep", cs(0-107, call), deep(9), true},
		{"eleven calls deep", cs(0-107, call), deep(10), false},
		{"calls itself", cs(0-107, call), [][]byte{cs(0-107, call)}, false},
		{"bomb of outlines", cs(0-107, call), double(9, cs(1, 2, rlineto, ret)), false},
		{"bomb of nothing", cs(0-107, call), double(9, cs(ret)), false},
		{"seac", cs(1, 2, 65, 66, endchar), nil, false},
		{"operands and no endchar", cs(1, 2, 65, 66), nil, false},
		{"width and endchar", cs(1, endchar), nil, true},
		{"return", cs(1, 2, rmoveto, ret), nil, true},
	} {
		c := cffParts{glyphs: [][]byte{cs(endchar), test.glyph}, subrs: [][][]byte{test.subrs}}
		f := mustParseTest(t, newCFF(c.build(), 2).build())
		s, err := f.Subset([]GID{1})
		if !test.fine {
			wantFault(t, test.name, err, "CFF ")
		} else if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if test.name != "arithmetic" {
			checkCFF(t, f, s)
		}
	}

	f := mustParseTest(t, newCFF(plainCFF(nil).build(), 6).build())
	_, err := f.Subset([]GID{6})
	wantFault(t, "no such glyph", err, "CFF ")
	_, err = f.Subset(slices.Repeat([]GID{1}, 1<<16-1))
	wantFault(t, "too many glyphs", err, "CFF ")
	for _, fdSelect := range [][]byte{{0, 0, 9, 0, 0, 0, 0}, {3, 0, 1, 0, 2, 0, 0, 6}, {3, 0, 0, 0, 6}} {
		f := mustParseTest(t, newCFF(plainCFF(fdSelect).build(), 6).build())
		_, err := f.Subset([]GID{1})
		wantFault(t, fmt.Sprint("FDSelect ", fdSelect), err, "CFF ")
	}
	offsets := plainCFF(nil).build()
	at := bytes.Index(offsets, words(6, 0x0101)) // the CharStrings INDEX
	_, err = mustParseTest(t, newCFF(put(offsets, at+4, 0xFF02), 6).build()).Subset([]GID{1})
	wantFault(t, "charstring offset", err, "CFF ")
}
