package report

import (
	"slices"
	"testing"
)

// proseTest is a case of what section one says of applications beside the tables: the finding
// is in the first paragraph, and in each of the texts near to it nothing is found.
func proseTest(code, trips, got, want string, tables func(t *Tables2021), near ...string) checkTest {
	said := func(texts ...string) trial {
		return func(r *Report, t *Tables2021) {
			says(texts...)(r, t)
			tables(t)
		}
	}
	return checkTest{
		trips: said(trips),
		want:  []found{{code, Warning, 0, "/overview/subsections/1/paragraphs/0", "一、总体情况 （二）依申请公开 第 1 段", got, want}},
		near:  said(near...),
	}
}

// year is a year of applications: those that were new, carried over, granted, not held and
// carried forward.
func year(fresh, over, granted, notHeld, forward Count) func(t *Tables2021) {
	return func(t *Tables2021) {
		a := &t.Applications
		a.Received.NaturalPersons, a.CarriedOver.NaturalPersons = fresh, over
		a.Results.Granted.NaturalPersons, a.Results.Unavailable.NotHeld.NaturalPersons = granted, notHeld
		a.CarriedForward.NaturalPersons = forward
	}
}

// results18 are the results 5, 1, 1 and 11.
func results18(t *Tables2021) {
	a := &t.Applications
	a.Received = Applicants{NaturalPersons: 15, Enterprises: 3}
	a.Results.Granted = Applicants{NaturalPersons: 3, Enterprises: 2}
	a.Results.PartiallyGranted.NaturalPersons = 1
	a.Results.Refused.ThirdPartyRights.Enterprises = 1
	a.Results.Unavailable = Unavailable{NotHeld: Applicants{NaturalPersons: 6}, RequiresCreation: Applicants{NaturalPersons: 5}}
}

func reviews(t *Tables2021) {
	t.Remedies.Reconsideration = Outcomes{Upheld: 9, Corrected: 1, Pending: 2}
	t.Remedies.DirectLitigation = Outcomes{Upheld: 2, Pending: 3}
}

func documents(t *Tables2021) {
	t.Disclosure.NormativeDocuments = DocumentCounts{Issued: 3, Repealed: 12, InForce: 25}
	t.Disclosure.Licenses, t.Disclosure.Penalties, t.Disclosure.CompulsoryMeasures = 278, 1217, 402
	t.Disclosure.AdministrativeFees = mustAmount("12.48")
}

func mustAmount(s string) Amount {
	a, err := ParseAmount(s)
	if err != nil {
		panic(err)
	}
	return a
}

