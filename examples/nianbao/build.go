package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	args, ok := c.parse()
	if !ok {
		return exitUnusable
	}
	var formats []render.Format
	for _, name := range strings.Split(*to, ",") {
		f := render.Format(strings.TrimSpace(name))
		if !slices.Contains(render.Formats(), f) {
			c.say("%s", "%s", c.text(&render.FormatError{Name: string(f)}))
			return exitUnusable
		}
		formats = append(formats, f)
	}
	options, err := renderOptions(*faces, formats)
	if err != nil {
		c.say("%s", "%s", c.text(err))
		return exitUnusable
	}
	made := map[string]string{} // path → input it was made from
	return c.inputs(args, func(input string, r *report.Report, findings []report.Finding) int {
		status := c.findings(input, findings)
		if status == exitFindings && !*force {
			c.say("有错误，没有写 %s 的文件；用 -force 强制写", "errors found, nothing written for %s; -force writes all the same", input)
			return status
		}
		var paths []string
		for _, f := range formats {
			path := filepath.Join(*dir, fileName(r.FullTitle())+"."+string(f))
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
		for _, f := range formats {
			looks, err := options.Check(f, r)
			if err != nil {
				c.failed(input, err)
				return exitUnusable
			}
			status = max(status, c.findings(input, looks))
		}
		for _, p := range paths {
			made[p] = input
		}
		return status
	})
}

// renderOptions reads the flag -fonts. Fonts are looked for only where a format
// embeds them.
func renderOptions(faces string, formats []render.Format) (o render.Options, err error) {
	if !slices.Contains(formats, render.PDF) {
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

// write makes the folder and the files; a folder that it made for nothing it
// takes away again.
func write(dir string, r *report.Report, options render.Options, paths []string) error {
	_, statErr := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	err := options.WriteFiles(r, paths...)
	if err != nil && os.IsNotExist(statErr) {
		os.Remove(dir)
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
	const most = 200 // bytes; file systems take 255, extension and temporary names included
	for len(name) > most {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	if name == "" {
		return "report"
	}
	return name
}
