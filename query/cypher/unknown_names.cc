#include "query/cypher/unknown_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "graph/vocabulary.h"
#include "query/cypher/fixed_values.h"
#include "query/cypher/functions.h"
#include "query/cypher/property_survey.h"

namespace concord::cypher {
namespace {

struct SchemaEdge {
  std::string_view type, from, to;  // labels, "|" between
};
constexpr auto kSchemaEdges = std::to_array<SchemaEdge>({
#define EDGE(type, from, to) {#type, from, to},
#include "graph/schema.def"
});
constexpr auto kSchemaLabels = std::to_array<std::string_view>({
#define LABEL(name) #name,
#include "graph/schema.def"
});

template <typename Names>
bool IsAmong(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A node may have both labels.
constexpr std::pair<std::string_view, std::string_view> kTogether[] = {
    {label::Actor, label::Forum},
    {label::Document, label::ConceptScheme},
    {label::Document, label::MappingSet},
};

// Whether a node of these labels may stand where one of the others is wanted.
bool Fits(const std::vector<std::string>& labels, std::string_view wanted) {
  const std::vector<std::string_view> allowed = Split(wanted, '|');
  if (labels.empty()) return true;
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
    if (!IsAmong(kSchemaLabels, label) || IsAmong(allowed, label)) return true;
    return std::any_of(std::begin(kTogether), std::end(kTogether), [&](const auto& pair) {
      return (label == pair.first && IsAmong(allowed, pair.second)) ||
             (label == pair.second && IsAmong(allowed, pair.first));
    });
  });
}

class Search {
 public:
  explicit Search(const Snapshot& snapshot) : snapshot_(snapshot) {}

  void In(const Query& query) {
    for (const SingleQuery& part : query.parts) {
      for (const Clause& clause : part.clauses) In(clause);
    }
  }

  std::vector<Note> Notes() {
    std::vector<Note> notes;
    const auto add = [&](std::string_view kind, const std::set<std::string>& names, const auto& known) {
      for (const std::string& name : names) {
        const std::vector<std::string> all = known();
        const std::string_view near = DidYouMean(name, all);
        std::string hint = near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
        // key(n), labels(n), id(n) are no properties.
        if (const Function* function = FindFunction(FoldCase(name));
            &names == &keys_ && function != nullptr && function->max_args == 1 &&
            (function->first & kNodeSet) != 0)
          hint = fmt::format("; {0}(n) is the {0} of a node n", name);
        notes.push_back(MakeNote("name-unknown", "nothing in the store has the {} `{}`", kind, name));
        notes.back().text += hint;
      }
    };
    add("label", labels_, [&] { return snapshot_.Labels(); });
    add("relationship type", types_, [&] { return snapshot_.EdgeTypes(); });
    add("property", keys_, [&] { return SomeKeys(); });
    for (const auto* of : {&misplaced_, &values_}) {
      for (const auto& [text, note] : *of) notes.push_back(note);
    }
    return notes;
  }

  // Adds a note for each property that is known, but not where the query looks for it.
  void Survey(std::vector<Note>* notes) const {
    constexpr size_t kMostNotes = 5;
    for (const auto& [place, values] : asked_) {
      const auto& [is_edge, owner, property] = place;
      if (keys_.contains(property) || noted_values_.contains(property)) continue;
      std::optional<Note> note = PropertyNote(snapshot_, {is_edge, owner, property, values});
      if (!note) continue;
      notes->push_back(*std::move(note));
      if (notes->size() >= kMostNotes) return;
    }
  }

 private:
  void In(const Clause& clause) {
    if (clause.kind == ClauseKind::kMatch) In(clause.pattern);
    In(clause.expr.get());
    for (const ProjectionItem& item : clause.items) {
      In(item.expr.get());
      Passed(item);
    }
    In(clause.where.get());
    for (const SortItem& item : clause.order) In(item.expr.get());
    for (const ExprPtr& argument : clause.arguments) In(argument.get());
    if (clause.query != nullptr) In(*clause.query);
  }

