package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/workbook"
)

// build is a run of nianbao build.
type build struct {
	folder
	results      results
	formats      []render.Format
	options      render.Options
	draft, force bool
	skip         bool // leave alone what is present
}

// runBuild is nianbao build.
func runBuild(c *call) int {
	b := build{folder: folder{call: c, flag: "-o"}, results: results{call: c}}
	b.results.jsonFlag()
	to := c.flags.String("to", "docx,pdf", does("docx,pdf,ofd,html,json,xlsx", "写哪些格式，缺省为 docx,pdf", "the formats, by default docx,pdf"))
	c.flags.StringVar(&b.dir, "o", ".", does("DIR", "写到哪个文件夹，没有就建立；缺省为当前文件夹", "the folder to write to, which is made; by default the current one"))
	c.flags.BoolVar(&b.force, "force", false, does("", "有错误或未填的数据照样写，不加标记", "write all the same where there are errors or missing figures, without a mark"))
	c.flags.BoolVar(&b.draft, "draft", false, does("", "写草稿，每页标明“草稿”", "write a draft, with 草稿 on every page"))
	c.flags.BoolVar(&b.skip, "skip-existing", false, does("",
		"已经在那里、完好而且没有变化的文件不再写，中断的一次可以这样接着做",
		"files that are there already, whole and unchanged, are not written again, so that a run that was ended can go on"))
	var faces faceSource
	c.flag("fonts", does("embedded|system|DIR|仿宋=FILE",
		"PDF 和 OFD 的字体：程序自带、本机或某个文件夹的；或指定哪个文件作仿宋、小标宋、黑体、楷体或宋体。可以给几次",
		"the faces of PDF and OFD: the program's own, the system's, or those of a folder; or a file for 仿宋, 小标宋, 黑体, 楷体 or 宋体. It may be given several times"), faces.add)
	c.flags.BoolVar(&b.options.EmbedFonts, "embed", false, does("", "字体也嵌入 DOCX", "the faces are embedded in the DOCX, too"))
	c.flags.BoolVar(&b.options.Fragment, "fragment", false, does("", "HTML 不是整页，而是供粘贴到网站内容管理系统的片段", "the HTML is no page but a fragment for pasting into a content management system"))
	c.flags.BoolVar(&b.options.Archive, "archive", false, does("",
		"OFD 按 GB/T 42133 供归档，不附报告数据，有 -data always 时附为文本；PDF 不加它也可以归档",
		"the OFD is one for archives (GB/T 42133), without data, or with -data always with the data as text; a PDF is one without it"))
	c.flag("data", does("always|never",
		"随附报告数据：always，PDF 也附；never，都不附。缺省为 DOCX、OFD、HTML、XLSX 附",
		"which files carry the report's data: always, the PDF, too; never, none. By default DOCX, OFD, HTML and XLSX do"), b.setData)
	c.flags.BoolVar(&b.options.Note, "note", false, does("", "报告是更正（revision）的，文末印更正说明", "where a report is a correction (revision), the note on that is printed at the end"))
	c.lastFlag()
	c.readingFlags()
	c.titleFlags()
	c.checkingFlags()
	args, status := c.parse()
	if status != proceed {
		return status
	}
	if !b.settings(*to, &faces) {
		return exitUnusable
	}
	b.options.Program = "nianbao " + programVersion()
	all, status := c.files(args, b.results.failed)
	if s := c.readLastYears(all); s != exitDone {
		return s
	}
	all = b.leaveOut(all)
	defer b.open()()
	return b.results.end(max(status, c.each(all, b.one, b.results.failed)))
}

func (b *build) setData(s string) *message {
	switch s {
	case "always":
		b.options.Data = render.DataAlways
	case "never":
		b.options.Data = render.DataNever
	default:
		return &message{"-data 应为 always 或 never", "-data is always or never"}
	}
	return nil
}

