package opc

import (
	"path"
	"strings"
)

// contentTypes are the types of the parts, by extension and by name, in lower case.
type contentTypes struct{ byExt, byName map[string]string }

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
