//go:build conformance

package docxlint

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
)

// Validate runs the Open XML SDK over files, several at once, and returns what it
// finds in each. NIANBAO_OOXML_VALIDATOR is the path of its command line, unless
// that is in PATH as ooxml-validator.
func Validate(t testing.TB, officeVersion string, files [][]byte) []string {
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
