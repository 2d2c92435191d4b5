package intake

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// TestEnglish finds English for whatever messages say in words of our own.
func TestEnglish(t *testing.T) {
	said := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			var code string
			var words []ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				called, _ := n.Fun.(*ast.SelectorExpr)
				switch {
				case called == nil:
				case called.Sel.Name == "Leave":
					code, words = "I-aq", n.Args[:1]
				case slices.Contains([]string{"Error", "Find", "Finding"}, called.Sel.Name) && len(n.Args) == 5:
					code, words = literal(n.Args[1]), n.Args[3:]
				}
			case *ast.GenDecl:
				if n.Tok == token.CONST {
					for _, s := range n.Specs {
						words = append(words, s.(*ast.ValueSpec).Values...)
					}
				}
			}
			for _, w := range words {
				s := literal(w)
				if !strings.ContainsFunc(s, isHan) || slices.Contains(namesInMessages, s) || code == "" && strings.ContainsAny(s, "?|[〔0") {
					continue
				}
				said++
				if code == "" {
					code = "I-aq" // a constant may stand in any message
				}
				if english := source.Finding(pos{}, code, "", s, s).English(); strings.ContainsFunc(english, isHan) {
					t.Errorf("%s: %s", path, english)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || said < 50 {
		t.Errorf("%d, %v", said, err)
	}
}

// namesInMessages are words of the form, which messages in English quote, and what is in no
// message.
var namesInMessages = []string{"报告年度", "填报惯例", labelTotal, labelOrganisations, thisYear, agencyEnds, others}

// literal returns what a string in the source says, or "".
func literal(e ast.Expr) string {
	if x, ok := e.(*ast.BasicLit); ok && x.Kind == token.STRING {
		s, _ := strconv.Unquote(x.Value)
		return s
	}
	return ""
}
