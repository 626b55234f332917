#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/crosswalks/mapping_links.h"
#include "query/editions/alignment.h"
#include "query/editions/edition.h"
#include "query/places/place.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"all", "", "Also show parts that did not change"},
    {"kind", "KIND", "Only section or measure (default: both)"},
    {"change", "CHANGE",
     "Only this change: unchanged, renumbered, reworded, split, merged, regrouped, added, removed"},
    {"top", "K", "Candidates for each part (default 5)"},
    {"ignore-notes", "", "Ignore placeholders such as \"[Withdrawn: moved to 7.2]\""},
};

constexpr size_t kMaxQuote = 300;  // bytes; the text of a chapter may be a whole act
constexpr size_t kChanges = 8;

std::string_view KindName(UnitKind kind) { return kind == UnitKind::kMeasure ? "measure" : "section"; }

class DiffAnswer {
 public:
  DiffAnswer(const Snapshot& snapshot, const Edition& a, const Edition& b, MappingLinks* links)
      : snapshot_(snapshot), places_(snapshot), a_(a), b_(b), links_(links) {
    answer_.query = "diff";
    answer_.columns = {{"change", "", false},         {"kind", "", false},
                       {"from", "", false},           {"to", "", false},
                       {"similarity", "alike", true}, {"at_risk", "at risk", true},
                       {"basis", "", false, true},    {"from_key", "", false, true},
                       {"to_key", "", false, true},   {"candidates", "", false, true},
                       {"origins", "", false, true},  {"mappings", "", false, true}};
  }

  // Concepts and sections of both editions: what maps one to the other is no mapping at risk.
  Result<void> LearnItems() {
    for (const Edition* edition : {&a_, &b_}) {
      for (const EditionPart& part : edition->parts) {
        auto nodes = NodesOf(part);
        if (!nodes) return tl::unexpected(nodes.error());
        inside_.insert(nodes->begin(), nodes->end());
      }
    }
    return {};
  }

  Result<void> Add(const PartLink& link, const Alignment& alignment) {
    const EditionPart* from = link.a < 0 ? nullptr : &a_.parts[static_cast<size_t>(link.a)];
    const EditionPart* to = link.b < 0 ? nullptr : &b_.parts[static_cast<size_t>(link.b)];
    Row row;
    row.cells.resize(answer_.columns.size());
    row.cells[kChange] = ChangeName(link.change);
    row.cells[kKind] = KindName((from != nullptr ? from : to)->kind);
    row.cells[kBasis] = link.note >= 0 ? "stated" : "text";
    List risks;
    if (from != nullptr) {
      if (auto done = AddEnd(*from, kFrom, kFromKey, &row); !done) return done;
      row.cells[kCandidates] = CandidatesOf(alignment.of_a[static_cast<size_t>(link.a)], b_);
    }
    if (to != nullptr) {
      if (auto done = AddEnd(*to, kTo, kToKey, &row); !done) return done;
      row.cells[kOrigins] = CandidatesOf(alignment.of_b[static_cast<size_t>(link.b)], a_);
    }
    if (from != nullptr && to != nullptr) {
      row.cells[kSimilarity] = std::round(link.similarity * 1000) / 1000;
    }
    if (link.note >= 0) {
      const EditionPart& note = (link.note_in_a ? a_ : b_).parts[static_cast<size_t>(link.note)];
      if (auto done = AddEvidence(note.node, &row); !done) return done;
    }
    if (from != nullptr && link.change != Change::kUnchanged) {
      if (auto done = AddRisks(*from, &risks, &row); !done) return done;
    }
    row.cells[kAtRisk] = static_cast<int64_t>(risks.size());
    row.cells[kMappings] = std::move(risks);
    answer_.rows.push_back(std::move(row));
    return {};
  }

  Answer Finish() {
    answer_.nodes.assign(nodes_.begin(), nodes_.end());
    if (!at_risk_.empty()) {
      answer_.notes.push_back(
          MakeNote("mappings-at-risk", "{} again",
                   Counting{at_risk_.size(), "mapping touches a part that changed and should be reviewed",
                            "mappings touch a part that changed and should be reviewed"}));
    }
    return std::move(answer_);
  }

  Answer& answer() { return answer_; }

 private:
  enum Cell {
    kChange,
    kKind,
    kFrom,
    kTo,
    kSimilarity,
    kAtRisk,
    kBasis,
    kFromKey,
    kToKey,
    kCandidates,
    kOrigins,
    kMappings
  };

  // The part and the items that it defines.
  Result<std::vector<NodeId>> NodesOf(const EditionPart& part) const {
    std::vector<NodeId> nodes = {part.node};
    if (part.kind != UnitKind::kSection) return nodes;
    auto defined = Neighbours(snapshot_, part.node, Direction::kOut, edge::DEFINES);
    if (!defined) return tl::unexpected(defined.error());
    for (const Adjacent& item : *defined) nodes.push_back(item.node);
    return nodes;
  }

  Result<void> AddEnd(const EditionPart& part, Cell name, Cell key, Row* row) {
    auto place = places_.Of(part.node);
    if (!place) return tl::unexpected(place.error());
    // The id of a framework's item says it all.
    row->cells[name] = part.item || (*place)->anchor.empty() ? part.number : (*place)->anchor;
    if (row->cells[name].as_string().empty()) row->cells[name] = part.key;
    row->cells[key] = part.key;
    nodes_.insert(part.node);
    return AddEvidence(part.node, row);
  }

