package backoffice

import (
	"errors"
	"mime"
	"net/http"
	"slices"
)

// The most that a form without files may have: bytes as they are sent, in which a Chinese
// character is nine and stands twice where it was changed, and fields.
const (
	maxForm   = 4 << 20
	maxFields = 4000
)

// withFiles are the posts that may come with files. Their handlers receive them; the form of
// every other post is there when its handler is asked.
var withFiles = []string{"/reports/{body}/{year}/upload", "/reports/{body}/{year}/upload/apply", "/admin/bodies", "/admin/settings",
	"/board/rollup", "/board/rollup/trace.xlsx", "/board/rollup/trace.json"}

// readForm reads the form of a post of the route.
func (a *ask) readForm(r route) error {
	if r.method != http.MethodPost || slices.Contains(withFiles, r.path) || a.ContentLength == 0 {
		return nil
	}
	if kind, _, err := mime.ParseMediaType(a.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return &status{http.StatusUnsupportedMediaType, "这次提交不是本系统的表单，没有接受；请在本系统的页面上操作"}
	}
	a.Body = http.MaxBytesReader(a.w, a.Body, maxForm)
	err := a.ParseForm()
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return err
	}
	if err != nil || len(a.PostForm) > maxFields {
		return refuse("提交的内容不完整，或项数太多，没有保存；请返回上一页重试")
	}
	return nil
}
