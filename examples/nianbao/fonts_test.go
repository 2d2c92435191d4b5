package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// named is a font file of a few characters that goes by the name.
func named(t *testing.T, name string) string {
	t.Helper()
	font, err := fonts.Default().Families[doc.KaiTi].Regular.TrueType(name, false, []rune("政府信息公开"))
	if err != nil {
		t.Fatal(err)
	}
	return string(font)
}

func TestFonts(t *testing.T) {
	dir := t.TempDir()
	for name, font := range map[string]string{"a.ttf": "FangSong_GB2312", "b.ttf": "STFangsong", "c.ttf": "Comic", "d.ttf": "Tragic"} {
		save(t, dir, name, named(t, font))
	}
	save(t, dir, "e.ttf", "not a font at all")
	own := save(t, t.TempDir(), "own.ttf", named(t, "Own"))
	path := func(name string) string { return filepath.Join(dir, name) }
	status, stdout, stderr := nianbao("fonts", dir)
	want := "  仿宋（正文）：FangSong_GB2312，" + path("a.ttf") + `；8105 个规范汉字中缺 8099 个，缺的取自别的字体
  小标宋（标题）：Noto Serif SC，程序自带
  黑体（一级标题）：Noto Sans SC，程序自带
  楷体（二级标题）：Nianbao Kai，程序自带
  宋体（表格、页码）：Noto Serif SC，程序自带
  只用于别的字体缺的字：Comic，` + path("c.ttf") + `
  只用于别的字体缺的字：Tragic，` + path("d.ttf") + `
看过而不用的：
  ` + path("b.ttf") + ` “STFangsong”：已用更合适的“FangSong_GB2312”
  ` + path("e.ttf") + "：这不是字体文件\n"
	if status != exitDone || stdout != want || stderr != "" {
		t.Errorf("status %d, %q\n%s\nwant\n%s", status, stderr, stdout, want)
	}
	status, stdout, _ = nianbao("fonts", dir, "楷体="+own, "-lang", "en")
	for _, line := range []string{
		"  楷体 (headings （一）): Own, " + own + "; it lacks 8099 of the 8105 standard characters",
		"  小标宋 (title): Noto Serif SC, the program's own\n",
		"  " + path("b.ttf") + ` STFangsong: the better "FangSong_GB2312" is used` + "\n",
	} {
		if !strings.Contains(stdout, line) {
			t.Errorf("no line %q in\n%s", line, stdout)
		}
	}
	if status != exitDone {
		t.Errorf("status %d", status)
	}
	for _, args := range [][]string{{"fonts"}, {"fonts", "embedded"}, {"fonts", "-lang", "en"}} {
		status, stdout, stderr := nianbao(args...)
		heads := strings.Count(stdout, "仿宋（正文）：没有，用“Noto Serif SC”代替") + strings.Count(stdout, "仿宋 (body): none; Noto Serif SC stands in for it")
		if status != exitDone || heads == 0 || stderr != "" || strings.Contains(stdout, "-fonts system") != (args[len(args)-1] != "embedded") {
			t.Errorf("%q: status %d, %q\n%s", args, status, stderr, stdout)
		}
	}
}

// What serves no role is an error that tells what there is, and what can be done.
func TestFontsUseless(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "a.ttf", named(t, "Comic"))
	for _, command := range [][]string{{"fonts", dir}, {"build", "yunqi-2023.json", "-fonts", dir, "-o", filepath.Join(dir, "out")}} {
		status, stdout, stderr := nianbao(command...)
		want := dir + "：文件夹里没有公文用的字体，看到的是：Comic\nnianbao: 用 -fonts 仿宋=字体文件"
		if status != exitUnusable || !strings.HasPrefix(stderr, want) || names(filepath.Join(dir, "out")) != nil {
			t.Errorf("%s: status %d, %q, want %q", command[0], status, stderr, want)
		}
		if listed := strings.Contains(stdout, "名称不是公文字体的：\n    Comic\n"); listed != (command[0] == "fonts") {
			t.Errorf("%s: %q", command[0], stdout)
		}
	}
}

func TestBuildFontsAssigned(t *testing.T) {
	own := save(t, t.TempDir(), "a=b.ttf", named(t, "Own"))
	dir := t.TempDir()
	status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "pdf", "-o", dir, "-fonts", "embedded,仿宋="+own, "-fonts", "楷体="+own)
	if status != exitDone || strings.Contains(stderr, "L-a") || strings.Count(stderr, "L-b") != 2 {
		t.Errorf("status %d, %q", status, stderr)
	}
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "pdf", "-o", t.TempDir(), "-fonts", own); status != exitDone {
		t.Errorf("a file with a sign of equality in its name: status %d, %q", status, stderr)
	}
}

// What is wrong with -fonts is told without the path twice.
func TestBuildFontsUnusable(t *testing.T) {
	bad := save(t, t.TempDir(), "bad.ttf", "not a font at all")
	for value, want := range map[string]string{
		bad:                       bad + "：这不是字体文件\n",
		"仿宋=" + bad:               bad + "：这不是字体文件\n",
		"system,仿宋=" + bad:        bad + "：这不是字体文件\n",
		"nowhere":                 "nowhere：没有这个文件或文件夹；请核对名称和所在的文件夹\n",
		"仿宋=nowhere":              "nowhere：没有这个文件或文件夹；请核对名称和所在的文件夹\n",
		"仿宋=" + filepath.Dir(bad): filepath.Dir(bad) + "：这是文件夹，不是字体文件\n",
		filepath.Dir(bad):         filepath.Dir(bad) + "：文件夹里没有公文用的字体，看到的是：bad.ttf（这不是字体文件）\nnianbao: 用 -fonts 仿宋=字体文件 可以指定哪个文件作仿宋，其他字体也一样\n",
		"":                        "nianbao: -fonts 后面应是 embedded、system、文件夹、字体文件，或如 仿宋=字体文件\n",
		"embedded,":               "nianbao: -fonts 后面应是 embedded、system、文件夹、字体文件，或如 仿宋=字体文件\n",
		"仿宋=":                     "nianbao: -fonts 后面应是 embedded、system、文件夹、字体文件，或如 仿宋=字体文件\n",
		"隶书=" + bad:               "nianbao: 公文没有“隶书”这种字体；有 仿宋、小标宋、黑体、楷体、宋体\n",
		"system,embedded":         "nianbao: -fonts 的 embedded、system 和文件夹只能用一种，此外可用 仿宋=字体文件 指定\n",
		"system," + bad:           "nianbao: -fonts 的 embedded、system 和文件夹只能用一种，此外可用 仿宋=字体文件 指定\n",
	} {
		dir := t.TempDir()
		status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "pdf", "-o", dir, "-fonts", value)
		if status != exitUnusable || stderr != want || names(dir) != nil {
			t.Errorf("-fonts %s: status %d, %q, want %q", value, status, stderr, want)
		}
	}
}
