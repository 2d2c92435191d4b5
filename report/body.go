package report

import "strings"

// BodyKind is what kind of body a report is of: who may make rules, when the report is
// due and what it must say depend on it.
type BodyKind string

// The kinds of body.
const (
	BodyStateCouncilDepartment BodyKind = "stateCouncilDepartment" // 国务院部门
	BodyProvince               BodyKind = "province"               // 省、自治区、直辖市 governments
	BodyCity                   BodyKind = "city"                   // governments of 设区的市, 自治州 and 盟
	BodyCounty                 BodyKind = "county"                 // governments of 县, 区, 旗 and 县级市
	BodyDepartment             BodyKind = "department"             // departments of local governments
	BodyTownship               BodyKind = "township"               // 乡镇人民政府, 街道办事处
	BodyUnknown                BodyKind = "unknown"                // none of these by its name
)

// KindOf returns the kind of the body by its name, or BodyUnknown where the name does
// not say. A name of one of several levels, such as that of 市 that may be 设区的市 or
// 县级市, says none.
func KindOf(agency string) BodyKind {
	name := strings.TrimSpace(agency)
	switch {
	case strings.HasSuffix(name, "街道办事处"), strings.HasSuffix(name, "镇人民政府"), strings.HasSuffix(name, "乡人民政府"):
		return BodyTownship
	case strings.HasSuffix(name, "省人民政府"), strings.HasSuffix(name, "自治区人民政府"):
		return BodyProvince
	case strings.HasSuffix(name, "县人民政府"), strings.HasSuffix(name, "区人民政府"), strings.HasSuffix(name, "旗人民政府"):
		return BodyCounty
	case strings.HasSuffix(name, "人民政府"), name == "":
		return BodyUnknown
	}
	return BodyDepartment
}
