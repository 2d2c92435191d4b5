package opc

import (
	"io"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const (
	maxTag  = 1 << 20        // bytes: Word keeps whole pictures in attributes
	maxText = source.MaxText // bytes
)

// input gives a decoder its bytes, and ends where a token is too long: the decoder
// itself holds any.
type input struct {
	r      *partReader
	buf    [4096]byte
	at, n  int
	token  int  // bytes of the token
	tag    bool // it began with <
	last   byte
	broken bool  // the part cannot be decompressed
	err    error // why there are no more bytes
}

// begin says that the decoder begins a token; of a tag it has read the < already
// where text stood before it.
func (in *input) begin() { in.token, in.tag = 0, in.last == '<' }

// ReadByte is what a decoder reads by.
func (in *input) ReadByte() (byte, error) {
	if in.at == in.n {
		n, err := in.r.Read(in.buf[:])
		in.at, in.n = 0, n
		if n == 0 {
			if err == nil {
				err = io.ErrNoProgress
			}
			in.broken = err != io.EOF
			return 0, err
		}
	}
	b := in.buf[in.at]
	in.at++
	if in.token == 0 && b == '<' {
		in.tag = true
	}
	in.token++
	if most := in.most(); in.token > most {
		in.err = tooLarge(in.r.part, longToken, most)
		return 0, in.err
	}
	in.last = b
	return b, nil
}

func (in *input) most() int {
	if in.tag {
		return maxTag
	}
	return maxText
}

// Read is not used: a decoder reads what has bytes by its bytes.
func (in *input) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
