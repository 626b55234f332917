#include "ingest/facts/facts_lint.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/date.h"
#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

struct Holder {
  std::string_view table, id;
  bool gated = false;
};

// Who goes by which name, folded as the extractors read: without case. A name twice in one row is one.
class NameTable {
 public:
  template <typename Fact>
  void Add(std::string_view table, const Fact& fact) {
    std::set<std::string> own;
    const auto add = [&](std::string_view name) {
      if (name.empty()) return;
      const std::string folded = FoldCase(CollapseSpace(name));
      if (own.insert(folded).second)
        holders_[folded].push_back({table, fact.id, fact.GateOf(name) != nullptr});
    };
    add(fact.name);
    add(fact.acronym);
    for (const std::string& alias : fact.aliases) add(alias);
  }

  void Report(std::vector<FactsFinding>* findings) const {
    for (const auto& [name, holders] : holders_) {
      if (holders.size() < 2) continue;
      for (const Holder& holder : holders) {
        if (holder.gated) continue;
        std::string others;
        for (const Holder& other : holders) {
          if (other.id != holder.id) others += fmt::format("{}'{}'", others.empty() ? "" : ", ", other.id);
        }
        findings->push_back({std::string(holder.table), std::string(holder.id),
                             fmt::format("the name '{}' is that of {} too, and has no gate", name, others)});
      }
    }
  }

 private:
  std::map<std::string, std::vector<Holder>> holders_;
};

void CheckDates(std::string_view table, std::string_view id, std::string_view first_name,
                std::string_view first, std::string_view last_name, std::string_view last,
                std::vector<FactsFinding>* findings) {
  const std::optional<Date> from = Date::Parse(first), to = Date::Parse(last);
  if (from && to && *to < *from) {
    findings->push_back({std::string(table), std::string(id),
                         fmt::format("{} {} lies before {} {}", last_name, last, first_name, first)});
  }
}

// Ids from which a way along parents leads back. Each id is walked once: its ways are done when it is left.
class ParentWalk {
 public:
  void Add(const std::string& id, const std::vector<std::string>& parents) { parents_[id] = parents; }

  std::set<std::string> Circles() {
    for (const auto& [id, parents] : parents_) Walk(id);
    return circles_;
  }

 private:
  struct Step {
    std::string id;
    size_t next = 0;
  };

  void Walk(const std::string& root) {
    std::vector<Step> way = {{root}};
    while (!way.empty()) {
      const std::string id = way.back().id;
      if (way.back().next == 0) {
        if (done_.contains(id)) {
          way.pop_back();
          continue;
        }
        on_way_.insert(id);
      }
      const std::vector<std::string>& parents = parents_[id];
      if (way.back().next == parents.size()) {
        on_way_.erase(id);
        done_.insert(id);
        way.pop_back();
        continue;
      }
      const std::string& parent = parents[way.back().next++];
      if (on_way_.contains(parent)) {
        circles_.insert(parent);
      } else {
        way.push_back({parent});
      }
    }
  }

  std::map<std::string, std::vector<std::string>> parents_;
  std::set<std::string> on_way_, done_, circles_;
};

}  // namespace

std::vector<FactsFinding> LintFacts(const Facts& facts) {
  std::vector<FactsFinding> findings;
  NameTable names;
  ParentWalk parents;
  for (const ForumFact& forum : facts.forums()) {
    names.Add("forums.tsv", forum);
    parents.Add(forum.id, forum.parents);
    CheckDates("forums.tsv", forum.id, "founded", forum.founded, "ended", forum.ended, &findings);
  }
  for (const ActorFact& actor : facts.actors()) {
    names.Add("actors.tsv", actor);
    parents.Add(actor.id, actor.parent.empty() ? std::vector<std::string>() : std::vector{actor.parent});
  }
  names.Report(&findings);
  for (const std::string& id : parents.Circles()) {
    findings.push_back(
        {facts.FindForum(id) != nullptr ? "forums.tsv" : "actors.tsv", id, "its parents lead back to it"});
  }
  std::map<std::string_view, const ForumFact*> by_list;
  for (const ForumFact& forum : facts.forums()) {
    if (!forum.members.empty()) by_list.emplace(forum.members, &forum);
  }
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen;
  for (const MemberFact& member : facts.members()) {
    const std::string id = fmt::format("{}/{}", member.list, member.member);
    CheckDates("members.tsv", id, "valid_from", member.valid_from, "valid_to", member.valid_to, &findings);
    if (!seen.emplace(member.list, member.member, member.valid_from).second)
      findings.push_back({"members.tsv", id, "the same membership stands there twice"});
    const auto forum = by_list.find(member.list);
    if (forum == by_list.end()) continue;
    CheckDates("members.tsv", id, "founded", forum->second->founded, "valid_to", member.valid_to, &findings);
  }
  return findings;
}

}  // namespace concord
