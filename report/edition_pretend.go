//go:build pretend

package report

// EditionPretend is no edition of the form. Built with the tag pretend, it proves
// that a new edition is one file and one line: the tests then run over it, too.
const EditionPretend Edition = "pretend"

var pretended = []*form{formPretend}

// TablesPretend are the tables of a form that there is not: table two has another
// block, table three another row, and section six has a table.
type TablesPretend struct {
	Disclosure   DisclosurePretend
	Applications ApplicationsPretend
	Remedies     Remedies
	Fees         FeesPretend
}

// DisclosurePretend is table two.
type DisclosurePretend struct {
	Disclosure2021
	Accounts DocumentCounts // 第（十五）项 政务新媒体
}

// ApplicationsPretend is table three.
type ApplicationsPretend struct {
	Received       Applicants
	CarriedOver    Applicants
	Results        ResultsPretend
	CarriedForward Applicants
}

// ResultsPretend are the results of the year.
type ResultsPretend struct {
	Results2021
	Withdrawn Applicants // （六）4.申请人撤回申请
}

// FeesPretend is a table six.
type FeesPretend struct {
	ByItem, ByPage FeePretend
}

// FeePretend is a row of table six.
type FeePretend struct {
	Applications Count
	Amount       Amount // in 元
}

// Edition returns [EditionPretend].
func (*TablesPretend) Edition() Edition { return EditionPretend }

func (t *TablesPretend) form() *form { return formOf(t, formPretend) }

// MarshalJSON writes the tables as they stand in the JSON of a report.
func (t TablesPretend) MarshalJSON() ([]byte, error) { return marshalTables(&t) }

// UnmarshalJSON reads them; a figure that is not there is [Blank].
func (t *TablesPretend) UnmarshalJSON(data []byte) error { return unmarshalTables(data, t) }

var formPretend = newForm(form{
	edition: EditionPretend,
	notice:  "国办公开办函〔8999〕1号",
	from:    9000,
	topics:  true,
	fees:    true,
	blank:   func() Tables { return new(TablesPretend) },
	tables: []table{
		disclosureTable(append(disclosureRows2021(func(t Tables) *Disclosure2021 { return &t.(*TablesPretend).Disclosure.Disclosure2021 }),
			row{
				path: "disclosure/accounts", clause: "第二十条第（十五）项", label: "政务新媒体",
				cols: []column{{key: "opened", label: "本年开设个数", counts: added}, {key: "closed", label: "本年关停个数", counts: taken}, {key: "run", label: "正在运行个数", counts: stock}},
				cell: func(t Tables, i int) figure { return t.(*TablesPretend).Disclosure.Accounts.at(i) },
			})...),
		applicationsTable(
			func(t Tables) *Applicants { return &t.(*TablesPretend).Applications.Received },
			func(t Tables) *Applicants { return &t.(*TablesPretend).Applications.CarriedOver },
			append(results2021(func(t Tables) *Results2021 { return &t.(*TablesPretend).Applications.Results.Results2021 }),
				resultRow("other/withdrawn", groupOther, "4.申请人撤回申请", func(t Tables) *Applicants { return &t.(*TablesPretend).Applications.Results.Withdrawn })),
			func(t Tables) *Applicants { return &t.(*TablesPretend).Applications.CarriedForward },
		),
		remediesTable(func(t Tables) *Remedies { return &t.(*TablesPretend).Remedies }),
		{
			section:     5,
			caption:     "表六：收取信息处理费情况",
			description: "左列为计收方式，上边为件数和金额。",
			shape:       inClauses,
			stub:        "计收方式",
			rows: []row{
				feesPretend("byItem", "按件计收", func(f *FeesPretend) *FeePretend { return &f.ByItem }),
				feesPretend("byPage", "按量计收", func(f *FeesPretend) *FeePretend { return &f.ByPage }),
			},
			wrongFigure: "T2-a",
		},
	},
})

func feesPretend(path, label string, pick func(*FeesPretend) *FeePretend) row {
	return row{
		path: "fees/" + path, clause: "第四十二条", label: label,
		cols: []column{{key: "applications", label: "收费申请件数"}, {key: "amount", label: "收取金额（单位：元）", unit: "元"}},
		cell: func(t Tables, i int) figure {
			f := pick(&t.(*TablesPretend).Fees)
			return [...]figure{&f.Applications, &f.Amount}[i]
		},
	}
}
