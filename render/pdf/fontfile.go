package pdf

import "github.com/nianbao/nianbao/fonts"

// fontFile is the font program of the glyphs that a document uses of a face, as
// the data of a FontFile2 or FontFile3 stream. All that is done to make it is in
// this file.
type fontFile struct {
	font   *fonts.FontFile
	glyphs []fonts.GID // index in it → index in the face; 0 is .notdef
	cff    bool
}

func newFontFile(face *fonts.Face, used []fonts.GID) (fontFile, error) {
	f, err := face.FontFile(used)
	if err != nil {
		return fontFile{}, err
	}
	return fontFile{f, f.Glyphs, f.CFF}, nil
}

func (f fontFile) write(w *writer, r ref) {
	buf := f.font.AppendZlib(takeBuffer())
	defer giveBuffer(buf)
	if f.cff {
		w.zlib(r, buf, "/Subtype/CIDFontType0C")
	} else {
		w.zlib(r, buf, "/Length1 ", f.font.Length)
	}
}
