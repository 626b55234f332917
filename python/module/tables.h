// What calls return to Python: tables with their columns, and the other facts of an answer or a query
// result.
#ifndef CONCORD_PYTHON_MODULE_TABLES_H_
#define CONCORD_PYTHON_MODULE_TABLES_H_

#include <nanobind/nanobind.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/module/columns.h"
#include "python/module/graph_data.h"
#include "query/answer.h"
#include "query/cypher/cypher.h"
#include "query/query.h"
#include "server/live_store.h"

namespace concord::python {

// Never changes once it is made; for any thread.
class TableData {
 public:
  explicit TableData(Columns columns) : columns_(std::make_shared<const Columns>(std::move(columns))) {}
  virtual ~TableData() = default;

  const Columns& columns() const { return *columns_; }
  // What Arrow's consumers share.
  const std::shared_ptr<const Columns>& shared_columns() const { return columns_; }

  // The cells of a row as Python has them. The default reads the columns. Throws IndexError.
  virtual nanobind::list Row(int64_t row) const;
  virtual std::vector<std::string> Notes() const { return {}; }

 protected:
  void CheckRow(int64_t row) const;

 private:
  std::shared_ptr<const Columns> columns_;
};

// The answer of a query of query/queries.def.
class AnswerData : public TableData {
 public:
  // `state` is what was read: an export of the answer reads it again, whatever was written since.
  AnswerData(const Query& query, Answer answer, std::vector<Note> notes,
             std::shared_ptr<const PublishedState> state);

  nanobind::list Row(int64_t row) const override;
  std::vector<std::string> Notes() const override;
  const std::vector<Evidence>& EvidenceOf(int64_t row) const;

  const Query& query() const { return query_; }
  const Answer& answer() const { return answer_; }
  const std::shared_ptr<const PublishedState>& state() const { return state_; }

 private:
  const Query& query_;
  Answer answer_;
  std::vector<Note> notes_;  // of the call
  std::shared_ptr<const PublishedState> state_;
};

// The rows of a query in Cypher. Nodes, relationships and paths are Python objects in rows; in columns a node
// is its key, a relationship "(FROM)-[TYPE]->(TO)", and a path the list of its nodes' keys.
class CypherData : public TableData {
 public:
  // `graph` has the nodes and edges of the result and the ends of the edges.
  CypherData(cypher::QueryResult result, std::shared_ptr<GraphData> graph);

  nanobind::list Row(int64_t row) const override;
  std::vector<std::string> Notes() const override {
    std::vector<std::string> notes;
    for (const Note& note : result_.notes) notes.push_back(note.text);
    return notes;
  }

  // A dict for each step of the plan; see PlanTable() in query/cypher/result_writer.h.
  nanobind::list PlanSteps() const;

  const cypher::QueryResult& result() const { return result_; }
  const std::shared_ptr<GraphData>& graph() const { return graph_; }

 private:
  nanobind::object ToObject(const cypher::Value& value) const;
  nanobind::object NodeObject(NodeId id) const;
  nanobind::object EdgeObject(EdgeId id) const;

  cypher::QueryResult result_;
  std::shared_ptr<GraphData> graph_;
};

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_TABLES_H_
