#include "query/crosswalks/framework_coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/crosswalks/item_families.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

// The strongest first; behind them what says nothing of sets.
constexpr std::string_view kRelations[] = {"equal", "subset", "superset", "intersects", "close", "mapped"};
constexpr size_t kMostFrameworks = 64;

size_t StrengthOf(std::string_view relation) {
  return static_cast<size_t>(std::ranges::find(kRelations, relation) - std::begin(kRelations));
}

// closeMatch, and every other that leaves several relations open but guarantees an overlap, is "close".
std::string_view RelationOf(RelationMask mask) {
  switch (mask) {
    case kEqual:
      return "equal";
    case kSubset:
      return "subset";
    case kSuperset:
      return "superset";
    case kIntersects:
      return "intersects";
    default:
      return mask != 0 && (mask & kNone) == 0 ? "close" : "mapped";
  }
}

void Take(std::string_view relation, RelationMask mask, ItemCoverage* coverage) {
  if (!coverage->relation.empty() && StrengthOf(relation) >= StrengthOf(coverage->relation)) return;
  coverage->relation = relation;
  coverage->proven = mask == 0 ? RelationClass::kNothing : ClassOf(mask);
}

struct Other {
  Framework framework;
  std::vector<ItemCoverage> items;  // beside A's
};

// One number of a sum, and the items that it counts.
struct Sum {
  std::string_view name;
  bool (*counts)(const ItemCoverage& item);
};
constexpr Sum kSums[] = {
    {"mapped", [](const ItemCoverage& item) { return item.state == ItemState::kMapped; }},
    {"wholly (equal, subset)",
     [](const ItemCoverage& item) {
       return item.state == ItemState::kMapped && (item.relation == "equal" || item.relation == "subset");
     }},
    {"no counterpart found",
     [](const ItemCoverage& item) { return item.state == ItemState::kNoCounterpart; }},
    {"asserted no relationship",
     [](const ItemCoverage& item) { return item.state == ItemState::kNoRelationship; }},
    {"nobody has looked", [](const ItemCoverage& item) { return item.state == ItemState::kNobodyHasLooked; }},
    {"of these, an overlap follows",
     [](const ItemCoverage& item) { return item.state == ItemState::kNobodyHasLooked && item.follows; }},
};

// What a mapped thing is an item of: its scheme, or the work that it stands in; "" for neither.
Result<std::string> FrameworkOf(const Snapshot& snapshot, NodeId id, Places* places) {
  auto node = snapshot.GetNode(id);
  if (!node) return tl::unexpected(node.error());
  if (node->HasLabel(label::Concept)) {
    const std::string_view scheme = node->properties.FindString(property::scheme);
    return std::string(scheme.empty() ? std::string_view(node->key).substr(0, node->key.find(':')) : scheme);
  }
  auto place = places->Of(id);
  if (!place) return tl::unexpected(place.error());
  return (*place)->document_key;
}

// The frameworks that rows join with A's items, those with most of its items first.
Result<std::vector<std::string>> JoinedWith(MappingLinks* links, const Framework& a, Places* places) {
  if (auto read = links->ReadAll(); !read) return tl::unexpected(read.error());
  std::map<std::string, std::set<uint32_t>> items_of;
  std::unordered_map<NodeId, std::string> names;
  for (uint32_t i = 0; i < a.items.size(); ++i) {
    for (const NodeId node : a.items[i].nodes) {
      auto rows = links->Of(node);
      if (!rows) return tl::unexpected(rows.error());
      for (const MappingLink& row : **rows) {
        if (links->IsNoTerm(row.other) || a.item_of.contains(row.other)) continue;
        const auto [name, first] = names.try_emplace(row.other);
        if (first) {
          auto found = FrameworkOf(links->snapshot(), row.other, places);
          if (!found) return tl::unexpected(found.error());
          name->second = *std::move(found);
        }
        if (!name->second.empty() && name->second != a.key) items_of[name->second].insert(i);
      }
    }
  }
  std::vector<std::string> joined;
  joined.reserve(items_of.size());
  for (const auto& [name, items] : items_of) joined.push_back(name);
  std::stable_sort(joined.begin(), joined.end(), [&](const std::string& x, const std::string& y) {
    return items_of.at(x).size() > items_of.at(y).size();
  });
  return joined;
}

