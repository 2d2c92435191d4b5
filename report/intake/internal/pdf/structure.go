package pdf

import "github.com/nianbao/nianbao/report/intake/internal/source"

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
