// Package sfnt reads and writes the container of TrueType and OpenType fonts:
// the table directory, and the header of a collection.
package sfnt

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The sfnt versions, OpenType spec, "Table Directory".
const (
	versionTrueType = 0x00010000
	versionApple    = 0x74727565 // 'true'
	versionCFF      = 0x4F54544F // 'OTTO'
	versionWOFF     = 0x774F4646 // 'wOFF', W3C WOFF File Format
	versionWOFF2    = 0x774F4632 // 'wOF2'
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
	Sound            bool // nothing is damaged: the messages say all that the user needs
}

// Faultf makes a Fault. Both formats take the same arguments.
func Faultf(table, chinese, english string, args ...any) *Fault {
	return &Fault{table, fmt.Sprintf(chinese, args...), fmt.Sprintf(english, args...), false}
}

// Refusal makes the Fault of a file that is not damaged.
func Refusal(table, chinese, english string, args ...any) *Fault {
	f := Faultf(table, chinese, english, args...)
	f.Sound = true
	return f
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

// Record is a record of a table directory: where in the file a table stands.
type Record struct {
	Tag          string
	Offset, Size int64
}

// Read reads the table directory of a font file, or of the face with the given
// index in a collection.
func Read(data []byte, index int) (Font, *Fault) {
	records, bad := Directory(bytes.NewReader(data), int64(len(data)), index)
	if bad != nil {
		return nil, bad
	}
	font := make(Font, len(records))
	for i, r := range records {
		end := r.Offset + r.Size
		font[i] = Table{r.Tag, data[r.Offset:end:end]}
	}
	return font, nil
}

// Faces returns how many faces a font file of the given size has: 1 but for
// collections.
func Faces(r io.ReaderAt, size int64) (int, *Fault) {
	if size < 12 {
		return 0, Refusal("", "只有 %d 字节，不是字体文件", "%d bytes are not a font file", size)
	}
	var head [12]byte
	if bad := readAt(r, head[:], 0); bad != nil {
		return 0, bad
	}
	if binary.BigEndian.Uint32(head[:]) != tagCollection {
		return 1, nil
	}
	faces := int64(binary.BigEndian.Uint32(head[8:]))
	if faces*4 > size-12 {
		return 0, Faultf("ttcf", "声明有 %d 个字体，超出文件长度", "%d faces are more than the file can hold", faces)
	}
	return int(faces), nil
}

// Directory reads the table directory of the face with the given index, sorted
// by tag. The tables that it names lie within the file and do not overlap.
func Directory(r io.ReaderAt, size int64, index int) ([]Record, *Fault) {
	faces, bad := Faces(r, size)
	if bad != nil {
		return nil, bad
	}
	if index < 0 || index >= faces {
		return nil, Refusal("", "没有序号为 %d 的字体，文件中共有 %d 个字体（序号从 0 起）",
			"there is no face %d; the file has %d (counted from 0)", index, faces)
	}
	var head [12]byte
	if bad := readAt(r, head[:], 0); bad != nil {
		return nil, bad
	}
	start := int64(0)
	if binary.BigEndian.Uint32(head[:]) == tagCollection {
		if bad := readAt(r, head[:4], 12+4*int64(index)); bad != nil {
			return nil, bad
		}
		start = int64(binary.BigEndian.Uint32(head[:]))
		if start+12 > size {
			return nil, Faultf("ttcf", "字体目录的偏移 %d 超出文件长度 %d", "directory offset %d is beyond the file's %d bytes", start, size)
		}
		if bad := readAt(r, head[:], start); bad != nil {
			return nil, bad
		}
	}
	switch version := binary.BigEndian.Uint32(head[:]); version {
	case versionTrueType, versionApple, versionCFF:
	case versionWOFF, versionWOFF2:
		return nil, Refusal("", "这是网页用的 WOFF 字体，不能用；请换 .ttf 或 .otf 字体", "this is a WOFF font for web pages, which cannot be used; take a .ttf or .otf font")
	default:
		return nil, Refusal("", "这不是字体文件", "this is not a font file")
	}
	n := int(binary.BigEndian.Uint16(head[4:]))
	if n > maxTables || start+12+16*int64(n) > size {
		return nil, Faultf("", "目录声明有 %d 个表，超出限制或文件长度", "a directory of %d tables is over the limit or longer than the file", n)
	}
	dir := make([]byte, 16*n)
	if bad := readAt(r, dir, start+12); bad != nil {
		return nil, bad
	}
	return records(dir, size)
}

func records(dir []byte, size int64) ([]Record, *Fault) {
	list := make([]Record, len(dir)/16)
	for i := range list {
		rec := dir[16*i:]
		tag := string(rec[:4])
		if strings.ContainsFunc(tag, func(r rune) bool { return r < ' ' || r > '~' }) {
			return nil, Faultf("", "目录中的表名 %q 无效", "%q in the directory is not a table tag", tag)
		}
		at, n := int64(binary.BigEndian.Uint32(rec[8:])), int64(binary.BigEndian.Uint32(rec[12:]))
		if at+n > size {
			return nil, Faultf(tag, "表的范围 %d+%d 超出文件长度 %d", "its extent %d+%d is beyond the file's %d bytes", at, n, size)
		}
		list[i] = Record{tag, at, n}
	}
	slices.SortFunc(list, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Size, b.Size))
	})
	for i := 1; i < len(list); i++ {
		if before := list[i-1]; list[i].Offset < before.Offset+before.Size {
			return nil, Faultf(list[i].Tag, "表与 %s 表重叠", "it overlaps the table %s", before.Tag)
		}
	}
	slices.SortFunc(list, func(a, b Record) int { return cmp.Compare(a.Tag, b.Tag) })
	for i := 1; i < len(list); i++ {
		if list[i].Tag == list[i-1].Tag {
			return nil, Faultf(list[i].Tag, "表在目录中出现两次", "it stands in the directory twice")
		}
	}
	return list, nil
}

func readAt(r io.ReaderAt, b []byte, at int64) *Fault {
	if _, err := r.ReadAt(b, at); err != nil && !(err == io.EOF && len(b) == 0) {
		return Refusal("", "读取出错：%v", "cannot be read: %v", err)
	}
	return nil
}
