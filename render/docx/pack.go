package docx

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/nianbao/nianbao/render/internal/remarks"
	"github.com/nianbao/nianbao/render/internal/strict"
	"github.com/nianbao/nianbao/report/doc"
)

// pack is what a package is made of.
type pack struct {
	doc     *doc.Document
	grids   []*doc.Grid // of the blocks that are tables
	remarks remarks.List
	data    doc.Carried
	fonts   *embedding
	out     strict.Writer // for an archive is written through a bufio.Writer
}

// part is one part of the package (ISO/IEC 29500-2, 9.1).
type part struct {
	name  string
	write func(*xmlWriter, *pack)
	// fixed says that the part is the same in every document in the official
	// look without a mark and without comments, but for whether there are data.
	fixed bool
}

// deflated is a part as the archive holds it.
type deflated struct {
	data  []byte
	crc32 uint32
	size  int // before
}

// write writes the archive: [Content_Types].xml first.
func (p *pack) write(w io.Writer) error {
	stored := officialParts(p.data.JSON != nil)
	official := p.fonts == nil && p.doc.Mark == "" && p.remarks == nil && p.doc.Lang == officialLang && p.doc.Styles == stored.styles
	p.out.W = w
	z := zip.NewWriter(&p.out)
	s := deflaters.Get().(*deflater)
	defer deflaters.Put(s)
	for i, part := range parts(p) {
		var d deflated
		if official && part.fixed {
			d = stored.parts[i]
		} else {
			if d = s.deflate(part, p); s.xml.err != nil {
				return s.xml.err
			}
		}
		if err := add(z, part.name, d); err != nil {
			return err
		}
	}
	if p.fonts != nil {
		for i, f := range p.fonts.files {
			if err := add(z, fontPart(i), s.deflateBytes(f.odttf)); err != nil {
				return err
			}
		}
	}
	return z.Close()
}

// zipVersion is that of the ZIP format which has deflate (APPNOTE.TXT, 4.4.3).
const zipVersion = 20

// add adds a part with its sizes in front: some readers do not look for them
// behind the data.
func add(z *zip.Writer, name string, d deflated) error {
	f, err := z.CreateRaw(&zip.FileHeader{
		Name:               name,
		Method:             zip.Deflate,
		CreatorVersion:     zipVersion,
		ReaderVersion:      zipVersion,
		CRC32:              d.crc32,
		CompressedSize64:   uint64(len(d.data)),
		UncompressedSize64: uint64(d.size),
		ModifiedDate:       1<<5 | 1, // 1 January 1980, the first date that there is
	})
	if err == nil {
		_, err = f.Write(d.data)
	}
	return err
}

// deflater compresses parts one after another.
type deflater struct {
	xml xmlWriter
	z   *flate.Writer
	out bytes.Buffer // after
	deflated
}

// level is that which most programs take.
const level = 6

// deflaters keeps the tables of the compressor, which are large, for the next
// document.
var deflaters = sync.Pool{New: func() any {
	s := &deflater{}
	s.z, _ = flate.NewWriter(&s.out, level) // which is one that there is
	s.xml.out = s
	return s
}}

// deflate returns a part, written and compressed piece by piece. It is good until
// the next call.
func (s *deflater) deflate(p part, k *pack) deflated {
	s.reset()
	s.xml.fonts, s.xml.err = k.fonts, nil
	p.write(&s.xml, k)
	s.xml.flush()
	s.xml.fonts, s.xml.remarks = nil, nil // not to be kept with the deflater
	return s.close()
}

func (s *deflater) deflateBytes(b []byte) deflated {
	s.reset()
	s.Write(b)
	return s.close()
}

func (s *deflater) reset() {
	s.out.Reset()
	s.z.Reset(&s.out)
	s.deflated = deflated{}
}

// Write compresses b. There is nothing that could fail: it writes to a buffer.
func (s *deflater) Write(b []byte) (int, error) {
	s.size += len(b)
	s.crc32 = crc32.Update(s.crc32, crc32.IEEETable, b)
	return s.z.Write(b)
}

func (s *deflater) close() deflated {
	s.z.Close()
	s.data = s.out.Bytes()
	return s.deflated
}

const officialLang = "zh-CN"

// official is the fixed parts of documents in the official look.
type official struct {
	styles doc.StyleSheet
	parts  []deflated // by index in parts; empty where the part is not fixed
}

// officialParts returns the fixed parts, compressed once per process.
func officialParts(data bool) *official {
	if data {
		return withData()
	}
	return withoutData()
}

var (
	withData    = sync.OnceValue(func() *official { return newOfficial([]byte("{}")) })
	withoutData = sync.OnceValue(func() *official { return newOfficial(nil) })
)

func newOfficial(data []byte) *official {
	o := &official{styles: doc.GB9704()}
	k := &pack{doc: &doc.Document{Lang: officialLang, Styles: o.styles}, data: doc.Carried{JSON: data}}
	s := deflaters.New().(*deflater)
	for _, p := range parts(k) {
		var d deflated
		if p.fixed {
			d = s.deflate(p, k)
			d.data = bytes.Clone(d.data)
		}
		o.parts = append(o.parts, d)
	}
	return o
}
