package pdf

import "strconv"

// toUnicode appends the CMap that says what character each CID stands for
// (ISO 32000-1, 9.10.3), so that text can be searched, copied and read aloud.
// A block holds at most 100 entries (Adobe Technical Note 5014).
func (f *font) toUnicode(b []byte) []byte {
	const maxBlock = 100
	b = append(b, `/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
`...)
	var chars []uint16
	var ranges [][2]uint16
	for i := 1; i < len(f.runes); {
		end := f.sequence(i)
		switch {
		case end-i > 2:
			ranges = append(ranges, [2]uint16{uint16(i), uint16(end - 1)})
		default:
			for j := i; j < end; j++ {
				chars = append(chars, uint16(j))
			}
		}
		i = max(end, i+1)
	}
	block := func(n int, operator string, entry func(i int)) {
		for from := 0; from < n; from += maxBlock {
			to := min(from+maxBlock, n)
			b = strconv.AppendInt(b, int64(to-from), 10)
			b = append(b, " begin"+operator+"\n"...)
			for i := from; i < to; i++ {
				entry(i)
			}
			b = append(b, "end"+operator+"\n"...)
		}
	}
	code := func(v uint16) {
		b = append(b, '<')
		b = appendHex4(b, v)
		b = append(b, '>')
	}
	char := func(v uint16) {
		b = append(b, '<')
		b = appendUTF16(b, f.runes[v])
		b = append(b, ">\n"...)
	}
	block(len(chars), "bfchar", func(i int) { code(chars[i]); char(chars[i]) })
	block(len(ranges), "bfrange", func(i int) { code(ranges[i][0]); code(ranges[i][1]); char(ranges[i][0]) })
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"...)
}

// sequence returns the end of the CIDs from first on that stand for characters
// one after another. In a range only the last byte of the code and of the
// character may change.
func (f *font) sequence(first int) int {
	if f.runes[first] == 0 {
		return first
	}
	end := first + 1
	for end < len(f.runes) && end&0xFF != 0 &&
		f.runes[end] == f.runes[end-1]+1 && f.runes[end]&0xFF != 0 {
		end++
	}
	return end
}
