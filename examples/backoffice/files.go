package backoffice

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/workbook"
)

// fileFormat is a format in which a report can be had.
type fileFormat struct {
	Key       string // in addresses, such as docx or review.docx
	Name      string // in Chinese
	ext       string // how the names of its files end
	mediaType string
	packed    bool // its files are compressed already
	write     func(*handout, io.Writer) error
}

// fileFormats returns the formats: those of render, the workbook, and review copies.
func fileFormats() []fileFormat {
	var all []fileFormat
	of := func(f render.Format) fileFormat {
		name := strings.ToUpper(string(f))
		if f == render.OFD {
			name += " 版式文件"
		}
		return fileFormat{Key: string(f), Name: name, ext: "." + string(f), mediaType: f.MediaType(), packed: f != render.HTML && f != render.JSON}
	}
	for _, f := range render.Formats() {
		x := of(f)
		x.write = func(h *handout, w io.Writer) error { return h.options.Write(w, f, h.given()) }
		all = append(all, x)
	}
	all = append(all, fileFormat{Key: "xlsx", Name: "工作簿（XLSX）", ext: ".xlsx", mediaType: workbook.MediaType, packed: true, write: (*handout).writeWorkbook})
	for _, f := range []render.Format{render.DOCX, render.HTML} {
		x := of(f)
		x.Key, x.Name, x.ext = "review"+x.ext, "校核副本（"+x.Name+"）", ".校核"+x.ext
		x.write = func(h *handout, w io.Writer) error { return h.writeReview(w, f) }
		all = append(all, x)
	}
	return all
}

// fileFormatOf returns the format with the key.
func fileFormatOf(key string) (fileFormat, bool) {
	all := fileFormats()
	i := slices.IndexFunc(all, func(f fileFormat) bool { return f.Key == key })
	if i < 0 {
		return fileFormat{}, false
	}
	return all[i], true
}

// handout is a report as it is given out: a published one, or a draft that says so.
type handout struct {
	*Content
	event     int       // that it is of; 0 is what is written now
	state     State     // that it is in, or that the event led to
	at        time.Time // when it was written
	published bool
	last      *report.Report // of the year before; nil where there is none
	findings  []report.Finding
	remarks   []string // what is to be known of its files
	options   render.Options
}

// handout returns the report of a body with an event, or, of event 0, as it stands now:
// that of a published filing is the one that was published.
func (s *server) handout(ctx context.Context, b Body, k Key, event int) (*handout, error) {
	h := &handout{event: event, options: s.fileOptions()}
	if event == 0 {
		w, err := s.read(ctx, b, k)
		if err != nil {
			return nil, err
		}
		h.Content, h.state, h.at, h.last, h.findings = w.Content, w.State, w.SavedAt, w.judge.last, w.findings
		if w.State == Published {
			h.event = w.Published
		}
	}
	if h.event != 0 {
		if err := s.recall(ctx, k, h); err != nil {
			return nil, err
		}
	}
	if !h.published {
		h.options.Mark = doc.Draft
		h.remarks = append(h.remarks, "草稿，尚未发布")
	}
	if n := len(h.Unread); n > 0 {
		h.remarks = append(h.remarks, fmt.Sprintf("填写的内容有 %d 处读不出，文件中空着", n))
	}
	return h, nil
}

// fileOptions are those of all files.
func (s *server) fileOptions() render.Options {
	return render.Options{Fonts: s.Fonts, Note: true, Program: s.Program}
}

// drawable refuses a report of which a file cannot be made, such as a PDF with a character that no face has: its people
// are told before it is locked, and not when somebody wants the file.
func (s *server) drawable(r *report.Report) error {
	options := s.fileOptions()
	options.Mark = doc.Draft
	files, err := render.Prepare(r, options)
	for _, f := range render.Formats() {
		if err == nil {
			err = files.Write(io.Discard, f)
		}
	}
	if err == nil {
		err = workbook.Write(io.Discard, r, workbook.Options{})
	}
	if missing, ok := errors.AsType[*layout.MissingGlyphError](err); ok {
		return refuse("PDF 和 OFD 排不出来，" + missing.Error() + "；请改用别的字，或请管理人员给系统配上有这些字的字体")
	}
	if long, ok := errors.AsType[*workbook.TextError](err); ok {
		return refuse("工作簿做不出来，" + r.Place(long.Path) + "：" + long.Error())
	}
	return err
}

