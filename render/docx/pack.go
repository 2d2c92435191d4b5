package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"sync"

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
			if err := s.Deflate(f.odttf).AddTo(z, fontPart(i)); err != nil {
				return err
			}
		}
	}
	return z.Close()
}

// deflater writes parts and compresses them, one after another.
type deflater struct {
	xml xmlWriter
	*zipped.Deflater
}

// deflaters keeps them for the next document.
var deflaters = sync.Pool{New: func() any {
	s := &deflater{Deflater: zipped.NewDeflater()}
	s.xml.out = s
	return s
}}

// deflate returns a part, written and compressed piece by piece. It is good until
// the next call.
func (s *deflater) deflate(p part, k *pack) zipped.Entry {
	s.Reset()
	s.xml.fonts, s.xml.err = k.fonts, nil
	p.write(&s.xml, k)
	s.xml.flush()
	s.xml.fonts, s.xml.remarks = nil, nil // not to be kept with the deflater
	return s.Close()
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
