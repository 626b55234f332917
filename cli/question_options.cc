#include "cli/question_options.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ostream>

#include "base/plural.h"
#include "cli/progress_bar.h"

namespace concord {

QuestionOptions QuestionOptionsOf(const Context& context) {
  QuestionOptions options;
  options.store = context.store;
  if (const char* key = std::getenv("CONCORD_EMBEDDER_KEY"); key != nullptr) options.service_key = key;
  options.progress = [bar = ProgressBar(context), err = context.err](size_t done, size_t all) {
    bar.Show(done, all, "texts embedded");
    if (done == all) *err << fmt::format("embedded {}; the store keeps the vectors\n", Counted(all, "text"));
  };
  return options;
}

}  // namespace concord
