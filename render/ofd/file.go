package ofd

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/deflate"
	"github.com/nianbao/nianbao/render/internal/strict"
	"github.com/nianbao/nianbao/render/internal/zipped"
	"github.com/nianbao/nianbao/render/layout"
)

// file is a package that is being made (GB/T 33190-2016, chapter 6). Its parts are
// compressed one after another and written when all of them are there: the first of them
// says what the document is known by, which follows from the others.
type file struct {
	Options
	layout *layout.Layout

	xml   xmlWriter // the part that is being made
	data  []byte    // of all parts, compressed
	parts []part

	lastID int // fonts, pages, layers and objects are numbered in one row
	faces  map[*fonts.Face]*face
	pages  []int    // their IDs
	run    []placed // kept from text to text
}

// part is a part of the package as it is in file.data.
type part struct {
	name     string
	crc      uint32
	size     int // before compression
	from, to int
	font     bool
}

// The folder of the document, and the parts in it that others refer to.
const (
	folder         = "Doc_0/"
	documentPart   = "Document.xml"
	resourcePart   = "PublicRes.xml"
	fontFolder     = "Res"
	attachments    = "Attachs/"
	attachmentList = "Attachments.xml"
)

func newFile(l *layout.Layout, o Options) *file {
	return &file{Options: o, layout: l, xml: xmlWriter{deflate.Buffer()}, data: deflate.Buffer()}
}

// free keeps the buffers for the next file.
func (f *file) free() {
	deflate.Keep(f.xml.b)
	deflate.Keep(f.data)
}

// id returns the next ID. They ascend in the order in which a page is painted, for one reader
// paints by them.
func (f *file) id() int {
	f.lastID++
	return f.lastID
}

// end ends the part that is being made.
func (f *file) end(name string) {
	f.add(name, f.xml.b)
	f.xml.b = f.xml.b[:0]
}

func (f *file) add(name string, data []byte) {
	from := len(f.data)
	f.data = deflate.Append(f.data, data)
	f.parts = append(f.parts, part{name: name, crc: crc32.ChecksumIEEE(data), size: len(data), from: from, to: len(f.data)})
}

// addFont adds a font file, which is compressed already.
func (f *file) addFont(name string, file *fonts.FontFile) {
	p := part{name: name, size: file.Length, from: len(f.data), font: true}
	f.data, p.crc = file.AppendDeflate(f.data)
	p.to = len(f.data)
	f.parts = append(f.parts, p)
}

// digest returns what changes with the content of the package and with nothing else, as the
// digits of a UUID; root is OFD.xml without it. Fonts, which are most of a file, stand in
// it by their checksum.
func (f *file) digest(root []byte) string {
	h := sha256.New()
	h.Write(root)
	for _, p := range f.parts {
		h.Write(binary.BigEndian.AppendUint64(append([]byte(p.name), 0), uint64(p.size)<<32|uint64(p.crc)))
		if !p.font {
			h.Write(f.data[p.from:p.to])
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// write writes the package: OFD.xml, which was added last, stands first.
func (f *file) write(w io.Writer) error {
	z := zip.NewWriter(&strict.Writer{W: w})
	last := len(f.parts) - 1
	for i := range f.parts {
		p := &f.parts[(last+i)%len(f.parts)]
		e := zipped.Entry{Data: f.data[p.from:p.to], CRC32: p.crc, Size: p.size}
		if err := e.AddTo(z, p.name); err != nil {
			return err
		}
	}
	return z.Close()
}
