package render

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/strict"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// Prepared is a report made ready to be written. What its files have in common is
// made once: the document, its pages, the data. It is safe for concurrent use; the
// report and the document are not to be changed any more.
type Prepared struct {
	options  Options
	report   *report.Report
	document func() (*doc.Document, error)
	choices  func() ([]layout.Choice, error)
	layout   func() (*layout.Layout, error)
	typeset  atomic.Pointer[layout.Layout] // nil as long as there is none
	data     func() ([]byte, error)
	instance func() string // what a PDF is known by, or ""
}

// Prepare makes the report ready to be written. The error is that of
// [report.Report.Document], or says that the report is nil.
func Prepare(r *report.Report, o Options) (*Prepared, error) {
	if r == nil {
		return nil, errNoReport
	}
	p := o.prepare(r)
	_, err := p.document()
	return p, err
}

// PrepareDocument makes a document ready to be written that a program has made of
// the report and changed. The data that go along with it are those of the report, its
// reasons among them where the document is a draft or a review copy: it has a Mark or
// Comments. The mark and the note on a revision are the program's own: see
// [report.Report.AppendNote].
func PrepareDocument(d *doc.Document, r *report.Report, o Options) *Prepared {
	p := o.prepare(r)
	p.document = func() (*doc.Document, error) { return d, nil }
	return p
}

var errNoReport = errors.New("render: the report is nil")

func (o Options) prepare(r *report.Report) *Prepared {
	p := &Prepared{options: o, report: r}
	p.document = sync.OnceValues(func() (*doc.Document, error) {
		d, err := r.Document()
		if err != nil {
			return nil, err
		}
		d.Mark = o.Mark
		if o.Note {
			r.AppendNote(d)
		}
		return d, nil
	})
	p.choices = sync.OnceValues(func() ([]layout.Choice, error) {
		if l := p.typeset.Load(); l != nil && l.Choices() != nil {
			return l.Choices(), nil
		}
		d, err := p.document()
		if err != nil {
			return nil, err
		}
		return layout.Choices(d, o.faces())
	})
	p.layout = sync.OnceValues(func() (*layout.Layout, error) {
		d, err := p.document()
		if err != nil {
			return nil, err
		}
		l, err := layout.Typeset(d, o.faces())
		if err == nil {
			p.typeset.Store(l)
		}
		return l, err
	})
	p.data = sync.OnceValues(func() ([]byte, error) {
		r, err := p.attached()
		if err != nil {
			return nil, err
		}
		return r.MarshalJSON()
	})
	p.instance = sync.OnceValue(p.newInstance)
	return p
}

// Write writes the report in the format. It writes the same bytes for the same
// report. The error is a [*FormatError]; a [*report.InputError] where no document
// can be made of the report, or no JSON for a file that carries its data, such as a
// DOCX; a [*layout.MissingGlyphError] where no face has a character of it; an
// [*EmbedError]; a [*pdf.Error] or an [*ofd.Error] where the format cannot hold what is
// on the pages, as of a document that the program has changed; or one of w.
func (p *Prepared) Write(w io.Writer, f Format) error {
	if p.report == nil {
		return errNoReport
	}
	w = &strict.Writer{W: w}
	switch f {
	case DOCX:
		return p.docx(w)
	case PDF:
		return p.pdf(w)
	case OFD:
		return p.ofd(w)
	case HTML:
		return p.html(w)
	case JSON:
		return p.json(w)
	}
	return &FormatError{Name: string(f)}
}

func (p *Prepared) json(w io.Writer) error {
	b, err := report.Encode(p.report)
	if err == nil {
		_, err = w.Write(b)
	}
	return err
}

func (p *Prepared) docx(w io.Writer) error {
	d, err := p.document()
	if err != nil {
		return err
	}
	var o docx.Options
	if o.Data, err = p.carried(DOCX); err != nil {
		return err
	}
	if p.options.EmbedFonts {
		if o.Fonts, err = p.embeddedFonts(); err != nil {
			return err
		}
	}
	return o.Write(w, d)
}

