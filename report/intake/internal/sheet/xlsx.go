package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Read takes an XLSX workbook apart, Transitional or Strict.
func Read(data []byte, n *source.Notes) (*source.Source, error) {
	p, err := opc.Open(data)
	if err != nil {
		return nil, err
	}
	p.Times(n.Most(1))
	w := workbook{Package: p, book: newBook(n)}
	main, kind, err := p.Main()
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(kind, "main+xml") {
		return nil, source.Error(report.Pos{}, "I-b", "", "XLSB", "打开它，另存为 XLSX")
	}
	if err := w.read(main); err != nil {
		return nil, err
	}
	title, _ := p.Title() // properties that are damaged give none
	return &source.Source{Format: "XLSX", Title: title, Blocks: w.blocks, Hidden: w.hidden, Carried: p.Carried(main, n)}, nil
}

// workbook is an XLSX workbook that is being read.
type workbook struct {
	*opc.Package
	book
	shared []richText
	styles []style
}

// style is what is to be known of the style of a cell.
type style struct {
	format numberFormat
	framed bool
	font   font
	ground paper.Colour
}

// font is what is to be known of a font.
type font struct {
	struck   bool
	raised   bool // or lowered: a number in a text is a mark then
	colour   paper.Colour
	pictures bool // in place of letters and digits
}

// hides reports whether what is in a cell is not to be seen on its ground.
func (s style) hides() bool { return s.font.colour.Like(s.ground) }

// leaves returns what a text in a cell is if it is left out, or "".
func (s style) leaves(text string) (what string) {
	switch sign := func(c rune) bool { return c > ' ' && c <= '~' }; {
	case strings.TrimSpace(text) == "":
	case s.hides():
		return hiddenText
	case s.font.pictures && strings.ContainsFunc(text, sign):
		return symbols
	case s.font.struck:
		return struckText
	}
	return ""
}

// listed is a sheet as the list of them has it.
type listed struct {
	name, id, state string
	printed         *area // nil is all of it
}

func (w *workbook) read(main string) error {
	rels, err := w.Rels(main)
	if err != nil {
		return err
	}
	byID := map[string]opc.Rel{}
	for _, r := range rels {
		byID[r.ID] = r
		switch {
		case r.External:
		case r.Type == "sharedStrings":
			err = w.readStrings(r.Target)
		case r.Type == "styles":
			err = w.readStyles(r.Target)
		}
		if err != nil {
			return err
		}
	}
	sheets, err := w.list(main)
	if err != nil {
		return err
	}
	for _, s := range sheets {
		r := byID[s.id]
		at := report.Pos{Sheet: s.name}
		switch {
		case s.state != "" && s.state != "visible":
			w.Leave(hiddenSheets, 1, at)
			if w.Hidden && r.Type == "worksheet" {
				w.unseen(func() error { return w.readSheet(&sheet{name: s.name}, r.Target) })
			}
		case r.Type == "worksheet":
			if err := w.readSheet(&sheet{name: s.name, printed: s.printed}, r.Target); err != nil {
				return err
			}
		default:
			w.Leave(chartSheets, 1, at)
		}
	}
	return nil
}

// list reads the list of the sheets.
func (w *workbook) list(part string) (sheets []listed, err error) {
	x, err := w.XML(part)
	if err != nil {
		return nil, err
	}
	for range x.Children() {
		for child := range x.Children() {
			switch child {
			case "x:workbookPr":
				w.date1904 = isTrue(x.Attr("date1904"))
			case "x:sheets":
				for range x.Children() {
					sheets = append(sheets, listed{name: x.Attr("name"), id: x.Attr("r:id"), state: x.Attr("state")})
				}
			case "x:definedNames":
				for range x.Children() {
					n, err := strconv.Atoi(x.Attr("localSheetId"))
					if x.Attr("name") != "_xlnm.Print_Area" || err != nil || n < 0 || n >= len(sheets) {
						continue
					}
					text := x.Text()
					if a, ok := parseArea(text[strings.LastIndex(text, "!")+1:]); ok && !strings.Contains(text, ",") {
						sheets[n].printed = &a
					}
				}
			}
		}
	}
	return sheets, x.Err()
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// isZero reports whether a width or a height is 0, which hides as well.
func isZero(s string) bool {
	v, err := strconv.ParseFloat(s, 64)
	return err == nil && v == 0
}

func (w *workbook) readStrings(part string) error {
	x, err := w.XML(part)
	if err != nil {
		return err
	}
	for range x.Children() {
		for range x.Children() {
			w.shared = append(w.shared, readRich(x))
		}
	}
	return x.Err()
}

// richText is a text, or the runs of one in which some say themselves how they look.
type richText struct {
	text string
	runs []run
}

// run is a part of a text.
type run struct {
	text string
	font font
	own  bool // it has its own font, not that of the cell
}

// maxRuns is how many runs of a text are looked at: those of a figure are fewer.
const maxRuns = 100

// readRich reads a text that may be in runs. What tells how to say it is no part of it.
func readRich(x *opc.XML) (t richText) {
	var b strings.Builder // of the last run
	var last run
	own := false
	end := func() {
		if last.text = b.String(); last.text != "" {
			t.runs = append(t.runs, last)
		}
		b.Reset()
	}
	for child := range x.Children() {
		var r run
		switch child {
		case "x:t":
			r.text = x.Text()
		case "x:r":
			r = readRun(x)
		}
		if (r.font != last.font || r.own != last.own) && r.text != "" && len(t.runs) < maxRuns {
			end()
			last = r
		}
		b.WriteString(r.text)
		own = own || r.own
	}
	if own {
		end()
	} else {
		t.text = clean(unescape(b.String()))
	}
	return t
}

// readRun reads a run of a text.
func readRun(x *opc.XML) (r run) {
	for child := range x.Children() {
		switch child {
		case "x:rPr":
			r.own = true
			r.font = readFont(x)
		case "x:t":
			r.text = x.Text()
		}
	}
	return r
}

// readFont reads a font.
func readFont(x *opc.XML) (f font) {
	for child := range x.Children() {
		switch child {
		case "x:vertAlign":
			f.raised = x.Attr("val") != "baseline"
		case "x:color":
			f.colour = colour(x)
		case "x:name", "x:rFont":
			f.pictures = face.Pictures(x.Attr("val"))
		default:
			f.struck = f.struck || strikes(x, child)
		}
	}
	return f
}

func strikes(x *opc.XML, name string) bool {
	v := x.Attr("val")
	return name == "x:strike" && (v == "" || isTrue(v))
}

// unescape replaces _x000D_, which stands for a character that XML cannot have
// (ISO/IEC 29500-1, 22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "_x")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if len(after) > 4 && after[4] == '_' {
			if n, err := strconv.ParseUint(after[:4], 16, 16); err == nil {
				b.WriteRune(rune(n))
				s = after[5:]
				continue
			}
		}
		b.WriteString("_x")
		s = after
	}
}

