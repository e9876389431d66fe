package text

import (
	"regexp"
	"strings"
)

// furniture lists, class by class, how the parts of a web page that are no
// article begin. All are matched without regard to case against a paragraph
// with its white space collapsed.
var furniture = compile(
	// comment forms
	`(leave|post|add|write|submit) (a|your|an?other) (reply|comment|response)\b`,
	`your e-?mail( address)? will not be (published|shared)`, `required fields are marked`,
	`save my name,`, `notify me (of|by|when)`, `(you must|please) (be logged in|log ?in|sign ?in|register|enter)\b`, `(log|sign) in to (comment|reply|leave|post|continue)`,
	`(name|e-?mail|website|comment)s?( ?\*| ?\((required|optional)[^)]*\))+`, `comments? (are|is) (closed|moderated|off)`, `be the first to comment`, `cancel reply`, `this site uses akismet`,
	`(view|show|load|read|see|hide) (all )?(\d+ )?comments?$`, `comments? ?\(?\d*\)?$`, `\d+ (comments?|replies|shares?|views?|likes?)( so far)?$`, `join the (conversation|discussion|debate)`,
	// other articles
	`(>+ ?)?(read|see|watch|listen)( (also|more|next|too|it))?( ?[:|»>→–—]|: )`, `(read|see) (also|more|next)\b`, `(also|must|further) (read|see|watch)( |:|$)`, `(related|recommended|similar)( (stories|story|articles?|news|posts?|content|topics?|coverage|links?|reading|videos?))?( ?:|$)`,
	`more (on|from|in) [^.]{2,}$`, `more:`, `(don.t|do not) miss( |:|$)`, `in case you missed it`, `(editor.s|top) (picks?|choice|stories)\b`,
	`(keep|continue|start) reading`, `(previous|next|older|newer)( (article|post|story|page|news))?( ?[:«»<>←→].*)?$`, `(video|audio|gallery|photos|in pictures|podcast|explainer|opinion|analysis|live|quiz|map|timeline|infographic|interactive|newsletter) ?(:|\|) `,
	`this (article|story|post|piece|report) (was |has been )?(first |originally )?(appeared|published|posted)\b`,
	// sharing and following
	`share( (this|on|via|with|article|story))?\b[^.]{0,30}$`, `(tweet|pin|print|email|e-mail|whatsapp|facebook|twitter|linkedin|telegram|reddit|copy link|save|bookmark)( (this|it))?( (article|story|page|post))?$`,
	`((facebook|twitter|x|whatsapp|linkedin|telegram|email|e-mail|print|reddit|pinterest|instagram|youtube|messenger|share|copy link|link|rss|tiktok|flipboard)[ ,|/·•]*){2,}$`,
	`(follow|find|like|join) (us|our|me|him|her|them|@\w+|[\w ]{2,40}) (on|via|at) (our )?(facebook|twitter|x|instagram|telegram|whatsapp|youtube|linkedin|google|tiktok|social)\b`, `(follow us|connect with us)\b`, `follow @`,
	`click (here|the link|on the|to)\b`, `tap (here|to)\b`,
	// letters, money, apps
	`(please )?(subscribe|sign ?up|register)( (to|for|now|today|here)\b|[.!]?$)`, `get (our|the|breaking|all|daily|more|unlimited) [^.]*(newsletter|inbox|alerts?|app|notifications?|access|updates)`, `(daily|weekly|our|free|email) newsletters?\b`, `(close )?get e-?mail notifications\b`, `your notification has been saved`, `there was a problem (saving|with) your\b`, `whenever .{2,60} posts new content`, `e-?mail notifications are (only )?sent`, `(enter|type) your e-?mail`,
	`(support|donate|contribute)( to)? (us|our|independent|quality|the (guardian|site|newsroom))\b`, `(donate|subscribe|advertise) ?(now|today|here|with us)?!?$`, `(become|be) a (member|subscriber|patron|supporter)`, `(download|get|install) (our|the) [^.]*app\b`, `already (a subscriber|have an account)`,
	// advertisements and loading
	`[-–—\[( ]*(advertisements?|advertising|sponsored( content| links?| by.*)?|promoted( content)?|paid (content|post)|ads? by .*|ad)[-–—\]) ]*$`, `(article|story) continues (below|after)`, `(story|article) (continues|resumes)`, `scroll (down )?(to|for) (continue|more|read)`, `(please )?(enable|turn on) javascript`, `javascript (is|must)`, `loading( |\.|…|$)`, `your browser (does not|doesn.t)`,
	// cookies and rights
	`(accept|manage|reject)( all)? cookies`, `by (continuing|using|clicking|browsing|signing up|subscribing|submitting)\b[^.]*\b(you|agree|consent|accept)\b`,
	`(©|\(c\)|copyright\b)`, `(terms (of|and)|privacy (policy|notice)|cookie (policy|settings)|about us|contact us|advertise with us|site ?map|disclaimer)\b[^.]*$`, `no (part|portion) of this (article|publication|site|material)`,
	`(the )?(views|opinions) expressed (in|here|by)\b`,
	// keywords and navigation
	`(tags?|topics?|keywords?|categor(y|ies)|filed under|labels?|tagged( with)?|posted in|section)( ?:|$)`, `(home|news|world|politics|africa|asia|middle east|europe|sport|sports|business)( ?[>»›|/·] ?[\w &'-]{2,30})+$`, `(skip to|back to|return to|go to) (main |the )?(content|top|home ?page|navigation|article|menu)`, `(menu|search|home|close|open menu|navigation|see all|view all|show more|load more|more|top|breaking( news)?|trending|latest)$`,
	`(most|latest|top|trending|popular|recent|breaking) (read|viewed|popular|shared|stories|news|headlines|posts|now|articles|videos|comments|in)( ?:|$)`,
	`(image|video|audio) (not available|unavailable)`, `(listen to|play|watch) (this |the )?(article|audio|video|story|episode)\b[^.]*$`, `(report|send us) (a |an |any )?(corrections?|errors?|typos?|tips?|feedback)\b`, `(have|got) (a )?(news )?(tip|story)\b.*\?`, `(text|font) size\b`, `(view|see) (original|full|in) `,
)

