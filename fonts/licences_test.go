package fonts_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
)

// Every licence that stands beside the faces is told.
func TestLicences(t *testing.T) {
	files, err := filepath.Glob("faces/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(fonts.Licences(), string(text)) {
			t.Errorf("%s is not told: %v", file, err)
		}
	}
}
