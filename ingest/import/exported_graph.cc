#include "ingest/import/exported_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace concord {
namespace {

namespace fs = std::filesystem;

// The names that the exporters give.
constexpr std::string_view kGraphs[] = {"graph.graphml", "graph.gexf", "graph.json",  "graph.cyjs",
                                        "graph.nq",      "graph.ttl",  "graph.jsonld"};

constexpr std::string_view kChanges = "changes.jsonl";

bool IsThere(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

}  // namespace

Result<ExportedGraph> FindExportedGraph(const std::vector<std::string>& paths) {
  ExportedGraph graph;
  for (const std::string& name : paths) {
    const fs::path path = name;
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) {
      graph.files.push_back(path);
      continue;
    }
    const size_t before = graph.files.size();
    for (const std::string_view file : kGraphs) {
      if (IsThere(path / file)) graph.files.push_back(path / file);
    }
    if (IsThere(path / kChanges)) graph.files.push_back(path / kChanges);
    if (IsThere(path / "nodes.jsonl") && IsThere(path / "edges.jsonl")) {
      graph.files.push_back(path / "nodes.jsonl");
      graph.files.push_back(path / "edges.jsonl");
    }
    if (IsThere(path / "nodes.parquet") && IsThere(path / "edges.parquet")) {
      graph.files.push_back(path / "nodes.parquet");
      graph.files.push_back(path / "edges.parquet");
    }
    if (graph.files.size() > before) continue;
    if (!IsThere(path / "nodes.csv") || !IsThere(path / "edges.csv"))
      return Fail(
          ErrorCode::kUsage,
          fmt::format(
              "'{}' holds no graph: expected graph.graphml, graph.gexf, graph.json, graph.cyjs, graph.nq, "
              "graph.ttl, graph.jsonld, changes.jsonl, or nodes and edges as .jsonl, .parquet or .csv",
              name));
    if (paths.size() > 1)
      return Fail(ErrorCode::kUsage, fmt::format("'{}' holds tables; import them alone", name));
    graph.nodes = path / "nodes.csv";
    graph.edges = path / "edges.csv";
  }
  return graph;
}

Result<std::vector<fs::path>> FindParquetFiles(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const std::string& name : paths) {
    std::error_code problem;
    if (!fs::is_directory(name, problem)) {
      files.emplace_back(name);
      continue;
    }
    std::vector<fs::path> found;
    for (auto at = fs::recursive_directory_iterator(name, problem); at != fs::recursive_directory_iterator();
         at.increment(problem)) {
      if (problem) break;
      if (at->path().extension() == ".parquet" && at->is_regular_file(problem)) found.push_back(at->path());
    }
    if (problem)
      return Fail(ErrorCode::kIo, fmt::format("cannot read the folder {}: {}", name, problem.message()));
    if (found.empty()) return Fail(ErrorCode::kUsage, fmt::format("'{}' holds no .parquet files", name));
    std::ranges::sort(found);
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

}  // namespace concord
