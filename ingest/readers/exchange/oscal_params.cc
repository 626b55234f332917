#include "ingest/readers/exchange/oscal_params.h"

#include <fmt/format.h>

#include <functional>

#include "base/text.h"

namespace concord {
namespace {

constexpr int kMaxDepth = 8;          // of insertions inside of insertions; real ones have two
constexpr size_t kMaxBytes = 65'536;  // that one insertion may become

// Finds the next "{{ insert: param, ID }}" at or behind `from`; length 0 when there is none.
struct Insertion {
  size_t start = 0, length = 0;
  std::string id;
};
Insertion NextInsertion(std::string_view text, size_t from) {
  constexpr size_t kLongest = 400;
  for (size_t at = text.find("{{", from); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    const std::string_view rest = text.substr(at + 2, kLongest);
    const size_t end = rest.find("}}");
    if (end == std::string_view::npos) continue;
    std::string_view inside = Trim(rest.substr(0, end));
    if (!inside.starts_with("insert:")) continue;
    inside = Trim(inside.substr(7));
    const size_t comma = inside.find(',');
    if (comma == std::string_view::npos || !Trim(inside.substr(0, comma)).starts_with("param")) continue;
    return {at, end + 4, std::string(Trim(inside.substr(comma + 1)))};
  }
  return {};
}

std::string Joined(const std::vector<DataNode>& values, const std::function<std::string(DataNode)>& text,
                   std::string_view between) {
  std::string joined;
  for (const DataNode value : values) {
    const std::string next = text(value);
    if (next.empty()) continue;
    if (!joined.empty()) joined += between;
    joined += next;
  }
  return joined;
}

}  // namespace

OscalParams::OscalParams(DataNode root, const OscalParams* outer) : outer_(outer) {
  // Nesting is bounded by the tree.
  const std::function<void(DataNode, std::string_view)> collect = [&](DataNode node, std::string_view name) {
    if (node.is_map() && name == "param") params_.try_emplace(node.TextOf("id"), node);
    if (node.is_map() && name == "set-parameter") params_.try_emplace(node.TextOf("param-id"), node);
    for (const DataNode child : node) {
      if (!child.is_map() && !child.is_list()) continue;
      collect(child, node.is_list() ? name : OscalSingular(child.key()));
    }
  };
  if (root) collect(root, "");
}

DataNode OscalParams::Find(const std::string& id) const {
  for (const OscalParams* params = this; params != nullptr; params = params->outer_) {
    const auto found = params->params_.find(id);
    if (found != params->params_.end()) return found->second;
  }
  return {};
}

std::string OscalParams::TextOf(const std::string& id, int depth, size_t* budget) const {
  std::string unknown = fmt::format("[{}]", id);
  const DataNode param = Find(id);
  if (!param || depth >= kMaxDepth || *budget == 0) return unknown;
  const auto expanded = [&](DataNode node) {
    return Expand(WithoutMarkup(node.Placed()).text(), depth, budget);
  };
  std::string text = Joined(OscalItems(param, "value"), expanded, ", ");
  if (text.empty()) {
    if (const DataNode select = param.Find("select")) {
      const std::string choices = Joined(OscalItems(select, "choice"), expanded, "; ");
      const bool several = select.TextOf("how-many") == "one-or-more";
      if (!choices.empty()) text = fmt::format("[Selection{}: {}]", several ? " (one or more)" : "", choices);
    }
  }
  if (text.empty()) {
    text = expanded(param.Find("label"));
    if (!text.empty()) text = fmt::format("[{}]", text);
  }
  if (text.size() > *budget) {
    *budget = 0;
    return unknown;
  }
  *budget -= text.size();
  return text.empty() ? unknown : text;
}

std::string OscalParams::Expand(const std::string& text, int depth, size_t* budget) const {
  std::string expanded;
  size_t start = 0;
  for (Insertion next = NextInsertion(text, 0); next.length > 0; next = NextInsertion(text, start)) {
    expanded += text.substr(start, next.start - start);
    expanded += TextOf(next.id, depth + 1, budget);
    start = next.start + next.length;
  }
  return expanded + text.substr(start);
}

PlacedText OscalParams::Resolve(const PlacedText& text) const {
  PlacedText resolved;
  size_t start = 0;
  for (Insertion next = NextInsertion(text.text(), 0); next.length > 0;
       next = NextInsertion(text.text(), start)) {
    resolved.AddPart(text, start, next.start);
    start = next.start + next.length;
    const std::vector<Piece> pieces = text.Pieces(next.start, start);
    const uint64_t at = pieces.front().at;
    const Piece& last = pieces.back();
    const uint64_t end = last.at + last.length.value_or(static_cast<uint32_t>(last.text.size()));
    size_t budget = kMaxBytes;
    resolved.AddFor(TextOf(next.id, 0, &budget), at, static_cast<uint32_t>(end > at ? end - at : 0));
  }
  resolved.AddPart(text, start);
  return resolved;
}

std::vector<MarkdownBlock> OscalParams::Prose(DataNode field) const {
  std::vector<MarkdownBlock> blocks = SplitMarkdown(field.Placed());
  for (MarkdownBlock& block : blocks) block.text = Resolve(block.text);
  return blocks;
}

}  // namespace concord
