package backoffice_test

import (
	"context"
	"log"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/signin"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
)

// userOfSession stands for what a vendor has: it knows his sessions.
func userOfSession(context.Context, string) (backoffice.User, error) {
	return backoffice.User{}, backoffice.ErrSignedOut
}

func ExampleHandler() {
	store, err := sqlite.Open("backoffice.db")
	if err != nil {
		log.Fatal(err)
	}
	office := backoffice.Handler(store, backoffice.Options{
		Path:    "/gongkai",
		User:    signin.Cookie("SESSION", userOfSession), // func(context.Context, string) (backoffice.User, error)
		SignOut: "/logout",
	})
	http.Handle("/gongkai/", office)
}

// What README.md says of mounting is what compiles here.
func TestExampleInReadme(t *testing.T) {
	source, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(source), "func ExampleHandler() {\n")
	body, _, ok := strings.Cut(body, "\n}\n")
	lines := strings.ReplaceAll("\n"+body, "\n\t", "\n")
	if !ok || !strings.Contains(string(readme), "```go"+lines+"\n```") {
		t.Errorf("README.md does not have\n%s", lines)
	}
}
