#include "python/module/store.h"

#include <fmt/format.h>

#include <exception>
#include <optional>

#include "app/cypher_query.h"
#include "app/question.h"
#include "app/store_datasets.h"
#include "base/parallel.h"
#include "base/parameter.h"
#include "base/text.h"
#include "ingest/facts/facts.h"
#include "ingest/manifest.h"
#include "python/module/failures.h"
#include "server/api.h"

namespace nb = nanobind;

namespace concord::python {
namespace {

[[noreturn]] void ThrowError(ErrorCode code, std::string message) {
  throw ErrorThrown{Error{code, std::move(message), {}, 0, 0, 0}};
}

const Query& FindQueryOrThrow(std::string_view name) {
  if (const Query* query = FindQuery(name); query != nullptr) return *query;
  std::vector<std::string> names;
  for (const Query& one : Queries()) names.emplace_back(one.name);
  const std::string_view meant = DidYouMean(name, names);
  ThrowError(ErrorCode::kUsage, meant.empty()
                                    ? fmt::format("there is no query '{}'", name)
                                    : fmt::format("there is no query '{}'; did you mean '{}'?", name, meant));
}

// As many words as the query wants: "A B" two, "[KEY]" at most one, "TOPIC..." one or more.
void CheckWords(const Query& query, const std::vector<std::string>& words) {
  const std::vector<WordParameter> wanted = WordParameters(query.words);
  size_t least = 0, most = 0;
  for (const WordParameter& word : wanted) {
    least += word.required ? 1 : 0;
    most = word.many ? SIZE_MAX : most + (most == SIZE_MAX ? 0 : 1);
  }
  if (words.size() >= least && words.size() <= most) return;
  ThrowError(ErrorCode::kUsage, fmt::format("{} takes the words '{}', and {} were given", query.name,
                                            query.words, words.size()));
}

}  // namespace

StoreHandle::StoreHandle(std::string folder, bool create) : folder_(std::move(folder)) {
  if (create) {
    const auto store = OrThrow(OpenStore(folder_, OpenMode::kCreateIfMissing));
    OrThrow(DatasetsOf(store.get()));
  }
  live_ = std::make_shared<LiveStore>(folder_);
  OrThrow(live_->Now());
}

bool StoreHandle::is_closed() const {
  const std::lock_guard lock(mutex_);
  return live_ == nullptr;
}

void StoreHandle::Close() {
  const std::lock_guard lock(mutex_);
  live_.reset();
}

std::shared_ptr<const PublishedState> StoreHandle::Now() {
  std::shared_ptr<LiveStore> live;
  {
    const std::lock_guard lock(mutex_);
    live = live_;
  }
  if (live == nullptr) ThrowError(ErrorCode::kUsage, "the store is closed");
  return OrThrow(live->Now());
}

std::unique_ptr<AnswerData> StoreHandle::Ask(std::string_view name, std::vector<std::string> words,
                                             const std::vector<std::pair<std::string, std::string>>& options,
                                             const std::string& service_key) {
  const Query& query = FindQueryOrThrow(name);
  CheckWords(query, words);
  Arguments arguments;
  arguments.words = std::move(words);
  arguments.options.insert(options.begin(), options.end());
  const auto state = Now();
  const std::unique_ptr<EmbeddingModel> model =
      OrThrow(ModelOf(query, arguments, {.store = folder_, .service_key = service_key, .progress = {}}));
  if (model != nullptr) arguments.vectors = &model->vectors;
  Answer answer = OrThrow(query.run(*state->snapshot, arguments));
  std::vector<Note> notes;
  if (model != nullptr) {
    const std::lock_guard lock(writing_);
    if (const Result<void> kept = model->Keep(folder_); !kept)
      notes.push_back(MakeNote("vectors-not-kept", "the vectors were not kept: {}", kept.error().ToString()));
  }
  if (auto note = NoteMissingModel(query, arguments)) notes.push_back(*std::move(note));
  return std::make_unique<AnswerData>(query, std::move(answer), std::move(notes), state);
}

std::unique_ptr<CypherData> StoreHandle::RunQuery(const std::string& query, cypher::QueryOptions options) {
  const auto state = Now();
  const auto finish = [&](const Snapshot& snapshot, cypher::QueryOutcome<cypher::QueryResult> outcome) {
    if (!outcome) throw QueryErrorThrown{std::move(outcome.error()), query};
    auto graph = std::make_shared<GraphData>();
    for (auto& [id, node] : outcome->nodes) graph->Add(node);
    for (auto& [id, edge] : outcome->edges) graph->edges.push_back(edge);
    OrThrow(AddMissingEnds(snapshot, graph.get()));
    return std::make_unique<CypherData>(*std::move(outcome), std::move(graph));
  };
  if (!options.write) return finish(*state->snapshot, AskStoreInCypher(*state->snapshot, query, options));
  const std::lock_guard lock(writing_);
  const auto store = OrThrow(OpenStore(folder_, OpenMode::kMustExist));
  auto outcome = AskStoreInCypher(*store, query, options);
  return finish(*store->TakeSnapshot(), std::move(outcome));
}

std::shared_ptr<const PublishedState> StoreHandle::StateOf(const AnswerData* answer,
                                                           SelectionRequest* request) {
  if (answer == nullptr) return Now();
  if (answer->answer().nodes.empty())
    ThrowError(ErrorCode::kNotFound, fmt::format("the answer of '{}' names no node", answer->query().name));
  request->options.root_nodes = answer->answer().nodes;
  return answer->state();
}

std::unique_ptr<GraphData> StoreHandle::Read(SelectionRequest request, const AnswerData* answer) {
  const auto state = StateOf(answer, &request);
  const Selection selected = OrThrow(SelectRequested(*state->snapshot, std::move(request)));
  auto graph = std::make_unique<GraphData>(OrThrow(ReadGraph(*state->snapshot, selected)));
  for (const Note& note : selected.notes) graph->notes.push_back(AsPython(note.text));
  return graph;
}

ExportedFiles StoreHandle::Export(const std::string& format, SelectionRequest request,
                                  const AnswerData* answer) {
  const Exporter* const exporter = FindExporter(format);
  if (exporter == nullptr) {
    std::vector<std::string> known;
    for (const Exporter& one : Exporters()) known.emplace_back(one.name);
    throw ErrorThrown{FailChoice("format", format, known).value()};
  }
  const auto state = StateOf(answer, &request);
  const Selection selected = OrThrow(SelectRequested(*state->snapshot, std::move(request)));
  ExportedFiles exported;
  exported.nodes = selected.nodes.size();
  exported.edges = selected.edges.size();
  for (const Note& note : selected.notes) exported.notes.push_back(AsPython(note.text));
  const OutputSink sink(
      [&](std::string_view file, std::string_view bytes) -> Result<void> {
        if (exported.files.empty() || exported.files.back().first != file)
          exported.files.emplace_back(std::string(file), std::string());
        exported.files.back().second += bytes;
        return {};
      },
      [&](const Note& note) { exported.notes.push_back(AsPython(note.text)); });
  OrThrow(exporter->write(*state->snapshot, selected, sink));
  return exported;
}

IngestResult StoreHandle::Ingest(const IngestCall& call) {
  Now();  // fails where the store is closed
  IngestOptions options;
  for (const std::string& root : call.roots) options.roots.emplace_back(root);
  options.format = call.format;
  options.map = call.map;
  options.again = call.again;
  options.jobs = call.jobs == 0 ? HardwareThreads() : call.jobs;
  if (!call.as.empty()) {
    if (call.roots.size() != 1 || !std::filesystem::is_regular_file(call.roots.front()))
      ThrowError(ErrorCode::kUsage, PARAMETER("key") " names one document: give one file with it");
    EditionName name = EditionName::Parse(call.as);
    options.key = std::move(name.key);
    options.edition = std::move(name.edition);
  }
  std::optional<Manifest> manifest;
  if (!call.manifest.empty()) {
    manifest = OrThrow(Manifest::Read(call.manifest));
    options.manifest = &*manifest;
  }
  // What the callback throws is thrown when the work is done: what was read so far is in the store anyway.
  std::exception_ptr thrown;
  if (!call.progress.is_none()) {
    options.progress = [&](size_t done, size_t total, const std::string& path) {
      if (thrown) return;
      const nb::gil_scoped_acquire held;
      try {
        call.progress(done, total, nb::str(path.data(), path.size()));
      } catch (...) {
        thrown = std::current_exception();
      }
    };
  }
  const std::lock_guard lock(writing_);
  IngestResult result;
  {
    const auto store = OrThrow(OpenStore(folder_, OpenMode::kCreateIfMissing));
    result = OrThrow(IngestInto(store.get(), options));
  }
  if (thrown) {
    const nb::gil_scoped_acquire held;
    std::rethrow_exception(std::exchange(thrown, nullptr));
  }
  return result;
}

std::vector<std::string> StoreHandle::Remove(const std::string& key) {
  Now();
  const std::lock_guard lock(writing_);
  const auto store = OrThrow(OpenStore(folder_, OpenMode::kMustExist));
  return OrThrow(RemoveDocument(store.get(), key));
}

}  // namespace concord::python
