// Package ofd takes OFD files apart (GB/T 33190-2016): the characters, rules, shades and
// pictures of their pages, and what is attached. It knows no tables: those are found in
// what it gives.
//
// Files of other programs are read as these write them, wherever that leaves no doubt:
// with and without a prefix, in the namespace of the standard or that of its drafts, with
// paths from the file or from the root, in whatever order elements stand.
package ofd

import (
	"path"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// What stands against a file; report has the English.
const (
	noPart    = "缺少这个文件"
	noPages   = "OFD 里没有页面"
	badNumber = "OFD 里的数写得不对"
	badPath   = "OFD 的图形路径写得不对"
	badText   = "OFD 的文字里有别的标记"

	manyUnits = "OFD 的图形、模板相互套用得太多"
	otherName = "没有根文件 OFD.xml"
)

func damaged(part, what string) error { return source.Error(report.Pos{}, "I-ar", part, what, "") }

const (
	main       = "OFD.xml"
	encryption = "Encryptions.xml" // GM/T 0099-2020, annex C
	times      = 4                 // as many elements as a document of Word: some programs make one of each character
)

// Read returns the pages of a file, of all its documents, and the data that came along,
// or nil. What is no content of the pages is told: annotations, among them seals,
// signatures and attachments. The error is a [*report.InputError].
func Read(data []byte, n *source.Notes) (pages []*paper.Page, c *source.Carried, err error) {
	zip, err := opc.Open(data)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case zip.Has(encryption):
		return nil, nil, source.Error(report.Pos{}, "I-at", "", "", "")
	case !zip.Has(main):
		return nil, nil, damaged("", otherName)
	}
	zip.Elements(times)
	r := &reader{Package: zip, notes: n, fonts: map[string]int32{}, names: map[string]*face.Names{}}
	docs, err := r.documents()
	if err != nil {
		return nil, nil, err
	}
	for _, d := range docs {
		if err := d.read(); err != nil {
			return nil, nil, err
		}
		if c == nil {
			c, err = d.carried()
		} else {
			_, err = d.carried()
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if len(r.pages) == 0 {
		return nil, nil, damaged("", noPages)
	}
	return r.pages, c, nil
}

// reader reads a file.
type reader struct {
	*opc.Package
	notes      *source.Notes
	pages      []*paper.Page
	ink        paper.Ink
	composites int                    // that were painted
	fonts      map[string]int32       // their numbers, by part of the document and ID
	names      map[string]*face.Names // of their glyphs, by part
	shapes     shapes
}

// documents reads the list of what documents the file has (7.4).
func (r *reader) documents() (docs []*document, err error) {
	x, err := r.XML(main)
	if err != nil {
		return nil, err
	}
	for range x.Children() {
		for name := range x.Children() {
			if local(name) != "DocBody" {
				continue
			}
			root, version, signatures := "", "", ""
			for name := range x.Children() {
				switch local(name) {
				case "DocRoot":
					root = x.Text()
				case "Versions":
					for range x.Children() {
						if at := x.Attr("BaseLoc"); is(x, "Current", false) {
							version = at
						}
					}
				case "Signatures":
					signatures = x.Text()
				}
			}
			part := r.find("", root)
			if version != "" {
				if root, err = r.version(version, root); err != nil {
					return nil, err
				}
				if now := r.find("", root); now != part { // and readers do not agree which is shown
					r.notes.Leave("文件的其他版本", 1, report.Pos{})
					part = now
				}
			}
			if part == "" {
				return nil, damaged(oneLine(root), noPart)
			}
			docs = append(docs, newDocument(r, part))
			if err := r.signatures(r.find("", signatures)); err != nil {
				return nil, err
			}
		}
	}
	return docs, x.Err()
}

// version returns the root of the document in a version of it (14), or another where
// it gives none.
func (r *reader) version(loc, root string) (string, error) {
	part := r.find("", loc)
	if part == "" {
		return root, nil
	}
	x, err := r.XML(part)
	if err != nil {
		return "", err
	}
	for range x.Children() {
		for name := range x.Children() {
			if local(name) != "DocRoot" {
				continue
			}
			if at := r.find(path.Dir(part), x.Text()); at != "" {
				root = "/" + at
			}
		}
	}
	return root, x.Err()
}

// signatures tells the signatures of a document, which seals are among (18).
func (r *reader) signatures(part string) error {
	if part == "" {
		return nil
	}
	x, err := r.XML(part)
	if err != nil {
		return err
	}
	count := 0
	for range x.Children() {
		for name := range x.Children() {
			if local(name) == "Signature" {
				count++
			}
		}
	}
	r.notes.Leave("签名、印章", count, report.Pos{})
	return x.Err()
}

// find returns the part that a location in a folder means, or "" where there is none
// such: relative to the folder, from the root of the package, or relative to that in
// spite of what is said.
func (r *reader) find(dir, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if loc == "" {
		return ""
	}
	for _, s := range [...]string{path.Join("/", dir, loc), path.Join("/", loc)} {
		if strings.HasPrefix(loc, "/") {
			s = path.Clean(loc)
		}
		if s = strings.TrimPrefix(s, "/"); r.Has(s) {
			return s
		}
	}
	return ""
}

// local is the name of an element without what it is qualified by: files have several
// namespaces, and none.
func local(name string) string { return name[strings.LastIndexAny(name, ":}")+1:] }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
