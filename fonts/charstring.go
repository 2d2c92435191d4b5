package fonts

// Type 2 charstring operators. Adobe Technical Note 5177, "The Type 2
// Charstring Format".
const (
	csHstem     = 1
	csVstem     = 3
	csCallSubr  = 10
	csReturn    = 11
	csEscape    = 12
	csEndChar   = 14
	csHstemHM   = 18
	csHintMask  = 19
	csCntrMask  = 20
	csVstemHM   = 23
	csShortInt  = 28
	csCallGSubr = 29
	csFixed     = 255
)

// Limits of Appendix B of the note, and what stops a charstring that calls
// subroutines without end.
const (
	maxOperandStack = 48
	maxSubrCalls    = 10
	maxStems        = 96
	maxCharString   = 1<<16 - 1 // bytes with subroutines in place
	maxTokens       = 1 << 16   // of one glyph
	maxAllTokens    = 1 << 26   // of a subset
	maxAllBytes     = 1 << 27   // of a subset
)

// csArithmetic says how many operands the operators 12 x take and give that do
// not clear the stack.
var csArithmetic = [38]struct{ takes, gives int }{
	3: {2, 1}, 4: {2, 1}, 5: {1, 1}, 9: {1, 1}, 10: {2, 1}, 11: {2, 1}, 12: {2, 1}, 14: {1, 1},
	15: {2, 1}, 18: {1, 0}, 20: {2, 0}, 21: {1, 1}, 22: {4, 1}, 23: {0, 1}, 24: {2, 1}, 26: {1, 1},
	27: {1, 2}, 28: {2, 2}, 29: {1, 1}, 30: {2, 0},
}

// inliner writes charstrings with the subroutines that they call in place, so
// that a subset needs none. It knows as much of the stack as it takes to find
// the subroutines and the lengths of hint masks.
type inliner struct {
	font     *cffFont
	glyph    GID
	out      []byte
	from     int // where the charstring begins in out
	operands int // on the stack
	stems    int
	number   int     // where in out the number begins that was written last; -1 where an operator followed
	value    float64 // of that number
	steps    int
	local    *cffIndex
}

// append appends the charstring of a glyph to dst.
func (p *inliner) append(dst []byte, g GID, fd int) ([]byte, error) {
	b, ok := p.font.charStrings.object(int(g))
	if !ok {
		return nil, fault("CFF ", "字形 %d 的范围不在 CharStrings 内", "the extent of glyph %d is not within CharStrings", g)
	}
	p.glyph, p.out, p.from, p.local = g, dst, len(dst), &p.font.fds[fd].subrs
	p.operands, p.stems, p.number, p.steps = 0, 0, -1, 0
	ended, err := p.run(b, 0)
	if err != nil {
		return nil, err
	}
	if !ended {
		if p.operands >= 4 { // endchar would take them for those of seac
			return nil, p.cut()
		}
		p.out = append(p.out, csEndChar)
	}
	return p.out, nil
}

func (p *inliner) cut() error {
	return fault("CFF ", "字形 %d 的 charstring 不完整或无效", "the charstring of glyph %d is cut or not valid", p.glyph)
}

