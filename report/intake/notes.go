package intake

import "github.com/nianbao/nianbao/report/intake/internal/source"

// notes are what is told of a reading.
type notes struct {
	source.Notes
	filled map[string]filledRow // of the tables, by their paths
}
