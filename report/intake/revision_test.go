package intake

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// A note on a revision is read as one wherever it stands below the text, in the lines and
// with the characters that files have it in; what is no such note stays what it was.
func TestReadNote(t *testing.T) {
	second := report.Revision{Number: 2, Reason: "表三（七）漏计2件，总计随之改动", Date: report.Date{Year: 2024, Month: 3, Day: 5}}
	for _, tt := range []struct {
		name, end string // of the text
		want      report.Revision
		told      string // codes
	}{
		{"none", "", report.Revision{}, ""},
		{"below the signature", second.Note(), second, ""},
		{"the shortest", "（更正说明：本报告经第一次更正。）", report.Revision{Number: 1}, ""},
		{"in several lines", "（更正说明：本报告经第二次更正，于2024年3月\n5日重新公布。更正原因：表三（七）\n漏计2件，总计随之改动。）", second, "I-x"},
		{"of half width", "(更正说明:本报告经第二次更正,于 2024年3月5日 重新公布。更正原因: 表三(七)漏计2件,总计随之改动。)", second, "I-u I-v"},
		{"with a page's foot behind", second.Note() + "\n扫一扫在手机打开当前页", second, "I-bf"},
		{"of other words", "（更正说明：本报告有两处更正。）", report.Revision{}, "I-bf"},
		{"cut", strings.TrimSuffix(second.Note(), "。）"), report.Revision{}, "I-bf"},
	} {
		text := plain(t) + "\n青石县水利局\n2024年1月15日\n" + tt.end + "\n"
		r, findings, err := Read([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if told := strings.Join(codes(findings), " "); r.Revision != tt.want || told != tt.told {
			t.Errorf("%s: %+v, told %s, want %+v, %s", tt.name, r.Revision, told, tt.want, tt.told)
		}
		if n := len(r.Other.Paragraphs); n != 1 || r.Date == (report.Date{}) || r.Issuer == "" {
			t.Errorf("%s: %d paragraphs in section six, signed %s %v", tt.name, n, r.Issuer, r.Date)
		}
	}
	// Where nobody has signed it, it is no paragraph of section six.
	r, findings, err := Read([]byte(plain(t) + second.Note()))
	if err != nil || r.Revision != second || len(r.Other.Paragraphs) != 1 || r.Issuer != "" || len(findings) > 0 {
		t.Errorf("without a signature: %+v, %v, %v", r, findings, err)
	}
	_, _, err = Read([]byte(plain(t) + "（更正说明：本报告经第一次更正，于2024年2月30日重新公布。）"))
	if codeOf(err) != "R-f" {
		t.Errorf("a day that there is not: %v", err)
	}
}

// A note that was typed into a file that carries data is taken into them.
func TestNoteTyped(t *testing.T) {
	r := exampleReport(report.Edition2021, 2023)
	typed := madeFrom(t, r, true)
	r.Revision = report.Revision{}
	s := madeFrom(t, r, true)
	s.Blocks = typed.Blocks
	var n notes
	got, err := Options{}.readSource(s, &n)
	if err != nil || got.Revision.Number != 1 || got.Index.Number != r.Index.Number {
		t.Errorf("%+v, %v", got, err)
	}
	if told := toldOf(n.Findings, err); !strings.HasPrefix(told, "I-dn /revision （更正说明：本报告经第一次更正") || len(n.Findings) != 1 {
		t.Errorf("told %s", told)
	}
}
