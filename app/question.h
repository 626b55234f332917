// A question put to a store: what every front end calls, whatever it reads the words from.
#ifndef CONCORD_APP_QUESTION_H_
#define CONCORD_APP_QUESTION_H_

#include <filesystem>
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
  std::string service_key;     // of the embedding service that the arguments name, if any
  EmbeddingProgress progress;  // while texts are embedded; may be empty
};

struct QuestionResult {
  Answer answer;
  std::vector<std::string> notes;  // about the call, not about the graph: a missing model, vectors not kept
};

// Where the arguments (model-dir, embedder, embedder-model) say that the model comes from.
ModelSource ModelSourceOf(const Arguments& arguments, const std::filesystem::path& store,
                          std::string_view service_key);

// The model of a call. Null when the query takes none, when "no-model" is given, and when none is installed.
Result<std::unique_ptr<EmbeddingModel>> ModelOf(const Query& query, const Arguments& arguments,
                                                const QuestionOptions& options);
// What a caller should know of a call without a model; empty when there is nothing to say.
std::string NoteMissingModel(const Query& query, const Arguments& arguments);

// Opens the store for reading, answers, and keeps the vectors that were computed. `arguments.vectors` is set
// here. Fails as the query does, and as opening the store or the model does.
Result<QuestionResult> Ask(const Query& query, Arguments arguments, const QuestionOptions& options);

// The answer as a file: "sssom", "csv", "evidence-csv", "xlsx", or a format of the query's own (a picture).
// Fails with kUsage, naming what the query has, for any other.
Result<std::string> WriteAnswer(std::string_view format, const Query& query, const Answer& answer);

}  // namespace concord

#endif  // CONCORD_APP_QUESTION_H_
