package store

import (
	"encoding/json"

	"github.com/klauspost/compress/zstd"

	"dateline"
)

// One encoder and one decoder serve all; both may be used by many at once.
var (
	encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
)

// pack compresses bytes.
func pack(b []byte) []byte { return encoder.EncodeAll(b, make([]byte, 0, len(b)/3+64)) }

// unpack undoes pack.
func unpack(b []byte) ([]byte, error) {
	out, err := decoder.DecodeAll(b, nil)
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "stored bytes are damaged; run verify: %w", err)
	}
	return out, nil
}

// packJSON is v as compressed JSON.
func packJSON(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "not to be written as JSON: %w", err)
	}
	return pack(b), nil
}

// unpackJSON undoes packJSON.
func unpackJSON(b []byte, v any) error {
	raw, err := unpack(b)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return dateline.Errorf(dateline.Internal, "stored JSON is damaged; run verify: %w", err)
	}
	return nil
}
