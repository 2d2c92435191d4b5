// Package opc opens the archives in which documents and workbooks come (Open Packaging
// Conventions, ISO/IEC 29500-2) and reads their XML, both within limits: see package
// source. Nothing is believed that an archive says of itself, and no tree is built.
//
// Every error is a [*report.InputError] whose place is the part.
package opc

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// A Package is an archive. It is not to be used by several goroutines at once.
type Package struct {
	parts map[string]opener // by their names in lower case
	types contentTypes
	budget
}

// opener opens a part.
type opener func() (io.ReadCloser, error)

// budget is what may be read.
type budget struct {
	bytes, tokens      int // still
	maxPart, maxTokens int
}

func newBudget() budget {
	return budget{source.MaxInflated, source.MaxTokens, source.MaxPart, source.MaxTokens}
}

// Times lets parts have so many times as much as those of a report. What all of them have
// stays within its limit.
func (b *budget) Times(n int) {
	b.Elements(n)
	b.maxPart = min(n*b.maxPart, source.MaxInflated)
}

// Elements lets parts have so many times as many elements and texts as those of a report.
func (b *budget) Elements(n int) {
	b.tokens += (n - 1) * b.maxTokens
	b.maxTokens *= n
}

// What stands against a file.
const (
	notZIP      = "压缩包的结构不对"
	badName     = "压缩包中有不该有的文件名"
	twice       = "压缩包中有同名的文件"
	badMethod   = "压缩包的压缩方法未知"
	badStream   = "压缩的内容解不开"
	noPart      = "缺少这个文件"
	badXML      = "不是完整的 XML"
	hasDOCTYPE  = "XML 中有 DOCTYPE"
	badTarget   = "指向不存在的文件"
	manyEntries = "压缩包中的文件"
	manyBytes   = "解压后的字节"
	manyLevels  = "XML 嵌套的层次"
	manyAttrs   = "XML 元素的属性"
	manyTokens  = "XML 的元素"
	longToken   = "XML 一处的字节"
	fileBytes   = "文件的字节"
	manySpaces  = "XML 的命名空间"
)

func damaged(part, what string) error { return source.Error(report.Pos{}, "I-ar", part, what, "") }

func tooMany(part, what string, most int) error {
	return source.Error(report.Pos{}, "I-as", part, what, strconv.Itoa(most))
}

func tooLarge(part, what string, most int) error {
	return source.TooLarge(report.Pos{}, part, what, most)
}

// Open opens an archive and reads its directory.
func Open(data []byte) (*Package, error) {
	if len(data) > source.MaxFile {
		return nil, tooLarge("", fileBytes, source.MaxFile)
	}
	// Each entry of the directory begins so; a part may be an archive, too.
	if bytes.Count(data, []byte("PK\x01\x02")) > 16*source.MaxEntries {
		return nil, tooMany("", manyEntries, source.MaxEntries)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("", notZIP)
	}
	if len(z.File) > source.MaxEntries {
		return nil, tooMany("", manyEntries, source.MaxEntries)
	}
	p := &Package{parts: map[string]opener{}, budget: newBudget()}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		folder := strings.HasSuffix(name, "/")
		name = strings.TrimSuffix(name, "/")
		key := strings.ToLower(name)
		switch {
		case name == "" || path.IsAbs(name) || path.Clean(name) != name || name == ".." || strings.HasPrefix(name, "../") || strings.ContainsAny(name, ":\x00"):
			return nil, damaged("", badName)
		case folder:
			continue
		case p.parts[key] != nil:
			return nil, damaged("", twice)
		case f.Flags&1 != 0:
			return nil, source.Error(report.Pos{}, "I-at", "", "", "")
		case f.Method != zip.Store && f.Method != zip.Deflate:
			return nil, damaged("", badMethod)
		}
		p.parts[key] = f.Open
	}
	return p, nil
}

// Has reports whether there is a part.
func (p *Package) Has(part string) bool { return p.parts[strings.ToLower(part)] != nil }

// Bytes returns a part as it is.
func (p *Package) Bytes(part string) ([]byte, error) {
	r, err := p.open(part)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, r.fault()
	}
	return data, nil
}

// Head returns the first bytes of a part, so many at most.
func (p *Package) Head(part string, most int64) ([]byte, error) {
	r, err := p.open(part)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return nil, r.fault()
	}
	return data, nil
}

