package report

const json8259 = "RFC 8259"

// readingRules are found by the builders, by [Decode] and by the readers, which
// have the figures as text.
var readingRules = []Rule{
	{Code: codeCount, Severity: Error, Source: Practice,
		Chinese: "“{got}”不是件数；应填 0 或正整数，最多十二位[；{want}]",
		English: "{got} is not a count; it is to be 0 or a positive integer of at most twelve digits[; {want}]"},
	{Code: codeAmount, Severity: Error, Source: Practice,
		Chinese: "“{got}”不是金额；应填 0 或正数，小数最多六位，如 38.441094[；{want}]",
		English: "{got} is not an amount; it is to be 0 or a positive number of at most six decimals, such as 38.441094[; {want}]"},
	{Code: codeChange, Severity: Error, Source: Practice,
		Chinese: "“{got}”不是增减数；应填整数，可带正负号，如 +3[；{want}]",
		English: "{got} is not a change; it is to be an integer with or without a sign, such as +3[; {want}]"},
	{Code: codeSpelling, Severity: Info, Source: Practice,
		Chinese: "“{got}”读作 {want}",
		English: "{got} is read as {want}"},
	{Code: "F-e", Severity: Error, Source: Practice,
		Chinese: "没有“{got}”这一行[；最相近的是“{want}”]",
		English: "there is no row {got}[; the nearest is {want}]"},
	{Code: "F-f", Severity: Error, Source: Practice,
		Chinese: "同一行给了两次，只应给一次",
		English: "the row is given twice and is to be given once"},
	{Code: "F-g", Severity: Error, Source: Practice,
		Chinese: "这一行有 {got} 个数，应有 {want}",
		English: "the row has {got} figures and is to have {want}"},
	{Code: codeComputed, Severity: Error, Source: Practice,
		Chinese: "总计由各项相加得出，不能填写“{got}”；请改各项的数",
		English: "a total is the sum of its parts and cannot be set to {got}; change the parts"},
	{Code: codeTooLarge, Severity: Error, Source: Practice,
		Chinese: "太大：{got} 字节，最多 {want} 字节",
		English: "too large: {got} bytes, at most {want}"},

	{Code: "J-a", Severity: Error, Source: json8259,
		Chinese: "不是 JSON：{got}",
		English: "not JSON: {got}"},
	{Code: "J-c", Severity: Error, Source: json8259,
		Chinese: "重复的键“{got}”，只能有一个",
		English: "duplicate key {got}; there can be one alone"},
	{Code: codeType, Severity: Error, Source: json8259,
		Chinese: "应是{want}，现为{got}",
		English: "expected {want}, found {got}"},
	{Code: codeEncoding, Severity: Error, Source: json8259,
		Chinese: "文字不是有效的 UTF-8，或含有不成对的代理码点；请另存为 UTF-8 编码",
		English: "text that is not valid UTF-8, or a lone surrogate; save it as UTF-8"},
	{Code: "J-f", Severity: Error, Source: Practice,
		Chinese: "没有“{got}”年版的格式；有 {want}",
		English: "there is no edition {got}; there are {want}"},
	{Code: "J-h", Severity: Error, Source: Practice,
		Chinese: "缺少{got}",
		English: "missing: {got}"},
	{Code: "J-i", Severity: Error, Source: json8259,
		Chinese: "不是 JSON：此处不应有 {got}",
		English: "not JSON: {got} is not expected here"},
}

// The codes that more than one place uses.
const (
	codeSpelling = "I-dk"
	codeCount    = "F-a"
	codeAmount   = "F-b"
	codeChange   = "F-c"
	codeUnit     = "F-d"
	codeComputed = "F-h"
	codeType     = "J-d"
	codeEncoding = "J-e"
	codeTooLarge = "I-c"
	codeKey      = "J-b"
	codeValue    = "J-g"
	codeMissing  = "N-f"
	codeBalance  = "T3-a"
	codeYear     = "R-b"
	codeNoTables = "R-c"
	codeNoDay    = "R-f"
	codeTooLong  = "R-g"
	codeTooMany  = "R-h"
)

// What Got and Want say besides a number or a value.
const (
	figuresWord    = " 个"
	totalMayFollow = "（后面可再写总计）"
	unquoted       = "没加引号的 "
	andMore        = "（另有 "
	places         = " 处）"
	remarkBelow    = "括号里的说明请移到表下作注"
)
