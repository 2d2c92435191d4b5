package report

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// What is wrong with an address, for [Fault.Got].
const (
	badScheme = "http 后面应为 ://"
	badWidth  = "含有全角字符或中文标点"
	badSpace  = "中间有空格"
	badHost   = "域名不完整"
	badWWW    = "开头应为 www"
	badAt     = "“@”前后应各有一段"
)

// checkAddresses checks X-c: web addresses and mailboxes are well-formed.
func checkAddresses(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		told := 0
		for start, end := range addresses(p.text) {
			if got, want := judgeAddress(p.text, start, end); got != "" {
				find(Fault{Path: p.at.pointer(), Got: got, Want: want, Quote: p.text[start:end]})
				if told++; told == mostTold {
					break
				}
			}
		}
	}
}

// addresses yields where what looks like web addresses and mailboxes begins and ends, with
// the spaces and Chinese punctuation that broke into them.
func addresses(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(text); {
			c, size := rune(text[i]), 1
			if c >= utf8.RuneSelf {
				if text[i] != 0xEF { // no full-width character
					i += widthOf(text[i])
					continue
				}
				c, size = utf8.DecodeRuneInString(text[i:])
			}
			if !isAlnum(narrow(c)) && narrow(c) != '@' {
				i += size
				continue
			}
			end := wordEnd(text, i)
			if start, ok := addressIn(text, i, end); ok {
				for more := addressEnd(text, start, end); more > end; more = addressEnd(text, start, end) {
					end = more
				}
				if !yield(start, end) {
					return
				}
			}
			i = end
		}
	}
}

