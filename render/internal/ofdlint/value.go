package ofdlint

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// value checks an attribute, or the text of an element, by its type.
func (p *pkg) value(n *node, name, s string, of attribute, folder string) {
	bad := func(code, want string) { p.At(code, n, "%s %q, want %s", name, s, want) }
	if of.values != nil {
		if !slices.Contains(of.values, s) {
			bad("X5", "one of "+strings.Join(of.values, ", "))
		}
		return
	}
	if root, ok := strings.CutPrefix(of.of, ">"); ok {
		p.lead(n, folder, s, root)
		return
	}
	switch of.of {
	case "file":
		p.lead(n, folder, s, "")
	case "tags":
		p.lead(n, folder, s, "tags")
	case "id":
		p.define(n, s)
	case "ref":
		if id(s) == 0 {
			bad("I1", "an ID")
		} else {
			p.refs = append(p.refs, ref{n, name, s})
		}
	case "unsigned":
		if id(s) == 0 {
			bad("I1", "an ID")
		}
	case "name": // xs:ID
		if s == "" || !letter(s[0]) && s[0] != '_' || strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(word+"-_.", r) }) {
			bad("X5", "a name that begins with a letter")
		}
	case "date":
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			bad("O3", "a date as 2024-01-15")
		}
	case "dateTime":
		if _, err := time.Parse("2006-01-02T15:04:05", s[:min(len(s), 19)]); err != nil || !zone(s[min(len(s), 19):]) {
			bad("O3", "a time as 2024-01-15T00:00:00")
		}
	case "bool":
		if s != "true" && s != "false" {
			bad("X5", "true or false")
		}
	case "int":
		if v, ok := number(s); !ok || strings.Contains(s, ".") || v != float64(int32(v)) {
			bad("X5", "an integer")
		}
	case "byte":
		if v, err := strconv.Atoi(s); err != nil || v < 0 || v > 255 {
			bad("G3", "a number up to 255")
		}
	case "number":
		if _, ok := number(s); !ok {
			bad("X5", "a decimal number")
		}
	case "pos":
		if v, ok := numbers(s); !ok || len(v) != 2 {
			bad("X5", "two numbers")
		}
	case "array":
		if _, ok := numbers(s); !ok {
			bad("X5", "numbers with a space between")
		}
	case "box":
		if v, ok := numbers(s); !ok || len(v) != 4 || v[2] <= 0 || v[3] <= 0 {
			bad("D2", "four numbers with a width and a height")
		}
	}
}

const word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// zone reports whether s is what may stand behind the seconds of an xs:dateTime.
func zone(s string) bool {
	if s == "" || s == "Z" {
		return true
	}
	_, err := time.Parse("-07:00", s)
	return err == nil
}

// number reads a plain decimal number, without an exponent, a plus or empty places.
func number(s string) (float64, bool) {
	const longest = 24
	digits := strings.TrimPrefix(s, "-")
	whole, places, point := strings.Cut(digits, ".")
	if len(s) > longest || !decimal(whole) || point && !decimal(places) || len(whole) > 1 && whole[0] == '0' {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

func decimal(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// numbers reads an array, with a single space between numbers.
func numbers(s string) ([]float64, bool) {
	list := make([]float64, 0, strings.Count(s, " ")+1)
	for one := range strings.SplitSeq(s, " ") {
		v, ok := number(one)
		if !ok {
			return nil, false
		}
		list = append(list, v)
	}
	return list, true
}
