// Clauses that write. Each takes all its rows before it writes the first time, and has written for all of
// them before it gives one, so that no clause sees half of what another does.
#include <fmt/format.h>

#include "query/cypher/evaluate.h"
#include "query/cypher/failure.h"
#include "query/cypher/list_items.h"
#include "query/cypher/operator.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

// ---- Values that are written ----

PropertyMap StoredProperties(const ValueMap& map, Position position) {
  PropertyMap properties;
  for (const auto& [name, value] : map) {
    if (!value.is_null()) properties.Set(name, ToStored(value, position));
  }
  return properties;
}

PropertyMap EvaluateProperties(const Expr* expr, Row& row, Execution& execution) {
  if (expr == nullptr) return {};
  const Value value = Evaluate(*expr, row, execution);
  if (value.is_null()) return {};
  if (value.type() != ValueType::kMap) {
    FailRuntime("TypeError", "InvalidArgumentType", expr->position,
                fmt::format("expected a MAP of properties, found {}", TypeName(value)));
  }
  return StoredProperties(value.as_map(), expr->position);
}

// What a new node or relationship with these properties takes until the statement ends, about.
size_t BytesOf(const PropertyMap& properties) {
  size_t bytes = 300;
  for (const Property& property : properties) {
    bytes += 64 + property.name.size();
    if (property.value.type() == concord::Value::Type::kString) bytes += property.value.as_string().size();
  }
  return bytes;
}

NodeId NodeIn(Slot slot, const Row& row, Position position) {
  const Value& value = row[At(slot)];
  if (value.type() != ValueType::kNode) {
    FailRuntime("TypeError", "InvalidArgumentType", position,
                fmt::format("a relationship needs a node at each end; found {}",
                            value.is_null() ? "null" : std::string("a ") + std::string(TypeName(value))));
  }
  return value.as_node();
}

// ---- CREATE ----

class Creator {
 public:
  explicit Creator(Execution* execution) : execution_(*execution) {}

  void Create(const Pattern& pattern, Row& row) {
    std::vector<Slot> made;
    for (const PathPattern& path : pattern.paths) {
      for (const NodePattern& node : path.nodes) {
        if (node.is_bound || std::find(made.begin(), made.end(), node.slot) != made.end()) continue;
        made.push_back(node.slot);
        PropertyMap properties = EvaluateProperties(node.properties.get(), row, execution_);
        execution_.Charge(BytesOf(properties));
        row[At(node.slot)] =
            Value(NodeRef{execution_.graph().CreateNode(node.labels, std::move(properties))});
      }
      for (size_t i = 0; i < path.edges.size(); ++i) {
        const EdgePattern& edge = path.edges[i];
        NodeId from = NodeIn(path.nodes[i].slot, row, edge.position);
        NodeId to = NodeIn(path.nodes[i + 1].slot, row, edge.position);
        if (edge.arrow == Arrow::kLeft) std::swap(from, to);
        for (const NodeId end : {from, to}) {
          if (!execution_.graph().IsDeletedNode(end)) continue;
          FailRuntime("EntityNotFound", "DeletedEntityAccess", edge.position,
                      "an end of this relationship was deleted earlier in the query");
        }
        PropertyMap properties = EvaluateProperties(edge.properties.get(), row, execution_);
        execution_.Charge(BytesOf(properties));
        row[At(edge.slot)] =
            Value(EdgeRef{execution_.graph().CreateEdge(edge.types[0], from, to, std::move(properties))});
      }
      if (path.slot != kNoSlot) row[At(path.slot)] = MakePath(path, row, execution_);
    }
  }

 private:
  Execution& execution_;
};

// ---- SET and REMOVE ----

class Setter {
 public:
  explicit Setter(Execution* execution) : execution_(*execution) {}

