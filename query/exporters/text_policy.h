// How much of a document's words may leave with an export: what `text_policy` of a Document or Version says.
#ifndef CONCORD_QUERY_EXPORTERS_TEXT_POLICY_H_
#define CONCORD_QUERY_EXPORTERS_TEXT_POLICY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"

namespace concord {

// The stricter one is greater.
enum class TextPolicy : uint8_t {
  kFull,
  kExcerpt,  // at most kExcerptBytes of each text
  kIdOnly,   // keys, numbers, dates and what identifies a document; no words of its text
};
inline constexpr std::string_view kTextPolicyProperty = "text_policy";
inline constexpr size_t kExcerptBytes = 300;

std::string_view TextPolicyName(TextPolicy policy);  // "full", "excerpt", "id-only"
// "" is full. A word that is none of these counts as the strictest policy.
TextPolicy TextPolicyOf(std::string_view word);

// The policies of one store. Loading costs nothing if the store states none. For one thread; must not outlive
// the snapshot.
class TextPolicies {
 public:
  static Result<TextPolicies> Load(const Snapshot& snapshot);

  bool all_full() const { return own_.empty(); }
  // That of the document in which the node is. A concept belongs to the framework that defines it. Everything
  // that is in no document has the policy kFull.
  Result<TextPolicy> Of(const Node& node, Places* places) const;
  Result<TextPolicy> Of(NodeId node, Places* places) const;

 private:
  explicit TextPolicies(const Snapshot& snapshot) : snapshot_(&snapshot) {}
  TextPolicy Own(NodeId node) const;

  const Snapshot* snapshot_;
  std::unordered_map<NodeId, TextPolicy> own_;  // without those that are kFull
};

// Removes or shortens what may not leave.
void ApplyTextPolicy(TextPolicy policy, const std::vector<std::string>& labels, PropertyMap* properties);
// The quote of a passage; its end moves with it.
void ApplyTextPolicy(TextPolicy policy, Evidence* evidence);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_TEXT_POLICY_H_
