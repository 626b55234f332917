// Finds mistakes in the tables of datasets/ that no single row shows.
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

// Finds these mistakes, in the order of the tables (Load has refused rows that do not parse or name nothing):
// - a name, acronym or alias of two bodies, if one of them counts without a gate
// - a circle of parents
// - founded after ended, valid_from after valid_to, a membership that ends before its list's forum began
// - the same membership twice
std::vector<FactsFinding> LintFacts(const Facts& facts);

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_FACTS_LINT_H_
