package archive

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"dateline"
)

// packings are the ways in which a WARC is packed.
func packings() map[string]func([][]byte) []byte {
	return map[string]func([][]byte) []byte{
		"plain":           func(r [][]byte) []byte { return bytes.Join(r, nil) },
		"member a record": func(r [][]byte) []byte { return gzipped(r...) },
		"one member":      func(r [][]byte) []byte { return gzipped(bytes.Join(r, nil)) },
		"members that part heads from bodies": func(r [][]byte) []byte {
			var parts [][]byte
			for _, rec := range r {
				i := bytes.Index(rec, []byte("\r\n\r\n")) + 4
				if i < 4 {
					i = 0
				}
				parts = append(parts, rec[:i], rec[i:])
			}
			return gzipped(parts...)
		},
	}
}

func TestEveryPackingOfAWARCGivesTheSamePages(t *testing.T) {
	var want []string
	for _, name := range []string{"plain", "member a record", "one member", "members that part heads from bodies"} {
		data := packings()[name](small())
		p := file(t, "x.warc.gz", data)
		entries, _ := collect(t, p, nil, Options{})
		var got []string
		for _, e := range entries {
			if e.Err != nil {
				t.Errorf("%s: %s: %v", name, e.Path, e.Err)
			}
			got = append(got, e.Document.URL+" "+string(e.Document.Data))
			again, err := Find(context.Background(), e.Path, Options{})
			if err != nil || again.Path != e.Path || string(again.Document.Data) != string(e.Document.Data) {
				t.Errorf("%s: Find(%s) = %v, %v", name, e.Path, again, err)
			}
		}
		if want == nil {
			want = got
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") || len(got) != 3 {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestAWARCCutAnywhereKeepsTheWholeRecordsBefore(t *testing.T) {
	for name, pack := range packings() {
		t.Run(name, func(t *testing.T) {
			whole := pack(small())
			// Where each of the three pages is whole: as soon as it is yielded.
			last := 0
			for cut := len("WARC/"); cut < len(whole); cut++ {
				entries, _ := collect(t, "x", bytes.NewReader(whole[:cut]), Options{})
				pages, broken := 0, 0
				for _, e := range entries {
					if e.Err == nil {
						pages++
						if !strings.HasSuffix(string(e.Document.Data), "</html>") {
							t.Fatalf("cut at %d: %s is not whole", cut, e.Path)
						}
					} else if broken++; !isInvalid(e.Err) {
						t.Errorf("cut at %d: %v is not Invalid", cut, e.Err)
					}
				}
				if pages < last {
					t.Fatalf("cut at %d: %d pages, with less of the file there were %d", cut, pages, last)
				}
				if broken > 1 && name != "members that part heads from bodies" {
					t.Fatalf("cut at %d: told %d times\n%s", cut, broken, show(entries))
				}
				last = pages
			}
			if last < 2 {
				t.Errorf("only %d pages when all but the last byte was there", last)
			}
		})
	}
}

func TestDamageInTheMiddleLosesThatRecordAlone(t *testing.T) {
	records := small()
	for name, spoil := range map[string]func([]byte, int, int) []byte{
		"bytes changed":  func(b []byte, from, to int) []byte { clear(b[from+12 : from+30]); return b },
		"bytes missing":  func(b []byte, from, to int) []byte { return append(b[:from+20:from+20], b[to-10:]...) },
		"garbage before": func(b []byte, from, to int) []byte { return append(append(b[:from:from], "garbage "...), b[from:]...) },
	} {
		var b bytes.Buffer
		from, to := 0, 0
		for i, r := range records {
			if i == 1 {
				from = b.Len()
			}
			b.Write(gzipped(r))
			if i == 1 {
				to = b.Len()
			}
		}
		entries, _ := collect(t, "x", bytes.NewReader(spoil(b.Bytes(), from, to)), Options{})
		got := show(entries)
		if !strings.Contains(got, "ERR") || !strings.Contains(got, "a.example/3") || !strings.Contains(got, "a.example/2") && name != "bytes missing" {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestAWalkGoesOnAfterAnyEntry(t *testing.T) {
	mbox := "From a@x.example Mon Jan  6 10:00:00 2020\nSubject: A\n\nFirst words.\n\nFrom b@x.example Mon Jan  6 11:00:00 2020\nSubject: B\n\nSecond words.\n"
	data := tarOf(t, "a.html", page("A", "a"), "b.warc.gz", string(gzipped(small()...)), "c.jsonl", "{\"text\":\"one\"}\n{}\n{\"text\":\"three\"}\n",
		"d.zip", string(zipOf(t, 8, "x.txt", "some words", "y.html", page("Y", "y"))), "e.mbox", mbox)
	p := file(t, "all.tar.gz", gzipped(data))
	all, _ := collect(t, p, nil, Options{})
	if len(all) != 11 {
		t.Fatalf("%d entries\n%s", len(all), show(all))
	}
	for i, e := range all {
		rest, _ := collect(t, p, nil, Options{After: e.Path})
		if got, want := show(rest), show(all[i+1:]); got != want {
			t.Errorf("after %s:\n%swant\n%s", e.Path, got, want)
		}
		if again, err := Find(context.Background(), e.Path, Options{}); err != nil || show([]Entry{again}) != show(all[i:i+1]) {
			t.Errorf("Find(%s): %v, %v", e.Path, again, err)
		}
	}
	err := Walk(context.Background(), p, nil, Options{After: p + "#nothing"}, func(Entry) error { return nil })
	if dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("after an entry that is not there: %v", err)
	}
	if _, err := Find(context.Background(), p+"#nothing", Options{}); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("finding an entry that is not there: %v", err)
	}
}

func TestTheEndOfAWalkComesBackAsItIs(t *testing.T) {
	want := errors.New("enough")
	data := gzipped(small()...)
	n := 0
	if err := Walk(context.Background(), "x", bytes.NewReader(data), Options{}, func(Entry) error { n++; return want }); err != want || n != 1 {
		t.Errorf("Walk = %v after %d entries", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if err := Walk(ctx, "x", bytes.NewReader(data), Options{}, func(Entry) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Walk = %v after its context ended", err)
	}
	if err := Walk(context.Background(), "/nowhere/at/all", nil, Options{}, func(Entry) error { return nil }); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("Walk of what is not there = %v", err)
	}
}

func TestAReaderThatFailsIsOneBrokenEntry(t *testing.T) {
	for name, data := range map[string][]byte{"warc": bytes.Join(small(), nil), "warc.gz": gzipped(small()...), "jsonl": []byte("{\"text\":\"one\"}\n{\"text\":\"two\"}\n"), "text": []byte("words")} {
		r := io.MultiReader(bytes.NewReader(data), iotest.ErrReader(errors.New("the wire broke")))
		entries, _ := collect(t, "x", r, Options{})
		last := entries[len(entries)-1]
		if last.Err == nil || !strings.Contains(last.Err.Error(), "the wire broke") {
			t.Errorf("%s: %s", name, show(entries))
		}
	}
}

func BenchmarkWARC(b *testing.B) {
	words := strings.Repeat("Officials in the district said on Tuesday that the road was open again. ", 80)
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	plain := 0
	for i := range 2000 {
		// Words that differ keep the ratio near that of pages.
		var salt strings.Builder
		for j := range 800 {
			salt.WriteString(" " + sha1Of(string(rune(i*1000 + j)))[5:13])
		}
		rec := warcResponse("https://a.example/"+time.Unix(int64(i), 0).UTC().Format("150405"), 200, page("T", words+salt.String()))
		plain += len(rec)
		z.Write(rec)
		z.Close()
		z.Reset(&out)
	}
	b.SetBytes(int64(plain))
	b.ReportMetric(float64(out.Len())/float64(plain), "packed/plain")
	for b.Loop() {
		n := 0
		err := Walk(context.Background(), "x", bytes.NewReader(out.Bytes()), Options{}, func(e Entry) error {
			if e.Err != nil {
				b.Fatal(e.Err)
			}
			n++
			return nil
		})
		if err != nil || n != 2000 {
			b.Fatal(n, err)
		}
	}
}
