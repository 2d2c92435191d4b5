package report

import "testing"

func TestKindOf(t *testing.T) {
	for name, want := range map[string]BodyKind{
		"教育部": BodyStateCouncilDepartment, "住房和城乡建设部": BodyStateCouncilDepartment, "中华人民共和国财政部": BodyStateCouncilDepartment,
		"国家卫生健康委员会": BodyStateCouncilDepartment, "海关总署": BodyStateCouncilDepartment, "国家税务总局": BodyStateCouncilDepartment,
		"国家税务总局云栖市税务局": BodyDepartment, "中国人民银行云栖市分行": BodyUnknown, "中共云栖市委宣传部": BodyUnknown,
		"江海省人民政府": BodyProvince, "重庆市人民政府": BodyProvince, "内蒙古自治区人民政府": BodyProvince,
		"青石自治州人民政府": BodyCity, "青石盟行政公署": BodyCity,
		"云栖市人民政府": BodyGovernment, "江海省云栖市人民政府": BodyGovernment,
		"云栖市青石区人民政府": BodyCounty, "青石县人民政府": BodyCounty, "青石旗人民政府": BodyCounty, "青石自治县人民政府": BodyCounty,
		"青石县白河镇人民政府": BodyTownship, "云栖市青石区白河街道办事处": BodyTownship, "白河街道": BodyTownship, "白河乡": BodyTownship,
		"云栖市交通运输局": BodyDepartment, "江海省财政厅": BodyDepartment, "云栖市发展和改革委员会": BodyDepartment,
		"青石县人民政府办公室": BodyDepartment, "云栖市公安局交通警察支队": BodyDepartment,
		" 云栖市统计局 ": BodyDepartment, "云栖经济技术开发区管理委员会": BodyUnknown, "": BodyUnknown, "局": BodyUnknown, "云栖某某": BodyUnknown,
	} {
		if got := KindOf(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	for _, k := range bodyKinds {
		if want := k != BodyDepartment && k != BodyStateCouncilDepartment && k != BodyUnknown; k.government() != want {
			t.Errorf("%s: government %v", k, !want)
		}
	}
}
