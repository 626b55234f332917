#include "graph/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "graph/view_arrays.h"

namespace concord {
namespace {

constexpr uint16_t kNoType = UINT16_MAX;

}  // namespace

VertexId GraphView::vertex(NodeId id) const {
  if (nodes_.empty() || id < nodes_.front() || id > nodes_.back()) return kNoVertex;
  // Ids are given in order, so that most views have no gap: then the rank is a subtraction.
  const NodeId guess = id - nodes_.front();
  if (guess < nodes_.size() && nodes_[guess] == id) return static_cast<VertexId>(guess);
  const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), id);
  return *at == id ? static_cast<VertexId>(at - nodes_.begin()) : kNoVertex;
}

std::optional<uint16_t> GraphView::FindType(std::string_view name) const {
  const auto at = std::lower_bound(edge_types_.begin(), edge_types_.end(), name);
  if (at == edge_types_.end() || *at != name) return std::nullopt;
  return static_cast<uint16_t>(at - edge_types_.begin());
}

GraphView::Row GraphView::SliceOf(const Side& side, VertexId v, uint16_t type) {
  const auto begin = side.types.begin();
  const auto [first, last] = std::equal_range(begin + static_cast<ptrdiff_t>(side.offsets[v]),
                                              begin + static_cast<ptrdiff_t>(side.offsets[v + 1]), type);
  return Part(side, static_cast<uint64_t>(first - begin), static_cast<uint64_t>(last - begin));
}

VertexId GraphView::SourceAt(uint64_t place) const {
  const auto at = std::upper_bound(out_.offsets.begin(), out_.offsets.end(), place);
  return static_cast<VertexId>(at - out_.offsets.begin() - 1);
}

std::span<const VertexId> GraphView::WithLabel(std::string_view label) const {
  const auto at = std::lower_bound(labels_.begin(), labels_.end(), label);
  if (at == labels_.end() || *at != label) return {};
  const auto i = static_cast<size_t>(at - labels_.begin());
  return std::span(label_vertices_).subspan(label_offsets_[i], label_offsets_[i + 1] - label_offsets_[i]);
}

bool GraphView::HasLabel(VertexId v, std::string_view label) const {
  const std::span<const VertexId> vertices = WithLabel(label);
  return std::binary_search(vertices.begin(), vertices.end(), v);
}

class ViewBuilder {
 public:
  ViewBuilder(const Snapshot& snapshot, const ViewOptions& options)
      : snapshot_(snapshot),
        options_(options),
        threads_(options.threads != 0 ? options.threads : HardwareThreads()) {}

  // All arrays of a view with a number for each, for the files of graph/view_arrays.h.
  template <typename View, typename Visit>
  static void ForEachArray(View& view, Visit visit) {
    visit(view.nodes_);
    visit(view.label_offsets_);
    visit(view.label_vertices_);
    for (auto* side : {&view.out_, &view.in_}) {
      visit(side->offsets);
      visit(side->vertices);
      visit(side->types);
      visit(side->edges);
    }
    visit(view.in_places_);
  }
  static const std::vector<std::string>& LabelsOf(const GraphView& view) { return view.labels_; }
  static void SetNames(std::vector<std::string> types, std::vector<std::string> labels, GraphView* view) {
    view->edge_types_ = std::move(types);
    view->labels_ = std::move(labels);
  }

  Result<GraphView> Build() {
    if (Result<void> done = ReadNodes(); !done) return tl::unexpected(done.error());
    if (Result<void> done = NumberTypes(); !done) return tl::unexpected(done.error());
    if (Result<void> done = ReadEdges(); !done) return tl::unexpected(done.error());
    TurnAround();
    return std::move(view_);
  }

 private:
  // What one thread read: rows of consecutive vertices.
  struct Part {
    std::vector<uint32_t> degrees;  // of vertices first_vertex, first_vertex + 1, ...
    GraphView::Side side;           // without offsets
  };
  // An edge on its way from the out side to the in side.
  struct Moved {
    VertexId start, end;
    uint32_t place;
    uint16_t type;
  };
  struct Entry {
    uint16_t type;
    VertexId vertex;
    EdgeId edge;
  };

  Result<void> ReadNodes();
  void NumberNodes();
  Result<void> NumberTypes();
  Result<void> ReadEdges();
  Result<void> ReadPart(VertexId first, VertexId limit, Part* part) const;
  void TurnAround();

  // The vertex of any node of the snapshot, kNoVertex when it is left out.
  VertexId VertexOf(NodeId id) const {
    if (is_dense_)
      return id - first_node_ < view_.nodes_.size() ? static_cast<VertexId>(id - first_node_) : kNoVertex;
    if (vertex_of_.empty()) return view_.vertex(id);
    return id < vertex_of_.size() ? vertex_of_[id] : kNoVertex;
  }