// settings reads the flags that depend on one another. It reports whether they can be
// followed.
func (b *build) settings(to string, faces *faceSource) bool {
	switch {
	case !b.setFormats(to):
	case b.dir == "":
		b.say("-o 后面的文件夹是空的；当前文件夹写作 .", "the folder of -o is empty; the current one is .")
	case slices.Contains(formats(), render.Format(extension(b.dir))) && !exists(b.dir):
		b.say("-o 后面是文件夹，不是文件：%s；写什么格式用 -to 给出，如 -o 成品 -to %s", "-o is a folder and no file: %s; the format is given by -to, such as -o out -to %s", b.dir, extension(b.dir))
	case b.draft && b.force:
		b.say("-draft 和 -force 只能用一个", "-draft and -force exclude one another")
	default:
		return b.used() && b.setFonts(faces)
	}
	return false
}

func (b *build) setFormats(to string) bool {
	for name := range strings.SplitSeq(to, ",") {
		switch f := render.Format(strings.ToLower(strings.TrimSpace(name))); {
		case f == "":
			b.say("-to 后面应是格式，如 docx,pdf，逗号前后没有空格", "-to is a list of formats such as docx,pdf, without spaces")
			return false
		case !slices.Contains(formats(), f):
			b.say("没有“%s”这种格式；有 %s", "there is no format %q; there are %s", f, b.listFormats(formats()))
			return false
		case !slices.Contains(b.formats, f):
			b.formats = append(b.formats, f)
		}
	}
	return true
}

func (b *build) listFormats(formats []render.Format) string {
	var names []string
	for _, f := range formats {
		names = append(names, string(f))
	}
	return b.list(names)
}

// used reports whether every option is for one of the formats.
func (b *build) used() bool {
	for _, x := range []struct {
		flag   string
		option render.Options
	}{
		{"-embed", render.Options{EmbedFonts: b.options.EmbedFonts}},
		{"-fragment", render.Options{Fragment: b.options.Fragment}},
		{"-archive", render.Options{Archive: b.options.Archive}},
		{"-data", render.Options{Data: b.options.Data}},
		{"-note", render.Options{Note: b.options.Note}},
	} {
		if x.option == (render.Options{}) {
			continue
		}
		of := slices.DeleteFunc(render.Formats(), func(f render.Format) bool { return x.option.For(f) == (render.Options{}) })
		if x.option.Data != render.DataDefault || x.option.Note {
			of = append(of, formatXLSX)
		}
		if !slices.ContainsFunc(b.formats, func(f render.Format) bool { return slices.Contains(of, f) }) {
			b.say("%s 只用于 %s，而 -to 里没有", "%s is for %s alone, which -to does not have", x.flag, b.listFormats(of))
			return false
		}
	}
	return true
}

// setFonts looks for the faces where a format embeds them.
func (b *build) setFonts(faces *faceSource) bool {
	o := b.options
	o.Fonts = new(fonts.Set)
	if !slices.ContainsFunc(b.formats, func(f render.Format) bool { return o.For(f).Fonts != nil }) {
		return true
	}
	var err error
	if b.options.Fonts, err = faces.set(); err != nil {
		b.unusableFonts(err)
	}
	return err == nil
}

// titled returns the report as it is printed in a draft or a review copy, which have a
// title whatever is missing.
func titled(r *report.Report) *report.Report {
	if strings.TrimSpace(r.Agency) != "" {
		return r
	}
	titled := *r
	titled.Agency = unknownAgency
	return &titled
}

// unknownAgency stands there for an agency that is not named.
const unknownAgency = "××××"

// titled returns the report as it is printed.
func (b *build) titled(r *report.Report) *report.Report {
	if b.draft {
		return titled(r)
	}
	return r
}

// paths returns the files that a report is written to.
func (b *build) paths(r *report.Report) (paths []string) {
	name := render.FileName(b.titled(r))
	for _, f := range b.formats {
		ext := "." + string(f)
		if f == render.HTML && b.options.Fragment {
			ext = fragmentExt // not in place of the page
		}
		paths = append(paths, filepath.Join(b.dir, name+ext))
	}
	return paths
}

const fragmentExt = ".fragment.html"

