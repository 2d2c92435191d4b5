package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"errors"
)

var errPassword = errors.New("password")

// fileKey is the key of a file that opens with the empty password (7.6; for revisions 5
// and 6 ISO 32000-2).
type fileKey struct {
	key              []byte
	streams, strings method
	metadata         bool // is encrypted too
}

// method is how a kind of data is encrypted.
type method uint8

const (
	plain method = iota
	useRC4
	useAES128
	useAES256
)

// objectKey is the key of an object.
type objectKey struct {
	*fileKey
	number, generation int

	rc4, aes []byte // made when they are needed
}

// padding fills up passwords (7.6.3.3).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// unlock finds the key of a file that is encrypted.
func (f *File) unlock() error {
	f.key = nil
	d := f.dict(f.trailer["Encrypt"])
	if d == nil {
		if f.trailer["Encrypt"] != nil {
			return errSyntax
		}
		return nil
	}
	str := func(k name) []byte { s, _ := f.get(d[k]).(string); return []byte(s) }
	version, revision := f.number(d["V"]), f.number(d["R"])
	o, u := str("O"), str("U")
	if f.name(d["Filter"]) != "Standard" {
		return errPassword
	}
	k := &fileKey{metadata: f.get(d["EncryptMetadata"]) != false}
	length := 5
	switch version {
	case 1, 2:
		k.streams, k.strings = useRC4, useRC4
		if n := f.number(d["Length"]); version == 2 && n >= 40 && n <= 128 {
			length = int(n) / 8
		}
	case 4, 5:
		length = 16
		k.streams = f.method(d, "StmF")
		k.strings = f.method(d, "StrF")
	default:
		return errPassword
	}
	if version == 5 {
		ue := str("UE")
		if len(u) < 48 || len(ue) < 32 {
			return errSyntax
		}
		hash := hash5
		if revision >= 6 {
			hash = hash6
		}
		if !bytes.Equal(hash(u[32:40]), u[:32]) {
			return errPassword
		}
		block, _ := aes.NewCipher(hash(u[40:48]))
		k.key = make([]byte, 32)
		cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(k.key, ue[:32])
		f.key = k
		return nil
	}
	id, _ := f.get(f.first(f.trailer["ID"])).(string)
	if len(o) < 32 || len(u) < 32 {
		return errSyntax
	}
	h := md5.New()
	h.Write([]byte(padding))
	h.Write(o[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(f.number(d["P"])))))
	h.Write([]byte(id))
	if revision >= 4 && !k.metadata {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	k.key = h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(k.key[:length])
			k.key = sum[:]
		}
	}
	k.key = k.key[:length]
	if !bytes.HasPrefix(u, k.proof(revision, id)) {
		return errPassword
	}
	f.key = k
	return nil
}

// first returns the first of an array.
func (f *File) first(v any) any {
	if a := f.array(v); len(a) > 0 {
		return a[0]
	}
	return nil
}

// method returns what the crypt filter does that an entry names.
func (f *File) method(d dict, k name) method {
	filter := f.name(d[k])
	if filter == "" || filter == "Identity" {
		return plain
	}
	switch f.name(f.dict(f.dict(d["CF"])[filter])["CFM"]) {
	case "V2":
		return useRC4
	case "AESV2":
		return useAES128
	case "AESV3":
		return useAES256
	}
	return plain
}

// proof is how U begins where the key is right.
func (k *fileKey) proof(revision float64, id string) []byte {
	if revision == 2 {
		return rc4With(k.key, []byte(padding))
	}
	sum := md5.Sum([]byte(padding + id))
	out := rc4With(k.key, sum[:])
	for i := byte(1); i < 20; i++ {
		with := bytes.Clone(k.key)
		for j := range with {
			with[j] ^= i
		}
		out = rc4With(with, out)
	}
	return out
}

func rc4With(key, b []byte) []byte {
	out := make([]byte, len(b))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, b)
	}
	return out
}

func hash5(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	return sum[:]
}

// hash6 is the hash of the empty password (ISO 32000-2, algorithm 2.B).
func hash6(salt []byte) []byte {
	k := hash5(salt)
	for i := 0; ; i++ {
		e := bytes.Repeat(k, 64)
		block, _ := aes.NewCipher(k[:16])
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, c := range e[:16] {
			rest += int(c) // 256 leaves 1 by 3
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		default:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// of returns the key of an object; of no key it is none.
func (k *fileKey) of(number, generation int) *objectKey {
	if k == nil {
		return nil
	}
	return &objectKey{fileKey: k, number: number, generation: generation}
}

// text returns a string as it was before.
func (k *objectKey) text(b []byte) string {
	if k == nil {
		return string(b)
	}
	b, _ = k.decrypt(k.strings, b)
	return string(b)
}

// data returns the data of a stream as they were before.
func (k *objectKey) data(d dict, b []byte) ([]byte, error) {
	if d["Type"] == name("XRef") || d["Type"] == name("Metadata") && !k.metadata {
		return b, nil
	}
	if a, _ := d["Filter"].(array); d["Filter"] == name("Crypt") || len(a) > 0 && a[0] == name("Crypt") {
		return b, nil // by a filter of its own, which is Identity
	}
	return k.decrypt(k.streams, b)
}

// made returns the key of the object for a method (7.6.2).
func (k *objectKey) made(salt string) []byte {
	b := append(bytes.Clone(k.key), byte(k.number), byte(k.number>>8), byte(k.number>>16), byte(k.generation), byte(k.generation>>8))
	sum := md5.Sum(append(b, salt...))
	return sum[:min(len(k.key)+5, 16)]
}

func (k *objectKey) decrypt(m method, b []byte) ([]byte, error) {
	key := k.key
	switch m {
	case plain:
		return b, nil
	case useRC4:
		if k.rc4 == nil {
			k.rc4 = k.made("")
		}
		return rc4With(k.rc4, b), nil
	case useAES128:
		if k.aes == nil {
			k.aes = k.made("sAlT")
		}
		key = k.aes
	}
	if len(b) == 0 {
		return nil, nil
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < aes.BlockSize {
		return nil, errFilter
	}
	b, iv := b[aes.BlockSize:], b[:aes.BlockSize]
	b = b[:len(b)/aes.BlockSize*aes.BlockSize]
	out := make([]byte, len(b))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, b)
	if n := len(out); n > 0 {
		if fill := int(out[n-1]); fill >= 1 && fill <= aes.BlockSize {
			out = out[:n-fill]
		}
	}
	return out, nil
}
