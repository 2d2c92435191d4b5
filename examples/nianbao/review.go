package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// review writes review copies: reports with what was found in them as comments.
type review struct{ folder }

// reviewExts are how the names of a review copy end.
var reviewExts = [...]string{".校核.docx", ".校核.html"}

func (v *review) setDir(dir string) *message {
	if v.dir = dir; dir == "" {
		return &message{"-review 后面的文件夹是空的；当前文件夹写作 .", "the folder of -review is empty; the current one is ."}
	}
	return nil
}

// one draws the review copy of a report; what it returns gives it its names.
func (v *review) one(in input, r *report.Report, findings []report.Finding) (tell func() int) {
	var paths []string
	for _, ext := range reviewExts {
		paths = append(paths, filepath.Join(v.dir, render.FileName(titled(r))+ext))
	}
	d, noDocument := titled(r).Document()
	var set *render.Set
	var err error
	if noDocument == nil {
		d.Comments = v.comments(r, d, findings)
		p := render.PrepareDocument(d, r, render.Options{Program: "nianbao " + programVersion()})
		set, err = v.draw(func(w io.Writer, path string) error { return writeFormat(w, path, p) }, paths)
	}
	return func() int {
		if why := v.free(in, paths); why != nil {
			set.Discard()
			v.say("%s", "%s", v.text(why))
			return exitUnusable
		}
		if noDocument != nil {
			v.say("没有写 %s 的校核副本：有错误，排不成文件", "no review copy of %s: there are errors with which no document can be made", in.path)
			if !among(findings, noDocument) {
				v.failed(in.path, noDocument)
			}
			return exitUnusable
		}
		if err == nil {
			err = set.Publish()
		}
		if err != nil {
			v.failed(in.path, err)
			return exitUnusable
		}
		v.keep(in, paths)
		v.wrote(paths...)
		return exitDone
	}
}

// comments returns the comments, of very many findings the first.
func (v *review) comments(r *report.Report, d *doc.Document, findings []report.Finding) []doc.Comment {
	n := min(len(findings), maxFindings)
	comments := r.Comments(d, findings[:n])
	if v.english {
		comments = r.CommentsInEnglish(d, findings[:n])
	}
	if more := len(findings) - n; more > 0 {
		comments = append(comments, doc.Comment{Text: fmt.Sprintf(v.choose("另有 %d 条，没有列出", "%d more are not listed"), more)})
	}
	return comments
}
