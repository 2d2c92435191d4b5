package ofd

import (
	"errors"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Whatever the file, it is read or refused, and what is painted is in numbers that can
// be counted with.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		text(page+` CTM="1 0 0 1 2 3" HScale=".5" CharDirection="90" ReadDirection="90"`, `X="1" Y="9" DeltaX="g 2 4 1" DeltaY="1"`, "表1𠮷"),
		`<ofd:TextObject Font="3" Size="4"><ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"/><ofd:TextCode X="1" Y="1">abc</ofd:TextCode><ofd:TextCode>d</ofd:TextCode></ofd:TextObject>`,
		`<ofd:PathObject Boundary="0 0 9 9" Fill="true" LineWidth="0"><ofd:FillColor Value="#FF 1 2"><ofd:Pattern/></ofd:FillColor><ofd:AbbreviatedData>S 1 1 L 2 1 Q 1 1 2 2 B 1 1 2 2 3 3 A 1 2 30 1 0 4 4 C</ofd:AbbreviatedData></ofd:PathObject>`,
		`<ofd:ImageObject Boundary="1 1 9 9" ResourceID="31"/><ofd:PageBlock DrawParam="21"><ofd:CompositeObject ResourceID="40"/></ofd:PageBlock>`,
		`<ofd:TextObject Font="3" Size="4"><ofd:Clips TransFlag="false"><ofd:Clip><ofd:Area CTM="1 0 0 1 0 0"><ofd:Path Boundary="1 1 5 5"><ofd:AbbreviatedData>M 0 0 L 1 1</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode X="1" Y="1">a</ofd:TextCode></ofd:TextObject>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, objects string) {
		var n source.Notes
		pages, _, err := Read(onePage(objects, append(pictures, resources)...), &n)
		var input *report.InputError
		if err != nil && !errors.As(err, &input) {
			t.Errorf("%T: %v", err, err)
		}
		for _, p := range pages {
			for _, c := range p.Chars {
				if !c.Box.Valid() || c.NoText != (c.Text == "") || c.Line < 1 || c.Base != c.Base || c.Size != c.Size {
					t.Errorf("%+v", c)
				}
			}
			for _, r := range append(append(p.Rules, p.Shades...), p.Pictures...) {
				if !r.Valid() {
					t.Errorf("%v", r)
				}
			}
		}
	})
}

// Whatever the parts, the file is read or refused.
func FuzzFile(f *testing.F) {
	f.Add(rootPart(`<ofd:Versions><ofd:Version Current="true" BaseLoc="Doc_0/Document.xml"/></ofd:Versions><ofd:Signatures>Doc_0/Res.xml</ofd:Signatures>`).data,
		documentPart(`<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="50" BaseLoc="Pages/Page_0/Content.xml"/>`, `<ofd:Annotations>Res.xml</ofd:Annotations><ofd:Attachments>Res.xml</ofd:Attachments>`).data,
		pagePart(`<ofd:Template TemplateID="50"/>`+layer("")+`<ofd:Area><ofd:PhysicalBox>0 0 9 9</ofd:PhysicalBox></ofd:Area>`).data, resources.data)
	f.Fuzz(func(t *testing.T, root, document, page, res string) {
		var n source.Notes
		_, _, err := Read(pack(part{"OFD.xml", root}, part{"Doc_0/Document.xml", document}, part{"Doc_0/Pages/Page_0/Content.xml", page}, part{"Doc_0/Res.xml", res}), &n)
		var input *report.InputError
		if err != nil && !errors.As(err, &input) {
			t.Errorf("%T: %v", err, err)
		}
	})
}
