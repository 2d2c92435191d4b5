package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// townReport returns the report of a town that says what it did in its own words.
func townReport(agency string, deeds ...string) *Report {
	r := body(agency)
	r.Overview, r.Problems = Section{}, Section{}
	for i, text := range deeds {
		if i < len(topics) {
			r.Overview.Subsections = append(r.Overview.Subsections, Subsection{Topic: topics[i].topic, Paragraphs: []string{text}})
		} else {
			r.Problems.Paragraphs = append(r.Problems.Paragraphs, text)
		}
	}
	return r
}

// deeds returns what a town did, with its name and figures.
func deeds(town string, n int) []string {
	return []string{
		fmt.Sprintf("2023年，%s党委、政府在镇门户网站、公告栏和村级微信群发布惠农补贴、宅基地审批、低保名单等信息%d条，编印办事指南%d册，送到每个村的便民点。", town, n, 2*n),
		fmt.Sprintf("我镇在便民服务大厅设立申请受理窗口，由司法所协助答复，全年接待当面咨询%d人次，电话咨询%d人次。", n, 3*n),
		fmt.Sprintf("党政办公室逐月清理过期的公示，对历年的会议纪要编目，移交档案室%d卷。", n),
		fmt.Sprintf("%s的微信公众号开设“村务直播”栏目，直播村民代表会议%d场，观看%d人次。", town, n, 100*n),
		fmt.Sprintf("镇纪委对%d个村的公开栏作了两次检查，发现照片模糊、张贴不牢的当场改正。", n),
		fmt.Sprintf("存在的问题：山区的村信号差，直播常常中断；老人不会使用手机。%s下一步与电信公司商量增设基站，把办事指南录成方言广播。", town),
	}
}

// towns returns a roll-up of reports.
func towns(reports ...*Report) *Rollup {
	u := &Rollup{Agency: "青石县人民政府", Year: 2023}
	for _, r := range reports {
		u.Add(r.Agency+".json", r)
	}
	return u
}

const (
	stoneBridge = "青石县石桥镇人民政府"
	willows     = "青石县柳林镇人民政府"
	cityWall    = "青石县城关街道办事处"
)

// reworded is deeds with a tenth of the letters written otherwise.
func reworded() *Report {
	texts := deeds("柳林镇", 12)
	texts[1] = "我镇没有设窗口，申请由办公室转交各站所办理，接听群众电话的登记在册，共计62次。"
	return townReport(willows, texts...)
}

// licences returns towns with so many decisions each.
func licences(set func(t *Tables2021, n Count), figures ...Count) *Rollup {
	u := &Rollup{Agency: "青石县人民政府", Year: 2023}
	for i, n := range figures {
		r := &Report{Agency: "青石县第" + chineseNumber(i+1) + "镇人民政府", Year: 2023, Tables: new(Tables2021)}
		set(r.Tables.(*Tables2021), n)
		u.Add("", r)
	}
	return u
}

func permits(t *Tables2021, n Count) { t.Disclosure.Licenses = n }
func asked(t *Tables2021, n Count) {
	t.Applications.Received.NaturalPersons, t.Applications.Results.Granted.Enterprises = n, n
}

