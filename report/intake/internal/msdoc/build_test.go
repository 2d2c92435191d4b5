package msdoc

import (
	"bytes"
	"unicode/utf16"
)

// A para is a paragraph of a document to be built: its runs, the mark that ends it and
// the properties of both.
type para struct {
	runs  []run
	mark  rune
	style int
	list  []byte // properties
}

type run struct {
	text string
	list []byte
}

// sprm returns a property with its argument, the size of which is that of the kind.
func sprm(op uint16, arg ...byte) []byte {
	b := word.AppendUint16(nil, op)
	switch {
	case op == sprmTDefTable:
		b = word.AppendUint16(b, uint16(len(arg)+1))
	case op>>13 == 6:
		b = append(b, byte(len(arg)))
	}
	return append(b, arg...)
}

func u16(n int) []byte               { return word.AppendUint16(nil, uint16(n)) }
func u32[N int | uint32](n N) []byte { return word.AppendUint32(nil, uint32(n)) }

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// text, cell, end and inner return paragraphs: of the body, of a cell, of the end of a
// row with the edges of its cells and their flags, and of a cell within a table within
// another.
func text(s string) para { return para{runs: []run{{text: s}}, mark: paraMark} }

func styled(style int, s string, list ...byte) para {
	return para{runs: []run{{text: s}}, mark: paraMark, style: style, list: list}
}

func cells(texts ...string) (list []para) {
	for _, s := range texts {
		list = append(list, para{runs: []run{{text: s}}, mark: cellMark, list: sprm(sprmPFInTable, 1)})
	}
	return list
}

func end(edges []int, flags ...int) para {
	n := len(edges) - 1
	arg := []byte{byte(n)}
	for _, e := range edges {
		arg = append(arg, u16(e)...)
	}
	for i := range n {
		tc := make([]byte, 20)
		if i < len(flags) {
			copy(tc, u16(flags[i]))
		}
		arg = append(arg, tc...)
	}
	return para{mark: cellMark, list: join(sprm(sprmPFInTable, 1), sprm(sprmPFTtp, 1), sprm(sprmTDefTable, arg...))}
}

func inner(s string, more ...byte) para {
	return para{runs: []run{{text: s}}, mark: paraMark, list: join(sprm(sprmPFInTable, 1), sprm(sprmPItap, u32(2)...), more)}
}

// build returns a document: each paragraph and each run has a page of properties of its
// own. Parts of the table stream can be put in by their number, the data stream by -1.
func build(paras []para, parts map[int][]byte) []byte {
	const first = 0x800
	main := make([]byte, first)
	var chars, pages []byte // pages: place of text, properties
	type properties struct {
		from, to int
		list     []byte
	}
	var ofRuns, ofParas []properties
	place := func() int { return first + len(chars) }
	add := func(s string) {
		for _, u := range utf16.Encode([]rune(s)) {
			chars = word.AppendUint16(chars, u)
		}
	}
	for _, p := range paras {
		from := place()
		for i, r := range p.runs {
			from := place()
			add(r.text)
			if i == len(p.runs)-1 && r.list != nil && r.text == "" {
				add(string(p.mark)) // the mark itself has the properties
			}
			ofRuns = append(ofRuns, properties{from, place(), r.list})
		}
		if n := len(p.runs); n == 0 || p.runs[n-1].list == nil || p.runs[n-1].text != "" {
			from := place()
			add(string(p.mark))
			ofRuns = append(ofRuns, properties{from, place(), nil})
		}
		ofParas = append(ofParas, properties{from, place(), join(u16(p.style), p.list)})
	}
	end := place()
	main = append(main, chars...)
	main = append(main, make([]byte, -len(main)&511)...)
	places := func(all []properties, entry int, put func(page []byte, list []byte)) []byte {
		var from, at []byte
		for _, x := range all {
			if x.from == x.to {
				continue
			}
			page := make([]byte, pageSize)
			copy(page, join(u32(x.from), u32(x.to)))
			page[8] = byte((8 + entry + 1) / 2)
			put(page[(8+entry+1)/2*2:], x.list)
			page[pageSize-1] = 1
			from = append(from, u32(x.from)...)
			at = append(at, u32((len(main)+len(pages))/pageSize)...)
			pages = append(pages, page...)
		}
		return join(from, u32(end), at)
	}
	all := map[int][]byte{
		pairChars: places(ofRuns, 1, func(page, list []byte) {
			page[0] = byte(len(list))
			copy(page[1:], list)
		}),
		pairParas: places(ofParas, 13, func(page, list []byte) {
			page[1] = byte((len(list) + 1) / 2)
			copy(page[2:], list)
		}),
		pairPieces: join([]byte{2}, u32(16), u32(0), u32(len(chars)/2), u16(0), u32(first), u16(0)),
	}
	for i, b := range parts {
		all[i] = b
	}
	main = append(main, pages...)
	const pairs = 93
	copy(main, join(u16(0xA5EC), u16(0xC1), make([]byte, 6), u16(0x200)))
	copy(main[0x20:], u16(14))
	copy(main[0x3E:], u16(22))
	copy(main[0x40+12:], u32(len(chars)/2))
	copy(main[0x98:], u16(pairs))
	var table []byte
	for i := range pairs {
		copy(main[0x9A+8*i:], join(u32(len(table)), u32(len(all[i]))))
		table = append(table, all[i]...)
	}
	return compoundFile(map[string][]byte{"WordDocument": main, "1Table": table, "Data": parts[-1]})
}

