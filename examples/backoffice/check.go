package backoffice

import "net/http"

// typed returns the filing with what is typed in a page besides, which is not kept.
func (s *server) typed(a *ask) (*written, error) {
	p, err := a.posted()
	if err != nil {
		return nil, err
	}
	w, err := s.load(a.Context(), a.body, a.key)
	if err != nil {
		return nil, err
	}
	for _, x := range p.changes {
		if err := w.Set(x.Path, x.Now); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// check tells the script of a page the totals and what is found in what is typed.
func (s *server) check(a *ask) error {
	w, err := s.typed(a)
	if err != nil {
		return err
	}
	w.findings = w.judge.judge(w.Content)
	j, err := s.judgement(a, w, a.URL.Query().Get("section"))
	if err != nil {
		return err
	}
	return s.json(a, http.StatusOK, j)
}
