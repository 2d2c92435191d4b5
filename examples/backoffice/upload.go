package backoffice

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// uploads bounds what is taken of the server by all uploads at once: a place for each that
// is received, and one for each file that is being read.
type uploads struct{ receiving, reading chan struct{} }

func newUploads() uploads {
	return uploads{receiving: make(chan struct{}, 8), reading: make(chan struct{}, 1)}
}

// The limits of an upload.
const (
	receiveTime = 2 * time.Minute  // for all that is sent
	waitTime    = 20 * time.Second // for a place
	lastTime    = 5 * time.Second  // for what is left of a form that found none
	maxRead     = 12 << 20         // bytes of what was read, when it comes back
	maxBesides  = 5 << 20          // bytes besides the file: pasted text has 4 MB
	smallFile   = 256 << 10        // that is not put on the disk
)

// enter waits for a place; leave gives it back.
func (a *ask) enter(places chan struct{}) (leave func(), err error) {
	waited := time.NewTimer(waitTime)
	defer waited.Stop()
	select {
	case places <- struct{}{}:
		return func() { <-places }, nil
	case <-a.Context().Done():
		return nil, a.Context().Err()
	case <-waited.C:
		return nil, &status{http.StatusServiceUnavailable, "正在读取别人上传的文件，这次没有轮到；请过一会儿再上传"}
	}
}

// receive takes in a form with files, which is at most so long. The deadlines are longer than
// those that a server has for pages, and are set anew. Whoever calls it calls done in the end.
func (s *server) receive(a *ask, most int64) (done func(), err error) {
	control := http.NewResponseController(a.w) // where it cannot, the server's own deadlines hold
	_ = control.SetWriteDeadline(time.Now().Add(waitTime + 2*receiveTime))
	leave, err := a.enter(s.uploads.receiving)
	if err != nil {
		_ = control.SetReadDeadline(time.Now().Add(lastTime))
		return nil, err
	}
	_ = control.SetReadDeadline(time.Now().Add(receiveTime))
	body := a.Body
	a.Body = http.MaxBytesReader(a.w, body, most)
	err = a.ParseMultipartForm(smallFile)
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		_, _ = io.CopyN(io.Discard, body, 4*most) // or a browser would not see the answer
	}
	done = func() {
		for _, f := range a.opened {
			_ = f.Close()
		}
		if a.MultipartForm != nil {
			_ = a.MultipartForm.RemoveAll()
		}
		leave()
	}
	if err != nil {
		done()
		return nil, notReceived(err) // the deadline stays, for the server reads what is left
	}
	_ = control.SetReadDeadline(time.Time{})
	return done, nil
}

// notReceived returns what is told of a form that did not come whole.
func notReceived(err error) error {
	var large *http.MaxBytesError
	var disk *fs.PathError
	var network net.Error
	switch {
	case errors.As(err, &large), errors.As(err, &disk):
		return err
	case errors.As(err, &network) && network.Timeout():
		return &status{http.StatusRequestTimeout, "上传太慢，超过了两分钟，没有读入；请换个网络，或去掉文件里的图片后再试"}
	case errors.Is(err, multipart.ErrMessageTooLarge):
		return &status{http.StatusRequestEntityTooLarge, "粘贴的文字太长，没有读入；请改为上传文件"}
	}
	return &status{http.StatusBadRequest, "上传的内容不完整，没有读入；请回到上传页面，重新选择文件"}
}

// uploadPage is what the page of uploads is drawn from.
type uploadPage struct {
	Why         string           // nothing was read; "" for nothing was tried
	Faults      []report.Finding // of what was to be read
	More        int              // faults besides
	Text        string           // that was pasted
	BlankAsZero bool
	Last        int    // the year before, where there is no report of it; else 0
	Most        string // that a file may have
	Done        *Event // the import that was made; nil for none
}

