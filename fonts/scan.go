package fonts

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// Limits of a scan. The largest collections of fonts have a tenth of it.
const (
	maxFolders   = 10_000
	maxDepth     = 16
	maxEntries   = 100_000 // in all folders
	maxFaces     = 256     // of a collection
	maxNameTable = 1 << 20 // bytes
	maxFace      = 1 << 28 // bytes of all the tables that are read of a face
	maxLoaded    = 1 << 30 // bytes of all the tables that are read
)

// candidate is a face that a scan found, by what its head, OS/2 and name tables
// say. Its outlines have not been looked at.
type candidate struct {
	path   string
	index  int
	family string
	names  []string // keys: family, full name, PostScript name
	weight int
	bold   bool // is the bold of a family, as opposed to its regular face
	italic bool
	given  bool  // the user gave the file, not its folder
	face   *Face // nil until it is loaded
	bad    error // why it cannot be loaded
	serves bool  // it has a role, or would if there were no better one
	became Looked
}

func (c *candidate) called(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(c.names, nameKey(name)) })
}

// folders is the file system of the operating system. Unlike that of [os.DirFS],
// its names are whole paths and need not be UTF-8.
type folders struct{}

func (folders) Open(path string) (fs.File, error)     { return os.Open(path) }
func (folders) Stat(path string) (fs.FileInfo, error) { return os.Stat(path) }

// scanner looks for faces in the folders of a file system. Files that are no
// fonts, damaged, or not to be embedded are passed over.
type scanner struct {
	fsys    fs.FS
	entries int
	visited []fs.FileInfo   // folders
	files   map[string]bool // that were looked at
	found   []*candidate
	refused []Looked // what is no candidate
	loader  loader
}

func newScanner(fsys fs.FS) *scanner {
	return &scanner{fsys: fsys, files: map[string]bool{}, loader: loader{fsys: fsys}}
}

func (s *scanner) join(dir, name string) string {
	if s.fsys == (folders{}) {
		return filepath.Join(dir, name)
	}
	return path.Join(dir, name)
}

// under reports whether a path is in or below a folder.
func (s *scanner) under(dir, path string) bool {
	return strings.HasPrefix(path, strings.TrimSuffix(s.join(dir, "-"), "-"))
}

// folder scans a folder and those below it. Links are followed; a folder is
// scanned once.
func (s *scanner) folder(path string, depth int) {
	info, err := fs.Stat(s.fsys, path)
	if err != nil || depth > maxDepth || len(s.visited) >= maxFolders ||
		slices.ContainsFunc(s.visited, func(v fs.FileInfo) bool { return os.SameFile(v, info) }) {
		return
	}
	s.visited = append(s.visited, info)
	var below []string
	for _, e := range s.list(path) {
		p := s.join(path, e.Name())
		kind := e.Type()
		if kind&fs.ModeSymlink != 0 {
			info, err := fs.Stat(s.fsys, p)
			if err != nil {
				continue
			}
			kind = info.Mode()
		}
		switch {
		case kind.IsDir():
			below = append(below, p)
		case kind.IsRegular() && isFontFile(e.Name()):
			s.file(p)
		}
	}
	for _, p := range below {
		if s.entries < maxEntries {
			s.folder(p, depth+1)
		}
	}
}

// list returns the entries of a folder by their names.
func (s *scanner) list(path string) []fs.DirEntry {
	f, err := s.fsys.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil
	}
	list, _ := d.ReadDir(max(1, maxEntries-s.entries)) // what was read before an error counts
	s.entries += len(list)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list
}

// isFontFile tells by its extension whether a file may be a font.
func isFontFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ttf", ".ttc", ".otf", ".otc", ".woff", ".woff2":
		return true
	}
	return false
}

// file notes the faces of a file, and those that cannot be used with the reason.
func (s *scanner) file(path string) {
	if s.files[path] {
		return
	}
	s.files[path] = true
	refuse := func(c *candidate, err error) {
		s.refused = append(s.refused, Looked{Path: path, Index: c.index, Family: c.family, Role: c.role(), Why: err})
	}
	none := &candidate{}
	f, err := openFont(s.fsys, path)
	if err != nil {
		refuse(none, err)
		return
	}
	defer f.Close()
	faces, bad := sfnt.Faces(f, f.size)
	switch {
	case bad != nil:
		refuse(none, faultOf(bad))
	case faces == 0:
		refuse(none, refusal("", "文件里没有字体", "there are no fonts in the file"))
	}
	for i := range min(faces, maxFaces) {
		c := &candidate{path: path, index: i, weight: 400}
		if err := f.inspect(c); err != nil {
			refuse(c, err)
		} else {
			s.found = append(s.found, c)
		}
	}
}

// fontFile is a font file that is open for reading.
type fontFile struct {
	io.ReaderAt
	io.Closer
	size int64
}

// openFont opens a regular file. What else there may be, such as a pipe, is not
// opened, for that could wait for ever.
func openFont(fsys fs.FS, path string) (*fontFile, error) {
	info, err := fs.Stat(fsys, path)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, refusal("", "这是文件夹，不是字体文件", "this is a folder, not a font file")
	case !info.Mode().IsRegular():
		return nil, refusal("", "不是普通文件", "not a regular file")
	}
	f, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	if r, ok := f.(io.ReaderAt); ok {
		return &fontFile{r, f, info.Size()}, nil
	}
	// Such as a file of an archive.
	if info.Size() > maxFace {
		f.Close()
		return nil, refusal("", "文件过大，最多 %d 字节", "the file is larger than %d bytes", maxFace)
	}
	data, err := io.ReadAll(io.LimitReader(f, info.Size()))
	if err != nil {
		f.Close()
		return nil, err
	}
	return &fontFile{bytes.NewReader(data), f, int64(len(data))}, nil
}

