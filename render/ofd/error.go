package ofd

import (
	"strings"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Error says why a layout cannot be written as a valid OFD. Nothing of the file
// has been written then.
type Error struct {
	Page int    // from 1; 0 where it is the document that is at fault
	Text string // what is at fault, or how it begins, if it is a text
	why  fixed.Why
}

var (
	badText = fixed.Words{ZH: "有不能使用的字符", EN: "there are characters that are not allowed"}
	offPage = fixed.Words{ZH: "位置在页面之外", EN: "a place is beyond the page"}
	notText = fixed.Words{ZH: "长期保存的 OFD 只能附文本文件，文件名应以 .txt 或 .xml 结尾", EN: "an OFD for archives takes text alone along, with a name that ends in .txt or .xml"}
)

// ofProperties is the part of a document that programs list it by.
var ofProperties = fixed.Words{ZH: "文档属性", EN: "the properties of the document"}

// format is what messages call the format.
const format = "OFD"

// Where returns the place in Chinese; it is empty for the document itself.
func (e *Error) Where() string { return e.why.Where(e.Page) }

// Error returns the message in Chinese.
func (e *Error) Error() string { return e.why.Chinese(format, e.Page, e.Text) }

// English returns the message in English.
func (e *Error) English() string { return e.why.English(format, e.Page, e.Text) }

// checkProperties refuses what XML cannot hold.
func checkProperties(d *doc.Document) error {
	texts := []string{d.Issuer}
	for _, p := range d.Index {
		texts = append(texts, p.Name, p.Value)
	}
	for _, s := range texts {
		if !fixed.Valid(s) {
			return fixed.OfPart(ofProperties, s, badText)
		}
	}
	return nil
}

// checkAttachment refuses what cannot go along.
func (o Options) checkAttachment() error {
	a := o.Attachment
	switch {
	case a == nil:
		return nil
	case !a.Plain(), strings.Contains(a.Name, ".."), strings.EqualFold(a.Name, attachmentList):
		return fixed.OfPart(fixed.Attachment, a.Name, fixed.BadName)
	}
	if _, suffix := splitName(a.Name); o.Archive && suffix != "txt" && suffix != "xml" {
		return fixed.OfPart(fixed.Attachment, a.Name, notText)
	}
	return nil
}

// checkPlaces refuses what stands beyond the page, where nothing may be (GB/T 33190-2016,
// 8.5).
func checkPlaces(l *layout.Layout) error {
	size := l.Document.Styles.Page
	inside := func(p layout.Point) bool { return 0 <= p.X && p.X <= size.Width && 0 <= p.Y && p.Y <= size.Height }
	for i := range l.Pages {
		p := &l.Pages[i]
		for _, s := range p.Shades {
			if !inside(s.At) || !inside(layout.Point{X: s.At.X + s.Width, Y: s.At.Y + s.Height}) {
				return fixed.OfPage(i+1, offPage)
			}
		}
		for _, r := range p.Rules {
			w := r.Width / 2
			if !inside(layout.Point{X: min(r.From.X, r.To.X) - w, Y: min(r.From.Y, r.To.Y) - w}) ||
				!inside(layout.Point{X: max(r.From.X, r.To.X) + w, Y: max(r.From.Y, r.To.Y) + w}) {
				return fixed.OfPage(i+1, offPage)
			}
		}
		for j := range p.Texts {
			for at := range p.Texts[j].Origins() {
				if !inside(at) {
					return fixed.OfText(i+1, &p.Texts[j], offPage)
				}
			}
		}
	}
	return nil
}
