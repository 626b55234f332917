// The extension module concordkg._concord: StoreHandle, tables and graphs, as python/concordkg/ wraps them.
#include <nanobind/nanobind.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>

#include "app/question.h"
#include "base/version.h"
#include "python/module/arrow_stream.h"
#include "python/module/failures.h"
#include "python/module/store.h"
#include "python/module/tables.h"
#include "python/module/values.h"
#include "query/output/evidence_table.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace concord::python {
namespace {

using NoGil = nb::call_guard<nb::gil_scoped_release>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

// A capsule of the PyCapsule interface: a consumer that takes what is inside leaves it without `release`.
template <typename T>
nb::object Capsule(std::unique_ptr<T> what, const char* name) {
  PyObject* const capsule = PyCapsule_New(what.get(), name, [](PyObject* self) {
    std::unique_ptr<T> owned(static_cast<T*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self))));
    if (owned->release != nullptr) owned->release(owned.get());
  });
  if (capsule == nullptr) throw nb::python_error();
  what.release();
  return nb::steal(capsule);
}

nb::object StreamOf(const TableData& table) {
  auto stream = std::make_unique<ArrowArrayStream>();
  ExportStream(table.shared_columns(), stream.get());
  return Capsule(std::move(stream), "arrow_array_stream");
}

nb::object SchemaOf(const TableData& table) {
  auto schema = std::make_unique<ArrowSchema>();
  ExportSchema(table.columns(), schema.get());
  return Capsule(std::move(schema), "arrow_schema");
}

nb::list ColumnList(const TableData& table) {
  nb::list list;
  for (const ColumnData& column : table.columns().columns) {
    list.append(
        nb::make_tuple(ToText(column.name()), ToText(column.title()), ToText(ColumnTypeName(column.type()))));
  }
  return list;
}

// What an answer can be written as.
std::vector<std::string> FormatsOf(const AnswerData& table) {
  std::vector<std::string> names;
  for (const AnswerFormat& format : table.query().formats) names.emplace_back(format.name);
  for (const char* name : {"csv", "evidence-csv", "xlsx", "sssom"}) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }
  return names;
}

nb::dict CountersOf(const CypherData& table) {
  const cypher::Counters& counters = table.result().counters;
  nb::dict dict;
  dict["nodes_created"] = counters.nodes_created;
  dict["nodes_deleted"] = counters.nodes_deleted;
  dict["relationships_created"] = counters.edges_created;
  dict["relationships_deleted"] = counters.edges_deleted;
  dict["properties_set"] = counters.properties_set;
  dict["labels_added"] = counters.labels_added;
  dict["labels_removed"] = counters.labels_removed;
  return dict;
}

nb::list NodesOf(const GraphData& graph) {
  nb::list list;
  for (const Node& node : graph.nodes)
    list.append(nb::make_tuple(ToText(node.key), nb::cast(node.labels), ToPython(node.properties)));
  return list;
}

nb::list EdgesOf(const GraphData& graph) {
  nb::list list;
  for (const Edge& edge : graph.edges) {
    list.append(nb::make_tuple(graph.places.at(edge.from), graph.places.at(edge.to), ToText(edge.type),
                               ToPython(edge.properties)));
  }
  return list;
}

nb::dict ReportOf(const IngestResult& report) {
  nb::dict dict;
  nb::list stored, refused, unreadable;
  for (const IngestReport::Stored& one : report.stored) {
    nb::dict row;
    row["path"] = ToText(one.path);
    row["format"] = ToText(one.format);
    row["version"] = ToText(one.version);
    row["source_bytes"] = one.source_bytes;
    row["text_bytes"] = one.text_bytes;
    row["sections"] = one.sections;
    row["measures"] = one.measures;
    nb::list repairs;
    for (const Repair& repair : one.repairs)
      repairs.append(nb::make_tuple(repair.line, ToText(repair.message)));
    row["repairs"] = repairs;
    stored.append(row);
  }
  const auto error_of = [](const Error& error) {
    nb::dict row;
    row["source"] = ToText(error.source);
    row["code"] = ToText(ErrorCodeName(error.code));
    row["message"] = ToText(AsPython(error.message));
    row["line"] = error.line;
    row["column"] = error.column;
    return row;
  };
  for (const Error& error : report.refused) refused.append(error_of(error));
  for (const Error& error : report.unreadable_reviews) unreadable.append(error_of(error));
  dict["stored"] = stored;
  dict["unchanged"] = nb::cast(report.unchanged);
  dict["refused"] = refused;
  dict["unreadable_reviews"] = unreadable;
  return dict;
}