// XML reads a part that is XML.
func (p *Package) XML(part string) (*XML, error) {
	r, err := p.open(part)
	if err != nil {
		return nil, err
	}
	return newXML(part, r, &p.budget), nil
}

// Within reads XML that is, or was within, a part.
func (p *Package) Within(part string, data []byte) *XML {
	r := &partReader{part: part, r: bytes.NewReader(data), left: p.maxPart, most: p.maxPart, all: &p.bytes}
	return newXML(part, r, &p.budget)
}

func (p *Package) open(part string) (*partReader, error) {
	open := p.parts[strings.ToLower(part)]
	if open == nil {
		return nil, damaged(part, noPart)
	}
	r, err := open()
	if err != nil {
		return nil, damaged(part, badStream)
	}
	return &partReader{part: part, r: r, left: p.maxPart, most: p.maxPart, all: &p.bytes}, nil
}

// partReader reads a part and counts what it reads.
type partReader struct {
	part string
	r    io.Reader
	left int  // bytes that the part may still have
	most int  // and had
	all  *int // and all of them
	full error
}

func (r *partReader) Read(b []byte) (int, error) {
	n, err := r.r.Read(b)
	r.left -= n
	*r.all -= n
	switch {
	case r.left < 0:
		r.full = tooLarge(r.part, manyBytes, r.most)
	case *r.all < 0:
		r.full = tooLarge(r.part, manyBytes, source.MaxInflated)
	}
	if r.full != nil {
		return 0, r.full
	}
	return n, err
}

// fault returns what an error of the reader says to a user.
func (r *partReader) fault() error {
	if r.full != nil {
		return r.full
	}
	return damaged(r.part, badStream)
}

// A Rel is a relationship of a part to another.
type Rel struct {
	ID       string
	Type     string // of those of Office its last word, such as styles or worksheet
	Target   string // the part; of an external one as it stands
	External bool
}

// Rels returns the relationships of a part, or those of the package: "".
func (p *Package) Rels(part string) ([]Rel, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !p.Has(name) {
		return nil, nil
	}
	x, err := p.XML(name)
	if err != nil {
		return nil, err
	}
	var rels []Rel
	for range x.Children() {
		for child := range x.Children() {
			if child != "rel:Relationship" {
				continue
			}
			r := Rel{ID: x.Attr("Id"), Type: relType(x.Attr("Type")), Target: x.Attr("Target"), External: x.Attr("TargetMode") == "External"}
			if !r.External {
				r.Target = target(dir, r.Target)
			}
			rels = append(rels, r)
		}
	}
	return rels, x.Err()
}

// Related returns the parts to which a part, or the package (""), is related in a
// way, such as styles.
func (p *Package) Related(part, relType string) ([]string, error) {
	rels, err := p.Rels(part)
	var targets []string
	for _, r := range rels {
		if r.Type == relType && !r.External && p.Has(r.Target) {
			targets = append(targets, r.Target)
		}
	}
	return targets, err
}

// Main returns the part that is the document, and its content type.
func (p *Package) Main() (part, contentType string, err error) {
	parts, err := p.Related("", "officeDocument")
	if err != nil {
		return "", "", err
	}
	if len(parts) == 0 {
		return "", "", damaged("_rels/.rels", badTarget)
	}
	contentType, err = p.ContentType(parts[0])
	return parts[0], contentType, err
}

// Title returns the title that the document's properties give, or "".
func (p *Package) Title() (string, error) {
	parts, err := p.Related("", "core-properties")
	if err != nil || len(parts) == 0 {
		return "", err
	}
	x, err := p.XML(parts[0])
	if err != nil {
		return "", err
	}
	title := ""
	for range x.Children() {
		for child := range x.Children() {
			if child == "dc:title" {
				title = strings.TrimSpace(x.Text())
			}
		}
	}
	return title, x.Err()
}

var officeTypes = [...]string{
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
	"http://purl.oclc.org/ooxml/officeDocument/relationships/",
	"http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
	"http://schemas.microsoft.com/office/2006/relationships/",
}

func relType(uri string) string {
	for _, prefix := range officeTypes {
		if name, ok := strings.CutPrefix(uri, prefix); ok {
			return path.Base(name)
		}
	}
	return uri
}

// target returns the part that a target in a folder means.
func target(dir, s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(s, `\`, "/"), "#")
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	if !path.IsAbs(s) {
		s = "/" + dir + s
	}
	return strings.TrimPrefix(path.Clean(s), "/")
}
