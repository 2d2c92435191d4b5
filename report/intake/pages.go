package intake

import (
	"errors"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/ruled"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// pageReading is a report as one way of reading pages gives it. The ways know nothing
// of each other.
type pageReading struct {
	way string // as messages name it; "" is by the order of the text, which is never taken
	r   *report.Report
	n   notes
	err error
}

// The ways to read pages, and what other readings say.
const (
	byStructure     = "按结构标记，没有另一种读法"
	byStructureSame = "按结构标记，另一种读法相同"
	byRules         = "按框线，没有另一种读法"
	byRulesSame     = "按框线，另一种读法相同"
	byData          = "按附带的数据，已与看到的文字核对"
)

// pageSource is pages taken apart in one way, with what is told of that.
type pageSource struct {
	way string
	*source.Source
	n notes
}

// readPages reads a report from the pages of a file of the format, which may have been
// taken apart by their structure, and may carry data.
func (o Options) readPages(pages []*paper.Page, format string, tagged *pageSource, carried *source.Carried, n *notes) (*report.Report, error) {
	if mark := draftMark(pages); mark != "" {
		n.Find(pos{}, "I-dq", "", mark, "")
	}
	lines := &pageSource{way: byRules}
	var err error
	lines.Source, err = ruled.Read(pages, format, &lines.n.Notes)
	if err != nil && (tagged == nil || codeOf(err) != "I-cr") {
		return nil, err
	}
	lines.n.Findings = slices.DeleteFunc(lines.n.Findings, func(f report.Finding) bool {
		doubt := f.Code == "I-dt" // whichever reading is taken
		if doubt {
			n.Findings = append(n.Findings, f)
		}
		return doubt
	})
	var all []*pageReading
	for _, s := range []*pageSource{tagged, lines} {
		if s == nil || s.Source == nil {
			continue
		}
		x := &pageReading{way: s.way, n: s.n}
		s.Carried, carried = carried, nil
		if !slices.ContainsFunc(s.Blocks, func(b source.Block) bool { return b.Table != nil }) {
			x.err = source.Error(pos{}, "I-cx", "", noRules, "")
		} else if x.r, x.err = o.readSource(s.Source, &x.n); x.err == nil {
			if x.n.filled == nil { // the data are taken, and page numbers are none of them
				x.n.Repairs = slices.DeleteFunc(x.n.Repairs, func(r source.Repair) bool { return r.Code == "I-aa" })
				x.n.Find(pos{}, "I-cm", "", byData, format)
				n.add(&x.n)
				return x.r, nil
			}
			x.err = x.complete()
		}
		all = append(all, x)
	}
	i := slices.IndexFunc(all, func(x *pageReading) bool { return x.err == nil })
	if i < 0 {
		return nil, orPicture(all[len(all)-1].err, pages)
	}
	taken, order := all[i], o.readOrder(pages)
	agree := false
	for _, x := range append(all[i+1:], order) {
		if x.err != nil {
			continue
		}
		if err := taken.differsFrom(x); err != nil {
			return nil, err
		}
		agree = true
	}
	if err := taken.judgeSums(agree, pages); err != nil {
		return nil, err
	}
	if order.err == nil {
		taken.compareText(order)
	}
	taken.tell(agree, format)
	n.add(&taken.n)
	return taken.r, nil
}

// draftMark returns what says on every page that the file is a draft, or "".
func draftMark(pages []*paper.Page) string {
	on := map[string]int{} // the last page, as long as none was left out
	for _, l := range ruled.Stream(pages) {
		if text := strings.Join(strings.Fields(l.Text), ""); on[text] == l.At.Page-1 {
			on[text] = l.At.Page
		}
	}
	for _, mark := range draftMarks {
		if on[mark] == len(pages) {
			return mark
		}
	}
	return ""
}

// draftMarks are what stands on the pages of a draft.
var draftMarks = [...]string{doc.Draft, "草案", "初稿", "讨论稿", "送审稿", "审核稿", "征求意见稿"}

// add adds what is told of another reading.
func (n *notes) add(o *notes) {
	n.Add(&o.Notes)
	n.filled = o.filled
}

// readOrder reads the text in the order in which it was painted.
func (o Options) readOrder(pages []*paper.Page) *pageReading {
	x := &pageReading{}
	var text strings.Builder
	for _, l := range ruled.Stream(pages) {
		text.WriteString(l.Text)
		text.WriteByte('\n')
	}
	blocks, err := readText([]byte(text.String()), &x.n)
	if err != nil {
		x.err = err
		return x
	}
	x.r, x.err = o.recognise(blocks, "", &x.n)
	return x
}

// pictureAlone reports the first page that has something where the file has no text:
// pictures, or characters that are painted as shapes.
func pictureAlone(pages []*paper.Page) (at pos, ok bool) {
	for _, p := range pages {
		if slices.ContainsFunc(p.Chars, func(c paper.Char) bool { return strings.TrimSpace(c.Text) != "" || c.NoText }) {
			return pos{}, false
		}
		if at == (pos{}) && len(p.Pictures)+len(p.Shades)+len(p.Rules) > 0 {
			at.Page = p.Number
		}
	}
	return at, at != pos{}
}

// orPicture returns the error, or that a table is a picture where one was not found
// and there is a picture as wide as one.
func orPicture(err error, pages []*paper.Page) error {
	const wide = 0.5 // of the page
	if code := codeOf(err); code != "I-g" && code != "I-cx" {
		return err
	}
	for _, p := range pages {
		for _, r := range p.Pictures {
			if r.X1-r.X0 > wide*p.Box.X1 {
				return source.Error(pos{Page: p.Number}, "I-aw", "", "表格", "")
			}
		}
	}
	return err
}

// complete refuses a reading that has not every row of the form, or has one that is in
// no ruled table.
func (x *pageReading) complete() error {
	for c := range report.Cells(x.r.Tables) {
		r, ok := x.n.filled[c.Row]
		switch {
		case c.Computed:
		case !ok:
			return source.Error(pos{}, "I-cx", rowPlace(c), noSuchRow, "")
		case r.at.Table == 0:
			return source.Error(r.at, "I-cx", rowPlace(c), noTable, "")
		}
	}
	return nil
}

// Why a row is not certain.
const (
	noSuchRow = "没有读到这一行"
	noTable   = "这一行不在有框线的表格里"
	noRules   = "没有有框线的表格"
)

func rowPlace(c report.Cell) string { return strings.TrimSuffix(c.Place, " "+c.Column) }

func codeOf(err error) string {
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		return e.Code
	}
	return ""
}
