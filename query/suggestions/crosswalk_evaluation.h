// How well suggestions find what a mapping set says, the set itself left out, beside plain BM25.
#ifndef CONCORD_QUERY_SUGGESTIONS_CROSSWALK_EVALUATION_H_
#define CONCORD_QUERY_SUGGESTIONS_CROSSWALK_EVALUATION_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/framework.h"
#include "query/suggestions/candidates.h"
#include "query/suggestions/ranking_measures.h"
#include "query/suggestions/suggestions.h"

namespace concord {

// What experts list: for subjects (places in a) objects (places in b).
using ExpertList = std::map<uint32_t, std::set<uint32_t>>;

// The rows of a mapping set that say that two items have something in common, by the frameworks of their
// ends. Denied rows and "no counterpart found" are left out.
struct StatedPairs {
  std::string subject, object;  // keys of the frameworks
  std::vector<std::pair<std::string, std::string>> rows;
};
Result<std::vector<StatedPairs>> PairsOfSet(const Snapshot& snapshot, std::string_view set);

// Those of `pairs` that both frameworks have. A framework's own item is no answer for itself.
ExpertList ListOf(const StatedPairs& pairs, const Framework& a, const Framework& b);

// Of the subjects for which experts list leaves only, for how many a leaf comes first. Counts nothing where
// all objects are leaves.
struct LeafFirst {
  size_t subjects = 0, first = 0;

  void Add(const Candidates& objects, const std::set<uint32_t>& listed, uint32_t best);
  void Add(const LeafFirst& other) { subjects += other.subjects, first += other.first; }
};

struct CrosswalkEvaluation {
  size_t subjects = 0, objects = 0;
  double listed = 0;                // objects for a subject, in the mean
  RankingMeasures suggested, bm25;  // means over subjects
  LeafFirst leaves;
  std::vector<std::pair<double, bool>>
      said;  // of the ten best of each subject: confidence, and whether it is listed
};

// Ranks the objects for the subjects of `right`, which is not empty. Mappings between a and b are never
// looked at; those over other frameworks are where `options.chains` says so. An object that is not listed
// counts as wrong. The thousand best objects of either ranking count.
Result<CrosswalkEvaluation> EvaluateCrosswalk(const Snapshot& snapshot, const Framework& a,
                                              const Framework& b, const ExpertList& right,
                                              const SuggestionOptions& options);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_CROSSWALK_EVALUATION_H_
