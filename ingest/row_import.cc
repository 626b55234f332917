#include "ingest/row_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <optional>
#include <set>

#include "base/file.h"
#include "base/line_reader.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "ingest/resolve/resolver.h"
#include "ingest/rows/extraction_row.h"
#include "ingest/version_keys.h"

namespace concord {
namespace {

// A row is as long as the text of its document, with escapes.
constexpr uint64_t kMaxLineBytes = uint64_t{8} << 30;
constexpr size_t kBlobBytesPerBatch = size_t{8} << 20;

tl::unexpected<Error> LineError(ErrorCode code, std::string message, const std::string& source,
                                uint64_t line) {
  return tl::unexpected(Error{code, std::move(message), source, line, 1, 0});
}

// The next row that is not blank; nothing at the end of the stream.
Result<std::optional<ExtractionRow>> NextRow(LineReader* lines, const std::string& source) {
  while (lines->Next()) {
    if (Trim(lines->line()).empty()) continue;
    Result<ExtractionRow> row = ParseRow(lines->line());
    if (!row) {
      Error error = row.error();
      error.source = source;
      error.line = lines->number();
      error.column = std::max<uint64_t>(error.column, 1);
      return tl::unexpected(std::move(error));
    }
    return *std::move(row);
  }
  return std::nullopt;
}

class Import {
 public:
  explicit Import(GraphStore* store) : store_(store), snapshot_(store->TakeSnapshot()), keys_(*snapshot_) {}

  // Reads from behind a row "document" to the document's "end". A row that is not the document's ends it too,
  // and is returned.
  Result<std::optional<ExtractionRow>> Take(const ExtractedDocument& document, LineReader* lines,
                                            const std::string& source) {
    CONCORD_TRY(Begin(document));
    std::optional<ExtractionRow> row;
    while (true) {
      CONCORD_ASSIGN(row, NextRow(lines, source));
      if (!row || std::holds_alternative<ExtractedDocument>(*row) || std::holds_alternative<Error>(*row)) {
        Refuse(
            Error{ErrorCode::kInvalid, "the rows of this document stop before its row \"end\"", "", 0, 0, 0});
        break;
      }
      if (const auto* end = std::get_if<DocumentEnd>(&*row)) {
        if (end->nodes != count_.nodes || end->edges != count_.edges || end->blobs != count_.blobs) {
          Refuse(
              Error{ErrorCode::kInvalid,
                    fmt::format("expected {} nodes, {} edges and {} blobs, found {}, {} and {}", end->nodes,
                                end->edges, end->blobs, count_.nodes, count_.edges, count_.blobs),
                    "", 0, 0, 0});
        }
        row.reset();
        break;
      }
      CONCORD_TRY(Add(*std::move(row)));
    }
    CONCORD_TRY(Finish());
    return row;
  }

  void Report(Error refused) { report_.refused.push_back(std::move(refused)); }
  IngestReport TakeReport() { return std::move(report_); }

 private:
  Result<void> Begin(const ExtractedDocument& document) {
    proposed_ = document.version;
    CONCORD_ASSIGN(const VersionKeys::Key key, keys_.Assign(document.version, document.sha256));
    stored_ = {.path = document.file,
               .format = document.format,
               .version = key.version,
               .source_bytes = document.source_bytes,
               .text_bytes = document.text_bytes,
               .sections = document.sections,
               .measures = 0,
               .repairs = {}};
    count_ = {};
    refused_.reset();
    CONCORD_ASSIGN(const std::optional<Unit> before, snapshot_->FindUnit(key.version));
    CONCORD_ASSIGN(const bool is_stored, HoldsFile(before, document));
    is_unchanged_ = key.same || is_stored;
    batch_ = GraphBatch();
    batch_.unit = key.version;
    batch_.fingerprint = document.fingerprint;
    if (before) batch_.removed_units = {key.version};
    return {};
  }

  // Whether the unit was made from the same bytes under the same name.
  Result<bool> HoldsFile(const std::optional<Unit>& unit, const ExtractedDocument& document) const {
    if (!unit || unit->fingerprint != document.fingerprint) return false;
    CONCORD_ASSIGN(const std::optional<NodeId> id, snapshot_->FindNode(unit->name));
    if (!id) return false;
    CONCORD_ASSIGN(const Node version, snapshot_->GetNode(*id));
    return version.properties.FindString(property::file) == document.file;
  }

