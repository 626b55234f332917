// What the tables of datasets/ can be wrong about although each row reads well.
#ifndef CONCORD_INGEST_FACTS_FACTS_LINT_H_
#define CONCORD_INGEST_FACTS_FACTS_LINT_H_

#include <string>
#include <vector>

#include "ingest/facts/facts.h"

namespace concord {

struct FactsFinding {
  std::string table;  // "forums.tsv"
  std::string id;     // of the row, or the list of a membership
  std::string what;   // in words, with what was found
};

// - a name, acronym or alias that two bodies share, when one of them lets it count without a gate
// - a circle of parents
// - founded after ended, valid_from after valid_to, a membership that ends before its list's forum began
// - the same membership twice
// In the order of the tables. Load has refused already what does not parse or names nothing.
std::vector<FactsFinding> LintFacts(const Facts& facts);

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_FACTS_LINT_H_
