package backoffice

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// The limits of a list of bodies.
const (
	maxBodies = 5000
	maxName   = 100 // characters of a name
	maxFormer = 500 // characters of all former names
)

// newList is what becomes of the list of bodies.
type newList struct {
	Bodies  []Body // all that are in it from now on
	Added   []Body
	Back    []Body // that were in it before, and have their reports again
	Merged  []merged
	Renamed []renamed
	Removed []Body
}

// renamed is a body and the name that it had.
type renamed struct {
	Body
	Was string
}

// merged is a new body whose former names are those of several.
type merged struct {
	Body
	Of []Body
}

// Same reports whether nothing changes but the order and what stands beside the names.
func (l *newList) Same() bool {
	return len(l.Added)+len(l.Back)+len(l.Merged)+len(l.Renamed)+len(l.Removed) == 0
}

// bodyGroup is bodies of which the same is to be said.
type bodyGroup struct {
	Title  string
	Bodies []Body
}

// Groups are the bodies that come and go.
func (l *newList) Groups() []bodyGroup {
	return slices.DeleteFunc([]bodyGroup{
		{"移出，报告保留，它们的人员不能再填报", l.Removed},
		{"新增", l.Added},
		{"重新列入，原来的报告还在", l.Back},
	}, func(g bodyGroup) bool { return len(g.Bodies) == 0 })
}

// newBodies makes a list of bodies of the members. A body that is known keeps its ID; gone
// are those that have reports and are not in the list.
func newBodies(now, gone []Body, members []report.Member) *newList {
	l := new(newList)
	known := slices.Concat(now, gone)
	used := map[string]bool{}
	for _, b := range known {
		used[b.ID] = true
	}
	ids := knownAs(known, members)
	named := map[string]Body{}
	for _, b := range known {
		named[report.LabelKey(b.Agency)] = b
	}
	for m, x := range members {
		b := Body{Agency: x.Agency, Former: strings.Join(x.Former, "、"), Within: x.Within}
		var of []Body // that have one of its former names
		for _, name := range x.Former {
			if known, ok := named[report.LabelKey(name)]; ok {
				of = append(of, known)
			}
		}
		i := ids[m]
		switch {
		case i < 0 && len(of) > 0:
			b.ID = newID(b.Agency, used)
			l.Merged = append(l.Merged, merged{b, of})
		case i < 0:
			b.ID = newID(b.Agency, used)
			l.Added = append(l.Added, b)
		default:
			was := known[i]
			if b.ID = was.ID; was.Agency != b.Agency {
				if !slices.ContainsFunc(append(of, Body{Agency: b.Agency}), was.sameName) {
					b.Former = strings.TrimPrefix(b.Former+"、"+was.Agency, "、")
				}
				l.Renamed = append(l.Renamed, renamed{b, was.Agency})
			}
			if i >= len(now) {
				l.Back = append(l.Back, b)
			}
		}
		used[b.ID] = true
		l.Bodies = append(l.Bodies, b)
	}
	for i, b := range now {
		if !slices.Contains(ids, i) {
			l.Removed = append(l.Removed, b)
		}
	}
	return l
}

// knownAs returns for each member the index of the body that it is, or -1: the one that has
// its name; or one of its former names; or that had its name formerly. Where it may be one of
// several, or a body several members, it is none.
func knownAs(known []Body, members []report.Member) []int {
	ids := make([]int, len(members))
	for m := range ids {
		ids[m] = -1
	}
	agency := func(m report.Member) []string { return []string{m.Agency} }
	former := func(m report.Member) []string { return m.Former }
	for _, step := range []struct{ names, of func(report.Member) []string }{{agency, agency}, {former, agency}, {agency, former}} {
		bodies := map[string][]int{} // that are no member's yet, by name
		for i, b := range known {
			if slices.Contains(ids, i) {
				continue
			}
			for _, name := range step.of(b.member()) {
				key := report.LabelKey(name)
				bodies[key] = append(bodies[key], i)
			}
		}
		maybe := make([][]int, len(members))
		claims := map[int]int{}
		for m := range members {
			if ids[m] >= 0 {
				continue
			}
			for _, name := range step.names(members[m]) {
				if of := bodies[report.LabelKey(name)]; len(of) > 0 && !slices.Contains(maybe[m], of[0]) {
					maybe[m] = append(maybe[m], of[0])
					claims[of[0]]++
				}
			}
		}
		for m, of := range maybe {
			if len(of) == 1 && claims[of[0]] == 1 {
				ids[m] = of[0]
			}
		}
	}
	return ids
}