// outputs returns the names of all files that runs make of a report.
func outputs(r *report.Report) []string {
	name := render.FileName(titled(r))
	names := []string{name + fragmentExt}
	for _, f := range formats() {
		names = append(names, name+"."+string(f))
	}
	for _, ext := range reviewExts {
		names = append(names, name+ext)
	}
	return names
}

// one checks a report and draws it.
func (b *build) one(in input, r *report.Report, read []report.Finding) (tell func() int) {
	checked, last := b.check(in, r)
	blocked := 0
	if !b.draft {
		blocked = blocking(r, read, checked)
	}
	findings := append(read, checked...)
	x := result{in: in, report: r, findings: findings, folded: r.Fold(findings)}
	x.files = files{Written: []string{}}
	if blocked > 0 && !b.force {
		x.why = &message{
			fmt.Sprintf("没有写 %s 的文件：有 %d 处错误或未填的数据；-draft 写草稿，-force 照样写", in.path, blocked),
			fmt.Sprintf("nothing written for %s: %d errors or missing figures; -draft writes a draft, -force writes all the same", in.path, blocked),
		}
		return func() int { return max(b.results.tell(x), exitFindings) }
	}
	paths := b.paths(r)
	d, err := b.draw(r, last, paths)
	return func() int {
		switch x.why = b.free(in, paths); {
		case x.why != nil:
			d.set.Discard()
		case among(findings, err): // which has been told
			x.why = &message{fmt.Sprintf("没有写 %s 的文件", in.path), fmt.Sprintf("nothing written for %s", in.path)}
			if r.Year == 0 && r.Agency == "" {
				x.why = &message{x.why.zh + "：没有标题；请用 -agency 和 -year 给出机关和年份", x.why.en + ": it has no title; give the agency and the year by -agency and -year"}
			}
		case err != nil:
			x.err = err
		default:
			x.err = d.set.Publish()
		}
		if x.why != nil || x.err != nil {
			b.results.tell(x)
			return exitUnusable
		}
		x.Written, x.Present, x.looks = append(x.Written, d.files.Written...), d.files.Present, d.looks
		status := b.results.tell(x)
		b.keep(in, paths)
		if !b.results.json {
			b.wrote(x.Written...)
			b.tellLooks(in.path, d.looks)
		}
		switch {
		case status == exitUnusable:
		case b.draft:
			status = exitDone
		case blocked > 0:
			status = exitFindings
		}
		return status
	}
}

// drawn is the files of a report, which have not their names yet.
type drawn struct {
	set   *render.Set // nil where all are present
	files files
	looks []look
}

// draw draws the files of a report.
func (b *build) draw(r, last *report.Report, paths []string) (d drawn, err error) {
	write := func(w io.Writer, _ string) error { return b.options.Write(w, render.JSON, r) }
	present := func(path string) bool {
		return render.Same(path, func(w io.Writer) error { return write(w, path) })
	}
	looks := func() ([]look, error) { return nil, nil }
	if !slices.Equal(b.formats, []render.Format{render.JSON}) { // which needs no document
		p, err := b.prepare(r)
		if err != nil {
			return d, err
		}
		looks = func() ([]look, error) { return b.looks(p) }
		same := present
		write = func(w io.Writer, path string) error { return b.write(w, path, p, r, last) }
		present = func(path string) bool {
			if filepath.Ext(path) == "."+string(formatXLSX) {
				return same(path)
			}
			return p.Present(path)
		}
	}
	for _, path := range paths {
		if b.skip && present(path) {
			d.files.Present = append(d.files.Present, path)
		} else {
			d.files.Written = append(d.files.Written, path)
		}
	}
	if d.files.Written != nil {
		d.set, err = b.folder.draw(write, d.files.Written)
	}
	if err == nil { // last, for pages that are set by now need not be looked through
		if d.looks, err = looks(); err != nil {
			d.set.Discard()
		}
	}
	return d, err
}

// among reports whether the error is one of the findings.
func among(findings []report.Finding, err error) bool {
	e := (*report.InputError)(nil)
	return errors.As(err, &e) && slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == e.Code && f.Path == e.Path })
}

