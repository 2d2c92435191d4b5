package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report/doc"
)

// Revision says that the report corrects one that was published (更正), which is kept and
// not overwritten. The zero Revision is none. Whether it is printed is for the caller to
// say: see [Report.AppendNote].
type Revision struct {
	Number int    // 1 is the first correction of the report (第一次更正), at most 99
	Reason string // 更正原因: what was corrected, and why
	Date   Date   // on which the corrected report is published (重新公布); the zero Date is not known
}

// maxRevision is the last correction that there is a number for.
const maxRevision = 99

// ordinal is the number of a revision as a field of the JSON.
type ordinal int

func (x *Revision) fields() []field {
	return []field{
		{key: keyNumber, label: "更正次数", value: (*ordinal)(&x.Number)},
		{key: "reason", label: "更正原因", value: &x.Reason, omit: true},
		{key: "date", label: "更正日期", value: &x.Date, omit: true},
	}
}

const (
	keyRevision   = "revision"
	labelRevision = "更正"
	keyNumber     = "number" // required in a revision
)

// Note returns the note that tells of the correction, as it is printed, or "" for the
// zero Revision: （更正说明：本报告经第一次更正，于2024年3月5日重新公布。更正原因：……。）
func (x Revision) Note() string {
	if x == (Revision{}) {
		return ""
	}
	var b strings.Builder
	b.WriteString("（更正说明：本报告经第" + chineseNumber(x.Number) + "次更正")
	if x.Date.given() {
		b.WriteString("，于" + x.Date.String() + "重新公布")
	}
	b.WriteString("。")
	if reason := strings.TrimSuffix(strings.TrimSpace(x.Reason), "。"); reason != "" {
		b.WriteString("更正原因：" + reason + "。")
	}
	b.WriteString("）")
	return b.String()
}

// ParseNote reads what [Revision.Note] writes; ok is false for another text. Whether
// there is such a day is not looked at.
func ParseNote(s string) (x Revision, ok bool) {
	m := note.FindStringSubmatch(s)
	if m == nil || strings.Count(s, "（") != strings.Count(s, "）") {
		return Revision{}, false
	}
	for x.Number = 1; chineseNumber(x.Number) != m[1]; x.Number++ {
		if x.Number == maxRevision {
			return Revision{}, false
		}
	}
	x.Date.Year, _ = strconv.Atoi(m[2])
	x.Date.Month, _ = strconv.Atoi(m[3])
	x.Date.Day, _ = strconv.Atoi(m[4])
	x.Reason = m[5]
	return x, true
}

var note = regexp.MustCompile(`^（更正说明：本报告经第([一二三四五六七八九十]{1,3})次更正(?:，于(\d{4})年(\d{1,2})月(\d{1,2})日重新公布)?。(?:更正原因：(.+)。)?）$`)

// AppendNote appends the note on the report's Revision, where there is one, to a document
// that [Report.Document] made of it: below the signature, as a 附注 (GB/T 9704-2012,
// 7.3.6, cited from memory).
func (r *Report) AppendNote(d *doc.Document) {
	if text := r.Revision.Note(); text != "" {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.Body, Runs: doc.Text(text), Source: "/" + keyRevision})
	}
}

// HasNote reports whether [Report.AppendNote] has appended a note to the document.
func HasNote(d *doc.Document) bool {
	return slices.ContainsFunc(d.Blocks, func(b doc.Block) bool {
		p, ok := b.(*doc.Paragraph)
		return ok && p.Source == "/"+keyRevision
	})
}

// reissued reports whether the date may be that of the corrected report, and not that of
// the one that was published first.
func (x *Revision) reissued(d Date) bool { return x.Number > 0 && !d.before(x.Date) }
