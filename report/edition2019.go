package report

// Tables2019 are the tables of the trial form for the reports of 2019 and 2020:
// 国办公开办函〔2019〕60号《中华人民共和国政府信息公开工作年度报告格式（试行）》.
type Tables2019 struct {
	Disclosure   Disclosure2019   // table two
	Applications Applications2019 // table three
	Remedies     Remedies         // table four
}

// Disclosure2019 is table two (表二): government information disclosed on own
// initiative, by the items of article 20 of the Regulations.
type Disclosure2019 struct {
	Rules              Publications2019 // 第（一）项 规章
	NormativeDocuments Publications2019 // 第（一）项 规范性文件
	Licenses           Items2019        // 第（五）项 行政许可
	OtherServices      Items2019        // 第（五）项 其他对外管理服务事项
	Penalties          Items2019        // 第（六）项 行政处罚
	CompulsoryMeasures Items2019        // 第（六）项 行政强制
	AdministrativeFees FeeItems2019     // 第（八）项 行政事业性收费
	Procurement        Procurement2019  // 第（九）项 政府集中采购
}

// Publications2019 are the counts of one kind of legal document.
type Publications2019 struct {
	Made      Count // 本年新制作数量
	Disclosed Count // 本年新公开数量
	Total     Count // 对外公开总数量
}

// Items2019 are the items of one kind of administrative act, and the decisions.
type Items2019 struct {
	LastYear  Count  // 上一年项目数量
	Change    Change // 本年增/减
	Decisions Count  // 处理决定数量
}

// FeeItems2019 are the items of fees.
type FeeItems2019 struct {
	LastYear Count  // 上一年项目数量
	Change   Change // 本年增/减
}

// Procurement2019 is centralised government procurement. The amount carries its
// own unit or none, for the form names none.
type Procurement2019 struct {
	Projects Count  // 采购项目数量
	Amount   Amount // 采购总金额
}

func (p *Publications2019) at(i int) figure {
	return [...]figure{&p.Made, &p.Disclosed, &p.Total}[i]
}

func (p *Items2019) at(i int) figure { return [...]figure{&p.LastYear, &p.Change, &p.Decisions}[i] }

func (p *FeeItems2019) at(i int) figure { return [...]figure{&p.LastYear, &p.Change}[i] }

func (p *Procurement2019) at(i int) figure { return [...]figure{&p.Projects, &p.Amount}[i] }

// Applications2019 is table three (表三): applications for disclosure received
// and processed.
type Applications2019 struct {
	Received       Applicants // 一、本年新收政府信息公开申请数量
	CarriedOver    Applicants // 二、上年结转政府信息公开申请数量
	Results        Results2019
	CarriedForward Applicants // 四、结转下年度继续办理
}

// Results2019 are the results of the year, 三、本年度办理结果.
type Results2019 struct {
	Granted          Applicants // （一）予以公开
	PartiallyGranted Applicants // （二）部分公开
	Refused          Refused
	Unavailable      Unavailable
	NotProcessed     NotProcessed
	Other            Applicants // （六）其他处理
}

// Total returns （七）总计, kind by kind of applicant.
func (r Results2019) Total() Applicants {
	return resultsTotal(&Tables2019{Applications: Applications2019{Results: r}})
}

// Edition returns [Edition2019].
func (*Tables2019) Edition() Edition { return Edition2019 }

func (t *Tables2019) form() *form { return formOf(t, form2019) }

// MarshalJSON writes the tables as they stand in the JSON of a report.
func (t Tables2019) MarshalJSON() ([]byte, error) { return marshalTables(&t) }

// UnmarshalJSON reads them; a figure that is not there is [Blank].
func (t *Tables2019) UnmarshalJSON(data []byte) error { return unmarshalTables(data, t) }

