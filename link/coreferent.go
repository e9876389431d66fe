package link

import "dateline/link/coref"

// What Coreferent takes; see package link/coref.
type (
	// A MentionDocument is a report, by sentence and word, with the words in it that tell of events.
	MentionDocument = coref.Document
	// A MentionWord is a token with its lemma, part of speech and head.
	MentionWord = coref.Word
	// An EventMention is the words of a sentence that tell of an event.
	EventMention = coref.Mention
)

// Coreferent numbers the mentions of documents, document by document, so that
// mentions of one event, and they alone, have one number. The
// documents are those that may tell of one another's events: of one story or topic.
func Coreferent(docs []MentionDocument) [][]int { return coref.Group(docs) }

// FindMentions adds the mentions of events in the wanted sentences of each document, or
// in all where wanted is nil.
func FindMentions(docs []MentionDocument, wanted func(document, sentence int) bool) {
	coref.Find(docs, wanted)
}
