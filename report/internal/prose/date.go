package prose

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Date is a day, a month or a year as a text writes it. What it does not write is 0.
type Date struct {
	Year, Month, Day int
	Relative         bool // the year is told by a word: 本年, 当年, 上年
	Misprinted       bool // it is written as no date is: 202020年12月31日, 20231月1日, 12月32日
	Start, End       int  // where it stands in the text, in bytes
}

// Period is a span of time as a text writes it.
type Period struct {
	From       Date
	To         Date // the zero Date where the text writes one date only
	Start, End int  // where it stands in the text, in bytes
}

// Dates returns the dates of the text that name a year or are misprinted, in their order.
func Dates(text string) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		scan(text, func(at int) (end int, more bool) {
			d, ok := ReadDate(text, at)
			if !ok {
				return at, true
			}
			return d.End, d.Year == 0 && !d.Misprinted || yield(d)
		})
	}
}

// Periods returns the periods of the text, and the dates that are in none, in their order.
func Periods(text string) iter.Seq[Period] {
	return func(yield func(Period) bool) {
		scan(text, func(at int) (end int, more bool) {
			p, ok := ReadPeriod(text, at)
			if !ok {
				return at, true
			}
			return p.End, yield(p)
		})
	}
}

// scan calls read where a number begins, until it wants no more. It goes on behind what was
// read, or else behind the number.
func scan(text string, read func(at int) (end int, more bool)) {
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		if _, ok := Digit(c); !ok && c != '十' {
			at += size
			continue
		}
		r := reader{text, at}
		number := r.run()
		end, more := read(at)
		if !more {
			return
		}
		at = max(end, number.end)
	}
}

// ReadDate reads the date that begins at the byte: 2023年1月1日, 2023.1.1, 2023-01-01,
// 20230101, 二〇二三年一月一日, 1月1日, 2023年度, 上年12月, 2023年底.
func ReadDate(text string, at int) (Date, bool) {
	r := reader{text, at}
	d, ok := r.date()
	return d, ok
}

// ReadPeriod reads the period that begins at the byte, or a date alone: 2023年1月1日起至12月31日
// 止, 2023年1—12月, 2023.1.1-12.31.
func ReadPeriod(text string, at int) (Period, bool) {
	r := reader{text, at}
	p := Period{Start: at}
	from, ok := r.date()
	if !ok {
		// 1—12月
		if from, ok = r.month(); !ok {
			return p, false
		}
	} else if from.Month == 0 && !from.Misprinted {
		// 2023年1—12月
		mark := r.at
		r.spaces()
		if month, ok := r.month(); ok {
			from.Month, from.End = month.Month, month.End
		} else {
			r.at = mark
		}
	}
	p.From, p.End = from, r.at
	r.skip(afterStart)
	if !r.connector() {
		p.End = p.From.End
		return p, true
	}
	r.spaces()
	start := r.at
	to, ok := r.date()
	switch {
	case ok:
	case r.word(yearEnds):
		to, ok = Date{Month: 12, Day: 31, Relative: true, Start: start, End: r.at}, true
	default:
		to, ok = r.rest(from)
	}
	if !ok {
		p.End = p.From.End
		return p, true
	}
	p.To = to
	r.skip(afterEnd)
	p.End = r.at
	return p, true
}

// What may stand between the first date of a period and the second, and behind the second.
var (
	afterStart = []string{"起", "开始", "始", "零时", "0时", "0点", "00:00", "（含）", "(含)"}
	connectors = []string{
		"截止至", "截止到", "截至到", "截至", "截止", "止于", "，至", ",至", "，到", ",到", "至", "到", "—", "–", "－", "-", "~", "～", "―", "─", "−", "‐", "〜",
	}
	afterEnd = []string{"24时", "24点", "24:00", "（含）", "(含)", "止", "终"}
	// yearEnds are what the last day of a year is called.
	yearEnds = []string{"年底", "年末", "年终", "岁末"}
)

// relativeYears are words for years.
var relativeYears = []string{
	"本年度", "本年", "当年度", "当年", "同年", "该年度", "该年", "今年", "上一年度", "上一年", "上年度", "上年", "去年", "次年", "下年度", "下一年度",
}

// reader reads the text from a place on.
type reader struct {
	text string
	at   int
}

// run is what stands in numerals of one kind.
type run struct {
	digits     int // how many there are
	value      int // of the first nine
	year       int // what the first four are, where there are more
	chinese    bool
	small      int // the number that Chinese numerals such as 十二 are; 0 for none
	start, end int
}

