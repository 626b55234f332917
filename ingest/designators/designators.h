// Official numbers in running text: "ISO/IEC 42001:2023", "Regulation (EU) 2016/679", "A/RES/78/265".
//
// One pass over the text. A candidate is a word that begins like one of the schemes (by its first letters).
// There a grammar of that scheme is matched, anchored, over at most kMaxDesignator bytes, and code checks
// what comes before and after (RE2 has no look-around, and so no backtracking). Linear: a megabyte without
// candidates costs one comparison for each byte.
#ifndef CONCORD_INGEST_DESIGNATORS_DESIGNATORS_H_
#define CONCORD_INGEST_DESIGNATORS_DESIGNATORS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/source/span.h"

namespace concord {

// In the order that breaks ties between schemes that match the same characters.
enum class DesignatorScheme : uint8_t {
  kCen,
  kBs,
  kIsoIec,
  kIsoCommittee,
  kIeee,
  kItu,
  kEtsi,
  kNistSp,
  kNistAi,
  kNistOther,
  kGb,
  kRfc,
  kCelex,
  kEuAct,
  kEli,
  kUnSymbol,
  kUnscResolution,
  kCoe,
  kOecd,
  kUnts,
  kUsLaw,
  kCom,
  kW3c,
  k3gpp,
  kDoi,
  kOtherSeries,  // series without a grammar of their own: Def Stan, MIL-STD, STANAG, SAE, UL, ASTM; prose
                 // only
  kCount,
};
std::string_view DesignatorSchemeName(DesignatorScheme scheme);  // "iso-iec", "nist-sp", "eu-act" ...

using SchemeSet = uint32_t;  // bit n: scheme n
inline constexpr SchemeSet kAllSchemes = (SchemeSet{1} << static_cast<int>(DesignatorScheme::kCount)) - 1;
constexpr SchemeSet SetOf(DesignatorScheme scheme) { return SchemeSet{1} << static_cast<int>(scheme); }

inline constexpr size_t kMaxDesignator = 256;  // bytes; the longest real one is a DOI of about 100

struct Designator {
  DesignatorScheme scheme = DesignatorScheme::kIsoIec;
  Span span;
  // The same for every spelling of the same thing. Standards: "iso-iec:5259-1@2024". Documents: "eu:2016/679"
  // (for act, CELEX and ELI), "un:a/res/78/265", "us:5-usc-552", "us-eo-14110".
  std::string key;
  std::string name;          // "ISO/IEC 27002", even if the text says only "27002" in a list
  std::string deliverable;   // TR, TS, PAS, FDIS, pr ...; EN or BS for an adopted standard
  std::string edition;       // the text after the '@' of the key
  std::string locator;       // a place inside: "s.1681b.a" of an act of the United States; may be empty
  bool is_standard = false;  // a standard; else a document, or (kIsoCommittee) a body
};

struct ScanOptions {
  SchemeSet schemes = kAllSchemes;
  // Also what prose does with numbers: elliptic lists ("ISO/IEC 27001, 27002 and 27701"), "section 552 of
  // title 5, United States Code", "General Assembly resolution 70/1", plural heads.
  bool prose = false;
};

// In the order of the text, without overlaps: the leftmost first, then the longest. `text` must be UTF-8.
std::vector<Designator> ScanDesignators(std::string_view text, ScanOptions options = {});

// The key of an identifier as tables name it: ("celex", "32016R0679") -> "eu:2016/679". Empty for a scheme
// without designators.
std::string KeyOfIdentifier(std::string_view scheme, std::string_view value);

}  // namespace concord

#endif  // CONCORD_INGEST_DESIGNATORS_DESIGNATORS_H_
