#include "ingest/ingest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "base/file.h"
#include "base/sha256.h"
#include "base/try.h"
#include "base/unicode.h"
#include "graph/revision_unit.h"
#include "graph/vocabulary.h"
#include "ingest/document_terms.h"
#include "ingest/readers/format_name.h"
#include "ingest/resolve/resolver.h"
#include "ingest/version_keys.h"

namespace concord {
namespace {

struct InputFile {
  std::filesystem::path path;  // to open
  std::string name;            // below its root, with '/', as UTF-8: what keys are made of
  bool leads_out = false;      // a symbolic link to a file outside of its root
};

// Who gives a folder means what is in it: a folder from somebody else could have a link to any file of ours.
bool LeadsOut(const std::filesystem::path& root, const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path inside = std::filesystem::canonical(root, error);
  if (error) return false;
  const std::filesystem::path target = std::filesystem::canonical(root / path, error);
  if (error) return false;  // reading it says what is wrong
  return std::mismatch(inside.begin(), inside.end(), target.begin(), target.end()).first != inside.end();
}

// What became of one file, beside the batches that it sent.
struct Outcome {
  // kStoreFailed: the store could not be read, which ends the run.
  enum class Kind { kStored, kUnchanged, kRefused, kStoreFailed } kind = Kind::kRefused;
  IngestReport::Stored stored;
  Error error;
};

// Whether a store that refuses a batch says so of the batch. The store is then as before, and other documents
// may be well.
bool IsOfDocument(const Error& error) {
  return error.code == ErrorCode::kInvalid || error.code == ErrorCode::kLimit;
}

// Hands out version keys in the order of the files, so that they do not depend on which thread is first.
class KeyDesk {
 public:
  explicit KeyDesk(const Snapshot& snapshot) : keys_(snapshot) {}

  // Waits for its turn. The final keys; `*same` is set when an earlier file of this run has the same bytes
  // under them. Fails when the store cannot be read; the turn is then still this file's.
  Result<DocumentKeys> Assign(size_t index, DocumentKeys keys, const std::string& sha256, bool* same) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == index; });
    CONCORD_ASSIGN(VersionKeys::Key key, keys_.Assign(std::move(keys.version), sha256));
    keys.version = std::move(key.version);
    *same = key.same;
    Next();
    return keys;
  }

  // For a file that gets no key.
  void Pass(size_t index) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == index; });
    Next();
  }

 private:
  void Next() {
    ++next_;
    turn_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable turn_;
  size_t next_ = 0;
  VersionKeys keys_;
};

class Run {
 public:
  Run(GraphStore* store, const ExtractorSet& extractors, const IngestOptions& options,
      std::vector<InputFile> files)
      : store_(store),
        extractors_(extractors),
        options_(options),
        files_(std::move(files)),
        snapshot_(store->TakeSnapshot()),
        desk_(*snapshot_),
        run_(RunOf(extractors.facts(), options.format, options.limits)) {
    for (const InputFile& file : files_) ++numbered_[NumberOfFile(file.name)];
  }

  Result<IngestReport> Go() { return options_.jobs <= 1 ? GoAlone() : GoTogether(); }

 private:
  // ---- one file, from its bytes to its batches; called by any thread

  Outcome Process(size_t index, const BatchSink& sink) {
    Outcome outcome;
    outcome.stored.path = files_[index].name;
    bool passed = false;
    const Result<void> done = ProcessInto(index, sink, &outcome, &passed);
    if (!passed) desk_.Pass(index);
    if (!done) {
      if (outcome.kind != Outcome::Kind::kStoreFailed) outcome.kind = Outcome::Kind::kRefused;
      outcome.error = done.error();
      outcome.error.source = files_[index].name;
    }
    return outcome;
  }

  // What the store said, when asked by a worker; an error there is no fault of the file.
  template <typename T>
  static Result<T> OfStore(Result<T> answer, Outcome* outcome) {
    if (!answer) outcome->kind = Outcome::Kind::kStoreFailed;
    return answer;
  }

