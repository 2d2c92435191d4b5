package lint

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"
)

// The most that a part and all parts together may inflate to.
const (
	maxPart = 32 << 20
	maxAll  = 64 << 20
)

// Entry is a file of an archive.
type Entry struct {
	Name       string
	Data       []byte
	Descriptor bool // its sizes stand behind it
}

// ReadZIP returns the entries of an archive that can be read, and checks it as a
// physical package whose first entry has a given name (ISO/IEC 29500-2, clause 9.3
// and Annex C). The codes of its findings begin with zip.
func (found *Findings) ReadZIP(file []byte, first string) []Entry {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		found.Add("zip", "", "", "not a ZIP archive: %v", err)
		return nil
	}
	if z.Comment != "" {
		found.Add("zip", "", "", "the archive has a comment %q, want none", z.Comment)
	}
	if len(z.File) > 0 && z.File[0].Name != first {
		found.Add("zip-first", z.File[0].Name, "", "the first entry, want %s", first)
	}
	found.localHeaders(file, z)
	var entries []Entry
	folded := map[string]string{}
	all := 0
	for _, f := range z.File {
		found.entryName(f.Name)
		if same, ok := folded[strings.ToLower(f.Name)]; ok {
			found.Add("zip-duplicate", f.Name, "", "the archive has %s already; names differ in more than case", same)
			continue
		}
		folded[strings.ToLower(f.Name)] = f.Name
		switch {
		case f.Flags&1 != 0:
			found.Add("zip-encrypted", f.Name, "", "the entry is encrypted")
			continue
		case f.Method != zip.Store && f.Method != zip.Deflate:
			found.Add("zip-method", f.Name, "", "compression method %d, want 0 or 8", f.Method)
			continue
		}
		// The first date that MS-DOS has; no other is the same on every day.
		const day, midnight = 0<<9 | 1<<5 | 1, 0
		if y, m, d := f.Modified.Date(); f.ModifiedDate != day || f.ModifiedTime != midnight || y != 1980 || m != 1 || d != 1 {
			found.Add("zip-date", f.Name, "", "dated %v (MS-DOS date %#04x, time %#04x), want 1980-01-01 00:00", f.Modified, f.ModifiedDate, f.ModifiedTime)
		}
		r, err := f.Open()
		if err != nil {
			found.Add("zip", f.Name, "", "%v", err)
			continue
		}
		data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
		if all += len(data); err != nil || len(data) > maxPart || all > maxAll {
			found.Add("zip", f.Name, "", "%d bytes read: %v", len(data), err)
			if all > maxAll {
				break
			}
			continue
		}
		entries = append(entries, Entry{f.Name, data, f.Flags&Streamed != 0})
	}
	return entries
}

// entryName checks the name of a ZIP entry, which is that of a part (ISO/IEC
// 29500-2, 9.1.1 and Annex A).
func (found *Findings) entryName(name string) {
	if path.IsAbs(name) || strings.ContainsAny(name, "\\:") || strings.HasSuffix(name, "/") || path.Clean(name) != name || name == ".." || strings.HasPrefix(name, "../") {
		found.Add("zip-name", name, "", "the name of the entry is no relative path of a file within the archive")
		return
	}
	for seg := range strings.SplitSeq(name, "/") {
		if strings.HasSuffix(seg, ".") {
			found.Add("zip-name", name, "", "the segment %q ends in a dot", seg)
		}
	}
	for _, r := range name {
		if r <= ' ' || r >= 0x7F || strings.ContainsRune(`"<>|*?`, r) {
			found.Add("zip-name", name, "", "%q in the name of the entry, want ASCII letters, figures and -._", r)
			return
		}
	}
}

// localHeaders walks the entries as they stand in the file and compares their
// local headers and data descriptors with the central directory: readers that
// stream see the one, all others see the other.
func (found *Findings) localHeaders(file []byte, z *zip.Reader) {
	const localSize, descriptorSize, endSize = 30, 16, 22
	le := binary.LittleEndian
	at := 0
	for _, f := range z.File {
		if len(file)-at < localSize || string(file[at:at+4]) != "PK\x03\x04" {
			found.Add("zip-header", f.Name, "", "no local header at byte %d, where the entry before it ends", at)
			return
		}
		h := file[at:]
		flags, method, crc, packed, size := le.Uint16(h[6:]), le.Uint16(h[8:]), le.Uint32(h[14:]), le.Uint32(h[18:]), le.Uint32(h[22:])
		nameLen, extraLen := int(le.Uint16(h[26:])), int(le.Uint16(h[28:]))
		body := localSize + nameLen + extraLen
		if len(h) < body || uint64(len(h)-body) < f.CompressedSize64 {
			found.Add("zip-header", f.Name, "", "the entry ends behind the file")
			return
		}
		if name := string(h[localSize : localSize+nameLen]); name != f.Name {
			found.Add("zip-header", f.Name, "", "the local header names it %q", name)
		}
		for _, version := range []uint16{le.Uint16(h[4:]), f.ReaderVersion} {
			if version != 10 && version != 20 { // stored, deflated: APPNOTE.TXT, 4.4.3.2
				found.Add("zip-version", f.Name, "", "needs version %d.%d of ZIP to be read, want 1.0 or 2.0", version/10, version%10)
				break
			}
		}
		if flags != f.Flags || method != f.Method {
			found.Add("zip-header", f.Name, "", "flags %#x and method %d in the local header, %#x and %d in the central directory", flags, method, f.Flags, f.Method)
		}
		at += body + int(f.CompressedSize64)
		where := "local header"
		if f.Flags&Streamed != 0 {
			if len(file)-at < descriptorSize || string(file[at:at+4]) != "PK\x07\x08" {
				found.Add("zip-header", f.Name, "", "no data descriptor behind the entry")
				return
			}
			if crc|packed|size != 0 {
				found.Add("zip-header", f.Name, "", "sizes in the local header of an entry with a data descriptor")
			}
			where = "data descriptor"
			crc, packed, size = le.Uint32(file[at+4:]), le.Uint32(file[at+8:]), le.Uint32(file[at+12:])
			at += descriptorSize
		}
		got := fmt.Sprintf("CRC %08x, %d bytes for %d", crc, packed, size)
		if want := fmt.Sprintf("CRC %08x, %d bytes for %d", f.CRC32, f.CompressedSize64, f.UncompressedSize64); got != want {
			found.Add("zip-header", f.Name, "", "%s in the %s, %s in the central directory", got, where, want)
		}
	}
	if end := len(file) - endSize; end < 0 || string(file[end:end+4]) != "PK\x05\x06" || int(le.Uint32(file[end+16:])) != at {
		found.Add("zip-header", "", "", "the central directory does not begin at byte %d, where the last entry ends", at)
	}
}
