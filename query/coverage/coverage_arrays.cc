#include "query/coverage/coverage_arrays.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "graph/record_scan.h"
#include "graph/view_arrays.h"
#include "graph/vocabulary.h"
#include "query/coverage/coverage.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr uint32_t kFormat = 2;
constexpr size_t kOwnArrays = 8;

Date DateIn(const Value& value) {
  if (value.type() == Value::Type::kDate) return value.as_date();
  if (value.type() == Value::Type::kInt && value.as_int() > 0 && value.as_int() <= 9999)
    return Date{static_cast<int16_t>(value.as_int())};
  return value.type() == Value::Type::kString ? Date::Parse(value.as_string()).value_or(Date{}) : Date{};
}

template <size_t N>
uint8_t IndexIn(const std::array<std::string_view, N>& words, const Value& word) {
  const auto at = word.type() == Value::Type::kString
                      ? std::find(words.begin(), words.end(), std::string_view(word.as_string()))
                      : words.end();
  return static_cast<uint8_t>(at == words.end() ? N - 1 : static_cast<size_t>(at - words.begin()));
}

uint32_t StartIn(const Value& start, const Value& end) {
  if (start.type() != Value::Type::kInt || end.type() != Value::Type::kInt) return CoverageArrays::kNoStart;
  const int64_t at = start.as_int();
  return at >= 0 && at < CoverageArrays::kNoStart ? static_cast<uint32_t>(at) : CoverageArrays::kNoStart;
}

// The rows of works and editions, and their texts.
struct StatedTexts {
  std::vector<StatedRow> rows;
  std::string bytes;
  std::vector<uint64_t> ends;  // as many as there are StatedTexts for each row

  // `values`: issued, year, date; then the texts behind the key.
  void Add(VertexId vertex, std::string_view key, std::span<const Value> values) {
    rows.push_back({vertex, DateIn(values[0]), DateIn(values[1]), DateIn(values[2])});
    Put(key);
    for (const Value& value : values.subspan(3))
      Put(value.type() == Value::Type::kString ? std::string_view(value.as_string()) : std::string_view());
  }
  void Append(const StatedTexts& other) {
    rows.insert(rows.end(), other.rows.begin(), other.rows.end());
    for (const uint64_t end : other.ends) ends.push_back(bytes.size() + end);
    bytes += other.bytes;
  }

 private:
  void Put(std::string_view text) {
    bytes += text;
    ends.push_back(bytes.size());
  }
};