  Result<void> ProcessInto(size_t index, const BatchSink& sink, Outcome* outcome, bool* passed) {
    const InputFile& file = files_[index];
    if (file.leads_out) {
      return Fail(
          ErrorCode::kInvalid,
          "a symbolic link that leads out of the folder; give the file that it leads to, if it is meant");
    }
    const Manifest::Entry* entry =
        options_.manifest != nullptr ? options_.manifest->Find(file.path) : nullptr;
    const DocumentTerms terms{.name = file.name,
                              .key = options_.key,
                              .edition = options_.edition,
                              .map = options_.map,
                              .entry = entry};
    Result<Document> document = Read(file, terms, outcome);
    if (!document) return tl::unexpected(document.error());
    if (outcome->kind == Outcome::Kind::kUnchanged) return {};
    CompleteDocument(terms, &*document);

    bool same = false;
    CONCORD_ASSIGN(const bool by_number, OfStore(HasNumber(file.name), outcome));
    CONCORD_ASSIGN(const DocumentKeys keys,
                   OfStore(desk_.Assign(index, KeysOf(*document, extractors_.facts(), by_number),
                                        document->sha256, &same),
                           outcome));
    *passed = true;
    if (same) {
      outcome->kind = Outcome::Kind::kUnchanged;
      return {};
    }
    outcome->kind = Outcome::Kind::kStored;
    IngestReport::Stored& stored = outcome->stored;
    stored.format = document->format;
    stored.version = keys.version;
    stored.text_bytes = document->text.size();
    stored.sections = document->sections.empty() ? 0 : document->sections.size() - 1;
    stored.repairs = document->repairs;
    // The same edition as before, with other bytes beside it or another word of the manifest: replaced at the
    // instant at which the new one appears.
    CONCORD_ASSIGN(const std::optional<Unit> before, OfStore(snapshot_->FindUnit(keys.version), outcome));
    bool replaces = before.has_value();
    const std::string fingerprint = FingerprintOf(document->sha256, terms);
    return ResolveDocument(
        std::move(*document), keys, extractors_, run_, fingerprint, [&](GraphBatch batch, bool last) {
          if (std::exchange(replaces, false)) batch.removed_units = {keys.version};
          for (const PutNode& node : batch.nodes) {
            stored.measures += node.labels.size() == 1 && node.labels[0] == label::Measure ? 1 : 0;
          }
          return sink(std::move(batch), last);
        });
  }

