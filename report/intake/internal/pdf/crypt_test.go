package pdf

import (
	"encoding/hex"
	"strings"
	"testing"
)

// What another program encrypted, with an empty password of the user: the dictionary and
// the content, which is object 4.
func TestEncrypted(t *testing.T) {
	const (
		o3 = "/O<566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5>"
		u3 = "/U<e21cc3d13b0faa9934db7d20f11e333e0122456a91bae5134273a6db134c87c4>"
		cf = "/StmF/StdCF/StrF/StdCF/CF<</StdCF<</CFM/"
	)
	for what, c := range map[string]struct{ dict, content string }{
		"RC4, 40 bits": {"/V 1/R 2/O<c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab>" +
			"/U<b3d9fa366906ef42f354c6deb74c59075eaf334eb7c04356ba0d7f3dd8b51d0a>", "5db3922277b5d527b8f0f6b90c2956274a9c1965"},
		"RC4, 128 bits":  {"/V 2/R 3/Length 128" + o3 + u3, "81334582f4e4a16a7023d5f442f510a00bc5c4a4"},
		"RC4, by a name": {"/V 4/R 4/Length 128" + cf + "V2>>>>" + o3 + u3, "81334582f4e4a16a7023d5f442f510a00bc5c4a4"},
		"AES, 128 bits":  {"/V 4/R 4/Length 128" + cf + "AESV2>>>>" + o3 + u3, "0e1c2a38465462707e8c9aa8b6c4d2e03c5eb8e7bddee135804926884b57fdaff9ea3144c36386c1f20deefab5dd2f04"},
		"strings alone":  {"/V 4/R 4/Length 128/StmF/Identity/StrF/StdCF/CF<</StdCF<</CFM/AESV2>>>>" + o3 + u3, hex.EncodeToString([]byte(letterA))},
		"AES, 256 bits": {"/V 5/R 6/Length 256" + cf + "AESV3>>>>/O<3b5a55f5ffcafb3cfca93a635fdde8579b005f29835aef84f3d29acc35b2035f7c6810d7e3deb38ecc99ed66dbf61fde>" +
			"/U<00bbbd480f4bad0560bfa99259cbe029198562d6647e7d0f003f4f0073064c0bbdfffbfcc2355e3189a82ad5bb0f5767>" +
			"/UE<bed01e03aa131d96d1f77ed953889a0f0af6a2ab12ac38f9aa093b1db3ab946e>",
			"0e1c2a38465462707e8c9aa8b6c4d2e0417e66dc42c77e2263aff31e061b413980af03f46c37641cc3386e97a22ff68f"},
		"AES, 256 bits, before the standard": {"/V 5/R 5/Length 256" + cf + "AESV3>>>>/O<68b7174cff1402268cbe84c2b4bf4d1aa6e7118f155f9a4523d2058ef0330c52a1ee1ad51d26343d035dd6dd245cc517>" +
			"/U<c194fc39b43aad09413588414aac209833c6f745391ffa49f19b7692f14ee0fb73c9d76000aa846176aead38e97323ba>" +
			"/UE<553c6a261c4248695786851144679f957c8447ddd1f72a2890809255c1ceb39b>",
			"0e1c2a38465462707e8c9aa8b6c4d2e0f68a87d29813f7b2bc98b7466c95a8180cd196c19771ccd98bed56aa4f3d998f"},
	} {
		content, err := hex.DecodeString(c.content)
		if err != nil {
			t.Fatal(err)
		}
		objects := objectsOf()
		objects[3] = streamOf("", string(content))
		trailer := "/ID[<31415926535897932384626433832795><00>]/Encrypt<</Filter/Standard/P -4" + c.dict + ">>"
		if got := painted(readPages(t, build(trailer, objects...))[0]); got != "1 \"a\" at 0,0 to 5 size 10\n" {
			t.Errorf("%s: %s", what, got)
		}
		locked := strings.NewReplacer("/U<0", "/U<1", "/U<b3", "/U<b4", "/U<c1", "/U<c2", "/U<e2", "/U<e3").Replace(trailer)
		if _, err := Open(build(locked, objects...)); err == nil || !strings.Contains(err.Error(), "密码") {
			t.Errorf("%s, with another password: %v", what, err)
		}
	}
}
