package doc

import (
	"fmt"
	"strings"
)

// Error is a fault of a document that keeps it from being drawn.
type Error struct {
	Block    int // index in Document.Blocks; -1 for a fault of the document itself
	Row, Col int // place in the table's grid, from 0; -1 outside cells
	zh, en   string
}

// wrong returns a fault of the document itself.
func wrong(zh, en string) *Error { return &Error{-1, -1, -1, zh, en} }

// Error returns what is wrong and where, in Chinese.
func (e *Error) Error() string {
	return "文档有误：" + e.Where() + e.zh
}

// Where returns the place in Chinese; it is empty for the document itself.
func (e *Error) Where() string {
	var b strings.Builder
	if e.Block >= 0 {
		fmt.Fprintf(&b, "第 %d 块", e.Block+1)
	}
	if e.Row >= 0 {
		fmt.Fprintf(&b, "（表格）第 %d 行第 %d 列", e.Row+1, e.Col+1)
	}
	return b.String()
}

// English returns what is wrong and where, in English.
func (e *Error) English() string {
	var b strings.Builder
	b.WriteString("document: ")
	if e.Block >= 0 {
		fmt.Fprintf(&b, "block %d", e.Block+1)
		if e.Row >= 0 {
			fmt.Fprintf(&b, " (table), row %d, column %d", e.Row+1, e.Col+1)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.en)
	return b.String()
}

// UnknownBlockError is a block of a kind that a writer does not know. None of the
// document has been written then.
type UnknownBlockError struct {
	Index int // in Document.Blocks
	Block Block
}

// Error returns what is wrong and where, in Chinese.
func (e *UnknownBlockError) Error() string {
	return fmt.Sprintf("文档有误：%s的类型 %T 不认识，不能略去", e.Where(), e.Block)
}

// English returns what is wrong and where, in English.
func (e *UnknownBlockError) English() string {
	return fmt.Sprintf("document: block %d: the type %T is unknown and cannot be left out", e.Index+1, e.Block)
}

// Where returns the place in Chinese.
func (e *UnknownBlockError) Where() string { return fmt.Sprintf("第 %d 块", e.Index+1) }

// CommentError is comments on a document that a format cannot show.
type CommentError struct{ Format string }

// Error returns the message in Chinese.
func (e *CommentError) Error() string {
	return fmt.Sprintf("%s 不能显示文档中的批注；请删去批注，或换一种格式", e.Format)
}

// English returns the message in English.
func (e *CommentError) English() string {
	return fmt.Sprintf("%s cannot show the comments on the document; remove them, or take another format", e.Format)
}

// Where returns nothing: it is the document.
func (e *CommentError) Where() string { return "" }