  Result<void> Add(ExtractionRow row) {
    if (auto* node = std::get_if<PutNode>(&row)) {
      ++count_.nodes;
      stored_.measures += node->labels.size() == 1 && node->labels[0] == label::Measure ? 1 : 0;
      batch_.nodes.push_back(std::move(*node));
    } else if (auto* edge = std::get_if<PutEdge>(&row)) {
      ++count_.edges;
      batch_.edges.push_back(std::move(*edge));
    } else if (auto* blob = std::get_if<PutBlob>(&row)) {
      ++count_.blobs;
      blob_bytes_ += blob->bytes.size();
      batch_.blobs.push_back(std::move(*blob));
    }
    const bool is_full =
        batch_.nodes.size() + batch_.edges.size() / 4 >= kNodesPerBatch || blob_bytes_ > kBlobBytesPerBatch;
    return is_full ? Send(ApplyMode::kStage) : Result<void>();
  }

  Result<void> Send(ApplyMode mode) {
    GraphBatch batch;
    batch.unit = batch_.unit;
    batch.fingerprint = batch_.fingerprint;
    std::swap(batch, batch_);
    blob_bytes_ = 0;
    if (is_unchanged_ || refused_) return {};
    RenameVersion(proposed_, batch.unit, &batch);
    Result<void> applied = store_->Apply(batch, mode);
    if (applied) {
      is_staged_ = mode == ApplyMode::kStage;
      return {};
    }
    // The store is as before, and other documents may be well.
    if (applied.error().code != ErrorCode::kInvalid && applied.error().code != ErrorCode::kLimit)
      return applied;
    Refuse(applied.error());
    return {};
  }

  void Refuse(Error error) {
    if (!refused_) refused_ = std::move(error);
  }

  Result<void> Finish() {
    if (!refused_) CONCORD_TRY(Send(ApplyMode::kPublish));
    if (std::exchange(is_staged_, false)) CONCORD_TRY(store_->DiscardStaged());
    if (refused_ && !is_unchanged_) {
      refused_->source = stored_.path;
      keys_.Release(stored_.version);
      report_.refused.push_back(*std::move(refused_));
    } else if (is_unchanged_) {
      report_.unchanged.push_back(stored_.path);
    } else {
      report_.stored.push_back(std::move(stored_));
    }
    return {};
  }

  GraphStore* store_;
  std::unique_ptr<Snapshot> snapshot_;  // as the store was when the import began
  VersionKeys keys_;
  IngestReport report_;

  // Of the document that is being read:
  std::string proposed_;  // its key in the rows
  IngestReport::Stored stored_;
  DocumentEnd count_;
  GraphBatch batch_;
  size_t blob_bytes_ = 0;
  bool is_unchanged_ = false;
  bool is_staged_ = false;
  std::optional<Error> refused_;
};

// Where the rows of a document begin.
struct Place {
  std::string name;  // of the document
  size_t file = 0;   // in the list of files
  uint64_t offset = 0, line = 0;
  bool is_complete = false;  // its row "end" is there
};

// Lists the documents, complete or not, and reports the rows "error".
Result<void> ListDocuments(const std::vector<std::filesystem::path>& files, std::vector<Place>* places,
                           Import* import) {
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string source = files[i].string();
    std::ifstream in(files[i], std::ios::binary);
    if (!in) return tl::unexpected(OpenError(files[i], errno));
    LineReader lines(in, kMaxLineBytes);
    std::optional<Place> open;
    while (lines.Next()) {
      const std::string_view line = lines.line();
      const auto is = [&](std::string_view kind) {
        return line.starts_with(fmt::format("{{\"kind\":\"{}\"", kind));
      };
      if (is("node") || is("edge") || is("blob") || Trim(line).empty()) continue;
      Result<ExtractionRow> row = ParseRow(line);
      if (!row) return LineError(row.error().code, row.error().message, source, lines.number());
      if (auto* error = std::get_if<Error>(&*row)) import->Report(std::move(*error));
      if (const auto* document = std::get_if<ExtractedDocument>(&*row)) {
        if (open) places->push_back(*std::move(open));
        open = Place{document->file, i, lines.offset(), lines.number()};
      }
      if (std::holds_alternative<DocumentEnd>(*row) && open) {
        open->is_complete = true;
        places->push_back(*std::move(open));
        open.reset();
      }
    }
    if (open) places->push_back(*std::move(open));
  }
  return {};
}

// Removes the places of documents that stand complete elsewhere: their part of a run was repeated.
void DropRepeated(std::vector<Place>* places) {
  std::set<std::string> complete;
  for (const Place& place : *places) {
    if (place.is_complete) complete.insert(place.name);
  }
  std::erase_if(*places,
                [&](const Place& place) { return !place.is_complete && complete.contains(place.name); });
}

bool IsOfVersion(std::string_view key, const std::string& version) {
  return key.starts_with(version) && (key.size() == version.size() || key[version.size()] == ':');
}

}  // namespace