  void Apply(const SetItem& item, bool removes, Row& row) {
    const Value target = Evaluate(*item.target, row, execution_);
    if (target.is_null()) return;
    if (target.type() != ValueType::kNode && target.type() != ValueType::kEdge) {
      FailRuntime("TypeError", "InvalidArgumentType", item.position,
                  fmt::format("only nodes and relationships can be changed; found {}", TypeName(target)));
    }
    const bool is_deleted = target.type() == ValueType::kNode
                                ? execution_.graph().IsDeletedNode(target.as_node())
                                : execution_.graph().IsDeletedEdge(target.as_edge());
    if (is_deleted)
      FailRuntime("EntityNotFound", "DeletedEntityAccess", item.position,
                  "this was deleted earlier in the query");
    switch (item.kind) {
      case SetKind::kLabels:
        return SetLabels(item, target, removes);
      case SetKind::kProperty: {
        std::string name = item.name;
        if (item.key != nullptr) {
          const Value key = Evaluate(*item.key, row, execution_);
          if (key.type() != ValueType::kString)
            FailRuntime("TypeError", "InvalidArgumentType", item.position,
                        "the name of a property must be a STRING");
          name = key.as_string();
        }
        const Value value = removes ? Value() : Evaluate(*item.value, row, execution_);
        return SetOne(target, name, value, item.position);
      }
      default: {
        const Value value = Evaluate(*item.value, row, execution_);
        if (value.is_null() && item.kind == SetKind::kMerge) return;
        const ValueMap wanted = value.is_null() ? ValueMap() : PropertiesOf(value, execution_, item.position);
        if (item.kind == SetKind::kReplace) {
          for (const auto& [name, old] : PropertiesOf(target, execution_, item.position)) {
            if (!wanted.contains(name)) SetOne(target, name, Value(), item.position);
          }
        }
        for (const auto& [name, new_value] : wanted) SetOne(target, name, new_value, item.position);
      }
    }
  }

 private:
  void SetLabels(const SetItem& item, const Value& target, bool removes) {
    if (target.type() != ValueType::kNode) {
      FailRuntime("TypeError", "InvalidArgumentType", item.position,
                  "the type of a relationship cannot be changed; delete it and create another");
    }
    for (const std::string& label : item.labels) {
      if (removes)
        execution_.graph().RemoveLabel(target.as_node(), label);
      else
        execution_.graph().AddLabel(target.as_node(), label);
    }
  }

  void SetOne(const Value& target, const std::string& name, const Value& value, Position position) {
    concord::Value stored = value.is_null() ? concord::Value() : ToStored(value, position);
    if (target.type() == ValueType::kNode)
      execution_.graph().SetProperty(NodeRef{target.as_node()}, name, std::move(stored));
    else
      execution_.graph().SetProperty(EdgeRef{target.as_edge()}, name, std::move(stored));
  }

  Execution& execution_;
};

// ---- DELETE ----

class Deleter {
 public:
  explicit Deleter(Execution* execution) : execution_(*execution) {}

  void Apply(const Clause& clause, Row& row) {
    for (const ExprPtr& expr : clause.deleted) Delete(Evaluate(*expr, row, execution_), clause.detach, *expr);
  }

 private:
  void Delete(const Value& value, bool detach, const Expr& expr) {
    WorkingGraph& graph = execution_.graph();
    switch (value.type()) {
      case ValueType::kNull:
        return;
      case ValueType::kNode:
        return graph.Delete(NodeRef{value.as_node()}, detach);
      case ValueType::kEdge:
        return graph.Delete(EdgeRef{value.as_edge()});
      case ValueType::kPath:
        for (const EdgeId edge : value.as_path().edges) graph.Delete(EdgeRef{edge});
        for (const NodeId node : value.as_path().nodes) graph.Delete(NodeRef{node}, detach);
        return;
      default:
        FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                    fmt::format("DELETE takes nodes, relationships and paths; found {}", TypeName(value)));
    }
  }

  Execution& execution_;
};

// ---- MERGE ----

void CheckNoNulls(const Expr* properties, Row& row, Execution& execution) {
  if (properties == nullptr || properties->kind != ExprKind::kMap) return;
  for (size_t i = 0; i < properties->args.size(); ++i) {
    if (!Evaluate(*properties->args[i], row, execution).is_null()) continue;
    FailRuntime("SemanticError", "MergeReadOwnWrites", properties->args[i]->position,
                fmt::format("MERGE cannot match the property `{}`, which is null", properties->names[i]));
  }
}

