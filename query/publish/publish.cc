#include "query/publish/publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/output/answer_json.h"
#include "query/publish/postgres_connection.h"
#include "query/publish/postgres_schema.h"

namespace concord {
namespace {

// FNV-1a: two versions of one row must differ, and nobody chooses them.
int64_t DigestOf(std::string_view row) {
  uint64_t digest = 0xcbf29ce484222325;
  for (const char c : row) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return static_cast<int64_t>(digest);
}

// Lines on their way to COPY, sent by the megabyte.
class CopyLines {
 public:
  explicit CopyLines(PostgresConnection* connection) : connection_(connection) {}

  Result<void> Begin(const std::string& sql) { return connection_->BeginCopy(sql); }
  Result<void> Add(std::string_view line) {
    buffer_ += line;
    buffer_ += '\n';
    return buffer_.size() < kBytes ? Result<void>() : Flush();
  }
  Result<void> End() {
    CONCORD_TRY(Flush());
    return connection_->EndCopy();
  }

 private:
  static constexpr size_t kBytes = size_t{1} << 20;
  Result<void> Flush() {
    CONCORD_TRY(connection_->PutCopy(buffer_));
    buffer_.clear();
    return {};
  }

  PostgresConnection* connection_;
  std::string buffer_;
};

// A list of names as PostgreSQL writes it, inside a line of COPY.
void AppendArray(const std::vector<std::string>& names, std::string* line) {
  std::string list = "{";
  for (const std::string& name : names) {
    if (list.size() > 1) list += ',';
    list += '"';
    for (const char c : name) {
      if (c == '"' || c == '\\') list += '\\';
      list += c;
    }
    list += '"';
  }
  AppendCopyText(list + "}", line);
}

void AppendJson(const PropertyMap& properties, std::string* line) {
  std::string json = ValueToJson(Value(properties));
  // jsonb cannot hold this character. A backslash before it would itself be escaped.
  constexpr std::string_view kNull = "\\u0000";
  for (size_t at = json.find(kNull); at != std::string::npos; at = json.find(kNull, at + 1)) {
    size_t slashes = 0;
    while (slashes < at && json[at - slashes - 1] == '\\') ++slashes;
    if (slashes % 2 == 0) json.replace(at, kNull.size(), "\\ufffd");
  }
  AppendCopyText(json, line);
}

// Everything about a row but its id, and then its digest.
std::string NodeFields(const Node& node) {
  std::string fields;
  AppendCopyText(node.key, &fields);
  fields += '\t';
  AppendArray(node.labels, &fields);
  fields += '\t';
  AppendJson(node.properties, &fields);
  return fields;
}

class Publisher {
 public:
  Publisher(const Snapshot& snapshot, const PublishOptions& options, PostgresConnection* connection)
      : snapshot_(snapshot), options_(options), connection_(connection) {}

  Result<PublishReport> Run() {
    CONCORD_TRY(connection_->Execute(
        fmt::format("BEGIN; CREATE SCHEMA IF NOT EXISTS {0}; SET LOCAL search_path = {0}; "
                    "SELECT pg_advisory_xact_lock(hashtext('concord publish {0}'))",
                    options_.schema)));
    CONCORD_TRY(connection_->Execute(std::string(kPostgresTables)));
    CONCORD_TRY(PutTypes());
    CONCORD_ASSIGN(const uint64_t before, Number("SELECT count(*) FROM (SELECT FROM node LIMIT 1) n"));
    if (before == 0) {
      CONCORD_TRY(CopyNodes(nullptr));
      CONCORD_TRY(CopyEdges(nullptr));
    } else {
      CONCORD_TRY(SendChanges());
    }
    CONCORD_TRY(connection_->Execute(std::string(kPostgresIndexes)));
    CONCORD_TRY(connection_->Execute(std::string(kPostgresViews)));
    CONCORD_TRY(connection_->Execute("ANALYZE node; ANALYZE edge; ANALYZE document_text; COMMIT"));
    report_.nodes = snapshot_.NodeCount();
    report_.edges = snapshot_.EdgeCount();
    return report_;
  }

