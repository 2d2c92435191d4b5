package pdf

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"golang.org/x/text/encoding/charmap"
)

// A File is a PDF file. It is for one goroutine.
type File struct {
	Title, Producer string // that the file gives itself; "" is none
	Tagged          bool   // it says that it has a structure
	Rebuilt         bool   // its table of objects is damaged and was made anew from what was found

	raw     []byte
	entries []entry // of the table of objects, by their numbers
	trailer dict
	root    dict
	key     *fileKey // nil is not encrypted

	objects  map[int32]any
	packed   map[int32]*objectStream
	loading  int // objects within one another that are being read
	left     int // how many more objects may be read
	inflater io.ReadCloser
	scanned  int // bytes that were searched, or read in vain
	decoded  int // bytes of streams
	kept     int // bytes of object streams
	tabled   int // entries of tables that were read
	fault    error

	pages       []*paper.Page
	pageNumbers map[ref]int
	contents    contents
	lies        map[int]bool // the pages where some text is said to stand for another than it shows (14.9.4)
}

// contents is what the reading of all pages shares.
type contents struct {
	fonts     map[ref]*font
	names     map[*stream]*face.Names // of the fonts that are embedded
	layers    map[ref]bool            // whether they are off
	loaded    int                     // fonts
	operators int
	forms     int
	ink       paper.Ink
}

// What an error says is wrong; report has their English.
const (
	badTable   = "找不到 PDF 的对象目录"
	badObject  = "PDF 的对象读不出"
	badData    = "PDF 的压缩数据读不出"
	badPages   = "PDF 的页面目录读不出"
	badContent = "PDF 的页面内容读不出"
	badTree    = "PDF 的结构标签读不出"
)

func damaged(page int, what string) error {
	return source.Error(report.Pos{Page: page}, "I-ar", "", what, "")
}

func tooMany(page int, what string, most int) error {
	return source.TooMany(report.Pos{Page: page}, what, most)
}

// explain returns an error as one for the user.
func explain(err error, page int, what string) error {
	var input *report.InputError
	switch {
	case err == nil || errors.As(err, &input):
		return err
	case errors.Is(err, errMany):
		return tooMany(page, "PDF 的对象", source.MaxValues)
	case errors.Is(err, errLarge):
		return source.TooLarge(report.Pos{Page: page}, "", "PDF 的数据", source.MaxInflated)
	case errors.Is(err, errFilter):
		what = badData
	}
	return damaged(page, what)
}

// Open reads a file's table of objects. What is encrypted is read where the user's
// password is empty. The error is a [*report.InputError].
func Open(data []byte) (*File, error) {
	if len(data) > source.MaxFile {
		return nil, source.TooLarge(report.Pos{}, "", "文件的字节", source.MaxFile)
	}
	i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if i < 0 {
		return nil, damaged(0, badTable)
	}
	f := &File{raw: data[i:]}
	f.reset()
	err := f.readTable()
	if err == nil {
		err = f.start()
	}
	if err != nil && !errors.Is(err, errPassword) && !errors.Is(err, errMany) {
		err = f.rebuild()
	}
	if errors.Is(err, errPassword) {
		return nil, source.Error(report.Pos{}, "I-at", "", "", "")
	}
	return f, explain(err, 0, badTable)
}

// reset forgets all objects.
func (f *File) reset() {
	f.entries, f.trailer, f.root, f.key, f.fault = nil, nil, nil, nil, nil
	f.objects, f.packed = map[int32]any{}, map[int32]*objectStream{}
	f.left = source.MaxValues
}

// start reads what leads to all else.
func (f *File) start() error {
	if err := f.unlock(); err != nil {
		return err
	}
	if f.root = f.dict(f.trailer["Root"]); f.dict(f.root["Pages"]) == nil {
		return errSyntax
	}
	info := f.dict(f.trailer["Info"])
	f.Title, f.Producer = f.text(info["Title"]), f.text(info["Producer"])
	f.Tagged = f.get(f.dict(f.root["MarkInfo"])["Marked"]) == true && f.dict(f.root["StructTreeRoot"]) != nil
	return f.fault
}

// get returns an object, behind its references: nil is null, or a fault, the first of
// which is kept.
func (f *File) get(v any) any {
	for range 32 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.object(r.number)
	}
	f.fail(errSyntax)
	return nil
}

func (f *File) fail(err error) {
	if f.fault == nil {
		f.fault = err
	}
}

func (f *File) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *File) array(v any) array {
	a, _ := f.get(v).(array)
	return a
}

// list returns an array, or one of what is no array but null.
func (f *File) list(v any) array {
	switch v := f.get(v).(type) {
	case nil:
		return nil
	case array:
		return v
	default:
		return array{v}
	}
}

func (f *File) name(v any) name {
	n, _ := f.get(v).(name)
	return n
}

// number returns a number, or 0.
func (f *File) number(v any) float64 {
	n, _ := f.get(v).(float64)
	return n
}

// numbers returns n numbers.
func (f *File) numbers(v any, n int) ([]float64, bool) {
	a := f.array(v)
	if len(a) < n {
		return nil, false
	}
	out := make([]float64, n)
	for i := range out {
		x, ok := f.get(a[i]).(float64)
		if !ok {
			return nil, false
		}
		out[i] = x
	}
	return out, true
}

// text returns a text string (7.9.2.2).
func (f *File) text(v any) string {
	s, _ := f.get(v).(string)
	return decodeText(s)
}

func decodeText(s string) string {
	switch {
	case strings.HasPrefix(s, "\xFE\xFF"):
		return decodeUTF16(s[2:], 0)
	case strings.HasPrefix(s, "\xFF\xFE"):
		return decodeUTF16(s[2:], 1)
	case strings.HasPrefix(s, "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(s[3:], "\uFFFD")
	}
	// PDFDocEncoding has its marks at places of its own; they stand in no report.
	out, _ := charmap.ISO8859_1.NewDecoder().String(s)
	return out
}

// decodeUTF16 decodes what has its low bytes second, or first.
func decodeUTF16(s string, low int) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i+low])<<8|uint16(s[i+1-low]))
	}
	return string(utf16.Decode(units))
}
