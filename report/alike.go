package report

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// alikes finds the bodies whose prose is the same, as their reports are added. It keeps the
// shingles of their prose, four bytes a letter, and about 2.5 KB besides.
//
// A report is compared with few of those before it: those that are most like it by their
// sketches, of which some part is the same. So the time is in proportion to the number of
// reports, also where all have a template in common.
type alikes struct {
	prints []*print         // in the order in which they were added; nil are those of too few letters
	latest map[uint32]int32 // by a band of sketches: one more than the index of the last print that has it
	links  []link
	hits   []int32 // scratch of nearest, by print
}

// print is what is kept of a report's prose.
type print struct {
	prose  *likeness // when its links are known, the shingles alone
	sketch [sketchSize]uint16
	before [bands]int32 // as in latest, the print before that has the same band
}

// link is that two bodies have the same prose.
type link struct {
	a, b  int // indices of prints, a behind b
	share float64
	words string // that both have
}

// The sketch of a text: each of its places has the least hash of the shingles that fall
// there, so that in as many places two sketches are the same as the texts have shingles in
// common. Its shingles are shorter than those that are counted, for of texts of which every
// tenth letter was changed few longer ones are the same.
const (
	sketchSize    = 256
	sketchShingle = 3
)

// Two reports are compared where they have a band of their sketches in common, which is so
// many places. Of texts of which nine tenths are the same, half of the shingles at least
// are the same, and of those that are not compared less than one in a thousand is such.
const (
	rowsOfBand = 3
	bands      = sketchSize / rowsOfBand
)

const (
	// leastProse is the least of letters by which prose is known to be the same, besides
	// what is set aside: of fewer, reports that tell of the same work in a few words are.
	leastProse = 120
	// mostProse is the most that is compared.
	mostProse = 8192
	// leastLike is in how many places of a sketch two that are compared are the same.
	leastLike = sketchSize * 3 / 8
	// Of a band so many prints are looked at, and of all so many compared.
	mostOfBand, mostMeasured = 16, 8
)

// printOf returns the print of a report's prose, or nil where there is too little.
func printOf(r *Report) *print {
	x := ownProse(r)
	if len(x.letters) < leastProse {
		return nil
	}
	return &print{prose: x, sketch: sketchOf(x)}
}

// ownProse returns what is compared of a report's prose.
func ownProse(r *Report) *likeness {
	x := likenessOf(r.prose(), isOwnProse, setAside{r.Agency}.length)
	if len(x.letters) > mostProse {
		x.letters, x.shingles = x.letters[:mostProse:mostProse], x.shingles[:mostProse:mostProse]
	}
	return x
}

// isOwnProse reports whether a paragraph is in a section of which the text is the body's
// own, as for Y-d.
func isOwnProse(at textAt) bool {
	return slices.Contains(proseSections[:], at.section) && at.field.paragraph()
}

// add adds a report.
func (a *alikes) add(r *Report) {
	p, n := printOf(r), len(a.prints)
	a.prints, a.hits = append(a.prints, p), append(a.hits, 0)
	if p == nil {
		return
	}
	for _, l := range a.like(p) {
		l.a = n
		a.links = append(a.links, l)
	}
	if a.latest == nil {
		a.latest = map[uint32]int32{}
	}
	for i := range bands {
		band := p.band(i)
		p.before[i] = a.latest[band]
		a.latest[band] = int32(n + 1)
	}
	p.prose = &likeness{shingles: slices.Clip(slices.Clone(p.prose.shingles))}
}

// like returns the links of a print with those that were added.
func (a *alikes) like(p *print) (links []link) {
	for _, i := range a.nearest(p) {
		if share, _, words := p.prose.like(a.prints[i].prose); share >= almostSame {
			links = append(links, link{b: int(i), share: share, words: words})
		}
	}
	return links
}

// nearest returns the prints that are most like another by their sketches.
func (a *alikes) nearest(p *print) []int32 {
	type candidate struct{ print, same int32 }
	var all []candidate
	for i := range bands {
		next := a.latest[p.band(i)]
		for range mostOfBand {
			if next == 0 {
				break
			}
			at := next - 1
			if next = a.prints[at].before[i]; a.hits[at] == 0 {
				a.hits[at] = 1
				all = append(all, candidate{at, p.same(a.prints[at])})
			}
		}
	}
	for _, c := range all {
		a.hits[c.print] = 0
	}
	all = slices.DeleteFunc(all, func(c candidate) bool { return c.same < leastLike })
	slices.SortFunc(all, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.same, x.same), cmp.Compare(x.print, y.print)) })
	var nearest []int32
	for _, c := range all[:min(len(all), mostMeasured)] {
		nearest = append(nearest, c.print)
	}
	return nearest
}

// same returns in how many places two sketches are the same.
func (p *print) same(q *print) (n int32) {
	for i := range p.sketch {
		if p.sketch[i] == q.sketch[i] {
			n++
		}
	}
	return n
}

// band returns a band of the sketch.
func (p *print) band(i int) uint32 {
	h := uint64(i)
	for _, x := range p.sketch[i*rowsOfBand : (i+1)*rowsOfBand] {
		h = h<<16 ^ uint64(x) ^ h>>48
	}
	return uint32(mix(h) >> 32)
}

// mix spreads the bits of a number.
func mix(h uint64) uint64 {
	h *= 0x9E3779B97F4A7C15
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// sketchOf returns the sketch of a text, of one shingle at least.
func sketchOf(x *likeness) (sketch [sketchSize]uint16) {
	var least [sketchSize]uint32
	var there [sketchSize]bool
	last := uint64(0)
	for i, l := range x.letters {
		r, _ := utf8.DecodeRuneInString(x.passages[l.passage].text[l.at:])
		const bits = 21 // of a character
		if last = last<<bits&(1<<(bits*sketchShingle)-1) | uint64(r); i+1 < sketchShingle {
			continue
		}
		h := mix(last)
		at, value := h>>56, uint32(h>>16)
		if !there[at] || value < least[at] {
			there[at], least[at] = true, value
		}
	}
	// An empty place has that of the next one.
	from := 0
	for at := 2*sketchSize - 1; at >= 0; at-- {
		if i := at % sketchSize; there[i] {
			from = at
		}
		value := least[from%sketchSize] + uint32(from-at)*0x9E3779B1
		sketch[at%sketchSize] = uint16(value ^ value>>16)
	}
	return sketch
}
