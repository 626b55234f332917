#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/page_rank.hpp>
#include <map>
#include <numeric>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/topic_matrix.h"
#include "query/pictures/body_picture.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"min", "SHARE", "Share of common topics that makes two forums neighbours (Jaccard; default 0.1)"},
    {"cols", "SCHEME|TOPIC,...", "Topics to compare, as in `coverage` (default: all concepts in use)"},
    {"top", "K", "Forums to show (default 30)"},
    kNoIndexOption,
    kAsOfOption,
    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
    {"format", "FORMAT",
     "Write svg (a network of forums), csv, evidence-csv or xlsx (a workbook with all evidence)"},
};

// More forums than this and all pairs would take long; those that cover least are left out.
constexpr size_t kMaxForums = 2000;

using ForumGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                         boost::property<boost::edge_weight_t, double>>;

// Communities by spreading labels (Raghavan, Albert & Kumara 2007), in the order of the vertices and with
// the smallest label where several weigh the same: so the same graph has the same communities. It ends at
// the latest after as many rounds as there are vertices.
std::vector<size_t> Communities(const ForumGraph& graph) {
  const size_t count = boost::num_vertices(graph);
  std::vector<size_t> labels(count);
  std::iota(labels.begin(), labels.end(), size_t{0});
  const auto weights = boost::get(boost::edge_weight, graph);
  bool changed = true;
  for (size_t round = 0; changed && round < count; ++round) {
    changed = false;
    for (size_t v = 0; v < count; ++v) {
      std::map<size_t, double> votes;
      for (const auto edge : boost::make_iterator_range(boost::out_edges(v, graph)))
        votes[labels[boost::target(edge, graph)]] += weights[edge];
      size_t best = labels[v];
      double most = votes.empty() ? 0 : votes[best];
      for (const auto& [label, weight] : votes) {
        if (weight > most + 1e-12) {
          best = label;
          most = weight;
        }
      }
      changed = changed || best != labels[v];
      labels[v] = best;
    }
  }
  return labels;
}

struct Member {
  Node node;
  size_t row = 0;  // of the matrix
  size_t topics = 0;
};

}  // namespace

