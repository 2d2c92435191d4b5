package fonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

// named is a font that goes by the names: a family, and what the options change.
func named(family string, change ...func(s synthetic)) []byte {
	s := plain()
	weight(400)(s)
	s["name"] = nameOf(record{3, 1, 0x409, 1, family}, record{3, 1, 0x409, 6, "PS-" + family})
	for _, c := range change {
		c(s)
	}
	return s.build()
}

func weight(w int) func(s synthetic) {
	return func(s synthetic) { s["OS/2"] = put(s["OS/2"], 4, w) }
}

func bold(s synthetic) { weight(700)(s); s["OS/2"] = put(s["OS/2"], 62, 0x20) }

func italic(s synthetic) { s["OS/2"] = put(s["OS/2"], 62, 0x01) }

func fsType(v int) func(s synthetic) {
	return func(s synthetic) { s["OS/2"] = put(s["OS/2"], 8, v) }
}

// folderOf writes files, by their paths, to a new folder.
func folderOf(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// families lists what a set has by role: the families of the regular and, behind
// a slash, of the bold face, and those of the fallback faces. The embedded faces
// count as nothing.
func families(set *Set) map[string]string {
	own := map[*Face]bool{}
	for _, f := range embeddedFaces() {
		own[f] = true
	}
	m := map[string]string{}
	for role := range doc.NumRoles {
		f := set.Families[role]
		s := ""
		if f.Regular != nil && !own[f.Regular] {
			s = f.Regular.Family()
		}
		if f.Bold != nil && !own[f.Bold] {
			s += "/" + f.Bold.Family()
		}
		if s != "" {
			m[role.String()] = s
		}
	}
	var rest []string
	for _, f := range set.Fallback {
		if !own[f] {
			rest = append(rest, f.Family())
		}
	}
	if rest != nil {
		m["后备"] = strings.Join(rest, " ")
	}
	return m
}

func TestFilesMatch(t *testing.T) {
	both := named("x", func(s synthetic) {
		s["name"] = nameOf(record{3, 1, 0x409, 1, "FangSong_GB2312"}, record{3, 1, 0x804, 1, "仿宋_GB2312"})
	})
	for _, test := range []struct {
		name  string
		files map[string][]byte
		want  map[string]string
	}{
		{"every role by its official name, whatever the files are called", map[string][]byte{
			"a.ttf": both, "b.TTF": named("方正小标宋简体"), "c.ttf": named("SimHei"), "d.ttf": named("楷体_GB2312"), "e.ttf": named("宋体"),
		}, map[string]string{"仿宋": "仿宋_GB2312", "小标宋": "方正小标宋简体", "黑体": "SimHei", "楷体": "楷体_GB2312", "宋体": "宋体"}},
		{"the official name before its relatives", map[string][]byte{
			"a.ttf": named("STFangsong"), "b.ttf": named("FangSong"), "c.ttf": named("仿宋_GB2312"), "d.ttf": named("FZFangSong-Z02S"),
		}, map[string]string{"仿宋": "仿宋_GB2312"}},
		{"signs and case do not count", map[string][]byte{"a.ttf": named("fz xiaobiaosong B05")}, map[string]string{"小标宋": "fz xiaobiaosong B05"}},
		{"the Chinese name of the Macintosh platform is not needed", map[string][]byte{"a.ttf": named("x", func(s synthetic) {
			s["name"] = nameOf(record{1, 25, 33, 1, "\xcb\xce\xcc\xe5"}, record{1, 0, 0, 1, "SimSun"})
		})}, map[string]string{"宋体": "SimSun"}},
		{"a collection by index", map[string][]byte{
			"a.ttc": collectionOf(named("MS Song"), named("NSimSun"), named("SimSun")),
		}, map[string]string{"宋体": "SimSun"}},
		{"weights of a family", map[string][]byte{
			"a.otf": named("Noto Serif CJK SC", weight(900), bold), "b.otf": named("Noto Serif CJK SC", weight(300)), "c.otf": named("Noto Serif CJK SC"),
			"d.otf": named("Noto Serif CJK SC", bold, weight(700)), "e.otf": named("Noto Serif CJK SC", italic),
		}, map[string]string{"宋体": "Noto Serif CJK SC/Noto Serif CJK SC"}},
		{"no regular weight", map[string][]byte{
			"a.otf": named("Noto Serif CJK SC", weight(600)), "b.otf": named("Noto Sans SC", weight(200)), "c.otf": named("LXGW WenKai", weight(200)), "d.otf": named("FangSong", bold),
			"e.ttf": named("FZXiaoBiaoSong-B05"),
		}, map[string]string{"小标宋": "FZXiaoBiaoSong-B05"}},
		{"小标宋 of any weight", map[string][]byte{"a.ttf": named("FZXiaoBiaoSong-B05S", bold, weight(5))}, map[string]string{"小标宋": "FZXiaoBiaoSong-B05S"}},
		{"a face that must not be embedded gives way to the next", map[string][]byte{
			"a.ttf": named("仿宋_GB2312", fsType(2)), "b.ttf": named("FangSong", fsType(0x100)), "c.ttf": named("STFangsong", fsType(0x200)), "d.ttf": named("FandolFang", fsType(8)),
		}, map[string]string{"仿宋": "FandolFang"}},
		{"a face with damaged characters gives way to the next", map[string][]byte{
			"a.ttf": named("SimSun", func(s synthetic) { s["cmap"] = words(0) }), "b.ttf": named("STSong"),
		}, map[string]string{"宋体": "STSong"}},
		{"damaged files and others", map[string][]byte{
			"a.ttf": nil, "b.ttf": []byte("%PDF-1.7\n%and so on"), "c.ttc": slices.Concat([]byte("ttcf"), long(0x00010000), long(0xFFFFFFFF)),
			"d.otf": named("SimSun")[:200], "e.ttf": put(named("SimSun"), 4, 0xFFFF), "f.ttf": named("SimSun", func(s synthetic) { s["name"] = words(0, 0xFFFF, 6) }),
			"g.ttf": named("SimSun", func(s synthetic) { s["OS/2"] = s["OS/2"][:60] }), "h.ttf": named("SimSun", func(s synthetic) { s["head"] = s["head"][:54]; delete(s, "glyf") }),
			"readme.txt": named("SimSun"), "SimSun": named("SimSun"), "z.ttf": named("NSimSun"),
		}, map[string]string{"宋体": "NSimSun"}},
		{"folders below", map[string][]byte{"a/b/c/d.ttf": named("SimSun"), "e/f.ttf": named("SimHei")}, map[string]string{"宋体": "SimSun", "黑体": "SimHei"}},
		{"faces without a role", map[string][]byte{
			"a.ttf": named("Rare"), "b.ttf": named("SimSun-ExtB"), "c.ttf": named("Rare Bold", bold), "d.ttf": named("Rare Italic", italic), "e.ttc": collectionOf(named("One"), named("Two")),
			"f.ttc": collectionOf(named("Three"), named("SimHei")),
		}, map[string]string{"黑体": "SimHei", "后备": "SimSun-ExtB Rare One"}},
	} {
		set, err := Files(folderOf(t, test.files))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := families(set); !mapsEqual(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func mapsEqual(a, b map[string]string) bool {
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return len(a) == len(b)
}

// The rest of a set is the embedded faces.
func TestFilesRest(t *testing.T) {
	dir := folderOf(t, map[string][]byte{"a.ttf": named("SimSun"), "b.ttf": named("Noto Sans SC"), "c.ttf": named("Noto Sans SC", bold)})
	set, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	own := Default()
	song := set.Families[doc.Song].Regular
	if set.Families[doc.KaiTi] != own.Families[doc.KaiTi] || set.Families[doc.XiaoBiaoSong] != own.Families[doc.XiaoBiaoSong] {
		t.Error("roles that were not found do not have the embedded faces")
	}
	if set.Families[doc.Song].Bold != nil {
		t.Error("the bold of 宋体 is of another family")
	}
	if f, ok := set.StandIn(doc.FangSong); !ok || f != song {
		t.Errorf("%p stands in for 仿宋", f)
	}
	if f := set.Families[doc.HeiTi]; f.Bold == nil || f.Bold == f.Regular || f.Regular.Metrics().Weight != 400 {
		t.Errorf("黑体 is %p, %p", f.Regular, f.Bold)
	}
	for r, want := range map[rune]*Face{'A': song, '年': own.Families[doc.KaiTi].Regular, '𠮷': own.Families[doc.KaiTi].Regular} {
		if c, ok := set.Choose(doc.Song, false, r); !ok || c.Face != want {
			t.Errorf("%c is of %s", r, c.Face.Family())
		}
	}
	if f := own.Families[doc.Song].Regular; !slices.Contains(set.Fallback, f) {
		t.Error("the embedded 宋体 is not among the fallback faces")
	}
}

func TestFilesGiven(t *testing.T) {
	dir := folderOf(t, map[string][]byte{
		"own.bin": named("Own", bold), "kai.ttf": named("KaiTi"), "both.ttc": collectionOf(named("Else"), named("SimHei")),
		"half.ttc": collectionOf(named("SimSun", fsType(2)), named("NSimSun")),
	})
	path := func(name string) string { return filepath.Join(dir, name) }
	set, err := Files(path("own.bin"), path("kai.ttf"), path("both.ttc"), path("half.ttc"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"楷体": "KaiTi", "黑体": "SimHei", "宋体": "NSimSun", "后备": "Own"}
	if got := families(set); !mapsEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A file that the user names is used, for its characters if another one has the
// role.
func TestFilesGivenRelative(t *testing.T) {
	dir := folderOf(t, map[string][]byte{"a.ttf": named("SimSun"), "b.ttf": named("STSong")})
	set, err := Files(filepath.Join(dir, "a.ttf"), filepath.Join(dir, "b.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := families(set), map[string]string{"宋体": "SimSun", "后备": "STSong"}; !mapsEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A face in a folder whose outlines are damaged is passed over, and one that the
// user names is an error then and there.
func TestFilesDamagedOutlines(t *testing.T) {
	damaged := named("SimSun", func(s synthetic) { s["glyf"] = bytes.Repeat([]byte{0x7F}, len(s["glyf"])) })
	dir := folderOf(t, map[string][]byte{"a.ttf": damaged, "b.ttf": named("STSong")})
	set, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := families(set), map[string]string{"宋体": "STSong"}; !mapsEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if _, err := Files(filepath.Join(dir, "a.ttf")); err == nil {
		t.Error("a damaged file is taken")
	}
}

// Of a face with very many names the first ones are looked at.
func TestNameBomb(t *testing.T) {
	const count = 5000
	table := make([]byte, 6+12*count+2*count)
	binary.BigEndian.PutUint16(table[2:], count)
	storage := 6 + 12*count
	binary.BigEndian.PutUint16(table[4:], uint16(storage))
	for i := range count {
		for j, v := range []int{3, 1, 0x0409, nameFamily, 2, 2 * i} {
			binary.BigEndian.PutUint16(table[6+12*i+2*j:], uint16(v))
		}
		binary.BigEndian.PutUint16(table[storage+2*i:], uint16(0x4E00+i))
	}
	keys, _, err := nameKeys(table)
	if err != nil || len(keys) != maxNames {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}

func TestFilesErrors(t *testing.T) {
	dir := folderOf(t, map[string][]byte{
		"restricted.ttf": named("SimSun", fsType(2)), "subset.ttf": named("SimSun", fsType(0x100)), "bitmap.ttf": named("SimSun", fsType(0x200)),
		"restricted.ttc": collectionOf(named("A", fsType(2)), named("B", fsType(0x100))),
		"cmap.ttf":       named("SimSun", func(s synthetic) { s["cmap"] = words(0) }),
		"cff2.otf": named("SimSun", func(s synthetic) {
			delete(s, "glyf")
			s["CFF2"] = []byte{2}
		}),
		"none.ttc": slices.Concat([]byte("ttcf"), long(0x00010000), long(0)), "empty.ttf": nil, "text.ttf": []byte("not a font at all"),
		"web.woff2":    slices.Concat([]byte("wOF2"), make([]byte, 44)),
		"folder/a.txt": nil, "bad/a.ttf": named("SimSun", fsType(2)), "bad/b.ttf": nil,
		"roles/a.ttf": named("FangSong", bold), "roles/b.ttf": named("SimSun", italic), "roles/c.ttf": named("Arial"),
	})
	for i := range 26 {
		path := filepath.Join(dir, "many", fmt.Sprint(i, ".ttf"))
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, named(fmt.Sprint("Font ", i/2)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"restricted.ttf": "fsType", "subset.ttf": "fsType", "bitmap.ttf": "fsType", "restricted.ttc": "fsType", "cmap.ttf": "cmap", "cff2.otf": "CFF2",
		"none.ttc": "no fonts", "empty.ttf": "0 bytes", "text.ttf": "not a font file", "web.woff2": "take a .ttf or .otf font",
		"folder": "no fonts", "bad": "which has SimSun (its licence (fsType 0x0002) does not allow it to be embedded in a file; take another font), b.ttf (0 bytes are not a font file)",
		"roles": "which has FangSong (its weight, 700, does not suit), SimSun (it is italic), Arial", "many": "and 3 more",
		"missing": "no such file", os.DevNull: "not a regular file",
	} {
		path := name
		if name != os.DevNull {
			path = filepath.Join(dir, name)
		} else if runtime.GOOS == "windows" {
			continue
		}
		set, err := Files(path)
		var e *FileError
		if !errors.As(err, &e) || set != nil {
			t.Errorf("%s: %v, want a *FileError", name, err)
			continue
		}
		if !strings.HasPrefix(e.English(), path) || !strings.Contains(e.English(), want) || !strings.HasPrefix(e.Error(), path) {
			t.Errorf("%s: messages %q and %q, want %q", name, e.Error(), e.English(), want)
		}
		if strings.Contains(strings.TrimPrefix(e.Error(), path), path) || strings.Contains(strings.TrimPrefix(e.English(), path), path) {
			t.Errorf("%s: messages %q and %q have the path twice", name, e.Error(), e.English())
		}
		if name == "missing" && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v is not fs.ErrNotExist", err)
		}
	}
}

// A folder is scanned once, whatever links lead to it, and links to files count.
func TestScanLinks(t *testing.T) {
	dir := folderOf(t, map[string][]byte{"fonts/a.ttf": named("SimSun"), "elsewhere/b.ttf": named("SimHei"), "elsewhere/c/d.ttf": named("KaiTi")})
	fonts := filepath.Join(dir, "fonts")
	for link, to := range map[string]string{
		"loop": fonts, "up": dir, "link.ttf": filepath.Join(dir, "elsewhere", "b.ttf"), "self.ttf": "self.ttf", "gone.ttf": "nowhere", "c": filepath.Join(dir, "elsewhere", "c"),
	} {
		if err := os.Symlink(to, filepath.Join(fonts, link)); err != nil {
			t.Skip(err) // Windows without the right
		}
	}
	s := newScanner(folders{})
	s.folder(fonts, 0)
	var got []string
	for _, c := range s.found {
		rel, _ := filepath.Rel(fonts, c.path)
		got = append(got, filepath.ToSlash(rel))
	}
	want := []string{"a.ttf", "link.ttf", "c/d.ttf", "up/elsewhere/b.ttf"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestScanDepth(t *testing.T) {
	deep := strings.Repeat("d/", maxDepth)
	dir := folderOf(t, map[string][]byte{deep + "a.ttf": named("SimSun"), deep + "d/b.ttf": named("SimHei")})
	set, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := families(set); !mapsEqual(got, map[string]string{"宋体": "SimSun"}) {
		t.Errorf("%v", got)
	}
}

func TestScanHugeFolder(t *testing.T) {
	files := map[string][]byte{}
	for i := range 9 {
		files[fmt.Sprintf("%d.ttf", i)] = named("Some")
	}
	s := newScanner(folders{})
	s.entries = maxEntries - 4
	s.folder(folderOf(t, files), 0)
	if len(s.found) != 4 {
		t.Errorf("%d faces, want 4", len(s.found))
	}
}

// Only what a face is known by is read of a file that is not chosen.
func TestScanReadsLittle(t *testing.T) {
	data := named("Some")
	f := filepath.Join(folderOf(t, map[string][]byte{"a.ttf": data}), "a.ttf")
	// Glyphs of a gigabyte that takes no room on the disk.
	rec := bytes.Index(data, []byte("glyf"))
	const size = 1 << 30
	huge := slices.Clone(data)
	copy(huge[rec+8:], slices.Concat(long(uint32(len(data))), long(size)))
	if err := os.WriteFile(f, huge, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(f, int64(len(data))+size); err != nil {
		t.Fatal(err)
	}
	s := newScanner(folders{})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if s.file(f); len(s.found) != 1 {
		t.Fatalf("%d faces, %v", len(s.found), s.refused)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<16 {
		t.Errorf("%d bytes allocated", n)
	}
	l := s.loader
	wantFault(t, "a face of a gigabyte", l.load(s.found[0]), "glyf")
}

// Faces of a collection share what they share in the file.
func TestLoaderShares(t *testing.T) {
	dir := folderOf(t, map[string][]byte{"a.ttc": sharedCollection()})
	s := newScanner(folders{})
	if s.file(filepath.Join(dir, "a.ttc")); len(s.found) != 2 {
		t.Fatal(s.refused, len(s.found))
	}
	l := s.loader
	for _, c := range s.found {
		if err := l.load(c); err != nil {
			t.Fatal(err)
		}
	}
	a, b := s.found[0].face, s.found[1].face
	if a == b || &a.glyf[0] != &b.glyf[0] {
		t.Error("the outlines are there twice")
	}
}

// sharedCollection is a collection of two directories over the same tables.
func sharedCollection() []byte {
	b := collectionOf(named("SimSun"))
	font := b[16:]
	head := slices.Concat(b[:8], long(2), long(20), long(uint32(len(b)+4)))
	all := slices.Concat(head, font)
	dir := slices.Clone(font[:12+16*int(u16(font, 4))])
	for i := range int(u16(font, 4)) {
		field := 12 + 16*i + 8
		copy(dir[field:], long(u32(dir, field)+4))
	}
	copy(all[20:], dir)
	return append(all, dir...)
}

func TestFontFolders(t *testing.T) {
	env := map[string]string{
		"LOCALAPPDATA": "local", "WINDIR": "windows", "XDG_DATA_HOME": "data", "XDG_DATA_DIRS": "one" + string(filepath.ListSeparator) + "two",
	}
	j := filepath.Join
	for _, test := range []struct {
		goos, home string
		env        map[string]string
		want       []string
	}{
		{"windows", "home", env, []string{j("local", "Microsoft", "Windows", "Fonts"), j("windows", "Fonts")}},
		{"windows", "", nil, []string{j(`C:\Windows`, "Fonts")}},
		{"darwin", "home", nil, []string{j("home", "Library", "Fonts"), j("/Library/Fonts"), j("/System/Library/Fonts")}},
		{"linux", "home", env, []string{j("data", "fonts"), j("home", ".local", "share", "fonts"), j("home", ".fonts"), j("one", "fonts"), j("two", "fonts"), j("/usr/local/share/fonts"), j("/usr/share/fonts")}},
		{"linux", "", nil, []string{j("/usr/local/share/fonts"), j("/usr/share/fonts")}},
	} {
		got := fontFolders(test.goos, test.home, func(key string) string { return test.env[key] })
		if test.goos == "darwin" && runtime.GOOS == "darwin" {
			got = got[:min(3, len(got))] // what the system has fetched is its own affair
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.goos, got, test.want)
		}
	}
}

func TestSystem(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the folders of the system cannot be chosen")
	}
	home := folderOf(t, map[string][]byte{".fonts/a.ttf": named("仿宋_GB2312"), "data/fonts/b.ttf": named("Rare")})
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	set := System()
	if f := set.Families[doc.FangSong].Regular; f == nil || f.Family() != "仿宋_GB2312" {
		t.Errorf("仿宋 is %p", f)
	}
	for role := range doc.NumRoles {
		if _, ok := set.StandIn(role); ok {
			t.Errorf("no face for %v", role)
		}
	}
	if strings.Contains(families(set)["后备"], "Rare") {
		t.Error("a face that nobody named is among the fallback faces")
	}
}

// No face has two roles, and no name stands twice, but by mistake.
func TestPreferred(t *testing.T) {
	seen := map[string]bool{}
	for role, p := range preferred {
		if p.weight == 0 || len(p.names) < 5 {
			t.Errorf("%v: weight %d, %d names", doc.Role(role), p.weight, len(p.names))
		}
		for _, names := range p.names {
			for _, name := range names {
				if key := nameKey(name); seen[key] {
					t.Errorf("%s stands twice", name)
				} else {
					seen[key] = true
				}
			}
		}
	}
}
