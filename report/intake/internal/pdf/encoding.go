package pdf

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// predefined returns a CMap of 9.7.5.2 that needs no table: its codes are those of a
// character set.
func predefined(n string) (m *cmap, text func(c uint32, bytes int) string, ascii uint32, ok bool) {
	set, vertical := strings.CutSuffix(n, "-V")
	set = strings.TrimSuffix(set, "-H")
	m = &cmap{vertical: vertical}
	switch {
	case set == "Identity":
		return &cmap{spaces: identity.spaces, cids: identity.cids, vertical: vertical}, nil, 0, true
	case strings.HasPrefix(set, "Uni") && strings.Contains(set, "-UCS2"):
		m.spaces = []codeSpace{{2, 0, 0xFFFF}}
		text = codePoint
	case strings.HasPrefix(set, "Uni") && strings.HasSuffix(set, "-UTF16"):
		m.spaces = []codeSpace{{2, 0, 0xD7FF}, {2, 0xE000, 0xFFFF}, {4, 0xD800DC00, 0xDBFFDFFF}}
		text = func(c uint32, n int) string {
			return decodeUTF16(string([]byte{byte(c >> 24), byte(c >> 16), byte(c >> 8), byte(c)}[4-n:]), 0)
		}
	case strings.HasPrefix(set, "Uni") && strings.HasSuffix(set, "-UTF32"):
		m.spaces = []codeSpace{{4, 0, 0x0010FFFF}}
		text = codePoint
	case set == "GB-EUC", set == "GBpc-EUC", set == "GBK-EUC", set == "GBKp-EUC", set == "GBK2K":
		m.spaces = []codeSpace{{1, 0, 0x80}, {2, 0x8140, 0xFEFE}}
		if set == "GBK2K" {
			m.spaces = append(m.spaces, codeSpace{4, 0x81308130, 0xFE39FE39})
		}
		text = func(c uint32, n int) string {
			return decoded(simplifiedchinese.GB18030, []byte{byte(c >> 24), byte(c >> 16), byte(c >> 8), byte(c)}[4-n:])
		}
		if set == "GB-EUC" || set == "GBK-EUC" {
			return m, text, 814, true
		}
	default:
		return nil, nil, 0, false
	}
	return m, text, 1, true
}

func codePoint(c uint32, _ int) string { return string(rune(c)) }

// decoded returns text in an encoding, or "".
func decoded(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil || strings.ContainsRune(string(out), '\uFFFD') {
		return ""
	}
	return string(out)
}

// simpleEncoding returns the characters of an encoding of single bytes (annex D).
func simpleEncoding(n name) (m [256]string) {
	switch n {
	case "WinAnsiEncoding":
		for c := 32; c < 256; c++ {
			m[c] = decoded(charmap.Windows1252, []byte{byte(c)})
		}
	case "MacRomanEncoding":
		for c := 32; c < 256; c++ {
			m[c] = decoded(charmap.Macintosh, []byte{byte(c)})
		}
	default:
		for c := 32; c < 127; c++ {
			m[c] = string(rune(c))
		}
		m['\''], m['`'] = "’", "‘"
		c := 0xA1
		for _, r := range "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\x00–†‡·\x00¶•‚„”»…‰\x00¿" {
			if r != 0 {
				m[c] = string(r)
			}
			c++
		}
		m[0xD0] = "—"
	}
	return m
}

// glyphText returns what a glyph's name stands for, by the names of the Adobe Glyph List
// that texts in Chinese have, or "".
func glyphText(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if len(n) == 1 && ('a' <= n[0]|0x20 && n[0]|0x20 <= 'z') {
		return n
	}
	if s, ok := glyphNames[n]; ok {
		return s
	}
	hex, four := strings.CutPrefix(n, "uni")
	if !four {
		var ok bool
		if hex, ok = strings.CutPrefix(n, "u"); !ok || len(hex) < 4 || len(hex) > 6 {
			return ""
		}
	} else if len(hex) < 4 || len(hex)%4 != 0 || len(hex) > 16 {
		return ""
	}
	var out strings.Builder
	for len(hex) > 0 {
		n := len(hex)
		if four {
			n = 4
		}
		v, err := strconv.ParseUint(hex[:n], 16, 32)
		if err != nil {
			return ""
		}
		out.WriteRune(rune(v))
		hex = hex[n:]
	}
	return out.String()
}

var glyphNames = func() map[string]string {
	m := map[string]string{}
	runes := []rune(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~0123456789‘’“”–—…•·©®°±×÷§¶¥£€¢\u00a0\u00adﬁﬂ‹›«»†‡‰√−⁄¬µ′″→←■□●○◆◇▲△★☆№℃")
	for i, n := range strings.Fields(`space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright
		asterisk plus comma hyphen period slash colon semicolon less equal greater question at bracketleft backslash
		bracketright asciicircum underscore grave braceleft bar braceright asciitilde
		zero one two three four five six seven eight nine
		quoteleft quoteright quotedblleft quotedblright endash emdash ellipsis bullet periodcentered copyright registered
		degree plusminus multiply divide section paragraph yen sterling Euro cent nbspace sfthyphen fi fl guilsinglleft
		guilsinglright guillemotleft guillemotright dagger daggerdbl perthousand radical minus fraction logicalnot mu
		minute second arrowright arrowleft filledbox H22073 H18533 circle filleddiamond lozenge triagup H18551 blackstar whitestar
		afii61352 centigrade`) {
		m[n] = string(runes[i])
	}
	return m
}()