// run reads numerals.
func (r *reader) run() (x run) {
	x.start, x.end = r.at, r.at
	ten := false
	for x.end < len(r.text) {
		c, size := utf8.DecodeRuneInString(r.text[x.end:])
		d, ok := Digit(c)
		_, chinese := ChineseDigit(c)
		switch {
		case c == '十' && (x.digits == 0 || x.chinese):
			chinese, ten = true, true
		case (c == 'O' || c == 'Ｏ') && (x.chinese || x.digits > 0 && x.digits < 4):
			d, chinese = 0, x.chinese // 二O二三年, 2O23年
		case !ok || x.digits > 0 && chinese != x.chinese:
			r.at = x.end
			return x.finish(r.text, ten)
		}
		x.chinese = chinese
		if x.digits++; x.digits <= 9 {
			x.value = x.value*10 + d
		}
		if x.digits == 4 {
			x.year = x.value
		}
		x.end += size
	}
	r.at = x.end
	return x.finish(r.text, ten)
}

func (x run) finish(text string, ten bool) run {
	if x.digits == 0 {
		return x
	}
	if x.chinese && x.digits <= 3 {
		x.small = SmallNumber(text[x.start:x.end])
	}
	if ten && x.digits > 3 {
		x.digits, x.year = 0, 0 // no number that dates are written with
	}
	if x.chinese && ten {
		x.value, x.year = x.small, 0
	}
	return x
}

// number returns the number of a month or a day.
func (x run) number() (n int, ok bool) {
	if x.chinese {
		return x.small, x.small > 0
	}
	return x.value, x.digits == 1 || x.digits == 2
}

func (r *reader) spaces() {
	for r.at < len(r.text) {
		c, size := utf8.DecodeRuneInString(r.text[r.at:])
		switch c {
		case ' ', '\t', '\n', '\r', '\u00A0', '\u2002', '\u2003', '\u3000', '*', '_':
		default:
			return
		}
		r.at += size
	}
}

// take reads one of the texts behind spaces, and reports whether there was one.
func (r *reader) take(texts ...string) bool {
	mark := r.at
	r.spaces()
	if r.word(texts) {
		return true
	}
	r.at = mark
	return false
}

// word is take without spaces.
func (r *reader) word(texts []string) bool {
	for _, s := range texts {
		if strings.HasPrefix(r.text[r.at:], s) {
			r.at += len(s)
			return true
		}
	}
	return false
}

// skip reads any of the words, and reports whether there was one.
func (r *reader) skip(words []string) (found bool) {
	for r.take(words...) {
		found = true
	}
	return found
}

// connector reads what stands between the dates of a period.
func (r *reader) connector() bool {
	if r.skip(connectors) {
		return true
	}
	mark := r.at
	if r.take("一") { // for the dash: 1月1日一12月31日
		if r.spaces(); r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9' {
			return true
		}
		r.at = mark
	}
	return false
}

// date reads a date.
func (r *reader) date() (d Date, ok bool) {
	mark := r.at
	d.Start = mark
	if r.word(relativeYears) {
		d.Relative = true
		r.monthAndDay(&d)
	} else if !r.digits(&d) {
		r.at = mark
		return d, false
	}
	d.End = r.at
	d.Misprinted = d.Misprinted || !d.possible()
	return d, true
}

// possible reports whether there is such a day.
func (d Date) possible() bool {
	if d.Month == 0 {
		return true
	}
	if d.Month > 12 {
		return false
	}
	days := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[d.Month-1]
	if leap := d.Year%4 == 0 && (d.Year%100 != 0 || d.Year%400 == 0); d.Month == 2 && !leap {
		days = 28
	}
	return d.Day <= days
}

// digits reads a date that begins with numerals.
func (r *reader) digits(d *Date) bool {
	x := r.run()
	if x.digits == 0 {
		return false
	}
	// A year that has lost or doubled a digit, or one with what should stand behind it.
	begins := !x.chinese && (x.year/100 == 19 || x.year/100 == 20)
	switch {
	case r.take("年"):
		return r.year(d, x, begins)
	case r.take("月"):
		n, ok := x.number()
		if !ok {
			if !begins {
				return false
			}
			d.Misprinted = true
			r.day(d)
			return true
		}
		d.Month = n
		if n == 0 {
			d.Misprinted = true
		}
		r.day(d)
		return true
	case begins && x.digits > 4 && r.take("日"):
		d.Misprinted = true
		return true
	case x.chinese:
		return false
	case x.digits == 8 && begins:
		d.Year, d.Month, d.Day = x.year, x.value/100%100, x.value%100
		return d.Month > 0 && d.Day > 0 && d.possible()
	case x.digits == 4 && begins:
		d.Year = x.year
		return r.dotted(d)
	}
	return false
}

// year reads on behind the word 年.
func (r *reader) year(d *Date, x run, begins bool) bool {
	switch {
	case x.digits == 4 && x.value >= 1000:
		d.Year = x.value
	case x.digits == 2 && !x.chinese:
		// 23年1月1日, and not the 23 years of a service.
		d.Year = 2000 + x.value
		r.monthAndDay(d)
		return d.Month > 0 || d.Misprinted
	case begins && x.digits > 4, !x.chinese && x.digits == 3 && x.value > 200 && x.value < 210, x.chinese && x.digits > 4:
		d.Misprinted = true
	default:
		return false
	}
	r.monthAndDay(d)
	return true
}

