#include "query/topics/topic.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/parameter.h"
#include "base/text.h"
#include "graph/record_scan.h"
#include "graph/vocabulary.h"
#include "query/index/unit_index.h"
#include "query/places/lookup.h"
#include "query/places/text_window.h"
#include "query/places/walk.h"
#include "query/topics/saved_topic.h"
#include "query/topics/wording_places.h"

namespace concord {
namespace {

bool LooksLikeCode(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  return text.find(':') != std::string_view::npos ||
         std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<TopicTerm> TermOf(const Snapshot& snapshot, NodeId root, bool minus) {
  auto node = snapshot.GetNode(root);
  if (!node) return tl::unexpected(node.error());
  TopicTerm term;
  term.key = node->key;
  term.label = node->properties.FindString(property::label);
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
    if (node->HasLabel(label::Concept)) return **exact;
  }
  std::vector<NodeId> found;
  auto done = snapshot.ForEachNodeWhere(label::Concept, "code", Value(text), [&](NodeId id) {
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
  auto concepts = WithLabel(snapshot, label::Concept);
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
    auto below = Neighbours(snapshot, at, Direction::kIn, edge::BROADER);
    if (!below) return tl::unexpected(below.error());
    for (const Adjacent& adjacent : *below) {
      if (narrower.insert(adjacent.node).second) open.push_back(adjacent.node);
    }
  }
  return std::vector<NodeId>(narrower.begin(), narrower.end());
}

Result<void> TopicFinder::LoadPassages() {
  if (passages_) return {};
  auto loaded = Passages::Load(snapshot_, options_.arrays);
  if (!loaded) return tl::unexpected(loaded.error());
  passages_ = std::move(*loaded);
  return {};
}

// "a:1 + b:2 - c:3": each with its sign; one when there is no sign.
std::vector<TopicFinder::Operand> TopicFinder::SplitOperands(std::string_view text) {
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

namespace {

using PassagePlace = std::pair<NodeId, uint64_t>;
PassagePlace PlaceOf(const Passage& passage) { return {passage.section, passage.span.start}; }

}  // namespace

PassageOptions TopicFinder::HowToLook() const {
  return {options_.threshold, options_.window, options_.wordings};
}

Result<void> TopicFinder::AddWords(const std::vector<Operand>& operands, Topic* topic) {
  if (auto done = LoadPassages(); !done) return done;
  topic->threshold = options_.threshold;
  std::set<PassagePlace> seen;  // and those to leave out
  for (const Operand& operand : operands) {
    if (!operand.minus) continue;
    auto off = passages_->WithWords(operand.text, HowToLook());
    if (!off) return tl::unexpected(off.error());
    for (const Passage& passage : *off) seen.insert(PlaceOf(passage));
  }
  std::string slips;
  for (const Operand& operand : operands) {
    if (!topic->name.empty()) topic->name += operand.minus ? " - " : " + ";
    topic->name += operand.text;
    if (operand.minus) continue;
    topic->words.push_back(operand.text);
    auto found = passages_->WithWords(operand.text, HowToLook(), &topic->wordings);
    if (!found) return tl::unexpected(found.error());
    const size_t exact = found->size();
    if (options_.vectors != nullptr) {
      auto near =
          passages_->Near(operand.text, HowToLook(), options_.near, kNearCandidates, options_.vectors);
      if (!near) return tl::unexpected(near.error());
      found->insert(found->end(), near->begin(), near->end());
      topic->near = options_.near;
    }
    if (found->empty()) {
      topic->silent.push_back(operand.text);
      for (const Passages::Slip& slip : passages_->Misspelt(operand.text))
        slips += fmt::format("; no text has '{}', did you mean '{}'?", slip.word, slip.meant);
    }
    for (size_t i = 0; i < found->size(); ++i) {
      if (!seen.insert(PlaceOf((*found)[i])).second) continue;
      ++(i < exact ? topic->passages : topic->near_passages);
      topic->found.push_back((*found)[i]);
    }
  }
  if (topic->found.empty()) {
    const bool several = topic->name.find(' ') != std::string::npos;
    if (slips.empty() && several) slips = "; a lower " PARAMETER("threshold") " may find some";
    return Fail(
        ErrorCode::kNotFound,
        several
            ? fmt::format("no concept is called '{}', and no paragraph contains {:.0f} % of these words{}",
                          topic->name, 100 * options_.threshold, slips)
            : fmt::format("no concept is called '{}', and no paragraph contains this word{}", topic->name,
                          slips));
  }
  return PlaceFound(topic);
}

Result<void> TopicFinder::AddLabels(Topic* topic) {
  if (auto done = LoadPassages(); !done) return done;
  topic->threshold = options_.threshold;
  PassageOptions look = HowToLook();
  look.wordings = {};
  look.wordings.expand = false;
  std::map<PassagePlace, Passage> on_topic, off_topic;
  for (const TopicTerm& term : topic->terms) {
    for (const NodeId concept_node : term.concepts) {
      if (topic->labels == kMostLabels) break;
      auto node = snapshot_.GetNode(concept_node);
      if (!node) return tl::unexpected(node.error());
      const std::string_view label = node->properties.FindString(property::label);
      if (label.empty()) continue;
      ++topic->labels;
      auto found = passages_->WithWords(label, look);
      if (!found) return tl::unexpected(found.error());
      for (const Passage& passage : *found)
        (term.minus ? off_topic : on_topic).emplace(PlaceOf(passage), passage);
    }
  }
  for (const auto& [place, passage] : on_topic) {
    if (!off_topic.contains(place)) topic->found.push_back(passage);
  }
  topic->passages = topic->found.size();
  return PlaceFound(topic);
}

Result<void> TopicFinder::PlaceFound(Topic* topic) const {
  // A page without a break speaks of much; on the topic are the sentences around its words.
  constexpr uint64_t kLong = 1500, kAround = 800, kSentence = 600;
  // A heading speaks of what begins so near below it.
  constexpr uint64_t kBelowHeading = 1200;
  WordingPlaces words(topic->wordings);
  TextWindow texts(snapshot_);
  for (const Passage& passage : topic->found) {
    std::vector<TextSpan>& spans = topic->spans[passage.section];
    const auto [start, end] = passage.span;
    if (end - start <= kLong || topic->wordings.empty()) {
      spans.push_back(passage.span);
      continue;
    }
    auto text = texts.Of(passage.version, passage.span);
    if (!text) return tl::unexpected(text.error());
    const std::vector<TextSpan> places = words.Densest(*text);
    if (places.empty()) spans.push_back(passage.span);  // near in meaning, or by its headings
    for (const TextSpan& place : places) {
      const TextSpan near{place.start - std::min(place.start, kAround), place.end + kAround};
      const TextSpan around = SentencesAround(*text, near, near.end - near.start + kSentence);
      spans.push_back({start + around.start, start + around.end});
    }
  }
  std::vector<NodeId> sections;
  for (auto& [section, spans] : topic->spans) {
    std::ranges::sort(spans, {}, &TextSpan::start);
    sections.push_back(section);
  }
  // Its heading speaks of what the paragraph is about: "Cooperation with the G7.--Exercises shall ...".
  return ReadNodes(snapshot_, sections, [&](const Node& section) {
    std::vector<TextSpan>& spans = topic->spans[section.id];
    const auto heading = SpanOf(section.properties, property::heading_start, "heading_end");
    if (heading && spans.front().start <= heading->end + kBelowHeading) spans.insert(spans.begin(), *heading);
  });
}

Result<std::vector<NodeId>> UntextedWorks(const Snapshot& snapshot, const Topic& topic) {
  if (topic.words.empty()) return std::vector<NodeId>();
  auto arrays = TextArrays::Load(snapshot, topic.arrays);
  if (!arrays) return tl::unexpected(arrays.error());
  UnitIndex titles(*std::move(arrays));
  UnitFilter untexted;
  untexted.measures = untexted.sections = false;
  untexted.untexted = true;
  std::vector<NodeId> found;
  for (const std::string_view operand : topic.words) {
    auto hits = titles.Search(snapshot, operand, untexted, SIZE_MAX, static_cast<float>(topic.threshold));
    if (!hits) return tl::unexpected(hits.error());
    for (const UnitIndex::Hit& hit : hits->best) {
      const NodeId work = titles.arrays().units()[hit.unit].node;
      if (std::ranges::find(found, work) == found.end()) found.push_back(work);
    }
  }
  return found;
}

Result<bool> TopicFinder::IsApplied(NodeId concept_node) {
  auto schemes = Neighbours(snapshot_, concept_node, Direction::kOut, edge::IN_SCHEME);
  if (!schemes) return tl::unexpected(schemes.error());
  std::vector<NodeId> concepts = {concept_node};
  for (const Adjacent& scheme : *schemes) {
    const auto known = applied_.find(scheme.node);
    if (known != applied_.end() && known->second) return true;
    if (known != applied_.end()) continue;
    auto in_it = Neighbours(snapshot_, scheme.node, Direction::kIn, edge::IN_SCHEME);
    if (!in_it) return tl::unexpected(in_it.error());
    for (const Adjacent& adjacent : *in_it) concepts.push_back(adjacent.node);
  }
  bool applied = false;
  for (size_t i = 0; i < concepts.size() && !applied; ++i) {
    auto classified = Neighbours(snapshot_, concepts[i], Direction::kIn, edge::CLASSIFIED_AS);
    if (!classified) return tl::unexpected(classified.error());
    applied = !classified->empty();
  }
  for (const Adjacent& scheme : *schemes) applied_.emplace(scheme.node, applied);
  return applied;
}

Result<Topic> TopicFinder::Find(std::string_view text) {
  Topic topic;
  topic.arrays = options_.arrays;
  auto saved = FindSavedTopic(snapshot_, text);
  if (!saved) return tl::unexpected(saved.error());
  if (!saved->query.empty()) {
    topic.saved = saved->name;
    text = saved->query;
  }
  const std::vector<Operand> operands = SplitOperands(text);
  std::vector<NodeId> roots;
  for (const Operand& operand : operands) {
    if (operand.text.empty())
      return Fail(ErrorCode::kUsage,
                  fmt::format("a topic is missing before or after a sign in '{}'; write for instance "
                              "'incident - drill'",
                              text));
    auto root = FindConcept(snapshot_, operand.text);
    if (!root) return tl::unexpected(root.error());
    roots.push_back(*root);
  }
  const auto words = std::ranges::count(roots, NodeId{0});
  if (static_cast<size_t>(words) == roots.size()) {
    if (auto done = AddWords(operands, &topic); !done) return tl::unexpected(done.error());
    return topic;
  }
  for (size_t i = 0; i < operands.size(); ++i) {
    if (roots[i] == 0) {
      return Fail(
          ErrorCode::kUsage,
          fmt::format("'{}' in '{}' is not a concept; a topic joins either concepts or words, not both",
                      operands[i].text, text));
    }
    auto term = TermOf(snapshot_, roots[i], operands[i].minus);
    if (!term) return tl::unexpected(term.error());
    if (!topic.name.empty()) topic.name += operands[i].minus ? " - " : " + ";
    topic.name += term->key;
    topic.terms.push_back(std::move(*term));
    auto applied = IsApplied(roots[i]);
    if (!applied) return tl::unexpected(applied.error());
    topic.is_concept = topic.is_concept || *applied;
  }
  topic.label = topic.terms.front().label;
  if (!topic.is_concept) {
    if (auto done = AddLabels(&topic); !done) return tl::unexpected(done.error());
  }
  return topic;
}

}  // namespace concord
