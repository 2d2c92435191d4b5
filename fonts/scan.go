package fonts

import (
	"cmp"
	"io"
	"io/fs"
	"os"
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
	names  []string // keys: family, full name, PostScript name
	weight int
	bold   bool // is the bold of a family, as opposed to its regular face
	italic bool
	given  bool  // the user gave the file, not its folder
	face   *Face // nil until it is loaded
}

func (c *candidate) called(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(c.names, nameKey(name)) })
}

// scanner looks for faces in folders. Files that are no fonts, damaged, or not
// to be embedded are passed over.
type scanner struct {
	entries int
	visited map[string]bool // folders, by their real path
	found   []*candidate
	first   error // why the first file that is not taken is not
}

// folder scans a folder and those below it. Links are followed; a folder is
// scanned once.
func (s *scanner) folder(path string, depth int) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil { // some network drives of Windows
		real = filepath.Clean(path)
	}
	if depth > maxDepth || len(s.visited) >= maxFolders || s.visited[real] {
		return
	}
	if s.visited == nil {
		s.visited = map[string]bool{}
	}
	s.visited[real] = true
	d, err := os.Open(path)
	if err != nil {
		return
	}
	list, _ := d.ReadDir(max(1, maxEntries-s.entries)) // what was read before an error counts
	d.Close()
	s.entries += len(list)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	var below []string
	for _, e := range list {
		p := filepath.Join(path, e.Name())
		kind := e.Type()
		if kind&fs.ModeSymlink != 0 {
			info, err := os.Stat(p)
			if err != nil {
				continue
			}
			kind = info.Mode()
		}
		switch {
		case kind.IsDir():
			below = append(below, p)
		case kind.IsRegular() && isFontFile(e.Name()):
			if err := s.file(p); err != nil && s.first == nil {
				s.first = &FileError{p, err}
			}
		}
	}
	for _, p := range below {
		if s.entries < maxEntries {
			s.folder(p, depth+1)
		}
	}
}

// isFontFile tells by its extension whether a file may be a font.
func isFontFile(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".ttf", ".ttc", ".otf", ".otc":
		return true
	}
	return false
}

// file notes the faces of a file. The error says why the first face that is not
// taken is not.
func (s *scanner) file(path string) (first error) {
	f, err := openFont(path)
	if err != nil {
		return err
	}
	defer f.Close()
	faces, bad := sfnt.Faces(f, f.size)
	if bad != nil {
		return &Error{bad.Table, *bad}
	}
	for i := range min(faces, maxFaces) {
		c, err := f.inspect(i)
		if err == nil {
			c.path, c.index = path, i
			s.found = append(s.found, c)
		} else if first == nil {
			first = err
		}
	}
	return first
}

// fontFile is a font file that is open for reading.
type fontFile struct {
	*os.File
	size int64
}

// openFont opens a regular file. What else there may be, such as a pipe, is not
// opened, for that could wait for ever.
func openFont(path string) (*fontFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fault("", "不是普通文件", "not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &fontFile{f, info.Size()}, nil
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
func (f *fontFile) inspect(index int) (*candidate, error) {
	records, bad := sfnt.Directory(f, f.size, index)
	if bad != nil {
		return nil, &Error{bad.Table, *bad}
	}
	c := &candidate{weight: 400}
	outlines := false
	for _, r := range records {
		switch r.Tag {
		case "glyf", "CFF ":
			outlines = true
		case "CFF2":
			return nil, outlinesCFF2()
		case "head":
			b, err := f.read(r, 54)
			if err != nil {
				return nil, err
			}
			if len(b) < 54 {
				return nil, tooShort("head", len(b), 54)
			}
			style := u16(b, 44) // macStyle
			c.bold = c.bold || style&0x01 != 0
			c.italic = c.italic || style&0x02 != 0
		case "OS/2":
			b, err := f.read(r, 68)
			if err != nil {
				return nil, err
			}
			if err := checkEmbedding(b); err != nil {
				return nil, err
			}
			selection := u16(b, 62) // fsSelection
			c.bold = c.bold || selection&0x20 != 0
			c.italic = c.italic || selection&0x201 != 0 // italic, oblique
			if c.weight = int(u16(b, 4)); c.weight < 10 {
				c.weight *= 100 // as some old tools counted
			}
		case "name":
			if r.Size > maxNameTable {
				return nil, fault("name", "长度 %d 字节，超出限制", "%d bytes are over the limit", r.Size)
			}
			b, err := f.read(r, r.Size)
			if err != nil {
				return nil, err
			}
			if c.names, err = nameKeys(b); err != nil {
				return nil, err
			}
		}
	}
	if !outlines {
		return nil, fault("glyf", "没有 TrueType 或 CFF 轮廓", "there are no TrueType or CFF outlines")
	}
	return c, nil
}

// maxNames is the most names of a face that are looked at.
const maxNames = 64

// nameKeys returns the keys of the names that a face goes by, in any language.
func nameKeys(t []byte) ([]string, error) {
	var keys []string
	err := nameRecords(t, func(id, platform, _ uint16, _ int, value []byte) {
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
	return keys, err
}

// loader parses candidates. Faces of one collection share the tables that they
// share in the file.
type loader struct {
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
	if c.face != nil {
		return nil
	}
	f, err := openFont(c.path)
	if err != nil {
		return err
	}
	defer f.Close()
	records, bad := sfnt.Directory(f, f.size, c.index)
	if bad != nil {
		return &Error{bad.Table, *bad}
	}
	var font sfnt.Font
	total := int64(0)
	for _, r := range records {
		if !slices.Contains(wanted, r.Tag) {
			continue
		}
		if total += r.Size; total > maxFace {
			return fault(r.Tag, "字体过大，最多 %d 字节", "the face is larger than %d bytes", maxFace)
		}
		key := tableKey{c.path, r.Offset, r.Size}
		b, known := l.tables[key]
		if !known {
			if l.read += r.Size; l.read > maxLoaded {
				return fault(r.Tag, "字体合计过大，最多 %d 字节", "the faces together are larger than %d bytes", int64(maxLoaded))
			}
			if b, err = f.read(r, r.Size); err != nil {
				return err
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
	if err == nil {
		c.face = face
	}
	return err
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