func (p *Prepared) html(w io.Writer) error {
	d, err := p.document()
	if err != nil {
		return err
	}
	o := html.Options{Fragment: p.options.Fragment}
	if o.Data, err = p.carried(HTML); err != nil {
		return err
	}
	return o.Write(w, d)
}

func (p *Prepared) pdf(w io.Writer) error {
	l, err := p.layout()
	if err != nil {
		return err
	}
	o := pdf.Options{Instance: p.instance()}
	if o.Attachment, err = p.attachment(PDF); err != nil {
		return err
	}
	return o.Write(w, l)
}

func (p *Prepared) ofd(w io.Writer) error {
	l, err := p.layout()
	if err != nil {
		return err
	}
	o := ofd.Options{Archive: p.options.Archive}
	if o.Attachment, err = p.attachment(OFD); err != nil {
		return err
	}
	return o.Write(w, l)
}

// attached returns the report whose data go along: with its reasons where the document
// is a draft or a review copy.
func (p *Prepared) attached() (*report.Report, error) {
	d, err := p.document()
	if err != nil {
		return nil, err
	}
	if d.Mark == "" && len(d.Comments) == 0 {
		return p.report.Published(), nil
	}
	return p.report, nil
}

// carried returns the data that go along with a file of the format.
func (p *Prepared) carried(f Format) (c doc.Carried, err error) {
	if !p.options.carries(f) {
		return c, nil
	}
	d, err := p.document()
	if err != nil {
		return c, err
	}
	var options []string
	if f == DOCX && p.options.EmbedFonts {
		options = append(options, "embed-fonts")
	}
	c.Program, c.Options = p.options.Program, strings.Join(append(options, looks(d)...), " ")
	c.JSON, err = p.data()
	return c, err
}

// looks names what of a document is not of the report.
func looks(d *doc.Document) (options []string) {
	if d.Mark != "" {
		options = append(options, "mark="+d.Mark) // it is no final report
	}
	if n := len(d.Comments); n > 0 {
		options = append(options, "comments="+strconv.Itoa(n))
	}
	if report.HasNote(d) {
		options = append(options, "note")
	}
	return options
}

// attachment returns the report's data as a file to go along with one of the format, or
// nil where none does. It is as old as the report. Archives take text alone in an OFD
// (GB/T 42133-2022, 6.15.1 a).
func (p *Prepared) attachment(f Format) (*doc.Attachment, error) {
	if !p.options.carries(f) {
		return nil, nil
	}
	d, err := p.document()
	if err != nil {
		return nil, err
	}
	r, err := p.attached()
	if err != nil {
		return nil, err
	}
	b, err := report.Encode(r)
	if err != nil {
		return nil, err
	}
	a := &doc.Attachment{Name: "report.json", Type: "application/json", Description: r.FullTitle() + "数据", Data: b, Modified: d.Issued}
	if f == OFD && p.options.Archive {
		a.Name, a.Type = "report.txt", "text/plain"
	}
	return a, nil
}

// WriteFiles writes the report to every path in the format of its extension, or,
// where one of them cannot be made, to none. The error is a [*FileError] where a
// file cannot be written, or that of [Prepared.Write].
func (p *Prepared) WriteFiles(paths ...string) error {
	var b Batch
	defer b.Sync()
	return b.WriteFiles(p, paths...)
}

// WriteFiles writes a report to files, see [Prepared.WriteFiles].
func (b *Batch) WriteFiles(p *Prepared, paths ...string) error {
	for _, path := range paths {
		if _, err := FormatOf(path); err != nil {
			return err
		}
	}
	return b.WriteAll(func(w io.Writer, path string) error {
		format, err := FormatOf(path)
		if err != nil {
			return err
		}
		return p.Write(w, format)
	}, paths...)
}
