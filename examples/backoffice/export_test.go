package backoffice

// Route is a route, for tests: who may ask for what.
type Route struct {
	Method, Path, Does string
	Roles              []Role
}

// AllRoutes returns the routes.
func AllRoutes() (all []Route) {
	for _, r := range routes {
		all = append(all, Route{r.method, r.path, r.does, r.roles})
	}
	return all
}

// Transition is a way from states to another, for tests.
type Transition struct {
	Action     Action
	From       []State
	To         State
	Roles      []Role
	Why, Ready bool
}

// AllTransitions returns the ways there are.
func AllTransitions() (all []Transition) {
	for _, t := range transitions {
		all = append(all, Transition{t.action, t.from, t.to, t.roles, t.why, t.ready})
	}
	return all
}
