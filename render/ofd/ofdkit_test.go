//go:build conformance

package ofd_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"
)

// ofdkit finds the same characters on every page, as runs in the order of the layout and
// at their places, and the same properties.
func TestOFDKit(t *testing.T) {
	list := specimens(t)
	dir := save(t, list)
	args := []string{filepath.Join("testdata", "read.py")}
	for _, s := range list {
		args = append(args, filepath.Join(dir, s.name+".ofd"))
	}
	var found []struct {
		Info struct {
			Title, Author string
			Created       string `json:"creation_date"`
		}
		Pages []struct {
			Text string
			Runs []struct {
				Text       string
				X, Y, Size float64
			}
		}
		Warnings []string
	}
	if err := json.Unmarshal(tool(t, "python3", args...), &found); err != nil || len(found) != len(list) {
		t.Fatal(err, len(found))
	}
	for i, s := range list {
		t.Run(s.name, func(t *testing.T) {
			f := &found[i]
			for _, w := range f.Warnings {
				t.Error(w)
			}
			checkProperties(t, s.layout.Document, f.Info.Title, f.Info.Author, f.Info.Created)
			var runs, read, want []string
			for _, p := range f.Pages {
				text := ""
				for _, r := range p.Runs {
					text += r.Text
				}
				runs = append(runs, text)
				read = append(read, sorted(p.Text))
			}
			for _, p := range pages(s.layout) {
				want = append(want, sorted(p))
			}
			sameText(t, "ofdkit", runs, pages(s.layout))
			sameText(t, "ofdkit, sorted", read, want) // it goes through tables line by line
			for j := range min(len(f.Pages), len(s.layout.Pages)) {
				n := 0
				for _, x := range s.layout.Pages[j].Texts {
					for at, g := range x.Origins() {
						if n == len(f.Pages[j].Runs) {
							break
						}
						r := &f.Pages[j].Runs[n]
						if c, _ := utf8.DecodeRuneInString(r.Text); c == g.Rune && near(r.X, at.X) && near(r.Y, at.Y) && near(r.Size, x.Size) {
							n++
						}
					}
				}
				if n != len(f.Pages[j].Runs) {
					t.Errorf("page %d: no run of the layout begins like %+v", j+1, f.Pages[j].Runs[n])
				}
			}
		})
	}
}

// sorted returns the characters of a text but its white space in their own order.
func sorted(s string) string {
	r := []rune(pack(s))
	slices.Sort(r)
	return string(r)
}
