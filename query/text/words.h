// Turns running text into the terms that lexical search and matching compare: words, folded, without the most
// common ones, reduced to their stems.
#ifndef CONCORD_QUERY_TEXT_WORDS_H_
#define CONCORD_QUERY_TEXT_WORDS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace concord {

using TermId = uint32_t;

// A word that counts, and its position.
struct Term {
  TermId id = 0;
  uint32_t start = 0;  // bytes in the text
  uint32_t end = 0;
};

// Numbers terms in the order in which they first occur. A word is a run of letters and digits; an apostrophe
// ends it. Words are folded (case and marks). Words of one character and stop words are skipped. The Snowball
// stemmer for English (Porter2: snowballstem.org) stems the others. Words of other languages go through the
// same stemmer, which leaves most of them whole.
//
// Every distinct word is stemmed once, so a text costs little more than its scan. For one thread.
class WordTable {
 public:
  WordTable();
  ~WordTable();
  WordTable(const WordTable&) = delete;
  WordTable& operator=(const WordTable&) = delete;

  // Appends the terms of `text`.
  void Read(std::string_view text, std::vector<Term>* terms);
  std::vector<TermId> Read(std::string_view text);
  // Like Read, with one extra term for everything that Read skips, so that neighbours stay neighbours.
  std::vector<TermId> ReadAll(std::string_view text);

  // Appends the parts of three to five characters of each word between blanks: " da", "dat", ..., "ata ".
  // Compounds and words that differ in their endings share many of them. Skips stop words.
  void ReadCharacterGrams(std::string_view text, std::vector<TermId>* grams);

  // The number of a term that consists of two terms: a word pair.
  TermId Pair(TermId first, TermId second);

  // The stem; for a gram, its stored form; for a pair, "".
  const std::string& Name(TermId term) const { return *names_[term]; }
  size_t size() const { return names_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Map = std::unordered_map<std::string, TermId, Hash, std::equal_to<>>;

  TermId Number(std::string_view name);
  TermId TermOf(std::string_view word);

  class Stemmer;
  std::unique_ptr<Stemmer> stemmer_;
  Map words_;                              // as written -> term, or kStop
  Map terms_;                              // stem -> term
  std::vector<const std::string*> names_;  // keys of terms_, which stay where they are

  // Finds a pair by its two terms. Most texts have hundreds of pairs, and most pairs occur once. So this is
  // an open-addressing table, at most half full, with 16 bytes for each slot.
  struct PairPlace {
    uint64_t terms = UINT64_MAX;  // empty slot
    TermId number = 0;
  };
  std::vector<PairPlace> pairs_;
  size_t pair_count_ = 0;
};

// The words in "..." in a question. A text must contain them one after the other; endings may differ, and a
// stop word matches any stop word. A single quotation mark has no effect. For one thread.
class Phrases {
 public:
  explicit Phrases(std::string_view question);
  bool empty() const { return phrases_.empty(); }
  bool StandIn(std::string_view text);  // all of them

 private:
  WordTable words_;
  std::vector<std::vector<TermId>> phrases_;
};

// Words so common that they say nothing about a topic: articles, pronouns, prepositions, auxiliaries. Folded.
bool IsStopWord(std::string_view folded);

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_WORDS_H_
