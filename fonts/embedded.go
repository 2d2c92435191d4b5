package fonts

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/nianbao/nianbao/report/doc"
)

// The embedded faces, made by internal/mkfaces in the form of internal/stored. Their licence texts stand
// beside them.
var (
	//go:embed faces/NotoSerifSC-Regular.face
	notoSerifRegular []byte
	//go:embed faces/NotoSerifSC-SemiBold.face
	notoSerifSemiBold []byte
	//go:embed faces/NotoSansSC-Medium.face
	notoSansMedium []byte
	//go:embed faces/NianbaoKai-Regular.face
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
		song, bold := mustOpen(notoSerifRegular), mustOpen(notoSerifSemiBold)
		f := &embedded.set.Families
		f[doc.Song] = Family{Regular: song, Bold: bold}
		f[doc.XiaoBiaoSong] = Family{Regular: bold}
		f[doc.HeiTi] = Family{Regular: mustOpen(notoSansMedium)}
		f[doc.KaiTi] = Family{Regular: mustOpen(nianbaoKai)}
	})
	set := embedded.set
	return &set
}

// mustOpen opens a face that the tests have opened before.
func mustOpen(data []byte) *Face {
	f, err := openStored(data)
	if err != nil {
		panic(fmt.Sprintf("fonts: embedded face: %v", err))
	}
	return f
}
