package sheet

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// ReadXML takes a workbook apart that is SpreadsheetML 2003, as reporting systems
// write it.
func ReadXML(data []byte, n *source.Notes) (*source.Source, error) {
	if most := min(n.Most(source.MaxText), source.MaxFile); len(data) > most {
		return nil, source.TooLong(report.Pos{}, len(data), most)
	}
	text, _, err := charset.Decode(data)
	if err != nil {
		return nil, err
	}
	w := workbook2003{XML: opc.NewXML([]byte(text)), book: newBook(n), styles: map[string]style{}}
	w.Times(n.Most(1))
	for root := range w.Children() {
		if root != "ss:Workbook" {
			return nil, source.Error(report.Pos{}, "I-ar", "", noWorkbook, "")
		}
		if err := w.read(); err != nil {
			return nil, err
		}
	}
	return &source.Source{Format: "SpreadsheetML", Blocks: w.blocks, Hidden: w.hidden}, w.Err()
}

type workbook2003 struct {
	*opc.XML
	book
	styles map[string]style // by their ids
}

func (w *workbook2003) read() error {
	for child := range w.Children() {
		switch child {
		case "ss:Styles":
			for range w.Children() {
				w.readStyle()
			}
		case "ss:Worksheet":
			if err := w.readSheet(); err != nil {
				return err
			}
		}
	}
	return nil
}

// namedFormats are formats that SpreadsheetML 2003 has names for, as far as they are
// not General here.
var namedFormats = map[string]string{
	"General Date": "yyyy", "Long Date": "yyyy", "Medium Date": "yyyy", "Short Date": "yyyy",
	"Long Time": "hh", "Medium Time": "hh", "Short Time": "hh",
	"Percent": "0%", "Yes/No": ";", "True/False": ";", "On/Off": ";",
	"General Number": general, "Currency": general, "Euro Currency": general, "Fixed": general, "Standard": general, "Scientific": general,
}

func (w *workbook2003) readStyle() {
	id := w.Attr("ss:ID")
	x, ok := w.styles[w.Attr("ss:Parent")]
	if !ok {
		x.ground = white
	}
	for child := range w.Children() {
		switch child {
		case "ss:NumberFormat":
			code := w.Attr("ss:Format")
			if named, ok := namedFormats[code]; ok {
				x.format = parseFormat(named)
				x.format.code = code
			} else if code != "" {
				x.format = parseFormat(code)
			}
		case "ss:Font":
			x.font = font{struck: isTrue(w.Attr("ss:StrikeThrough")), colour: paper.Hex(strings.TrimPrefix(w.Attr("ss:Color"), "#"))}
		case "ss:Interior":
			switch w.Attr("ss:Pattern") {
			case "Solid":
				x.ground = paper.Hex(strings.TrimPrefix(w.Attr("ss:Color"), "#"))
			case "", "None":
				x.ground = white
			default:
				x.ground = paper.Colour{}
			}
		case "ss:Borders":
			x.framed = false
			for range w.Children() {
				kind := w.Attr("ss:LineStyle")
				x.framed = x.framed || kind != "" && kind != "None"
			}
		}
	}
	w.styles[id] = x
}

func (w *workbook2003) readSheet() error {
	s := &sheet{name: w.Attr("ss:Name")}
	hidden := false
	for child := range w.Children() {
		switch child {
		case "ss:Table":
			if err := w.readTable(s); err != nil {
				return err
			}
		case "xl:WorksheetOptions":
			for child := range w.Children() {
				if child == "xl:Visible" {
					hidden = strings.HasPrefix(w.Text(), "SheetHidden") || hidden
				}
			}
		}
	}
	if w.Err() != nil {
		return w.Err()
	}
	if hidden {
		w.Leave(hiddenSheets, 1, report.Pos{Sheet: s.name})
		if w.Hidden {
			w.unseen(func() error { return w.finish(s) })
		}
		return nil
	}
	return w.finish(s)
}