// sameName reports whether both bodies have the same name.
func (b Body) sameName(other Body) bool {
	return report.LabelKey(b.Agency) == report.LabelKey(other.Agency)
}

// newID makes an ID of a name: the same name always has the same one, unless that is used.
func newID(agency string, used map[string]bool) string {
	sum := sha256.Sum256([]byte(report.LabelKey(agency)))
	digits := hex.EncodeToString(sum[:])
	for n := 8; ; n++ {
		if id := "b" + digits[:n]; !used[id] {
			return id
		}
	}
}

// gone returns the bodies that have reports and are not in the list, by the names of their
// latest reports.
func (s *server) gone(ctx context.Context, now []Body) (gone []Body, err error) {
	seen := map[string]bool{}
	for _, b := range now {
		seen[b.ID] = true
	}
	years, err := s.store.Years(ctx)
	if err != nil {
		return nil, err
	}
	for _, year := range years {
		filings, err := s.store.Filings(ctx, year)
		if err != nil {
			return nil, err
		}
		for _, f := range filings {
			if seen[f.Body] {
				continue
			}
			seen[f.Body] = true
			if f, err = s.store.Filing(ctx, f.Key); err != nil {
				return nil, err
			}
			if f.Content == nil {
				continue
			}
			c, err := DecodeContent(f.Content)
			if err != nil {
				return nil, err
			}
			gone = append(gone, Body{ID: f.Body, Agency: c.Report.Agency})
		}
	}
	return gone, nil
}

// bodiesPage is what the page of the list of bodies shows.
type bodiesPage struct {
	Bodies  []Body
	Text    string           // the list as it may be pasted
	Why     string           // it was not taken
	Faults  []report.Finding // in it
	More    int              // faults besides
	Told    []report.Finding // what was assumed
	New     *newList         // to be confirmed; nil for none
	Version string           // of the list that New replaces
	Done    bool             // it was replaced just now
}

// fields of the form of a list.
const (
	fieldList    = "list"    // the text
	fieldFile    = "file"    // or a file
	fieldConfirm = "confirm" // the version of the list that it replaces
)

// listVersion tells lists from one another.
func listVersion(bodies []Body) (string, error) {
	data, err := json.Marshal(bodies)
	return HashOf(data), err
}

// bodies shows the list of bodies.
func (s *server) bodies(a *ask) error {
	return s.showBodies(a, http.StatusOK, bodiesPage{Done: a.URL.Query().Has("done")})
}

func (s *server) showBodies(a *ask, code int, p bodiesPage) (err error) {
	if p.Bodies, err = s.store.Bodies(a.Context()); err != nil {
		return err
	}
	if p.Text == "" {
		if p.Text, err = listText(p.Bodies); err != nil {
			return err
		}
	}
	return s.page(a, code, "bodies.html", "机关名单", p)
}

// listText returns a list of bodies as intake.ReadMembers reads it.
func listText(bodies []Body) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"机关全称", "曾用名", "数据计入"})
	for _, x := range bodies {
		_ = w.Write([]string{x.Agency, x.Former, x.Within})
	}
	w.Flush()
	return b.String(), w.Error()
}

