package backoffice_test

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report/intake"
)

// unpack returns the files of an archive, in their order, and the rows of its list.
func unpack(t testing.TB, p reply) (files []*zip.File, list [][]string) {
	t.Helper()
	if p.status != http.StatusOK || p.header.Get("Content-Type") != "application/zip" {
		t.Fatalf("%d %v\n%s", p.status, p.header, p.body)
	}
	z, err := zip.NewReader(strings.NewReader(p.body), int64(len(p.body)))
	if err != nil {
		t.Fatal(err)
	}
	last := z.File[len(z.File)-1]
	if last.Name != "清单.csv" {
		t.Fatalf("the last file is %q", last.Name)
	}
	text, found := strings.CutPrefix(content(t, last), "\uFEFF")
	list, err = csv.NewReader(strings.NewReader(text)).ReadAll()
	if !found || err != nil || len(list[0]) != 9 {
		t.Fatalf("%v: %q", err, text)
	}
	return z.File[:len(z.File)-1], list[1:]
}

// list replaces the list of those who are to report.
func (o *office) list(bodies ...backoffice.Body) {
	o.t.Helper()
	was, err := o.store.Bodies(context.Background())
	if err == nil {
		err = o.store.SetBodies(context.Background(), was, bodies)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// The archive of a year has each report that is asked for, or says why not; the figures are
// those that were filed.
func TestArchive(t *testing.T) {
	o := newOffice(t)
	j := o.fill(12, 3)
	address := "/board/archive?year=2024&format=json&format=docx&format=xlsx&format=html"
	p := o.get("office", address)
	if name := p.name(t); name != "2024年政府信息公开工作年度报告汇集.zip" {
		t.Errorf("%q", name)
	}
	files, list := unpack(t, p)
	seen := map[string]int{}
	var order []string
	for _, row := range list {
		id, path, why := row[0], row[5], row[8]
		if len(order) == 0 || order[len(order)-1] != id {
			order = append(order, id)
		}
		if path == "" {
			if _, filed := j.filings[id]; filed || why != "没有收入：尚未填报" {
				t.Errorf("%q", row)
			}
			continue
		}
		seen[id]++
		i := slices.IndexFunc(files, func(f *zip.File) bool { return f.Name == path })
		if i < 0 {
			t.Errorf("%q is not there", path)
			continue
		}
		data := content(t, files[i])
		if strconv.Itoa(len(data)) != row[6] || backoffice.HashOf([]byte(data)) != row[7] {
			t.Errorf("%q", row)
		}
		if f := files[i]; (f.Method == zip.Store) != (row[4] == "DOCX" || row[4] == "工作簿（XLSX）") || f.Flags&0x808 != 0x800 {
			t.Errorf("%s: method %d, flags %x", path, f.Method, f.Flags)
		}
		r, _, err := intake.Read([]byte(data))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		want, published := j.published[id], true
		if want == nil {
			want, published = j.reports[id], false
		}
		t.Run(path, func(t *testing.T) { sameFigures(t, r, want) })
		if strings.Contains(path, ".草稿.") == published || strings.Contains(why, "草稿") == published {
			t.Errorf("published: %v, %q", published, row)
		}
		if correcting := published && j.filings[id].State != backoffice.Published; strings.Contains(why, "更正尚未发布") != correcting {
			t.Errorf("a correction is written: %v, %q", correcting, row)
		}
	}
	var bodies []string
	for _, b := range j.bodies {
		bodies = append(bodies, b.ID)
		if _, filed := j.filings[b.ID]; filed && seen[b.ID] != 4 {
			t.Errorf("%s: %d files", b.ID, seen[b.ID])
		}
	}
	if !slices.Equal(order, bodies) {
		t.Errorf("the order is %v, want %v", order, bodies)
	}
	if o.get("office", address).body != p.body {
		t.Error("the same reports give another archive")
	}
}

// Reports of some states are asked for: the published ones while they are corrected, too.
func TestArchiveStates(t *testing.T) {
	o := newOffice(t)
	j := o.fill(30, 5)
	for _, states := range [][]backoffice.State{{backoffice.Published}, {backoffice.Draft}, {backoffice.Draft, backoffice.Published}, {backoffice.Submitted, backoffice.Approved}, {""}} {
		query := url.Values{"year": {"2024"}, "format": {"json"}}
		wanted := func(s backoffice.State) bool { return slices.Contains(states, s) || states[0] == "" }
		for _, s := range states {
			query.Add("state", string(s))
		}
		_, list := unpack(t, o.get("office", "/board/archive?"+query.Encode()))
		for _, row := range list {
			f, filed := j.filings[row[0]]
			published := filed && f.Published > 0 && wanted(backoffice.Published)
			taken := published || filed && wanted(f.State)
			if (row[5] != "") != taken || taken && (strings.Contains(row[5], "草稿") == published || published && row[2] != "已发布" || !published && row[2] != f.State.String()) {
				t.Errorf("%v, %s, published by %d: %q", states, f.State, f.Published, row)
			}
		}
	}
}

// Bodies with names that no file can have, or that a file system takes for the same, have
// folders of their own, and nothing in the list becomes a formula.
func TestArchiveNames(t *testing.T) {
	o := newOffice(t)
	agencies := []string{
		"../../etc", `..\x`, "CON", "清单.csv", "某局", "某局", "某局（2）", "A区某局", "a区某局", "caf\u00E9局", "cafe\u0301局", "𠮷县某局",
		strings.Repeat("长", 100), strings.Repeat("长", 99) + "短", "=cmd|' /C calc'!A0", "某局...", "某\u202E局", " ",
	}
	var bodies []backoffice.Body
	for i, agency := range agencies {
		bodies = append(bodies, backoffice.Body{ID: fmt.Sprint("x", i), Agency: agency})
	}
	o.list(bodies...)
	for _, b := range bodies {
		o.save(b.ID, 2024, ready(t, "某县某局", 2024))
	}
	files, list := unpack(t, o.get("admin", "/board/archive?year=2024&format=json"))
	if len(files) != len(agencies) {
		t.Fatalf("%d files of %d bodies", len(files), len(agencies))
	}
	device := regexp.MustCompile(`(?i)^(con|prn|aux|nul)\.?`)
	folders := map[string]bool{"清单.csv": true}
	for i, f := range files {
		folder, name, ok := strings.Cut(f.Name, "/")
		key := render.NameKey(folder)
		if !ok || strings.ContainsAny(name, `/\`) || strings.ContainsAny(folder, `\:*?"<>|`) || strings.Trim(folder, " .") != folder || device.MatchString(folder) || folders[key] {
			t.Errorf("%q: %q", agencies[i], f.Name)
		}
		folders[key] = true
		if list[i][0] != bodies[i].ID || strings.TrimPrefix(list[i][5], "'") != f.Name {
			t.Errorf("%q: %q", f.Name, list[i])
		}
		for _, text := range list[i] {
			if strings.HasPrefix(text, "=") {
				t.Errorf("%q", list[i])
			}
		}
	}
}

// A body that is not on the list any more is told.
func TestArchiveOfBodiesThatAreGone(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.save("sl", 2024, ready(t, "云栖市水利局", 2024))
	o.list(backoffice.Body{ID: "sl", Agency: "云栖市水利局"})
	files, list := unpack(t, o.get("office", "/board/archive?year=2024&format=html&format=html"))
	if len(files) != 1 || len(list) != 2 || list[1][0] != "jt" || list[1][8] != "没有收入：已不在机关名单中" {
		t.Errorf("%d files, %q", len(files), list)
	}
}

// What cannot be asked for is refused with a page.
func TestArchiveRefused(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	for query, want := range map[string]string{
		"year=2024": "请至少选一种", "year=2024&format=odt": "“odt”", "year=2024&format=json&state=lost": "“lost”",
		"year=2024&format=json&state=published": "没有符合条件的报告", "year=2023&format=json": "没有符合条件的报告",
	} {
		p := o.get("office", "/board/archive?"+query)
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, want) || p.header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %v\n%s", query, p.status, p.header, p.body)
		}
	}
	for _, query := range []string{"", "year=x&format=json", "year=1000&format=json"} {
		if p := o.get("office", "/board/archive?"+query); p.status != http.StatusNotFound {
			t.Errorf("%s: %d", query, p.status)
		}
	}
	if p := o.do("office", http.MethodHead, "/board/archive?year=2024&format=pdf", nil, nil); p.status != http.StatusOK || p.body != "" || p.header.Get("Content-Type") != "application/zip" {
		t.Errorf("HEAD: %d %v", p.status, p.header)
	}
}

