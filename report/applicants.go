package report

// The shapes that the editions of the form share.

// Applicants are the figures of one row of table three (表三), by kind of
// applicant (申请人情况). The total is a method, never stored.
type Applicants struct {
	NaturalPersons             Count // 自然人
	Enterprises                Count // 商业企业
	ResearchInstitutions       Count // 科研机构
	PublicWelfareOrganizations Count // 社会公益组织
	LegalServiceInstitutions   Count // 法律服务机构
	Others                     Count // 其他
}

func (a *Applicants) at(i int) *Count {
	return [...]*Count{
		&a.NaturalPersons, &a.Enterprises, &a.ResearchInstitutions,
		&a.PublicWelfareOrganizations, &a.LegalServiceInstitutions, &a.Others,
	}[i]
}

const groupOrganisations = "法人或其他组织"

var applicantKinds = []column{
	{key: "naturalPersons", label: "自然人"},
	{key: "enterprises", group: groupOrganisations, label: "商业企业"},
	{key: "researchInstitutions", group: groupOrganisations, label: "科研机构"},
	{key: "publicWelfareOrganizations", group: groupOrganisations, label: "社会公益组织"},
	{key: "legalServiceInstitutions", group: groupOrganisations, label: "法律服务机构"},
	{key: "others", group: groupOrganisations, label: "其他"},
}

// Total returns 总计, the [Sum] over the kinds of applicant.
func (a Applicants) Total() Count {
	var t tally
	for i := range applicantKinds {
		t.add(*a.at(i))
	}
	return t.count()
}

// MarshalJSON writes the figures as they stand in the JSON of a report.
func (a Applicants) MarshalJSON() ([]byte, error) { return marshalRow(applicantKinds, a.at) }

// UnmarshalJSON reads them; a figure that is not there is [Blank].
func (a *Applicants) UnmarshalJSON(data []byte) error {
	return unmarshalRow(data, applicantKinds, a.at)
}

// Refused counts applications refused, 三（三）不予公开.
type Refused struct {
	StateSecrets            Applicants // 1.属于国家秘密
	ProhibitedByLaw         Applicants // 2.其他法律行政法规禁止公开
	SecurityAndStability    Applicants // 3.危及“三安全一稳定”
	ThirdPartyRights        Applicants // 4.保护第三方合法权益
	InternalAffairs         Applicants // 5.属于三类内部事务信息
	ProcessInformation      Applicants // 6.属于四类过程性信息
	EnforcementFiles        Applicants // 7.属于行政执法案卷
	AdministrativeInquiries Applicants // 8.属于行政查询事项
}

// Unavailable counts applications for what cannot be provided, 三（四）无法提供.
type Unavailable struct {
	NotHeld          Applicants // 1.本机关不掌握相关政府信息
	RequiresCreation Applicants // 2.没有现成信息需要另行制作
	StillUnclear     Applicants // 3.补正后申请内容仍不明确
}

// NotProcessed counts applications not processed, 三（五）不予处理.
type NotProcessed struct {
	PetitionsAndComplaints Applicants // 1.信访举报投诉类申请
	Repeated               Applicants // 2.重复申请
	PublicationsRequested  Applicants // 3.要求提供公开出版物
	Excessive              Applicants // 4.无正当理由大量反复申请
	ConfirmationRequested  Applicants // 5.要求行政机关确认或重新出具已获取信息
}

// Remedies is table four (表四): administrative reconsideration and litigation
// over government information disclosure.
type Remedies struct {
	Reconsideration                Outcomes // 行政复议
	DirectLitigation               Outcomes // 行政诉讼：未经复议直接起诉
	LitigationAfterReconsideration Outcomes // 行政诉讼：复议后起诉
}

// Outcomes are the cases of one block of table four by their outcome.
type Outcomes struct {
	Upheld    Count // 结果维持
	Corrected Count // 结果纠正
	Other     Count // 其他结果
	Pending   Count // 尚未审结
}

func (o *Outcomes) at(i int) *Count {
	return [...]*Count{&o.Upheld, &o.Corrected, &o.Other, &o.Pending}[i]
}

var outcomeKinds = []column{
	{key: "upheld", label: "结果维持"},
	{key: "corrected", label: "结果纠正"},
	{key: "other", label: "其他结果"},
	{key: "pending", label: "尚未审结", counts: pending},
}

// Total returns 总计, the [Sum] over the outcomes.
func (o Outcomes) Total() Count {
	var t tally
	for i := range outcomeKinds {
		t.add(*o.at(i))
	}
	return t.count()
}

// MarshalJSON writes the figures as they stand in the JSON of a report.
func (o Outcomes) MarshalJSON() ([]byte, error) { return marshalRow(outcomeKinds, o.at) }

// UnmarshalJSON reads them; a figure that is not there is [Blank].
func (o *Outcomes) UnmarshalJSON(data []byte) error { return unmarshalRow(data, outcomeKinds, o.at) }
