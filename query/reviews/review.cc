#include "query/reviews/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/delimited.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
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
// Instead of the last column's name, in a journal whose cells are escaped. Keys of stores of earlier versions
// may have control characters; those of today have none, and such a journal is rare.
constexpr std::string_view kEscapedComment = "comment (cells escaped: \\n \\r \\t \\xHH \\\\)";

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

bool IsAsciiControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (IsAsciiControl(c)) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string Unescaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    unsigned code = 0;
    if (next == 'x' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ptr == text.data() + i + 3) {
      out += static_cast<char>(code);
      i += 2;
    } else {
      out += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
    }
  }
  return out;
}

std::string Line(const Decision& decision, bool escaped) {
  const auto cell = [escaped](const std::string& text) { return escaped ? Escaped(text) : text; };
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", decision.date.ToString(), cell(decision.subject),
                     cell(decision.subject_label), VerdictName(decision.verdict), cell(decision.object),
                     cell(decision.object_label), decision.score ? fmt::format("{}", *decision.score) : "",
                     cell(decision.why), cell(decision.note));
}

bool HasControl(const Decision& decision) {
  for (const std::string* text : {&decision.subject, &decision.object, &decision.note, &decision.why,
                                  &decision.subject_label, &decision.object_label}) {
    if (std::ranges::any_of(*text, IsAsciiControl)) return true;
  }
  return false;
}

std::string HeadOf(bool escaped) {
  std::string head(kHead);
  if (escaped) head.replace(head.rfind('\t') + 1, std::string::npos, std::string(kEscapedComment) + "\n");
  return head;
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

Result<std::vector<Decision>> ReadJournal(std::string_view text, std::string_view version) {
  std::vector<Decision> journal;
  DelimitedReader reader(text, version, {.separator = '\t', .quotes = false});
  std::vector<Cell> row;
  bool escaped = false;
  for (bool head = true;; head = false) {
    CONCORD_ASSIGN(const bool more, reader.Next(&row));
    if (!more) return journal;
    const bool whole = row.size() == kCells;
    if (head && whole) {
      escaped = row[kCells - 1].raw == kEscapedComment;
      continue;
    }
    const auto verdict = whole ? FindVerdict(row[3].raw) : std::nullopt;
    const auto date = whole ? Date::Parse(row[0].raw) : std::nullopt;
    if (!verdict || !date) {
      return tl::unexpected(Error{ErrorCode::kCorrupt,
                                  fmt::format("expected {} cells with a date and a decision", kCells),
                                  std::string(version), reader.line(), 1, 0});
    }
    const auto cell = [&](size_t i) { return escaped ? Unescaped(row[i].raw) : std::string(row[i].raw); };
    Decision decision{.subject = cell(1),
                      .object = cell(4),
                      .verdict = *verdict,
                      .note = cell(8),
                      .date = *date,
                      .score = std::nullopt,
                      .why = cell(7),
                      .subject_label = cell(2),
                      .object_label = cell(5)};
    double score = 0;
    const std::string_view number = row[6].raw;
    if (std::from_chars(number.data(), number.data() + number.size(), score).ec == std::errc())
      decision.score = score;
    journal.push_back(std::move(decision));
  }
}

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
  if (const auto name = node->properties.FindString(property::reviewer); !name.empty())
    review.reviewer_ = name;
  const auto text = snapshot.GetBlob(**version, "text");
  if (!text) return tl::unexpected(text.error());
  CONCORD_ASSIGN(review.journal_, ReadJournal(*text, review.version_));
  review.own_.assign(review.journal_.size(), false);
  review.HoldAll();
  review.known_ = *text;
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
    const auto rows = Neighbours(snapshot, **node, Direction::kOut, edge::MAPS_TO);
    if (!rows) return tl::unexpected(rows.error());
    for (const Adjacent& row : *rows) {
      const auto edge = snapshot.GetEdge(row.edge);
      if (!edge) return tl::unexpected(edge.error());
      if (edge->properties.FindString(property::version) == version_ && count > 0) --count;
    }
    incomplete_ = incomplete_ || count > 0;
  }
  return {};
}

void Review::HoldAll() {
  holding_.clear();
  for (size_t line = 0; line < journal_.size(); ++line) Hold(line);
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
  own_.push_back(true);
  Hold(journal_.size() - 1);
  return true;
}

bool Review::TakeBack() {
  const auto last = std::find(own_.rbegin(), own_.rend(), true);
  if (last == own_.rend()) return false;
  const auto line = own_.rend() - last - 1;
  journal_.erase(journal_.begin() + line);
  own_.erase(own_.begin() + line);
  HoldAll();
  return true;
}