 private:
  using Ids = std::unordered_set<uint64_t>;

  Result<uint64_t> Number(const std::string& sql) {
    CONCORD_ASSIGN(const auto rows, connection_->Query(sql));
    return std::stoull(rows.at(0).at(0));
  }

  Result<void> PutTypes() {
    for (const std::string& type : snapshot_.EdgeTypes()) {
      std::string quoted;
      for (const char c : type) quoted += c == '\'' ? "''" : std::string(1, c);
      // The number of a type is the server's: another store may have numbered it otherwise.
      CONCORD_TRY(connection_->Execute(
          fmt::format("INSERT INTO edge_type SELECT coalesce(max(id), 0) + 1, '{0}' FROM edge_type "
                      "HAVING NOT EXISTS (SELECT FROM edge_type WHERE name = '{0}')",
                      quoted)));
    }
    CONCORD_ASSIGN(const auto rows, connection_->Query("SELECT name, id FROM edge_type"));
    for (const auto& row : rows) types_.emplace(row[0], row[1]);
    return {};
  }

  // Calls `visit` with each node and its fields.
  template <typename Visit>
  Result<void> ForEachNode(Visit visit) {
    Result<void> done;
    CONCORD_TRY(snapshot_.ForEachNode([&](NodeId id) {
      Result<Node> node = snapshot_.GetNode(id);
      done = node ? visit(*node, NodeFields(*node)) : Result<void>(tl::unexpected(node.error()));
      return done.has_value();
    }));
    return done;
  }

  template <typename Visit>
  Result<void> ForEachEdge(Visit visit) {
    Result<void> done;
    CONCORD_TRY(snapshot_.ForEachEdge([&](const Edge& edge) {
      std::string fields = fmt::format("{}\t{}\t{}\t", types_.at(edge.type), edge.from, edge.to);
      AppendJson(edge.properties, &fields);
      done = visit(edge, fields);
      return done.has_value();
    }));
    return done;
  }

  // Sends the nodes of these ids (null: all), and the texts of the versions among them.
  Result<void> CopyNodes(const Ids* wanted) {
    CopyLines lines(connection_);
    std::vector<NodeId> versions;
    CONCORD_TRY(lines.Begin("COPY node FROM STDIN"));
    CONCORD_TRY(ForEachNode([&](const Node& node, const std::string& fields) -> Result<void> {
      Progress(snapshot_.NodeCount(), "nodes");
      if (wanted != nullptr && !wanted->contains(node.id)) return {};
      ++report_.added_nodes;
      if (node.HasLabel(label::Version)) versions.push_back(node.id);
      return lines.Add(fmt::format("{}\t{}\t{}", node.id, fields, DigestOf(fields)));
    }));
    CONCORD_TRY(lines.End());
    report_.added_documents = versions.size();
    CONCORD_TRY(lines.Begin("COPY document_text FROM STDIN"));
    for (const NodeId version : versions) {
      CONCORD_ASSIGN(const std::optional<uint64_t> size, snapshot_.BlobSize(version, "text"));
      if (!size) continue;
      CONCORD_ASSIGN(const std::string text, snapshot_.GetBlob(version, "text"));
      std::string line = fmt::format("{}\t", version);
      AppendCopyText(text, &line);
      CONCORD_TRY(lines.Add(line));
    }
    return lines.End();
  }

  Result<void> CopyEdges(const Ids* wanted) {
    done_ = 0;
    CopyLines lines(connection_);
    CONCORD_TRY(lines.Begin("COPY edge FROM STDIN"));
    CONCORD_TRY(ForEachEdge([&](const Edge& edge, const std::string& fields) -> Result<void> {
      Progress(snapshot_.EdgeCount(), "edges");
      if (wanted != nullptr && !wanted->contains(edge.id)) return {};
      ++report_.added_edges;
      return lines.Add(fmt::format("{}\t{}\t{}", edge.id, fields, DigestOf(fields)));
    }));
    return lines.End();
  }

