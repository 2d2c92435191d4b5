package report_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/internal/linear"
)

// sentences are the texts of the cases of violations.
func sentences(t testing.TB) (all []string) {
	files, err := filepath.Glob("testdata/violations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases:", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			key, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if places[key] != "" && text != "" {
				all = append(all, text)
			}
		}
	}
	return all
}

// saying returns a report, and last year's, that have the text wherever rules read it, and
// the pointers of those places.
func saying(text string) (r, last *report.Report, pointers map[string]bool) {
	r, last = sound(2023), sound(2022)
	r.Preamble = []string{text}
	r.Overview.Paragraphs = []string{text}
	r.Overview.Subsections[1].Paragraphs = []string{text}
	r.Problems.Paragraphs = []string{text}
	r.Other.Paragraphs = []string{text}
	return r, last, map[string]bool{"/preamble/0": true, "/overview/paragraphs/0": true,
		"/overview/subsections/1/paragraphs/0": true, "/problems/paragraphs/0": true, "/other/paragraphs/0": true}
}

// Whatever a report says, rules quote what stands there.
func FuzzCheck(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add(s)
	}
	f.Fuzz(quotes)
}

// quotes wants of every finding in a text that what it quotes stands there.
func quotes(t *testing.T, text string) {
	r, last, pointers := saying(text)
	for _, x := range r.CheckAgainst(last) {
		if pointers[x.Path] && !strings.Contains(text, x.Quote) {
			t.Errorf("%s quotes %q, which does not stand in %q", x.Code, x.Quote, text)
		}
	}
}

// The same of the words of the cases in any order, with counts of every kind among them:
// what they say together nobody has thought of.
func FuzzWords(f *testing.F) {
	joins := []string{"，", "、", "（", "）", "其中", "共", "上年", "约100件", "53件", "2件", "0件", "3条", "20%", "99999999999999999999件"}
	word := regexp.MustCompile(`\d+\pL?|[^\d\pP]+|\pP`)
	var words []string
	seen := map[string]bool{}
	for _, s := range sentences(f) {
		for _, w := range word.FindAllString(s, -1) {
			if !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		picks := make([]byte, 2+random.IntN(100))
		for i := range picks {
			picks[i] = byte(random.Uint32())
		}
		f.Add(picks)
	}
	f.Fuzz(func(t *testing.T, picks []byte) {
		var text strings.Builder
		for ; len(picks) > 1 && text.Len() < 1000; picks = picks[2:] {
			n := int(picks[0])<<8 | int(picks[1])
			text.WriteString(words[n%len(words)])
			text.WriteString(joins[n%len(joins)])
		}
		quotes(t, text.String())
	})
}

// Long paragraphs are checked in a time that grows with their length alone.
func TestCheckIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	units := append([]string{
		"收到1件，", "其中1条、", "1", "一", "（", "《", "“", "2023年", "2023年1月1日至", "国办公开办函", "http:", "0599-", "一是", "同比增加",
		"占1%、", "结转", "1.", "、", "百", "a@", "XX", "问题", "收到申请1件其中1件，", "\xff",
		"新收申请1件，上年结转1件。",
	}, strings.Join(sentences(t), ""))
	for _, unit := range units {
		linear.Check(t, unit, 1<<16, func(text string) {
			r, last, _ := saying(text)
			r.CheckAgainst(last)
		})
	}
	linear.Check(t, "上年结转1件，", 1<<17, func(text string) { // of one sentence
		r, last, _ := saying("新收申请25件，" + text)
		r.CheckAgainst(last)
	})
}
