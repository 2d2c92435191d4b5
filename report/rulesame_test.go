package report

// repeatedly returns the reports of bodies with the figures of the sample, and the last with one
// more of what it decided.
func repeatedly(more Count, bodies ...string) *Rollup {
	u := &Rollup{Agency: "青石县人民政府", Year: 2023}
	for i, name := range bodies {
		r := body(name)
		if t := r.Tables.(*Tables2021); i == len(bodies)-1 {
			t.Disclosure.Licenses += more
		}
		u.Add("", r)
	}
	return u
}

var sameTests = []bodyTest{
	{
		trips:  func() *Rollup { return repeatedly(0, "青石县民政局", "民政局") },
		want:   []found{{"H-ad", Warning, 0, "", Whole, "青石县民政局、民政局", ""}},
		bodies: []string{"青石县民政局", "民政局"},
		near:   func() *Rollup { return repeatedly(1, "青石县民政局", "民政局") },
	},
	{ // all of them at once
		trips:  func() *Rollup { return repeatedly(0, "青石县民政局", "青石县财政局", "民政局") },
		want:   []found{{"H-ad", Warning, 0, "", Whole, "青石县民政局、青石县财政局、民政局", ""}},
		bodies: []string{"青石县民政局", "青石县财政局", "民政局"},
		near:   func() *Rollup { return licences(asked, 1, 1) }, // little happened
	},
}
