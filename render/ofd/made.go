package ofd

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"

	"github.com/nianbao/nianbao/render/internal/zipped"
)

// docID returns the DocID of a package (GB/T 33190-2016, 7.4): the digits of a UUID that
// changes with the content and with nothing else. root is OFD.xml without it, and parts are
// the others in the order of the file. Fonts, which are most of a file, stand in it by their
// checksum.
func docID(root []byte, parts []part) string {
	h := sha256.New()
	h.Write(root)
	for _, p := range parts {
		h.Write(binary.BigEndian.AppendUint64(append([]byte(p.name), 0), uint64(p.Size)<<32|uint64(p.CRC32)))
		if !strings.HasPrefix(p.name, folder+fontFolder+"/") {
			h.Write(p.Data)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

const (
	idStart = "<ofd:DocID>"
	idEnd   = "</ofd:DocID>"
)

// Made reports whether a file is as Write wrote it: whether its DocID is that of its content.
// Whoever edits or seals a file changes it.
func Made(file []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil || len(z.File) == 0 || z.File[0].Name != rootPart {
		return false
	}
	root, err := readRoot(z.File[0])
	if err != nil {
		return false
	}
	before, rest, _ := bytes.Cut(root, []byte(idStart))
	id, behind, ok := bytes.Cut(rest, []byte(idEnd))
	if !ok {
		return false
	}
	var parts []part
	for _, f := range z.File[1:] {
		r, err := f.OpenRaw()
		if err != nil {
			return false
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return false
		}
		parts = append(parts, part{f.Name, zipped.Entry{Data: data, CRC32: f.CRC32, Size: int(f.UncompressedSize64)}})
	}
	return string(id) == docID(append([]byte(string(before)+idStart+idEnd), behind...), parts)
}

func readRoot(f *zip.File) ([]byte, error) {
	const most = 1 << 20 // more than OFD.xml has
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, most))
}
