#include "query/reviews/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/delimited.h"
#include "base/sha256.h"
#include "base/text.h"
#include "mapping/sssom_text.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr std::string_view kSetPrefix = "review/";
constexpr std::string_view kNoTermFound = "sssom:NoTermFound";
constexpr std::string_view kHead =
    "mapping_date\tsubject_id\tsubject_label\tdecision\tobject_id\tobject_label\tsuggestion_confidence\t"
    "suggestion\tcomment\n";
constexpr size_t kCells = 9;

struct Word {
  std::string_view name;
  std::string_view predicate;
  bool negated;
};
// In the order of Verdict.
constexpr Word kWords[kVerdicts] = {
    {"equal", "skos:exactMatch", false},
    {"subset", "skos:broadMatch", false},
    {"superset", "skos:narrowMatch", false},
    {"intersects", "skos:relatedMatch", false},
    {"no relationship", "skos:relatedMatch", true},
    // Anything but the same: the least that a refusal says, so that nothing is concluded from it.
    {"rejected", "skos:exactMatch", true},
    {"no counterpart", "skos:relatedMatch", false},
    {"withdrawn", "", false},
};

// A name of letters that keys do not have still gives a key of its own.
std::string KeyOfReviewer(std::string_view reviewer) {
  std::string slug = Slug(reviewer);
  if (std::ranges::any_of(reviewer, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    slug += (slug.empty() ? "" : "-") + Sha256Hex(reviewer).substr(0, 8);
  }
  return slug;
}

// "orcid:0000-0002-1825-0097", as SSSOM wants a reviewer_id; "Ada Example" is a label.
bool IsCurie(std::string_view reviewer) {
  const size_t colon = reviewer.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < reviewer.size() &&
         reviewer.find(' ') == std::string_view::npos;
}

std::string Line(const Decision& decision) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", decision.date.ToString(), decision.subject,
                     decision.subject_label, VerdictName(decision.verdict), decision.object,
                     decision.object_label, decision.score ? fmt::format("{}", *decision.score) : "",
                     decision.why, decision.note);
}

}  // namespace

std::string_view VerdictName(Verdict verdict) { return kWords[static_cast<size_t>(verdict)].name; }

std::optional<Verdict> FindVerdict(std::string_view word) {
  const std::string lower = AsciiLower(CollapseSpace(word));
  for (size_t i = 0; i < kVerdicts; ++i) {
    if (lower == kWords[i].name) return static_cast<Verdict>(i);
  }
  if (lower == "reject") return Verdict::kRejected;
  if (lower == "none") return Verdict::kNoRelationship;
  if (lower == "withdraw") return Verdict::kWithdrawn;
  return std::nullopt;
}

std::vector<std::string> DecisionWords() {
  std::vector<std::string> words;
  for (const Word& word : kWords) words.emplace_back(word.name);
  return words;
}

bool StatesRelation(Verdict verdict) { return verdict <= Verdict::kIntersects; }

Result<Review> Review::Load(const Snapshot& snapshot, const Framework& a, const Framework& b,
                            std::string_view reviewer) {
  Review review(a, b);
  review.reviewer_ = CollapseSpace(reviewer);
  const std::string key = KeyOfReviewer(review.reviewer_);
  if (key.empty()) {
    return Fail(ErrorCode::kUsage,
                fmt::format("a reviewer has a name or an identifier; '{}' has no letters", reviewer));
  }
  review.set_ = fmt::format("{}{}__{}", kSetPrefix, a.key, b.key);
  review.version_ = fmt::format("{}@{}", review.set_, key);
  if (auto done = review.ReadKeys(snapshot); !done) return tl::unexpected(done.error());
  const auto version = snapshot.FindNode(review.version_);
  if (!version) return tl::unexpected(version.error());
  if (!*version) return review;
  const auto node = snapshot.GetNode(**version);
  if (!node) return tl::unexpected(node.error());
  if (const auto name = node->properties.FindString("reviewer"); !name.empty()) review.reviewer_ = name;
  const auto text = snapshot.GetBlob(**version, "text");
  if (!text) return tl::unexpected(text.error());
  if (auto done = review.ReadJournal(*text); !done) return tl::unexpected(done.error());
  if (auto done = review.ReadOldKeys(snapshot); !done) return tl::unexpected(done.error());
  if (auto done = review.LookForEdges(snapshot); !done) return tl::unexpected(done.error());
  return review;
}

