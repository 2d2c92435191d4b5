package report

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Decode reads a report from its JSON (see [Schema]). It is strict: unknown,
// misspelt and duplicate keys at any depth, lone surrogates, and numbers that
// are no counts are errors with their JSON pointer and line. A row or cell that
// is not there is [Blank], not zero. Totals may be given; they are compared with
// the computed ones, and the findings are the differences.
//
// The error is an [*InputError].
func Decode(data []byte) (*Report, []Finding, error) {
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
	var edition string
	var tables jsontext.Value
	var tablesAt int64
	var date string
	seen := map[string]bool{}
	need := func(key string, read func() error) member {
		return member{key, func() error { seen[key] = true; return read() }}
	}
	members := []member{
		need("agency", d.text(&r.Agency)),
		need("year", d.year(&r.Year)),
		{"edition", d.text(&edition)},
		{"title", d.text(&r.Title)},
		{"scope", d.scope(&r.Scope)},
		{"preamble", d.texts(&r.Preamble)},
		need("tables", func() (err error) {
			tables, err = d.dec.ReadValue()
			if err != nil {
				return d.syntax(err)
			}
			tables = tables.Clone()
			tablesAt = d.dec.InputOffset() - int64(len(tables))
			return nil
		}),
		{"issuer", d.text(&r.Issuer)},
		{"date", func() error {
			if err := d.text(&date)(); err != nil || date == "" {
				return err
			}
			var ok bool
			if r.Date, ok = parseDate(date); !ok {
				return d.fail("R-f", date, "")
			}
			return nil
		}},
	}
	for i, s := range r.Sections() {
		members = append(members, member{sectionKeys[i], d.section(s, i >= 1 && i <= 3)})
	}
	if err := d.object(members); err != nil {
		return nil, err
	}
	for _, key := range [...]string{"agency", "year", "tables"} {
		if !seen[key] {
			return nil, &InputError{Finding: NewFinding("J-h", "/"+key, "", key, ""), Line: 1}
		}
	}

	e := Edition(edition)
	if edition == "" {
		var ok bool
		if e, ok = EditionFor(r.Year); !ok {
			return nil, &InputError{Finding: NewFinding("R-b", "/year", "年度", strconv.Itoa(r.Year), "")}
		}
	}
	if r.Tables = NewTables(e); r.Tables == nil {
		var have []string
		for _, e := range Editions() {
			have = append(have, string(e))
		}
		return nil, &InputError{Finding: NewFinding("J-f", "/edition", "", edition, strings.Join(have, "、"))}
	}
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

// integer is a JSON number that is written as a count or a change.
var integer = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

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
	sum, amount := fig.(*Amount)
	var text string
	switch tok.Kind() {
	case 'n':
		fig.clear()
		return nil
	case '0':
		text = tok.String()
		if amount {
			return d.cellError(at, col, "J-d", "number "+text, "字符串，如 \""+text+"\"")
		}
		if !integer.MatchString(text) {
			text = "\x00" + text // no figure: JSON numbers have more spellings
		}
	case '"':
		text = tok.String()
		if !amount && text != "/" {
			return d.cellError(at, col, "J-d", "字符串 \""+text+"\"", "整数、null 或 \"/\"")
		}
	default:
		return d.cellError(at, col, "J-d", kindName(tok.Kind()), "一个数")
	}
	if fe := at.row.parse(fig, col, text); fe != nil {
		return d.cellError(at, col, fe.code, strings.TrimPrefix(fe.got, "\x00"), fe.want)
	}
	if amount && sum.String() != text {
		return d.cellError(at, col, codeAmount, text, "")
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
	if err := d.open('{', "对象"); err != nil {
		return err
	}
	for d.dec.PeekKind() != '}' {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		key := tok.String()
		var read func() error
		nearest, best := "", len(key)/2+1
		for _, m := range members {
			if m.key == key {
				read = m.read
				break
			}
			if n := distance(strings.ToLower(key), strings.ToLower(m.key)); n < best {
				nearest, best = m.key, n
			}
		}
		if read == nil {
			if nearest != "" {
				nearest = "；是不是“" + nearest + "”？"
			}
			return d.fail("J-b", key, nearest)
		}
		if err := read(); err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return d.syntax(err)
}

func (d *decoder) open(kind jsontext.Kind, want string) error {
	tok, err := d.dec.ReadToken()
	if err != nil {
		return d.syntax(err)
	}
	if tok.Kind() != kind {
		return d.fail("J-d", kindName(tok.Kind()), want)
	}
	return nil
}

// array reads an array with read for each value.
func (d *decoder) array(read func() error) error {
	if err := d.open('[', "数组"); err != nil {
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
			return d.fail("J-d", kindName(tok.Kind()), "字符串")
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

func (d *decoder) year(to *int) func() error {
	return func() error {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		if tok.Kind() != '0' {
			return d.fail("J-d", kindName(tok.Kind()), "四位数的年份")
		}
		n, err := strconv.Atoi(tok.String())
		if _, ok := EditionFor(n); err != nil || !ok || n > 9999 {
			return d.fail("R-b", tok.String(), "")
		}
		*to = n
		return nil
	}
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
			return d.fail("J-g", s, scopeAgencyKey+"、"+string(ScopeJurisdiction))
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
				var have []string
				for _, t := range topics {
					have = append(have, string(t.topic))
				}
				return d.fail("J-g", s, strings.Join(have, "、"))
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
				return d.fail("J-d", kindName(k), "true 或 false")
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

// fail makes an error of the value or key that was read last.
func (d *decoder) fail(code, got, want string) error {
	return &InputError{
		Finding: NewFinding(code, d.prefix+string(d.dec.StackPointer()), "", got, want),
		Line:    d.line(d.dec.InputOffset()),
	}
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
	code, got := "J-a", se.Err.Error()
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		code, got = "J-c", se.JSONPointer.LastToken()
	case strings.Contains(got, "surrogate"), strings.Contains(got, "UTF-8"):
		code = "J-e"
	case errors.Is(err, io.ErrUnexpectedEOF):
		got = "文件不完整"
	}
	return &InputError{
		Finding: NewFinding(code, d.prefix+string(se.JSONPointer), "", got, ""),
		Line:    d.line(se.ByteOffset),
	}
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