// recall makes the handout that of its event.
func (s *server) recall(ctx context.Context, k Key, h *handout) error {
	e, err := s.store.Event(ctx, k, h.event)
	if err != nil {
		return err
	}
	r, _, err := report.Decode(e.Report)
	if err != nil {
		return err
	}
	j, err := s.judge(ctx, Filing{Key: k, State: Published, Published: e.Number}) // by what was published before
	if err != nil {
		return err
	}
	h.Content, h.state, h.at, h.last, h.published = &Content{Report: r, Unread: e.Unread}, e.To, e.At, j.last, e.To == Published
	if h.findings = e.Findings; len(h.findings) == 0 || e.Action.replaces() { // which keeps what was told of something else
		h.findings = j.judge(h.Content)
	}
	return nil
}

// given returns the report as it is given out: without reasons when it is published.
func (h *handout) given() *report.Report {
	if h.published {
		return h.Report.Published()
	}
	return h.Report
}

// name is what its files are called, without the end: of what is no published report it
// says so, since not every format has pages to mark.
func (h *handout) name() string {
	name := render.FileName(h.Report)
	switch {
	case h.published:
		return name
	case h.event > 0:
		name += ".历史" + strconv.Itoa(h.event)
	}
	return name + "." + doc.Draft
}

// document returns the report as it is printed, with the note of a correction.
func (h *handout) document() (*doc.Document, error) {
	d, err := h.Report.Document()
	if err != nil {
		return nil, err
	}
	h.Report.AppendNote(d)
	d.Mark = h.options.Mark
	return d, nil
}

// writeReview writes a review copy, in which what was found stands as comments.
func (h *handout) writeReview(w io.Writer, f render.Format) error {
	d, err := h.document()
	if err != nil {
		return err
	}
	d.Comments = h.Report.Comments(d, h.findings)
	return render.PrepareDocument(d, h.Report, h.options).Write(w, f)
}

func (h *handout) writeWorkbook(w io.Writer) error {
	return workbook.Write(w, h.given(), workbook.Options{Last: h.last, Program: h.options.Program, Note: h.options.Note, Mark: h.options.Mark})
}

// write writes the report in a format. A fault of this program is an error of the one
// file.
func (h *handout) write(w io.Writer, f fileFormat) (err error) {
	defer caught(&err)
	return f.write(h, w)
}

// caught, deferred, makes an error of a panic.
func caught(err *error) {
	if recover() != nil {
		*err = panicked()
	}
}

// fileLinks returns links to all files of a report with an event, or, of event 0, as it
// stands now. The part "files" lists them.
func (s *server) fileLinks(k Key, event int) (links []link) {
	query := ""
	if event > 0 {
		query = "?event=" + strconv.Itoa(event)
	}
	for _, f := range append(fileFormats(), archiveFormat) {
		links = append(links, link{s.Path + k.path() + "/files/" + f.Key + query, f.Name})
	}
	return links
}

// draw does what draws a report, when few others are being drawn.
func (s *server) draw(ctx context.Context, do func() error) error {
	select {
	case s.drawing <- struct{}{}:
		defer func() { <-s.drawing }()
		return do()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// file answers with the report in a format, or with an archive of all formats.
func (s *server) file(a *ask) error {
	f, ok := fileFormatOf(a.PathValue("format"))
	if !ok && a.PathValue("format") != archiveFormat.Key {
		return ErrNotFound
	}
	event := 0
	if text := a.URL.Query().Get("event"); text != "" {
		var err error
		if event, err = strconv.Atoi(text); err != nil || event < 1 {
			return ErrNotFound
		}
	}
	h, err := s.handout(a.Context(), a.body, a.key, event)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return h.write(w, f) }
	if !ok {
		f = archiveFormat
		write = func(w io.Writer) error { return s.archiveOf(w, a.body, h) }
	}
	return s.download(a, h.name()+f.ext, f.mediaType, func(w io.Writer) error {
		return s.draw(a.Context(), func() error { return write(w) })
	})
}

// archiveFormat is that of all formats together.
var archiveFormat = fileFormat{Key: "zip", Name: "全部格式（ZIP）", ext: ".zip", mediaType: "application/zip"}