Result<void> Review::ReadKeys(const Snapshot& snapshot) {
  for (const auto& [framework, names] : {std::pair(a_, &of_a_), std::pair(b_, &of_b_)}) {
    for (uint32_t i = 0; i < framework->items.size(); ++i) {
      const Item& item = framework->items[i];
      // A concept's id is its key.
      if (item.concept_node != 0 && item.nodes.front() == item.concept_node) {
        names->emplace(item.id, Named{i, item.id});
        continue;
      }
      const auto node = snapshot.GetNode(item.concept_node != 0 ? item.concept_node : item.text_node);
      if (!node) return tl::unexpected(node.error());
      names->emplace(item.id, Named{i, node->key});
    }
  }
  return {};
}

// What an earlier edition of a document says is in the store, though the framework does not have it.
Result<void> Review::ReadOldKeys(const Snapshot& snapshot) {
  for (const Decision& decision : journal_) {
    for (const auto& [id, names] :
         {std::pair(&decision.subject, &of_a_), std::pair(&decision.object, &of_b_)}) {
      if (id->empty() || names->contains(*id)) continue;
      const auto node = snapshot.FindNode(*id);
      if (!node) return tl::unexpected(node.error());
      if (*node) names->emplace(*id, Named{kNowhere, *id});
    }
  }
  return {};
}

Result<void> Review::ReadJournal(std::string_view text) {
  DelimitedReader reader(text, version_, {.separator = '\t', .quotes = false});
  std::vector<Cell> row;
  for (bool head = true;; head = false) {
    const auto more = reader.Next(&row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    const auto verdict = row.size() == kCells ? FindVerdict(row[3].raw) : std::nullopt;
    const auto date = row.size() == kCells ? Date::Parse(row[0].raw) : std::nullopt;
    if (head && row.size() == kCells) continue;
    if (!verdict || !date) {
      return tl::unexpected(Error{ErrorCode::kCorrupt,
                                  fmt::format("expected {} cells with a date and a decision", kCells),
                                  version_, reader.line(), 1, 0});
    }
    Decision decision{.subject = std::string(row[1].raw),
                      .object = std::string(row[4].raw),
                      .verdict = *verdict,
                      .note = std::string(row[8].raw),
                      .date = *date,
                      .score = std::nullopt,
                      .why = std::string(row[7].raw),
                      .subject_label = std::string(row[2].raw),
                      .object_label = std::string(row[5].raw)};
    double score = 0;
    const std::string_view number = row[6].raw;
    if (std::from_chars(number.data(), number.data() + number.size(), score).ec == std::errc())
      decision.score = score;
    journal_.push_back(std::move(decision));
    Hold(journal_.size() - 1);
  }
  loaded_ = journal_.size();
  return {};
}

Result<void> Review::LookForEdges(const Snapshot& snapshot) {
  std::map<std::string, size_t> wanted;  // edges by key of the subject
  for (const Decision* decision : Holding()) {
    const auto subject = of_a_.find(decision->subject);
    if (subject == of_a_.end() || (!decision->object.empty() && !of_b_.contains(decision->object))) continue;
    ++wanted[subject->second.key];
  }
  for (auto& [key, count] : wanted) {
    const auto node = snapshot.FindNode(key);
    if (!node) return tl::unexpected(node.error());
    if (!*node) continue;
    const auto rows = Neighbours(snapshot, **node, Direction::kOut, "MAPS_TO");
    if (!rows) return tl::unexpected(rows.error());
    for (const Adjacent& row : *rows) {
      const auto edge = snapshot.GetEdge(row.edge);
      if (!edge) return tl::unexpected(edge.error());
      if (edge->properties.FindString("version") == version_ && count > 0) --count;
    }
    incomplete_ = incomplete_ || count > 0;
  }
  return {};
}

// The line takes the place of what its pair had.
void Review::Hold(size_t line) {
  const Decision& decision = journal_[line];
  const Pair pair(decision.subject, decision.object);
  if (decision.verdict == Verdict::kWithdrawn) {
    holding_.erase(pair);
    return;
  }
  if (StatesRelation(decision.verdict)) holding_.erase({decision.subject, ""});
  holding_[pair] = line;
}

const Decision* Review::Find(std::string_view subject, std::string_view object) const {
  const auto found = holding_.find({std::string(subject), std::string(object)});
  return found == holding_.end() ? nullptr : &journal_[found->second];
}

const Decision* Review::Stated(std::string_view subject) const {
  for (auto at = holding_.lower_bound({std::string(subject), ""});
       at != holding_.end() && at->first.first == subject; ++at) {
    if (StatesRelation(journal_[at->second].verdict)) return &journal_[at->second];
  }
  return nullptr;
}

std::vector<const Decision*> Review::Holding() const {
  const auto place = [](const Names& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? kNowhere : found->second.place;
  };
  std::vector<std::pair<std::tuple<uint32_t, uint32_t, std::string>, const Decision*>> sorted;
  for (const auto& [pair, line] : holding_) {
    sorted.emplace_back(std::tuple(place(of_a_, pair.first), place(of_b_, pair.second), pair.first),
                        &journal_[line]);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& x, const auto& y) { return x.first < y.first; });
  std::vector<const Decision*> holding;
  holding.reserve(sorted.size());
  for (const auto& entry : sorted) holding.push_back(entry.second);
  return holding;
}