// readStyles reads the number formats of the cells' styles, whether they have borders, and
// whether what is in them is struck out or not to be seen.
func (w *workbook) readStyles(part string) error {
	x, err := w.XML(part)
	if err != nil {
		return err
	}
	formats := map[int]numberFormat{}
	var borders []bool // that there is one
	var fonts []font
	var fills []paper.Colour
	for range x.Children() {
		for child := range x.Children() {
			switch child {
			case "x:numFmts":
				for range x.Children() {
					if id, err := strconv.Atoi(x.Attr("numFmtId")); err == nil {
						formats[id] = parseFormat(x.Attr("formatCode"))
					}
				}
			case "x:fonts":
				for range x.Children() {
					fonts = append(fonts, readFont(x))
				}
			case "x:fills":
				for range x.Children() {
					fills = append(fills, fill(x))
				}
			case "x:borders":
				for range x.Children() {
					any := false
					for range x.Children() {
						kind := x.Attr("style")
						any = any || kind != "" && kind != "none"
					}
					borders = append(borders, any)
				}
			case "x:cellXfs":
				for range x.Children() {
					id, _ := strconv.Atoi(x.Attr("numFmtId"))
					f, ok := formats[id]
					if !ok {
						f = builtIn(id)
					}
					own := style{format: f, ground: white}
					own.framed, _ = named(borders, x.Attr("borderId"))
					own.font, _ = named(fonts, x.Attr("fontId"))
					if c, ok := named(fills, x.Attr("fillId")); ok {
						own.ground = c
					}
					w.styles = append(w.styles, own)
				}
			}
		}
	}
	return x.Err()
}

// white is the ground of cells that have no other.
var white = paper.Grey(1)

// themed and indexed are the white and black that come first in the theme and the palette.
var (
	themed  = map[string]paper.Colour{"0": white, "1": paper.Grey(0)}
	indexed = map[string]paper.Colour{"0": paper.Grey(0), "1": white, "8": paper.Grey(0), "9": white, "64": paper.Grey(0), "65": white}
)

// colour reads a colour (ISO/IEC 29500-1, 18.8.19), as far as it is known without the
// theme and the palette.
func colour(x *opc.XML) paper.Colour {
	switch rgb := x.Attr("rgb"); {
	case len(rgb) == 8:
		return paper.Hex(rgb[2:])
	case x.Attr("tint") == "" || x.Attr("tint") == "0":
		return cmp.Or(themed[x.Attr("theme")], indexed[x.Attr("indexed")])
	}
	return paper.Colour{}
}

// fill reads the ground that a fill makes, as far as it is known.
func fill(x *opc.XML) (ground paper.Colour) {
	for child := range x.Children() {
		if child != "x:patternFill" {
			continue
		}
		kind := x.Attr("patternType")
		if kind == "" || kind == "none" {
			ground = white
		}
		for child := range x.Children() {
			if child == "x:fgColor" && kind == "solid" {
				ground = colour(x)
			}
		}
	}
	return ground
}

// named returns what the entry of an index is, if there is one.
func named[T any](list []T, index string) (entry T, ok bool) {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(list) {
		return entry, false
	}
	return list[i], true
}

