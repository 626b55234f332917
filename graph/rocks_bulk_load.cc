// The bulk loader of the store on disk.
//
// New nodes and edges get their ids in the order in which they come, so their records go straight into
// sorted files. What is found by something else than an id (keys, labels, indexed values, the runs of edges
// at both ends) is sorted first. RocksDB takes in all files at once, under ids that no reader sees; then
// the limits move, and with them change the nodes that the store had already and the load adds to.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "graph/bulk_load.h"
#include "graph/key_table.h"
#include "graph/rocks_bulk_files.h"
#include "graph/rocks_erase.h"
#include "graph/rocks_store.h"
#include "graph/sorter.h"
#include "graph/write_behind.h"

namespace concord {
namespace {

class RocksBulkLoader : public BulkLoader {
 public:
  RocksBulkLoader(RocksStore* store, BulkOptions options)
      : store_(*store),
        database_(store->database()),
        options_(std::move(options)),
        symbols_(store->symbols()),
        next_(store->state()),
        is_empty_(next_.nodes == 0),
        node_files_(database_, Family::kNode),
        edge_files_(database_, Family::kEdge),
        node_writer_([this](auto key, auto value) { return node_files_.Put(key, value); },
                     options_.threads > 1 ? options_.memory_bytes / 16 : 0),
        edge_writer_([this](auto key, auto value) { return edge_files_.Put(key, value); },
                     options_.threads > 1 ? options_.memory_bytes / 16 : 0),
        keys_(BulkFolder(database_), options_.memory_bytes / 8),
        values_(BulkFolder(database_), options_.memory_bytes / 8),
        out_(BulkFolder(database_), options_.memory_bytes * 5 / 16),
        in_(BulkFolder(database_), options_.memory_bytes * 5 / 16) {}

  ~RocksBulkLoader() override {
    // Before their files go.
    node_writer_.Abandon();
    edge_writer_.Abandon();
    // A failure here is met again by the next Open.
    if (is_taken_in_) static_cast<void>(store_.DiscardBulk().has_value());
    RemoveBulkFiles(database_);
  }

  Result<BulkNode> AddNode(const PutNode& node) override;
  Result<std::optional<BulkNode>> FindNode(std::string_view key) override;
  Result<void> AddEdge(std::string_view type, BulkNode from, BulkNode to,
                       const PropertyMap& properties) override;
  void SetFingerprint(std::string fingerprint) override { options_.fingerprint = std::move(fingerprint); }
  Result<BulkCounts> Publish() override;

 private:
  Result<NodeId> FindStored(std::string_view key);  // 0 when there is none
  Result<NodeRecord> Load(NodeId id);
  void SetLabelSymbols(const std::vector<std::string>& labels);  // to label_symbols_
  Symbol Intern(std::string_view name) { return symbols_.Intern(name); }
  Result<void> AddIndexEntries(NodeId id, const PropertyMap& properties);
  Result<void> Join(NodeId id, const PutNode& node);
  Result<void> WriteRuns(RunSorter* sorter, SortedFiles* files) const;
  Result<void> WritePairs(PairSorter* sorter, SortedFiles* files) const;
  Result<void> WriteLabels(SortedFiles* files) const;
  void ReplaceJoined(rocksdb::WriteBatch* batch);

  RocksStore& store_;
  const Database& database_;
  BulkOptions options_;
  Symbols symbols_;  // with the names of the load
  StoreState next_;
  bool is_empty_;  // there is no node to look for in the store
  SortedFiles node_files_, edge_files_;
  WriteBehind node_writer_, edge_writer_;  // to them
  PairSorter keys_, values_;
  std::map<Symbol, std::vector<NodeId>> labels_;
  RunSorter out_, in_;
  KeyTable nodes_;   // of this load by key, joined ones too
  KeyTable stored_;  // found in the store and not of this load
  std::map<NodeId, std::pair<NodeRecord, NodeRecord>>
      joined_;  // nodes of the store: as they are, as they will be
  BulkCounts counts_;
  bool is_taken_in_ = false;  // by RocksDB, and not yet published

