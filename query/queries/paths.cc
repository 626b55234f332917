#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/crosswalks/chains.h"
#include "query/places/lookup.h"
#include "query/places/place.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"steps", "N", "Follow chains of up to N mappings, 1 to 6 (default 3)"},
    {"top", "K", "Chains to show, the most specific first (default 20)"},
    {"mix-rationales", "", "Let chains combine rows of different rationale"},
};
constexpr std::array<std::string_view, 3> kMapped = {label::Concept, label::Section, label::Measure};

// A chain as it is kept, for its links outlive it.
struct Found {
  std::vector<const MappingLink*> steps;
  RelationMask mask = 0;
  std::optional<double> confidence;
};

// What says most first: the class, then fewer steps, then more confidence. Equals stay in their order.
bool SaysMore(const Found& a, const Found& b) {
  const auto sure = std::pair(ClassOf(a.mask), a.steps.size());
  const auto less = std::pair(ClassOf(b.mask), b.steps.size());
  return sure != less ? sure < less : a.confidence.value_or(-1) > b.confidence.value_or(-1);
}

class PathsAnswer {
 public:
  PathsAnswer(const Snapshot& snapshot, NodeId from) : snapshot_(snapshot), places_(snapshot), from_(from) {
    answer_.query = "paths";
    answer_.columns = {{"chain", "", false, false, false, true},
                       {"steps", "", true},
                       {"class", "", false},
                       {"relation", "", false},
                       {"confidence", "", true},
                       {"weakest", "", false, true},
                       {"contradiction", "", false, true, true}};
  }

  Result<void> Add(const Found& found, bool contradicts) {
    Row row;
    auto way = KeyOf(from_);
    if (!way) return tl::unexpected(way.error());
    const MappingLink* weakest = nullptr;
    std::string weakest_row;
    for (const MappingLink* step : found.steps) {
      auto key = KeyOf(step->other);
      if (!key) return tl::unexpected(key.error());
      auto edge = snapshot_.GetEdge(step->edge);
      if (!edge) return tl::unexpected(edge.error());
      *way += fmt::format(" -{}-> {}", RelationName(step->mask), *key);
      // A row that nobody put a number to is weaker than any that has one.
      if (weakest == nullptr || step->confidence.value_or(-1) < weakest->confidence.value_or(-1)) {
        weakest = step;
        const std::string_view set = edge->properties.FindString(property::set);
        weakest_row = fmt::format("{}{}", set.empty() ? "a row of no set" : set,
                                  step->confidence ? fmt::format(", {}", *step->confidence)
                                                   : std::string(", no confidence stated"));
      }
      nodes_.insert({edge->from, edge->to});
      auto evidence = places_.EvidenceOf(*edge);
      if (!evidence) return tl::unexpected(evidence.error());
      if (*evidence) row.evidence.push_back(std::move(**evidence));
    }
    row.cells = {*std::move(way),
                 static_cast<int64_t>(found.steps.size()),
                 std::string(RelationClassName(ClassOf(found.mask))),
                 found.mask == kAnyRelation ? "any" : RelationName(found.mask),
                 found.confidence ? Value(*found.confidence) : Value(),
                 weakest_row,
                 contradicts ? Value(true) : Value()};
    answer_.rows.push_back(std::move(row));
    return {};
  }

  Answer Finish() {
    answer_.nodes.assign(nodes_.begin(), nodes_.end());
    return std::move(answer_);
  }
  Answer& answer() { return answer_; }
  Result<std::string> KeyOf(NodeId id) const {
    auto node = snapshot_.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    return std::move(node->key);
  }

 private:
  const Snapshot& snapshot_;
  Places places_;
  NodeId from_;
  Answer answer_;
  std::set<NodeId> nodes_;
};

}  // namespace

