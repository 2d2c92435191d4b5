package pdf

import (
	"bytes"
	"encoding/hex"
	"hash/crc32"
	"strings"
)

// The file identifier (ISO 32000-1, 14.4) as it stands at the end of the dictionary of the
// cross-reference stream, twice the same.
const (
	idSize    = 16
	idBefore  = "/ID[<"
	idBetween = "><"
	idAfter   = ">]>>\nstream\n"
)

// noID stands for the identifier where the CRC-32 is made that is a part of it.
var noID = strings.Repeat("0", 2*idSize)

// setID puts an identifier in the place of the two that stand at the offset.
func setID(b []byte, at int, id string) {
	at += len(idBefore)
	copy(b[at:], id)
	copy(b[at+len(id)+len(idBetween):], id)
}

// whole reports whether a file is as Write wrote it, to the last byte: whether it has the
// checksum that it is to have.
func whole(file []byte) bool {
	at := bytes.LastIndex(file, []byte(idBefore))
	if at < 0 {
		return false
	}
	tail := bytes.Clone(file[at:])
	if len(tail) < len(idBefore)+len(noID) {
		return false
	}
	id := string(tail[len(idBefore):][:len(noID)])
	if !bytes.HasPrefix(tail, []byte(idBefore+id+idBetween+id+idAfter)) {
		return false
	}
	want, err := hex.DecodeString(id[len(id)-8:])
	if err != nil {
		return false
	}
	setID(tail, 0, noID)
	crc := crc32.Update(crc32.ChecksumIEEE(file[:at]), crc32.IEEETable, tail)
	return bytes.Equal(want, []byte{byte(crc >> 24), byte(crc >> 16), byte(crc >> 8), byte(crc)})
}
