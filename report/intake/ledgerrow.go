package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// What is left out of a ledger.
const (
	partRows   = "分段的行"
	numberRows = "只有序号的行"
	otherRows  = "收到日期等各栏都空白的行"
)

var (
	sumRow    = regexp.MustCompile(`^(?:本页|本月|本季度?|本年|全年|累计)?(?:合计|总计|小计|共计|汇总|累计)|(?:合计|总计|小计|共计)$`)
	partRow   = regexp.MustCompile(`^(?:(?:20\d\d|本|上)年度?)?(?:第?[一二三四1-4]季度|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|上半年|下半年)?$`)
	footerRow = regexp.MustCompile(`^(?:填[表报]|制表|审[核批]|负责|联系|经办|复核|统计)(?:人|单位|日期|时间|电话|方式)[^：:]{0,6}[：:]`)
)

// leftOut says what a row is that is no application, or "".
func (l *ledgerReader) leftOut(r *listRow) string {
	first, filled := listCell{}, r.filled()
	for _, c := range r.cells {
		if c.text != "" && !c.part {
			first = c
			break
		}
	}
	received := ""
	if at := l.head.at[ledgerReceived]; at != nil {
		received = r.text(at[0].col)
	}
	if _, _, dated := readDay(received); dated {
		return ""
	}
	key := report.LabelKey(first.text)
	says := func(f ledgerField) bool {
		return slices.ContainsFunc(l.head.at[f], func(at ledgerColumn) bool {
			return at.col < len(r.cells) && (r.cells[at.col].text != "" || r.cells[at.col].state > source.Wrapped)
		})
	}
	switch {
	case l.head.rows[rowText(r)]:
		return repeatedHeads
	case sumRow.MatchString(key):
		return sumRows
	case footerRow.MatchString(first.text), filled == 1 && remark.MatchString(first.text):
		if filled == 1 {
			return remarks
		}
		return leftFiller
	case filled == 1 && (partRow.MatchString(key) || first.wide):
		return partRows
	case filled == 1 && l.counted() && r.text(l.head.at[ledgerNumber][0].col) != "":
		if strings.IndexFunc(first.text, isDigit) == 0 {
			return numberRows
		}
		return partRows
	case !slices.ContainsFunc([]ledgerField{ledgerNumber, ledgerReceived, ledgerApplicant, ledgerResult, ledgerClosed}, says):
		return otherRows
	}
	return ""
}

// counted reports whether rows have no number but that of their place.
func (l *ledgerReader) counted() bool {
	at := l.head.at[ledgerNumber]
	return at != nil && at[0].line > 0
}

// row reads the application of a row. Every fault in it is told, and then it is left out.
func (l *ledgerReader) row(r *listRow) {
	x := ledgerRow{ledgerReader: l, listRow: r}
	if l.separated {
		x.whole()
	}
	a := report.Application{
		Pos:       r.at,
		Number:    x.number(),
		Received:  x.day(ledgerReceived, 0),
		Confirmed: x.day(ledgerConfirmed, 0),
		Applicant: x.applicant(),
		Closed:    x.day(ledgerClosed, 0),
		Corrected: report.Period{From: x.day(ledgerCorrect, 0), To: x.day(ledgerCorrected, 0)},
		Fee:       report.Period{From: x.day(ledgerFee, 0), To: x.day(ledgerPaid, 0)},
		Extended:  x.extended(),
	}
	for i := range max(len(l.head.at[ledgerAsked]), len(l.head.at[ledgerAnswered])) {
		if p := (report.Period{From: x.day(ledgerAsked, i), To: x.day(ledgerAnswered, i)}); p != (report.Period{}) {
			a.Asked = append(a.Asked, p)
		}
	}
	a.Result = x.result(&a)
	x.undated()
	x.one()
	if x.faults == nil {
		l.applications = append(l.applications, a)
		return
	}
	l.fault(x.faults...)
}

// ledgerRow is a row of a ledger that is read.
type ledgerRow struct {
	*ledgerReader
	*listRow
	faults []report.Finding
}

func (x *ledgerRow) wrong(col int, code string, place, got, want string) {
	x.faults = append(x.faults, source.Finding(x.place(col), code, place, got, want))
}

// whole finds fault with a row of text whose cells may be those of another column or row.
func (x *ledgerRow) whole() {
	for col := len(x.head.columns); col < len(x.cells); col++ {
		if x.text(col) != "" {
			x.wrong(col, "I-di", "", x.quote(x.text(col)), "")
			break
		}
	}
	for col, c := range x.cells {
		for line := range strings.SplitSeq(c.text, "\n") {
			if n := strings.Count(line, ",") + strings.Count(line, "\t") + strings.Count(line, ";"); len(line) < len(c.text) && n >= max(2, len(x.head.columns)/2) {
				x.wrong(col, "I-ee", "", "", "")
				return
			}
		}
	}
}

// col returns the column of the field, the ith of several, or -1.
func (x *ledgerRow) col(f ledgerField, i int) int {
	if at := x.head.at[f]; i < len(at) {
		return at[i].col
	}
	return -1
}