  // The document, unless its bytes are in the store: then outcome->kind says so. The file's bytes are let
  // go before extraction begins.
  Result<Document> Read(const InputFile& file, const DocumentTerms& terms, Outcome* outcome) {
    Result<std::string> bytes = ReadFile(file.path, options_.limits.max_file_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    outcome->stored.source_bytes = bytes->size();
    const std::string sha256 = Sha256Hex(*bytes);
    if (!options_.again) {
      CONCORD_ASSIGN(const bool is_stored,
                     OfStore(IsStored(sha256, FingerprintOf(sha256, terms), file.name), outcome));
      if (is_stored) {
        outcome->kind = Outcome::Kind::kUnchanged;
        return Document();
      }
    }
    return ReadDocument({.path = file.name, .bytes = *bytes, .limits = &options_.limits, .map = options_.map},
                        options_.format);
  }

  // Whether the number of a file can be its key: no other file of this run or of the store has it.
  Result<bool> HasNumber(const std::string& name) const {
    const std::string number = NumberOfFile(name);
    if (number.empty() || numbered_.at(number) > 1) return false;
    CONCORD_ASSIGN(const std::optional<NodeId> document, snapshot_->FindNode(number));
    const std::optional<Symbol> has_version = snapshot_->FindSymbol(edge::HAS_VERSION);
    if (!document || !has_version) return true;
    const auto base = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
    Result<bool> ours = true;
    CONCORD_TRY(snapshot_->ForEachAdjacent(*document, Direction::kOut, has_version, [&](const Adjacent& to) {
      const Result<Node> version = snapshot_->GetNode(to.node);
      if (!version) {
        ours = tl::unexpected(version.error());
      } else if (base(version->properties.FindString(property::file)) != base(name)) {
        ours = false;
      }
      return ours && *ours;
    }));
    return ours;
  }

  Result<bool> IsStored(const std::string& sha256, const std::string& fingerprint,
                        const std::string& name) const {
    Result<bool> found = false;
    const auto same = [&](NodeId id) -> Result<bool> {
      CONCORD_ASSIGN(const Node version, snapshot_->GetNode(id));
      if (version.properties.FindString(property::file) != name) return false;
      CONCORD_ASSIGN(const std::optional<Unit> unit, snapshot_->FindUnit(version.key));
      return unit && unit->fingerprint == fingerprint;
    };
    CONCORD_TRY(snapshot_->ForEachNodeWhere(label::Version, "sha256", sha256, [&](NodeId id) {
      found = same(id);
      return found && !*found;
    }));
    return found;
  }

  // ---- the store; called by the calling thread only

  Result<void> Write(const GraphBatch& batch, bool last) {
    CONCORD_TRY(store_->Apply(batch, last ? ApplyMode::kPublish : ApplyMode::kStage));
    is_staged_ = !last;
    return {};
  }

  // Of a file that is refused half way nothing stays, and what it was to replace does.
  Result<void> DropStaged() {
    return std::exchange(is_staged_, false) ? store_->DiscardStaged() : Result<void>();
  }

  void Report(Outcome outcome, size_t index) {
    switch (outcome.kind) {
      case Outcome::Kind::kStored:
        report_.stored.push_back(std::move(outcome.stored));
        break;
      case Outcome::Kind::kUnchanged:
        report_.unchanged.push_back(files_[index].name);
        break;
      case Outcome::Kind::kStoreFailed:  // has ended the run
      case Outcome::Kind::kRefused:
        report_.refused.push_back(std::move(outcome.error));
        break;
    }
    if (options_.progress) options_.progress(index + 1, files_.size(), files_[index].name);
  }

  Result<IngestReport> GoAlone() {
    for (size_t i = 0; i < files_.size(); ++i) {
      Result<void> written;
      Outcome outcome = Process(i, [&](const GraphBatch& batch, bool last) {
        written = Write(batch, last);
        return written;
      });
      if (!written && !IsOfDocument(written.error())) return tl::unexpected(written.error());
      if (outcome.kind == Outcome::Kind::kStoreFailed) return tl::unexpected(outcome.error);
      CONCORD_TRY(DropStaged());
      Report(std::move(outcome), i);
    }
    return std::move(report_);
  }

  // ---- several threads: workers fill the slots of their files, the calling thread empties them in order

  struct Slot {
    std::deque<std::pair<GraphBatch, bool>> batches;
    Outcome outcome;
    bool done = false;
  };

  // Batches that may wait for their turn, over all files; the file whose turn it is never waits. With
  // kNodesPerBatch nodes of some 500 bytes each this is some 300 MB at worst, and far less as a rule.
  static constexpr size_t kMaxWaitingElements = 500'000;
  // Files that may be begun before the one whose turn it is has ended.
  static constexpr size_t kMaxFilesAhead = 256;

  static size_t ElementsOf(const GraphBatch& batch) { return batch.nodes.size() + batch.edges.size(); }

  void Work() {
    while (true) {
      size_t index = 0;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock,
                      [&] { return stop_ || begun_ >= files_.size() || begun_ < turn_ + kMaxFilesAhead; });
        if (stop_ || begun_ >= files_.size()) return;
        index = begun_++;
      }
      Outcome outcome = Process(index, [&](GraphBatch batch, bool last) -> Result<void> {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || index == turn_ || waiting_ < kMaxWaitingElements; });
        if (stop_) return Fail(ErrorCode::kStore, "the run was stopped");
        waiting_ += ElementsOf(batch);
        slots_[index].batches.emplace_back(std::move(batch), last);
        changed_.notify_all();
        return {};
      });
      std::unique_lock lock(mutex_);
      slots_[index].outcome = std::move(outcome);
      slots_[index].done = true;
      changed_.notify_all();
    }
  }

  // Writes the batches of the file whose turn it is until it is done.
  Result<Outcome> Drain(size_t index) {
    std::unique_lock lock(mutex_);
    Slot& slot = slots_[index];
    std::optional<Error> refused;  // by the store; what follows of the file is passed over
    while (true) {
      changed_.wait(lock, [&] { return slot.done || !slot.batches.empty(); });
      if (slot.batches.empty()) break;
      auto [batch, last] = std::move(slot.batches.front());
      slot.batches.pop_front();
      waiting_ -= ElementsOf(batch);
      changed_.notify_all();
      lock.unlock();
      if (Result<void> written = refused ? Result<void>() : Write(batch, last); !written) {
        if (!IsOfDocument(written.error())) return tl::unexpected(written.error());
        refused = written.error();
        refused->source = files_[index].name;
      }
      lock.lock();
    }
    Outcome outcome = std::move(slot.outcome);
    slots_.erase(index);
    ++turn_;
    changed_.notify_all();
    lock.unlock();
    if (outcome.kind == Outcome::Kind::kStoreFailed) return tl::unexpected(outcome.error);
    if (refused) {
      outcome.kind = Outcome::Kind::kRefused;
      outcome.error = *std::move(refused);
    }
    CONCORD_TRY(DropStaged());
    return outcome;
  }

  Result<IngestReport> GoTogether() {
    for (size_t i = 0; i < files_.size(); ++i) slots_.emplace(i, Slot{});
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < options_.jobs; ++i) workers.emplace_back([this] { Work(); });
    Result<void> status;
    for (size_t i = 0; i < files_.size() && status; ++i) {
      Result<Outcome> outcome = Drain(i);
      if (outcome) {
        Report(std::move(*outcome), i);
      } else {
        status = tl::unexpected(outcome.error());
      }
    }
    {
      std::unique_lock lock(mutex_);
      stop_ = true;
      changed_.notify_all();
    }
    for (std::thread& worker : workers) worker.join();
    if (!status) return tl::unexpected(status.error());
    return std::move(report_);
  }

  GraphStore* store_;
  const ExtractorSet& extractors_;
  const IngestOptions& options_;
  const std::vector<InputFile> files_;
  std::unique_ptr<Snapshot> snapshot_;  // as the store was when the run began
  KeyDesk desk_;
  const RunInfo run_;
  std::map<std::string, int> numbered_;  // files of this run by their number
  IngestReport report_;
  bool is_staged_ = false;  // something of the file whose turn it is

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::map<size_t, Slot> slots_;  // of files that are not written yet; std::map keeps references
  size_t begun_ = 0;              // files that a worker has taken
  size_t turn_ = 0;               // the file that is being written
  size_t waiting_ = 0;            // elements in all slots
  bool stop_ = false;
};

