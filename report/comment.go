package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report/doc"
)

// Comments returns findings in the report as comments, in Chinese, on a document that
// [Report.Document] made of it: they make it a review copy. Each stands at the block or
// the cell that it is about, on the words that it quotes. What is not printed stands at
// what it is part of, as an empty paragraph at the heading of its section, or at the
// title, as the agency. Where there are no findings a comment says so.
func (r *Report) Comments(d *doc.Document, findings []Finding) []doc.Comment {
	return r.comments(d, findings, false)
}

// CommentsInEnglish is [Report.Comments] in English. Labels stay Chinese.
func (r *Report) CommentsInEnglish(d *doc.Document, findings []Finding) []doc.Comment {
	return r.comments(d, findings, true)
}

func (r *Report) comments(d *doc.Document, findings []Finding, english bool) []doc.Comment {
	if len(findings) == 0 {
		return []doc.Comment{{Text: choose(english, "没有发现问题", "nothing was found")}}
	}
	at := anchorsOf(d)
	comments := make([]doc.Comment, len(findings))
	for i := range findings {
		f := &findings[i]
		comments[i] = doc.Comment{At: at.nearest(f.Path), Quote: firstLine(f.Quote), Text: visible(f.comment(r, english))}
	}
	return comments
}

func choose(english bool, zh, en string) string {
	if english {
		return en
	}
	return zh
}

// comment returns the lines of a comment: what was found and where, what is wrong, what
// that goes by, what would mend it, and why it may stand.
func (f *Finding) comment(r *Report, english bool) string {
	var b strings.Builder
	line := func(zh, en string, args ...any) { fmt.Fprintf(&b, choose(english, zh, en), args...) }
	place := f.Place
	if pos := choose(english, f.Pos.String(), f.Pos.English()); pos != "" && place == Whole {
		place = pos // in the input
	}
	line("%[1]s %[3]s %[4]s\n%[5]s", "%[2]s %[3]s %[4]s\n%[6]s", f.Severity, f.Severity.English(), f.Code, place, f.chinese, f.english)
	if basis := f.Basis(); basis != "" {
		line("\n依据：%s", "\nSource: %s", basis)
	}
	for i, v := range f.Hint {
		if i == 0 {
			line("\n可能应为：", "\nPerhaps: ")
		} else {
			line("；", "; ")
		}
		line("%s %s", "%s %s", r.Place(v.Path), v.Value)
	}
	if x := f.Reason; x != nil {
		line("\n说明（%s）：%s", "\nReason (%s): %s", strings.TrimSpace(x.Who+" "+x.When.String()), x.Text)
	}
	return b.String()
}

// Basis returns the text that what was found goes by: the Source of the rule, or "" where
// that is practice, or where it is on how a report was read and not on what it says.
func (f Finding) Basis() string {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Code == f.Code })
	own := strings.Contains(f.Code, "/") // a caller's
	if f.Source == Practice || !own && (i < 0 || rules[i].Check == nil) {
		return ""
	}
	return f.Source
}

// visible shows what a comment may not have by its code, for messages quote what was read.
func visible(s string) string {
	bad := func(c rune) bool { return c != '\n' && (c < ' ' || doc.Forbidden(c)) }
	if s = strings.ToValidUTF8(s, "\uFFFD"); !strings.ContainsFunc(s, bad) {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if bad(c) {
			fmt.Fprintf(&b, "%U", c)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// firstLine returns the first line of words as it is printed in a paragraph.
func firstLine(words string) string {
	for line := range paragraphs(words) {
		return line
	}
	return ""
}

// anchors are the Sources of a document's blocks and cells by the JSON pointers of what
// they are and of what they are the first part of.
type anchors map[string]string

func anchorsOf(d *doc.Document) anchors {
	a := anchors{}
	add := func(source string) {
		for at := source; at != ""; at = parent(at) {
			if a[at] == "" || at == source {
				a[at] = source
			}
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			add(b.Source)
		case *doc.Paragraph:
			add(b.Source)
		case *doc.Table:
			add(b.Source)
			for _, row := range b.Rows {
				for i := range row.Cells {
					add(row.Cells[i].Source)
				}
			}
		}
	}
	return a
}

// nearest returns the Source of what a pointer leads to, of the first part of it, or of
// the least that it is part of; "" is the whole document.
func (a anchors) nearest(pointer string) string {
	if source, ok := a[pointer]; ok {
		return source
	}
	for pointer = parent(pointer); pointer != "" && a[pointer] != pointer; {
		pointer = parent(pointer)
	}
	return pointer
}

// parent is the pointer to what the pointer's last key or index is of.
func parent(pointer string) string { return pointer[:max(0, strings.LastIndexByte(pointer, '/'))] }
