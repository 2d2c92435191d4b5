package main

import "github.com/nianbao/nianbao/report"

// runCheck is nianbao check.
func runCheck(c *call) int {
	t := results{call: c}
	v := review{folder{call: c, flag: "-review"}}
	t.jsonFlag()
	c.flag("review", does("DIR", "把报告连同发现的问题写成校核副本：DOCX 中为批注，HTML 中为标记和清单", "write review copies, with what was found as comments in a DOCX and as marks and a list in an HTML"), v.setDir)
	c.lastFlag()
	c.flags.StringVar(&c.replaces, "replaces", "", does("FILE", "本报告更正的是哪一份已公布的报告，列出改动", "the published report that this one corrects, of which the changes are listed"))
	c.readingFlags()
	c.titleFlags()
	c.checkingFlags()
	args, status := c.parse()
	if status != proceed {
		return status
	}
	all, status := c.files(args, t.failed)
	if s := c.readLastYears(all); s != exitDone {
		return s
	}
	if s := c.readReplaced(all); s != exitDone {
		return s
	}
	if v.dir != "" {
		all = v.leaveOut(all)
		defer v.open()()
	}
	status = max(status, c.each(all, func(in input, r *report.Report, read []report.Finding) func() int {
		findings, _ := c.check(in, r)
		findings = append(read, findings...)
		x := result{in: in, report: r, findings: findings, folded: r.Fold(findings)}
		reviewed := func() int { return exitDone }
		if v.dir != "" {
			reviewed = v.one(in, r, x.folded)
		}
		return func() int { return max(t.tell(x), reviewed()) }
	}, t.failed))
	return t.end(status)
}
