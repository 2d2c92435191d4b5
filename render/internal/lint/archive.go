package lint

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"regexp"
	"slices"
	"testing"
	"time"
)

// Archive is a file that is taken apart, to be given a fault.
type Archive struct {
	testing.TB
	Entries []*Part
}

// Part is an entry of it. Without the flag of a data descriptor, its sizes stand before
// its data.
type Part struct {
	zip.FileHeader
	Data []byte
}

// Streamed is the flag of an entry whose sizes stand in a data descriptor behind it.
const Streamed = 1 << 3

// Add adds an entry, deflated and dated as a file of this module's is.
func (a *Archive) Add(name, data string) *Part {
	e := &Part{zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}, []byte(data)}
	a.Entries = append(a.Entries, e)
	return e
}

// Pack returns the file.
func (a *Archive) Pack() []byte {
	a.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	deflate, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		a.Fatal(err)
	}
	for _, e := range a.Entries {
		if e.Flags&Streamed != 0 {
			err = e.stream(z)
		} else {
			err = e.whole(z, deflate)
		}
		if err != nil {
			a.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		a.Fatal(err)
	}
	return b.Bytes()
}

func (e *Part) stream(z *zip.Writer) error {
	h := e.FileHeader
	w, err := z.CreateHeader(&h)
	if err == nil {
		_, err = w.Write(e.Data)
	}
	return err
}

func (e *Part) whole(z *zip.Writer, deflate *flate.Writer) error {
	packed := e.Data
	if e.Method == zip.Deflate {
		var b bytes.Buffer
		deflate.Reset(&b)
		deflate.Write(e.Data)
		deflate.Close()
		packed = b.Bytes()
	}
	const version = 20 // of ZIP, which has deflate
	h := e.FileHeader
	h.ReaderVersion, h.CreatorVersion = version, version
	h.CRC32 = crc32.ChecksumIEEE(e.Data)
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(packed)), uint64(len(e.Data))
	year, month, day := h.Modified.Date()
	h.ModifiedDate = uint16((year-1980)<<9 | int(month)<<5 | day)
	h.ModifiedTime = uint16(h.Modified.Hour()<<11 | h.Modified.Minute()<<5 | h.Modified.Second()/2)
	w, err := z.CreateRaw(&h)
	if err == nil {
		_, err = w.Write(packed)
	}
	return err
}

// Spoilt returns the file with a fault: in a part, in the archive itself, or in none where
// both are nil.
func (a *Archive) Spoilt(edit func(*Archive), raw func(file []byte) []byte) []byte {
	a.Helper()
	if edit != nil {
		edit(a)
	}
	file := a.Pack()
	if raw != nil {
		file = raw(file)
	}
	return file
}

// Entry returns the entry of a name.
func (a *Archive) Entry(name string) *Part {
	a.Helper()
	for _, e := range a.Entries {
		if e.Name == name {
			return e
		}
	}
	a.Fatalf("no part %s", name)
	return nil
}

// Sub replaces the first match of a pattern in a part, which must have one.
func (a *Archive) Sub(part, pattern, with string) {
	a.Helper()
	e := a.Entry(part)
	re := regexp.MustCompile(pattern)
	m := re.FindSubmatchIndex(e.Data)
	if m == nil {
		a.Fatalf("%s has no %s", part, pattern)
	}
	out := slices.Clone(e.Data[:m[0]])
	out = re.Expand(out, []byte(with), e.Data, m)
	e.Data = append(out, e.Data[m[1]:]...)
}
