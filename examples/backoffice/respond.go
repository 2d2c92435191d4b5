package backoffice

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/nianbao/nianbao/report"
)

// status is an error that has a status of HTTP, and says to a person what to do.
type status struct {
	code int
	text string
}

func (e *status) Error() string { return e.text }

// What is refused.
var (
	errForbidden   = &status{http.StatusForbidden, "您没有这项权限，或这不是您所在机关的报告；需要的话请联系管理人员"}
	errCrossOrigin = &status{http.StatusForbidden, "这次提交来自别的网站，没有接受；请在本系统的页面上操作"}
	errTooLong     = &status{http.StatusRequestEntityTooLarge, "报告的文字太多，没有保存；请删去多余的，或分开写"}
	errNoBody      = &status{http.StatusNotFound, "机关名单里没有这个机关；报过的报告还保留着，请联系管理人员"}
	errLocked      = &status{http.StatusConflict, "报告已报送或已发布，不能修改；请上级退回，或发起更正"}
)

// refuse returns an error that is the asker's to mend.
func refuse(text string) error { return &status{http.StatusUnprocessableEntity, text} }

// statusOf returns the status of an error and what a person is told.
func statusOf(err error) (code int, text string) {
	var own *status
	var users report.UserError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &own):
		return own.code, own.text
	case errors.Is(err, ErrSignedOut):
		return http.StatusUnauthorized, "您还没有登录，或登录已过期；请重新登录"
	case errors.Is(err, ErrNotFound):
		return http.StatusNotFound, "没有这个页面；请从首页进入"
	case errors.Is(err, ErrChanged):
		return http.StatusConflict, "报告刚被另一人修改，这次操作没有执行；请刷新页面，核对后再操作"
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, "提交的内容太大；请拆分，或去掉图片后再试"
	case errors.As(err, &users):
		return http.StatusUnprocessableEntity, users.Error()
	}
	return http.StatusInternalServerError, "系统出错，这次操作没有完成；请稍后再试，仍不行请联系管理人员"
}

// fail answers a request that cannot be done, if it has not been answered in part.
func (s *server) fail(a *ask, err error) {
	code, text := statusOf(err)
	if code == http.StatusInternalServerError && a.Context().Err() == nil {
		s.Log.Error("failed", "error", err)
	}
	if a.w.status != 0 {
		return
	}
	if a.wantsJSON() {
		err = s.json(a, code, map[string]string{"error": text})
	} else {
		err = s.page(a, code, "error.html", cmp.Or(refusals[code], "没有完成"), failure{text, a.lost()})
	}
	if err != nil {
		s.Log.Error("failed", "error", err)
		http.Error(a.w, "系统出错", http.StatusInternalServerError)
	}
}

// failure is what the page of an error shows.
type failure struct {
	Text string
	Lost []unsaved // what was typed
}

// refusals are the titles of the pages that refuse something.
var refusals = map[int]string{
	http.StatusUnauthorized: "请先登录",
	http.StatusForbidden:    "没有权限",
	http.StatusNotFound:     "没有找到",
}

// json answers the script of a page.
func (s *server) json(a *ask, code int, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	a.w.Header().Set("Content-Type", "application/json")
	a.w.WriteHeader(code)
	_, _ = a.w.Write(data)
	return nil
}

// see sends the browser to another page of the back office after a post.
func (s *server) see(a *ask, path string) error {
	http.Redirect(a.w, a.Request, s.Path+path, http.StatusSeeOther)
	return nil
}

// page answers with a page that is drawn whole before a byte is sent.
func (s *server) page(a *ask, code int, name, title string, v any) error {
	var buf bytes.Buffer
	err := pages[name].Execute(&buf, view{Title: title, Path: s.Path, SignOut: s.SignOut, User: a.user, Body: a.body, Key: a.key, Page: v})
	if err != nil {
		return err
	}
	a.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	a.w.WriteHeader(code)
	_, _ = a.w.Write(buf.Bytes())
	return nil
}