var form2019 = newForm(form{
	edition: Edition2019,
	notice:  "国办公开办函〔2019〕60号",
	title:   "《关于政府信息公开工作年度报告有关事项的通知》",
	cited:   "关于政府信息公开工作年度报告有关事项的通知",
	trial:   "试行",
	from:    2019,
	blank:   func() Tables { return new(Tables2019) },
	tables: []table{
		disclosureTable(
			disclosure2019("rules", "第二十条第（一）项", "规章", publications2019, func(d *Disclosure2019) figuresOfRow { return &d.Rules }),
			disclosure2019("normativeDocuments", "第二十条第（一）项", "规范性文件", publications2019, func(d *Disclosure2019) figuresOfRow { return &d.NormativeDocuments }),
			disclosure2019("licenses", "第二十条第（五）项", "行政许可", items2019, func(d *Disclosure2019) figuresOfRow { return &d.Licenses }),
			disclosure2019("otherServices", "第二十条第（五）项", "其他对外管理服务事项", items2019, func(d *Disclosure2019) figuresOfRow { return &d.OtherServices }),
			disclosure2019("penalties", "第二十条第（六）项", "行政处罚", items2019, func(d *Disclosure2019) figuresOfRow { return &d.Penalties }),
			disclosure2019("compulsoryMeasures", "第二十条第（六）项", "行政强制", items2019, func(d *Disclosure2019) figuresOfRow { return &d.CompulsoryMeasures }),
			disclosure2019("administrativeFees", "第二十条第（八）项", "行政事业性收费", items2019[:2], func(d *Disclosure2019) figuresOfRow { return &d.AdministrativeFees }),
			disclosure2019("procurement", "第二十条第（九）项", "政府集中采购", procurement2019, func(d *Disclosure2019) figuresOfRow { return &d.Procurement }),
		),
		applicationsTable(
			in2019(func(a *Applications2019) *Applicants { return &a.Received }),
			in2019(func(a *Applications2019) *Applicants { return &a.CarriedOver }),
			append(resultRows(
				in2019(func(a *Applications2019) *Applicants { return &a.Results.Granted }),
				in2019(func(a *Applications2019) *Applicants { return &a.Results.PartiallyGranted }),
				in2019(func(a *Applications2019) *Refused { return &a.Results.Refused }),
				in2019(func(a *Applications2019) *Unavailable { return &a.Results.Unavailable }),
				in2019(func(a *Applications2019) *NotProcessed { return &a.Results.NotProcessed }),
			), resultRow("other", "", groupOther, in2019(func(a *Applications2019) *Applicants { return &a.Results.Other }))),
			in2019(func(a *Applications2019) *Applicants { return &a.CarriedForward }),
		),
		remediesTable(func(t Tables) *Remedies { return &t.(*Tables2019).Remedies }),
	},
})

func in2019[T any](pick func(*Applications2019) *T) func(Tables) *T {
	return func(t Tables) *T { return pick(&t.(*Tables2019).Applications) }
}

var (
	publications2019 = []column{
		{key: "made", label: "本年新制作数量", counts: added, joint: true},
		{key: "disclosed", label: "本年新公开数量", joint: true},
		{key: "total", label: "对外公开总数量", counts: stock, joint: true},
	}
	items2019 = []column{
		{key: "lastYear", label: "上一年项目数量", counts: stock, joint: true},
		{key: "change", label: "本年增/减", joint: true},
		{key: "decisions", label: "处理决定数量"},
	}
	procurement2019 = []column{
		{key: "projects", label: "采购项目数量"},
		{key: "amount", label: "采购总金额"},
	}
)

// figuresOfRow are the figures of a row of table two.
type figuresOfRow interface{ at(i int) figure }

func disclosure2019(path, clause, label string, cols []column, pick func(*Disclosure2019) figuresOfRow) row {
	return row{
		path: "disclosure/" + path, clause: clause, label: label, cols: cols,
		cell: func(t Tables, i int) figure { return pick(&t.(*Tables2019).Disclosure).at(i) },
	}
}

// NewDisclosure2019 returns a builder of table two of the 2019 form.
func NewDisclosure2019() *Builder[Disclosure2019] {
	return newBuilder(Edition2019, "disclosure", func(t Tables) *Disclosure2019 { return &t.(*Tables2019).Disclosure })
}

// NewApplications2019 returns a builder of table three of the 2019 form.
func NewApplications2019() *Builder[Applications2019] {
	return newBuilder(Edition2019, "applications", func(t Tables) *Applications2019 { return &t.(*Tables2019).Applications })
}
