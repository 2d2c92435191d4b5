package demo

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// report returns the report of the body for a year, with the figures, and prose of the words
// and the number.
func (b body) report(year int, x figures, w words, number int) (*report.Report, error) {
	var err error
	t := new(report.Tables2021)
	t.Disclosure, _, err = report.NewDisclosure2021().
		Row("rules", 0, 0, 0).
		Row("normativeDocuments", report.Count(x.issued), report.Count(x.repealed), report.Count(x.inForce)).
		Row("licenses", report.Count(x.licenses)).
		Row("penalties", report.Count(x.penalties)).
		Row("compulsoryMeasures", report.Count(x.measures)).
		Text("administrativeFees", x.fees).
		Build()
	if err != nil {
		return nil, err
	}
	applications := report.NewApplications2021()
	for _, row := range x.applications {
		counts := make([]report.Count, 6)
		for i, n := range row.counts {
			counts[i] = report.Count(n)
		}
		applications.Row(row.key, counts...)
	}
	if t.Applications, _, err = applications.Rest(0).Build(); err != nil {
		return nil, err
	}
	outcomes := func(n [4]int64) []report.Count {
		return []report.Count{report.Count(n[0]), report.Count(n[1]), report.Count(n[2]), report.Count(n[3])}
	}
	t.Remedies, _, err = report.NewRemedies().
		Row("reconsideration", outcomes(x.reconsideration)...).
		Row("directLitigation", 0, 0, 0, 0).
		Row("litigationAfterReconsideration", outcomes(x.litigation)...).
		Build()
	if err != nil {
		return nil, err
	}
	return b.with(t, year, w, number)
}

// with returns the report of the body with tables.
func (b body) with(t report.Tables, year int, w words, number int) (*report.Report, error) {
	c, err := backoffice.NewContent(b.agency, year)
	if err != nil {
		return nil, err
	}
	r := c.Report
	r.Tables = t
	r.Index.Number = fmt.Sprintf("YQ-%s/%d-00001", strings.ToUpper(b.id), year+1)
	r.Index.Category = "政务公开/年度报告"
	write(r, w, number)
	return r, nil
}
