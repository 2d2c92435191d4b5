package render_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const outsideProgram = `package main

import (
	"os"

	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/report"
)

func main() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: &report.Tables2021{}}
	d, err := r.Document()
	if err == nil {
		err = docx.Write(os.Stdout, d)
	}
	if err != nil {
		panic(err)
	}
}
`

// A program outside the module builds with the public API, and one that writes
// DOCX alone links neither layout nor fonts.
func TestOutsideProgram(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.go": outsideProgram,
		"go.sum":  string(sums),
		"go.mod": "module outside.example/program\n\ngo 1.26.0\n\n" +
			"require github.com/nianbao/nianbao v0.0.0\n\nreplace github.com/nianbao/nianbao => " + root + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		// What this module needs is there by now; nothing else may be asked for.
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, stderr.String())
		}
		return string(out)
	}
	run("go", "build", "-o", "program", ".")
	if out := run(filepath.Join(dir, "program")); !strings.HasPrefix(out, "PK") {
		t.Errorf("the program wrote no DOCX: %.20q", out)
	}
	for _, dep := range strings.Fields(run("go", "list", "-deps", ".")) {
		switch strings.TrimPrefix(dep, "github.com/nianbao/nianbao/") {
		case "fonts", "render", "render/layout", "render/pdf":
			t.Errorf("the program links %s", dep)
		}
	}
}
