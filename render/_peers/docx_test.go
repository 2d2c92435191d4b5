package peers

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/gomutex/godocx"
	gdocx "github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/packager"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// docxJob is a report and its document tree.
type docxJob struct {
	report   *report.Report
	document *doc.Document
}

func (j *docxJob) nianbao(w io.Writer) error { return docx.Write(w, j.document) }

// whole makes it of the report: the document tree and the data part, too.
func (j *docxJob) whole(w io.Writer) error { return render.Write(w, render.DOCX, j.report) }

// godocx builds the document in the one that open returns. Looks are in styles
// and not at every run, which costs godocx less.
func (j *docxJob) godocx(open func() (*gdocx.RootDoc, error)) func(io.Writer) error {
	return func(w io.Writer) error {
		rd, err := open()
		if err != nil {
			return err
		}
		d := j.document
		defineStyles(rd, &d.Styles, d.Lang)
		setSection(rd, &d.Styles)
		for i, b := range d.Blocks {
			switch b := b.(type) {
			case *doc.Heading:
				if d.RunIn(i+1) != nil {
					continue
				}
				// What AddHeading does, which takes a single run.
				p := rd.AddEmptyParagraph()
				p.Style(doc.HeadingStyle(b.Level).String())
				addRuns(p, b.Runs, "")
			case *doc.Paragraph:
				p := rd.AddEmptyParagraph()
				p.Style(b.Style.String())
				if b.RightIndent != 0 {
					s := &d.Styles.Styles[b.Style]
					p.Indent(indent(s, 0, doc.Length(s.RightIndent)*s.CharPitch()+b.RightIndent))
				}
				if head := d.RunIn(i); head != nil {
					addRuns(p, head.Runs, doc.HeadingStyle(head.Level).String()+"Char")
				}
				addRuns(p, b.Runs, "")
			case *doc.Table:
				if err := addTable(rd, b, d.Styles.Rule); err != nil {
					return err
				}
				last := i+1 == len(d.Blocks)
				if !last {
					_, last = d.Blocks[i+1].(*doc.Table)
				}
				if last {
					addSeparator(rd)
				}
			}
		}
		return rd.Write(w)
	}
}

