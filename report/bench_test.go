package report

import (
	"strings"
	"testing"
)

// publishedLength is a report of the length that published ones have.
func publishedLength() *Report {
	r := sample(Edition2021)
	paragraph := strings.Repeat("严格落实政府信息公开各项要求，围绕重点领域主动公开政府信息。", 6)
	for i, s := range r.Sections() {
		s.Paragraphs = append(s.Paragraphs, paragraph, paragraph)
		if i == 0 || i == 4 {
			for range 5 {
				s.Subsections = append(s.Subsections, Subsection{Title: "监督保障", Paragraphs: []string{paragraph}})
			}
		}
	}
	return r
}

func BenchmarkCheck(b *testing.B) {
	r := publishedLength()
	b.ReportAllocs()
	for b.Loop() {
		r.Check()
	}
}

func BenchmarkDocument(b *testing.B) {
	r := publishedLength()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Document(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	r := publishedLength()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Encode(r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	text, err := Encode(publishedLength())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, err := Decode(text); err != nil {
			b.Fatal(err)
		}
	}
}