std::string Review::JournalText() const {
  if (journal_.empty()) return {};
  const bool escaped = std::ranges::any_of(journal_, HasControl);
  std::string text = HeadOf(escaped);
  for (const Decision& decision : journal_) text += Line(decision, escaped);
  return text;
}

// Lines that are equal are one and the same decision, taken as often as they stand there.
Result<void> Review::CatchUp(const Snapshot& snapshot) {
  std::string stored;
  CONCORD_ASSIGN(const std::optional<NodeId> version, snapshot.FindNode(version_));
  if (version) {
    CONCORD_ASSIGN(stored, snapshot.GetBlob(*version, "text"));
  }
  if (stored == known_) return {};
  CONCORD_ASSIGN(std::vector<Decision> theirs, ReadJournal(stored, version_));
  CONCORD_ASSIGN(const std::vector<Decision> known, ReadJournal(known_, version_));
  const auto line_of = [](const Decision& decision) { return Line(decision, true); };
  std::map<std::string, int> taken_back, added, own;
  for (const Decision& decision : known) ++taken_back[line_of(decision)];
  for (size_t i = 0; i < journal_.size(); ++i) {
    const std::string line = line_of(journal_[i]);
    if (taken_back[line] > 0) {
      --taken_back[line];
      own[line] += own_[i] ? 1 : 0;
    } else {
      ++added[line];
    }
  }
  // From the end, where what was decided last stands.
  std::vector<Decision> merged;
  std::vector<bool> merged_own;
  const auto take = [](std::map<std::string, int>* counts, const std::string& line) {
    const auto found = counts->find(line);
    return found != counts->end() && found->second > 0 && found->second-- > 0;
  };
  for (auto at = journal_.rbegin(); at != journal_.rend(); ++at) {
    if (!take(&added, line_of(*at))) continue;
    merged.push_back(std::move(*at));
    merged_own.push_back(true);
  }
  for (auto at = theirs.rbegin(); at != theirs.rend(); ++at) {
    const std::string line = line_of(*at);
    if (take(&taken_back, line)) continue;
    merged_own.push_back(take(&own, line));
    merged.push_back(std::move(*at));
  }
  std::ranges::reverse(merged);
  journal_ = std::move(merged);
  own_.assign(merged_own.rbegin(), merged_own.rend());
  HoldAll();
  known_ = std::move(stored);
  return ReadOldKeys(snapshot);
}

Result<void> Review::Keep(GraphStore* store) {
  CONCORD_TRY(CatchUp(*store->TakeSnapshot()));
  CONCORD_TRY(store->Apply(Batch()));
  known_ = JournalText();
  return {};
}

PutEdge Review::EdgeOf(const Decision& decision) const {
  const Word& word = kWords[static_cast<size_t>(decision.verdict)];
  PropertyMap properties{{property::predicate, word.predicate},
                         {property::justification, "semapv:ManualMappingCuration"},
                         {property::decision, word.name},
                         {property::method, "human"},
                         {property::mapping_date, decision.date},
                         {property::set, set_},
                         {property::version, version_}};
  if (word.negated) properties.Set(property::modifier, "Not");
  const auto set = [&properties](std::string_view name, const std::string& value) {
    if (!value.empty()) properties.Set(name, value);
  };
  set("subject_label", decision.subject_label);
  set("object_label", decision.object_label);
  set("comment", decision.note);
  properties.Set(IsCurie(reviewer_) ? "reviewer_id" : "reviewer_label", List{Value(reviewer_)});
  // What a suggestion said is not how sure the reviewer is.
  if (decision.score) {
    properties.Set(property::similarity_score, *decision.score);
    properties.Set(property::similarity_measure, "confidence of a suggestion by concord");
  }
  set("other", decision.why.empty() ? "" : "suggested: " + decision.why);
  std::string to(kNoTermFound);
  if (decision.object.empty()) {
    properties.Set(property::object_source, FrameworkCurie(b_->key));
  } else {
    to = of_b_.find(decision.object)->second.key;
  }
  return {edge::MAPS_TO, of_a_.find(decision.subject)->second.key, std::move(to), std::move(properties)};
}

