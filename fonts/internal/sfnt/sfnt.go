// Package sfnt reads and writes the container of TrueType and OpenType fonts:
// the table directory, and the header of a collection.
package sfnt

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// The sfnt versions, OpenType spec, "Table Directory".
const (
	versionTrueType = 0x00010000
	versionApple    = 0x74727565 // 'true'
	versionCFF      = 0x4F54544F // 'OTTO'
	tagCollection   = 0x74746366 // 'ttcf'
)

// maxTables is far more tables than the spec registers, and few enough that a
// directory made up of nothing but records stays cheap to read.
const maxTables = 256

// Table is one table of a font.
type Table struct {
	Tag  string
	Data []byte
}

// Fault is why a font cannot be used, in both languages of the messages.
type Fault struct {
	Table            string // the table at fault; empty for the file as a whole
	Chinese, English string
}

// Faultf makes a Fault. Both formats take the same arguments.
func Faultf(table, chinese, english string, args ...any) *Fault {
	return &Fault{table, fmt.Sprintf(chinese, args...), fmt.Sprintf(english, args...)}
}

// Font is the tables of one face, sorted by tag. They are slices of the file.
type Font []Table

// Table returns the named table, or nil where there is none.
func (f Font) Table(tag string) []byte {
	for i := range f {
		if f[i].Tag == tag {
			return f[i].Data
		}
	}
	return nil
}

// Read reads the table directory of a TrueType file, or of the face with the
// given index in a collection.
func Read(data []byte, index int) (Font, *Fault) {
	if len(data) < 12 {
		return nil, Faultf("", "只有 %d 字节，不是字体文件", "%d bytes are not a font file", len(data))
	}
	start, faces := uint32(0), uint32(1)
	collection := binary.BigEndian.Uint32(data) == tagCollection
	if collection {
		faces = binary.BigEndian.Uint32(data[8:])
		if uint64(faces)*4 > uint64(len(data)-12) {
			return nil, Faultf("ttcf", "声明有 %d 个字体，超出文件长度", "%d faces are more than the file can hold", faces)
		}
	}
	if index < 0 || uint64(index) >= uint64(faces) {
		return nil, Faultf("", "没有序号为 %d 的字体，文件中共有 %d 个字体（序号从 0 起）",
			"there is no face %d; the file has %d (counted from 0)", index, faces)
	}
	if collection {
		start = binary.BigEndian.Uint32(data[12+4*index:])
		if uint64(start)+12 > uint64(len(data)) {
			return nil, Faultf("ttcf", "字体目录的偏移 %d 超出文件长度 %d", "directory offset %d is beyond the file's %d bytes", start, len(data))
		}
	}
	switch version := binary.BigEndian.Uint32(data[start:]); version {
	case versionTrueType, versionApple:
	case versionCFF:
		return nil, Faultf("CFF ", "这是 CFF 轮廓的 OpenType 字体（OTTO），目前只支持 TrueType 轮廓的字体",
			"the face has CFF outlines (OTTO); only TrueType outlines are supported so far")
	default:
		return nil, Faultf("", "文件开头 0x%08X 不是 TrueType 字体的标记", "0x%08X is not the version of a TrueType font", version)
	}
	return readTables(data, data[start:])
}

func readTables(data, dir []byte) (Font, *Fault) {
	n := int(binary.BigEndian.Uint16(dir[4:]))
	if n > maxTables || 12+16*n > len(dir) {
		return nil, Faultf("", "目录声明有 %d 个表，超出限制或文件长度", "a directory of %d tables is over the limit or longer than the file", n)
	}
	type extent struct {
		at, end uint64
		tag     string
	}
	font := make(Font, n)
	extents := make([]extent, n)
	for i := range n {
		rec := dir[12+16*i:]
		tag := string(rec[:4])
		if strings.ContainsFunc(tag, func(r rune) bool { return r < ' ' || r > '~' }) {
			return nil, Faultf("", "目录中的表名 %q 无效", "%q in the directory is not a table tag", tag)
		}
		at, size := uint64(binary.BigEndian.Uint32(rec[8:])), uint64(binary.BigEndian.Uint32(rec[12:]))
		if at+size > uint64(len(data)) {
			return nil, Faultf(tag, "表的范围 %d+%d 超出文件长度 %d", "its extent %d+%d is beyond the file's %d bytes", at, size, len(data))
		}
		font[i] = Table{tag, data[at : at+size : at+size]}
		extents[i] = extent{at, at + size, tag}
	}
	slices.SortFunc(font, func(a, b Table) int { return cmp.Compare(a.Tag, b.Tag) })
	for i := 1; i < n; i++ {
		if font[i].Tag == font[i-1].Tag {
			return nil, Faultf(font[i].Tag, "表在目录中出现两次", "it stands in the directory twice")
		}
	}
	slices.SortFunc(extents, func(a, b extent) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.end, b.end))
	})
	for i := 1; i < n; i++ {
		if extents[i].at < extents[i-1].end {
			return nil, Faultf(extents[i].tag, "表与 %s 表重叠", "it overlaps the table %s", extents[i-1].tag)
		}
	}
	return font, nil
}
