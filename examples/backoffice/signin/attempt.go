package signin

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// attempt is what the browser keeps while a person is at the provider.
type attempt struct{ state, nonce, verifier, page string }

// attemptLasts is how long a person may take at the provider.
const attemptLasts = 10 * time.Minute

func (x attempt) encode() string {
	// An array of strings can always be written.
	data, _ := json.Marshal([4]string{x.state, x.nonce, x.verifier, local(x.page)})
	return base64.RawURLEncoding.EncodeToString(data)
}

// decodeAttempt returns the zero attempt, which is nobody's, for what encode did not write.
func decodeAttempt(value string) attempt {
	var x [4]string
	data, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil || json.Unmarshal(data, &x) != nil {
		return attempt{}
	}
	return attempt{x[0], x[1], x[2], local(x[3])}
}

// local returns the address of a page of this server, or the root for another: //evil.example
// is one.
func local(page string) string {
	const most = 1000 // bytes, for the cookie
	if len(page) > most || !strings.HasPrefix(page, "/") || strings.HasPrefix(page, "//") || strings.ContainsAny(page, "\\\t\r\n") {
		return "/"
	}
	return page
}

// same reports whether two secrets are the same and are some.
func same(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}
