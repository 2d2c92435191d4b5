package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// longestDate is how many characters 二〇二四年十二月三十一日 has.
const longestDate = 12

// agencyEnds are the last characters of the names of agencies.
const agencyEnds = "局委府厅院处中心所站队会办部署室馆司校团关社科街道"

// readSignature takes the issuer and the date from the last blocks.
func (p *parts) readSignature(r *report.Report, n *notes) error {
	p.leaveBehind(r.Agency, n)
	var issuer string
	if end := p.end(); end != nil {
		before, d, ok := datedLine(end.text, r.Agency)
		if ok {
			if err := p.setDate(r, d, end.at, n); err != nil {
				return err
			}
			p.drop()
		}
		if issuer = before; issuer == "" {
			if end := p.end(); end != nil {
				if s := typeset(end.text).text; isIssuer(s, r.Agency, ok) {
					issuer = s
					p.drop()
				}
			}
		}
	}
	r.Issuer = issuer
	if r.Agency == "" && issuer != "" {
		r.Agency = withoutSeal(issuer)
		n.Find(p.title, "I-ad", "", r.Agency, "")
	}
	return nil
}

// leaveBehind leaves out what stands behind the signature: behind the date alone, where no
// sentence does.
func (p *parts) leaveBehind(agency string, n *notes) {
	if p.last == nil {
		return
	}
	all := *p.last
	for i, b := range slices.Backward(all) {
		issuer, _, ok := datedLine(b.text, agency)
		if !ok {
			continue
		}
		signed := issuer != "" || i > 0 && isIssuer(typeset(all[i-1].text).text, agency, true)
		if i+1 < len(all) && (signed || !slices.ContainsFunc(all[i+1:], isSentence)) {
			n.leaveTail(all[i+1:])
			*p.last = all[:i+1]
		}
		return
	}
}

// end is the last block of the input, or nil where that is in a table.
func (p *parts) end() *block {
	if p.last == nil || len(*p.last) == 0 {
		return nil
	}
	return &(*p.last)[len(*p.last)-1]
}

func (p *parts) drop() { *p.last = (*p.last)[:len(*p.last)-1] }

// datedLine reads a date alone or behind the name of the issuer.
func datedLine(s, agency string) (issuer string, d report.Date, ok bool) {
	if d, ok = parseDate(s); ok {
		return "", d, true
	}
	// No more characters are looked at than a date has.
	for end, n := len(s), 0; n < longestDate; n++ {
		end = len(strings.TrimRightFunc(s[:end], unicode.IsSpace))
		_, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
		name := strings.TrimRightFunc(s[:end], unicode.IsSpace)
		if len(name) == end {
			continue
		}
		if d, ok = parseDate(s[end:]); ok && isIssuer(typeset(name).text, agency, true) {
			return typeset(name).text, d, true
		}
	}
	return "", report.Date{}, false
}

// setDate takes the date at the end. Another below the title stays as text.
func (p *parts) setDate(r *report.Report, d report.Date, at pos, n *notes) error {
	if err := checkDate(d, at); err != nil {
		return err
	}
	if p.dateBelow != nil && r.Date != d {
		n.Find(p.dateBelow.at, "I-ah", "", r.Date.String(), d.String())
		p.preface = append([]block{*p.dateBelow}, p.preface...)
	}
	r.Date = d
	return nil
}

// withoutSeal returns the name of the issuer without the words that call for its
// seal.
func withoutSeal(s string) string {
	for _, seal := range [...]string{"（盖章）", "（公章）", "（印章）", "（代章）"} {
		s = strings.TrimSuffix(s, seal)
	}
	return s
}

// isIssuer reports whether the last line, or the one before the date, is the
// name of an agency and no sentence.
func isIssuer(s, agency string, dated bool) bool {
	s = withoutSeal(s)
	if s == "" || strings.ContainsAny(s, "。，；：、？！.;:?!") || strings.HasPrefix(s, "无") {
		return false
	}
	if s == agency {
		return true
	}
	n := utf8.RuneCountInString(s)
	if !dated || n < 3 || n > 40 {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(s)
	return strings.Contains(agency, s) || strings.HasSuffix(s, agency) && agency != "" ||
		strings.ContainsRune(agencyEnds, end)
}
