package demo

// body is a body of the jurisdiction, with its figures of the year before the last and of the
// last.
type body struct {
	id, agency string
	words      words
	last, this figures
}

// words are what a body's prose tells of.
type words struct {
	work   string // what it does
	things string // what it publishes
	act    string // a document that it made
	next   string // what it will mend
}

// figures are what the tables of a report have.
type figures struct {
	issued, repealed, inForce int64 // 行政规范性文件
	licenses, penalties       int64
	measures                  int64  // 行政强制
	fees                      string // 行政事业性收费, in 万元
	applications              []row  // of table three; the other rows are 0
	reconsideration           [4]int64
	litigation                [4]int64 // 复议后起诉
}

// row is a row of table three by its key, with the counts of natural persons, enterprises,
// and so on; those that are left out are 0.
type row struct {
	key    string
	counts []int64
}

func r(key string, counts ...int64) row { return row{key, counts} }

// city is the jurisdiction itself: its report has the sums.
var city = body{id: "yq", agency: cityName, words: words{"政务公开和政府职能转变", "财政预决算、重大项目和民生实事", "重大行政决策公众参与办法", "各单位公开的深浅不一"}}

// bodies are those of the city. The figures of 湖滨区 and those of 青石县 for the first of
// the years are those of reports that were published.
var bodies = []body{
	{
		"bgs", "云栖市人民政府办公室",
		words{"政务公开和政府文件办理", "市政府文件、常务会议和政府工作报告任务落实", "市政府常务会议议题公开清单", "文件起草与解读脱节"},
		figures{6, 3, 84, 0, 0, 0, "0", []row{r("received", 31, 3), r("carriedOver", 2), r("granted", 12, 2), r("partiallyGranted", 4), r("internalAffairs", 3), r("notHeld", 9, 1), r("repeated", 2), r("carriedForward", 3)}, [4]int64{3, 0, 1, 0}, [4]int64{1}},
		figures{5, 9, 78, 0, 0, 0, "0", []row{r("received", 36, 2), r("carriedOver", 3), r("granted", 15, 1), r("partiallyGranted", 5), r("processInformation", 2), r("notHeld", 11, 1), r("notCorrected", 2), r("carriedForward", 4)}, [4]int64{4, 0, 0, 1}, [4]int64{1}},
	},
	{
		"hb", "湖滨区人民政府",
		words{"城市更新和公共服务", "旧城改造、义务教育招生和社会救助", "城市更新项目公示办法", "街道层面答复不够规范"},
		figures{109, 489, 597, 1808595, 2822652, 20163, "59237.2449", []row{
			r("received", 3402, 99, 0, 4, 5, 1), r("carriedOver", 91, 3, 0, 0, 2), r("granted", 1175, 12, 0, 3, 1), r("partiallyGranted", 319, 7, 0, 0, 2),
			r("prohibitedByLaw", 27), r("securityAndStability", 6), r("thirdPartyRights", 38), r("internalAffairs", 20), r("processInformation", 9),
			r("enforcementFiles", 21), r("administrativeInquiries", 20, 1), r("notHeld", 968, 74, 0, 1, 3, 1), r("requiresCreation", 26, 2), r("stillUnclear", 3),
			r("petitionsAndComplaints", 305), r("repeated", 39), r("excessive", 58), r("confirmationRequested", 4),
			r("notCorrected", 40), r("feeNotPaid", 10), r("results/other/other", 287, 3, 0, 0, 1), r("carriedForward", 118, 3),
		}, [4]int64{309, 17, 88, 26}, [4]int64{13, 0, 67, 9}},
		figures{50, 227, 420, 1573179, 2676474, 29351, "72701.2578", []row{
			r("received", 3440, 75, 0, 1, 6, 3), r("carriedOver", 118, 3), r("granted", 1408, 21, 0, 0, 2), r("partiallyGranted", 462, 9),
			r("stateSecrets", 2), r("prohibitedByLaw", 1), r("securityAndStability", 4), r("thirdPartyRights", 16, 1), r("internalAffairs", 21), r("processInformation", 10, 1),
			r("enforcementFiles", 21, 2), r("administrativeInquiries", 13), r("notHeld", 859, 33, 0, 0, 3, 2), r("requiresCreation", 35, 1), r("stillUnclear", 8),
			r("petitionsAndComplaints", 86, 1), r("repeated", 26, 1), r("excessive", 3),
			r("notCorrected", 75, 1, 0, 1), r("feeNotPaid", 38), r("results/other/other", 352, 2), r("carriedForward", 118, 5, 0, 0, 1, 1),
		}, [4]int64{88, 18, 28, 36}, [4]int64{33, 0, 6, 13}},
	},
	{
		"qs", "青石县人民政府",
		words{"县域经济和乡村振兴", "涉农补贴、水库移民后期扶持和乡村建设", "涉农补贴公开目录", "乡镇公开栏更新不及时"},
		figures{0, 5, 5, 550, 4119, 195, "7730.28", []row{r("received", 21), r("partiallyGranted", 4), r("stateSecrets", 1), r("processInformation", 1), r("enforcementFiles", 1), r("notHeld", 10), r("requiresCreation", 3), r("petitionsAndComplaints", 1)}, [4]int64{10, 1}, [4]int64{5}},
		figures{2, 1, 6, 612, 3987, 201, "7412.5", []row{r("received", 34, 2), r("granted", 14, 1), r("partiallyGranted", 5), r("internalAffairs", 2), r("notHeld", 8, 1), r("stillUnclear", 2), r("petitionsAndComplaints", 1), r("carriedForward", 2)}, [4]int64{6, 0, 1, 1}, [4]int64{2}},
	},
	{
		"kfq", "云栖经济开发区管理委员会",
		words{"项目建设和企业服务", "产业扶持、环境评价和土地出让", "企业服务事项清单", "园区企业不知道从哪里查政策"},
		figures{4, 2, 31, 846, 57, 3, "128.4", []row{r("received", 9, 4), r("granted", 4, 3), r("partiallyGranted", 1), r("thirdPartyRights", 0, 1), r("notHeld", 3), r("carriedForward", 1)}, [4]int64{1}, [4]int64{}},
		figures{3, 5, 29, 901, 49, 2, "131.7", []row{r("received", 11, 6), r("carriedOver", 1), r("granted", 6, 4), r("notHeld", 4, 1), r("requiresCreation", 1), r("carriedForward", 1, 1)}, [4]int64{1}, [4]int64{}},
	},
	{
		"jt", "云栖市交通运输局",
		words{"公路水路建设和运输管理", "农村公路、客运班线和超限治理", "出租汽车服务质量考核办法", "工程信息散在多个栏目"},
		figures{3, 1, 22, 5210, 3377, 46, "0", []row{r("received", 27, 5), r("carriedOver", 1), r("granted", 15, 4), r("partiallyGranted", 3), r("thirdPartyRights", 1, 1), r("notHeld", 6), r("repeated", 1), r("carriedForward", 2)}, [4]int64{2, 0, 1}, [4]int64{1}},
		figures{2, 4, 20, 4983, 3102, 51, "0", []row{r("received", 30, 4), r("carriedOver", 2), r("granted", 17, 3), r("partiallyGranted", 4), r("enforcementFiles", 1), r("notHeld", 7, 1), r("carriedForward", 3)}, [4]int64{1, 0, 0, 1}, [4]int64{1}},
	},
	{
		"sl", "云栖市水利局",
		words{"水资源管理和水旱灾害防御", "取水许可、河湖划界和水利工程", "河湖管理范围公告", "水情信息不便查找"},
		figures{1, 0, 14, 388, 61, 2, "905.36", []row{r("received", 8, 1), r("granted", 4, 1), r("notHeld", 3), r("carriedForward", 1)}, [4]int64{}, [4]int64{}},
		figures{},
	},
	{
		"jy", "云栖市教育局",
		words{"招生入学和学校管理", "中小学招生、教师招聘和民办学校检查", "民办学校年度检查办法", "招生政策解读不够通俗"},
		figures{5, 2, 37, 1204, 6, 0, "2310.5", []row{r("received", 42, 1), r("carriedOver", 2), r("granted", 21, 1), r("partiallyGranted", 5), r("thirdPartyRights", 4), r("notHeld", 10), r("petitionsAndComplaints", 2), r("carriedForward", 2)}, [4]int64{2}, [4]int64{}},
		figures{4, 6, 35, 1187, 9, 0, "2297.8", []row{r("received", 39, 2), r("carriedOver", 2), r("granted", 20, 1), r("partiallyGranted", 4), r("thirdPartyRights", 3), r("notHeld", 9, 1), r("excessive", 2), r("carriedForward", 3)}, [4]int64{3, 0, 0, 1}, [4]int64{1}},
	},
	{
		"ga", "云栖市公安局",
		words{"治安管理和户籍、交通管理", "户籍办理、养犬管理和道路交通违法处理", "养犬登记管理规定", "执法依据公开不够集中"},
		figures{2, 1, 29, 210450, 187322, 5120, "1476.9", []row{r("received", 68, 2), r("carriedOver", 4), r("granted", 20, 1), r("partiallyGranted", 7), r("enforcementFiles", 18), r("administrativeInquiries", 5), r("notHeld", 12, 1), r("petitionsAndComplaints", 5), r("carriedForward", 5)}, [4]int64{9, 1, 2, 1}, [4]int64{3, 0, 1}},
		figures{3, 2, 30, 221038, 179904, 4877, "1502.25", []row{r("received", 74, 1), r("carriedOver", 5), r("granted", 24, 1), r("partiallyGranted", 6), r("enforcementFiles", 21), r("administrativeInquiries", 4), r("notHeld", 14), r("petitionsAndComplaints", 4), r("carriedForward", 6)}, [4]int64{11, 0, 2, 2}, [4]int64{4, 0, 1, 1}},
	},
	{
		"scjg", "云栖市市场监督管理局",
		words{"登记注册和市场监管", "食品抽检、特种设备和价格监督检查", "食品小作坊登记办法", "抽检结果公开滞后"},
		figures{3, 2, 26, 96412, 2841, 37, "0", []row{r("received", 51, 9), r("carriedOver", 3, 1), r("granted", 28, 5), r("partiallyGranted", 6, 1), r("thirdPartyRights", 2, 2), r("enforcementFiles", 5), r("notHeld", 8, 2), r("petitionsAndComplaints", 2), r("carriedForward", 3)}, [4]int64{5, 0, 2}, [4]int64{2}},
		figures{2, 1, 27, 101277, 2650, 41, "0", []row{r("received", 47, 11), r("carriedOver", 3), r("granted", 26, 7), r("partiallyGranted", 5, 1), r("thirdPartyRights", 1, 1), r("enforcementFiles", 6), r("notHeld", 9, 1), r("petitionsAndComplaints", 1), r("carriedForward", 2, 1)}, [4]int64{6, 0, 1}, [4]int64{2}},
	},
	{
		"wj", "云栖市卫生健康委员会",
		words{"医疗服务和公共卫生", "医疗机构校验、疾病预防和生育服务", "医疗机构校验管理办法", "医疗机构公开事项不统一"},
		figures{1, 1, 18, 3320, 402, 5, "0", []row{r("received", 14, 2), r("granted", 7, 1), r("partiallyGranted", 2), r("notHeld", 4, 1), r("carriedForward", 1)}, [4]int64{1}, [4]int64{}},
		figures{2, 0, 20, 3415, 377, 4, "0", []row{r("received", 17, 1), r("carriedOver", 1), r("granted", 9, 1), r("partiallyGranted", 3), r("internalAffairs", 1), r("notHeld", 4), r("carriedForward", 1)}, [4]int64{0, 0, 1}, [4]int64{}},
	},
	{
		"lx", "云栖市柳溪镇人民政府",
		words{"村镇建设和便民服务", "惠农补贴、村级财务和救灾救济", "便民服务事项目录", "村务公开栏与网站不一致"},
		figures{0, 0, 3, 96, 4, 0, "0", []row{r("received", 4), r("granted", 2), r("notHeld", 2)}, [4]int64{}, [4]int64{}},
		figures{0, 0, 3, 91, 3, 0, "0", []row{r("received", 3), r("granted", 2), r("notHeld", 1)}, [4]int64{}, [4]int64{}},
	},
	{
		"dj", "云栖市东津街道办事处",
		words{"社区治理和城市管理", "社区事务、优抚救助和老旧小区改造", "社区事务公开目录", "居民了解渠道不多"},
		figures{0, 0, 2, 41, 12, 0, "0", []row{r("received", 6), r("carriedOver", 1), r("granted", 3), r("notHeld", 3), r("carriedForward", 1)}, [4]int64{}, [4]int64{}},
		figures{0, 0, 2, 38, 9, 0, "0", []row{r("received", 7), r("carriedOver", 1), r("granted", 4), r("notHeld", 3), r("repeated", 1)}, [4]int64{}, [4]int64{}},
	},
}
