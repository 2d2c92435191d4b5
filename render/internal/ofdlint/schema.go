package ofdlint

import "strings"

// objects are the kinds of objects, graphic the attributes that all of them have (8.5).
const (
	objects = "TextObject|PathObject|ImageObject|CompositeObject|PageBlock*"
	graphic = " Boundary! Name Visible:bool CTM:array DrawParam:ref LineWidth:number Cap=Butt|Round|Square Join=Miter|Round|Bevel MiterLimit:number DashOffset:number DashPattern:array Alpha:byte"
	text    = graphic + " Font! Size! Stroke:bool Fill:bool HScale:number ReadDirection=0|90|180|270 CharDirection=0|90|180|270 Weight=0|100|200|300|400|500|600|700|800|900|1000 Italic:bool"
	outline = graphic + " Stroke:bool Fill:bool Rule=NonZero|Even-Odd"
	dash    = " DashOffset:number DashPattern:array"
	shade   = " StartPoint!:pos EndPoint!:pos MapType=Direct|Repeat|Reflect MapUnit:number"
)

// schema is what stands in the elements of the standard's schemas, by type, which is
// the name of the element unless several share a type or a name.
//
// Children stand in this order: a name, or those of which one stands there with |
// between; * for any number, + for at least one, ? for at most one. The type of a child
// follows its name and a colon where it is another. #text stands for text.
//
// Attributes stand in any order: ! for one that is required, then a type or the values
// that there are.
//
// A Name of a Layer is GB/T 42133-2022's, 6.2.3d.
//
// Types of values begin with a small letter; >X is the path of a part with the root X.
var schema = map[string]struct{ children, attrs string }{
	// OFD.xml (7.4)
	"OFD":         {"DocBody+", "Version! DocType!"},
	"DocBody":     {"DocInfo DocRoot:>Document Versions? Signatures:file?", ""},
	"DocInfo":     {"DocID:string Title:string? Author:string? Subject:string? Abstract:string? CreationDate:date? ModDate:date? DocUsage:usage? Cover:file? Keywords? Creator:string? CreatorVersion:string? CustomDatas?", ""},
	"Keywords":    {"Keyword:string+", ""},
	"CustomDatas": {"CustomData+", ""},
	"CustomData":  {"#text", "Name!"},
	"Versions":    {"Version+", ""},
	"Version":     {"", "ID!:name Index!:int Current:bool BaseLoc!:file"},

	// Document.xml (7.5)
	"Document":     {"CommonData Pages Outlines? Permissions? Actions? VPreferences? Bookmarks? Annotations:>Annotations? CustomTags:>CustomTags? Attachments:>Attachments? Extensions:>Extensions?", ""},
	"CommonData":   {"MaxUnitID:unsigned PageArea PublicRes:>Res* DocumentRes:>Res* TemplatePage* DefaultCS:unsigned?", ""},
	"PageArea":     {"PhysicalBox:box ApplicationBox:box? ContentBox:box? BleedBox:box?", ""},
	"TemplatePage": {"", "ID!:id BaseLoc!:>Page Name ZOrder=Background|Foreground"},
	"Pages":        {"Page:PageRef+", ""},
	"PageRef":      {"", "ID!:id BaseLoc!:>Page"},
	"Outlines":     {"OutlineElem+", ""},
	"OutlineElem":  {"Actions? OutlineElem*", "Title! Count:int Expanded:bool"},
	"Permissions":  {"Edit:bool? Annot:bool? Export:bool? Signature:bool? Watermark:bool? PrintScreen:bool? Print? ValidPeriod?", ""},
	"Print":        {"", "Printable!:bool Copies:int"},
	"ValidPeriod":  {"", "StartDate:dateTime EndDate:dateTime"},
	"VPreferences": {"PageMode:pageMode? PageLayout:pageLayout? TabDisplay:tabDisplay? HideToolbar:bool? HideMenubar:bool? HideWindowUI:bool? ZoomMode:zoomMode|Zoom:number?", ""},
	"Bookmarks":    {"Bookmark+", ""},
	"Bookmark":     {"Dest", "Name!"},

	// Actions (14)
	"Actions":         {"Action+", ""},
	"Action":          {"Region? Goto|URI|GotoA|Sound|Movie", "Event!=DO|PO|CLICK"},
	"Goto":            {"Dest|Bookmark:BookmarkName", ""},
	"Dest":            {"", "Type!=XYZ|Fit|FitH|FitV|FitR PageID!:unsigned Left:number Top:number Right:number Bottom:number Zoom:number"},
	"BookmarkName":    {"", "Name!"},
	"URI":             {"", "URI! Base Target"},
	"GotoA":           {"", "AttachID! NewWindow:bool"},
	"Sound":           {"", "ResourceID!:ref Volume:int Repeat:bool Synchronous:bool"},
	"Movie":           {"", "ResourceID!:ref Operator=Play|Stop|Pause|Resume"},
	"Region":          {"Area:RegionArea+", ""},
	"RegionArea":      {"Move|Line:Move|QuadraticBezier|CubicBezier|Arc|Close+", "Start!:pos"},
	"Move":            {"", "Point1!:pos"},
	"QuadraticBezier": {"", "Point1!:pos Point2!:pos"},
	"CubicBezier":     {"", "Point1:pos Point2:pos Point3!:pos"},
	"Arc":             {"", "SweepDirection!:bool LargeArc!:bool RotationAngle!:number EllipseSize!:array EndPoint!:pos"},
	"Close":           {"", ""},

	// PublicRes.xml, DocumentRes.xml (7.9)
	"Res":                   {"ColorSpaces|DrawParams|Fonts|MultiMedias|CompositeGraphicUnits*", "BaseLoc!"},
	"ColorSpaces":           {"ColorSpace+", ""},
	"ColorSpace":            {"Palette?", "ID!:id Type!=GRAY|RGB|CMYK BitsPerComponent:int Profile:file"},
	"Palette":               {"CV:array+", ""},
	"DrawParams":            {"DrawParam+", ""},
	"DrawParam":             {"FillColor:Color? StrokeColor:Color?", "ID!:id Relative:ref LineWidth:number Join=Miter|Round|Bevel Cap=Butt|Round|Square MiterLimit:number" + dash},
	"Fonts":                 {"Font+", ""},
	"Font":                  {"FontFile:file?", "ID!:id FontName! FamilyName Charset=symbol|prc|big5|shift-jis|wansung|johab|unicode Italic:bool Bold:bool Serif:bool FixedWidth:bool"},
	"MultiMedias":           {"MultiMedia+", ""},
	"MultiMedia":            {"MediaFile:file", "ID!:id Type!=Image|Audio|Video Format"},
	"CompositeGraphicUnits": {"CompositeGraphicUnit+", ""},
	"CompositeGraphicUnit":  {"Thumbnail:unsigned? Substitution:unsigned? Content:Block", "ID!:id Width!:number Height!:number"},

	// Content.xml (7.7, 8, 9, 11)
	"Page":            {"Template* PageRes:>Res* Area:PageArea? Content? Actions?", ""},
	"Template":        {"", "TemplateID!:ref ZOrder=Background|Foreground"},
	"Content":         {"Layer+", ""},
	"Layer":           {objects, "ID!:id Type=Body|Background|Foreground|Custom DrawParam:ref Name"},
	"PageBlock":       {objects, "ID!:id"},
	"Block":           {objects, ""},
	"TextObject":      {"Actions? Clips? FillColor:Color? StrokeColor:Color? CGTransform|TextCode+", "ID!:id" + text},
	"TextCode":        {"#text", "X Y DeltaX DeltaY"},
	"CGTransform":     {"Glyphs:string?", "CodePosition! CodeCount GlyphCount"},
	"PathObject":      {"Actions? Clips? StrokeColor:Color? FillColor:Color? AbbreviatedData:string", "ID!:id" + outline},
	"ImageObject":     {"Actions? Clips? Border?", "ID!:id ResourceID!:ref Substitution:ref ImageMask:ref" + graphic},
	"Border":          {"BorderColor:Color?", "LineWidth:number HorizonalCornerRadius:number VerticalCornerRadius:number" + dash},
	"CompositeObject": {"Actions? Clips?", "ID!:id ResourceID!:ref" + graphic},
	"Clips":           {"Clip+", ""},
	"Clip":            {"Area:ClipArea+", ""},
	"ClipArea":        {"Path|Text", "DrawParam:ref CTM:array"},
	"Path":            {"Actions? Clips? StrokeColor:Color? FillColor:Color? AbbreviatedData:string", outline},
	"Text":            {"Actions? Clips? FillColor:Color? StrokeColor:Color? CGTransform|TextCode+", text},
	"Color":           {"Pattern|AxialShd|RadialShd|GouraudShd|LaGourandShd?", "Value Index:int ColorSpace:ref Alpha:byte"},
	"Pattern":         {"CellContent", "Width!:number Height!:number XStep:number YStep:number ReflectMethod=Normal|Row|Column|RowAndColumn RelativeTo=Page|Object CTM:array"},
	"CellContent":     {objects, "Thumbnail:ref"},
	"AxialShd":        {"Segment+", "Extend=0|1|2|3" + shade},
	"RadialShd":       {"Segment+", "Extend=0|1|2|3 Eccentricity:number Angle:number StartRadius:number EndRadius!:number" + shade},
	"Segment":         {"Color", "Position:number"},
	"GouraudShd":      {"Point+ BackColor:Color?", "Extend:int"},
	"LaGourandShd":    {"Point+ BackColor:Color?", "VerticesPerRow!:int Extend:int"},
	"Point":           {"Color", "X:number Y:number EdgeFlag=0|1|2"},

	// Attachments.xml (20), CustomTags.xml (16), Annotations.xml (15), Extensions.xml (17)
	"Attachments": {"Attachment*", ""},
	"Attachment":  {"FileLoc:file", "ID!:name Name! Format CreationDate:dateTime ModDate:dateTime Size:number Visible:bool Usage"},
	"CustomTags":  {"CustomTag*", ""},
	"CustomTag":   {"SchemaLoc:file? FileLoc:tags", "NameSpace!"},
	"Annotations": {"Page:AnnotPage*", ""},
	"AnnotPage":   {"FileLoc:>PageAnnot", "PageID!:unsigned"},
	"PageAnnot":   {"Annot+", ""},
	"Annot":       {"Remark:string? Parameters? Appearance", "ID!:id Type!=Link|Path|Highlight|Stamp|Watermark Creator! LastModDate!:date Visible:bool Subtype Print:bool NoZoom:bool NoRotate:bool ReadOnly:bool"},
	"Parameters":  {"Parameter+", ""},
	"Parameter":   {"#text", "Name!"},
	"Appearance":  {objects, "Boundary"},
	"Extensions":  {"Extension+", ""},
	"Extension":   {"Property|Data:any|ExtendData:file+", "AppName! Company AppVersion Date:dateTime RefId!:ref"},
	"Property":    {"#text", "Name! Type"},
}