Result<std::shared_ptr<const FlatFile>> Make(const Snapshot& snapshot, const SnapshotStamp* stamp) {
  ViewOptions options;
  options.labels = {label::Document,      label::MappingSet, label::Version, label::Section,
                    label::Measure,       label::Actor,      label::Forum,   label::Concept,
                    label::ConceptScheme, label::Standard};
  options.edge_types = {edge::ISSUED_BY, edge::INVOLVES_FORUM, edge::REFERENCES, edge::CLASSIFIED_AS,
                        edge::BROADER,   edge::IN_SCHEME,      edge::PART_OF,    edge::PUBLISHED_BY,
                        edge::MEMBER_OF, edge::EDITION_OF};
  options.edge_types.insert(options.edge_types.end(), kPartEdges.begin(), kPartEdges.end());
  auto view = LoadView(snapshot, options);
  if (!view) return tl::unexpected(view.error());
  const VertexId vertices = view->vertex_count();
  std::vector<uint8_t> strengths(vertices, static_cast<uint8_t>(kStrengths.size() - 1));
  std::vector<uint32_t> starts(vertices, CoverageArrays::kNoStart);
  constexpr uint8_t kIsMeasure = 1, kIsStated = 2;
  std::vector<uint8_t> kinds(vertices, 0);
  for (const VertexId v : view->WithLabel(label::Measure)) kinds[v] |= kIsMeasure;
  for (const std::string_view name : {label::Document, label::Version}) {
    for (const VertexId v : view->WithLabel(name)) kinds[v] |= kIsStated;
  }
  if (const auto has_version = view->FindType(edge::HAS_VERSION)) {
    for (const VertexId work : view->WithLabel(label::Document)) {
      for (const VertexId v : view->Out(work, *has_version).vertices) kinds[v] |= kIsStated;
    }
  }

  // Measures, works and editions, a range of vertices for each task.
  const unsigned threads = HardwareThreads();
  const size_t tasks = std::min<size_t>(vertices, size_t{threads} * 4);
  const auto bound = [&](size_t task) { return static_cast<VertexId>(uint64_t{vertices} * task / tasks); };
  constexpr std::array<std::string_view, 10> kOfNodes = {
      property::strength, property::start, property::end,   property::issued,   property::year,
      property::date,     property::type,  property::title, property::language, property::format};
  std::vector<StatedTexts> stated(tasks);
  auto done = RunTasks(threads, tasks, [&](size_t task) {
    VertexId v = bound(task);
    const auto visit = [&](const ScannedNode& node) {
      while (v < vertices && view->node(v) < node.id) ++v;
      if (v == vertices || view->node(v) != node.id) return true;
      if ((kinds[v] & kIsMeasure) != 0) {
        strengths[v] = IndexIn(kStrengths, node.values[0]);
        starts[v] = StartIn(node.values[1], node.values[2]);
      }
      if ((kinds[v] & kIsStated) != 0) stated[task].Add(v, node.key, node.values.subspan(3));
      return true;
    };
    return ScanNodes(snapshot, kOfNodes, visit, view->node(v), view->node(bound(task + 1) - 1) + 1);
  });
  if (!done) return tl::unexpected(done.error());

  // Edges, by their ids: most ids that are near are near in the view.
  std::vector<uint8_t> relations(view->edge_count(), static_cast<uint8_t>(kForumRelations.size() - 1));
  std::vector<uint32_t> edge_starts(view->edge_count(), CoverageArrays::kNoStart);
  constexpr std::array<std::string_view, 4> kTypes = {edge::INVOLVES_FORUM, edge::REFERENCES, edge::MEMBER_OF,
                                                      edge::PART_OF};
  std::vector<std::pair<EdgeId, uint64_t>> places;
  for (VertexId from = 0; from < vertices; ++from) {
    for (const std::string_view name : kTypes) {
      const auto type = view->FindType(name);
      if (!type) continue;
      const GraphView::Row all = view->Out(from), row = view->Out(from, *type);
      const uint64_t first =
          view->OutPlace(from) + static_cast<uint64_t>(row.edges.data() - all.edges.data());
      for (size_t i = 0; i < row.size(); ++i) places.emplace_back(row.edges[i], first + i);
    }
  }
  std::ranges::sort(places);
  const std::optional<Symbol> involves = snapshot.FindSymbol(edge::INVOLVES_FORUM),
                              references = snapshot.FindSymbol(edge::REFERENCES);
  constexpr std::array<std::string_view, 5> kOfEdges = {property::relation, property::start, property::end,
                                                        property::valid_from, property::valid_to};
  const size_t edge_tasks = std::min<size_t>(places.size(), size_t{threads} * 4);
  std::vector<std::vector<TermRow>> terms(edge_tasks);
  done = RunTasks(threads, edge_tasks, [&](size_t task) {
    size_t at = places.size() * task / edge_tasks;
    const size_t limit = places.size() * (task + 1) / edge_tasks;
    const EdgeId first = places[at].first, end = places[limit - 1].first + 1;
    const auto visit = [&](const ScannedEdge& edge) {
      while (at < limit && places[at].first < edge.id) ++at;
      if (at == limit || places[at].first != edge.id) return true;
      const uint64_t place = places[at].second;
      const bool naming = involves && edge.type == *involves;
      if (naming || (references && edge.type == *references)) {
        if (naming) relations[place] = IndexIn(kForumRelations, edge.values[0]);
        edge_starts[place] = StartIn(edge.values[1], edge.values[2]);
        return true;
      }
      const TermRow row{place, DateIn(edge.values[3]), DateIn(edge.values[4])};
      if (row.from.year != 0 || row.to.year != 0) terms[task].push_back(row);
      return true;
    };
    return ScanEdges(snapshot, kTypes, kOfEdges, visit, first, end);
  });
  if (!done) return tl::unexpected(done.error());
  std::vector<TermRow> all_terms;
  for (const auto& some : terms) all_terms.insert(all_terms.end(), some.begin(), some.end());
  std::ranges::sort(all_terms, {}, &TermRow::place);

  FlatFileBuilder file;
  const ViewArrays arrays(*view);
  arrays.AddTo(&file);
  file.Add(std::span<const uint8_t>(strengths));
  file.Add(std::span<const uint32_t>(starts));
  file.Add(std::span<const uint8_t>(relations));
  file.Add(std::span<const uint32_t>(edge_starts));
  file.Add(std::span<const TermRow>(all_terms));
  StatedTexts all;
  for (const StatedTexts& some : stated) all.Append(some);
  file.Add(std::span<const StatedRow>(all.rows));
  file.Add(std::span<const char>(all.bytes));
  file.Add(std::span<const uint64_t>(all.ends));
  return file.Finish(kCoverageArrays.kind, stamp);
}

}  // namespace

