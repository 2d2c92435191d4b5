package msdoc

import (
	"encoding/binary"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// A compound is a compound file ([MS-CFB]), as far as the streams at its top go.
type compound struct {
	data    []byte
	shift   int // a sector has 1<<shift bytes
	fat     []uint32
	streams map[string]stream
	// Short streams stand in a stream of their own.
	mini    []byte
	miniFAT []uint32
	left    int // bytes that the chains still to be read can have, none being in two
}

type stream struct {
	start  uint32
	size   uint64
	inMini bool
}

const (
	headerSize = 512
	entrySize  = 128
	miniShift  = 6
	miniCutoff = 4096
	noEntry    = 0xFFFFFFFF
	endOfChain = 0xFFFFFFFE
	maxStreams = 10_000 // that are looked at
)

var word = binary.LittleEndian

func damaged(what string) error { return source.Error(report.Pos{}, "I-ar", "", what, "") }

func errStructure() error { return damaged("复合文档的结构不对") }

func errShort() error { return damaged("文件不完整") }

func openCompound(data []byte) (*compound, error) {
	if len(data) < headerSize {
		return nil, errShort()
	}
	c := &compound{data: data, shift: int(word.Uint16(data[30:])), streams: map[string]stream{}, left: len(data)}
	if c.shift != 9 && c.shift != 12 {
		return nil, errStructure()
	}
	if err := c.readFAT(); err != nil {
		return nil, err
	}
	directory, err := c.chain(word.Uint32(data[48:]), uint64(len(data)), true)
	if err != nil {
		return nil, err
	}
	if len(directory) < entrySize {
		return nil, errStructure()
	}
	root := directory[:entrySize]
	if mini := word.Uint32(data[60:]); mini < endOfChain {
		table, err := c.chain(mini, uint64(len(data)), true)
		if err != nil {
			return nil, err
		}
		c.miniFAT = numbers(table)
		if c.mini, err = c.chain(word.Uint32(root[116:]), c.size(root), false); err != nil {
			return nil, err
		}
	}
	return c, c.list(directory, word.Uint32(root[76:]))
}

// size returns the size of an entry of the directory.
func (c *compound) size(entry []byte) uint64 {
	if c.shift == 9 {
		return uint64(word.Uint32(entry[120:])) // what is behind it may be anything
	}
	return word.Uint64(entry[120:])
}

// list lists the streams among the entries that hang on one.
func (c *compound) list(directory []byte, first uint32) error {
	for left := []uint32{first}; len(left) > 0; {
		i := left[len(left)-1]
		left = left[:len(left)-1]
		if i == noEntry {
			continue
		}
		if uint64(i) >= uint64(len(directory)/entrySize) || len(c.streams) > maxStreams {
			return errStructure()
		}
		e := directory[int(i)*entrySize:][:entrySize]
		name := entryName(e)
		if _, again := c.streams[name]; again {
			return errStructure()
		}
		size := c.size(e)
		s := stream{word.Uint32(e[116:]), size, size < miniCutoff}
		if e[66] != 2 {
			s = stream{start: endOfChain} // a storage
		}
		c.streams[name] = s
		left = append(left, word.Uint32(e[68:]), word.Uint32(e[72:]))
	}
	return nil
}

func entryName(e []byte) string {
	n := min(int(word.Uint16(e[64:])), 64) / 2
	var units []uint16
	for i := 0; i < n; i++ {
		if u := word.Uint16(e[2*i:]); u != 0 {
			units = append(units, u)
		}
	}
	return string(utf16.Decode(units))
}

// readFAT reads where each sector goes on. The sectors in which that stands are listed
// in the header and in sectors that form a chain of their own.
func (c *compound) readFAT() error {
	list := numbers(c.data[76:headerSize])
	next := word.Uint32(c.data[68:])
	most := len(c.data)>>c.shift + 1
	for steps := 0; next < endOfChain && next != noEntry-4; steps++ {
		s := c.sector(next)
		if len(s) < 1<<c.shift || steps > most {
			return errStructure()
		}
		more := numbers(s)
		list = append(list, more[:len(more)-1]...)
		next = more[len(more)-1]
	}
	for i, n := range list {
		if n >= endOfChain {
			continue
		}
		s := c.sector(n)
		if i > most || s == nil {
			return errShort()
		}
		c.fat = append(c.fat, numbers(s)...)
	}
	return nil
}

// sector returns a sector; the last of a file may be short.
func (c *compound) sector(n uint32) []byte {
	from := (int64(n) + 1) << c.shift
	if from >= int64(len(c.data)) {
		return nil
	}
	return c.data[from:min(from+1<<c.shift, int64(len(c.data)))]
}

// chain returns what stands in a chain of sectors, size bytes or, where it is shorter
// and may be, all.
func (c *compound) chain(n uint32, size uint64, short bool) (b []byte, err error) {
	if size > uint64(len(c.data)) {
		return nil, errShort()
	}
	read := make([]bool, len(c.fat))
	if !short {
		b = make([]byte, 0, size+1<<c.shift)
	}
	for n < endOfChain && uint64(len(b)) < size {
		s := c.sector(n)
		if s == nil || int64(n) >= int64(len(c.fat)) {
			return nil, errShort()
		}
		if c.left -= len(s); read[n] || c.left < 0 {
			return nil, errStructure()
		}
		read[n] = true
		b = append(b, s...)
		n = c.fat[n]
	}
	if uint64(len(b)) < size && !short {
		return nil, errShort()
	}
	return b[:min(uint64(len(b)), size)], nil
}

// read returns a stream, or nil where there is none of the name.
func (c *compound) read(name string) ([]byte, error) {
	s, ok := c.streams[name]
	if !ok {
		return nil, nil
	}
	if !s.inMini {
		return c.chain(s.start, s.size, false)
	}
	var b []byte
	read := map[uint32]bool{}
	for n := s.start; n < endOfChain && uint64(len(b)) < s.size; n = c.miniFAT[n] {
		from := int(n) << miniShift
		if int64(n) >= int64(len(c.miniFAT)) || from >= len(c.mini) {
			return nil, errShort()
		}
		if read[n] {
			return nil, errStructure()
		}
		read[n] = true
		b = append(b, c.mini[from:min(from+1<<miniShift, len(c.mini))]...)
	}
	if uint64(len(b)) < s.size {
		return nil, errShort()
	}
	return b[:s.size], nil
}

func numbers(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = word.Uint32(b[4*i:])
	}
	return list
}
