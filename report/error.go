package report

import "fmt"

// UserError is an error in what a user gave, which he can mend: every error of
// this module that is not of the system or of a programmer. It says what is wrong
// and where, in Chinese and in English, and what to do.
type UserError interface {
	error
	English() string // what Error says, in English
	Where() string   // the place, file or face at fault; "" is the whole
}

// InputError is input that is no report: where it is wrong, what was found and
// what was expected. Its text is Chinese. It has every fault that was found, up to
// a limit.
type InputError struct {
	Finding           // the first
	Others  []Finding // the further ones
	More    int       // how many there are besides
}

// maxFaults is the most faults that an InputError has one by one.
const maxFaults = 100

// inputError returns the findings as an error, or nil where there are none.
func inputError(findings []Finding) error {
	if len(findings) == 0 {
		return nil
	}
	n := min(len(findings), maxFaults)
	return &InputError{findings[0], findings[1:n:n], len(findings) - n}
}

// All returns every fault.
func (e *InputError) All() []Finding { return append([]Finding{e.Finding}, e.Others...) }

// Where returns the place of the first fault.
func (e *InputError) Where() string { return e.Place }

// Error returns the message in Chinese.
func (e *InputError) Error() string {
	return e.text(e.Pos.String(), e.Finding.Message(), " ", "：", "（另有 %d 处）")
}

// English returns the message in English.
func (e *InputError) English() string {
	return e.text(e.Pos.English(), e.Finding.English(), ", ", ": ", " (and %d more)")
}

func (e *InputError) text(pos, message, comma, colon, more string) string {
	place := e.Place
	if place == Whole {
		place = ""
	}
	if pos != "" && place != "" {
		place = comma + place
	}
	if place = pos + place; place != "" {
		message = place + colon + message
	}
	if n := len(e.Others) + e.More; n > 0 {
		message += fmt.Sprintf(more, n)
	}
	return message
}
