package report

import (
	"bytes"
	"errors"
	"io"
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
		return nil, nil, &InputError{Finding: newFinding(codeTooLarge, "", "", strconv.Itoa(len(data)), strconv.Itoa(maxSize))}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // which editors on Windows write
	r := new(Report)
	d := decoder{data: data, dec: jsontext.NewDecoder(bytes.NewBuffer(data)), report: r}
	totals, err := d.whole()
	if err == nil {
		err = d.end()
	}
	if err := d.result(err); err != nil {
		return nil, nil, err
	}
	if err := inputError(faultsBy(r, decodedRules)); err != nil {
		return nil, nil, err
	}
	return r, compareTotals(r.Tables, totals), nil
}

// maxSize is more bytes than any report has.
const maxSize = 4 << 20

// decodedRules are those that the reading itself does not see to.
var decodedRules = rulesOf(codeTooLong, codeTooMany, codeKey)

// decoder reads tokens. What is wrong with a value is kept, and the reading goes
// on; an error ends it.
type decoder struct {
	data   []byte
	dec    *jsontext.Decoder
	base   int64  // offset of what dec reads in data
	prefix string // pointer of what dec reads
	report *Report
	items  int // of arrays

	faults []Finding // maxFaults at most
	more   int
}

// errStopped ends the reading where enough faults were found.
var errStopped = errors.New("report: stopped")

// stopped takes the error that ended the reading for the last fault.
func (d *decoder) stopped(err error) {
	var input *InputError
	if errors.As(err, &input) {
		d.keep(input.Finding)
	}
}

// keep keeps a fault and ends the reading where there are too many.
func (d *decoder) keep(f Finding) error {
	if len(d.faults) == maxFaults {
		d.more++
		return errStopped
	}
	d.faults = append(d.faults, f)
	return nil
}

// member is a key of an object and what reads its value.
type member struct {
	key  string
	read func() error
}

// whole reads a report; the totals are those that it gives.
func (d *decoder) whole() (totals []printedTotal, err error) {
	r := d.report
	var edition Edition
	var tables []byte // to be read when the edition is known
	var tablesAt int64
	seen := map[string]bool{}
	fields := r.fields(&edition)
	members := d.members(fields[:])
	for i, m := range members {
		members[i].read = func() (err error) {
			if seen[m.key] = true; m.key != keyTables {
				return m.read()
			}
			tables, tablesAt, err = d.skip()
			return err
		}
	}
	if ok, err := d.open('{'); !ok {
		return nil, err
	}
	if err := d.rest(members); err != nil {
		return nil, err
	}
	for _, f := range fields {
		if slices.Contains(required, f.key) && !seen[f.key] {
			if err := d.keep(newFinding("J-h", "/"+f.key, f.label, f.label+"（"+f.key+"）", "").At(Pos{Line: 1})); err != nil {
				return nil, err
			}
		}
	}
	if edition == "" && r.Year != 0 {
		edition, _ = EditionFor(r.Year)
	}
	r.Tables = NewTables(edition)
	if r.Tables == nil || tables == nil {
		return nil, nil
	}
	td := tablesDecoder{decoder: *d, tables: r.Tables}
	td.dec, td.base, td.prefix = jsontext.NewDecoder(bytes.NewBuffer(tables)), tablesAt, "/"+keyTables
	err = td.node("")
	d.faults, d.more = td.faults, td.more
	return td.totals, err
}

// tablesDecoder reads the object of the tables by the rows of the form.
type tablesDecoder struct {
	decoder
	tables Tables
	totals []printedTotal
}

// node reads the object whose keys are the next parts of the rows' paths.
func (d *tablesDecoder) node(under string) error {
	var members []member
	for r := range d.tables.form().rows() {
		rest, ok := strings.CutPrefix(r.path, under)
		if !ok {
			continue
		}
		key, _, deeper := strings.Cut(rest, "/")
		if n := len(members); n > 0 && members[n-1].key == key {
			continue
		}
		if deeper {
			members = append(members, member{key, func() error { return d.node(under + key + "/") }})
		} else {
			members = append(members, member{key, func() error { return d.row(r) }})
		}
	}
	return d.object(members)
}

