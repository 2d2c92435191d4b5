package report

// Tables2021 are the tables of the form in force since the reports for 2021:
// 国办公开办函〔2021〕30号《中华人民共和国政府信息公开工作年度报告格式》.
//
// In a struct literal a figure that is left out is 0, as Go has it. Builders and
// [NewTables] begin with [Blank] cells instead, so that what is forgotten is
// reported as missing.
type Tables2021 struct {
	Disclosure   Disclosure2021   // table two
	Applications Applications2021 // table three
	Remedies     Remedies         // table four
}

// Disclosure2021 is table two (表二): government information disclosed on own
// initiative, by the items of article 20 of the Regulations.
type Disclosure2021 struct {
	Rules              DocumentCounts // 第（一）项 规章
	NormativeDocuments DocumentCounts // 第（一）项 行政规范性文件
	Licenses           Count          // 第（五）项 行政许可: decisions of the year
	Penalties          Count          // 第（六）项 行政处罚: decisions of the year
	CompulsoryMeasures Count          // 第（六）项 行政强制: decisions of the year
	AdministrativeFees Amount         // 第（八）项 行政事业性收费, in 万元
}

// DocumentCounts are the counts of one kind of legal document.
type DocumentCounts struct {
	Issued   Count // 本年制发件数
	Repealed Count // 本年废止件数
	InForce  Count // 现行有效件数
}

func (d *DocumentCounts) at(i int) *Count { return [...]*Count{&d.Issued, &d.Repealed, &d.InForce}[i] }

// Applications2021 is table three (表三): applications for disclosure received
// and processed.
type Applications2021 struct {
	Received       Applicants // 一、本年新收政府信息公开申请数量
	CarriedOver    Applicants // 二、上年结转政府信息公开申请数量
	Results        Results2021
	CarriedForward Applicants // 四、结转下年度继续办理
}

// Results2021 are the results of the year, 三、本年度办理结果.
type Results2021 struct {
	Granted          Applicants // （一）予以公开
	PartiallyGranted Applicants // （二）部分公开
	Refused          Refused
	Unavailable      Unavailable
	NotProcessed     NotProcessed
	Other            OtherResults
}

// OtherResults counts applications that ended otherwise, 三（六）其他处理.
type OtherResults struct {
	NotCorrected Applicants // 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
	FeeNotPaid   Applicants // 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
	Other        Applicants // 3.其他
}

// Total returns （七）总计, kind by kind of applicant.
func (r Results2021) Total() Applicants {
	return resultsTotal(&Tables2021{Applications: Applications2021{Results: r}})
}

// Edition returns [Edition2021].
func (*Tables2021) Edition() Edition { return Edition2021 }

func (t *Tables2021) form() *form { return formOf(t, form2021) }

// MarshalJSON writes the tables as they stand in the JSON of a report.
func (t Tables2021) MarshalJSON() ([]byte, error) { return marshalTables(&t) }

// UnmarshalJSON reads them; a figure that is not there is [Blank].
func (t *Tables2021) UnmarshalJSON(data []byte) error { return unmarshalTables(data, t) }

var form2021 = newForm(form{
	edition: Edition2021,
	notice:  notice21,
	title:   "《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
	cited:   "年度报告格式",
	from:    2021,
	topics:  true,
	fees:    true,
	blank:   func() Tables { return new(Tables2021) },
	tables: []table{
		disclosureTable(disclosureRows2021(func(t Tables) *Disclosure2021 { return &t.(*Tables2021).Disclosure })...),
		applicationsTable(
			in2021(func(a *Applications2021) *Applicants { return &a.Received }),
			in2021(func(a *Applications2021) *Applicants { return &a.CarriedOver }),
			results2021(in2021(func(a *Applications2021) *Results2021 { return &a.Results })),
			in2021(func(a *Applications2021) *Applicants { return &a.CarriedForward }),
		),
		remediesTable(func(t Tables) *Remedies { return &t.(*Tables2021).Remedies }),
	},
})

// disclosureRows2021 are the rows of table two; of gives its figures.
func disclosureRows2021(of func(Tables) *Disclosure2021) []row {
	documents := func(path, label string, pick func(*Disclosure2021) *DocumentCounts) row {
		return row{
			path: "disclosure/" + path, clause: "第二十条第（一）项", label: label,
			cols: []column{
				{key: "issued", label: "本年制发件数", counts: added, joint: true},
				{key: "repealed", label: "本年废止件数", counts: taken, joint: true},
				{key: "inForce", label: "现行有效件数", counts: stock, joint: true},
			},
			cell: func(t Tables, i int) figure { return pick(of(t)).at(i) },
		}
	}
	decisions := func(path, clause, label string, pick func(*Disclosure2021) *Count) row {
		return row{
			path: "disclosure/" + path, clause: clause, label: label,
			cols: []column{{label: "本年处理决定数量"}},
			cell: func(t Tables, _ int) figure { return pick(of(t)) },
		}
	}
	return []row{
		documents("rules", "规章", func(d *Disclosure2021) *DocumentCounts { return &d.Rules }),
		documents("normativeDocuments", "行政规范性文件", func(d *Disclosure2021) *DocumentCounts { return &d.NormativeDocuments }),
		decisions("licenses", "第二十条第（五）项", "行政许可", func(d *Disclosure2021) *Count { return &d.Licenses }),
		decisions("penalties", "第二十条第（六）项", "行政处罚", func(d *Disclosure2021) *Count { return &d.Penalties }),
		decisions("compulsoryMeasures", "第二十条第（六）项", "行政强制", func(d *Disclosure2021) *Count { return &d.CompulsoryMeasures }),
		{
			path: "disclosure/administrativeFees", clause: "第二十条第（八）项", label: "行政事业性收费",
			cols: []column{{label: "本年收费金额（单位：万元）", unit: "万元"}},
			cell: func(t Tables, _ int) figure { return &of(t).AdministrativeFees },
		},
	}
}

// results2021 are the rows of 三、本年度办理结果; of gives their figures.
func results2021(of func(Tables) *Results2021) []row {
	return append(
		resultRows(
			func(t Tables) *Applicants { return &of(t).Granted },
			func(t Tables) *Applicants { return &of(t).PartiallyGranted },
			func(t Tables) *Refused { return &of(t).Refused },
			func(t Tables) *Unavailable { return &of(t).Unavailable },
			func(t Tables) *NotProcessed { return &of(t).NotProcessed },
		),
		otherRows(func(t Tables) *OtherResults { return &of(t).Other })...)
}

func in2021[T any](pick func(*Applications2021) *T) func(Tables) *T {
	return func(t Tables) *T { return pick(&t.(*Tables2021).Applications) }
}

// NewDisclosure2021 returns a builder of table two of the 2021 form.
func NewDisclosure2021() *Builder[Disclosure2021] {
	return newBuilder(Edition2021, "disclosure", func(t Tables) *Disclosure2021 { return &t.(*Tables2021).Disclosure })
}

// NewApplications2021 returns a builder of table three of the 2021 form.
func NewApplications2021() *Builder[Applications2021] {
	return newBuilder(Edition2021, "applications", func(t Tables) *Applications2021 { return &t.(*Tables2021).Applications })
}

// NewRemedies returns a builder of table four, which the editions share.
func NewRemedies() *Builder[Remedies] {
	return newBuilder(Edition2021, "remedies", func(t Tables) *Remedies { return &t.(*Tables2021).Remedies })
}
