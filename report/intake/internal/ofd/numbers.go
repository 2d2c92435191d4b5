package ofd

import (
	"math"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/opc"
)

// most is more than any number of a page.
const most = 1e7

// parse returns a number.
func parse(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && math.Abs(v) <= most
}

// numbers returns numbers that spaces or commas divide.
func numbers(s string) (v []float64, ok bool) {
	for f := range strings.FieldsFuncSeq(s, divides) {
		n, ok := parse(f)
		if !ok {
			return nil, false
		}
		v = append(v, n)
	}
	return v, true
}

func divides(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '\r' }

// number returns an attribute that is a number, or another where it is not there.
func number(x *opc.XML, attr string, usual float64) float64 {
	s := strings.TrimSpace(x.Attr(attr))
	if s == "" {
		return usual
	}
	v, ok := parse(s)
	if !ok {
		x.Fail(damaged(x.Part(), badNumber))
		return usual
	}
	return v
}

// array returns an attribute that is so many numbers, or nil where it is not there.
func array(x *opc.XML, attr string, n int) []float64 {
	s := x.Attr(attr)
	if strings.TrimSpace(s) == "" {
		return nil
	}
	v, ok := numbers(s)
	if !ok || len(v) != n {
		x.Fail(damaged(x.Part(), badNumber))
		return nil
	}
	return v
}

// components returns those of a colour, of which # marks hexadecimal ones.
func components(s string) (v []float64, ok bool) {
	for f := range strings.FieldsFuncSeq(s, divides) {
		if hex, found := strings.CutPrefix(f, "#"); found {
			n, err := strconv.ParseUint(hex, 16, 16)
			if err != nil {
				return nil, false
			}
			v = append(v, float64(n))
			continue
		}
		n, ok := parse(f)
		if !ok {
			return nil, false
		}
		v = append(v, n)
	}
	return v, true
}

// deltas returns the steps of a text (11.3), of which "g n v" stands for n times v, no more
// than given.
func deltas(s string, most int) (v []float64, ok bool) {
	fields := strings.FieldsFunc(s, divides)
	for len(fields) > 0 && len(v) < most {
		times := 1
		if fields[0] == "g" || fields[0] == "G" {
			if len(fields) < 3 {
				return nil, false
			}
			n, err := strconv.Atoi(fields[1])
			if err != nil || n < 0 {
				return nil, false
			}
			times, fields = min(n, most-len(v)), fields[2:]
		}
		n, ok := parse(fields[0])
		if !ok {
			return nil, false
		}
		for range times {
			v = append(v, n)
		}
		fields = fields[1:]
	}
	return v, true
}
