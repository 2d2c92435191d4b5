package intake

import (
	"regexp"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestRules holds that each rule says something of what was
// found, in both languages.
func TestRules(t *testing.T) {
	placeholder := regexp.MustCompile(`\{\w+\}`)
	for _, r := range Rules() {
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
}
