//go:build linux

package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// What any input may cost the command.
const (
	mostCPU  = 2 * time.Second
	mostPeak = 64 << 20
)

// cost is what measure prints of a run.
type cost struct {
	Status       int
	CPU          time.Duration
	Peak, Length int
	Stderr       string
}

// hostile are inputs that are made to cost time or memory, by name. What is JSON is
// the example with other values at some of its pointers, and so on.
func hostile(t *testing.T) map[string]string {
	example, text := load(t, "yunqi-2023.json"), load(t, "qingping-2024.txt")
	all := map[string]string{}
	set := func(name string, change func(m map[string]any)) {
		var m map[string]any
		if err := json.Unmarshal([]byte(example), &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(m); err != nil {
			t.Fatal(err)
		}
		all[name] = b.String()
	}
	overview := func(m map[string]any) map[string]any { return m["overview"].(map[string]any) }
	paragraphs := func(name string, list ...string) {
		set("json: "+name, func(m map[string]any) { overview(m)["paragraphs"] = list })
	}
	repeat := func(s string, n int) string { return strings.Repeat(s, n) }
	many := func(s string, n int) []string {
		list := make([]string, n)
		for i := range list {
			list[i] = s
		}
		return list
	}

	// Line breaking.
	for name, s := range map[string]string{
		"closing marks": "，", "opening marks": "（", "both marks": "（）", "quotation marks": "“”", "dashes": "—", "ellipses": "…",
		"letters": "a", "digits": "1", "spaces": "a ", "ideographic spaces": "　", "a long address": "http://a/", "ordinary text": "政府信息公开，",
		"combining marks": "e\u0301", "joiners": "政\u200D", "rare characters": "𠮷", "line feeds": "政\n",
	} {
		paragraphs(name, repeat(s, 190_000/len([]rune(s))))
	}
	paragraphs("closing marks, 400,000", repeat("，", 400_000))
	paragraphs("an uncovered character at the end", repeat("政", 100_000)+"\U0002FFFD")
	paragraphs("uncovered characters", repeat("\U0002FFFD\u0E01\u0901", 50_000))
	paragraphs("every character", everyCharacter(t))
	paragraphs("bidirectional controls", repeat("\u202E政", 90_000))

	// Many of a kind.
	paragraphs("20,000 short paragraphs", many("政。", 20_000)...)
	paragraphs("500,000 short paragraphs", many("政。", 500_000)...)
	paragraphs("500,000 empty paragraphs", many("", 500_000)...)
	for name, n := range map[string]int{"10,000": 10_000, "200,000": 200_000, "1,000,000": 1_000_000} {
		section := `{"title":"x"}`
		subs := strings.Replace(example, `"subsections": [`, `"subsections": [`+repeat(section+",", n), 1)
		all["json: subsections, "+name] = subs
	}
	set("json: preamble", func(m map[string]any) { m["preamble"] = many(repeat("序", 100), 5_000) })
	set("json: notes", func(m map[string]any) {
		m["applications"] = map[string]any{"notes": many(repeat("注", 100), 5_000)}
	})
	all["json: every section full"] = strings.ReplaceAll(example, `"paragraphs": [`, `"paragraphs": [`+repeat(`"`+repeat("政", 1000)+`",`, 60))

	// Long values.
	for _, key := range []string{"agency", "title", "issuer", "date", "edition", "scope", "year"} {
		set("json: long "+key, func(m map[string]any) { m[key] = repeat("长", 150_000) })
	}
	set("json: longest title", func(m map[string]any) { m["title"] = repeat("长", 1_350_000) })
	set("json: long subsection title", func(m map[string]any) {
		overview(m)["subsections"] = []map[string]any{{"title": repeat("长", 150_000)}}
	})
	const cell = `"naturalPersons": 3402`
	for name, value := range map[string]string{
		"long number": repeat("9", 1<<20), "long fraction": "0." + repeat("0", 1<<20), "exponent": "1e999999999", "long string": `"` + repeat("9", 1<<20) + `"`,
		"deep array": repeat("[", 1<<20), "deep object": repeat(`{"a":`, 1<<20), "escapes": `"` + repeat(`\u4E00`, 1<<18) + `"`,
		"lone surrogates": `"` + repeat(`\ud800`, 1<<18) + `"`,
	} {
		all["json: "+name] = strings.Replace(example, cell, `"naturalPersons": `+value, 1)
	}
	for name, keys := range map[string]string{
		"unknown keys": `"k%d": 0,`, "duplicate keys": `"naturalPersons": %d,`, "long keys": `"` + repeat("k", 10_000) + `%d": 0,`,
	} {
		var b strings.Builder
		for i := 0; b.Len() < 4_100_000; i++ {
			fmt.Fprintf(&b, keys, i)
		}
		all["json: "+name] = strings.Replace(example, cell, b.String()+cell, 1)
	}
	all["json: white space"] = "{" + repeat(" \n", 2<<20-2) + "}"
	all["json: array"] = "[" + repeat("0,", 2<<20-2) + "0]"
	all["json: too large"] = strings.Replace(example, "{", "{"+repeat(" ", 5<<20), 1)
	all["json: cut"] = example[:len(example)-30]
	all["json: invalid UTF-8"] = strings.ReplaceAll(example, "政", "\xff\xfe")
	all["json: wrong totals"] = strings.ReplaceAll(example, `"total": `, `"total": 9`)

	// Text.
	all["text: a last line of digits"] = text + repeat("2024", 15_000)
	all["text: a last line of dates"] = text + repeat("2024年1月", 6_000)
	all["text: a last line of half dates"] = text + repeat("二〇二四年", 4_000)
	all["text: tabs"] = text + repeat(repeat("\t", 1000)+"\n", 4_000)
	all["text: pipes"] = text + repeat(repeat("|", 1000)+"\n", 4_000)
	all["text: wide spaces"] = text + repeat(repeat("1   ", 500)+"\n", 4_000)
	all["text: headings"] = text + repeat("一、总体情况\n", 19_000)
	all["text: subsections"] = text + repeat("（一）主动公开\n", 19_000)
	all["text: titles"] = repeat("某某局2023年政府信息公开工作年度报告\n", 19_000)
	all["text: tables"] = repeat(text, 200)
	all["text: rows"] = strings.Replace(text, "(七) 总计", repeat("(七) 总计\t4\t1\t0\t0\t0\t0\t5\n", 10_000)+"(七) 总计", 1)
	all["text: figures without a row"] = strings.Replace(text, "四、政府信息公开行政复议", "（七）总计\n"+repeat("1\n/\n", 9_800)+"四、政府信息公开行政复议", 1)
	all["text: heads of many bodies"] = "机关全称,报告年度" + repeat(","+repeat("表三收到和处理政府信息公开申请情况", 60)+"其他", 80) + "\n某某局,2023\n"
	all["text: lines"] = text + repeat("政\n", 1_300_000)
	all["text: empty lines"] = repeat("\n", 5<<20)
	all["text: a line"] = repeat("政", 5<<20/3)
	all["text: lines of 64 KB"] = text + repeat(repeat("政", 21_000)+"\n", 200)
	all["text: half-width punctuation"] = text + repeat(repeat("政,", 10_000)+"\n", 20)
	all["text: spaces between characters"] = text + repeat(repeat("政 府 ", 5_000)+"\n", 20)
	all["text: quotation marks"] = text + repeat(repeat(`"政`, 10_000)+"\n", 20)
	all["text: broken lines"] = text + repeat(repeat("政", 35)+"\n", 19_000)
	var differ strings.Builder
	for i := range 16_000 { // each line is the end of a sentence that the next goes on with
		fmt.Fprintf(&differ, "第%05d项工作按季核对各科室公开目录和更新指南\n", i)
	}
	short := regexp.MustCompile(`(?m)^([^\t\n]{20})[^\t\n]{10,}$`).ReplaceAllString(text, "$1") // no line is longer
	all["text: broken lines that differ"] = short + differ.String()
	all["text: table of contents"] = "目录\n" + repeat("一、总体情况……1\n", 19_000) + text
	all["text: CRLF"] = strings.ReplaceAll(text+repeat("\n", 1<<20), "\n", "\r\n")
	all["text: vertical tabs"] = strings.ReplaceAll(text, "\n", "\v")
	all["text: invisible characters"] = text + repeat("\u200B\uFEFF\u00AD", 1<<20)
	all["text: GB 18030 of four bytes"] = repeat("\x81\x30\x81\x30", 1<<20)
	all["text: nearly UTF-8"] = text + repeat("政\xff", 1<<20)
	utf := []byte("\xFF\xFE")
	for _, u := range utf16.Encode([]rune(text + repeat("政\n", 500_000))) {
		utf = binary.LittleEndian.AppendUint16(utf, u)
	}
	all["text: UTF-16"] = string(utf)

	// Neither.
	random := make([]byte, 5<<20)
	rand.NewChaCha8([32]byte{1}).Read(random)
	all["random bytes"] = string(random)
	all["zeros"] = repeat("\x00", 5<<20)
	all["a ZIP"] = "PK\x03\x04" + string(random[:1<<20])
	all["a PDF"] = "%PDF-1.7\n" + string(random[:1<<20])
	all["HTML"] = repeat("<table><tr><td>", 1<<20)
	all["RTF"] = `{\rtf1` + repeat(`{\b `, 1<<20)
	all["empty"] = ""
	return all
}

// everyCharacter is every Chinese character that the program's own faces have.
func everyCharacter(t *testing.T) string {
	var b strings.Builder
	faces := fonts.Default()
	for r := rune(0x3400); r < 0x30000; r++ {
		if _, ok := faces.Choose(doc.FangSong, false, r); ok && unicode.Is(unicode.Han, r) {
			b.WriteRune(r)
		}
	}
	if n := b.Len(); n < 24_000 {
		t.Fatalf("%d bytes of characters", n)
	}
	return b.String()
}

// The command takes any input within its limits of time and memory, and where it
// cannot use it writes nothing and says so in few words. The limits hold for the
// command as it is built, without the checks of the race detector, and are those of
// its own time on the processor.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	command, measure := goBuild(t, "."), goBuild(t, "./testdata/measure")
	inputs := hostile(t)
	maps.Copy(inputs, hostileFiles(t))
	if len(inputs) < 160 {
		t.Fatalf("%d inputs", len(inputs))
	}
	for name, text := range inputs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			input := save(t, dir, "input", text)
			once := func(args ...string) (c cost) {
				t.Helper()
				out, err := exec.Command(measure, append([]string{command}, args...)...).Output()
				if err == nil {
					err = json.Unmarshal(out, &c)
				}
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%q: %v, %d MB, status %d", args[2:], c.CPU.Round(time.Millisecond), c.Peak>>20, c.Status)
				return c
			}
			run := func(args ...string) cost {
				t.Helper()
				c := once(args...)
				// A busy machine keeps the garbage collector from its work now and then.
				for again := 0; again < 2 && (c.CPU > mostCPU || c.Peak > mostPeak); again++ {
					c = once(args...)
				}
				if c.CPU > mostCPU || c.Peak > mostPeak {
					t.Errorf("%q: %v, %d MB", args[2:], c.CPU.Round(time.Millisecond), c.Peak>>20)
				}
				if c.Status > exitUnusable || strings.Contains(c.Stderr, "goroutine ") {
					t.Errorf("%q: status %d, %s", args[2:], c.Status, c.Stderr)
				}
				if c.Length > 500_000 {
					t.Errorf("%q: tells %d bytes", args[2:], c.Length)
				}
				return c
			}
			if check := run("check", input); check.Status == exitUnusable && check.Length == 0 {
				t.Error("nothing is told")
			}
			out := filepath.Join(dir, "out")
			build := run("build", input, "-draft", "-to", "docx,pdf,ofd,html,json", "-embed", "-o", out)
			files := 5
			if build.Status == exitUnusable {
				files = 0
			}
			if wrote := names(out); len(wrote) != files {
				t.Errorf("status %d, wrote %q", build.Status, wrote)
			}
		})
	}
}
