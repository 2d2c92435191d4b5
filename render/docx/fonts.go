package docx

import (
	"slices"

	"github.com/nianbao/nianbao/report/doc"
)

// typeface is a typeface of official documents.
type typeface struct {
	name string // the official face
	// alt is the face of Windows that stands in. Word takes w:altName as one
	// name and does not divide it at commas ([MS-OI29500] 2.1.262).
	alt           string
	family, pitch string
}

func typefaceFor(r doc.Role) typeface {
	return [doc.NumRoles]typeface{
		doc.FangSong:     {"仿宋_GB2312", "FangSong", "modern", "fixed"},
		doc.XiaoBiaoSong: {"方正小标宋简体", "SimSun", "auto", "variable"},
		doc.HeiTi:        {"黑体", "SimHei", "modern", "fixed"},
		doc.KaiTi:        {"楷体_GB2312", "KaiTi", "modern", "fixed"},
		doc.Song:         {"宋体", "SimSun", "auto", "variable"},
	}[r]
}

// fontTable writes word/fontTable.xml (CT_FontsList, ISO/IEC 29500-1, 17.8.3.11):
// the official faces, and behind them those that are embedded in their place. A
// program takes an embedded face by the official name under which it is listed,
// or by w:altName under its own.
func (x *xmlWriter) fontTable(k *pack) {
	x.raw(xmlHead + `<w:fonts ` + nsW)
	if k.fonts != nil {
		x.raw(` ` + nsR)
	}
	x.raw(`>`)
	var official [doc.NumRoles]string
	for r := range doc.NumRoles {
		f := typefaceFor(r)
		official[r] = f.name
		own := k.fonts.forRole(r)
		if own != nil && own.Family != f.name {
			f.alt = own.Family
		}
		x.font(f, k.fonts, own)
	}
	if k.fonts != nil {
		for i := range k.fonts.faces {
			if own := &k.fonts.faces[i]; !slices.Contains(official[:], own.Family) {
				x.font(typeface{name: own.Family, family: "auto", pitch: "variable"}, k.fonts, own)
			}
		}
	}
	x.raw(`</w:fonts>`)
}

// font appends a w:font (CT_Font, ISO/IEC 29500-1, 17.8.3.10).
func (x *xmlWriter) font(f typeface, e *embedding, own *face) {
	x.raw(`<w:font w:name="`)
	x.text(f.name)
	x.raw(`">`)
	if f.alt != "" {
		x.val("w:altName", f.alt)
	}
	x.raw(`<w:charset w:val="86"/>`) // GB2312_CHARSET
	x.val("w:family", f.family)
	x.val("w:pitch", f.pitch)
	if own != nil {
		x.embed("w:embedRegular", e, own.regular)
		x.embed("w:embedBold", e, own.bold)
	}
	x.raw(`</w:font>`)
}
