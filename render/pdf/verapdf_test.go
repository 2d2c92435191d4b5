//go:build conformance

package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/fonts"
	official "github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	editions "github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// verapdf has the files of a folder checked against a part of a standard, all in
// one run, and wants every one of them to pass but one that says that it is of no
// part that there is.
func verapdf(t *testing.T, flavour, dir string) {
	t.Helper()
	jars := os.Getenv("NIANBAO_VERAPDF")
	if jars == "" {
		t.Fatal("NIANBAO_VERAPDF names no folder with the jars of veraPDF")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, dir)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	fault := filepath.Join(dir, "fault.pdf")
	b = regexp.MustCompile(`(<pdf(?:a|ua)id:part>).`).ReplaceAll(b, []byte("${1}9"))
	if err := os.WriteFile(fault, b, 0o666); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(fault)
	var stderr bytes.Buffer
	c := exec.Command("java", "-cp", filepath.Join(jars, "*"), "org.verapdf.apps.GreenfieldCliWrapper",
		"-f", flavour, "--format", "text", "-v", "-r", dir)
	c.Stderr = &stderr
	out, err := c.Output() // fails for the fault
	var passed, failed, rest []string
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		switch {
		case strings.HasPrefix(line, "PASS "):
			passed = append(passed, line)
		case strings.HasPrefix(line, "FAIL ") && strings.Contains(line, fault):
			failed = append(failed, line)
		default:
			rest = append(rest, line)
		}
	}
	if len(passed) != len(files) || len(failed) != 1 || len(rest) != 1 {
		t.Errorf("%s: %d of %d files pass, %v\n%s\n%s", flavour, len(passed), len(files), err,
			strings.Join(rest[:min(len(rest), 40)], "\n"), stderr.String())
	}
	t.Logf("%s: %d of %d files pass", flavour, len(passed), len(files))
}

// folder is where files are put for a checker.
type folder struct {
	t   *testing.T
	dir string
	n   int
}

func newFolder(t *testing.T) *folder { return &folder{t: t, dir: t.TempDir()} }

func (f *folder) add(b []byte) {
	f.t.Helper()
	f.n++
	if err := os.WriteFile(filepath.Join(f.dir, fmt.Sprintf("%03d.pdf", f.n)), b, 0o666); err != nil {
		f.t.Fatal(err)
	}
}

func settle(t *testing.T, d *doc.Document, set *fonts.Set) *layout.Layout {
	t.Helper()
	l, err := layout.Typeset(d, set)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Page breaks at every row of every table of both editions at which one may fall.
func TestVeraPDFBreaks(t *testing.T) {
	f := newFolder(t)
	for _, e := range editions.Editions() {
		for table := range 3 {
			cuts := map[int]bool{} // rows before which a page ended
			rows, heads := 0, 0
			for extra := range []int{1, 2, 1}[table] {
				for lines := range 22 {
					l := pushed(t, e, table, lines, doc.Pt(10*float64(extra)))
					tb := l.Document.Blocks[len(l.Document.Blocks)-1].(*doc.Table)
					rows, heads = len(tb.Rows), tb.HeadRows
					cut(l, cuts)
					b := writeLayout(t, Options{}, l)
					checkTags(t, l.Document, readFile(t, b))
					if table < 2 || lines%4 == 0 {
						f.add(b)
					}
				}
			}
			// Below the first row of results there is no break that could not
			// be a row further down: the label of them all is as high as two.
			const second = 6
			for row := heads + 1; row < rows; row++ {
				if !cuts[row] && !(table == 1 && row == second) {
					t.Errorf("%v, table %d: no break before row %d: %v", e, table+2, row+1, cuts)
				}
			}
		}
	}
	verapdf(t, "2a", f.dir)
	verapdf(t, "ua1", f.dir)
}

// pushed sets one table of the form under a number of lines, its first row higher
// by a bit, so that page breaks fall at all its rows.
func pushed(t *testing.T, e editions.Edition, table, lines int, more doc.Length) *layout.Layout {
	t.Helper()
	d := *official.Document(e)
	two, three, four := official.Tables(e)
	tb := []*doc.Table{two, three, four}[table]
	for i := range tb.Rows {
		tb.Rows[i].KeepNext = i < tb.HeadRows
	}
	tb.Rows[0].MinHeight += more
	d.Blocks = []doc.Block{d.Blocks[0]}
	for range lines {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("见下表。")})
	}
	d.Blocks = append(d.Blocks, tb)
	return settle(t, &d, fonts.Default())
}

// cut notes the rows of the last block before which a page ended.
func cut(l *layout.Layout, cuts map[int]bool) {
	block := len(l.Document.Blocks) - 1
	g, err := l.Document.Blocks[block].(*doc.Table).Grid()
	if err != nil {
		panic(err) // it has been laid out
	}
	begun := false
	for i := range l.Pages {
		first := g.Rows
		for _, x := range l.Pages[i].Texts {
			if x.Block == block && x.Kind == layout.Content {
				first = min(first, g.Cells[x.Cell].Row)
			}
		}
		if begun && first < g.Rows {
			cuts[first] = true
		}
		begun = begun || first < g.Rows
	}
}

