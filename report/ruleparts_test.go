package report

var partTests = []checkTest{
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = nil },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "现为空白", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Problems = Section{Subsections: []Subsection{{Title: "不足", Paragraphs: []string{"下一步"}}}}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{" 无。"} },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "现为“无”", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Problems.Paragraphs = []string{"无重大问题，继续加强学习。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"加强学习。"} },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "没有写问题", ""}},
		near:  func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够。", "加强学习。"} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够。"} },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "没有写改进情况", ""}},
		near:  func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够，将完善制度。"} },
	},
}
