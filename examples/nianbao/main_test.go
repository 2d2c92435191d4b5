package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// nianbao runs the command and returns its status and what it printed.
func nianbao(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = run(args, strings.NewReader(""), &out, &err)
	return status, out.String(), err.String()
}

// names lists the files in a folder; none where there is no folder.
func names(dir string) []string {
	entries, _ := os.ReadDir(dir)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func save(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// sound finds nothing wrong with the OFD files in folders.
func sound(t *testing.T, dirs ...string) {
	t.Helper()
	args := []string{"run", "github.com/nianbao/nianbao/render/internal/lintofd"}
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(dir, "*.ofd"))
		if err != nil || files == nil {
			t.Fatalf("no OFD in %s: %v", dir, err)
		}
		args = append(args, files...)
	}
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func load(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	status, _, stderr := nianbao("build", "yunqi-2023.json", "qingping-2024.txt", "-to", "docx,pdf,ofd,html,json", "-o", dir)
	if status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	var want []string
	for _, title := range []string{"云栖市人民政府2023年政府信息公开工作年度报告", "青坪区水务局2024年政府信息公开工作年度报告"} {
		want = append(want, title+".docx", title+".html", title+".json", title+".ofd", title+".pdf")
	}
	if got := names(dir); !slices.Equal(got, want) {
		t.Errorf("wrote %q, want %q", got, want)
	}
	for _, name := range want {
		head := map[string]string{".docx": "PK\x03\x04", ".pdf": "%PDF-", ".ofd": "PK\x03\x04", ".json": "{", ".html": "<!DOCTYPE html>"}[filepath.Ext(name)]
		if !strings.HasPrefix(load(t, filepath.Join(dir, name)), head) {
			t.Errorf("%s does not begin with %q", name, head)
		}
	}
	sound(t, dir)
	// The example is canonical, and what build writes, build reads.
	written := filepath.Join(dir, want[2])
	if load(t, written) != load(t, "yunqi-2023.json") {
		t.Error("the JSON of the example comes out otherwise than it went in")
	}

	again := t.TempDir()
	if status, _, stderr := nianbao("build", "-o", again, "yunqi-2023.json", "qingping-2024.txt"); status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	for _, name := range names(again) {
		if load(t, filepath.Join(again, name)) != load(t, filepath.Join(dir, name)) {
			t.Errorf("%s: two builds differ", name)
		}
	}
}

// With -fragment the HTML is a div to be pasted; other formats take no notice.
func TestBuildFragment(t *testing.T) {
	dir := t.TempDir()
	status, _, stderr := nianbao("build", "-fragment", "yunqi-2023.json", "-to", "html,json", "-o", dir)
	if status != exitDone || stderr != "" {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	const title = "云栖市人民政府2023年政府信息公开工作年度报告"
	fragment := load(t, filepath.Join(dir, title+".fragment.html"))
	if !strings.HasPrefix(fragment, `<div lang="zh-CN"`) || !strings.Contains(fragment, "<caption") {
		t.Errorf("the fragment begins with %.80q", fragment)
	}
	if load(t, filepath.Join(dir, title+".json")) != load(t, "yunqi-2023.json") {
		t.Error("the JSON is another one")
	}
	for _, lang := range []string{"zh", "en"} {
		if _, stdout, _ := nianbao("help", "build", "-lang", lang); strings.Count(stdout, "-fragment") != 1 || !strings.Contains(stdout, "docx,pdf,ofd,html,json") {
			t.Errorf("the help does not tell of it:\n%s", stdout)
		}
	}
}

// A flag for a format that is not asked for is a mistake, and is told.
func TestBuildFlagsWithoutFormat(t *testing.T) {
	for _, args := range [][]string{{"-fragment"}, {"-embed", "-to", "pdf,html"}} {
		dir := t.TempDir()
		status, _, stderr := nianbao(append([]string{"build", "yunqi-2023.json", "-o", dir}, args...)...)
		if status != exitUnusable || names(dir) != nil || !strings.Contains(stderr, args[0]) {
			t.Errorf("%v: status %d, wrote %q, %q", args, status, names(dir), stderr)
		}
	}
}

// A report with wrong printed totals is not built unless it is forced.
func TestBuildWrongTotals(t *testing.T) {
	text := load(t, "qingping-2024.txt")
	wrong := strings.Replace(text, "(七) 总计\t4\t1\t0\t0\t0\t0\t5", "(七) 总计\t4\t1\t0\t0\t0\t0\t6", 1)
	wrong = strings.Replace(wrong, strings.Repeat("0\t", 14)+"0", "1\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0", 1)
	if wrong == text {
		t.Fatal("the example has changed")
	}
	dir := t.TempDir()
	input := save(t, t.TempDir(), "wrong.txt", wrong)
	status, _, stderr := nianbao("build", input, "-o", dir)
	if status != exitFindings || names(dir) != nil {
		t.Errorf("status %d, wrote %q", status, names(dir))
	}
	for _, line := range []string{
		input + "：错误 T3-b 第 70 行 表三 （七）总计 总计：（七）总计与（一）至（六）之和不符：填报 6，应为 5，相差 1\n",
		input + "：错误 T4-a 第 78 行 表四 行政复议 总计：总计与维持、纠正、其他、尚未审结之和不符：填报 0，应为 3，相差 3\n",
	} {
		if !strings.Contains(stderr, line) {
			t.Errorf("no line %q in\n%s", line, stderr)
		}
	}
	status, _, stderr = nianbao("build", input, "-o", dir, "-force", "-lang", "en")
	if status != exitFindings || len(names(dir)) != 2 {
		t.Errorf("-force: status %d, wrote %q", status, names(dir))
	}
	if line := input + ": error T4-a line 78 表四 行政复议 总计: "; !strings.Contains(stderr, line) {
		t.Errorf("no line %q in\n%s", line, stderr)
	}
}

// The PDF has the faces that are asked for, and the user is told what stands in.
func TestBuildFonts(t *testing.T) {
	const standIn = "nianbao: 提示 L-a PDF 没有仿宋，用“Noto Serif SC”代替"
	const hint = "。本机有仿宋时加 -fonts system\n"
	embedded := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "pdf", "-o", embedded); status != exitDone || stderr != standIn+hint {
		t.Errorf("embedded: status %d, %q", status, stderr)
	}
	name := names(embedded)[0]
	for _, faces := range []string{save(t, t.TempDir(), "own.ttf", fontOf(t, 'A')), "system"} {
		dir := t.TempDir()
		if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "pdf", "-o", dir, "-fonts", faces); status != exitDone || faces != "system" && stderr != standIn+"\n" {
			t.Errorf("%s: status %d, %q", faces, status, stderr)
		}
		if same := load(t, filepath.Join(dir, name)) == load(t, filepath.Join(embedded, name)); faces != "system" && !same {
			t.Errorf("%s: the same face gives another PDF", faces)
		}
	}
	// A DOCX embeds no faces.
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "docx", "-o", t.TempDir(), "-fonts", "nowhere"); status != exitDone || stderr != "" {
		t.Errorf("docx: status %d, %q", status, stderr)
	}
	dir := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-embed", "-o", dir); status != exitDone || stderr != strings.Replace(standIn, "PDF", "DOCX 和 PDF", 1)+hint {
		t.Errorf("-embed: status %d, %q", status, stderr)
	}
	for _, name := range names(dir) {
		if file := load(t, filepath.Join(dir, name)); strings.HasSuffix(name, ".docx") && !strings.Contains(file, ".odttf") {
			t.Error("-embed: no fonts in the DOCX")
		}
	}
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-embed", "-to", "docx,pdf,ofd", "-o", t.TempDir()); status != exitDone || stderr != strings.Replace(standIn, "PDF", "DOCX、PDF 和 OFD", 1)+hint {
		t.Errorf("three formats: status %d, %q", status, stderr)
	}
	dir = t.TempDir()
	bad := save(t, t.TempDir(), "bad.ttf", "not a font at all")
	for _, faces := range []string{"nowhere", bad, filepath.Dir(bad)} {
		status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "docx", "-embed", "-o", dir, "-fonts", faces)
		if status != exitUnusable || names(dir) != nil || !strings.Contains(stderr, faces) {
			t.Errorf("%s: status %d, wrote %q, %q", faces, status, names(dir), stderr)
		}
	}
}