func (d *tablesDecoder) row(r *row) error {
	if r.single() {
		return d.cell(r, 0)
	}
	var members []member
	for col := range r.width() {
		key := keyTotal
		if col < len(r.cols) {
			key = r.cols[col].key
		}
		members = append(members, member{key, func() error { return d.cell(r, col) }})
	}
	return d.object(members)
}

// keyTotal is the key of a total, which is only compared.
const keyTotal = "total"

// cell reads a figure of the tables.
func (d *tablesDecoder) cell(r *row, col int) error {
	if !r.computedAt(col) {
		return d.figure(r.cell(d.tables, col), func(text string) *figureError { return r.parse(r.cell(d.tables, col), col, text) })
	}
	var total Count
	return d.figure(&total, func(text string) (err *figureError) {
		if total, err = parseTotal(text); err == nil {
			d.totals = append(d.totals, printedTotal{r, col, total})
		}
		return err
	})
}

// figure reads a figure. It has one spelling in JSON, that of Encode: whatever
// else can be understood as a figure is refused with the right spelling.
func (d *decoder) figure(f figure, parse func(text string) *figureError) error {
	tok, err := d.dec.ReadToken()
	if err != nil {
		return d.syntax(err)
	}
	text := tok.String()
	found := text
	switch tok.Kind() {
	case 'n':
		f.clear()
		return nil
	case '0':
	case '"':
		found = `"` + text + `"`
	default:
		want := jsontext.Kind('0')
		if f.kind() == KindAmount {
			want = '"'
		}
		return d.wrongKind(tok.Kind(), kindName(want))
	}
	if fe := parse(text); fe != nil {
		return d.fault(fe.code, fe.got, fe.want)
	}
	if want := f.json(); found != want {
		if tok.Kind() == '0' && strings.HasPrefix(want, `"`) {
			found = unquoted + found
		}
		return d.fault(codeType, found, want)
	}
	return nil
}

// object reads an object of the members, in any order, none required.
func (d *decoder) object(members []member) error {
	if ok, err := d.open('{'); !ok {
		return err
	}
	return d.rest(members)
}