Result<void> Review::Resolve(Decision* decision) const {
  const auto known = [](const Framework& framework, const Names& names, std::string* id) -> Result<void> {
    if (names.contains(*id)) return {};
    if (const std::string whole = fmt::format("{}:{}", framework.key, *id); names.contains(whole)) {
      *id = whole;
      return {};
    }
    if (const Item* item = framework.Find(*id); item != nullptr) {
      *id = item->id;
      return {};
    }
    std::vector<std::string> ids;
    for (const Item& item : framework.items) ids.push_back(item.id);
    const std::string_view meant = DidYouMean(*id, ids);
    return Fail(ErrorCode::kNotFound,
                fmt::format("'{}' has no item '{}'{}", framework.key, *id,
                            meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant)));
  };
  if (decision->verdict == Verdict::kNoCounterpart) decision->object.clear();
  if (auto found = known(*a_, of_a_, &decision->subject); !found) return found;
  if (!decision->object.empty()) return known(*b_, of_b_, &decision->object);
  if (decision->verdict == Verdict::kNoCounterpart || decision->verdict == Verdict::kWithdrawn) return {};
  return Fail(ErrorCode::kInvalid,
              fmt::format("'{}' is said of a pair, and no object is named", VerdictName(decision->verdict)));
}

Result<bool> Review::Decide(Decision decision) {
  if (auto known = Resolve(&decision); !known) return tl::unexpected(known.error());
  decision.note = CollapseSpace(decision.note);
  decision.why = CollapseSpace(decision.why);
  const Decision* before = Find(decision.subject, decision.object);
  if (before == nullptr && decision.verdict == Verdict::kWithdrawn) return false;
  if (before != nullptr && before->verdict == decision.verdict && before->note == decision.note) return false;
  if (decision.verdict == Verdict::kNoCounterpart) {
    if (const Decision* stated = Stated(decision.subject); stated != nullptr) {
      return Fail(ErrorCode::kInvalid,
                  fmt::format("'{}' has a counterpart: '{}' ({}), which must be withdrawn first",
                              decision.subject, stated->object, VerdictName(stated->verdict)));
    }
  }
  const auto title = [](const Framework& framework, const Names& names, const std::string& id) {
    const uint32_t place = id.empty() ? kNowhere : names.find(id)->second.place;
    return place == kNowhere ? std::string() : CollapseSpace(framework.items[place].title);
  };
  decision.subject_label = title(*a_, of_a_, decision.subject);
  decision.object_label = title(*b_, of_b_, decision.object);
  journal_.push_back(std::move(decision));
  Hold(journal_.size() - 1);
  return true;
}

bool Review::TakeBack() {
  if (journal_.size() == loaded_) return false;
  journal_.pop_back();
  holding_.clear();
  for (size_t line = 0; line < journal_.size(); ++line) Hold(line);
  return true;
}