// uploading shows the page of uploads, or what an import that was made has done.
func (s *server) uploading(a *ask) error {
	var p uploadPage
	if number, err := strconv.Atoi(a.URL.Query().Get("done")); err == nil {
		e, err := s.store.Event(a.Context(), a.key, number)
		if err != nil {
			return err
		}
		if e.Action != Import {
			return ErrNotFound
		}
		p.Done = &e
	}
	return s.showUpload(a, http.StatusOK, p)
}

func (s *server) showUpload(a *ask, code int, p uploadPage) error {
	f, err := s.store.Filing(a.Context(), a.key)
	if err != nil {
		return err
	}
	if !f.State.Open() && p.Done == nil {
		return errLocked
	}
	if p.Last, err = s.lastMissing(a); err != nil {
		return err
	}
	p.Most = size(s.MaxUpload)
	return s.page(a, code, "upload.html", strconv.Itoa(a.key.Year)+" 年度：从文件导入", p)
}

// lastMissing returns the year before where there is no report of it, or 0.
func (s *server) lastMissing(a *ask) (int, error) {
	year := a.key.Year - 1
	if !s.hasForm(year) {
		return 0, nil
	}
	f, err := s.store.Filing(a.Context(), Key{a.body.ID, year})
	if err != nil || f.Version > 0 {
		return 0, err
	}
	return year, nil
}

// upload reads a file or a text, and shows what would become of the report. Nothing is kept:
// the page carries what was read.
func (s *server) upload(a *ask) error {
	w, err := s.read(a.Context(), a.body, a.key)
	if err != nil {
		return err
	}
	if !w.State.Open() {
		return errLocked
	}
	done, err := s.receive(a, s.MaxUpload+maxBesides)
	if err != nil {
		return err
	}
	defer done()
	p := uploadPage{Text: a.PostFormValue("text"), BlankAsZero: a.PostFormValue("blank") != ""}
	x, err := s.readUpload(a, w.judge)
	var own *status
	var users report.UserError
	switch e := (*unreadable)(nil); {
	case err == nil:
		return s.showReading(a, http.StatusOK, w, x, "")
	case errors.As(err, &e):
		p.Why, p.Faults, p.More = e.why, e.faults, e.more
	case errors.As(err, &own) && own.code == http.StatusUnprocessableEntity:
		p.Why = own.text
	case errors.As(err, &users):
		p.Why = users.Error()
	default:
		return err
	}
	return s.showUpload(a, http.StatusUnprocessableEntity, p)
}

// readUpload reads the file or the text that was posted.
func (s *server) readUpload(a *ask, j *judge) (*reading, error) {
	file, name, err := s.uploaded(a, "file")
	if err != nil {
		return nil, err
	}
	text := a.PostFormValue("text")
	switch pasted := strings.TrimSpace(text) != ""; {
	case file != nil && pasted:
		return nil, refuse("既选了文件，又粘贴了文字，不知道用哪一个；请只留一个")
	case file == nil && !pasted:
		return nil, refuse("还没有选择文件，也没有粘贴文字；请选一个")
	case pasted:
		file, name = strings.NewReader(text), "粘贴的文字"
	}
	days, _, err := s.uploaded(a, "holidays")
	if err != nil {
		return nil, err
	}
	leave, err := a.enter(s.uploads.reading)
	if err != nil {
		return nil, err
	}
	defer leave()
	r := reader{body: a.body, key: a.key, judge: j, options: intake.Options{
		BlankAsZero: a.PostFormValue("blank") != "", Agency: a.body.Agency, Year: a.key.Year,
	}}
	if days != nil {
		data, err := io.ReadAll(days)
		if err != nil {
			return nil, err
		}
		if r.holidays, err = intake.ReadHolidays(data); err != nil {
			return nil, unread("节假日的文件读不出", err)
		}
	}
	x, err := r.read(file)
	if err != nil {
		return nil, err
	}
	x.Name = name
	return x, nil
}