var likeTests = []bodyTest{
	{ // names and figures alone are others
		trips: func() *Rollup {
			return towns(townReport(stoneBridge, deeds("石桥镇", 7)...), townReport(willows, deeds("柳林镇", 15)...))
		},
		want:   []found{{"H-c", Warning, 0, "", Whole, "100%", ""}},
		bodies: []string{stoneBridge, willows},
		near:   func() *Rollup { return towns(townReport(stoneBridge, deeds("石桥镇", 7)...), reworded()) },
	},
	{ // the own office's
		trips: func() *Rollup {
			u := towns(townReport(stoneBridge, deeds("石桥镇", 7)...))
			u.Own = townReport("青石县人民政府办公室", deeds("青石县", 9)...)
			return u
		},
		want:   []found{{"H-c", Warning, 0, "", Whole, "98%", ""}},
		bodies: []string{"青石县人民政府办公室", stoneBridge},
		near: func() *Rollup { // one body twice: H-e
			return towns(townReport(stoneBridge, deeds("石桥镇", 7)...), townReport(stoneBridge, deeds("石桥镇", 8)...))
		},
	},
	{ // one finding for all that are alike
		trips: func() *Rollup {
			streams := deeds("清溪乡", 9)
			streams[2] = "党政办公室逐月清理网站上过期的公示，会议纪要不再编目。"
			return towns(townReport(stoneBridge, deeds("石桥镇", 7)...), townReport("青石县教育局", "教育"), townReport(willows, deeds("柳林镇", 8)...),
				townReport("青石县清溪乡人民政府", streams...), townReport(cityWall, deeds("城关街道", 3)...))
		},
		want:   []found{{"H-c", Warning, 0, "", Whole, "91%–100%", ""}},
		bodies: []string{stoneBridge, willows, "青石县清溪乡人民政府", cityWall},
		near: func() *Rollup { // what the reports of all bodies say
			official := []string{
				"2023年，我局坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实党的二十大精神，认真贯彻落实《中华人民共和国政府信息公开条例》和省、市、县关于政务公开工作的决策部署，" +
					"坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则，切实保障公民、法人和其他组织依法获取政府信息的权利，保障人民群众知情权、参与权、表达权、监督权。主动公开政府信息12条。",
				"本年度未收到政府信息公开申请。", "落实三审三校。", "加强平台建设。", "未发生责任追究。", "存在的主要问题：无。",
			}
			return towns(townReport("青石县民政局", official...), townReport("青石县教育局", official...))
		},
	},
	{ // what is left out is told by other rules
		trips: func() *Rollup {
			return towns(townReport(stoneBridge, deeds("石桥镇", 7)...), townReport(willows, deeds("柳林镇", 8)...), townReport(cityWall, deeds("城关街道", 9)...))
		},
		want:   []found{{"H-c", Warning, 0, "", Whole, "100%", ""}},
		bodies: []string{stoneBridge, willows, cityWall},
		near: func() *Rollup {
			old := townReport(willows, deeds("柳林镇", 8)...)
			old.Year = 2022
			return towns(townReport(stoneBridge, deeds("石桥镇", 7)...), old)
		},
	},
	{
		trips:  func() *Rollup { return licences(permits, 120, 150, 0, 90, 200, 110) },
		want:   []found{{"H-f", Info, 0, "/tables/disclosure/licenses", "表二 行政许可", "0", "134"}},
		bodies: []string{"青石县第三镇人民政府"},
		near:   func() *Rollup { return licences(permits, 120, 150, 0, 90, 200) }, // few
	},
	{ // one of five others
		trips: func() *Rollup { return licences(permits, 120, 150, 0, 0, 200, 110) },
		want: []found{
			{"H-f", Info, 0, "/tables/disclosure/licenses", "表二 行政许可", "0", "145"},
			{"H-f", Info, 0, "/tables/disclosure/licenses", "表二 行政许可", "0", "145"},
		},
		near: func() *Rollup { return licences(permits, 120, 150, 0, 0, 0, 200, 110) },
	},
	{ // a row once
		trips: func() *Rollup { return licences(asked, 101, 102, 103, 104, 105, 0) },
		want: []found{
			{"H-f", Info, 0, "/tables/applications/received/total", "表三 一、本年新收政府信息公开申请数量 总计", "0", "103"},
			{"H-f", Info, 0, "/tables/applications/results/granted/total", "表三 （一）予以公开 总计", "0", "103"},
		},
		near: func() *Rollup { return licences(asked, 100, 100, 100, 100, 100, 0) },
	},
	{ // that of documents has several figures
		trips: func() *Rollup {
			return licences(func(t *Tables2021, n Count) {
				t.Disclosure.NormativeDocuments = DocumentCounts{Issued: n, Repealed: 1, InForce: 2 * n}
			}, 101, 102, 103, 104, 105, 0)
		},
		want: []found{{"H-f", Info, 0, "/tables/disclosure/normativeDocuments/issued", "表二 行政规范性文件 本年制发件数", "0", "103"}},
		near: func() *Rollup { // blank is not 0
			return licences(permits, 101, 102, 103, 104, 105, Blank)
		},
	},
	{ // departments of the same work
		trips: func() *Rollup { return bureaus("教育局", "教育局") },
		want:  []found{{"H-f", Info, 0, "/tables/disclosure/licenses", "表二 行政许可", "0", "150"}},
		near:  func() *Rollup { return bureaus("教育局", "统计局") },
	},
}

// bureaus returns departments of counties, and one of them without licences.
func bureaus(work, last string) *Rollup {
	u := &Rollup{Agency: "云栖市人民政府", Year: 2023}
	for _, name := range []string{"云栖市青石县", "云栖市东湖区", "清溪县", "云栖市柳林县", "北山旗", "城东区"} {
		if name == "城东区" {
			work = last
		}
		r := &Report{Agency: name + work, Year: 2023, Tables: new(Tables2021)}
		if name != "城东区" {
			r.Tables.(*Tables2021).Disclosure.Licenses = 150
		}
		u.Add("", r)
	}
	return u
}

