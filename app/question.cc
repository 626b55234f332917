#include "app/question.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/parameter.h"
#include "graph/store.h"
#include "query/index/snapshot_arrays.h"
#include "query/output/answer_csv.h"
#include "query/output/answer_xlsx.h"
#include "query/output/evidence_table.h"
#include "query/output/sssom_writer.h"

namespace concord {
namespace {

// Formats that any table of rows can have.
constexpr auto kTableFormats = std::to_array<AnswerFormat>({
    {"csv", [](const Answer& answer) -> Result<std::string> { return AnswerToCsv(answer); }},
    {"evidence-csv",
     [](const Answer& answer) -> Result<std::string> { return AnswerToCsv(EvidenceTable(answer)); }},
    {"xlsx", [](const Answer& answer) -> Result<std::string> { return AnswerToXlsx(answer); }},
    {"sssom", [](const Answer& answer) -> Result<std::string> { return WriteSssom(answer); }},
});

}  // namespace

ModelSource ModelSourceOf(const Arguments& arguments, const std::filesystem::path& store,
                          std::string_view service_key) {
  return {.store = store,
          .folder = std::filesystem::path(arguments.Get("model-dir")),
          .service = std::string(arguments.Get("embedder")),
          .service_model = std::string(arguments.Get("embedder-model")),
          .service_key = std::string(service_key)};
}

Result<std::unique_ptr<EmbeddingModel>> ModelOf(const Query& query, const Arguments& arguments,
                                                const QuestionOptions& options) {
  if (!TakesModel(query) || arguments.Has("no-model")) return nullptr;
  return OpenEmbeddingModel(ModelSourceOf(arguments, options.store, options.service_key), options.progress);
}

std::optional<Note> NoteMissingModel(const Query& query, const Arguments& arguments) {
  // Free text finds what it is asked for without a model; suggestions are poorer.
  if (arguments.vectors != nullptr || query.name != "map" || arguments.Has("no-model")) return std::nullopt;
  return MakeNote(
      "no-model",
      "no embedding model is installed, so items are compared by words and shared concepts alone; "
      "`concord model add` installs one");
}

Result<QuestionResult> Ask(const Query& query, Arguments arguments, const QuestionOptions& options) {
  const auto model = ModelOf(query, arguments, options);
  if (!model) return tl::unexpected(model.error());
  if (*model) arguments.vectors = &(*model)->vectors;
  QuestionResult result;
  {
    const auto store = OpenStore(options.store, OpenMode::kReadOnly);
    if (!store) return tl::unexpected(store.error());
    const auto snapshot = (*store)->TakeSnapshot();
    // Held, so that parts of the question that read the same arrays share them.
    const auto arrays = SnapshotArrays::Of(*snapshot);
    Result<Answer> answer = query.run(*snapshot, arguments);
    if (!answer) return tl::unexpected(answer.error());
    result.answer = *std::move(answer);
  }
  if (*model) {
    if (const Result<void> kept = (*model)->Keep(options.store); !kept)
      result.notes.push_back(
          MakeNote("vectors-not-kept", "the vectors were not kept: {}", kept.error().ToString()));
  }
  if (auto note = NoteMissingModel(query, arguments)) result.notes.push_back(*std::move(note));
  return result;
}

Result<std::string> WriteAnswer(std::string_view format, const Query& query, const Answer& answer) {
  for (const std::span<const AnswerFormat> formats :
       {query.formats, std::span<const AnswerFormat>(kTableFormats)}) {
    const auto found = std::ranges::find(formats, format, &AnswerFormat::name);
    if (found != formats.end()) return found->write(answer);
  }
  std::vector<std::string> known;
  for (const AnswerFormat& one : query.formats) known.emplace_back(one.name);
  for (const AnswerFormat& one : kTableFormats) {
    if (one.name != "sssom" || query.name == "map") known.emplace_back(one.name);
  }
  return FailChoice("format", format, known);
}

}  // namespace concord
