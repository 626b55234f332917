#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/issuers/issuer_proposals.h"
#include "query/issuers/issuer_sheet.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Documents to show (default 50)"},
    {"state", "STATE", "Only documents in this state: none, conflict or accepted"},
    {"evidence", "N", "Passages to show for each proposal, or 'all' (default 1)"},
    {"format", "FORMAT", "Write sheet (a table to fill in, for `issuer sheet`), csv, evidence-csv or xlsx"},
};

// A document and what is known of its issuer.
struct Case {
  Node document;
  std::string_view state;         // none, conflict, accepted
  std::vector<std::string> told;  // keys of the issuers that somebody told
  std::string source;             // who told it, or accepted it
  std::vector<IssuerProposal> proposals;
};

class IssuerDesk {
 public:
  explicit IssuerDesk(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<std::vector<Case>> Cases(std::string_view only) {
    auto proposals = IssuerProposals::Load(snapshot_);
    if (!proposals) return tl::unexpected(proposals.error());
    auto works = WithLabel(snapshot_, label::Document);
    if (!works) return tl::unexpected(works.error());
    std::vector<Case> cases;
    for (const NodeId work : *works) {
      auto version = LatestVersion(snapshot_, work);
      if (!version) return tl::unexpected(version.error());
      if (*version == 0) continue;  // only cited: it says nothing of itself
      auto node = snapshot_.GetNode(work);
      if (!node) return tl::unexpected(node.error());
      Case one{std::move(*node), "none", {}, {}, {}};
      std::set<NodeId> told;
      auto issued = Neighbours(snapshot_, work, Direction::kOut, edge::ISSUED_BY);
      if (!issued) return tl::unexpected(issued.error());
      for (const Adjacent& adjacent : *issued) {
        auto edge = snapshot_.GetEdge(adjacent.edge);
        if (!edge) return tl::unexpected(edge.error());
        auto actor = snapshot_.GetNode(adjacent.node);
        if (!actor) return tl::unexpected(actor.error());
        if (told.insert(adjacent.node).second) one.told.push_back(actor->key);
        const bool accepted = edge->properties.FindString(property::source) == "accepted";
        if (accepted) one.state = "accepted";
        if (accepted || one.source.empty()) {
          one.source = edge->properties.FindString(property::source);
          if (accepted)
            one.source += fmt::format(" by {} {}", edge->properties.FindString(property::by),
                                      edge->properties.FindString(property::on));
        }
      }
      auto found = proposals->Of(work);
      if (!found) return tl::unexpected(found.error());
      one.proposals = std::move(*found);
      if (!told.empty() && one.state != "accepted") {
        auto other = Disagrees(told, one.proposals);
        if (!other) return tl::unexpected(other.error());
        if (!*other) continue;
        one.state = "conflict";
      }
      if (only.empty() || only == one.state) cases.push_back(std::move(one));
    }
    // What one can settle comes first.
    const auto rank = [](const Case& c) {
      return std::tuple(c.state == "conflict" ? 1
                        : c.state == "none"   ? 0
                                              : 2,
                        c.proposals.empty() ? 0.0 : -c.proposals.front().confidence,
                        std::string_view(c.document.key));
    };
    std::ranges::sort(cases, [&](const Case& a, const Case& b) { return rank(a) < rank(b); });
    return cases;
  }

 private:
  // Whether the text names an issuer that is none of those told, no part of one and no whole of one.
  Result<bool> Disagrees(const std::set<NodeId>& told, const std::vector<IssuerProposal>& proposals) {
    // What may be another body's letters contradicts nobody.
    constexpr double kSure = 0.7;
    if (proposals.empty() || proposals.front().confidence < kSure) return false;
    std::set<NodeId> kin;
    for (const NodeId actor : told) {
      if (auto done = AddKin(actor, &kin); !done) return tl::unexpected(done.error());
    }
    std::vector<std::string> names;
    for (const NodeId actor : told) {
      auto name = NameOf(actor);
      if (!name) return tl::unexpected(name.error());
      names.push_back(std::move(*name));
    }
    for (const IssuerProposal& one : proposals) {
      auto name = NameOf(one.actor);
      if (!name) return tl::unexpected(name.error());
      // "General Assembly of the State of Eel" is no other than "Eel".
      const bool same = std::ranges::any_of(
          names, [&](const std::string& other) { return Holds(*name, other) || Holds(other, *name); });
      if (same || kin.contains(one.actor)) return false;
    }
    return true;
  }
  Result<std::string> NameOf(NodeId actor) const {
    auto node = snapshot_.GetNode(actor);
    if (!node) return tl::unexpected(node.error());
    return std::string(node->properties.FindString(property::name));
  }
  // Whether a name stands in another one as words of its own.
  static bool Holds(std::string_view name, std::string_view part) {
    constexpr size_t kShortest = 4;
    const size_t at = part.size() < kShortest ? std::string_view::npos : name.find(part);
    if (at == std::string_view::npos) return false;
    const size_t end = at + part.size();
    return (at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ' || name[end] == ',');
  }
  Result<void> AddKin(NodeId actor, std::set<NodeId>* kin) {
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      std::vector<NodeId> open = {actor};
      std::set<NodeId> seen;
      while (!open.empty()) {
        const NodeId at = open.back();
        open.pop_back();
        if (!seen.insert(at).second) continue;
        auto next = Neighbours(snapshot_, at, direction, edge::PART_OF);
        if (!next) return tl::unexpected(next.error());
        for (const Adjacent& adjacent : *next) open.push_back(adjacent.node);
      }
      kin->insert(seen.begin(), seen.end());
    }
    return {};
  }

  const Snapshot& snapshot_;
};

}  // namespace

