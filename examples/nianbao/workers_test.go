package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// tableOf is a table of many bodies, which have the figures of the example.
func tableOf(t *testing.T, agencies ...string) string {
	t.Helper()
	r, _, err := report.Decode([]byte(load(t, "yunqi-2023.json")))
	if err != nil {
		t.Fatal(err)
	}
	columns := intake.Columns(r.Tables.Edition())
	cells := map[string]string{"year": "2023", "preamble": strings.Join(r.Preamble, "\n"), "problems/paragraphs": "存在的问题：公开的内容不够全面。改进措施：补全目录。"}
	for c := range report.Cells(r.Tables) {
		cells[c.Path] = c.String()
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	var row []string
	for _, c := range columns {
		row = append(row, c.Path)
	}
	w.Write(row)
	for _, agency := range agencies {
		for i, c := range columns {
			if row[i] = cells[c.Path]; c.Path == "agency" {
				row[i] = agency
			}
		}
		w.Write(row)
	}
	w.Flush()
	return b.String()
}

// numbered are so many names.
func numbered(format string, n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf(format, i))
	}
	return list
}

// What is told and what is written is the same, and in the order of the inputs, however
// many workers there are; what cannot be used stops nothing.
func TestWorkers(t *testing.T) {
	in := t.TempDir()
	example := load(t, "yunqi-2023.json")
	for i := range 12 {
		save(t, in, fmt.Sprintf("a%02d.json", i), strings.ReplaceAll(example, "云栖市人民政府", fmt.Sprintf("云栖市第%d局", i)))
	}
	save(t, in, "a05.json", strings.Replace(example, `"naturalPersons": 3402`, `"naturalPersons": 3403`, 1))
	save(t, in, "a06.json", "{")
	save(t, in, "a07.bin", "\x89PNG\r\n\x1a\n\x00")
	save(t, in, "b.txt", load(t, "qingping-2024.txt"))
	table := tableOf(t, numbered("青石县第%d局", 40)...)
	table = strings.Replace(table, "青石县第7局,2023", "青石县第7局,二十", 1) // which is no year
	table = strings.Replace(table, "青石县第9局", "青石县第8局", 1)         // which there is already
	save(t, in, "c.csv", table)
	save(t, in, "d.json", strings.ReplaceAll(example, "云栖市人民政府", "青石县第3局")) // as in the table
	save(t, in, "e.csv", tableOf(t, numbered("青石县第%d镇", 5)...))
	for _, args := range [][]string{{"check", in}, {"check", "-json", in}, {"build", in, "-to", "docx,json"}} {
		var want string
		var files []string
		for _, workers := range []string{"1", "2", "9", "0"} {
			args := append(args, "-workers", workers)
			dir := t.TempDir()
			if args[0] == "build" {
				args = append(args, "-o", dir)
			}
			status, stdout, stderr := nianbao(args...)
			got := strings.ReplaceAll(fmt.Sprint(status, stdout, stderr), dir, "DIR")
			var made []string
			for _, name := range names(dir) {
				made = append(made, name+" "+load(t, filepath.Join(dir, name)))
			}
			if want == "" {
				want, files = got, made
			}
			if got != want || !slices.Equal(made, files) {
				i := 0
				for i < min(len(got), len(want)) && got[i] == want[i] {
					i++
				}
				t.Errorf("%q: %d files, without %d, from byte %d: %.500q, without %.500q", args, len(made), len(files), i, got[i:], want[i:])
			}
			if args[0] == "build" && len(made) != 2*(10+1+38+5) {
				t.Errorf("%q: %d files", args, len(made))
			}
		}
		at := 0
		for _, sign := range []string{"a05.json", "a06.json", "b.txt", "c.csv", "d.json", "a07.bin"} {
			i := strings.Index(want[at:], sign)
			if i < 0 && !(sign == "d.json" && args[0] == "check" && len(args) == 2) && !(sign == "a07.bin" && len(args) == 3) {
				t.Errorf("%q: nothing on %s, or not in order", args, sign)
			}
			at += max(i, 0)
		}
	}
}

// A fault of this program in one report leaves the others alone.
func TestDefect(t *testing.T) {
	in := t.TempDir()
	save(t, in, "a.json", load(t, "yunqi-2023.json"))
	save(t, in, "b.csv", tableOf(t, "某局", "坏局", "糟局", "青石县某局"))
	var stderr bytes.Buffer
	c := &call{stderr: &stderr, workers: 3, ctx: context.Background(), args: []string{in}}
	all, _ := c.files(c.args, c.failed)
	var used []string
	status := c.each(all, func(in input, r *report.Report, _ []report.Finding) func() int {
		if r.Agency == "坏局" {
			panic("of the work")
		}
		return func() int {
			if r.Agency == "糟局" {
				panic("of the telling")
			}
			used = append(used, r.Agency)
			return exitDone
		}
	}, c.failed)
	if want := []string{"云栖市人民政府", "某局", "青石县某局"}; status != exitUnusable || !slices.Equal(used, want) {
		t.Errorf("status %d, %q", status, used)
	}
	lines := strings.Split(strings.TrimSuffix(stderr.String(), "\n"), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "b.csv（坏局）：程序出错") || !strings.Contains(lines[0], "TestDefect") || !strings.Contains(lines[0], "of the work") || !strings.Contains(lines[1], "of the telling") {
		t.Errorf("%q", lines)
	}
}

// An interruption does not wait for an input that does not come.
func TestInterruptedReading(t *testing.T) {
	in, _ := io.Pipe()
	var stderr bytes.Buffer
	c := &call{stdin: in, stderr: &stderr, workers: 2}
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	c.ctx = ctx
	status := c.each([]input{{path: standardInput, named: true}}, nil, c.failed)
	if status != exitInterrupted || !strings.Contains(stderr.String(), "已中断") {
		t.Errorf("status %d, %q", status, stderr.String())
	}
}

// There is a bound on how far the workers run ahead.
func TestAhead(t *testing.T) {
	begun := make(chan int, 1000)
	n := 0
	for x := range inOrder(t.Context(), newSlots(2), func(yield func(func() int) bool) {
		for i := range 1000 {
			if !yield(func() int { begun <- i; return i }) {
				return
			}
		}
	}) {
		if x != n || len(begun) > n+2+2+2*aheadOf {
			t.Fatalf("%d is %d, %d are begun", n, x, len(begun))
		}
		n++
	}
	if n != 1000 {
		t.Errorf("%d results", n)
	}
}
