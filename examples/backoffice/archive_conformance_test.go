//go:build conformance

package backoffice_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// Other programs open an archive, and what is in it.
func TestArchiveElsewhere(t *testing.T) {
	o := newOffice(t)
	o.list(backoffice.Body{ID: "a", Agency: "𠮷县某局"}, backoffice.Body{ID: "b", Agency: "A区某局"}, backoffice.Body{ID: "c", Agency: "a区某局"})
	for _, id := range []string{"a", "b", "c"} {
		o.save(id, 2024, ready(t, "某县某局", 2024))
	}
	query := url.Values{"year": {"2024"}, "format": fileKeys}
	p := o.get("office", "/board/archive?"+query.Encode())
	files, _ := unpack(t, p)
	dir := t.TempDir()
	path := filepath.Join(dir, "a.zip")
	if err := os.WriteFile(path, []byte(p.body), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "unzip", "-tq", path)
	listed := run(t, "env", "LC_ALL=C.UTF-8", "unzip", "-Z1", path)
	names := run(t, "python3", "-c", `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
z.extractall(sys.argv[2])
sys.stdout.buffer.write("\n".join(z.namelist()).encode())`, path, dir)
	for _, f := range files {
		if !strings.Contains("\n"+names+"\n", "\n"+f.Name+"\n") {
			t.Errorf("Python does not know %q: %q", f.Name, names)
		}
		if !strings.Contains("\n"+listed, "\n"+f.Name+"\n") {
			t.Errorf("unzip does not know %q: %q", f.Name, listed)
		}
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil || info.Mode().Perm()&0o400 == 0 {
			t.Error(info, err)
		}
	}
	for _, f := range files[:len(fileKeys)] {
		ext := filepath.Ext(f.Name)
		if ext != ".docx" && ext != ".xlsx" {
			continue
		}
		out := t.TempDir()
		run(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", out, filepath.Join(dir, filepath.FromSlash(f.Name)))
		made, _ := filepath.Glob(filepath.Join(out, "*.pdf"))
		if len(made) != 1 {
			t.Errorf("LibreOffice did not open %s", f.Name)
		} else if text := run(t, "pdftotext", made[0], "-"); !strings.Contains(text, "草稿") {
			t.Errorf("%s, printed, is no draft", f.Name)
		}
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// What an archive has in memory does not grow with the reports that it is made of.
func TestArchiveMemory(t *testing.T) {
	const few, many = 100, 400
	o := newOffice(t)
	rnd := rand.New(rand.NewPCG(4, 4))
	var bodies []backoffice.Body
	for i := range many {
		b := backoffice.Body{ID: fmt.Sprintf("b%03d", i), Agency: fmt.Sprintf("云栖市第%d局", i)}
		bodies = append(bodies, b)
		o.save(b.ID, 2024, &backoffice.Content{Report: figures(b.Agency, rnd)})
	}
	kept := map[int]uint64{}
	for _, n := range []int{few, many} {
		o.list(bodies[:n]...)
		w := &watched{ResponseRecorder: httptest.NewRecorder()}
		query := url.Values{"year": {"2024"}, "format": fileKeys}
		q := httptest.NewRequest(http.MethodGet, "/gongkai/board/archive?"+query.Encode(), nil)
		q.Header.Set("X-Person", "office")
		before := live()
		began := time.Now()
		o.handler.ServeHTTP(w, q)
		if w.Code != http.StatusOK || len(w.live) < 16 {
			t.Fatalf("%d, looked %d times", w.Code, len(w.live))
		}
		most := slices.Max(w.live)
		// What is being drawn at a moment differs; what is kept is there at each.
		least := slices.Min(w.live[len(w.live)/2:])
		kept[n] = least - min(least, before)
		t.Logf("%d reports, %d formats: %d bytes in %v; %d KB in memory besides the store at most, %d KB at least in the second half",
			n, len(fileKeys), w.size, time.Since(began).Round(time.Millisecond), (most-min(most, before))>>10, kept[n]>>10)
	}
	if kept[many] > kept[few]+3<<20 {
		t.Errorf("%d reports keep %d bytes, %d keep %d", few, kept[few], many, kept[many])
	}
}

// watched is an answer that keeps nothing, and looks at what is in memory now and then.
type watched struct {
	*httptest.ResponseRecorder
	size int
	live []uint64 // bytes in memory, each time
}

func (w *watched) Write(p []byte) (int, error) {
	const step = 1 << 20
	if w.size/step != (w.size+len(p))/step {
		w.live = append(w.live, live())
	}
	w.size += len(p)
	return len(p), nil
}

// live is how many bytes are in use.
func live() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
