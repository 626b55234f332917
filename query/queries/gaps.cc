#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/topic_matrix.h"
#include "query/crosswalks/crosswalk.h"
#include "query/crosswalks/item_families.h"
#include "query/crosswalks/item_gaps.h"
#include "query/editions/edition.h"
#include "query/pictures/state_picture.h"
#include "query/places/lookup.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"by", "B", "Items of A without a counterpart in B, items of B without one in A, and why"},
    {"all", "", "With " PARAMETER("by") ": also show items that have a counterpart"},
    {"side", "a|b", "With " PARAMETER("by") ": only the items of A, or only those of B"},
    {"leaves", "", "With " PARAMETER("by") ": only items without items below them"},
    {"live", "", "With " PARAMETER("by") ": leave out items that only say that they were withdrawn"},
    {"forum", "ID", "The forum to compare with its peers: key, name, acronym or the start of a key"},
    {"cols", "SCHEME|TOPIC,...",
     "With " PARAMETER("forum") ": topics to compare, as in `coverage` (default: all concepts in use)"},
    {"peers", "K", "Number of peers: the forums that share most topics with it (default 10)"},
    {"top", "K", "With " PARAMETER("forum") ": topics to show (default 30)"},
    kNoIndexOption,
    kAsOfOption,
    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
    {"format", "FORMAT",
     "Write csv, evidence-csv or xlsx (a workbook with all evidence); with " PARAMETER("by") " also svg"},
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
  const TopicColumn* topic;
  size_t column;  // of the matrix
  std::vector<VertexId> peers;
};

// A row of a crosswalk that speaks of an item.
struct Said {
  EdgeId edge;
  bool denies;
};
using SaidOf = std::multimap<uint32_t, Said>;

// What is asked for of the items.
struct Asked {
  bool mapped = false;  // those that have a counterpart too
  bool leaves = false;  // only those without items below
  bool live = false;    // without those that only say that they were withdrawn
};

// One side of a crosswalk: the items that are asked for, each with the rows that say so.
Result<void> AddItems(const Framework& framework, const ItemStates& states, const SaidOf& said_of,
                      const Asked& asked, EvidenceReader* reader, Answer* answer) {
  std::vector<bool> has_parts(framework.items.size());
  for (const Item& item : framework.items) {
    if (item.parent >= 0) has_parts[static_cast<size_t>(item.parent)] = true;
  }
  size_t with_parts = 0, withdrawn = 0;
  for (uint32_t i = 0; i < framework.items.size(); ++i) {
    if (!asked.mapped && states.of[i] == ItemState::kMapped) continue;
    const Item& item = framework.items[i];
    if (asked.leaves && has_parts[i]) {
      ++with_parts;
      continue;
    }
    if (states.of[i] != ItemState::kMapped && (IsWithdrawn(item.title) || IsWithdrawn(item.text))) {
      ++withdrawn;
      if (asked.live) continue;
    }
    Row row;
    reader->Begin(&row);
    int64_t denied = 0;
    const auto [first, behind] = said_of.equal_range(i);
    for (auto at = first; at != behind; ++at) {
      denied += at->second.denies ? 1 : 0;
      if (auto done = reader->AddEdge(at->second.edge, at->second.denies ? "denied" : "state"); !done)
        return done;
    }
    row.cells = {framework.key, item.id, item.title, std::string(ItemStateName(states.of[i])), denied};
    answer->rows.push_back(std::move(row));
  }
  answer->notes.push_back(MakeNote("gap-states", "{}: {}", framework.key, Summary(states)));
  if (with_parts > 0)
    answer->notes.push_back(
        MakeNote("items-with-parts", "{}: {} not shown", framework.key,
                 Counting{with_parts, "item that has parts is", "items that have parts are"}));
  if (withdrawn > 0) {
    answer->notes.push_back(
        MakeNote("items-withdrawn", "{}: {} withdrawn{}", framework.key,
                 Counting{withdrawn, "of these only says that it was", "of these only say that they were"},
                 asked.live ? " and are not shown" : "; " PARAMETER("live") " leaves them out"));
  }
  return {};
}

}  // namespace