PutEdge Review::EdgeOf(const Decision& decision) const {
  const Word& word = kWords[static_cast<size_t>(decision.verdict)];
  PropertyMap properties{{"predicate", word.predicate},
                         {"justification", "semapv:ManualMappingCuration"},
                         {"decision", word.name},
                         {"method", "human"},
                         {"mapping_date", decision.date},
                         {"set", set_},
                         {"version", version_}};
  if (word.negated) properties.Set("modifier", "Not");
  const auto set = [&properties](std::string_view name, const std::string& value) {
    if (!value.empty()) properties.Set(name, value);
  };
  set("subject_label", decision.subject_label);
  set("object_label", decision.object_label);
  set("comment", decision.note);
  properties.Set(IsCurie(reviewer_) ? "reviewer_id" : "reviewer_label", List{Value(reviewer_)});
  // What a suggestion said is not how sure the reviewer is.
  if (decision.score) {
    properties.Set("similarity_score", *decision.score);
    properties.Set("similarity_measure", "confidence of a suggestion by concord");
  }
  set("other", decision.why.empty() ? "" : "suggested: " + decision.why);
  std::string to(kNoTermFound);
  if (decision.object.empty()) {
    properties.Set("object_source", FrameworkCurie(b_->key));
  } else {
    to = of_b_.find(decision.object)->second.key;
  }
  return {"MAPS_TO", of_a_.find(decision.subject)->second.key, std::move(to), std::move(properties)};
}

GraphBatch Review::Batch() const {
  GraphBatch batch;
  batch.unit = version_;
  batch.removed_units = {version_};
  if (journal_.empty()) return batch;
  std::vector<std::pair<size_t, size_t>> spans;
  std::string text(kHead);
  for (const Decision& decision : journal_) {
    const size_t start = text.size();
    text += Line(decision);
    spans.emplace_back(start, text.size() - 1);
  }
  const std::string title = fmt::format("Review of {} by {}", a_->key, b_->key);
  batch.nodes.push_back({set_,
                         {"MappingSet"},
                         {{"title", title},
                          {"mapping_set_title", title},
                          {"mapping_set_id", fmt::format("https://w3id.org/concord/mappings/{}", set_)},
                          {"license", "https://w3id.org/sssom/license/unspecified"},
                          {"subject_source", a_->key},
                          {"object_source", b_->key}},
                         Lifetime::kShared});
  batch.nodes.push_back({version_,
                         {"Version"},
                         {{"title", fmt::format("{}: {}", title, reviewer_)},
                          {"format", "review"},
                          {"language", "en"},
                          {"reviewer", reviewer_},
                          {"date", journal_.back().date},
                          {"source", set_}},
                         Lifetime::kOwned});
  batch.edges.push_back({"HAS_VERSION", set_, version_, {}});
  bool no_term = false;
  for (const auto& [pair, line] : holding_) {
    const Decision& decision = journal_[line];
    // What is no longer in the store keeps its line and gets no edge.
    if (!of_a_.contains(pair.first) || (!pair.second.empty() && !of_b_.contains(pair.second))) continue;
    PutEdge edge = EdgeOf(decision);
    edge.properties.Set("start", static_cast<int64_t>(spans[line].first));
    edge.properties.Set("end", static_cast<int64_t>(spans[line].second));
    no_term = no_term || pair.second.empty();
    batch.edges.push_back(std::move(edge));
  }
  if (no_term) {
    batch.nodes.push_back({std::string(kNoTermFound),
                           {"Concept"},
                           {{"scheme", "sssom"}, {"code", "NoTermFound"}},
                           Lifetime::kShared});
  }
  batch.fingerprint = Sha256Hex(text);
  batch.blobs.push_back({version_, "text", std::move(text)});
  return batch;
}

Result<std::vector<GraphBatch>> IncompleteReviews(const Snapshot& snapshot) {
  std::vector<GraphBatch> batches;
  const auto sets = WithLabel(snapshot, "MappingSet");
  if (!sets) return tl::unexpected(sets.error());
  for (const NodeId id : *sets) {
    const auto set = snapshot.GetNode(id);
    if (!set) return tl::unexpected(set.error());
    if (!set->key.starts_with(kSetPrefix)) continue;
    Places places(snapshot);
    const auto a = LoadFramework(snapshot, set->properties.FindString("subject_source"), true, &places);
    const auto b = LoadFramework(snapshot, set->properties.FindString("object_source"), true, &places);
    if (!a || !b) continue;  // one that was removed: the journal waits for it
    const auto versions = Neighbours(snapshot, id, Direction::kOut, "HAS_VERSION");
    if (!versions) return tl::unexpected(versions.error());
    for (const Adjacent& end : *versions) {
      const auto version = snapshot.GetNode(end.node);
      if (!version) return tl::unexpected(version.error());
      const auto review = Review::Load(snapshot, *a, *b, version->properties.FindString("reviewer"));
      if (!review) return tl::unexpected(review.error());
      if (review->version() == version->key && review->incomplete()) batches.push_back(review->Batch());
    }
  }
  return batches;
}

}  // namespace concord
