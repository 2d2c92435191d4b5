package ofd

import (
	"archive/zip"
	"io"
	"sync"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/strict"
	"github.com/nianbao/nianbao/render/internal/zipped"
	"github.com/nianbao/nianbao/render/layout"
)

// file is a package that is being made. Its parts are written when all of them are there:
// the first of them says what the document is known by, which follows from the others.
type file struct {
	Options
	layout *layout.Layout
	parts  []part
	*room

	lastID int // fonts, pages, layers and objects are numbered in one row
	faces  map[*fonts.Face]*face
	fonts  bool  // text is set in some
	pages  []int // their IDs
}

// part is a part of the package.
type part struct {
	name string
	zipped.Entry
}

// room is kept for the next file.
type room struct {
	xml      xmlWriter // the part that is being made
	data     []byte    // of the parts, compressed
	run      []placed
	deflater *zipped.Deflater
}

var rooms = sync.Pool{New: func() any { return &room{deflater: zipped.NewDeflater()} }}

func newFile(l *layout.Layout, o Options) *file {
	return &file{Options: o, layout: l, room: rooms.Get().(*room)}
}

// free keeps the room, but that of a large file.
func (f *file) free() {
	const most = 1 << 22
	if cap(f.data) <= most && cap(f.xml.b) <= most && cap(f.run) <= most/64 {
		f.data, f.xml.b = f.data[:0], f.xml.b[:0]
		rooms.Put(f.room)
	}
}

// The first part, the folder of the document, and the parts in it that others refer to.
const (
	rootPart       = "OFD.xml"
	folder         = "Doc_0/"
	documentPart   = "Document.xml"
	resourcePart   = "PublicRes.xml"
	fontFolder     = "Res"
	attachments    = "Attachs/"
	attachmentList = "Attachments.xml"
)

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

// add adds a part.
func (f *file) add(name string, data []byte) {
	e := f.deflater.Deflate(data)
	from := len(f.data)
	f.data = append(f.data, e.Data...)
	e.Data = f.data[from:]
	f.parts = append(f.parts, part{name, e})
}

// addFont adds a font, which is compressed already.
func (f *file) addFont(name string, font *fonts.FontFile) {
	from := len(f.data)
	data, crc := font.AppendDeflate(f.data)
	f.data = data
	f.parts = append(f.parts, part{name, zipped.Entry{Data: data[from:], CRC32: crc, Size: font.Length}})
}

// write writes the package: OFD.xml, which was added last, stands first.
func (f *file) write(w io.Writer) error {
	z := zip.NewWriter(&strict.Writer{W: w})
	last := len(f.parts) - 1
	for i := range f.parts {
		p := &f.parts[(last+i)%len(f.parts)]
		if err := p.AddTo(z, p.name); err != nil {
			return err
		}
	}
	return z.Close()
}