Result<Answer> AnswerPaths(const Snapshot& snapshot, const PathsOptions& options) {
  std::array<NodeId, 2> ends{};
  for (size_t i = 0; i < 2; ++i) {
    auto node = FindNamed(snapshot, i == 0 ? options.a : options.b, kMapped);
    if (!node) return tl::unexpected(node.error());
    ends[i] = *node;
  }
  if (ends[0] == ends[1]) return Fail(ErrorCode::kUsage, "paths needs two different items");

  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());
  const ChainOptions how{.most_steps = static_cast<int>(options.steps),
                         .mix_rationales = options.mix_rationales,
                         .follow_silent = true};
  std::vector<Found> chains;
  RelationMask together = kAnyRelation;
  auto visited = VisitChains(
      &*links, ends[0], how, [&](NodeId node) { return node == ends[1]; },
      [&](const Chain& chain) {
        together &= chain.mask;
        chains.push_back({{chain.steps.begin(), chain.steps.end()}, chain.mask, ConfidenceOf(chain)});
      });
  if (!visited) return tl::unexpected(visited.error());
  std::stable_sort(chains.begin(), chains.end(), SaysMore);

  PathsAnswer rows(snapshot, ends[0]);
  Answer& answer = rows.answer();
  for (size_t i = 0; i < 2; ++i) {
    auto key = rows.KeyOf(ends[i]);
    if (!key) return tl::unexpected(key.error());
    answer.arguments.Set(i == 0 ? "subject" : "object", *std::move(key));
  }
  answer.arguments.Set("steps", options.steps);
  answer.arguments.Set("top", options.top);
  for (size_t i = 0; i < chains.size() && i < static_cast<size_t>(options.top); ++i) {
    const bool contradicts = together == 0 && chains[i].mask != kAnyRelation;
    if (auto done = rows.Add(chains[i], contradicts); !done) return tl::unexpected(done.error());
  }
  if (chains.empty()) {
    answer.notes.push_back(MakeNote("no-chain", "no chain of up to {} joins the two: nobody has looked",
                                    Counting{static_cast<uint64_t>(options.steps), "mapping"}));
  } else {
    const auto silent = std::count_if(chains.begin(), chains.end(),
                                      [](const Found& chain) { return chain.mask == kAnyRelation; });
    answer.notes.push_back(
        together == 0
            ? MakeNote("chains-contradict",
                       "together: a contradiction; at least one row of those that say something is wrong")
            : MakeNote("chains-together", "together: {} ({})", RelationName(together),
                       RelationClassName(ClassOf(together))));
    answer.notes.push_back(
        MakeNote("chains-counted", "{}, of which {} no relation{}", Counting{chains.size(), "chain"},
                 Counting{static_cast<uint64_t>(silent), "implies", "imply"},
                 chains.size() > static_cast<size_t>(options.top)
                     ? fmt::format("; the first {} are shown (" PARAMETER("top") ")", options.top)
                     : std::string()));
  }
  return rows.Finish();
}

namespace {

Result<Answer> RunPaths(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    return Fail(ErrorCode::kUsage, "paths needs two items: paths nist-csf-2.0:PR.AA-01 nist-csf-1.1:PR.AC-1");
  }
  PathsOptions options;
  options.a = arguments.words[0];
  options.b = arguments.words[1];
  CONCORD_ASSIGN(options.steps, arguments.GetInt("steps", options.steps, 1, kMostSteps));
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", options.top, 1, 1'000'000));
  options.mix_rationales = arguments.Has("mix-rationales");
  return AnswerPaths(snapshot, options);
}

}  // namespace

const Query kpathsQuery = {
    "paths",
    "Show every chain of mappings between two items, and what the chains prove together",
    "ITEM ITEM",
    "paths nist-csf-2.0:PR.AA-01 nist-800-53r5:AC-2\n"
    "paths cosai-controls:controlInputValidationAndSanitization mitre-atlas:AML.T0051 --steps 4",
    kOptions,
    RunPaths,
};

}  // namespace concord