func TestWorkOf(t *testing.T) {
	for name, want := range map[string][2]string{
		"青石县教育局":         {"教育局", "县"},
		"云栖市东湖区市场监督管理局":  {"市场监督管理局", "县"},
		"云栖市城市管理局":       {"城市管理局", "市"},
		"青石县住房和城乡建设局":    {"住房和城乡建设局", "县"},
		"云栖省乡村振兴局":       {"乡村振兴局", "省"},
		"北山旗人民政府办公室":     {"人民政府办公室", "县"},
		"教育局":            {"教育局", ""},
		"青石土家族自治县市政园林中心": {"市政园林中心", "县"},
	} {
		if work, level := workOf(name); work != want[0] || level != want[1] {
			t.Errorf("%s: %s, %s", name, work, level)
		}
	}
}

// A province has some reports that are copied from others, with words and figures changed,
// one clerk who writes alike for many, and all share a template: those that are alike for
// nine tenths by the measure itself are found, and no others.
func TestSameProseOfProvince(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 7))
	const n = 400
	texts := province(rnd, n)
	for i := range 20 { // copies
		from, to := 3*i, n/2+7*i
		texts[to] = slices.Clone(texts[from])
		for k, s := range texts[to] {
			texts[to][k] = retouched(rnd, s, i)
		}
	}
	for i := 5; i < n; i += 9 { // the clerk
		texts[i] = slices.Clone(texts[5])
		texts[i][2] = sentence(rnd, 12)
	}
	u := &Rollup{Agency: "云栖省人民政府", Year: 2023}
	var prints []*print
	for i, text := range texts {
		r := townReport(fmt.Sprintf("云栖省第%d镇人民政府", i), text...)
		u.Add("", r)
		prints = append(prints, printOf(r))
	}
	group := make([]int, n)
	for i := range group {
		group[i] = i
		for k := range i {
			if share, _, _ := prints[i].prose.like(prints[k].prose); share >= almostSame {
				for x, old := range group {
					if old == group[i] {
						group[x] = group[k]
					}
				}
			}
		}
	}
	var want, got [][]string
	for g := range group {
		var bodies []string
		for i := range group {
			if group[i] == g {
				bodies = append(bodies, u.parts[i].Agency)
			}
		}
		if len(bodies) > 1 {
			want = append(want, bodies)
		}
	}
	for _, f := range u.Sum().Findings {
		if f.Code == codeSameProse {
			got = append(got, f.Bodies)
			for i, body := range f.Bodies {
				if in := strings.Contains(f.Message(), body) && strings.Contains(f.English(), body); in != (i < 33) || f.Quote == "" {
					t.Errorf("%s: %v: %s", body, in, f.Message())
				}
			}
		}
	}
	if !slices.EqualFunc(got, want, slices.Equal) || len(want) < 15 {
		t.Errorf("%d groups of %d\ngot  %v\nwant %v", len(got), len(want), got, want)
	}
	if sum := u.Sum().Findings; !slices.EqualFunc(sum, u.Sum().Findings, func(a, b Finding) bool { return a.Message() == b.Message() }) {
		t.Error("not the same when summed again")
	}
}

// province returns the texts of reports that have a template and sentences of a stock in
// common, and others of their own.
func province(rnd *rand.Rand, n int) (texts [][]string) {
	var stock []string
	for range 120 {
		stock = append(stock, sentence(rnd, 20+rnd.IntN(20)))
	}
	for range n {
		var text []string
		for k := range len(topics) + 1 {
			s := stock[k] + stock[k+10]
			for range 2 {
				s += stock[20+rnd.IntN(100)]
			}
			text = append(text, s+sentence(rnd, 10+rnd.IntN(10)))
		}
		texts = append(texts, text)
	}
	return texts
}

// sentence returns a sentence of so many letters at random.
func sentence(rnd *rand.Rand, letters int) string {
	var b strings.Builder
	for range letters {
		b.WriteRune(rune(0x5000 + rnd.IntN(2000)))
	}
	fmt.Fprintf(&b, "%d件。", rnd.IntN(1000))
	return b.String()
}

// retouched returns a text in which words were changed, more with each of the steps: single
// letters here and there, or each so far from the last one, or a piece.
func retouched(rnd *rand.Rand, s string, step int) string {
	letters := []rune(s)
	for i := range letters {
		switch {
		case step%3 == 0 && rnd.IntN(60-2*step) == 0, step%3 == 1 && i%(29-step) == 0, step%3 == 2 && i < step*len(letters)/180:
			letters[i] = rune(0x5000 + rnd.IntN(2000))
		}
	}
	return string(letters)
}

