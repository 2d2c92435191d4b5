package render_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// Errors that a user can mend say so.
var _ = []report.UserError{(*render.EmbedError)(nil), (*render.FormatError)(nil), (*fonts.Error)(nil), (*fonts.FileError)(nil)}

func TestRules(t *testing.T) {
	code := regexp.MustCompile(`^L-[a-z]$`)
	taken := report.Rules()
	for _, r := range render.Rules() {
		if !code.MatchString(r.Code) || slices.ContainsFunc(taken, func(other report.Rule) bool { return r.Code == other.Code }) {
			t.Errorf("code %q is there twice or ill-formed", r.Code)
		}
		taken = append(taken, r)
		// No file is other than it should be: a face is another.
		if r.Severity != report.Info || r.Source == "" || r.Check != nil {
			t.Errorf("%+v", r)
		}
	}
}
