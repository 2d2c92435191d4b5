//go:build conformance

package docxlint_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/sample"
)

// validate runs the Open XML SDK over files, several at once, and returns what it
// finds in each. NIANBAO_OOXML_VALIDATOR is the path of its command line, unless
// that is in PATH as ooxml-validator.
func validate(t *testing.T, officeVersion string, files [][]byte) []string {
	t.Helper()
	validator := os.Getenv("NIANBAO_OOXML_VALIDATOR")
	if validator == "" {
		validator = "ooxml-validator"
	}
	dir := t.TempDir()
	found := make([]string, len(files))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		wg.Go(func() {
			for i := range next {
				path := filepath.Join(dir, strconv.Itoa(i)+".docx")
				if err := os.WriteFile(path, files[i], 0o666); err != nil {
					t.Error(err)
				}
				// Its exit status is that of the verdict, too.
				out, err := exec.Command(validator, path, "--officeVersion", officeVersion).Output()
				var verdict struct {
					OK     *bool
					Errors []struct{ Description, ErrorType string }
				}
				if e := json.Unmarshal(out, &verdict); e != nil || verdict.OK == nil {
					t.Errorf("%s: %v, %v\n%s", validator, err, e, out)
					continue
				}
				for _, e := range verdict.Errors {
					found[i] += e.ErrorType + ": " + e.Description + "\n"
				}
				if *verdict.OK != (found[i] == "") {
					t.Errorf("%s\n%s", validator, out)
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	return found
}

// The validator finds nothing in the good package, and of the faults those that
// are marked: no fault is left to nobody.
func TestFaultsConformance(t *testing.T) {
	files := [][]byte{good(t).pack()}
	for i := range faults {
		files = append(files, faults[i].file(t))
	}
	found := validate(t, "Office2010", files)
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
	var files [][]byte
	for i := range 220 {
		var b bytes.Buffer
		o := render.Options{EmbedFonts: i%20 == 0}
		if err := o.Write(&b, render.DOCX, sample.Varied(i)); err != nil {
			t.Fatal(err)
		}
		files = append(files, b.Bytes())
	}
	for version, files := range map[string][][]byte{"Office2010": files, "Microsoft365": files[:22]} {
		for i, found := range validate(t, version, files) {
			if found != "" {
				t.Errorf("%s, report %d: %s", version, i, found)
			}
		}
	}
}
