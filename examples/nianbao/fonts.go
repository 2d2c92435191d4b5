package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// faceSource is where the faces come from: the values of -fonts, or the arguments
// of the command fonts.
type faceSource struct {
	embedded, system bool
	paths            []string
	roles            []roleFile
}

// roleFile is a file that is to have a role.
type roleFile struct {
	role doc.Role
	path string
}

// add reads a value: places and files for roles, with commas between them.
func (s *faceSource) add(value string) *message {
	for part := range strings.SplitSeq(value, ",") {
		name, path, assigned := strings.Cut(part, "=")
		role := roleNamed(name)
		switch {
		case part == "" || assigned && role < doc.NumRoles && path == "":
			return &message{"-fonts 后面应是 embedded、system、文件夹、字体文件，或如 仿宋=字体文件", "-fonts is embedded, system, a folder, a font file, or such as 仿宋=FILE"}
		case part == "embedded":
			s.embedded = true
		case part == "system":
			s.system = true
		case assigned && role < doc.NumRoles:
			s.roles = append(s.roles, roleFile{role, path})
		case assigned && !exists(part):
			return &message{
				fmt.Sprintf("公文没有“%s”这种字体；有 %s", name, strings.Join(roleNames(), "、")),
				fmt.Sprintf("%q is no official face; there are %s", name, strings.Join(roleNames(), ", ")),
			}
		default:
			s.paths = append(s.paths, part)
		}
	}
	if s.system && (s.embedded || s.paths != nil) || s.embedded && s.paths != nil {
		return &message{"-fonts 的 embedded、system 和文件夹只能用一种，此外可用 仿宋=字体文件 指定", "-fonts takes embedded, system, or folders, one of the three, and such as 仿宋=FILE besides"}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// roleNamed returns the role of a name, doc.NumRoles where there is none.
func roleNamed(name string) doc.Role {
	role := doc.Role(0)
	for role < doc.NumRoles && role.String() != name {
		role++
	}
	return role
}

func roleNames() (names []string) {
	for role := range doc.NumRoles {
		names = append(names, role.String())
	}
	return names
}

// set returns the faces, nil where they are the program's own alone. The error is a
// [*fonts.FileError].
func (s *faceSource) set() (set *fonts.Set, err error) {
	switch {
	case s.system:
		set = fonts.System()
	case s.paths != nil:
		if set, err = fonts.Files(s.paths...); err != nil {
			return nil, err
		}
	case s.roles != nil:
		set = fonts.Default()
	}
	for _, r := range s.roles {
		if err := set.Assign(r.role, r.path); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// unusableFonts tells why there are no faces.
func (c *call) unusableFonts(err error) {
	var file *fonts.FileError
	if !errors.As(err, &file) {
		c.say("%s", "%s", c.text(err))
		return
	}
	c.failed(file.Path, file.Err)
	if file.Looked != nil {
		c.say("用 -fonts 仿宋=字体文件 可以指定哪个文件作仿宋，其他字体也一样", "-fonts 仿宋=FILE takes a file for 仿宋, and so for the other faces")
	}
}

// runFonts is nianbao fonts.
func runFonts(c *call) int {
	args, status := c.parse()
	if status != proceed {
		return status
	}
	var asked faceSource
	for _, arg := range args {
		if m := asked.add(arg); m != nil {
			c.say("%s", "%s", c.text(m))
			return exitUnusable
		}
	}
	var b strings.Builder
	if args == nil {
		fmt.Fprintln(&b, c.choose("程序自带的字体，不加 -fonts 时 PDF 和 OFD 所用：", "the program's own faces, which a PDF and an OFD have without -fonts:"))
		c.roles(&b, fonts.Default())
		fmt.Fprintln(&b, c.choose("\n加 -fonts system 时 PDF 和 OFD 所用：", "\nwhat a PDF and an OFD have with -fonts system:"))
		asked.system = true
	}
	set, err := asked.set()
	var file *fonts.FileError
	switch {
	case err == nil:
		set = cmp.Or(set, fonts.Default())
		c.roles(&b, set)
		c.unused(&b, set.Looked)
	case errors.As(err, &file):
		c.unused(&b, file.Looked)
	}
	if status := c.print([]byte(b.String())); status != exitDone {
		return status
	}
	if err != nil {
		c.unusableFonts(err)
		return exitUnusable
	}
	return exitDone
}

// uses is what text of each role is, in both languages.
var uses = [doc.NumRoles]message{
	doc.FangSong:     {"正文", "body"},
	doc.XiaoBiaoSong: {"标题", "title"},
	doc.HeiTi:        {"一级标题", "headings 一、"},
	doc.KaiTi:        {"二级标题", "headings （一）"},
	doc.Song:         {"表格、页码", "tables, page numbers"},
}

// roles prints which face each role has, a line each, and then those of rare
// characters.
func (c *call) roles(b *strings.Builder, set *fonts.Set) {
	print := func(format string, args ...any) { fmt.Fprintln(b, shown("  "+fmt.Sprintf(format, args...))) }
	for role := range doc.NumRoles {
		head := fmt.Sprintf(c.choose("%s（%s）：", "%s (%s): "), role, c.text(&uses[role]))
		f := set.Families[role].Regular
		if f == nil {
			other, _ := set.StandIn(role)
			print(c.choose("%s没有，用“%s”代替；有字体文件时加 -fonts %s=字体文件", "%snone; %s stands in for it; a font file is given by -fonts %s=FILE"), head, other.Family(), role)
			continue
		}
		where, bold := c.choose("程序自带", "the program's own"), ""
		for _, x := range set.Looked { // the last is the one that was assigned
			switch {
			case x.Role != role || x.Why != nil || x.Fallback:
			case x.Bold:
				bold = c.choose("；粗体 ", "; bold: ") + c.file(x)
			default:
				where = c.file(x)
			}
		}
		if set.Families[role].Bold == nil {
			bold = ""
		}
		where += bold
		if n := len(f.Missing()); n > 0 {
			where += fmt.Sprintf(c.choose("；8105 个规范汉字中缺 %d 个，缺的取自别的字体", "; it lacks %d of the 8105 standard characters, which are taken from other faces"), n)
		}
		print("%s%s%s%s", head, f.Family(), c.choose("，", ", "), where)
	}
	for _, x := range set.Looked {
		if x.Fallback {
			print(c.choose("只用于别的字体缺的字：%s，%s", "only for characters that the others lack: %s, %s"), x.Family, c.file(x))
		}
	}
}

// file is the place of a face.
func (c *call) file(x fonts.Looked) string {
	if x.Index == 0 {
		return x.Path
	}
	return x.Path + fmt.Sprintf(c.choose(" 中第 %d 个字体", ", face %d"), x.Index+1)
}

// unused prints which faces are not used, and why; those that have no name of an
// official face, in one line.
func (c *call) unused(b *strings.Builder, looked []fonts.Looked) {
	var lines, others []string
	for _, x := range looked {
		switch {
		case x.Why == nil:
		case x.Role < doc.NumRoles || x.Family == "":
			name := x.Family
			if name != "" {
				name = c.choose(" “"+name+"”", " "+name)
			}
			lines = append(lines, c.file(x)+name+c.choose("：", ": ")+c.text(x.Why))
		case !slices.Contains(others, x.Family):
			others = append(others, x.Family)
		}
	}
	if others != nil {
		lines = append(lines, c.choose("名称不是公文字体的：", "of no official name:"))
		for some := range slices.Chunk(others, 8) {
			lines = append(lines, "  "+strings.Join(some, c.choose("、", ", ")))
		}
	}
	if lines == nil {
		return
	}
	fmt.Fprintln(b, c.choose("看过而不用的：", "looked at and not used:"))
	for _, line := range lines {
		fmt.Fprintln(b, shown("  "+line))
	}
}
