package fonts

import (
	"sync"

	"github.com/nianbao/nianbao/fonts/internal/flate"
)

// tableLengths are the lengths of a Huffman code for the tables of fonts that stand by
// themselves, a hexadecimal digit each: those that a test finds to be the best for many
// such fonts.
const tableLengths = "3567898989988999899989898989999989898899899989897989998999998999989999999999898" +
	"8999889898999998987888888889878888988798888999988888989998999899989998989898989" +
	"998999999999999999999a9aaa9aaa9aaa9aaa999aa99a99999aaa9aaa9a99aa999a9a9a9a9aaaa" +
	"a9aaaaa9aabaaa99997f3a846fca9aabacdcccbecbdcdeedb68a1a34556555556667abdffdffffe"

// tableCode returns that code.
var tableCode = sync.OnceValue(func() *flate.Code {
	var l flate.Lengths
	for i := range l {
		switch c := tableLengths[i]; {
		case c <= '9':
			l[i] = c - '0'
		default:
			l[i] = c - 'a' + 10
		}
	}
	return flate.NewCode(&l)
})
