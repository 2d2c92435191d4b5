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
	"github.com/nianbao/nianbao/render/internal/zipped"
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

// write writes the archive: [Content_Types].xml first.
func (p *pack) write(w io.Writer) error {
	stored := officialParts(p.data.JSON != nil)
	official := p.fonts == nil && p.doc.Mark == "" && p.remarks == nil && p.doc.Lang == officialLang && p.doc.Styles == stored.styles
	p.out.W = w
	z := zip.NewWriter(&p.out)
	s := deflaters.Get().(*deflater)
	defer deflaters.Put(s)
	for i, part := range parts(p) {
		var d zipped.Entry
		if official && part.fixed {
			d = stored.parts[i]
		} else {
			if d = s.deflate(part, p); s.xml.err != nil {
				return s.xml.err
			}
		}
		if err := d.AddTo(z, part.name); err != nil {
			return err
		}
	}
	if p.fonts != nil {
		for i, f := range p.fonts.files {
			if err := s.deflateBytes(f.odttf).AddTo(z, fontPart(i)); err != nil {
				return err
			}
		}
	}
	return z.Close()
}

// deflater compresses parts one after another.
type deflater struct {
	xml xmlWriter
	z   *flate.Writer
	out bytes.Buffer // after
	zipped.Entry
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
func (s *deflater) deflate(p part, k *pack) zipped.Entry {
	s.reset()
	s.xml.fonts, s.xml.err = k.fonts, nil
	p.write(&s.xml, k)
	s.xml.flush()
	s.xml.fonts, s.xml.remarks = nil, nil // not to be kept with the deflater
	return s.close()
}

func (s *deflater) deflateBytes(b []byte) zipped.Entry {
	s.reset()
	s.Write(b)
	return s.close()
}

func (s *deflater) reset() {
	s.out.Reset()
	s.z.Reset(&s.out)
	s.Entry = zipped.Entry{}
}

// Write compresses b. There is nothing that could fail: it writes to a buffer.
func (s *deflater) Write(b []byte) (int, error) {
	s.Size += len(b)
	s.CRC32 = crc32.Update(s.CRC32, crc32.IEEETable, b)
	return s.z.Write(b)
}

func (s *deflater) close() zipped.Entry {
	s.z.Close()
	s.Data = s.out.Bytes()
	return s.Entry
}

const officialLang = "zh-CN"

// official is the fixed parts of documents in the official look.
type official struct {
	styles doc.StyleSheet
	parts  []zipped.Entry // by index in parts; empty where the part is not fixed
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
		var d zipped.Entry
		if p.fixed {
			d = s.deflate(p, k)
			d.Data = bytes.Clone(d.Data)
		}
		o.parts = append(o.parts, d)
	}
	return o
}
