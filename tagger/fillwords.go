package tagger

import "strings"

// Given names that are common in Spanish, Portuguese and English, and words that
// stand before a person's name. Where capitals tell nothing they are what tells a person from a place.
var (
	givenNames = hashes(`jose juan luis carlos jorge antonio francisco manuel miguel pedro rafael alfredo alberto eduardo fernando
		ricardo roberto mario oscar hector julio cesar enrique rodrigo gonzalo guillermo ernesto raul ramon ruben victor vicente
		alejandro andres angel armando arturo augusto benjamin bernardo camilo cristobal daniel david diego domingo edgar edgardo
		elias emilio eugenio ezequiel fabian fabio federico felipe felix fidel gabriel gerardo german gilberto gregorio gustavo
		henry hernan hernando horacio hugo humberto ignacio isaac isidro ivan jacobo jaime javier jesus joaquin joel jonathan
		leonardo leonel leopoldo lorenzo luciano marcelo marco marcos mariano martin mateo mauricio maximiliano moises nelson
		nestor nicolas octavio omar orlando osvaldo oswaldo pablo patricio rene reinaldo reynaldo rigoberto rodolfo rogelio
		rolando roman romeo ruben salvador samuel santiago saul sebastian segundo sergio simon teodoro tomas ulises vladimir
		walter wilfredo william wilson xavier adan adolfo agustin alan alvaro amando amilcar anibal aquiles arnulfo arnoldo
		baltasar bruno byron celso claudio clemente constantino cristian danilo dario edison edmundo efrain eliseo elmer erick
		ernesto estanislao evaristo fabricio fausto flavio florencio fredy genaro gaspar hipolito inocencio ismael israel
		jairo jeronimo julian lazaro leon lisandro lucas macario marcial melchor misael modesto napoleon narciso noe norberto
		pascual porfirio primitivo rosendo ruy sabino santos silvio sixto tito tulio ubaldo valentin virgilio zenon jeffrey
		john james robert michael peter paul richard thomas charles george joseph edward frank kenneth steven brian mark gary
		scott arthur anthony stephen donald ronald roger philip leslie lee jim bill bob joe
		maria ana carmen rosa elena marta martha isabel luisa teresa patricia gloria silvia claudia lucia julia margarita
		mercedes blanca beatriz alicia cecilia celina clara cristina dina dolores dora elba elizabeth elsa ester esther eva
		febe flor gilda graciela guadalupe ines irene irma josefina juana julieta laura leticia lidia lilian liliana lorena
		lourdes magdalena marina marisol mirna miriam monica nidia nora norma olga paula pilar raquel rebeca rocio rosario
		sandra sara sofia sonia susana vilma violeta yolanda mary jennifer linda barbara susan nancy helen`)
	titleWords = hashes(`president vice-president minister general colonel major captain lieutenant sergeant corporal msgr monsignor
		father fr rev reverend bishop archbishop cardinal dr doctor mr mrs ms miss sir don dona judge attorney lawyer senator deputy
		congressman mayor governor ambassador engineer professor priest nun sister brother leader candidate secretary commander
		gen col maj capt lt sgt cpl cmdr spokesman spokeswoman journalist businessman reporter director chief officer agent
		policeman peasant guerrilla rector presbyter councilman industrialist banker rancher trade-unionist citizen daughter son
		wife husband widow bodyguard driver photographer cameraman magistrate prosecutor consul delegate comrade alias named called`)
)

func hashes(words string) map[uint64]bool {
	out := map[uint64]bool{}
	for _, w := range strings.Fields(words) {
		out[Hash(w)] = true
	}
	return out
}

// A nameLook is what the forms of a wording's words tell of whom it names.
type nameLook struct {
	given  bool // it begins with a given name
	titled bool // it begins with a title
	after  bool // a title stands before it
	inside bool // a given name stands in it
	more   bool // the word after it is a name too
}

func (f *FillReport) look(p place) nameLook {
	ws := f.words[p.sentence]
	l := nameLook{given: givenNames[ws[p.start].form], titled: titleWords[ws[p.start].form] && p.end > p.start+1}
	before := wordsAt(ws, p.start-1)
	if before.form == Hash(".") {
		before = wordsAt(ws, p.start-2)
	}
	l.after = titleWords[before.form]
	for i := p.start; i < p.end; i++ {
		l.inside = l.inside || givenNames[ws[i].form]
	}
	next := wordsAt(ws, p.end)
	l.more = next.kind == properWord && f.chunks[p.chunk].end > p.end
	return l
}

func (l nameLook) code() uint64 {
	return b2u(l.given) | b2u(l.titled)<<1 | b2u(l.after)<<2 | b2u(l.inside)<<3 | b2u(l.more)<<4
}
