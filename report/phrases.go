package report

import (
	"regexp"
	"strconv"
	"strings"
)

// phrases are what Got and Want say where there is no figure, key or text to
// show, with their English.
var phrases = map[string]string{
	"不加引号的数字":                  "a number without quotation marks",
	"不加引号的年份，如 2023":           "a year without quotation marks, such as 2023",
	"加引号的文字":                   "a string",
	"true 或 false":             "true or false",
	"[ ] 中的一列":                 "an array",
	"{ } 中的各项":                 "an object",
	"文件是空的":                    "the file is empty",
	"文件不完整":                    "the file is cut short",
	"嵌套太深":                     "it is nested too deeply",
	"报告之后还有内容":                 "something follows the report",
	"无效的 UTF-8":                "invalid UTF-8",
	"现为空白":                     "it is blank",
	"现为“无”":                    "it says 无",
	"现为“没有”":                   "it says 没有",
	"现为“暂无”":                   "it says 暂无",
	"没有写问题":                    "it names no problems",
	"没有写改进情况":                  "it names no improvements",
	"空白":                       "nothing",
	"版本不是本程序所用的":               "their version is another",
	"内容有改动或残缺":                 "they were changed or cut",
	"不是年度报告的数据":                "they are no annual report",
	"字节数为奇数":                   "an odd number of bytes",
	remarkBelow:                "move the remark in brackets below the table, as a note",
	missingCell:                "not filled in",
	missingSlash:               "“/” is given",
	missingRow:                 "the whole row is not filled in",
	missingTable:               "the whole table is not filled in",
	"Office 旧版文件（DOC、XLS、WPS）": "a file of an older Office (DOC, XLS, WPS)",
	"二进制文件":                    "a binary file",
	"打印网页的页眉页脚":                "what a browser prints at the edges of pages",
	"表格的标题":                    "the caption of a table",
	"表格之外的文字":                  "text beside the tables",
	"格式中的表格":                   "a table of the form",
	"重复的标题":                    "the title once more",
	"网页标题下的发布信息":               "what a web page has below the title",
	"填表人、审核人等":                 "who filled in and checked the form",
	"网页的按钮、链接":                 "buttons and links of a web page",
	"按结构标记，另一种读法相同":            "by its structure, another reading is the same",
	"按结构标记，没有另一种读法":            "by its structure, there is no other reading",
	"按框线，另一种读法相同":              "by its rules, another reading is the same",
	"按框线，没有另一种读法":              "by its rules, there is no other reading",
	"按附带的数据，已与看到的文字核对":         "by the data that it carries, compared with what is seen",
	"没有读到这一行":                  "the row was not found",
	"这一行不在有框线的表格里":             "the row is in no table with rules",
	"这一页":                      "the page",
	"表格":                       "the table",
	"页上的线条":                    "rules on the page",
	"没有有框线的表格":                 "there is no table with rules",
	"图片":                       "a picture",
	"压缩包的结构不对":                 "the archive is not whole",
	"压缩包中有不该有的文件名":             "a name in the archive is none that may be there",
	"压缩包中有同名的文件":               "two files in the archive have the same name",
	"压缩包的压缩方法未知":               "a method of compression that is not known",
	"压缩的内容解不开":                 "what is compressed cannot be read",
	"缺少这个文件":                   "this file is missing",
	"不是完整的 XML":                "no whole XML",
	"XML 中有 DOCTYPE":           "the XML has a DOCTYPE",
	"指向不存在的文件":                 "it points to a file that is not there",
	"压缩包中的文件":                  "files in the archive",
	"解压后的字节":                   "bytes when decompressed",
	"文件的字节":                    "bytes of the file",
	"XML 嵌套的层次":                "levels of elements in the XML",
	"XML 元素的属性":                "attributes of an element in the XML",
	"XML 的元素":                  "elements in the XML",
	"XML 一处的字节":                "bytes in one place of the XML",
	"XML 的命名空间":                "namespaces in the XML",
	"没有正文":                     "there is no text of a document",
	"文字":                       "characters",
	"一段的字节":                    "bytes of a paragraph",
	"列表的编号":                    "numbers of lists",
	"列表编号的字节":                  "bytes of the number of a list",
	"文字和段落的属性":                 "properties of characters and paragraphs",
	"样式和列表的定义":                 "definitions of styles and lists",
	"表格的列":                     "columns of a table",
	"互相嵌套的表格":                  "tables within each other",
	"修订中删除的文字":                 "text that tracked changes delete",
	"修订中删除的行":                  "rows that tracked changes delete",
	"被合并的单元格遮住的文字":             "text under merged cells",
	"隐藏的行":                     "hidden rows",
	"内容控件的提示文字":                "prompts of content controls",
	"符号字体的字符":                  "characters of a font of symbols",
	"没有结果的域":                   "fields without a result",
	"文本框":                      "text boxes",
	"图表":                       "charts",
	"嵌入的对象":                    "embedded objects",
	"公式":                       "equations",
	"脚注、尾注":                    "footnotes and endnotes",
	"批注":                       "comments",
	"插入的其他文件":                  "other files that are inserted",
	"页眉、页脚":                    "headers and footers",
	"损坏的随附数据":                  "damaged data that go along",
	"HTML 嵌套的层次":               "levels of elements in the HTML",
	"HTML 的元素和属性":              "elements and attributes in the HTML",
	"HTML 的样式":                 "style rules to be matched in the HTML",
	"隐藏的文字":                    "hidden text",
	"删去的文字":                    "text struck out",
	"表单控件":                     "form controls",
	"嵌入的内容":                    "embedded content",
	"导航、页眉和页脚":                 "navigation, header and footer",
	"注音":                       "phonetic annotations",
	"隐藏的工作表":                   "hidden sheets",
	"隐藏的列":                     "hidden columns",
	"打印区域旁边的内容":                "what stands beside the print area",
	"各工作表重复的标题":                "the title once more on other sheets",
	"划去的文字和上下标":                "text that is struck out, superscripts and subscripts",
	"图形（图片、图表、文本框）":            "drawings (pictures, charts, text boxes)",
	"图表工作表":                    "chart sheets",
	"这个 XML 文件不是工作簿":           "this XML is no workbook",
	"行、列的号不对":                  "a number of a row or column that cannot be",
	"单元格的位置不对":                 "a place of a cell that cannot be",
	"合并单元格的范围不对":               "an area of a merged cell that cannot be",
	"单元格的类型未知":                 "a type of a cell that is not known",
	"单元格的数写得不对":                "a number of a cell that is none",
	"单元格的文字不在文件中":              "the text of a cell is not in the file",
	"单元格出现了两次":                 "a cell is there twice",
	"合并单元格互相重叠":                "merged cells overlap",
	"打开它，另存为 XLSX":             "open it and save it as XLSX",
	"打开它，另存为 DOCX":             "open it and save it as DOCX",
	"复合文档的结构不对":                "the compound file is not whole",
	"DOC 的文字读不出":               "the text of the DOC cannot be found",
	"Word 95 文件":               "a file of Word 95 or older",
	"没有读出的自动编号":                "automatic numbers that could not be made out",
	"打开它，另存为网页（HTML）":          "open it and save it as a web page (HTML)",
	"解开它，逐个读取里面的文件":            "unpack it and read the files in it one by one",
	"夹有网页标记的文本":                "text with mark-up of a web page in it",
	"打开它，全选、复制，粘贴到文本文件": "open it, select and copy all, and paste it into a text file",
	"找不到 PDF 的对象目录":     "the table of the PDF's objects is not found",
	"PDF 的对象读不出":        "an object of the PDF cannot be read",
	"PDF 的压缩数据读不出":      "compressed data of the PDF cannot be read",
	"PDF 的页面目录读不出":      "the list of the PDF's pages cannot be read",
	"PDF 的页面内容读不出":      "the content of the page cannot be read",
	"PDF 的结构标签读不出":      "the structure of the PDF cannot be read",
	"PDF 的对象":           "objects of the PDF",
	"PDF 的数据":           "data of the PDF",
	"OFD 里没有页面":         "the OFD has no pages",
	"OFD 里的数写得不对":       "a number in the OFD that is none",
	"OFD 的图形路径写得不对":     "a path of the OFD that cannot be",
	"OFD 的文字里有别的标记":     "a text of the OFD with other elements in it",
	"OFD 的图形、模板相互套用得太多": "too many shapes or templates of the OFD within one another",
	"没有根文件 OFD.xml":     "there is no OFD.xml at its root",
	"签名、印章":             "signatures and seals",
	"文件的其他版本":           "other versions of the file",
	"页":                 "pages",
	"页面上的字":             "characters of the pages",
	"页面上的绘图指令":          "operators of the pages",
	"页面上的线条和图形":         "rules and shapes of the pages",
	"段落和表格的行":           "paragraphs and rows of tables",
	"有文字不在标签之内":         "it does not hold all of the text",
	"有文字在页面之外":          "text stands outside of the page",
	"标签所记的文字与页面上的不同":    "its text is not that of the pages",
	"表格单元格的次序与页面上的不同":   "the cells of a table stand otherwise on the page",
	"合计行":               "rows that add up others",
	"重复的表头":             "repeated heads",
	"表下的说明":             "remarks below the table",
	"水印":                "watermarks",
	"页面以外的文字":           "text outside of the page",
	"行的序号":              "numbers of rows",
	"附件":                "attachments",
	leftBlank:           "a blank of a template that was not filled in",
	leftMarkup:          "mark-up of a web page or a document",
	leftPage:            "a button or a head of a web page",
	leftEmpty:           "nothing is in it",
	leftUnpaired:        "a bracket or quotation mark has no partner",
	badScheme:           "http is followed by ://",
	badWidth:            "full-width characters or Chinese punctuation",
	badSpace:            "a space in it",
	badHost:             "the domain is not whole",
	badWWW:              "it is to begin with www",
	badAt:               "something is to stand before and behind @",
	isIdentityNumber:    "the number of an identity card",
	isBankCardNumber:    "the number of a bank card",
	isMobileNumber:      "a mobile number",
	isPrivateMailbox:    "a private mailbox",
	contactEmpty:        "nothing is filled in",
	contactArea:         "the telephone number lacks the area code",
	contactDigits:       "the telephone number has too many or too few digits",
	contactPostcode:     "a postcode has six digits",
	slashRow:            "“/” is given in the whole row",
	slashTable:          "“/” is given in the whole table",
	noTables:            "no form at all",
	noUnit:              "no unit",
	noUnit + "、元":       "no unit, and yuan",
	noUnit + "、万元":      "no unit, and 10,000 yuan",
	noUnit + "、元、万元":    "no unit, yuan, and 10,000 yuan",
	scopeOfOffice:       "a government's office",
	scopeOfDepartment:   "one department",
	scopeOfGovernment:   "a government with all bodies below it",
	"脚注":                "footnotes",
	"单元格":               "cells",

	// Of ledgers.
	"分段的行":               "rows that name a part",
	"只有序号的行":             "rows that have a number alone",
	"收到日期等各栏都空白的行":       "rows that have nothing in the columns that are read",
	"打开它，另存为 XLSX 或 CSV": "open it and save it as XLSX or CSV",
	"年份要写四位":             "a year has four digits",
	"分不清年、月、日的次序":        "which is the year, the month and the day is not certain",
	"没有年份":               "it has no year",
	"没有写是哪一日":            "it has no day",
	"像是表格软件中日期的序数，请把单元格的格式改为日期": "it looks like the number that a spreadsheet keeps of a date: give the cell the format of one",
	"不止一个日期": "there is more than one date",
	"不是北京时间": "it is not Beijing time",
}

