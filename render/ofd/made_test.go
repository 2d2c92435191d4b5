package ofd_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

// repacked returns a file whose parts change gives anew; those that it leaves stay as they
// are coded.
func repacked(t *testing.T, file []byte, change func(name string, data []byte) []byte, more ...string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range from.File {
		old := part(t, file, f.Name)
		data := change(f.Name, bytes.Clone(old))
		switch {
		case data == nil:
			continue
		case bytes.Equal(data, old):
			err = z.Copy(f)
		default:
			var w io.Writer
			if w, err = z.Create(f.Name); err == nil {
				_, err = w.Write(data)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range more {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMade(t *testing.T) {
	l := small(t)
	keep := func(_ string, data []byte) []byte { return data }
	for _, o := range []ofd.Options{{}, {Archive: true}, {Attachment: &doc.Attachment{Name: "a.json", Data: []byte("1")}}} {
		file := write(t, o, l)
		if !ofd.Made(file) || !ofd.Made(repacked(t, file, keep)) {
			t.Errorf("%+v: not known", o)
		}
		z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			for what, change := range map[string]func(data []byte) []byte{
				"changed": func(data []byte) []byte { data[len(data)/2] ^= 1; return data },
				"gone":    func([]byte) []byte { return nil },
			} {
				if ofd.Made(repacked(t, file, func(name string, data []byte) []byte {
					if name == f.Name {
						return change(data)
					}
					return data
				})) {
					t.Errorf("%+v: %s is %s", o, f.Name, what)
				}
			}
		}
		if ofd.Made(repacked(t, file, keep, "Doc_0/Signs/Signatures.xml")) {
			t.Errorf("%+v: with another part", o)
		}
		for n := range len(file) {
			if ofd.Made(file[:n]) {
				t.Fatalf("%d of %d bytes are known", n, len(file))
			}
		}
	}
	for _, other := range []string{"", "PK\x03\x04", string(repacked(t, write(t, ofd.Options{}, l), func(name string, data []byte) []byte {
		return bytes.ReplaceAll(data, []byte("DocID"), []byte("DocId"))
	}))} {
		if ofd.Made([]byte(other)) {
			t.Errorf("%.20q is known", other)
		}
	}
}
