// Mkfaces makes the embedded faces of package fonts from the fonts that they
// are subsets of. The same input gives the same bytes.
//
// Usage:
//
//	go run ./fonts/internal/mkfaces -in DIR -out fonts/faces
//	go run ./fonts/internal/mkfaces -in fonts/faces -truetype -out DIR
//
// The second writes the faces as TrueType files, for programs that are to use
// the same ones. In the first, DIR holds, anywhere below it, the files
//
//   - NotoSerifSC_400Regular.ttf and NotoSerifSC_600SemiBold.ttf of the npm package
//     @expo-google-fonts/noto-serif-sc, version 0.4.3;
//   - NotoSansSC_500Medium.ttf of the npm package
//     @expo-google-fonts/noto-sans-sc, version 0.4.3;
//   - LXGWWenKai-Regular.ttf of the Debian package fonts-lxgw-wenkai, version
//     1.250+repack-1. Its licence reserves its name, so that the subset has
//     another one.
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/fonts/internal/charset"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
	"github.com/nianbao/nianbao/fonts/internal/stored"
)

var be = binary.BigEndian

// face is an embedded face and what it is made from.
type face struct {
	source, file string
	names        map[uint16]string // by name ID, in place of the source's
	// supplementary takes all characters beyond U+FFFF that the source has:
	// personal names use them.
	supplementary bool
	// dash is the character whose glyph stands for — U+2014: one that is as
	// wide as the em and touches its neighbour, so that 破折号 —— is one line.
	// verticalDash is its vertical form, where the source's GSUB has none.
	dash, verticalDash rune
	// widenQuotes sets the quotation marks on a full em, as Chinese text
	// wants them.
	widenQuotes bool
}

var faces = []face{
	{source: "NotoSerifSC_400Regular.ttf", file: "NotoSerifSC-Regular.face", dash: '─', verticalDash: '│'},
	{source: "NotoSerifSC_600SemiBold.ttf", file: "NotoSerifSC-SemiBold.face", dash: '─', verticalDash: '│'},
	{source: "NotoSansSC_500Medium.ttf", file: "NotoSansSC-Medium.face", dash: '─', verticalDash: '│'},
	{
		source: "LXGWWenKai-Regular.ttf", file: "NianbaoKai-Regular.face", supplementary: true, dash: '―', widenQuotes: true,
		names: map[uint16]string{
			0: "Copyright of the holders named in OFL-NianbaoKai.txt, among them: Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)",
			1: "Nianbao Kai",
			3: "1.250;NianbaoKai-Regular",
			4: "Nianbao Kai Regular",
			6: "NianbaoKai-Regular",
		},
	},
}

