package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// runBuild is nianbao build.
func runBuild(c *call) int {
	to := c.flags.String("to", "docx,pdf", "")
	dir := c.flags.String("o", ".", "")
	force := c.flags.Bool("force", false, "")
	faces := c.flags.String("fonts", "embedded", "")
	embed := c.flags.Bool("embed", false, "")
	fragment := c.flags.Bool("fragment", false, "")
	args, status := c.parse()
	if status != proceed {
		return status
	}
	var formats []render.Format
	documents := false // a format that draws the report is among them
	for _, name := range strings.Split(*to, ",") {
		f := render.Format(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(render.Formats(), f) {
			c.say("%s", "%s", c.text(&render.FormatError{Name: string(f)}))
			return exitUnusable
		}
		if !slices.Contains(formats, f) {
			formats = append(formats, f)
			documents = documents || f != render.JSON
		}
	}
	for _, x := range []struct {
		set    bool
		flag   string
		format render.Format
	}{{*embed, "-embed", render.DOCX}, {*fragment, "-fragment", render.HTML}} {
		if x.set && !slices.Contains(formats, x.format) {
			c.say("%s 只用于 %s，而 -to 里没有它", "%s is for %s alone, which -to does not have", x.flag, x.format)
			return exitUnusable
		}
	}
	options, err := renderOptions(*faces, *embed, formats)
	if err != nil {
		c.failed(*faces, err)
		return exitUnusable
	}
	options.Fragment = *fragment
	made := map[string]string{} // path → input it was made from
	return c.inputs(args, func(input string, r *report.Report, findings []report.Finding) int {
		status := c.findings(input, findings)
		_, undrawable := r.Document()
		switch {
		case undrawable != nil && documents && status == exitFindings:
			c.say("没有写 %s 的文件", "nothing written for %s", input)
			if *force {
				status = exitUnusable
			}
			return status
		case status == exitFindings && !*force:
			c.say("有错误，没有写 %s 的文件；用 -force 强制写", "errors found, nothing written for %s; -force writes all the same", input)
			return status
		}
		var paths []string
		for _, f := range formats {
			ext := "." + string(f)
			if f == render.HTML && *fragment {
				ext = ".fragment" + ext // not in place of the page
			}
			path := filepath.Join(*dir, fileName(r.FullTitle())+ext)
			if other, ok := made[path]; ok {
				c.say("%s 与 %s 的文件重名：%s", "%s and %s would have the same file: %s", input, other, path)
				return exitUnusable
			}
			paths = append(paths, path)
		}
		if err := write(*dir, r, options, paths); err != nil {
			c.failed(input, err)
			return exitUnusable
		}
		var looks []report.Finding // which may be the same for two formats
		for _, f := range formats {
			found, err := options.Check(f, r)
			if err != nil {
				c.failed(input, err)
				return exitUnusable
			}
			found = slices.DeleteFunc(found, func(x report.Finding) bool { return slices.Contains(looks, x) })
			looks = append(looks, found...)
			status = max(status, c.findings(input, found))
		}
		for _, p := range paths {
			made[p] = input
		}
		return status
	}, c.failed)
}

// renderOptions reads the flags -fonts and -embed. Fonts are looked for only where
// a format embeds them.
func renderOptions(faces string, embed bool, formats []render.Format) (o render.Options, err error) {
	o.EmbedFonts = embed
	if !slices.Contains(formats, render.PDF) && !(embed && slices.Contains(formats, render.DOCX)) {
		return o, nil
	}
	switch faces {
	case "embedded":
	case "system":
		o.Fonts = fonts.System()
	default:
		o.Fonts, err = fonts.Files(faces)
	}
	return o, err
}

// write makes the folder and the files; folders that it made for nothing it takes
// away again.
func write(dir string, r *report.Report, options render.Options, paths []string) error {
	var made []string // folders, the innermost first
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !os.IsNotExist(err) {
			break
		}
		made = append(made, d)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	err := options.WriteFiles(r, paths...)
	if err != nil {
		for _, d := range made {
			os.Remove(d)
		}
	}
	return err
}

// fileName makes a file name of a title that every file system takes.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return -1
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		}
		return r
	}, title)
	name = strings.Trim(name, " .")
	// File systems take 255 bytes, extension and temporary names included. Of a
	// longer title the end is kept, which tells the year.
	const most, tail = 200, 80
	if len(name) > most {
		head := strings.ToValidUTF8(name[:most-tail-len("…")], "")
		name = head + "…" + strings.ToValidUTF8(name[len(name)-tail:], "")
	}
	if reserved.MatchString(name) {
		name = "_" + name
	}
	if name == "" {
		return "report"
	}
	return name
}

// reserved are names of devices on Windows, whatever their extension.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)
