package text

import "strings"

// irregularVerbs lists base form, past tense and past participle, a slash
// between variants, of the verbs that do not simply take -ed. Compounds with
// over-, re-, un-, with- and the like are listed where news uses them.
const irregularVerbs = `
abide abode/abided abided
arise arose arisen
awake awoke awoken
be was/were been
bear bore borne/born
beat beat beaten
become became become
befall befell befallen
beget begot begotten
begin began begun
behold beheld beheld
bend bent bent
bet bet bet
bid bid/bade bid/bidden
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
broadcast broadcast broadcast
build built built
burn burnt/burned burnt/burned
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
dive dove/dived dived
do did done
draw drew drawn
dream dreamt/dreamed dreamt/dreamed
drink drank drunk
drive drove driven
dwell dwelt dwelt
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fling flung flung
fly flew flown
forbid forbade/forbad forbidden
forecast forecast forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forgo forwent forgone
freeze froze frozen
get got got/gotten
give gave given
go went gone
grind ground ground
grow grew grown
hang hung hung
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
kneel knelt knelt
know knew known
lay laid laid
lead led led
lean leant/leaned leant/leaned
leap leapt/leaped leapt/leaped
learn learnt/learned learnt/learned
leave left left
lend lent lent
let let let
lie lay lain
light lit/lighted lit/lighted
lose lost lost
make made made
mean meant meant
meet met met
mislead misled misled
mistake mistook mistaken
misunderstand misunderstood misunderstood
mow mowed mown
outdo outdid outdone
outgrow outgrew outgrown
outrun outran outrun
overcome overcame overcome
overhear overheard overheard
overrun overran overrun
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
partake partook partaken
pay paid paid
plead pled/pleaded pled/pleaded
prove proved proven
put put put
quit quit quit
read read read
rebuild rebuilt rebuilt
redo redid redone
regain regained regained
remake remade remade
repay repaid repaid
rethink rethought rethought
retake retook retaken
rewrite rewrote rewritten
rid rid rid
ride rode ridden
ring rang rung
rise rose risen
run ran run
saw sawed sawn
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
sew sewed sewn
shake shook shaken
shear sheared shorn
shed shed shed
shine shone shone
shoot shot shot
show showed shown
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
slay slew slain
sleep slept slept
slide slid slid
sling slung slung
slit slit slit
smell smelt/smelled smelt/smelled
sow sowed sown
speak spoke spoken
speed sped sped
spell spelt/spelled spelt/spelled
spend spent spent
spill spilt/spilled spilt/spilled
spin spun spun
spit spat spat
split split split
spoil spoilt/spoiled spoilt/spoiled
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
stick stuck stuck
sting stung stung
stink stank stunk
stride strode stridden
strike struck struck/stricken
string strung strung
strive strove striven
swear swore sworn
sweep swept swept
swell swelled swollen
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
thrust thrust thrust
tread trod trodden
undercut undercut undercut
undergo underwent undergone
understand understood understood
undertake undertook undertaken
undo undid undone
uphold upheld upheld
upset upset upset
wake woke woken
wear wore worn
weave wove woven
weep wept wept
win won won
wind wound wound
withdraw withdrew withdrawn
withhold withheld withheld
withstand withstood withstood
wring wrung wrung
write wrote written`

var (
	verbBase      = map[string]string{} // inflected irregular form → base form
	pasts         = map[string]bool{}   // irregular past tenses that differ from their base
	participles   = map[string]bool{}   // irregular past participles that differ from their base
	irregularBase = map[string]bool{}
)

