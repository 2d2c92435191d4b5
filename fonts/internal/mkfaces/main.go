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
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/fonts/internal/charset"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
	"github.com/nianbao/nianbao/fonts/internal/stored"
)

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
	renumbered := make(map[fonts.GID]uint16, len(sub.Glyphs))
	for i, g := range sub.Glyphs {
		renumbered[g] = uint16(i)
	}
	mapping := make([]charGlyph, len(chars))
	for i, r := range chars {
		mapping[i] = charGlyph{uint32(r), renumbered[src.glyph(r)]}
	}
	var vert []substitution
	for i, g := range sub.Glyphs {
		if v, ok := renumbered[src.vertical(g)]; ok && v != uint16(i) {
			vert = append(vert, substitution{uint16(i), v})
		}
	}

	tables, bad := sfnt.Read(sub.Data, 0)
	if bad != nil {
		return nil, fmt.Errorf("%s: %s", bad.Table, bad.English)
	}
	cmap, err := cmapTable(mapping)
	if err != nil {
		return nil, err
	}
	name, err := nameTable(original.Table("name"), f.names)
	if err != nil {
		return nil, err
	}
	return sfnt.Build(append(tables,
		sfnt.Table{Tag: "GSUB", Data: gsubTable(vert)},
		sfnt.Table{Tag: "OS/2", Data: os2Table(original.Table("OS/2"), chars)},
		sfnt.Table{Tag: "cmap", Data: cmap},
		sfnt.Table{Tag: "name", Data: name},
		sfnt.Table{Tag: "post", Data: postTable(original.Table("post"))},
	)), nil
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
