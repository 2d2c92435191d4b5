// Package zipped adds parts that are compressed already to a ZIP, as the packages of
// document formats want them.
package zipped

import "archive/zip"

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
