package pdf

// An Attachment is a file within the file.
type Attachment struct {
	Name, Type string
	Data       []byte
}

// Attachments returns the files that are embedded or associated (/AF).
func (f *File) Attachments() ([]Attachment, error) { return nil, nil }
