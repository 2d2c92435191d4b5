package fonts

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts/internal/charset"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
	"github.com/nianbao/nianbao/report/doc"
)

// Looked is a face that was looked at for a [Set], or a file that holds none, and
// what became of it.
type Looked struct {
	Path   string
	Index  int      // of the face in a collection
	Family string   // the name of the family, in Chinese where it has one; empty where none could be read
	Role   doc.Role // that it serves, or would by its name; doc.NumRoles where its name is of none
	Bold   bool     // it serves for the bold text of the role
	// Fallback is a face that is asked for the characters that those of the roles
	// do not have.
	Fallback bool
	// Why is why the face is not used, nil where it is: an [*Error], or one of the
	// file system.
	Why error
}

// lookedAt lists what became of candidates, and what was none, by path.
func lookedAt(found []*candidate, refused []Looked) []Looked {
	list := slices.Clone(refused)
	for _, c := range found {
		list = append(list, c.became)
	}
	slices.SortStableFunc(list, func(a, b Looked) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Index, b.Index))
	})
	return list
}

var notOfficial = refusal("", "名称不是公文字体的", "its name is not that of an official face")

// judge notes what became of a candidate. The set has no faces yet but those of
// candidates.
func (c *candidate) judge(set *Set) {
	x := &c.became
	*x = Looked{Path: c.path, Index: c.index, Family: c.family, Role: c.role()}
	var f Family
	if x.Role < doc.NumRoles {
		f = set.Families[x.Role]
	}
	switch {
	case c.bad != nil:
		x.Why = c.bad
	case c.face != nil && (c.face == f.Regular || c.face == f.Bold):
		x.Bold = c.face == f.Bold
		c.serves = true
	case c.face != nil && slices.Contains(set.Fallback, c.face):
		x.Fallback = true
	case x.Role == doc.NumRoles:
		x.Why = notOfficial
	case c.italic:
		x.Why = refusal("", "这是斜体", "it is italic")
	case f.Regular != nil && f.Regular.Family() == c.family:
		x.Why = refusal("", "已用同名的另一个字体", "another face of that name is used")
		c.serves = true
	case f.Regular != nil:
		x.Why = refusal("", "已用更合适的“%s”", "the better %q is used", f.Regular.Family())
		c.serves = true
	default:
		x.Why = refusal("", "粗细（字重 %d）不合适", "its weight, %d, does not suit", c.weight)
	}
}

// role returns the role that the face has a name of, doc.NumRoles if none.
func (c *candidate) role() doc.Role {
	for role, p := range preferred {
		if slices.ContainsFunc(p.names, c.called) {
			return doc.Role(role)
		}
	}
	return doc.NumRoles
}

// useless is the error of a folder of which no face that was looked at has a role.
func useless(path string, looked []Looked) error {
	for i := range looked {
		if x := &looked[i]; x.Fallback { // it would have been of another set
			x.Fallback, x.Why = false, notOfficial
		}
	}
	e := &FileError{Path: path, Looked: looked}
	if len(looked) == 0 {
		e.Err = refusal("", "文件夹里没有字体", "there are no fonts in the folder")
		return e
	}
	const most = 10
	var chinese, english []string
	for _, x := range looked {
		zh := short(cmp.Or(x.Family, filepath.Base(x.Path)))
		en := zh
		if why, ok := x.Why.(*Error); ok && why != notOfficial {
			zh, en = zh+"（"+why.Error()+"）", en+" ("+why.English()+")"
		}
		if !slices.Contains(chinese, zh) { // it may have many weights
			chinese, english = append(chinese, zh), append(english, en)
		}
	}
	if more := len(chinese) - most; more > 0 {
		chinese = append(chinese[:most], fmt.Sprintf("另外 %d 种", more))
		english = append(english[:most], fmt.Sprintf("and %d more", more))
	}
	e.Err = faultOf(&sfnt.Fault{
		Chinese: "文件夹里没有公文用的字体，看到的是：" + strings.Join(chinese, "、"),
		English: "there are no official faces in the folder, which has " + strings.Join(english, ", "),
		Sound:   true,
	})
	return e
}

// short keeps a name from filling a message.
func short(name string) string {
	const most = 40
	if r := []rune(name); len(r) > most {
		return string(r[:most]) + "…"
	}
	return name
}

// Missing returns the characters of 通用规范汉字表 (2013) that the face does not
// cover, in the order of the table.
func (f *Face) Missing() []rune {
	return slices.DeleteFunc(charset.TGH(), func(r rune) bool { return f.Glyph(r) != 0 })
}
