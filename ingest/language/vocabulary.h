// Words that the extractors know, as small numbers, and phrases of them.
//
// A text is looked up once, when it is cut into tokens; from then on extractors compare numbers. Words that
// are not here all have the number 0 and can be part of no phrase.
#ifndef CONCORD_INGEST_LANGUAGE_VOCABULARY_H_
#define CONCORD_INGEST_LANGUAGE_VOCABULARY_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace concord {

using WordId = uint32_t;  // 0: not in the vocabulary

// What a word can be, whatever it is in a given place. A rule-based reading needs no more than closed
// classes and the forms of verbs: everything else is taken for a noun or an adjective.
enum WordClass : uint64_t {
  kVerbBase = uint64_t{1} << 0,
  kVerbThird = uint64_t{1} << 1,  // "establishes"
  kVerbIng = uint64_t{1} << 2,
  kVerbPast = uint64_t{1} << 3,    // past or participle
  kVerbOrNoun = uint64_t{1} << 4,  // the base form is a common noun too: "support", "report"
  kModal = uint64_t{1} << 5,
  kBe = uint64_t{1} << 6,
  kHave = uint64_t{1} << 7,
  kDo = uint64_t{1} << 8,
  kNegation = uint64_t{1} << 9,
  kDeterminer = uint64_t{1} << 10,
  kPronoun = uint64_t{1} << 11,
  kPossessive = uint64_t{1} << 12,
  kPreposition = uint64_t{1} << 13,
  kConjunction = uint64_t{1} << 14,
  kSubordinator = uint64_t{1} << 15,
  kRelative = uint64_t{1} << 16,
  kAdverb = uint64_t{1} << 17,
  kFronting = uint64_t{1} << 18,         // opens an adverbial before the subject: "within 90 days, ..."
  kReporting = uint64_t{1} << 19,        // "believes that X should": the clause behind it speaks for itself
  kHedge = uint64_t{1} << 20,            // "as appropriate"
  kStative = uint64_t{1} << 21,          // states and events, which nobody is permitted
  kNoImperative = uint64_t{1} << 22,     // never taken for an imperative
  kOrganisation = uint64_t{1} << 23,     // head of an organisation's name: "Agency"
  kDocumentNoun = uint64_t{1} << 24,     // "resolution", "guidelines": what forums issue
  kNoModifier = uint64_t{1} << 25,       // never part of a noun phrase to the left of its head
  kGroup = uint64_t{1} << 26,            // noun that a name of several states is made with: "countries"
  kVenueNoun = uint64_t{1} << 27,        // "framework", "auspices", "mechanisms": where things are done
  kEstablished = uint64_t{1} << 28,      // "is hereby established"
  kNeedsOf = uint64_t{1} << 29,          // a role only with what it is of: "members of the Board"
  kTakesOf = uint64_t{1} << 30,          // its "of" belongs to its name: "developers of AI systems"
  kTakesParticiple = uint64_t{1} << 31,  // "organisations developing AI"
  kBareModifier = uint64_t{1} << 32,     // before a noun only a modifier: "individual rights", "State law"
  kAdjective = uint64_t{1} << 34,        // by its ending or by a list; seldom a noun
  kNoActor = uint64_t{1} << 33,          // an acronym for things: "AI shall"
  kSaysWhich = uint64_t{1} << 35,     // behind a noun says which ones: "those affected", "persons concerned"
  kTrait = uint64_t{1} << 36,         // what somebody is known by: "experts with experience in ..."
  kTakesField = uint64_t{1} << 38,    // "experts in", "experts on"
  kDeliberate = uint64_t{1} << 39,    // stative of things, but an agent's choice: "may consider"
  kGeneric = uint64_t{1} << 40,       // says of nobody what he is: "entity"
  kMass = uint64_t{1} << 37,          // names somebody without an article: "industry", "personnel"
  kAbbreviation = uint64_t{1} << 41,  // "Art": its full stop seldom ends a sentence
  kClosingAbbreviation = uint64_t{1} << 42,  // "Inc": its full stop may end one
  kRemark = uint64_t{1} << 44,               // "note", "stress": done with words alone
  kTakesThat = uint64_t{1} << 45,            // "ensure that": a clause may be its object
  kForeseeing = uint64_t{1} << 47,           // "expected": asks an agent, and foresees of a thing
  kDistributive = uint64_t{1} << 48,         // "each": may stand between a modal and its verb
  kRightful = uint64_t{1} << 46,             // "entitled": says what somebody has a right to
  kAim = uint64_t{1} << 49,                  // "goals": what a list below it tells is no request
  kDemonstrative = uint64_t{1} << 50,        // "this", "these"
  kEmpowering = uint64_t{1} << 51,           // "impose", "inspect": what a public body that can do it may do
  kAmending = uint64_t{1} << 43,  // "insert", "replaced": what is quoted behind belongs to another act
};
inline constexpr uint64_t kAnyVerb = kVerbBase | kVerbThird | kVerbIng | kVerbPast;

// Filled once, then read by any number of threads.
class Vocabulary {
 public:
  Vocabulary();

  WordId Add(std::string_view lower, uint64_t classes = 0);  // folded to lower case by the caller
  WordId Find(std::string_view lower) const;
  uint64_t classes(WordId word) const { return words_[word]; }
  size_t size() const { return words_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
  std::vector<uint64_t> words_;  // classes by id; [0] is the unknown word
};

// A set of phrases, each with a number; finds the longest one that starts at a place. O(length) steps.
class PhraseTable {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // The first phrase added under the same words keeps its number. Empty phrases are ignored.
  void Add(std::span<const WordId> words, uint32_t value);

  struct Match {
    size_t length = 0;  // in words; 0: none
    uint32_t value = kNone;
  };
  // `word(i)` gives the i-th word from the place, 0 past the end.
  template <typename WordAt>
  Match Longest(WordAt word) const {
    Match best;
    uint32_t node = 0;
    for (size_t i = 0;; ++i) {
      const WordId w = word(i);
      if (w == 0) break;
      const auto next = edges_.find((uint64_t{node} << 32) | w);
      if (next == edges_.end()) break;
      node = next->second;
      if (values_[node] != kNone) best = {i + 1, values_[node]};
    }
    return best;
  }
  bool CanStart(WordId word) const { return word < starts_.size() && starts_[word]; }

 private:
  std::unordered_map<uint64_t, uint32_t> edges_;
  std::vector<uint32_t> values_ = {kNone};
  std::vector<bool> starts_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_VOCABULARY_H_
