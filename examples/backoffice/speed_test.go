package backoffice_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/report"
)

// newCity starts a back office on a file of 400 bodies, each of which has published the
// report of a real size for 2023 and has written that for 2024. The first is "jt".
func newCity(b *testing.B) *office {
	store, err := sqlite.Open(filepath.Join(b.TempDir(), "office.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	o := newOfficeOn(b, store)
	was, err := store.Bodies(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	bodies := []backoffice.Body{was[0]}
	for n := range 399 {
		bodies = append(bodies, backoffice.Body{ID: fmt.Sprintf("b%03d", n), Agency: fmt.Sprintf("云栖市第%d局", n)})
	}
	if err := store.SetBodies(b.Context(), was, bodies); err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join("..", "nianbao", "yunqi-2023.json"))
	if err != nil {
		b.Fatal(err)
	}
	j := &jurisdiction{filings: map[string]backoffice.Filing{}, reports: map[string]*report.Report{}, published: map[string]*report.Report{}}
	for _, body := range bodies {
		for year, state := range map[int]backoffice.State{2023: backoffice.Published, 2024: backoffice.Draft} {
			r, _, err := report.Decode(text)
			if err != nil {
				b.Fatal(err)
			}
			r.Agency, r.Year = body.Agency, year
			o.file(j, body, state, r)
		}
	}
	return o
}

// median repeats something, and reports what it takes in the middle of all times.
func median(b *testing.B, do func(n int)) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		do(len(took))
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
}

func BenchmarkCity(b *testing.B) {
	o := newCity(b)
	b.Run("Board", func(b *testing.B) {
		median(b, func(int) {
			if p := o.get("office", "/board"); p.status != http.StatusOK {
				b.Fatal(p.status)
			}
		})
	})
	for name, path := range map[string]string{"Rollup": "/board/rollup?year=2023", "Trace": "/board/rollup/trace.xlsx?year=2023", "Similar": "/board/similar?year=2023"} {
		b.Run(name, func(b *testing.B) {
			median(b, func(int) {
				if p := o.get("office", path); p.status != http.StatusOK {
					b.Fatal(p.status)
				}
			})
		})
	}
	b.Run("Autosave", func(b *testing.B) {
		const page = "/reports/jt/2024/sections/applications"
		header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}}
		was := o.get("editor", page).field(received)
		median(b, func(n int) {
			now := fmt.Sprint(n % 1000)
			form := pairs(map[string][2]string{received: {was, now}}).Encode()
			if p := o.do("editor", http.MethodPost, page, strings.NewReader(form), header.Clone()); p.status != http.StatusOK {
				b.Fatalf("%d\n%s", p.status, p.body)
			}
			was = now
		})
	})
}
