package docx

// Error is why data or a font cannot go along with a document.
type Error struct{ zh, en string }

// Error returns the message in Chinese.
func (e *Error) Error() string { return e.zh }

// English returns the message in English.
func (e *Error) English() string { return e.en }

// Where returns nothing: it is the document, or what goes along with it.
func (e *Error) Where() string { return "" }
