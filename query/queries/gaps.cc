#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "query/coverage_matrix.h"
#include "query/evidence_reader.h"
#include "query/lookup.h"
#include "query/query.h"
#include "query/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"forum", "ID", "the forum: key, acronym or beginning of a key"},
    {"peers", "K", "forums to compare with: those that share most of its topics (default 10)"},
    {"top", "K", "topics to show (default 30)"},
    {"as-of", "DATE", "what was known then (2024, 2024-03 or 2024-03-21)"},
    {"evidence", "N", "passages for each number, or 'all' (default 1)"},
    {"format", "FORMAT", "csv or evidence-csv"},
};

// The rows most like `own`, best first: shared topics over topics of either (Jaccard). A forum that covers
// nothing is as like every other, and all that cover something are its peers.
std::vector<size_t> PeersOf(std::span<const uint32_t> cells, size_t columns, std::optional<size_t> own,
                            size_t most) {
  struct Like {
    double share;
    size_t row;
  };
  std::vector<Like> likes;
  const size_t rows = columns == 0 ? 0 : cells.size() / columns;
  for (size_t r = 0; r < rows; ++r) {
    if (own && r == *own) continue;
    size_t both = 0, either = 0, its = 0;
    for (size_t c = 0; c < columns; ++c) {
      const bool here = own && cells[*own * columns + c] > 0, there = cells[r * columns + c] > 0;
      both += here && there ? 1 : 0;
      either += here || there ? 1 : 0;
      its += there ? 1 : 0;
    }
    if (its == 0 || (own && both == 0)) continue;
    likes.push_back({own ? static_cast<double>(both) / static_cast<double>(either) : 0, r});
  }
  std::stable_sort(likes.begin(), likes.end(),
                   [](const Like& a, const Like& b) { return a.share > b.share; });
  std::vector<size_t> peers;
  for (size_t i = 0; i < std::min(most, likes.size()); ++i) peers.push_back(likes[i].row);
  return peers;
}

struct Gap {
  VertexId topic;
  std::vector<VertexId> peers;
};

Result<Answer> RunGaps(const Snapshot& snapshot, const Arguments& arguments) {
  if (!arguments.Has("forum")) return Fail(ErrorCode::kUsage, "gaps needs --forum ID");
  auto most = arguments.GetInt("peers", 10, 1, 10'000);
  if (!most) return tl::unexpected(most.error());
  auto given = ViewArguments::Read(arguments, 30, 1);
  if (!given) return tl::unexpected(given.error());
  constexpr std::array<std::string_view, 1> kLabels = {"Forum"};
  auto forum = FindNamed(snapshot, arguments.Get("forum"), kLabels);
  if (!forum) return tl::unexpected(forum.error());
  auto coverage = Coverage::Load(snapshot, given->as_of);
  if (!coverage) return tl::unexpected(coverage.error());
  const GraphView& view = coverage->view();

  const std::span<const VertexId> topics = view.WithLabel("Concept");
  std::vector<std::vector<VertexId>> columns;
  for (const VertexId topic : topics) {
    auto concepts = WithNarrower(snapshot, view.node(topic));
    if (!concepts) return tl::unexpected(concepts.error());
    columns.push_back(coverage->VerticesOf(*concepts));
  }
  CoverageMatrix matrix(*coverage, MatrixRows::kForum, columns);
  const std::span<const uint32_t> cells = matrix.Count(MatrixMeasure::kDocuments);
  std::optional<size_t> own;
  for (size_t r = 0; r < matrix.row_count(); ++r) {
    if (matrix.row(r) != view.vertex(*forum)) continue;
    const auto row = cells.subspan(r * topics.size(), topics.size());
    if (std::any_of(row.begin(), row.end(), [](uint32_t n) { return n > 0; })) own = r;
  }
  const std::vector<size_t> peers = PeersOf(cells, topics.size(), own, static_cast<size_t>(*most));
  std::vector<Gap> gaps;
  for (size_t c = 0; c < topics.size(); ++c) {
    if (own && cells[*own * topics.size() + c] > 0) continue;
    Gap gap{topics[c], {}};
    for (const size_t peer : peers) {
      if (cells[peer * topics.size() + c] > 0) gap.peers.push_back(matrix.row(peer));
    }
    if (!gap.peers.empty()) gaps.push_back(std::move(gap));
  }
  const auto key_of = [&](VertexId v) { return snapshot.GetNode(view.node(v)); };
  struct Line {
    Node topic;
    const Gap* gap;
  };
  std::vector<Line> lines;
  for (const Gap& gap : gaps) {
    auto node = key_of(gap.topic);
    if (!node) return tl::unexpected(node.error());
    lines.push_back({std::move(*node), &gap});
  }
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    const size_t x = a.gap->peers.size(), y = b.gap->peers.size();
    return x != y ? x > y : a.topic.key < b.topic.key;
  });
  Answer answer;
  answer.query = "gaps";
  answer.columns = {{"topic", "", false},
                    {"label", "", false},
                    {"peers", "", true},
                    {"documents", "", true},
                    {"covered_by", "covered by", false}};
  KeepTop(given->top, "topics", &lines, &answer);
  EvidenceReader reader(snapshot, given->quotes);
  Scope scope;
  for (const Line& line : lines) {
    Row row;
    reader.Begin(&row);
    auto concepts = WithNarrower(snapshot, line.topic.id);
    if (!concepts) return tl::unexpected(concepts.error());
    coverage->Mark(coverage->VerticesOf(*concepts), {}, &scope);
    std::set<VertexId> proven;
    int64_t documents = 0;
    for (const VertexId document : scope.documents) {
      bool of_peer = false;
      for (const Coverage::Credit& credit : coverage->CreditsOf(document)) {
        if (std::find(line.gap->peers.begin(), line.gap->peers.end(), credit.actor) == line.gap->peers.end())
          continue;
        of_peer = true;
        if (!proven.insert(credit.actor).second) continue;
        if (auto done = reader.AddEdge(view.EdgeAt(credit.place), "peers"); !done)
          return tl::unexpected(done.error());
      }
      if (!of_peer) continue;
      ++documents;
      if (auto done = reader.AddNode(view.node(document), "documents"); !done)
        return tl::unexpected(done.error());
    }
    List names;
    for (const VertexId peer : line.gap->peers) {
      auto node = key_of(peer);
      if (!node) return tl::unexpected(node.error());
      names.emplace_back(node->key);
    }
    row.cells = {line.topic.key, line.topic.properties.FindString("label"),
                 static_cast<int64_t>(line.gap->peers.size()), documents, std::move(names)};
    answer.rows.push_back(std::move(row));
  }
  auto node = snapshot.GetNode(*forum);
  if (!node) return tl::unexpected(node.error());
  answer.arguments.Set("forum", node->key);
  given->Say(coverage->undated(), &answer);
  answer.arguments.Set("peers", static_cast<int64_t>(peers.size()));
  if (!own) answer.notes.push_back(fmt::format("{} issued nothing that is classified", node->key));
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  return answer;
}

}  // namespace

const Query kgapsQuery = {
    "gaps",   "Topics that the peers of a forum cover and it does not",
    "",       "gaps --forum oecd\ngaps --forum g20 --peers 5 --as-of 2024",
    kOptions, RunGaps,
};

}  // namespace concord