// opensComments reports whether a paragraph is the heading of the comment
// form or of the readers' comments, below which nothing is the article's.
func opensComments(s string) bool {
	return commentHeading.MatchString(s)
}

var commentHeading = regexp.MustCompile(`(?i)^((leave|post|add|write|submit) (a|your|an?other) (reply|comment|response)( .*)?|` +
	`(reader|user|facebook|disqus)?( ?comments?|(\d+|one|two|three|no) (comments?|replies|responses|thoughts?)( (on|to) .*)?)( ?\(\d+\))?:?|` +
	`(join|start) the (conversation|discussion)[.!]?|what do you think\?|be the first to comment.*|comments are closed.*|discussion( ?\(\d+\))?)$`)

// opensLinks reports whether a paragraph is the heading of a list of other
// articles.
func opensLinks(s string) bool {
	return linkHeading.MatchString(s)
}

var linkHeading = regexp.MustCompile(`(?i)^((related|recommended|similar|more|other|latest|top|most|trending|popular|recent|further|suggested)( (read|viewed|popular|shared|stories|story|articles|news|headlines|posts|reading|links|coverage|videos|topics|content|for you))+|` +
	`you (may|might) also (like|be interested in|enjoy)|also (read|see|on [^.:]{2,40})|read (more|next|also)|see also|more (from|on|in) [^.,]{2,60}|(editor.s|our) picks?|trending( now)?|recommended( for you)?|what to read next|around the web|from the web|up next|in this (section|series))[:.]?$`)

// label opens headlines of some kinds of article, and links to them.
var label = regexp.MustCompile(`(?i)^(video|audio|gallery|photos|in pictures|podcast|explainer|opinion|analysis|live|quiz|map|timeline|infographic|interactive|watch|more) ?[:|] .{12,}$`)

// looksFurniture reports whether a paragraph reads like part of the page.
func looksFurniture(s string) bool {
	if len(s) > 600 {
		return false // no form, link or notice is so long
	}
	if furniture.MatchString(s) {
		return true
	}
	low := strings.ToLower(s)
	for _, phrase := range furniturePhrases {
		if strings.Contains(low, phrase) {
			return true
		}
	}
	return false
}

// furniturePhrases give a notice away wherever they stand in it.
var furniturePhrases = []string{"click here to", "click here for", "use cookies", "uses cookies", "all rights reserved",
	"may not be published", "may not be reproduced", "may not be republished", "may not be copied", "may not be reprinted"}

// compile joins patterns for the start of a paragraph into one that ignores
// case.
func compile(patterns ...string) *regexp.Regexp {
	return regexp.MustCompile("^(?i:" + strings.Join(patterns, "|") + ")")
}
