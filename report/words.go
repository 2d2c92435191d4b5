package report

import (
	"strings"
)

// trimWords cuts the words off the beginning of the text.
func trimWords(text string, words []string) string {
next:
	for _, w := range words {
		if rest, ok := strings.CutPrefix(text, w); ok {
			text = rest
			goto next
		}
	}
	return text
}

// onlyWords reports whether the text is made up of the words.
func onlyWords(text string, words []string) bool { return trimWords(text, words) == "" }

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func hasPrefixAny(text string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func hasSuffixAny(text string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// indexAny returns where the first of the words in the text begins, and which it is, or -1.
func indexAny(text string, words []string) (at int, word string) {
	at = -1
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 && (at < 0 || i < at) {
			at, word = i, w
		}
	}
	return at, word
}
