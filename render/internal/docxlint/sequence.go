package docxlint

import (
	"slices"
	"strings"
)

// sequences are the children of elements in the order in which the schema has
// them (ISO/IEC 29500-4, Annex A). A name with * may stand more than once. That of
// w:rPr is the order of the first edition, which Word writes and validators ask
// for. Choices of several elements, such as w:trPr, are left out.
var sequences = map[string][]string{
	"w:pPr":         strings.Fields("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"),
	"w:rPr":         strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"),
	"w:tblPr":       strings.Fields("tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"),
	"w:tcPr":        strings.Fields("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers"),
	"w:tblBorders":  strings.Fields("top left start bottom right end insideH insideV"),
	"w:tblCellMar":  strings.Fields("top left start bottom right end"),
	"w:tcMar":       strings.Fields("top left start bottom right end"),
	"w:sectPr":      strings.Fields("headerReference* footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"),
	"w:tbl":         strings.Fields("tblPr tblGrid tr*"),
	"w:comments":    strings.Fields("comment*"),
	"w:tblGrid":     strings.Fields("gridCol*"),
	"w:tr":          strings.Fields("tblPrEx trPr tc*"),
	"w:style":       strings.Fields("name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*"),
	"w:styles":      strings.Fields("docDefaults latentStyles style*"),
	"w:docDefaults": strings.Fields("rPrDefault pPrDefault"),
	"w:document":    strings.Fields("background body"),
	"w:fonts":       strings.Fields("font*"),
	"w:font":        strings.Fields("altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic"),
	"w:sdt":         strings.Fields("sdtPr sdtEndPr sdtContent"),
	"w:settings":    strings.Fields("writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle* proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema* themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType* schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"),
}

// first is the properties element that comes before all others.
var first = map[string]string{"w:p": "w:pPr", "w:r": "w:rPr", "w:tc": "w:tcPr"}

// sequences checks the order of children.
func (p *pkg) sequences(root *node) {
	root.Walk(func(n *node) bool {
		if lead := first[n.Name]; lead != "" {
			for i, k := range n.Kids {
				if k.Name == lead && i > 0 {
					p.At("order", k, "want it before all else in the %s", n.Name)
				}
			}
		}
		seq, ok := sequences[n.Name]
		if !ok {
			return true
		}
		last := -1
		for _, k := range n.Kids {
			name := strings.TrimPrefix(k.Name, "w:")
			i := slices.IndexFunc(seq, func(s string) bool { return strings.TrimSuffix(s, "*") == name })
			if n.Name == "w:sectPr" && i == 0 {
				i = 1 // headers and footers in any order
			}
			switch {
			case k.Name == "w:sdt" || strings.HasPrefix(k.Name, "w:bookmark"):
				continue // found elsewhere
			case i < 0:
				p.At("order", k, "a %s does not belong in a %s", k.Name, n.Name)
				continue
			case i < last || i == last && !strings.HasSuffix(seq[i], "*"):
				p.At("order", k, "stands behind w:%s, want it before", strings.TrimSuffix(seq[last], "*"))
				continue
			}
			last = i
		}
		return true
	})
}
