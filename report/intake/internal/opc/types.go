package opc

import (
	"bytes"
	"path"
	"strings"
)

// contentTypes are the types of the parts, by extension and by name, in lower case.
type contentTypes struct{ byExt, byName map[string]string }

// Kind tells what the archive is: DOCX, XLSX, OFD, or "" for none of them. Their
// templates, and those with macros, are the same.
func Kind(data []byte) string {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return ""
	}
	p, err := Open(data)
	if err != nil {
		return ""
	}
	_, t, err := p.Main()
	switch {
	case p.Has("OFD.xml"):
		return "OFD"
	case err != nil || !strings.HasSuffix(t, ".main+xml"):
	case strings.Contains(t, "wordprocessingml"), strings.Contains(t, "ms-word"):
		return "DOCX"
	case strings.Contains(t, "spreadsheetml"), strings.Contains(t, "ms-excel"):
		return "XLSX"
	}
	return ""
}

// ContentType returns the type of a part, or "".
func (p *Package) ContentType(part string) (string, error) {
	if p.types.byName == nil {
		if err := p.readTypes(); err != nil {
			return "", err
		}
	}
	name := strings.ToLower(part)
	if t, ok := p.types.byName[name]; ok {
		return t, nil
	}
	return p.types.byExt[strings.TrimPrefix(path.Ext(name), ".")], nil
}

func (p *Package) readTypes() error {
	const part = "[Content_Types].xml"
	t := contentTypes{map[string]string{}, map[string]string{}}
	if !p.Has(part) {
		p.types = t
		return nil
	}
	x, err := p.XML(part)
	if err != nil {
		return err
	}
	for range x.Children() {
		for child := range x.Children() {
			switch child {
			case "ct:Default":
				t.byExt[strings.ToLower(x.Attr("Extension"))] = x.Attr("ContentType")
			case "ct:Override":
				t.byName[strings.ToLower(strings.TrimPrefix(x.Attr("PartName"), "/"))] = x.Attr("ContentType")
			}
		}
	}
	p.types = t
	return x.Err()
}
