package sheet

import "testing"

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"59237.2449", "59237.2449"},
		{"59237.244899999998", "59237.2449"},
		{"0", "0"},
		{"-0", "0"},
		{"0.0", "0"},
		{"0E+5", "0"},
		{"1.0", "1"},
		{"+7", "7"},
		{"-20", "-20"},
		{" 12 ", "12"},
		{"1E-3", "0.001"},
		{"1.5e1", "15"},
		{".5", "0.5"},
		{"5.", "5"},
		{"0.30000000000000004", "0.3"},
		{"3.0000000000000004", "3"},
		{"2.9999999999999996", "3"},
		{"1E+15", "1000000000000000"},
		{"123456789012", "123456789012"},
		{"999999999999.5", "999999999999.5"},
		{"38.441094", "38.441094"},
		{"0.1", "0.1"},
		{"1808595.0000000001", "1808595"},
		{"12345678901234567890", "12345678901234600000"},

		{"", ""},
		{"1,234", ""},
		{"１２", ""},
		{"1 2", ""},
		{"0x10", ""},
		{"0x1p-2", ""},
		{"1_000", ""},
		{"Inf", ""},
		{"NaN", ""},
		{"1E+400", ""},
		{"1E-400", ""}, // which would be 0
		{"e5", ""},
		{"1e", ""},
		{".", ""},
		{"-", ""},
	} {
		v, ok := parseNumber(tt.in)
		got := ""
		if ok {
			got = decimal(v)
		}
		if got != tt.want {
			t.Errorf("%q is read as %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct {
		v     float64
		y1904 bool
		want  string
	}{
		{45306, false, "2024年1月15日"},
		{43844, true, "2024年1月15日"},
		{45306.5, false, "2024年1月15日 12:00:00"},
		{0.25, false, "06:00:00"},
		{1, false, "1900年1月1日"},
		{59, false, "1900年2月28日"},
		{60, false, "1900年2月29日"},
		{61, false, "1900年3月1日"},
		{0, true, "1904年1月1日"},
		{2958465, false, "9999年12月31日"},
		{2958466, false, "2958466"},
		{-1, false, "-1"},
		{1e300, false, "1" + zeros(300)},
	} {
		if got := dateText(tt.v, tt.y1904); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.v, got, tt.want)
		}
	}
	for in, want := range map[string]string{
		"2024-01-15":              "2024年1月15日",
		"2024-01-15T00:00:00.000": "2024年1月15日",
		"2024-01-15T00:00:00Z":    "2024年1月15日",
		"2024-01-15T08:30:00":     "2024-01-15T08:30:00",
		"2024-02-30":              "2024-02-30",
		"12":                      "12",
	} {
		if got := isoText(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func zeros(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0'
	}
	return string(b)
}

// TestFormats tells the formats that show a number from those that show another.
func TestFormats(t *testing.T) {
	for _, code := range []string{
		"General", "general", "G/通用格式", "0", "0.00", "#,##0", "#,##0.00", "0_ ", "#,##0_ ;[Red]\\-#,##0\\ ", "0;-0;;@", "0;-0;\"-\"", "@", "0;@",
		`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, `_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)`,
		`0"件"`, `General"件"`, `#,##0.00"万元"`, "[$¥-804]#,##0.00", "[DBNum1][$-804]General", "0.00E+00", "# ?/?", "000", "[Red]0", "[>=10]0;[Red]0",
	} {
		f := parseFormat(code)
		if x := f.of(5); f.date || x.other || x.percent {
			t.Errorf("%s: %+v", code, x)
		}
		if x := f.of(-5); x.other || x.percent {
			t.Errorf("%s of negative numbers: %+v", code, x)
		}
	}
	for _, code := range []string{
		"0,", "#,##0,", "0.0,,", `0!.0,"万"`, `0\.0000`, `0"."0000`, `"1"0`, "1#", `0\,0`, `0"-"0`, ";;;", "", `"无"`, `[>=10000]0!.0,"万";0`, ";0", "‰",
	} {
		if f := parseFormat(code); !f.of(5).other {
			t.Errorf("%s is taken to show the number", code)
		}
	}
	for _, code := range []string{"0%", "0.00%", "[Red]0.0%", "#,##0%"} {
		if x := parseFormat(code).of(5); !x.percent || x.other {
			t.Errorf("%s: %+v", code, x)
		}
	}
	for _, code := range []string{
		"yyyy-mm-dd", "yyyy/m/d;@", `yyyy"年"m"月"d"日"`, `yyyy"年"m"月"d"日";@`, "[$-F800]dddd, mmmm dd, yyyy", "m/d/yy h:mm", "h:mm AM/PM", "[h]:mm:ss",
		`[DBNum1][$-804]yyyy"年"m"月"d"日"`, "mmm-yy", "aaaa", `e"年"`, `上午/下午h"时"mm"分"`,
	} {
		if !parseFormat(code).date {
			t.Errorf("%s is taken for no date", code)
		}
	}
	if f := parseFormat("0,;0"); f.of(-5).other || !f.of(5).other {
		t.Errorf("sections: %+v", f)
	}
	for id, date := range map[int]bool{0: false, 1: false, 4: false, 13: false, 14: true, 22: true, 31: true, 37: false, 46: true, 49: false, 57: true} {
		if builtIn(id).date != date {
			t.Errorf("%d: %+v", id, builtIn(id))
		}
	}
	if !builtIn(9).of(1).percent || !builtIn(10).of(1).percent {
		t.Error("formats of percents")
	}
}
