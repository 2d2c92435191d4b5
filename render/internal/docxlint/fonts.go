package docxlint

import (
	"encoding/binary"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const fontTablePart = "word/fontTable.xml"

// fonts checks that the font table has every face that a part names (17.8.3.10),
// and the faces that are embedded.
func (p *pkg) fonts() {
	root := p.root(fontTablePart)
	if root == nil {
		p.Add("font", fontTablePart, "", "the part is missing")
		return
	}
	table := map[string]bool{}
	embedded := false
	for _, f := range root.Children("w:font") {
		name := f.Attr("w:name")
		if table[name] || name == "" {
			p.At("font", f, "the face %q, want each once", name)
		}
		table[name] = true
		const longest = 31 // that the Open XML SDK takes
		if utf8.RuneCountInString(name) > longest {
			p.At("font-name", f, "the name %q has more than %d characters", name, longest)
		}
		for _, e := range f.Kids {
			if byElement[e.Name] == relFont {
				embedded = true
				p.embeddedFont(e)
			}
		}
	}
	saves := p.root("word/settings.xml").Child("w:embedTrueTypeFonts") != nil
	if embedded != saves {
		p.Add("font-setting", "word/settings.xml", "", "w:embedTrueTypeFonts %t, embedded faces %t", saves, embedded)
	}
	missing := map[string]bool{}
	for _, part := range p.order {
		for n := range p.parts[part].root.All("w:rFonts") {
			for _, a := range []string{"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"} {
				if face := n.Attr(a); face != "" && !table[face] && !missing[face] {
					missing[face] = true
					p.At("font-table", n, "the face %q is not in the font table", face)
				}
			}
		}
	}
}

var guid = regexp.MustCompile(`^\{[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\}$`)

// embeddedFont checks that what is embedded is a face when its obfuscation is
// taken away (17.8.1).
func (p *pkg) embeddedFont(n *node) {
	key := n.Attr("w:fontKey")
	if !guid.MatchString(key) {
		p.At("font-key", n, "w:fontKey %q, want a GUID in capitals and braces", key)
		return
	}
	var x *part
	if r := p.parts[fontTablePart].rels[n.Attr("r:id")]; r != nil {
		x = p.parts[r.target]
	}
	if x == nil {
		return // found before
	}
	const obfuscated = 32
	if len(x.data) < obfuscated {
		p.Add("font-data", x.name, "", "%d bytes are no font", len(x.data))
		return
	}
	xor, _ := hex.DecodeString(strings.ReplaceAll(strings.Trim(key, "{}"), "-", ""))
	slices.Reverse(xor)
	font := slices.Clone(x.data)
	for i := range obfuscated {
		font[i] ^= xor[i%len(xor)]
	}
	if fault := sfntFault(font); fault != "" {
		p.Add("font-data", x.name, "", "with the key %s the part is no font: %s", key, fault)
	}
}

// sfntFault returns what is wrong with the table directory of a font (OpenType
// spec, Organization of an OpenType Font), or "".
func sfntFault(font []byte) string {
	const header, record = 12, 16
	version := string(font[:4])
	if version != "\x00\x01\x00\x00" && version != "OTTO" && version != "true" {
		return "the version is " + hex.EncodeToString(font[:4])
	}
	n := int(binary.BigEndian.Uint16(font[4:]))
	if n == 0 || len(font) < header+n*record {
		return "the table directory is cut off"
	}
	previous, tags := "", map[string]bool{}
	for i := range n {
		r := font[header+i*record:]
		tag := string(r[:4])
		offset, length := uint64(binary.BigEndian.Uint32(r[8:])), uint64(binary.BigEndian.Uint32(r[12:]))
		if tag <= previous {
			return "the table " + tag + " stands behind " + previous
		}
		if offset+length > uint64(len(font)) {
			return "the table " + tag + " is cut off"
		}
		previous, tags[tag] = tag, true
	}
	for _, tag := range []string{"cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"} {
		if !tags[tag] {
			return "no table " + tag
		}
	}
	return ""
}
