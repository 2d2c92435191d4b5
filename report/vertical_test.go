package report

import "testing"

func TestVertical(t *testing.T) {
	for _, tt := range []struct {
		name, base string
		level
	}{
		{"某市税务局", "某市税务局", levelPlain},
		{"国家税务总局某市税务局", "某市税务局", levelPlain},
		{"国家税务总局某市税务局（本级）", "某市税务局", levelOffice},
		{"某市税务局(市本级)", "某市税务局", levelOffice},
		{"某市税务局机关本级", "某市税务局", levelOffice},
		{"某市税务局（系统）", "某市税务局", levelSystem},
		{"某市税务系统", "某市税务局", levelSystem},
		{"某市税务局（系统，含本级）", "某市税务局", levelSystem},
		{"某海关", "某海关", levelPlain},
		{"中华人民共和国某海关", "某海关", levelPlain},
		{"某关区", "某海关", levelSystem},
		{"某海关关区", "某海关", levelSystem},
		{"某海关（本级）", "某海关", levelOffice},
		{"国家税务总局", "国家税务总局", levelPlain},
		{"某县人民政府机关", "某县人民政府", levelOffice},
		{"某县甲镇人民政府", "某县甲镇人民政府", levelPlain},
		{"某局", "某局", levelPlain},
		{"系统", "系统", levelPlain},
		{"", "", levelPlain},
	} {
		if base, of := vertical(LabelKey(tt.name)); base != tt.base || of != tt.level {
			t.Errorf("%s: %s, %d", tt.name, base, of)
		}
	}
}
