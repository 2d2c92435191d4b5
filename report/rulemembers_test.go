package report

var memberTests = []bodyTest{
	{
		trips: func() *Rollup {
			u := county("某县甲局")
			u.Members = []Member{{Agency: "某县甲局"}, {Agency: "某县乙局"}}
			return u
		},
		want: []found{{"H-h", Warning, 0, "", Whole, "", "某县乙局"}},
		near: func() *Rollup {
			u := county("某县甲局")
			u.Members = []Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县甲局"}}
			return u
		},
	},
}
