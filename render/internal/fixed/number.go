package fixed

// DivRound divides and rounds to the nearest; halves go up.
func DivRound(a, b int64) int64 { return divFloor(a+b/2, b) }

// divFloor divides and rounds down.
func divFloor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
