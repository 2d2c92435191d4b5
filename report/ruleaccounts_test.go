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

// changeTest is a case of a count beside last year's.
func changeTest(fresh, before Count, trips, got, want string, near ...string) checkTest {
	x := accountTest("N-o", Warning, trips, got, want, near...)
	x.trips, x.near, x.last = both(tableThree(fresh, 0, fresh, 0), x.trips), both(tableThree(fresh, 0, fresh, 0), x.near), tableThree(before, 0, before, 0)
	return x
}

// balanceTest is a case of the four figures, in a report whose tables have others.
func balanceTest(fresh, over, done, left Count, trips, got, want string, near ...string) checkTest {
	x := accountTest("N-g", Warning, trips, got, want, near...)
	x.trips, x.near = both(tableThree(fresh, over, done, left), x.trips), both(tableThree(fresh, over, done, left), x.near)
	return x
}

var accountTests = []checkTest{
	balanceTest(78, 3, 78, 3, "新收到依申请公开政府信息78件，结转上年度办理3件。其中，答复75件，结转下年度继续办理3件。", "78＋3＝81", "75＋3＝78",
		"新收到申请78件，结转上年度办理3件。其中，答复78件，结转下年度继续办理3件。", "收到申请81件（其中上年结转3件），办结78件，结转下年3件。",
		"新收申请78件，上年结转的3件均已办结，办结75件，结转下年3件。", "新收申请78件，上年结转3件，办结75件。",
		"新收78件，办结75件，3件结转下年；上年结转3件，办结3件。", "全区新收78件，上年结转3件，办结75件，结转下年3件。"),
	balanceTest(78, 3, 78, 3, "收到依申请公开78件，承接上年结转3件，共答复75件，转入下年办理3件。", "78＋3＝81", "75＋3＝78",
		"收到依申请公开78件，承接上年结转3件，共答复78件，转入下年办理3件。"),
	balanceTest(30, 1, 31, 0, "新收申请30件，上年结转1件，办结30件，无结转下年度的申请。", "30＋1＝31", "30＋0＝30",
		"新收申请30件，上年结转1件，办结31件，无结转下年度的申请。", "全年办理申请31件，含2022年转来的1件，办结30件，结转2024年1件。"),
	balanceTest(0, 0, 0, 0, "新收政府信息公开申请十六件，2022年结转一件，办结十六件，结转至2024年办理两件。", "16＋1＝17", "16＋2＝18",
		"新收政府信息公开申请十六件，2022年结转一件，办结十五件，结转至2024年办理两件。"),
	changeTest(2, 1, "收到申请2件，比去年增加2件。", "增加 2 件", "增加 1 件",
		"收到申请2件，比去年增加1件。", "收到申请2件，比2022年增加1件，增长100%。", "收到申请2件，比2021年增加2件。", "收到申请3件，比去年增加2件。",
		"公开信息2条，比去年增加2条。", "收到申请2件，同比增长至5件。", "收到申请2件，其中网络申请2件，同比增加2件。", "满意度提高5%。"),
	changeTest(76, 41, "收到申请76件，同比增长58.37%。", "增加 58.37%", "增加 85.37%", "收到申请76件，同比增长85.37%。", "收到申请76件，同比增长85.4%。"),
	changeTest(7, 8, "收到7件政府信息公开申请，较2022年增加12.5%。", "增加 12.5%", "减少 12.5%", "收到7件政府信息公开申请，较2022年减少12.5%。"),
	changeTest(2, 1, "收到申请2件，与上年持平。", "持平", "增加 1 件", "收到申请2件，与2021年持平。", "未收到复议申请，与上年持平。"),
	accountTest("N-l", Warning, "全年发布信息53篇，其中机构职能2篇、部门文件5篇、工作动态43篇、财政信息4篇；公众号发布信息158条。", "54", "53",
		"全年发布信息53篇，其中机构职能2篇、部门文件5篇、工作动态43篇、财政信息3篇；公众号发布信息158条。",
		"收到申请9件，其中结转下年度1件。", "公开信息352条，其中政策文件106条、工作动态100条等。",
		"公开信息100余条，其中网站60条、公众号50条。", "发布信息约100条、解读53条，其中图解52条、视频5条。", "收到申请50余件，上年结转2件，其中自然人40件，法人9件。", "公开信息100条，其中网站60条，向上级报送50余条。",
		"公开信息500条，其中政策类100条，比上年增加450条。", "公开信息500条，同比增加20条，其中网站300条，公众号200条。",
		"栏目13个，其中新开2个，关闭1个。", "公开信息18条，其中本级8条；转载20条。", "公众号发文80篇，其中原创60篇，阅读量200篇次。",
		"网站公开信息754条，新媒体公开信息2808条，其他方式公开54条。其中，公众号发布1205条、微博1984条。", "发布信息86条，其中原创80条；转发上级40条。"),
	accountTest("N-l", Warning, "发布信息60条，其中领导信息2条；机构信息3条；动态50条；公告8条。", "63", "60", "发布信息60条，其中领导信息2条；机构信息3条；动态50条；公告5条。"),
	accountTest("N-l", Warning, "办结的20件中，予以公开8件，不予公开3件，无法提供11件。", "22", "20",
		"办结的20件中，予以公开8件，不予公开3件，无法提供9件。", "收到的20件申请中，8件涉及征地，补正3件，征求第三方意见11件。"),
	accountTest("N-l", Warning, "收到申请12件，其中自然人10件，法人3件。", "13", "12",
		"收到申请12件，其中网络申请8件、信函4件，自然人10件、法人2件。", "收到申请12件，其中网络申请8件、信函3件，自然人10件、法人2件，办结12件。",
		"收到申请10件，上年结转2件，其中自然人9件，法人3件。", "收到申请20件，其中法人8件，商业企业5件，科研机构3件，自然人12件。"),
	accountTest("N-l", Warning, "受理53件，办结53件，其中予以公开2件、部分公开5件、不予公开43件、其他处理4件。", "54", "53",
		"办结20件，其中予以公开5件，无法提供10件，本机关不掌握8件，没有现成信息2件，不予处理5件。",
		"办结20件，其中予以公开5件，无法提供10件（不掌握8件，没有现成信息2件），不予处理5件。",
		"收到申请3件，其中网络申请2件，行政复议1件，行政诉讼1件。", "收到申请5件，其中1件申请公开8件文件，其余4件各申请公开1件。"),
	accountTest("N-l", Warning, "公开信息８６条。其中：概况类６条，动态类７０条，公告类１２条。", "88", "86",
		"公开信息８６条。其中：概况类６条，动态类７０条，公告类１０条。", "公开信息100条，其中网站100条，公众号同步转发60条。"),
	accountTest("N-l", Info, "发布信息200条（网站150条、公众号60条）。", "210", "200",
		"发布信息210条，其中图片类190条、视频类45条（部分既有图片又有视频）。", "发布信息126条，其中网站80条，公众号76条（同一信息分别计算）。",
		"发布信息200条（网站150条、公众号50条）。", "办理96件（结转下年度1件）。", "公开网站栏目信息（预算、决算）48条。"),
	accountTest("N-l", Warning, "信息共计33条，分别为机构3条、动态21条、预算决算4条和其他6条。", "34", "33", "规章2件、规范性文件5件，其中新制定3件、修订4件。"),
	accountTest("N-l", Info, "发布解读25篇，其中文字12篇、图文13篇、负责人解读5篇。", "30", "25", "发布解读25篇，其中文字12篇、图文13篇，负责人解读5篇。"),
	accountTest("N-l", Warning, "收到申请5件，其中结转下年度7件。", "7", "5", "收到申请5件，其中4件按期答复，1件撤回，涉及信息8件。", "建成专区13个（村级延伸点120个）。"),
	accountTest("N-l", Info, "公开信息17,086条，其中动态类9,000条、公告类7,000条、政策类746条。", "16746", "17086",
		"公开信息17,086条，其中动态类9,000条、公告类7,000条、政策类等746条。", "公开信息17,086条，其中动态类3,000条。",
		"网站公开信息9822条，新媒体公开信息13349条，其中概况类45条，动态类2445条，目录类7990条。",
		"公开信息345条，其中规章11条、其他文件302条；工作报告32条。"),
	accountTest("N-m", Info, "收到申请50件，其中自然人40件，占70%。", "70%", "80%",
		"全年收到申请1046件，其中自然人申请862件，占82.4%；商业企业171件，占16.3%；其他13件，占1.3%。",
		"收到申请50件，予以公开40件，占80%。", "收到申请48件，上年结转2件，予以公开40件，占80.0%。", "收到申请50件，其中自然人40件，占全市的7%。", "收到申请50件，其中复议5宗，占申请量10%。", "办结率100%，满意度98%。"),
	accountTest("N-m", Info, "答复申请20件，其中予以公开15件（75%），不予公开5件（35%）。", "35%", "25%", "答复申请20件，其中予以公开15件（75%），不予公开5件（25%）。"),
	accountTest("N-m", Info, "收到申请1046件，予以公开862件，占比达到72.4%。", "72.4%", "82.4%", "收到申请1046件，予以公开862件，占比达到82.5%。"),
	accountTest("N-m", Info, "自然人申请占82.4%，法人申请占16.3%，其他占5.3%。", "104.0%", "100%",
		"自然人申请占82.4%，法人申请占16.3%，其他占1.3%。", "自然人申请占82.4%，网络申请占86.3%。",
		"予以公开7件，占33%，部分公开7件，占33%，无法提供7件，占33%，共21件。"),
	accountTest("N-n", Warning, "共收到申请0件，0件转结2023年办结。", "2023 年", "2024 年",
		"共收到申请0件，0件转结2024年办结。", "办结24件，结转到２０２４年办理7件。", "31件结转到二〇二四年度继续办理。",
		"全年办理69件，含2022年转至2023年办理的3件，办结68件。", "结转至2023年办理的3件均已办结。", "2022年收到的2件，顺延至2023年1月答复。",
		"2022年度结转2件。", "新收7件，2022年收到、结转至2023年办理1件。", "2022年收到，结转至2023年作出答复的申请20件。", "上年（2022年）结转1件，结转下年（2024年）办理2件。", "结转2022年申请2件。",
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

// tableThree fills table three: what is new, was carried in, was done, and is carried forward.
func tableThree(fresh, over, done, left Count) trial {
	return func(r *Report, t *Tables2021) {
		a := &t.Applications
		a.Received.NaturalPersons, a.CarriedOver.NaturalPersons = fresh, over
		a.Results.Granted.NaturalPersons, a.CarriedForward.NaturalPersons = done, left
	}
}

// both makes a report by both trials.
func both(x, y trial) trial {
	return func(r *Report, t *Tables2021) { x(r, t); y(r, t) }
}