  const Snapshot& snapshot_;
  const ViewOptions& options_;
  unsigned threads_;
  GraphView view_;
  bool is_dense_ = false;  // the ids of the nodes have no gap
  NodeId first_node_ = 0;
  LargeArray<VertexId> vertex_of_;  // by node id; empty when ids are too sparse for an array
  std::vector<uint16_t> type_of_;   // by symbol; kNoType when it is left out
};

Result<void> ViewBuilder::ReadNodes() {
  // The lists of all labels, and of all nodes when no label was asked for, side by side.
  const std::vector<std::string> labels = snapshot_.Labels();
  std::vector<LargeArray<NodeId>> lists(labels.size());
  const bool everything = options_.labels.empty();
  const Result<void> done = RunTasks(threads_, labels.size() + everything, [&](size_t task) -> Result<void> {
    LargeArray<NodeId>* list = everything && task == 0 ? &view_.nodes_ : &lists[task - everything];
    const auto add = [list](NodeId id) {
      list->push_back(id);
      return true;
    };
    if (list == &view_.nodes_) {
      list->reserve(snapshot_.NodeCount());
      // Where every id that was ever given is a node, they need not be read.
      if (snapshot_.NodeCount() + 1 == snapshot_.NodeIdLimit()) {
        for (NodeId id = 1; id < snapshot_.NodeIdLimit(); ++id) list->push_back(id);
        return {};
      }
      return snapshot_.ForEachNode(add);
    }
    const std::string& label = labels[task - everything];
    list->reserve(snapshot_.NodeCount(label));
    return snapshot_.ForEachNodeWithLabel(label, add);
  });
  if (!done) return done;
  if (!everything) {
    for (size_t i = 0; i < labels.size(); ++i) {
      if (std::find(options_.labels.begin(), options_.labels.end(), labels[i]) == options_.labels.end())
        continue;
      view_.nodes_.insert(view_.nodes_.end(), lists[i].begin(), lists[i].end());
    }
    std::sort(view_.nodes_.begin(), view_.nodes_.end());
    view_.nodes_.erase(std::unique(view_.nodes_.begin(), view_.nodes_.end()), view_.nodes_.end());
  }
  if (view_.nodes_.size() >= kNoVertex) {
    return Fail(ErrorCode::kLimit, fmt::format("a view takes at most {} nodes, and {} were selected",
                                               kNoVertex - 1, view_.nodes_.size()));
  }

  NumberNodes();
  for (size_t i = 0; i < labels.size(); ++i) {
    const size_t before = view_.label_vertices_.size();
    for (const NodeId id : lists[i]) {
      if (const VertexId v = VertexOf(id); v != kNoVertex) view_.label_vertices_.push_back(v);
    }
    if (view_.label_vertices_.size() == before) continue;
    view_.labels_.push_back(labels[i]);
    view_.label_offsets_.push_back(view_.label_vertices_.size());
    LargeArray<NodeId>().swap(lists[i]);
  }
  return {};
}

// An array from node ids to vertices, unless most of it would be holes: 4 bytes for each id ever given is
// little beside 32 bytes an edge, and saves a binary search for each edge.
void ViewBuilder::NumberNodes() {
  const NodeId limit = view_.nodes_.empty() ? 0 : view_.nodes_.back() + 1;
  first_node_ = view_.nodes_.empty() ? 0 : view_.nodes_.front();
  is_dense_ = limit - first_node_ == view_.nodes_.size();
  if (is_dense_) return;
  if (limit > (uint64_t{1} << 26) && limit / 16 > view_.nodes_.size()) return;
  vertex_of_.assign(limit, kNoVertex);
  for (size_t v = 0; v < view_.nodes_.size(); ++v) vertex_of_[view_.nodes_[v]] = static_cast<VertexId>(v);
}

Result<void> ViewBuilder::NumberTypes() {
  for (std::string& type : snapshot_.EdgeTypes()) {
    const std::vector<std::string>& wanted = options_.edge_types;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), type) == wanted.end()) continue;
    const std::optional<Symbol> symbol = snapshot_.FindSymbol(type);
    if (!symbol) return Fail(ErrorCode::kCorrupt, fmt::format("edge type '{}' has no symbol", type));
    if (*symbol >= type_of_.size()) type_of_.resize(*symbol + 1, kNoType);
    if (view_.edge_types_.size() == kNoType) {
      return Fail(ErrorCode::kLimit, fmt::format("a view takes at most {} edge types", kNoType));
    }
    type_of_[*symbol] = static_cast<uint16_t>(view_.edge_types_.size());
    view_.edge_types_.push_back(std::move(type));
  }
  return {};
}

