package fonts

import (
	"math"
	"slices"
)

// Arithmetic operators 12 x of charstrings.
const (
	csAnd    = 3
	csOr     = 4
	csNot    = 5
	csAbs    = 9
	csAdd    = 10
	csSub    = 11
	csDiv    = 12
	csNeg    = 14
	csEq     = 15
	csDrop   = 18
	csPut    = 20
	csGet    = 21
	csIfElse = 22
	csMul    = 24
	csSqrt   = 26
	csDup    = 27
	csExch   = 28
	csIndex  = 29
	csRoll   = 30
)

// compute does an arithmetic operator, for which the inliner has seen that there are
// operands enough. The operator random, which no outline can depend on, is refused.
func (p *pathReader) compute(op byte) (ok bool) {
	truth := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	n := len(p.stack) - csArithmetic[op].takes
	v := p.stack[n:]
	p.stack = p.stack[:n]
	give := func(results ...float64) bool {
		p.stack = append(p.stack, results...)
		return !slices.ContainsFunc(results, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) })
	}
	switch op {
	case csAnd:
		return give(truth(v[0] != 0 && v[1] != 0))
	case csOr:
		return give(truth(v[0] != 0 || v[1] != 0))
	case csNot:
		return give(truth(v[0] == 0))
	case csAbs:
		return give(math.Abs(v[0]))
	case csAdd:
		return give(v[0] + v[1])
	case csSub:
		return give(v[0] - v[1])
	case csDiv:
		return give(v[0] / v[1])
	case csNeg:
		return give(-v[0])
	case csEq:
		return give(truth(v[0] == v[1]))
	case csDrop:
		return true
	case csPut:
		i, ok := csInt(v[1], len(p.transient))
		if ok {
			p.transient[i] = v[0]
		}
		return ok
	case csGet:
		i, ok := csInt(v[0], len(p.transient))
		return ok && give(p.transient[i])
	case csIfElse:
		if v[2] <= v[3] {
			return give(v[0])
		}
		return give(v[1])
	case csMul:
		return give(v[0] * v[1])
	case csSqrt:
		return give(math.Sqrt(v[0]))
	case csDup:
		return give(v[0], v[0])
	case csExch:
		return give(v[1], v[0])
	case csIndex:
		i, ok := csInt(max(v[0], 0), n)
		return ok && give(p.stack[n-1-i])
	case csRoll:
		count, ok := csInt(v[0], n+1)
		if !ok || count == 0 {
			return false
		}
		part := p.stack[n-count:]
		by := (int(math.Mod(v[1], float64(count))) + count) % count
		copy(part, slices.Concat(part[count-by:], part[:count-by]))
		return true
	}
	return false
}

// csInt returns an operand as an integer from 0 to below the limit.
func csInt(v float64, limit int) (i int, ok bool) {
	if v < 0 || v >= float64(limit) {
		return 0, false
	}
	return int(v), true
}
