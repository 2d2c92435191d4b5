package doc

import (
	"math"
	"strconv"
)

// Length is a distance on paper in English Metric Units (EMU), the integer
// unit of OOXML: a point, a millimetre and a twip are each a whole number of
// them, so that no rounding creeps in between the formats.
// Source: ISO/IEC 29500-1, 20.1.2.1.
type Length int64

// EMU in one of each unit that the formats use.
const (
	emuPerPoint       = 12700
	emuPerMillimetre  = 36000
	emuPerTwip        = 635
	emuPerHalfPoint   = emuPerPoint / 2
	emuPerEighthPoint = emuPerPoint / 8.0
)

// Pt returns a length of n points (1/72 inch).
func Pt(n float64) Length { return Length(math.Round(n * emuPerPoint)) }

// Mm returns a length of n millimetres.
func Mm(n float64) Length { return Length(math.Round(n * emuPerMillimetre)) }

// Twips returns a length of n twentieths of a point.
func Twips(n int) Length { return Length(n) * emuPerTwip }

// Pt returns the length in points.
func (l Length) Pt() float64 { return float64(l) / emuPerPoint }

// Mm returns the length in millimetres.
func (l Length) Mm() float64 { return float64(l) / emuPerMillimetre }

// Twips returns the length in twentieths of a point, rounded to the nearest.
func (l Length) Twips() int { return int(math.Round(float64(l) / emuPerTwip)) }

// HalfPoints returns the length in half-points, the unit of w:sz, rounded to
// the nearest.
func (l Length) HalfPoints() int { return int(math.Round(float64(l) / emuPerHalfPoint)) }

// EighthPoints returns the length in eighths of a point, the unit of table
// border widths (w:sz of CT_Border), rounded to the nearest.
func (l Length) EighthPoints() int { return int(math.Round(float64(l) / emuPerEighthPoint)) }

// String returns the length in points, such as "16pt".
func (l Length) String() string {
	return strconv.FormatFloat(math.Round(l.Pt()*1000)/1000, 'f', -1, 64) + "pt"
}
