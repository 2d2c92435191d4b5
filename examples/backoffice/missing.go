package backoffice

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

// missingGroups are the bodies that have not filed, by how far they have come.
var missingGroups = []option[func(progress) bool]{
	{"unbegun", "未开始", func(x progress) bool { return !x.Begun() }},
	{"returned", "已退回，尚未重新报送", func(x progress) bool { return x.Begun() && x.State == Returned }},
	{"begun", "填报中", func(x progress) bool { return x.Begun() && x.State == Draft }},
}

// missingGroup is a group of bodies that have not filed.
type missingGroup struct {
	Key, Name string
	Rows      []progress
}

// missingPage is the list of those who have not filed.
type missingPage struct {
	Year, All, Missing int
	Years              []int
	At                 string // when it was made
	Groups             []missingGroup
	Within             []progress // whose figures are in another's report
	Text               string     // the list to copy
}

// missingList returns who has not filed the report that is asked for.
func (s *server) missingList(a *ask) (*missingPage, error) {
	year, err := s.yearOf(a.URL.Query())
	if err != nil {
		return nil, err
	}
	all, err := s.progresses(a.Context(), year)
	if err != nil {
		return nil, err
	}
	p := &missingPage{Year: year, At: s.clock(s.Now())}
	for _, c := range missingGroups {
		g := missingGroup{Key: c.Key, Name: c.Name}
		for _, x := range all {
			if x.Missing() && c.Is(x) {
				g.Rows = append(g.Rows, x)
			}
		}
		p.Missing += len(g.Rows)
		if g.Rows != nil {
			p.Groups = append(p.Groups, g)
		}
	}
	for _, x := range all {
		if x.Agency.Within == "" {
			p.All++
		} else {
			p.Within = append(p.Within, x)
		}
	}
	p.Text = p.text()
	return p, nil
}

// text returns the list as it is sent round.
func (p *missingPage) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d年政府信息公开工作年度报告未报送名单\n截至 %s，应报 %d 个机关，未报送 %d 个。\n", p.Year, p.At, p.All, p.Missing)
	for _, g := range p.Groups {
		fmt.Fprintf(&b, "\n%s（%d 个）\n", g.Name, len(g.Rows))
		for i, x := range g.Rows {
			fmt.Fprintf(&b, "%d. %s，%s\n", i+1, x.Agency.Agency, x.reminder())
		}
	}
	if len(p.Within) > 0 {
		b.WriteString("\n数据计入其他机关的报告，不另报送：")
		for i, x := range p.Within {
			if i > 0 {
				b.WriteString("、")
			}
			b.WriteString(x.Agency.Agency)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// reminder says until when the report is due and what stands against it, in a line.
func (x progress) reminder() string {
	line := "应在" + x.Due.String() + "前公布"
	if x.Over > 0 {
		line += fmt.Sprintf("，已逾期 %d 天", x.Over)
	}
	if against := x.Against(); against != "" {
		line += "；" + against
	}
	return line
}

// Against returns what stands against submitting a report that was begun, or "".
func (x progress) Against() string {
	switch {
	case !x.Begun():
		return ""
	case !x.Counts.Ready():
		return x.Counts.String()
	case x.State == Returned:
		return "核对没有问题，请按退回的原因修改后重新报送"
	}
	return "没有问题，可以报送"
}

// missing shows who has not filed, as a list to copy.
func (s *server) missing(a *ask) error {
	p, err := s.missingList(a)
	if err != nil {
		return err
	}
	if p.Years, err = s.years(a.Context(), p.Year); err != nil {
		return err
	}
	return s.page(a, http.StatusOK, "missing.html", "未报送名单", p)
}

// missingText sends the list as a file.
func (s *server) missingText(a *ask) error {
	p, err := s.missingList(a)
	if err != nil {
		return err
	}
	return s.download(a, fmt.Sprintf("%d年未报送名单.txt", p.Year), "text/plain; charset=utf-8", func(w io.Writer) error {
		_, err := io.WriteString(w, p.Text)
		return err
	})
}
