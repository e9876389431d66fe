package origin_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline"
	"dateline/link/origin"
)

// An article is a report in short: its text's first line is the headline.
type article struct{ id, outlet, day, text, url, modified string }

func (a article) report() *dateline.Report {
	sum := sha256.Sum256([]byte(a.outlet + a.text))
	r := &dateline.Report{ID: dateline.ReportID(a.id), Text: a.text, SHA256: hex.EncodeToString(sum[:])}
	if a.outlet != "" {
		r.Outlet = &a.outlet
	}
	if a.url != "" {
		r.URL = &a.url
	}
	for _, t := range []struct {
		said string
		into **dateline.Moment
	}{{a.day, &r.Published}, {a.modified, &r.Modified}} {
		if t.said == "" {
			continue
		}
		m, err := dateline.ParseMoment(t.said)
		if err != nil {
			panic(err)
		}
		*t.into = &m
	}
	return r
}

func (a article) own() []string {
	var out []string
	for line := range strings.Lines(a.text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "(Reporting") {
			continue
		}
		for len(line) > 0 {
			end := strings.Index(line, ". ") + 1
			if end == 0 {
				end = len(line)
			}
			out = append(out, line[:end])
			line = strings.TrimSpace(line[end:])
		}
	}
	return out
}

func indexOf(articles ...article) *origin.Index {
	x := origin.New()
	for _, a := range articles {
		x.Add(dateline.ReportID(a.id), a.report(), a.own())
	}
	x.Settle()
	return x
}

var (
	wire = article{id: "wire", outlet: "Reuters", day: "2023-05-03T08:00", text: `Gunmen kill four at cattle market in Jalingo
JALINGO, Nigeria, May 3 (Reuters) - Gunmen on motorcycles shot dead four traders at a cattle market on the edge of Jalingo on Tuesday, police and two witnesses said.
The men arrived shortly before dusk, fired into the stalls where buyers were settling accounts and left towards the hills, the witnesses said.
Taraba State police spokesman Usman Abdul said a joint team of police and hunters was combing the bush north of the town.
No group has claimed responsibility for the attack. Farmers and herders in the state have fought over grazing land for years.
(Reporting by Amina Bello; Editing by John Stone)`}
	printed = article{id: "printed", outlet: "Northern Post", day: "2023-05-03T12:00", text: `Four traders shot in market raid
Gunmen on motorcycles shot dead four traders at a cattle market on the edge of Jalingo on Tuesday, police and two witnesses said.
The men arrived shortly before dusk, fired into the stalls where buyers were settling accounts and left towards the hills, the witnesses said.
Taraba State police spokesman Usman Abdul said a joint team of police and hunters was combing the bush north of the town.`}
	retold = article{id: "retold", outlet: "Plateau Mirror", day: "2023-05-04", text: `Police hunt killers of Jalingo traders
Police and hunters are searching the bush north of Jalingo for men on motorcycles who killed four traders at its cattle market on Tuesday, Reuters reported.
Witnesses told the agency that the attackers came just before dusk and fired at stalls while accounts were being settled, then fled to the hills.`}
	visited = article{id: "visited", outlet: "Benue Paper", day: "2023-05-04", text: `Market stays shut after killings
Stalls in Jalingo's cattle market stood empty on Wednesday as families buried four men who were shot there a day before.
Musa Garba, who leads the butchers' union, said guards had been promised since January and none had come.
At the general hospital a nurse, Ruth Danjuma, said five more people were being treated for bullet wounds.`}
	elsewhere = article{id: "elsewhere", outlet: "Lake Radio", day: "2023-05-03", text: `Soldiers wounded near Goma
Rebels wounded three soldiers in an ambush on a convoy near Goma on Tuesday, the army said.
The convoy was carrying food to a post at Sake. No group has claimed responsibility for the attack.`}
)