// cell returns the text of a column, and whether it can be used. A dash is none.
func (x *ledgerRow) cell(col int) (text string, ok bool) {
	if col < 0 || col >= len(x.cells) {
		return "", true
	}
	name := x.head.columns[col].name()
	switch c := x.cells[col]; {
	case c.part, c.wide && c.text != "":
		x.wrong(col, "I-dh", "", name, "")
		return "", false
	case c.state == source.NoValue, c.state == source.Picture:
		x.wrong(col, "I-ef", "", name, "")
		return "", false
	}
	text, err := x.notes.cell(x.listRow, col)
	if e, bad := err.(*report.InputError); bad {
		x.faults = append(x.faults, e.Finding)
		return "", false
	}
	if ledgerSays().none[fold(text)] {
		return "", true
	}
	return text, true
}

// number returns the number of the application. Without one it is called by its place.
func (x *ledgerRow) number() string {
	col := x.col(ledgerNumber, 0)
	if col < 0 {
		return x.at.String()
	}
	text, _ := x.cell(col)
	text = oneLine(text)
	if !x.counted() || text == "" {
		return text
	}
	// Numbers of rows begin anew.
	if x.at.Sheet != "" && x.sheets > 1 {
		text = x.at.Sheet + " " + text
	}
	if x.numbers[text] {
		text += "（" + x.at.String() + "）"
	}
	x.numbers[text] = true
	return text
}

func (x *ledgerRow) day(f ledgerField, i int) report.Date {
	col := x.col(f, i)
	text, ok := x.cell(col)
	if !ok || text == "" || f == ledgerClosed && says(text, ledgerSays().open) {
		return report.Date{}
	}
	d, why, ok := readDay(text)
	if !ok {
		x.wrong(col, "I-eg", x.head.columns[col].name(), quoteDay(text), why)
	}
	return d
}

// says reports whether a text is one of some words.
func says(text string, words map[string]bool) bool {
	if t := fold(text); words[t] || words[strings.ToUpper(t)] {
		return true
	}
	key := labelKey(text)
	return key != "" && words[key]
}

func (x *ledgerRow) applicant() string {
	col := x.col(ledgerApplicant, 0)
	text, ok := x.cell(col)
	if !ok || text == "" {
		return ""
	}
	labels := applicantLabels()
	m := x.mean(text, "", labels, "")
	if m.kind != aLabel {
		x.wrong(col, "I-eh", x.head.columns[col].name(), x.quote(text), strings.Join(labels.all(), "、"))
		return ""
	}
	x.tellMeaning(col, text, m)
	return m.label
}

// extended returns by how many working days the time for the answer was extended, which is
// the first that a column says.
func (x *ledgerRow) extended() (days int) {
	for _, at := range x.head.at[ledgerExtended] {
		if n := x.extension(at.col); days == 0 {
			days = n
		}
	}
	return days
}

func (x *ledgerRow) extension(col int) int {
	text, ok := x.cell(col)
	switch {
	case !ok || text == "" || says(text, ledgerSays().no):
		return 0
	case says(text, ledgerSays().some):
		return report.ExtensionDays
	}
	if _, _, dated := readDay(text); dated { // of the notice
		return report.ExtensionDays
	}
	t := strings.TrimSpace(fold(text))
	for _, before := range [...]string{"已", "延长", "延期"} {
		t = strings.TrimPrefix(t, before)
	}
	t = strings.TrimSuffix(strings.TrimSuffix(t, "工作日"), "个")
	if n, err := strconv.Atoi(strings.TrimSpace(t)); err == nil && n >= 0 && n < 1000 {
		return n
	}
	x.wrong(col, "I-ei", x.head.columns[col].name(), x.quote(text), "")
	return 0
}

// one finds fault with a row that stands for several applications.
func (x *ledgerRow) one() {
	for _, at := range x.head.at[ledgerCount] {
		text, ok := x.cell(at.col)
		if n, err := report.ParseCount(text); ok && text != "" && (err != nil || n != 1) {
			x.wrong(at.col, "I-gd", x.head.columns[at.col].name(), x.quote(text), "")
		}
	}
}

// undated tells of what took time, of which the ledger does not say when.
func (x *ledgerRow) undated() {
	for _, at := range x.head.at[ledgerUndated] {
		name := x.head.columns[at.col].name()
		if text, ok := x.cell(at.col); ok && text != "" && !says(text, ledgerSays().no) && !x.told["undated "+name] {
			x.told["undated "+name] = true
			x.Find(x.place(at.col), "I-ej", "", name, "")
		}
	}
}

// result returns the result, "" where the application is open.
func (x *ledgerRow) result(a *report.Application) string {
	r := resultReader{ledgerRow: x, edition: closedEdition(a), open: -1, closed: -1}
	for _, f := range [...]ledgerField{ledgerResult, ledgerReason, ledgerState} {
		for _, at := range x.head.at[f] {
			r.read(f, at)
		}
	}
	r.judge()
	return r.found.label
}

