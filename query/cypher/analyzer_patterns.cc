#include <fmt/format.h>

#include "query/cypher/query_analyzer.h"

namespace concord::cypher {
void QueryAnalyzer::AnalyzePattern(Pattern* pattern, PatternUse use) {
  const std::set<std::string> outer = std::exchange(fresh_, {});
  for (PathPattern& path : pattern->paths) {
    const bool writes = use == PatternUse::kCreate || use == PatternUse::kMerge;
    if (writes && path.shortest != ShortestKind::kNone) {
      FailSyntax("UnexpectedSyntax", path.position,
                 "shortestPath is allowed only in MATCH and in expressions");
    }
    if (path.shortest != ShortestKind::kNone && path.edges.size() != 1) {
      FailSyntax("UnexpectedSyntax", path.position, "shortestPath takes a pattern with one relationship");
    }
    for (size_t i = 0; i < path.nodes.size(); ++i) {
      BindNode(&path.nodes[i], path, use);
      if (i < path.edges.size()) BindEdge(&path.edges[i], use);
    }
    if (!path.variable.empty()) {
      if (use == PatternUse::kPredicate) {
        FailSyntax("UnexpectedSyntax", path.position, "a pattern used as a condition has no name");
      }
      path.slot = NewSlot();
      Declare(path.variable, path.position, {TypeKind::kPath, TypeKind::kAny}, path.slot);
      if (use == PatternUse::kComprehension) local_.insert(path.slot);
    }
  }
  for (PathPattern& path : pattern->paths) {
    for (NodePattern& node : path.nodes) {
      AnalyzeProperties(node.properties.get(), use);
      if (node.where != nullptr) AnalyzeWhere(node.where.get());
      if (node.label_test != nullptr) {
        // Its variables stand for the node, which may have no name.
        std::vector<Expr*> todo = {node.label_test.get()};
        while (!todo.empty()) {
          Expr* expr = todo.back();
          todo.pop_back();
          if (expr->kind == ExprKind::kVariable) expr->slot = node.slot;
          for (const ExprPtr& arg : expr->args) todo.push_back(arg.get());
        }
      }
    }
    for (EdgePattern& edge : path.edges) {
      AnalyzeProperties(edge.properties.get(), use);
      if (edge.where != nullptr) AnalyzeWhere(edge.where.get());
    }
  }
  fresh_ = outer;
}

void QueryAnalyzer::AnalyzeProperties(Expr* properties, PatternUse use) {
  if (properties == nullptr) return;
  if (properties->kind == ExprKind::kParameter && use != PatternUse::kCreate) {
    FailSyntax("InvalidParameterUse", properties->position,
               "a parameter cannot replace the whole map of properties here; write {name: $" +
                   properties->name + ".name}");
  }
  AnalyzeExpr(properties, {});
}

const QueryAnalyzer::Variable* QueryAnalyzer::FindBound(const std::string& name, Position position,
                                                        PatternUse use) const {
  const auto at = scope_.find(name);
  if (at != scope_.end()) return &at->second;
  if (use == PatternUse::kPredicate) {
    FailSyntax(
        "UndefinedVariable", position,
        fmt::format("there is no variable `{}`, and a pattern in a condition cannot introduce one", name));
  }
  return nullptr;
}

void QueryAnalyzer::BindNode(NodePattern* node, const PathPattern& path, PatternUse use) {
  const bool writes = use == PatternUse::kCreate || use == PatternUse::kMerge;
  if (writes && (node->label_test != nullptr || node->where != nullptr)) {
    FailSyntax("UnexpectedSyntax", node->position,
               "what is created takes labels and properties, no conditions");
  }
  if (node->variable.empty()) {
    node->slot = NewSlot();
    return;
  }
  const Variable* bound = FindBound(node->variable, node->position, use);
  if (bound == nullptr) {
    node->slot = NewSlot();
    scope_[node->variable] = {node->slot, {TypeKind::kNode, TypeKind::kAny}};
    fresh_.insert(node->variable);
    if (use == PatternUse::kComprehension) local_.insert(node->slot);
    return;
  }
  if (writes && (path.edges.empty() || !node->labels.empty() || node->properties != nullptr)) {
    FailSyntax(
        "VariableAlreadyBound", node->position,
        fmt::format("the variable `{}` is already bound, so it cannot be created again", node->variable));
  }
  if (!MayBe(bound->type.kind, kNodeSet)) {
    FailSyntax(
        "VariableTypeConflict", node->position,
        fmt::format("`{}` is a {} and cannot be a node here", node->variable, NameOf(bound->type.kind)));
  }
  node->slot = bound->slot;
  node->is_bound = !fresh_.contains(node->variable);
}

void QueryAnalyzer::CheckWritten(const EdgePattern& edge, PatternUse use) const {
  if (edge.is_variable_length) {
    FailSyntax("CreatingVarLength", edge.position, "a relationship of variable length cannot be created");
  }
  if (edge.types.size() != 1) {
    FailSyntax("NoSingleRelationshipType", edge.position,
               "a relationship that is created has exactly one type, as in -[:TYPE]->");
  }
  if (use == PatternUse::kCreate && edge.arrow == Arrow::kBoth) {
    FailSyntax("RequiresDirectedRelationship", edge.position,
               "a relationship that is created has one direction, as in -[:TYPE]->");
  }
  if (edge.where != nullptr) {
    FailSyntax("UnexpectedSyntax", edge.position, "what is created takes properties, no conditions");
  }
}

void QueryAnalyzer::BindEdge(EdgePattern* edge, PatternUse use) {
  const bool writes = use == PatternUse::kCreate || use == PatternUse::kMerge;
  if (writes && (edge->variable.empty() || !scope_.contains(edge->variable))) CheckWritten(*edge, use);
  if (edge->variable.empty()) {
    edge->slot = NewSlot();
    return;
  }
  const Variable* bound = FindBound(edge->variable, edge->position, use);
  if (bound == nullptr) {
    edge->slot = NewSlot();
    const StaticType type = edge->is_variable_length ? StaticType{TypeKind::kList, TypeKind::kEdge}
                                                     : StaticType{TypeKind::kEdge, TypeKind::kAny};
    scope_[edge->variable] = {edge->slot, type};
    fresh_.insert(edge->variable);
    if (use == PatternUse::kComprehension) local_.insert(edge->slot);
    return;
  }
  if (writes) {
    FailSyntax(
        "VariableAlreadyBound", edge->position,
        fmt::format("the variable `{}` is already bound, so it cannot be created again", edge->variable));
  }
  const bool fits = edge->is_variable_length
                        ? MayBe(bound->type.kind, kListSet) && MayBe(bound->type.element, kEdgeSet)
                        : MayBe(bound->type.kind, kEdgeSet);
  if (!fits) {
    FailSyntax("VariableTypeConflict", edge->position,
               fmt::format("`{}` is a {} and cannot be a relationship here", edge->variable,
                           NameOf(bound->type.kind)));
  }
  if (fresh_.contains(edge->variable)) {
    FailSyntax("RelationshipUniquenessViolation", edge->position,
               fmt::format("`{}` occurs twice in one pattern, but a pattern matches each relationship once",
                           edge->variable));
  }
  edge->slot = bound->slot;
  edge->is_bound = true;
}

}  // namespace concord::cypher