// Reads the out rows of the vertices in [first, limit).
Result<void> ViewBuilder::ReadPart(VertexId first, VertexId limit, Part* part) const {
  part->degrees.assign(limit - first, 0);
  GraphView::Side& side = part->side;
  if (view_.nodes_.size() == snapshot_.NodeCount() && options_.edge_types.empty()) {
    const uint64_t share = snapshot_.EdgeCount() / view_.nodes_.size() * (limit - first) * 9 / 8;
    side.vertices.reserve(share);
    side.types.reserve(share);
    side.edges.reserve(share);
  }

  NodeId row_of = 0;
  VertexId vertex = kNoVertex;
  size_t row_start = 0;
  // Snapshots order a row by the symbol of the type and the view by its name, so rows with several types
  // may have to be put in order when they are complete. Nearly all are short.
  bool is_sorted = true;
  std::vector<Entry> row;
  const auto finish_row = [&] {
    if (vertex != kNoVertex)
      part->degrees[vertex - first] = static_cast<uint32_t>(side.types.size() - row_start);
    if (is_sorted) return;
    row.clear();
    for (size_t i = row_start; i < side.types.size(); ++i) {
      row.push_back({side.types[i], side.vertices[i], side.edges[i]});
    }
    std::stable_sort(row.begin(), row.end(), [](const Entry& a, const Entry& b) { return a.type < b.type; });
    for (size_t i = 0; i < row.size(); ++i) {
      side.types[row_start + i] = row[i].type;
      side.vertices[row_start + i] = row[i].vertex;
      side.edges[row_start + i] = row[i].edge;
    }
  };
  const auto add = [&](NodeId from, const Adjacent& adjacent) {
    if (from != row_of) {
      finish_row();
      row_of = from;
      row_start = side.types.size();
      is_sorted = true;
      vertex = VertexOf(from);
    }
    const uint16_t type = adjacent.type < type_of_.size() ? type_of_[adjacent.type] : kNoType;
    if (type == kNoType || vertex == kNoVertex) return true;
    const VertexId end = VertexOf(adjacent.node);
    if (end == kNoVertex) return true;
    is_sorted &= side.types.size() == row_start || side.types.back() <= type;
    side.vertices.push_back(end);
    side.types.push_back(type);
    side.edges.push_back(adjacent.edge);
    return true;
  };

  Result<void> done;
  if (view_.nodes_.size() < snapshot_.NodeCount() / 8) {
    // A small part of a large graph: a read for each vertex beats reading everybody's edges.
    for (VertexId v = first; v < limit && done; ++v) {
      const NodeId from = view_.nodes_[v];
      done = snapshot_.ForEachAdjacent(from, Direction::kOut, std::nullopt,
                                       [&](const Adjacent& adjacent) { return add(from, adjacent); });
    }
  } else {
    done = snapshot_.ScanAdjacency(add, view_.nodes_[first], view_.nodes_[limit - 1] + 1);
  }
  finish_row();
  return done;
}

Result<void> ViewBuilder::ReadEdges() {
  const VertexId count = view_.vertex_count();
  GraphView::Side& out = view_.out_;
  out.offsets.assign(size_t{count} + 1, 0);
  if (count == 0) return {};

  // More parts than threads, so that no thread waits long for the one with the hubs.
  const auto parts_count = threads_ <= 1 ? 1 : static_cast<VertexId>(std::min<uint64_t>(count, threads_ * 4));
  std::vector<Part> parts(parts_count);
  const auto bound = [&](size_t i) { return static_cast<VertexId>(uint64_t{count} * i / parts_count); };
  const Result<void> done =
      RunTasks(threads_, parts_count, [&](size_t i) { return ReadPart(bound(i), bound(i + 1), &parts[i]); });
  if (!done) return done;

  uint64_t edges = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    VertexId v = bound(i);
    for (const uint32_t degree : parts[i].degrees) out.offsets[++v] = edges += degree;
    if (i == 0) {
      std::swap(out.vertices, parts[0].side.vertices);
      std::swap(out.types, parts[0].side.types);
      std::swap(out.edges, parts[0].side.edges);
    } else {
      const GraphView::Side& side = parts[i].side;
      out.vertices.insert(out.vertices.end(), side.vertices.begin(), side.vertices.end());
      out.types.insert(out.types.end(), side.types.begin(), side.types.end());
      out.edges.insert(out.edges.end(), side.edges.begin(), side.edges.end());
    }
    parts[i] = Part();
  }
  if (edges >= UINT32_MAX) {
    return Fail(ErrorCode::kLimit,
                fmt::format("a view takes at most {} edges, and {} were selected", UINT32_MAX - 1, edges));
  }
  return {};
}

