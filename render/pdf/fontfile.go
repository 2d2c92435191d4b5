package pdf

import "github.com/nianbao/nianbao/fonts"

// fontFile is the font program of the glyphs that a document uses of a face, as
// the data of a FontFile2 or FontFile3 stream. All that is done to make it is in
// this file.
type fontFile struct {
	flate   []byte      // the TrueType or CFF font, compressed for FlateDecode
	length1 int         // its length before compression
	glyphs  []fonts.GID // index in it → index in the face; 0 is .notdef
	cff     bool
}

func newFontFile(face *fonts.Face, used []fonts.GID) (fontFile, error) {
	s, err := face.Subset(used)
	if err != nil {
		return fontFile{}, err
	}
	z, err := deflate(s.Data)
	if err != nil {
		return fontFile{}, err
	}
	return fontFile{flate: z, length1: len(s.Data), glyphs: s.Glyphs, cff: s.CFF}, nil
}