// hollow is a store that does something before it gives a filing.
type hollow struct {
	*memory.Store
	before func(calls int64) error
	calls  atomic.Int64
}

func (s *hollow) Filing(ctx context.Context, k backoffice.Key) (backoffice.Filing, error) {
	if s.before != nil {
		if err := s.before(s.calls.Add(1)); err != nil {
			return backoffice.Filing{}, err
		}
	}
	return s.Store.Filing(ctx, k)
}

// Where the store fails in the middle, who downloads sees that the archive is not whole, and
// nobody takes a part for the whole.
func TestArchiveOfFailingStore(t *testing.T) {
	store := &hollow{Store: new(memory.Store)}
	o := newOfficeOn(t, store)
	o.fill(40, 7)
	address := "/board/archive?year=2024&format=docx&format=html"
	whole := o.get("office", address)
	unpack(t, whole)
	store.before = func(calls int64) error {
		if calls > 30 {
			return errors.New("the disk is gone")
		}
		return nil
	}
	q, err := http.NewRequest(http.MethodGet, o.url+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("X-Person", "office")
	p, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Body.Close()
	data, err := io.ReadAll(p.Body)
	if !errors.Is(err, io.ErrUnexpectedEOF) || len(data) == 0 || !strings.HasPrefix(whole.body, string(data)) {
		t.Errorf("%d bytes of %d, %v", len(data), len(whole.body), err)
	}
	if listed(string(data)) {
		t.Error("the part has the list of the whole")
	}
	store.calls.Store(0)
	store.before = func(int64) error { return errors.New("the disk is gone") }
	if p := o.get("office", address); p.status != http.StatusInternalServerError || p.header.Get("Content-Disposition") != "" || !strings.Contains(p.body, "系统出错") {
		t.Errorf("before the first byte: %d %v", p.status, p.header)
	}
}

// listed reports whether an archive has its list, or a part of one looks like that: one that
// ends with a DOCX, which is an archive, too, may be opened as that.
func listed(data string) bool {
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "清单.csv" })
}

