package render_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

func TestSafeName(t *testing.T) {
	for title, want := range map[string]string{
		"某局2023年报告":           "某局2023年报告",
		`a/b\c:d*e?f"g<h>i|j`: "a_b_c_d_e_f_g_h_i_j",
		" ..x.. ":             "x",
		"\x00\n":              "report",
		"../../etc":           "_.._etc",
		strings.Repeat("政", 300) + "2023年报告": strings.Repeat("政", 39) + "…" + strings.Repeat("政", 22) + "2023年报告",
		"CON": "_CON", "com1.x": "_com1.x", "CONTRACT": "CONTRACT", "com": "com",
		"Prn": "_Prn", "AUX": "_AUX", "nul.": "_nul", "COM0": "_COM0", "lpt¹": "_lpt¹", "COM³.a": "_COM³.a", "LPT²": "_LPT²",
		"CONIN$": "_CONIN$", "conout$.x": "_conout$.x", "aux .x": "_aux .x", "nul . ": "_nul", "COM10": "COM10",
		"某\u202E局\u200B":            "某局",
		strings.Repeat("\u0007", 3): "report",
	} {
		if got := render.SafeName(title); got != want {
			t.Errorf("render.SafeName(%.30q) = %q, want %q", title, got, want)
		}
	}
}

// A long name is cut at characters, and is none of a device afterwards either.
func TestSafeNameLong(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("𠮷", 90), strings.Repeat("a𠮷政", 60), "con" + strings.Repeat(" ", 300) + ".x",
		"con." + strings.Repeat("x", 196), strings.Repeat("\xff", 300),
	} {
		name := render.SafeName(text)
		if len(name) > 200 || !utf8.ValidString(name) || strings.HasPrefix(strings.ToLower(name), "con") {
			t.Errorf("%d bytes: %q", len(name), name)
		}
		if again := render.SafeName(name); again != name {
			t.Errorf("%q becomes %q", name, again)
		}
	}
}

func TestFileName(t *testing.T) {
	r := &report.Report{Agency: "云栖市交通运输局", Year: 2024}
	if got, want := render.FileName(r), "云栖市交通运输局2024年政府信息公开工作年度报告"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	r.Title, r.Revision.Number = "云栖市交通运输局/港航处\n2024年报告", 2
	if got, want := render.FileName(r), "云栖市交通运输局_港航处2024年报告（更正2）"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNameKey(t *testing.T) {
	for _, x := range []struct {
		a, b string
		same bool
	}{
		{"A区某局.DOCX", "a区某局.docx", true}, {"caf\u00E9局", "cafe\u0301局", true}, {"Ǆ", "ǆ", true},
		{"某局", "某局 ", false}, {"某局（1）", "某局(1)", false},
	} {
		if same := render.NameKey(x.a) == render.NameKey(x.b); same != x.same {
			t.Errorf("%q and %q: %v", x.a, x.b, same)
		}
	}
}
