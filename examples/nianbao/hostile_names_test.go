package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render"
)

// The names of bodies in a table make names of files that are in the folder, on any
// system, and no two the same; whose would be is told, and the others are written.
func TestHostileNames(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "a", "out")
	agencies := []string{
		"../../x", `..\..\y`, "/etc/passwd", "C:某局", "CON", "con.", "NUL", "aux.某局", "COM1", "lpt¹",
		"某局...", "...", "某局?*<>|\"", strings.Repeat("长", 100), strings.Repeat("长", 99) + "短",
		"A区某局", "a区某局", "caf\u00E9局", "cafe\u0301局", "𠮷县某局", "某\u202E局", "某\u200B局", ".hidden", "~", "-o", "$(x)", "%TEMP%",
	}
	input := save(t, parent, "bodies.csv", tableOf(t, agencies...))
	status, stdout, stderr := nianbao("build", input, "-to", "docx", "-o", out, "-json", "-force")
	if status == exitDone || stderr != "" {
		t.Errorf("status %d, %q", status, stderr)
	}
	if lines := strings.Count(stdout, "\n"); lines != len(agencies) {
		t.Errorf("%d lines for %d bodies", lines, len(agencies))
	}
	err := filepath.WalkDir(parent, func(path string, d os.DirEntry, err error) error {
		if !d.IsDir() && filepath.Dir(path) != out && path != input {
			t.Errorf("%s is outside of the folder", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	device := regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)`)
	seen := map[string]bool{}
	for _, name := range names(out) {
		bad := func(r rune) bool { return strings.ContainsRune(`/\:*?"<>|`, r) || !unicode.IsGraphic(r) }
		if len(name) > 255 || !utf8.ValidString(name) || strings.ContainsFunc(name, bad) || strings.HasPrefix(name, ".") || device.MatchString(name) || seen[render.NameKey(name)] {
			t.Errorf("%q", name)
		}
		seen[render.NameKey(name)] = true
	}
	written, refused := strings.Count(stdout, `"written":["`), strings.Count(stdout, "重名")
	unusable := strings.Count(stdout, `"unusable"`)
	t.Logf("%d written, %d with the name of another, %d unusable", written, refused, unusable)
	if written != len(names(out)) || written+refused+unusable != len(agencies) || refused < 2 || written < 15 {
		t.Errorf("%d written, %d with the name of another, %d unusable: %s", written, refused, unusable, stdout)
	}
}