  Result<void> SendChanges() {
    CONCORD_TRY(
        connection_->Execute("CREATE TEMP TABLE now_node (id bigint, digest bigint) ON COMMIT DROP; "
                             "CREATE TEMP TABLE now_edge (id bigint, digest bigint) ON COMMIT DROP"));
    CopyLines lines(connection_);
    CONCORD_TRY(lines.Begin("COPY now_node FROM STDIN"));
    CONCORD_TRY(ForEachNode([&](const Node& node, const std::string& fields) {
      return lines.Add(fmt::format("{}\t{}", node.id, DigestOf(fields)));
    }));
    CONCORD_TRY(lines.End());
    CONCORD_TRY(lines.Begin("COPY now_edge FROM STDIN"));
    CONCORD_TRY(ForEachEdge([&](const Edge& edge, const std::string& fields) {
      return lines.Add(fmt::format("{}\t{}", edge.id, DigestOf(fields)));
    }));
    CONCORD_TRY(lines.End());
    CONCORD_TRY(connection_->Execute("ANALYZE now_node; ANALYZE now_edge"));
    constexpr const char* kDelete =
        "WITH gone AS (DELETE FROM {0} t WHERE NOT EXISTS (SELECT FROM now_{0} n WHERE n.id = t.id AND "
        "n.digest = t.digest) RETURNING {1}) SELECT count(*), count(*) FILTER (WHERE gone.is_version) FROM "
        "gone";
    CONCORD_ASSIGN(const auto nodes,
                   connection_->Query(fmt::format(kDelete, "node", "labels @> '{Version}' AS is_version")));
    CONCORD_ASSIGN(const auto edges, connection_->Query(fmt::format(kDelete, "edge", "false AS is_version")));
    report_.removed_nodes = std::stoull(nodes[0][0]);
    report_.removed_documents = std::stoull(nodes[0][1]);
    report_.removed_edges = std::stoull(edges[0][0]);
    CONCORD_TRY(connection_->Execute(
        "DELETE FROM document_text t WHERE NOT EXISTS (SELECT FROM node n WHERE n.id = t.version)"));
    CONCORD_ASSIGN(const Ids new_nodes, Missing("node"));
    CONCORD_ASSIGN(const Ids new_edges, Missing("edge"));
    CONCORD_TRY(CopyNodes(&new_nodes));
    return CopyEdges(&new_edges);
  }

  Result<Ids> Missing(std::string_view table) {
    CONCORD_ASSIGN(const auto rows,
                   connection_->Query(fmt::format("SELECT n.id FROM now_{0} n WHERE NOT EXISTS (SELECT FROM "
                                                  "{0} t WHERE t.id = n.id)",
                                                  table)));
    Ids ids;
    for (const auto& row : rows) ids.insert(std::stoull(row[0]));
    return ids;
  }

  void Progress(uint64_t total, const char* what) {
    constexpr uint64_t kEvery = 10'000;
    if (options_.progress && ++done_ % kEvery == 0) options_.progress(done_, total, what);
  }

  const Snapshot& snapshot_;
  const PublishOptions& options_;
  PostgresConnection* connection_;
  std::map<std::string, std::string, std::less<>> types_;  // name -> number in the database
  PublishReport report_;
  uint64_t done_ = 0;
};

}  // namespace

Result<PublishReport> Publish(const Snapshot& snapshot, const PublishOptions& options) {
  const bool is_name = !options.schema.empty() && !(options.schema[0] >= '0' && options.schema[0] <= '9') &&
                       options.schema.size() <= 63 && std::ranges::all_of(options.schema, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                       });
  if (!is_name) {
    return Fail(
        ErrorCode::kUsage,
        fmt::format("a schema has a name of lower case letters, digits and '_', not '{}'", options.schema));
  }
  CONCORD_ASSIGN(const std::unique_ptr<PostgresConnection> connection, PostgresConnection::Open(options.url));
  return Publisher(snapshot, options, connection.get()).Run();
}

}  // namespace concord
