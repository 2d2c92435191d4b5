// Package pdfread reads the PDF files that the project writes, for tests: it is
// strict about what the writer promises, and ignorant of what it never writes.
// What it cannot read is an error, never a panic.
package pdfread

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The objects of ISO 32000-1, 7.3: besides these a bool, a float64, a string of
// bytes, a []any for an array, and nil for null.
type (
	Name string
	Ref  int // the number of an indirect object of generation 0
	Dict map[string]any
	// Stream has its data decoded.
	Stream struct {
		Dict Dict
		Data []byte
	}
	// Op is an operator of a content stream, or another keyword.
	Op string
)

// Parser reads the syntax of ISO 32000-1, 7.2 and 7.3, from the place At.
type Parser struct {
	B     []byte
	At    int
	depth int
}

// maxDepth is how deep arrays and dictionaries may stand in one another.
const maxDepth = 64

func (p *Parser) fail(format string, a ...any) error {
	return fmt.Errorf("byte %d: %s", p.At, fmt.Sprintf(format, a...))
}

// Space goes on to what is no white space.
func (p *Parser) Space() {
	for p.At < len(p.B) && strings.IndexByte("\x00\t\n\f\r ", p.B[p.At]) >= 0 {
		p.At++
	}
}

// Value reads one object or operator. The error is io.EOF at the end.
func (p *Parser) Value() (any, error) {
	p.Space()
	b := p.B[p.At:]
	if len(b) == 0 {
		return nil, io.EOF
	}
	switch c := b[0]; {
	case bytes.HasPrefix(b, []byte("<<")), c == '[':
		if p.depth++; p.depth > maxDepth {
			return nil, p.fail("more than %d levels", maxDepth)
		}
		defer func() { p.depth-- }()
		if c == '[' {
			return p.array()
		}
		return p.dict()
	case c == '<':
		n := bytes.IndexByte(b, '>')
		if n < 0 {
			return nil, p.fail("a string without end")
		}
		s, err := hex.DecodeString(string(b[1:n]))
		if err != nil {
			return nil, p.fail("%v", err)
		}
		p.At += n + 1
		return string(s), nil
	case c == '(':
		return p.literal()
	case c == '/':
		return p.name()
	case '0' <= c && c <= '9' || strings.IndexByte("+-.", c) >= 0:
		return p.number()
	}
	n := 0
	for n < len(b) && ('a' <= b[n]|0x20 && b[n]|0x20 <= 'z' || strings.IndexByte(`'"*`, b[n]) >= 0) {
		n++
	}
	if n == 0 {
		return nil, p.fail("unexpected %q", b[:min(len(b), 20)])
	}
	p.At += n
	switch s := string(b[:n]); s {
	case "true", "false":
		return s == "true", nil
	case "null":
		return nil, nil
	default:
		return Op(s), nil
	}
}

// inner reads an object within another, which has to be there.
func (p *Parser) inner() (any, error) {
	v, err := p.Value()
	if err == io.EOF {
		return nil, p.fail("the file ends within an object")
	}
	if o, ok := v.(Op); ok && err == nil {
		return nil, p.fail("%s within an object", o)
	}
	return v, err
}

func (p *Parser) dict() (any, error) {
	p.At += len("<<")
	d := Dict{}
	for {
		p.Space()
		if bytes.HasPrefix(p.B[p.At:], []byte(">>")) {
			p.At += len(">>")
			return d, nil
		}
		k, err := p.inner()
		if err != nil {
			return nil, err
		}
		key, ok := k.(Name)
		if !ok {
			return nil, p.fail("a key is not a name")
		}
		if _, twice := d[string(key)]; twice {
			return nil, p.fail("key %s twice", key)
		}
		if d[string(key)], err = p.inner(); err != nil {
			return nil, err
		}
	}
}

func (p *Parser) array() (any, error) {
	p.At++
	a := []any{}
	for {
		p.Space()
		if p.At < len(p.B) && p.B[p.At] == ']' {
			p.At++
			return a, nil
		}
		v, err := p.inner()
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
}

func (p *Parser) name() (any, error) {
	var n []byte
	for p.At++; p.At < len(p.B) && strings.IndexByte("\x00\t\n\f\r ()<>[]{}/%", p.B[p.At]) < 0; p.At++ {
		c := p.B[p.At]
		if c == '#' {
			if p.At+2 >= len(p.B) {
				return nil, p.fail("the file ends within a name")
			}
			v, err := strconv.ParseUint(string(p.B[p.At+1:p.At+3]), 16, 8)
			if err != nil {
				return nil, p.fail("%v", err)
			}
			c = byte(v)
			p.At += 2
		}
		n = append(n, c)
	}
	return Name(n), nil
}

// number reads a number, or a reference, which begins with one.
func (p *Parser) number() (any, error) {
	b := p.B[p.At:]
	n := 1
	for n < len(b) && ('0' <= b[n] && b[n] <= '9' || b[n] == '.') {
		n++
	}
	if rest, ok := bytes.CutPrefix(b[n:], []byte(" 0 R")); ok && (len(rest) == 0 || strings.IndexByte("\t\n\r /<>[]()", rest[0]) >= 0) {
		if r, err := strconv.ParseInt(string(b[:n]), 10, 32); err == nil && r > 0 {
			p.At += n + len(" 0 R")
			return Ref(r), nil
		}
	}
	v, err := strconv.ParseFloat(string(b[:n]), 64)
	if err != nil {
		return nil, p.fail("%v", err)
	}
	p.At += n
	return v, nil
}

func (p *Parser) literal() (any, error) {
	var s []byte
	depth := 0
	for ; p.At < len(p.B); p.At++ {
		c := p.B[p.At]
		switch c {
		case '\\':
			if p.At++; p.At == len(p.B) {
				continue
			}
			switch c = p.B[p.At]; c {
			case 'r':
				c = '\r'
			case 'n':
				c = '\n'
			case '(', ')', '\\':
			default:
				return nil, p.fail("unexpected escape %q", c)
			}
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				p.At++
				return string(s), nil
			}
		}
		s = append(s, c)
	}
	return nil, p.fail("a string without end")
}