var _ = func() bool {
	for l := range strings.Lines(strings.TrimSpace(irregularVerbs)) {
		f := strings.Fields(l)
		irregularBase[f[0]] = true
		for column, forms := range f[1:] {
			for w := range strings.SplitSeq(forms, "/") {
				if _, taken := verbBase[w]; !taken {
					verbBase[w] = f[0]
				}
				switch {
				case column == 1:
					participles[w] = true
				case w != f[0]:
					pasts[w] = true
				}
			}
		}
	}
	// Forms that are the base of one verb and the past of another go to the
	// commoner in news.
	verbBase["lay"], verbBase["wound"], verbBase["ground"], verbBase["saw"], verbBase["bound"], verbBase["bore"] = "lie", "wind", "grind", "see", "bind", "bear"
	verbBase["found"], verbBase["left"], verbBase["fell"], verbBase["felt"], verbBase["born"] = "find", "leave", "fall", "feel", "bear"
	for w, base := range map[string]string{"am": "be", "is": "be", "are": "be", "has": "have", "does": "do", "goes": "go", "undergoes": "undergo",
		"dying": "die", "lying": "lie", "tying": "tie", "vying": "vie", "dyed": "dye", "dyeing": "dye", "eyed": "eye", "eyeing": "eye", "axed": "axe", "axing": "axe",
		"fled": "flee", "agreed": "agree", "disagreed": "disagree", "freed": "free", "decreed": "decree", "guaranteed": "guarantee", "refereed": "referee",
		"focuses": "focus", "mimicking": "mimic", "panicked": "panic", "panicking": "panic", "mimicked": "mimic", "trafficked": "traffic", "trafficking": "traffic", "owed": "owe", "owing": "owe",
		"bussed": "bus", "gassed": "gas", "gassing": "gas", "queued": "queue", "queuing": "queue", "hanged": "hang", "singeing": "singe", "ageing": "age",
		"paid": "pay", "awed": "awe", "hoed": "hoe", "shoed": "shoe", "tiptoed": "tiptoe"} {
		verbBase[w] = base
	}
	return true
}()

// irregularNouns maps plurals to singulars.
var irregularNouns = map[string]string{
	"children": "child", "grandchildren": "grandchild", "schoolchildren": "schoolchild", "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose", "oxen": "ox",
	"lives": "life", "wives": "wife", "housewives": "housewife", "midwives": "midwife", "knives": "knife", "thieves": "thief", "wolves": "wolf", "halves": "half", "leaves": "leaf",
	"shelves": "shelf", "loaves": "loaf", "calves": "calf", "selves": "self", "elves": "elf", "hooves": "hoof", "scarves": "scarf", "sheaves": "sheaf", "wharves": "wharf",
	"crises": "crisis", "analyses": "analysis", "hypotheses": "hypothesis", "theses": "thesis", "diagnoses": "diagnosis", "oases": "oasis", "bases": "base", "axes": "axe",
	"criteria": "criterion", "phenomena": "phenomenon", "curricula": "curriculum", "nuclei": "nucleus", "alumni": "alumnus", "stimuli": "stimulus", "fungi": "fungus",
	"movies": "movie", "zombies": "zombie", "calories": "calorie", "cookies": "cookie", "rookies": "rookie", "selfies": "selfie", "ties": "tie", "lies": "lie", "pies": "pie", "dies": "die",
	"junkies": "junkie", "birdies": "birdie", "pixies": "pixie", "eyries": "eyrie", "reveries": "reverie", "sorties": "sortie", "genies": "genie", "prairies": "prairie", "foodies": "foodie",
	"shoes": "shoe", "toes": "toe", "foes": "foe", "hoes": "hoe", "canoes": "canoe", "woes": "woe", "gases": "gas", "aliases": "alias", "biases": "bias", "canvases": "canvas",
	"atlases": "atlas", "lenses": "lens", "pancreases": "pancreas", "irises": "iris", "caches": "cache", "aches": "ache", "headaches": "headache", "avalanches": "avalanche", "niches": "niche",
	"moustaches": "moustache", "mustaches": "mustache", "toothaches": "toothache", "psyches": "psyche", "quizzes": "quiz", "indices": "index", "appendices": "appendix", "matrices": "matrix",
	"vertices": "vertex", "mujahedin": "mujahid", "mujahideen": "mujahid", "mujahidin": "mujahid", "fedayeen": "fedayee", "passers-by": "passer-by", "passersby": "passerby",
	"brothers-in-law": "brother-in-law", "sons-in-law": "son-in-law", "commanders-in-chief": "commander-in-chief", "chiefs-of-staff": "chief-of-staff", "houses": "house",
}

// sameNouns are nouns whose plural is the singular, and adjectives that stand
// for people ("the wounded").
var sameNouns = set(`barracks headquarters series species means crossroads outskirts gallows shambles aircraft spacecraft hovercraft
	dead wounded injured missing displaced sick living police people cattle sheep fish deer news politics athletics economics
	physics ethics mathematics statistics tactics electronics diabetes measles data media personnel
	arrears clothes premises proceeds glasses trousers thanks whereabouts goods arms remains surroundings belongings savings earnings
	bus gas lens alias bias canvas atlas virus status campus census consensus caucus us yes this his its
	chaos crisis basis analysis emphasis oasis thesis diagnosis paralysis hypothesis genesis isis`)
