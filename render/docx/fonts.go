package docx

import "github.com/nianbao/nianbao/render/doc"

// font is a typeface of official documents.
type font struct {
	name string // the official face
	// alt is the face of Windows that stands in. Word takes w:altName as one
	// name and does not divide it at commas ([MS-OI29500] 2.1.262).
	alt           string
	family, pitch string
}

func fontFor(r doc.Role) font {
	return [doc.NumRoles]font{
		doc.FangSong:     {"仿宋_GB2312", "FangSong", "modern", "fixed"},
		doc.XiaoBiaoSong: {"方正小标宋简体", "SimSun", "auto", "variable"},
		doc.HeiTi:        {"黑体", "SimHei", "modern", "fixed"},
		doc.KaiTi:        {"楷体_GB2312", "KaiTi", "modern", "fixed"},
		doc.Song:         {"宋体", "SimSun", "auto", "variable"},
	}[r]
}

// fontTable returns word/fontTable.xml (CT_FontsList, ISO/IEC 29500-1, 17.8.3.11).
func fontTable() []byte {
	var x xmlWriter
	x.raw(xmlHead + `<w:fonts ` + nsW + `>`)
	for r := range doc.NumRoles {
		f := fontFor(r)
		x.raw(`<w:font w:name="` + f.name + `">`)
		x.val("w:altName", f.alt)
		x.raw(`<w:charset w:val="86"/>`) // GB2312_CHARSET
		x.val("w:family", f.family)
		x.val("w:pitch", f.pitch)
		x.raw(`</w:font>`)
	}
	x.raw(`</w:fonts>`)
	return x.b
}
