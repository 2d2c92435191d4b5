package pdfread

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// minimal returns a file of a catalogue and what is given besides.
func minimal(objects ...string) []byte {
	b := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	entries := []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}
	entry := func() { entries = append(binary.BigEndian.AppendUint32(append(entries, 1), uint32(len(b))), 0, 0, 0) }
	for i, o := range objects {
		entry()
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := len(b)
	entry()
	n := len(objects) + 1
	return fmt.Appendf(b, "%d 0 obj\n<</Type/XRef/W[1 4 3]/Size %d/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", n, n+1, len(entries), entries, start)
}

func TestOpen(t *testing.T) {
	f, err := Open(minimal("<</A 2 0 R>>", "[(a\\)) <6162> /N#41 -1.5 true null 3 0 R]", "<</Length 3>>\nstream\nabc\nendstream"))
	if err != nil {
		t.Fatal(err)
	}
	if v, err := f.Get(f.Trailer["Root"], "A"); err != nil || fmt.Sprintf("%#v", v) != `[]interface {}{"a)", "ab", "NA", -1.5, true, interface {}(nil), 3}` {
		t.Errorf("%#v, %v", v, err)
	}
	if v, err := f.Get(f.Trailer["Root"], "A", 6); err != nil || string(v.(Stream).Data) != "abc" {
		t.Errorf("%#v, %v", v, err)
	}
	for _, path := range [][]any{{"A", "B"}, {"A", 7}, {0}} {
		if v, err := f.Get(f.Trailer["Root"], path...); err == nil {
			t.Errorf("%v leads to %v", path, v)
		}
	}
}

// Whatever the writer does not promise is an error.
func TestOpenStrict(t *testing.T) {
	for what, c := range map[string]struct {
		objects  []string
		old, new string // replaced in the file
		want     string
	}{
		"header":         {[]string{"<<>>"}, "%PDF-1.7", "%PDF-1.4", "header"},
		"comment":        {[]string{"<<>>"}, "%\xE2", "%a", "header"},
		"tail":           {[]string{"<<>>"}, "%%EOF\n", "%%EOF", "file ends with"},
		"no reference":   {[]string{"<<>>", "<<>>"}, "", "", "nothing refers to object 2"},
		"no object":      {[]string{"<</A 9 0 R>>"}, "", "", "there is no object 9"},
		"bytes between":  {[]string{"<<>>"}, "startxref", "\nstartxref", "1 bytes between"},
		"object end":     {[]string{"<<>> 1"}, "", "", "object 1: does not end"},
		"length":         {[]string{"<</Length 2>>\nstream\nabc\nendstream"}, "", "", "object 1: the stream does not end with its Length"},
		"far length":     {[]string{"<</Length 9e9>>\nstream\nabc\nendstream"}, "", "", "object 1: byte"},
		"no length":      {[]string{"<<>>\nstream\nabc\nendstream"}, "", "", "object 1: Length: <nil> is no whole number"},
		"filter":         {[]string{"<</Length 0/Filter/LZWDecode>>\nstream\n\nendstream"}, "", "", "object 1: filter LZWDecode"},
		"flate":          {[]string{"<</Length 3/Filter/FlateDecode>>\nstream\nabc\nendstream"}, "", "", "object 1: zlib"},
		"key twice":      {[]string{"<</A 1/A 2>>"}, "", "", "object 1: byte 31: key A twice"},
		"key":            {[]string{"<<1 2>>"}, "", "", "a key is not a name"},
		"open array":     {[]string{"[1"}, "", "", "endobj within an object"},
		"open string":    {[]string{"(a"}, "", "", "a string without end"},
		"escape":         {[]string{`(\a)`}, "", "", "unexpected escape"},
		"hexadecimals":   {[]string{"<6G>"}, "", "", "object 1: byte"},
		"depth":          {[]string{strings.Repeat("[", 100) + strings.Repeat("]", 100)}, "", "", "more than 64 levels"},
		"size":           {[]string{"<<>>"}, "/Size 3", "/Size 4", "Size 4, 24 bytes"},
		"another number": {[]string{"<<>>"}, "1 0 obj", "7 0 obj", "object 1: is not at byte 15"},
	} {
		file := bytes.Replace(minimal(c.objects...), []byte(c.old), []byte(c.new), 1)
		if _, err := Open(file); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", what, err, c.want)
		}
	}
	file := minimal("<</A(b)>>")
	for n := range file {
		if _, err := Open(file[:n]); err == nil {
			t.Errorf("the first %d bytes are a file", n)
		}
	}
}

func TestCMap(t *testing.T) {
	m, err := CMap([]byte("1 beginbfchar\n<0001><D842DFB7>\nendbfchar\n1 beginbfrange\n<0003><0004><4E00>\nendbfrange"))
	if err != nil || fmt.Sprint(m) != "map[1:𠮷 3:一 4:丁]" {
		t.Errorf("%v, %v", m, err)
	}
	for _, s := range []string{
		"beginbfchar", "101 beginbfchar", "0 beginbfchar", "1 beginbfchar <0001>", "1 beginbfchar <01><4E00>", "1 beginbfchar 1 2",
		"1 beginbfrange <00FF><0100><4E00>", "1 beginbfrange <0001><0002><4EFF>", "1 beginbfrange <0002><0001><4E00>",
	} {
		if m, err := CMap([]byte(s)); err == nil {
			t.Errorf("%s: %v", s, m)
		}
	}
}
