package report

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// likeness is prose without what changes from year to year: letters alone, neither
// figures nor marks, cut into shingles, which are so many letters one after the other
// of a paragraph.
type likeness struct {
	passages []passage
	letters  []letter
	shingles []uint32 // the hash of that which begins at each letter; 0 is none
}

type letter struct {
	passage int32 // index
	at      int32 // where it begins in its text
}

// shingle is how many letters are told apart from others. Fewer are the same in reports
// that have nothing in common (政府信息公开); of more, a word that was changed here and
// there leaves too little.
const shingle = 6

// likenessOf returns the paragraphs of the passages that are wanted for comparison, without
// what aside returns the length of, in bytes, at the beginning of a text; nil is nothing.
func likenessOf(passages []passage, wanted func(textAt) bool, aside func(text string) int) *likeness {
	const base = 0x9E3779B97F4A7C15
	leaving := uint64(1) // the weight of the letter that a shingle leaves behind
	for range shingle {
		leaving *= base
	}
	x := &likeness{}
	bytes := 0
	for _, p := range passages {
		if wanted(p.at) {
			x.passages = append(x.passages, p)
			bytes += len(p.text)
		}
	}
	const most = len("字") // of a letter, but for rare ones
	x.letters, x.shingles = make([]letter, 0, bytes/most), make([]uint32, 0, bytes/most)
	for i, p := range x.passages {
		var last [shingle]rune
		var hash uint64
		n, behind := 0, 0
		for at, r := range p.text {
			if at < behind {
				continue
			}
			if aside != nil {
				behind = at + aside(p.text[at:])
			}
			if at < behind || !lasting(r) {
				continue
			}
			x.letters = append(x.letters, letter{int32(i), int32(at)})
			x.shingles = append(x.shingles, 0)
			hash = hash*base + uint64(r) - leaving*uint64(last[n%shingle])
			last[n%shingle] = r
			if n++; n >= shingle {
				x.shingles[len(x.shingles)-shingle] = max(uint32(mix(hash)>>32), 1)
			}
		}
	}
	return x
}

// lasting reports whether the character is a letter, and no numeral.
func lasting(r rune) bool {
	return (0x4E00 <= r && r <= 0x9FFF || unicode.IsLetter(r)) && !numeral(r)
}

// numeral reports whether figures are written with the character.
func numeral(r rune) bool {
	switch r {
	case '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '零', '〇', '○':
		return true
	}
	return (r < 0x4E00 || r > 0x9FFF) && unicode.IsNumber(r)
}

// index returns where each shingle begins, by its hash: see find.
func (x *likeness) index() []int32 {
	slots := make([]int32, 1<<bits.Len(uint(2*len(x.shingles))))
	for i, hash := range x.shingles {
		if hash != 0 {
			if slot := x.find(slots, hash); slots[slot] == 0 {
				slots[slot] = int32(i + 1)
			}
		}
	}
	return slots
}

// find returns the slot of the hash in an index, which has 0 where there is no such
// shingle, and else one more than where it begins.
func (x *likeness) find(slots []int32, hash uint32) uint64 {
	mask := uint64(len(slots) - 1)
	slot := uint64(hash) * 0xD6E8FEB86659FD93 >> 32 & mask
	for slots[slot] != 0 && x.shingles[slots[slot]-1] != hash {
		slot = (slot + 1) & mask
	}
	return slot
}

// SharedText is words of a report that another one has too.
type SharedText struct {
	Path     string // JSON pointer of the paragraph
	From, To int    // where they begin and end in it, in bytes
}

// Alike compares sections one and five of two reports as H-c does: letter by letter, whatever
// the order of sentences, without names of the bodies, figures and what reports of all bodies
// say. It returns the share of the letters of both that the other has too, from 0 to 1, and
// the words of each that the other has, in the order of its text.
func Alike(a, b *Report) (share float64, ofA, ofB []SharedText) {
	x, y := ownProse(orEmpty(a)), ownProse(orEmpty(b))
	share, _, _ = x.like(y)
	return share, x.shared(y), y.shared(x)
}

// shared returns the words of x that y has too.
func (x *likeness) shared(y *likeness) (all []SharedText) {
	slots := y.index()
	in, covered := int32(-1), 0 // the passage of the last words, and up to which letter they are
	for i, hash := range x.shingles {
		if hash == 0 || slots[y.find(slots, hash)] == 0 {
			continue
		}
		first, last := x.letters[i], x.letters[i+shingle-1]
		p := x.passages[first.passage]
		if first.passage != in || i > covered {
			all = append(all, SharedText{Path: p.at.pointer(), From: int(first.at)})
		}
		_, size := utf8.DecodeRuneInString(p.text[last.at:])
		all[len(all)-1].To = int(last.at) + size
		in, covered = first.passage, i+shingle
	}
	return all
}

// within counts the letters of x that stand in shingles that y has too, and returns the
// longest run of letters that stands in y just so.
func (x *likeness) within(y *likeness) (shared, from, length int) {
	slots := y.index()
	covered := 0 // up to which letter
	run, at := 0, -1
	for i, hash := range x.shingles {
		if hash == 0 {
			run, at = 0, -1
			continue
		}
		switch {
		case at >= 0 && at+1 < len(y.shingles) && y.shingles[at+1] == hash:
			run, at = run+1, at+1
		default:
			run, at = shingle, int(slots[y.find(slots, hash)])-1
		}
		if at < 0 {
			continue
		}
		shared += i + shingle - max(covered, i)
		covered = i + shingle
		if run > length {
			length, from = run, i+shingle-run
		}
	}
	return shared, from, length
}

// like returns the share of the letters of both that stand in shingles that the other has
// too, from 0 to 1, whatever the order of paragraphs and sentences; and the longest run of
// letters of x that y has, too: the paragraph and the words, with the figures and marks
// between. It takes time in proportion to the lengths.
func (x *likeness) like(y *likeness) (share float64, in passage, words string) {
	a, from, length := x.within(y)
	b, _, _ := y.within(x)
	if length > 0 {
		first, last := x.letters[from], x.letters[from+length-1]
		in = x.passages[first.passage]
		_, size := utf8.DecodeRuneInString(in.text[last.at:])
		begin := strings.TrimRightFunc(in.text[:first.at], numeral) // 2023年
		words = in.text[len(begin) : int(last.at)+size]
	}
	return float64(a+b) / float64(max(1, len(x.shingles)+len(y.shingles))), in, words
}
