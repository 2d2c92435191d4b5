package workbook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestLiteral(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "某局": "某局", "12": "12", "-12": "-12", "-1.5": "-1.5", "+3": "+3", "'": "'",
		"=1+1": "'=1+1", "+1+1": "'+1+1", "-1+cmd|' /C calc'!A0": "'-1+cmd|' /C calc'!A0", "@SUM(A1)": "'@SUM(A1)", "-": "'-",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠1": "'＠1", "-1\n=2": "'-1\n=2",
	} {
		if got := Literal(text); got != want {
			t.Errorf("Literal(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWriteCSV(t *testing.T) {
	rows := [][]string{{"单位", "说明"}, {"某局", "第一行\n=第二行，\"引\""}, {"=1", ""}}
	var b bytes.Buffer
	ok(t, WriteCSV(&b, rows))
	text, found := strings.CutPrefix(b.String(), "\uFEFF")
	if !found || strings.Count(text, "\r\n") != 4 {
		t.Errorf("%q", b.String())
	}
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	ok(t, err)
	rows[2][0] = "'=1"
	if !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("%q", got)
	}
	full := errors.New("full")
	if err := WriteCSV(failing{full}, rows); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}
