#include "cli/question_options.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ostream>

namespace concord {

QuestionOptions QuestionOptionsOf(const Context& context) {
  QuestionOptions options;
  options.store = context.store;
  if (const char* key = std::getenv("CONCORD_EMBEDDER_KEY"); key != nullptr) options.service_key = key;
  // A line that is overwritten needs a terminal. Without one, a single line says when all is done.
  options.progress = [err = context.err, terminal = context.progress](size_t done, size_t all) {
    if (terminal) {
      *err << fmt::format("\rembedding: {} of {} texts", done, all) << (done == all ? "\n" : "")
           << std::flush;
    } else if (done == all) {
      *err << fmt::format("embedded {} texts, whose vectors the store keeps\n", all);
    }
  };
  return options;
}

}  // namespace concord