class WriteOperator : public Operator {
 public:
  WriteOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children)
      : plan_(plan), execution_(*execution), children_(std::move(children)), account_(execution) {
    if (plan.kind == PlanKind::kForeach) MakeBodies(*plan.clause, plan);
  }

  void Open(Row& row) override {
    children_[0]->Open(row);
    rows_.clear();
    account_.Clear();
    at_ = SIZE_MAX;
  }

  bool Next(Row& row) override {
    const std::vector<Slot>& slots = plan_.clause->visible;
    if (at_ == SIZE_MAX) {
      std::vector<SavedRow> input;
      while (children_[0]->Next(row)) {
        execution_.Tick();
        input.push_back(Save(row, slots, &account_));
      }
      for (SavedRow& saved : input) {
        execution_.Tick();
        Restore(saved, slots, &row);
        account_.Release(BytesOf(saved.values));
        saved = {};
        if (plan_.kind == PlanKind::kMerge) {
          Merge(*plan_.clause, children_[1].get(), row, &rows_);
        } else {
          Write(plan_, row);
          rows_.push_back(Save(row, slots, &account_));
        }
      }
      at_ = 0;
    }
    if (at_ >= rows_.size()) return false;
    Restore(rows_[at_], slots, &row);
    account_.Release(BytesOf(rows_[at_].values));
    rows_[at_++] = {};
    return true;
  }

 private:
  // For MERGE within FOREACH: the plans of the body stand behind the first child.
  void MakeBodies(const Clause&, const PlanNode& plan) {
    for (size_t i = 1; i < plan.children.size(); ++i) {
      const PlanNode& body = *plan.children[i];
      if (body.children.size() > 1 || body.kind == PlanKind::kForeach) {
        std::vector<OperatorPtr> inner;
        for (const PlanPtr& child : body.children) inner.push_back(MakeOperator(*child, &execution_));
        bodies_.push_back(std::make_unique<WriteOperator>(body, &execution_, std::move(inner)));
      } else {
        bodies_.push_back(nullptr);
      }
    }
  }

  void Write(const PlanNode& plan, Row& row) {
    const Clause& clause = *plan.clause;
    switch (plan.kind) {
      case PlanKind::kCreate:
        return Creator(&execution_).Create(clause.pattern, row);
      case PlanKind::kSet:
      case PlanKind::kRemove:
        for (const SetItem& item : clause.sets)
          Setter(&execution_).Apply(item, plan.kind == PlanKind::kRemove, row);
        return;
      case PlanKind::kDelete:
        return Deleter(&execution_).Apply(clause, row);
      case PlanKind::kUnitSubquery:
        children_[1]->Open(row);
        while (children_[1]->Next(row)) execution_.Tick();
        return;
      case PlanKind::kForeach:
        return Foreach(plan, row);
      default:
        return;
    }
  }

  void Foreach(const PlanNode& plan, Row& row) {
    const ListItems items = EvaluateItems(*plan.clause->expr, row, execution_);
    if (!items.is_list()) {
      if (items.value().is_null()) return;
      FailRuntime("TypeError", "InvalidArgumentType", plan.clause->expr->position,
                  fmt::format("FOREACH goes through a LIST; found {}", TypeName(items.value())));
    }
    for (uint64_t at = 0; at < items.size(); ++at) {
      execution_.Tick();
      row[At(plan.clause->slot)] = items[at];
      for (size_t i = 1; i < plan.children.size(); ++i) {
        const PlanNode& body = *plan.children[i];
        if (bodies_[i - 1] == nullptr) {
          Write(body, row);
        } else if (body.kind == PlanKind::kMerge) {
          std::vector<SavedRow> found;
          Merge(*body.clause, bodies_[i - 1]->children_[1].get(), row, &found);
          if (!found.empty()) Restore(found[0], body.clause->visible, &row);
        } else {
          bodies_[i - 1]->Write(body, row);
        }
      }
    }
  }

  void Merge(const Clause& clause, Operator* match, Row& row, std::vector<SavedRow>* out) {
    const PathPattern& path = clause.pattern.paths[0];
    for (const NodePattern& node : path.nodes) {
      CheckNoNulls(node.properties.get(), row, execution_);
      if (node.is_bound) NodeIn(node.slot, row, node.position);
    }
    for (const EdgePattern& edge : path.edges) CheckNoNulls(edge.properties.get(), row, execution_);
    std::vector<SavedRow> found;
    match->Open(row);
    while (match->Next(row)) {
      execution_.Tick();
      found.push_back(Save(row, clause.visible, &account_));
    }
    const bool creates = found.empty();
    if (creates) {
      Creator(&execution_).Create(clause.pattern, row);
      found.push_back(Save(row, clause.visible, &account_));
    }
    for (SavedRow& saved : found) {
      Restore(saved, clause.visible, &row);
      for (const SetItem& item : creates ? clause.on_create : clause.on_match)
        Setter(&execution_).Apply(item, false, row);
      out->push_back(std::move(saved));
    }
  }

  const PlanNode& plan_;
  Execution& execution_;
  std::vector<OperatorPtr> children_;
  std::vector<std::unique_ptr<WriteOperator>> bodies_;
  Account account_;
  std::vector<SavedRow> rows_;
  size_t at_ = SIZE_MAX;
};

}  // namespace

OperatorPtr MakeWriteOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children) {
  // The steps of a FOREACH are made by the operator itself.
  return std::make_unique<WriteOperator>(plan, execution, std::move(children));
}

}  // namespace concord::cypher
