package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// RetryAfter reads the header of that name (RFC 9110, 10.2.3): seconds, or a date
// against now. It is never negative and a day at most: a server that asks for a
// year is asked again tomorrow. What cannot be read is 0.
func RetryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if header == "" {
		return 0
	}
	if digits := strings.Trim(header, "0123456789"); digits == "" {
		seconds, err := strconv.ParseInt(header, 10, 64)
		if err != nil || seconds > int64(afterMost/time.Second) {
			return afterMost // more digits than a number has is a long time too
		}
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	// Sub stops at the longest Duration, so far dates do not wrap.
	return min(max(at.Sub(now), 0), afterMost)
}