// compoundFile returns a compound file of streams, those that are short in a stream of
// their own.
func compoundFile(streams map[string][]byte) []byte {
	const size = 512
	var fat, mini []uint32
	var body, short, directory []byte
	put := func(b []byte) uint32 {
		start := uint32(len(body) / size)
		for i := 0; i < len(b); i += size {
			fat = append(fat, uint32(len(fat)+1))
			body = append(body, append(bytes.Clone(b[i:min(i+size, len(b))]), make([]byte, size)...)[:size]...)
		}
		if len(b) == 0 {
			return endOfChain
		}
		fat[len(fat)-1] = endOfChain
		return start
	}
	entry := func(name string, kind byte, next, child, start uint32, n int) {
		e := make([]byte, entrySize)
		for i, u := range utf16.Encode([]rune(name)) {
			word.PutUint16(e[2*i:], u)
		}
		word.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66] = kind
		copy(e[68:], join(u32[uint32](noEntry), u32(next), u32(child)))
		copy(e[116:], join(u32(start), u32(n)))
		directory = append(directory, e...)
	}
	var names []string
	for _, name := range []string{"WordDocument", "0Table", "1Table", "Data", "Workbook", "EncryptedPackage", "EncryptionInfo"} {
		if streams[name] != nil {
			names = append(names, name)
		}
	}
	starts := map[string]uint32{}
	for _, name := range names {
		b := streams[name]
		if len(b) >= miniCutoff {
			starts[name] = put(b)
			continue
		}
		starts[name] = uint32(len(mini))
		for i := 0; i < len(b); i += 64 {
			mini = append(mini, uint32(len(mini)+1))
			short = append(short, append(bytes.Clone(b[i:min(i+64, len(b))]), make([]byte, 64)...)[:64]...)
		}
		if len(b) > 0 {
			mini[len(mini)-1] = endOfChain
		}
	}
	table := make([]byte, 0, 4*len(mini))
	for _, n := range mini {
		table = word.AppendUint32(table, n)
	}
	miniStart := put(table)
	entry("Root Entry", 5, noEntry, 1, put(short), len(short))
	for i, name := range names {
		next := uint32(noEntry)
		if i+1 < len(names) {
			next = uint32(i + 2)
		}
		entry(name, 2, next, noEntry, starts[name], len(streams[name]))
	}
	directoryStart := put(directory)
	header := make([]byte, headerSize)
	copy(header, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	copy(header[24:], join(u16(0x3E), u16(3), u16(0xFFFE), u16(9), u16(6)))
	copy(header[48:], join(u32(directoryStart), u32(0), u32(miniCutoff), u32(miniStart), u32(1), u32[uint32](endOfChain), u32(0)))
	tables := 1
	for (len(fat)+tables)*4 > tables*size {
		tables++
	}
	for i := range 109 {
		n := uint32(noEntry)
		if i < tables {
			n = uint32(len(fat) + i)
		}
		copy(header[76+4*i:], u32(n))
	}
	for range tables {
		fat = append(fat, 0xFFFFFFFD)
	}
	for len(fat) < tables*size/4 {
		fat = append(fat, noEntry)
	}
	for _, n := range fat {
		body = word.AppendUint32(body, n)
	}
	return append(header, body...)
}
