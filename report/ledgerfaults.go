package report

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// What the columns of a ledger are called.
const (
	labelApplicationNumber = "编号"
	labelReceived          = "收到日期"
	labelConfirmed         = "确认日期"
	labelApplicant         = "申请人类型"
	labelResult            = "办理结果"
	labelClosed            = "办结日期"
	labelCorrected         = "补正"
	labelFee               = "收费"
	labelAsked             = "征求意见"
	labelExtended          = "延长答复"
)

// tell tells a fault of an application.
func (n *counting) tell(code string, i int, column string, x Fault) {
	x.Place = n.name(i) + " " + column
	n.find(code, n.applications[i].Pos, x)
}

// name is what an application is called: by its number, or else by where it stands.
func (n *counting) name(i int) string {
	if number := strings.TrimSpace(n.applications[i].Number); number != "" {
		return labelApplicationNumber + " " + number
	}
	return n.where(i)
}

// where is where an application stands.
func (n *counting) where(i int) string {
	if at := n.applications[i].Pos.String(); at != "" {
		return at
	}
	return "第 " + strconv.Itoa(i+1) + " 件"
}

// concerns reports whether what the application says may bear on the figures or on what is
// overdue. What was closed before the period or came after it does not; where something is
// missing or impossible it may.
func (n *counting) concerns(a *Application) bool {
	received, from := a.Receipt(), n.ledger.Period.From
	for _, d := range a.dates() {
		if d.given() && !d.valid() {
			return true
		}
	}
	before := a.Closed.given() && a.Closed.before(from) && (!received.given() || received.before(from))
	after := received.given() && n.last.before(received) && (!a.Closed.given() || n.last.before(a.Closed))
	return !before && !after
}

// dated is a date of an application, and the column that it stands in.
type dated struct {
	Date
	column string
}

// dates returns the dates of the application.
func (a *Application) dates() []dated {
	all := []dated{
		{a.Received, labelReceived}, {a.Confirmed, labelConfirmed}, {a.Closed, labelClosed},
		{a.Corrected.From, labelCorrected}, {a.Corrected.To, labelCorrected}, {a.Fee.From, labelFee}, {a.Fee.To, labelFee},
	}
	for _, p := range a.Asked {
		all = append(all, dated{p.From, labelAsked}, dated{p.To, labelAsked})
	}
	return all
}

// numberKey folds a number for comparison: 〔2024〕1号 is [2024] 1号.
func numberKey(s string) string {
	return sameBrackets.Replace(strings.Join(strings.Fields(width.Fold.String(s)), ""))
}

var sameBrackets = strings.NewReplacer("〔", "(", "〕", ")", "[", "(", "]", ")", "【", "(", "】", ")")

// repeated tells of a number that another application received in the year has.
func (n *counting) repeated(i int, concerns bool) {
	a := &n.applications[i]
	key := numberedIn{numberKey(a.Number), a.Receipt().Year}
	if key.number == "" {
		if concerns {
			n.tell("A-a", i, labelApplicationNumber, Fault{})
		}
		return
	}
	first, again := n.numbers[key]
	switch {
	case !again:
		n.numbers[key] = i
	case concerns || n.concerns(&n.applications[first]):
		n.tell("A-b", i, labelApplicationNumber, Fault{Want: n.where(first)})
	}
}