// A report that cannot be drawn is in the list with the reason, and the others are there.
func TestArchiveOfFailingReport(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	c := ready(t, "云栖市水利局", 2024)
	set(t, c, "/other/paragraphs", "本机关\U000F1234没有其他事项。")
	o.save("sl", 2024, c)
	f := o.filing("qs", 2024)
	f.Content = []byte(`{"report":{"year":"二〇二四"}}`)
	if _, err := o.store.Save(context.Background(), f, nil); err != nil {
		t.Fatal(err)
	}
	files, list := unpack(t, o.get("office", "/board/archive?year=2024&format=pdf&format=json"))
	if row := list[4]; row[0] != "qs" || row[5] != "" || !strings.HasPrefix(row[8], "没有收入：") || strings.Contains(row[8], "系统出错") {
		t.Errorf("%q", row)
	}
	if len(files) != 3 || len(list) != 5 {
		t.Errorf("%d files, %q", len(files), list)
	}
	if row := list[2]; row[0] != "sl" || row[4] != "PDF" || row[5] != "" || !strings.HasPrefix(row[8], "没有收入：") || !strings.Contains(row[8], "U+F1234") {
		t.Errorf("%q", row)
	}
}

// A client that goes away ends the work.
func TestArchiveOfClientThatGoes(t *testing.T) {
	const n = 200
	store := &hollow{Store: new(memory.Store)}
	o := newOfficeOn(t, store)
	o.fill(n, 9)
	ctx, stop := context.WithCancel(context.Background())
	store.before = func(calls int64) error {
		if calls == 40 {
			stop()
			<-ctx.Done()
		}
		return nil
	}
	served := make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(served)
		o.handler.ServeHTTP(w, r)
	})
	q := httptest.NewRequestWithContext(ctx, http.MethodGet, "/gongkai/board/archive?year=2024&format=json", nil)
	q.Header.Set("X-Person", "office")
	w := httptest.NewRecorder()
	func() {
		defer func() {
			if x := recover(); x != nil && x != http.ErrAbortHandler {
				panic(x)
			}
		}()
		handler.ServeHTTP(w, q)
	}()
	<-served
	if calls := store.calls.Load(); calls > 60 {
		t.Errorf("%d filings were read for a client that was gone after 40", calls)
	}
	if listed(w.Body.String()) {
		t.Error("the part has the list of the whole")
	}
}

// slow is an answer that nobody takes for a time.
type slow struct {
	*httptest.ResponseRecorder
	begun chan struct{} // closed with the first byte
	wait  chan struct{}
	once  sync.Once
}

func (w *slow) Write(p []byte) (int, error) {
	w.once.Do(func() { close(w.begun) })
	<-w.wait
	return w.ResponseRecorder.Write(p)
}

// Who takes an archive slowly does not keep others from their files.
func TestArchiveOfSlowClient(t *testing.T) {
	o := newOffice(t)
	o.fill(40, 13)
	id := o.bodies()[0].ID
	q := httptest.NewRequest(http.MethodGet, "/gongkai/board/archive?year=2024&format=docx", nil)
	q.Header.Set("X-Person", "office")
	w := &slow{ResponseRecorder: httptest.NewRecorder(), begun: make(chan struct{}), wait: make(chan struct{})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		o.handler.ServeHTTP(w, q)
	}()
	<-w.begun
	if p := o.get("office", "/reports/"+id+"/2024/files/json"); p.status != http.StatusOK {
		t.Errorf("%d", p.status)
	}
	if p := o.get("admin", "/board/archive?year=2024&format=json"); p.status != http.StatusOK {
		t.Errorf("%d", p.status)
	}
	close(w.wait)
	<-done
	if !listed(w.Body.String()) {
		t.Error("the archive is not whole")
	}
}

// deadlines is an answer whose time to write is set anew.
type deadlines struct {
	*httptest.ResponseRecorder
	set, writes int
	past        bool
}

func (w *deadlines) SetWriteDeadline(t time.Time) error {
	w.set++
	w.past = w.past || !t.After(time.Now())
	return nil
}

func (w *deadlines) Write(p []byte) (int, error) {
	w.writes++
	return w.ResponseRecorder.Write(p)
}

// Every piece of an archive has time of its own.
func TestArchiveDeadlines(t *testing.T) {
	o := newOffice(t)
	o.fill(40, 11)
	q := httptest.NewRequest(http.MethodGet, "/gongkai/board/archive?year=2024&format=docx", nil)
	q.Header.Set("X-Person", "office")
	w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
	o.handler.ServeHTTP(w, q)
	if w.writes < 3 || w.set <= w.writes || w.past {
		t.Errorf("%d writes, %d times, past: %v", w.writes, w.set, w.past)
	}
}
