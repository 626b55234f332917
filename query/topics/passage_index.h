// The words of all paragraphs of a store, in order. Finds paragraphs with some words near one another.
//
// Made once for a snapshot, for all topics of a question. Takes one pass over the texts, then 4 bytes for
// each word that counts and 4 for its posting. For one thread.
#ifndef CONCORD_QUERY_TOPICS_PASSAGE_INDEX_H_
#define CONCORD_QUERY_TOPICS_PASSAGE_INDEX_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/text/words.h"

namespace concord {

// One way of saying some words of a question: a word, several consecutive words, or an acronym.
struct WordForm {
  std::vector<TermId> terms;  // empty: an acronym
  std::string acronym;        // in its own letters: "LAWS"
  uint64_t covers = 0;        // the words of the question that it replaces, a bit for each
};

// An operand of a question in the form for searching.
struct WordPattern {
  size_t words = 0;             // of the question that count, at most 64
  std::vector<WordForm> forms;  // the first `own` are the question's own words
  size_t own = 0;
  double threshold = 1;  // minimum share of the words, both counted and weighted by rarity
  size_t window = 0;     // maximum distance from the first to the last word; 0: anywhere in the paragraph
};

class PassageIndex {
 public:
  struct Hit {
    uint32_t passage = 0;
    float score = 0;      // BM25 (k1 = 1.2, b = 0.75): compare it only within one question
    bool enough = false;  // has enough of the words, near one another
    bool own = false;     // also by the question's own words alone
    uint64_t forms = 0;   // of the first 64 forms: those that occur in it
  };

  // The headings above the passages that are added next.
  void AddHeadings(std::string_view headings);
  // Numbers the passages from 0.
  void Add(std::string_view text);
  // Call after the last Add and before any function below.
  void Finish();

  // Passages with any of the forms, best first; equal ones by their number.
  std::vector<Hit> Search(const WordPattern& pattern) const;

  WordTable& words() { return words_; }
  bool Knows(TermId term) const { return term + 1 < first_.size() && first_[term + 1] > first_[term]; }
  // Whether texts contain this acronym in exactly its own letters.
  bool KnowsAcronym(std::string_view acronym) const { return acronyms_.find(acronym) != acronyms_.end(); }
  // A word, several consecutive words, or an acronym. An acronym must match in its own letters if these are
  // mostly another word ("LAWS"). The result covers nothing yet.
  WordForm FormOf(std::string_view text);
  // Whether the terms occur one after the other anywhere.
  bool StandTogether(const std::vector<TermId>& terms) const;
  size_t size() const { return passages_.size(); }

  // An acronym that texts define, "lethal autonomous weapon systems (LAWS)", and how often they do so.
  struct Definition {
    std::string acronym, text;
    std::vector<TermId> terms;
    size_t count = 0;
  };
  // By acronym and long form.
  const std::vector<Definition>& definitions() const { return definitions_; }

 private:
  static constexpr TermId kSentenceEnd = UINT32_MAX;
  struct PassageWords {
    uint32_t begin = 0, end = 0;  // in tokens_
    uint32_t headings = 0;        // in headings_
    uint32_t length = 0;
  };
  struct Headings {
    uint32_t begin = 0, end = 0;    // in tokens_
    uint32_t first = 0, limit = 0;  // passages below
  };
  struct Place {
    uint32_t sequence = 0;  // a passage, or ~ headings
    uint32_t token = 0;     // in tokens_
  };
  struct Event {
    uint32_t at = 0;
    uint32_t form = 0;
  };

  void Read(std::string_view text, uint32_t sequence);
  void ReadDefinition(std::string_view text, size_t start, size_t end, std::string_view acronym);
  void Define(std::string_view acronym, std::string_view text);
  template <typename Visit>
  void ForEachPlace(const WordForm& form, Visit visit) const;
  bool StandsAt(const WordForm& form, uint32_t token, uint32_t end) const;
  uint32_t PassagesWith(const WordForm& form) const;

  WordTable words_;
  std::vector<TermId> tokens_;
  std::vector<PassageWords> passages_;
  std::vector<Headings> headings_;
  std::vector<Place> places_;    // by term
  std::vector<uint64_t> first_;  // of each term in places_
  std::map<std::string, std::vector<Place>, std::less<>> acronyms_;
  std::map<std::pair<std::string, std::vector<TermId>>, std::pair<std::string, size_t>> defined_;
  std::vector<Definition> definitions_;
};

// Whether a word is written like an acronym ("LAWS", "LLMs", "5G"); its letters without a plural "s".
bool IsAcronym(std::string_view word);
std::string_view BareAcronym(std::string_view word);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_PASSAGE_INDEX_H_
