package sheet

import (
	"strings"
	"unicode"
)

// numberFormat is what is to be known of a number format.
type numberFormat struct {
	code     string
	date     bool // numbers are dates or times
	sections []section
}

// section is a part of a number format: the first is for all numbers, or for positive
// ones, negative ones and zero where there are more.
type section struct {
	date        bool
	text        bool // it is for text
	conditional bool // it says itself for which numbers it is
	percent     bool // it shows a hundred times the number, and says so
	other       bool // it shows another number than there is, or none
}

// general is the format of numbers as they are.
const general = "General"

// builtIn is a format that has a number and no code (ISO/IEC 29500-1, 18.8.30), as far
// as it differs from others here.
func builtIn(id int) numberFormat {
	switch {
	case id == 9 || id == 10:
		return parseFormat("0%")
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return parseFormat("yyyy")
	}
	return parseFormat(general)
}

func parseFormat(code string) numberFormat {
	f := numberFormat{code: code}
	for rest, more := []rune(strings.ReplaceAll(code, "G/通用格式", general)), true; more; {
		var s section
		s, rest, more = parseSection(rest, len(f.sections))
		if s.text && len(f.sections) > 0 {
			continue
		}
		f.sections = append(f.sections, s)
		f.date = f.date || s.date
	}
	return f
}

// of returns the section for a number: where they are conditional, what any of them
// does.
func (f numberFormat) of(v float64) section {
	all, conditional := section{}, false
	for _, s := range f.sections {
		conditional = conditional || s.conditional
		all.percent, all.other = all.percent || s.percent, all.other || s.other
	}
	switch {
	case conditional:
		return all
	case v < 0 && len(f.sections) > 1:
		return f.sections[1]
	}
	return f.sections[0]
}

// parseSection reads a section, up to the semicolon behind it.
func parseSection(code []rune, n int) (s section, rest []rune, more bool) {
	var digits, shown, misleading, scaled bool
	literal := func(r rune) {
		misleading = misleading || unicode.IsDigit(r) || strings.ContainsRune(".,．，", r) || r == '-' && n != 1
	}
	is := func(i int, set string) bool { return i < len(code) && strings.ContainsRune(set, code[i]) }
	i := 0
	for ; i < len(code) && code[i] != ';'; i++ {
		switch r := code[i]; {
		case r == '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
				literal(code[i])
			}
		case r == '\\' || r == '!':
			if i++; i < len(code) {
				literal(code[i])
			}
		case r == '_' || r == '*':
			i++
		case r == '[':
			from := i + 1
			for i < len(code) && code[i] != ']' {
				i++
			}
			within := strings.ToLower(string(code[from:max(from, i)]))
			s.conditional = s.conditional || strings.HasPrefix(within, "<") || strings.HasPrefix(within, ">") || strings.HasPrefix(within, "=")
			s.date = s.date || within != "" && strings.Trim(within, within[:1]) == "" && strings.Contains("hms", within[:1])
		case begins(code[i:], general):
			shown = true
			i += len(general) - 1
		case is(i, "0#?"):
			digits = true
		case r == '@':
			s.text = true
		case r == ',':
			last := i
			for is(last+1, ",") {
				last++
			}
			scaled = scaled || digits && !is(last+1, "0#?")
		case r == '%':
			s.percent = true
		case is(i, "eE") && is(i+1, "+-"):
			i++
		case is(i, "ymdhsegba") || is(i, "YMDHSEGBA"):
			s.date = true
		default:
			if r != '.' {
				literal(r)
			}
		}
	}
	i = min(i, len(code))
	s.other = !s.date && !s.text && (scaled || misleading || !digits && !shown)
	if i < len(code) {
		return s, code[i+1:], true
	}
	return s, nil, false
}

func begins(code []rune, s string) bool {
	return len(code) >= len(s) && strings.EqualFold(string(code[:len(s)]), s)
}