func TestWhatPrintsAnAgencysTextIsItsCopy(t *testing.T) {
	x := indexOf(printed, wire, elsewhere)
	got := x.Of("printed")
	if got.Kind != origin.Edited || got.Root != "wire" || got.Shared < 90 || got.SharedBack < 50 {
		t.Errorf("got %+v", got)
	}
	if got := x.Of("wire"); got.Kind != origin.Own || got.Root != "wire" || got.Credit == nil || got.Credit.Agency != "Reuters" || got.Credit.Form != "dateline" {
		t.Errorf("got %+v", got)
	}
	want := &origin.Dateline{Place: "JALINGO, Nigeria", Date: "May 3"}
	if d := cmp.Diff(want, x.Of("wire").Dateline); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestTheSameWordsUnderAnotherHeadlineAreAnExactCopy(t *testing.T) {
	same := printed
	same.id, same.outlet, same.text = "same", "Southern Post", "Raid on market\n"+strings.SplitN(printed.text, "\n", 2)[1]
	if got := indexOf(printed, same).Of("same"); got.Kind != origin.Exact && got.Root != "same" {
		t.Errorf("got %+v", got)
	}
}

func TestARewriteThatNamesItsSourceComesFromIt(t *testing.T) {
	got := indexOf(wire, printed, retold, visited).Of("retold")
	if got.Kind != origin.Rewrite || got.Root != "wire" || len(got.Leans) == 0 || got.Leans[0].Outlet != "Reuters" {
		t.Errorf("got %+v", got)
	}
	// Where the agency's report is not there, it leans on it and is its own.
	got = indexOf(retold, visited).Of("retold")
	if got.Kind != origin.Own || got.Root != "retold" || len(got.Leans) == 0 {
		t.Errorf("got %+v", got)
	}
}

func TestReportersOfOneEventAreOriginsOfTheirOwn(t *testing.T) {
	x := indexOf(wire, visited, elsewhere)
	for _, id := range []dateline.ReportID{"wire", "visited", "elsewhere"} {
		if got := x.Of(id); got.Kind != origin.Own || got.Root != id {
			t.Errorf("got %+v", got)
		}
	}
}

// parts draws articles put together from a stock of sentences, so that there
// are copies, cuts, additions and chance likeness among them.
func parts(rt *rapid.T) []article {
	n := rapid.IntRange(2, 12).Draw(rt, "reports")
	var out []article
	for i := range n {
		a := article{id: fmt.Sprint("r", i), outlet: rapid.SampledFrom([]string{"", "Reuters", "AFP", "Lake Radio", "Northern Post"}).Draw(rt, "outlet"),
			day: rapid.SampledFrom([]string{"", "2023-05-03", "2023-05-04", "2023-05-03T08:00", "2023-05-05"}).Draw(rt, "day")}
		if rapid.IntRange(0, 2).Draw(rt, "addressed") == 0 { // a version, perhaps, of an article
			a.url = rapid.SampledFrom([]string{"https://one.example/a", "https://one.example/b"}).Draw(rt, "url")
			a.modified = rapid.SampledFrom([]string{"", "", "2023-05-03", "2023-05-05T10:00"}).Draw(rt, "modified")
		}
		var lines []string
		for _, k := range rapid.SliceOfN(rapid.IntRange(0, 11), 1, 7).Draw(rt, "sentences") {
			lines = append(lines, fmt.Sprintf("The %s of %s near Jalingo and Maiduguri counted %d %s while Governor Buhari and Colonel Danjuma were %s the %s.",
				pick(k, 1, "farmers", "traders", "nurses", "hunters", "drivers"), pick(k, 2, "Wukari", "Bali", "Gashaka", "Zing", "Lau"), k*7+3,
				pick(k, 3, "houses", "trucks", "goats", "rifles"), pick(k, 4, "crossing", "leaving", "guarding", "burning"), pick(k, 5, "bridge", "market", "barracks", "school", "river", "mosque")))
		}
		if rapid.IntRange(0, 3).Draw(rt, "lean") == 0 {
			lines = append(lines, "Reuters reported that first.")
		}
		a.text = "A headline\n" + strings.Join(lines, " ")
		out = append(out, a)
	}
	return out
}

func pick(k, step int, words ...string) string { return words[(k*step+k/3)%len(words)] }

// origins are what the index says of each report.
func origins(x *origin.Index, articles []article) map[string]origin.Origin {
	out := map[string]origin.Origin{}
	for _, a := range articles {
		out[a.id] = x.Of(dateline.ReportID(a.id))
	}
	return out
}

func same(a, b map[string]origin.Origin) string {
	return cmp.Diff(fmt.Sprintf("%+v", flat(a)), fmt.Sprintf("%+v", flat(b)))
}

func flat(m map[string]origin.Origin) map[string]string {
	out := map[string]string{}
	for id, o := range m {
		out[id] = fmt.Sprintf("%s root=%s from=%s %d/%d leans=%d", o.Kind, o.Root, o.From, o.Shared, o.SharedBack, len(o.Leans))
	}
	return out
}

// Laws: the order in which reports come decides nothing; one taken out was
// never there.
func TestTheOrderOfArrivalDecidesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := parts(rt)
		want := origins(indexOf(all...), all)
		x := origin.New()
		for _, a := range rapid.Permutation(all).Draw(rt, "order") {
			x.Add(dateline.ReportID(a.id), a.report(), a.own())
			if rapid.IntRange(0, 3).Draw(rt, "settle") == 0 {
				x.Settle()
			}
		}
		x.Settle()
		if d := same(want, origins(x, all)); d != "" {
			rt.Fatalf("(-in order +out of order)\n%s", d)
		}
	})
}

