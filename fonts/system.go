package fonts

import (
	"cmp"
	"os"
	"slices"

	"github.com/nianbao/nianbao/report/doc"
)

// maxFallback is how many faces that match no role are taken up from folders.
const maxFallback = 8

// System returns a set of the faces that the operating system has for the roles:
// 仿宋_GB2312, 方正小标宋, 黑体, 楷体_GB2312, 宋体 and their relatives, found by
// their name tables in the font folders of Windows, macOS or Linux, in
// collections too. Files that cannot be read, are damaged, or must not be
// embedded are passed over. A role of which nothing is found has the face of
// [Default], if that has one; [Set.StandIn] tells whether another stands in.
//
// System reads the folders anew each time; a program calls it once.
func System() *Set {
	var s scanner
	for _, path := range systemFolders() {
		s.folder(path, 0)
	}
	return s.set(false)
}

// Files returns a set of the faces in the given files and folders, which are
// matched with the roles by name as [System] does it. A face that matches no role
// becomes a fallback: of a file the first, of folders the regular ones, at most
// eight. A role of which nothing is given has the face of [Default].
//
// In folders, what cannot be used is passed over. A file of which no face can be
// used, or a folder without any, is a [*FileError].
func Files(paths ...string) (*Set, error) {
	var s scanner
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, &FileError{path, err}
		}
		before := len(s.found)
		if info.IsDir() {
			s.folder(path, 0)
			if len(s.found) > before {
				continue
			}
			if s.first != nil {
				return nil, s.first
			}
			return nil, &FileError{path, fault("", "文件夹里没有字体", "there are no fonts in the folder")}
		}
		err = s.file(path)
		// Outlines and characters are looked at now, while there is somebody to tell.
		given, l := s.found[before:], loader{}
		s.found = s.found[:before]
		for _, c := range given {
			if bad := l.load(c); bad == nil {
				c.given = true
				s.found = append(s.found, c)
			} else if err == nil {
				err = bad
			}
		}
		if len(s.found) == before {
			if err == nil {
				err = fault("", "文件里没有字体", "there are no fonts in the file")
			}
			return nil, &FileError{path, err}
		}
	}
	return s.set(true), nil
}

// set chooses among what was found. Faces that match no role are taken up where
// the user named the folder.
func (s *scanner) set(named bool) *Set {
	set := &Set{}
	var l loader
	matched := map[string]bool{} // files that have a face by the name of a role
	taken := map[string]bool{}   // files that have a face with a role
	for role := range doc.NumRoles {
		for _, names := range preferred[role].names {
			called := s.called(names)
			for _, c := range called {
				matched[c.path] = true
			}
			f := &set.Families[role]
			if f.Regular != nil {
				continue
			}
			*f = l.family(called, &preferred[role])
			for _, c := range called {
				if c.face != nil && (c.face == f.Regular || c.face == f.Bold) {
					taken[c.path] = true
				}
			}
		}
	}

	var fallback []*candidate
	for _, c := range s.found {
		if c.given && !taken[c.path] {
			fallback = append(fallback, c)
			matched[c.path], taken[c.path] = true, true
		}
	}
	for _, names := range preferredFallback {
		for _, c := range s.called(names) {
			if !slices.Contains(fallback, c) {
				fallback = append(fallback, c)
				matched[c.path] = true
			}
		}
	}
	if named {
		n := 0
		for _, c := range s.found {
			if n < maxFallback && !matched[c.path] && !c.bold && !c.italic && near(c, 400) {
				fallback = append(fallback, c)
				matched[c.path] = true
				n++
			}
		}
	}
	for _, c := range fallback {
		if l.load(c) == nil {
			set.Fallback = append(set.Fallback, c.face)
		}
	}

	own := Default()
	for role := range doc.NumRoles {
		if f := &set.Families[role]; f.Regular == nil {
			*f = own.Families[role]
		}
	}
	for _, role := range []doc.Role{doc.Song, doc.KaiTi} {
		if f := own.Families[role].Regular; f != set.Families[role].Regular {
			set.Fallback = append(set.Fallback, f)
		}
	}
	return set
}

// called returns the upright candidates that go by one of the names.
func (s *scanner) called(names []string) []*candidate {
	var list []*candidate
	for _, c := range s.found {
		if !c.italic && c.called(names) {
			list = append(list, c)
		}
	}
	return list
}

// near says that a weight may pass for another.
func near(c *candidate, weight int) bool { return max(c.weight-weight, weight-c.weight) < 200 }

// family loads the regular and the bold face of the candidates of one name; both
// are nil where there is no regular one.
func (l *loader) family(called []*candidate, p *preference) (f Family) {
	load := func(weight int, fits func(*candidate) bool) *candidate {
		list := slices.Clone(called)
		slices.SortStableFunc(list, func(a, b *candidate) int {
			return cmp.Compare(max(a.weight-weight, weight-a.weight), max(b.weight-weight, weight-b.weight))
		})
		for _, c := range list {
			if fits(c) && l.load(c) == nil {
				return c
			}
		}
		return nil
	}
	regular := load(p.weight, func(c *candidate) bool { return p.anyWeight || !c.bold && near(c, p.weight) })
	if regular == nil {
		return f
	}
	f.Regular = regular.face
	bold := load(700, func(c *candidate) bool {
		return c != regular && c.weight > regular.weight && (c.bold || c.weight >= 600)
	})
	if bold != nil {
		f.Bold = bold.face
	}
	return f
}