// fontOf is a font of one character, under a name that matches no role.
func fontOf(t *testing.T, r rune) string {
	t.Helper()
	font, err := fonts.Default().Families[doc.Song].Regular.TrueType("Own", false, []rune{r})
	if err != nil {
		t.Fatal(err)
	}
	return string(font)
}

func TestCheck(t *testing.T) {
	status, stdout, stderr := nianbao("check", "yunqi-2023.json")
	if status != exitDone || stdout != "" || stderr != "" {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}

	input := save(t, t.TempDir(), "r.json", strings.Replace(load(t, "yunqi-2023.json"), `"naturalPersons": 3402`, `"naturalPersons": 3403`, 1))
	status, stdout, _ = nianbao("check", input, "-json")
	got := jsonLines(t, stdout)
	if status != exitFindings || len(got) != 1 || got[0].File != input || len(got[0].Findings) != 2 {
		t.Fatalf("status %d, %+v", status, got)
	}
	if f := got[0].Findings[1]; f.Code != "N-a" || f.Got != "3511" || f.Want != "3512" { // the text has the right figure
		t.Errorf("%+v", f)
	}
	f := got[0].Findings[0]
	if strings.Contains(stdout, "unusable") || strings.Contains(stdout, `""`) {
		t.Errorf("fields that are not set: %s", stdout)
	}
	if f.Code != "T3-a" || f.Severity != "error" || f.Path != "/tables/applications/received/naturalPersons" ||
		f.Place != "表三 自然人" || f.Got != "3494" || f.Want != "3493" || !strings.Contains(f.Message, "3494") {
		t.Errorf("%+v", f)
	}
}

