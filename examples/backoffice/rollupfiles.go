package backoffice

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// ruleBeside is that of a report that is uploaded to be compared with the sums and is of
// another body.
var ruleBeside = report.Rule{Code: "backoffice/beside", Severity: report.Warning, Source: report.Practice,
	Chinese: "上传的报告是“{got}”的，合计是“{want}”的；请核对是不是选错了文件",
	English: "the report is of {got}, and the sums are of {want}; see whether it is the right file",
	Example: "汇总某市，上传了某县的报告"}

// beside reads the report that is uploaded to be compared with the sums; nil where none is
// asked for. Whoever calls it calls done in the end.
func (s *server) beside(a *ask, q addQuery) (x *reading, done func(), err error) {
	if a.Method != http.MethodPost {
		return nil, func() {}, nil
	}
	settings, err := s.store.Settings(a.Context())
	if err != nil {
		return nil, nil, err
	}
	if done, err = s.receive(a, s.MaxUpload+maxBesides); err != nil {
		return nil, nil, err
	}
	if x, err = s.readBeside(a, settings.Name, q.Year); err != nil {
		done()
		return nil, nil, err
	}
	return x, done, nil
}

func (s *server) readBeside(a *ask, name string, year int) (*reading, error) {
	file, called, err := s.uploaded(a, "published")
	if err != nil {
		return nil, err
	}
	if file == nil {
		return nil, refuse("还没有选择文件；请选择要与合计核对的报告")
	}
	leave, err := a.enter(s.uploads.reading)
	if err != nil {
		return nil, err
	}
	defer leave()
	r := reader{body: Body{Agency: name}, key: Key{Year: year}, judge: new(judge), options: intake.Options{Agency: name, Year: year}}
	x, err := r.read(file)
	if e := (*unreadable)(nil); errors.As(err, &e) {
		return nil, refuse(e.text())
	}
	if err != nil {
		return nil, err
	}
	if x.Reach == reachLedger {
		return nil, refuse("这是依申请公开台账，不能与合计核对；请选择公布的年度报告")
	}
	if x.Name = called; name != "" && x.strangeBody(r.body) {
		x.Findings = append(x.Findings, ruleBeside.Finding("", called, x.report.Agency, name))
	}
	return x, nil
}

// text is what stands against an upload, in a line.
func (e *unreadable) text() string {
	text := e.why
	for i, f := range e.faults {
		const most = 3
		if i == most {
			return text + "；等"
		}
		text += "；" + f.Place + " " + f.Message()
	}
	return text
}

// comparison returns the report that the sums are compared with, and what it is: that which
// is uploaded, or else the jurisdiction's own in the list; nil where there is none.
func (s *server) comparison(a *ask, x *addition, beside *reading) (r *report.Report, name string, err error) {
	if beside != nil {
		return beside.report, "上传的“" + beside.Name + "”", nil
	}
	if r, err = s.ownReport(a.Context(), x); err != nil || r == nil {
		return nil, "", err
	}
	state := x.whole.State
	if x.whole.Published > 0 {
		state = Published
	}
	return r, fmt.Sprintf("“%s”的报告（%s）", x.whole.Agency.Agency, state), nil
}

// traced adds up what is asked for, with what a trace has besides.
func (s *server) traced(a *ask) (x *addition, o report.TraceOptions, done func(), err error) {
	q, err := s.addQuery(a, a.URL.Query(), addedStates)
	if err != nil {
		return nil, o, nil, err
	}
	beside, done, err := s.beside(a, q)
	if err != nil {
		return nil, o, nil, err
	}
	if x, err = s.add(a.Context(), q, nil); err == nil {
		switch {
		case beside != nil:
			o.Published = beside.report
			x.Findings = append(x.Findings, beside.Findings...)
		case x.whole != nil && x.whole.Published > 0:
			o.Published, err = s.published(a.Context(), x.whole.Filing)
		}
	}
	if err != nil {
		done()
		return nil, o, nil, err
	}
	if o.Published != nil {
		x.Findings = append(x.Findings, x.Jurisdiction.Compare(o.Published)...)
	}
	return x, o, done, nil
}

// traceWorkbook sends what the sums were made of as a workbook.
func (s *server) traceWorkbook(a *ask) error {
	x, o, done, err := s.traced(a)
	if err != nil {
		return err
	}
	defer done()
	return workbook.WriteTrace(a.attachment(x.name("汇总底稿")+".xlsx", workbook.MediaType), x.Jurisdiction, o)
}

// traceJSON sends the same as JSON.
func (s *server) traceJSON(a *ask) error {
	x, o, done, err := s.traced(a)
	if err != nil {
		return err
	}
	defer done()
	return x.WriteTrace(a.attachment(x.name("汇总底稿")+".json", render.JSON.MediaType()), o)
}

// sumsJSON sends the report that has the sums, without text.
func (s *server) sumsJSON(a *ask) error {
	q, err := s.addQuery(a, a.URL.Query(), addedStates)
	if err != nil {
		return err
	}
	x, err := s.add(a.Context(), q, nil)
	if err != nil {
		return err
	}
	return s.download(a, x.name("汇总")+".json", render.JSON.MediaType(), func(w io.Writer) error { return render.Write(w, render.JSON, x.Report) })
}
