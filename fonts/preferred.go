package fonts

import (
	"strings"

	"github.com/nianbao/nianbao/report/doc"
)

// preference is the faces that text of a role is set in.
type preference struct {
	weight int // usWeightClass that suits the role best
	// anyWeight takes the face whatever weight it claims: makers do not agree on
	// what 小标宋 weighs.
	anyWeight bool
	// names are the faces, the best first: on each line what one face is called in
	// Chinese and in English. Case, spaces, hyphens and underscores do not count.
	names [][]string
}

// preferred is the faces by role. GB/T 9704-2012 and the word processors of
// agencies name the first of each; then come those of the same design from
// Windows, Founder, CESI (Kylin and UOS), macOS, Office and WPS, and the free ones.
var preferred = [doc.NumRoles]preference{
	doc.FangSong: {weight: 400, names: [][]string{
		{"仿宋_GB2312", "FangSong_GB2312"},
		{"仿宋", "FangSong"},
		{"方正仿宋_GB2312", "FZFangSong_GB2312"},
		{"方正仿宋简体", "方正仿宋简", "FZFangSong-Z02S"},
		{"方正仿宋_GBK", "FZFangSong-Z02"},
		{"方正公文仿宋", "FZDocFangSong"},
		{"CESI仿宋-GB2312", "CESI_FS_GB2312"},
		{"CESI仿宋-GB18030", "CESI_FS_GB18030"},
		{"CESI仿宋-GB13000", "CESI_FS_GB13000"},
		{"华文仿宋", "STFangsong"},
		{"朱雀仿宋", "Zhuque Fangsong"},
		{"FandolFang"},
	}},
	doc.XiaoBiaoSong: {weight: 600, anyWeight: true, names: [][]string{
		{"方正小标宋简体", "方正小标宋简", "FZXiaoBiaoSong-B05S"},
		{"方正小标宋_GBK", "FZXiaoBiaoSong-B05"},
		{"方正小标宋", "FZXiaoBiaoSong"},
		{"方正公文小标宋", "FZDocXiaoBiaoSong"},
		{"CESI小标宋-GB2312", "CESI_XBS_GB2312"},
		{"CESI小标宋-GB18030", "CESI_XBS_GB18030"},
		{"CESI小标宋-GB13000", "CESI_XBS_GB13000"},
	}},
	doc.HeiTi: {weight: 500, names: [][]string{
		{"黑体", "SimHei"},
		{"方正黑体简体", "方正黑体简", "FZHei-B01S"},
		{"方正黑体_GBK", "FZHei-B01"},
		{"方正公文黑体", "FZDocHei"},
		{"CESI黑体-GB2312", "CESI_HT_GB2312"},
		{"CESI黑体-GB18030", "CESI_HT_GB18030"},
		{"CESI黑体-GB13000", "CESI_HT_GB13000"},
		{"华文黑体", "STHeiti"},
		{"汉仪中黑KW", "HYZhongHeiKW"},
		{"黑体-简", "Heiti SC"},
		{"思源黑体", "思源黑体 CN", "Source Han Sans SC", "Source Han Sans CN"},
		{"Noto Sans CJK SC"},
		{"Noto Sans SC"},
	}},
	doc.KaiTi: {weight: 400, names: [][]string{
		{"楷体_GB2312", "KaiTi_GB2312"},
		{"楷体", "KaiTi"},
		{"方正楷体_GB2312", "FZKai_GB2312"},
		{"方正楷体简体", "方正楷体简", "FZKai-Z03S"},
		{"方正楷体_GBK", "FZKai-Z03"},
		{"方正公文楷体", "FZDocKai"},
		{"CESI楷体-GB2312", "CESI_KT_GB2312"},
		{"CESI楷体-GB18030", "CESI_KT_GB18030"},
		{"CESI楷体-GB13000", "CESI_KT_GB13000"},
		{"华文楷体", "STKaiti"},
		{"汉仪楷体KW", "HYKaiTiKW"},
		{"楷体-简", "Kaiti SC"},
		{"霞鹜文楷", "LXGW WenKai"},
		{"霞鹜文楷 GB", "LXGW WenKai GB"},
		{"FandolKai"},
	}},
	doc.Song: {weight: 400, names: [][]string{
		{"宋体", "SimSun"},
		{"新宋体", "NSimSun"},
		{"方正书宋简体", "方正书宋简", "FZShuSong-Z01S"},
		{"方正书宋_GBK", "FZShuSong-Z01"},
		{"CESI宋体-GB2312", "CESI_SS_GB2312"},
		{"CESI宋体-GB18030", "CESI_SS_GB18030"},
		{"CESI宋体-GB13000", "CESI_SS_GB13000"},
		{"华文宋体", "STSong"},
		{"汉仪书宋二KW", "HYShuSongErKW"},
		{"宋体-简", "Songti SC"},
		{"思源宋体", "思源宋体 CN", "Source Han Serif SC", "Source Han Serif CN"},
		{"Noto Serif CJK SC"},
		{"Noto Serif SC"},
		{"FandolSong"},
	}},
}

// preferredFallback is the faces for rare characters, the most welcome first.
var preferredFallback = [][]string{
	{"宋体-ExtB", "SimSun-ExtB"},
	{"宋体-ExtG", "SimSun-ExtG"},
	{"宋体-方正超大字符集", "方正宋体-超大字符集", "SimSun (Founder Extended)"},
	{"花園明朝A", "HanaMinA"},
	{"花園明朝B", "HanaMinB"},
}

// nameKey makes names alike that differ only in what does not count.
func nameKey(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, name))
}
