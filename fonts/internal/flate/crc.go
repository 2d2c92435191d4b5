package flate

import "hash/crc32"

var zeros [1 << 10]byte

// ThenCRC returns the CRC-32 of bytes that have the CRC-32 crc and of n more that have
// the CRC-32 next. A CRC is linear: it is that of the first bytes and n zeros,
// with what n zeros would have had taken out for what they are.
func ThenCRC(crc, next uint32, n int) uint32 {
	crc = ^crc // crc32.Update turns it over before and behind
	for ; n > len(zeros); n -= len(zeros) {
		crc = crc32.Update(crc, crc32.IEEETable, zeros[:])
	}
	return ^crc32.Update(crc, crc32.IEEETable, zeros[:n]) ^ next
}
