package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report/doc"
)

// Present reports whether the file that WriteFiles would write to the path is there
// already, whole and unchanged. A PDF, which takes longest to make, is known by what it
// says of itself: a digest of the report's data, the options, the mark of the document, the
// faces and the program, where the options name one, and a checksum of the whole file. Any
// other file is the one if it is the same byte for byte.
func (p *Prepared) Present(path string) bool {
	format, err := FormatOf(path)
	if err != nil {
		return false
	}
	if instance := p.instance(); format == PDF && instance != "" {
		f, err := openFile(path)
		if err != nil {
			return false
		}
		defer f.Close()
		file, err := io.ReadAll(f)
		return err == nil && pdf.Options{Instance: instance}.Is(file)
	}
	return Same(path, func(w io.Writer) error { return p.Write(w, format) })
}

// newInstance returns what a PDF is known by, or "".
func (p *Prepared) newInstance() string {
	d, err := p.document()
	if err != nil || p.options.Program == "" {
		return ""
	}
	data, err := p.data()
	if err != nil {
		return "" // it can be drawn all the same
	}
	choices, err := p.choices()
	if err != nil {
		return ""
	}
	options := append(looks(d), "faces="+facesDigest(choices))
	if p.options.carries(PDF) {
		options = append(options, "data")
	}
	c := doc.Carried{JSON: data, Program: p.options.Program, Options: strings.Join(options, " ")}
	return doc.CarriedNamespace + ":" + c.Digest()
}

// facesDigest returns a digest of which faces set which characters.
func facesDigest(choices []layout.Choice) string {
	h := sha256.New()
	var faces []*fonts.Face
	for _, c := range choices {
		i := slices.Index(faces, c.Face)
		if i < 0 {
			i, faces = len(faces), append(faces, c.Face)
			sum := c.Face.Digest()
			h.Write(sum[:])
		}
		embolden := byte(0)
		if c.Embolden {
			embolden = 1
		}
		h.Write([]byte{byte(i), embolden})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Same reports whether a file holds what write writes, and nothing else.
func Same(path string, write func(w io.Writer) error) bool {
	f, err := openFile(path)
	if err != nil {
		return false
	}
	defer f.Close()
	if write(&comparison{file: f}) != nil {
		return false
	}
	_, err = f.Read(make([]byte, 1))
	return err == io.EOF
}

// maxPresent is more bytes than a file of a report has.
const maxPresent = 64 << 20

// openFile opens what may be a file of a report, and no device.
func openFile(path string) (*os.File, error) {
	switch info, err := os.Stat(path); {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > maxPresent:
		return nil, errDiffers
	}
	return os.Open(path)
}

// comparison takes what a file holds, and fails at what it does not.
type comparison struct {
	file io.Reader
	buf  []byte
}

var errDiffers = errors.New("render: the file holds something else")

// Write fails where the file goes on otherwise.
func (c *comparison) Write(b []byte) (int, error) {
	if len(c.buf) < len(b) {
		c.buf = make([]byte, len(b))
	}
	n, err := io.ReadFull(c.file, c.buf[:len(b)])
	if err != nil || !bytes.Equal(c.buf[:n], b) {
		return 0, errDiffers
	}
	return len(b), nil
}
