package fonts

import (
	"cmp"
	"strings"
	"unicode/utf16"
)

// Name IDs, platforms and languages. OpenType spec, "name".
const (
	maxName = 1024 // bytes; longer ones are passed over

	nameCopyright         = 0
	nameFamily            = 1
	nameSubfamily         = 2
	nameUnique            = 3
	nameFull              = 4
	namePostScript        = 6
	nameLicence           = 13
	nameLicenceURL        = 14
	nameTypographicFamily = 16

	platformUnicode   = 0
	platformMacintosh = 1
	platformWindows   = 3

	languageChinese = 0x0804
	languageEnglish = 0x0409
)

// parseNames finds the PostScript name and the family name. A face without a
// name table gets names that a PDF can carry.
func (f *Face) parseNames() error {
	var postScript, family, english rankedName
	err := nameRecords(f.name, func(id, platform, language uint16, rank int, value []byte) {
		switch id {
		case namePostScript:
			postScript.offer(value, platform, rank)
		case nameFamily, nameTypographicFamily:
			family.offerFamily(id, value, platform, rank)
			if language != languageChinese {
				english.offerFamily(id, value, platform, rank)
			}
		}
	})
	if err != nil {
		return err
	}
	f.postScriptName = "Unnamed"
	for _, name := range []rankedName{postScript, english} {
		if s := postScriptName(name.value); s != "" {
			f.postScriptName = s
			break
		}
	}
	f.family = cmp.Or(family.value, f.postScriptName)
	return nil
}

// nameRecords calls use for every record that can be read. t may be nil.
func nameRecords(t []byte, use func(id, platform, language uint16, rank int, value []byte)) error {
	if t == nil {
		return nil
	}
	if len(t) < 6 {
		return tooShort("name", len(t), 6)
	}
	count, storage := int(u16(t, 2)), int(u16(t, 4))
	if need := 6 + 12*count; len(t) < need {
		return tooShort("name", len(t), need)
	}
	for i := range count {
		rec := t[6+12*i:]
		platform, language := u16(rec, 0), u16(rec, 4)
		rank := nameRank(platform, u16(rec, 2), language)
		if rank == 0 {
			continue
		}
		at := storage + int(u16(rec, 10))
		end := at + int(u16(rec, 8))
		if end > len(t) {
			continue // a face is not refused for a name
		}
		use(u16(rec, 6), platform, language, rank, t[at:end])
	}
	return nil
}

// nameRank says how welcome a name record is, 0 for one that cannot be read.
// Ranks are two apart.
func nameRank(platform, encoding, language uint16) int {
	switch {
	case platform == platformWindows && (encoding == 0 || encoding == 1 || encoding == 10):
		switch language {
		case languageChinese:
			return 8
		case languageEnglish:
			return 6
		}
		return 4
	case platform == platformUnicode:
		return 4
	case platform == platformMacintosh && encoding == 0:
		return 2
	}
	return 0
}

// rankedName is the best of the names that were offered.
type rankedName struct {
	value string
	rank  int
}

func (n *rankedName) offer(value []byte, platform uint16, rank int) {
	if rank <= n.rank || len(value) > maxName {
		return
	}
	if s := decodeName(value, platform); s != "" {
		n.value, n.rank = s, rank
	}
}

// offerFamily offers a name where it is that of a family; a typographic one is
// better than another of its language.
func (n *rankedName) offerFamily(id uint16, value []byte, platform uint16, rank int) {
	switch id {
	case nameFamily:
		n.offer(value, platform, rank)
	case nameTypographicFamily:
		n.offer(value, platform, rank+1)
	}
}

// decodeName decodes UTF-16BE, or on the Macintosh platform ASCII. Control
// characters are left out.
func decodeName(b []byte, platform uint16) string {
	var runes []rune
	if platform == platformMacintosh {
		for _, c := range b {
			if c > 0x7E {
				return ""
			}
			runes = append(runes, rune(c))
		}
	} else {
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = u16(b, 2*i)
		}
		runes = utf16.Decode(units)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xFFFD {
			return -1
		}
		return r
	}, string(runes)))
}

// postScriptName keeps what the spec allows in name ID 6: at most 63 printable
// ASCII characters but for [](){}<>/% and, as in PDF names, #.
func postScriptName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune("[](){}<>/%#", r) {
			return -1
		}
		return r
	}, s)
	return s[:min(len(s), 63)]
}
