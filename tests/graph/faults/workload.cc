#include "tests/graph/faults/workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/try.h"
#include "graph/backup.h"
#include "graph/bulk_load.h"
#include "graph/verify.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

const DumpWords& Words() {
  static const DumpWords words = {
      .keys = {"doc1", "doc2", "doc3", "un", "doc1:3", "doc2:1", "vectors", "t1", "t5", "none"},
      .names = {"Version", "Section", "Actor", "Vectors", "Thing", "curie", "ordinal", "MENTIONS",
                "HAS_SECTION", "MAPS", "text", "bytes"},
      .units = {"doc1", "doc2", "doc3", "import", "none"},
      .values = {Value("doc1:3"), Value(3)}};
  return words;
}

// A document of some sections, which mention an actor of all documents.
GraphBatch Document(const std::string& name, int sections, char letter) {
  GraphBatch batch;
  batch.unit = name;
  batch.fingerprint = name + letter;
  batch.nodes.push_back({name, {"Version"}, {{"sha256", std::string(1, letter)}}});
  batch.nodes.push_back({"un", {"Actor"}, {{"curie", "un"}}, Lifetime::kShared});
  batch.blobs.push_back({name, "text", std::string(9'000, letter)});
  for (int i = 0; i < sections; ++i) {
    const std::string key = fmt::format("{}:{}", name, i);
    batch.nodes.push_back({key, {"Section"}, {{"curie", key}, {"ordinal", i}}});
    batch.edges.push_back({"HAS_SECTION", name, key, {{"order", i}}});
    batch.edges.push_back({"MENTIONS", key, "un", {{"start", i}}});
  }
  return batch;
}

Step Apply(std::string name, std::vector<GraphBatch> batches) {
  return {std::move(name), [batches = std::move(batches)](Desk* desk) -> Result<void> {
            for (size_t i = 0; i < batches.size(); ++i) {
              const bool is_last = i + 1 == batches.size();
              CONCORD_TRY(desk->store->Apply(batches[i], is_last ? ApplyMode::kPublish : ApplyMode::kStage));
            }
            return {};
          }};
}

Step Replace() {
  GraphBatch batch = Document("doc1", 5, 'b');
  batch.removed_units = {"doc1"};
  return Apply("replace a document", {batch});
}

// A decision changes an edge that readers see and adds to a journal, which is a blob of a visible node.
Step Review(std::string decision) {
  return {"review: " + decision, [decision](Desk* desk) -> Result<void> {
            const auto snapshot = desk->store->TakeSnapshot();
            GraphBatch batch;
            CONCORD_TRY(snapshot->ForEachEdge([&](const Edge& edge) {
              if (edge.type == "MAPS") batch.changed_edges.push_back({edge.id, {{"decision", decision}}});
              return true;
            }));
            batch.nodes.push_back({"doc1", {}, {{"decision", decision}}});
            batch.blobs.push_back({"doc1", "bytes", decision + std::string(300, '.')});
            return desk->store->Apply(batch);
          }};
}

Step Vectors(char letter) {
  GraphBatch batch;
  batch.nodes.push_back({"vectors", {"Vectors"}, {{"model", std::string(1, letter)}}, Lifetime::kPermanent});
  batch.blobs.push_back({"vectors", "bytes", std::string(letter == 'x' ? 70'000 : 3'000, letter)});
  return Apply(fmt::format("vectors {}", letter), {batch});
}

Step Import(const std::string& unit, int nodes, int first) {
  return {"import " + unit, [=](Desk* desk) -> Result<void> {
            // So little memory that the sorters spill.
            CONCORD_ASSIGN(const auto loader, desk->store->NewBulkLoader(
                                                  {.unit = unit, .fingerprint = unit, .memory_bytes = 2048}));
            std::vector<BulkNode> added;
            for (int i = 0; i < nodes; ++i) {
              CONCORD_ASSIGN(const BulkNode node,
                             loader->AddNode({fmt::format("t{}", first + i), {"Thing"}, {{"ordinal", i}}}));
              added.push_back(node);
            }
            // One that the store has already.
            CONCORD_ASSIGN(const BulkNode joined, loader->AddNode({"un", {"Thing"}, {{"ordinal", 3}}}));
            added.push_back(joined);
            for (size_t i = 0; i < added.size(); ++i)
              CONCORD_TRY(loader->AddEdge("MAPS", added[i], added[i * 7 % added.size()], {{"n", 1}}));
            CONCORD_TRY(loader->Publish());
            return {};
          }};
}

Step Open(OpenMode mode) {
  return {"open", [mode](Desk* desk) -> Result<void> {
            if (!desk->is_on_disk()) {
              if (desk->store == nullptr) desk->store = NewMemoryStore();
              return desk->store->DiscardStaged();
            }
            desk->store.reset();
            CONCORD_ASSIGN(desk->store, OpenStore(desk->path(), mode));
            return {};
          }};
}

Step BackUp(const std::string& name) {
  return {"back up " + name, [name](Desk* desk) -> Result<void> {
            if (!desk->is_on_disk()) return {};
            // What a run that failed at the very end had finished is a backup of the same state.
            if (fs::exists(desk->backups() / name / "CURRENT")) return {};
            CONCORD_TRY(BackUpStore(desk->path(), desk->backups(), name));
            return {};
          }};
}

std::vector<Step> MakeSteps() {
  std::vector<Step> steps;
  steps.push_back(Open(OpenMode::kCreateIfMissing));
  steps.push_back(Apply("a document", {Document("doc1", 4, 'a')}));
  GraphBatch part;
  part.unit = "doc2";
  part.nodes.push_back({"doc2:late", {"Section"}, {{"note", "staged"}}});
  part.edges.push_back({"HAS_SECTION", "doc2", "doc2:late", {}});
  steps.push_back(Apply("a document in parts", {Document("doc2", 3, 'c'), part}));
  steps.push_back(Replace());
  steps.push_back(Vectors('x'));
  steps.push_back(Import("import", 12, 0));
  steps.push_back(Review("accept"));
  steps.push_back(BackUp("1"));
  steps.push_back(Open(OpenMode::kMustExist));
  steps.push_back({"stage and discard", [](Desk* desk) -> Result<void> {
                     CONCORD_TRY(desk->store->Apply(Document("doc3", 3, 'd'), ApplyMode::kStage));
                     return desk->store->DiscardStaged();
                   }});
  GraphBatch removal;
  removal.removed_units = {"doc2"};
  steps.push_back(Apply("remove a document", {removal}));
  steps.push_back(Review("reject"));
  steps.push_back(Vectors('y'));
  steps.push_back({"index", [](Desk* desk) { return desk->store->CreateIndex("Section", "ordinal"); }});
  steps.push_back(Import("import2", 6, 100));
  GraphBatch nodes;
  nodes.removed_nodes = {"t5", "t101"};
  steps.push_back(Apply("remove nodes", {nodes}));
  steps.push_back(BackUp("2"));
  steps.push_back(Apply("another document", {Document("doc3", 2, 'e')}));
  steps.push_back(Open(OpenMode::kMustExist));
  steps.push_back({"restore", [](Desk* desk) -> Result<void> {
                     if (!desk->is_on_disk()) return {};
                     const fs::path to = desk->folder / "restored";
                     if (fs::exists(to / "CURRENT")) return {};
                     CONCORD_TRY(RestoreStore(desk->backups(), to));
                     return {};
                   }});
  return steps;
}

std::string ExamineBackup(const fs::path& path, size_t made_after) {
  const auto opened = OpenStore(path, OpenMode::kReadOnly);
  if (!opened) return fmt::format("the backup {} is lost: {}", path.string(), opened.error().message);
  if (const auto whole = VerifyFiles(*(*opened)->TakeSnapshot()); !whole)
    return fmt::format("the backup {} is damaged: {}", path.string(), whole.error().message);
  return Compare(DumpOf(**opened), made_after, made_after, "the backup");
}

}  // namespace

const std::vector<Step>& Steps() {
  static const std::vector<Step> steps = MakeSteps();
  return steps;
}

const std::string& ExpectedAfter(size_t steps) {
  static const std::vector<std::string> expected = [] {
    Desk desk;
    std::vector<std::string> dumps = {""};
    for (const Step& step : Steps()) {
      const Result<void> done = step.run(&desk);
      dumps.push_back(done ? DumpOf(*desk.store) : "the script is wrong: " + done.error().message);
    }
    return dumps;
  }();
  return expected[steps];
}

std::string DumpOf(const GraphStore& store) { return Dump(*store.TakeSnapshot(), Words()); }

bool HasErrors(const std::string& dump) {
  constexpr std::string_view kError = "error ", kNotThere = "error not found";
  for (size_t at = dump.find(kError); at != std::string::npos; at = dump.find(kError, at + 1)) {
    if (!std::string_view(dump).substr(at).starts_with(kNotThere)) return true;
  }
  return false;
}

std::string Compare(const std::string& seen, size_t done, size_t at_most, std::string_view who, size_t* at) {
  for (size_t i = done; i <= std::min(at_most, Steps().size()); ++i) {
    if (seen != ExpectedAfter(i)) continue;
    if (at != nullptr) *at = i;
    return "";
  }
  // The first line that differs tells most.
  const std::string& expected = ExpectedAfter(done);
  size_t differs = 0;
  while (differs < seen.size() && differs < expected.size() && seen[differs] == expected[differs]) ++differs;
  const size_t line = expected.rfind('\n', differs) + 1;
  return fmt::format("{} sees neither the state before nor the one after; expected '{}', found '{}'", who,
                     expected.substr(line, 120), seen.substr(line, 120));
}

std::map<std::string, size_t> BackupsAfter(size_t steps) {
  std::map<std::string, size_t> backups;
  for (size_t i = 0; i < steps; ++i) {
    const std::string& name = Steps()[i].name;
    if (name.starts_with("back up ")) backups[name.substr(8)] = i;
  }
  return backups;
}

Result<void> RunSteps(Desk* desk, size_t behind) {
  for (; desk->done < std::min(behind, Steps().size()); ++desk->done)
    CONCORD_TRY(Steps()[desk->done].run(desk));
  return {};
}

uint64_t NumberIn(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string Examine(const fs::path& folder, size_t done) {
  Desk desk{folder, nullptr, 0};
  const size_t at_most = std::min(done + 1, Steps().size());
  // Before the first step is done there need be no store.
  {
    const auto reader = OpenStore(desk.path(), OpenMode::kReadOnly);
    const bool is_none = !reader && reader.error().code == ErrorCode::kNotFound && done == 0;
    if (!reader && !is_none) return "a reader finds the store lost: " + reader.error().message;
    if (reader) {
      if (std::string wrong = Compare(DumpOf(**reader), done, at_most, "a reader"); !wrong.empty())
        return wrong;
      if (const auto whole = VerifyFiles(*(*reader)->TakeSnapshot()); !whole)
        return "files are damaged: " + whole.error().message;
    }
  }
  for (const auto& [name, made_after] : BackupsAfter(done)) {
    if (std::string wrong = ExamineBackup(desk.backups() / name, made_after); !wrong.empty()) return wrong;
  }
  // One that was not confirmed is whole or not there.
  for (const auto& [name, made_after] : BackupsAfter(Steps().size())) {
    if (!fs::exists(desk.backups() / name)) continue;
    if (std::string wrong = ExamineBackup(desk.backups() / name, made_after); !wrong.empty()) return wrong;
  }
  auto writer = OpenStore(desk.path(), done == 0 ? OpenMode::kCreateIfMissing : OpenMode::kMustExist);
  if (!writer) return "the store is lost: " + writer.error().message;
  desk.store = *std::move(writer);
  const std::string seen = DumpOf(*desk.store);
  if (std::string wrong = Compare(seen, done, at_most, "a writer"); !wrong.empty()) return wrong;
  // The step that was begun is done again unless it was finished. Steps that change nothing do no harm twice.
  desk.done = done;
  if (done > 0 && done < Steps().size() && ExpectedAfter(done) != ExpectedAfter(done + 1) &&
      seen == ExpectedAfter(done + 1))
    ++desk.done;
  if (const Result<void> rest = RunSteps(&desk, Steps().size()); !rest) {
    return fmt::format("after it was opened again, step '{}' fails: {}", Steps()[desk.done].name,
                       rest.error().message);
  }
  const size_t all = desk.done;
  desk.store.reset();
  const auto end = OpenStore(desk.path(), OpenMode::kReadOnly);
  if (!end) return "at the end the store is lost: " + end.error().message;
  if (std::string wrong = Compare(DumpOf(**end), all, all, "a reader at the end"); !wrong.empty())
    return wrong;
  return ExamineBackup(folder / "restored", BackupsAfter(all).at("2"));
}

}  // namespace concord::testing
