#include "ingest/import/graph_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/sha256.h"
#include "base/try.h"
#include "graph/key_table.h"
#include "graph/vocabulary.h"
#include "ingest/import/graph_files.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

constexpr size_t kRecordsPerBatch = 8192;
constexpr size_t kBytesPerBatch = size_t{16} << 20;  // of texts of versions

std::optional<std::string_view> Slice(const std::string& text, const PropertyMap& properties) {
  const Value *start = properties.Find(property::start), *end = properties.Find(property::end);
  if (start == nullptr || end == nullptr || start->type() != Value::Type::kInt ||
      end->type() != Value::Type::kInt || start->as_int() < 0 || end->as_int() < start->as_int() ||
      static_cast<uint64_t>(end->as_int()) > text.size()) {
    return std::nullopt;
  }
  return std::string_view(text).substr(static_cast<size_t>(start->as_int()),
                                       static_cast<size_t>(end->as_int() - start->as_int()));
}

class GraphImporter : public GraphRecords {
 public:
  GraphImporter(GraphStore* store, const GraphImportOptions& options)
      : store_(*store), options_(options), snapshot_(store->TakeSnapshot()) {}

  Result<GraphImportReport> Run() {
    CONCORD_TRY(FindFormats());
    CONCORD_ASSIGN(fingerprint_, Fingerprint());
    if (!options_.unit.empty()) {
      CONCORD_ASSIGN(const std::optional<Unit> unit, snapshot_->FindUnit(options_.unit));
      if (unit && unit->fingerprint == fingerprint_) {
        report_.unchanged = true;
        return std::move(report_);
      }
      if (unit)
        return Fail(
            ErrorCode::kUsage,
            fmt::format("the store has a unit '{}' that was made of other files or settings; remove it "
                        "first, or give this import a name of its own",
                        options_.unit));
    }
    Result<void> done = ReadFiles();
    if (done) done = PutWaiting();
    if (done) done = Send(ApplyMode::kPublish);
    if (done) return std::move(report_);
    if (is_staged_) CONCORD_TRY(store_.DiscardStaged());
    return tl::unexpected(std::move(done).error());
  }

  Result<void> Take(GraphNode node, uint64_t line) override {
    PutNode put;
    put.key = options_.prefix + node.key;
    put.labels = std::move(node.labels);
    put.properties = std::move(node.properties);
    put.lifetime = options_.unit.empty() ? Lifetime::kPermanent : Lifetime::kOwned;
    if (put.labels.empty()) put.labels.push_back(options_.node_label);
    if (!nodes_.Insert(put.key, line))
      return Fail(ErrorCode::kInvalid,
                  fmt::format("the node '{}' came before, on line {}", put.key, *nodes_.Find(put.key)));
    CONCORD_ASSIGN(const std::optional<NodeId> stored, snapshot_->FindNode(put.key));
    ++(stored ? report_.joined : report_.nodes);
    for (const std::string& label : put.labels) ++report_.labels[label];
    const bool is_version = std::ranges::find(put.labels, label::Version) != put.labels.end();
    if (is_version) KeepText(&put);
    if (const std::string* text = is_version ? nullptr : TextAround(put.key)) {
      const auto slice = Slice(*text, put.properties);
      if (slice && put.properties.FindString(property::text) == *slice) put.properties.Remove(property::text);
    }
    CONCORD_TRY(CheckNode(put));
    batch_.nodes.push_back(std::move(put));
    return SendIfFull();
  }

  Result<void> Take(GraphEdge edge, uint64_t line) override {
    edge.from = options_.prefix + edge.from;
    edge.to = options_.prefix + edge.to;
    if (edge.type.empty()) edge.type = options_.edge_type;
    CONCORD_ASSIGN(const bool from, IsKnown(edge.from));
    CONCORD_ASSIGN(const bool to, IsKnown(edge.to));
    if (from && to) return Put(std::move(edge));
    if (waiting_.size() == kMaxWaitingEdges)
      return Fail(ErrorCode::kLimit,
                  fmt::format("more than {} edges come before their nodes", kMaxWaitingEdges));
    waiting_.push_back({std::move(edge), file_, line});
    return {};
  }

  void LeaveOut(std::string_view kind) override { ++report_.left_out[std::string(kind)]; }

 private:
  struct Waiting {
    GraphEdge edge;
    size_t file = 0;
    uint64_t line = 0;
  };

  Result<void> FindFormats() {
    if (options_.files.empty()) return Fail(ErrorCode::kUsage, "no file to import");
    for (const fs::path& file : options_.files) {
      const GraphFileFormat* format = FindGraphFileFormat(options_.format, file.string());
      if (format == nullptr) {
        std::string all;
        for (const GraphFileFormat& known : GraphFileFormats())
          all += fmt::format("{}{}", all.empty() ? "" : ", ", known.name);
        return Fail(
            ErrorCode::kUsage,
            options_.format.empty()
                ? fmt::format("'{}': the ending says no graph format; name one of [{}]", file.string(), all)
                : fmt::format("no graph format '{}'; it should be one of {}", options_.format, all));
      }
      formats_.push_back(format);
    }
    return {};
  }

