// From what a person typed to the node that is meant.
#ifndef CONCORD_QUERY_PLACES_LOOKUP_H_
#define CONCORD_QUERY_PLACES_LOOKUP_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// The node with this key; else the one section or concept with this curie, concept with this code, actor
// with this acronym or document with this title; else what is called so in other letters (names, "ISO/IEC
// 42001"); else the one whose key begins with it (a document, its versions). `labels` restricts what counts
// (empty: every node).
//
// Fails with kNotFound when there is none, and names keys that are a slip away, or else those whose key and
// title hold most words and numbers of the name; with kUsage and the choices when there are several. Only
// the failing ways read more than a few nodes.
Result<NodeId> FindNamed(const Snapshot& snapshot, std::string_view name,
                         std::span<const std::string_view> labels = {});

// "a, b or c", at most six of them and how many more there are.
std::string ListChoices(std::vector<std::string> choices);

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_LOOKUP_H_