  void In(const Pattern& pattern) {
    for (const PathPattern& path : pattern.paths) {
      for (const NodePattern& node : path.nodes) {
        graph_slots_.insert(node.slot);
        for (const std::string& label : node.labels) Label(label);
        if (node.slot != kNoSlot) {
          std::vector<std::string>& labels = labels_of_[node.slot];
          labels.insert(labels.end(), node.labels.begin(), node.labels.end());
        }
        LabelTest(node.label_test.get());
        Properties(node.properties.get(), LabelsOf(node), false);
        In(node.where.get());
      }
      for (size_t i = 0; i < path.edges.size(); ++i) Ends(path.edges[i], path.nodes[i], path.nodes[i + 1]);
      for (const EdgePattern& edge : path.edges) {
        if (!edge.is_variable_length) graph_slots_.insert(edge.slot);
        for (const std::string& type : edge.types) {
          if (snapshot_.EdgeCount(type) == 0) types_.insert(type);
        }
        if (edge.slot != kNoSlot && !edge.is_variable_length) types_of_[edge.slot] = edge.types;
        Properties(edge.properties.get(), edge.types, true);
        In(edge.where.get());
      }
    }
  }

  // The tree of an expression is no deeper than the parser allows.
  void In(const Expr* expr) {
    if (expr == nullptr) return;
    if (expr->kind == ExprKind::kProperty && expr->args[0]->kind == ExprKind::kVariable &&
        graph_slots_.contains(expr->args[0]->slot)) {
      Key(expr->name);
      Asks(expr->args[0]->slot, expr->name);
    }
    if (expr->kind == ExprKind::kCompare) {
      for (size_t i = 0; i + 1 < expr->args.size(); ++i) {
        if (expr->names[i] != "=" && expr->names[i] != "<>") continue;
        Compared(*expr->args[i], *expr->args[i + 1]);
        Compared(*expr->args[i + 1], *expr->args[i]);
      }
    }
    if (expr->kind == ExprKind::kIn && expr->args[1]->kind == ExprKind::kList) {
      for (const ExprPtr& item : expr->args[1]->args) Compared(*expr->args[0], *item);
    }
    for (const ExprPtr& arg : expr->args) In(arg.get());
    if (expr->pattern != nullptr) In(*expr->pattern);
    if (expr->query != nullptr) In(*expr->query);
  }

  // WITH n, or WITH n AS m.
  void Passed(const ProjectionItem& item) {
    if (item.expr->kind != ExprKind::kVariable || !graph_slots_.contains(item.expr->slot)) return;
    graph_slots_.insert(item.slot);
    if (const auto at = labels_of_.find(item.expr->slot); at != labels_of_.end())
      labels_of_[item.slot] = std::vector(at->second);
    if (const auto at = types_of_.find(item.expr->slot); at != types_of_.end())
      types_of_[item.slot] = std::vector(at->second);
  }

  // n.property beside a literal.
  void Compared(const Expr& left, const Expr& right) {
    if (left.kind != ExprKind::kProperty || left.args[0]->kind != ExprKind::kVariable) return;
    for (const auto* owners : {&labels_of_, &types_of_}) {
      const auto at = owners->find(left.args[0]->slot);
      if (at != owners->end()) HasValue(at->second, owners == &types_of_, left.name, right);
    }
  }

  void HasValue(const std::vector<std::string>& owners, bool is_edge, const std::string& property,
                const Expr& value) {
    if (value.kind != ExprKind::kLiteral || value.literal.type() != ValueType::kString) return;
    const std::string& text = value.literal.as_string();
    if (owners.size() == 1) asked_[{is_edge, owners[0], property}].insert(text);
    std::optional<Note> note = FixedValueNote(owners, property, text);
    if (!note) return;
    Keep(*std::move(note), &values_);
    noted_values_.insert(property);
  }

  void Asks(Slot slot, const std::string& property) {
    for (const auto* owners : {&labels_of_, &types_of_}) {
      const auto at = owners->find(slot);
      if (at != owners->end() && at->second.size() == 1)
        asked_.try_emplace({owners == &types_of_, at->second[0], property});
    }
  }

  // Whether edges of the type lead between nodes of such labels, by the schema.
  void Ends(const EdgePattern& edge, const NodePattern& left, const NodePattern& right) {
    if (edge.is_variable_length || edge.types.size() != 1) return;
    const auto schema = std::find_if(kSchemaEdges.begin(), kSchemaEdges.end(),
                                     [&](const SchemaEdge& known) { return known.type == edge.types[0]; });
    if (schema == kSchemaEdges.end()) return;
    const bool is_left = edge.arrow == Arrow::kLeft;
    const std::vector<std::string>& from = LabelsOf(is_left ? right : left);
    const std::vector<std::string>& to = LabelsOf(is_left ? left : right);
    if (Fits(from, schema->from) && Fits(to, schema->to)) return;
    const bool is_turned = Fits(to, schema->from) && Fits(from, schema->to);
    if (is_turned && edge.arrow == Arrow::kBoth) return;
    const bool is_from = !Fits(from, schema->from);
    if (IsInStore(schema->type, is_from ? from[0] : to[0], is_from ? Direction::kOut : Direction::kIn))
      return;
    Note note = MakeNote("ends-not-in-schema", "`{}` leads from {} to {}", schema->type, Spoken(schema->from),
                         Spoken(schema->to));
    note.text +=
        is_turned ? "; the pattern has it the other way round" : "; the pattern has other labels at its ends";
    Keep(std::move(note), &misplaced_);
  }