// place returns the rows that an application is counted in, and the column. The rows are nil
// where it came after the period; ok is false where it is left out, which is told.
func (n *counting) place(i int) (in, result *row, col int, ok bool) {
	a, period := &n.applications[i], n.ledger.Period
	ok = true
	leaveOut := func(code, column string, x Fault) {
		n.tell(code, i, column, x)
		ok = false
	}
	n.judgeDates(i, leaveOut)
	name := strings.TrimSpace(a.Result)
	switch {
	case name != "" && !a.Closed.given():
		leaveOut("A-f", labelClosed, Fault{Got: name})
	case name == "" && a.Closed.given():
		leaveOut("A-g", labelResult, Fault{Got: a.Closed.String()})
	}
	if a.Receipt().valid() && period.To.before(a.Receipt()) {
		return nil, nil, 0, ok
	}
	if col = n.kind(a.Applicant); col < 0 {
		if kind := strings.TrimSpace(a.Applicant); kind == "" {
			leaveOut("A-h", labelApplicant, Fault{})
		} else {
			leaveOut("A-i", labelApplicant, Fault{Got: kind, Want: strings.Join(n.kinds(), "、")})
		}
	}
	in, result = n.rows[0], n.rows[3]
	if a.Receipt().before(period.From) {
		in = n.rows[1]
	}
	if name != "" && !period.To.before(a.Closed) {
		x := n.result(name)
		if result = x.row; result == nil {
			leaveOut("A-j", labelResult, Fault{Got: name, Want: x.nearest})
		}
	}
	return in, result, col, ok
}

// judgeDates tells what is wrong with the dates that an application is counted by.
func (n *counting) judgeDates(i int, leaveOut func(code, column string, x Fault)) {
	a := &n.applications[i]
	sound := true
	for _, d := range a.dates() {
		if d.given() && !d.valid() {
			leaveOut("A-d", d.column, Fault{Got: d.String()})
			sound = false
		}
	}
	switch received := a.Receipt(); {
	case !sound:
		return
	case !received.given():
		leaveOut("A-c", labelReceived, Fault{})
	case received.before(a.Received):
		leaveOut("A-e", labelConfirmed, Fault{Got: received.String(), Want: a.Received.String()})
	case a.Closed.given() && a.Closed.before(received):
		leaveOut("A-e", labelClosed, Fault{Got: a.Closed.String(), Want: received.String()})
	}
}

// judgeTimes tells of a time that is very long, and of those that the time for the answer is
// counted without.
func (n *counting) judgeTimes(i int) {
	a := &n.applications[i]
	received, until := a.Receipt(), n.ledger.Period.From
	if a.Closed.given() {
		until = a.Closed
	}
	if (Date{received.Year + 1, received.Month, received.Day}).before(until) {
		n.tell("A-k", i, labelReceived, Fault{Got: received.String(), Want: until.String()})
	}
	if !a.soundExtension() {
		n.tell("A-m", i, labelExtended, Fault{Got: strconv.Itoa(a.Extended), Want: strconv.Itoa(ExtensionDays)})
	}
	odd := func(column string, p Period) { n.tell("A-l", i, column, Fault{Got: p.String()}) }
	if !a.soundTime(a.Corrected) {
		odd(labelCorrected, a.Corrected)
	}
	if !a.soundTime(a.Fee) {
		odd(labelFee, a.Fee)
	}
	for _, p := range a.Asked {
		if !a.soundTime(p) || !p.From.given() {
			odd(labelAsked, p)
		}
	}
}

// kind returns the column of a kind of applicant, by its label or key, or -1.
func (n *counting) kind(name string) int {
	key := LabelKey(name)
	return slices.IndexFunc(n.rows[0].cols, func(c column) bool { return LabelKey(c.label) == key || c.key == name })
}

// kinds are the labels of the kinds of applicants.
func (n *counting) kinds() (labels []string) {
	for _, c := range n.rows[0].cols {
		labels = append(labels, c.label)
	}
	return labels
}

// resolved is the row that a result names, or the label nearest to its name where there is none.
type resolved struct {
	*row
	nearest string
}

// result returns the row of a result. Where another edition divides a row of this one, its
// parts belong in it.
func (n *counting) result(name string) resolved {
	x, ok := n.results[name]
	if ok {
		return x
	}
	own := n.ledger.Edition.form().results()
	x.row, x.nearest = findRow(own, name)
	for _, f := range editions {
		part, _ := findRow(f.results(), name)
		for i := range own {
			if x.row == nil && part != nil && strings.HasPrefix(part.path, own[i].path+"/") {
				x.row = &own[i]
			}
		}
	}
	n.results[name] = x
	return x
}
