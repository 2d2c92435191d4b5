package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// mutant is a change of one place of a source file.
type mutant struct {
	file       string
	start, end int // bytes of the file
	with       string
	line       int
	told       string // the change, in a few words
}

func (m mutant) apply(src []byte) []byte {
	return slices.Concat(src[:m.start], []byte(m.with), src[m.end:])
}

// finder gathers the mutants of one file.
type finder struct {
	name  string
	src   []byte
	fset  *token.FileSet
	found []mutant
	ints  int // integers seen: those above 0 go up and down in turn
}

// mutantsOf returns all mutants of a file, in the order of the text. Many that the
// compiler refuses are among them.
func mutantsOf(name string, src []byte) ([]mutant, error) {
	f := &finder{name: name, src: src, fset: token.NewFileSet()}
	file, err := parser.ParseFile(f.fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.Inspect(file, f.visit)
	slices.SortStableFunc(f.found, func(a, b mutant) int { return a.start - b.start })
	return f.found, nil
}

func (f *finder) add(from, to token.Pos, with, told string) {
	p := f.fset.Position(from)
	f.found = append(f.found, mutant{f.name, p.Offset, f.fset.Position(to).Offset, with, p.Line, told})
}

func (f *finder) text(n ast.Node) string {
	return string(f.src[f.fset.Position(n.Pos()).Offset:f.fset.Position(n.End()).Offset])
}

// replace is a mutant in which one token or node has become another.
func (f *finder) replace(at token.Pos, old, with string) {
	f.add(at, at+token.Pos(len(old)), with, fmt.Sprintf("%s → %s", old, with))
}

// others are the operators that stand in for one.
var others = map[token.Token][]token.Token{
	token.EQL:        {token.NEQ},
	token.NEQ:        {token.EQL},
	token.LSS:        {token.LEQ, token.GEQ},
	token.LEQ:        {token.LSS, token.GTR},
	token.GTR:        {token.GEQ, token.LEQ},
	token.GEQ:        {token.GTR, token.LSS},
	token.LAND:       {token.LOR},
	token.LOR:        {token.LAND},
	token.ADD:        {token.SUB},
	token.SUB:        {token.ADD},
	token.MUL:        {token.QUO},
	token.QUO:        {token.MUL},
	token.INC:        {token.DEC},
	token.DEC:        {token.INC},
	token.ADD_ASSIGN: {token.SUB_ASSIGN},
	token.SUB_ASSIGN: {token.ADD_ASSIGN},
}

// names are the constants that stand in for one.
var names = map[string]string{
	"true": "false", "false": "true",
	"Error": "Warning", "Warning": "Error", "Info": "Warning",
}

func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec, *ast.Field:
		return false
	case *ast.FuncDecl:
		f.early(n)
	case *ast.BinaryExpr:
		if n.Op != token.ADD || !isString(n.X) && !isString(n.Y) {
			f.operator(n.OpPos, n.Op)
		}
	case *ast.IncDecStmt:
		f.operator(n.TokPos, n.Tok)
	case *ast.AssignStmt:
		f.operator(n.TokPos, n.Tok)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.replace(n.OpPos, "!", "")
		}
	case *ast.BasicLit:
		if n.Kind == token.INT {
			f.integer(n)
		}
	case *ast.Ident:
		if with, ok := names[n.Name]; ok {
			f.replace(n.Pos(), n.Name, with)
		}
	case *ast.IfStmt:
		// The condition stays in the text, so that what it uses is used.
		f.add(n.Cond.Pos(), n.Cond.End(), "("+f.text(n.Cond)+") || true", "if true")
		f.add(n.Cond.Pos(), n.Cond.End(), "("+f.text(n.Cond)+") && false", "if false")
	case *ast.BlockStmt:
		f.statements(n.List)
	case *ast.CaseClause:
		f.statements(n.Body)
	}
	return true
}

func isString(x ast.Expr) bool {
	lit, ok := x.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

func (f *finder) operator(at token.Pos, op token.Token) {
	for _, with := range others[op] {
		f.replace(at, op.String(), with.String())
	}
}

func (f *finder) integer(n *ast.BasicLit) {
	with := "(" + n.Value + "+1)"
	if f.ints++; n.Value != "0" && f.ints%2 == 0 {
		with = "(" + n.Value + "-1)"
	}
	f.replace(n.Pos(), n.Value, with)
}

// statements leaves out each of the statements that can be.
func (f *finder) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				continue
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.BranchStmt, *ast.ReturnStmt, *ast.DeferStmt, *ast.RangeStmt:
		default:
			continue
		}
		first, _, _ := strings.Cut(f.text(s), "\n")
		f.add(s.Pos(), s.End(), "if false { "+f.text(s)+"\n}", "without "+first)
	}
}

// early lets a function return nothing.
func (f *finder) early(n *ast.FuncDecl) {
	if n.Body == nil || len(n.Body.List) == 0 {
		return
	}
	var zero []string
	if n.Type.Results != nil {
		for _, r := range n.Type.Results.List {
			for range max(1, len(r.Names)) {
				zero = append(zero, "*new("+f.text(r.Type)+")")
			}
		}
	}
	at := n.Body.Lbrace + 1
	f.add(at, at, " if true { return "+strings.Join(zero, ", ")+" };", n.Name.Name+" returns at once")
}
