package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// ledgerHead is the heads of a ledger of applications.
type ledgerHead struct {
	columns []listColumn
	// at is the columns of each field, the one that tells more first.
	at    [ledgerFields][]ledgerColumn
	known int             // fields that have a column
	rows  map[string]bool // the rows of the heads, by what they say
}

type ledgerColumn struct {
	col, line int // of the sheet; of the heads that the field may have
}

// ledgerKeys are the fields by the keys of their heads.
var ledgerKeys = sync.OnceValue(func() map[string]ledgerKey {
	keys := map[string]ledgerKey{}
	for f, x := range ledgerHeads {
		for line, heads := range x.heads {
			for _, h := range heads {
				keys[report.LabelKey(h)] = ledgerKey{ledgerField(f), line, slices.Contains(onlyBare, h)}
			}
		}
	}
	return keys
})

type ledgerKey struct {
	field    ledgerField
	line     int
	onlyBare bool
}

// name is what messages call a column.
func (f ledgerField) name() string { return ledgerHeads[f].heads[0][0] }

// mostDeep is the most rows of heads that stand above each other.
const mostDeep = 3

// leastKnown is how many columns of a ledger are known at least.
const leastKnown = 3

// newLedgerHead returns the heads that some of the first rows are, and the number of rows up
// to the last of them, or nil where there are none: the fewest rows, and the first, among
// those that name most columns.
func newLedgerHead(rows []listRow) (h *ledgerHead, used int) {
	for n := 1; n <= mostDeep; n++ {
		for i := range len(rows) - n + 1 {
			if x := headsOf(rows[i : i+n]); x.known >= leastKnown && (h == nil || x.known > h.known) {
				h, used = x, i+n
			}
		}
	}
	return h, used
}

func headsOf(rows []listRow) *ledgerHead {
	h := &ledgerHead{rows: map[string]bool{}}
	h.columns = listColumns(rows, func(label string) bool {
		k, ok := ledgerKeys()[report.LabelKey(label)]
		return ok && !k.onlyBare && k.field != ledgerUndated && !slices.ContainsFunc(aboutHead, func(end string) bool { return strings.HasSuffix(label, end) })
	})
	for col, c := range h.columns {
		if k, ok := c.ledgerField(); ok {
			if h.at[k.field] == nil {
				h.known++
			}
			h.at[k.field] = append(h.at[k.field], ledgerColumn{col, k.line})
		}
	}
	for f := range h.at {
		slices.SortStableFunc(h.at[f], func(a, b ledgerColumn) int { return a.line - b.line })
	}
	for i := range rows {
		h.rows[rowText(&rows[i])] = true
	}
	return h
}

// rowText is all that a row says.
func rowText(r *listRow) string {
	var b strings.Builder
	for _, c := range r.cells {
		b.WriteString(c.text)
		b.WriteByte(0)
	}
	return strings.TrimRight(b.String(), "\x00")
}

// aboutHead is what may stand behind the matter of an upper head: 申请人信息, 办理情况.
var aboutHead = []string{"基本信息", "基本情况", "信息", "情况"}

// ledgerField returns the field that the heads of the column name: all of them together, or
// the inner ones.
func (c *listColumn) ledgerField() (k ledgerKey, ok bool) {
	for i := range c.labels {
		if i > 0 && slices.ContainsFunc(c.labels[:i], func(s string) bool {
			return slices.ContainsFunc(otherMatters, func(m string) bool { return strings.Contains(s, m) })
		}) {
			return k, false
		}
		inner := strings.Join(c.labels[i+1:], "")
		outer := c.labels[i]
		for _, label := range headForms(outer) {
			for _, end := range append([]string{""}, aboutHead...) {
				short, cut := strings.CutSuffix(label, end)
				if !cut || inner == "" && end != "" {
					continue
				}
				if k, ok = ledgerKeys()[report.LabelKey(short+withoutBrackets(inner))]; ok && !(k.onlyBare && i > 0) {
					return k, true
				}
			}
		}
	}
	return k, false
}