PropertyMap CellAsMap(const ItemCoverage& item) {
  PropertyMap cell{{"state", ItemStateName(item.state)}};
  if (!item.relation.empty()) cell.Set("relation", item.relation);
  if (item.proven != RelationClass::kNothing) cell.Set("class", RelationClassName(item.proven));
  if (item.follows) cell.Set("follows", true);
  return cell;
}

void AddSums(const Framework& a, const std::vector<Other>& others, Answer* answer) {
  for (const Sum& sum : kSums) {
    Row row;
    row.cells = {Value(), std::string(sum.name)};
    for (const Other& other : others)
      row.cells.emplace_back(static_cast<int64_t>(std::ranges::count_if(other.items, sum.counts)));
    row.cells.resize(answer->columns.size());
    answer->rows.push_back(std::move(row));
  }
  int64_t by_any = 0, by_all = 0;
  for (uint32_t i = 0; i < a.items.size(); ++i) {
    const auto mapped = [i](const Other& other) { return other.items[i].state == ItemState::kMapped; };
    by_any += std::ranges::any_of(others, mapped) ? 1 : 0;
    by_all += std::ranges::all_of(others, mapped) ? 1 : 0;
  }
  answer->notes.push_back(
      MakeNote("items-mapped", "{}: of {} items {} are mapped by one of {} frameworks at least, {} by all",
               a.key, a.items.size(), by_any, others.size(), by_all));
}

}  // namespace

std::vector<ItemCoverage> CoverageOf(const Crosswalk& crosswalk, const Framework& a) {
  std::vector<ItemCoverage> items(a.items.size());
  const ItemStates states = SubjectStates(crosswalk, a);
  for (uint32_t i = 0; i < items.size(); ++i) items[i].state = states.of[i];
  for (const StatedMapping& mapping : crosswalk.stated) {
    ItemCoverage& item = items[mapping.subject];
    item.rows.push_back(mapping.link.edge);
    if (mapping.object >= 0 && !mapping.link.negated)
      Take(RelationOf(mapping.link.mask), mapping.link.mask, &item);
  }
  for (const InferredMapping& mapping : crosswalk.inferred) {
    ItemCoverage& item = items[mapping.subject];
    if (item.state != ItemState::kNobodyHasLooked || mapping.mask == 0 || (mapping.mask & kNone) != 0)
      continue;
    Take(RelationOf(mapping.mask), mapping.mask, &item);
    item.follows = true;
    for (const InferredMapping::Chain& chain : mapping.chains)
      item.rows.insert(item.rows.end(), chain.edges.begin(), chain.edges.end());
  }
  return items;
}

std::string CoverageWord(const ItemCoverage& coverage) {
  switch (coverage.state) {
    case ItemState::kMapped:
      return coverage.relation;
    case ItemState::kNoCounterpart:
      return "no counterpart";
    case ItemState::kNoRelationship:
      return "no relationship";
    case ItemState::kNobodyHasLooked:
      break;
  }
  return coverage.follows ? "(" + coverage.relation + ")" : "-";
}