// read reads a table, or as much of it as most says.
func (f *fontFile) read(r sfnt.Record, most int64) ([]byte, error) {
	b := make([]byte, min(r.Size, most))
	if _, err := f.ReadAt(b, r.Offset); err != nil && (err != io.EOF || len(b) > 0) {
		return nil, err
	}
	return b, nil
}

// inspect reads what a candidate is known by.
func (f *fontFile) inspect(c *candidate) error {
	records, bad := sfnt.Directory(f, f.size, c.index)
	if bad != nil {
		return faultOf(bad)
	}
	// First, so that a face that is refused has a name.
	if i := slices.IndexFunc(records, func(r sfnt.Record) bool { return r.Tag == "name" }); i >= 0 {
		if err := f.inspectNames(c, records[i]); err != nil {
			return err
		}
	}
	outlines := false
	for _, r := range records {
		switch r.Tag {
		case "glyf", "CFF ":
			outlines = true
		case "CFF2":
			return outlinesCFF2()
		case "head":
			b, err := f.read(r, 54)
			if err != nil {
				return err
			}
			if len(b) < 54 {
				return tooShort("head", len(b), 54)
			}
			style := u16(b, 44) // macStyle
			c.bold = c.bold || style&0x01 != 0
			c.italic = c.italic || style&0x02 != 0
		case "OS/2":
			b, err := f.read(r, 68)
			if err != nil {
				return err
			}
			if err := checkEmbedding(b); err != nil {
				return err
			}
			selection := u16(b, 62) // fsSelection
			c.bold = c.bold || selection&0x20 != 0
			c.italic = c.italic || selection&0x201 != 0 // italic, oblique
			if c.weight = int(u16(b, 4)); c.weight < 10 {
				c.weight *= 100 // as some old tools counted
			}
		}
	}
	if !outlines {
		return fault("glyf", "没有 TrueType 或 CFF 轮廓", "there are no TrueType or CFF outlines")
	}
	return nil
}

func (f *fontFile) inspectNames(c *candidate, r sfnt.Record) error {
	if r.Size > maxNameTable {
		return fault("name", "长度 %d 字节，超出限制", "%d bytes are over the limit", r.Size)
	}
	b, err := f.read(r, r.Size)
	if err == nil {
		c.names, c.family, err = nameKeys(b)
	}
	return err
}

// maxNames is the most names of a face that are looked at.
const maxNames = 64

// nameKeys returns the keys of the names that a face goes by, in any language, and
// the name of its family.
func nameKeys(t []byte) (keys []string, family string, err error) {
	var best rankedName
	err = nameRecords(t, func(id, platform, _ uint16, rank int, value []byte) {
		best.offerFamily(id, value, platform, rank)
		switch id {
		case nameFamily, nameFull, namePostScript, nameTypographicFamily:
			if len(value) > maxName || len(keys) == maxNames {
				return
			}
			if key := nameKey(decodeName(value, platform)); key != "" && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	})
	return keys, best.value, err
}

// loader parses candidates. Faces of one collection share the tables that they
// share in the file.
type loader struct {
	fsys   fs.FS
	tables map[tableKey][]byte
	read   int64 // bytes of all tables
}

type tableKey struct {
	path         string
	offset, size int64
}

// wanted is the tables that a face is parsed from.
var wanted = []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "CFF ", "CFF2", "cmap", "OS/2", "post", "name", "GSUB"}

// load parses a candidate.
func (l *loader) load(c *candidate) error {
	if c.face == nil && c.bad == nil {
		c.face, c.bad = l.parse(c)
	}
	return c.bad
}

func (l *loader) parse(c *candidate) (*Face, error) {
	f, err := openFont(l.fsys, c.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	records, bad := sfnt.Directory(f, f.size, c.index)
	if bad != nil {
		return nil, faultOf(bad)
	}
	var font sfnt.Font
	total := int64(0)
	for _, r := range records {
		if !slices.Contains(wanted, r.Tag) {
			continue
		}
		if total += r.Size; total > maxFace {
			return nil, refusal(r.Tag, "字体过大，最多 %d 字节", "the face is larger than %d bytes", maxFace)
		}
		key := tableKey{c.path, r.Offset, r.Size}
		b, known := l.tables[key]
		if !known {
			if l.read += r.Size; l.read > maxLoaded {
				return nil, refusal(r.Tag, "字体合计过大，最多 %d 字节", "the faces together are larger than %d bytes", int64(maxLoaded))
			}
			if b, err = f.read(r, r.Size); err != nil {
				return nil, err
			}
			if l.tables == nil {
				l.tables = map[tableKey][]byte{}
			}
			l.tables[key] = b
		}
		font = append(font, sfnt.Table{Tag: r.Tag, Data: b})
	}
	face, err := newFace(font)
	if err == nil {
		err = face.checkOutlines()
	}
	if err != nil {
		return nil, err
	}
	return face, nil
}

// checkOutlines reads outlines from all over the face, so that a damaged one
// gives way to another now and fails no document later.
func (f *Face) checkOutlines() error {
	const samples = 64
	for g := 0; g < f.numGlyphs; g += max(1, f.numGlyphs/samples) {
		if _, _, err := f.outline(nil, GID(g)); err != nil {
			return err
		}
	}
	return nil
}
