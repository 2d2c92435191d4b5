package report

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// The states of a cell that holds no figure. They are distinct from zero, so
// that a figure nobody supplied is never counted as a zero; and so far below it
// that a sum into which some of them went by mistake holds none either, and is a
// fault. [Sum] adds cells up.
const (
	Blank         = -1_000_000_000_000_000 // nothing was supplied; printed blank
	NotApplicable = -1_500_000_000_000_000 // "/" was supplied; printed as "/"
)

// The most digits that a figure may have before and behind the decimal point:
// six decimals of 万元 are a fen. Totals of figures have more at most.
const (
	maxDigits      = 12
	maxTotalDigits = 15
	maxDecimals    = 6
	maxCount       = 999_999_999_999
	maxTotal       = 999_999_999_999_999
)

// Count is a figure of a table: a non-negative integer, [Blank] or
// [NotApplicable].
type Count int64

// Change is a signed figure (本年增/减 of the 2019 form): an integer, [Blank]
// or [NotApplicable].
type Change int64

// Int returns the figure, or 0 and false where the cell holds none.
func (c Count) Int() (n int64, ok bool) { return number(int64(c)) }

// Int returns the figure, or 0 and false where the cell holds none.
func (c Change) Int() (n int64, ok bool) { return number(int64(c)) }

// Sum adds counts up. Cells without a figure add nothing; where no cell has one
// the sum is [Blank], or [NotApplicable] where every cell is. (Adding Counts with +
// would count what nobody supplied.)
func Sum(counts ...Count) Count {
	t := tally{blank: len(counts) == 0}
	for _, c := range counts {
		t.add(c)
	}
	return t.count()
}

// tally adds up counts for [Sum].
type tally struct {
	sum     int64
	figures bool // a cell had one
	blank   bool // a cell had none
}

func (t *tally) add(c Count) {
	n, ok := c.Int()
	t.sum += n
	t.figures = t.figures || ok
	t.blank = t.blank || c == Blank
}

func (t *tally) count() Count {
	switch {
	case t.figures:
		return Count(t.sum)
	case t.blank:
		return Blank
	}
	return NotApplicable
}

func number(n int64) (int64, bool) {
	if n < -maxCount {
		return 0, false
	}
	return n, true
}

// outside reports whether a value is neither a state of a cell nor in the range.
func outside(n, least, most int64) bool {
	return n != Blank && n != NotApplicable && (n < least || n > most)
}

// String returns the figure as it is printed.
func (c Count) String() string { return printed(int64(c)) }

// String returns the figure as it is printed.
func (c Change) String() string {
	if c > 0 {
		return "+" + printed(int64(c))
	}
	return printed(int64(c))
}

func printed(n int64) string {
	switch n {
	case Blank:
		return ""
	case NotApplicable:
		return "/"
	}
	return strconv.FormatInt(n, 10)
}

// Amount is an exact decimal amount of money, with the number of decimals it
// was given, and the unit where the cell carries one (251000元). The zero value
// is 0. Amounts are never floats: 38.441094 万元 is printed in real reports.
type Amount struct {
	coef  int64 // the amount × 10^scale, or Blank, or NotApplicable
	scale uint8
	unit  string
}

// ParseAmount reads an amount as published reports print it: digits with or
// without thousands separators, at most twelve before the point and six behind,
// of half or full width, and a unit 元 or 万元 behind it, in brackets or not, or
// none. What has no figure is as for [ParseCount].
func ParseAmount(s string) (Amount, error) {
	t, state, ok := fold(s)
	if !ok {
		return Amount{coef: state}, nil
	}
	var a Amount
	t, a.unit = cutUnit(t, "万元", "元")
	whole, frac, point := strings.Cut(t, ".")
	digits, ok := cardinal(whole, maxDigits)
	if !ok || point && !allDigits(frac) || len(frac) > maxDecimals {
		return Amount{}, notFigure(codeAmount, s)
	}
	a.scale = uint8(len(frac))
	a.coef, _ = strconv.ParseInt(digits+frac, 10, 64)
	return a, nil
}

// MustAmount is like [ParseAmount] but panics where s is no amount: for
// amounts that stand in a program's source.
func MustAmount(s string) Amount {
	a, err := ParseAmount(s)
	if err != nil {
		panic("report: MustAmount: " + s)
	}
	return a
}

// Rat returns the exact amount in its unit; ok is false where the cell holds
// none.
func (a Amount) Rat() (amount *big.Rat, ok bool) {
	coef, ok := number(a.coef)
	if !ok {
		return new(big.Rat), false
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(a.scale)), nil)
	return new(big.Rat).SetFrac(big.NewInt(coef), unit), true
}

// String returns the amount as it is printed, its unit behind it if it has one.
func (a Amount) String() string {
	if _, ok := number(a.coef); !ok {
		return printed(a.coef)
	}
	s := strconv.FormatInt(a.coef, 10)
	if n := int(a.scale); n > 0 {
		if len(s) <= n {
			s = strings.Repeat("0", n+1-len(s)) + s
		}
		s = s[:len(s)-n] + "." + s[len(s)-n:]
	}
	return s + a.unit
}

// figure is a cell of a table, whatever it holds.
type figure interface {
	String() string // as printed
	// parse reads text as published reports print it; where it is none, the figure
	// stays as it was.
	parse(s string) error
	number() (n int64, ok bool)
	kind() Kind
	clear()       // to Blank
	fault() bool  // a value that the form does not allow
	json() string // as a JSON value
}

func (c *Count) number() (int64, bool)  { return c.Int() }
func (c *Change) number() (int64, bool) { return c.Int() }
func (a *Amount) number() (int64, bool) { return number(a.coef) }