// headForms returns a head as it stands, without the remark behind it or its number before it,
// and the first of several that it may be: 收到日期/时间.
func headForms(s string) []string {
	bare := strings.TrimLeft(withoutBrackets(s), "0123456789.．、 ")
	return []string{s, bare, strings.TrimSpace(bare[:max(0, min(len(bare), strings.IndexAny(bare+"/", "/／、")))])}
}

// withoutBrackets returns a head without the remarks in brackets: 收到日期（年月日）.
func withoutBrackets(s string) string { return remarkInHead.ReplaceAllString(s, "") }

var remarkInHead = regexp.MustCompile(`[（(【\[][^（）()【】\[\]]*[）)】\]]`)

// faults returns what stands against the heads: columns that are missing, and several that
// may be the same.
func (h *ledgerHead) faults() (f faults) {
	var missing []string
	for field := range ledgerHeads {
		x, at := &ledgerHeads[field], h.at[field]
		name := ledgerField(field).name()
		switch {
		case at == nil && x.needed:
			missing = append(missing, name)
		case len(at) > 1 && at[0].line == at[1].line && (x.needed || field == int(ledgerConfirmed)):
			var names []string
			for _, c := range at {
				if c.line == at[0].line {
					names = append(names, h.columns[c.col].name())
				}
			}
			f = append(f, source.Finding(h.columns[at[1].col].at, "I-eb", "", strings.Join(names, "、"), name))
		}
	}
	if missing != nil {
		f = append(f, source.Finding(h.columns[0].at, "I-ea", "", strings.Join(missing, "、"), ""))
	}
	return f
}

// assumed tells which columns are taken for others, and which are not taken.
func (h *ledgerHead) assumed(n *notes) {
	taken := map[int]bool{}
	for field := range ledgerHeads {
		x, at := &ledgerHeads[field], h.at[field]
		if at == nil {
			continue
		}
		if x.assumed > 0 && at[0].line >= x.assumed {
			n.Find(h.columns[at[0].col].at, "I-ec", "", h.columns[at[0].col].name(), ledgerField(field).name())
		}
		for _, c := range at {
			taken[c.col] = true
		}
	}
	const mostTold = 50
	var names []string
	for col := range h.columns {
		if name := h.columns[col].name(); name != "" && !taken[col] && len(names) < mostTold {
			names = append(names, firstCharacters(name, 20))
		}
	}
	if names != nil {
		n.Find(h.columns[0].at, "I-ed", "", strings.Join(names, "、"), "")
	}
}

// goesOn reports whether a table without heads has an application below these: a day and a kind
// of applicant in their columns.
func (h *ledgerHead) goesOn(g *source.Grid) bool {
	for row := range gridRows(g) {
		_, _, day := readDay(row.text(h.at[ledgerReceived][0].col))
		if day && applicantLabels().find(row.text(h.at[ledgerApplicant][0].col)).kind == aLabel {
			return true
		}
	}
	return false
}

// headAgain reports whether a row names columns of a ledger.
func headAgain(r *listRow) bool {
	known := 0
	for _, c := range r.cells {
		if strings.ContainsFunc(c.text, isDigit) {
			return false
		}
	}
	for _, c := range r.cells {
		if c.text == "" || c.part {
			continue
		}
		if _, ok := ledgerKeys()[report.LabelKey(c.text)]; ok {
			known++
		}
	}
	return known >= leastKnown
}

// LedgerColumn is a column of a blank ledger: see [LedgerColumns].
type LedgerColumn struct {
	Label   string
	Needed  bool
	Day     bool     // it has days
	Choices []string // what it may have; nil is anything
}

// LedgerColumns returns the columns of a blank ledger of applications for an edition of the
// form, as [ReadLedger] reads it.
func LedgerColumns(e report.Edition) (columns []LedgerColumn) {
	for f := range ledgerFields {
		c := LedgerColumn{Label: f.name(), Needed: ledgerHeads[f].needed || f == ledgerNumber}
		switch f {
		case ledgerReason, ledgerState, ledgerUndated, ledgerCount:
			continue
		case ledgerNumber, ledgerExtended:
		case ledgerApplicant:
			c.Choices = applicantLabels().all()
		case ledgerResult:
			if x := resultLabels()[e]; x != nil {
				c.Choices = x.all()
			}
		default:
			c.Day = true
		}
		columns = append(columns, c)
	}
	return columns
}
