package backoffice

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// settingsPage is what the page of the settings shows.
type settingsPage struct {
	Name    string
	Checker string
	Kept    []choiceOfOffice // the choices that hold now
	Why     string           // what was typed was not taken
	Faults  []report.Finding // in the choices
	More    int              // faults besides
	Version string           // of the settings that the page shows
	Done    bool             // they were set just now
}

// choiceOfOffice is what an office has chosen for a rule.
type choiceOfOffice struct{ Code, Example, Choice string }

// maxChecker is the most bytes of the choices of an office.
const maxChecker = 1 << 20

// fields of the form of the settings, besides fieldFile and fieldConfirm.
const (
	fieldName    = "name"
	fieldChecker = "checker"
)

// version tells settings from one another.
func (x Settings) version() string { return HashOf([]byte(x.Name + "\x00" + string(x.Checker))) }

// settings shows what the office has chosen.
func (s *server) settings(a *ask) error {
	x, err := s.store.Settings(a.Context())
	if err != nil {
		return err
	}
	return s.showSettings(a, http.StatusOK, settingsPage{
		Name: x.Name, Checker: string(x.Checker), Version: x.version(), Done: a.URL.Query().Has("done"),
	}, x)
}

// showSettings shows the page, with the choices that hold now.
func (s *server) showSettings(a *ask, code int, p settingsPage, now Settings) error {
	c, err := now.checker()
	if err != nil {
		return err
	}
	words := map[string]string{}
	for _, code := range c.Off {
		words[code] = "不检查"
	}
	for code, severity := range c.Severity {
		words[code] = severity.String()
	}
	examples := map[string]string{}
	for _, r := range report.Rules() {
		examples[r.Code] = r.Example
	}
	for _, code := range slices.Sorted(maps.Keys(words)) {
		p.Kept = append(p.Kept, choiceOfOffice{code, examples[code], words[code]})
	}
	return s.page(a, code, "settings.html", "设置", p)
}

// checkerFile sends the choices of the office as they were set.
func (s *server) checkerFile(a *ask) error {
	x, err := s.store.Settings(a.Context())
	if err != nil {
		return err
	}
	if len(x.Checker) == 0 {
		x.Checker = []byte("{}\n")
	}
	_, err = a.attachment("office.json", render.JSON.MediaType()).Write(x.Checker)
	return err
}

// setSettings sets what the office has chosen, unless somebody else has meanwhile.
func (s *server) setSettings(a *ask) error {
	done, err := s.receive(a, s.MaxUpload+maxBesides)
	if err != nil {
		return err
	}
	defer done()
	was, err := s.store.Settings(a.Context())
	if err != nil {
		return err
	}
	x := Settings{Name: strings.TrimSpace(a.PostFormValue(fieldName)), Checker: []byte(a.PostFormValue(fieldChecker))}
	p := settingsPage{Name: x.Name, Version: was.version()}
	file, _, err := s.uploaded(a, fieldFile)
	if err == nil && file != nil {
		x.Checker, err = s.listed(a, "")
	}
	if err != nil {
		return err
	}
	if strings.TrimSpace(string(x.Checker)) == "" {
		x.Checker = nil
	}
	p.Checker = string(x.Checker)
	code := http.StatusUnprocessableEntity
	_, err = x.checker()
	var input *report.InputError
	switch n := utf8.RuneCountInString(x.Name); {
	case n > maxName:
		p.Why = fmt.Sprintf("名称有 %d 字，最多 %d 字；请写机关全称", n, maxName)
	case !plain(x.Name) || strings.Contains(x.Name, "\n"):
		p.Why = "名称只能有一行文字；请写机关全称"
	case len(x.Checker) > maxChecker:
		p.Why, p.Checker = "检查的要求太长，最多 1 MB；请核对是不是选错了文件", ""
	case errors.As(err, &input):
		p.Why, p.Faults, p.More = "检查的要求没有读入，请改正后再试", input.All(), input.More
	case err != nil:
		return err
	case was.Equal(x): // the button was pressed twice
		return s.see(a, "/admin/settings?done")
	case a.PostFormValue(fieldConfirm) == was.version():
		if err = s.store.SetSettings(a.Context(), was, x); err == nil {
			return s.see(a, "/admin/settings?done")
		}
		if !errors.Is(err, ErrChanged) {
			return err
		}
		if was, err = s.store.Settings(a.Context()); err != nil {
			return err
		}
		if was.Equal(x) {
			return s.see(a, "/admin/settings?done")
		}
		p.Version = was.version()
		fallthrough
	default:
		code, p.Why = http.StatusConflict, "您打开页面之后，设置被另一人改过，还没有保存。现在的名称是“"+was.Name+"”，检查的要求可以下载；请核对，再按“保存”就用您填的"
	}
	return s.showSettings(a, code, p, was)
}
