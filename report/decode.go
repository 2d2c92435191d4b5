package report

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// Decode reads a report from its JSON (see [Schema]). It is strict: unknown,
// misspelt and duplicate keys at any depth, lone surrogates, and numbers that
// are no counts are errors with their JSON pointer and line. A row or cell that
// is not there is [Blank], not zero. Totals may be given; they are compared with
// the computed ones, and the findings are the differences.
//
// The error is an [*InputError].
func Decode(data []byte) (*Report, []Finding, error) {
	if len(data) > maxSize {
		return nil, nil, &InputError{NewFinding("I-c", "", "", strconv.Itoa(len(data)), strconv.Itoa(maxSize))}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // which editors on Windows write
	d := decoder{data: data, dec: jsontext.NewDecoder(bytes.NewReader(data))}
	r := new(Report)
	findings, err := d.report(r)
	if err == nil {
		err = d.end()
	}
	if err != nil {
		return nil, nil, err
	}
	return r, findings, nil
}

// maxSize is more bytes than any report has.
const maxSize = 16 << 20

// decoder reads tokens and turns what is wrong with them into InputErrors.
type decoder struct {
	data   []byte
	dec    *jsontext.Decoder
	base   int64  // offset of what dec reads in data
	prefix string // pointer of what dec reads
}

// member is a key of an object and what reads its value.
type member struct {
	key  string
	read func() error
}

func (d *decoder) report(r *Report) ([]Finding, error) {
	var edition Edition
	var tables []byte // to be read when the edition is known
	var tablesAt int64
	seen := map[string]bool{}
	need := func(key string, read func() error) member {
		return member{key, func() error { seen[key] = true; return read() }}
	}
	members := []member{
		need("agency", d.text(&r.Agency)),
		need("year", d.year(&r.Year)),
		{"edition", d.edition(&edition)},
		{"title", d.text(&r.Title)},
		{"scope", d.scope(&r.Scope)},
		{"preamble", d.texts(&r.Preamble)},
		need("tables", func() (err error) {
			tables, tablesAt, err = d.skip()
			return err
		}),
		{"issuer", d.text(&r.Issuer)},
		{"date", d.date(&r.Date)},
		{"index", func() error { return d.object(d.indexMembers(&r.Index)) }},
	}
	for i, s := range r.Sections() {
		members = append(members, member{sectionKeys[i], d.section(s, hasTable(i))})
	}
	if err := d.object(members); err != nil {
		return nil, err
	}
	for _, key := range [...]string{"agency", "year", "tables"} {
		if !seen[key] {
			return nil, &InputError{NewFinding("J-h", "/"+key, "", key, "").At(1)}
		}
	}

	if edition == "" {
		edition, _ = EditionFor(r.Year)
	}
	r.Tables = NewTables(edition)
	td := tablesDecoder{
		decoder: decoder{data: d.data, dec: jsontext.NewDecoder(bytes.NewReader(tables)), base: tablesAt, prefix: "/tables"},
		tables:  r.Tables, rows: map[string]rowAt{},
	}
	for table := 2; table <= 4; table++ {
		rows := r.Tables.form().rows(table)
		for i := range rows {
			td.rows[rows[i].path] = rowAt{table, &rows[i]}
			td.paths = append(td.paths, rows[i].path)
		}
	}
	if err := td.node(""); err != nil {
		return nil, err
	}
	return compareTotals(r.Tables, td.totals), nil
}

// tablesDecoder reads the object of the tables by the rows of the form.
type tablesDecoder struct {
	decoder
	tables Tables
	rows   map[string]rowAt // by path
	paths  []string         // in the form's order
	totals []printedTotal
}

type rowAt struct {
	table int
	row   *row
}

// node reads the object whose keys are the next parts of the rows' paths.
func (d *tablesDecoder) node(under string) error {
	var members []member
	for _, path := range d.paths {
		rest, ok := strings.CutPrefix(path, under)
		if !ok {
			continue
		}
		key, _, deeper := strings.Cut(rest, "/")
		if n := len(members); n > 0 && members[n-1].key == key {
			continue
		}
		at := d.rows[path]
		if deeper {
			members = append(members, member{key, func() error { return d.node(under + key + "/") }})
		} else {
			members = append(members, member{key, func() error { return d.row(at) }})
		}
	}
	return d.object(members)
}

func (d *tablesDecoder) row(at rowAt) error {
	if !at.row.sum && at.row.cols[0].key == "" {
		return d.cell(at, 0)
	}
	var members []member
	for i, c := range at.row.cols {
		members = append(members, member{c.key, func() error { return d.cell(at, i) }})
	}
	if at.row.sum {
		members = append(members, member{"total", func() error { return d.cell(at, len(at.row.cols)) }})
	}
	return d.object(members)
}

// cell reads a figure. It has one spelling in JSON, that of Encode: whatever
// else can be understood as a figure is refused with the right spelling.
func (d *tablesDecoder) cell(at rowAt, col int) error {
	total := at.row.computed() || col == len(at.row.cols)
	var fig figure = new(Count)
	if !total {
		fig = at.row.cell(d.tables, col)
	}
	tok, err := d.dec.ReadToken()
	if err != nil {
		return d.syntax(err)
	}
	text := tok.String()
	found := text
	switch tok.Kind() {
	case 'n':
		fig.clear()
		return nil
	case '0':
	case '"':
		found = `"` + text + `"`
	default:
		want := jsontext.Kind('0')
		if _, ok := fig.(*Amount); ok {
			want = '"'
		}
		return d.cellError(at, col, "J-d", kindName(tok.Kind()), kindName(want))
	}
	if fe := at.row.parse(fig, col, text); fe != nil {
		return d.cellError(at, col, fe.code, fe.got, fe.want)
	}
	if want := fig.json(); found != want {
		return d.cellError(at, col, "J-d", found, want)
	}
	if total {
		d.totals = append(d.totals, printedTotal{at.table, at.row, col, *fig.(*Count)})
	}
	return nil
}

func (d *tablesDecoder) cellError(at rowAt, col int, code, got, want string) error {
	err := d.fail(code, got, want).(*InputError)
	err.Place = at.row.place(at.table, col)
	return err
}

// object reads an object of the members, in any order, none required.
func (d *decoder) object(members []member) error {
	if err := d.open('{'); err != nil {
		return err
	}
	for d.dec.PeekKind() != '}' {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		key := tok.String()
		i := slices.IndexFunc(members, func(m member) bool { return m.key == key })
		if i < 0 {
			return d.fail("J-b", key, nearestKey(members, key))
		}
		if err := members[i].read(); err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return d.syntax(err)
}

// nearestKey returns the key that may have been meant, or "".
func nearestKey(members []member, key string) (nearest string) {
	best := len(key)/2 + 1
	for _, m := range members {
		if n := spell.Distance(strings.ToLower(key), strings.ToLower(m.key)); n < best {
			nearest, best = m.key, n
		}
	}
	return nearest
}

func (d *decoder) open(kind jsontext.Kind) error {
	tok, err := d.dec.ReadToken()
	if err != nil {
		return d.syntax(err)
	}
	if tok.Kind() != kind {
		return d.fail("J-d", kindName(tok.Kind()), kindName(kind))
	}
	return nil
}

// array reads an array with read for each value.
func (d *decoder) array(read func() error) error {
	if err := d.open('['); err != nil {
		return err
	}
	for d.dec.PeekKind() != ']' {
		if err := read(); err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return d.syntax(err)
}

func (d *decoder) text(to *string) func() error {
	return func() error {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		if tok.Kind() != '"' {
			return d.fail("J-d", kindName(tok.Kind()), kindName('"'))
		}
		*to = tok.String()
		return nil
	}
}

func (d *decoder) texts(to *[]string) func() error {
	return func() error {
		return d.array(func() error {
			var s string
			err := d.text(&s)()
			*to = append(*to, s)
			return err
		})
	}
}

// date reads YYYY-MM-DD; "" is the zero Date.
func (d *decoder) date(to *Date) func() error {
	return func() error {
		var s string
		if err := d.text(&s)(); err != nil || s == "" {
			return err
		}
		var ok bool
		if *to, ok = parseDate(s); ok {
			return nil
		}
		if isoDate.MatchString(s) {
			return d.fail("R-f", s, "")
		}
		return d.fail("J-d", s, `"YYYY-MM-DD"`)
	}
}

func (d *decoder) year(to *int) func() error {
	return func() error {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		if tok.Kind() != '0' {
			return d.fail("J-d", kindName(tok.Kind()), kindName('0'))
		}
		n, err := strconv.Atoi(tok.String())
		if _, ok := EditionFor(n); err != nil || !ok || n > 9999 {
			return d.fail("R-b", tok.String(), "")
		}
		*to = n
		return nil
	}
}

func (d *decoder) edition(to *Edition) func() error {
	return func() error {
		var s string
		if err := d.text(&s)(); err != nil {
			return err
		}
		if s != "" && !slices.Contains(Editions(), Edition(s)) {
			return d.fail("J-f", s, list(Editions()))
		}
		*to = Edition(s)
		return nil
	}
}

// list returns the names as a list of choices.
func list[T ~string](names []T) string {
	s := make([]string, len(names))
	for i, n := range names {
		s[i] = string(n)
	}
	return strings.Join(s, "、")
}

func (d *decoder) scope(to *Scope) func() error {
	return func() error {
		var s string
		if err := d.text(&s)(); err != nil {
			return err
		}
		switch s {
		case "", scopeAgencyKey:
			*to = ScopeAgency
		case string(ScopeJurisdiction):
			*to = ScopeJurisdiction
		default:
			return d.fail("J-g", s, list(scopeKeys))
		}
		return nil
	}
}

func (d *decoder) section(to *Section, table bool) func() error {
	return func() error {
		members := []member{
			{"paragraphs", d.texts(&to.Paragraphs)},
			{"subsections", func() error {
				return d.array(func() error {
					var s Subsection
					err := d.subsection(&s)
					to.Subsections = append(to.Subsections, s)
					return err
				})
			}},
		}
		if table {
			members = append(members, member{"notes", d.texts(&to.Notes)})
		}
		return d.object(members)
	}
}

func (d *decoder) subsection(to *Subsection) error {
	return d.object([]member{
		{"topic", func() error {
			var s string
			if err := d.text(&s)(); err != nil {
				return err
			}
			to.Topic = Topic(s)
			if s != "" && to.Topic.Title() == "" {
				return d.fail("J-g", s, list(Topics()))
			}
			return nil
		}},
		{"title", d.text(&to.Title)},
		{"runIn", func() error {
			tok, err := d.dec.ReadToken()
			if err != nil {
				return d.syntax(err)
			}
			if k := tok.Kind(); k != 't' && k != 'f' {
				return d.fail("J-d", kindName(k), kindName('t'))
			}
			to.RunIn = tok.Bool()
			return nil
		}},
		{"paragraphs", d.texts(&to.Paragraphs)},
	})
}

// end makes sure that nothing follows the report.
func (d *decoder) end() error {
	_, err := d.dec.ReadToken()
	switch {
	case err == io.EOF:
		return nil
	case err != nil:
		return d.syntax(err)
	}
	return d.fail("J-a", "报告之后还有内容", "")
}

// skip reads a value and returns it and its offset. (The decoder's own way to
// do so gives wrong pointers to what is wrong in it.)
func (d *decoder) skip() (value []byte, at int64, err error) {
	at = d.dec.InputOffset()
	for depth := d.dec.StackDepth(); ; {
		if _, err := d.dec.ReadToken(); err != nil {
			return nil, 0, d.syntax(err)
		}
		if d.dec.StackDepth() == depth {
			break
		}
	}
	value = d.data[at:d.dec.InputOffset()]
	trimmed := bytes.TrimLeft(value, ": \t\r\n")
	return trimmed, at + int64(len(value)-len(trimmed)), nil
}

// pointer is the JSON pointer of what dec reads, cut where it is endless.
func (d *decoder) pointer(p jsontext.Pointer) string {
	const longest = 200
	s := d.prefix + string(p)
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return s
}

// fail makes an error of the value or key that was read last.
func (d *decoder) fail(code, got, want string) error {
	return &InputError{NewFinding(code, d.pointer(d.dec.StackPointer()), "", got, want).At(d.line(d.dec.InputOffset()))}
}

// syntax makes an error of one of the JSON reader's.
func (d *decoder) syntax(err error) error {
	if err == nil {
		return nil
	}
	var se *jsontext.SyntacticError
	if !errors.As(err, &se) {
		if err == io.EOF {
			return d.fail("J-a", "文件是空的", "")
		}
		return d.fail("J-a", err.Error(), "")
	}
	code, got := "J-i", d.charAt(se.ByteOffset)
	switch what := se.Err.Error(); {
	case errors.Is(err, jsontext.ErrDuplicateName):
		code, got = "J-c", se.JSONPointer.LastToken()
	case strings.Contains(what, "surrogate"), strings.Contains(what, "UTF-8"):
		code, got = "J-e", ""
	case strings.Contains(what, "depth"):
		code, got = "J-a", "嵌套太深"
	case errors.Is(err, io.ErrUnexpectedEOF):
		code, got = "J-a", "文件不完整"
	}
	return &InputError{NewFinding(code, d.pointer(se.JSONPointer), "", got, "").At(d.line(se.ByteOffset))}
}

// charAt returns the character at the offset, quoted.
func (d *decoder) charAt(offset int64) string {
	c, _ := utf8.DecodeRune(d.data[min(d.base+offset, int64(len(d.data))):])
	return strconv.QuoteRune(c)
}

func (d *decoder) line(offset int64) int {
	at := min(max(d.base+offset, 0), int64(len(d.data)))
	return 1 + bytes.Count(d.data[:at], []byte("\n"))
}

func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "真假值"
	case '"':
		return "字符串"
	case '0':
		return "数"
	case '{':
		return "对象"
	}
	return "数组"
}

var isoDate = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)

func parseDate(s string) (d Date, ok bool) {
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		return d, false
	}
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	return d, d.valid()
}
