package gazetteer

import "strings"

// stateAbbreviations are the states and provinces that news abbreviates behind the
// name of a town: those of the Associated Press and of the postal services. A
// country's code comes first, since the names are used elsewhere too.
var stateAbbreviations = map[string]string{
	"Ala.": "US Alabama", "Ariz.": "US Arizona", "Ark.": "US Arkansas", "Calif.": "US California", "Colo.": "US Colorado", "Conn.": "US Connecticut",
	"Del.": "US Delaware", "D.C.": "US District of Columbia", "Fla.": "US Florida", "Ga.": "US Georgia", "Ill.": "US Illinois", "Ind.": "US Indiana",
	"Kan.": "US Kansas", "Kans.": "US Kansas", "Ky.": "US Kentucky", "La.": "US Louisiana", "Md.": "US Maryland", "Mass.": "US Massachusetts",
	"Mich.": "US Michigan", "Minn.": "US Minnesota", "Miss.": "US Mississippi", "Mo.": "US Missouri", "Mont.": "US Montana", "Neb.": "US Nebraska",
	"Nebr.": "US Nebraska", "Nev.": "US Nevada", "N.H.": "US New Hampshire", "N.J.": "US New Jersey", "N.M.": "US New Mexico", "N.Y.": "US New York",
	"N.C.": "US North Carolina", "N.D.": "US North Dakota", "Okla.": "US Oklahoma", "Ore.": "US Oregon", "Oreg.": "US Oregon", "Pa.": "US Pennsylvania",
	"Penn.": "US Pennsylvania", "R.I.": "US Rhode Island", "S.C.": "US South Carolina", "S.D.": "US South Dakota", "Tenn.": "US Tennessee", "Tex.": "US Texas",
	"Vt.": "US Vermont", "Va.": "US Virginia", "Wash.": "US Washington", "W.Va.": "US West Virginia", "W.V.": "US West Virginia", "Wis.": "US Wisconsin",
	"Wisc.": "US Wisconsin", "Wyo.": "US Wyoming",
	"AL": "US Alabama", "AK": "US Alaska", "AZ": "US Arizona", "AR": "US Arkansas", "CA": "US California", "CO": "US Colorado", "CT": "US Connecticut",
	"DE": "US Delaware", "DC": "US District of Columbia", "FL": "US Florida", "GA": "US Georgia", "HI": "US Hawaii", "ID": "US Idaho", "IL": "US Illinois",
	"IN": "US Indiana", "IA": "US Iowa", "KS": "US Kansas", "KY": "US Kentucky", "LA": "US Louisiana", "ME": "US Maine", "MD": "US Maryland",
	"MA": "US Massachusetts", "MI": "US Michigan", "MN": "US Minnesota", "MS": "US Mississippi", "MO": "US Missouri", "MT": "US Montana", "NE": "US Nebraska",
	"NV": "US Nevada", "NH": "US New Hampshire", "NJ": "US New Jersey", "NM": "US New Mexico", "NY": "US New York", "NC": "US North Carolina",
	"ND": "US North Dakota", "OH": "US Ohio", "OK": "US Oklahoma", "OR": "US Oregon", "PA": "US Pennsylvania", "RI": "US Rhode Island",
	"SC": "US South Carolina", "SD": "US South Dakota", "TN": "US Tennessee", "TX": "US Texas", "UT": "US Utah", "VT": "US Vermont", "VA": "US Virginia",
	"WA": "US Washington", "WV": "US West Virginia", "WI": "US Wisconsin", "WY": "US Wyoming",
	"Alta.": "CA Alberta", "B.C.": "CA British Columbia", "BC": "CA British Columbia", "Man.": "CA Manitoba", "N.B.": "CA New Brunswick", "NB": "CA New Brunswick",
	"N.L.": "CA Newfoundland and Labrador", "NL": "CA Newfoundland and Labrador", "N.S.": "CA Nova Scotia", "NS": "CA Nova Scotia", "Ont.": "CA Ontario",
	"ON": "CA Ontario", "P.E.I.": "CA Prince Edward Island", "PEI": "CA Prince Edward Island", "Que.": "CA Quebec", "QC": "CA Quebec", "Sask.": "CA Saskatchewan",
	"SK": "CA Saskatchewan", "AB": "CA Alberta", "MB": "CA Manitoba",
	"NSW": "AU New South Wales", "N.S.W.": "AU New South Wales", "Vic.": "AU Victoria", "VIC": "AU Victoria", "Qld": "AU Queensland", "Qld.": "AU Queensland",
	"QLD": "AU Queensland", "Tas.": "AU Tasmania", "TAS": "AU Tasmania", "W.A.": "AU Western Australia",
}

// Abbreviated gives the state or province of the United States, Canada or
// Australia that an abbreviation stands for behind a town's name: "Ky.", "KY",
// "W. Va.". Many are words as well ("IN", "OR"), so the caller looks what stands
// before it.
func (g *Gazetteer) Abbreviated(word string) (ID, bool) {
	full, ok := stateAbbreviations[word]
	if !ok && strings.Contains(word, " ") {
		full, ok = stateAbbreviations[strings.ReplaceAll(word, " ", "")]
	}
	if !ok {
		return -1, false
	}
	return g.province(full[:2], full[3:])
}

// province finds a first-level unit of a country by its name.
func (g *Gazetteer) province(country, name string) (ID, bool) {
	for _, id := range g.Lookup(name) {
		if g.level(id) == Province {
			if c := g.data[g.record(id)+18]; c != noneCountry && g.data[g.country+int(c)*countrySize:][:2] == country {
				return id, true
			}
		}
	}
	return -1, false
}
