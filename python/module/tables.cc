#include "python/module/tables.h"

#include <fmt/format.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "app/question.h"
#include "base/parameter.h"
#include "python/module/failures.h"
#include "python/module/values.h"
#include "query/cypher/result_writer.h"
#include "query/cypher/temporal_value.h"

namespace nb = nanobind;

namespace concord::python {
namespace {

nb::object Element(const char* name) { return nb::module_::import_("concordkg.elements").attr(name); }

// A temporal value that is a day.
const temporal::Date* DayOf(const cypher::Value& value) {
  return value.type() == cypher::ValueType::kTemporal
             ? std::get_if<temporal::Date>(&value.as_temporal().value)
             : nullptr;
}

// Python's and Arrow's dates have the years 1 to 9999.
bool IsUsual(const temporal::Date& day) { return day.year >= 1 && day.year <= 9999; }

Date DateOf(const temporal::Date& day) { return {static_cast<int16_t>(day.year), day.month, day.day}; }

ColumnType TypeOf(const cypher::Value& value) {
  switch (value.type()) {
    case cypher::ValueType::kBool:
      return ColumnType::kBool;
    case cypher::ValueType::kInt:
      return ColumnType::kInteger;
    case cypher::ValueType::kFloat:
      return ColumnType::kFloat;
    case cypher::ValueType::kList:
    case cypher::ValueType::kPath:
      return ColumnType::kTextList;
    case cypher::ValueType::kTemporal: {
      const temporal::Date* const day = DayOf(value);
      return day != nullptr && IsUsual(*day) ? ColumnType::kDate : ColumnType::kText;
    }
    default:
      return ColumnType::kText;
  }
}

std::string TextOf(const cypher::QueryResult& result, const GraphData& graph, const cypher::Value& value) {
  switch (value.type()) {
    case cypher::ValueType::kString:
      return value.as_string();
    case cypher::ValueType::kNode:
      return std::string(graph.KeyOf(value.as_node()));
    case cypher::ValueType::kEdge: {
      const Edge& edge = result.edges.at(value.as_edge());
      return fmt::format("({})-[{}]->({})", graph.KeyOf(edge.from), edge.type, graph.KeyOf(edge.to));
    }
    default:
      return cypher::ToText(value);
  }
}

void Append(const cypher::QueryResult& result, const GraphData& graph, const cypher::Value& value,
            ColumnData* column) {
  if (value.is_null()) return column->AppendNull();
  switch (column->type()) {
    case ColumnType::kInteger:
      return column->AppendInteger(value.as_int());
    case ColumnType::kFloat:
      return column->AppendFloat(value.as_number());
    case ColumnType::kBool:
      return column->AppendBool(value.as_bool());
    case ColumnType::kDate:
      return column->AppendDays(DaysOf(DateOf(*DayOf(value))));
    case ColumnType::kText:
      return value.type() == cypher::ValueType::kString ? column->AppendText(value.as_string())
                                                        : column->AppendText(TextOf(result, graph, value));
    case ColumnType::kTextList: {
      std::vector<std::string> texts;
      if (value.type() == cypher::ValueType::kPath) {
        for (const NodeId id : value.as_path().nodes) texts.emplace_back(graph.KeyOf(id));
      } else {
        for (const cypher::Value& item : value.as_list()) texts.push_back(TextOf(result, graph, item));
      }
      return column->AppendTexts(texts);
    }
  }
}

Columns ResultColumns(const cypher::QueryResult& result, const GraphData& graph) {
  Columns columns;
  columns.rows = static_cast<int64_t>(result.rows.size());
  for (size_t c = 0; c < result.columns.size(); ++c) {
    TypeFinder finder;
    for (const cypher::ValueList& row : result.rows) {
      if (!row[c].is_null()) finder.Add(TypeOf(row[c]));
    }
    ColumnData data(result.columns[c], finder.Found(ColumnType::kText));
    for (const cypher::ValueList& row : result.rows) Append(result, graph, row[c], &data);
    columns.columns.push_back(std::move(data));
  }
  return columns;
}

}  // namespace

void TableData::CheckRow(int64_t row) const {
  if (row < 0 || row >= columns_->rows) throw nb::index_error("the table has no such row");
}

nb::list TableData::Row(int64_t row) const {
  CheckRow(row);
  nb::list cells;
  for (const ColumnData& column : columns_->columns) {
    if (column.IsNull(row)) {
      cells.append(nb::none());
      continue;
    }
    switch (column.type()) {
      case ColumnType::kText:
        cells.append(ToText(column.Text(row)));
        break;
      case ColumnType::kInteger:
        cells.append(nb::int_(column.Integer(row)));
        break;
      case ColumnType::kFloat:
        cells.append(nb::float_(column.Float(row)));
        break;
      case ColumnType::kBool:
        cells.append(nb::bool_(column.Bool(row)));
        break;
      case ColumnType::kDate:
        cells.append(DateToPython(column.Days(row)));
        break;
      case ColumnType::kTextList: {
        nb::list items;
        for (const std::string_view text : column.Texts(row)) items.append(ToText(text));
        cells.append(items);
        break;
      }
    }
  }
  return cells;
}

// ---- Answers ----

AnswerData::AnswerData(const Query& query, Answer answer, std::vector<Note> notes,
                       std::shared_ptr<const PublishedState> state)
    : TableData(python::ColumnsOf(answer)),
      query_(query),
      answer_(std::move(answer)),
      notes_(std::move(notes)),
      state_(std::move(state)) {
  SpellParameters(Spelling::kPython, &answer_.notes);
  SpellParameters(Spelling::kPython, &notes_);
}

nb::list AnswerData::Row(int64_t row) const {
  CheckRow(row);
  nb::list cells;
  const List& values = answer_.rows[row].cells;
  for (size_t c = 0; c < answer_.columns.size(); ++c)
    cells.append(c < values.size() ? ToPython(values[c]) : nb::none());
  return cells;
}

std::vector<std::string> AnswerData::Notes() const {
  std::vector<std::string> notes;
  for (const auto* of : {&answer_.notes, &notes_})
    for (const Note& note : *of) notes.push_back(note.text);
  return notes;
}

const std::vector<Evidence>& AnswerData::EvidenceOf(int64_t row) const {
  CheckRow(row);
  return answer_.rows[row].evidence;
}

// ---- Results of queries in Cypher ----

CypherData::CypherData(cypher::QueryResult result, std::shared_ptr<GraphData> graph)
    : TableData(ResultColumns(result, *graph)), result_(std::move(result)), graph_(std::move(graph)) {}

nb::list CypherData::Row(int64_t row) const {
  CheckRow(row);
  nb::list cells;
  for (const cypher::Value& value : result_.rows[row]) cells.append(ToObject(value));
  return cells;
}

nb::list CypherData::PlanSteps() const {
  const cypher::QueryResult table = cypher::PlanTable(result_.plan);
  nb::list steps;
  for (const cypher::ValueList& row : table.rows) {
    nb::dict step;
    for (size_t i = 0; i < row.size(); ++i) step[ToText(table.columns[i])] = ToObject(row[i]);
    steps.append(step);
  }
  return steps;
}

nb::object CypherData::NodeObject(NodeId id) const {
  const Node& node = graph_->nodes[graph_->places.at(id)];
  return Element("Node")(ToText(node.key), nb::cast(node.labels), ToPython(node.properties));
}

nb::object CypherData::EdgeObject(EdgeId id) const {
  const Edge& edge = result_.edges.at(id);
  return Element("Relationship")(ToText(graph_->KeyOf(edge.from)), ToText(edge.type),
                                 ToText(graph_->KeyOf(edge.to)), ToPython(edge.properties));
}

nb::object CypherData::ToObject(const cypher::Value& value) const {
  switch (value.type()) {
    case cypher::ValueType::kNull:
      return nb::none();
    case cypher::ValueType::kBool:
      return nb::bool_(value.as_bool());
    case cypher::ValueType::kInt:
      return nb::int_(value.as_int());
    case cypher::ValueType::kFloat:
      return nb::float_(value.as_float());
    case cypher::ValueType::kString:
      return ToText(value.as_string());
    case cypher::ValueType::kTemporal: {
      const temporal::Date* const day = DayOf(value);
      return day != nullptr && IsUsual(*day) ? ToPython(concord::Value(DateOf(*day)))
                                             : ToText(cypher::ToText(value));
    }
    case cypher::ValueType::kList: {
      nb::list list;
      for (const cypher::Value& item : value.as_list()) list.append(ToObject(item));
      return list;
    }
    case cypher::ValueType::kMap: {
      nb::dict dict;
      for (const auto& [key, item] : value.as_map()) dict[ToText(key)] = ToObject(item);
      return dict;
    }
    case cypher::ValueType::kNode:
      return NodeObject(value.as_node());
    case cypher::ValueType::kEdge:
      return EdgeObject(value.as_edge());
    case cypher::ValueType::kPath: {
      nb::list nodes, edges;
      for (const NodeId id : value.as_path().nodes) nodes.append(NodeObject(id));
      for (const EdgeId id : value.as_path().edges) edges.append(EdgeObject(id));
      return Element("Path")(nodes, edges);
    }
  }
  return nb::none();
}

}  // namespace concord::python
