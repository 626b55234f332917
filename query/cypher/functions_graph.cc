#include <chrono>

#include "query/cypher/evaluate.h"
#include "query/cypher/function_arguments.h"

namespace concord::cypher {
namespace {

std::shared_ptr<const Edge> EdgeArgument(const FunctionCall& call) {
  if (call.args[0].type() != ValueType::kEdge) FailArgument(call, 0, "RELATIONSHIP");
  return call.execution.graph().GetEdge(call.args[0].as_edge());
}

const PathValue& PathArgument(const FunctionCall& call) {
  if (call.args[0].type() != ValueType::kPath) FailArgument(call, 0, "PATH");
  return call.args[0].as_path();
}

Value NamesOf(const ValueMap& map) {
  ValueList names;
  for (const auto& [name, value] : map) names.emplace_back(name);
  return Value(std::move(names));
}

}  // namespace

Value GraphLabels(const FunctionCall& call) {
  if (call.args[0].type() != ValueType::kNode) FailArgument(call, 0, "NODE");
  if (call.execution.graph().IsDeletedNode(call.args[0].as_node())) {
    FailRuntime("EntityNotFound", "DeletedEntityAccess", call.call.position,
                "this node was deleted earlier in the query");
  }
  ValueList labels;
  for (const std::string& label : call.execution.graph().GetNode(call.args[0].as_node())->labels)
    labels.emplace_back(label);
  return Value(std::move(labels));
}

Value GraphType(const FunctionCall& call) { return Value(EdgeArgument(call)->type); }
Value GraphStartNode(const FunctionCall& call) { return Value(NodeRef{EdgeArgument(call)->from}); }
Value GraphEndNode(const FunctionCall& call) { return Value(NodeRef{EdgeArgument(call)->to}); }

Value GraphId(const FunctionCall& call) {
  if (call.args[0].type() == ValueType::kNode) return Value(static_cast<int64_t>(call.args[0].as_node()));
  if (call.args[0].type() == ValueType::kEdge) return Value(static_cast<int64_t>(call.args[0].as_edge()));
  FailArgument(call, 0, "NODE or RELATIONSHIP");
}

// The key of a node; of a relationship, its number.
Value GraphKey(const FunctionCall& call) {
  if (call.args[0].type() == ValueType::kNode)
    return Value(call.execution.graph().GetNode(call.args[0].as_node())->key);
  if (call.args[0].type() == ValueType::kEdge) return Value(std::to_string(call.args[0].as_edge()));
  FailArgument(call, 0, "NODE or RELATIONSHIP");
}

Value GraphKeys(const FunctionCall& call) {
  return NamesOf(PropertiesOf(call.args[0], call.execution, call.call.position));
}

Value GraphProperties(const FunctionCall& call) {
  return Value(PropertiesOf(call.args[0], call.execution, call.call.position));
}

Value GraphNodes(const FunctionCall& call) {
  ValueList nodes;
  for (const NodeId id : PathArgument(call).nodes) nodes.emplace_back(NodeRef{id});
  return Value(std::move(nodes));
}

Value GraphRelationships(const FunctionCall& call) {
  ValueList edges;
  for (const EdgeId id : PathArgument(call).edges) edges.emplace_back(EdgeRef{id});
  return Value(std::move(edges));
}

Value GraphLength(const FunctionCall& call) {
  return Value(static_cast<int64_t>(PathArgument(call).edges.size()));
}

Value GraphExists(const FunctionCall& call) { return Value(!call.args[0].is_null()); }

Value Timestamp(const FunctionCall& call) { return Value(call.execution.start_nanos() / 1'000'000); }

}  // namespace concord::cypher
