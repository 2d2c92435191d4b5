//go:build conformance

package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// tool runs a program, which must be there, succeed, and warn of nothing.
func tool(t *testing.T, program string, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := exec.Command(program, args...)
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s%s", program, args, err, stdout.Bytes(), stderr.Bytes())
	}
	// Some builds of mutool say of themselves that they know no colour profiles.
	said := strings.ReplaceAll(stderr.String(), "warning: ICC support is not available\n", "")
	for _, word := range []string{"warning", "error"} {
		if strings.Contains(strings.ToLower(said), word) {
			t.Errorf("%s: %s", program, said)
		}
	}
	return stdout.String()
}

// samples are layouts with all that a reader may stumble over.
func samples(t *testing.T) map[string]*setter {
	shared := newSetter(t)
	shared.page()
	shared.text(80, 100, look{size: 16, origin: block(0)}, "甲—乙—丙—丁 戊")
	g := shared.Pages[0].Texts[0].Glyphs
	g[3].Rune, g[5].Rune = '\u2015', '\U00020BB7'
	cff := debian(t, newSetter(t))
	specimen(cff)
	cff.text(80, 400, look{size: 16, origin: block(0)}, "甲—乙—丙—丁 戊")
	last := cff.Pages[0].Texts[len(cff.Pages[0].Texts)-1].Glyphs
	last[3].Rune, last[5].Rune = '\u2015', '\U00020BB7'
	return map[string]*setter{"cff": cff, "all": sample(t), "typeset": typeset(t), "shared": shared, "report": report(t)}
}

func TestReaders(t *testing.T) {
	for what, s := range samples(t) {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sample.pdf")
			if err := os.WriteFile(path, s.write(), 0o666); err != nil {
				t.Fatal(err)
			}
			tool(t, "qpdf", "--check", path)
			cut := filepath.Join(t.TempDir(), "cut.pdf")
			if b := s.write(); os.WriteFile(cut, b[:len(b)/2], 0o666) != nil || exec.Command("qpdf", "--check", cut).Run() == nil {
				t.Error("qpdf finds half a file sound")
			}
			tool(t, "mutool", "draw", "-q", "-r", "36", "-o", filepath.Join(t.TempDir(), "%d.png"), path)
			tool(t, "pdftoppm", "-r", "36", path, filepath.Join(t.TempDir(), "page"))

			var want []rune
			for _, p := range s.Pages {
				for _, x := range p.Texts {
					for _, g := range x.Glyphs {
						if !unicode.IsSpace(g.Rune) {
							want = append(want, g.Rune)
						}
					}
				}
			}
			for _, extract := range [][]string{
				{"pdftotext", "-raw", "-enc", "UTF-8", path, "-"},
				{"mutool", "draw", "-q", "-F", "txt", path},
			} {
				got := strings.Map(func(r rune) rune {
					if unicode.IsSpace(r) {
						return -1
					}
					return r
				}, tool(t, extract[0], extract[1:]...))
				if got != string(want) {
					t.Errorf("%s gives back\n%s\nwant\n%s", extract[0], got, string(want))
				}
			}

			lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:]
			if len(lines) != len(s.faces()) {
				t.Errorf("%d fonts of %d faces", len(lines), len(s.faces()))
			}
			for _, line := range lines {
				got := strings.Join(strings.Fields(line), " ")
				if !strings.Contains(got, "CID TrueType Identity-H yes yes yes") &&
					!(what == "cff" && strings.Contains(got, "-Identity-H CID Type 0C Identity-H yes yes yes")) {
					t.Errorf("pdffonts: %s", line)
				}
			}
		})
	}
}

func (s *setter) faces() map[any]bool {
	m := map[any]bool{}
	for _, p := range s.Pages {
		for _, t := range p.Texts {
			m[t.Face] = true
		}
	}
	return m
}

func TestReadersShowOutline(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(path, sample(t).write(), 0o666); err != nil {
		t.Fatal(err)
	}
	var got []string
	lines := strings.Split(strings.TrimSpace(tool(t, "mutool", "show", path, "outline")), "\n")
	for _, line := range lines {
		depth := strings.Count(line, "\t") - strings.Count(lines[0], "\t")
		got = append(got, strings.Repeat(" ", depth)+strings.Split(line, `"`)[1])
	}
	want := []string{"示例区人民政府2023年政府信息公开工作年度报告", " 一、总体情况", "  （一）主动公开情况。", " 二、其他需要报告的事项"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q, want %q", got, want)
	}
}
