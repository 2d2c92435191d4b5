package pdf

import (
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// state is the graphics state (8.4), as far as it matters.
type state struct {
	paper.State
	textState
	groupState
}

// groupState is how is painted, besides.
type groupState struct {
	space          struct{ fill, stroke int } // components of the colours, or 0 where it is not known what they are
	opacity        float64                    // of what is painted in
	blends, masked bool
}

func newState(page *paper.Page, m paper.Matrix) state {
	s := state{paper.NewState(page, m), textState{stretch: 1}, groupState{opacity: 1}}
	s.space.fill, s.space.stroke = 1, 1
	return s
}

// textState is the text state (9.3).
type textState struct {
	font                         *font
	size, char, word, lead, rise float64
	stretch                      float64
	mode                         int
}

// painter paints the content of a page.
type painter struct {
	f *File
	*paper.Canvas
	textState
	groupState
	saved []state
	base  int // of saved, for the stream that is painted

	text, line paper.Matrix // of the text, and of the start of its line
	marks      []mark
	foreign    bool // the MCIDs are not those of the page
	lenient    int  // operators that are not known are passed over (7.8.2)
	fonts      map[name]*font
}

func (p *painter) state() state { return state{p.State, p.textState, p.groupState} }

func (p *painter) set(s state) {
	p.State, p.textState, p.groupState = s.State, s.textState, s.groupState
}

// maxArgs is how many operands an operator may have.
const maxArgs = 65_536

// content paints a content stream.
func (p *painter) content(b []byte, resources dict, depth int) error {
	l := parser{lexer: lexer{b: b}, left: &p.f.left}
	var args []token
	var properties dict
	for {
		t := l.next()
		switch t.kind {
		case eof:
			return nil
		case broken:
			return errSyntax
		case word:
			if p.f.contents.operators++; p.f.contents.operators > source.MaxOperators {
				return tooMany(p.Page.Number, "页面上的绘图指令", source.MaxOperators)
			}
			if err := p.operator(&l.lexer, string(t.text), args, properties, resources, depth); err != nil {
				return err
			}
			args, properties, l.buf = args[:0], nil, l.buf[:0]
			continue
		case dictOpen:
			v, err := l.dict()
			if err != nil {
				return err
			}
			properties, _ = v.(dict)
		}
		if args = append(args, t); len(args) > maxArgs {
			return errSyntax
		}
	}
}

// numbersOf returns the last n operands, which are numbers.
func numbersOf(args []token, n int) (v [6]float64, ok bool) {
	if len(args) < n {
		return v, false
	}
	for i, t := range args[len(args)-n:] {
		if t.kind != number {
			return v, false
		}
		v[i] = t.num
	}
	return v, true
}

// operands are how many numbers an operator has at its end (annex A).
var operands = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "w": 1, "J": 0, "j": 0, "M": 0, "d": 0, "ri": 0, "i": 0, "gs": 0,
	"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4,
	"S": 0, "s": 0, "f": 0, "F": 0, "f*": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "n": 0, "W": 0, "W*": 0, "sh": 0,
	"CS": 0, "cs": 0, "SC": 0, "SCN": 0, "sc": 0, "scn": 0, "G": 1, "g": 1, "RG": 3, "rg": 3, "K": 4, "k": 4,
	"BT": 0, "ET": 0, "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Tf": 1, "Tr": 1, "Ts": 1, "Td": 2, "TD": 2, "Tm": 6, "T*": 0,
	"Tj": 0, "TJ": 0, "'": 0, "\"": 0, "d0": 2, "d1": 6,
	"BI": 0, "Do": 0, "MP": 0, "DP": 0, "BMC": 0, "BDC": 0, "EMC": 0, "BX": 0, "EX": 0,
}

