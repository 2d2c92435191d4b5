package backoffice

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// maxPaste is the most bytes of each kind of text that is pasted.
const maxPaste = 1 << 20

// pasted is what comes of a block of cells that a person pasted: the fields that it goes
// into, and what he is told. Nothing of it is kept until he saves it.
type pasted struct {
	Values map[string]string `json:"values"` // by the JSON pointer of the field
	Told   []string          `json:"told"`
}

// paste reads a block of cells that was copied from a sheet, for the field at which it is
// pasted. The script of a page puts it into the fields; without, what is typed besides is saved,
// and a page shows what would change, with a button that saves that.
func (s *server) paste(a *ask) error {
	typed, err := s.typed(a)
	if err != nil {
		return err
	}
	at, ok := typed.cell(a.PostFormValue("at"))
	if !ok || at.Computed {
		return refuse("不知道从哪一格填起；请先点一下表格里要填数字的格子，再粘贴")
	}
	block := copied{text: a.PostFormValue(fieldPasted), html: a.PostFormValue("html"), at: at}
	if !a.wantsJSON() {
		if answered, err := s.saveBeside(a, block); answered || err != nil {
			return err
		}
	}
	p, err := typed.paste(block)
	if a.wantsJSON() {
		if err == nil {
			return s.json(a, http.StatusOK, p)
		}
		return err
	}
	w, readErr := s.read(a.Context(), a.body, a.key)
	if readErr != nil {
		return readErr
	}
	return s.showPasted(a, w, block, p, err)
}

// saveBeside saves what is typed on the page of a section besides a block that is pasted. Where
// not all can be, it answers with that page, which has the block, too.
func (s *server) saveBeside(a *ask, b copied) (answered bool, err error) {
	p, err := a.posted()
	if err != nil {
		return false, err
	}
	r, err := s.save(a, p)
	if err != nil || !r.stopped() {
		return false, err
	}
	page, err := s.stoppedPage(a, sectionKeys[b.at.Table-1], p, r)
	if err != nil {
		return false, err
	}
	if r.locked {
		page.Unsaved.Items = append(page.Unsaved.Items, unsaved{Place: "粘贴的内容", Text: b.text})
	}
	page.Pasting.Text, page.Pasting.At = b.text, b.at.Path
	return true, s.showSection(a, http.StatusConflict, page)
}

// pasting is what a page draws a form to paste into from, for a browser without script.
type pasting struct {
	Form         string // ID of the form that the block goes with
	Action, Text string
	At           string        // pointer of the field that is chosen
	Cells        []report.Cell // that can be: the first of each row
}

// pasting returns that of the table of a section.
func (s *server) pasting(w *written, section string) *pasting {
	p := &pasting{Form: formSection, Action: s.Path + w.Key.path() + "/paste" + drawnQuery(w)}
	row := ""
	for c := range report.Cells(w.Report.Tables) {
		if c.Row != row && !c.Computed && sectionKeys[c.Table-1] == section {
			row = c.Row
			p.Cells = append(p.Cells, c)
		}
	}
	return p
}

// pastePage is the page that shows what a block would change.
type pastePage struct {
	Pasting *pasting
	Refused string
	Told    []string
	Changes []pastedChange
	Action  string // address that saves them
	Back    string
}

// pastedChange is a field that a block changes.
type pastedChange struct {
	change
	Place string
}

// showPasted answers a browser without script.
func (s *server) showPasted(a *ask, w *written, b copied, p *pasted, err error) error {
	code, section := http.StatusOK, sectionKeys[b.at.Table-1]
	page := pastePage{Back: s.Path + w.Key.path() + "/sections/" + section}
	page.Action = page.Back + drawnQuery(w)
	page.Pasting = s.pasting(w, section)
	page.Pasting.Form, page.Pasting.Text, page.Pasting.At = formPasting, b.text, b.at.Path
	var own *status
	switch {
	case errors.As(err, &own):
		code, page.Refused = own.code, own.text
	case err != nil:
		return err
	default:
		page.Told = p.Told
		for c := range report.Cells(w.Report.Tables) {
			now, ok := p.Values[c.Path]
			if was, _ := w.Get(c.Path); ok && was != now {
				page.Changes = append(page.Changes, pastedChange{change{c.Path, was, now}, c.Place})
			}
		}
	}
	return s.page(a, code, "paste.html", "从表格软件粘贴", page)
}