// Files of a folder that only list others go into `set_aside`.
Result<std::vector<InputFile>> ListInputs(const IngestOptions& options, std::vector<Error>* set_aside) {
  std::vector<InputFile> files;
  for (const std::filesystem::path& root : options.roots) {
    Result<std::vector<std::filesystem::path>> found = ListFiles(root);
    if (!found) return tl::unexpected(found.error());
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(root, ignored);
    for (const std::filesystem::path& path : *found) {
      if (is_folder) {
        files.push_back({root / path, WithReadableBytes(path.generic_string()), LeadsOut(root, path)});
      } else {
        files.push_back({root, WithReadableBytes(root.filename().string())});
      }
    }
  }
  if (options.manifest != nullptr) {
    std::erase_if(files, [&](const InputFile& file) { return options.manifest->IsItself(file.path); });
  }
  std::erase_if(files, [&](const InputFile& file) {
    std::string why = WhyAside(file.path);
    if (why.empty()) return false;
    set_aside->push_back({ErrorCode::kUnsupported, std::move(why), file.name, 0, 0, 0});
    return true;
  });
  std::sort(files.begin(), files.end(),
            [](const InputFile& a, const InputFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace

EditionName EditionName::Parse(std::string_view as) {
  const size_t at = as.rfind('@');
  if (at == std::string_view::npos) return {std::string(as), ""};
  return {std::string(as.substr(0, at)), std::string(as.substr(at + 1))};
}

Result<IngestReport> Ingest(GraphStore* store, const ExtractorSet& extractors, const IngestOptions& options) {
  CONCORD_TRY(CheckFormat(options.format));
  std::vector<Error> set_aside;
  CONCORD_ASSIGN(std::vector<InputFile> files, ListInputs(options, &set_aside));
  CONCORD_ASSIGN(IngestReport report, Run(store, extractors, options, std::move(files)).Go());
  report.set_aside = std::move(set_aside);
  return report;
}

Result<std::vector<std::string>> RemoveDocument(GraphStore* store, std::string_view key) {
  const std::unique_ptr<Snapshot> snapshot = store->TakeSnapshot();
  GraphBatch batch;
  const Result<std::optional<NodeId>> node = snapshot->FindNode(key);
  if (!node) return tl::unexpected(node.error());
  if (*node) {
    const Result<Node> found = snapshot->GetNode(**node);
    if (!found) return tl::unexpected(found.error());
    if (found->HasLabel(label::Version)) batch.removed_units.emplace_back(key);
    const std::optional<Symbol> has_version = snapshot->FindSymbol(edge::HAS_VERSION);
    if (has_version) {
      Result<void> read;
      CONCORD_TRY(snapshot->ForEachAdjacent(**node, Direction::kOut, has_version, [&](const Adjacent& to) {
        const Result<Node> version = snapshot->GetNode(to.node);
        if (version) batch.removed_units.push_back(version->key);
        if (!version) read = tl::unexpected(version.error());
        return version.has_value();
      }));
      CONCORD_TRY(std::move(read));
    }
  }
  if (batch.removed_units.empty()) {
    if (!*node) return Fail(ErrorCode::kNotFound, fmt::format("there is no document or version '{}'", key));
    CONCORD_ASSIGN(const Node kept, snapshot->GetNode(**node));
    return Fail(
        ErrorCode::kNotFound,
        fmt::format("'{}' is not a document, a version or a mapping set ({}); only these can be removed", key,
                    fmt::join(kept.labels, ", ")));
  }
  std::vector<std::string> removed = batch.removed_units;
  // What was kept of comparing it with other editions: the edges go with their ends, the units' names here.
  for (const std::string& version : removed) {
    Result<std::vector<std::string>> units = RevisionUnitsOf(*snapshot, version);
    if (!units) return tl::unexpected(units.error());
    batch.removed_units.insert(batch.removed_units.end(), units->begin(), units->end());
  }
  if (Result<void> applied = store->Apply(batch); !applied) return tl::unexpected(applied.error());
  return removed;
}

}  // namespace concord
