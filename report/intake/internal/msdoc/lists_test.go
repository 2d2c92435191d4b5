package msdoc

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// aLevel returns a level of a list ([MS-DOC], 2.9.150); a digit below 9 in its text is the
// number of that level.
func aLevel(start int, format byte, flags byte, text string) []byte {
	b := join(u32(start), []byte{format, flags}, make([]byte, 20), []byte{0, 0})
	units := utf16.Encode([]rune(text))
	b = append(b, u16(len(units))...)
	for _, u := range units {
		b = append(b, u16(int(u))...)
	}
	return b
}

// TestLists reads paragraphs with numbers of their own and of their style, of lists that
// begin elsewhere, and of lists that are not there.
func TestLists(t *testing.T) {
	const simple = 1
	aList := func(id int, flags byte) []byte { return join(u32(id), make([]byte, 22), []byte{flags, 0}) }
	levels := aLevel(1, 39, 0, "（\x00）")
	for i := 1; i < 9; i++ {
		levels = append(levels, aLevel(3, 0, 4, "\x00.\x01.")...)
	}
	use := func(id, overrides int) []byte {
		return join(u32(id), make([]byte, 8), []byte{byte(overrides), 0, 0, 0})
	}
	style := func(kind, base, list int) []byte {
		b := join(u16(0), u16(base<<4|kind), make([]byte, 6), u16(1), u16('x'), u16(0))
		if list != 0 {
			b = append(b, join(u16(6), u16(0), sprm(sprmPIlfo, u16(list)...))...)
		}
		return join(u16(len(b)), b)
	}
	parts := map[int][]byte{
		pairLists: join(u16(3), aList(7, 0), aList(8, simple), aList(9, simple), levels, aLevel(1, 0, 0, "\x00、"), aLevel(1, 23, 0, "\uF0B7")),
		pairListUses: join(u32(5), use(7, 0), use(8, 0), use(8, 1), use(9, 0), use(6, 0),
			u32(-1), u32(-1), u32(-1), u32(5), u32(0x10), u32(-1), u32(-1)),
		pairStyles: join(u16(4), u16(3), u16(10), style(1, noStyle, 2), style(1, 0, 0), style(2, 0, 0)),
	}
	item := func(s string, list, level int) para {
		return styled(noStyle, s, join(sprm(sprmPIlfo, u16(list)...), sprm(sprmPIlvl, byte(level)))...)
	}
	got := dump(build([]para{
		item("甲", 1, 0), item("乙", 1, 0), item("", 1, 0), item("丙", 1, 1), item("2丁", 1, 1), item("戊", 1, 0), item("己", 1, 1),
		styled(1, "庚"), item("辛", 3, 0), item("壬", 3, 0), item("癸", 4, 0), item("子", 5, 0), item("丑", 99, 0), styled(2, "寅"), styled(1, "卯", sprm(sprmPIlfo, 0, 0)...),
	}, parts))
	want := strings.Join([]string{
		`第 1 段 h0 "（一）甲"`, `第 2 段 h0 "（二）乙"`, `第 4 段 h0 "2.3.丙"`, `第 5 段 h0 "2.4. 2丁"`, `第 6 段 h0 "（三）戊"`, `第 7 段 h0 "3.3.己"`,
		`第 8 段 h1 "1、庚"`, `第 9 段 h0 "5、辛"`, `第 10 段 h0 "6、壬"`, `第 11 段 h0 "癸"`, `第 12 段 h0 "子"`, `第 13 段 h0 "丑"`, `第 14 段 h2 "寅"`, `第 15 段 h1 "卯"`,
		"I-aq 第 12 段 没有读出的自动编号 2"}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for i, b := range parts { // what is cut short is not there
		for n := range len(b) {
			dump(build([]para{item("甲", 1, 0), styled(1, "庚")}, map[int][]byte{pairLists: parts[pairLists], pairListUses: parts[pairListUses], i: b[:n]}))
		}
	}
}
