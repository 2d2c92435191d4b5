package pdf

import (
	"bytes"
	"errors"
)

// rebuild makes the table of objects anew from the objects that are found in the file,
// the last of each number.
func (f *File) rebuild() error {
	f.reset()
	f.Rebuilt = true
	newest := dict{}
	note := func(v any) {
		d, _ := v.(dict)
		for _, k := range []name{"Root", "Info", "Encrypt", "ID"} {
			if d[k] != nil {
				newest[k] = d[k]
			}
		}
	}
	var streams []int32
	find := func(at, last int, s string) int {
		if last >= at {
			return last
		}
		if n := bytes.Index(f.raw[at:], []byte(s)); n >= 0 {
			return at + n
		}
		return len(f.raw)
	}
	for at, object, trailer := 0, -1, -1; ; {
		object, trailer = find(at, object, "obj"), find(at, trailer, "trailer")
		if trailer < object {
			at = trailer + len("trailer")
			p := f.parser(at)
			v, err := p.value()
			if err := f.wasted(err, p.at-at); err != nil {
				return err
			}
			note(v)
			continue
		}
		if at = object; at == len(f.raw) {
			break
		}
		from := headStart(f.raw, at)
		at += len("obj")
		if from < 0 {
			continue
		}
		n, v, to, err := f.indirect(from, nil)
		if err != nil {
			if err := f.wasted(err, to-from); err != nil {
				return err
			}
			continue
		}
		at = max(at, to)
		if err := f.replace(n, entry{inFile, int32(from), 0}); err != nil {
			return err
		}
		switch v := v.(type) {
		case *stream:
			switch v.dict["Type"] {
			case name("XRef"):
				note(v.dict)
			case name("ObjStm"):
				streams = append(streams, n)
			}
		case dict:
			if v["Type"] == name("Catalog") && newest["Root"] == nil {
				newest["Root"] = ref{n, 0}
			}
		}
	}
	f.objects, f.fault = map[int32]any{}, nil
	f.trailer = newest
	if err := f.unlock(); err != nil {
		return err
	}
	for _, n := range streams {
		at := f.entries[n].at
		s, err := f.objectStream(n)
		if err != nil {
			return err
		}
		for i, number := range s.numbers {
			if int(number) < len(f.entries) && f.entries[number].kind == inFile && f.entries[number].at > at {
				continue
			}
			if err := f.replace(number, entry{inStream, n, int32(i)}); err != nil {
				return err
			}
		}
	}
	return f.start()
}

// wasted counts the bytes that were read for nothing, where there was an error.
func (f *File) wasted(err error, n int) error {
	if err == nil {
		return nil
	}
	if f.scanned += max(n, 0); f.scanned > maxScanned || errors.Is(err, errMany) {
		return errMany
	}
	return nil
}

// replace sets an entry, whatever is known.
func (f *File) replace(n int32, e entry) error {
	if int(n) < len(f.entries) {
		f.entries[n].kind = unknown
	}
	return f.set(int(n), e)
}

// headStart returns where the numbers before obj begin, or -1.
func headStart(b []byte, at int) int {
	i := at
	for range 2 {
		j := i
		for i > 0 && class[b[i-1]] == 1 {
			i--
		}
		k := i
		for i > 0 && '0' <= b[i-1] && b[i-1] <= '9' {
			i--
		}
		if i == k || j == k && j != at {
			return -1
		}
	}
	return i
}