Result<Answer> AnswerItemGaps(const Snapshot& snapshot, const ItemGapsOptions& options) {
  Places places(snapshot);
  auto a = LoadFramework(snapshot, options.a, true, &places);
  if (!a) return tl::unexpected(a.error());
  auto b = LoadFramework(snapshot, options.b, true, &places);
  if (!b) return tl::unexpected(b.error());
  // What follows from chains is no statement.
  auto crosswalk = FindCrosswalk(snapshot, *a, *b, {.most_steps = 1});
  if (!crosswalk) return tl::unexpected(crosswalk.error());

  const std::string_view side = options.side;
  if (!side.empty() && side != "a" && side != "b") return FailChoice("side", side, {"a", "b"});
  SaidOf said_of_a, said_of_b;
  for (const StatedMapping& mapping : crosswalk->stated) {
    const Said said = {mapping.link.edge, mapping.link.negated && mapping.object >= 0};
    said_of_a.emplace(mapping.subject, said);
    if (mapping.object >= 0) said_of_b.emplace(static_cast<uint32_t>(mapping.object), said);
  }
  Answer answer;
  answer.query = "gaps";
  answer.arguments.Set("framework", a->key);
  answer.arguments.Set("by", b->key);
  answer.arguments.Set("all", options.mapped);
  if (!side.empty()) answer.arguments.Set("side", side);
  answer.arguments.Set("leaves", options.leaves);
  answer.arguments.Set("live", options.live);
  answer.columns = {{"framework", "", false},
                    {"item", "", false},
                    {"title", "", false},
                    {"state", "", false},
                    {"denied", "", true, false, true}};
  EvidenceReader reader(snapshot, options.view.quotes);
  const Asked asked = {options.mapped || options.families, options.leaves, options.live};
  const ItemStates of_a = SubjectStates(*crosswalk, *a), of_b = ObjectStates(*crosswalk, *b);
  if (options.families) {
    answer.arguments.Set("families", PropertyMap{{"subject", FamiliesAsValue(*a, of_a)},
                                                 {"object", FamiliesAsValue(*b, of_b)}});
  }
  Result<void> done;
  if (side != "b") done = AddItems(*a, of_a, said_of_a, asked, &reader, &answer);
  if (done && side != "a") done = AddItems(*b, of_b, said_of_b, asked, &reader, &answer);
  if (!done) return tl::unexpected(done.error());
  NoteContradictions(*crosswalk, *a, *b, &answer.notes);
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  return answer;
}

