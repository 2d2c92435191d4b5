package intake

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// visible returns a text without invisible characters, and with the characters for
// radicals and for compatibility, which PDF files made by browsers and word processors
// hold in the place of common ones, made these.
func (n *notes) visible(s string, at pos) string {
	if t := invisible.Replace(s); t != s {
		n.Repair("I-ab", utf8.RuneCountInString(s)-utf8.RuneCountInString(t), at)
		s = t
	}
	t, places := foldIdeographs(s)
	n.Repair("I-be", places, at)
	return t
}

// foldIdeographs makes the characters of Unicode's blocks of radicals and of
// compatibility ideographs those that they stand for, and returns in how many places.
// Nothing else is normalised: ² is not 2.
func foldIdeographs(s string) (folded string, places int) {
	if !strings.ContainsFunc(s, isCompatibility) {
		return s, 0
	}
	var b strings.Builder
	for _, r := range s {
		t := string(r)
		if isCompatibility(r) {
			if u, ok := radicals()[r]; ok {
				t = string(u)
			} else {
				t = norm.NFKC.String(t)
			}
			if t != string(r) {
				places++
			}
		}
		b.WriteString(t)
	}
	return b.String(), places
}

// isCompatibility reports whether the character is of the blocks CJK Radicals
// Supplement, Kangxi Radicals or CJK Compatibility Ideographs.
func isCompatibility(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FDF || r >= 0xF900 && r <= 0xFAFF
}

// radicals are the characters that those of the block CJK Radicals Supplement stand
// for, but for strokes outside the Basic Multilingual Plane; no normalisation form
// has them (Unicode's Equivalent_Unified_Ideograph).
var radicals = sync.OnceValue(func() map[rune]rune {
	const pairs = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫" +
		"⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶" +
		"⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
	of := map[rune]rune{}
	for pair := range slices.Chunk([]rune(pairs), 2) {
		of[pair[0]] = pair[1]
	}
	return of
})
