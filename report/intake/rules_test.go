package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestRules holds how grave each rule is, and that it says something of what was
// found, in both languages.
func TestRules(t *testing.T) {
	grave := map[report.Severity]string{
		report.Error:   "I-a I-b I-d I-e I-f I-g I-h I-i I-j I-k I-l I-ae I-af I-ao",
		report.Warning: "I-m I-n I-o I-p I-q I-r I-s I-ag I-ah I-ak I-am I-ap",
		report.Info:    "I-t I-u I-v I-w I-x I-y I-z I-aa I-ab I-ac I-ad I-ai I-aj I-al I-an",
	}
	got := map[report.Severity]string{}
	placeholder := regexp.MustCompile(`\{\w+\}`)
	for _, r := range Rules() {
		got[r.Severity] = strings.TrimSpace(got[r.Severity] + " " + r.Code)
		zh, en := placeholder.FindAllString(r.Chinese, -1), placeholder.FindAllString(r.English, -1)
		slices.Sort(zh)
		slices.Sort(en)
		if !slices.Equal(zh, en) || r.Source == "" {
			t.Errorf("%s: %q, %q", r.Code, r.Chinese, r.English)
		}
		if slices.ContainsFunc(report.Rules(), func(x report.Rule) bool { return x.Code == r.Code }) {
			t.Errorf("%s is a rule of package report too", r.Code)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(grave) {
		t.Errorf("severities %v\nwant %v", got, grave)
	}
}