void RenameVersion(const std::string& from, const std::string& to, GraphBatch* batch) {
  if (from == to) return;
  const auto rename = [&](std::string* key) {
    if (IsOfVersion(*key, from)) key->replace(0, from.size(), to);
  };
  const auto rename_property = [&](PropertyMap* properties) {
    if (properties->FindString(property::version) == from) properties->Set(property::version, to);
  };
  for (PutNode& node : batch->nodes) {
    rename(&node.key);
    rename_property(&node.properties);
  }
  for (PutBlob& blob : batch->blobs) rename(&blob.key);
  for (PutEdge& edge : batch->edges) {
    rename(&edge.from);
    rename(&edge.to);
    rename_property(&edge.properties);
  }
}

Result<IngestReport> ImportRows(GraphStore* store, const std::vector<std::filesystem::path>& files,
                                const RowProgress& progress) {
  Import import(store);
  std::vector<Place> places;
  CONCORD_TRY(ListDocuments(files, &places, &import));
  DropRepeated(&places);
  std::ranges::stable_sort(places, {}, &Place::name);
  std::ifstream in;
  size_t opened = files.size();
  size_t done = 0;
  for (const Place& place : places) {
    const std::string source = files[place.file].string();
    if (opened != place.file) {
      in = std::ifstream(files[place.file], std::ios::binary);
      opened = place.file;
    }
    in.clear();
    in.seekg(static_cast<std::streamoff>(place.offset));
    if (!in) return tl::unexpected(OpenError(files[place.file], errno));
    LineReader lines(in, kMaxLineBytes);
    CONCORD_ASSIGN(const std::optional<ExtractionRow> row, NextRow(&lines, source));
    const auto* document = row ? std::get_if<ExtractedDocument>(&*row) : nullptr;
    if (document == nullptr)
      return LineError(ErrorCode::kIo, "the file changed while it was read", source, place.line);
    Result<std::optional<ExtractionRow>> next = import.Take(*document, &lines, source);
    if (!next) {
      Error error = next.error();
      if (error.source == source) error.line += place.line - 1;
      return tl::unexpected(std::move(error));
    }
    if (progress) progress(++done, places.size(), place.name);
  }
  return import.TakeReport();
}

Result<IngestReport> ImportRows(GraphStore* store, std::istream& rows, const std::string& name,
                                const RowProgress& progress) {
  Import import(store);
  LineReader lines(rows, kMaxLineBytes);
  size_t done = 0;
  CONCORD_ASSIGN(std::optional<ExtractionRow> row, NextRow(&lines, name));
  while (row) {
    std::optional<ExtractionRow> next;
    if (const auto* document = std::get_if<ExtractedDocument>(&*row)) {
      CONCORD_ASSIGN(next, import.Take(*document, &lines, name));
      if (progress) progress(++done, 0, document->file);
    } else if (auto* error = std::get_if<Error>(&*row)) {
      import.Report(std::move(*error));
    } else {
      return LineError(ErrorCode::kInvalid, "expected a row of kind \"document\" before this one", name,
                       lines.number());
    }
    row = std::move(next);
    if (!row) {
      CONCORD_ASSIGN(row, NextRow(&lines, name));
    }
  }
  return import.TakeReport();
}

}  // namespace concord
