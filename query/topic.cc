#include "query/topic.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "query/lookup.h"
#include "query/text_index.h"
#include "query/units.h"
#include "query/walk.h"

namespace concord {
namespace {

bool LooksLikeCode(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  return text.find(':') != std::string_view::npos ||
         std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<void> AddWords(const Snapshot& snapshot, std::string_view text, Topic* topic) {
  struct Passage {
    NodeId section;
    TextSpan span;
  };
  TextIndex index;
  std::vector<Passage> passages;
  UnitOptions options;
  options.measures = false;
  auto done = ForEachUnit(snapshot, options, [&](const TextUnit& unit) {
    // The unit's text holds its spans one after the other with a blank behind each.
    size_t at = 0;
    for (const TextSpan& span : unit.spans) {
      const std::string_view piece = unit.text.substr(at, span.end - span.start);
      at += piece.size() + 1;
      for (size_t begin = 0; begin < piece.size();) {
        const size_t end = std::min(piece.find('\n', begin), piece.size());
        if (end > begin) {
          index.Add(piece.substr(begin, end - begin), unit.headings);
          passages.push_back({unit.node, {span.start + begin, span.start + end}});
        }
        begin = end + 1;
      }
    }
    return true;
  });
  if (!done) return done;
  index.Finish();
  for (const TextIndex::Hit& hit : index.Search(text, index.size(), static_cast<float>(topic->threshold))) {
    topic->spans[passages[hit.text].section].push_back(passages[hit.text].span);
    ++topic->passages;
  }
  for (auto& [section, spans] : topic->spans) {
    std::sort(spans.begin(), spans.end(),
              [](const TextSpan& a, const TextSpan& b) { return a.start < b.start; });
  }
  if (topic->passages == 0) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("no concept and no text speaks of '{}' (with {:.0f} % of its words)", text,
                            100 * topic->threshold));
  }
  return {};
}

// "a:1 + b:2 - c:3" as operands, each with its sign; one operand when there is no sign.
struct Operand {
  bool minus = false;
  std::string text;
};
std::vector<Operand> SplitOperands(std::string_view text) {
  std::vector<Operand> operands(1);
  for (const std::string_view word : Split(text, ' ')) {
    if (word.empty()) continue;
    if (word == "+" || word == "-") {
      operands.push_back({word == "-", {}});
      continue;
    }
    std::string& operand = operands.back().text;
    operand += operand.empty() ? "" : " ";
    operand += word;
  }
  return operands;
}

Result<TopicTerm> TermOf(const Snapshot& snapshot, NodeId root, bool minus) {
  auto node = snapshot.GetNode(root);
  if (!node) return tl::unexpected(node.error());
  TopicTerm term;
  term.key = node->key;
  term.label = node->properties.FindString("label");
  term.minus = minus;
  auto concepts = WithNarrower(snapshot, root);
  if (!concepts) return tl::unexpected(concepts.error());
  term.concepts = std::move(*concepts);
  return term;
}

}  // namespace

Result<NodeId> FindConcept(const Snapshot& snapshot, std::string_view text) {
  auto exact = snapshot.FindNode(text);
  if (!exact) return tl::unexpected(exact.error());
  if (*exact) {
    auto node = snapshot.GetNode(**exact);
    if (!node) return tl::unexpected(node.error());
    if (node->HasLabel("Concept")) return **exact;
  }
  std::vector<NodeId> found;
  auto done = snapshot.ForEachNodeWhere("Concept", "code", Value(text), [&](NodeId id) {
    found.push_back(id);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  if (found.size() == 1) return found.front();
  std::vector<std::string> keys;
  if (!found.empty()) {
    for (const NodeId id : found) {
      auto node = snapshot.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      keys.push_back(node->key);
    }
    return Fail(ErrorCode::kUsage,
                fmt::format("the code '{}' means different things in different schemes: {}; say which", text,
                            ListChoices(std::move(keys))));
  }
  if (!LooksLikeCode(text)) return NodeId{0};
  auto concepts = WithLabel(snapshot, "Concept");
  if (!concepts) return tl::unexpected(concepts.error());
  for (const NodeId id : *concepts) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    keys.push_back(node->key);
  }
  const std::string_view near = DidYouMean(text, keys);
  if (!near.empty())
    return Fail(ErrorCode::kNotFound,
                fmt::format("there is no concept '{}'; did you mean '{}'?", text, near));
  return NodeId{0};
}

Result<std::vector<NodeId>> WithNarrower(const Snapshot& snapshot, NodeId concept_node) {
  std::set<NodeId> narrower = {concept_node};
  std::vector<NodeId> open = {concept_node};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    auto below = Neighbours(snapshot, at, Direction::kIn, "BROADER");
    if (!below) return tl::unexpected(below.error());
    for (const Adjacent& adjacent : *below) {
      if (narrower.insert(adjacent.node).second) open.push_back(adjacent.node);
    }
  }
  return std::vector<NodeId>(narrower.begin(), narrower.end());
}

Result<Topic> FindTopic(const Snapshot& snapshot, std::string_view text, double threshold) {
  Topic topic;
  const std::vector<Operand> operands = SplitOperands(text);
  auto root = FindConcept(snapshot, operands.front().text);
  if (!root) return tl::unexpected(root.error());
  if (*root == 0) {
    topic.name = text;
    topic.threshold = threshold;
    if (auto done = AddWords(snapshot, text, &topic); !done) return tl::unexpected(done.error());
    return topic;
  }
  topic.is_concept = true;
  for (const Operand& operand : operands) {
    if (operand.text.empty())
      return Fail(ErrorCode::kUsage, fmt::format("'{}' lacks a concept beside a sign", text));
    auto found = FindConcept(snapshot, operand.text);
    if (!found) return tl::unexpected(found.error());
    if (*found == 0) {
      return Fail(ErrorCode::kNotFound, fmt::format("there is no concept '{}' in '{}'", operand.text, text));
    }
    auto term = TermOf(snapshot, *found, operand.minus);
    if (!term) return tl::unexpected(term.error());
    if (!topic.name.empty()) topic.name += operand.minus ? " - " : " + ";
    topic.name += term->key;
    topic.terms.push_back(std::move(*term));
  }
  topic.label = topic.terms.front().label;
  return topic;
}

}  // namespace concord
