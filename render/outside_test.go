package render_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// program is a folder for a module of its own, outside this one.
type program struct{ dir string }

func newProgram(t *testing.T, source string) program {
	t.Helper()
	p := program{t.TempDir()}
	if err := os.WriteFile(filepath.Join(p.dir, "main.go"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p program) run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = p.dir
	// What this module needs is there by now; nothing else may be asked for.
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOPROXY=off", "GOSUMDB=off", "GOWORK=off")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, stderr.String())
	}
	return string(out)
}

// block returns the first block of code of a text that begins as is said.
func block(t *testing.T, text, language, begins string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "\n```"+language+"\n"+begins)
	code, _, closed := strings.Cut(rest, "\n```\n")
	if !ok || !closed {
		t.Fatalf("no block that begins %q", begins)
	}
	return begins + code + "\n"
}

// What the README has a program of one's own do is all that it takes.
func TestREADME(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"README.md": "PATH", "README.zh-CN.md": "克隆所在的路径"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			p := newProgram(t, block(t, string(text), "go", "package main\n"))
			steps := block(t, string(text), "", "go mod init ")
			if !strings.Contains(steps, path) {
				t.Fatalf("%q is not among the steps", path)
			}
			var out string
			for step := range strings.Lines(steps) {
				args := strings.Fields(step)
				for i := range args { // the root may have spaces
					args[i] = strings.ReplaceAll(args[i], path, root)
				}
				out = p.run(t, args[0], args[1:]...)
			}
			file, err := os.ReadFile(filepath.Join(p.dir, "report.docx"))
			if err != nil || !bytes.HasPrefix(file, []byte("PK")) {
				t.Errorf("%v, %.20q\n%s", err, file, out)
			}
		})
	}
}

// The README explains no code that no rule has.
func TestREADMECodes(t *testing.T) {
	text, err := os.ReadFile("../README.zh-CN.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, r := range slices.Concat(report.Rules(), intake.Rules(), render.Rules()) {
		known[r.Code] = true
	}
	codes := regexp.MustCompile(`\b[A-Z]\d?-[a-z]{1,2}\b`).FindAllString(string(text), -1)
	if len(codes) == 0 {
		t.Error("it explains none")
	}
	for _, code := range codes {
		if !known[code] {
			t.Errorf("no rule has the code %s", code)
		}
	}
}

const docxProgram = `package main

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

// A program that writes DOCX alone links neither layout nor fonts.
func TestDOCXAlone(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	p := newProgram(t, docxProgram)
	const module = "github.com/nianbao/nianbao"
	p.run(t, "go", "mod", "init", "outside.example/program")
	p.run(t, "go", "mod", "edit", "-require="+module+"@v0.0.0", "-replace="+module+"="+root)
	p.run(t, "go", "mod", "tidy")
	if out := p.run(t, "go", "run", "."); !strings.HasPrefix(out, "PK") {
		t.Errorf("the program wrote no DOCX: %.20q", out)
	}
	for _, dep := range strings.Fields(p.run(t, "go", "list", "-deps", ".")) {
		switch strings.TrimPrefix(dep, module+"/") {
		case "fonts", "render", "render/layout", "render/pdf", "render/ofd":
			t.Errorf("the program links %s", dep)
		}
	}
}
