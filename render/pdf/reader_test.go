package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// A reader of PDF files for the tests: strict about what the writer promises,
// ignorant of what it never writes.

type (
	dict   map[string]any
	op     string // an operator of a content stream, or a keyword
	stream struct {
		dict dict
		data []byte // decoded
	}
)

// parser reads the syntax of ISO 32000-1, 7.2 and 7.3.
type parser struct {
	b  []byte
	at int
}

func (p *parser) space() {
	for p.at < len(p.b) && strings.IndexByte("\x00\t\n\f\r ", p.b[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) fail(format string, a ...any) {
	panic(fmt.Sprintf("at byte %d: %s", p.at, fmt.Sprintf(format, a...)))
}

var (
	refPattern     = regexp.MustCompile(`^(\d+) 0 R\b`)
	numberPattern  = regexp.MustCompile(`^[-+]?(\d+\.?\d*|\.\d+)`)
	keywordPattern = regexp.MustCompile(`^[A-Za-z'"*]+`)
	namePattern    = regexp.MustCompile(`^/[^\x00\t\n\f\r ()<>\[\]{}/%]*`)
)

// value reads one object, an op, or nil at the end.
func (p *parser) value() any {
	p.space()
	b := p.b[p.at:]
	if len(b) == 0 {
		return nil
	}
	take := func(n int) string { p.at += n; return string(b[:n]) }
	switch {
	case bytes.HasPrefix(b, []byte("<<")):
		take(2)
		d := dict{}
		for {
			p.space()
			if bytes.HasPrefix(p.b[p.at:], []byte(">>")) {
				p.at += 2
				return d
			}
			key, ok := p.value().(name)
			if !ok {
				p.fail("a key is not a name")
			}
			if _, twice := d[string(key)]; twice {
				p.fail("key %s twice", key)
			}
			d[string(key)] = p.value()
		}
	case b[0] == '[':
		take(1)
		a := []any{}
		for {
			p.space()
			if p.b[p.at] == ']' {
				p.at++
				return a
			}
			a = append(a, p.value())
		}
	case b[0] == '<':
		s := take(bytes.IndexByte(b, '>') + 1)
		d, err := hex.DecodeString(s[1 : len(s)-1])
		if err != nil {
			p.fail("%v", err)
		}
		return string(d)
	case b[0] == '(':
		return p.literal()
	case b[0] == '/':
		n := take(len(namePattern.Find(b)))[1:]
		for i := 0; i < len(n); i++ {
			if n[i] == '#' {
				c, err := strconv.ParseUint(n[i+1:i+3], 16, 8)
				if err != nil {
					p.fail("%v", err)
				}
				n = n[:i] + string([]byte{byte(c)}) + n[i+3:]
			}
		}
		return name(n)
	}
	if m := refPattern.FindSubmatch(b); m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		take(len(m[0]))
		return ref(n)
	}
	if m := numberPattern.Find(b); m != nil {
		v, err := strconv.ParseFloat(take(len(m)), 64)
		if err != nil {
			p.fail("%v", err)
		}
		return v
	}
	if m := keywordPattern.Find(b); m != nil {
		switch s := take(len(m)); s {
		case "true", "false":
			return s == "true"
		case "null":
			return nil
		default:
			return op(s)
		}
	}
	p.fail("unexpected %q", b[:min(len(b), 20)])
	return nil
}

func (p *parser) literal() string {
	var s []byte
	depth := 0
	for {
		c := p.b[p.at]
		p.at++
		switch c {
		case '\\':
			c = p.b[p.at]
			p.at++
			if c == 'r' {
				c = '\r'
			} else if c == 'n' {
				c = '\n'
			} else if strings.IndexByte(`()\`, c) < 0 {
				p.fail("unexpected escape %q", c)
			}
			s = append(s, c)
			continue
		case '(':
			depth++
			if depth == 1 {
				continue
			}
		case ')':
			depth--
			if depth == 0 {
				return string(s)
			}
		}
		s = append(s, c)
	}
}

// file is a PDF file taken apart.
type file struct {
	t       testing.TB
	raw     []byte
	objects map[ref]any
	trailer dict
	heads   map[*byte][]int // of object streams
}

// readFile checks the header, the cross-reference stream, the line ends that
// PDF/A asks for, and that every reference leads somewhere.
func readFile(t testing.TB, raw []byte) *file {
	t.Helper()
	f := &file{t: t, raw: raw, objects: map[ref]any{}}
	if !regexp.MustCompile(`^%PDF-1\.7\n%[\x80-\xFF]{4,}\n`).Match(bytes.Clone(raw[:20])) && raw[10] < 0x80 {
		t.Fatalf("header %q", raw[:20])
	}
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(raw)
	if m == nil {
		t.Fatalf("file ends with %q", raw[len(raw)-40:])
	}
	start, _ := strconv.Atoi(string(m[1]))
	number, err := strconv.Atoi(string(raw[start : start+bytes.IndexByte(raw[start:], ' ')]))
	if err != nil {
		t.Fatal(err)
	}
	v, used := f.object(ref(number), start)
	if used+len(m[0]) != len(raw) {
		t.Errorf("something between the table and startxref")
	}
	used = 15 // the header
	table := v.(stream)
	f.trailer = table.dict
	if fmt.Sprint(table.dict["Type"], table.dict["W"]) != "XRef[1 4 3]" {
		t.Fatalf("table %v", table.dict)
	}
	if n := len(table.data); n%8 != 0 || f.trailer["Size"] != float64(n/8) {
		t.Errorf("Size %v, %d bytes", f.trailer["Size"], n)
	}
	entry := func(n int) (kind, at, index int) {
		e := table.data[8*n:]
		return int(e[0]), int(binary.BigEndian.Uint32(e[1:])), int(e[5])<<16 | int(e[6])<<8 | int(e[7])
	}
	if kind, at, index := entry(0); kind != 0 || at != 0 || index != 0xFFFF {
		t.Errorf("entry 0: %d %d %d", kind, at, index)
	}
	for n := 1; n < len(table.data)/8; n++ {
		if kind, at, index := entry(n); kind == 1 {
			v, end := f.object(ref(n), at)
			f.objects[ref(n)] = v
			used += end - at
			if index != 0 {
				t.Errorf("generation %d of object %d", index, n)
			}
		}
	}
	if used+len(m[0]) != len(raw) {
		t.Errorf("%d bytes belong to no object", len(raw)-used-len(m[0]))
	}
	streams := map[ref]int{}
	for n := 1; n < len(table.data)/8; n++ {
		kind, at, index := entry(n)
		switch kind {
		case 1:
		case 2:
			f.objects[ref(n)] = f.packed(ref(n), f.objects[ref(at)].(stream), index)
			streams[ref(at)]++
		default:
			t.Fatalf("object %d is of kind %d", n, kind)
		}
	}
	seen := map[ref]bool{ref(number): true}
	for r, n := range streams {
		seen[r] = true
		if f.objects[r].(stream).dict["N"] != float64(n) {
			t.Errorf("object stream %d: %v, not %d objects", r, f.objects[r].(stream).dict, n)
		}
	}
	f.walk(f.trailer, seen)
	for r := range f.objects {
		if !seen[r] {
			t.Errorf("nothing refers to object %d", r)
		}
	}
	return f
}

// packed reads an object of an object stream.
func (f *file) packed(n ref, s stream, index int) any {
	f.t.Helper()
	if s.dict["Type"] != name("ObjStm") {
		f.t.Fatalf("object %d in %v", n, s.dict)
	}
	if f.heads == nil {
		f.heads = map[*byte][]int{}
	}
	key := &s.data[0]
	if f.heads[key] == nil {
		p := &parser{b: s.data[:int(s.dict["First"].(float64))]}
		for v := p.value(); v != nil; v = p.value() {
			f.heads[key] = append(f.heads[key], int(v.(float64)))
		}
	}
	head := f.heads[key]
	if head[2*index] != int(n) {
		f.t.Fatalf("object %d is %d in its stream", n, head[2*index])
	}
	data := s.data[int(s.dict["First"].(float64)):]
	end := len(data)
	if 2*index+3 < len(head) {
		end = head[2*index+3]
	}
	p := &parser{b: data[head[2*index+1]:end]}
	v := p.value()
	if p.space(); p.at != len(p.b) {
		f.t.Errorf("object %d: %q is left", n, p.b[p.at:])
	}
	return v
}

func (f *file) object(n ref, at int) (v any, end int) {
	f.t.Helper()
	defer func() {
		if r := recover(); r != nil {
			f.t.Fatalf("object %d: %v", n, r)
		}
	}()
	head := fmt.Sprintf("%d 0 obj\n", n)
	if !bytes.HasPrefix(f.raw[at:], []byte(head)) {
		f.t.Fatalf("object %d is not at byte %d but %q", n, at, f.raw[at:at+12])
	}
	p := &parser{b: f.raw, at: at + len(head)}
	v = p.value()
	if rest := "\nstream\n"; bytes.HasPrefix(p.b[p.at:], []byte(rest[1:])) || bytes.HasPrefix(p.b[p.at:], []byte(rest)) {
		p.at += bytes.IndexByte(p.b[p.at+1:], '\n') + 2
		d := v.(dict)
		length := int(d["Length"].(float64))
		data := p.b[p.at : p.at+length]
		p.at += length
		if !bytes.HasPrefix(p.b[p.at:], []byte("\nendstream\n")) {
			f.t.Fatalf("object %d: stream ends with %q", n, p.b[p.at:p.at+12])
		}
		p.at += len("\nendstream")
		if d["Filter"] != nil {
			if d["Filter"] != name("FlateDecode") {
				f.t.Fatalf("object %d: filter %v", n, d["Filter"])
			}
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				f.t.Fatalf("object %d: %v", n, err)
			}
			if data, err = io.ReadAll(z); err != nil {
				f.t.Fatalf("object %d: %v", n, err)
			}
		}
		v = stream{d, data}
	}
	if !bytes.HasPrefix(p.b[p.at:], []byte("\nendobj\n")) {
		f.t.Fatalf("object %d ends with %q", n, p.b[p.at:p.at+10])
	}
	return v, p.at + len("\nendobj\n")
}

func (f *file) walk(v any, seen map[ref]bool) {
	switch v := v.(type) {
	case ref:
		if _, ok := f.objects[v]; !ok {
			f.t.Errorf("there is no object %d", v)
		}
		if !seen[v] {
			seen[v] = true
			f.walk(f.objects[v], seen)
		}
	case stream:
		f.walk(v.dict, seen)
	case dict:
		for _, x := range v {
			f.walk(x, seen)
		}
	case []any:
		for _, x := range v {
			f.walk(x, seen)
		}
	}
}

// get follows keys and array indices from v, through references.
func (f *file) get(v any, path ...any) any {
	f.t.Helper()
	for i := 0; ; i++ {
		if r, ok := v.(ref); ok {
			v = f.objects[r]
		}
		if i == len(path) {
			return v
		}
		switch k := path[i].(type) {
		case string:
			if s, ok := v.(stream); ok {
				v = s.dict
			}
			d, ok := v.(dict)
			if !ok {
				f.t.Fatalf("%v: no dictionary", path[:i+1])
			}
			v = d[k]
		case int:
			v = v.([]any)[k]
		}
	}
}

func (f *file) root(path ...any) any { f.t.Helper(); return f.get(f.trailer["Root"], path...) }

// page returns the contents of page n, from 0.
func (f *file) page(n int) []byte {
	return f.get(f.root("Pages", "Kids", n), "Contents").(stream).data
}

// decodeText reads a text string.
func decodeText(s string) string {
	if !strings.HasPrefix(s, "\xFE\xFF") {
		return s
	}
	var u []uint16
	for i := 2; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// cmap reads the bfchar and bfrange blocks of a ToUnicode CMap.
func (f *file) cmap(font any) map[uint16]string {
	f.t.Helper()
	return readCMap(f.t, f.get(font, "ToUnicode").(stream).data)
}

func readCMap(t testing.TB, data []byte) map[uint16]string {
	t.Helper()
	m := map[uint16]string{}
	p := &parser{b: data}
	code := func() uint16 { s := p.value().(string); return uint16(s[0])<<8 | uint16(s[1]) }
	for last := any(nil); ; {
		v := p.value()
		if v == nil {
			return m
		}
		n, _ := last.(float64)
		if (v == op("beginbfchar") || v == op("beginbfrange")) && (n < 1 || n > 100) {
			t.Errorf("block of %v entries", n)
		}
		switch v {
		case op("beginbfchar"):
			for range int(n) {
				c := code()
				m[c] = decodeText("\xFE\xFF" + p.value().(string))
			}
		case op("beginbfrange"):
			for range int(n) {
				lo, hi := code(), code()
				s := []byte(p.value().(string))
				if lo>>8 != hi>>8 || int(s[len(s)-1])+int(hi-lo) > 0xFF {
					t.Errorf("range %04X to %04X carries", lo, hi)
				}
				for c := lo; c <= hi; c++ {
					m[c] = decodeText("\xFE\xFF" + string(s))
					s[len(s)-1]++
				}
			}
		}
		last = v
	}
}

// width returns the width of a CID in thousandths.
func (f *file) width(font any, cid uint16) float64 {
	cidFont := f.get(font, "DescendantFonts", 0)
	w, _ := f.get(cidFont, "W").([]any)
	for i := 0; i < len(w); {
		first := w[i].(float64)
		if list, ok := w[i+1].([]any); ok {
			if n := float64(cid) - first; 0 <= n && int(n) < len(list) {
				return list[int(n)].(float64)
			}
			i += 2
		} else {
			if first <= float64(cid) && float64(cid) <= w[i+1].(float64) {
				return w[i+2].(float64)
			}
			i += 3
		}
	}
	return f.get(cidFont, "DW").(float64)
}

// shown is a glyph as a reader of the file would draw it.
type shown struct {
	font       string
	code       uint16
	char       string
	x, y, size float64
	bold       bool
	artifact   string // its Type and Subtype
	mcid       int    // -1 in artifacts
}

// drawn is what a page draws.
type drawn struct {
	glyphs []shown
	ops    []string // all other painting, in short
	tags   []name   // of marked content, by MCID
	spans  []string // ActualText of parts of it
}

// draw interprets the content stream of page n, from 0.
func (f *file) draw(n int) (out drawn) {
	f.t.Helper()
	p := &parser{b: f.page(n)}
	var (
		stack              []any
		font               any
		fontName           string
		chars              map[uint16]string
		size, tc           float64
		x, y, lineX, lineY float64
		mode               float64
		inText             bool
		open               []name // marked content
		artifact           string
	)
	mcid := -1
	num := func(i int) float64 { return stack[i].(float64) }
	show := func(s string) {
		if !inText || font == nil || len(s)%2 != 0 || len(open) == 0 {
			f.t.Fatalf("cannot show %q here", s)
		}
		for i := 0; i < len(s); i += 2 {
			c := uint16(s[i])<<8 | uint16(s[i+1])
			out.glyphs = append(out.glyphs, shown{fontName, c, chars[c], x, y, size, mode == 2, artifact, mcid})
			x += f.width(font, c)*size/1000 + tc
		}
	}
	for {
		v := p.value()
		o, ok := v.(op)
		if v == nil {
			break
		}
		if !ok {
			stack = append(stack, v)
			continue
		}
		switch o {
		case "BT", "ET":
			if inText == (o == "BT") {
				f.t.Fatalf("%s out of turn", o)
			}
			inText = o == "BT"
			x, y, lineX, lineY = 0, 0, 0, 0
		case "BDC":
			tag, d := stack[0].(name), stack[1].(dict)
			switch {
			case tag == "Span" && len(open) == 1:
				out.spans = append(out.spans, decodeText(d["ActualText"].(string)))
			case len(open) > 0:
				f.t.Fatalf("%s in %s", tag, open)
			case tag == "Artifact":
				artifact = string(d["Type"].(name))
				if sub, ok := d["Subtype"].(name); ok {
					artifact += " " + string(sub)
				}
			default:
				if mcid = int(d["MCID"].(float64)); mcid != len(out.tags) {
					f.t.Errorf("MCID %d, want %d", mcid, len(out.tags))
				}
				out.tags = append(out.tags, tag)
			}
			open = append(open, tag)
		case "EMC":
			if open = open[:len(open)-1]; len(open) == 0 {
				artifact, mcid = "", -1
			}
		case "Tf":
			fontName = string(stack[0].(name))
			font = f.get(f.root("Pages", "Kids", n), "Resources", "Font", fontName)
			chars = f.cmap(font)
			size = num(1)
		case "Tc":
			tc = num(0)
		case "Tr":
			mode = num(0)
		case "Td":
			lineX, lineY = lineX+num(0), lineY+num(1)
			x, y = lineX, lineY
		case "Tj":
			show(stack[0].(string))
		case "TJ":
			for _, e := range stack[0].([]any) {
				switch e := e.(type) {
				case string:
					show(e)
				case float64:
					if e != float64(int(e)) {
						f.t.Errorf("TJ moves by %v", e)
					}
					x -= e * size / 1000
				}
			}
		default:
			if artifact != "Layout" && !strings.Contains(" w j g rg ", " "+string(o)+" ") {
				f.t.Errorf("%s is not marked as an artifact", o)
			}
			out.ops = append(out.ops, strings.Trim(fmt.Sprint(stack), "[]")+" "+string(o))
		}
		stack = stack[:0]
	}
	if inText || len(open) > 0 {
		f.t.Error("the page ends within BT or BDC")
	}
	return out
}
