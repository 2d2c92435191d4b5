// Package lint has what the lints of written files share: findings, and the ZIP
// archive and the XML parts that these files are made of.
package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Finding is one fault of a file.
type Finding struct {
	Code    string // names the rule
	Part    string // the part or ZIP entry; empty for the file as a whole
	Place   string // the element, by its path from the root; empty for the part as a whole
	Message string // what was found, and what was expected
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", f.Part, f.Place, f.Message, f.Code)
}

// Findings are the faults of a file in the order in which they were found.
type Findings []Finding

// enough findings show that a file is not one of this module's.
const enough = 1000

// Add adds a finding about a part, unless there are enough.
func (found *Findings) Add(code, part, place, format string, args ...any) {
	if len(*found) < enough {
		*found = append(*found, Finding{code, part, place, fmt.Sprintf(format, args...)})
	}
}

// At adds a finding about an element, unless there are enough.
func (found *Findings) At(code string, n *Node, format string, args ...any) {
	if len(*found) < enough {
		found.Add(code, n.Root().Part, n.Path(), format, args...)
	}
}

// Report reports findings as errors of the test; lint is the name of what found them.
func Report(t testing.TB, lint string, findings []Finding) {
	t.Helper()
	for i, f := range findings {
		if i == 20 {
			t.Error(lint + ": and more")
			break
		}
		t.Error(lint + ": " + f.String())
	}
}

// Expect reports findings that are not those that are wanted, each given as its code, part
// and place.
func Expect(t testing.TB, findings []Finding, want []string) {
	t.Helper()
	var got []string
	for _, f := range findings {
		t.Log(f)
		got = append(got, strings.TrimSpace(f.Code+" "+f.Part+" "+f.Place))
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
