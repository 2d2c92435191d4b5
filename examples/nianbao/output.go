package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/nianbao/nianbao/report"
)

// progress shows a bar where there is more than one input and somebody to see
// it; the function it returns counts one input done.
func (c *call) progress(inputs int) (step func()) {
	f, ok := c.stderr.(*os.File)
	if inputs < 2 || !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	c.bar = progressbar.NewOptions(inputs, progressbar.OptionSetWriter(f), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount())
	return func() { c.bar.Add(1) }
}

// line prints a line to the user without leaving a piece of the bar in it.
func (c *call) line(format string, args ...any) {
	if c.bar != nil {
		c.bar.Clear()
	}
	text := fmt.Sprintf(strings.TrimSuffix(format, "\n"), args...)
	// What an input holds is not to steer the terminal.
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
	fmt.Fprintln(c.stderr, text)
}

// findings prints findings, one a line, and returns the status they stand for.
func (c *call) findings(path string, findings []report.Finding) int {
	for _, f := range findings {
		place := f.Place
		if place == "" {
			place = f.Path
		}
		if c.english {
			c.line("%s: %s %s %s: %s\n", path, f.Severity.English(), f.Code, place, f.English())
		} else {
			c.line("%s：%s %s %s：%s\n", path, f.Severity, f.Code, place, f.Message())
		}
	}
	if report.HasErrors(findings) {
		return exitFindings
	}
	return exitDone
}

// failed tells that an input could not be used.
func (c *call) failed(path string, err error) {
	if c.english {
		c.line("%s: %s\n", path, c.text(err))
	} else {
		c.line("%s：%s\n", path, c.text(err))
	}
}

// text is the text of an error in the user's language.
func (c *call) text(err error) string {
	var e interface{ English() string }
	if c.english && errors.As(err, &e) {
		return e.English()
	}
	return err.Error()
}
