package report

import (
	"errors"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// spelling is a line of testdata/spellings.txt: a text and what it is as a figure of
// each kind.
type spelling struct {
	text string
	is   [3]string // by [Kind]: as printed; "blank"; "!" is none
}

func spellings(t *testing.T) (all []spelling) {
	t.Helper()
	data, err := os.ReadFile("testdata/spellings.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, `"`) {
			continue
		}
		quoted, err := strconv.QuotedPrefix(line)
		is := strings.Fields(line[len(quoted):])
		if err != nil || len(is) != 3 {
			t.Fatalf("%v: %s", err, line)
		}
		text, _ := strconv.Unquote(quoted)
		all = append(all, spelling{text, [3]string(is)})
	}
	if len(all) < 80 {
		t.Fatalf("only %d spellings", len(all))
	}
	return all
}

func TestSpellings(t *testing.T) {
	paths := [...]string{"/tables/disclosure/licenses/lastYear", "/tables/disclosure/licenses/change", "/tables/disclosure/procurement/amount"}
	for _, s := range spellings(t) {
		for kind, want := range s.is {
			c := cellAt(t, NewTables(Edition2019), paths[kind])
			if err := c.Set("7"); err != nil {
				t.Fatal(err)
			}
			before := c.String()
			err := c.Set(s.text)
			var input *InputError
			switch {
			case want == "!":
				code := [...]string{codeCount, codeChange, codeAmount}[kind]
				if !errors.As(err, &input) || input.Code != code || input.Where() != c.Place || c.String() != before || !strings.Contains(err.Error(), s.text) {
					t.Errorf("%q: %q and %v, want the error %s at %s", s.text, c, err, code, c.Place)
				}
			case want == "blank" && (err != nil || !c.Blank()), want != "blank" && (err != nil || c.String() != want):
				t.Errorf("%q as kind %d: %q, %v; want %s", s.text, kind, c, err, want)
			}
			again := cellAt(t, NewTables(Edition2019), paths[kind])
			if err := again.Set(c.String()); err != nil || again.String() != c.String() {
				t.Errorf("%q is printed %q, which reads as %q, %v", s.text, c, again, err)
			}
		}
		count, err := ParseCount(s.text)
		if want := s.is[KindCount]; (err != nil) != (want == "!") || err == nil && count.String() != strings.TrimPrefix(want, "blank") {
			t.Errorf("ParseCount(%q) is %q, %v", s.text, count, err)
		}
		amount, err := ParseAmount(s.text)
		if want := s.is[KindAmount]; (err != nil) != (want == "!") || err == nil && (amount.String() != strings.TrimPrefix(want, "blank") || MustAmount(s.text) != amount) {
			t.Errorf("ParseAmount(%q) is %q, %v", s.text, amount, err)
		}
	}
}

func TestMustAmount(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("MustAmount of what is no amount does not panic")
		}
	}()
	MustAmount("1e3")
}

// A figure with a remark behind it is refused with where the remark belongs.
func TestRemark(t *testing.T) {
	for _, text := range []string{"22（其中修订16件）", "22件 (含自然失效)"} {
		_, err := ParseCount(text)
		if err == nil || !strings.Contains(err.Error(), remarkBelow) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := ParseCount("（4）"); err == nil || strings.Contains(err.Error(), remarkBelow) {
		t.Errorf("（4）: %v", err)
	}
}

// Fold tells once what was read from other spellings.
func TestFoldSpellings(t *testing.T) {
	r := &Report{Tables: new(Tables2021)}
	at := Pos{Line: 3}
	told := func(got string) Finding { return newFinding(codeSpelling, "/x", "表二", got, "1").At(at) }
	other := newFinding("R-b", "", "", "1", "")
	one := r.Fold([]Finding{other, told("１")})
	if len(one) != 2 || !reflect.DeepEqual(one[1], told("１")) {
		t.Errorf("%+v", one)
	}
	got := r.Fold([]Finding{told("１"), other, told("1件"), told("一")})
	if len(got) != 2 || got[0].Message() != "“１”读作 1（另有 2 处）" || got[0].English() != "１ is read as 1 (and 2 more)" || got[0].Pos != at || !reflect.DeepEqual(got[1], other) {
		t.Errorf("%+v", got)
	}
}
