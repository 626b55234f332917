// What a user asks to be exported, in one struct for every front end, and the selection that it means.
#ifndef CONCORD_APP_SELECTION_REQUEST_H_
#define CONCORD_APP_SELECTION_REQUEST_H_

#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/value.h"
#include "query/exporters/exporter.h"

namespace concord {

// Everything that is named is taken together. If nothing is named, it is the whole graph.
struct SelectionRequest {
  SelectionOptions options = {};  // roots, hops and filters; the roots of an answer are added to these
  std::vector<std::string> topics =
      {};  // codes, saved topics or words: the passages on them, and who is named
  std::vector<std::string> forums = {};      // bodies by key or name, and everything that has an edge to them
  std::string answer = {};                   // the nodes of an answer: "forums mit-risk-domain:6.5"
  std::string query = {};                    // Cypher: the nodes and relationships that its rows hold
  std::vector<std::string> parameters = {};  // "NAME=VALUE" of the Cypher query
};

// What a filter keeps, in words. Dates are "2024", "2024-03" or "2024-03-21"; FindReviewState has the states.
struct FilterWords {
  std::string since = {}, until = {};
  std::vector<std::string> review = {};
  double min_confidence = 0;
};
// kUsage names the parameter: since, until, review or min-confidence.
Result<RecordFilter> ParseFilter(const FilterWords& words);

// kUsage for a wrong question or query, kNotFound for a name or an answer without nodes.
Result<Selection> SelectRequested(const Snapshot& snapshot, SelectionRequest request);

// The request as the manifest of an export tells it.
PropertyMap RequestProperties(const SelectionRequest& request);

}  // namespace concord

#endif  // CONCORD_APP_SELECTION_REQUEST_H_
