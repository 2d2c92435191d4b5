package backoffice

import (
	"cmp"
	"errors"
)

// Role is what a person may do.
type Role string

// The roles. An Editor or a Reviewer sees the reports of his own body alone.
const (
	Editor   Role = "editor"   // 填报: writes the report of his body
	Reviewer Role = "reviewer" // 本单位审核: writes it too, submits and publishes it, begins corrections
	Office   Role = "office"   // 上级审核: sees all bodies, approves, returns and publishes, adds up
	Admin    Role = "admin"    // 管理: keeps the list of bodies and the choices of the office, and sees all
)

// Roles returns the roles.
func Roles() []Role { return []Role{Editor, Reviewer, Office, Admin} }

// String returns the Chinese name of the role.
func (r Role) String() string {
	return map[Role]string{Editor: "填报", Reviewer: "本单位审核", Office: "上级审核", Admin: "管理"}[r]
}

// bound reports whether a person of the role sees one body alone.
func (r Role) bound() bool { return r == Editor || r == Reviewer }

// User is the person who asks.
type User struct {
	ID   string // by which the history knows him; not empty
	Name string // by which others know him; empty is the ID
	Role Role
	Body string // ID of his body; of an Editor and a Reviewer only
}

// name is what others know the person by.
func (u User) name() string { return cmp.Or(u.Name, u.ID) }

// sees reports whether the person may see the reports of the body.
func (u User) sees(body string) bool { return !u.Role.bound() || body == u.Body }

// ErrSignedOut is returned by Options.User for a request of nobody who has signed in.
var ErrSignedOut = errors.New("backoffice: nobody has signed in")
