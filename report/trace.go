package report

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"strconv"
	"strings"
)

// TraceOptions say what a trace is beside the sums. The zero value is ready for use.
type TraceOptions struct {
	// Published is the report that the jurisdiction published, whose figures stand beside
	// the sums where they can be compared with these: see [Jurisdiction.Compare]. nil is none.
	Published *Report
}

// Comparable reports whether the figures of a published report can be compared with the
// sums: it is for the same year, in the same form.
func (j *Jurisdiction) Comparable(published *Report) bool {
	if published == nil {
		return false
	}
	_, _, unlike := j.unlike(published)
	return !unlike
}

// traceVersion is that of the JSON that [Jurisdiction.WriteTrace] writes. What is added to
// it does not change it.
const traceVersion = 1

// WriteTrace writes what every total was added up from, as JSON. It is written as it is
// made, for there may be tens of thousands of bodies; each of them stands once, and a cell
// has their figures by their places in that list:
//
//	{
//	  "trace": 1, "agency": "某县人民政府", "year": 2023, "edition": "2021",
//	  "bodies": [
//	    {"agency": "某县人民政府办公室", "year": 2023, "edition": "2021", "own": true},
//	    {"agency": "某县某局", "source": "a.docx", "year": 2022, "edition": "2021", "left": "H-i", "why": "…"}
//	  ],
//	  "cells": [
//	    {"path": "/tables/applications/received/naturalPersons", "table": 3, "place": "表三 一、… 自然人",
//	     "value": 20, "published": 21, "difference": 1,
//	     "parts": [20,null]},
//	    {"path": "/tables/applications/received/total", …, "of": ["/tables/applications/received/naturalPersons", …]}
//	  ],
//	  "rates": [
//	    {"name": "实质公开率", "english": "…", "part": {"label": "…", "english": "…", "count": 9}, "whole": {…, "count": 40}, "percent": "22.50%"}
//	  ],
//	  "findings": […]
//	}
//
// Figures are as in the JSON of a report: counts are numbers, amounts texts, null is
// blank. The value of a cell is the sum of the parts but for those of bodies with a
// "left", which is the code of the finding for which they are left out; where it is
// "joint", it is no sum but the figure of the body that is "own". A body in another
// edition has null for all. A count that is not known is left out, and so is a rate
// of fewer than thirty: see [Rate]. "of" are the cells that a total adds up. Findings are as
// [Finding.MarshalJSON] has them. The error is what w returned.
func (j *Jurisdiction) WriteTrace(w io.Writer, o TraceOptions) error {
	t := tracer{encoder: encoder{indent: true}, w: w}
	published := map[string]Cell{}
	if j.Comparable(o.Published) {
		for c := range Cells(o.Published.Tables) {
			published[c.Path] = c
		}
	}
	t.open("{")
	t.raw("trace", strconv.Itoa(traceVersion))
	t.text("agency", j.Report.Agency)
	t.raw("year", strconv.Itoa(j.Report.Year))
	if j.Report.form() != nil {
		t.text("edition", string(j.Report.Tables.Edition()))
	}
	t.list("bodies", func() {
		for i := range j.Parts {
			t.body(j, &j.Parts[i])
		}
	})
	t.list("cells", func() {
		for c := range Cells(j.Report.Tables) {
			t.cell(j, c, published[c.Path])
		}
	})
	t.list("rates", func() {
		for _, r := range Rates(j.Report.Tables) {
			t.rate(r)
		}
	})
	t.list("findings", func() {
		for _, f := range j.Findings {
			t.item("")
			data, err := json.Marshal(f)
			t.fail(err)
			t.buf = append(t.buf, data...)
			t.flush(false)
		}
	})
	t.close("}")
	t.buf = append(t.buf, '\n')
	t.flush(true)
	return t.err
}

// IsTrace reports whether what is read is the JSON of a trace.
func IsTrace(r io.Reader) bool {
	head := make([]byte, 64)
	n, _ := io.ReadFull(r, head)
	rest, ok := bytes.CutPrefix(bytes.TrimSpace(head[:n]), []byte("{"))
	return ok && bytes.HasPrefix(bytes.TrimSpace(rest), []byte(`"trace":`))
}

// tracer writes the JSON of a trace.
type tracer struct {
	encoder
	w   io.Writer
	err error
}

func (t *tracer) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// flush hands on what was written, once it is much, or all.
func (t *tracer) flush(all bool) {
	if !all && len(t.buf) < 64<<10 {
		return
	}
	if t.err == nil {
		_, t.err = t.w.Write(t.buf)
	}
	t.buf = t.buf[:0]
}

func (t *tracer) list(key string, items func()) {
	t.item(key)
	t.open("[")
	items()
	t.close("]")
}

// object writes an object on one line.
func (t *tracer) object(members func()) {
	t.item("")
	t.indent = false
	t.open("{")
	members()
	t.close("}")
	t.indent = true
	t.flush(false)
}

func (t *tracer) body(j *Jurisdiction, p *Part) {
	t.object(func() {
		t.text("agency", p.Agency)
		if p.Source != "" {
			t.text("source", strings.ToValidUTF8(p.Source, "\uFFFD"))
		}
		t.raw("year", strconv.Itoa(p.Year))
		if p.Tables != nil && p.Tables.form() != nil {
			t.text("edition", string(p.Tables.Edition()))
		}
		if p.Own {
			t.raw("own", "true")
		}
		if p.Left != "" {
			t.text("left", p.Left)
		}
		if why, ok := j.Why(p); ok {
			t.text("why", why.Message())
		}
	})
}

func (t *tracer) rate(r Rate) {
	t.object(func() {
		t.text("name", r.Name)
		t.text("english", r.English)
		for _, x := range []struct {
			key string
			of  RateCount
		}{{"part", r.Part}, {"whole", r.Whole}} {
			t.item(x.key)
			t.open("{")
			t.text("label", x.of.Label)
			t.text("english", x.of.English)
			if x.of.Known {
				t.raw("count", strconv.FormatInt(x.of.Count, 10))
			}
			t.close("}")
		}
		if percent := r.Percent(tracePercent); percent != "" {
			t.text("percent", percent)
		}
	})
}

// tracePercent is how many decimals percentages of a trace have.
const tracePercent = 2

// cell writes a figure, and that which was published; the zero Cell is none.
func (t *tracer) cell(j *Jurisdiction, c, published Cell) {
	t.object(func() {
		t.text("path", c.Path)
		t.raw("table", strconv.Itoa(c.Table))
		t.text("place", c.Place)
		t.raw("value", c.figure().json())
		if published.row != nil {
			t.raw("published", published.figure().json())
			if d, ok := published.Sub(c); ok && !c.Joint {
				t.raw("difference", published.json(d))
			}
		}
		if c.Joint {
			t.raw("joint", "true")
		}
		if c.Computed {
			t.item("of")
			t.open("[")
			for a := range c.Addends() {
				t.text("", a.Path)
			}
			t.close("]")
		}
		t.item("parts")
		t.open("[")
		for i := range j.Parts {
			value := "null"
			if p := &j.Parts[i]; p.Tables != nil && p.Tables.form() == j.Report.Tables.form() {
				value = c.row.figure(p.Tables, c.col).json()
			}
			t.raw("", value)
			t.flush(false)
		}
		t.close("]")
	})
}

// json returns a number as the JSON has figures of the cell.
func (c Cell) json(x *big.Rat) string {
	if a, ok := c.figure().(*Amount); ok {
		return `"` + decimal(x) + a.unit + `"`
	}
	return x.Num().String()
}
