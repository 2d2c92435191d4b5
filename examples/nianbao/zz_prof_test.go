package main

import (
	"io"
	"os"
	"runtime/debug"
	"testing"
)

func TestZZ(t *testing.T) {
	if os.Getenv("ZZ") == "" {
		t.Skip()
	}
	debug.SetMemoryLimit(memory)
	run([]string{"build", os.Getenv("ZZ"), "-o", t.TempDir(), "-to", "docx,pdf"}, nil, io.Discard, io.Discard)
}
