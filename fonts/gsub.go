package fonts

import (
	"slices"
	"sort"
)

// lookup is a GSUB lookup of type 1: the first subtable that covers a glyph
// substitutes it.
type lookup []singleSubst

// singleSubst is a SingleSubst subtable; its slices are of the file.
type singleSubst struct {
	ranges     bool   // CoverageFormat2
	coverage   []byte // glyph array, or range records
	delta      uint16 // SingleSubstFormat1, where substitutes is nil
	substitute []byte // SingleSubstFormat2: by coverage index
}

// maxSubtables bounds what a feature whose lookups share subtables can grow to.
const maxSubtables = 1024

// Vertical returns the form of a glyph for vertical setting (GSUB feature
// vert), or the glyph itself where the face has none.
func (f *Face) Vertical(g GID) GID {
	v := g
	for _, l := range f.vert {
		for i := range l {
			if s, ok := l[i].apply(v); ok {
				v = s
				break
			}
		}
	}
	if int(v) >= f.numGlyphs {
		return g
	}
	return v
}

func (s *singleSubst) apply(g GID) (GID, bool) {
	i, ok := s.coverageIndex(g)
	if !ok {
		return g, false
	}
	if s.substitute == nil {
		return g + GID(s.delta), true
	}
	if 2*i+2 > len(s.substitute) {
		return g, false
	}
	return GID(u16(s.substitute, 2*i)), true
}

func (s *singleSubst) coverageIndex(g GID) (int, bool) {
	if s.ranges {
		n := len(s.coverage) / 6
		i := sort.Search(n, func(i int) bool { return GID(u16(s.coverage, 6*i+2)) >= g })
		if i == n || g < GID(u16(s.coverage, 6*i)) {
			return 0, false
		}
		return int(u16(s.coverage, 6*i+4)) + int(g) - int(u16(s.coverage, 6*i)), true
	}
	n := len(s.coverage) / 2
	i := sort.Search(n, func(i int) bool { return GID(u16(s.coverage, 2*i)) >= g })
	return i, i < n && GID(u16(s.coverage, 2*i)) == g
}

// gsub reads the GSUB table; the first offset or count that leads out of it is
// kept as the error, and reads give 0 from then on.
type gsub struct {
	t   []byte
	err error
}

func (p *gsub) u16(at int) int {
	if at+2 > len(p.t) {
		p.bad(at)
		return 0
	}
	return int(u16(p.t, at))
}

func (p *gsub) slice(at, size int) []byte {
	if at+size > len(p.t) {
		p.bad(at + size)
		return nil
	}
	return p.t[at : at+size]
}

func (p *gsub) bad(at int) {
	if p.err == nil {
		p.err = fault("GSUB", "位置 %d 超出表长 %d", "place %d is beyond the table's %d bytes", at, len(p.t))
	}
}

// tagged returns the offset of the record with the tag in a list of records of
// a tag and an offset, 0 where there is none.
func (p *gsub) tagged(list, count int, tag string) int {
	for i := 0; i < count && p.err == nil; i++ {
		if rec := p.slice(list+6*i, 6); rec != nil && string(rec[:4]) == tag {
			return int(u16(rec, 4))
		}
	}
	return 0
}

// parseVert reads the lookups of the feature vert. Lookups of types other than
// single substitution are passed over. OpenType spec, "GSUB".
func parseVert(t []byte) ([]lookup, error) {
	if t == nil {
		return nil, nil
	}
	p := &gsub{t: t}
	scripts, features, lookups := p.u16(4), p.u16(6), p.u16(8)
	feature := p.vertFeature(scripts, features)
	if feature == 0 || p.err != nil {
		return nil, p.err
	}
	indices := make([]int, 0, 8)
	for i, n := 0, p.u16(feature+2); i < n && p.err == nil; i++ {
		indices = append(indices, p.u16(feature+4+2*i))
	}
	slices.Sort(indices) // lookups apply in the order of the LookupList
	var vert []lookup
	subtables := 0
	for _, index := range slices.Compact(indices) {
		if index >= p.u16(lookups) {
			return nil, fault("GSUB", "没有序号为 %d 的 lookup", "there is no lookup %d", index)
		}
		at := lookups + p.u16(lookups+2+2*index)
		kind, n := p.u16(at), p.u16(at+4)
		if subtables += n; subtables > maxSubtables {
			return nil, fault("GSUB", "vert 特性的子表超过 %d 个", "feature vert has more than %d subtables", maxSubtables)
		}
		var l lookup
		for i := 0; i < n && p.err == nil; i++ {
			if s, ok := p.singleSubst(kind, at+p.u16(at+6+2*i)); ok {
				l = append(l, s)
			}
		}
		if l != nil {
			vert = append(vert, l)
		}
	}
	return vert, p.err
}

// vertFeature returns the place of the Feature table vert of Chinese text, or
// of the script that comes nearest; 0 where there is none.
func (p *gsub) vertFeature(scripts, features int) int {
	numFeatures := p.u16(features)
	for _, tag := range []string{"hani", "DFLT", "kana", "latn"} {
		script := p.tagged(scripts+2, p.u16(scripts), tag)
		if script == 0 {
			continue
		}
		script += scripts
		languages := []int{p.tagged(script+4, p.u16(script+2), "ZHS "), p.u16(script)}
		for _, langSys := range languages {
			if langSys == 0 {
				continue
			}
			langSys += script
			for i, n := 0, p.u16(langSys+4); i < n && p.err == nil; i++ {
				index := p.u16(langSys + 6 + 2*i)
				if index >= numFeatures {
					continue
				}
				rec := p.slice(features+2+6*index, 6)
				if rec != nil && string(rec[:4]) == "vert" {
					return features + int(u16(rec, 4))
				}
			}
		}
	}
	return 0
}

func (p *gsub) singleSubst(kind, at int) (s singleSubst, ok bool) {
	if kind == 7 { // extension: the subtable stands at a 32-bit offset
		if p.u16(at) != 1 {
			return s, false
		}
		kind = p.u16(at + 2)
		offset := p.slice(at+4, 4)
		if offset == nil {
			return s, false
		}
		if u32(offset, 0) > uint32(len(p.t)) {
			p.bad(len(p.t))
			return s, false
		}
		at += int(u32(offset, 0))
	}
	if kind != 1 {
		return s, false
	}
	coverage := at + p.u16(at+2)
	switch p.u16(at) {
	case 1:
		s.delta = uint16(p.u16(at + 4))
	case 2:
		s.substitute = p.slice(at+6, 2*p.u16(at+4))
	default:
		return s, false
	}
	switch p.u16(coverage) {
	case 1:
		s.coverage = p.slice(coverage+4, 2*p.u16(coverage+2))
	case 2:
		s.ranges = true
		s.coverage = p.slice(coverage+4, 6*p.u16(coverage+2))
	default:
		return s, false
	}
	return s, p.err == nil
}
