// What a document says of itself and of the names that it uses: read once, before its passages.
#ifndef CONCORD_INGEST_GLOSSARY_H_
#define CONCORD_INGEST_GLOSSARY_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/document.h"
#include "ingest/lexicon.h"

namespace concord {

// A name or acronym that the document defines: "the Office for Artificial Intelligence ('AI Office')".
struct DefinedTerm {
  std::string name;     // what is defined: "AI Office", "Board"
  std::string meaning;  // what it stands for: "Office for Artificial Intelligence"; may be empty
  std::string forum;    // key when it is a forum, else empty
  Span span;            // of the definition
};

struct Glossary {
  // By the first word as written; longer names first.
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::vector<DefinedTerm>, Hash, std::equal_to<>> terms;

  // How binding the text sounds. Decides whether a bare imperative is a measure and what "will" promises.
  enum class Tone : uint8_t { kPolicy, kBinding };
  Tone tone = Tone::kPolicy;
  // Keys of the bodies on whose behalf the document speaks ("eu", "un", "coe", ...), with those above them.
  std::vector<std::string> issuers;
  // Blocks that are recitals or a preamble though no reader marked their section.
  std::vector<std::pair<size_t, size_t>> recitals;  // [first, last), rising

  bool IsRecital(size_t block) const;
  bool SpeaksFor(std::string_view forum) const;
  // The term that starts with the word `first`, longest first; nullptr when none does.
  const std::vector<DefinedTerm>* Find(std::string_view first) const;
};

// Linear in the text.
Glossary ReadGlossary(const Document& document, const Lexicon& lexicon);

}  // namespace concord

#endif  // CONCORD_INGEST_GLOSSARY_H_
