package backoffice

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// likenessRules are the rules that tell of reports that are like one another, or unlike what
// they are said to be, in the order in which they are shown.
var likenessRules = []option[[]string]{
	{"prose", "文字雷同", []string{"H-c"}},
	{"figures", "数字全部相同", []string{"H-ad", "H-e"}},
	{"zeros", "同类机关多有而本机关为 0", []string{"H-f"}},
	{"scope", "统计范围与机关不符", []string{"H-d"}},
	{"lawsuits", "行政诉讼与申请不符", []string{"H-g"}},
}

// ofSingle are those of the rules that look at one report.
var ofSingle = []string{"H-d", "H-g"}

// similarPage is what reports of a year are alike in, and two of them side by side.
type similarPage struct {
	addQuery
	Years  []int
	States []State
	In     int // reports that were compared
	Parts  []similarPart
	Bodies []Body
	A, B   string // IDs of the two that are side by side; "" is none
	Pair   *pair
}

// similarPart is what rules of one kind found.
type similarPart struct {
	Key, Name string
	Groups    []betweenGroup
}

// similar shows which reports are alike, before they are approved, too.
func (s *server) similar(a *ask) error {
	form := a.URL.Query()
	q, err := s.addQuery(a, form, comparedStates)
	if err != nil {
		return err
	}
	q.Own = "" // all are alike here
	p := similarPage{addQuery: q, States: States(), A: form.Get("a"), B: form.Get("b")}
	if p.Years, err = s.years(a.Context(), q.Year); err != nil {
		return err
	}
	if p.Bodies, err = s.store.Bodies(a.Context()); err != nil {
		return err
	}
	if p.A != "" || p.B != "" {
		if p.Pair, err = s.pair(a, q.Year, p.A, p.B); err != nil {
			return err
		}
		return s.page(a, http.StatusOK, "similar-pair.html", "并排对照", p)
	}
	if err := s.likenesses(a, &p); err != nil {
		return err
	}
	return s.page(a, http.StatusOK, "similar.html", "雷同与异常", p)
}

// likenesses finds what reports are alike in.
func (s *server) likenesses(a *ask, p *similarPage) error {
	checker, err := s.checker(a.Context())
	if err != nil {
		return err
	}
	for _, r := range report.Rules() {
		if !slices.Contains(ofSingle, r.Code) {
			checker.Off = append(checker.Off, r.Code)
		}
	}
	var single []report.Finding
	x, err := s.add(a.Context(), p.addQuery, func(b addend, r *report.Report) {
		p.In++
		for _, f := range checker.Check(r) {
			f.Place = b.Body.Agency + " " + f.Place
			f.Path, f.Bodies = "", []string{b.Body.Agency}
			single = append(single, f)
		}
	})
	if err != nil {
		return err
	}
	for _, of := range likenessRules {
		found := slices.DeleteFunc(slices.Concat(x.Findings, single), func(f report.Finding) bool { return !slices.Contains(of.Is, f.Code) })
		part := similarPart{Key: of.Key, Name: of.Name, Groups: x.groups(found)}
		for _, g := range part.Groups {
			for i := range g.Items {
				x.beside(&g.Items[i])
			}
		}
		p.Parts = append(p.Parts, part)
	}
	return nil
}

// beside lets each body of a finding lead to its report beside that of the first.
func (x *addition) beside(f *linkedFinding) {
	for i := range f.Links {
		first, id := x.ids[report.LabelKey(f.Links[0].Name)], x.ids[report.LabelKey(f.Links[i].Name)]
		if id != first {
			f.Links[i].Beside = x.path + besideAddress(x.query.Year, first, id)
		}
	}
}

// besideAddress returns where two reports are side by side.
func besideAddress(year int, a, b string) string {
	return "/board/similar?" + url.Values{"year": {strconv.Itoa(year)}, "a": {a}, "b": {b}}.Encode()
}

// pair is two reports side by side.
type pair struct {
	Share         string
	Sides         [2]side
	Figures, Same int // figures that are not 0 in one of the two at least, and of them those that are the same
}

// side is a report of two.
type side struct {
	Body  Body
	Href  string
	Parts []sidePart
}

// sidePart is the text of a section, with what the other report has, too.
type sidePart struct {
	Title      string
	Paragraphs [][]piece
}

// piece is a stretch of a text.
type piece struct {
	Text   string
	Shared bool
}

// pair reads two reports and finds what they share.
func (s *server) pair(a *ask, year int, ids ...string) (*pair, error) {
	var reports [2]*report.Report
	p := new(pair)
	for i, id := range ids {
		b, err := s.body(a.Context(), id)
		if err != nil {
			return nil, err
		}
		k := Key{b.ID, year}
		if reports[i], err = s.standing(a.Context(), k); err != nil {
			return nil, err
		}
		if reports[i] == nil {
			return nil, refuse("“" + b.Agency + "”还没有开始填报，无从对照；请另选一个机关")
		}
		p.Sides[i] = side{Body: b, Href: s.Path + k.path()}
	}
	if ids[0] == ids[1] {
		return nil, refuse("两边是同一个机关；请选择两个机关")
	}
	share, left, right := report.Alike(reports[0], reports[1])
	p.Share = strconv.Itoa(int(share*100)) + "%"
	for i, shared := range [][]report.SharedText{left, right} {
		p.Sides[i].Parts = marked(reports[i], shared)
	}
	other := map[string]string{}
	for c := range report.Cells(reports[1].Tables) {
		other[c.Path] = c.String()
	}
	for c := range report.Cells(reports[0].Tables) {
		n, known := c.Rat()
		if c.Computed || known && n.Sign() == 0 && other[c.Path] == c.String() || c.Blank() && other[c.Path] == "" {
			continue
		}
		p.Figures++
		if c.String() == other[c.Path] {
			p.Same++
		}
	}
	return p, nil
}

// comparedSections are those of which the text is compared: see report.Alike.
var comparedSections = []int{0, 4}

// marked returns the text of a report that is compared, taken apart by what is shared.
func marked(r *report.Report, shared []report.SharedText) (parts []sidePart) {
	at := map[string][]report.SharedText{}
	for _, x := range shared {
		at[x.Path] = append(at[x.Path], x)
	}
	for _, i := range comparedSections {
		section, path := r.Sections()[i], "/"+sectionKeys[i]
		part := sidePart{Title: report.SectionTitles()[i]}
		add := func(path string, paragraphs []string) {
			for k, text := range paragraphs {
				part.Paragraphs = append(part.Paragraphs, pieces(text, at[path+"/paragraphs/"+strconv.Itoa(k)]))
			}
		}
		add(path, section.Paragraphs)
		for k, x := range section.Subsections {
			add(path+"/subsections/"+strconv.Itoa(k), x.Paragraphs)
		}
		parts = append(parts, part)
	}
	return parts
}

// pieces takes a text apart.
func pieces(text string, shared []report.SharedText) (all []piece) {
	at := 0
	add := func(to int, is bool) {
		if to > at {
			all = append(all, piece{text[at:to], is})
		}
		at = to
	}
	for _, x := range shared {
		add(x.From, false)
		add(x.To, true)
	}
	add(len(text), false)
	return all
}