Result<Answer> AnswerIssuers(const Snapshot& snapshot, const IssuersOptions& options) {
  const std::string_view only = options.state;
  if (!only.empty() && only != "none" && only != "conflict" && only != "accepted")
    return FailChoice("state", only, {"none", "conflict", "accepted"});
  auto cases = IssuerDesk(snapshot).Cases(only);
  if (!cases) return tl::unexpected(cases.error());

  Answer answer;
  answer.query = "issuers";
  answer.columns = {{"document", "", false},    {"state", "", false},        {"proposal", "", false},
                    {"name", "", false},        {"how", "", false},          {"confidence", "", true, true},
                    {"told", "", false, true},  {"source", "", false, true}, {"title", "", false, true},
                    {"others", "", false, true}};
  size_t none = 0, conflicts = 0, accepted = 0, proposed = 0;
  for (const Case& one : *cases) {
    ++(one.state == "none" ? none : one.state == "conflict" ? conflicts : accepted);
    proposed += one.state == "none" && !one.proposals.empty() ? 1 : 0;
  }
  KeepTop(options.view.top, "document", "documents", &*cases, &answer);
  for (const Case& one : *cases) {
    Row row;
    List told, others;
    for (const std::string& key : one.told) told.emplace_back(key);
    row.cells = {one.document.key, one.state};
    for (size_t i = 0; i < one.proposals.size(); ++i) {
      auto actor = snapshot.GetNode(one.proposals[i].actor);
      if (!actor) return tl::unexpected(actor.error());
      answer.nodes.push_back(actor->id);
      if (i == 0) {
        row.cells.insert(row.cells.end(), {actor->key, actor->properties.FindString(property::name),
                                           one.proposals[i].how, one.proposals[i].confidence});
      } else {
        others.emplace_back(actor->key);
      }
      if (row.evidence.size() < options.view.quotes) row.evidence.push_back(one.proposals[i].evidence);
    }
    row.cells.resize(6);
    row.cells.emplace_back(std::move(told));
    row.cells.emplace_back(one.source);
    row.cells.emplace_back(one.document.properties.FindString(property::title));
    row.cells.emplace_back(std::move(others));
    answer.nodes.push_back(one.document.id);
    answer.rows.push_back(std::move(row));
  }
  std::ranges::sort(answer.nodes);
  answer.nodes.erase(std::unique(answer.nodes.begin(), answer.nodes.end()), answer.nodes.end());
  if (only.empty() && cases->empty())
    answer.notes.push_back(MakeNote("issuers-complete",
                                    "every document with text has an issuer, and no text names another one"));
  if (none > 0)
    answer.notes.push_back(MakeNote("issuer-unknown", "{} no known issuer; for {} there is a proposal",
                                    Counting{none, "document has", "documents have"}, proposed));
  if (conflicts > 0)
    answer.notes.push_back(MakeNote("issuer-conflict",
                                    "the text of {} names another issuer than the known one",
                                    Counting{conflicts, "document"}));
  if (accepted > 0)
    answer.notes.push_back(
        MakeNote("issuer-accepted", "{} accepted", Counting{accepted, "issuer was", "issuers were"}));
  if (proposed + conflicts > 0) {
    answer.notes.push_back(MakeNote(
        "how-to-accept",
        "to accept one: concord issuer accept DOCUMENT BODY --by YOUR_NAME; to undo it: concord issuer undo "
        "DOCUMENT"));
  }
  return answer;
}

namespace {

Result<Answer> RunIssuers(const Snapshot& snapshot, const Arguments& arguments) {
  IssuersOptions options;
  options.state = arguments.Get("state");
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerIssuers(snapshot, options);
}

constexpr AnswerFormat kFormats[] = {
    {"sheet", [](const Answer& answer) -> Result<std::string> { return IssuerSheet(answer); }}};

}  // namespace

const Query kissuersQuery = {
    "issuers",
    "List documents whose issuer is unknown or in doubt, with proposals from their own text",
    "",
    "issuers\nissuers --top 1000 --format sheet > issuers.tsv\nissuers --state none --top 20\nissuers "
    "--state conflict --format xlsx > conflicts.xlsx",
    kOptions,
    RunIssuers,
    R"(A proposal comes from the start of the title, from a line of the letterhead that contains only a name, from a formula
("adopted by the ...") or from "We, the members of ...". A body that is merely named is not proposed.

state is none (no issuer is known), conflict (the text names an issuer that differs from the known one and is neither
a part of it nor its parent) or accepted (by `issuer accept`). told lists the known issuers, and source says where they
come from.

The format sheet has a row for each document, with empty columns decision, by and on. Write accept, or the key or name
of another body, or undo into decision; `issuer sheet FILE` stores all of them.)",
    kFormats,
};

}  // namespace concord