// setBodies reads a list of bodies and shows what would become of the one that is there;
// confirmed, it replaces that.
func (s *server) setBodies(a *ask) error {
	done, err := s.receive(a, s.MaxUpload+maxBesides)
	if err != nil {
		return err
	}
	defer done()
	p := bodiesPage{Text: a.PostFormValue(fieldList)}
	data, err := s.listed(a, p.Text)
	var members []report.Member
	if err == nil {
		members, p.Told, err = s.readMembers(a, data)
	}
	if err == nil {
		err = tooLong(members)
	}
	if code, text := statusOf(err); err != nil {
		var input *report.InputError
		switch {
		case errors.As(err, &input):
			p.Why, p.Faults, p.More = "名单没有读入，请改正后再试", input.All(), input.More
		case code == http.StatusUnprocessableEntity:
			p.Why = text
		default:
			return err
		}
		return s.showBodies(a, http.StatusUnprocessableEntity, p)
	}
	confirmed := a.PostFormValue(fieldConfirm)
	for range mostTries {
		now, err := s.compare(a, members, &p)
		if err != nil {
			return err
		}
		if confirmed != "" && slices.Equal(now, p.New.Bodies) { // the button was pressed twice
			return s.see(a, "/admin/bodies?done")
		}
		if confirmed != p.Version {
			break
		}
		if err = s.store.SetBodies(a.Context(), now, p.New.Bodies); err == nil {
			return s.see(a, "/admin/bodies?done")
		}
		if !errors.Is(err, ErrChanged) {
			return err
		}
	}
	if confirmed == "" {
		return s.showBodies(a, http.StatusOK, p)
	}
	p.Why = "核对期间名单被另一人改过，还没有更换；下面已与现在的名单重新比较，请再核对一遍"
	return s.showBodies(a, http.StatusConflict, p)
}

// compare makes the new list, beside the one that is there now.
func (s *server) compare(a *ask, members []report.Member, p *bodiesPage) (now []Body, err error) {
	if now, err = s.store.Bodies(a.Context()); err != nil {
		return nil, err
	}
	gone, err := s.gone(a.Context(), now)
	if err != nil {
		return nil, err
	}
	p.New = newBodies(now, gone, members)
	if p.Version, err = listVersion(now); err != nil {
		return nil, err
	}
	p.Text, err = listText(p.New.Bodies)
	return now, err
}

// listed returns the file or the text that was posted.
func (s *server) listed(a *ask, text string) ([]byte, error) {
	file, _, err := s.uploaded(a, fieldFile)
	switch {
	case err != nil:
		return nil, err
	case file != nil:
		return io.ReadAll(file)
	case strings.TrimSpace(text) == "":
		return nil, refuse("还没有粘贴名单，也没有选择文件；请选一个")
	}
	return []byte(text), nil
}

// readMembers reads a list where no other file is being read.
func (s *server) readMembers(a *ask, data []byte) ([]report.Member, []report.Finding, error) {
	leave, err := a.enter(s.uploads.reading)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	return intake.ReadMembers(data)
}

// tooLong returns what is told of a list that is too long, or that has a name which is.
func tooLong(members []report.Member) error {
	if len(members) > maxBodies {
		return refuse(fmt.Sprintf("名单有 %d 个机关，最多 %d 个；请核对是不是选错了文件", len(members), maxBodies))
	}
	long := func(m report.Member, what string, n, most int) error {
		name := []rune(m.Agency)
		return refuse(fmt.Sprintf("“%s”的%s有 %d 字，最多 %d 字；请核对是不是几个单元格连在了一起", string(name[:min(len(name), 30)]), what, n, most))
	}
	for _, m := range members {
		if n := utf8.RuneCountInString(m.Agency); n > maxName {
			return long(m, "机关全称", n, maxName)
		}
		if n := utf8.RuneCountInString(strings.Join(m.Former, "、")); n > maxFormer {
			return long(m, "曾用名", n, maxFormer)
		}
		if n := utf8.RuneCountInString(m.Within); n > maxName {
			return long(m, "数据计入", n, maxName)
		}
	}
	return nil
}
