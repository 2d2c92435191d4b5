package backoffice

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// hasForm reports whether reports are written for the year: it is over, or runs now, so that one can
// be begun before it is due.
func (s *server) hasForm(year int) bool {
	_, ok := report.EditionFor(year)
	return ok && year <= s.Now().Year()
}

// dueYear is the year that reports are due for: the one that is over.
func (s *server) dueYear() int { return s.Now().Year() - 1 }

// yearIn returns the year that a text of an address is.
func (s *server) yearIn(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || !s.hasForm(year) {
		return 0, ErrNotFound
	}
	return year, nil
}

// yearOf returns the year that is asked for; that which is due where none is.
func (s *server) yearOf(q url.Values) (int, error) {
	if text := q.Get("year"); text != "" {
		return s.yearIn(text)
	}
	return s.dueYear(), nil
}

// years returns the years that a page offers, the latest first: those that have filings, the
// one that is due, and another.
func (s *server) years(ctx context.Context, another int) ([]int, error) {
	years, err := s.store.Years(ctx)
	for _, year := range []int{s.dueYear(), another} {
		if s.hasForm(year) && !slices.Contains(years, year) {
			years = append(years, year)
		}
	}
	slices.SortFunc(years, func(a, b int) int { return b - a })
	return years, err
}
