package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// Parts that are this package's own.
const (
	corePart  = "docProps/core.xml"
	appPart   = "docProps/app.xml"
	itemPart  = "customXml/item1.xml"
	propsPart = "customXml/itemProps1.xml"
	itemRels  = "customXml/_rels/item1.xml.rels"
	typesPart = "[Content_Types].xml"
	bookRels  = "xl/_rels/workbook.xml.rels"
)

// sheetParts is what the names of the parts of sheets begin with.
const sheetParts = "xl/worksheets/"

const (
	packageNS = "http://schemas.openxmlformats.org/package/2006/"
	officeNS  = "http://schemas.openxmlformats.org/officeDocument/2006/"
)

const app = xml.Header + `<Properties xmlns="` + officeNS + `extended-properties"><Application>nianbao</Application></Properties>`

// core is the properties of the file: no dates and no names of persons.
func core(title string) []byte {
	return append(escaped([]byte(xml.Header+`<cp:coreProperties xmlns:cp="`+packageNS+`metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`), title),
		`</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>`...)
}

func escaped(b []byte, text string) []byte {
	var w bytes.Buffer
	xml.EscapeText(&w, []byte(text)) // a buffer takes all
	return append(b, w.Bytes()...)
}

// carried returns the data that go along.
func (o Options) carried(r *report.Report) (doc.Carried, error) {
	if o.NoData {
		return doc.Carried{}, nil
	}
	if o.Mark == "" {
		r = r.Published()
	}
	data, err := r.MarshalJSON()
	if err != nil {
		return doc.Carried{}, err
	}
	var options []string
	if o.Note && r.Revision != (report.Revision{}) {
		options = append(options, "note")
	}
	if o.Mark != "" {
		options = append(options, "mark="+o.Mark)
	}
	c := doc.Carried{JSON: data, Program: o.Program, Options: strings.Join(options, " ")}
	return c, c.Check()
}

// item is the custom XML part of the data: as in a DOCX.
func item(c doc.Carried) []byte {
	b := []byte(xml.Header + `<report xmlns="` + doc.CarriedNamespace + `" version="` + doc.CarriedVersion + `"`)
	for _, a := range [...][2]string{{"program", c.Program}, {"options", c.Options}} {
		if a[1] != "" {
			b = append(escaped(append(b, ` `+a[0]+`="`...), a[1]), '"')
		}
	}
	b = append(c.AppendDigest(append(b, ` sha256="`...)), `">`...)
	return append(escaped(b, string(c.Text())), `</report>`...)
}

// itemProps names the part among others of a workbook.
const itemProps = xml.Header + `<ds:datastoreItem ds:itemID="{6B1F7A52-0D3C-4E8B-9A61-52D0C7E4F3A8}" xmlns:ds="` + officeNS + `customXml">` +
	`<ds:schemaRefs><ds:schemaRef ds:uri="` + doc.CarriedNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`

// write writes the file.
func (b *book) write(w io.Writer, data doc.Carried) error {
	if data.JSON != nil {
		b.Pkg.Store(itemPart, item(data))
		b.Pkg.Store(propsPart, []byte(itemProps))
		b.Pkg.Store(itemRels, []byte(xml.Header+`<Relationships xmlns="`+packageNS+`relationships"><Relationship Id="rId1" Type="`+officeNS+`relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`))
	}
	p := pack{large: b.large}
	b.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &p })
	if err := b.Write(io.Discard); err != nil {
		return err
	}
	for _, x := range p.parts {
		x.mend(b, data.JSON != nil)
	}
	return p.write(w)
}

// pack takes the parts that excelize makes.
type pack struct {
	parts []*part
	large bool // sheets are kept deflated
}

type part struct {
	name string
	bytes.Buffer
	deflated *deflated // instead; nil is none
}

// deflated is a part that is kept as it stands in the archive.
type deflated struct {
	bytes.Buffer
	w    *flate.Writer
	crc  uint32
	size uint64
}

func (d *deflated) Write(p []byte) (int, error) {
	d.crc, d.size = crc32.Update(d.crc, crc32.IEEETable, p), d.size+uint64(len(p))
	return d.w.Write(p)
}

// Create begins a part.
func (p *pack) Create(name string) (io.Writer, error) {
	x := &part{name: name}
	p.parts = append(p.parts, x)
	if !p.large || !strings.HasPrefix(name, sheetParts) {
		return x, nil
	}
	x.deflated = new(deflated)
	var err error
	x.deflated.w, err = flate.NewWriter(&x.deflated.Buffer, flate.BestSpeed)
	return struct{ io.Writer }{x.deflated}, err // for what it embeds has other ways in
}

// AddFS is not called.
func (*pack) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close does nothing.
func (*pack) Close() error { return nil }

// mend puts into the part what excelize leaves out.
func (p *part) mend(b *book, data bool) {
	before := func(end, text string) {
		x := p.Bytes()
		x = slices.Insert(bytes.Clone(x), bytes.LastIndex(x, []byte(end)), []byte(text)...)
		p.Buffer = *bytes.NewBuffer(x)
	}
	replace := func(old, new string) {
		p.Buffer = *bytes.NewBuffer(bytes.ReplaceAll(p.Bytes(), []byte(old), []byte(new)))
	}
	switch {
	case p.name == typesPart && data:
		before("</Types>", `<Override PartName="/`+propsPart+`" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`)
	case p.name == bookRels && data:
		before("</Relationships>", `<Relationship Id="rIdData" Type="`+officeNS+`relationships/customXml" Target="../`+itemPart+`"/>`)
	case strings.HasPrefix(p.name, sheetParts) && p.deflated == nil:
		// A formula that was calculated to an empty text has that as its value.
		replace("</f></c>", "</f><v></v></c>")
		if slices.Contains(b.growing, p.name) {
			replace(` customHeight="1">`, ">")
		}
	}
}

// write writes the archive: in order, that of the types first, with the first date that
// there is.
func (p *pack) write(w io.Writer) error {
	slices.SortFunc(p.parts, func(a, b *part) int { return strings.Compare(a.name, b.name) })
	z := zip.NewWriter(w)
	for _, x := range p.parts {
		if err := x.write(z); err != nil {
			return err
		}
	}
	return z.Close()
}

func (p *part) write(z *zip.Writer) error {
	h := zip.FileHeader{Name: p.name, Method: zip.Deflate, ModifiedDate: 1<<5 | 1}
	create, data := z.CreateHeader, p.Bytes()
	if d := p.deflated; d != nil {
		if err := d.w.Close(); err != nil {
			return err
		}
		data = d.Bytes()
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = d.crc, uint64(len(data)), d.size
		create = z.CreateRaw
	}
	f, err := create(&h)
	if err == nil {
		_, err = f.Write(data)
	}
	return err
}
