package pdf

import "github.com/nianbao/nianbao/report/intake/internal/paper"

// colour sets what is filled with, or, by an operator in capitals, stroked (8.6.8).
func (p *painter) colour(op string, args []token, resources dict) {
	of, space := &p.FillColour, &p.space.fill
	if op < "a" {
		of, space = &p.StrokeColour, &p.space.stroke
	}
	switch op {
	case "g", "G":
		*space = 1
	case "rg", "RG":
		*space = 3
	case "k", "K":
		*space = 4
	case "cs", "CS":
		*space = p.f.components(args, p.resource(resources, "ColorSpace", args))
		if *of = paper.Grey(0); *space <= 0 {
			*of = paper.Colour{}
		}
		p.shows()
		return
	}
	*of = paper.Colour{}
	if n := max(*space, 0); len(args) == n {
		if v, ok := numbersOf(args, n); ok {
			switch n {
			case 1:
				*of = paper.Grey(v[0])
			case 3:
				*of = paper.RGB(v[0], v[1], v[2])
			case 4:
				*of = paper.CMYK(v[0], v[1], v[2], v[3])
			}
		}
	}
	p.shows()
}

// shows notes whether what is below what is filled may show.
func (p *painter) shows() { p.Shows = p.blends || p.masked || p.space.fill == pattern }

// pattern is in place of a number of components.
const pattern = -1

// components returns how many components the colours of a space have that is named (8.6),
// 0 where they are not those of a device, or of what stands for it, or pattern.
func (f *File) components(args []token, v any) int {
	kind := name("")
	if len(args) > 0 {
		kind = name(args[len(args)-1].text)
	}
	space := f.array(v)
	if v, ok := f.get(v).(name); ok {
		kind = v
	} else if len(space) > 0 {
		kind = f.name(space[0])
	}
	switch kind {
	case "DeviceGray", "CalGray", "G":
		return 1
	case "DeviceRGB", "CalRGB", "RGB":
		return 3
	case "DeviceCMYK", "CMYK":
		return 4
	case "Pattern":
		return pattern
	case "ICCBased":
		if len(space) == 2 {
			s, _ := f.get(space[1]).(*stream)
			if n := f.number(s.get("N")); n == 1 || n == 3 || n == 4 {
				return int(n)
			}
		}
	}
	return 0
}
