package fonts

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/nianbao/nianbao/render/doc"
)

// The embedded faces, made by internal/mkfaces. Their licence texts stand
// beside them.
var (
	//go:embed faces/NotoSerifSC-Regular.ttf
	notoSerifRegular []byte
	//go:embed faces/NotoSerifSC-SemiBold.ttf
	notoSerifSemiBold []byte
	//go:embed faces/NotoSansSC-Medium.ttf
	notoSansMedium []byte
	//go:embed faces/NianbaoKai-Regular.ttf
	nianbaoKai []byte
)

// Filled by Default; a sync.OnceValue would tie the faces to the start of every
// program that imports the package, whether it calls Default or not.
var embedded struct {
	once sync.Once
	set  Set
}

// Default returns the set of the embedded faces, which are parsed once per
// process. The caller may change the set, such as to give it the agency's own
// 仿宋. 宋体 is Noto Serif SC Regular, its bold and 小标宋 Noto
// Serif SC SemiBold, 黑体 Noto Sans SC Medium, 楷体 a subset of LXGW WenKai under
// another name. There is no face for 仿宋: 宋体 stands in for it.
func Default() *Set {
	embedded.once.Do(func() {
		song, bold := mustParse(notoSerifRegular), mustParse(notoSerifSemiBold)
		f := &embedded.set.Families
		f[doc.Song] = Family{Regular: song, Bold: bold}
		f[doc.XiaoBiaoSong] = Family{Regular: bold}
		f[doc.HeiTi] = Family{Regular: mustParse(notoSansMedium)}
		f[doc.KaiTi] = Family{Regular: mustParse(nianbaoKai)}
	})
	set := embedded.set
	return &set
}

// mustParse parses a face that the tests have parsed before.
func mustParse(data []byte) *Face {
	f, err := Parse(data, 0)
	if err != nil {
		panic(fmt.Sprintf("fonts: embedded face: %v", err))
	}
	return f
}