var proseTests = []checkTest{
	proseTest("N-a", "全年收到政府信息公开申请9件，均已按期答复。", "9", "8", year(8, 0, 8, 0, 0),
		"全年收到政府信息公开申请8件，均已按期答复。", "共收到申请 ８ 件（次），其中网上申请5件、信函3件，答复8件。", "本年新收申请八件，比上年增加9件。",
		"收到来信9件，政府信息公开申请8件。", "收到12345热线转办9件，办结9件。", "2022年收到申请9件，2023年收到8件。", "近三年累计收到申请30件。",
		"局机关收到申请3件。", "收到涉及征地的申请5件，其余3件涉及规划。", "收到申请10余件。", "其中，当面申请的2件，来信申请的3件，网上申请的3件。",
		"全年发布信息9条，文件86份，其中依申请公开11份、不予公开41份。"),
	proseTest("N-a", "本年度新收依申请公开十一件，上年结转2件。", "11", "8", year(8, 2, 10, 0, 0),
		"收到申请10件（含上年结转2件），均已答复。", "新收申请8件，上年结转2件；自然人申请10件。", "新收申请8件，上年结转2件；办结10件。其中自然人申请8件。", "新收申请8件，涉及申请事项20项，予以公开14项。", "本年度新收依申请公开八件，2022年结转2件，共办理10件。", "受理申请8件，办结8件，另办结上年结转2件。"),
	proseTest("N-a", "某市某局受理信息公开申请8件，答复7件。", "7", "8", year(8, 0, 8, 0, 0),
		"我局受理信息公开申请8件，答复8件。", "受理申请8件，答复7件，补正后仍无法办理1件。"),
	proseTest("N-a", "通过网络、信函等渠道收到依申请公开9件。", "9", "8", year(8, 0, 8, 0, 0), "其中通过网络、信函等渠道收到7件。", "通过网络收到依申请公开7件。"),
	proseTest("N-a", "新收申请8件，本年度办理结果总计9件。", "9", "8", year(8, 0, 8, 0, 0), "登记申请8件，办理结果总计8件。"),
	proseTest("N-a", "新收申请8件，上年结转3件，办结7件，结转下年度2件。", "3", "1", year(8, 1, 7, 0, 2),
		"新收申请8件，上年结转1件，办结7件，结转下年度2件。", "收到9件，其中结转下年度2件。", "8件申请中，7件已办结，2件结转2024年办理。"),
	proseTest("N-a", "新收申请8件，办结6件，1件结转至2024年继续办理。", "1", "2", year(8, 1, 7, 0, 2), "新收申请8件，办结7件，2件结转至2024年继续办理。"),
	proseTest("N-a", "收到申请18件，其中自然人16件、商业企业3件。", "16", "15", results18,
		"收到申请18件，其中自然人15件、商业企业3件、法人或其他组织3件。", "收到公民提出的申请18件。", "收到公民申请15件、企业申请3件。"),
	proseTest("N-a", "全年行政复议13件，行政诉讼5件。", "13", "12", reviews,
		"全年行政复议12件，行政诉讼5件。", "全年行政复议11件，均为本年受理。", "收到行政复议申请134件，行政诉讼57件。", "市司法局办理行政复议案件134件。",
		"行政复议12件，维持9件，纠正1件，尚未审结2件。"),
	proseTest("N-a", "行政诉讼5件，尚未审结4件。", "4", "3", reviews, "行政诉讼5件，尚未审结3件。"),

	proseTest("N-h", "2023年度，我局未收到政府信息公开申请。", "0", "3", year(3, 0, 3, 0, 0),
		"收到申请3件，未收到第三方异议，未收到补正后仍不明确的申请。", "未收到网络申请。", "2022年未收到政府信息公开申请。", "局属单位未收到申请。", "未收到投诉举报。",
		"无超期答复的申请。", "不存在未答复的申请。", "未收到申请人缴纳的费用。", "没有收取费用的申请。", "没有因要求补正的申请。"),
	proseTest("N-h", "我局依申请公开“零申请”。", "0", "3", year(3, 0, 3, 0, 0), "实现依申请公开“零投诉”。"),
	proseTest("N-h", "年内无公民、法人或者其他组织向我局提出政府信息公开申请。", "0", "3", year(3, 0, 3, 0, 0), "无上年结转，无结转下年。"),
	proseTest("N-h", "新收申请3件，无上年度结转办理的申请。", "0", "2", year(3, 2, 5, 0, 0), "新收申请3件，无结转下年度的申请。"),
	proseTest("N-h", "新收申请3件，没有结转至下年度办理的申请。", "0", "1", year(3, 0, 2, 0, 1), "新收申请3件，无上年结转。", "新收申请3件，无结转。"),
	proseTest("N-h", "未发生因政府信息公开引起的行政复议、行政诉讼。", "0", "17", reviews,
		"未发生行政复议被纠正、行政诉讼败诉的情况。", "无复议后起诉案件。", "未收到政府信息公开申请。", "2022年无行政复议、行政诉讼。"),

	proseTest("N-i", "新收申请11件，上年结转5件，办结率100%。", "", "2", year(11, 5, 14, 0, 2),
		"新收申请11件，上年结转5件，办结14件，按期办结率100％。", "新收申请11件，均按期答复，均在法定期限内办结。", "到期申请全部办结。",
		"上年结转5件均已办结。", "上年结转的申请5件，已全部办结。", "到期的14件申请全部办结。", "5件网上申请已全部办结。", "新收申请11件，上年结转5件，除2件结转下年外，其余全部办结。",
		"12345热线诉求全部办结，办结率100%。", "人大代表建议、政协委员提案均已办结。", "答复率100%。"),
	proseTest("N-i", "新收申请11件，办结14件，结转下年度2件，办结率100%。", "", "2", year(11, 5, 14, 0, 2), "新收申请11件，办结14件，结转下年度2件，按期办结率100%。"),
	proseTest("N-j", "通过县政府门户网站公开信息168条。办理行政许可80件。", "80", "278", documents, "通过县政府门户网站公开信息168条。办理行政许可278件。"),
	proseTest("N-j", "在县政府信息公开专栏发布信息168条。办理行政许可80件。", "80", "278", documents, "县财政局发布信息168条。办理行政许可80件。"),
	proseTest("N-k", "新收15件，上年结转1件，年内办结14件，结转至2024年继续办理2件。其中不予公开2件。", "2", "1", results18, "上年结转3件。其中不予公开2件。"),
	proseTest("N-i", "新收申请11件，按时办结率100%，全部办结完毕。", "", "2", year(11, 5, 14, 0, 2), "新收申请11件，按时办结率100%，均已答复完毕。"),
	proseTest("N-i", "新收申请11件，目前已全部办理完毕。", "", "2", year(11, 5, 14, 0, 2), "收到网上申请3件，均已办结。"),
	proseTest("N-i", "全年11件政府信息公开申请已全部办结。", "", "2", year(11, 5, 14, 0, 2), "全年11件政府信息公开申请已全部答复。"),
	// 209 came, 172 are done in time, all that were due.
	proseTest("N-i", "收到申请209件，当年办结率达到百分之百。", "", "37", year(167, 42, 100, 72, 37),
		"收到申请209件（新收167件，上年结转42件），办结172件，按期办结率100%。"),

	proseTest("N-j", "现行有效的行政规范性文件26件。", "26", "25", documents,
		"制发行政规范性文件3件，废止12件，现行有效件数25件。", "清理规范性文件37件，继续有效20件。", "起草市政府规范性文件5件。", "审查规范性文件32件，备案15件。",
		"公开行政规范性文件5件。", "制发公文126件，其中规范性文件3件。"),
	proseTest("N-j", "全年制定行政规范性文件三件，废止十件。", "10", "12", documents, "2022年制定行政规范性文件5件。", "拟制定行政规范性文件5件。"),
	proseTest("N-j", "作出行政许可决定287件、行政处罚决定1217件。", "287", "278", documents,
		"作出行政许可决定278件、行政处罚决定1217件。", "公开行政许可213件。", "行政许可事项56项，行政处罚信息230条。", "受理行政许可300件。"),
	proseTest("N-j", "公开行政处罚决定1218件。", "1218", "1217", documents, "公示行政处罚决定1200件。"),
	proseTest("N-j", "我局无行政事业性收费。", "0", "12.48万元", documents, "收取行政事业性收费12.5万元。", "未收取信息处理费。"),
	proseTest("N-j", "我局无行政许可、行政事业性收费。", "0", "278", func(t *Tables2021) { t.Disclosure.Licenses = 278 }, "我局无行政强制、行政事业性收费。"),
	proseTest("N-j", "收取行政事业性收费13.5万元。", "13.5万元", "12.48万元", documents, "收取行政事业性收费124800元。"),
	proseTest("N-j", "全年未制发行政规范性文件。", "0", "3", documents, "未制发涉及民生的行政规范性文件。", "未公开行政处罚。"),

	proseTest("N-k", "新收申请18件，其中予以公开5件、部分公开1件、不予公开2件、无法提供11件。", "2", "1", results18,
		"新收申请18件，其中予以公开5件、部分公开1件、不予公开1件、无法提供11件。", "予以公开或部分公开6件，其余12件依法作出答复。",
		"信息不存在6件，需另行制作5件。", "信息不存在11件。", "同意公开5件，不予公开12件。", "上年结转3件，其中予以公开2件。"),
	proseTest("N-k", "无法提供11件，不予公开12件。", "12", "1", results18, "不予公开12件。"),
	proseTest("N-k", "收到网上申请9件。新收申请18件，不予处理2件。", "2", "0", results18, "收到网上申请9件，予以公开4件。"),
	proseTest("N-k", "予以公开5件，不予公开（含三类内部事务信息、四类过程性信息等）77件。", "77", "1", results18,
		"不予公开（含国家秘密0件）1件。", "予以公开（含部分公开）6件。", "同意公开（包括部分公开1件）6件，其余12件无法公开。"),
	proseTest("N-k", "同意公开的5件、部分公开1件、不予公开（保护第三方合法权益等）2件。", "2", "1", results18, "无法提供（含信息不存在）11件。"),
	proseTest("N-k", "办理结果为：本机关不掌握相关政府信息的7件。", "7", "6", results18, "办理结果为：本机关不掌握相关政府信息的6件。"),
}