const ArrayMaker kCoverageArrays = {
    {kCoverageKind, kFormat, static_cast<uint32_t>(ViewArrays::kCount + kOwnArrays)}, "coverage.index", Make};

Result<CoverageArrays> CoverageArrays::Load(const Snapshot& snapshot, ArraySource source) {
  auto file = SnapshotArrays::Of(snapshot)->Get(snapshot, kCoverageArrays, source);
  if (!file) return tl::unexpected(file.error());
  CoverageArrays made;
  made.file_ = *std::move(file);
  constexpr size_t kFirst = ViewArrays::kCount;
  made.strengths_ = made.file_->Array<uint8_t>(kFirst);
  made.starts_ = made.file_->Array<uint32_t>(kFirst + 1);
  made.relations_ = made.file_->Array<uint8_t>(kFirst + 2);
  made.edge_starts_ = made.file_->Array<uint32_t>(kFirst + 3);
  made.terms_ = made.file_->Array<TermRow>(kFirst + 4);
  made.stated_ = made.file_->Array<StatedRow>(kFirst + 5);
  made.stated_bytes_ = made.file_->BytesOf(kFirst + 6);
  made.stated_ends_ = made.file_->Array<uint64_t>(kFirst + 7);
  return made;
}

GraphView CoverageArrays::View() const { return ViewArrays::Read(*file_, 0); }

const StatedRow& CoverageArrays::StatedOf(VertexId vertex) const {
  return *std::ranges::lower_bound(stated_, vertex, {}, &StatedRow::vertex);
}

std::string_view CoverageArrays::TextOf(const StatedRow& row, StatedText text) const {
  const size_t at = static_cast<size_t>(&row - stated_.data()) * static_cast<size_t>(StatedText::kCount) +
                    static_cast<size_t>(text);
  const uint64_t begin = at == 0 ? 0 : stated_ends_[at - 1];
  return stated_bytes_.substr(begin, stated_ends_[at] - begin);
}

bool CoverageArrays::Holds(uint64_t place, std::optional<Date> when) const {
  const auto at = std::ranges::lower_bound(terms_, place, {}, &TermRow::place);
  const TermRow none;
  const TermRow& row = at != terms_.end() && at->place == place ? *at : none;
  if (!when) return row.to.year == 0;
  return (row.from.year == 0 || row.from <= *when) && (row.to.year == 0 || *when <= row.to);
}

}  // namespace concord