// narrow returns the half-width form of a full-width character of ASCII.
func narrow(c rune) rune {
	if c >= '！' && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

func isAlnum(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// wordEnd returns where a run of the characters of addresses ends.
func wordEnd(text string, start int) int {
	end := start
	for i := start; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		n := narrow(c)
		switch {
		case isAlnum(n) || strings.ContainsRune("-_/@.%?=&#~+", n) || c == ':' || c == '\\' || n == ';' && strings.HasPrefix(text[i+size:], "//"):
		case c == '：' && (strings.HasPrefix(text[i+size:], "/") || strings.HasPrefix(text[i+size:], "／")):
		default:
			return end
		}
		i += size
		if !strings.ContainsRune(".:-?#&;", n) { // these end no address
			end = i
		}
	}
	return end
}

// addressIn returns where an address begins in a word, if there is one.
func addressIn(text string, start, end int) (int, bool) {
	word := text[start:end]
	if strings.ContainsAny(word, "@＠") {
		if i := strings.LastIndexAny(word[:strings.IndexAny(word, "@＠")], ":：/"); i >= 0 {
			_, size := utf8.DecodeRuneInString(word[i:])
			start += i + size
		}
		return start, true
	}
	lower := strings.ToLower(width.Narrow.String(word))
	if len(lower) != len(word) { // full-width: it is judged as a whole
		return start, strings.Contains(lower, "www") || strings.Contains(lower, "http")
	}
	if i := strings.Index(lower, "http"); i >= 0 {
		return start + i, i+4 == len(lower) && end < len(text) && strings.ContainsAny(text[end:min(len(text), end+1)], ":;.") || i+4 < len(lower) && strings.ContainsAny(lower[i+4:min(len(lower), i+6)], ":/\\;.w")
	}
	if i := strings.Index(lower, "://"); i >= 0 {
		first := strings.LastIndexFunc(lower[:i], func(c rune) bool { return !isAlnum(c) }) + 1
		return start + first, lower[first:i] != "ftp"
	}
	for _, scheme := range badSchemes {
		if rest, ok := strings.CutPrefix(lower, scheme); ok && strings.HasPrefix(strings.TrimLeft(rest, ":"), "/") {
			return start, true
		}
	}
	if i := strings.Index(lower, "www"); i >= 0 && (i == 0 || !isAlnum(rune(lower[i-1])) || lower[i-1] == 'w') {
		return start + strings.LastIndexFunc(lower[:i], func(c rune) bool { return c != 'w' }) + 1, len(lower) > i+3 || hasPrefixAny(text[end:], []string{"。", "．", "，", ",", "、"})
	}
	return start, strings.HasPrefix(lower, "ww.") && strings.Contains(lower, ".gov")
}

// badSchemes are misprints of http and https.
var badSchemes = []string{"htp", "htpp", "hppt", "hhtp", "htttp", "httpp", "hpps", "htps", "htpps", "ttp", "ttps", "hptt", "hpptt"}

// brokenLabels are the labels of a host before which one looks for what broke it.
var brokenLabels = []string{"gov", "cn", "com", "net", "org", "edu", "163", "126", "qq", "sina"}

// addressEnd returns where an address goes on behind a space or a Chinese punctuation mark
// that broke into it, or its end.
func addressEnd(text string, start, end int) int {
	rest := text[end:]
	c, size := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune("。，、,． .:：/", c) || size == 0 {
		return end
	}
	behind := strings.TrimLeft(rest, "。，、,． .:：/")
	label := behind[:len(behind)-len(strings.TrimLeftFunc(behind, isAlnum))]
	gap := rest[:len(rest)-len(behind)]
	word := text[start:end]
	spaced := strings.Trim(gap, ".:/ ") == "" && strings.Contains(gap, " ")
	host := strings.Contains(strings.ToLower(word), "gov.cn") || strings.Contains(word, ".com")
	switch {
	case label == "" || host && word != "www" || strings.Count(gap, " ") > 2:
		return end
	case spaced && gap[0] == ' ' && !slices.Contains(brokenLabels[:6], label) && !strings.HasSuffix(word, "//") && !strings.HasSuffix(word, "@"):
		return end
	case !spaced && !strings.EqualFold(word, "www") && !slices.Contains(brokenLabels, strings.ToLower(label)):
		return end
	}
	return wordEnd(text, len(text)-len(behind))
}

// points are what people write for the point of a host.
var points = strings.NewReplacer("。", ".", "，", ".", "、", ".", ",", ".", "．", ".")

// judgeAddress says what is wrong with an address, and what it may be meant to be.
func judgeAddress(text string, start, end int) (got, want string) {
	word := text[start:end]
	plain := strings.ToLower(width.Narrow.String(points.Replace(word)))
	after := firstRune(text[end:])
	if strings.Contains(plain, "@") {
		return judgeMailbox(text, start, end, plain)
	}
	mended := strings.ReplaceAll(plain, " ", "")
	got = judgeWeb(mended)
	if got == badHost && unicode.Is(unicode.Han, after) && strings.HasSuffix(mended, "/") {
		return "", "" // a name in Chinese follows
	}
	switch {
	case strings.Contains(word, " "):
		got = badSpace
	case got == "" && mended != strings.ToLower(word):
		got = badWidth
	}
	if got == "" {
		return "", ""
	}
	if scheme := strings.TrimLeftFunc(mended, func(c rune) bool { return strings.ContainsRune("htps", c) }); got == badScheme && len(scheme) < len(mended) {
		rest := strings.TrimLeft(scheme, ":/\\;.")
		s := "http://"
		if before := mended[:len(mended)-len(scheme)]; len(before) > 4 && before[len(before)-1] == 's' {
			s = "https://"
		}
		mended = s + rest
	}
	if got == badWWW {
		mended = "www." + mended[strings.IndexByte(mended, '.')+1:]
	}
	if judgeWeb(mended) == "" && mended != word {
		want = mended
	}
	return got, want
}

// judgeWeb says what is wrong with a web address in small letters of half width.
func judgeWeb(s string) string {
	if letters := len(s) - len(strings.TrimLeft(s, "htps")); letters > 1 && !strings.HasPrefix(s, "www") {
		scheme := s[:letters]
		if rest, ok := strings.CutPrefix(s[letters:], "://"); ok && (scheme == "http" || scheme == "https") {
			s = rest
		} else if scheme != "http" && scheme != "https" && !slices.Contains(badSchemes, scheme) {
			return ""
		} else {
			return badScheme
		}
	}
	host := s
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		host = s[:i]
	}
	host, _, _ = strings.Cut(host, ":")
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if l == "" || strings.IndexFunc(l, func(c rune) bool { return !isAlnum(c) && c != '-' && c != '_' }) >= 0 {
			return badHost
		}
	}
	last := labels[len(labels)-1]
	switch {
	case len(labels) == 4 && strings.Trim(host, "0123456789.") == "":
		return ""
	case len(labels) < 2, len(last) < 2, len(last) > 6 && !strings.HasPrefix(last, "xn--"), strings.ContainsAny(last, "0123456789") && !strings.HasPrefix(last, "xn--"):
		return badHost
	case slices.Contains(badDomains, last), slices.Contains(labels, "gov") && last != "cn":
		return badHost
	case strings.Trim(labels[0], "w") == "" && labels[0] != "www":
		return badWWW
	}
	return ""
}

// badDomains are misprints of .com and .cn.
var badDomains = []string{"con", "cmo", "ocm", "vom", "comn", "comm", "cnn", "cn1"}

// judgeMailbox says what is wrong with a mailbox.
func judgeMailbox(text string, start, end int, plain string) (got, want string) {
	word := text[start:end]
	local, domain, _ := strings.Cut(plain, "@")
	after := firstRune(text[end:])
	before := strings.TrimRight(text[:start], " ")
	spaced := len(before) < start && before != "" && isAlnum(rune(before[len(before)-1]))
	switch {
	case local == "" && (!strings.Contains(domain, ".") || spaced && len(domain) == 0):
		return "", "" // the name of an account: @青石发布
	case local == "" && spaced, strings.Contains(word, " "):
		return badSpace, ""
	case domain == "" && unicode.Is(unicode.Han, after):
		return "", ""
	case local == "", domain == "", strings.Contains(domain, "@"):
		return badAt, ""
	}
	switch judgeWeb("www." + domain) {
	case "":
	default:
		return badHost, ""
	}
	if !strings.Contains(domain, ".") {
		return badHost, ""
	}
	if mended := local + "@" + domain; mended != strings.ToLower(word) {
		return badWidth, mended
	}
	return "", ""
}
