package report

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Schema returns the JSON Schema (draft 2020-12) of a report's JSON, generated
// from the row tables of every edition. It accepts what [Decode] accepts, but
// for what a schema cannot say: duplicate keys, invalid UTF-8, integers spelt 1.0,
// 1e3 or -0, and dates that do not exist. Relations between figures are for
// [Report.Check].
func Schema() []byte {
	type object = map[string]any
	text := object{"type": "string"}
	texts := object{"type": "array", "items": text}
	closed := func(properties object, required ...string) object {
		o := object{"type": "object", "properties": properties, "additionalProperties": false}
		if required != nil {
			o["required"] = required
		}
		return o
	}

	date := func(title string) object {
		return object{"type": "string", "title": title, "pattern": `^(\d{4}-\d{2}-\d{2})?$`}
	}

	subsection := closed(object{
		"topic":      object{"enum": append([]Topic{""}, Topics()...)},
		"title":      text,
		"runIn":      object{"type": "boolean"},
		"paragraphs": texts,
	})

	properties := object{
		"agency":   object{"type": "string", "title": "机关全称"},
		"year":     object{"type": "integer", "title": "年度", "minimum": editions[0].from, "maximum": 9999},
		"title":    object{"type": "string", "title": "标题；空为机关全称加年度"},
		"scope":    object{"enum": append([]string{""}, scopeKeys...), "title": "本机关或汇总"},
		"preamble": texts,
		"tables":   object{"type": "object"},
		"issuer":   object{"type": "string", "title": "署名"},
		"date":     date(labelDate),
	}
	index := object{"published": date(labelPublished), "keywords": object{"type": "array", "items": text, "title": labelKeywords}}
	for _, t := range new(Index).texts() {
		index[t.key] = object{"type": "string", "title": t.label}
	}
	properties["index"] = closed(index)
	properties["index"].(object)["title"] = "目录信息"
	for i, key := range sectionKeys {
		p := object{"paragraphs": texts, "subsections": object{"type": "array", "items": subsection}}
		if hasTable(i) {
			p["notes"] = texts
		}
		section := closed(p)
		section["title"] = sectionTitles[i]
		properties[key] = section
	}

	defs := object{
		"count":          object{"anyOf": []object{{"type": "integer", "minimum": 0, "maximum": int64(maxCount)}, {"type": "null"}, {"const": "/"}}},
		"change":         object{"anyOf": []object{{"type": "integer", "minimum": int64(-maxCount), "maximum": int64(maxCount)}, {"type": "null"}, {"const": "/"}}},
		"amount":         object{"anyOf": []object{{"type": "string", "pattern": amountPattern("")}, {"type": "null"}}},
		"amountWithUnit": object{"anyOf": []object{{"type": "string", "pattern": amountPattern("(元|万元)?")}, {"type": "null"}}},
	}
	var names []Edition
	var choice []object
	for i, e := range editions {
		names = append(names, e.edition)
		defs["tables"+string(e.edition)] = e.form.schema(e.blank())
		ref := object{"properties": object{"tables": object{"$ref": "#/$defs/tables" + string(e.edition)}}}
		year := object{"minimum": e.from}
		if i+1 < len(editions) {
			year["maximum"] = editions[i+1].from - 1
		}
		choice = append(choice,
			object{"if": object{"properties": object{"edition": object{"const": e.edition}}, "required": []string{"edition"}}, "then": ref},
			object{
				"if": object{"anyOf": []object{
					{"not": object{"required": []string{"edition"}}, "properties": object{"year": year}},
					{"properties": object{"edition": object{"const": ""}, "year": year}, "required": []string{"edition"}},
				}},
				"then": ref,
			})
	}
	properties["edition"] = object{"enum": append([]Edition{""}, names...), "title": "格式年版；空为年度所属的格式"}

	schema := closed(properties, "agency", "year", "tables")
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "政府信息公开工作年度报告"
	schema["allOf"] = choice
	schema["$defs"] = defs
	out, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // maps of strings and numbers can always be marshalled
	}
	return append(out, '\n')
}

func amountPattern(unit string) string {
	return fmt.Sprintf(`^((0|[1-9]\d{0,%d})(\.\d{1,%d})?%s|/)$`, maxDigits-1, maxDecimals, unit)
}

// schema is the schema of the edition's tables.
func (f *form) schema(t Tables) map[string]any {
	type object = map[string]any
	closed := func() object {
		return object{"type": "object", "properties": object{}, "additionalProperties": false}
	}
	root := closed()
	for table := 2; table <= 4; table++ {
		for _, r := range f.rows(table) {
			at := root
			keys := strings.Split(r.path, "/")
			for _, k := range keys[:len(keys)-1] {
				p := at["properties"].(object)
				if p[k] == nil {
					p[k] = closed()
				}
				at = p[k].(object)
			}
			at["properties"].(object)[keys[len(keys)-1]] = r.schema(t)
		}
	}
	return root
}

func (r *row) schema(t Tables) map[string]any {
	type object = map[string]any
	ref := func(col int) object {
		kind := "count"
		if !r.computed() && col < len(r.cols) {
			switch r.cell(t, col).(type) {
			case *Change:
				kind = "change"
			case *Amount:
				kind = "amount"
				if r.cols[col].unit == "" {
					kind = "amountWithUnit"
				}
			}
		}
		return object{"$ref": "#/$defs/" + kind}
	}
	if !r.sum && r.cols[0].key == "" {
		s := ref(0)
		s["title"] = r.label
		return s
	}
	p := object{}
	for i, c := range r.cols {
		p[c.key] = ref(i)
		p[c.key].(object)["title"] = c.label
	}
	if r.sum {
		p["total"] = ref(len(r.cols))
		p["total"].(object)["title"] = labelTotal + "（只供核对）"
	}
	return object{"type": "object", "title": r.name(), "properties": p, "additionalProperties": false}
}