// monthAndDay reads the month and the day behind a year.
func (r *reader) monthAndDay(d *Date) {
	mark := r.at
	if r.take("度") {
		mark = r.at
	}
	if r.take("底", "末") {
		d.Month, d.Day = 12, 31
		return
	}
	if r.take("元月") {
		d.Month = 1
		r.day(d)
		return
	}
	r.spaces()
	x := r.run()
	if x.digits == 0 {
		if r.at = mark; r.take("月") { // a blank that was not filled in
			d.Misprinted = true
			r.day(d)
			return
		}
		r.at = mark
		return
	}
	n, small := x.number()
	switch {
	case r.take("月"):
		if d.Month = n; !small || n == 0 {
			d.Month, d.Misprinted = 0, true
		}
		r.day(d)
	case x.chinese:
		r.at = mark
	case r.take("日") && (d.Year > 0 || d.Misprinted):
		d.Misprinted = true
	case small && r.take(".", "．"):
		if r.monthAndDayBehindDot(d, n) {
			return
		}
		r.at = mark
	default:
		r.at = mark
	}
}

func (r *reader) monthAndDayBehindDot(d *Date, month int) bool {
	y := r.run()
	n, ok := y.number()
	if !ok || y.chinese || n == 0 || month == 0 || month > 12 || !r.dayEnds() {
		return false
	}
	d.Month, d.Day = month, n
	return true
}

// day reads the day behind a month.
func (r *reader) day(d *Date) {
	if r.take("底", "末") {
		if d.Month > 0 && d.Month <= 12 {
			d.Day = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[d.Month-1]
		}
		return
	}
	mark := r.at
	if r.take("日") { // a blank that was not filled in
		d.Misprinted = true
		return
	}
	r.spaces()
	x := r.run()
	n, small := x.number()
	switch {
	case x.digits == 0:
		r.at = mark
	case r.take("日", "号", "曰"):
		if d.Day = n; !small || n == 0 {
			d.Day, d.Misprinted = 0, true
		}
	case small && r.take("月"): // 12月31月
		d.Misprinted = true
	case small && !x.chinese && r.dayEnds():
		d.Day = n
	default:
		r.at = mark
	}
}

// dayEnds reports whether a day may end here without 日.
func (r *reader) dayEnds() bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(r.text[r.at:min(len(r.text), r.at+16)], " \u3000"))
	return r.at == len(r.text) || strings.ContainsRune("至到止起—–－-~～，,、。；;）)", c)
}

// dotted reads what follows the year in 2023.1.1, 2023-01-01, 2023/1/1 and 2023.1.
func (r *reader) dotted(d *Date) bool {
	mark := r.at
	for _, dot := range [...]string{".", "．", "/", "-", "－"} {
		if !r.take(dot) {
			continue
		}
		r.spaces()
		month := r.run()
		m, ok := month.number()
		if !ok || month.chinese || m == 0 {
			break
		}
		end := r.at
		if r.take(dot) {
			r.spaces()
			day := r.run()
			if n, ok := day.number(); ok && !day.chinese && n > 0 {
				d.Month, d.Day = m, n
				r.take("日")
				return true
			}
			r.at = end
		}
		if r.at = end; dot == "." || dot == "．" || dot == "/" {
			d.Month = m
			r.take("月")
			return m <= 12
		}
		break
	}
	r.at = mark
	return false
}

// month reads the 1 of 1—12月.
func (r *reader) month() (d Date, ok bool) {
	mark := r.at
	d.Start = r.at
	x := r.run()
	n, ok := x.number()
	d.Month, d.End = n, r.at
	end := r.at
	ok = ok && n > 0 && n <= 12 && r.connector()
	if ok {
		r.spaces()
		y := r.run()
		m, small := y.number()
		ok = small && m > 0 && m <= 31 && r.take("月")
	}
	if r.at = end; !ok {
		r.at = mark
	}
	return d, ok
}

// rest reads a second date that says only what differs from the first: 31日, 12.31, 12.
func (r *reader) rest(from Date) (d Date, ok bool) {
	mark := r.at
	d.Start = r.at
	x := r.run()
	n, ok := x.number()
	if !ok || n == 0 || x.chinese && x.small == 0 {
		r.at = mark
		return d, false
	}
	switch {
	case r.take("日", "号"):
		d.Month, d.Day = from.Month, n
	case !x.chinese && r.take(".", "．", "/"):
		if !r.monthAndDayBehindDot(&d, n) {
			r.at = mark
			return d, false
		}
	case from.Month > 0 && from.Day == 0 && n <= 12:
		d.Month = n
	default:
		r.at = mark
		return d, false
	}
	d.End = r.at
	d.Misprinted = !d.possible()
	return d, true
}