// index returns the place of a row, column or cell behind the one before.
func (w *workbook2003) index(s *sheet, next, most int) (int, error) {
	value := w.Attr("ss:Index")
	n, ok := parseIndex(value, most)
	switch {
	case value == "" && next < most:
		return next, nil
	case !ok || n < next:
		return 0, s.damaged(badIndex, value)
	}
	return n, nil
}

// count returns how many more an element spans.
func (w *workbook2003) count(attr string, most int) int {
	n, err := strconv.ParseUint(w.Attr(attr), 10, 31)
	if err != nil {
		return 0
	}
	return min(int(n), most)
}

func (w *workbook2003) readTable(s *sheet) error {
	row, col := 0, 0
	for child := range w.Children() {
		switch child {
		case "ss:Column":
			n, err := w.index(s, col, maxCols)
			if err != nil {
				return err
			}
			col = n + 1 + w.count("ss:Span", maxCols)
			if isTrue(w.Attr("ss:Hidden")) || isZero(w.Attr("ss:Width")) {
				s.cols = append(s.cols, span{n, col - 1})
			}
		case "ss:Row":
			n, err := w.index(s, row, maxRows)
			if err != nil {
				return err
			}
			row = n + 1 + w.count("ss:Span", maxRows)
			if isTrue(w.Attr("ss:Hidden")) || isZero(w.Attr("ss:Height")) {
				s.rows = append(s.rows, span{n, row - 1})
			}
			if err := w.readRow(s, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *workbook2003) readRow(s *sheet, row int) error {
	style := w.Attr("ss:StyleID")
	next := 0
	for child := range w.Children() {
		if child != "ss:Cell" {
			continue
		}
		col, err := w.index(s, next, maxCols)
		if err != nil {
			return err
		}
		at := place{row, col}
		m := area{at, place{min(row+w.count("ss:MergeDown", maxRows), maxRows-1), min(col+w.count("ss:MergeAcross", maxCols), maxCols-1)}}
		if m.from != m.to {
			s.merges = append(s.merges, m)
		}
		next = m.to.col + 1
		if err := w.readCell(s, at, style); err != nil {
			return err
		}
	}
	return nil
}

// out2003 reports whether an element of a text strikes it out or raises it.
func out2003(name string) bool {
	tag, ok := strings.CutPrefix(name, "{http://www.w3.org/TR/REC-html40}")
	return ok && (tag == "S" || tag == "Sup" || tag == "Sub")
}

func (w *workbook2003) readCell(s *sheet, at place, style string) error {
	if own := w.Attr("ss:StyleID"); own != "" {
		style = own
	}
	formula := w.Attr("ss:Formula") != ""
	kind, value := "", ""
	struck := false
	for child := range w.Children() {
		switch child {
		case "ss:Data":
			kind = w.Attr("ss:Type")
			value, struck = w.TextBut(out2003)
		case "ss:Comment":
			w.Leave(comments, 1, s.pos(at))
		}
	}
	value = clean(value)
	if w.styles[style].hides() && value != "" {
		w.Leave(hiddenText, 1, s.pos(at))
		value, formula, kind = "", false, ""
	}
	if w.styles[style].font.struck && value != "" {
		value, struck = "", true
	}
	if struck {
		w.Leave(struckText, 1, s.pos(at))
	}
	switch {
	case w.Err() != nil:
		return w.Err()
	case value == "" && struck:
		return nil
	case value == "" && formula && kind != "String":
		return w.add(s, at, "", source.NoValue)
	case value == "":
		if w.styles[style].framed {
			s.framed = append(s.framed, at)
		}
		return nil
	}
	switch kind {
	case "Number":
		return w.number(s, at, value, w.styles[style].format)
	case "DateTime":
		return w.add(s, at, isoText(value), source.Present)
	case "Boolean":
		return w.add(s, at, truth(value), source.Present)
	case "Error":
		return w.add(s, at, value, source.BadValue)
	case "String":
		return w.add(s, at, value, source.Present)
	}
	return s.wrong(at, badType, kind)
}
