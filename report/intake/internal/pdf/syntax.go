package pdf

import (
	"bytes"
	"strconv"
)

// kind is what a token is.
type kind uint8

const (
	eof kind = iota
	broken
	number
	str
	named     // a name
	word      // an operator or a keyword
	arrayOpen // [
	arrayEnd
	dictOpen // <<
	dictEnd
)

// token is a token of ISO 32000-1, 7.2 and 7.3.
type token struct {
	kind kind
	num  float64
	text []byte // of a string decoded, of a name or a word as it stands; valid until the lexer's buffer is emptied
}

func (t token) is(s string) bool { return t.kind == word && string(t.text) == s }

// whole returns a whole number from 0 to most.
func (t token) whole(most int) (int, bool) {
	n := int(t.num)
	return n, t.kind == number && float64(n) == t.num && n >= 0 && n <= most
}

// lexer takes bytes apart into tokens.
type lexer struct {
	b   []byte
	at  int
	buf []byte // decoded strings and names
}

// class of a byte: 0 regular, 1 white space, 2 delimiter.
var class = func() (c [256]uint8) {
	for _, b := range []byte("\x00\t\n\f\r ") {
		c[b] = 1
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = 2
	}
	return c
}()

// space goes on to what is neither white space nor a comment.
func (l *lexer) space() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case class[c] == 1:
			l.at++
		case c == '%':
			n := bytes.IndexAny(l.b[l.at:], "\r\n")
			if n < 0 {
				n = len(l.b) - l.at
			}
			l.at += n
		default:
			return
		}
	}
}

func (l *lexer) next() token {
	l.space()
	if l.at >= len(l.b) {
		return token{}
	}
	c := l.b[l.at]
	switch c {
	case '(':
		return l.literal()
	case '/':
		return l.name()
	case '[':
		l.at++
		return token{kind: arrayOpen}
	case ']':
		l.at++
		return token{kind: arrayEnd}
	case '<':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '<' {
			l.at += 2
			return token{kind: dictOpen}
		}
		return l.hexadecimal()
	case '>':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '>' {
			l.at += 2
			return token{kind: dictEnd}
		}
		return token{kind: broken}
	case ')':
		return token{kind: broken}
	case '{', '}':
		l.at++
		return token{kind: word, text: l.b[l.at-1 : l.at]}
	}
	from := l.at
	for l.at < len(l.b) && class[l.b[l.at]] == 0 {
		l.at++
	}
	s := l.b[from:l.at]
	if c <= '9' && c >= '+' {
		if v, ok := parseNumber(s); ok {
			return token{kind: number, num: v}
		}
	}
	return token{kind: word, text: s}
}

// parseNumber reads a number: no exponents, and any one sign.
func parseNumber(s []byte) (v float64, ok bool) {
	negative := false
	if s[0] == '-' || s[0] == '+' {
		negative = s[0] == '-'
		s = s[1:]
	}
	digits := 0
	for len(s) > 0 && '0' <= s[0] && s[0] <= '9' {
		v = v*10 + float64(s[0]-'0')
		s = s[1:]
		digits++
	}
	if len(s) > 0 && s[0] == '.' {
		scale := 1.0
		for s = s[1:]; len(s) > 0 && '0' <= s[0] && s[0] <= '9'; s = s[1:] {
			if scale < 1e15 {
				v = v*10 + float64(s[0]-'0')
				scale *= 10
			}
			digits++
		}
		v /= scale
	}
	if negative {
		v = -v
	}
	return v, len(s) == 0 && digits > 0 && digits < 40
}

func (l *lexer) name() token {
	l.at++
	from := l.at
	for l.at < len(l.b) && class[l.b[l.at]] == 0 {
		l.at++
	}
	s := l.b[from:l.at]
	if bytes.IndexByte(s, '#') < 0 {
		return token{kind: named, text: s}
	}
	from = len(l.buf)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '#' && i+2 < len(s) {
			if v, err := strconv.ParseUint(string(s[i+1:i+3]), 16, 8); err == nil {
				c = byte(v)
				i += 2
			}
		}
		l.buf = append(l.buf, c)
	}
	return token{kind: named, text: l.buf[from:len(l.buf):len(l.buf)]}
}

func (l *lexer) hexadecimal() token {
	from, half, high := len(l.buf), false, byte(0)
	for l.at++; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch {
		case c == '>':
			l.at++
			if half {
				l.buf = append(l.buf, high)
			}
			return token{kind: str, text: l.buf[from:len(l.buf):len(l.buf)]}
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		case class[c] == 1:
			continue
		default:
			return token{kind: broken}
		}
		if half {
			l.buf = append(l.buf, high|c)
		}
		half, high = !half, c<<4
	}
	return token{kind: broken}
}

func (l *lexer) literal() token {
	from, depth := l.at+1, 1
	for i := from; i < len(l.b); i++ {
		switch l.b[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at = i + 1
				return token{kind: str, text: l.b[from:i]}
			}
		case '\\', '\r':
			return l.escaped(from)
		}
	}
	l.at = len(l.b)
	return token{kind: broken}
}

// escaped reads a string that does not stand as it is.
func (l *lexer) escaped(from int) token {
	start, depth := len(l.buf), 1
	for l.at = from; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return token{kind: str, text: l.buf[start:len(l.buf):len(l.buf)]}
			}
		case '\r':
			if l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
				l.at++
			}
			c = '\n'
		case '\\':
			if l.at++; l.at >= len(l.b) {
				continue
			}
			switch c = l.b[l.at]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
					l.at++
				}
				continue
			case '\n':
				continue
			default:
				if c < '0' || c > '7' {
					break
				}
				v := 0
				for n := 0; n < 3 && l.at < len(l.b) && '0' <= l.b[l.at] && l.b[l.at] <= '7'; n++ {
					v = v*8 + int(l.b[l.at]-'0')
					l.at++
				}
				l.at--
				c = byte(v)
			}
		}
		l.buf = append(l.buf, c)
	}
	return token{kind: broken}
}
