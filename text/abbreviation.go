package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How an abbreviation bears on the end of a sentence. Keys are written
// without the final full stop.
var (
	// Before a name; a sentence does not end here.
	abbrevTitle = set(`Mr Mrs Ms Mx Dr Prof Rev Hon Fr Msgr Messrs St Ste Sts
		Lt Gen Col Maj Capt Cpt Sgt Cpl Pvt Pte Brig Adm Cmdr Cdr Comdr Insp Supt Det Const Cmsr Commr Lieut Ens Spc Pfc Wg Sqn
		Gov Sen Rep Reps Sens Govs Gens Cols Pres Amb Atty Sec Asst Dep Min Supt Ayat Sh Hr Sheik Md Mohd Muh vs v viz cf`)
	// Before a number.
	abbrevNumber = set(`No Nos no nos Art art Arts Fig fig p pp Vol vol ca c approx para Para Ch ch Rs Tk Res`)
	// Before a day.
	abbrevMonth = set(`Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`)
	// Anywhere; they end a sentence only where a new one plainly starts.
	abbrevOther = set(`Inc Corp Ltd Co Cos Bros Jr Sr Esq Ph etc al est dept Dept Assn Assoc Gov't govt Govt Univ
		Ave Rd Blvd Hwy Mt Ft Pt Is Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun km kms kg lb lbs ft hr hrs min mins sq mph`)
	// Of states and provinces behind a town's name; they end a sentence as the ones above do.
	abbrevState = set(`Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mich Minn Miss Mont Neb Nebr Nev Okla Ore Oreg Pa Penn
		Tenn Tex Vt Va Wash Wis Wisc Wyo Ont Que Alta Sask Qld`)
	// Ones with dots inside that never end a sentence.
	abbrevLatin = set(`e.g i.e`)
)

// isAbbreviation reports whether a word, given without its final full stop,
// is an abbreviation that keeps the stop as part of it.
func isAbbreviation(w string) bool {
	return abbrevTitle[w] || abbrevNumber[w] || abbrevMonth[w] || abbrevOther[w] || abbrevState[w] || isDotted(w) || isInitial(w)
}

// isDotted reports whether a word has the form of "U.S" or "a.m" or "Ph.D".
func isDotted(w string) bool {
	parts := strings.Split(w, ".")
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if n := utf8.RuneCountInString(p); n < 1 || n > 2 {
			return false
		}
		for _, r := range p {
			if !unicode.IsLetter(r) {
				return false
			}
		}
	}
	return true
}

// isInitial reports whether a word is one capital letter.
func isInitial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return n == len(w) && unicode.IsUpper(r)
}

// starters are words that, written with a capital after a full stop, start a
// sentence rather than go on with a name.
var starters = set(`The A An He She It They We I You His Her Its Their Our My This That These Those There Here
	In On At By For From With After Before During Since Until While When Where As If Although Though Because
	But And Or So Yet However Meanwhile Earlier Later Separately Also Both Some Several Many Most More All No Not
	Who What Why How Which Police Officials Authorities Witnesses Residents Militants Gunmen Soldiers Troops`)
