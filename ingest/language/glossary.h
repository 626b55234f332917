// What a document says about itself and about the names that it uses: read once, before its passages.
#ifndef CONCORD_INGEST_LANGUAGE_GLOSSARY_H_
#define CONCORD_INGEST_LANGUAGE_GLOSSARY_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/own_names.h"

namespace concord {

// A name or acronym that the document defines: "the Office for Artificial Intelligence ('AI Office')".
struct DefinedTerm {
  std::string name;     // what is defined: "AI Office", "Board"
  std::string meaning;  // its meaning: "Office for Artificial Intelligence"; may be empty
  std::string forum;    // key if it is a forum, else empty
  Span span;            // of the definition
};

// The terms that begin with one word, up to a blank, hyphen or slash.
//
// A text may define thousands of them and have the word at every other place, so the search must not look at
// all of them. The terms are sorted by name. All terms with which the text begins are on one chain: it starts
// at the term just before the text, and each next term is a beginning of the one before it.
struct TermsOfWord {
  std::vector<DefinedTerm> terms;  // longer names first, then in the order of the text; names are unique
  std::vector<uint32_t> by_name;   // indexes of terms, their names rising
  // For by_name[i], the index in by_name of the longest other term with which its name begins; kNone if there
  // is none.
  std::vector<uint32_t> shorter;
  static constexpr uint32_t kNone = UINT32_MAX;

  void Sort();  // call this when all terms are there
};

struct Glossary {
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, TermsOfWord, Hash, std::equal_to<>> terms;  // by the word as written

  // How binding the text sounds. Decides whether a bare imperative is a measure and what "will" means.
  enum class Tone : uint8_t { kPolicy, kBinding };
  Tone tone = Tone::kPolicy;
  // Keys of the bodies on whose behalf the document speaks ("eu", "un", "coe", ...), and of those above them.
  std::vector<std::string> issuers;
  OwnNames own;
  // Blocks that are recitals or a preamble although no reader marked their section.
  std::vector<std::pair<size_t, size_t>> recitals;  // [first, last), rising

  // Blocks that quote another act over several paragraphs: "insert" and the inserted text. [first, last),
  // rising.
  std::vector<std::pair<size_t, size_t>> amendments;
  // By section: whether it only explains, lists or acknowledges ("Explanatory memorandum", "Contents").
  std::vector<bool> silent;
  // Whether the text often enough asks for things, so that "may" permits. In a survey, "may" says what is
  // possible.
  bool asks = true;

  bool IsRecital(size_t block) const;
  // Whether the block is quoted from another act that this document amends.
  bool IsQuoted(size_t block) const;
  bool SpeaksFor(std::string_view forum) const;
  // The terms that start with the word `first`, longest first; nullptr if there are none.
  const std::vector<DefinedTerm>* Find(std::string_view first) const;
  const DefinedTerm* Named(std::string_view name) const;
  // The longest term with first word `first` with which `text` begins and that `fits`; nullptr if there is
  // none. Calls `fits` only for terms that begin with one another; otherwise costs log(terms).
  template <typename Fits>
  const DefinedTerm* LongestAt(std::string_view first, std::string_view text, Fits fits) const;

 private:
  // The index in by_name of the longest term with which `text` begins.
  static uint32_t LastBefore(const TermsOfWord& words, std::string_view text);
};

template <typename Fits>
const DefinedTerm* Glossary::LongestAt(std::string_view first, std::string_view text, Fits fits) const {
  const auto words = terms.find(first);
  if (words == terms.end()) return nullptr;
  const TermsOfWord& those = words->second;
  for (uint32_t at = LastBefore(those, text); at != TermsOfWord::kNone; at = those.shorter[at]) {
    const DefinedTerm& term = those.terms[those.by_name[at]];
    if (fits(term)) return &term;
  }
  return nullptr;
}

// Linear in the text.
Glossary ReadGlossary(const Document& document, const Lexicon& lexicon);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_GLOSSARY_H_
