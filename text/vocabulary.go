package text

import "strings"

// newsVerbs are regular verbs of reports of violence and politics. The list
// tells their base form from their inflections, and a headline's verb from a
// name when every word has a capital.
const newsVerbs = `
abandon abduct abuse accuse acknowledge acquire act add address admit adopt advance affect agree aid aim air allege allow
ambush announce annex appeal appear apologise apologize appoint apprehend approach approve argue arm arrest arrive ask
assassinate assault assemble assess assist assume attack attempt attend attribute avenge back ban banish barricade battle
behead believe besiege betray blame blast block blockade boast bolster bomb bombard boost boycott brand brief bury
call campaign cancel capture carry cause cease challenge change charge chase cite claim clash cleanse clear close coerce
collapse collide combat command comment commit compel complain complete concede condemn conduct confess confine confirm
confiscate confront conquer consider conspire contain continue control convict coordinate counter cover crack crash create
criticise criticize cross crush curb damage debate declare decline deepen defeat defect defend defuse demand demolish
denounce deny depart deploy describe destroy detain detonate devastate die disappear disarm discover discuss dismantle
dismiss disperse displace dispute disrupt dissolve divide dominate donate double down drag drop drown dump
ease eject eliminate embrace emerge employ encircle end endorse enforce engage enter erupt escalate escape establish
estimate evacuate evade examine exchange execute exile expand expel explain explode express expose extend extort
face fail favour favor fear fire flare flood focus foil follow force form free fuel fund gain gather govern grab grant greet guard gun
hail halt hammer hand handle harass harm head help hijack hit hope host hunt identify ignite ignore impose imprison improve
incite include increase infiltrate inflict inform injure inspect insist install intensify intercept interrogate intervene
interview invade investigate invite involve issue jail join judge kidnap kill knock label land last launch liberate lift
limit link list live load locate loot lower lure maim maintain manage march mark mass massacre mediate meet merge mine
mobilise mobilize monitor mourn move murder name near negotiate nominate note object observe obstruct obtain occupy occur
offer open operate oppose order organise organize oust outlaw overpower pardon parole patrol pause perpetrate persecute pledge plan plant
plot plunder plunge point police post postpone pound prepare present press prevent probe proclaim produce progress promise
promote protest provide provoke publish pull punish pursue push question quell race raid rally ram ransack rape reach react
rebel rebrand receive recall recapture recognise recognize recover recruit reduce refuse regret reinforce reject relaunch
release relocate remain remove rename renew repel replace report repulse request rescue resign resist resolve respond
restart restore restrict restructure result resume retaliate retreat retrieve return reveal revenge reverse review revive
riot rob rock rout ruin sabotage safeguard sanction save scale scatter scout search secure seize sentence separate serve
settle shell shelter shoot shout shrink shutter sign signal silence slam slap slaughter smash smuggle snatch spark spare
stab stage start state stay stem step stone stop storm strafe strengthen stress strip struggle summon supply support
suppress surge surrender surround suspect suspend sweep swap tackle talk target taunt tell terrorise terrorize test
thank thwart threaten tighten topple torch torture toss total trade trail train transfer trap treat trigger try turn
uncover unify unite unleash unveil urge use vacate vanish venture view violate visit volunteer vote vow wage wait walk want
warn weaken welcome wipe withdraw witness work worry worsen wound wreck yield`

// newsNouns are the common nouns with which headlines and sentences of such
// reports begin.
const newsNouns = `
abduction abductions activist activists agency aid airstrike airstrikes air ambush analyst analysts army armed arms
assailants assault attack attacker attackers attacks authorities bandits bandit base battle blast blasts blockade bodies
body bomb bomber bombers bombing bombings bombs border branch building camp captives car caliphate ceasefire cell checkpoint
chief children church city civilian civilians clash clashes coalition commander commanders conflict convoy council country
court crisis cross-border curfew dead deal death deaths defence defense deputy detainees displaced district dozens drone drones
election elections ex-rebels exclusive explosion explosions explosive explosives extremist extremists faction factions
fighter fighters fighting fire forces foreign former government governor grenade group groups gunfire gunman gunmen gunships
head helicopter hospital hostage hostages hundreds insurgency insurgent insurgents investigators islamist islamists jail
jet jets jihadist jihadists journalist journalists killed killing killings kidnapping kidnappings law leader leaders
lawmaker lawmakers local major man market mass massacre mayor men militant militants militia militiamen military militias
mine minister ministry mob mosque mourners new network northern northeast northwest offensive officer officers official
officials operation opposition pact parliament party patrol peace peacekeeper peacekeepers people pirates plot police policeman
policemen politician post power president prison prisoner prisoners prosecutors protest protester protesters protests
province pupils raid raids rebel rebels refugees regional relatives report residents review rival road roadside rocket
rockets ruling school schoolchildren scores security senior separatist separatists several shelling shooting shootings
siege soldier soldiers south southern southeast southwest spokesman spokesperson state statement station strike strikes
student students suicide suspect suspected suspects talks teacher teachers tensions thousands top town trader traders tribal tribe
tribesmen troops truce truck unidentified unknown vehicle victims video villagers village violence vigilantes war warplane warplanes
weapons western witness witnesses women worker workers wounded year years`

// baseVerbs are the base forms of newsVerbs.
var baseVerbs = set(newsVerbs)

// headlineWords are the words that a headline set with capitals does not name
// anything with.
var headlineWords = func() map[string]bool {
	m := set(newsNouns)
	for v := range baseVerbs {
		for _, w := range inflect(v) {
			m[w] = true
		}
	}
	for w := range verbBase {
		m[w] = true
	}
	for w := range irregularBase {
		m[w] = true
		m[w+"s"] = true
	}
	for w := range openWords {
		m[w] = true
	}
	for w := range numberWords {
		m[w] = true
	}
	for _, w := range strings.Fields("after amid over against about before during says say said not no more least up down out off he she they it his her them when while where what why how this these") {
		m[w] = true
	}
	delete(m, "may") // the month
	return m
}()

// inflect gives the forms of a regular verb.
func inflect(v string) []string {
	last := v[len(v)-1]
	switch {
	case last == 'e':
		return []string{v, v + "s", v + "d", v[:len(v)-1] + "ing"}
	case last == 'y' && !strings.ContainsRune("aeou", rune(v[len(v)-2])):
		return []string{v, v[:len(v)-1] + "ies", v[:len(v)-1] + "ied", v + "ing"}
	case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "sh"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "x"):
		return []string{v, v + "es", v + "ed", v + "ing"}
	}
	double := v + string(last)
	return []string{v, v + "s", v + "ed", v + "ing", double + "ed", double + "ing"}
}
