package docx

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// Font is a family of one or two faces that goes along with a document.
type Font struct {
	// Family is the name of the family in the font files: 31 characters at most,
	// as many as w:name of a font holds.
	Family string
	// Regular and Bold are TrueType files with the characters that the document
	// sets in them. One of them may be nil.
	Regular, Bold []byte
	// Roles are the typefaces that it stands for.
	Roles []doc.Role
	// Lends are the characters of other roles that are set in it, because the
	// face that stands for the role does not have them.
	Lends []Lent
}

// Lent is characters of a role, in bold text or in plain text.
type Lent struct {
	Role  doc.Role
	Bold  bool
	Chars string
}

// embedding is the fonts of a package. A nil one has none.
type embedding struct {
	faces []face
	files []fontFile
	lent  map[lentRune]string // → family
}

// face is an embedded family; regular and bold are indices in files, or -1.
type face struct {
	Font
	regular, bold int
}

type lentRune struct {
	role doc.Role
	bold bool
	char rune
}

// fontFile is an obfuscated font and its key.
type fontFile struct {
	key   string // a GUID in braces
	odttf []byte
}

// embed makes the fonts ready. A file that several families share is there once.
func embed(fonts []Font) (*embedding, error) {
	if len(fonts) == 0 {
		return nil, nil
	}
	e := &embedding{lent: map[lentRune]string{}}
	var taken [doc.NumRoles]bool
	families := map[string]bool{}
	for _, f := range fonts {
		switch {
		case f.Family == "" || families[f.Family]:
			return nil, &Error{fmt.Sprintf("要嵌入的字体没有名称，或与另一个同名：“%s”", f.Family), fmt.Sprintf("a font to embed has no family name, or that of another: %q", f.Family)}
		case utf8.RuneCountInString(f.Family) > maxFamily || !utf8.ValidString(f.Family) || strings.ContainsFunc(f.Family, func(r rune) bool { return r < ' ' || doc.Forbidden(r) }):
			return nil, &Error{fmt.Sprintf("要嵌入的字体的名称%q超过 %d 个字符，或有不能印出的字符", f.Family, maxFamily), fmt.Sprintf("the family name %q of a font to embed has more than %d characters, or one that cannot be printed", f.Family, maxFamily)}
		case f.Regular == nil && f.Bold == nil:
			return nil, &Error{fmt.Sprintf("要嵌入的字体“%s”没有文件", f.Family), fmt.Sprintf("the font %q has no file to embed", f.Family)}
		}
		families[f.Family] = true
		for _, r := range f.Roles {
			if r >= doc.NumRoles || taken[r] {
				return nil, &Error{fmt.Sprintf("要嵌入的字体“%s”所代的字体不存在，或已有字体代替：%d", f.Family, r), fmt.Sprintf("the font %q is to stand for a role that does not exist or that another stands for: %d", f.Family, r)}
			}
			taken[r] = true
		}
		for _, l := range f.Lends {
			for _, c := range l.Chars {
				e.lent[lentRune{l.Role, l.Bold, c}] = f.Family
			}
		}
		own := face{f, -1, -1}
		for _, x := range []struct {
			file []byte
			at   *int
		}{{f.Regular, &own.regular}, {f.Bold, &own.bold}} {
			if x.file == nil {
				continue
			}
			var err error
			if *x.at, err = e.add(f.Family, x.file); err != nil {
				return nil, err
			}
		}
		e.faces = append(e.faces, own)
	}
	return e, nil
}

// maxFamily is the most characters that the Open XML SDK takes in the name of a
// font, and that Windows keeps of one (LF_FACESIZE, with the NUL at its end).
const maxFamily = 31

// keySize is how many bytes of a font the key changes, twice its own length.
const keySize = 32

// add obfuscates a font file (ISO/IEC 29500-1, 17.8.1): its first bytes are XORed
// with those of a GUID from the last to the first. The GUID follows from the file,
// so that the same fonts give the same package.
func (e *embedding) add(family string, file []byte) (int, error) {
	if len(file) < keySize || string(file[:4]) != "\x00\x01\x00\x00" && string(file[:4]) != "true" {
		return 0, &Error{fmt.Sprintf("要嵌入的字体“%s”不是 TrueType 文件", family), fmt.Sprintf("the font %q to embed is no TrueType file", family)}
	}
	sum := sha256.Sum256(file)
	guid := sum[:16]
	guid[6] = guid[6]&0x0F | 0x80 // version 8, RFC 9562, 5.8
	guid[8] = guid[8]&0x3F | 0x80 // its variant
	key := fmt.Sprintf("{%X-%X-%X-%X-%X}", guid[:4], guid[4:6], guid[6:8], guid[8:10], guid[10:])
	for i, f := range e.files {
		if f.key == key {
			return i, nil
		}
	}
	odttf := append([]byte(nil), file...)
	for i := range keySize {
		odttf[i] ^= guid[len(guid)-1-i%len(guid)]
	}
	e.files = append(e.files, fontFile{key, odttf})
	return len(e.files) - 1, nil
}

// forRole returns the face that stands for a role, or nil.
func (e *embedding) forRole(role doc.Role) *face {
	if e != nil {
		for i := range e.faces {
			for _, r := range e.faces[i].Roles {
				if r == role {
					return &e.faces[i]
				}
			}
		}
	}
	return nil
}

// split returns how many bytes at the beginning of a text of the role are set in
// one face, and its family if that is not the face of the role.
func (e *embedding) split(text string, role doc.Role, bold bool) (n int, family string) {
	if e == nil || len(e.lent) == 0 {
		return len(text), ""
	}
	first, size := utf8.DecodeRuneInString(text)
	family = e.lent[lentRune{role, bold, first}]
	for i, r := range text[size:] {
		if e.lent[lentRune{role, bold, r}] != family {
			return size + i, family
		}
	}
	return len(text), family
}

// embed appends an element that refers to an embedded font (CT_FontRel,
// ISO/IEC 29500-1, 17.8.3.3 to 17.8.3.6), or nothing for file -1.
func (x *xmlWriter) embed(element string, e *embedding, file int) {
	if file < 0 {
		return
	}
	x.raw("<" + element + ` r:id="` + fontID(file) + `" w:fontKey="` + e.files[file].key + `" w:subsetted="1"/>`)
}

func (x *xmlWriter) fontRels(k *pack) {
	x.raw(relsHead)
	for i := range k.fonts.files {
		x.rel(fontID(i), officeRel+"font", strings.TrimPrefix(fontPart(i), "word/"))
	}
	x.raw(relsTail)
}

func fontID(file int) string   { return "rId" + strconv.Itoa(file+1) }
func fontPart(file int) string { return "word/fonts/font" + strconv.Itoa(file+1) + ".odttf" }
