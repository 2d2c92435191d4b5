package report

// memberRules judge which bodies have reported.
var memberRules = []bodyRule{
	{Rule{Code: "H-h", Severity: Warning, Source: Practice,
		Chinese: "没有收到“{want}”的报告，各数不含它；请催报，或从应报机关的名单中去掉",
		English: "there is no report of {want}, and no figure has its work; ask for it, or take it off the list of bodies that are to report",
		Example: "应报机关 52 个，收到 51 份报告"},
		checkMissingBodies},
}

// checkMissingBodies finds members of which there is no report.
func checkMissingBodies(j *Jurisdiction, find func(Fault)) {
	there := map[string]bool{}
	for _, p := range j.Parts {
		there[LabelKey(p.Agency)] = true
	}
	for _, m := range j.rollup.Members {
		if m.Within == "" && !there[LabelKey(m.Agency)] {
			find(Fault{Want: m.Agency, Bodies: []string{m.Agency}})
		}
	}
}
