package pdf

import (
	"bytes"
	"path"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// An Attachment is a file within the file (7.11.4).
type Attachment struct {
	Name, Type string

	f    *File
	data *stream
}

// Data returns the content. The error is a [*report.InputError].
func (a Attachment) Data() ([]byte, error) {
	b, err := a.f.data(a.data)
	if err == nil {
		err = a.f.fault
	}
	return b, explain(err, 0, badData)
}

// maxAttachments is how many attachments are looked for.
const maxAttachments = 100

// Attachments returns the files that are embedded, and those that are associated with
// the whole document.
func (f *File) Attachments() ([]Attachment, error) {
	a := attachments{f: f, seen: map[*stream]bool{}, nodes: map[ref]bool{}}
	for _, v := range f.array(f.root["AF"]) {
		a.add(v)
	}
	a.names(f.dict(f.root["Names"])["EmbeddedFiles"], 0)
	return a.list, explain(f.fault, 0, badObject)
}

type attachments struct {
	f     *File
	list  []Attachment
	seen  map[*stream]bool
	nodes map[ref]bool
}

// names reads a node of a name tree (7.9.6).
func (a *attachments) names(v any, depth int) {
	if r, ok := v.(ref); ok {
		if a.nodes[r] {
			return
		}
		a.nodes[r] = true
	}
	if depth > maxTree {
		return
	}
	d := a.f.dict(v)
	for i, v := range a.f.array(d["Names"]) {
		if i%2 == 1 {
			a.add(v)
		}
	}
	for _, kid := range a.f.array(d["Kids"]) {
		a.names(kid, depth+1)
	}
}

// add adds the file of a file specification.
func (a *attachments) add(v any) {
	d := a.f.dict(v)
	files := a.f.dict(d["EF"])
	s, ok := a.f.get(files["UF"]).(*stream)
	if !ok {
		s, ok = a.f.get(files["F"]).(*stream)
	}
	if !ok || a.seen[s] || len(a.list) == maxAttachments {
		return
	}
	a.seen[s] = true
	n := a.f.text(d["UF"])
	if n == "" {
		n = a.f.text(d["F"])
	}
	n = path.Base(strings.ReplaceAll(n, "\\", "/"))
	a.list = append(a.list, Attachment{n, string(a.f.name(s.dict["Subtype"])), a.f, s})
}

// Carried returns the data that came along, as our PDF/A-3 has them, or nil. Other
// attachments are told. PDF has no digest of them: they stand alone.
func (f *File) Carried(n *source.Notes) (*source.Carried, error) {
	list, err := f.Attachments()
	if err != nil {
		return nil, err
	}
	var c *source.Carried
	others := 0
	for _, a := range list {
		if c != nil || a.Type != "application/json" || a.Name != "report.json" {
			others++
			continue
		}
		b, err := a.Data()
		if err != nil {
			return nil, err
		}
		c = &source.Carried{Carried: doc.Carried{JSON: bytes.TrimSpace(b)}, Version: doc.CarriedVersion}
		c.Digest = c.Carried.Digest()
	}
	n.Leave("附件", others, report.Pos{})
	return c, nil
}
