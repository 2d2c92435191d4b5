package msdoc

import (
	"unicode/utf16"

	"github.com/nianbao/nianbao/report/intake/internal/numbering"
)

// lists are the lists of a document, and what styles say of theirs.
type lists struct {
	instances []*numbering.Instance // in the order in which paragraphs name them, from 1
	styles    []listOf
}

// listOf is the list of a paragraph, from 1; 0 is none.
type listOf struct {
	list, level int
	base        int // style that it is based on
}

const (
	maxLists  = 2000
	maxStyles = 4000
	maxBase   = 16      // styles that are based on each other
	maxText   = 1 << 10 // bytes of the text of a number
	noStyle   = 0xFFF
)

// readLists reads the lists ([MS-DOC], 2.9.131 and 2.9.147) and the styles.
func (d *document) readLists() *lists {
	all := new(lists)
	byID := d.readDefinitions()
	b := d.pair(pairListUses)
	if len(b) >= 4 {
		n := min(int(word.Uint32(b)), maxLists, len(b)/16)
		rest := b[4:]
		if len(rest) >= 16*n {
			overrides := rest[16*n:]
			for i := range n {
				use := rest[16*i:]
				in := &numbering.Instance{Of: byID[word.Uint32(use)]}
				overrides = d.readOverrides(in, int(use[12]), overrides)
				all.instances = append(all.instances, in)
			}
		}
	}
	all.styles = d.readStyles()
	return all
}

// readDefinitions reads the lists by their numbers: first all of them, then the levels
// of each.
func (d *document) readDefinitions() map[uint32]*numbering.List {
	const size = 28
	byID := map[uint32]*numbering.List{}
	b := d.pair(pairLists)
	if len(b) < 2 {
		return byID
	}
	n := min(int(word.Uint16(b)), maxLists)
	if len(b) < 2+size*n {
		return byID
	}
	// The levels follow, beyond what is counted as the size of the list.
	from := int(word.Uint32(d.fib[8*pairLists:]))
	levels := d.table[from+2+size*n:]
	for i := range n {
		e := b[2+size*i:]
		l := new(numbering.List)
		count := numbering.Levels
		if e[26]&1 != 0 { // a simple list
			count = 1
		}
		for j := range count {
			var ok bool
			if l.Levels[j], levels, ok = readLevel(levels, j); !ok {
				return byID
			}
		}
		byID[word.Uint32(e)] = l
	}
	return byID
}

// readLevel reads a level ([MS-DOC], 2.9.150) and returns what follows it.
func readLevel(b []byte, i int) (v numbering.Level, rest []byte, ok bool) {
	const head = 28
	if len(b) < head+2 {
		return v, nil, false
	}
	v.Start = int(int32(word.Uint32(b)))
	v.Format = numbering.Format(int(b[4]))
	v.Legal = b[5]&4 != 0
	v.Restart = i
	if b[5]&8 != 0 { // not behind all levels above it
		v.Restart = int(b[26])
	}
	skip := head + int(b[24]) + int(b[25])
	if len(b) < skip+2 {
		return v, nil, false
	}
	b = b[skip:]
	n := int(word.Uint16(b))
	if b = b[2:]; len(b) < 2*n || 2*n > maxText {
		return v, nil, false
	}
	var text []uint16
	for j := range n {
		u := word.Uint16(b[2*j:])
		if u < numbering.Levels {
			text = append(text, '%', '1'+u)
		} else {
			text = append(text, u)
		}
	}
	v.Text = string(utf16.Decode(text))
	return v, b[2*n:], true
}

// readOverrides reads how a list differs from what it is made of ([MS-DOC], 2.9.148).
func (d *document) readOverrides(in *numbering.Instance, n int, b []byte) []byte {
	if len(b) < 4 {
		return nil
	}
	b = b[4:]
	for range n {
		if len(b) < 8 {
			return nil
		}
		start, flags := int(int32(word.Uint32(b))), word.Uint32(b[4:])
		i := int(flags & 0xF)
		b = b[8:]
		if flags&0x20 != 0 { // the level itself
			v, rest, ok := readLevel(b, i)
			if !ok {
				return nil
			}
			b, start = rest, v.Start
			if i < numbering.Levels {
				in.Own[i] = &v
			}
		}
		if flags&0x10 != 0 && i < numbering.Levels {
			in.Starts[i] = &start
		}
	}
	return b
}

// readStyles reads of which list the paragraphs of the styles are ([MS-DOC], 2.9.271).
func (d *document) readStyles() (all []listOf) {
	b := d.pair(pairStyles)
	if len(b) < 6 {
		return nil
	}
	head := 2 + int(word.Uint16(b))
	n, base := min(int(word.Uint16(b[2:])), maxStyles), int(word.Uint16(b[4:]))
	if len(b) < head {
		return nil
	}
	b = b[head:]
	for range n {
		if len(b) < 2 {
			break
		}
		size := int(word.Uint16(b))
		if b = b[2:]; len(b) < size {
			break
		}
		all = append(all, d.readStyle(b[:size], base))
		b = b[min(size+size&1, len(b)):]
	}
	return all
}

func (d *document) readStyle(b []byte, head int) listOf {
	s := listOf{base: noStyle}
	if len(b) < head+2 || head < 10 || word.Uint16(b[2:])&0xF != 1 { // of paragraphs
		return s
	}
	s.base = int(word.Uint16(b[2:]) >> 4)
	at := head + 2 + 2*int(word.Uint16(b[head:])) + 2 // behind the name
	at += at & 1
	if len(b) < at+2 {
		return s
	}
	n := int(word.Uint16(b[at:]))
	if at += 2; n < 2 || len(b) < at+n {
		return s
	}
	d.properties(b[at+2:at+n], func(op uint16, arg []byte) {
		switch op {
		case sprmPIlfo:
			s.list = int(int16(word.Uint16(arg)))
		case sprmPIlvl:
			s.level = int(arg[0])
		}
	})
	return s
}

// ofStyle returns the list of the paragraphs of a style.
func (all *lists) ofStyle(style int) (list, level int) {
	for steps := 0; style < len(all.styles) && steps < maxBase; steps++ {
		s := all.styles[style]
		if s.list != 0 {
			return s.list, s.level
		}
		style = s.base
	}
	return 0, 0
}

// next counts a paragraph of a list and returns its number, unless that is not known.
func (all *lists) next(list, level int) (ordinal string, ok bool) {
	if list < 1 || list > len(all.instances) || all.instances[list-1].Of == nil || level < 0 || level >= numbering.Levels {
		return "", false
	}
	return all.instances[list-1].Next(level), true
}
