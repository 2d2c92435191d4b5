package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestVariants reads a report of each edition with each of the other wordings in the
// place of the form's, on lines and with a cell a line: the figures are the same, and the
// wording is told.
func TestVariants(t *testing.T) {
	for _, e := range report.Editions() {
		want := sample(t, e, yearOf(t, e))
		for _, shape := range []string{"tabs", "cells"} {
			text := printed(t, want, pastes[shape].print)
			for _, v := range variants {
				for _, w := range v.wordings {
					label := v.label
					if label == "" {
						label = "信息内容"
					}
					input := strings.NewReplacer("\t"+label+"\t", "\t"+w+"\t", "\t"+label+"\n", "\t"+w+"\n", "\n"+label+"\t", "\n"+w+"\t", "\n"+label+"\n", "\n"+w+"\n").Replace(text)
					if input == text {
						continue // the edition has no such label, or not so
					}
					got, findings, err := Read([]byte(input))
					if err != nil {
						t.Errorf("%s, %s, %s: %v", e, shape, w, err)
						continue
					}
					if a, b := fmt.Sprint(got.Tables), fmt.Sprint(want.Tables); a != b {
						t.Errorf("%s, %s, %s: %s, want %s", e, shape, w, a, b)
					}
					if v.label != "" && !slices.Contains(codes(findings), "I-o") {
						t.Errorf("%s, %s, %s: not told", e, shape, w)
					}
				}
			}
		}
	}
	for _, v := range variants {
		if v.seen == "" {
			t.Errorf("%s: seen nowhere", v.label)
		}
	}
}

func TestLabelKey(t *testing.T) {
	for in, want := range map[string]string{
		"（七）合计": "七总计", "②重复申请": "2重复申请", "②": "②", "（七）小计": "七总计", "3.其它": "3其他", "本年度制发数": "本年制发数", "本年制发件数": "本年制发数", "本年(2023)制发件数": "本年制发数",
		"2023年制发件数": "本年制发数", "2023年度制发件数": "本年制发数", "上一年项目数量": "上年项目数", "《条例》第二十条第（一）项": "第二十条第一项",
		"1.本机关不掌握相关政府信息": "1本机关不掌握相关政府信息",
	} {
		if got := labelKey(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
