package workbook

import (
	"os/exec"
	"strings"
	"testing"
)

// Nobody who reads, checks or draws reports links excelize: this package alone has it.
func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./report", "./report/doc/...", "./report/intake/...", "./fonts/...", "./render/...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if len(deps) < 100 {
		t.Errorf("%d packages", len(deps))
	}
	for _, dep := range deps {
		if strings.Contains(dep, "/xuri/") || strings.HasSuffix(dep, "report/workbook") {
			t.Errorf("%s is linked", dep)
		}
	}
}