// rest reads an object that is open.
func (d *decoder) rest(members []member) error {
	for d.dec.PeekKind() != '}' {
		tok, err := d.dec.ReadToken()
		if err != nil {
			return d.syntax(err)
		}
		key := tok.String()
		i := slices.IndexFunc(members, func(m member) bool { return m.key == key })
		if i < 0 {
			err = d.fault(codeKey, key, nearestKey(members, key))
			if err == nil {
				_, _, err = d.skip()
			}
		} else {
			err = members[i].read()
		}
		if err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return d.syntax(err)
}

// nearestKey returns the key that may have been meant, or "".
func nearestKey(members []member, key string) (nearest string) {
	const longest = 100 // of keys that are looked at
	if len(key) > longest {
		return ""
	}
	best := len(key)/2 + 1
	for _, m := range members {
		if n := spell.Distance(strings.ToLower(key), strings.ToLower(m.key)); n < best {
			nearest, best = m.key, n
		}
	}
	return nearest
}

// open reads the start of an object or array; ok is false where something else is
// there, which it then skips.
func (d *decoder) open(kind jsontext.Kind) (ok bool, err error) {
	_, ok, err = d.token(kind, kindName(kind))
	return ok, err
}

// token reads a token of the kind; ok is false where it is of another, which is
// then skipped with all that is in it.
func (d *decoder) token(kind jsontext.Kind, want string) (tok jsontext.Token, ok bool, err error) {
	tok, err = d.dec.ReadToken()
	if err != nil {
		return tok, false, d.syntax(err)
	}
	if k := tok.Kind(); k != kind && !(kind == 't' && k == 'f') {
		return tok, false, d.wrongKind(k, want)
	}
	return tok, true, nil
}

// wrongKind keeps the fault that the token that was read is of the wrong kind, and
// skips what it opened.
func (d *decoder) wrongKind(kind jsontext.Kind, want string) error {
	if err := d.fault(codeType, kindName(kind), want); err != nil || kind != '{' && kind != '[' {
		return err
	}
	for depth := d.dec.StackDepth(); d.dec.StackDepth() >= depth; {
		if _, err := d.dec.ReadToken(); err != nil {
			return d.syntax(err)
		}
	}
	return nil
}

// array reads an array with read for each value.
func (d *decoder) array(read func() error) error {
	if ok, err := d.open('['); !ok {
		return err
	}
	for d.dec.PeekKind() != ']' {
		if err := read(); err != nil {
			return err
		}
		if d.items++; d.items > maxParagraphs {
			return d.fail(codeTooMany, strconv.Itoa(d.items), strconv.Itoa(maxParagraphs))
		}
	}
	_, err := d.dec.ReadToken()
	return d.syntax(err)
}

// value reads the value of a field other than the tables.
func (d *decoder) value(f field) error {
	switch v := f.value.(type) {
	case *string:
		return d.text(v)
	case *[]string:
		return d.array(func() error {
			*v = append(*v, "")
			return d.text(&(*v)[len(*v)-1])
		})
	case *int:
		return d.year(v)
	case *ordinal:
		return d.ordinal(v)
	case *bool:
		tok, ok, err := d.token('t', kindName('t'))
		*v = ok && tok.Bool()
		return err
	case *Date:
		return d.date(v)
	case *Edition:
		return choice(d, v, func(s Edition) (Edition, bool) { return s, s == "" || s.form() != nil }, "J-f", list(Editions()))
	case *Topic:
		return choice(d, v, func(s Topic) (Topic, bool) { return s, s == "" || s.Title() != "" }, codeValue, list(Topics()))
	case *Scope:
		return choice(d, v, func(s Scope) (Scope, bool) {
			if s == scopeAgencyKey {
				s = ScopeAgency
			}
			return s, s == ScopeAgency || s == ScopeJurisdiction
		}, codeValue, list(scopeKeys))
	case *Index:
		return d.object(d.members(f.fields()))
	case *Section:
		return d.object(d.members(v.members(tableIn(slices.Index(sectionKeys[:], f.key)))))
	case *[]Subsection:
		return d.array(func() error {
			*v = append(*v, Subsection{})
			return d.object(d.members((*v)[len(*v)-1].fields()))
		})
	case *Revision:
		return d.revision(v)
	case *[]Reason:
		return d.array(func() error {
			*v = append(*v, Reason{})
			return d.object(d.members((*v)[len(*v)-1].fields()))
		})
	}
	return nil
}

// members returns the members of an object of the fields.
func (d *decoder) members(fields []field) []member {
	members := make([]member, len(fields))
	for i, f := range fields {
		members[i] = member{f.key, func() error { return d.value(f) }}
	}
	return members
}

func (d *decoder) text(to *string) error {
	const longest = 12 * maxText // bytes of a paragraph, every character escaped
	from := d.dec.InputOffset()
	tok, ok, err := d.token('"', kindName('"'))
	switch end := d.dec.InputOffset(); {
	case !ok:
		return err
	case end-from > longest:
		return d.fault(codeTooLong, strconv.Itoa(utf8.RuneCount(bytes.Trim(d.data[d.base+from:d.base+end], " \t\r\n,:\""))), strconv.Itoa(maxText))
	}
	*to = tok.String()
	return nil
}

// date reads YYYY-MM-DD; "" is the zero Date.
func (d *decoder) date(to *Date) error {
	tok, ok, err := d.token('"', kindName('"'))
	if !ok || tok.String() == "" {
		return err
	}
	s := tok.String()
	if *to, ok = parseDate(s); ok {
		return nil
	}
	if isoDate.MatchString(s) {
		return d.fault(codeNoDay, s, "")
	}
	return d.fault(codeType, s, `"YYYY-MM-DD"`)
}

func (d *decoder) year(to *int) error {
	tok, ok, err := d.token('0', wantYear)
	if !ok {
		return err
	}
	n, err := strconv.Atoi(tok.String())
	if _, ok := EditionFor(n); err != nil || !ok || n > lastYear {
		return d.fault("R-b", tok.String(), "")
	}
	*to = n
	return nil
}

// revision reads a correction, which has a number.
func (d *decoder) revision(to *Revision) error {
	if ok, err := d.open('{'); !ok {
		return err
	}
	fields, given := to.fields(), false
	members := d.members(fields)
	for i, m := range members {
		members[i].read = func() error {
			given = given || m.key == keyNumber
			return m.read()
		}
	}
	if err := d.rest(members); err != nil || given {
		return err
	}
	f := d.at("J-h", fields[0].label+"（"+keyNumber+"）", "")
	f.Path, f.Place = f.Path+"/"+keyNumber, fields[0].label
	return d.keep(f)
}

func (d *decoder) ordinal(to *ordinal) error {
	tok, ok, err := d.token('0', kindName('0'))
	if !ok {
		return err
	}
	n, err := strconv.Atoi(tok.String())
	if err != nil || n < 1 || n > maxRevision {
		return d.fault(codeRevision, tok.String(), "")
	}
	*to = ordinal(n)
	return nil
}

const wantYear = "不加引号的年份，如 2023"

// choice reads one of a few words; parse returns what it stands for.
func choice[T ~string](d *decoder, to *T, parse func(T) (T, bool), code, choices string) error {
	tok, ok, err := d.token('"', kindName('"'))
	if !ok {
		return err
	}
	x, ok := parse(T(tok.String()))
	if !ok {
		return d.fault(code, tok.String(), choices)
	}
	*to = x
	return nil
}

// list returns the names as a list of choices.
func list[T ~string](names []T) string {
	s := make([]string, len(names))
	for i, n := range names {
		s[i] = string(n)
	}
	return strings.Join(s, "、")
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

// at returns a finding at what was read last.
func (d *decoder) at(code, got, want string) Finding {
	pointer := d.pointer(d.dec.StackPointer())
	return newFinding(code, pointer, d.report.Place(pointer), got, want).At(Pos{Line: d.line(d.dec.InputOffset())})
}

// fault keeps what is wrong with the value or key that was read last.
func (d *decoder) fault(code, got, want string) error { return d.keep(d.at(code, got, want)) }

// fail makes an error of it, which ends the reading.
func (d *decoder) fail(code, got, want string) error {
	return &InputError{Finding: d.at(code, got, want)}
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
		code, got = codeEncoding, ""
	case strings.Contains(what, "depth"):
		code, got = "J-a", "嵌套太深"
	case errors.Is(err, io.ErrUnexpectedEOF):
		code, got = "J-a", "文件不完整"
	}
	pointer := d.pointer(se.JSONPointer)
	return &InputError{Finding: newFinding(code, pointer, d.report.Place(pointer), got, "").At(Pos{Line: d.line(se.ByteOffset)})}
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

// kindName is what a kind of value is called.
func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "true 或 false"
	case '"':
		return "加引号的文字"
	case '0':
		return "不加引号的数字"
	case '{':
		return "{ } 中的各项"
	}
	return "[ ] 中的一列"
}

// result returns the faults as an error.
func (d *decoder) result(err error) error {
	if d.stopped(err); d.faults != nil {
		return &InputError{d.faults[0], d.faults[1:], d.more}
	}
	return nil
}
