package report

var dateTests = []checkTest{
	{
		trips: func(r *Report, t *Tables2021) { r.Title = "某市某局2022年政府信息公开工作年度报告" },
		want:  []found{{"D-a", Error, 0, "/title", "标题", "2022", "2023"}},
		near:  func(r *Report, t *Tables2021) { r.Title = "某市某局2023年度政府信息公开工作年度报告" },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据条例编制。", "数据统计期限为2022年1月1日至2022年12月31日。"}
		},
		want: []found{{"D-a", Error, 0, "/preamble/1", "引言 第 2 段", "2022", "2023"}},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据2019年5月15日施行的条例编制。", "数据统计期限为 2023 年 1 月 1 日至 12 月 31 日，2024年1月31日前公布。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自２０２２年１月１日起至12月31日止。"}
			r.Overview.Paragraphs = []string{"数据自2022年1月1日起至2023年12月31日止。"}
		},
		want: []found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
			{"D-a", Error, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "2022", "2023"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据自2024年1月1日起施行的《行政复议法》，原法2023年12月31日废止。"}
			r.Overview.Paragraphs = []string{"比2022年12月31日增加5条。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自二〇二二年一月一日起至二〇二二年十二月三十一日止。"}
		},
		want: []found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自二〇二三年一月一日起至二〇二三年十二月三十一日止。"}
			r.Overview.Paragraphs = []string{"每月一日至十日集中公开。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自2023年1月1日起至202023年12月31日止。", "数据统计时间为2023年1月1日至2023年11月30日。", "所列数据自二○二三年一月二日起至十月二十日止。"}
			r.Overview.Paragraphs = []string{"所列数据自2023年01月02日起至12月31日止。", "统计期限为20231年1日至12月31日。"}
		},
		want: []found{
			{"D-i", Warning, 0, "/preamble/0", "引言 第 1 段", "202023年", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/preamble/1", "引言 第 2 段", "2023年1月1日至2023年11月30日", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/preamble/2", "引言 第 3 段", "2023年1月2日起至10月20日", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "2023年01月02日起至12月31日", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/overview/paragraphs/1", "一、总体情况 第 2 段", "20231年", "2023年1月1日至2023年12月31日"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自2023年01月01日起至12月31日止。", "统计期限为当年1月1日至12月31日。"}
			r.Overview.Paragraphs = []string{"2023年3月1日至2023年4月30日开展专项行动。", "数据统计至2023年底，共12345条。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布《某市某局2022年政府信息公开工作年度报告》。", "某市某局2021年报告如下。"}
		},
		want: []found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
			{"D-a", Error, 0, "/preamble/1", "引言 第 2 段", "2021", "2023"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{
				"按照《关于做好2022年政府信息公开工作年度报告编制工作的通知》编制。", "对照《某局2022年政府信息公开工作年度报告》整改。",
				"按照关于做好2022年政府信息公开工作年度报告编制工作的通知编制。", "在2022年报告的基础上编制。",
			}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布某市某局2021年度政府信息公开工作年度报告。"}
		},
		want: []found{{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2021", "2023"}},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布某市某局2023年度政府信息公开工作年度报告。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"按国办公开办函[2019] 60号（国办公开办函〔2019〕60号）填报。"}
		},
		want: []found{{"D-b", Warning, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"}},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"按国办公开办函〔2019〕61号建设平台。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2020, nil, new(Tables2021) },
		want:  []found{{"D-c", Warning, 0, "/edition", "表二至表四", "2021", "2019"}},
		near:  func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2020, nil, new(Tables2019) },
	},
}
