package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Schema returns the JSON Schema (draft 2020-12) of a report's JSON, generated
// from the row tables of every edition. It accepts what [Decode] accepts, but
// for what a schema cannot say: duplicate keys, invalid UTF-8, integers spelt 1.0,
// 1e3 or -0, and dates that do not exist. Relations between figures are for
// [Report.Check].
func Schema() []byte {
	var choice []object
	defs := object{
		"count":          object{"anyOf": []object{{"type": "integer", "minimum": 0, "maximum": int64(maxCount)}, {"type": "null"}, {"const": "/"}}},
		"total":          object{"anyOf": []object{{"type": "integer", "minimum": 0, "maximum": int64(maxTotal)}, {"type": "null"}, {"const": "/"}}},
		"change":         object{"anyOf": []object{{"type": "integer", "minimum": int64(-maxCount), "maximum": int64(maxCount)}, {"type": "null"}, {"const": "/"}}},
		"amount":         object{"anyOf": []object{{"type": "string", "pattern": amountPattern("")}, {"type": "null"}}},
		"amountWithUnit": object{"anyOf": []object{{"type": "string", "pattern": amountPattern("(元|万元)?")}, {"type": "null"}}},
	}
	for i, f := range editions {
		defs["tables"+string(f.edition)] = f.schema(f.blank())
		then := object{keyTables: object{"$ref": "#/$defs/tables" + string(f.edition)}}
		for i, key := range sectionKeys {
			if tableIn(i) && !f.hasTable(i) {
				then[key] = object{"properties": object{keyNotes: object{"maxItems": 0}}}
			}
		}
		ref := object{"properties": then}
		year := object{"minimum": f.from}
		if i+1 < len(editions) {
			year["maximum"] = editions[i+1].from - 1
		}
		choice = append(choice,
			object{"if": object{"properties": object{"edition": object{"const": f.edition}}, "required": []string{"edition"}}, "then": ref},
			object{
				"if": object{"anyOf": []object{
					{"not": object{"required": []string{"edition"}}, "properties": object{"year": year}},
					{"properties": object{"edition": object{"const": ""}, "year": year}, "required": []string{"edition"}},
				}},
				"then": ref,
			})
	}
	fields := new(Report).fields(new(Edition))
	schema := objectOf(fields[:])
	schema["required"] = required
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

type object = map[string]any

// objectOf is the schema of an object of the fields and no others.
func objectOf(fields []field) object {
	properties := object{}
	for _, f := range fields {
		properties[f.key] = f.schema()
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false}
}

func (f field) schema() (s object) {
	text := object{"type": "string"}
	switch v := f.value.(type) {
	case *string:
		s = object{"type": "string"}
		if !f.paragraph() {
			s["maxLength"] = maxLine
		}
	case *[]string:
		if f.paragraph() {
			text["maxLength"] = maxText
		}
		s = object{"type": "array", "items": text}
	case *int:
		s = object{"type": "integer", "minimum": editions[0].from, "maximum": lastYear}
	case *ordinal:
		s = object{"type": "integer", "minimum": 1, "maximum": maxRevision}
	case *bool:
		s = object{"type": "boolean"}
	case *Date:
		s = object{"type": "string", "pattern": `^(\d{4}-\d{2}-\d{2})?$`}
	case *Edition:
		s = object{"enum": append([]Edition{""}, Editions()...)}
	case *Topic:
		s = object{"enum": append([]Topic{""}, Topics()...)}
	case *Scope:
		s = object{"enum": append([]string{""}, scopeKeys...)}
	case *Index:
		s = objectOf(f.fields())
	case *Section:
		s = objectOf(v.members(tableIn(slices.Index(sectionKeys[:], f.key))))
	case *[]Subsection:
		s = object{"type": "array", "items": objectOf(new(Subsection).fields())}
	case *Revision:
		s = objectOf(v.fields())
		s["required"] = []string{keyNumber}
	case *[]Reason:
		s = object{"type": "array", "items": objectOf(new(Reason).fields())}
	default:
		s = object{"type": "object"}
	}
	if title := f.label + f.note; title != "" {
		s["title"] = title
	}
	return s
}

func amountPattern(unit string) string {
	return fmt.Sprintf(`^((0|[1-9]\d{0,%d})(\.\d{1,%d})?%s|/)$`, maxDigits-1, maxDecimals, unit)
}

// schema is the schema of the edition's tables.
func (f *form) schema(t Tables) object {
	closed := func() object {
		return object{"type": "object", "properties": object{}, "additionalProperties": false}
	}
	root := closed()
	for r := range f.rows() {
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
	return root
}

func (r *row) schema(t Tables) object {
	ref := func(col int) object {
		def := "count"
		switch {
		case r.computedAt(col):
			def = "total"
		case r.cell(t, col).kind() == KindChange:
			def = "change"
		case r.cell(t, col).kind() == KindAmount && r.cols[col].unit == "":
			def = "amountWithUnit"
		case r.cell(t, col).kind() == KindAmount:
			def = "amount"
		}
		return object{"$ref": "#/$defs/" + def}
	}
	if r.single() {
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
		p[keyTotal] = ref(len(r.cols))
		p[keyTotal].(object)["title"] = labelTotal + "（只供核对）"
	}
	return object{"type": "object", "title": r.name(), "properties": p, "additionalProperties": false}
}
