package fonts_test

import (
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// The embedded faces have no 仿宋; the set says which face stands in for it,
// and takes the agency's own.
func ExampleSet() {
	set := fonts.Default()
	if f, ok := set.StandIn(doc.FangSong); ok {
		fmt.Println(doc.FangSong, "←", f.Family())
	}
	own := set.Families[doc.KaiTi].Regular // in place of a face of the agency, from fonts.Parse
	set.Families[doc.FangSong].Regular = own
	c, ok := set.Choose(doc.FangSong, false, '年')
	fmt.Println(c.Face.PostScriptName(), c.Face.Advance(c.GID), ok)
	// Output:
	// 仿宋 ← Noto Serif SC
	// NianbaoKai-Regular 1000 true
}

// A file that cannot be used is told in Chinese, or in English on request.
func ExampleError() {
	_, err := fonts.Parse([]byte("%PDF-1.7 is not a font"), 0)
	fmt.Println(err)
	if err, ok := err.(*fonts.Error); ok {
		fmt.Println(err.English())
	}
	// Output:
	// 这不是字体文件
	// this is not a font file
}

// A subset holds the glyphs asked for, renumbered from 1 in their order.
func ExampleFace_Subset() {
	c, _ := fonts.Default().Choose(doc.Song, false, '年')
	s, err := c.Face.Subset([]fonts.GID{c.GID, c.Face.Glyph('报')})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(s.Glyphs), s.Glyphs[1] == c.GID, len(s.Data) < 2000)
	// Output: 3 true true
}

// Fonts that a program carries along, in an embed.FS or an archive, serve the roles
// by what they are called, and the set tells what became of each.
func ExampleFromFS() {
	font, err := fonts.Default().Families[doc.KaiTi].Regular.TrueType("FangSong_GB2312", false, []rune("政府信息公开"))
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := fonts.FromFS(fstest.MapFS{
		"fonts/simfang.ttf": {Data: font},
		"fonts/notes.ttf":   {Data: []byte("not a font at all")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range set.Looked {
		if x.Why != nil {
			fmt.Println(x.Path, x.Why)
		} else {
			fmt.Println(x.Path, x.Family, x.Role)
		}
	}
	// Output:
	// fonts/notes.ttf 这不是字体文件
	// fonts/simfang.ttf FangSong_GB2312 仿宋
}

// A folder that has no official face is an error that tells what there is.
func ExampleFileError() {
	font, _ := fonts.Default().Families[doc.KaiTi].Regular.TrueType("Comic", false, []rune("A"))
	_, err := fonts.FromFS(fstest.MapFS{"comic.ttf": {Data: font}})
	fmt.Println(err)
	if file := new(fonts.FileError); errors.As(err, &file) {
		fmt.Println(file.English())
	}
	// Output:
	// .：文件夹里没有公文用的字体，看到的是：Comic
	// .: there are no official faces in the folder, which has Comic
}
