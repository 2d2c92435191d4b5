package msdoc

type lists struct{}

func (r *reader) readLists() *lists { return &lists{} }

func (l *lists) ofStyle(style int) (list, level int) { return 0, 0 }

func (l *lists) next(list, level int) (number string, ok bool) { return "", false }

func numbered(number, text string) string { return number + text }