// Makes the in side from the out side: edges ordered by (end, type), those that are equal in the order of
// their places, which is that of their starts.
//
// A plain counting sort misses the cache with every edge that it moves. So the edges are first dealt out
// to some hundred ranges of ends, in streams; the rows of one range then fit the cache while they are
// filled. docs/performance.md has the figures.
void ViewBuilder::TurnAround() {
  constexpr VertexId kMostRanges = 512;
  constexpr size_t kMostCounters = size_t{1} << 22;  // of a range: one for each of its rows and types
  const GraphView::Side& out = view_.out_;
  GraphView::Side& in = view_.in_;
  const size_t edges = out.vertices.size();
  const VertexId count = view_.vertex_count();
  const size_t types = view_.edge_types_.size();

  in.offsets.assign(size_t{count} + 1, 0);
  for (const VertexId end : out.vertices) ++in.offsets[end + 1];
  std::partial_sum(in.offsets.begin(), in.offsets.end(), in.offsets.begin());
  in.vertices.resize(edges);
  in.types.resize(edges);
  in.edges.resize(edges);
  view_.in_places_.resize(edges);
  if (edges == 0) return;

  int shift = 0;
  while ((count - 1) >> shift >= kMostRanges) ++shift;
  while (shift > 0 && types << shift > kMostCounters) --shift;
  const size_t ranges = size_t{(count - 1) >> shift} + 1;
  const auto first_of = [&](size_t range) { return std::min<size_t>(range << shift, count); };
  std::vector<uint64_t> next(ranges);
  for (size_t range = 0; range < ranges; ++range) next[range] = in.offsets[first_of(range)];
  LargeArray<Moved> dealt(edges);
  for (VertexId v = 0; v < count; ++v) {
    for (uint64_t place = out.offsets[v]; place < out.offsets[v + 1]; ++place) {
      const VertexId end = out.vertices[place];
      dealt[next[end >> shift]++] = {v, end, static_cast<uint32_t>(place), out.types[place]};
    }
  }

  const auto fill_range = [&](size_t range) -> Result<void> {
    const size_t first = first_of(range), limit = first_of(range + 1);
    const uint64_t base = in.offsets[first];
    const std::span<const Moved> moved =
        std::span<const Moved>(dealt).subspan(base, in.offsets[limit] - base);
    std::vector<uint32_t> at((limit - first) * types, 0);
    for (const Moved& edge : moved) ++at[(edge.end - first) * types + edge.type];
    std::exclusive_scan(at.begin(), at.end(), at.begin(), uint32_t{0});
    // The ids stand where the edges came from, all over the out side: fetched some steps ahead.
    constexpr size_t kAhead = 16;
    for (size_t i = 0; i < moved.size(); ++i) {
      if (i + kAhead < moved.size()) __builtin_prefetch(&out.edges[moved[i + kAhead].place]);
      const Moved& edge = moved[i];
      const uint64_t to = base + at[(edge.end - first) * types + edge.type]++;
      in.vertices[to] = edge.start;
      in.types[to] = edge.type;
      in.edges[to] = out.edges[edge.place];
      view_.in_places_[to] = edge.place;
    }
    return {};
  };
  static_cast<void>(RunTasks(threads_, ranges, fill_range).has_value());
}

Result<GraphView> LoadView(const Snapshot& snapshot, const ViewOptions& options) {
  return ViewBuilder(snapshot, options).Build();
}

// ---- As arrays ------------------------------------------------------------------------------------

ViewArrays::ViewArrays(const GraphView& view) : view_(view) {
  const std::vector<std::string>& labels = ViewBuilder::LabelsOf(view);
  counts_ = {view.edge_types().size(), labels.size()};
  for (const auto* names : {&view.edge_types(), &labels}) {
    for (const std::string& name : *names) names_.append(name).push_back('\0');
  }
}

void ViewArrays::AddTo(FlatFileBuilder* file) const {
  file->Add(std::span<const uint64_t>(counts_));
  file->Add(std::span<const char>(names_));
  ViewBuilder::ForEachArray(view_,
                            [&](const auto& array) { file->Add(std::span(array.data(), array.size())); });
}

GraphView ViewArrays::Read(const FlatFile& file, size_t first) {
  const std::span<const uint64_t> counts = file.Array<uint64_t>(first);
  std::string_view rest = file.BytesOf(first + 1);
  std::vector<std::string> names;
  for (size_t end = rest.find('\0'); end != std::string_view::npos; end = rest.find('\0')) {
    names.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  GraphView view;
  const auto labels = names.begin() + static_cast<ptrdiff_t>(counts[0]);
  ViewBuilder::SetNames({names.begin(), labels}, {labels, names.end()}, &view);
  size_t number = first + 2;
  ViewBuilder::ForEachArray(view, [&](auto& array) {
    const auto from = file.Array<typename std::remove_reference_t<decltype(array)>::value_type>(number++);
    array.assign(from.begin(), from.end());
  });
  return view;
}

}  // namespace concord
