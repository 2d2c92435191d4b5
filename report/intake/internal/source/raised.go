package source

import "strings"

// Raised writes the digits of a text that stands above or below the line as such: they
// are the mark of a note, and no digits of a figure.
func Raised(text string) string { return raised.Replace(text) }

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
