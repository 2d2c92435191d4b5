package backoffice

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// route is a handler and who may ask it. The routes are the one table of what there is:
// README.md is made from it.
type route struct {
	method, path string
	roles        []Role
	does         string // in Chinese
	serve        func(*server, *ask) error
}

// routes are all the pages and posts, in the order of their paths. A path with {body} is that of one body: a person
// who is bound to another is refused, whatever his role.
var routes = []route{
	{"GET", "/{$}", Roles(), "首页", (*server).home},
	{"GET", "/reports/{body}/{year}", Roles(), "一份报告的任务清单和核对结果", (*server).filing},
	{"GET", "/reports/{body}/{year}/sections/{section}", Roles(), "一个部分的填写页", (*server).section},
	{"POST", "/reports/{body}/{year}/sections/{section}", writers, "保存一个部分", (*server).saveSection},
	{"POST", "/reports/{body}/{year}/check", writers, "核对所填内容，不保存", (*server).check},
	{"POST", "/reports/{body}/{year}/paste", writers, "读入从表格软件粘贴的数字，不保存", (*server).paste},
	{"POST", "/reports/{body}/{year}/reasons", writers, "保存警告的核实说明", (*server).saveReasons},
	{"GET", "/reports/{body}/{year}/upload", writers, "从文件导入", (*server).uploading},
	{"POST", "/reports/{body}/{year}/upload", writers, "读入文件，只看不存", (*server).upload},
	{"POST", "/reports/{body}/{year}/upload/apply", writers, "导入读入的内容", (*server).applyUpload},
	{"GET", "/reports/{body}/{year}/actions/{action}", actors, "报送、退回、通过、发布、更正", (*server).action},
	{"POST", "/reports/{body}/{year}/actions/{action}", actors, "报送、退回、通过、发布、更正", (*server).action},
	{"GET", "/reports/{body}/{year}/history", Roles(), "历史记录", (*server).history},
	{"GET", "/reports/{body}/{year}/history/{number}", Roles(), "历史记录的一条，与另一条比较", (*server).showEvent},
	{"GET", "/reports/{body}/{year}/history/{number}/{format}", Roles(), "历史记录中的整份报告（html、json）", (*server).eventFile},
	{"POST", "/reports/{body}/{year}/history/{number}/restore", writers, "恢复历史记录中的报告", (*server).restore},
	{"GET", "/reports/{body}/{year}/files/{format}", Roles(), "下载一份报告：docx、pdf、ofd、html、json、xlsx、review.docx、review.html、zip", (*server).file},
	{"GET", "/board", superiors, "各机关的报告", (*server).board},
	{"POST", "/board", []Role{Office}, "批量通过、退回、发布", (*server).boardAct},
	{"GET", "/board/missing", superiors, "未报送名单", (*server).missing},
	{"GET", "/board/missing.txt", superiors, "未报送名单，文本", (*server).missingText},
	{"GET", "/board/rollup", superiors, "汇总", (*server).rollup},
	{"POST", "/board/rollup", superiors, "汇总，与上传的报告核对", (*server).rollup},
	{"GET", "/board/rollup/trace.xlsx", superiors, "汇总底稿，工作簿", (*server).traceWorkbook},
	{"POST", "/board/rollup/trace.xlsx", superiors, "汇总底稿，工作簿，与上传的报告核对", (*server).traceWorkbook},
	{"GET", "/board/rollup/trace.json", superiors, "汇总底稿，JSON", (*server).traceJSON},
	{"POST", "/board/rollup/trace.json", superiors, "汇总底稿，JSON，与上传的报告核对", (*server).traceJSON},
	{"GET", "/board/rollup/report.json", superiors, "合计，JSON", (*server).sumsJSON},
	{"POST", "/board/rollup/take", []Role{Office}, "把合计写入汇总机关自己的报告", (*server).take},
	{"GET", "/board/similar", superiors, "雷同与异常，并排对照", (*server).similar},
	{"GET", "/board/archive", superiors, "打包下载一年的报告", (*server).yearArchive},
	{"GET", "/admin/bodies", []Role{Admin}, "机关名单", (*server).bodies},
	{"POST", "/admin/bodies", []Role{Admin}, "读入名单；确认后更换", (*server).setBodies},
	{"GET", "/admin/settings", []Role{Admin}, "设置", (*server).settings},
	{"POST", "/admin/settings", []Role{Admin}, "保存设置", (*server).setSettings},
	{"GET", "/admin/settings/office.json", []Role{Admin}, "检查的要求，文件", (*server).checkerFile},
}

// Who may do what, by groups of roles that several routes share.
var (
	writers   = []Role{Editor, Reviewer}
	superiors = []Role{Office, Admin}
	actors    = []Role{Reviewer, Office}
)

// ask is a request, and who asks about what.
type ask struct {
	*http.Request
	w    *answer
	user User
	body Body // of a path with {body}
	key  Key  // of a path with {body}/{year}

	opened []io.Closer // files that came with it
}

// handle returns the handler of a route: it finds out who asks and whether he may. Where an
// answer fails that has begun, the connection is broken off, so that who gets it sees that it
// is not whole.
func (s *server) handle(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		out := &answer{ResponseWriter: w}
		a := &ask{Request: q, w: out}
		started := s.Now()
		err := s.do(r, a)
		begun := out.status != 0
		if err != nil {
			s.fail(a, err)
		}
		s.Log.Info("request", "method", q.Method, "route", r.path, "took", s.Now().Sub(started).Round(time.Millisecond), "status", out.status, "broken", err != nil && begun)
		if err != nil && begun {
			panic(http.ErrAbortHandler)
		}
	})
}

// do does what is asked. What panics is an error.
func (s *server) do(r route, a *ask) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked()
		}
	}()
	if err := s.admit(r, a); err != nil {
		return err
	}
	if err := a.readForm(r); err != nil {
		return err
	}
	return r.serve(s, a)
}

// admit finds out who asks, and refuses him what is not his.
func (s *server) admit(r route, a *ask) (err error) {
	if a.user, err = s.User(a.Request); err != nil {
		return err
	}
	if a.user.ID == "" || !slices.Contains(Roles(), a.user.Role) {
		return ErrSignedOut
	}
	if !slices.Contains(r.roles, a.user.Role) {
		return errForbidden
	}
	if !strings.Contains(r.path, "{body}") {
		return nil
	}
	id := a.PathValue("body")
	if !a.user.sees(id) {
		return errForbidden
	}
	if a.body, err = s.body(a.Context(), id); err != nil {
		return err
	}
	if !strings.Contains(r.path, "{year}") {
		return nil
	}
	a.key.Body = a.body.ID
	a.key.Year, err = s.yearIn(a.PathValue("year"))
	return err
}

// wantsJSON reports whether the script of a page asks, and not a person.
func (a *ask) wantsJSON() bool { return a.Header.Get("Accept") == "application/json" }
