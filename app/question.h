// Asks a store a question. Every front end calls this, wherever its words come from.
#ifndef CONCORD_APP_QUESTION_H_
#define CONCORD_APP_QUESTION_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/embedding_model.h"
#include "base/result.h"
#include "query/answer.h"
#include "query/query.h"

namespace concord {

struct QuestionOptions {
  std::filesystem::path store;
  std::string service_key;     // for the embedding service that the arguments name, if any
  EmbeddingProgress progress;  // while texts are embedded; may be empty
};

struct QuestionResult {
  Answer answer;
  std::vector<Note> notes;  // about the call, not the graph: a missing model, vectors not kept
};

// The source of the model that the arguments name (model-dir, embedder, embedder-model).
ModelSource ModelSourceOf(const Arguments& arguments, const std::filesystem::path& store,
                          std::string_view service_key);

// The model for a call. Null if the query takes none, if "no-model" is given, or if none is installed.
Result<std::unique_ptr<EmbeddingModel>> ModelOf(const Query& query, const Arguments& arguments,
                                                const QuestionOptions& options);
// What a caller should know about a call without a model, if there is anything to say.
std::optional<Note> NoteMissingModel(const Query& query, const Arguments& arguments);

// Opens the store for reading, answers, and keeps the computed vectors. Sets `arguments.vectors`. Fails as
// the query does, and as opening the store or the model does.
Result<QuestionResult> Ask(const Query& query, Arguments arguments, const QuestionOptions& options);

// The answer as a file: "sssom", "csv", "evidence-csv", "xlsx", or a format of this query alone (a picture).
// Fails with kUsage for any other format and names those that the query has.
Result<std::string> WriteAnswer(std::string_view format, const Query& query, const Answer& answer);

}  // namespace concord

#endif  // CONCORD_APP_QUESTION_H_