func (w *workbook) readSheet(s *sheet, part string) error {
	x, err := w.XML(part)
	if err != nil {
		return err
	}
	for range x.Children() {
		for child := range x.Children() {
			switch child {
			case "x:cols":
				for range x.Children() {
					s.readCol(x)
				}
			case "x:sheetData":
				if err := w.readRows(x, s); err != nil {
					return err
				}
			case "x:mergeCells":
				for range x.Children() {
					m, ok := parseArea(x.Attr("ref"))
					if !ok {
						return s.damaged(badArea, x.Attr("ref"))
					}
					s.merges = append(s.merges, m)
				}
			}
		}
	}
	if err := x.Err(); err != nil {
		return err
	}
	rels, err := w.Rels(part)
	if err != nil {
		return err
	}
	for _, r := range rels {
		switch r.Type {
		case "drawing":
			w.Leave(drawings, 1, report.Pos{Sheet: s.name})
		case "comments":
			w.Leave(comments, 1, report.Pos{Sheet: s.name})
		}
	}
	return w.finish(s)
}

// readCol reads which columns are hidden. One without width is, too.
func (s *sheet) readCol(x *opc.XML) {
	if !isTrue(x.Attr("hidden")) && !isZero(x.Attr("width")) {
		return
	}
	from, ok := parseIndex(x.Attr("min"), maxCols)
	to, ok2 := parseIndex(x.Attr("max"), maxCols)
	if ok && ok2 && from <= to {
		s.cols = append(s.cols, span{from, to})
	}
}

func (w *workbook) readRows(x *opc.XML, s *sheet) error {
	row := -1
	for child := range x.Children() {
		if child != "x:row" {
			continue
		}
		row++
		if r := x.Attr("r"); r != "" {
			n, ok := parseIndex(r, maxRows)
			if !ok {
				return s.damaged(badIndex, r)
			}
			row = n
		}
		if isTrue(x.Attr("hidden")) || isZero(x.Attr("ht")) {
			s.rows = append(s.rows, span{row, row})
		}
		at := place{row, -1}
		for child := range x.Children() {
			if child != "x:c" {
				continue
			}
			at.col++
			if r := x.Attr("r"); r != "" {
				p, ok := parsePlace(r)
				if !ok || p.row != row {
					return s.damaged(badPlace, r)
				}
				at = p
			}
			if at.row >= maxRows || at.col >= maxCols {
				return s.damaged(badPlace, at.String())
			}
			if err := w.readCell(x, s, at); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *workbook) readCell(x *opc.XML, s *sheet, at place) error {
	kind, look := x.Attr("t"), w.style(x.Attr("s"))
	var value string
	var inline richText
	formula, cached := false, false
	for child := range x.Children() {
		switch child {
		case "x:f":
			formula = true
		case "x:v":
			value, cached = x.Text(), true
		case "x:is":
			inline = readRich(x)
		}
	}
	value = strings.TrimSpace(value)
	switch {
	case x.Err() != nil:
		return x.Err()
	case kind == "inlineStr":
		return w.rich(s, at, inline, look)
	case kind != "s" && look.leaves(value) != "":
		w.leave(s, at, look.leaves(value), look)
		return nil
	case kind == "str" && cached:
		return w.add(s, at, clean(unescape(value)), source.Present)
	case value == "" && formula:
		return w.add(s, at, "", source.NoValue)
	case value == "":
		if look.framed {
			s.framed = append(s.framed, at)
		}
		return nil
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n >= len(w.shared) {
			return s.wrong(at, noText, value)
		}
		return w.rich(s, at, w.shared[n], look)
	case "b":
		return w.add(s, at, truth(value), source.Present)
	case "e":
		return w.add(s, at, value, source.BadValue)
	case "d":
		return w.add(s, at, isoText(value), source.Present)
	case "n", "":
		return w.number(s, at, value, look.format)
	}
	return s.wrong(at, badType, kind)
}

func (w *workbook) style(index string) style {
	if n, err := strconv.Atoi(index); err == nil && n >= 0 && n < len(w.styles) {
		return w.styles[n]
	}
	return style{ground: white}
}

// leave tells of a cell that is left out.
func (w *workbook) leave(s *sheet, at place, what string, look style) {
	w.Leave(what, 1, s.pos(at))
	if look.framed {
		s.framed = append(s.framed, at)
	}
}

// rich adds a text, without what is struck out or not to be seen of it.
func (w *workbook) rich(s *sheet, at place, t richText, look style) error {
	if t.runs == nil {
		if what := look.leaves(t.text); what != "" {
			w.leave(s, at, what, look)
			return nil
		}
		return w.add(s, at, t.text, source.Present)
	}
	var b strings.Builder
	var told []string
	for _, r := range t.runs {
		look := look
		if r.own {
			look.font = r.font
			look.font.struck = r.font.struck || r.font.raised
		}
		if what := look.leaves(r.text); what == "" {
			b.WriteString(r.text)
		} else if !slices.Contains(told, what) {
			told = append(told, what)
			w.Leave(what, 1, s.pos(at))
		}
	}
	return w.add(s, at, clean(unescape(b.String())), source.Present)
}
