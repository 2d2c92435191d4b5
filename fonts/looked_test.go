package fonts

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nianbao/nianbao/fonts/internal/charset"
	"github.com/nianbao/nianbao/report/doc"
)

// tell prints what became of a face, without the folder that all are in.
func tell(t *testing.T, dir string, x Looked) string {
	t.Helper()
	path, err := filepath.Rel(dir, x.Path)
	if err != nil {
		t.Fatal(err)
	}
	s := fmt.Sprintf("%s %d %q", filepath.ToSlash(path), x.Index, x.Family)
	if x.Role < doc.NumRoles {
		s += " " + x.Role.String()
	}
	if x.Bold {
		s += " bold"
	}
	if x.Fallback {
		s += " fallback"
	}
	if x.Why != nil {
		english := x.Why.(interface{ English() string }).English()
		if english == x.Why.Error() {
			t.Errorf("%s: one message for both languages", path)
		}
		s += ": " + english
	}
	return s
}

// Of each face is told which role it serves, or why it serves none.
func TestLooked(t *testing.T) {
	dir := folderOf(t, map[string][]byte{
		"a.ttf": named("仿宋_GB2312"), "b.ttf": named("STFangsong"), "c.otf": named("Noto Serif CJK SC"), "d.otf": named("Noto Serif CJK SC", bold),
		"e.otf": named("Noto Serif CJK SC", weight(500)), "f.ttf": named("KaiTi", italic), "g.otf": named("LXGW WenKai", weight(200)),
		"h.ttf": named("Rare"), "i.ttf": named("Arial", bold), "j.ttf": named("SimSun-ExtB"), "k.ttf": []byte("%PDF-1.7 and so on"),
		"l.ttc": collectionOf(named("FangSong", fsType(2)), named("SimHei")), "m.otf": named("FZKai-Z03", func(s synthetic) { delete(s, "glyf"); s["CFF2"] = []byte{2} }),
		"n.ttf": named("FZHei-B01", func(s synthetic) { s["cmap"] = words(0) }), "o.ttf": named("KaiTi_GB2312", func(s synthetic) { s["cmap"] = words(0) }),
		"p.ttc": slices.Concat([]byte("ttcf"), long(0x00010000), long(0)), "q.woff": slices.Concat([]byte("wOFF"), make([]byte, 44)), "r.txt": nil,
		"below/s.ttf": named("Arial"),
	})
	const unusable = ": unusable font file: table cmap: 2 bytes; at least 4 are needed"
	want := []string{
		`a.ttf 0 "仿宋_GB2312" 仿宋`,
		`b.ttf 0 "STFangsong" 仿宋: the better "仿宋_GB2312" is used`,
		`below/s.ttf 0 "Arial" fallback`,
		`c.otf 0 "Noto Serif CJK SC" 宋体`,
		`d.otf 0 "Noto Serif CJK SC" 宋体 bold`,
		`e.otf 0 "Noto Serif CJK SC" 宋体: another face of that name is used`,
		`f.ttf 0 "KaiTi" 楷体: it is italic`,
		`g.otf 0 "LXGW WenKai" 楷体: its weight, 200, does not suit`,
		`h.ttf 0 "Rare" fallback`,
		`i.ttf 0 "Arial": its name is not that of an official face`,
		`j.ttf 0 "SimSun-ExtB" fallback`,
		`k.ttf 0 "": this is not a font file`,
		`l.ttc 0 "FangSong" 仿宋: its licence (fsType 0x0002) does not allow it to be embedded in a file; take another font`,
		`l.ttc 1 "SimHei" 黑体`,
		`m.otf 0 "FZKai-Z03" 楷体: this is a variable font with CFF2 outlines, which cannot be used; take a .ttf font, or an .otf font that is not variable`,
		`n.ttf 0 "FZHei-B01" 黑体: the better "SimHei" is used`, // and so it was not loaded
		`o.ttf 0 "KaiTi_GB2312" 楷体` + unusable,
		`p.ttc 0 "": there are no fonts in the file`,
		`q.woff 0 "": this is a WOFF font for web pages, which cannot be used; take a .ttf or .otf font`,
	}
	set, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range set.Looked {
		got = append(got, tell(t, dir, x))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if Default().Looked != nil {
		t.Error("faces were looked at for the default set")
	}

	// A folder whose faces have no role tells of them too, and one whose faces give
	// way to those of another folder is not at fault.
	_, err = Files(filepath.Join(dir, "below"))
	var e *FileError
	if !errors.As(err, &e) || len(e.Looked) != 1 || tell(t, dir, e.Looked[0]) != `below/s.ttf 0 "Arial": its name is not that of an official face` || e.Where() != filepath.Join(dir, "below") {
		t.Errorf("%v, %+v", err, e)
	}
	for _, paths := range [][]string{{dir, dir}, {filepath.Join(dir, "c.otf"), dir}, {dir, filepath.Join(dir, "c.otf")}} {
		if set, err := Files(paths...); err != nil || len(set.Looked) != len(want) {
			t.Errorf("%q: %v", paths, err)
		}
	}
	above := folderOf(t, map[string][]byte{"official/a.ttf": named("SimSun")})
	for _, paths := range [][]string{{above, filepath.Join(above, "official")}, {filepath.Join(above, "official"), above}} {
		if set, err := Files(paths...); err != nil || len(set.Looked) != 1 {
			t.Errorf("%q: %v", paths, err)
		}
	}
	worse := folderOf(t, map[string][]byte{"a.ttf": named("STFangsong")})
	if _, err := Files(dir, worse); err != nil {
		t.Error(err)
	}
}

// plainFS hides what its files can do but read.
type plainFS struct{ fs.FS }

type plainFile struct{ fs.ReadDirFile }

func (f plainFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if d, ok := file.(fs.ReadDirFile); ok {
		return plainFile{d}, nil
	}
	return struct{ fs.File }{file}, nil
}

func TestFromFS(t *testing.T) {
	files := map[string][]byte{"official/a.ttf": named("FangSong"), "official/b.ttc": collectionOf(named("Rare"), named("SimHei")), "read.me": []byte("no font")}
	m := fstest.MapFS{}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: data}
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write(data)
	}
	w.Close()
	z, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, fsys := range map[string]fs.FS{"map": m, "archive": z, "folder": os.DirFS(folderOf(t, files)), "no more than an fs.FS": plainFS{m}} {
		set, err := FromFS(fsys)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := families(set), map[string]string{"仿宋": "FangSong", "黑体": "SimHei"}; !mapsEqual(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if len(set.Looked) != 3 || set.Looked[2].Path != "official/b.ttc" || set.Looked[2].Index != 1 {
			t.Errorf("%s: looked at %+v", name, set.Looked)
		}
	}
	for name, fsys := range map[string]fs.FS{"empty": fstest.MapFS{}, "no role": fstest.MapFS{"a.ttf": {Data: named("Arial")}}} {
		var e *FileError
		if set, err := FromFS(fsys); !errors.As(err, &e) || set != nil || e.Path != "." {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// hugeFS has files that claim a terabyte, and read as if they had it.
type hugeFS struct{ fs.FS }

type hugeFile struct{ fs.File }

type hugeInfo struct{ fs.FileInfo }

func (f hugeFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err == nil && name != "." {
		file = hugeFile{file}
	}
	return file, err
}

func (f hugeFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return hugeInfo{info}, err
}

func (hugeFile) Read(b []byte) (int, error) { return len(b), nil }

func (hugeInfo) Size() int64 { return 1 << 40 }

// Of a file that cannot be read at any place, no more is read than a face may have.
func TestFromFSHuge(t *testing.T) {
	_, err := FromFS(hugeFS{fstest.MapFS{"a.ttf": {Data: named("SimSun")}}})
	if err == nil || !strings.Contains(err.Error(), "文件过大") {
		t.Error(err)
	}
}

// Names of files need not be UTF-8: archives from Windows hold others.
func TestFilesNotUTF8(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the file system may not take the name")
	}
	set, err := Files(folderOf(t, map[string][]byte{"\xb7\xc2\xcb\xce.ttf": named("FangSong")}))
	if err != nil {
		t.Fatal(err)
	}
	if f := set.Families[doc.FangSong].Regular; f == nil {
		t.Error("the face is passed over")
	}
}

func TestAssign(t *testing.T) {
	dir := folderOf(t, map[string][]byte{
		"any.bin": named("Own", bold), "two.ttc": collectionOf(named("Else"), named("STKaiti"), named("SimSun")), "part.ttc": collectionOf(named("A", fsType(2)), named("B")),
		"none.ttc": collectionOf(named("A", fsType(2))), "text.ttf": []byte("not a font at all"),
	})
	path := func(name string) string { return filepath.Join(dir, name) }
	set := Default()
	for _, x := range []struct {
		role       doc.Role
		name, want string
	}{
		{doc.FangSong, "any.bin", "Own"}, {doc.Song, "two.ttc", "SimSun"}, {doc.HeiTi, "part.ttc", "B"}, {doc.KaiTi, "two.ttc", "STKaiti"}, {doc.XiaoBiaoSong, "two.ttc", "STKaiti"},
	} {
		if err := set.Assign(x.role, path(x.name)); err != nil {
			t.Fatal(err)
		}
		f := set.Families[x.role]
		last := set.Looked[len(set.Looked)-1]
		if f.Regular.Family() != x.want || f.Bold != nil || last.Path != path(x.name) || last.Role != x.role || last.Why != nil || last.Family != x.want {
			t.Errorf("%v has %s, want %s; looked at %+v", x.role, f.Regular.Family(), x.want, last)
		}
	}
	if own := Default().Families[doc.Song].Regular; own == set.Families[doc.Song].Regular {
		t.Error("the default set has changed")
	} else if c, ok := set.Choose(doc.Song, false, '年'); !ok || c.Face != own {
		t.Errorf("年 is of %v", c.Face)
	}
	for name, want := range map[string]string{"none.ttc": "fsType", "text.ttf": "not a font", "missing": "no such file", "": "a folder"} {
		before := *set
		err := set.Assign(doc.FangSong, path(name))
		var e *FileError
		if !errors.As(err, &e) || e.Path != path(name) || !strings.Contains(e.English(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
		if set.Families != before.Families || len(set.Looked) != len(before.Looked) {
			t.Errorf("%s: the set has changed", name)
		}
	}
}

func TestMissing(t *testing.T) {
	for name, f := range embeddedFaces() {
		if m := f.Missing(); len(m) > 0 {
			t.Errorf("%s lacks %c", name, m)
		}
	}
	all := charset.TGH()
	if m := faceOf(t, 'A', '一', '丁').Missing(); len(m) != len(all)-2 || slices.Contains(m, '一') || !slices.Contains(m, '乙') {
		t.Errorf("%d characters are missing of %d", len(m), len(all))
	}
}
