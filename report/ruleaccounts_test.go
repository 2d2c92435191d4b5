package report

// says makes a report whose section one says the texts and no more of applications.
func says(texts ...string) trial {
	return func(r *Report, t *Tables2021) { r.Overview.Subsections[1].Paragraphs = texts }
}

// accountTest is a case of an account: the finding is in the first paragraph.
func accountTest(code string, severity Severity, trips, got, want string, near ...string) checkTest {
	return checkTest{
		trips: says(trips),
		want:  []found{{code, severity, 0, "/overview/subsections/1/paragraphs/0", "一、总体情况 （二）依申请公开 第 1 段", got, want}},
		near:  says(near...),
	}
}

var accountTests = []checkTest{
	accountTest("N-n", Warning, "共收到申请0件，0件转结2023年办结。", "2023 年", "2024 年",
		"共收到申请0件，0件转结2024年办结。", "办结24件，结转到２０２４年办理7件。", "31件结转到二〇二四年度继续办理。",
		"全年办理69件，含2022年转至2023年办理的3件，办结68件。", "结转至2023年办理的3件均已办结。", "2022年收到的2件，顺延至2023年1月答复。",
		"2022年度结转2件。", "上年（2022年）结转1件，结转下年（2024年）办理2件。", "结转2022年申请2件。",
		"年末结转资金20万元至2023年使用，申请材料齐全。", "2021年结转3件至2022年办理，2022年结转2件至2023年办理。"),
	accountTest("N-n", Warning, "新收5件，2件结转至2023年继续办理。", "2023 年", "2024 年", "新收5件，2件结转至次年继续办理。"),
	accountTest("N-n", Warning, "结转下一年度（2025年度）办理1件。", "2025 年", "2024 年", "结转下一年度（2024年度）办理1件。"),
	accountTest("N-n", Warning, "其中由2021年度结转的申请2件。", "2021 年", "2022 年", "其中由2022年度结转的申请2件。"),
	accountTest("N-n", Warning, "2023年结转至2023年办理的1件。", "2023 年", "2024 年", "2022年结转至2023年办理的1件。"),
	accountTest("N-n", Warning, "上年结转到2022年办理的1件。", "2022 年", "2023 年", "上年结转到2023年办理的1件。"),
	accountTest("N-n", Warning, "１件顺延至２０２２年答复。", "2022 年", "2024 年", "答复期限顺延至2023年2月，1件按期答复。"),
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[1].Paragraphs = []string{"多数部门能在期限内答复申请。目前一些地区开通了在线平台。"}
		},
		want: []found{{"N-p", Info, 0, "/overview/subsections/1/paragraphs/0", "一、总体情况 （二）依申请公开 第 1 段", "“多数部门”", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[1].Paragraphs = []string{"指导部分单位整改，对多数部门开展培训。"}
			r.Problems.Paragraphs = []string{"一些单位公开不够及时，将加强督促。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[0].Paragraphs = []string{"及时公开各类信息。"}
		},
		want: []found{{"N-p", Info, 0, "/overview", "一、总体情况", "没有一个数字", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[0].Paragraphs = []string{"公开信息３条。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency = "某县人民政府"
			r.Overview.Paragraphs = []string{"多数部门按期答复，部分地区还开发了应用程序。"}
		},
		want: []found{{"N-p", Info, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "“多数部门”", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Agency = "某县人民政府"
			r.Overview.Paragraphs = []string{"部分单位建立了专区。"}
		},
	},
}