Result<Answer> AnswerOverlap(const Snapshot& snapshot, const OverlapOptions& options) {
  auto coverage = Coverage::Load(snapshot, options.view.as_of, options.view.arrays);
  if (!coverage) return tl::unexpected(coverage.error());
  const GraphView& view = coverage->view();

  // Of concepts without narrower ones: else every forum would share the broad ones.
  auto columns = TopicsToCompare(snapshot, *coverage, options.columns, options.reading, false);
  if (!columns) return tl::unexpected(columns.error());
  const std::vector<TopicColumn>& topics = *columns;
  TopicMatrix matrix(*coverage, topics, MatrixRows::kForum);
  const std::span<const uint32_t> cells = matrix.Count(MatrixMeasure::kDocuments);
  std::vector<Member> members;
  for (size_t r = 0; r < matrix.row_count(); ++r) {
    const auto row = cells.subspan(r * topics.size(), topics.size());
    const auto covered =
        static_cast<size_t>(std::count_if(row.begin(), row.end(), [](uint32_t n) { return n > 0; }));
    if (covered == 0) continue;
    auto node = snapshot.GetNode(view.node(matrix.row(r)));
    if (!node) return tl::unexpected(node.error());
    members.push_back({std::move(*node), r, covered});
  }
  Answer answer;
  answer.query = "overlap";
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return a.topics != b.topics ? a.topics > b.topics : a.node.key < b.node.key;
  });
  if (members.size() > kMaxForums) {
    answer.notes.push_back(
        MakeNote("forums-left-out", "only the {} forums with the most topics are compared", kMaxForums));
    members.resize(kMaxForums);
  }
  ForumGraph graph(members.size());
  std::vector<std::pair<double, size_t>> nearest(members.size(), {0, 0});
  for (size_t a = 0; a < members.size(); ++a) {
    for (size_t b = a + 1; b < members.size(); ++b) {
      const uint32_t* x = cells.data() + members[a].row * topics.size();
      const uint32_t* y = cells.data() + members[b].row * topics.size();
      size_t both = 0;
      for (size_t c = 0; c < topics.size(); ++c) both += x[c] > 0 && y[c] > 0 ? 1 : 0;
      if (both == 0) continue;
      const double share =
          static_cast<double>(both) / static_cast<double>(members[a].topics + members[b].topics - both);
      if (share > nearest[a].first) nearest[a] = {share, b};
      if (share > nearest[b].first) nearest[b] = {share, a};
      if (share >= options.least) boost::add_edge(a, b, share, graph);
    }
  }
  std::vector<double> between(members.size(), 0), rank(members.size(), 0);
  const auto index = boost::get(boost::vertex_index, graph);
  const auto between_map = boost::make_iterator_property_map(between.begin(), index);
  boost::brandes_betweenness_centrality(graph, between_map);
  boost::relative_betweenness_centrality(graph, between_map);
  boost::graph::page_rank(graph, boost::make_iterator_property_map(rank.begin(), index),
                          boost::graph::n_iterations(200));
  const std::vector<size_t> communities = Communities(graph);
  std::map<size_t, int64_t> numbers;  // of communities, in the order of the rows
  answer.columns = {{"forum", "", false},     {"name", "", false},   {"community", "", true},
                    {"centrality", "", true}, {"rank", "", true},    {"topics", "", true},
                    {"neighbours", "", true}, {"nearest", "", false}};
  EvidenceReader reader(snapshot, options.view.quotes);
  for (size_t i = 0; i < members.size(); ++i) {
    const auto number =
        numbers.emplace(communities[i], static_cast<int64_t>(numbers.size()) + 1).first->second;
    if (i >= options.view.top) continue;
    Row row;
    reader.Begin(&row);
    // One document for each topic of the forum.
    Scope scope;
    for (size_t c = 0; c < topics.size(); ++c) {
      if (cells[members[i].row * topics.size() + c] == 0) continue;
      matrix.Mark(topics[c], &scope);
      for (const VertexId document : scope.documents) {
        const auto rows = matrix.RowsOf(document);
        if (std::find(rows.begin(), rows.end(), static_cast<uint32_t>(members[i].row)) == rows.end())
          continue;
        if (auto done = reader.AddNode(view.node(document), "topics"); !done)
          return tl::unexpected(done.error());
        break;
      }
    }
    row.cells = {members[i].node.key,
                 members[i].node.properties.FindString(property::name),
                 number,
                 between[i],
                 rank[i],
                 static_cast<int64_t>(members[i].topics),
                 static_cast<int64_t>(boost::out_degree(i, graph)),
                 nearest[i].first == 0 ? Value()
                                       : Value(fmt::format("{} ({:.2f})", members[nearest[i].second].node.key,
                                                           nearest[i].first))};
    answer.rows.push_back(std::move(row));
  }
  if (members.size() > options.view.top) {
    answer.notes.push_back(
        MakeNote("rows-left-out", "{} not shown (" PARAMETER("top") ")",
                 Counting{members.size() - options.view.top, "more forum is", "more forums are"}));
  }
  List pairs;  // of rows, for a picture
  for (const auto edge : boost::make_iterator_range(boost::edges(graph))) {
    const size_t a = boost::source(edge, graph), b = boost::target(edge, graph);
    if (std::max(a, b) >= options.view.top) continue;
    pairs.emplace_back(PropertyMap{{"a", members[a].node.key},
                                   {"b", members[b].node.key},
                                   {"share", boost::get(boost::edge_weight, graph, edge)}});
  }
  answer.arguments.Set("pairs", std::move(pairs));
  options.view.Say(coverage->undated(), &answer);
  answer.arguments.Set("min", options.least);
  if (!members.empty()) {
    answer.notes.push_back(MakeNote(
        "communities", "{}; {} at least {:.0f} % of their topics; {}", Counting{members.size(), "forum"},
        Counting{boost::num_edges(graph), "pair shares", "pairs share"}, 100 * options.least,
        Counting{numbers.size(), "community", "communities"}));
  }
  SayComparison(*coverage, topics, cells, options.columns, &answer);
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  return answer;
}

namespace {

Result<Answer> RunOverlap(const Snapshot& snapshot, const Arguments& arguments) {
  OverlapOptions options;
  options.columns = arguments.Get("cols");
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.least, arguments.GetShare("min", options.least));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerOverlap(snapshot, options);
}

constexpr AnswerFormat kFormats[] = {
    {"svg", [](const Answer& answer) -> Result<std::string> { return DrawNeighbours(answer); }}};

}  // namespace

const Query koverlapQuery = {
    "overlap", "Group forums by the topics they share: communities, and the forums that connect them",
    "",        "overlap\noverlap --cols mit-risk-domain --min 0.3 --as-of 2024",
    kOptions,  RunOverlap,
    {},        kFormats,
};

}  // namespace concord