Result<Answer> AnswerForumGaps(const Snapshot& snapshot, const ForumGapsOptions& options) {
  constexpr std::array<std::string_view, 1> kLabels = {label::Forum};
  auto forum = FindNamed(snapshot, options.forum, kLabels);
  if (!forum) return tl::unexpected(forum.error());
  auto coverage = Coverage::Load(snapshot, options.view.as_of, options.view.arrays);
  if (!coverage) return tl::unexpected(coverage.error());
  const GraphView& view = coverage->view();

  auto columns = TopicsToCompare(snapshot, *coverage, options.columns, options.reading, true);
  if (!columns) return tl::unexpected(columns.error());
  const std::vector<TopicColumn>& topics = *columns;
  TopicMatrix matrix(*coverage, topics, MatrixRows::kForum);
  const std::span<const uint32_t> cells = matrix.Count(MatrixMeasure::kDocuments);
  std::optional<size_t> own;
  for (size_t r = 0; r < matrix.row_count(); ++r) {
    if (matrix.row(r) != view.vertex(*forum)) continue;
    const auto row = cells.subspan(r * topics.size(), topics.size());
    if (std::any_of(row.begin(), row.end(), [](uint32_t n) { return n > 0; })) own = r;
  }
  const std::vector<size_t> peers = PeersOf(cells, topics.size(), own, options.peers);
  std::vector<Gap> gaps;
  for (size_t c = 0; c < topics.size(); ++c) {
    if (own && cells[*own * topics.size() + c] > 0) continue;
    Gap gap{&topics[c], c, {}};
    for (const size_t peer : peers) {
      if (cells[peer * topics.size() + c] > 0) gap.peers.push_back(matrix.row(peer));
    }
    if (!gap.peers.empty()) gaps.push_back(std::move(gap));
  }
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) {
    const size_t x = a.peers.size(), y = b.peers.size();
    return x != y ? x > y : a.topic->key < b.topic->key;
  });
  Answer answer;
  answer.query = "gaps";
  answer.columns = {{"topic", "", false},
                    {"label", "", false},
                    {"peers", "", true},
                    {"documents", "", true},
                    {"covered_by", "covered by", false}};
  KeepTop(options.view.top, "topic", "topics", &gaps, &answer);
  EvidenceReader reader(snapshot, options.view.quotes);
  Scope scope;
  for (const Gap& gap : gaps) {
    Row row;
    reader.Begin(&row);
    matrix.Mark(*gap.topic, &scope);
    std::set<VertexId> proven;
    int64_t documents = 0;
    for (const VertexId document : scope.documents) {
      bool of_peer = false;
      for (const Coverage::Credit& credit : coverage->CreditsOf(document)) {
        if (std::find(gap.peers.begin(), gap.peers.end(), credit.actor) == gap.peers.end()) continue;
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
    for (const VertexId peer : gap.peers) {
      auto node = snapshot.GetNode(view.node(peer));
      if (!node) return tl::unexpected(node.error());
      names.emplace_back(node->key);
    }
    row.cells = {gap.topic->key, gap.topic->label, static_cast<int64_t>(gap.peers.size()), documents,
                 std::move(names)};
    answer.rows.push_back(std::move(row));
  }
  auto node = snapshot.GetNode(*forum);
  if (!node) return tl::unexpected(node.error());
  answer.arguments.Set("forum", node->key);
  options.view.Say(coverage->undated(), &answer);
  answer.arguments.Set("peers", static_cast<int64_t>(peers.size()));
  if (!own)
    answer.notes.push_back(
        MakeNote("forum-issued-nothing", "{} issued no document with text on these topics", node->key));
  else if (gaps.empty())
    answer.notes.push_back(MakeNote("no-gaps", "{} covers every topic that its peers cover", node->key));
  SayComparison(*coverage, topics, cells, options.columns, &answer);
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  return answer;
}

namespace {

Result<Answer> RunGaps(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.Has("by")) {
    if (arguments.words.size() != 1)
      return Fail(ErrorCode::kUsage, "gaps compares two frameworks: give A, and B in " PARAMETER("by"));
    ItemGapsOptions options;
    options.a = arguments.words[0];
    options.b = arguments.Get("by");
    options.side = arguments.Get("side");
    options.mapped = arguments.Has("all");
    options.leaves = arguments.Has("leaves");
    options.live = arguments.Has("live");
    options.families = arguments.Get("format") == "svg";
    CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
    return AnswerItemGaps(snapshot, options);
  }
  if (!arguments.Has("forum"))
    return Fail(ErrorCode::kUsage,
                "gaps needs a framework A and " PARAMETER("by") ", or " PARAMETER("forum"));
  ForumGapsOptions options;
  options.forum = arguments.Get("forum");
  options.columns = arguments.Get("cols");
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.peers, arguments.GetInt("peers", 10, 1, 10'000));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerForumGaps(snapshot, options);
}

constexpr auto kFormats = std::to_array<AnswerFormat>({
    {"svg",
     [](const Answer& answer) -> Result<std::string> {
       if (answer.arguments.Find("by") != nullptr) return DrawStates(answer);
       return Fail(ErrorCode::kUsage,
                   "the format svg draws the items of a framework; gaps of a forum have no picture");
     }},
});

}  // namespace

const Query kgapsQuery = {
    "gaps",
    "Find items of a framework without a counterpart, or topics that a forum leaves to its peers",
    "[A]",
    "gaps nist-csf-2.0 --by nist-csf-1.1\ngaps --forum oecd --cols mit-risk-domain\ngaps --forum g20 --peers "
    "5 --as-of 2024",
    kOptions,
    RunGaps,
    {},
    kFormats,
};

}  // namespace concord
