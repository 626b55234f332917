// One line on stderr that shows how far a verb is, and is gone when it ends.
#ifndef CONCORD_CLI_PROGRESS_BAR_H_
#define CONCORD_CLI_PROGRESS_BAR_H_

#include <cstdint>
#include <iosfwd>
#include <string_view>

#include "cli/command.h"

namespace concord {

// Writes nothing when stderr is not a terminal. Borrows the context's stream. For one thread.
class ProgressBar {
 public:
  explicit ProgressBar(const Context& context) : out_(context.progress ? context.err : nullptr) {}

  // "[======      ] 12/48 what". A long `what`, such as a path, keeps its end. The line goes when all is
  // done.
  void Show(uint64_t done, uint64_t all, std::string_view what) const;
  // A word instead of the bar, for work whose length is not known.
  void Say(std::string_view what) const;
  void Clear() const;

 private:
  std::ostream* out_;  // null: nothing is written
};

}  // namespace concord

#endif  // CONCORD_CLI_PROGRESS_BAR_H_
