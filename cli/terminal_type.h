// Whether curses can draw on this kind of terminal.
#ifndef CONCORD_CLI_TERMINAL_TYPE_H_
#define CONCORD_CLI_TERMINAL_TYPE_H_

namespace concord {

// Whether this machine has a description of the terminal that TERM names. Separate from newterm, which does
// not free memory if there is none; and in its own file, because <term.h> defines common words as macros.
bool IsKnownTerminal();

}  // namespace concord

#endif  // CONCORD_CLI_TERMINAL_TYPE_H_