// run takes up a charstring or a subroutine. ended says that endchar was met.
func (p *inliner) run(b []byte, depth int) (ended bool, err error) {
	for at := 0; at < len(b); {
		if p.steps++; p.steps > maxTokens || len(p.out)-p.from > maxCharString {
			return false, fault("CFF ", "字形 %d 的 charstring 过长", "the charstring of glyph %d is too long", p.glyph)
		}
		c := b[at]
		if c >= 32 || c == csShortInt {
			v, size, ok := csNumber(b[at:])
			if !ok || p.operands == maxOperandStack {
				return false, p.cut()
			}
			p.operands++
			p.number, p.value = len(p.out), v
			p.out = append(p.out, b[at:at+size]...)
			at += size
			continue
		}
		size := 1
		switch c {
		case csCallSubr, csCallGSubr:
			at++
			if ended, err = p.call(c, depth); ended || err != nil {
				return ended, err
			}
			continue
		case csReturn:
			return false, nil
		case csEndChar:
			if p.operands >= 4 { // the accented characters of Type 1: components by their standard code
				return false, fault("CFF ", "字形 %d 由其他字形组成（seac），不支持", "glyph %d is made of others (seac), which is not supported", p.glyph)
			}
			p.out = append(p.out, c)
			return true, nil
		case csEscape:
			if at+1 == len(b) {
				return false, p.cut()
			}
			size = 2
			if err := p.escape(b[at+1]); err != nil {
				return false, err
			}
		case csHstem, csVstem, csHstemHM, csVstemHM, csHintMask, csCntrMask:
			if p.stems += p.operands / 2; p.stems > maxStems {
				return false, p.cut()
			}
			p.operands = 0
			if c == csHintMask || c == csCntrMask {
				size += (p.stems + 7) / 8
			}
		case 0, 2, 9, 13, 15, 16, 17:
			return false, fault("CFF ", "字形 %d 的 charstring 有未知的操作符 %d", "the charstring of glyph %d has the unknown operator %d", p.glyph, c)
		default: // a path operator
			p.operands = 0
		}
		if at+size > len(b) {
			return false, p.cut()
		}
		p.out = append(p.out, b[at:at+size]...)
		p.number = -1
		at += size
	}
	return false, nil
}

// call takes up the subroutine whose number is on the stack, in place of the
// number.
func (p *inliner) call(operator byte, depth int) (ended bool, err error) {
	subrs := p.local
	if operator == csCallGSubr {
		subrs = &p.font.globalSubrs
	}
	number := int(p.value)
	if p.number < 0 || float64(number) != p.value {
		return false, fault("CFF ", "字形 %d 的子程序号不是紧接其前的整数", "the subroutine number in glyph %d is not an integer that stands before the call", p.glyph)
	}
	b, ok := subrs.object(number + subrBias(subrs.count))
	if !ok {
		return false, fault("CFF ", "字形 %d 调用的子程序不存在", "glyph %d calls a subroutine that does not exist", p.glyph)
	}
	if depth == maxSubrCalls {
		return false, fault("CFF ", "字形 %d 的子程序嵌套超过 %d 层", "the subroutines of glyph %d are nested more than %d deep", p.glyph, maxSubrCalls)
	}
	p.operands--
	p.out = p.out[:p.number]
	p.number = -1
	return p.run(b, depth+1)
}

func (p *inliner) escape(c byte) error {
	if int(c) >= len(csArithmetic) {
		return p.cut()
	}
	op := csArithmetic[c]
	if op.takes == 0 && op.gives == 0 { // flex, or dotsection
		p.operands = 0
		return nil
	}
	if p.operands -= op.takes; p.operands < 0 || p.operands+op.gives > maxOperandStack {
		return p.cut()
	}
	p.operands += op.gives
	return nil
}

// subrBias is added to the number of a subroutine to make its index.
func subrBias(count int) int {
	switch {
	case count < 1240:
		return 107
	case count < 33900:
		return 1131
	}
	return 32768
}

// csNumber reads a number and says how many bytes it takes.
func csNumber(b []byte) (v float64, size int, ok bool) {
	switch c := b[0]; {
	case c == csShortInt && len(b) >= 3:
		return float64(i16(b, 1)), 3, true
	case c == csFixed && len(b) >= 5:
		return float64(int32(u32(b, 1))) / 65536, 5, true
	case 32 <= c && c <= 246:
		return float64(c) - 139, 1, true
	case 247 <= c && c <= 250 && len(b) >= 2:
		return float64((int(c)-247)*256 + int(b[1]) + 108), 2, true
	case 251 <= c && c <= 254 && len(b) >= 2:
		return float64(-(int(c)-251)*256 - int(b[1]) - 108), 2, true
	}
	return 0, 0, false
}