// What Settle does not name is as it was.
func TestSettleNamesWhatChanged(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := parts(rt)
		x := origin.New()
		told := map[dateline.ReportID]string{}
		say := func(id dateline.ReportID) { o := x.Of(id); told[id] = fmt.Sprint(o.Kind, o.Root) }
		settle := func() {
			for _, id := range x.Settle() {
				say(id)
			}
			for id := range told {
				if o := x.Of(id); told[id] != fmt.Sprint(o.Kind, o.Root) {
					rt.Fatalf("%s was %s and is %s %s, and Settle did not say so", id, told[id], o.Kind, o.Root)
				}
			}
		}
		for _, a := range rapid.Permutation(all).Draw(rt, "order") {
			id := dateline.ReportID(a.id)
			x.Add(id, a.report(), a.own())
			say(id)
			if rapid.IntRange(0, 2).Draw(rt, "settle") == 0 {
				settle()
			}
		}
		gone := dateline.ReportID(rapid.SampledFrom(all).Draw(rt, "gone").id)
		x.Remove(gone)
		delete(told, gone)
		settle()
	})
}

func TestAReportTakenOutWasNeverThere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := parts(rt)
		gone := rapid.IntRange(0, len(all)-1).Draw(rt, "gone")
		rest := append(append([]article{}, all[:gone]...), all[gone+1:]...)
		want := origins(indexOf(rest...), rest)
		x := origin.New()
		early := rapid.Bool().Draw(rt, "removed before the last come")
		for i, a := range all {
			x.Add(dateline.ReportID(a.id), a.report(), a.own())
			if early && i == gone {
				x.Remove(dateline.ReportID(a.id))
			}
		}
		if rapid.Bool().Draw(rt, "settled before") {
			x.Settle()
		}
		x.Remove(dateline.ReportID(all[gone].id))
		x.Settle()
		if d := same(want, origins(x, rest)); d != "" {
			rt.Fatalf("(-never there +taken out)\n%s", d)
		}
	})
}

// An exact copy that comes later changes who shares an origin with whom among
// no others. One that comes earlier may: it says who was first.
func TestAnExactCopyChangesNoOrigin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := parts(rt)
		of := all[rapid.IntRange(0, len(all)-1).Draw(rt, "copied")]
		c := of
		c.id = "copy"
		if of.day != "" {
			c.day = rapid.SampledFrom([]string{"", "2023-05-06"}).Draw(rt, "day of the copy")
		}
		for n := 0; n == 0 || c.day == "" && c.report().SHA256 < of.report().SHA256; n++ {
			c.outlet = fmt.Sprint("Voice ", n)
		}
		if d := cmp.Diff(partition(indexOf(all...), all), partition(indexOf(append(all, c)...), all)); d != "" {
			rt.Fatalf("(-without +with a copy)\n%s", d)
		}
	})
}

// partition is, for each report, the first by id that shares its origin.
func partition(x *origin.Index, articles []article) map[string]string {
	first, out := map[dateline.ReportID]string{}, map[string]string{}
	for _, a := range articles {
		root := x.Of(dateline.ReportID(a.id)).Root
		if first[root] == "" {
			first[root] = a.id
		}
		out[a.id] = first[root]
	}
	return out
}
