#include "query/index/text_structure.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/parallel.h"
#include "graph/record_scan.h"
#include "graph/vocabulary.h"

namespace concord {

Result<TextStructure> TextStructure::Load(const Snapshot& snapshot) {
  TextStructure made;
  ViewOptions options;
  options.edge_types = {edge::HAS_VERSION, edge::HAS_SECTION, edge::HAS_PART, edge::STATES};
  auto view = LoadView(snapshot, options);
  if (!view) return tl::unexpected(view.error());
  made.view_ = std::move(*view);
  made.versions_ = made.view_.FindType(edge::HAS_VERSION);
  made.sections_ = made.view_.FindType(edge::HAS_SECTION);
  made.parts_ = made.view_.FindType(edge::HAS_PART);
  made.measures_ = made.view_.FindType(edge::STATES);

  const VertexId count = made.view_.vertex_count();
  made.spans_.assign(count, {kNone, kNone});
  made.headings_.resize(count);
  std::vector<bool> is_document(count, false);
  for (const VertexId v : made.view_.WithLabel(label::Document)) is_document[v] = true;
  std::vector<std::vector<std::pair<std::string, VertexId>>> keys;
  constexpr std::array<std::string_view, 4> kNames = {property::start, property::end, property::heading,
                                                      property::title};
  const unsigned threads = HardwareThreads();
  const size_t tasks = count == 0 ? 0 : std::min<size_t>(count, size_t{threads} * 4);
  keys.resize(tasks);
  const auto bound = [&](size_t task) { return static_cast<VertexId>(uint64_t{count} * task / tasks); };
  const auto done = RunTasks(threads, tasks, [&](size_t task) {
    VertexId v = bound(task);
    const auto visit = [&](const ScannedNode& node) {
      while (v < count && made.view_.node(v) < node.id) ++v;
      if (v == count || made.view_.node(v) != node.id) return true;
      const Value &start = node.values[0], &end = node.values[1];
      if (start.type() == Value::Type::kInt && end.type() == Value::Type::kInt)
        made.spans_[v] = {static_cast<uint64_t>(start.as_int()), static_cast<uint64_t>(end.as_int())};
      const Value& heading = node.values[is_document[v] ? 3 : 2];
      if (heading.type() == Value::Type::kString) made.headings_[v] = heading.as_string();
      if (is_document[v]) keys[task].emplace_back(node.key, v);
      return true;
    };
    return ScanNodes(snapshot, kNames, visit, made.view_.node(v), made.view_.node(bound(task + 1) - 1) + 1);
  });
  if (!done) return tl::unexpected(done.error());
  std::vector<std::pair<std::string, VertexId>> all;
  for (auto& some : keys) std::ranges::move(some, std::back_inserter(all));
  std::ranges::sort(all);
  for (const auto& [key, v] : all) made.documents_.push_back(v);
  return made;
}

}  // namespace concord
