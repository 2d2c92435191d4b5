package backoffice

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// download answers with a file of the name, which write draws: whole, before the first
// byte is sent.
func (s *server) download(a *ask, name, mediaType string, write func(io.Writer) error) error {
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return err
	}
	a.w.Header().Set("Content-Length", strconv.Itoa(buf.Len()))
	_, err := a.attachment(name, mediaType).Write(buf.Bytes())
	return err
}

// attachment is an answer that is a file. It says so with its first byte: until then an
// error can be answered with a page.
type attachment struct {
	*ask
	name, mediaType string
	control         *http.ResponseController
}

// attachment returns a file of the name that is to be answered.
func (a *ask) attachment(name, mediaType string) *attachment {
	x := &attachment{a, name, mediaType, http.NewResponseController(a.w)}
	x.extend()
	return x
}

// Write gives each piece time anew, however long the whole takes.
func (x *attachment) Write(b []byte) (int, error) {
	if x.w.status == 0 {
		x.begin()
	}
	x.extend()
	return x.w.Write(b)
}

// sandbox is the policy of a file that a browser shows: nothing in it acts in the name of this
// site.
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

// begin says what the answer is. A browser keeps it and does not show it.
func (x *attachment) begin() {
	header := x.w.Header()
	header.Set("Content-Type", x.mediaType)
	header.Set("Content-Disposition", disposition(x.name, x.key))
	header.Set("Content-Security-Policy", sandbox)
	x.w.WriteHeader(http.StatusOK)
}

// stall is how long a client may take none of what he asked for.
const stall = time.Minute

// extend lets the next piece take its time. Where the server cannot, its own limit stands.
func (x *attachment) extend() { _ = x.control.SetWriteDeadline(time.Now().Add(stall)) }

// disposition returns the header with which a browser keeps a file under the name (RFC
// 6266), and under an ASCII one where it does not know better (RFC 8187).
func disposition(name string, k Key) string {
	plain := "download"
	if k != (Key{}) {
		plain = k.Body + "-" + strconv.Itoa(k.Year)
	}
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	return `attachment; filename="` + plain + path.Ext(name) + `"; filename*=UTF-8''` + escaped
}