  std::vector<Symbol> label_symbols_;
  std::string last_type_;
  Symbol last_type_symbol_ = 0;
  std::string bytes_;
  rocksdb::PinnableSlice value_;
};

Result<NodeId> RocksBulkLoader::FindStored(std::string_view key) {
  if (is_empty_) return 0;
  const Result<bool> found = database_.Get(Family::kKey, key, &value_);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return 0;
  const std::optional<NodeId> id = ParseIdKey(ToView(value_));
  if (!id) return Fail(ErrorCode::kCorrupt, fmt::format("the entry of the key '{}' is no id", key));
  return *id;
}

Result<NodeRecord> RocksBulkLoader::Load(NodeId id) {
  const Result<bool> found = database_.Get(Family::kNode, NodeKey(id), &value_);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    return Fail(ErrorCode::kCorrupt, fmt::format("a key leads to the node {}, which is not there", id));
  }
  return DecodeNode(ToView(value_), symbols_);
}

void RocksBulkLoader::SetLabelSymbols(const std::vector<std::string>& labels) {
  label_symbols_.clear();
  for (const std::string& label : labels) label_symbols_.push_back(Intern(label));
  std::sort(label_symbols_.begin(), label_symbols_.end());
  label_symbols_.erase(std::unique(label_symbols_.begin(), label_symbols_.end()), label_symbols_.end());
}

Result<void> RocksBulkLoader::AddIndexEntries(NodeId id, const PropertyMap& properties) {
  for (const Symbol label : label_symbols_) {
    ++next_.labels[label];
    labels_[label].push_back(id);
    for (auto at = next_.indexes.lower_bound({label, 0}); at != next_.indexes.end() && at->first == label;
         ++at) {
      const Value* value = properties.Find(symbols_.Name(at->second));
      if (value == nullptr) continue;
      if (auto ok = values_.Add(PropertyKey(label, at->second, *value, id), ""); !ok) return ok;
    }
  }
  return {};
}

Result<BulkNode> RocksBulkLoader::AddNode(const PutNode& node) {
  if (auto ok = CheckNode(node); !ok) return tl::unexpected(ok.error());
  const Result<NodeId> stored = FindStored(node.key);
  if (!stored) return stored;
  const NodeId id = *stored == 0 ? next_.node_limit : *stored;
  if (!nodes_.Insert(node.key, id)) {
    return Fail(ErrorCode::kInvalid, fmt::format("the key '{}' occurs twice", node.key));
  }
  SetLabelSymbols(node.labels);
  for (const Property& property : node.properties) Intern(property.name);
  if (*stored != 0) {
    if (auto ok = Join(id, node); !ok) return tl::unexpected(ok.error());
    return id;
  }

  bytes_.clear();
  AppendNode(node.key, node.lifetime, label_symbols_, node.properties, symbols_, &bytes_);
  const FixedKey key = NodeKey(id);
  if (auto ok = node_writer_.Put(key, bytes_); !ok) return tl::unexpected(ok.error());
  if (auto ok = keys_.Add(node.key, key); !ok) return tl::unexpected(ok.error());
  if (auto ok = AddIndexEntries(id, node.properties); !ok) return tl::unexpected(ok.error());
  ++next_.node_limit;
  ++next_.nodes;
  ++counts_.nodes;
  return id;
}

// Readers see the node, so it waits for the publication.
Result<void> RocksBulkLoader::Join(NodeId id, const PutNode& node) {
  Result<NodeRecord> before = Load(id);
  if (!before) return tl::unexpected(before.error());
  NodeRecord after = *before;
  after.lifetime = std::max(after.lifetime, node.lifetime);
  after.labels.clear();
  std::set_union(before->labels.begin(), before->labels.end(), label_symbols_.begin(), label_symbols_.end(),
                 std::back_inserter(after.labels));
  for (const Property& property : node.properties) after.properties.Set(property.name, property.value);
  for (const Symbol label : before->labels) --next_.labels[label];
  for (const Symbol label : after.labels) ++next_.labels[label];
  joined_.emplace(id, std::pair(*std::move(before), std::move(after)));
  ++counts_.joined;
  return {};
}

Result<std::optional<BulkNode>> RocksBulkLoader::FindNode(std::string_view key) {
  if (const auto id = nodes_.Find(key)) return id;
  if (is_empty_) return std::nullopt;
  if (const auto id = stored_.Find(key)) return id;
  const Result<NodeId> stored = FindStored(key);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored == 0) return std::nullopt;
  stored_.Insert(key, *stored);
  return *stored;
}

Result<void> RocksBulkLoader::AddEdge(std::string_view type, BulkNode from, BulkNode to,
                                      const PropertyMap& properties) {
  if (type != last_type_ || last_type_symbol_ == 0) {
    if (type.empty()) return Fail(ErrorCode::kInvalid, "an edge has an empty type");
    if (auto ok = CheckEdge(type, {}); !ok) return ok;
    last_type_ = type;
    last_type_symbol_ = Intern(type);
  }
  if (!properties.empty()) {
    if (auto ok = CheckEdge(type, properties); !ok) return ok;
    for (const Property& property : properties) Intern(property.name);
  }
  const EdgeId id = next_.edge_limit;
  bytes_.clear();
  AppendEdge(last_type_symbol_, from, to, properties, symbols_, &bytes_);
  if (auto ok = edge_writer_.Put(EdgeKey(id), bytes_); !ok) return ok;
  if (auto ok = out_.Add({from, id, to, last_type_symbol_}); !ok) return ok;
  if (auto ok = in_.Add({to, id, from, last_type_symbol_}); !ok) return ok;
  ++next_.edge_limit;
  ++next_.edges;
  ++next_.types[last_type_symbol_];
  ++counts_.edges;
  return {};
}