// phrase returns a phrase in English; some stand beside a number or a value.
func phrase(s string) string {
	if english, ok := phrases[s]; ok {
		return english
	}
	if value, ok := strings.CutPrefix(s, unquoted); ok {
		return value + " without quotation marks"
	}
	if value, more, ok := strings.Cut(s, andMore); ok {
		return value + " (and " + strings.TrimSuffix(more, places) + " more)"
	}
	if n, ok := strings.CutSuffix(s, " 万"); ok {
		return n + "0000"
	}
	if edition, ok := strings.CutSuffix(s, formOfEdition); ok {
		return "the form of " + edition
	}
	n, total := strings.CutSuffix(s, totalMayFollow)
	if n, ok := strings.CutSuffix(n, figuresWord); ok {
		if total {
			n += " (the total may follow)"
		}
		return n
	}
	if position.MatchString(s) {
		return strings.TrimSpace(inEnglishUnits.Replace(positionPart.ReplaceAllString(s, " $2 $1")))
	}
	return s
}

// What [Pos.String] returns of a text or a document.
var (
	position       = regexp.MustCompile(`^(?:第 \d+ (?:页|个表|行|段|格|件))+$`)
	positionPart   = regexp.MustCompile(`第 (\d+) (页|个表|行|段|格|件)`)
	inEnglishUnits = strings.NewReplacer("页", "page", "个表", "table", "行", "line", "段", "paragraph", "格", "cell", "件", "application")
)

// difference is how far two whole numbers are apart, or "" where one is none.
func difference(a, b string) string {
	x, err := strconv.ParseInt(a, 10, 64)
	y, err2 := strconv.ParseInt(b, 10, 64)
	if err != nil || err2 != nil {
		return ""
	}
	return strconv.FormatInt(max(x-y, y-x), 10)
}
