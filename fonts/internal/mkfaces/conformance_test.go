//go:build conformance

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The committed faces are what the source fonts give. The environment variable
// NIANBAO_FONT_SOURCES names a folder that holds the source fonts, anywhere
// below it.
func TestFacesAreReproduced(t *testing.T) {
	in := os.Getenv("NIANBAO_FONT_SOURCES")
	if in == "" {
		t.Fatal("NIANBAO_FONT_SOURCES is not set")
	}
	out := t.TempDir()
	if err := run(in, out); err != nil {
		t.Fatal(err)
	}
	if err := writeTrueType(out, out); err != nil {
		t.Fatal(err)
	}
	for _, f := range faces {
		want, err := os.ReadFile(filepath.Join(out, f.file))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "..", "faces", f.file))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s gives", f.file, f.source)
		}
		path, err := find(in, f.source)
		if err != nil {
			t.Fatal(err)
		}
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		font, err := f.build(source)
		if err != nil {
			t.Fatal(err)
		}
		again, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(f.file, ".face")+".ttf"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again, font) {
			t.Errorf("%s does not hold the font that it was made of", f.file)
		}
	}
}