// A government that does not say whose applications it tells of may tell of its office's.
func TestBareFiguresOfGovernments(t *testing.T) {
	for text, want := range map[string]Severity{
		"全年收到申请17件。": Info,
		"通过县政府门户网站公开信息86条。收到政府信息公开申请17件。": Info,
		"全县收到申请17件。":    Warning,
		"县政府收到申请17件。":   Warning,
		"县政府办公室收到17件。":  Error + 1, // none
		"县政府本级收到申请17件。": Error + 1,
		"我局收到申请17件。":    Error + 1,
	} {
		r := clean()
		r.Agency = "青石县人民政府"
		says(text)(r, nil)
		r.Tables.(*Tables2021).Applications.Received.NaturalPersons = 95
		got := Error + 1
		for _, f := range r.Check() {
			if f.Code == "N-a" {
				got = f.Severity
			}
		}
		if got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

// A finding shows the words in the text and the cells.
func TestProseFindingsQuote(t *testing.T) {
	r := clean()
	says("全年共收到政府信息公开申请 9 件，不予公开2件。", "政府信息公开申请总数为10件。")(r, nil)
	results18(r.Tables.(*Tables2021))
	var got []string
	for _, f := range r.Check() {
		if f.Code == "N-a" || f.Code == "N-k" {
			got = append(got, f.Quote+" "+f.Cells[0]+": "+f.Message())
		}
	}
	want := []string{
		"全年共收到政府信息公开申请 9 件 /tables/applications/received/total: " +
			"文字与表格不一致：“全年共收到政府信息公开申请 9 件”为 9，而表三 一、本年新收政府信息公开申请数量 总计为 18；请核对后改正其中之一",
		"不予公开2件 /tables/applications/results/refused/thirdPartyRights/total: " +
			"文字与表三的办理结果不一致：“不予公开2件”为 2，表中各行之和为 1；请核对后改正其中之一",
		"政府信息公开申请总数为10件 /tables/applications/received/total: " +
			"文字与表格不一致：“政府信息公开申请总数为10件”为 10，而表三 一、本年新收政府信息公开申请数量 总计为 18；请核对后改正其中之一",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q", got)
	}
}

// Whatever the text says, and whatever the tables are of, the rules read it.
func TestProseOfAnyTables(t *testing.T) {
	texts := []string{
		"我局无规章、行政规范性文件、行政许可、行政处罚、行政强制、行政事业性收费。", "收取行政事业性收费12.5万元，行政许可、行政事业性收费3件。",
		"制发行政规范性文件3件，废止1件，现行有效2件。行政许可5件。", "收到申请3件，其中法人或其他组织1件；不予公开1件，其他处理2件，逾期未缴费1件。",
		"行政复议、行政诉讼均为0。", "新收及上年结转的申请5件，予以公开或部分公开2件。",
	}
	for _, e := range Editions() {
		r := clean()
		r.Tables = e.form().blank()
		for c := range Cells(r.Tables) {
			if !c.Computed {
				if err := c.Set("7"); err != nil {
					t.Fatal(err)
				}
			}
		}
		says(texts...)(r, nil)
		r.Check()
		for _, f := range r.Check() {
			if f.Code == "N-h" && f.Want == "0" {
				t.Errorf("%s: %+v", e, f)
			}
		}
		r.Tables = e.form().blank()
		r.Check()
	}
}