// uploaded returns the file of a field, and what it is called; nil where none was chosen.
func (s *server) uploaded(a *ask, field string) (io.ReadSeeker, string, error) {
	files := a.MultipartForm.File[field]
	switch {
	case len(files) == 0 || len(files) == 1 && files[0].Filename == "" && files[0].Size == 0:
		return nil, "", nil
	case len(files) > 1:
		return nil, "", refuse("一次选了几个文件；请只选一个")
	case files[0].Size > s.MaxUpload:
		return nil, "", refuse("文件太大，最多 " + size(s.MaxUpload) + "；请去掉图片，或另存为 XLSX 后再上传")
	}
	f, err := files[0].Open()
	if err != nil {
		return nil, "", err
	}
	a.opened = append(a.opened, f)
	return f, fileName(files[0].Filename), nil
}

// size is how long a file may be, as people say it.
func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// fileName is what a file is called, as it may be shown and kept.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(path.Base(strings.ReplaceAll(s, `\`, "/")), ""))
	if runes := []rune(s); len(runes) > 100 {
		s = string(runes[:50]) + "…" + string(runes[len(runes)-49:])
	}
	return cmp.Or(s, "没有名称的文件")
}

// applyUpload fills the report with what was read, which comes back with the page that
// showed it. What was there before is kept in the history.
func (s *server) applyUpload(a *ask) error {
	done, err := s.receive(a, maxRead)
	if err != nil {
		return err
	}
	defer done()
	x, err := decodeReading([]byte(a.PostFormValue("read")))
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(a.PostFormValue("version"), 10, 64)
	if err != nil {
		return refuse("页面不完整，没有导入；请重新上传")
	}
	var e *Event
	_, err = s.write(a, func(w *written) (*Event, error) {
		now, _, err := x.filled(w.Content, a, a.PostFormValue("rest") == "clear")
		if err != nil {
			return nil, err
		}
		if w.Version != version {
			if e, err = s.twice(a, w, version, now); e != nil || err != nil {
				return nil, cmp.Or(err, errSame)
			}
			return nil, &unapplied{http.StatusConflict, w, "核对期间，" + w.SavedBy + "于 " + s.clock(w.SavedAt) + " 保存了这份报告，还没有导入。下面已经与现在的报告重新比较，请再核对一遍"}
		}
		if x.stranger(a.body, a.key) && a.PostFormValue("confirm") == "" {
			return nil, &unapplied{http.StatusUnprocessableEntity, w, "文件写的机关或年度与这份报告不同，还没有导入；确实要用，请先勾选确认"}
		}
		if e, err = s.event(a, w, Import, w.State, "导入“"+x.Name+"”"); err != nil {
			return nil, err
		}
		e.Findings = x.Findings
		w.Content = now
		return e, nil
	})
	if stopped := (*unapplied)(nil); errors.As(err, &stopped) {
		return s.showReading(a, stopped.code, stopped.w, x, stopped.text)
	}
	if unfit := (*unreadable)(nil); errors.As(err, &unfit) {
		return s.showUpload(a, http.StatusUnprocessableEntity, uploadPage{Why: unfit.why, Faults: unfit.faults})
	}
	if err != nil && !errors.Is(err, errSame) {
		return err
	}
	return s.see(a, a.key.path()+"/upload?done="+strconv.Itoa(e.Number))
}

// twice returns the import by which the same person has just made of the version that he saw what is written and he
// asks for again, for he pressed a button twice; nil for none.
func (s *server) twice(a *ask, w *written, version int64, now *Content) (*Event, error) {
	so, err := same(w.Content, now)
	if err != nil || !so || w.Version != version+1 {
		return nil, err
	}
	events, err := s.store.Events(a.Context(), w.Key)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	e := events[len(events)-1]
	if e.Version != w.Version || e.Action != Import || e.UserID != a.user.ID {
		return nil, nil
	}
	return &e, nil
}

// unapplied is why what was read was not applied, to be shown with what it would do.
type unapplied struct {
	code int
	w    *written
	text string
}

func (e *unapplied) Error() string { return e.text }
