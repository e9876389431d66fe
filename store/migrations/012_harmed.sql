-- The words are found anew: more names are withheld.
DELETE FROM private_words;
