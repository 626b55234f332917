#include "cli/terminal_type.h"

#include <ncurses.h>
#include <term.h>
#include <unistd.h>

namespace concord {

bool IsKnownTerminal() {
  int problem = 0;
  if (setupterm(nullptr, STDOUT_FILENO, &problem) != OK) return false;
  del_curterm(cur_term);
  return true;
}

}  // namespace concord
