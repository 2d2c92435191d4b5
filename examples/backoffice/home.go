package backoffice

import (
	"context"
	"net/http"
	"slices"

	"github.com/nianbao/nianbao/report"
)

// hasForm reports whether reports are written for the year: it is over, or runs now, so that one can
// be begun before it is due.
func (s *server) hasForm(year int) bool {
	_, ok := report.EditionFor(year)
	return ok && year <= s.Now().Year()
}

// currentYear is the year that reports are due for: the one that is over.
func (s *server) currentYear() int { return s.Now().Year() - 1 }

// home shows a body its reports, and leads those who see all bodies to the board.
func (s *server) home(a *ask) error {
	if !a.user.Role.bound() {
		return s.see(a, "/board")
	}
	years, err := s.store.Years(a.Context())
	if err != nil {
		return err
	}
	if a.body, err = s.body(a.Context(), a.user.Body); err != nil {
		return err
	}
	var filings []Filing
	years = withYear(years, s.currentYear())
	if last := s.currentYear() - 1; s.hasForm(last) {
		years = withYear(years, last) // for this year's report shows its figures
	}
	for _, year := range years {
		f, err := s.store.Filing(a.Context(), Key{a.body.ID, year})
		if err != nil {
			return err
		}
		filings = append(filings, f)
	}
	s.page(a, http.StatusOK, "home.html", "年度报告", filings)
	return nil
}

// yearsFor returns the years that a page of the office offers: those that have filings, the
// one that is due, and that which is asked for.
func (s *server) yearsFor(ctx context.Context, asked int) ([]int, error) {
	years, err := s.store.Years(ctx)
	return withYear(withYear(years, s.currentYear()), asked), err
}

// withYear returns the years, the latest first, with another one.
func withYear(years []int, year int) []int {
	if slices.Contains(years, year) {
		return years
	}
	years = append(slices.Clone(years), year)
	slices.Sort(years)
	slices.Reverse(years)
	return years
}
