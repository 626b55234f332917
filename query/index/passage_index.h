// Which paragraphs of a store hold some words near one another.
//
// Looks things up in the arrays of all texts (text_arrays.h). For one thread; as many as there are threads
// may share the arrays.
#ifndef CONCORD_QUERY_INDEX_PASSAGE_INDEX_H_
#define CONCORD_QUERY_INDEX_PASSAGE_INDEX_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/index/text_arrays.h"

namespace concord {

// A way of saying some words of a question: a word, several that stand one behind the other, or an acronym.
struct WordForm {
  std::vector<TermId> terms;  // empty: an acronym
  std::string acronym;        // in its own letters: "LAWS"
  uint64_t covers = 0;        // the question's words that it stands for, a bit for each
  std::string text;           // as it was written
};

// An operand of a question, ready to be looked for.
struct WordPattern {
  size_t words = 0;             // of the question that count, at most 64
  std::vector<WordForm> forms;  // the first `own` are the question's own words
  size_t own = 0;
  double threshold = 1;  // least share of the words, counted and weighed by rarity
  size_t window = 0;     // most words from the first to the last of them; 0: anywhere in the paragraph
  // The question is a noun with what qualifies it ("technical standards"): its two words stand in this order.
  bool qualified = false;
  std::string qualifier;  // then its first word, as it was asked
  // The question is two nouns that name a thing together ("model cards").
  bool compound = false;
  // The question is two nouns with a preposition between them that name a thing ("access to justice").
  bool linked = false;
  // Of two words: the second stands at most so many words behind the first, to let in "technical and
  // operational standards", or at most `back` before it ("weights of the model"). 0: as `window` says.
  size_t reach = 0, back = 0;
};

class PassageIndex {
 public:
  struct Hit {
    uint32_t passage = 0;
    float score = 0;      // BM25 (k1 = 1.2, b = 0.75): only to be compared within one question
    bool enough = false;  // has enough of the words, near one another
    bool own = false;     // so by the question's own words alone
    bool above = false;   // so in the headings above it alone
    uint64_t forms = 0;   // of the first 64 forms: those that stand in it
  };

  explicit PassageIndex(std::shared_ptr<const TextArrays> arrays);

  // Passages with enough of the forms, best first, equals by their number. With `all` those with any.
  std::vector<Hit> Search(const WordPattern& pattern, bool all) const;
  // The versions that have the form in a passage or heading, in the order of ids.
  std::vector<NodeId> VersionsWith(const WordForm& form) const;

  QuestionWords& words() { return words_; }
  const TextArrays& arrays() const { return *arrays_; }
  bool Knows(TermId term) const { return CountOf(term) > 0; }
  // Whether texts have this acronym in its own letters.
  bool KnowsAcronym(std::string_view acronym) const {
    return arrays_->FindAcronym(acronym) != TextArrays::kNoAcronym;
  }
  // A word, or several in a row; an acronym in its own letters where its letters mostly are another word
  // ("LAWS"). Covers nothing yet.
  WordForm FormOf(std::string_view text);
  // Whether the terms stand one behind the other anywhere.
  bool StandTogether(const std::vector<TermId>& terms) const;
  size_t size() const { return arrays_->passages().size(); }

  // An acronym that texts define, "lethal autonomous weapon systems (LAWS)": how often they do.
  struct Definition {
    std::string_view acronym, text;
    std::vector<TermId> terms;
    size_t count = 0;
  };
  // By acronym and the stems of the long form.
  const std::vector<Definition>& definitions() const { return definitions_; }

 private:
  struct Place {
    uint32_t sequence = 0;  // a passage, or ~ headings
    uint32_t place = 0;
  };
  struct Event {
    uint32_t at = 0;
    uint32_t form = 0;
  };

  uint32_t CountOf(TermId term) const { return words_.Knows(term) ? arrays_->PlaceCount(term) : 0; }
  // Where it stands, rising; of several words where the first does.
  std::vector<uint32_t> PlacesOf(const WordForm& form) const;
  std::vector<Place> Locate(const std::vector<uint32_t>& places) const;
  // Where a form stands, and in how many passages or headings above them.
  struct Located {
    std::vector<Place> places;
    size_t passages = 0;
  };
  Located LocatedOf(const WordForm& form) const;

  // Arrays beside passages and headings that a search fills. All is as it was made between searches: a
  // question about a taxonomy makes a hundred, most of them of rare words.
  struct Scratch {
    std::vector<uint64_t> covered, above;
    std::vector<float> scores;
    std::vector<uint32_t> near_of, near_of_heading;
    std::vector<uint32_t> passages, headings;  // that the search at hand has touched
  };
  void Prepare() const;
  void CleanUp() const;

  std::shared_ptr<const TextArrays> arrays_;
  QuestionWords words_;
  std::vector<Definition> definitions_;
  float mean_length_ = 1;  // of a passage
  mutable Scratch scratch_;
  mutable std::map<TermId, Located> located_;  // single words that were searched
};

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_PASSAGE_INDEX_H_
