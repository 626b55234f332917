// From running text to the terms that lexical search and matching compare: words, folded, without the
// most common ones, cut to their stems.
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

// A word that counts, and where it stands.
struct Term {
  TermId id = 0;
  uint32_t start = 0;  // bytes in the text
  uint32_t end = 0;
};

// Numbers terms in the order in which they are first met. A word is a run of letters and digits; an
// apostrophe inside it ends it. It is folded (case and marks), passed over when it is one character or a
// stop word, and cut by the Snowball stemmer for English (Porter2: snowballstem.org). Words of other
// languages go through the same stemmer, which leaves most of them whole.
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
  // With one term for all that Read passes over: what stands side by side.
  std::vector<TermId> ReadAll(std::string_view text);

  // Appends the parts of three to five characters of each word, in blanks: " da", "dat", ..., "ata ".
  // Words that differ in their ending or are compounds share many of them. Stop words are passed over.
  void ReadCharacterGrams(std::string_view text, std::vector<TermId>* grams);

  // Number of a term that is made from two: word pairs.
  TermId Pair(TermId first, TermId second);

  // The stem; for a gram, how it is stored; "" for a pair.
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

  // Pairs by both their terms. Most texts have hundreds, and most pairs are met once: open addressing, half
  // full at most, in 16 bytes a place.
  struct PairPlace {
    uint64_t terms = UINT64_MAX;  // nothing here
    TermId number = 0;
  };
  std::vector<PairPlace> pairs_;
  size_t pair_count_ = 0;
};

// What stands in "..." in a question: words that a text must have one behind the other, apart from their
// endings; a word that tells nothing stands for any such word. A lone mark says nothing. For one thread.
class Phrases {
 public:
  explicit Phrases(std::string_view question);
  bool empty() const { return phrases_.empty(); }
  bool StandIn(std::string_view text);  // all of them

 private:
  WordTable words_;
  std::vector<std::vector<TermId>> phrases_;
};

// Words so common that they tell nothing: articles, pronouns, prepositions, auxiliaries. Folded.
bool IsStopWord(std::string_view folded);

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_WORDS_H_