// What is not compared in the prose of a body.
func TestSetAside(t *testing.T) {
	x := setAside{"青石县石桥镇人民政府"}
	for text, want := range map[string]string{
		"《2023年政务公开工作要点》的要求": "《2023年政务公开工作要点》",
		"《》的":     "《》",
		"《没有右半边的": "",
		"《" + strings.Repeat("字", 90) + "》": "",
		"我镇设立":    "我镇",
		"本街道设立":   "本街道",
		"我们设立":    "",
		"石桥镇政府设立": "石桥镇",
		"石桥的":     "",
		"县的":      "县",
		"坚持以公开为常态、不公开为例外，做": "坚持以公开为常态、不公开为例外",
		"知情权、参与权、表达权和监督权":   "知情权、参与权、表达权和监督权",
		"坚持开会": "",
	} {
		n := x.length(text)
		if text[:n] != want && text[:n]+"》" != want {
			t.Errorf("%s: %s, want %s", text, text[:n], want)
		}
	}
}

// A message names all bodies.
func TestSameProseNames(t *testing.T) {
	u := towns()
	for i, want := range []string{"", "“石桥镇、柳林镇”的", "“石桥镇、柳林镇、清溪镇”的", "“石桥镇、柳林镇、清溪镇 等 4 个机关”的……（其他机关：东山镇）"} {
		town := []string{"石桥镇", "柳林镇", "清溪镇", "东山镇"}[i]
		u.Add("", townReport(town, deeds(town, i)...))
		got := ""
		for _, f := range u.Sum().Findings {
			if f.Code == codeSameProse {
				begin, rest, _ := strings.Cut(f.Message(), "总体情况")
				_, others, found := strings.Cut(rest, "情况写")
				if got = begin; found && others != "" {
					got += "……" + others
				}
			}
		}
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// An office that does not ask for it has nothing compared.
func TestSameProseOff(t *testing.T) {
	u := &Rollup{Agency: "青石县人民政府", Year: 2023, Checker: Checker{Off: []string{codeSameProse}}}
	for _, name := range []string{stoneBridge, willows} {
		u.Add("", townReport(name, deeds("镇里", 7)...))
	}
	for _, f := range u.Sum().Findings {
		if f.Code == codeSameProse {
			t.Errorf("got %s", f.Message())
		}
	}
	if len(u.alikes.prints) > 0 {
		t.Error("prose is kept")
	}
}

// BenchmarkRollupOfProvince adds the reports of 3,000 bodies.
func BenchmarkRollupOfProvince(b *testing.B) {
	var reports []*Report
	for i, text := range province(rand.New(rand.NewPCG(1, 1)), 3000) {
		reports = append(reports, townReport(fmt.Sprintf("云栖省第%d镇人民政府", i), text...))
	}
	b.ReportAllocs()
	for b.Loop() {
		u := &Rollup{Agency: "云栖省人民政府", Year: 2023}
		for _, r := range reports {
			u.Add("", r)
		}
		u.Sum()
	}
}

// What two reports share is told with its place in each, whatever the order of the sentences.
func TestAlike(t *testing.T) {
	const (
		same  = "镇门户网站、公告栏和村级微信群发布惠农补贴、宅基地审批信息12条"
		other = "同一批低保名单由民政专干逐户核对后张贴三次"
	)
	a := townReport("青石县石桥镇人民政府", "开春以来，"+same+"。", "无甚可说。"+other+"。")
	b := townReport("青石县柳林镇人民政府", other+"；"+strings.Replace(same, "12", "57", 1)+"，编印指南。")
	share, ofA, ofB := Alike(a, b)
	texts := func(r *Report, shared []SharedText) (all []string) {
		for _, x := range shared {
			path, at := "/overview/subsections/%d/paragraphs/0", -1
			for i, s := range r.Overview.Subsections {
				if fmt.Sprintf(path, i) == x.Path {
					all, at = append(all, s.Paragraphs[0][x.From:x.To]), i
				}
			}
			if at < 0 {
				t.Errorf("no text of %+v", x)
			}
		}
		return all
	}
	// 镇 and figures are not compared.
	if got, want := texts(a, ofA), []string{"门户网站、公告栏和村级微信群发布惠农补贴、宅基地审批信息12条", other}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := texts(b, ofB), []string{other + "；镇门户网站、公告栏和村级微信群发布惠农补贴、宅基地审批信息57条"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if share < 0.8 || share >= 1 {
		t.Errorf("share %v", share)
	}
	if share, ofA, ofB := Alike(a, nil); share != 0 || ofA != nil || ofB != nil {
		t.Errorf("beside none: %v, %v, %v", share, ofA, ofB)
	}
}
