package main

import (
	"path/filepath"
	"strings"
)

// extension is that of a file, without the dot, in small letters.
func extension(path string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
}
