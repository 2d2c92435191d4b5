//go:build conformance

package docxlint_test

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/sample"
)

// The validator finds nothing in the good package, and of the faults those that
// are marked: no fault is left to nobody.
func TestFaultsConformance(t *testing.T) {
	files := [][]byte{good(t).Pack()}
	for i := range faults {
		files = append(files, faults[i].file(t))
	}
	found := docxlint.Validate(t, "Office2010", files)
	if found[0] != "" {
		t.Errorf("in the good package: %s", found[0])
	}
	both, lint, validator := 0, 0, 0
	for i, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			if got := found[i+1] != ""; got != f.validator {
				t.Errorf("found by the validator: %t, want %t\n%s", got, f.validator, found[i+1])
			}
			switch {
			case f.want != nil && f.validator:
				both++
			case f.want != nil:
				lint++
			case f.validator:
				validator++
			default:
				t.Error("found by nobody")
			}
		})
	}
	t.Logf("%d faults: %d found by docxlint alone, %d by the validator alone, %d by both", len(faults), lint, validator, both)
}

// The validator finds nothing in reports of every kind, some of them with embedded
// fonts, and as Word of today sees them nothing in a part of them.
func TestVariedConformance(t *testing.T) {
	step := 1
	if testing.Short() {
		step = 5
	}
	var files [][]byte
	for i := 0; i < 220; i += step {
		var b bytes.Buffer
		o := render.Options{EmbedFonts: i%20 == 0}
		if err := o.Write(&b, render.DOCX, sample.Varied(i)); err != nil {
			t.Fatal(err)
		}
		files = append(files, b.Bytes())
	}
	for version, files := range map[string][][]byte{"Office2010": files, "Microsoft365": files[:len(files)/10]} {
		for i, found := range docxlint.Validate(t, version, files) {
			if found != "" {
				t.Errorf("%s, report %d: %s", version, i, found)
			}
		}
	}
}
