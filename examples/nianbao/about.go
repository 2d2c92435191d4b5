package main

import (
	"runtime/debug"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report"
)

// runSchema is nianbao schema.
func runSchema(c *call) int { return c.about(report.Schema) }

// runLicences is nianbao licences.
func runLicences(c *call) int { return c.about(func() []byte { return []byte(fonts.Licences()) }) }

// about prints what takes no inputs.
func (c *call) about(text func() []byte) int {
	args, status := c.parse()
	if status != proceed {
		return status
	}
	if len(args) > 0 {
		c.say("多余的参数：%s", "an argument too many: %s", args[0])
		return exitUnusable
	}
	return c.print(text())
}

// print writes to the standard output.
func (c *call) print(text []byte) int {
	if _, err := c.stdout.Write(text); err != nil {
		c.failed(c.choose("标准输出", "standard output"), err)
		return exitUnusable
	}
	return exitDone
}

// programVersion is the version that the program was built as.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
