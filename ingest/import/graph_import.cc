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
#include "ingest/import/change_rows.h"
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
      : store_(*store), options_(options), snapshot_(store->TakeSnapshot()), change_rows_(*snapshot_) {}

  Result<GraphImportReport> Run() {
    CONCORD_TRY(FindFormats());
    CONCORD_ASSIGN(fingerprint_, Fingerprint());
    if (!options_.unit.empty()) {
      CONCORD_ASSIGN(const std::optional<Unit> unit, snapshot_->FindUnit(options_.unit));
      if (unit && unit->fingerprint == fingerprint_) {
        report_.unchanged = true;
        return std::move(report_);
      }
      if (unit && !report_.has_changes)
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
    CONCORD_TRY(CheckKind(false));
    return Take(std::move(node), line, false);
  }

  Result<void> Take(GraphEdge edge, uint64_t line) override {
    CONCORD_TRY(CheckKind(false));
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

  Result<void> TakeChange(RecordChange change, GraphNode node, uint64_t line) override {
    CONCORD_TRY(CheckKind(true));
    if (change == RecordChange::kRemoved) {
      CONCORD_TRY(CheckNothingIsPut());
      ++report_.removed_nodes;
      return change_rows_.RemoveNode(options_.prefix + node.key, &batch_);
    }
    if (change == RecordChange::kAdded) CONCORD_TRY(change_rows_.CheckNew(options_.prefix + node.key));
    return Take(std::move(node), line, change == RecordChange::kChanged);
  }

  Result<void> TakeChange(RecordChange change, GraphEdge edge, uint64_t) override {
    CONCORD_TRY(CheckKind(true));
    if (change == RecordChange::kChanged)
      return Fail(ErrorCode::kInvalid, "expected an edge that is added or removed; edges have no keys");
    edge.from = options_.prefix + edge.from;
    edge.to = options_.prefix + edge.to;
    if (change == RecordChange::kRemoved) {
      CONCORD_TRY(CheckNothingIsPut());
      ++report_.removed_edges;
      CONCORD_TRY(RemoveQuote(edge.from, &edge.properties));
      return change_rows_.RemoveEdge(edge, &batch_);
    }
    for (const std::string* end : {&edge.from, &edge.to}) {
      CONCORD_ASSIGN(const bool known, IsKnown(*end));
      if (!known || (change_rows_.IsRemoved(*end) && !nodes_.Find(*end)))
        return Fail(ErrorCode::kInvalid, fmt::format("the store has no node '{}'", *end));
    }
    return Put(std::move(edge));
  }

  void LeaveOut(std::string_view kind) override { ++report_.left_out[std::string(kind)]; }

 private:
  struct Waiting {
    GraphEdge edge;
    size_t file = 0;
    uint64_t line = 0;
  };

  Result<void> CheckKind(bool is_change) const {
    if (is_change == report_.has_changes) return {};
    return Fail(ErrorCode::kInvalid, "rows of changes cannot be among other rows");
  }
  // A batch that removes must be the first.
  Result<void> CheckNothingIsPut() const {
    if (nodes_.size() == 0 && report_.edges == 0) return {};
    return Fail(ErrorCode::kInvalid, "expected what is removed before what is changed or added");
  }

  Result<void> Take(GraphNode node, uint64_t line, bool replaces) {
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
    ++(replaces ? report_.changed_nodes : stored ? report_.joined : report_.nodes);
    for (const std::string& label : put.labels) ++report_.labels[label];
    const bool is_version = std::ranges::find(put.labels, label::Version) != put.labels.end();
    if (is_version) KeepText(&put);
    CONCORD_ASSIGN(const Text* const around, is_version ? Result<const Text*>(nullptr) : TextAround(put.key));
    if (around != nullptr) {
      const auto slice = Slice(around->second, put.properties);
      if (slice && put.properties.FindString(property::text) == *slice) put.properties.Remove(property::text);
    }
    if (replaces) CONCORD_TRY(change_rows_.ReplaceNode(&put));
    CONCORD_TRY(CheckNode(put));
    batch_.nodes.push_back(std::move(put));
    return SendIfFull();
  }

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
      in.clear();
      in.seekg(0);
      report_.has_changes =
          formats_[i]->name == "jsonl" && (i == 0 || report_.has_changes) && StartsWithChange(in);
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
    CONCORD_TRY(RemoveQuote(edge.from, &edge.properties));
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

  using Text = std::pair<const std::string, std::string>;  // of a version with this key

  // Null if the files do not have it; rows of changes also speak of texts that the store has.
  Result<const Text*> TextOf(const std::string& version) {
    const auto given = texts_.find(version);
    if (given != texts_.end()) return &*given;
    if (!report_.has_changes) return nullptr;
    CONCORD_ASSIGN(const std::optional<NodeId> id, snapshot_->FindNode(version));
    if (!id) return nullptr;
    if (stored_text_ && stored_text_->first == version) return &*stored_text_;
    CONCORD_ASSIGN(const std::optional<uint64_t> size, snapshot_->BlobSize(*id, "text"));
    if (!size) return nullptr;
    CONCORD_ASSIGN(std::string text, snapshot_->GetBlob(*id, "text"));
    stored_text_.emplace(version, std::move(text));
    return &*stored_text_;
  }

  // Of the version in which the node with this key is; null if there is none. The key of a part begins with
  // that of its version and a colon. Valid until the next call of TextOf.
  Result<const Text*> TextAround(std::string_view key) {
    if (texts_.empty() && !report_.has_changes) return nullptr;
    for (size_t colon = key.rfind(':'); colon != std::string_view::npos && colon > 0;
         colon = key.rfind(':', colon - 1)) {
      CONCORD_ASSIGN(const Text* const text, TextOf(std::string(key.substr(0, colon))));
      if (text != nullptr) return text;
    }
    return nullptr;
  }

  // An export adds the quote and its version to each edge with a span.
  Result<void> RemoveQuote(std::string_view from, PropertyMap* properties) {
    const std::string version(properties->FindString(property::version));
    if (version.empty()) return {};
    CONCORD_ASSIGN(const Text* const named, TextOf(version));
    if (named == nullptr) return {};
    const auto slice = Slice(named->second, *properties);
    if (!slice || properties->FindString(property::quote) != *slice) return {};
    properties->Remove(property::quote);
    CONCORD_ASSIGN(const Text* const around, TextAround(from));
    if (around != nullptr && around->first == version) properties->Remove(property::version);
    return {};
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
  std::optional<Text> stored_text_;                     // of the version that was asked for last
  ChangeRows change_rows_;
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
