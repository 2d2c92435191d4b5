package fonts

import (
	_ "embed"
	"strings"
)

var (
	//go:embed faces/OFL-NotoSerifSC.txt
	licenceNotoSerif string
	//go:embed faces/OFL-NotoSansSC.txt
	licenceNotoSans string
	//go:embed faces/OFL-NianbaoKai.txt
	licenceNianbaoKai string
)

// Licences returns the licences of the embedded faces, the SIL Open Font License
// with the copyright of each, which go along with a program that links them.
func Licences() string {
	return strings.Join([]string{licenceNotoSerif, licenceNotoSans, licenceNianbaoKai}, "\n\n")
}
