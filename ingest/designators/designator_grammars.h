// The grammars of official numbers, one row for each form. ScanDesignators matches them.
//
// An expression finds candidates. Code checks what may come after them, because RE2 has no look-ahead or
// look-behind. They must match and refuse the 835 strings of designator_tests.tsv (folder `shared`).
#ifndef CONCORD_INGEST_DESIGNATORS_DESIGNATOR_GRAMMARS_H_
#define CONCORD_INGEST_DESIGNATORS_DESIGNATOR_GRAMMARS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/designators/designators.h"

namespace concord {

// What must not come next.
enum class DesignatorBehind : uint8_t {
  kAnything,
  kNoWord,         // \b or (?!\w)
  kNoDigit,        // (?!\d)
  kNoDecimal,      // no digit, and no '.' with a digit
  kNoThousands,    // no digit, and no group of three digits after a blank (ETSI's numbers are like this)
  kNoSpacedDigit,  // no digit, even after a blank
  kNoSlash,        // no digit and no '/'
  kNoHyphen,       // no word and no '-'
  kDelimiter,      // the end, white space, or closing punctuation
};

// A grammar: where it may start, and the expression, in which ' ' means one blank of any kind.
struct DesignatorGrammar {
  DesignatorScheme scheme;
  int form;  // distinguishes the grammars of a scheme (designator_keys.cc)
  DesignatorBehind behind;
  bool prose;                             // only on request
  std::vector<std::string_view> anchors;  // literal beginnings; "0" any digit
  std::string_view pattern;
};
const std::vector<DesignatorGrammar>& DesignatorGrammars();

// What may come next in a list, for the schemes that occur in lists.
struct DesignatorContinuation {
  DesignatorScheme scheme;
  int form;
  DesignatorBehind behind;
  std::string_view pattern;  // with the groups of the scheme's grammar
};
const std::vector<DesignatorContinuation>& DesignatorContinuations();

}  // namespace concord

#endif  // CONCORD_INGEST_DESIGNATORS_DESIGNATOR_GRAMMARS_H_