// The rows of query/queries.def, for the generator of concordkg/questions.py and for store.ask().
nb::list QueryList() {
  nb::list list;
  for (const Query& query : Queries()) {
    nb::dict row;
    row["name"] = ToText(query.name);
    row["title"] = ToText(query.title);
    row["words"] = ToText(query.words);
    row["examples"] = ToText(query.examples);
    row["about"] = ToText(AsPython(query.about));
    nb::list options;
    for (const QueryOption& option : query.options)
      options.append(
          nb::make_tuple(ToText(option.name), ToText(option.value), ToText(AsPython(option.help))));
    row["options"] = options;
    list.append(row);
  }
  return list;
}

// As python/concordkg/selection.py makes it.
SelectionRequest RequestOf(const nb::dict& given) {
  using Words = std::vector<std::string>;
  SelectionRequest request;
  SelectionOptions& options = request.options;
  options.roots = nb::cast<Words>(given["keys"]);
  options.hops = nb::cast<int>(given["hops"]);
  options.whole = nb::cast<bool>(given["whole"]);
  options.edge_types = nb::cast<Words>(given["edges"]);
  options.evidence = nb::cast<bool>(given["with_evidence"]);
  options.texts = nb::cast<bool>(given["with_text"]);
  if (const auto most = nb::cast<uint64_t>(given["max_nodes"]); most > 0) options.max_nodes = most;
  options.filter = OrThrow(ParseFilter({.since = nb::cast<std::string>(given["since"]),
                                        .until = nb::cast<std::string>(given["until"]),
                                        .review = nb::cast<Words>(given["review"]),
                                        .min_confidence = nb::cast<double>(given["min_confidence"])}));
  request.topics = nb::cast<Words>(given["topic"]);
  request.forums = nb::cast<Words>(given["forum"]);
  request.query = nb::cast<std::string>(given["query"]);
  request.parameters = nb::cast<Words>(given["parameters"]);
  return request;
}

void BindTables(nb::module_& m) {
  nb::class_<Evidence>(m, "Evidence", "Where a text says it: a passage of an edition of a document.")
      .def_ro("document", &Evidence::document, "Key of the document.")
      .def_ro("title", &Evidence::title, "Title of the document.")
      .def_ro("version", &Evidence::version, "Key of the edition.")
      .def_ro("section", &Evidence::section, "Key of the section; may be empty.")
      .def_ro("anchor", &Evidence::anchor, "The place for people: \"Article 14(4)\".")
      .def_ro("quote", &Evidence::quote, "The words.")
      .def_ro("start", &Evidence::start, "First byte of the quote in the text of the edition.")
      .def_ro("end", &Evidence::end, "Byte after the quote.")
      .def_ro("focus", &Evidence::focus, "Bytes of the quote before what it is shown for.")
      .def_ro("page", &Evidence::page, "Page of the source, from 1; 0 where it has none.")
      .def_ro("source", &Evidence::source, "The file, or \"manifest.tsv:12\".")
      .def_ro("column", &Evidence::column, "The column whose number it proves, where a row has several.")
      .def("__repr__", [](const Evidence& evidence) {
        return nb::str("Evidence({!r}, {!r}, {!r})")
            .format(ToText(evidence.document), ToText(evidence.anchor), ToText(evidence.quote));
      });
  nb::class_<TableData>(m, "Table", "A table of typed columns.")
      .def("__len__", [](const TableData& table) { return table.columns().rows; })
      .def("columns", &ColumnList, "(name, title, type) of each column.")
      .def("row", &TableData::Row, "row"_a, "The cells of a row.")
      .def("notes", &TableData::Notes)
      .def("stream", &StreamOf, "A capsule \"arrow_array_stream\".")
      .def("schema", &SchemaOf, "A capsule \"arrow_schema\".");
  nb::class_<AnswerData, TableData>(m, "Answer")
      .def("query", [](const AnswerData& table) { return std::string(table.query().name); })
      .def("arguments", [](const AnswerData& table) { return ToPython(table.answer().arguments); })
      .def("formats", &FormatsOf)
      .def("evidence", &AnswerData::EvidenceOf, "row"_a)
      .def(
          "evidence_table",
          [](const AnswerData& table) {
            return std::make_unique<TableData>(ColumnsOf(EvidenceTable(table.answer())));
          },
          NoGil())
      .def(
          "write",
          [](const AnswerData& table, std::string_view format) {
            std::string text;
            {
              const nb::gil_scoped_release released;
              text = OrThrow(WriteAnswer(format, table.query(), table.answer()));
            }
            return nb::bytes(text.data(), text.size());
          },
          "format"_a);
  nb::class_<GraphData>(m, "Graph", "Nodes and edges with what they hold.")
      .def("node_count", [](const GraphData& graph) { return graph.nodes.size(); })
      .def("edge_count", [](const GraphData& graph) { return graph.edges.size(); })
      .def("notes", [](const GraphData& graph) { return graph.notes; })
      .def(
          "node_table",
          [](const GraphData& graph) { return std::make_unique<TableData>(NodeColumns(graph)); }, NoGil())
      .def(
          "edge_table",
          [](const GraphData& graph) { return std::make_unique<TableData>(EdgeColumns(graph)); }, NoGil())
      .def("nodes", &NodesOf, "(key, labels, properties) of each node.")
      .def("edges", &EdgesOf, "(place of the source, place of the target, type, properties) of each edge.");
  nb::class_<CypherData, TableData>(m, "QueryResult")
      .def("counters", &CountersOf)
      .def("plan", [](const CypherData& table) { return cypher::PlanText(table.result().plan); })
      .def("plan_steps", &CypherData::PlanSteps, "A dict for each step of the plan.")
      .def("graph", &CypherData::graph);
}