func main() {
	in := flag.String("in", "", "folder that holds the source fonts")
	out := flag.String("out", "", "folder to write the faces to")
	truetype := flag.Bool("truetype", false, "write the faces in the folder -in as TrueType files")
	flag.Parse()
	if *in == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	do := run
	if *truetype {
		do = writeTrueType
	}
	if err := do(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "mkfaces:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	for _, f := range faces {
		path, err := find(in, f.source)
		if err != nil {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		font, err := f.build(source)
		if err != nil {
			return fmt.Errorf("%s: %w", f.source, err)
		}
		data, err := stored.Encode(font)
		if err != nil {
			return fmt.Errorf("%s: %w", f.source, err)
		}
		if err := os.WriteFile(filepath.Join(out, f.file), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func writeTrueType(in, out string) error {
	for _, f := range faces {
		data, err := os.ReadFile(filepath.Join(in, f.file))
		if err != nil {
			return err
		}
		face, err := stored.Open(data)
		if err != nil {
			return fmt.Errorf("%s: %w", f.file, err)
		}
		name := strings.TrimSuffix(f.file, ".face") + ".ttf"
		if err := os.WriteFile(filepath.Join(out, name), face.TrueType(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// find returns the path of the file of that name below dir.
func find(dir, name string) (path string, err error) {
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == name {
			path = p
			return fs.SkipAll
		}
		return err
	})
	if err == nil && path == "" {
		err = fmt.Errorf("no %s below %s", name, dir)
	}
	return path, err
}

// build makes the subset, and adds to the tables of a subset for PDF those of a
// font of its own.
func (f *face) build(data []byte) ([]byte, error) {
	original, bad := sfnt.Read(data, 0)
	if bad != nil {
		return nil, fmt.Errorf("%s: %s", bad.Table, bad.English)
	}
	src, err := f.open(original, data)
	if err != nil {
		return nil, err
	}
	var chars []rune
	var glyphs []fonts.GID
	for _, r := range f.chars() {
		if g := src.glyph(r); g != 0 {
			chars, glyphs = append(chars, r), append(glyphs, g)
		}
	}
	for _, g := range glyphs {
		glyphs = append(glyphs, src.vertical(g))
	}
	sub, err := src.Subset(glyphs)
	if err != nil {
		return nil, err
	}
	tables, bad := sfnt.Read(sub.Data, 0)
	if bad != nil {
		return nil, fmt.Errorf("%s: %s", bad.Table, bad.English)
	}
	return sfnt.Complete(tables, sub.Glyphs, chars, src.glyph, src.vertical,
		sfnt.Table{Tag: "OS/2", Data: sfnt.OS2(original.Table("OS/2"), chars[0], chars[len(chars)-1])},
		sfnt.Table{Tag: "name", Data: sfnt.Name(f.allNames(original.Table("name")))},
		sfnt.Table{Tag: "post", Data: sfnt.Post(original.Table("post"))},
	)
}

// allNames returns the English names of the source by their IDs, with those of the
// face in place of the source's.
func (f *face) allNames(source []byte) map[uint16]string {
	keep := []uint16{0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17} // the licence is 13 and 14
	const windows, unicode, english = 3, 1, 0x409
	names := map[uint16]string{}
	for i := range int(be.Uint16(source[2:])) {
		r := source[6+12*i:]
		id := be.Uint16(r[6:])
		if be.Uint16(r) != windows || be.Uint16(r[2:]) != unicode || be.Uint16(r[4:]) != english || !slices.Contains(keep, id) {
			continue
		}
		at := int(be.Uint16(source[4:])) + int(be.Uint16(r[10:]))
		var units []uint16
		for b := source[at : at+int(be.Uint16(r[8:]))]; len(b) > 1; b = b[2:] {
			units = append(units, be.Uint16(b))
		}
		names[id] = string(utf16.Decode(units))
	}
	maps.Copy(names, f.names)
	return names
}

// chars returns the characters that the face is to hold, in code point order.
func (f *face) chars() []rune {
	list := charset.Face()
	if !f.supplementary {
		return list
	}
	beyond, _ := slices.BinarySearch(list, 0x10000)
	list = list[:beyond]
	for r := rune(0x10000); r <= 0x10FFFF; r++ {
		list = append(list, r)
	}
	return list
}

// source is a source font, with glyphs that stand in the place of those that
// its cmap and its GSUB give.
type source struct {
	*fonts.Face
	glyphOf    map[rune]fonts.GID
	verticalOf map[fonts.GID]fonts.GID
}

func (f *face) open(tables sfnt.Font, data []byte) (*source, error) {
	src, err := fonts.Parse(data, 0)
	if err != nil {
		return nil, err
	}
	s := &source{src, map[rune]fonts.GID{'—': src.Glyph(f.dash)}, map[fonts.GID]fonts.GID{}}
	if f.verticalDash != 0 {
		s.verticalOf[src.Glyph(f.dash)] = src.Glyph(f.verticalDash)
	}
	if f.widenQuotes {
		for i, r := range openingQuotes {
			wide := fonts.GID(src.NumGlyphs() + i)
			s.glyphOf[r], s.verticalOf[wide] = wide, src.Vertical(src.Glyph(r))
		}
		wide, err := widenQuotes(tables, src)
		if err != nil {
			return nil, err
		}
		s.Face, err = fonts.Parse(wide, 0)
		return s, err
	}
	return s, nil
}

func (s *source) glyph(r rune) fonts.GID {
	if g, ok := s.glyphOf[r]; ok {
		return g
	}
	return s.Glyph(r)
}

func (s *source) vertical(g fonts.GID) fonts.GID {
	if v, ok := s.verticalOf[g]; ok {
		return v
	}
	return s.Vertical(g)
}