// enumerations are the values that elements of text may have.
var enumerations = map[string][]string{
	"usage":      {"Normal", "EBook", "ENewsPaper", "EMagzine"},
	"pageMode":   {"None", "FullScreen", "UseOutlines", "UseThumbs", "UseCustomTags", "UseLayers", "UseAttatchs", "UseBookmarks"},
	"pageLayout": {"OnePage", "OneColumn", "TwoPageL", "TwoColumnL", "TwoPageR", "TwoColumnR"},
	"tabDisplay": {"DocTitle", "FileName"},
	"zoomMode":   {"Default", "FitHeight", "FitWidth", "FitRect"},
}

// A typ is a type of elements.
type typ struct {
	name  string
	kids  []particle
	text  bool // character data
	attrs map[string]attribute
	musts []string // attributes that are required
}

// A particle is one of several elements, once or more often.
type particle struct {
	kids     []kid
	min, max int
}

// A kid is an element and its type, or that of its text or of what its path leads to.
type kid struct{ name, of string }

// An attribute is a type of values, or the values that there are.
type attribute struct {
	of     string
	values []string
}

// types are those of the schema.
var types = compile()

func compile() map[string]*typ {
	all := map[string]*typ{}
	for name, row := range schema {
		t := &typ{name: name, attrs: map[string]attribute{}}
		for word := range strings.FieldsSeq(row.children) {
			if word == "#text" {
				t.text = true
				continue
			}
			x := particle{min: 1, max: 1}
			const many = 1 << 30
			switch word[len(word)-1] {
			case '?':
				x.min = 0
			case '*':
				x.min, x.max = 0, many
			case '+':
				x.max = many
			}
			for one := range strings.SplitSeq(strings.TrimRight(word, "?*+"), "|") {
				name, of, other := strings.Cut(one, ":")
				if !other {
					of = name
				}
				x.kids = append(x.kids, kid{name, of})
			}
			t.kids = append(t.kids, x)
		}
		for word := range strings.FieldsSeq(row.attrs) {
			word, values, listed := strings.Cut(word, "=")
			word, of, _ := strings.Cut(word, ":")
			name, must := strings.CutSuffix(word, "!")
			if must {
				t.musts = append(t.musts, name)
			}
			a := attribute{of: of}
			if listed {
				a.values = strings.Split(values, "|")
			}
			t.attrs[name] = a
		}
		all[name] = t
	}
	return all
}
