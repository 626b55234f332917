// What the extractors need from Facts, built once: the vocabulary, and tables of phrases.
#ifndef CONCORD_INGEST_LANGUAGE_LEXICON_H_
#define CONCORD_INGEST_LANGUAGE_LEXICON_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/document/findings.h"
#include "ingest/facts/document_names.h"
#include "ingest/facts/facts.h"
#include "ingest/language/sentences.h"
#include "ingest/language/vocabulary.h"

namespace concord {

// A phrase that carries a modality (datasets/modality.tsv).
struct ModalityCue {
  enum class Form : uint8_t {
    kModal,         // "shall": a bare verb follows
    kSemi,          // "needs to", "has a duty to": a verb follows
    kParticiple,    // "encouraged", after a form of "be"
    kImpersonal,    // "it is necessary to"
    kCommissive,    // "commit to", "undertake to"; the subject commits itself
    kPerformative,  // "call on": the addressee follows, then "to" and a verb
  };
  Form form = Form::kModal;
  Modality modality = Modality::kObligation;
};

// A name or acronym of a forum.
struct ForumName {
  uint32_t forum = 0;  // index in Facts::forums()
  enum class Form : uint8_t { kName, kAlias, kAcronym } form = Form::kName;
  std::string entry;          // as in the table: the key of its gate
  std::string text;           // without a note in parentheses
  std::vector<bool> capital;  // for each token: written with a capital
};

// A role noun, an organisation or a country (Facts::actors(), datasets/words.tsv).
struct ActorName {
  std::string key;  // "role:developer", "nist", "country:FR"
  std::string name;
  std::string role;     // one of the list in docs/schema.md; empty: not an actor
  bool proper = false;  // a name: taken unchanged, without modifiers, and only with its capitals
};

struct Lexicon {
  std::shared_ptr<const Facts> facts;
  Vocabulary vocabulary;
  std::unique_ptr<const DocumentNames> document_names;  // titles and aliases of documents and standards

  PhraseTable cues;
  std::vector<ModalityCue> cue_list;
  PhraseTable forums;
  std::vector<ForumName> forum_list;
  PhraseTable actors;
  std::vector<ActorName> actor_list;
  PhraseTable descriptive;      // "enter into force": follows "shall" and asks nobody to act
  PhraseTable treaty_bodies;    // "Conference of the Parties"
  PhraseTable connectives;      // "in addition": opens a sentence and belongs to no measure
  PhraseTable motives;          // "in order to", "although": opens words before a measure and outside it
  PhraseTable adverbials;       // "in particular": comes between a modal and its verb as an adverb does
  PhraseTable silent_headings;  // "explanatory memorandum": the text below explains and asks nothing
  std::vector<std::string> infinitive_endings;            // of languages other than English: "er", "ir"
  PhraseTable venues, partners, objects, hosts, issuers;  // trigger words of a forum's relation
  PhraseTable plain;  // "in accordance with": looks like a trigger but is not one

  // Words that are checked in every block; set by Create.
  WordId of = 0, to = 0, the = 0, and_word = 0, other = 0, all = 0, general = 0, public_word = 0, chief = 0;

  // Fails if a data file names an unknown class.
  static Result<std::unique_ptr<Lexicon>> Create(std::shared_ptr<const Facts> facts);

  // The longest phrase of `table` that starts at token `at` and ends before `last`.
  static PhraseTable::Match Match(const PhraseTable& table, const std::vector<Token>& tokens, size_t at,
                                  size_t last) {
    // Most words start no phrase. This avoids looking them up in the table.
    if (at >= last || !table.CanStart(tokens[at].word)) return {};
    return table.Longest([&](size_t i) { return at + i < last ? tokens[at + i].word : WordId{0}; });
  }
};

// The lexicons of the languages besides English that have rows in words.tsv: cues, roles and closed classes,
// no names. Never changes after Create, so threads share it.
class OtherLexicons {
 public:
  static Result<std::unique_ptr<OtherLexicons>> Create(const Facts& facts);

  // nullptr for English and for a language that the table does not have. "fr-CA" is "fr".
  const Lexicon* For(std::string_view language) const;

 private:
  std::map<std::string, std::unique_ptr<Lexicon>, std::less<>> by_language_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_LEXICON_H_