// copied is a block of cells on the clipboard.
type copied struct {
	text, html string
	at         report.Cell // at which it is pasted
}

// paste puts a block into the fields of the table that it is pasted into.
func (c *Content) paste(b copied) (*pasted, error) {
	if max(len(b.text), len(b.html)) > maxPaste {
		return nil, refuse("粘贴的内容超过 1 MB，没有填入；请只复制这张表")
	}
	cells, told, err := c.cellsOf(b)
	if err != nil {
		return nil, err
	}
	return c.put(cells, b.at, told)
}

// cellsOf returns what stands in each cell that was copied, by JSON pointer: those with
// labels as the readers of files find them, figures alone by their places. What is seen counts:
// that is the HTML, where there is some.
func (c *Content) cellsOf(b copied) (cells map[string]string, told []string, err error) {
	rows, data := intake.SplitCells(b.text), b.text
	page, err := intake.SplitPage([]byte(b.html))
	if err != nil {
		return nil, nil, err
	}
	if page != nil {
		if area(rows) > area(page) {
			told = append(told, "隐藏的行、列没有填入，请核对；也要填的，请取消隐藏后重新复制")
		}
		rows, data = page, b.html
	}
	some, known := labelled(rows)
	if !some {
		cells, err = c.place(rows, b.at)
		return cells, told, err
	}
	cells, findings, err := intake.Options{Year: c.Report.Year}.ReadCells([]byte(data))
	if err != nil {
		if !known {
			cells, err = c.place(rows, b.at)
			return cells, told, err
		}
		var e report.UserError
		if errors.As(err, &e) {
			err = refuse("没有填入：" + e.Error() + "。请连同行名和表头一起复制，或只复制数字")
		}
		return nil, nil, err
	}
	for _, f := range findings {
		told = append(told, f.Message())
	}
	return cells, told, nil
}

// area is how many cells there are in rows that are as long as one another, as those of a sheet
// are; 0 where they are not.
func area(rows [][]string) int {
	if slices.ContainsFunc(rows, func(row []string) bool { return len(row) != len(rows[0]) }) {
		return 0
	}
	return len(rows) * len(rows[0])
}

// words are more than the measure word or the 无 of a figure.
var words = regexp.MustCompile(`\p{Han}{2}`)

// labelled reports whether there are words among the cells, and whether one of them is a
// label of the form, of whatever edition.
func labelled(rows [][]string) (some, known bool) {
	form := map[string]bool{}
	for _, e := range report.Editions() {
		for _, t := range e.Tables() {
			for _, r := range t.Rows {
				for _, label := range append(slices.Clone(r.Columns), r.Label, r.Group, r.Clause) {
					form[report.LabelKey(label)] = true
				}
			}
		}
	}
	for _, row := range rows {
		for _, text := range row {
			if words.MatchString(text) && !isFigure(text) {
				some = true
				known = known || form[report.LabelKey(text)]
			}
		}
	}
	return some, known
}

// isFigure reports whether a text is a figure of some kind: 12 万元 has words in it, too.
func isFigure(text string) bool {
	_, count := report.ParseCount(text)
	_, amount := report.ParseAmount(text)
	return count == nil || amount == nil
}

// place gives figures without labels to the cells of the table as it is printed, from the
// one at which they are pasted.
func (c *Content) place(rows [][]string, at report.Cell) (map[string]string, error) {
	tables, err := printed(c.Report)
	if err != nil {
		return nil, err
	}
	var g *doc.Grid
	var top, left int
	for _, t := range tables {
		if i := slices.IndexFunc(t.Cells, func(p doc.Placed) bool { return p.Source == at.Path }); i >= 0 {
			g, top, left = t.Grid, t.Cells[i].Row, t.Cells[i].Col
		}
	}
	misfit := func(row, col int, why string) error {
		return refuse(fmt.Sprintf("没有填入：粘贴的是 %d 行 %d 列，从“%s”填起，第 %d 行第 %d 列的“%s”%s。请先点这块数字左上角对应的格子，或连同行名和表头一起复制",
			len(rows), len(rows[0]), at.Place, row+1, col+1, rows[row][col], why))
	}
	cells := map[string]string{}
	for row, texts := range rows {
		if len(texts) != len(rows[0]) {
			return nil, refuse(fmt.Sprintf("没有填入：粘贴的内容第 1 行有 %d 格，第 %d 行有 %d 格；请从表格软件重新复制", len(rows[0]), row+1, len(texts)))
		}
		for col, text := range texts {
			blank := strings.TrimSpace(text) == ""
			if top+row >= g.Rows || left+col >= g.Cols {
				if !blank {
					return nil, misfit(row, col, "没有格子可填")
				}
				continue
			}
			p := g.At(top+row, left+col)
			if _, ok := c.cell(p.Source); ok && p.Row == top+row && p.Col == left+col {
				cells[p.Source] = text
			} else if !blank {
				return nil, misfit(row, col, "落在“"+doc.PlainText(p.Runs)+"”上")
			}
		}
	}
	return cells, nil
}