// Reports of many kinds: names, lengths, sections that are missing, fonts.
func TestVeraPDFReports(t *testing.T) {
	plain, data := newFolder(t), newFolder(t)
	set := func(role doc.Role) *fonts.Set {
		s := *fonts.Default()
		for i := range s.Families {
			if face := s.Families[i].Regular; face != nil {
				s.Fallback = append(s.Fallback, face)
			}
		}
		for i := range s.Families {
			s.Families[i] = s.Families[role]
		}
		return &s
	}
	sets := []*fonts.Set{fonts.Default(), set(doc.Song), set(doc.KaiTi), set(doc.HeiTi), set(doc.XiaoBiaoSong)}
	agencies := []string{"示例市示例区人民政府", "𠮷林县㙦镇人民政府", "县局", strings.Repeat("示范", 17) + "区人民政府", "A & B <C> (管委会)", "示例自治县“一站式”办公室·筹"}
	sections := []func(r *editions.Report){
		func(r *editions.Report) {},
		func(r *editions.Report) { r.Overview = editions.Section{} },
		func(r *editions.Report) { r.Preamble, r.Issuer, r.Date = nil, "", editions.Date{} },
		func(r *editions.Report) { r.Tables = editions.NewTables(r.Tables.Edition()) },
		func(r *editions.Report) {
			*r = editions.Report{Agency: r.Agency, Year: r.Year, Tables: editions.NewTables(r.Tables.Edition())}
		},
		func(r *editions.Report) {
			r.Overview.Paragraphs = []string{strings.Repeat("全年公开信息2,428条，“增长”12.5%——见 http://www.example.gov.cn/；", 500)}
		},
		func(r *editions.Report) {
			for _, s := range r.Sections() {
				for i := range s.Subsections {
					s.Subsections[i].RunIn = !s.Subsections[i].RunIn
				}
			}
			r.Disclosure.Paragraphs = []string{"一\n二\n三"}
			r.Remedies.Notes = []string{"注：无。"}
		},
		func(r *editions.Report) {
			r.Overview.Subsections = r.Overview.Subsections[:1]
			r.Title = "年度报告 (2023)"
		},
	}
	n := 0
	for _, e := range editions.Editions() {
		for i, agency := range agencies {
			for j, change := range sections {
				r := official.Report(e)
				r.Agency, r.Issuer = agency, agency
				change(r)
				d, err := r.Document()
				if err != nil {
					t.Fatal(err)
				}
				l := settle(t, d, sets[(i+j)%len(sets)])
				b := writeLayout(t, Options{}, l)
				checkTags(t, d, readFile(t, b))
				plain.add(b)
				if n++; n%4 == 0 {
					json, err := editions.Encode(r)
					if err != nil {
						t.Fatal(err)
					}
					data.add(writeLayout(t, Options{Attachment: &doc.Attachment{
						Name: "report.json", Type: "application/json", Description: "数据", Data: json,
						Modified: time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC),
					}}, l))
				}
			}
		}
	}
	// And those that the other tests of this package make by hand.
	hand := samples(t)
	hand["tags"] = sample2(t)
	private := newSetter(t)
	private.page()
	private.text(80, 100, look{size: 16, origin: block(0)}, "张某")
	private.text(80, 130, look{size: 16, origin: layout.Origin{Kind: layout.Repeated}}, "张某")
	private.Document.Blocks = append(private.Document.Blocks, &doc.Heading{Runs: doc.Text("张某")})
	private.text(80, 160, look{size: 16, origin: block(1)}, "张某")
	for i := range private.Pages[0].Texts {
		private.Pages[0].Texts[i].Glyphs[1].Rune = 0xE000
	}
	hand["private"] = private
	var names []string
	for name := range hand {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		plain.add(hand[name].write())
	}
	verapdf(t, "2a", plain.dir)
	verapdf(t, "ua1", plain.dir)
	verapdf(t, "3a", data.dir)
	verapdf(t, "ua1", data.dir)
}

// What a reader of tags reads of a table: every figure with its heads, and heads
// that a page repeats once.
func TestReadersReadTags(t *testing.T) {
	for _, e := range editions.Editions() {
		l := pushed(t, e, 1, 15, 0)
		if len(l.Pages) != 2 {
			t.Fatalf("table three is on %d pages", len(l.Pages))
		}
		path := filepath.Join(t.TempDir(), "sample.pdf")
		if err := os.WriteFile(path, writeLayout(t, Options{}, l), 0o666); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(tool(t, "pdfinfo", "-struct-text", path), "\n")
		count := map[string]int{}
		for i, line := range lines {
			line = strings.TrimSpace(line)
			count[line]++
			if line != "TD:" {
				continue
			}
			count["figures"]++
			if next := strings.TrimSpace(lines[i+1]); !strings.HasPrefix(next, "/Headers [(") {
				t.Errorf("%v: a figure is followed by %q", e, next)
			}
		}
		for _, once := range []string{`"申请人情况"`, `"自然人"`, `"法人或其他组织"`, `"科研机构"`, `"三、本年度办理结果"`, `"（三）不予公开"`, "THead", "TBody"} {
			if count[once] != 1 {
				t.Errorf("%v: %s is read %d times", e, once, count[once])
			}
		}
		g, err := l.Document.Blocks[len(l.Document.Blocks)-1].(*doc.Table).Grid()
		if err != nil {
			t.Fatal(err)
		}
		figures := 0
		for _, c := range g.Cells {
			if c.Kind == doc.Data {
				figures++
			}
		}
		if count["figures"] != figures {
			t.Errorf("%v: %d figures, want %d", e, count["figures"], figures)
		}
	}
}
