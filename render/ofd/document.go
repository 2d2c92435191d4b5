package ofd

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/report/doc"
)

const (
	creator = "nianbao"
	date    = "2006-01-02"
)

// addAttachment adds the file that goes along and the list of such files (GB/T 33190-2016,
// chapter 20). Some readers name the file by Name and Format together.
func (f *file) addAttachment() {
	a := f.Attachment
	if a == nil {
		return
	}
	f.add(folder+attachments+a.Name, a.Data)
	x := &f.xml
	name, suffix := splitName(a.Name)
	x.raw(xmlHead + "Attachments" + namespace + `><ofd:Attachment ID="A1" Name="`)
	x.text(name)
	if suffix != "" {
		x.raw(`" Format="`)
		x.text(suffix)
	}
	if !a.Modified.IsZero() {
		x.raw(`" ModDate="`)
		x.b = a.ModTime().AppendFormat(x.b, date+"T15:04:05")
	}
	x.raw(`" Size="`)
	const kilobyte = 1024
	x.b = appendDecimal(x.b, fixed.DivRound(int64(len(a.Data))*1000, kilobyte), 3)
	x.raw(`"><ofd:FileLoc>`)
	x.text(a.Name)
	x.raw("</ofd:FileLoc></ofd:Attachment></ofd:Attachments>")
	f.end(folder + attachments + attachmentList)
}

// splitName divides the name of a file from its suffix, in small letters, if it has one.
func splitName(s string) (name, suffix string) {
	if i := strings.LastIndexByte(s, '.'); i > 0 {
		return s[:i], strings.ToLower(s[i+1:])
	}
	return s, ""
}

// addDocument adds the parts that lead to all others (GB/T 33190-2016, 7.4 and 7.5).
func (f *file) addDocument() {
	x, page := &f.xml, f.layout.Document.Styles.Page
	x.raw(xmlHead + "Document" + namespace + "><ofd:CommonData><ofd:MaxUnitID>")
	x.int(f.lastID)
	x.raw("</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>")
	x.micros(0, 0, toMicro(page.Width), toMicro(page.Height))
	x.raw("</ofd:PhysicalBox></ofd:PageArea>")
	if f.fonts {
		x.raw("<ofd:PublicRes>" + resourcePart + "</ofd:PublicRes>")
	}
	x.raw("</ofd:CommonData><ofd:Pages>")
	for i, id := range f.pages {
		x.raw(`<ofd:Page ID="`)
		x.int(id)
		x.raw(`" BaseLoc="` + pagePart(i) + `"/>`)
	}
	x.raw("</ofd:Pages>")
	f.outline()
	if f.Attachment != nil {
		x.raw("<ofd:Attachments>" + attachments + attachmentList + "</ofd:Attachments>")
	}
	x.raw("</ofd:Document>")
	f.end(folder + documentPart)
	f.addRoot()
}

// outline appends the headings with their places (GB/T 33190-2016, 7.8).
func (f *file) outline() {
	x, list := &f.xml, f.layout.Outline()
	if len(list) == 0 {
		return
	}
	x.raw("<ofd:Outlines>")
	open := 0 // headings that are not closed
	for _, e := range list {
		for ; open > e.Depth; open-- {
			x.raw("</ofd:OutlineElem>")
		}
		open++
		x.raw(`<ofd:OutlineElem Title="`)
		x.text(e.Title)
		x.raw(`"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="`)
		x.int(f.pages[e.Page])
		x.raw(`" Left="`)
		x.micros(toMicro(e.At.X))
		x.raw(`" Top="`)
		x.micros(max(0, toMicro(e.At.Y)))
		x.raw(`" Zoom="0"/></ofd:Goto></ofd:Action></ofd:Actions>`)
	}
	x.raw(strings.Repeat("</ofd:OutlineElem>", open) + "</ofd:Outlines>")
}

// addRoot adds OFD.xml (GB/T 33190-2016, 7.4): what the document is, for programs that list
// documents, and where. Names of what an archive asks for are those of DA/T 46.
func (f *file) addRoot() {
	x, d := &f.xml, f.layout.Document
	x.raw(xmlHead + "OFD" + namespace + ` Version="1.0" DocType="OFD`)
	if f.Archive {
		x.raw("-A")
	}
	x.raw(`"><ofd:DocBody><ofd:DocInfo>` + idStart)
	id := len(x.b)
	x.raw(idEnd)
	element := func(name, value string) {
		if value != "" {
			x.raw("<ofd:" + name + ">")
			x.text(value)
			x.raw("</ofd:" + name + ">")
		}
	}
	issued := ""
	if y := d.Issued.Year(); !d.Issued.IsZero() && 1 <= y && y <= 9999 {
		issued = d.Issued.Format(date)
	}
	element("Title", d.Title)
	element("Author", d.Issuer)
	element("CreationDate", issued)
	element("Creator", creator)
	x.raw("<ofd:CustomDatas>")
	for _, p := range append([]doc.Property{{Name: "题名", Value: d.Title}, {Name: "责任者", Value: d.Issuer}, {Name: "日期", Value: issued}}, d.Index...) {
		if p.Value != "" {
			x.raw(`<ofd:CustomData Name="`)
			x.text(p.Name)
			x.raw(`">`)
			x.text(p.Value)
			x.raw("</ofd:CustomData>")
		}
	}
	x.raw("</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>" + folder + documentPart + "</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
	x.b = slices.Insert(x.b, id, []byte(docID(x.b, f.parts))...)
	f.end(rootPart)
}
