package backoffice

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report/workbook"
)

// bundle is what an archive has of a body.
type bundle struct {
	files []packedFile
	rows  []listRow
	err   error // with which the archive cannot go on
}

// packedFile is a file as an archive holds it.
type packedFile struct {
	header zip.FileHeader
	data   []byte
}

// listName is the list of what an archive has.
const listName = "清单.csv"

// listRow is a row of the list: a file, or what is not there and why.
type listRow struct {
	body     Body
	state    State
	revision int
	format   string
	file     string // empty where it is not there
	size     int
	hash     string // SHA-256
	remark   string
}

// listHeads are the heads of the list.
var listHeads = []string{"代号", "机关", "状态", "第几次更正", "格式", "文件", "字节数", "SHA-256", "说明"}

// cells returns the row as it stands under the heads.
func (r listRow) cells() []string {
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return []string{r.body.ID, r.body.Agency, r.state.String(), number(r.revision), r.format, r.file, number(r.size), r.hash, r.remark}
}

// leftOut is the bundle of a body of which nothing is taken.
func leftOut(i item, why string) bundle {
	return bundle{rows: []listRow{{body: i.body, state: i.filing.State, remark: why}}}
}

// pack draws the report of a body in the formats. What cannot be drawn stands in the list
// with the reason.
func (s *server) pack(b Body, h *handout, folder string, formats []fileFormat) (all bundle) {
	var z packing
	for _, f := range formats {
		row := listRow{body: b, state: h.state, revision: h.Report.Revision.Number, format: f.Name}
		var buf bytes.Buffer
		if err := h.write(&buf, f); err != nil {
			code, text := statusOf(err)
			if code == http.StatusInternalServerError {
				s.Log.Error("failed", "error", err)
			}
			row.remark = "没有收入：" + text
		} else {
			row.file, row.size, row.hash = folder+h.name()+f.ext, buf.Len(), HashOf(buf.Bytes())
			row.remark = strings.Join(h.remarks, "；")
			all.files = append(all.files, z.file(row.file, buf.Bytes(), f.packed, h.at.In(s.Now().Location())))
		}
		all.rows = append(all.rows, row)
	}
	return all
}

// packing makes files of an archive.
type packing struct{ deflater *flate.Writer }

// file returns the file as an archive holds it, with its sizes in front of it, for some
// readers do not look for them behind.
func (z *packing) file(name string, data []byte, packed bool, at time.Time) packedFile {
	const version, utf8 = 20, 1 << 11 // APPNOTE.TXT, 4.4.3 and 4.4.4
	x := packedFile{data: data, header: zip.FileHeader{
		Name: name, Method: zip.Store, Flags: utf8, CreatorVersion: version, ReaderVersion: version,
		CRC32: crc32.ChecksumIEEE(data), UncompressedSize64: uint64(len(data)),
	}}
	x.header.SetMode(0o644) // as from Unix: of what is from DOS, Info-ZIP takes names for those of a code page
	x.header.ModifiedDate, x.header.ModifiedTime = dosTime(at)
	if !packed {
		var buf bytes.Buffer
		if z.deflater == nil {
			z.deflater, _ = flate.NewWriter(nil, flate.DefaultCompression) // which is a level
		}
		z.deflater.Reset(&buf)
		_, _ = z.deflater.Write(data) // into memory
		_ = z.deflater.Close()
		x.header.Method, x.data = zip.Deflate, buf.Bytes()
	}
	x.header.CompressedSize64 = uint64(len(x.data))
	return x
}

// dosTime is a time as archives have it, which know no time zone; the first that there is
// for one before.
func dosTime(t time.Time) (date, clock uint16) {
	if t.Year() < 1980 {
		return 1<<5 | 1, 0
	}
	return uint16(t.Day() | int(t.Month())<<5 | (t.Year()-1980)<<9), uint16(t.Second()/2 | t.Minute()<<5 | t.Hour()<<11)
}

// archive is a ZIP file while it is written.
type archive struct {
	zip  *zip.Writer
	rows [][]string
	made time.Time
}

func newArchive(w io.Writer, now time.Time) *archive {
	return &archive{zip.NewWriter(bufio.NewWriterSize(w, 64<<10)), [][]string{listHeads}, now}
}

// add adds what the archive has of a body.
func (z *archive) add(b bundle) error {
	if b.err != nil {
		return b.err
	}
	for _, r := range b.rows {
		z.rows = append(z.rows, r.cells())
	}
	for i := range b.files {
		if err := z.write(&b.files[i]); err != nil {
			return err
		}
	}
	return nil
}

func (z *archive) write(x *packedFile) error {
	header := x.header // which is kept to the end, and the data are not
	w, err := z.zip.CreateRaw(&header)
	if err == nil {
		_, err = w.Write(x.data)
	}
	return err
}

// close writes the list and ends the archive, which is none without that.
func (z *archive) close() error {
	var buf bytes.Buffer
	if err := workbook.WriteCSV(&buf, z.rows); err != nil {
		return err
	}
	x := new(packing).file(listName, buf.Bytes(), false, z.made)
	if err := z.write(&x); err != nil {
		return err
	}
	return z.zip.Close()
}
