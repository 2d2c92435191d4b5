package intake

import (
	"strings"
	"testing"
)

// TestTypeset puts paragraphs right and counts the places of punctuation, spaces and
// quotation marks.
func TestTypeset(t *testing.T) {
	for _, c := range []struct {
		in, want                    string
		punctuation, spaces, quotes int
	}{
		{"2023 年, 区政务", "2023年，区政务", 1, 2, 0},
		{"收到1,234件, 占38.44 %", "收到1,234件，占38.44 %", 1, 1, 0},
		{"上午 9:30 至 10:30; 下午休息", "上午9:30至10:30；下午休息", 1, 4, 0},
		{"见 http://gk.example.gov.cn/a,b?c=1, 或致函", "见 http://gk.example.gov.cn/a,b?c=1，或致函", 1, 1, 0},
		{"见http://gk.example.gov.cn/a)。", "见http://gk.example.gov.cn/a）。", 1, 0, 0},
		{"见 www.example.gov.cn 或其他", "见 www.example.gov.cn 或其他", 0, 0, 0},
		{"见www.example.gov.cn,或a@b.cn,均可", "见www.example.gov.cn，或a@b.cn，均可", 2, 0, 0},
		{"邮箱:a.b@example.gov.cn", "邮箱：a.b@example.gov.cn", 1, 0, 0},
		{"使用 WPS Office (11.1) 制作", "使用WPS Office（11.1）制作", 2, 3, 0},
		{"Word, Excel (2016)", "Word, Excel (2016)", 0, 0, 0},
		{"Word  Excel", "Word Excel", 0, 0, 0},
		{`推行"最多跑一次"改革`, "推行“最多跑一次”改革", 0, 0, 2},
		{`"a"与"b"`, "“a”与“b”", 0, 0, 4},
		{`称"a b"的`, "称“a b”的", 0, 0, 2},
		{`a "b" c`, `a "b" c`, 0, 0, 0},
		{`屏幕15"大`, `屏幕15"大`, 0, 0, 0},
		{"信 息 公 开", "信息公开", 0, 3, 0},
		{"国办公开办函〔2021〕30号(以下简称《格式》)", "国办公开办函〔2021〕30号（以下简称《格式》）", 2, 0, 0},
		{"全(a)角", "全（a）角", 2, 0, 0},
		{"（a)b", "（a）b", 1, 0, 0},
		{"(a）b", "（a）b", 1, 0, 0},
		{"a)，b", "a），b", 1, 0, 0},
		{"a) b", "a) b", 0, 0, 0},
		{"((a)字)", "（（a）字）", 4, 0, 0},
		{"地址：青石路1号 邮编：467000 电话：0375-1234567", "地址：青石路1号 邮编：467000 电话：0375-1234567", 0, 0, 0},
		{"青石路1号 联系电话：1 和", "青石路1号 联系电话：1和", 0, 1, 0},
		{"是吗?好!", "是吗？好！", 2, 0, 0},
		{"比例3:2", "比例3:2", 0, 0, 0},
		{"第一;第二:第三", "第一；第二：第三", 2, 0, 0},
		{"1. 加强培训", "1.加强培训", 0, 1, 0},
		{"渠道\t数量", "渠道 数量", 0, 0, 0},
		{"（一）\t主动", "（一）主动", 0, 1, 0},
		{"12.\t主动", "12.主动", 0, 1, 0},
		{"，\t主动", "，主动", 0, 1, 0},
		{"主动 “公开”", "主动“公开”", 0, 1, 0},
		{"a　，b", "a，b", 0, 1, 0},
		{"f(x) = 1, 2", "f(x) = 1, 2", 0, 0, 0},
		{"(一", "（一", 1, 0, 0},
		{"(a", "(a", 0, 0, 0},
		{"一 ", "一", 0, 0, 0},
		{" 一", "一", 0, 0, 0},
		{"９ a", "９ a", 0, 0, 0},
		{"：a", "：a", 0, 0, 0},
		{"： a", "：a", 0, 1, 0},
		{"…… 12", "……12", 0, 1, 0},
		{"", "", 0, 0, 0},
	} {
		got, want := typeset(c.in), setting{c.want, c.punctuation, c.spaces, c.quotes}
		if got != want {
			t.Errorf("%q: %+v, want %+v", c.in, got, want)
		}
		if strings.Contains(c.in, "\t") {
			continue // between columns
		}
		if again := typeset(c.want); again != (setting{text: c.want}) {
			t.Errorf("%q changes again: %+v", c.want, again)
		}
	}
}