GraphBatch Review::Batch() const {
  GraphBatch batch;
  batch.unit = version_;
  batch.removed_units = {version_};
  if (journal_.empty()) return batch;
  std::string text = JournalText();
  std::vector<std::pair<size_t, size_t>> spans;
  for (size_t at = text.find('\n') + 1; at < text.size();) {
    const size_t end = text.find('\n', at);
    spans.emplace_back(at, end);
    at = end + 1;
  }
  const std::string title = fmt::format("Review of {} by {}", a_->key, b_->key);
  batch.nodes.push_back({set_,
                         {label::MappingSet},
                         {{property::title, title},
                          {"mapping_set_title", title},
                          {"mapping_set_id", fmt::format("https://w3id.org/concord/mappings/{}", set_)},
                          {"license", "https://w3id.org/sssom/license/unspecified"},
                          {property::subject_source, a_->key},
                          {property::object_source, b_->key}},
                         Lifetime::kShared});
  batch.nodes.push_back({version_,
                         {label::Version},
                         {{property::title, fmt::format("{}: {}", title, reviewer_)},
                          {property::format, "review"},
                          {property::language, "en"},
                          {property::reviewer, reviewer_},
                          {property::date, journal_.back().date},
                          {property::source, set_}},
                         Lifetime::kOwned});
  batch.edges.push_back({edge::HAS_VERSION, set_, version_, {}});
  bool no_term = false;
  for (const auto& [pair, line] : holding_) {
    const Decision& decision = journal_[line];
    // What is no longer in the store keeps its line and gets no edge.
    if (!of_a_.contains(pair.first) || (!pair.second.empty() && !of_b_.contains(pair.second))) continue;
    PutEdge edge = EdgeOf(decision);
    edge.properties.Set(property::start, static_cast<int64_t>(spans[line].first));
    edge.properties.Set(property::end, static_cast<int64_t>(spans[line].second));
    no_term = no_term || pair.second.empty();
    batch.edges.push_back(std::move(edge));
  }
  if (no_term) {
    batch.nodes.push_back({std::string(kNoTermFound),
                           {label::Concept},
                           {{property::scheme, "sssom"}, {property::code, "NoTermFound"}},
                           Lifetime::kShared});
  }
  batch.fingerprint = Sha256Hex(text);
  batch.blobs.push_back({version_, "text", std::move(text)});
  return batch;
}

Result<void> ForEachJournal(const Snapshot& snapshot,
                            const std::function<void(const std::string& version,
                                                     const Result<std::vector<Decision>>& journal)>& visit) {
  CONCORD_ASSIGN(const auto sets, WithLabel(snapshot, label::MappingSet));
  for (const NodeId id : sets) {
    CONCORD_ASSIGN(const Node set, snapshot.GetNode(id));
    if (!set.key.starts_with(kSetPrefix)) continue;
    CONCORD_ASSIGN(const auto versions, Neighbours(snapshot, id, Direction::kOut, edge::HAS_VERSION));
    for (const Adjacent& end : versions) {
      CONCORD_ASSIGN(const Node version, snapshot.GetNode(end.node));
      const auto text = snapshot.GetBlob(end.node, "text");
      visit(version.key, text ? ReadJournal(*text, version.key)
                              : Result<std::vector<Decision>>(tl::unexpected(text.error())));
    }
  }
  return {};
}

Result<ReviewRepairs> IncompleteReviews(const Snapshot& snapshot) {
  ReviewRepairs repairs;
  CONCORD_ASSIGN(const auto sets, WithLabel(snapshot, label::MappingSet));
  for (const NodeId id : sets) {
    CONCORD_ASSIGN(const Node set, snapshot.GetNode(id));
    if (!set.key.starts_with(kSetPrefix)) continue;
    Places places(snapshot);
    const auto a =
        LoadFramework(snapshot, set.properties.FindString(property::subject_source), true, &places);
    const auto b = LoadFramework(snapshot, set.properties.FindString(property::object_source), true, &places);
    // One that was removed: the journal waits for it.
    if (!a && a.error().code == ErrorCode::kNotFound) continue;
    if (!b && b.error().code == ErrorCode::kNotFound) continue;
    if (!a || !b) {
      repairs.unreadable.push_back(!a ? a.error() : b.error());
      repairs.unreadable.back().source = set.key;
      continue;
    }
    CONCORD_ASSIGN(const auto versions, Neighbours(snapshot, id, Direction::kOut, edge::HAS_VERSION));
    for (const Adjacent& end : versions) {
      CONCORD_ASSIGN(const Node version, snapshot.GetNode(end.node));
      const auto review = Review::Load(snapshot, *a, *b, version.properties.FindString(property::reviewer));
      if (!review) {
        repairs.unreadable.push_back(review.error());
        if (repairs.unreadable.back().source.empty()) repairs.unreadable.back().source = version.key;
      } else if (review->version() == version.key && review->incomplete()) {
        repairs.batches.push_back(review->Batch());
      }
    }
  }
  return repairs;
}

}  // namespace concord
