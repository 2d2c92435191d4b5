package pdf

import "github.com/nianbao/nianbao/report/intake/internal/source"

// A File is a PDF file. It is for one goroutine.
type File struct {
	Title, Producer string // that the file gives itself; "" is none
	Tagged          bool   // it says that it has a structure
	Rebuilt         bool   // its table of objects is damaged and was made anew from what was found
}

// Open reads a file's table of objects. What is encrypted is read where the user's
// password is empty. The error is a [*report.InputError].
func Open(data []byte) (*File, error) { return &File{}, nil }

// Pages returns the pages, which are read once. The error is a [*report.InputError].
func (f *File) Pages() ([]*Page, error) { return nil, nil }

// An Attachment is a file within the file.
type Attachment struct {
	Name, Type string
	Data       []byte
}

// Attachments returns the files that are embedded or associated (/AF).
func (f *File) Attachments() ([]Attachment, error) { return nil, nil }

// An Element is an element of the structure, or content of one.
type Element struct {
	Kind             string // the standard type, such as P or TD; "" is content
	Kids             []*Element
	Actual           string // ActualText
	Alt              string // what stands for a picture
	RowSpan, ColSpan int    // of TH and TD, at least 1
	Text             string // of content, as painted; \n between its lines
	Page             int    // of content
	Box              Rect   // of content
}

// Structure returns the structure, or nil where there is none.
func (f *File) Structure() (*Element, error) { return nil, nil }

// Tagged reads a tagged file by its structure; false is one whose structure is missing
// or does not fit what is painted.
func Tagged(f *File, n *source.Notes) (*source.Source, bool, error) { return nil, false, nil }