// put sets the cells of the table that is pasted into, and compares its totals.
func (c *Content) put(cells map[string]string, at report.Cell, told []string) (*pasted, error) {
	p := &pasted{Values: map[string]string{}}
	totals := map[string]string{}
	var blank, unread, respelt, elsewhere places
	for cell := range report.Cells(c.Report.Tables) {
		text, ok := cells[cell.Path]
		text = strings.TrimSpace(text)
		switch {
		case !ok:
			continue
		case cell.Table != at.Table:
			elsewhere.add(strings.Fields(cell.Place)[0])
			continue
		case cell.Computed:
			if text != "" {
				totals[cell.Path] = text
			}
			continue
		}
		was, _ := c.Get(cell.Path)
		if err := c.Set(cell.Path, text); err != nil {
			return nil, err
		}
		now, _ := c.Get(cell.Path)
		p.Values[cell.Path] = now
		_, wrong := c.Unread[cell.Path]
		switch {
		case wrong:
			unread.add(cell.Place + " “" + text + "”")
		case text == "" && was != "":
			blank.add(cell.Place + "（原为“" + was + "”）")
		case text == "":
			blank.add(cell.Place)
		case now != text:
			respelt.add("“" + text + "”作“" + now + "”")
		}
	}
	if len(p.Values) == 0 {
		return nil, refuse("没有填入：粘贴的内容里没有" + strings.Fields(at.Place)[0] + "的数字" + elsewhere.tell("，是", "的；请到那一部分去粘贴"))
	}
	name := strings.Fields(at.Place)[0]
	p.Told = append(p.Told, fmt.Sprintf("读入%s %d 格", name, len(p.Values)))
	for _, x := range [...]string{
		unread.tell(fmt.Sprintf("%d 格不是数字，照原样填入并标出，请改正：", unread.n), ""),
		blank.tell(fmt.Sprintf("%d 格是空的，填为空白；没有发生的请填 0：", blank.n), ""),
		respelt.tell(fmt.Sprintf("%d 格的写法已统一：", respelt.n), ""),
		elsewhere.tell("", "的数字没有填入；请到那一部分去粘贴"),
	} {
		if x != "" {
			p.Told = append(p.Told, x)
		}
	}
	compared, err := c.compare(totals)
	if err != nil {
		return nil, err
	}
	p.Told = slices.Concat(p.Told, compared, told)
	return p, nil
}

// compare says how totals that were pasted differ from those of the figures.
func (c *Content) compare(totals map[string]string) (told []string, err error) {
	found, err := report.CompareTotals(c.Report.Tables, totals)
	var e *report.InputError
	if errors.As(err, &e) {
		found = append(found, e.All()...)
	} else if err != nil {
		return nil, err
	}
	for _, f := range found {
		told = append(told, f.Place+"："+f.Message())
	}
	if n := len(totals); n > 0 && len(found) == 0 {
		told = append(told, fmt.Sprintf("%d 个合计由系统计算，与粘贴的没有出入", n))
	}
	return told, nil
}

// places are where something was found, each named once, of which the first are told.
type places struct {
	n     int
	named []string
}

func (p *places) add(place string) {
	p.n++
	if len(p.named) < mostPlaces && !slices.Contains(p.named, place) {
		p.named = append(p.named, place)
	}
}

// tell returns the places with what is before and behind them, or "" where there is none.
func (p *places) tell(before, behind string) string {
	if p.n == 0 {
		return ""
	}
	return before + strings.Join(p.named, "、") + behind
}
