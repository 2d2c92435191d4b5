package render_test

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

func TestCheck(t *testing.T) {
	own := fonts.Default()
	own.Families[doc.FangSong] = own.Families[doc.KaiTi]
	noHei := fonts.Default()
	noHei.Families[doc.HeiTi] = fonts.Family{}
	const embedded = "Noto Serif SC"
	standIn := report.Finding{Code: "L-a", Place: "仿宋", Got: embedded, Want: "仿宋"}
	rare := example(t)
	rare.Agency = "𠮷𠮷县"
	for _, test := range []struct {
		name   string
		format render.Format
		faces  *fonts.Set
		report *report.Report
		want   []report.Finding
	}{
		{"the embedded faces have no 仿宋", render.PDF, nil, example(t), []report.Finding{standIn}},
		{"the agency's own 仿宋", render.PDF, own, example(t), nil},
		{"no 黑体 either", render.PDF, noHei, example(t), []report.Finding{standIn, {Code: "L-a", Place: "黑体", Got: embedded, Want: "黑体"}}},
		{"the same in an OFD", render.OFD, nil, rare, []report.Finding{standIn,
			{Code: "L-b", Place: "小标宋", Got: "𠮷", Want: "Nianbao Kai"}}},
		{"DOCX embeds nothing", render.DOCX, nil, example(t), nil},
		{"a character that 宋体 lacks", render.PDF, nil, rare, []report.Finding{standIn,
			{Code: "L-b", Place: "小标宋", Got: "𠮷", Want: "Nianbao Kai"}}},
	} {
		got, err := render.Options{Fonts: test.faces}.Check(test.format, test.report)
		same := func(a, b report.Finding) bool {
			return a.Code == b.Code && a.Place == b.Place && a.Got == b.Got && a.Want == b.Want
		}
		if err != nil || !slices.EqualFunc(got, test.want, same) {
			t.Errorf("%s: %+v, %v, want %+v", test.name, got, err, test.want)
		}
		for _, f := range got {
			if f.Severity != report.Info || f.Message() == "" || f.English() == "" {
				t.Errorf("%s: %+v", test.name, f)
			}
		}
	}
	if _, err := (render.Options{}).Check(render.PDF, &report.Report{}); err == nil {
		t.Error("no error for a report without tables")
	}
}
