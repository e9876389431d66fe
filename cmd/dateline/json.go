package main

import (
	"bytes"
	"encoding/json"

	"dateline"
)

// recordJSON is the record as indented JSON with a line feed at its end, and
// with each report's text when asked for. Characters stand as they are: <, >
// and & are not escaped, since this is no HTML.
func recordJSON(rec dateline.Record, withText bool) ([]byte, error) {
	raw, err := json.Marshal(rec)
	if err == nil && withText {
		raw, err = addText(raw, rec.Reports)
	}
	var out bytes.Buffer
	if err == nil {
		err = json.Indent(&out, unescape(raw), "", " ")
	}
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "the record could not be written as JSON: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// addText replaces the reports of a record in JSON by reports with their text,
// and keeps the order of the keys.
func addText(raw []byte, reports []dateline.Report) ([]byte, error) {
	type fullReport struct {
		dateline.Report
		Text string `json:"text"`
	}
	full := make([]fullReport, len(reports))
	for i, r := range reports {
		full[i] = fullReport{r, r.Text}
	}
	withText, err := json.Marshal(full)
	if err != nil {
		return nil, err
	}
	var record struct {
		Reports json.RawMessage `json:"reports"`
	}
	if err := json.Unmarshal(raw, &record); err != nil {
		return nil, err
	}
	// The reports are the first list of a record; what stands before them
	// cannot hold their bytes.
	return bytes.Replace(raw, record.Reports, withText, 1), nil
}

// unescape undoes the escapes that encoding/json writes for the sake of HTML
// inside values that marshal themselves.
func unescape(raw []byte) []byte {
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		if i+6 <= len(raw) {
			if c, ok := map[string]byte{`\u003c`: '<', `\u003e`: '>', `\u0026`: '&'}[string(raw[i:i+6])]; ok {
				out = append(out, c)
				i += 5
				continue
			}
		}
		out = append(out, raw[i], raw[i+1])
		i++
	}
	return out
}
