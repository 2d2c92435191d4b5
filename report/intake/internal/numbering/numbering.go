// Package numbering counts the paragraphs of lists and writes the numbers that stand
// before them, as Word does.
package numbering

import "strings"

// Levels is how many levels a list has at most.
const Levels = 9

// A Level says how the paragraphs of a level are numbered (ISO/IEC 29500-1, 17.9.6).
type Level struct {
	Start   int
	Format  string // of ST_NumberFormat
	Text    string // with %1 to %9 for the numbers of the levels
	Restart int    // it begins anew behind levels up to this, from 1; 0 is never
	Legal   bool   // all numbers are decimal
	Style   string // of the paragraphs of the level
	Hidden  bool
}

// A List is a list with its count: those that are made of it go on counting.
type List struct {
	Levels [Levels]Level
	count  [Levels]int
	begun  [Levels]bool
}

// An Instance is a list made of another.
type Instance struct {
	Of     *List
	Starts [Levels]*int   // where it begins anew once; nil is nowhere
	Own    [Levels]*Level // instead of those of the list
	begun  [Levels]bool
}

// Level returns a level of the list, from 0.
func (in *Instance) Level(i int) *Level {
	if v := in.Own[i]; v != nil {
		return v
	}
	return &in.Of.Levels[i]
}

func (in *Instance) start(i int) int {
	if s := in.Starts[i]; s != nil {
		return *s
	}
	return in.Level(i).Start
}

// Next counts a paragraph of a level and returns the number before its text.
func (in *Instance) Next(i int) string {
	l := in.Of
	switch {
	case in.Starts[i] != nil && !in.begun[i], !l.begun[i]:
		l.count[i] = in.start(i)
	default:
		l.count[i]++
	}
	in.begun[i], l.begun[i] = true, true
	for j := i + 1; j < Levels; j++ {
		if i < in.Level(j).Restart {
			l.begun[j] = false
		}
	}
	v := in.Level(i)
	if v.Format == "bullet" || v.Hidden {
		return ""
	}
	return in.print(v)
}

func (in *Instance) print(v *Level) string {
	var b strings.Builder
	rest := v.Text
	for {
		before, after, ok := strings.Cut(rest, "%")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		if after == "" || after[0] < '1' || after[0] > '9' {
			b.WriteByte('%')
			rest = after
			continue
		}
		j := int(after[0] - '1')
		rest = after[1:]
		count, format := in.Of.count[j], in.Level(j).Format
		if !in.Of.begun[j] {
			count = in.start(j)
		}
		if v.Legal && format != "none" {
			format = "decimal"
		}
		b.WriteString(Numeral(count, format))
	}
}

// Before puts the number of a list before a text. What stands between them in print
// is a tab mostly, and is needed by what would run together only.
func Before(ordinal, text string) string {
	if ordinal == "" || text == "" {
		return ordinal + text
	}
	last, first := ordinal[len(ordinal)-1], text[0]
	if last < 0x80 && first < 0x80 {
		return ordinal + " " + text
	}
	return ordinal + text
}
