package report

// looksRules are found by package render.
var looksRules = []Rule{
	{Code: "L-a", Severity: Info, Source: "GB/T 9704—2012",
		Chinese: "没有{want}的字体，以“{got}”代替",
		English: "there is no face for {want}; {got} stands in for it"},
	{Code: "L-b", Severity: Info, Source: "GB/T 9704—2012",
		Chinese: "所用字体中没有这些字：{got}；取自“{want}”",
		English: "the face has none of these characters: {got}; they are taken from {want}"},
}