// resultReader reads a result, which may be said in several columns.
type resultReader struct {
	*ledgerRow
	edition      report.Edition
	found, group meaning
	foundIn      int // column
	groupIn      int
	groupText    string
	open, closed int // columns that say so, or -1
}

func (r *resultReader) read(f ledgerField, at ledgerColumn) {
	if f == ledgerReason && r.group.kind != aGroup && r.found.kind != aLabel {
		return // it is not asked for
	}
	text, ok := r.cell(at.col)
	switch {
	case f == ledgerReason && r.found.kind == aLabel:
		r.agrees(at.col, text)
		return
	case !ok || text == "":
		return
	case says(text, ledgerSays().open) || f == ledgerState && says(text, ledgerSays().no):
		r.open = at.col
		return
	case says(text, ledgerSays().closed) || f == ledgerState && says(text, ledgerSays().some):
		r.closed = at.col
		return
	case f == ledgerState:
		return
	}
	labels := resultLabels()[r.edition]
	group := ""
	if f == ledgerReason {
		group = r.group.group
	}
	m := r.mean(text, string(r.edition), labels, group)
	name := r.head.columns[at.col].name()
	switch {
	case m.kind == unknownWords && (f != ledgerResult || at.line > r.head.at[f][0].line):
	case m.kind == unknownWords && m.choices != nil:
		r.wrong(at.col, "I-en", name, r.quote(text), strings.Join(m.choices, "、"))
	case m.kind == unknownWords:
		r.wrong(at.col, "I-el", name, r.quote(text), m.nearest)
	case r.found.kind == aLabel && (m.kind == aLabel && m.label != r.found.label || m.group != r.found.group):
		r.wrong(at.col, "I-ek", name, r.quote(text), r.found.label)
	case r.group.kind == aGroup && m.group != r.group.group:
		r.wrong(at.col, "I-ek", name, r.quote(text), r.groupText)
	case m.kind == aLabel && r.found.kind != aLabel:
		r.found, r.foundIn = m, at.col
		r.tellMeaning(at.col, text, m)
	case m.kind == aGroup && r.group.kind != aGroup:
		r.group, r.groupIn, r.groupText = m, at.col, r.quote(text)
	}
}

// agrees finds fault with a reason that is another result than what was found. What is
// disclosed in part has a reason for the rest.
func (r *resultReader) agrees(col int, text string) {
	m := r.mean(text, string(r.edition), resultLabels()[r.edition], "")
	inPart := strings.HasPrefix(withoutNumber(labelKey(r.found.label)), "部分公开")
	if m.kind == aLabel && m.label != r.found.label && !inPart && (m.told != judged || r.found.group == "") {
		r.wrong(col, "I-ek", r.head.columns[col].name(), r.quote(text), r.found.label)
	}
}

// judge tells what the columns together leave open.
func (r *resultReader) judge() {
	switch name := func(col int) string { return r.head.columns[col].name() }; {
	case r.faults != nil:
	case r.found.kind == aLabel && r.open >= 0:
		r.wrong(r.foundIn, "I-em", name(r.foundIn), r.found.label, name(r.open))
	case r.found.kind == aLabel:
	case r.group.kind == aGroup:
		r.wrong(r.groupIn, "I-en", name(r.groupIn), r.groupText, strings.Join(r.group.choices, "、"))
	case r.closed >= 0:
		r.wrong(r.closed, "I-eo", name(r.closed), "", "")
	}
}

// closedEdition returns the edition of the form that an application closed in its year is counted by.
func closedEdition(a *report.Application) report.Edition {
	if e, ok := report.EditionFor(a.Closed.Year); ok {
		return e
	}
	all := report.Editions()
	return all[len(all)-1]
}

// mean returns what words stand for, of labels that have a name, and within a group or not;
// of each it is found out once.
func (l *ledgerReader) mean(text, name string, labels *ledgerLabels, group string) meaning {
	const (
		most      = 10_000 // words that are remembered
		mostMeant = 500    // and among which misprints are sought
	)
	key := strings.Join([]string{name, group, text}, "\x00")
	m, ok := l.means[key]
	if ok {
		return m
	}
	if group != "" {
		m = labels.findKey(labelKey(text), group)
	} else if m = labels.find(text); m.kind == unknownWords && m.choices == nil && len(l.means) < mostMeant {
		m = labels.nearest(text)
	}
	if len(l.means) < most {
		l.means[key] = m
	}
	return m
}

// tellMeaning tells what other words than its label are taken for, once for each.
func (x *ledgerRow) tellMeaning(col int, text string, m meaning) {
	code := map[toldHow]string{sameThing: "I-ep", judged: "I-eq"}[m.told]
	key := code + x.quote(text) + m.label
	if code != "" && !x.told[key] {
		x.told[key] = true
		x.Find(x.place(col), code, x.head.columns[col].name(), x.quote(text), m.label)
	}
}
