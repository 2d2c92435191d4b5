package pdf

import (
	"errors"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// The objects of ISO 32000-1, 7.3: besides these a bool, a float64, a string of bytes,
// and nil for null.
type (
	name  string
	array []any
	dict  map[name]any
	ref   struct{ number, generation int32 }
)

// stream is a stream as it stands in the file.
type stream struct {
	dict
	raw []byte
	key *objectKey // nil is not encrypted
}

// get returns an entry of the stream's dictionary; of no stream it is null.
func (s *stream) get(k name) any {
	if s == nil {
		return nil
	}
	return s.dict[k]
}

var (
	errSyntax = errors.New("syntax")
	errMany   = errors.New("too many objects")
)

// parser reads objects.
type parser struct {
	lexer
	left  *int // how many more objects may be read
	depth int
	key   *objectKey // of strings
}

// value reads an object.
func (p *parser) value() (any, error) {
	p.buf = p.buf[:0]
	return p.of(p.next())
}

// of returns the object that begins with a token.
func (p *parser) of(t token) (any, error) {
	if *p.left--; *p.left < 0 {
		return nil, errMany
	}
	switch t.kind {
	case number:
		return p.reference(t), nil
	case str:
		*p.left -= len(t.text) / 32
		return p.key.text(t.text), nil
	case named:
		return name(t.text), nil
	case word:
		switch string(t.text) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		case "null":
			return nil, nil
		}
	case arrayOpen, dictOpen:
		*p.left -= 2
		if p.depth++; p.depth > source.MaxDepth {
			return nil, errMany
		}
		defer func() { p.depth-- }()
		if t.kind == arrayOpen {
			return p.array()
		}
		return p.dict()
	}
	return nil, errSyntax
}

// reference returns a number, or the reference that begins with it.
func (p *parser) reference(t token) any {
	n, ok := t.whole(source.MaxObjects - 1)
	if !ok {
		return t.num
	}
	at := p.at
	if generation, ok := p.next().whole(0xFFFF); ok && p.next().is("R") {
		return ref{int32(n), int32(generation)}
	}
	p.at = at
	return t.num
}

func (p *parser) array() (any, error) {
	a := array{}
	for {
		t := p.next()
		if t.kind == arrayEnd {
			return a, nil
		}
		v, err := p.of(t)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
}

func (p *parser) dict() (any, error) {
	d := dict{}
	for {
		switch t := p.next(); t.kind {
		case dictEnd:
			return d, nil
		case named:
			*p.left -= 2
			k := name(t.text)
			v, err := p.of(p.next())
			if err != nil {
				return nil, err
			}
			d[k] = v
		default:
			return nil, errSyntax
		}
	}
}

// whole returns an object as a whole number from 0 to most.
func whole(v any, most int) (int, bool) {
	x, ok := v.(float64)
	n := int(x)
	return n, ok && x >= 0 && x <= float64(most) && float64(n) == x
}
