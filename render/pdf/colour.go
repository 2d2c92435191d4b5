package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

// writeOutputIntent writes what the colours of the document mean (ISO 19005-2,
// 6.2.3) and returns it: device colours are those of sRGB.
func writeOutputIntent(w *writer) ref {
	intent, profile := w.alloc(), w.alloc()
	w.object(intent, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ",
		profile, ">>")
	w.stream(profile, deflatedSRGB(), "/Filter/FlateDecode/N 3")
	return intent
}

var deflatedSRGB = sync.OnceValue(func() []byte { return deflate(nil, sRGBProfile()) })

// sRGBProfile returns an ICC profile of sRGB (IEC 61966-2-1) for displays: a
// matrix and a curve (ICC.1:2001-04, 6.3.1.2).
func sRGBProfile() []byte {
	// The primaries and the white point of sRGB, adapted from D65 to D50 by the
	// linear Bradford transform, as s15Fixed16Number.
	red, green, blue := [3]uint32{0x6FA0, 0x38F5, 0x0390}, [3]uint32{0x6297, 0xB787, 0x18D9}, [3]uint32{0x249F, 0x0F84, 0xB6C3}
	white := [3]uint32{0xF6D6, 0x10000, 0xD32D}
	curve := toneCurve()
	tags := []struct {
		signature string
		data      []byte
	}{
		{"desc", description("sRGB")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(white)},
		{"rXYZ", xyz(red)},
		{"gXYZ", xyz(green)},
		{"bXYZ", xyz(blue)},
		{"rTRC", curve},
		{"gTRC", nil}, // the same
		{"bTRC", nil},
	}
	const header, entry = 128, 12
	at := header + 4 + entry*len(tags)
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	var offset, size int
	for _, t := range tags {
		if t.data != nil {
			offset, size = at+len(body), len(t.data)
			body = append(body, t.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		table = append(table, t.signature...)
		table = binary.BigEndian.AppendUint32(table, uint32(offset))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	b := make([]byte, header, at+len(body))
	binary.BigEndian.PutUint32(b, uint32(at+len(body)))
	binary.BigEndian.PutUint32(b[8:], 0x02100000) // version 2.1
	copy(b[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1} { // a date has to be given
		binary.BigEndian.PutUint16(b[24+2*i:], v)
	}
	copy(b[36:], "acsp")
	copy(b[68:], xyz([3]uint32{0xF6D6, 0x10000, 0xD32D})[8:]) // the illuminant, D50
	return append(append(b, table...), body...)
}

// xyz is an XYZType.
func xyz(v [3]uint32) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, x)
	}
	return b
}

// description is a textDescriptionType without Unicode and ScriptCode forms.
func description(s string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)+1))
	b = append(b, s...)
	return append(b, make([]byte, 1+4+4+2+1+67)...)
}

// toneCurve is a curveType of the transfer function of sRGB, with a point for
// every value of eight bits.
func toneCurve() []byte {
	const points = 256
	b := []byte("curv\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*math.MaxUint16)))
	}
	return b
}