// operator carries out an operator (annex A).
func (p *painter) operator(l *lexer, op string, args []token, properties, resources dict, depth int) error {
	n, known := operands[op]
	v, ok := numbersOf(args, n)
	if !ok || !known && p.lenient == 0 {
		return errSyntax
	}
	switch op {
	case "q":
		if len(p.saved)-p.base > source.MaxDepth {
			return errMany
		}
		p.saved = append(p.saved, p.state())
	case "Q":
		if n := len(p.saved) - 1; n >= p.base {
			p.set(p.saved[n])
			p.saved = p.saved[:n]
		}
	case "cm":
		p.Matrix = paper.Matrix(v).Then(p.Matrix)
	case "w":
		p.LineWidth = v[0]
	case "gs":
		p.extended(p.resource(resources, "ExtGState", args))

	case "m":
		p.Add(v[0], v[1], paper.Starts)
	case "l":
		p.Add(v[0], v[1], paper.Straight)
	case "c":
		p.Add(v[0], v[1], paper.Curved)
		fallthrough
	case "v":
		if op == "v" {
			v[2], v[3], v[4], v[5] = v[0], v[1], v[2], v[3]
		}
		p.Add(v[2], v[3], paper.Curved)
		p.Add(v[4], v[5], paper.Curved)
	case "y":
		p.Add(v[0], v[1], paper.Curved)
		p.Add(v[2], v[3], paper.Curved)
	case "re":
		x0, y0, x1, y1 := v[0], v[1], v[0]+v[2], v[1]+v[3]
		p.Add(x0, y0, paper.Starts)
		p.Add(x1, y0, paper.Straight)
		p.Add(x1, y1, paper.Straight)
		p.Add(x0, y1, paper.Straight)
		p.Add(x0, y0, paper.Closes)
	case "h":
		p.Close()
	case "S":
		p.Paint(false, true)
	case "s":
		p.Close()
		p.Paint(false, true)
	case "f", "F", "f*":
		p.Paint(true, false)
	case "B", "B*":
		p.Paint(true, true)
	case "b", "b*":
		p.Close()
		p.Paint(true, true)
	case "n":
		p.Paint(false, false)
	case "W", "W*":
		p.ClipNext()
	case "sh":
		outer := p.State
		p.Shows = true // where the shading has no colour
		p.Shade(p.Clip, true)
		p.State = outer

	case "g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN":
		p.colour(op, args, resources)

	case "BT":
		p.text, p.line = paper.Identity, paper.Identity
	case "Tf":
		if len(args) < 2 {
			return errSyntax
		}
		p.size = args[len(args)-1].num
		p.font = p.named(args[len(args)-2], resources)
	case "Tc":
		p.char = v[0]
	case "Tw":
		p.word = v[0]
	case "Tz":
		p.stretch = v[0] / 100
	case "TL":
		p.lead = v[0]
	case "Tr":
		p.mode = int(v[0])
	case "Ts":
		p.rise = v[0]
	case "TD":
		p.lead = -v[1]
		p.move(v[0], v[1])
	case "Td":
		p.move(v[0], v[1])
	case "Tm":
		p.text, p.line = paper.Matrix(v), paper.Matrix(v)
	case "T*":
		p.move(0, -p.lead)
	case "\"":
		if len(args) < 3 {
			return errSyntax
		}
		p.word, p.char = args[len(args)-3].num, args[len(args)-2].num
		fallthrough
	case "'":
		p.move(0, -p.lead)
		fallthrough
	case "Tj":
		if len(args) == 0 || args[len(args)-1].kind != str {
			return errSyntax
		}
		return p.show(args[len(args)-1].text)
	case "TJ":
		for _, t := range args {
			switch t.kind {
			case str:
				if err := p.show(t.text); err != nil {
					return err
				}
			case number:
				p.adjust(t.num)
			}
		}

	case "BX":
		p.lenient++
	case "EX":
		p.lenient--
	case "BMC", "BDC":
		return p.begin(op, args, properties, resources)
	case "EMC":
		p.end()
	case "Do":
		return p.object(p.resource(resources, "XObject", args), resources, depth)
	case "BI":
		return p.inline(l)
	}
	return p.Err
}

// resource returns a resource by the name that is the last operand.
func (p *painter) resource(resources dict, kind name, args []token) any {
	if len(args) == 0 || args[len(args)-1].kind != named {
		return nil
	}
	return p.f.dict(resources[kind])[name(args[len(args)-1].text)]
}

// named returns a font by its name.
func (p *painter) named(t token, resources dict) *font {
	x, ok := p.fonts[name(t.text)]
	if !ok {
		x = p.f.font(p.resource(resources, "Font", []token{t}))
		p.fonts[name(t.text)] = x
	}
	return x
}

// extended sets what a graphics state dictionary has (8.4.5).
func (p *painter) extended(v any) {
	d := p.f.dict(v)
	for k, v := range d {
		switch v := p.f.get(v); k {
		case "LW":
			p.LineWidth, _ = v.(float64)
		case "ca":
			n, _ := v.(float64)
			p.Fill = n * p.opacity
		case "CA":
			n, _ := v.(float64)
			p.Stroke = n * p.opacity
		case "BM":
			p.blends = v != name("Normal") && v != name("Compatible")
		case "SMask":
			p.masked = v != name("None")
		case "Font":
			if a := p.f.array(v); len(a) == 2 {
				p.font, p.size = p.f.font(a[0]), p.f.number(a[1])
			}
		}
	}
	p.shows()
}
