package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// BodyKind is what kind of body a report is of: who may make rules, when the report is
// due and what it must say depend on it.
type BodyKind string

// The kinds of body.
const (
	BodyStateCouncilDepartment BodyKind = "stateCouncilDepartment" // 国务院部门
	BodyProvince               BodyKind = "province"               // governments of 省, 自治区 and 直辖市
	BodyCity                   BodyKind = "city"                   // governments of 设区的市, 自治州 and 盟
	BodyCounty                 BodyKind = "county"                 // governments of 县, 区, 旗 and 县级市
	BodyTownship               BodyKind = "township"               // 乡镇人民政府, 街道办事处
	BodyDepartment             BodyKind = "department"             // departments of local governments
	// BodyGovernment is a government of which level its name does not tell: that of a
	// 市 may be 设区的市 or 县级市.
	BodyGovernment BodyKind = "government"
	BodyUnknown    BodyKind = "unknown" // none of these by its name
)

var bodyKinds = []BodyKind{
	BodyStateCouncilDepartment, BodyProvince, BodyCity, BodyCounty, BodyTownship, BodyDepartment, BodyGovernment, BodyUnknown,
}

// government reports whether a body of the kind is a people's government (各级人民政府), or
// acts for one.
func (k BodyKind) government() bool {
	return slices.Contains([]BodyKind{BodyProvince, BodyCity, BodyCounty, BodyTownship, BodyGovernment}, k)
}

// What names of bodies end with, in the order in which they are tried.
var bodyEndings = []struct {
	kind    BodyKind
	endings []string
}{
	{BodyProvince, []string{"省人民政府", "自治区人民政府", "北京市人民政府", "天津市人民政府", "上海市人民政府", "重庆市人民政府"}},
	{BodyCity, []string{"自治州人民政府", "盟行政公署"}},
	{BodyTownship, []string{"街道办事处", "街道", "镇人民政府", "乡人民政府", "苏木人民政府", "民族乡", "镇", "乡"}},
	{BodyCounty, []string{"县人民政府", "区人民政府", "旗人民政府"}},
	{BodyGovernment, []string{"人民政府"}},
	{BodyDepartment, []string{
		"局", "厅", "委员会", "委", "办公室", "办", "办公厅", "队", "所", "中心", "站", "处", "社", "总会", "院", "馆",
	}},
}

// KindOf returns the kind of the body by its name, or BodyUnknown where the name does
// not tell.
func KindOf(agency string) BodyKind {
	name := strings.TrimSpace(agency)
	local := strings.ContainsFunc(strings.ReplaceAll(name, "城乡", ""), isPlaceWord)
	for _, central := range [...]string{"中华人民共和国", "国家", "国务院", "中国"} {
		if strings.HasPrefix(name, central) && !local {
			return BodyStateCouncilDepartment
		}
	}
	// A ministry, and not an office of a party (宣传部) or of a district.
	if (strings.HasSuffix(name, "部") || strings.HasSuffix(name, "署")) && !local && utf8.RuneCountInString(name) <= 9 && !strings.HasSuffix(name, "宣传部") {
		return BodyStateCouncilDepartment
	}
	for _, x := range bodyEndings {
		for _, ending := range x.endings {
			if strings.HasSuffix(name, ending) && !strings.HasSuffix(name, "管理委员会") && (name != ending || x.kind == BodyProvince) {
				return x.kind
			}
		}
	}
	return BodyUnknown
}
