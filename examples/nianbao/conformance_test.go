//go:build conformance

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// tool runs an outside checker, which must be there and succeed.
func tool(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, stderr.String())
	}
	return string(out)
}

// officialFonts gives LibreOffice the embedded faces under the official names,
// so that it sets the DOCX as a word processor does that has those.
const officialFonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>%s</dir>
<cachedir>%s</cachedir>
%s</fontconfig>
`

var embeddedFor = map[string]string{
	"仿宋_GB2312": "Noto Serif SC",
	"宋体":        "Noto Serif SC",
	"方正小标宋简体":   "Noto Serif SC SemiBold",
	"黑体":        "Noto Sans SC Medium",
	"楷体_GB2312": "Nianbao Kai",
}

func fontconfig(t *testing.T) string {
	faces := t.TempDir()
	tool(t, nil, "go", "run", "../../fonts/internal/mkfaces", "-truetype", "-in", "../../fonts/faces", "-out", faces)
	var rules strings.Builder
	for official, embedded := range embeddedFor {
		fmt.Fprintf(&rules, "<match target=\"pattern\"><test name=\"family\"><string>%s</string></test>"+
			"<edit name=\"family\" mode=\"assign\" binding=\"same\"><string>%s</string></edit></match>\n", official, embedded)
	}
	dir := t.TempDir()
	return save(t, dir, "fonts.conf", fmt.Sprintf(officialFonts, faces, filepath.Join(dir, "cache"), rules.String()))
}

// published is a report as it was pasted, with the tables of a real one.
const published = "../../report/testdata/cases/pasted-2023.txt"

// TestConformance builds reports of many kinds and hands both files of each to
// the outside checkers.
func TestConformance(t *testing.T) {
	dir := t.TempDir()
	inputs := t.TempDir()
	example := load(t, "yunqi-2023.json")
	// Characters beyond U+FFFF and rare ones in the agency's name.
	save(t, inputs, "rare.json", strings.ReplaceAll(example, "云栖市人民政府", "𠮷㙍县人民政府"))
	// A name that fills more than a line of the title.
	save(t, inputs, "long.json", strings.ReplaceAll(example, "云栖市人民政府", "云栖市经济技术开发区高新技术产业园区与现代农业示范区联合管理委员会办公室"))
	// A long narrative, so that the tables break elsewhere.
	for i := range 6 {
		more := strings.Repeat("围绕群众关切，主动回应，及时公开。", 3*i+2)
		text := strings.Replace(example, `"把群众`, more+`"把群众`, 1)
		text = strings.Replace(text, "以便民、准确、及时为目标", more, 1)
		save(t, inputs, fmt.Sprintf("break%d.json", i), strings.ReplaceAll(text, "云栖市人民政府", fmt.Sprintf("云栖市第%d区人民政府", i)))
	}
	args := []string{"build", "-o", dir, "yunqi-2023.json", "qingping-2024.txt", inputs, published}
	if status, _, stderr := nianbao(args...); status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	reports := map[string]*report.Report{}
	all, _ := new(call).files(args[3:], func(path string, err error) { t.Fatal(path, err) })
	for _, in := range all {
		r, _, err := readOne(in)
		if err != nil {
			t.Fatal(err)
		}
		reports[r.FullTitle()] = r
	}

	validator := os.Getenv("NIANBAO_OOXML_VALIDATOR")
	if validator == "" {
		validator = "ooxml-validator"
	}
	soffice := []string{"-env:UserInstallation=file://" + filepath.Join(t.TempDir(), "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", filepath.Join(dir, "office")}
	for title := range reports {
		soffice = append(soffice, filepath.Join(dir, title+".docx"))
	}
	tool(t, []string{"FONTCONFIG_FILE=" + fontconfig(t)}, "soffice", soffice...)

	for title, r := range reports {
		t.Run(title, func(t *testing.T) {
			pdf := filepath.Join(dir, title+".pdf")
			var verdict struct{ OK bool }
			out := tool(t, nil, validator, filepath.Join(dir, title+".docx"), "--officeVersion", "Office2010")
			if err := json.Unmarshal([]byte(out), &verdict); err != nil || !verdict.OK {
				t.Errorf("OOXML validator: %v\n%s", err, out)
			}
			tool(t, nil, "qpdf", "--check", pdf)
			checkFonts(t, tool(t, nil, "pdffonts", pdf))
			info := tool(t, nil, "pdfinfo", pdf)
			if !regexp.MustCompile(`(?m)^Title: +` + regexp.QuoteMeta(title) + `$`).MatchString(info) {
				t.Errorf("title: %s", info)
			}
			checkText(t, pdf, pages(t, info), r)
			office := tool(t, nil, "pdfinfo", filepath.Join(dir, "office", title+".pdf"))
			if a, b := pages(t, info), pages(t, office); a != b {
				t.Errorf("the PDF has %d pages, the DOCX %d", a, b)
			}
		})
	}
}

// The DOCX has Debian's faces as the PDF has them, and the same stand-in for 仿宋.
func TestConformanceFontsEmbedded(t *testing.T) {
	status, _, stderr := nianbao("build", "-embed", "-o", t.TempDir(), "-fonts", "/usr/share/fonts/opentype/noto", "yunqi-2023.json", "qingping-2024.txt")
	if status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	if line := "L-a DOCX 和 PDF 没有仿宋，用“Noto Serif CJK SC”代替\n"; strings.Count(stderr, line) != 1 || strings.Count(stderr, "L-a") != 1 {
		t.Errorf("%q is not there once:\n%s", line, stderr)
	}
}

// Debian's faces, which are OpenType collections, are embedded as CFF.
func TestConformanceFonts(t *testing.T) {
	dir := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "pdf", "-o", dir, "-fonts", "/usr/share/fonts"); status != exitDone || !strings.Contains(stderr, "Noto Serif CJK SC") {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	pdf := filepath.Join(dir, names(dir)[0])
	tool(t, nil, "qpdf", "--check", pdf)
	list := tool(t, nil, "pdffonts", pdf)
	checkFonts(t, list)
	for _, face := range []string{"NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold", "NotoSansCJKsc-Regular"} {
		if !regexp.MustCompile(`\+` + face + `-Identity-H +CID Type 0C +Identity-H +yes yes yes`).MatchString(list) {
			t.Errorf("%s is not among\n%s", face, list)
		}
	}
	r, _, err := readOne(input{path: "yunqi-2023.json", named: true})
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, pages(t, tool(t, nil, "pdfinfo", pdf)), r)
}

// checkFonts reads what pdffonts prints: every face is embedded, a subset, and
// has a ToUnicode map.
func checkFonts(t *testing.T, out string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")[2:]
	if len(lines) < 4 {
		t.Errorf("%d faces:\n%s", len(lines), out)
	}
	for _, l := range lines {
		if !regexp.MustCompile(`Identity-H +yes yes yes `).MatchString(l) {
			t.Errorf("pdffonts: %s", l)
		}
	}
}

func pages(t *testing.T, info string) (n int) {
	t.Helper()
	m := regexp.MustCompile(`(?m)^Pages: +(\d+)$`).FindStringSubmatch(info)
	if m == nil {
		t.Fatalf("pdfinfo: %s", info)
	}
	fmt.Sscan(m[1], &n)
	return n
}

// checkText finds every heading, paragraph and cell in the text of the PDF.
func checkText(t *testing.T, pdf string, pages int, r *report.Report) {
	t.Helper()
	var all string
	for n := 1; n <= pages; n++ {
		page := fmt.Sprint(n)
		text := pack(tool(t, nil, "pdftotext", "-raw", "-f", page, "-l", page, pdf, "-"))
		number := "—" + page + "—"
		if !strings.Contains(text, number) {
			t.Errorf("page %d has no number", n)
		}
		all += strings.Replace(text, number, "", 1)
	}
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	want := func(runs []doc.Run) {
		if s := pack(doc.PlainText(runs)); !strings.Contains(all, s) {
			t.Errorf("not in the text of the PDF: %s", s)
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			want(b.Runs)
		case *doc.Paragraph:
			want(b.Runs)
		case *doc.Table:
			for _, row := range b.Rows {
				for _, c := range row.Cells {
					want(c.Runs)
				}
			}
		}
	}
}

// pack takes out white space.
func pack(s string) string { return strings.Join(strings.Fields(s), "") }

// readOne reads the one report of an input.
func readOne(in input) (r *report.Report, findings []report.Finding, err error) {
	for b, err := range new(call).bodies(in) {
		return b.Report, b.Findings, err
	}
	return nil, nil, errNotInput
}
