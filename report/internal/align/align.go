// Package align finds what two lists of texts have in common.
package align

// Pairs finds which of the lines of b are those of a: it returns, for each line of
// a, the index in b of the line that it is, or -1. Where much differs it finds no
// more than how both begin and end, so that its time has bounds.
func Pairs(a, b []string) []int {
	const most = 1 << 20 // comparisons
	with := make([]int, len(a))
	for i := range with {
		with[i] = -1
	}
	from := 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		with[from] = from
		from++
	}
	end, endB := len(a), len(b)
	for end > from && endB > from && a[end-1] == b[endB-1] {
		end, endB = end-1, endB-1
		with[end] = endB
	}
	a, b = a[from:end], b[from:endB]
	if int64(len(a))*int64(len(b)) > most {
		return with
	}
	// The longest common subsequence of what remains.
	width := len(b) + 1
	longest := make([]int32, (len(a)+1)*width) // of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i*width+j] = longest[(i+1)*width+j+1] + 1
			} else {
				longest[i*width+j] = max(longest[(i+1)*width+j], longest[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			with[from+i] = from + j
			i, j = i+1, j+1
		case longest[(i+1)*width+j] >= longest[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return with
}

// Differing returns two texts without what both begin with, but for a little.
func Differing(a, b string) (string, string) {
	const before = 10 // characters
	x, y := []rune(a), []rune(b)
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	if n -= before; n <= 0 {
		return a, b
	}
	return "…" + string(x[n:]), "…" + string(y[n:])
}
