package intake

import (
	"slices"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// repaired returns what was noted of a repair.
func repaired(n notes, code string) source.Repair {
	i := slices.IndexFunc(n.Repairs, func(r source.Repair) bool { return r.Code == code })
	if i < 0 {
		return source.Repair{}
	}
	return n.Repairs[i]
}
