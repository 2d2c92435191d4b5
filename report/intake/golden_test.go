package intake

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the expected outputs in testdata anew")

// TestGolden reads the input of each archive in testdata and compares what came
// of it.
func TestGolden(t *testing.T) {
	golden(t, "testdata/*.txtar", func(input string) string { return dump(Read([]byte(input))) })
}

// golden compares what comes of the input of each archive: a comment, "-- input --", the
// text, "-- want --", the dump.
func golden(t *testing.T, archives string, of func(input string) string) {
	t.Helper()
	files, err := filepath.Glob(archives)
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			comment, rest, ok := strings.Cut(string(data), "-- input --\n")
			input, want, ok2 := strings.Cut(rest, "-- want --\n")
			if !ok || !ok2 {
				t.Fatal("not an archive of input and want")
			}
			got := of(input)
			if *update {
				data := comment + "-- input --\n" + input + "-- want --\n" + got
				if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
