#include "query/cypher/property_survey.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <vector>

#include "base/text.h"
#include "graph/vocabulary.h"

namespace concord::cypher {
namespace {

constexpr size_t kMostLookedAt = 1000;
constexpr size_t kMostValues = 12;  // of a property of which all are named
constexpr size_t kLongestValue = 40;

using Visit = std::function<bool(const PropertyMap&)>;

void ForEachNodeOf(const Snapshot& snapshot, std::string_view label, const Visit& visit) {
  (void)snapshot.ForEachNodeWithLabel(label, [&](NodeId id) {
    const auto node = snapshot.GetNode(id);
    return !node || visit(node->properties);
  });
}

// Edges have no index by type; most nodes at which they start are soon found from what the schema says.
void ForEachEdgeOf(const Snapshot& snapshot, std::string_view type, const Visit& visit) {
  const std::optional<Symbol> symbol = snapshot.FindSymbol(type);
  if (!symbol) return;
  bool more = true;
  size_t nodes = 0;
  for (const std::string& label : snapshot.Labels()) {
    size_t empty = 0;
    if (!more) return;
    (void)snapshot.ForEachNodeWithLabel(label, [&](NodeId id) {
      bool found = false;
      (void)snapshot.ForEachAdjacent(id, Direction::kOut, symbol, [&](const Adjacent& adjacent) {
        found = true;
        const auto edge = snapshot.GetEdge(adjacent.edge);
        more = !edge || visit(edge->properties);
        return more;
      });
      empty = found ? 0 : empty + 1;
      return more && empty < kMostLookedAt && ++nodes < 10 * kMostLookedAt;
    });
  }
}

class Survey {
 public:
  explicit Survey(const AskedProperty& asked) : asked_(asked) {}

  // False when there is nothing to say.
  bool Look(const PropertyMap& properties) {
    ++looked_at_;
    for (const Property& property : properties) {
      if (property.name != asked_.property) {
        names_.insert(property.name);
        continue;
      }
      has_property_ = true;
      if (asked_.values.empty() || property.value.type() != concord::Value::Type::kString) return Done();
      const std::string& value = property.value.as_string();
      if (asked_.values.contains(value) || value.size() > kLongestValue) return Done();
      values_.insert(value);
      ++with_value_;
      if (values_.size() > kMostValues) return Done();
    }
    return looked_at_ < kMostLookedAt;
  }

  size_t looked_at() const { return looked_at_; }

  std::optional<Note> Report(bool are_all) const {
    if (is_done_ || looked_at_ == 0) return std::nullopt;
    const std::string owner = fmt::format("{} `{}`", asked_.is_edge ? "relationship" : "node", asked_.owner);
    const std::string none = are_all ? fmt::format("no {}", owner)
                                     : fmt::format("none of the first {} {}s `{}`", looked_at_,
                                                   asked_.is_edge ? "relationship" : "node", asked_.owner);
    if (!has_property_) {
      const std::vector<std::string> names(names_.begin(), names_.end());
      const std::string_view near = DidYouMean(asked_.property, names);
      Note note = MakeNote("property-absent", "{} has the property `{}`", none, asked_.property);
      if (!near.empty()) {
        note.text += fmt::format("; did you mean `{}`?", near);
      } else if (!names.empty()) {
        note.text += fmt::format("; they have {}", fmt::join(names, ", "));
      }
      return note;
    }
    // Where most values stand once, they are names and no vocabulary.
    if (with_value_ < 2 * values_.size()) return std::nullopt;
    const std::vector<std::string> asked(asked_.values.begin(), asked_.values.end());
    return MakeNote("value-absent", "{} has the {} '{}'; they have {}", none, asked_.property,
                    fmt::format("{}", fmt::join(asked, "' or '")),
                    fmt::format("{}", fmt::join(values_, ", ")));
  }

 private:
  bool Done() {
    is_done_ = true;
    return false;
  }

  const AskedProperty& asked_;
  size_t looked_at_ = 0, with_value_ = 0;
  bool has_property_ = false, is_done_ = false;
  std::set<std::string> names_, values_;
};

// Where the words are that a query looks for in the node itself.
std::string_view WordsHint(const AskedProperty& asked) {
  if (asked.is_edge || (asked.owner != label::Measure && asked.owner != label::Section)) return {};
  for (const std::string_view name : {"text", "content", "quote", "words", "body"}) {
    if (asked.property == name) return "; CALL concord.evidence(n) YIELD quote reads the words of a node n";
  }
  return {};
}

}  // namespace

std::optional<Note> PropertyNote(const Snapshot& snapshot, const AskedProperty& asked) {
  Survey survey(asked);
  const Visit look = [&](const PropertyMap& properties) { return survey.Look(properties); };
  const uint64_t all = asked.is_edge ? snapshot.EdgeCount(asked.owner) : snapshot.NodeCount(asked.owner);
  if (asked.is_edge)
    ForEachEdgeOf(snapshot, asked.owner, look);
  else
    ForEachNodeOf(snapshot, asked.owner, look);
  std::optional<Note> note = survey.Report(survey.looked_at() == all);
  if (note) note->text += WordsHint(asked);
  return note;
}

}  // namespace concord::cypher
