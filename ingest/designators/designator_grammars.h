// The grammars of official numbers, one row a form: what ScanDesignators matches.
//
// An expression finds candidates; what may stand behind is told apart by hand, since RE2 looks neither ahead
// nor back. The 835 strings of designator_tests.tsv (folder `shared`) are what they must match and refuse.
#ifndef CONCORD_INGEST_DESIGNATORS_DESIGNATOR_GRAMMARS_H_
#define CONCORD_INGEST_DESIGNATORS_DESIGNATOR_GRAMMARS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/designators/designators.h"

namespace concord {

// What must not follow.
enum class DesignatorBehind : uint8_t {
  kAnything,
  kNoWord,         // \b or (?!\w)
  kNoDigit,        // (?!\d)
  kNoDecimal,      // no digit, and no '.' with a digit
  kNoThousands,    // no digit, and no group of three digits behind a blank (ETSI's numbers are such)
  kNoSpacedDigit,  // no digit, even behind a blank
  kNoSlash,        // no digit and no '/'
  kNoHyphen,       // no word and no '-'
  kDelimiter,      // the end, white space, or closing punctuation
};

// A grammar: where it may start, and the expression, with ' ' standing for one blank of any kind.
struct DesignatorGrammar {
  DesignatorScheme scheme;
  int form;  // tells the grammars of a scheme apart (designator_keys.cc)
  DesignatorBehind behind;
  bool prose;                             // only on request
  std::vector<std::string_view> anchors;  // literal beginnings; "0" any digit
  std::string_view pattern;
};
const std::vector<DesignatorGrammar>& DesignatorGrammars();

// What may follow in a list, for the schemes that are listed so.
struct DesignatorContinuation {
  DesignatorScheme scheme;
  int form;
  DesignatorBehind behind;
  std::string_view pattern;  // with the groups of the scheme's grammar
};
const std::vector<DesignatorContinuation>& DesignatorContinuations();

}  // namespace concord

#endif  // CONCORD_INGEST_DESIGNATORS_DESIGNATOR_GRAMMARS_H_
