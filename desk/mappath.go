package desk

import "net/url"

// pathWith is a path with the parameters of an address, but for those that are given
// here in pairs; one that is "" is left out. A page of a list goes too.
func pathWith(path string, v url.Values, pairs ...string) string {
	out := url.Values{}
	for key, values := range v {
		for _, s := range values {
			if s != "" && key != "after" {
				out.Add(key, s)
			}
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Del(pairs[i])
		if pairs[i+1] != "" {
			out.Set(pairs[i], pairs[i+1])
		}
	}
	if len(out) == 0 {
		return path
	}
	return path + "?" + out.Encode()
}