Result<Answer> CoverFramework(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 1)
    return Fail(ErrorCode::kUsage, "coverage of a framework takes one framework A; " PARAMETER(
                                       "by") " names those that may cover it");
  auto given = ViewArguments::Read(arguments, 1'000'000, 1);
  if (!given) return tl::unexpected(given.error());
  auto steps = arguments.GetInt("steps", 2, 1, kMostSteps);
  if (!steps) return tl::unexpected(steps.error());
  Places places(snapshot);
  auto a = LoadFramework(snapshot, arguments.words[0], true, &places);
  if (!a) return tl::unexpected(a.error());
  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());
  std::vector<Other> others;
  List names;
  std::vector<std::string> wanted;
  size_t left_out = 0;
  if (arguments.Has("by")) {
    for (const std::string_view name : Split(arguments.Get("by"), ',')) {
      if (!Trim(name).empty()) wanted.emplace_back(Trim(name));
    }
  } else {
    auto joined = JoinedWith(&*links, *a, &places);
    if (!joined) return tl::unexpected(joined.error());
    if (joined->empty())
      return Fail(ErrorCode::kNotFound,
                  fmt::format("no row of a crosswalk joins '{}' with a framework", a->key));
    wanted = *std::move(joined);
    left_out = wanted.size() - std::min(wanted.size(), kMostFrameworks);
    wanted.resize(wanted.size() - left_out);
  }
  if (wanted.empty() || wanted.size() > kMostFrameworks) {
    return Fail(
        ErrorCode::kUsage,
        fmt::format(PARAMETER("by") " names {} frameworks; it should name 1 to {}, with commas between them",
                    wanted.size(), kMostFrameworks));
  }
  std::vector<Note> contradictions;
  for (const std::string& name : wanted) {
    auto b = LoadFramework(snapshot, name, true, &places);
    if (!b) return tl::unexpected(b.error());
    if (b->key == a->key ||
        std::ranges::any_of(others, [&](const Other& o) { return o.framework.key == b->key; }))
      return Fail(ErrorCode::kUsage, fmt::format("'{}' is given twice", b->key));
    auto crosswalk = FindCrosswalk(&*links, *a, *b, {.most_steps = static_cast<int>(*steps)});
    if (!crosswalk) return tl::unexpected(crosswalk.error());
    names.emplace_back(b->key);
    NoteContradictions(*crosswalk, *a, *b, &contradictions);
    std::vector<ItemCoverage> items = CoverageOf(*crosswalk, *a);
    others.push_back({*std::move(b), std::move(items)});
  }
  Answer answer;
  answer.query = "coverage";
  answer.arguments.Set("framework", a->key);
  answer.arguments.Set("by", names);
  answer.arguments.Set("steps", *steps);
  answer.columns = {{"item", "", false}, {"title", "", false}};
  for (const Other& other : others) answer.columns.push_back({other.framework.key, "", false});
  answer.columns.push_back({"covered", "", true});
  answer.columns.push_back({"family", "", false, true});
  answer.columns.push_back({"states", "", false, true});
  const ItemFamilies families = FamiliesOf(*a);
  EvidenceReader reader(snapshot, given->quotes);
  const size_t shown = std::min(a->items.size(), given->top);
  for (uint32_t i = 0; i < shown; ++i) {
    const Item& item = a->items[i];
    Row row;
    reader.Begin(&row);
    row.cells = {item.id, item.title};
    PropertyMap states;
    int64_t covered = 0;
    for (const Other& other : others) {
      const ItemCoverage& cell = other.items[i];
      row.cells.emplace_back(CoverageWord(cell));
      covered += cell.state == ItemState::kMapped ? 1 : 0;
      states.Set(other.framework.key, CellAsMap(cell));
      for (const EdgeId edge : cell.rows) {
        if (auto done = reader.AddEdge(edge, other.framework.key); !done) return tl::unexpected(done.error());
      }
    }
    row.cells.emplace_back(covered);
    row.cells.emplace_back(families.names[families.of[i]]);
    row.cells.emplace_back(std::move(states));
    answer.rows.push_back(std::move(row));
  }
  if (shown < a->items.size())
    answer.notes.push_back(MakeNote("rows-left-out", "{} not shown (" PARAMETER("top") ")",
                                    Counting{a->items.size() - shown, "more item is", "more items are"}));
  if (left_out > 0)
    answer.notes.push_back(MakeNote("frameworks-left-out", "{} left out (" PARAMETER("by") ")",
                                    Counting{left_out, "more framework with fewer mapped items is",
                                             "more frameworks with fewer mapped items are"}));
  std::ranges::move(contradictions, std::back_inserter(answer.notes));
  AddSums(*a, others, &answer);
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  return answer;
}

}  // namespace concord