  Result<void> AddEvidence(NodeId id, Row* row) {
    auto node = snapshot_.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    auto evidence = places_.EvidenceOf(*node, kMaxQuote);
    if (!evidence) return tl::unexpected(evidence.error());
    if (*evidence) row->evidence.push_back(std::move(**evidence));
    return {};
  }

  static List CandidatesOf(const std::vector<Candidate>& candidates, const Edition& edition) {
    List list;
    for (const Candidate& one : candidates) {
      list.emplace_back(PropertyMap{{"key", edition.parts[one.part].key}, {"score", one.score}});
    }
    return list;
  }

  Result<void> AddRisks(const EditionPart& part, List* risks, Row* row) {
    auto nodes = NodesOf(part);
    if (!nodes) return tl::unexpected(nodes.error());
    for (const NodeId id : *nodes) {
      auto links = links_->Of(id);
      if (!links) return tl::unexpected(links.error());
      for (const MappingLink& link : **links) {
        if (inside_.contains(link.other)) continue;
        auto edge = snapshot_.GetEdge(link.edge);
        if (!edge) return tl::unexpected(edge.error());
        auto other = snapshot_.GetNode(link.other);
        if (!other) return tl::unexpected(other.error());
        PropertyMap risk{{"other", other->key},
                         {"predicate", (link.negated ? "Not " : "") + PredicateSeen(*edge, link.inverted)}};
        if (const auto set = edge->properties.FindString(property::set); !set.empty()) risk.Set("set", set);
        risks->emplace_back(std::move(risk));
        at_risk_.insert(link.edge);
        nodes_.insert({id, link.other});
        auto evidence = places_.EvidenceOf(*edge);
        if (!evidence) return tl::unexpected(evidence.error());
        if (*evidence) row->evidence.push_back(std::move(**evidence));
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  Places places_;
  const Edition& a_;
  const Edition& b_;
  MappingLinks* links_;
  Answer answer_;
  std::set<NodeId> nodes_, inside_;
  std::set<EdgeId> at_risk_;
};

}  // namespace

Result<Answer> AnswerDiff(const Snapshot& snapshot, const DiffOptions& options) {
  const std::string_view kind = options.kind, change = options.change;
  if (!kind.empty() && kind != "section" && kind != "measure") {
    return FailChoice("kind", kind, {"section", "measure"});
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < kChanges; ++i) names.emplace_back(ChangeName(static_cast<Change>(i)));
  if (!change.empty() && std::find(names.begin(), names.end(), change) == names.end()) {
    return FailChoice("change", change, names);
  }
  auto a = LoadEdition(snapshot, options.a);
  if (!a) return tl::unexpected(a.error());
  auto b = LoadEdition(snapshot, options.b);
  if (!b) return tl::unexpected(b.error());
  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());

  const Alignment alignment = AlignEditions(
      a->parts, b->parts, {.top = static_cast<size_t>(options.top), .read_notes = options.read_notes});
  DiffAnswer rows(snapshot, *a, *b, &*links);
  Answer& answer = rows.answer();
  answer.arguments.Set("from", a->key);
  answer.arguments.Set("to", b->key);
  answer.arguments.Set("all", options.all);
  answer.arguments.Set("top", options.top);
  answer.arguments.Set("notes", options.read_notes);
  if (!kind.empty()) answer.arguments.Set("kind", kind);
  if (!change.empty()) answer.arguments.Set("change", change);
  if (auto done = rows.LearnItems(); !done) return tl::unexpected(done.error());
  uint64_t counts[2][kChanges] = {};
  for (const PartLink& link : alignment.links) {
    const EditionPart& part =
        link.a >= 0 ? a->parts[static_cast<size_t>(link.a)] : b->parts[static_cast<size_t>(link.b)];
    ++counts[part.kind == UnitKind::kMeasure ? 1 : 0][static_cast<size_t>(link.change)];
    const bool wanted =
        change.empty() ? options.all || link.change != Change::kUnchanged : change == ChangeName(link.change);
    if (!wanted || (!kind.empty() && kind != KindName(part.kind))) continue;
    if (auto done = rows.Add(link, alignment); !done) return tl::unexpected(done.error());
  }
  for (const int which : {0, 1}) {
    std::string counted;
    for (size_t i = 0; i < kChanges; ++i) {
      if (counts[which][i] == 0) continue;
      counted += fmt::format("{}{} {}", counted.empty() ? "" : ", ", counts[which][i], names[i]);
    }
    if (!counted.empty())
      answer.notes.push_back(
          MakeNote("changes-counted", "{}: {}", which == 0 ? "sections" : "measures", counted));
  }
  return rows.Finish();
}

namespace {

Result<Answer> RunDiff(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    return Fail(ErrorCode::kUsage, "diff needs two editions, the earlier one first: diff A@1 A@2");
  }
  DiffOptions options;
  options.a = arguments.words[0];
  options.b = arguments.words[1];
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", options.top, 0, 24));
  options.kind = arguments.Get("kind");
  options.change = arguments.Get("change");
  options.all = arguments.Has("all");
  options.read_notes = !arguments.Has("ignore-notes");
  return AnswerDiff(snapshot, options);
}

}  // namespace

const Query kdiffQuery = {
    "diff",
    "Show what became of each part of an edition in a later one, and which mappings that affects",
    "A B",
    "diff nist-csf@1.1 nist-csf@2.0\n"
    "diff nist-csf@1.1 nist-csf@2.0 --kind section --change split --json",
    kOptions,
    RunDiff,
};

}  // namespace concord
