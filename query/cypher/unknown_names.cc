#include "query/cypher/unknown_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/unicode.h"
#include "query/cypher/functions.h"

namespace concord::cypher {
namespace {

class Search {
 public:
  explicit Search(const Snapshot& snapshot) : snapshot_(snapshot) {}

  void In(const Query& query) {
    for (const SingleQuery& part : query.parts) {
      for (const Clause& clause : part.clauses) In(clause);
    }
  }

  std::vector<std::string> Notes() {
    std::vector<std::string> notes;
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
        notes.push_back(fmt::format("nothing in the store has the {} `{}`{}", kind, name, hint));
      }
    };
    add("label", labels_, [&] { return snapshot_.Labels(); });
    add("relationship type", types_, [&] { return snapshot_.EdgeTypes(); });
    add("property", keys_, [&] { return SomeKeys(); });
    return notes;
  }

 private:
  void In(const Clause& clause) {
    if (clause.kind == ClauseKind::kMatch) In(clause.pattern);
    for (const Expr* expr : {clause.where.get(), clause.expr.get()}) In(expr);
    for (const ProjectionItem& item : clause.items) In(item.expr.get());
    for (const SortItem& item : clause.order) In(item.expr.get());
    for (const ExprPtr& argument : clause.arguments) In(argument.get());
    if (clause.query != nullptr) In(*clause.query);
  }

  void In(const Pattern& pattern) {
    for (const PathPattern& path : pattern.paths) {
      for (const NodePattern& node : path.nodes) {
        graph_slots_.insert(node.slot);
        for (const std::string& label : node.labels) Label(label);
        LabelTest(node.label_test.get());
        Properties(node.properties.get());
        In(node.where.get());
      }
      for (const EdgePattern& edge : path.edges) {
        if (!edge.is_variable_length) graph_slots_.insert(edge.slot);
        for (const std::string& type : edge.types) {
          if (snapshot_.EdgeCount(type) == 0) types_.insert(type);
        }
        Properties(edge.properties.get());
        In(edge.where.get());
      }
    }
  }

  // The tree of an expression is no deeper than the parser allows.
  void In(const Expr* expr) {
    if (expr == nullptr) return;
    if (expr->kind == ExprKind::kProperty && expr->args[0]->kind == ExprKind::kVariable &&
        graph_slots_.contains(expr->args[0]->slot))
      Key(expr->name);
    for (const ExprPtr& arg : expr->args) In(arg.get());
    if (expr->pattern != nullptr) In(*expr->pattern);
    if (expr->query != nullptr) In(*expr->query);
  }

  void Properties(const Expr* properties) {
    if (properties == nullptr || properties->kind != ExprKind::kMap) return;
    for (const std::string& name : properties->names) Key(name);
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
  std::set<std::string> labels_, types_, keys_;
};

}  // namespace

std::vector<std::string> UnknownNames(const Query& query, const Snapshot& snapshot) {
  if (snapshot.NodeCount() == 0) return {};
  Search search(snapshot);
  search.In(query);
  return search.Notes();
}

}  // namespace concord::cypher