func (c *Count) kind() Kind  { return KindCount }
func (c *Change) kind() Kind { return KindChange }
func (a *Amount) kind() Kind { return KindAmount }

func (c *Count) clear()  { *c = Blank }
func (c *Change) clear() { *c = Blank }
func (a *Amount) clear() { *a = Amount{coef: Blank} }

func (c *Count) fault() bool { return outside(int64(*c), 0, maxCount) }

func (c *Change) fault() bool { return outside(int64(*c), -maxCount, maxCount) }

func (a *Amount) fault() bool { return false }

func (c *Count) json() string  { return jsonInt(int64(*c)) }
func (c *Change) json() string { return jsonInt(int64(*c)) }

func jsonInt(n int64) string {
	switch n {
	case Blank:
		return "null"
	case NotApplicable:
		return `"/"`
	}
	return strconv.FormatInt(n, 10)
}

func (a *Amount) json() string {
	if a.coef == Blank {
		return "null"
	}
	return `"` + a.String() + `"`
}

// ParseCount reads a count as published reports print it: digits with or
// without thousands separators, at most twelve, of half or full width, and a
// measure word behind it, in brackets or not, or none. An empty string is
// [Blank], and so is one of spaces alone; "/", a dash and "无" are
// [NotApplicable]. Everything else is an error: signs, exponents, decimals,
// leading zeros, spaces between digits, and Chinese numerals with 零 and 〇, which
// no published table prints and which may be marks.
func ParseCount(s string) (Count, error) { return parseCount(s, maxDigits) }

func parseCount(s string, most int) (Count, error) {
	t, state, ok := fold(s)
	if !ok {
		return Count(state), nil
	}
	digits, ok := measured(t, most)
	if !ok {
		return 0, notFigure(codeCount, s)
	}
	n, _ := strconv.ParseInt(digits, 10, 64)
	return Count(n), nil
}

func (c *Count) parse(s string) error {
	n, err := ParseCount(s)
	if err == nil {
		*c = n
	}
	return err
}

func (c *Change) parse(s string) error {
	t, state, ok := fold(s)
	if !ok {
		*c = Change(state)
		return nil
	}
	sign := int64(1)
	for _, x := range signs {
		if rest, ok := strings.CutPrefix(t, x.text); ok {
			t, sign = rest, x.sign
			break
		}
	}
	digits, ok := measured(t, maxDigits)
	if !ok {
		return notFigure(codeChange, s)
	}
	n, _ := strconv.ParseInt(digits, 10, 64)
	*c = Change(sign * n)
	return nil
}

// signs are what stands before the digits of a change.
var signs = [...]struct {
	text string
	sign int64
}{{"+", 1}, {"-", -1}, {"−", -1}, {"–", -1}, {"增", 1}, {"减", -1}} // a minus and an en dash among them

func (a *Amount) parse(s string) error {
	b, err := ParseAmount(s)
	if err == nil {
		*a = b
	}
	return err
}

// figureError is text that is no figure of its kind. It is a [UserError].
type figureError struct{ code, got, want string }

func (e *figureError) Error() string   { return newFinding(e.code, "", "", e.got, e.want).Message() }
func (e *figureError) English() string { return newFinding(e.code, "", "", e.got, e.want).English() }
func (e *figureError) Where() string   { return "" }

// notFigure returns the error for text that is no figure of a kind. Where there is a
// figure with a remark behind it, it says where the remark belongs.
func notFigure(code, got string) error {
	e := &figureError{code: code, got: got}
	t := strings.TrimSpace(width.Narrow.String(got))
	if i := strings.IndexByte(t, '('); i > 0 && strings.HasSuffix(t, ")") && strings.ContainsAny(t[:i], "0123456789") {
		e.want = remarkBelow
	}
	return e
}

// fold returns the text of a cell with full-width forms folded and space
// trimmed, or the state of a cell that holds no figure.
func fold(s string) (text string, state int64, ok bool) {
	if allDigits(s) {
		return s, 0, true
	}
	t := strings.TrimFunc(width.Narrow.String(s), isBlank)
	switch t {
	case "":
		return "", Blank, false
	case "/", "-", "--", "–", "−", "—", "——", "―", "――", "无": // an en dash, a minus, dashes and bars among them
		return "", NotApplicable, false
	}
	return t, 0, true
}

// isBlank reports whether the character is not seen at the ends of a figure.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u2060\ufeff\u00ad", r)
}

// measured returns the digits of a count with a measure word behind it or none.
func measured(s string, most int) (digits string, ok bool) {
	s, _ = cutUnit(s, "件", "条", "项", "个", "宗", "份", "次", "部")
	return cardinal(s, most)
}

// cutUnit returns what stands before a unit, and the unit if it is one of these: it
// may stand in brackets.
func cutUnit(s string, units ...string) (before, unit string) {
	for _, u := range units {
		for _, end := range [...]string{u, "(" + u + ")"} {
			if t, ok := strings.CutSuffix(s, end); ok {
				return strings.TrimSpace(t), u
			}
		}
	}
	return s, ""
}

// cardinal returns the digits of 0, of [1-9][0-9]*, or of comma groups of
// three, of so many digits at most.
func cardinal(s string, most int) (digits string, ok bool) {
	if strings.Contains(s, ",") {
		groups := strings.Split(s, ",")
		for i, g := range groups {
			if i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3) {
				return "", false
			}
		}
		s = strings.Join(groups, "")
	}
	if !allDigits(s) || len(s) > most || len(s) > 1 && s[0] == '0' {
		return "", false
	}
	return s, true
}

func allDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
