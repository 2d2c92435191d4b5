package pdf

import (
	"encoding/binary"
	"hash/adler32"

	"github.com/nianbao/nianbao/render/internal/deflate"
)

// zlibbed appends data compressed for a FlateDecode filter (ISO 32000-1, 7.4.4): a zlib
// stream (RFC 1950).
func zlibbed(dst, data []byte) []byte {
	dst = deflate.Append(append(dst, 0x78, 0x01), data)
	return binary.BigEndian.AppendUint32(dst, adler32.Checksum(data))
}
