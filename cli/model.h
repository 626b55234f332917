// The embedding model of a call: which one, what it says while it works, and keeping what it computed.
#ifndef CONCORD_CLI_MODEL_H_
#define CONCORD_CLI_MODEL_H_

#include <memory>

#include "base/result.h"
#include "cli/command.h"
#include "query/embedding/text_vectors.h"
#include "query/query.h"

namespace concord {

struct Model {
  std::unique_ptr<Embedder> embedder;
  TextVectors vectors;

  // Puts what was computed into the store. A store that cannot be written (in use, on a read-only disk) is no
  // failure: the answer stands, and stderr is told that the next one will take as long.
  void Keep(const Context& context);
};

// Null when the query takes none, when --no-model is given, and when none is installed. Fails when
// --model-dir names none, the installed one cannot be read, or the service of --embedder does not answer; its
// key is the environment variable CONCORD_EMBEDDER_KEY.
Result<std::unique_ptr<Model>> ModelOf(const Query& query, const Arguments& arguments,
                                       const Context& context);

// Tells stderr when an answer could have been better with a model, and nobody said that it should not.
void NoteMissingModel(const Query& query, const Arguments& arguments, const Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_MODEL_H_
