package pdf

import "github.com/nianbao/nianbao/report/intake/internal/paper"

// colour sets what is filled with (8.6.8).
func (p *painter) colour(op string, args []token, resources dict) {
	switch op {
	case "g":
		p.space = 1
	case "rg":
		p.space = 3
	case "k":
		p.space = 4
	case "cs":
		p.space = p.f.components(args, p.resource(resources, "ColorSpace", args))
		if p.FillColour = paper.Grey(0); p.space == 0 {
			p.FillColour = paper.Colour{}
		}
		return
	}
	p.FillColour = paper.Colour{}
	if v, ok := numbersOf(args, p.space); ok && len(args) == p.space {
		switch p.space {
		case 1:
			p.FillColour = paper.Grey(v[0])
		case 3:
			p.FillColour = paper.RGB(v[0], v[1], v[2])
		case 4:
			p.FillColour = paper.CMYK(v[0], v[1], v[2], v[3])
		}
	}
}

// components returns how many components the colours of a space have that is named (8.6),
// or 0 where they are not those of a device, or of what stands for it.
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
