package backoffice

import "net/http"

// home shows a body its reports, and leads those who see all bodies to the board.
func (s *server) home(a *ask) error {
	if !a.user.Role.bound() {
		return s.see(a, "/board")
	}
	years, err := s.years(a.Context(), s.dueYear()-1) // whose figures the report that is due shows
	if err != nil {
		return err
	}
	if a.body, err = s.body(a.Context(), a.user.Body); err != nil {
		return err
	}
	var filings []Filing
	for _, year := range years {
		f, err := s.store.Filing(a.Context(), Key{a.body.ID, year})
		if err != nil {
			return err
		}
		filings = append(filings, f)
	}
	return s.page(a, http.StatusOK, "home.html", "年度报告", filings)
}
