// Whether the terminal is of a kind that curses can draw on.
#ifndef CONCORD_CLI_TERMINAL_TYPE_H_
#define CONCORD_CLI_TERMINAL_TYPE_H_

namespace concord {

// What TERM names is described on this machine. Apart from newterm, which keeps memory when it is not, and in
// a file of its own, as <term.h> makes macros of common words.
bool IsKnownTerminal();

}  // namespace concord

#endif  // CONCORD_CLI_TERMINAL_TYPE_H_
