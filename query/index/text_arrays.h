// The words of a store's texts as arrays: an inverted index, made once and read by every question.
//
// Two views of the same texts. Passages are the paragraphs that topics are looked for in, each below the
// headings above it; of their words the places are kept, so that phrases and nearness can be told. Units are
// what `search` ranks: measures, sections and titles; of their words the counts are kept. Terms are numbered
// by the byte order of their stems, so that the arrays do not depend on who read which text first.
#ifndef CONCORD_QUERY_INDEX_TEXT_ARRAYS_H_
#define CONCORD_QUERY_INDEX_TEXT_ARRAYS_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"
#include "graph/flat_file.h"
#include "graph/snapshot.h"
#include "query/index/snapshot_arrays.h"
#include "query/places/units.h"
#include "query/text/words.h"

namespace concord {

// ---- Rows -----------------------------------------------------------------------------------------
// Places count words from the first text to the last, with gaps between sentences and between texts.

// What stands above some passages: the headings of one section, or nothing, for text outside of sections.
struct HeadingRow {
  NodeId section = 0;  // or the version
  NodeId version = 0;
  uint32_t begin = 0, end = 0;    // places
  uint32_t first = 0, limit = 0;  // passages below
};
struct PassageRow {
  uint32_t begin = 0, end = 0;  // places
  uint32_t headings = 0;
  uint32_t start = 0, stop = 0;  // bytes of the version's text
};
struct UnitRow {
  NodeId node = 0, version = 0, document = 0;
  uint32_t length = 0;      // words, those of the headings above by half: in halves
  uint32_t first_span = 0;  // its text; up to that of the next row
  uint8_t kind = 0;         // UnitKind
  uint8_t untexted = 0;     // a document without a text
  uint16_t reserved = 0;
  uint32_t reserved_too = 0;
};
struct SpanRow {
  uint32_t start = 0, end = 0;
};
// Units below the same headings.
struct EntryRow {
  uint32_t first = 0, limit = 0;
};
struct DefinitionRow {
  uint32_t acronym = 0;  // bytes of the acronym and, behind it, of the text in kDefinitionBytes
  uint32_t text = 0, text_end = 0;
  uint32_t first_term = 0, last_term = 0;  // in kDefinitionTerms
  uint32_t count = 0;
};

// Numbers of the arrays in the file. Lists of a term lie behind one another; ends are beside terms.
enum class TextArray : uint8_t {
  kTermBytes,          // char: the stems, one behind the other
  kTermEnds,           // uint32_t
  kPlaceBytes,         // char: rising places of each term
  kPlaceEnds,          // uint64_t
  kPlaceCounts,        // uint32_t
  kHeadings,           // HeadingRow, in the order of places; and one behind the last
  kPassages,           // PassageRow, in the order of places
  kAcronymBytes,       // char: in byte order
  kAcronymEnds,        // uint32_t
  kAcronymPlaceBytes,  // char
  kAcronymPlaceEnds,   // uint64_t
  kAcronymCounts,      // uint32_t
  kDefinitions,        // DefinitionRow, by acronym and terms
  kDefinitionBytes,    // char
  kDefinitionTerms,    // uint32_t
  kUnits,              // UnitRow, in reading order; and one behind the last
  kSpans,              // SpanRow
  kEntries,            // EntryRow
  kUnitBytes,          // char: postings of the units' own words
  kUnitEnds,           // uint64_t
  kEntryBytes,         // char: postings of the words of headings: numbers of entries
  kEntryEnds,          // uint64_t
  kCount,
};

extern const ArrayMaker kTextArrays;

// Read by any number of threads.
class TextArrays {
 public:
  static constexpr TermId kNoTerm = UINT32_MAX;

  static Result<std::shared_ptr<const TextArrays>> Load(const Snapshot& snapshot, ArraySource source);
  explicit TextArrays(std::shared_ptr<const FlatFile> file);

  size_t terms() const { return term_ends_.size(); }
  std::string_view Name(TermId term) const { return Piece(term_bytes_, term_ends_, term); }
  TermId Find(std::string_view stem) const;  // kNoTerm when no text has it

  // How often a term stands in passages and the headings above them, and where.
  uint32_t PlaceCount(TermId term) const { return place_counts_[term]; }
  std::string_view Places(TermId term) const { return Piece(place_bytes_, place_ends_, term); }
  std::span<const HeadingRow> headings() const { return headings_.first(headings_.size() - 1); }
  std::span<const PassageRow> passages() const { return passages_; }

  static constexpr uint32_t kNoAcronym = UINT32_MAX;
  uint32_t FindAcronym(std::string_view acronym) const;
  uint32_t AcronymCount(uint32_t acronym) const { return acronym_counts_[acronym]; }
  std::string_view AcronymPlaces(uint32_t acronym) const {
    return Piece(acronym_place_bytes_, acronym_place_ends_, acronym);
  }
  std::span<const DefinitionRow> definitions() const { return definitions_; }
  std::string_view AcronymOf(const DefinitionRow& row) const {
    return definition_bytes_.substr(row.acronym, row.text - row.acronym);
  }
  std::string_view TextOf(const DefinitionRow& row) const {
    return definition_bytes_.substr(row.text, row.text_end - row.text);
  }
  std::span<const TermId> TermsOf(const DefinitionRow& row) const {
    return definition_terms_.subspan(row.first_term, row.last_term - row.first_term);
  }

  std::span<const UnitRow> units() const { return units_.first(units_.size() - 1); }
  std::span<const SpanRow> SpansOf(uint32_t unit) const {
    return spans_.subspan(units_[unit].first_span, units_[unit + 1].first_span - units_[unit].first_span);
  }
  std::span<const EntryRow> entries() const { return entries_; }
  std::string_view UnitPostings(TermId term) const { return Piece(unit_bytes_, unit_ends_, term); }
  std::string_view EntryPostings(TermId term) const { return Piece(entry_bytes_, entry_ends_, term); }

 private:
  template <typename End>
  static std::string_view Piece(std::string_view bytes, std::span<const End> ends, size_t i) {
    const size_t begin = i == 0 ? 0 : ends[i - 1];
    return bytes.substr(begin, ends[i] - begin);
  }
  static uint32_t FindIn(std::string_view bytes, std::span<const uint32_t> ends, std::string_view name);

  std::shared_ptr<const FlatFile> file_;
  std::string_view term_bytes_, place_bytes_, acronym_bytes_, acronym_place_bytes_, definition_bytes_,
      unit_bytes_, entry_bytes_;
  std::span<const uint32_t> term_ends_, place_counts_, acronym_ends_, acronym_counts_, definition_terms_;
  std::span<const uint64_t> place_ends_, acronym_place_ends_, unit_ends_, entry_ends_;
  std::span<const HeadingRow> headings_;
  std::span<const PassageRow> passages_;
  std::span<const DefinitionRow> definitions_;
  std::span<const UnitRow> units_;
  std::span<const SpanRow> spans_;
  std::span<const EntryRow> entries_;
};

// The terms of a question, numbered as in the arrays; words that no text has are numbered behind them. For
// one thread; must not outlive the arrays.
class QuestionWords {
 public:
  explicit QuestionWords(const TextArrays& arrays) : arrays_(arrays) {}
  std::vector<TermId> Read(std::string_view text);
  bool Knows(TermId term) const { return term < arrays_.terms(); }
  std::string_view Name(TermId term) const;

 private:
  const TextArrays& arrays_;
  WordTable words_;
  std::vector<TermId> known_;  // by the numbers of words_
};

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_TEXT_ARRAYS_H_