  using NotesByText = std::map<std::string, Note>;
  static void Keep(Note note, NotesByText* notes) {
    std::string text = note.text;
    notes->emplace(std::move(text), std::move(note));
  }

  const std::vector<std::string>& LabelsOf(const NodePattern& node) {
    return node.slot == kNoSlot ? node.labels : labels_of_[node.slot];
  }

  static std::string Spoken(std::string_view labels) {
    std::string text;
    for (const std::string_view label : Split(labels, '|'))
      text += (text.empty() ? "" : " or ") + std::string(label);
    return text;
  }

  // Whether nodes of the label have such edges after all, as the store takes anything. Looks at some of them.
  bool IsInStore(std::string_view type, std::string_view label, Direction direction) const {
    constexpr size_t kLookedAt = 50;
    const std::optional<Symbol> symbol = snapshot_.FindSymbol(type);
    if (!symbol) return true;  // there is a note about that
    bool found = false;
    size_t left = kLookedAt;
    (void)snapshot_.ForEachNodeWithLabel(label, [&](NodeId id) {
      (void)snapshot_.ForEachAdjacent(id, direction, symbol, [&](const Adjacent&) {
        found = true;
        return false;
      });
      return !found && --left > 0;
    });
    return found;
  }

  void Properties(const Expr* properties, const std::vector<std::string>& owners, bool is_edge) {
    if (properties == nullptr || properties->kind != ExprKind::kMap) return;
    for (size_t i = 0; i < properties->names.size(); ++i) {
      Key(properties->names[i]);
      if (owners.size() == 1) asked_.try_emplace({is_edge, owners[0], properties->names[i]});
      HasValue(owners, is_edge, properties->names[i], *properties->args[i]);
    }
    In(properties);
  }

  // (n:A|!B): what is excluded need not be there.
  void LabelTest(const Expr* expr) {
    if (expr == nullptr || expr->kind == ExprKind::kNot) return;
    if (expr->kind == ExprKind::kHasLabels) {
      for (const std::string& label : expr->names) Label(label);
      return;
    }
    for (const ExprPtr& arg : expr->args) LabelTest(arg.get());
  }

  void Label(const std::string& label) {
    if (snapshot_.NodeCount(label) == 0) labels_.insert(label);
  }
  void Key(const std::string& key) {
    if (!snapshot_.FindSymbol(key)) keys_.insert(key);
  }

  // Of some nodes of each kind, and some of their edges.
  std::vector<std::string> SomeKeys() const {
    constexpr size_t kLookedAt = 20;
    std::set<std::string> keys;
    for (const std::string& label : snapshot_.Labels()) {
      size_t left = kLookedAt;
      (void)snapshot_.ForEachNodeWithLabel(label, [&](NodeId id) {
        if (const auto node = snapshot_.GetNode(id)) {
          for (const Property& property : node->properties) keys.insert(property.name);
        }
        size_t edges_left = kLookedAt;
        (void)snapshot_.ForEachAdjacent(id, Direction::kOut, std::nullopt, [&](const Adjacent& adjacent) {
          if (const auto edge = snapshot_.GetEdge(adjacent.edge)) {
            for (const Property& property : edge->properties) keys.insert(property.name);
          }
          return --edges_left > 0;
        });
        return --left > 0;
      });
    }
    return {keys.begin(), keys.end()};
  }

  const Snapshot& snapshot_;
  std::set<Slot> graph_slots_;
  std::map<Slot, std::vector<std::string>> labels_of_, types_of_;  // of nodes and of edges
  NotesByText misplaced_, values_;
  std::set<std::string> labels_, types_, keys_;
  std::set<std::string> noted_values_;  // properties of which values_ has a note
  // What is read of what: whether of an edge, the label or type, the property; with the values beside it.
  std::map<std::tuple<bool, std::string, std::string>, std::set<std::string>> asked_;
};

}  // namespace

std::vector<Note> UnknownNames(const Query& query, const Snapshot& snapshot, bool found_nothing) {
  if (snapshot.NodeCount() == 0) return {};
  Search search(snapshot);
  search.In(query);
  std::vector<Note> notes = search.Notes();
  if (found_nothing) search.Survey(&notes);
  return notes;
}

}  // namespace concord::cypher