void BindStore(nb::module_& m) {
  nb::class_<StoreHandle>(m, "Store", "A store that is open for reading.")
      .def(nb::init<std::string, bool>(), "folder"_a, "create"_a, NoGil())
      .def("folder", &StoreHandle::folder)
      .def("is_closed", &StoreHandle::is_closed)
      .def("close", &StoreHandle::Close, NoGil())
      .def("ask", &StoreHandle::Ask, "query"_a, "words"_a, "options"_a, "service_key"_a, NoGil())
      .def(
          "query",
          [](StoreHandle& store, const std::string& query, nb::dict parameters, bool write, double timeout,
             uint64_t max_rows) {
            cypher::QueryOptions options;
            for (const auto& [name, value] : parameters)
              options.parameters[nb::cast<std::string>(name)] = ToCypher(value);
            options.write = write;
            options.timeout = std::chrono::milliseconds(static_cast<int64_t>(timeout * 1000));
            options.max_rows = max_rows;
            const nb::gil_scoped_release released;
            return store.RunQuery(query, std::move(options));
          },
          "query"_a, "parameters"_a, "write"_a, "timeout"_a, "max_rows"_a)
      .def(
          "graph",
          [](StoreHandle& store, const nb::dict& selection, const AnswerData* answer) {
            SelectionRequest request = RequestOf(selection);
            const nb::gil_scoped_release released;
            return store.Read(std::move(request), answer);
          },
          "selection"_a, "answer"_a.none())
      .def(
          "export",
          [](StoreHandle& store, const std::string& format, const nb::dict& selection,
             const AnswerData* answer) {
            SelectionRequest request = RequestOf(selection);
            ExportedFiles exported;
            {
              const nb::gil_scoped_release released;
              exported = store.Export(format, std::move(request), answer);
            }
            nb::list files;
            for (const auto& [name, bytes] : exported.files)
              files.append(nb::make_tuple(ToText(name), nb::bytes(bytes.data(), bytes.size())));
            return nb::make_tuple(files, nb::cast(exported.notes));
          },
          "format"_a, "selection"_a, "answer"_a.none())
      .def(
          "ingest",
          [](StoreHandle& store, std::vector<std::string> roots, std::string manifest, std::string format,
             std::string as_name, std::string map, unsigned jobs, bool again, nb::object progress) {
            const IngestCall call{std::move(roots),
                                  std::move(manifest),
                                  std::move(format),
                                  std::move(as_name),
                                  std::move(map),
                                  jobs,
                                  again,
                                  std::move(progress)};
            IngestResult report;
            {
              const nb::gil_scoped_release released;
              report = store.Ingest(call);
            }
            return ReportOf(report);
          },
          "roots"_a, "manifest"_a, "format"_a, "as_name"_a, "map"_a, "jobs"_a, "again"_a, "progress"_a.none())
      .def("remove", &StoreHandle::Remove, "key"_a, NoGil());
}

}  // namespace

NB_MODULE(_concord, m) {
  m.doc() = "Concord's functions; use the package concordkg.";
  m.attr("__version__") = std::string(kVersion);
  TranslateFailures();
  BindTables(m);
  BindStore(m);
  m.def("queries", &QueryList, "What can be asked: the table that the command line's verbs come from too.");
  m.def(
      "export_formats",
      [] {
        Pairs formats;
        for (const Exporter& exporter : Exporters()) formats.emplace_back(exporter.name, exporter.title);
        return formats;
      },
      "(name, title) of each format of Store.export.");
}

}  // namespace concord::python
