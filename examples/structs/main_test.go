package main

import (
	"os"
	"strings"
	"testing"
)

// The program runs and writes both files.
func TestMainProgram(t *testing.T) {
	t.Chdir(t.TempDir())
	main()
	for name, head := range map[string]string{"report.docx": "PK\x03\x04", "report.pdf": "%PDF-"} {
		b, err := os.ReadFile(name)
		if err != nil || !strings.HasPrefix(string(b), head) {
			t.Errorf("%s: %v, %.10q", name, err, b)
		}
	}
}