// addRuns appends runs in a character style, unless that is empty. A line feed
// ends a run: Run has breaks, but no text after them.
func addRuns(p *gdocx.Paragraph, runs []doc.Run, style string) {
	for _, r := range runs {
		if r.Text == "" {
			continue
		}
		lines := strings.Split(r.Text, "\n")
		for i, line := range lines {
			run := p.AddText(line)
			if style != "" {
				run.Style(style)
			}
			if r.Bold {
				run.Bold(true)
			}
			if !ascii(line) {
				// Run has no method for it.
				kids := p.GetCT().Children
				ct := kids[len(kids)-1].Run
				if ct.Property == nil {
					ct.Property = &ctypes.RunProperty{}
				}
				ct.Property.Fonts = &ctypes.RunFonts{Hint: stypes.FontTypeHintEastAsia}
			}
			if i+1 < len(lines) {
				run.AddBreak(nil)
			}
		}
	}
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// addSeparator adds the low paragraph that divides tables.
func addSeparator(rd *gdocx.RootDoc) {
	rd.AddEmptyParagraph().GetCT().Property = &ctypes.ParagraphProp{
		Spacing:     exactly(20),
		RunProperty: &ctypes.RunProperty{Size: ctypes.NewFontSize(2), SizeCs: ctypes.NewFontSizeCS(2)},
	}
}

// addTable adds a table. The fields of complex types (ctypes) stand in for
// methods that there are not: for vertical merges, above all, where
// Cell.RowSpan writes the mark of a tracked change (w:cellMerge) that merges
// nothing.
func addTable(rd *gdocx.RootDoc, t *doc.Table, rule doc.Length) error {
	g, err := t.Grid()
	if err != nil {
		return err
	}
	edges := make([]int, len(t.Widths)+1)
	widths := make([]uint64, len(t.Widths))
	var at doc.Length
	for i, w := range t.Widths {
		at += w
		edges[i+1] = at.Twips()
		widths[i] = uint64(edges[i+1] - edges[i])
	}
	padding := ctypes.DefaultCellMargins().Margin(t.PaddingY.Twips(), t.Padding.Twips(), t.PaddingY.Twips(), t.Padding.Twips())

	table := rd.AddTable()
	table.Style("FormTable")
	table.Width(edges[g.Cols], stypes.TableWidthDxa).Layout(stypes.TableLayoutFixed).Grid(widths...)
	table.CellMargin(padding.Top, padding.Left, padding.Bottom, padding.Right)
	ct := table.GetCT()
	ct.TableProp.Justification = ctypes.NewGenSingleStrVal(stypes.JustificationCenter)
	ct.TableProp.Borders = borders(rule)
	ct.TableProp.TableLook = ctypes.NewCTString(tableLook(t, g))

	for r := range t.Rows {
		row := table.AddRow()
		rowCT := ct.RowContents[r].Row
		rowCT.Property.CantSplit = &ctypes.OnOff{}
		if h := t.Rows[r].MinHeight.Twips(); h > 0 {
			rowCT.Property.Height = ctypes.NewTableRowHeight(h, stypes.HeightRuleAtLeast)
		}
		if r < t.HeadRows {
			rowCT.Property.Header = &ctypes.OnOff{}
		}
		keepNext := t.Rows[r].KeepNext || r < t.HeadRows && r+1 < g.Rows
		for c := 0; c < g.Cols; {
			p := g.At(r, c)
			c += p.ColSpan
			cell := row.AddCell()
			prop := rowCT.Contents[len(rowCT.Contents)-1].Cell.Property
			cell.Width(edges[c]-edges[p.Col], stypes.TableWidthDxa)
			if p.ColSpan > 1 {
				cell.ColSpan(p.ColSpan)
			}
			if r > p.Row {
				prop.VMerge = &ctypes.GenOptStrVal[stypes.MergeCell]{}
			} else if p.RowSpan > 1 {
				prop.VMerge = ctypes.NewGenOptStrVal(stypes.MergeCellRestart)
			}
			if p.Shade != 0 {
				cell.BackgroundColor(fmt.Sprintf("%06X", uint32(p.Shade)))
			} else {
				prop.Shading = nil // which AddCell sets to white
			}
			if p.Vertical {
				prop.TextDirection = ctypes.NewGenSingleStrVal(stypes.TextDirectionTbRlV)
			}
			cell.VerticalAlign("center")
			para := cell.AddEmptyPara()
			para.Style(p.Style.String())
			if p.Vertical {
				para.Justification(stypes.JustificationCenter)
			}
			if keepNext {
				para.GetCT().Property.KeepNext = &ctypes.OnOff{}
			}
			if r == p.Row {
				addRuns(para, p.Runs, "")
			}
		}
	}
	return nil
}

// tableLook says which parts of the table are heads, in the older form: the
// attributes of the newer one are not known.
func tableLook(t *doc.Table, g *doc.Grid) string {
	bits := 0x0600
	if t.HeadRows > 0 {
		bits |= 0x0020
	}
	firstColumn := t.HeadRows < g.Rows
	for r := t.HeadRows; r < g.Rows; r++ {
		firstColumn = firstColumn && g.At(r, 0).Kind != doc.Data
	}
	if firstColumn {
		bits |= 0x0080
	}
	return fmt.Sprintf("%04X", bits)
}

// setSection sets the paper, the margins and the grid, and leaves the footer
// as it is.
func setSection(rd *gdocx.RootDoc, s *doc.StyleSheet) {
	p := &s.Page
	w, h := uint64(p.Width.Twips()), uint64(p.Height.Twips())
	top, left := p.Top.Twips(), p.Left.Twips()
	right, bottom := int(w)-left-p.TextWidth().Twips(), int(h)-top-p.TextHeight().Twips()
	header, gutter, pitch := top/2, 0, p.LinePitch.Twips()
	footer := max(0, p.Bottom-p.NumberDrop-s.Styles[doc.PageNumber].LineHeight).Twips()
	section := rd.Document.Body.SectPr
	section.PageSize = &ctypes.PageSize{Width: &w, Height: &h}
	section.PageMargin = &ctypes.PageMargin{Top: &top, Right: &right, Bottom: &bottom, Left: &left, Header: &header, Footer: &footer, Gutter: &gutter}
	section.DocGrid = &ctypes.DocGrid{Type: stypes.DocGridLines, LinePitch: &pitch}
}

// defineStyles puts the styles of the sheet in place of those of the same ID,
// or after them: there is no method that changes a style. Those of a template
// would not do as they are, for the height of lines (w:line) is not read.
func defineStyles(rd *gdocx.RootDoc, sheet *doc.StyleSheet, lang string) {
	styles := rd.DocStyles
	places := make(map[string]int, len(styles.StyleList))
	for i, s := range styles.StyleList {
		if s.ID != nil {
			places[*s.ID] = i
		}
	}
	define := func(id, name string, kind stypes.StyleType, s ctypes.Style) {
		s.ID, s.Type, s.Name = &id, &kind, ctypes.NewCTString(name)
		if i, ok := places[id]; ok {
			styles.StyleList[i] = s
		} else {
			styles.StyleList = append(styles.StyleList, s)
		}
	}

	body := &sheet.Styles[doc.Body]
	text, latin := look(&doc.Style{Role: body.Role, Size: body.Size}), "en-US"
	text.Lang = &ctypes.Lang{Val: &latin, EastAsia: &lang}
	styles.DocDefaults = &ctypes.DocDefault{
		RunProp:  &ctypes.RunPropDefault{RunProp: text},
		ParaProp: &ctypes.ParaPropDefault{},
	}
	on, yes := &ctypes.OnOff{}, stypes.OnOffOne
	define("Normal", "Normal", stypes.StyleTypeParagraph, ctypes.Style{Default: &yes, QFormat: on, ParaProp: &ctypes.ParagraphProp{
		WindowControl:  ctypes.OnOffFromBool(false),
		Kinsoku:        on,
		OverflowPunct:  ctypes.OnOffFromBool(false),
		AdjustRightInd: ctypes.OnOffFromBool(false),
		SnapToGrid:     ctypes.OnOffFromBool(false),
	}})
	for id := range doc.NumStyles {
		s := &sheet.Styles[id]
		name := id.String()
		para := &ctypes.ParagraphProp{
			Spacing:       exactly(s.LineHeight.Twips()),
			Justification: ctypes.NewGenSingleStrVal(justification[s.Align]),
		}
		if s.SpaceBefore != 0 {
			before := uint64(s.SpaceBefore.Twips())
			para.Spacing.Before = &before
		}
		if s.SpaceAfter != 0 {
			after := uint64(s.SpaceAfter.Twips())
			para.Spacing.After = &after
		}
		if s.FirstIndent != 0 || s.RightIndent != 0 {
			para.Indent = indent(s, doc.Length(s.FirstIndent)*s.CharPitch(), doc.Length(s.RightIndent)*s.CharPitch())
		}
		style := ctypes.Style{BasedOn: ctypes.NewCTString("Normal"), ParaProp: para, RunProp: look(s)}
		switch id {
		case doc.Title, doc.Heading1, doc.Heading2:
			para.KeepNext = on
			if id != doc.Title {
				name = fmt.Sprintf("heading %d", id-doc.Title)
				para.OutlineLvl = ctypes.NewDecimalNum(int(id - doc.Heading1))
			}
			char := id.String() + "Char"
			style.Next, style.Link, style.QFormat = ctypes.NewCTString(doc.Body.String()), ctypes.NewCTString(char), on
			define(char, name+" Char", stypes.StyleTypeCharacter, ctypes.Style{
				BasedOn: ctypes.NewCTString("DefaultParagraphFont"), Link: ctypes.NewCTString(id.String()), CustomStyle: &yes, RunProp: look(s),
			})
		case doc.Signature, doc.Date: // names that a word processor knows
		default:
			style.CustomStyle = &yes
		}
		define(id.String(), name, stypes.StyleTypeParagraph, style)
	}
	define("FormTable", "Form Table", stypes.StyleTypeTable, ctypes.Style{
		BasedOn: ctypes.NewCTString("TableNormal"), CustomStyle: &yes, TableProp: &ctypes.TableProp{Borders: borders(sheet.Rule)},
	})
}

var justification = [...]stypes.Justification{
	doc.Justify: stypes.JustificationBoth, doc.Left: stypes.JustificationLeft, doc.Center: stypes.JustificationCenter, doc.Right: stypes.JustificationRight,
}

// officialFaces are the names of the faces that the DOCX asks for.
var officialFaces = [doc.NumRoles]string{
	doc.FangSong: "仿宋_GB2312", doc.XiaoBiaoSong: "方正小标宋简体", doc.HeiTi: "黑体", doc.KaiTi: "楷体_GB2312", doc.Song: "宋体",
}

func look(s *doc.Style) *ctypes.RunProperty {
	face, size := officialFaces[s.Role], uint64(s.Size.HalfPoints())
	p := &ctypes.RunProperty{
		Fonts:   &ctypes.RunFonts{Ascii: face, EastAsia: face, HAnsi: face, CS: face},
		Spacing: ctypes.NewDecimalNum((s.CharPitch() - s.Size).Twips()),
		Size:    ctypes.NewFontSize(size),
		SizeCs:  ctypes.NewFontSizeCS(size),
	}
	if s.Bold {
		p.Bold = &ctypes.OnOff{}
	}
	return p
}

func exactly(line int) *ctypes.Spacing {
	rule := stypes.LineSpacingRuleExact
	return &ctypes.Spacing{Line: &line, LineRule: &rule}
}

func indent(s *doc.Style, first, right doc.Length) *ctypes.Indent {
	pitch := s.CharPitch()
	chars := func(l doc.Length) *int { n := int((100*l + pitch/2) / pitch); return &n }
	var ind ctypes.Indent
	if first != 0 {
		twips := uint64(first.Twips())
		ind.FirstLine, ind.FirstLineChars = &twips, chars(first)
	}
	if right != 0 {
		twips := right.Twips()
		ind.Right, ind.RightChars = &twips, chars(right)
	}
	return &ind
}

func borders(rule doc.Length) *ctypes.TableBorders {
	b := ctypes.NewCellBorder(stypes.BorderStyleSingle, "000000", "0", rule.EighthPoints())
	return &ctypes.TableBorders{Top: b, Left: b, Bottom: b, Right: b, InsideH: b, InsideV: b}
}

func docxWriters(tb testing.TB) []writer {
	r, d := newReport(tb)
	j := &docxJob{r, d}
	// The template has all that a document without blocks has.
	var template bytes.Buffer
	if err := docx.Write(&template, &doc.Document{Title: d.Title, Lang: d.Lang, Styles: d.Styles}); err != nil {
		tb.Fatal(err)
	}
	own := func() (*gdocx.RootDoc, error) {
		file := template.Bytes()
		return packager.Unpack(&file)
	}
	return []writer{{"nianbao", j.nianbao}, {"report", j.whole}, {"godocx", j.godocx(godocx.NewDocument)}, {"godocx-template", j.godocx(own)}}
}

func BenchmarkDOCX(b *testing.B) { benchmark(b, docxWriters(b)) }

// content returns what the body of a DOCX holds, in order: paragraphs with
// their style and text, and the rows and cells of tables with their spans.
func content(t *testing.T, file []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	var tc, p, text string
	inText := false
	for dec := xml.NewDecoder(f); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			val := ""
			for _, a := range token.Attr {
				if a.Name.Local == "val" || a.Name.Local == "w" {
					val = a.Value
				}
			}
			switch name := token.Name.Local; name {
			case "tbl", "tr":
				list = append(list, name)
			case "tc":
				tc = name
			case "tcW", "gridSpan", "vMerge", "textDirection":
				tc += " " + name + " " + val
			case "p":
				if tc != "" {
					list = append(list, tc)
					tc = ""
				}
				p, text = name, ""
			case "pStyle", "rStyle", "keepNext", "ind", "b":
				p += " " + name + " " + val
			case "br":
				text += "\n"
			case "t":
				inText = true
			}
		case xml.CharData:
			if inText {
				text += string(token)
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "t":
				inText = false
			case "p":
				list = append(list, p+": "+text)
			}
		}
	}
}

// What godocx is given to write is what nianbao writes: the same paragraphs
// and cells in the same order and styles, with the same spans and widths.
func TestSameDOCX(t *testing.T) {
	var want []string
	for i, w := range docxWriters(t) {
		var b bytes.Buffer
		if err := w.write(&b); err != nil {
			t.Fatalf("%s: %v", w.name, err)
		}
		got := content(t, b.Bytes())
		if i == 0 {
			want = got
			continue
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d paragraphs, rows and cells, want %d", w.name, len(got), len(want))
		}
		for k := range min(len(got), len(want)) {
			if got[k] != want[k] {
				t.Errorf("%s: %d: %s, want %s", w.name, k, got[k], want[k])
				break
			}
		}
	}
	tables, cells := 0, 0
	_, d := newReport(t)
	for _, b := range d.Blocks {
		if table, ok := b.(*doc.Table); ok {
			tables++
			for _, row := range table.Rows {
				cells += len(row.Cells)
			}
		}
	}
	all := strings.Join(want, "\n")
	if n, m := strings.Count(all, "tbl\n"), strings.Count(all, "tc "); n != tables || m < cells {
		t.Errorf("%d tables and %d cells read of nianbao's file; there are %d and %d, besides continued cells", n, m, tables, cells)
	}
}