// write writes the report in the format of the path, a workbook with the figures of last
// year.
func (b *build) write(w io.Writer, path string, p *render.Prepared, r, last *report.Report) error {
	if filepath.Ext(path) == "."+string(formatXLSX) {
		o := workbook.Options{Last: last, Program: b.options.Program, NoData: b.options.Data == render.DataNever, Note: b.options.Note}
		if b.draft {
			o.Mark = doc.Draft
		}
		return workbook.Write(w, r, o)
	}
	return writeFormat(w, path, p)
}

// writeFormat writes the report in the format of the path.
func writeFormat(w io.Writer, path string, p *render.Prepared) error {
	format, err := render.FormatOf(path)
	if err != nil {
		return err
	}
	return p.Write(w, format)
}

// formatXLSX is a format that package render has not.
const formatXLSX render.Format = "xlsx"

// formats returns every format that build writes.
func formats() []render.Format { return append(render.Formats(), formatXLSX) }

// blocking counts what stands in the way of publication.
func blocking(r *report.Report, read, checked []report.Finding) int {
	var blocks, errors []report.Finding
	for _, f := range checked {
		if f.Blocks() {
			blocks = append(blocks, f)
		}
	}
	for _, f := range read {
		if f.Severity == report.Error {
			errors = append(errors, f)
		}
	}
	return len(r.Fold(blocks)) + len(errors)
}

// prepare makes the document of the report; a draft says that it is one. The data
// are the report's.
func (b *build) prepare(r *report.Report) (*render.Prepared, error) {
	d, err := b.titled(r).Document()
	if err != nil {
		return nil, err
	}
	if b.draft {
		d.Mark = doc.Draft
	}
	if b.options.Note {
		r.AppendNote(d)
	}
	return render.PrepareDocument(d, r, b.options), nil
}

// look is a finding on a typeface, and the formats that it is of.
type look struct {
	report.Finding
	formats []string
}

// looks returns what there is to tell of typefaces.
func (b *build) looks(p *render.Prepared) (looks []look, err error) {
	for _, f := range b.formats {
		if f == formatXLSX {
			continue // which is set in what the reader's machine has
		}
		list, err := p.Check(f)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			i := slices.IndexFunc(looks, func(l look) bool { return sameLook(l.Finding, x) })
			if i < 0 {
				i = len(looks)
				looks = append(looks, look{Finding: x})
			}
			looks[i].formats = append(looks[i].formats, strings.ToUpper(string(f)))
		}
	}
	return looks, nil
}

// tellLooks tells of typefaces. What is so of every report is told once.
func (b *build) tellLooks(path string, looks []look) {
	for _, x := range looks {
		switch {
		case x.Code == "L-b":
			b.finding(path, x.Finding)
		case !slices.ContainsFunc(b.told, func(f report.Finding) bool { return sameLook(f, x.Finding) }):
			b.told = append(b.told, x.Finding)
			b.standIn(x.Finding, x.formats)
		}
	}
}

// sameLook reports whether two findings on typefaces tell the same.
func sameLook(a, b report.Finding) bool {
	return a.Code == b.Code && a.Place == b.Place && a.Got == b.Got && a.Want == b.Want
}

// standIn tells that a typeface stands in for another in the files.
func (b *build) standIn(x report.Finding, files []string) {
	severity := b.choose(x.Severity.String(), x.Severity.English())
	rest := ""
	if slices.Contains(b.formats, render.DOCX) && !b.options.EmbedFonts {
		rest = b.choose("；DOCX 不受影响", "; the DOCX is not affected")
	}
	if b.options.Fonts == nil {
		rest += fmt.Sprintf(b.choose("。本机有%s时加 -fonts system", ". If this machine has %s, add -fonts system"), x.Want)
	}
	last := len(files) - 1
	in := files[last]
	if last > 0 {
		in = strings.Join(files[:last], b.choose("、", ", the ")) + b.choose(" 和 ", " and the ") + in
	}
	b.say("%s L-a %s 没有%s，用“%s”代替%s", "%s L-a the %s: no face for %s, %s stands in for it%s", severity, in, x.Want, x.Got, rest)
}
