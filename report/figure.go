package report

import (
	"math/big"
	"strconv"
	"strings"

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
// of half or full width, and a unit 元 or 万元 behind it or none. An empty
// string is [Blank]; "/", "-", "—" and "无" are [NotApplicable].
func ParseAmount(s string) (Amount, error) {
	t, state, ok := fold(s)
	if !ok {
		return Amount{coef: state}, nil
	}
	var a Amount
	for _, u := range [...]string{"万元", "元"} {
		if v, found := strings.CutSuffix(t, u); found {
			t, a.unit = strings.TrimSpace(v), u
			break
		}
	}
	whole, frac, point := strings.Cut(t, ".")
	digits, ok := cardinal(whole, maxDigits)
	if !ok || point && !allDigits(frac) || len(frac) > maxDecimals {
		return Amount{}, &figureError{code: codeAmount, got: s}
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
// measure word behind it or none. An empty string is [Blank]; "/", "-", "—" and
// "无" are [NotApplicable]. Signs, exponents, decimals and leading zeros are
// errors.
func ParseCount(s string) (Count, error) { return parseCount(s, maxDigits) }

func parseCount(s string, most int) (Count, error) {
	t, state, ok := fold(s)
	if !ok {
		return Count(state), nil
	}
	digits, ok := cardinal(trimMeasure(t), most)
	if !ok {
		return 0, &figureError{code: codeCount, got: s}
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
	sign, rest := int64(1), t
	for _, s := range [...]string{"+", "-", "−", "–"} { // the last two are a minus and an en dash
		if digits, ok := strings.CutPrefix(t, s); ok {
			rest = digits
			if s != "+" {
				sign = -1
			}
			break
		}
	}
	digits, ok := cardinal(trimMeasure(rest), maxDigits)
	if !ok {
		return &figureError{code: codeChange, got: s}
	}
	n, _ := strconv.ParseInt(digits, 10, 64)
	*c = Change(sign * n)
	return nil
}

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

// fold returns the text of a cell with full-width forms folded and space
// trimmed, or the state of a cell that holds no figure.
func fold(s string) (text string, state int64, ok bool) {
	if allDigits(s) {
		return s, 0, true
	}
	t := strings.TrimSpace(width.Narrow.String(strings.ReplaceAll(s, "\u00a0", " ")))
	switch t {
	case "":
		return "", Blank, false
	case "/", "-", "--", "—", "——", "―", "――", "无":
		return "", NotApplicable, false
	}
	return t, 0, true
}

func trimMeasure(s string) string {
	for _, m := range [...]string{"件", "条", "项", "个", "宗", "份", "次", "部"} {
		if t, ok := strings.CutSuffix(s, m); ok {
			return strings.TrimSpace(t)
		}
	}
	return s
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
