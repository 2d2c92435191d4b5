package docx

// Error is why a font cannot go along with a document.
type Error struct{ zh, en string }

// Error returns the message in Chinese.
func (e *Error) Error() string { return e.zh }

// English returns the message in English.
func (e *Error) English() string { return e.en }

// Where returns nothing: it is what goes along with the document.
func (e *Error) Where() string { return "" }
