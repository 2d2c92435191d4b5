package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"path"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// writeBodies writes a table of so many bodies, whose figures and texts are chance but
// add up.
func writeBodies(w io.Writer, bodies int) error {
	columns := intake.Columns(report.Edition2021)
	c := csv.NewWriter(w)
	var row []string
	for _, x := range columns {
		row = append(row, x.Path)
	}
	if err := c.Write(row); err != nil {
		return err
	}
	for i := range bodies {
		b := body{rand.New(rand.NewPCG(uint64(i), 11)), i}
		cells := b.figures()
		b.texts(cells)
		for j, x := range columns {
			row[j] = cells[x.Path]
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// body is one of the bodies.
type body struct {
	*rand.Rand
	number int
}

// few is a figure, which is small as a rule and sometimes not.
func (b body) few(most int) int {
	if n := b.IntN(most + 1); b.IntN(3) == 0 {
		return n
	}
	return 0
}

const applications = "/tables/applications/"

// figures returns the figures by their paths: 一 and 二 are 三（七） and 四, and no more is
// carried forward than was received.
func (b body) figures() map[string]string {
	cells := map[string]string{}
	done, forward := map[string]int{}, map[string]int{}
	set := func(path string, n int) { cells[path] = strconv.Itoa(n) }
	for c := range report.Cells(report.NewTables(report.Edition2021)) {
		who := path.Base(c.Path)
		switch {
		case c.Computed || strings.HasPrefix(c.Path, applications+"received") || strings.HasPrefix(c.Path, applications+"carriedOver"):
		case strings.HasPrefix(c.Path, "/tables/disclosure/rules"):
			set(c.Path, 0) // which these bodies cannot make
		case strings.HasPrefix(c.Path, applications+"results/other/feeNotPaid"):
			set(c.Path, 0) // for there is nothing on fees in the texts
		case strings.HasPrefix(c.Path, applications+"carriedForward"):
			forward[who] = b.few(4)
			set(c.Path, forward[who])
		case strings.HasPrefix(c.Path, applications):
			n := b.few(9)
			done[who] += n
			set(c.Path, n)
		case strings.HasSuffix(c.Path, "administrativeFees"):
			cells[c.Path] = fmt.Sprintf("%d.%02d", b.IntN(2000), 1+b.IntN(99))
		case strings.HasSuffix(c.Path, "inForce"):
			set(c.Path, 20+b.IntN(40))
		case strings.HasPrefix(c.Path, "/tables/disclosure/normativeDocuments"):
			set(c.Path, b.IntN(10))
		case strings.HasPrefix(c.Path, "/tables/disclosure"):
			set(c.Path, b.IntN(5000))
		default:
			set(c.Path, b.few(3))
		}
	}
	for who, n := range done {
		over := b.IntN(n/4 + 1)
		set(applications+"carriedOver/"+who, over)
		set(applications+"received/"+who, n+forward[who]-over)
	}
	return cells
}

// texts adds the texts, which have some of the figures.
func (b body) texts(cells map[string]string) {
	sum := func(row string) (n int) {
		for p, text := range cells {
			if strings.HasPrefix(p, applications+row+"/") {
				i, _ := strconv.Atoi(text)
				n += i
			}
		}
		return n
	}
	received, over, forward := sum("received"), sum("carriedOver"), sum("carriedForward")
	agency := fmt.Sprintf("云栖市%s%s%s", pick(b, counties), pick(b, towns), pick(b, offices))
	agency = strings.Replace(agency, "局", fmt.Sprintf("第%d局", b.number+1), 1)
	for p, text := range map[string]string{
		"agency":                          agency,
		"year":                            "2023",
		"preamble":                        "本报告根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号文件规定的格式编制。统计期限自2023年1月1日起至2023年12月31日止。对报告内容有疑问的，可与" + agency + "联系（电话：0000-0000000）。",
		"overview/subsections/disclosure": fmt.Sprintf("全年主动公开各类信息%d条，其中政策解读%d件。%s", 200+b.IntN(9000), 1+b.IntN(60), b.some(disclosure)),
		"overview/subsections/applications": fmt.Sprintf("本年新收政府信息公开申请%d件，加上年结转的%d件，共%d件，年内办结%d件，结转下年度继续办理%d件。%s",
			received, over, received+over, received+over-forward, forward, b.some(handling)),
		"overview/subsections/management":  b.some(management),
		"overview/subsections/platforms":   b.some(platforms),
		"overview/subsections/supervision": "工作考核：政务公开列入年度综合考核。社会评议：委托第三方开展满意度调查。责任追究：全年未发生因违反政府信息公开规定被追究责任的情形。" + b.some(management),
		"problems/paragraphs":              "存在的主要问题：" + b.some(problems) + "改进措施：" + b.some(measures),
		"other/paragraphs":                 "本机关全年没有收取信息处理费。" + b.some(disclosure),
		"issuer":                           agency,
		"date":                             fmt.Sprintf("2024年1月%d日", 8+b.IntN(20)),
	} {
		cells[p] = text
	}
}

func pick(b body, list []string) string { return list[b.IntN(len(list))] }

// some returns some of the sentences, in their order.
func (b body) some(list []string) string {
	var text strings.Builder
	for _, s := range list {
		if b.IntN(3) > 0 {
			text.WriteString(s)
		}
	}
	if text.Len() == 0 {
		return list[0]
	}
	return text.String()
}

var (
	counties = []string{"青石县", "白沙区", "平川县", "临溪区", "清河县", "南塘区"}
	towns    = []string{"", "", "高新技术产业开发区", "东湖"}
	offices  = []string{"水利局", "教育局", "交通运输局", "市场监督管理局", "卫生健康局", "应急管理局", "自然资源和规划局", "文化广电和旅游局"}

	disclosure = []string{
		"围绕群众关心的重点领域，及时发布权威信息。",
		"规范性文件集中公开，注明有效、失效和废止，可以按主题、文号和年份检索。",
		"财政预决算、重大建设项目、公共资源配置、社会公益事业等领域的信息按目录逐项公开。",
		"政策文件与解读材料同步起草、同步审批、同步发布，图表、视频等形式占六成以上。",
		"对涉及群众切身利益的决策事项，事先公开征求意见，并反馈采纳情况。",
	}
	handling = []string{
		"答复前由承办科室与法制机构会商，疑难件由办公室牵头研究。",
		"申请表格、办理流程和收费标准在网站公开，申请人可以在线查询进度。",
		"进一步规范答复文书格式，做到依法有据、说理充分。",
		"加强与申请人的沟通，弄清所需信息，减少补正。",
	}
	management = []string{
		"完善公文公开属性源头认定，不予公开的逐件说明理由。",
		"每半年开展一次已公开信息的清理，更正错链、错字和过时内容。",
		"严格信息发布审查，落实先审后发，保护个人隐私和商业秘密。",
		"明确专人负责信息的收集、审核、发布和归档，做到有据可查。",
	}
	platforms = []string{
		"门户网站完成适老化与无障碍改造，搜索支持简称和口语。",
		"设立政务公开专区，提供查询、打印和咨询。",
		"对政务新媒体账号进行清理，做到有人建、有人管。",
		"优化栏目设置，把群众最常查询的信息放在最容易找到的地方。",
	}
	problems = []string{
		"一是公开的内容不够全面，部分栏目更新不及时；",
		"二是政策解读形式较为单一，群众参与度不高；",
		"三是基层工作人员业务能力有待提高。",
	}
	measures = []string{
		"补全公开目录，按月检查更新情况。",
		"丰富解读形式，邀请经办人员现场讲解。",
		"组织业务培训，以案例讲清法律规定。",
	}
)