// As RocksStore::Apply does: cut into runs by edge id, each sorted by neighbour.
Result<void> RocksBulkLoader::WriteRuns(RunSorter* sorter, SortedFiles* files) const {
  std::vector<RunEdge> run;
  RunRecord first;
  std::string bytes;
  const auto finish = [&]() -> Result<void> {
    if (run.empty()) return {};
    std::sort(run.begin(), run.end());
    bytes.clear();
    AppendRun(first.edge, run, &bytes);
    run.clear();
    return files->Put(RunKey(first.node, first.type, first.edge), bytes);
  };
  Result<void> done = sorter->Finish([&](const RunRecord& record) -> Result<void> {
    if (!run.empty() &&
        (record.node != first.node || record.type != first.type || run.size() == kMaxRunEdges)) {
      if (auto ok = finish(); !ok) return ok;
    }
    if (run.empty()) first = record;
    run.push_back({record.other, record.edge});
    return {};
  });
  if (done) done = finish();
  return done ? files->Finish() : done;
}

Result<void> RocksBulkLoader::WritePairs(PairSorter* sorter, SortedFiles* files) const {
  const Result<void> done =
      sorter->Finish([&](std::string_view key, std::string_view value) { return files->Put(key, value); });
  return done ? files->Finish() : done;
}

// Sorted already: ids rise.
Result<void> RocksBulkLoader::WriteLabels(SortedFiles* files) const {
  for (const auto& [label, nodes] : labels_) {
    for (const NodeId node : nodes) {
      if (auto ok = files->Put(LabelKey(label, node), ""); !ok) return ok;
    }
  }
  return files->Finish();
}

void RocksBulkLoader::ReplaceJoined(rocksdb::WriteBatch* batch) {
  for (const auto& [id, change] : joined_) {
    const auto& [before, after] = change;
    DeleteIndexEntries(database_, next_.indexes, symbols_, id, before, batch);
    PutIndexEntries(database_, next_.indexes, symbols_, id, after, batch);
    bytes_.clear();
    AppendNode(after, symbols_, &bytes_);
    batch->Put(database_.family(Family::kNode), ToSlice(NodeKey(id)), bytes_);
  }
}

Result<BulkCounts> RocksBulkLoader::Publish() {
  std::array<SortedFiles, 5> files = {
      SortedFiles(database_, Family::kOut), SortedFiles(database_, Family::kIn),
      SortedFiles(database_, Family::kKey), SortedFiles(database_, Family::kLabel),
      SortedFiles(database_, Family::kProperty)};
  const auto finish = [](WriteBehind* writer, SortedFiles* written) {
    const Result<void> done = writer->Finish();
    return done ? written->Finish() : done;
  };
  const std::vector<std::function<Result<void>()>> tasks = {
      [&] { return WriteRuns(&out_, &files[0]); },
      [&] { return WriteRuns(&in_, &files[1]); },
      [&] { return finish(&edge_writer_, &edge_files_); },
      [&] { return WritePairs(&keys_, &files[2]); },
      [&] { return WriteLabels(&files[3]); },
      [&] { return WritePairs(&values_, &files[4]); },
      [&] { return finish(&node_writer_, &node_files_); }};
  Result<void> done = RunTasks(options_.threads, tasks.size(), [&](size_t i) { return tasks[i](); });
  if (!done) return tl::unexpected(done.error());
  if (done = store_.AddSymbols(symbols_); !done) return tl::unexpected(done.error());
  is_taken_in_ = true;
  done = IngestFiles(database_, {{Family::kNode, node_files_.paths()},
                                 {Family::kKey, files[2].paths()},
                                 {Family::kLabel, files[3].paths()},
                                 {Family::kProperty, files[4].paths()},
                                 {Family::kEdge, edge_files_.paths()},
                                 {Family::kOut, files[0].paths()},
                                 {Family::kIn, files[1].paths()}});
  if (!done) return tl::unexpected(done.error());

  UnitRecord given;
  given.fingerprint = options_.fingerprint;
  given.nodes.Add(store_.state().node_limit, next_.node_limit);
  given.edges.Add(store_.state().edge_limit, next_.edge_limit);
  rocksdb::WriteBatch batch;
  ReplaceJoined(&batch);
  done = store_.PublishBulk(std::move(next_), &batch, options_.unit, given);
  if (!done) return tl::unexpected(done.error());
  is_taken_in_ = false;
  return counts_;
}

}  // namespace

Result<std::unique_ptr<BulkLoader>> RocksStore::NewBulkLoader(BulkOptions options) {
  if (auto ok = BeginBulk(); !ok) return tl::unexpected(ok.error());
  GraphBatch names;
  names.unit = options.unit;
  if (auto ok = CheckBatch(names); !ok) return tl::unexpected(ok.error());
  RemoveBulkFiles(*database_);
  std::error_code error;
  std::filesystem::create_directories(BulkFolder(*database_), error);
  if (error) {
    return Fail(ErrorCode::kStore, fmt::format("cannot make the folder '{}': {}",
                                               BulkFolder(*database_).string(), error.message()));
  }
  return std::make_unique<RocksBulkLoader>(this, std::move(options));
}

}  // namespace concord
