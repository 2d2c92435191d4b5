package fonts

import (
	"cmp"
	"io/fs"
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
	s := newScanner(folders{})
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
// In folders, what cannot be used is passed over; [Set.Looked] tells why. A file
// of which no face can be used, or a folder of which none can have a role, is a
// [*FileError].
func Files(paths ...string) (*Set, error) { return find(folders{}, paths...) }

// FromFS is [Files] of the root folder of a file system, such as one that is
// embedded in the program.
func FromFS(fsys fs.FS) (*Set, error) { return find(fsys, ".") }

func find(fsys fs.FS, paths ...string) (*Set, error) {
	var dirs []string
	s := newScanner(fsys)
	for _, path := range paths {
		info, err := fs.Stat(fsys, path)
		if err != nil {
			return nil, &FileError{Path: path, Err: err}
		}
		if info.IsDir() {
			dirs = append(dirs, path)
			s.folder(path, 0)
			continue
		}
		// Outlines and characters are looked at now, while there is somebody to tell.
		list, err := s.usable(path)
		if err != nil {
			return nil, &FileError{Path: path, Err: err}
		}
		for _, c := range list {
			c.given = true
		}
	}
	set := s.set(true)
	for _, dir := range dirs {
		if !slices.ContainsFunc(s.found, func(c *candidate) bool { return c.serves && s.under(dir, c.path) }) {
			return nil, useless(dir, slices.DeleteFunc(set.Looked, func(x Looked) bool { return !s.under(dir, x.Path) }))
		}
	}
	return set, nil
}

// usable looks at a file and returns those of its faces that can be used, or why
// the first cannot.
func (s *scanner) usable(path string) (list []*candidate, err error) {
	s.file(path)
	for _, x := range s.refused {
		if x.Path == path && err == nil {
			err = x.Why
		}
	}
	for _, c := range s.found {
		if c.path != path {
			continue
		}
		if bad := s.loader.load(c); bad == nil {
			list = append(list, c)
		} else if err == nil {
			err = bad
		}
	}
	if list != nil {
		err = nil
	}
	return list, err
}

// Assign gives the role the face of a font file, whatever it is called: of a
// collection the one that goes by a name of the role, else one that goes by a name
// of another, else the first. The face that had the role is asked last for
// characters that no other has. The error is a [*FileError].
func (s *Set) Assign(role doc.Role, path string) error {
	scan := newScanner(folders{})
	list, err := scan.usable(path)
	if err != nil {
		return &FileError{Path: path, Err: err}
	}
	best := slices.MinFunc(list, func(a, b *candidate) int {
		return cmp.Compare(a.farFrom(role), b.farFrom(role))
	})
	if old := s.Families[role].Regular; old != nil && !slices.Contains(s.Fallback, old) {
		s.Fallback = append(slices.Clip(s.Fallback), old)
	}
	s.Families[role] = Family{Regular: best.face}
	s.Looked = append(slices.Clip(s.Looked), Looked{Path: path, Index: best.index, Family: best.family, Role: role})
	return nil
}

// farFrom says how far the names of a face are from those of a role.
func (c *candidate) farFrom(role doc.Role) int {
	switch c.role() {
	case role:
		return 0
	case doc.NumRoles:
		return 2
	}
	return 1
}

// set chooses among what was found. Faces that match no role are taken up where
// the user named the folder.
func (s *scanner) set(named bool) *Set {
	set := &Set{}
	matched, taken := s.assign(set)
	for _, c := range s.askedLast(named, matched, taken) {
		if s.loader.load(c) == nil {
			set.Fallback = append(set.Fallback, c.face)
		}
	}
	for _, c := range s.found {
		c.judge(set)
	}
	set.Looked = lookedAt(s.found, s.refused)
	own := Default()
	for role := range doc.NumRoles {
		if f := &set.Families[role]; f.Regular == nil {
			*f = own.Families[role]
		}
	}
	set.fallBack(own)
	return set
}

// assign gives the roles their families. It returns the files that have a face by the name
// of a role, and those that have a face with a role.
func (s *scanner) assign(set *Set) (matched, taken map[string]bool) {
	matched, taken = map[string]bool{}, map[string]bool{}
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
			*f = s.loader.family(called, &preferred[role])
			for _, c := range called {
				if c.face != nil && (c.face == f.Regular || c.face == f.Bold) {
					taken[c.path] = true
				}
			}
		}
	}
	return matched, taken
}

// askedLast returns the fallback faces, in order: those that the user gave, those for rare
// characters, and, where he named the folder, regular ones of no role.
func (s *scanner) askedLast(named bool, matched, taken map[string]bool) (fallback []*candidate) {
	for _, c := range s.found {
		if c.given && c.bad == nil && !taken[c.path] {
			fallback = append(fallback, c)
			matched[c.path], taken[c.path] = true, true
		}
	}
	for _, names := range preferredFallback {
		for _, c := range s.called(names) {
			if !slices.Contains(fallback, c) {
				fallback = append(fallback, c)
				matched[c.path] = true
				c.serves = s.loader.load(c) == nil
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
	return fallback
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
