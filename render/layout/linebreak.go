package layout

import (
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// char is one character of a text that is being set, or a forced break.
type char struct {
	rune   rune
	class  class
	after  opportunity // to break the line after this character
	joined bool        // to the next character, by a word joiner
	fonts.Choice
	size  doc.Length
	width doc.Length // advance, letter spacing included
	space doc.Length // between it and the next character, unless a line ends here
	block int
}

// opportunity is how willingly a line ends after a character.
type opportunity uint8

const (
	never  opportunity = iota
	rather             // within an address, where the line would stay too empty
	may
	must
)

// line is a line of a text: chars[from:end] are seen, chars[end:next] are the
// spaces and the forced break at its end.
type line struct {
	from, end, next int
	width           doc.Length // of chars[from:end]
	squeeze         doc.Length // to be taken out of its marks
	ended           bool       // by a forced break or by the end of the text
}

// findBreaks sets the break opportunities of a text. What shaping has set
// already (zero-width space and the like) stays as it is.
//
// Closing marks that would begin a line are squeezed in where its marks can give
// up the room (see squeezable), and never left to hang in the margin. Otherwise
// the character before them goes down to the next line with them.
func findBreaks(chars []char) {
	setSpaces(chars)
	base := 0 // the last character that is not a combining mark
	seen := 0 // the last character that is not a space
	for i := range chars {
		if chars[i].class != mark {
			base = i
		}
		if chars[base].class != space {
			seen = base
		}
		c := &chars[i]
		switch {
		case c.class == newline:
			c.after = must
		case i+1 == len(chars) || chars[i+1].class == mark || c.joined:
			c.after = never
		case c.after == never && mayBreak(chars, seen, base, i+1):
			c.after = may
		}
	}
	findAddressBreaks(chars)
}

// setSpaces sets a fifth of the size between a Chinese character and a Latin
// letter or figure, as word processors do.
// Source: Requirements for Chinese Text Layout, 3.2.2; ISO/IEC 29500-1, 17.3.1.2
// and 17.3.1.3 (w:autoSpaceDE, w:autoSpaceDN).
func setSpaces(chars []char) {
	for i := 0; i+1 < len(chars); i++ {
		switch a, b := chars[i].class, chars[i+1].class; {
		case a == ideograph && b == alphabetic, a == alphabetic && b == ideograph:
			chars[i].space = min(chars[i].size, chars[i+1].size) / 5
		}
	}
}

// mayBreak reports whether a line may end before next. base is the character
// before it, seen the last one before it that is not a space.
func mayBreak(chars []char, seen, base, next int) bool {
	a, b := chars[base].class, chars[next].class
	switch b {
	case space, newline, closing, closingHalf, dash, hyphen:
		return false
	}
	switch chars[seen].class {
	case opening, openingHalf:
		return false
	}
	if a == space {
		return true
	}
	if a == glue || b == glue {
		return false
	}
	word := b == alphabetic || b == openingHalf
	switch a {
	case alphabetic, closingHalf:
		return !word
	case closing: // ’ is an apostrophe, too
		return !(word && chars[base].rune == '’' && base > 0 && chars[base-1].class == alphabetic)
	case hyphen: // never after / (GB/T 15834-2011, 5.1.9), after - within a word neither
		return !word && chars[base].rune != '/' && chars[base].rune != '／'
	}
	return true
}

// findAddressBreaks lets Internet and mail addresses break after / . - ? & = _
// and @ where a letter or figure follows.
func findAddressBreaks(chars []char) {
	for from := 0; from < len(chars); {
		if !printable(chars[from].rune) {
			from++
			continue
		}
		to := from + 1
		for to < len(chars) && printable(chars[to].rune) {
			to++
		}
		if to-from > len("a@b.cn") && address(chars[from:to]) {
			for i := from; i+1 < to; i++ {
				if chars[i].after == never && strings.ContainsRune("/.-?&=_@", chars[i].rune) && alphanumeric(chars[i+1].rune) {
					chars[i].after = rather
				}
			}
		}
		from = to
	}
}

func printable(r rune) bool { return r > ' ' && r < 0x7F }

func alphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// address reports whether a word is an Internet or mail address.
func address(word []char) bool {
	for i := range word {
		switch word[i].rune {
		case '@':
			return true
		case ':':
			if i+2 < len(word) && word[i+1].rune == '/' && word[i+2].rune == '/' {
				return true
			}
		case '.':
			if i >= 3 && word[i-1].rune|0x20 == 'w' && word[i-2].rune|0x20 == 'w' && word[i-3].rune|0x20 == 'w' {
				return true
			}
		}
	}
	return false
}

// breakLines appends the lines of a text to dst: the first may be as wide as
// first, the others as rest. Each line takes as much as it has room for. A
// line is wider than its measure only where a single character is, or by what
// is to be squeezed out of it.
func breakLines(dst []line, chars []char, first, rest doc.Length, squeeze bool) []line {
	measure := first
	for from := 0; ; measure = rest {
		l := nextLine(chars, from, measure, squeeze)
		dst = append(dst, l)
		if l.next == len(chars) {
			if l.next > l.from && chars[l.next-1].class == newline {
				dst = append(dst, line{from: l.next, end: l.next, next: l.next, ended: true})
			}
			return dst
		}
		from = l.next
	}
}

func nextLine(chars []char, from int, measure doc.Length, squeeze bool) line {
	var width, seen, mayWidth doc.Length // through chars[i]; without the spaces at its end
	mayEnd, ratherEnd := from, from
	for i := from; i < len(chars); i++ {
		c := &chars[i]
		if c.class == newline {
			return endLine(chars, from, i, i+1, true)
		}
		if i > from {
			width += chars[i-1].space
		}
		width += c.width
		if c.class != space {
			if width > measure {
				if end := squeezedIn(chars, from, i, width-measure); squeeze && end > 0 {
					l := endLine(chars, from, end, end, false)
					l.squeeze = l.width - measure
					return l
				}
				end := mayEnd
				if ratherEnd > mayEnd && mayWidth < measure/4*3 {
					end = ratherEnd
				}
				if end == from {
					end = anywhere(chars, from, i)
				}
				return endLine(chars, from, end, end, false)
			}
			seen = width
		}
		switch c.after {
		case may:
			mayEnd, mayWidth = i+1, seen
		case rather:
			ratherEnd = i + 1
		}
	}
	return endLine(chars, from, len(chars), len(chars), true)
}

// squeezedIn returns the end of a line that overflows at chars[over], by excess,
// if that is a closing mark that can be squeezed in with those that follow it,
// and 0 otherwise.
func squeezedIn(chars []char, from, over int, excess doc.Length) (end int) {
	if chars[over].class != closing {
		return 0
	}
	for i := from; i < over; i++ {
		excess -= chars[i].squeezable()
	}
	excess -= chars[over].width
	// No mark gives up more room than it takes: where it is too much, so it is
	// with those that follow.
	for end = over; end < len(chars) && chars[end].class == closing; end++ {
		if excess += chars[end].width - chars[end].squeezable(); excess > 0 {
			return 0
		}
	}
	next := end
	for next < len(chars) && chars[next].class == space {
		next++
	}
	if next < len(chars) && chars[next].class != newline && chars[next-1].after == never {
		return 0
	}
	return end
}

// squeezable returns how much of a mark is space that it can give up: half of
// those that stand in one half of their em.
// Source: Requirements for Chinese Text Layout, 3.1.6.
func (c *char) squeezable() doc.Length {
	switch c.rune {
	case '、', '。', '，', '）', '》', '〉', '」', '』', '】', '〕', '”', '’',
		'（', '《', '〈', '「', '『', '【', '〔', '“', '‘':
		return c.width / 2
	}
	return 0
}

// anywhere returns where a line ends that has no opportunity: the characters
// before full have room. It still parts no cluster and keeps marks from line
// starts and ends if that leaves anything on the line.
func anywhere(chars []char, from, full int) int {
	for end := full; end > from; end-- {
		switch chars[end].class {
		case mark, closing, closingHalf, dash:
			continue
		}
		switch chars[end-1].class {
		case opening, openingHalf:
			continue
		}
		return end
	}
	end := full
	for end > from && chars[end].class == mark {
		end--
	}
	if end == from { // not even one cluster has room
		for end++; end < len(chars) && chars[end].class == mark; {
			end++
		}
	}
	return end
}

// endLine returns the line chars[from:end], without the spaces at its end.
func endLine(chars []char, from, end, next int, ended bool) line {
	for !ended && next < len(chars) && chars[next].class == space {
		next++
	}
	if !ended && next < len(chars) && chars[next].class == newline {
		next, ended = next+1, true
	}
	for end > from && chars[end-1].class == space {
		end--
	}
	l := line{from: from, end: end, next: next, ended: ended}
	for i := from; i < end; i++ {
		l.width += chars[i].width
		if i+1 < end {
			l.width += chars[i].space
		}
	}
	if next == len(chars) {
		l.ended = true
	}
	return l
}

// widestWord returns the width of the widest part of a text that has no
// opportunity inside.
func widestWord(chars []char) doc.Length {
	var widest, width, seen doc.Length
	for i := range chars {
		width += chars[i].width
		if chars[i].class != space {
			seen = width
		}
		if chars[i].after != never || i+1 == len(chars) {
			widest = max(widest, seen)
			width, seen = 0, 0
		}
	}
	return widest
}
