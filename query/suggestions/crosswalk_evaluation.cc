#include "query/suggestions/crosswalk_evaluation.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "graph/vocabulary.h"
#include "query/crosswalks/mapping_links.h"
#include "query/text/bm25.h"

namespace concord {
namespace {

constexpr std::string_view kNoTermFound = "sssom:NoTermFound";
// Of either ranking. A first right object behind these would count for less than a thousandth.
constexpr size_t kRanked = 1000;
constexpr size_t kSubjectsAtOnce = 256;  // with their rankings, some 50 MB
constexpr size_t kBest = 10;

std::string FrameworkOf(std::string_view curie) { return std::string(curie.substr(0, curie.find(':'))); }

std::string WholeText(const Item& item) { return item.title + " " + item.text; }

}  // namespace

Result<std::vector<StatedPairs>> PairsOfSet(const Snapshot& snapshot, std::string_view set) {
  std::vector<StatedPairs> all;
  const std::optional<Symbol> maps_to = snapshot.FindSymbol(edge::MAPS_TO);
  if (!maps_to) return all;
  std::map<std::pair<std::string, std::string>, StatedPairs> pairs;
  Result<void> failed;
  const auto read = snapshot.ForEachEdge([&](const Edge& edge) {
    if (snapshot.FindSymbol(edge.type) != maps_to || edge.properties.FindString(property::set) != set)
      return true;
    if (edge.properties.FindString(property::modifier) == "Not" ||
        edge.properties.FindString(property::decision) == "rejected")
      return true;
    auto from = snapshot.GetNode(edge.from), to = snapshot.GetNode(edge.to);
    if (!from || !to) {
      failed = tl::unexpected(from ? to.error() : from.error());
      return false;
    }
    if (from->key == kNoTermFound || to->key == kNoTermFound) return true;
    StatedPairs& of = pairs[{FrameworkOf(from->key), FrameworkOf(to->key)}];
    of.rows.emplace_back(from->key, to->key);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  if (!failed) return tl::unexpected(failed.error());
  for (auto& [frameworks, of] : pairs) {
    std::tie(of.subject, of.object) = frameworks;
    all.push_back(std::move(of));
  }
  return all;
}

ExpertList ListOf(const StatedPairs& pairs, const Framework& a, const Framework& b) {
  std::map<std::string_view, uint32_t> of_a, of_b;
  for (uint32_t i = 0; i < a.items.size(); ++i) of_a.emplace(a.items[i].id, i);
  for (uint32_t i = 0; i < b.items.size(); ++i) of_b.emplace(b.items[i].id, i);
  ExpertList right;
  for (const auto& [from, to] : pairs.rows) {
    const auto subject = of_a.find(from), object = of_b.find(to);
    if (subject != of_a.end() && object != of_b.end() && from != to)
      right[subject->second].insert(object->second);
  }
  return right;
}

void LeafFirst::Add(const Candidates& objects, const std::set<uint32_t>& listed, uint32_t best) {
  if (objects.AreAllLeaves()) return;
  if (!std::ranges::all_of(listed, [&](uint32_t o) { return objects.IsLeaf(o); })) return;
  ++subjects;
  first += objects.IsLeaf(best) ? 1 : 0;
}

Result<CrosswalkEvaluation> EvaluateCrosswalk(const Snapshot& snapshot, const Framework& a,
                                              const Framework& b, const ExpertList& right,
                                              const SuggestionOptions& options) {
  CrosswalkEvaluation evaluation;
  evaluation.subjects = right.size();
  evaluation.objects = b.items.size();
  const double each = 1 / static_cast<double>(right.size());
  std::vector<uint32_t> subjects;
  for (const auto& [subject, objects] : right) {
    subjects.push_back(subject);
    evaluation.listed += each * static_cast<double>(objects.size());
  }
  SuggestionOptions asked = options;
  asked.top = kRanked;
  asked.least = 0;
  asked.explain = false;
  std::map<uint32_t, std::vector<uint32_t>> ranked;
  for (size_t first = 0; first < subjects.size(); first += kSubjectsAtOnce) {
    const auto from = subjects.begin() + static_cast<ptrdiff_t>(first);
    asked.subjects.assign(from,
                          from + static_cast<ptrdiff_t>(std::min(kSubjectsAtOnce, subjects.size() - first)));
    auto suggestions = SuggestMappings(snapshot, a, b, asked);
    if (!suggestions) return tl::unexpected(suggestions.error());
    for (const Suggestion& one : *suggestions) {
      std::vector<uint32_t>& of_subject = ranked[one.subject];
      of_subject.push_back(one.object);
      if (of_subject.size() <= kBest)
        evaluation.said.emplace_back(one.confidence, right.at(one.subject).contains(one.object));
    }
  }
  std::vector<std::string> texts;
  for (const Item& item : b.items) texts.push_back(WholeText(item));
  const Bm25 bm25(texts);
  const Candidates candidates(b, {}, false);
  for (const auto& [subject, objects] : right) {
    evaluation.suggested.Add(Measure(ranked[subject], objects), each);
    if (!ranked[subject].empty()) evaluation.leaves.Add(candidates, objects, ranked[subject].front());
    std::vector<uint32_t> plain = bm25.Rank(WholeText(a.items[subject]));
    std::erase_if(plain, [&](uint32_t o) { return b.items[o].id == a.items[subject].id; });
    plain.resize(std::min(plain.size(), kRanked));
    evaluation.bm25.Add(Measure(plain, objects), each);
  }
  return evaluation;
}

}  // namespace concord
