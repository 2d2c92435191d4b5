package fonts

import (
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

// sample is text as a report has it.
const sample = "某某市人民政府办公室2021年政府信息公开工作年度报告。一、总体情况（一）主动公开情况：" +
	"本机关根据《中华人民共和国政府信息公开条例》要求编制本报告，全文包括总体情况、主动公开政府信息情况、" +
	"收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。" +
	"行政许可处罚强制事业性收费予以部分公开不予无法提供其他处理结果维持纠正尚未审结1234567890.,（）"

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range [][]byte{notoSerifRegular, notoSerifSemiBold, notoSansMedium, nianbaoKai} {
			if _, err := openStored(data); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// What the first document that uses a face given by the user pays for it.
func BenchmarkFirstFontFile(b *testing.B) {
	song := Default().Families[doc.Song].Regular
	data := song.stored.TrueType()
	gids := sampleGlyphs(song)
	b.ReportAllocs()
	for b.Loop() {
		f, err := Parse(data, 0)
		if err == nil {
			_, err = f.FontFile(gids)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFontFile(b *testing.B) {
	song := Default().Families[doc.Song].Regular
	gids := sampleGlyphs(song)
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		f, err := song.FontFile(gids)
		if err != nil {
			b.Fatal(err)
		}
		out = f.AppendZlib(out[:0])
	}
	b.ReportMetric(float64(len(out)), "zlib-bytes")
}

// What an OFD embeds of the same glyphs.
func BenchmarkMapped(b *testing.B) {
	song := Default().Families[doc.Song].Regular
	chars := sampleMapping(song)
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		f, err := song.Mapped("Song", chars)
		if err != nil {
			b.Fatal(err)
		}
		out, _ = f.AppendDeflate(out[:0])
	}
	b.ReportMetric(float64(len(out)), "deflate-bytes")
}

func sampleMapping(f *Face) []Mapping {
	var chars []Mapping
	for _, r := range sample {
		chars = append(chars, Mapping{r, f.Glyph(r)})
	}
	return chars
}

func sampleGlyphs(f *Face) []GID {
	var gids []GID
	for _, r := range sample {
		gids = append(gids, f.Glyph(r))
	}
	return gids
}

func BenchmarkChoose(b *testing.B) {
	set := Default()
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range sample {
			if _, ok := set.Choose(doc.FangSong, false, r); !ok {
				b.Fatal(r)
			}
		}
	}
}