// jsonLines reads what check -json prints.
func jsonLines(t *testing.T, stdout string) (all []checkedLine) {
	t.Helper()
	for line := range strings.Lines(stdout) {
		var x checkedLine
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, x)
	}
	return all
}

type checkedLine struct {
	File     string
	Unusable string
	More     int
	Findings []struct {
		Code, Severity, Path, Place, Message, Got, Want string
		Pos                                             report.Pos
	}
}

func TestNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "blank.json")
	if status, _, stderr := nianbao("new", "-year", "2020", "-o", path); status != exitDone {
		t.Fatal(stderr)
	}
	r, _, err := report.Decode([]byte(load(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	if r.Year != 2020 || r.Tables.Edition() != report.Edition2019 || len(r.Overview.Subsections) != 5 {
		t.Errorf("%+v", r)
	}
	if a := r.Tables.(*report.Tables2019).Applications.Received.NaturalPersons; a != report.Blank {
		t.Errorf("a cell of a blank report is %q", a)
	}
	// A blank report is checked, not built: it has no agency.
	dir := t.TempDir()
	status, _, stderr := nianbao("build", path, "-o", dir)
	if status != exitFindings || !strings.Contains(stderr, "R-a") || names(dir) != nil {
		t.Errorf("status %d, %q\n%s", status, names(dir), stderr)
	}
	status, stdout, _ := nianbao("new", "-year", "2024")
	if status != exitDone || !strings.Contains(stdout, `"edition": "2021"`) {
		t.Errorf("status %d\n%s", status, stdout)
	}
}

// Bad input gives an error with its place, status 2, and nothing is written.
func TestBadInput(t *testing.T) {
	example := load(t, "yunqi-2023.json")
	replace := func(old, new string) string {
		if !strings.Contains(example, old) {
			t.Fatalf("the example has no %s", old)
		}
		return strings.Replace(example, old, new, 1)
	}
	random := make([]byte, 1<<16)
	rng := rand.NewChaCha8([32]byte{1})
	rng.Read(random)
	const cell = `"naturalPersons": 3402`
	for _, test := range []struct {
		name, text string
		want       string // in the message
	}{
		{"empty", "", "没有内容"},
		{"random bytes", string(random), "二进制文件"},
		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"},
		{"one line", strings.Repeat("政", 50<<20/3), ""},
		{"negative count", replace(cell, `"naturalPersons": -1`), "表三 一、本年新收政府信息公开申请数量 自然人"},
		{"decimal", replace(cell, `"naturalPersons": 1.5`), "1.5"},
		{"exponent", replace(cell, `"naturalPersons": 1e3`), "1e3"},
		{"NaN", replace(cell, `"naturalPersons": "NaN"`), "NaN"},
		{"bare NaN", replace(cell, `"naturalPersons": NaN`), "第 "},
		{"duplicate key", replace(cell, cell+", "+cell), "重复的键“naturalPersons”"},
		{"unknown key", replace(`"naturalPersons"`, `"naturalPerson"`), "是不是“naturalPersons”"},
		{"lone surrogate", replace("云栖市", `\ud800`), "代理"},
		{"cut", example[:len(example)/2], "不完整"},
		{"uncovered character", replace("云栖市人民政府", "\U0002FFFD市人民政府"), "U+2FFFD"},
	} {
		t.Run(test.name, func(t *testing.T) {
			input := save(t, t.TempDir(), "input", test.text)
			dir := filepath.Join(t.TempDir(), "out")
			status, _, stderr := nianbao("build", input, "-o", filepath.Join(dir, "deeper"))
			if status != exitUnusable {
				t.Errorf("status %d", status)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Errorf("left behind: %q", names(dir))
			}
			if !strings.HasPrefix(stderr, input+"：") || !strings.Contains(stderr, test.want) || len(stderr) > 2000 {
				t.Errorf("message %.500q lacks %q", stderr, test.want)
			}
		})
	}
}

func TestBadCall(t *testing.T) {
	for _, args := range [][]string{
		{}, {"bild"}, {"build"}, {"build", "none.json"}, {"build", "yunqi-2023.json", "-to", "doc"},
		{"build", "-x", "yunqi-2023.json"}, {"check"}, {"check", t.TempDir()}, {"new", "extra"}, {"new", "-year", "2018"},
		{"new", "-year", "x"}, {"check", "-lang", "fr", "yunqi-2023.json"},
	} {
		status, stdout, stderr := nianbao(args...)
		if status != exitUnusable || stdout != "" || stderr == "" {
			t.Errorf("%q: status %d, %q, %q", args, status, stdout, stderr)
		}
	}
	for _, args := range [][]string{
		{"help"}, {"-h"}, {"help", "-lang", "en"}, {"-h", "-lang", "en"}, {"-lang", "en", "-h"}, {"-lang", "en", "help"},
		{"build", "-h"}, {"build", "x", "--help"}, {"build", "-h", "-x"}, {"help", "build"},
		{"build", "-h", "-lang", "en"}, {"build", "-lang", "en", "-h"}, {"help", "build", "-lang", "en"},
	} {
		status, stdout, stderr := nianbao(args...)
		if status != exitDone || !strings.Contains(stdout, "nianbao build") || stderr != "" {
			t.Errorf("%q: status %d, %q, %q", args, status, stdout, stderr)
		}
		if english := strings.Contains(stdout, "usage:"); english != slices.Contains(args, "en") {
			t.Errorf("%q: %q", args, stdout)
		}
	}
	if _, _, stderr := nianbao("-lang", "en", "check", "none.json"); stderr != "none.json: no such file or folder; see to the name and where it is\n" {
		t.Errorf("%q", stderr)
	}
}

// Help says of each flag of a command what it does, in either language.
func TestHelp(t *testing.T) {
	for _, cmd := range commands() {
		for _, lang := range []string{"zh", "en"} {
			status, stdout, stderr := nianbao(cmd.name, "-h", "-lang", lang)
			lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
			if status != exitDone || stderr != "" || !strings.Contains(lines[0], "nianbao "+cmd.name) {
				t.Errorf("%s: status %d, %s%s", cmd.name, status, stdout, stderr)
			}
			for i, line := range lines {
				if strings.HasPrefix(line, "  -") && (len(lines) < i+2 || len(strings.TrimSpace(lines[i+1])) < 6) {
					t.Errorf("%s, %s: nothing is said of %s", cmd.name, lang, line)
				}
			}
		}
	}
}

// A folder stands for its files; two reports of one title do not overwrite one
// another; a bad file does not keep the others from being built.
func TestFolder(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	example := load(t, "yunqi-2023.json")
	save(t, dir, "a.json", example)
	save(t, dir, "b.json", example)
	save(t, dir, "c.json", "{")
	save(t, dir, ".hidden", "{")
	save(t, dir, "~$a.docx", "who has it open") // as Word leaves it
	if err := os.Mkdir(filepath.Join(dir, "d"), 0o755); err != nil {
		t.Fatal(err)
	}
	save(t, filepath.Join(dir, "d"), "e.json", strings.Replace(example, "云栖市人民政府", "云/栖", 1))
	status, _, stderr := nianbao("build", dir, "-o", out, "-to", "docx")
	if status != exitUnusable {
		t.Errorf("status %d", status)
	}
	want := []string{"云_栖2023年政府信息公开工作年度报告.docx", "云栖市人民政府2023年政府信息公开工作年度报告.docx"}
	if got := names(out); !slices.Equal(got, want) {
		t.Errorf("wrote %q", got)
	}
	for _, s := range []string{"b.json", "c.json", "重名"} {
		if !strings.Contains(stderr, s) {
			t.Errorf("%q is not named in\n%s", s, stderr)
		}
	}
	if strings.Contains(stderr, ".hidden") || strings.Contains(stderr, "~$") || strings.Contains(stderr, "e.json") {
		t.Error(stderr)
	}
}

// What is not a report does not stand in the way of what is.
func TestInputs(t *testing.T) {
	dir := t.TempDir()
	good := save(t, dir, "good.json", load(t, "yunqi-2023.json"))
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	for _, test := range []struct {
		name   string
		args   []string
		status int
		want   []string // in what is printed
	}{
		{"a link to a folder", []string{"check", link}, exitDone, nil},
		{"a missing file beside a good one", []string{"check", "none.json", good}, exitUnusable, []string{"none.json：没有这个文件或文件夹；请"}},
		{"a file named twice", []string{"build", good, filepath.Join(dir, ".", "good.json"), "-o", dir, "-to", "PDF,docx,docx,html"}, exitDone, []string{"L-a", "DOCX 不受影响"}},
		{"a folder with what was built", []string{"build", dir, "-o", dir}, exitDone, []string{"没有读", "报告.docx、", "报告.pdf、", "报告.html\n"}},
		{"a built file by its name", []string{"check", filepath.Join(dir, "云栖市人民政府2023年政府信息公开工作年度报告.pdf")}, exitDone, []string{"从 PDF 读入"}},
		{"a device", []string{"check", os.DevNull}, exitUnusable, []string{"不是普通文件"}},
		{"an agency with a line end", []string{"new", "-agency", "某\n局"}, exitUnusable, []string{"R-d", "机关全称", "U+000A"}},
		{"an existing blank", []string{"new", "-o", good}, exitUnusable, []string{"已有这个文件"}},
	} {
		status, _, stderr := nianbao(test.args...)
		if status != test.status || (stderr == "") != (test.want == nil) {
			t.Errorf("%s: status %d, %q", test.name, status, stderr)
		}
		for _, w := range test.want {
			if !strings.Contains(stderr, w) {
				t.Errorf("%s: %q lacks %q", test.name, stderr, w)
			}
		}
	}
	if load(t, good) != load(t, "yunqi-2023.json") {
		t.Error("new has written over a report")
	}

	_, stdout, _ := nianbao("check", "-json", "none.json", save(t, dir, "bad.json", "{\n\"agency\": 1}"))
	got := jsonLines(t, stdout)
	if len(got) != 2 || !strings.HasPrefix(got[0].Unusable, "没有这个文件或文件夹；请") || got[0].Findings == nil {
		t.Fatalf("%s", stdout)
	}
	if got[1].Unusable == "" || len(got[1].Findings) != 3 || got[1].Findings[0].Code != "J-d" || got[1].Findings[0].Pos.Line != 2 {
		t.Errorf("%+v", got[1])
	}
}

// Where one file cannot be written, none is.
func TestBuildBlocked(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "云栖市人民政府2023年政府信息公开工作年度报告.pdf"), 0o755); err != nil {
		t.Fatal(err)
	}
	status, _, stderr := nianbao("build", "yunqi-2023.json", "-o", dir)
	if status != exitUnusable || len(names(dir)) != 1 || !strings.Contains(stderr, "这是文件夹") {
		t.Errorf("status %d, %q, %q", status, names(dir), stderr)
	}
}