  // Everything that the outcome depends on, apart from the names of the files.
  Result<std::string> Fingerprint() {
    Sha256 digest;
    for (size_t i = 0; i < formats_.size(); ++i) {
      std::ifstream in(options_.files[i], std::ios::binary);
      if (!in) return CannotRead(options_.files[i]);
      std::string buffer(size_t{1} << 16, '\0');
      Sha256 file;
      while (in) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        file.Update(std::string_view(buffer).substr(0, static_cast<size_t>(in.gcount())));
        bytes_total_ += static_cast<uint64_t>(in.gcount());
      }
      if (in.bad()) return CannotRead(options_.files[i]);
      digest.Update(fmt::format("{} {}\n", formats_[i]->name, file.Hex()));
    }
    for (const std::string* part : {&options_.node_label, &options_.edge_type, &options_.prefix})
      digest.Update(fmt::format("{}:{}\n", part->size(), *part));
    return digest.Hex();
  }

  static tl::unexpected<Error> CannotRead(const fs::path& file) {
    return Fail(ErrorCode::kIo, fmt::format("cannot read {}", file.string()));
  }

  Result<void> ReadFiles() {
    for (file_ = 0; file_ < formats_.size(); ++file_) {
      std::ifstream in(options_.files[file_], std::ios::binary);
      if (!in || fs::is_directory(options_.files[file_])) return CannotRead(options_.files[file_]);
      in_ = &in;
      CONCORD_TRY(formats_[file_]->read(in, options_.files[file_].string(), this));
      if (in.bad()) return CannotRead(options_.files[file_]);
      std::error_code ignored;
      bytes_done_ += fs::file_size(options_.files[file_], ignored);
      in_ = nullptr;
    }
    return {};
  }

  Result<bool> IsKnown(const std::string& key) {
    if (nodes_.Find(key)) return true;
    CONCORD_ASSIGN(const std::optional<NodeId> stored, snapshot_->FindNode(key));
    return stored.has_value();
  }

  Result<void> Put(GraphEdge edge) {
    ++report_.edges;
    ++report_.types[edge.type];
    RemoveQuote(edge.from, &edge.properties);
    CONCORD_TRY(CheckEdge(edge.type, edge.properties));
    batch_.edges.push_back(
        {std::move(edge.type), std::move(edge.from), std::move(edge.to), std::move(edge.properties)});
    return SendIfFull();
  }

  Result<void> PutWaiting() {
    for (Waiting& waiting : waiting_) {
      for (const std::string* end : {&waiting.edge.from, &waiting.edge.to}) {
        CONCORD_ASSIGN(const bool known, IsKnown(*end));
        if (!known)
          return tl::unexpected(
              Error{ErrorCode::kInvalid,
                    fmt::format("expected the key of a node at the end of the edge, found '{}', "
                                "which no file has",
                                *end),
                    options_.files[waiting.file].string(), waiting.line, 1, 0});
      }
      CONCORD_TRY(Put(std::move(waiting.edge)));
    }
    return {};
  }

  // ---- texts

  void KeepText(PutNode* version) {
    const Value* text = version->properties.Find(property::text);
    if (text == nullptr || text->type() != Value::Type::kString) return;
    batch_.blobs.push_back({version->key, "text", text->as_string()});
    batch_bytes_ += text->as_string().size();
    texts_.emplace(version->key, text->as_string());
    version->properties.Remove(property::text);
  }

  // The text of the version in which the node with this key is; null if the files do not have it. The key of
  // a part begins with that of its version and a colon.
  const std::string* TextAround(std::string_view key) const {
    if (texts_.empty()) return nullptr;
    for (size_t colon = key.rfind(':'); colon != std::string_view::npos && colon > 0;
         colon = key.rfind(':', colon - 1)) {
      const auto text = texts_.find(std::string(key.substr(0, colon)));
      if (text != texts_.end()) return &text->second;
    }
    return nullptr;
  }

  // An export adds the quote and its version to each edge with a span.
  void RemoveQuote(std::string_view from, PropertyMap* properties) const {
    const std::string_view version = properties->FindString(property::version);
    const auto named = texts_.find(std::string(version));
    if (named == texts_.end()) return;
    const auto slice = Slice(named->second, *properties);
    if (!slice || properties->FindString(property::quote) != *slice) return;
    properties->Remove(property::quote);
    if (TextAround(from) == &named->second) properties->Remove(property::version);
  }

  // ---- the store

  Result<void> SendIfFull() {
    if (batch_.nodes.size() + batch_.edges.size() < kRecordsPerBatch && batch_bytes_ < kBytesPerBatch)
      return {};
    if (options_.progress) {
      const auto at = in_ == nullptr || !*in_ ? std::streamoff{0} : std::streamoff{in_->tellg()};
      options_.progress(bytes_done_ + static_cast<uint64_t>(std::max(at, std::streamoff{0})), bytes_total_);
    }
    return Send(ApplyMode::kStage);
  }

  Result<void> Send(ApplyMode mode) {
    batch_.unit = options_.unit;
    batch_.fingerprint = fingerprint_;
    CONCORD_TRY(store_.Apply(batch_, mode));
    is_staged_ = mode == ApplyMode::kStage;
    batch_ = {};
    batch_bytes_ = 0;
    return {};
  }

  GraphStore& store_;
  const GraphImportOptions& options_;
  std::unique_ptr<Snapshot> snapshot_;
  std::vector<const GraphFileFormat*> formats_;  // of the files
  std::string fingerprint_;
  GraphImportReport report_;
  KeyTable nodes_;  // keys -> lines
  std::vector<Waiting> waiting_;
  std::unordered_map<std::string, std::string> texts_;  // of versions
  GraphBatch batch_;
  size_t batch_bytes_ = 0;
  bool is_staged_ = false;
  size_t file_ = 0;  // that is being read
  std::istream* in_ = nullptr;
  uint64_t bytes_done_ = 0, bytes_total_ = 0;
};

}  // namespace

Result<GraphImportReport> ImportGraph(GraphStore* store, const GraphImportOptions& options) {
  return GraphImporter(store, options).Run();
}

}  // namespace concord
