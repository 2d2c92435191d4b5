package main

import "github.com/nianbao/nianbao/report"

// runCheck is nianbao check.
func runCheck(c *call) int {
	t := results{call: c}
	v := review{folder{call: c, flag: "-review"}}
	t.jsonFlag()
	c.flag("review", v.setDir)
	c.lastFlag()
	c.flags.StringVar(&c.replaces, "replaces", "", "")
	c.readingFlags()
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
