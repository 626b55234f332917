// Finds the node that a person means.
#ifndef CONCORD_QUERY_PLACES_LOOKUP_H_
#define CONCORD_QUERY_PLACES_LOOKUP_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// The node with this key. Otherwise the one section or concept with this curie, concept with this code, actor
// with this acronym, or document with this title. Otherwise the node with this name in other letters (names,
// "ISO/IEC 42001"). Otherwise the one whose key begins with it (a document, its versions). `labels` restricts
// the candidates (empty: every node).
//
// Fails with kNotFound if there is none, and names keys that differ by a typing error, or else those whose
// key and title contain most words and numbers of the name. Fails with kUsage and the choices if there are
// several. Only failing calls read more than a few nodes.
Result<NodeId> FindNamed(const Snapshot& snapshot, std::string_view name,
                         std::span<const std::string_view> labels = {});

// "a, b or c": at most six of them, and how many more there are.
std::string ListChoices(std::vector<std::string> choices);

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_LOOKUP_H_
