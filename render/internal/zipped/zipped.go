// Package zipped compresses the parts of packages, and adds them to a ZIP as readers of
// document formats want them.
package zipped

import (
	"archive/zip"
	"bytes"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// Entry is a part, compressed by RFC 1951.
type Entry struct {
	Data  []byte
	CRC32 uint32 // of the part
	Size  int    // of the part
}

// version is that of the ZIP format which has deflate (APPNOTE.TXT, 4.4.3).
const version = 20

// AddTo adds the entry with its sizes in front: some readers do not look for them
// behind the data. The date is the first that there is, 1 January 1980.
func (e Entry) AddTo(z *zip.Writer, name string) error {
	f, err := z.CreateRaw(&zip.FileHeader{
		Name:               name,
		Method:             zip.Deflate,
		CreatorVersion:     version,
		ReaderVersion:      version,
		CRC32:              e.CRC32,
		CompressedSize64:   uint64(len(e.Data)),
		UncompressedSize64: uint64(e.Size),
		ModifiedDate:       1<<5 | 1,
	})
	if err == nil {
		_, err = f.Write(e.Data)
	}
	return err
}

// Deflater compresses parts one after another. Its tables are large: it is to be kept for the
// next document.
type Deflater struct {
	z     *flate.Writer
	out   bytes.Buffer
	entry Entry
}

// Level is that which most programs take.
const Level = 6

// NewDeflater returns a Deflater.
func NewDeflater() *Deflater {
	d := &Deflater{}
	d.z, _ = flate.NewWriter(&d.out, Level) // which is one that there is
	return d
}

// Reset begins a part.
func (d *Deflater) Reset() {
	d.out.Reset()
	d.z.Reset(&d.out)
	d.entry = Entry{}
}

// Write compresses b. There is nothing that could fail: it writes to a buffer.
func (d *Deflater) Write(b []byte) (int, error) {
	d.entry.Size += len(b)
	d.entry.CRC32 = crc32.Update(d.entry.CRC32, crc32.IEEETable, b)
	return d.z.Write(b)
}

// Close ends the part and returns it. It is good until the next call.
func (d *Deflater) Close() Entry {
	d.z.Close()
	d.entry.Data = d.out.Bytes()
	return d.entry
}

// Deflate returns b as a part. It is good until the next call.
func (d *Deflater) Deflate(b []byte) Entry {
	d.Reset()
	d.Write(b)
	return d.Close()
}
